//! What the applicant is told in writing when a clock stops or a limit becomes longer: the same
//! sentences in the preview at the desk and in the notice itself.

use app::text::{t, tv};
use domain::case::{
    Case, Ctx, DeadlineKind, Decision, DeclineGround, Entry, Fact, Pausing, StatementRef, Target,
};
use domain::catalogue::ServiceItem;
use domain::limit::Limit;
use domain::locale::Locale;
use jiff::civil::Date;

use crate::clock::pause_reason;
use crate::state::App;

/// What the notice of an entry says, `case` and `ctx` being as they were with it. Nothing for a fact that is not told
/// in writing.
pub fn sentences(
    app: &App,
    locale: Locale,
    case: &Case,
    ctx: &Ctx<'_>,
    entry: &Entry,
    words: impl Fn(&StatementRef) -> Option<String>,
) -> Vec<String> {
    let by = |kind, key| {
        let deadlines = case.deadlines(ctx);
        let found = deadlines.iter().find(|deadline| deadline.kind == kind)?;
        let date = app::text::date(locale, found.counted.due_on);
        Some(tv(locale, key, &[("date", date.into())]))
    };
    let remedies = || {
        let remedies = ctx.item.guide.remedies.get(locale);
        tv(locale, "notice-remedies", &[("remedies", remedies.into())])
    };
    match &entry.fact {
        Fact::Paused { .. } => {
            let given = case.pauses.iter().find(|pause| pause.seq == entry.seq);
            given.map_or_else(Vec::new, |given| pause(locale, ctx, given))
        }
        Fact::Extended { limit, .. } => {
            extension_sentences(locale, ctx, *limit, statutory_due(case, ctx))
        }
        Fact::Accepted { .. } => {
            let date = app::text::date(locale, ctx.date(entry.at));
            let accepted = tv(locale, "notice-acceptance", &[("date", date.into())]);
            [
                Some(accepted),
                by(DeadlineKind::Promised, "notice-acceptance-promised"),
                by(DeadlineKind::Statutory, "notice-acceptance-statutory"),
            ]
            .into_iter()
            .flatten()
            .collect()
        }
        Fact::Corrected { targets } => {
            let asked = targets.iter().map(|target| {
                let what = named(ctx.item, &target.what, locale);
                let note = words(&target.note).unwrap_or_default();
                let values = [("what", what.into()), ("note", note.into())];
                tv(locale, "notice-correction-item", &values)
            });
            std::iter::once(t(locale, "notice-correction"))
                .chain(asked)
                .chain(by(DeadlineKind::Supplement, "notice-correction-by"))
                .collect()
        }
        Fact::Declined { ground, agency, .. } => {
            let ground = match ground {
                DeclineGround::NotRequired => "notice-declination-not-required",
                DeclineGround::NotOurs => "notice-declination-not-ours",
            };
            let right = agency.as_deref().map(|id| {
                let name = app.agency_name(id).get(locale).to_owned();
                tv(
                    locale,
                    "notice-declination-agency",
                    &[("agency", name.into())],
                )
            });
            std::iter::once(t(locale, ground))
                .chain(right)
                .chain([remedies()])
                .collect()
        }
        Fact::Returned { .. } => vec![t(locale, "notice-return")],
        Fact::Decided { decision, .. } => {
            let key = match decision {
                Decision::Granted => "notice-granted",
                Decision::Refused => "notice-refused",
            };
            vec![t(locale, key), remedies()]
        }
        _ => Vec::new(),
    }
}

/// What a correction names.
fn named(item: &ServiceItem, target: &Target, locale: Locale) -> String {
    let name = match target {
        Target::Field(key) => item.field(key).map(|field| &field.label),
        Target::Material(key) => item.material(key).map(|rule| &rule.name),
    };
    name.map_or_else(String::new, |name| name.get(locale).to_owned())
}

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
