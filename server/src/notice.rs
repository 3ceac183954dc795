//! What the applicant is told in writing when a clock stops or a limit becomes longer: the same
//! sentences in the preview at the desk and in the notice itself.

use app::text::tv;
use domain::case::{Ctx, DeadlineKind, Pausing};
use domain::limit::Limit;
use domain::locale::Locale;
use jiff::civil::Date;

use crate::clock::pause_reason;

/// 特别程序告知 (行政许可法 45).
pub fn pause(locale: Locale, ctx: &Ctx<'_>, pause: &Pausing) -> Vec<String> {
    let reason = pause_reason(ctx.item, &pause.reason);
    pause_sentences(
        locale,
        reason.get(locale),
        pause.legal,
        pause.expected,
        ctx.date(pause.at),
    )
}

pub fn pause_sentences(
    locale: Locale,
    reason: &str,
    legal: bool,
    expected: Limit,
    on: Date,
) -> Vec<String> {
    let expected = app::reckoning::limit(locale, expected);
    let values = [
        ("reason", reason.into()),
        ("limit", expected.into()),
        ("date", app::text::date(locale, on).into()),
    ];
    let basis = if legal {
        "notice-pause-legal"
    } else {
        "notice-pause-no-basis"
    };
    [basis, "notice-pause-expected", "notice-pause-end"]
        .map(|key| tv(locale, key, &values))
        .into()
}

/// 延期告知 (行政许可法 42).
pub fn extension_sentences(
    locale: Locale,
    ctx: &Ctx<'_>,
    by: Limit,
    due_on: Option<Date>,
) -> Vec<String> {
    let basis = ctx.item.extension().and_then(|rule| rule.basis);
    let basis = basis.map_or_else(String::new, |basis| basis.get(locale).to_owned());
    let values = [
        ("limit", app::reckoning::limit(locale, by).into()),
        ("basis", basis.into()),
    ];
    let mut sentences = vec![tv(locale, "notice-extension", &values)];
    if let Some(due_on) = due_on {
        let date = app::text::date(locale, due_on);
        let values = [("date", date.into())];
        sentences.push(tv(locale, "notice-extension-due", &values));
    }
    sentences
}

/// When the statutory limit ends as things are.
pub fn statutory_due(case: &domain::case::Case, ctx: &Ctx<'_>) -> Option<Date> {
    case.deadlines(ctx)
        .iter()
        .find(|deadline| deadline.kind == DeadlineKind::Statutory)
        .map(|deadline| deadline.counted.due_on)
}
