//! Cases that stand still, since a condition of their process can't be evaluated: why, since when, and the two
//! ways on.

use domain::condition::NotEvaluated;
use domain::locale::Localised;
use jiff::Timestamp;
use leptos::prelude::*;

use super::{STANDING, admin_page};
use crate::parts::breadcrumb::breadcrumb;
use crate::parts::button::{Weight, button};
use crate::parts::case_no::case_no;
use crate::parts::choice::{Choice, radios};
use crate::parts::empty::empty;
use crate::parts::error_summary::error_summary;
use crate::parts::fault::{Fault, errors, fault};
use crate::parts::field::{self, Field, textarea};
use crate::parts::form::{Encoding, post};
use crate::parts::notification::{Notification, notification};
use crate::parts::pager::pager;
use crate::parts::summary_list::{Row, summary_list};
use crate::parts::table::{Column, Table, table};
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct StandingLine {
    pub case_no: String,
    pub choice: String,
    pub name: Localised,
    pub item: Localised,
    pub agency: Localised,
    pub since: Timestamp,
    /// The condition as it is written, and why it gives no answer; absent where it would by now.
    pub waits: Option<(String, NotEvaluated)>,
}

#[derive(Debug, Clone, Default)]
pub struct StandingList {
    pub lines: Vec<StandingLine>,
    pub next: Option<String>,
    /// A case was set going a moment ago.
    pub done: bool,
}

pub fn standing_page(shell: &Shell, view: &StandingList) -> String {
    let title = shell.t("admin-standing");
    let done = view.done.then(|| {
        let words = shell.t("admin-standing-done");
        notification(shell, Notification::Success, words, ().into_any())
    });
    let list = if view.lines.is_empty() {
        let words = view! { <p>{shell.t("admin-standing-none-note")}</p> };
        empty(shell.t("admin-standing-none"), words.into_any())
    } else {
        lines(shell, view)
    };
    let body = view! {
        {done}
        <h1>{title.clone()}</h1>
        <p class="lede">{shell.t("admin-standing-lede")}</p>
        {list}
    };
    admin_page(shell, STANDING, &title, body.into_any())
}

fn lines(shell: &Shell, view: &StandingList) -> AnyView {
    let rows = view
        .lines
        .iter()
        .map(|line| {
            let href = here(&line.case_no, &line.choice);
            vec![
                view! { <a href=href>{case_no(&line.case_no)}</a> }.into_any(),
                view! { {shell.words(&line.item)}<br/><span class="soft">{shell.words(&line.agency)}</span> }
                    .into_any(),
                shell.words(&line.name),
                waits(shell, line.waits.as_ref()),
                time::instant(shell, line.since),
            ]
        })
        .collect();
    let all = Table {
        caption: shell.t("admin-standing"),
        caption_hidden: true,
        columns: [
            "admin-import-case",
            "admin-item",
            "admin-standing-choice",
            "admin-standing-why",
            "admin-standing-since",
        ]
        .map(|key| Column::new(shell.t(key)))
        .into(),
        rows,
        ..Table::default()
    };
    view! { {table(all)}{pager(shell, None, view.next.as_deref())} }.into_any()
}

fn here(case_no: &str, choice: &str) -> String {
    format!("{STANDING}/{case_no}/{choice}")
}

fn waits(shell: &Shell, waits: Option<&(String, NotEvaluated)>) -> AnyView {
    match waits {
        Some((source, why)) => {
            let source = source.clone();
            view! { <code translate="no">{source}</code><br/>{because(shell, why)} }.into_any()
        }
        None => shell.t("admin-standing-ready").into_any(),
    }
}

fn because(shell: &Shell, why: &NotEvaluated) -> String {
    let (key, what) = match why {
        NotEvaluated::Absent { field } => ("admin-because-absent", field),
        NotEvaluated::Mistyped { expression, .. } => ("admin-because-mistyped", expression),
        NotEvaluated::NotComparable { expression } => ("admin-because-not-comparable", expression),
        NotEvaluated::DivisionByZero { expression } => ("admin-because-division", expression),
        NotEvaluated::Overflow { expression } => ("admin-because-overflow", expression),
    };
    shell.tv(key, &[("what", what.into())])
}

#[derive(Debug, Clone)]
pub struct StandingView {
    pub line: StandingLine,
    pub seq: u64,
    /// Where it can go on: key and name.
    pub ways: Vec<(String, Localised)>,
    pub way: String,
    pub reason: String,
    pub faults: Vec<Fault>,
    /// It was tried again, and stands still all the same.
    pub tried: bool,
}

pub fn standing_choice_page(shell: &Shell, view: &StandingView) -> String {
    let line = &view.line;
    let title = shell.t("admin-standing-title");
    let trail = [(STANDING.to_owned(), shell.t("admin-standing"))];
    let faults = errors(shell, &view.faults);
    let here = here(&line.case_no, &line.choice);
    let seq = || field::hidden("seq", view.seq.to_string());
    let tried = view.tried.then(|| {
        let words = shell.t("admin-standing-still");
        notification(shell, Notification::Warning, words, ().into_any())
    });
    let again = view! {
        {seq()}
        <p>{shell.t("admin-standing-again-note")}</p>
        {button(shell.t("admin-standing-again"), Weight::Main)}
    };
    let ways: Vec<Choice> = view
        .ways
        .iter()
        .map(|(key, name)| Choice::new(key.clone(), shell.l(name)))
        .collect();
    let way = Field::new("way", shell.t("admin-standing-way"))
        .value(view.way.clone())
        .error(fault(shell, &view.faults, "way"));
    let reason = Field::new("reason", shell.t("admin-standing-reason"))
        .hint(shell.t("admin-standing-reason-hint"))
        .value(view.reason.clone())
        .error(fault(shell, &view.faults, "reason"));
    let by_hand = view! {
        {seq()}
        <p>{shell.t("admin-standing-hand-note")}</p>
        {radios(shell, &way, &ways)}
        {textarea(shell, &reason, 4)}
        {button(shell.t("admin-standing-hand"), Weight::Grave)}
    };
    let rows = vec![
        Row::of(shell.t("admin-import-case"), case_no(&line.case_no)),
        Row::of(shell.t("admin-item"), shell.words(&line.item)),
        Row::of(shell.t("admin-agency"), shell.words(&line.agency)),
        Row::of(shell.t("admin-standing-choice"), shell.words(&line.name)),
        Row::of(
            shell.t("admin-standing-why"),
            waits(shell, line.waits.as_ref()),
        ),
        Row::of(
            shell.t("admin-standing-since"),
            time::instant(shell, line.since),
        ),
    ];
    let body = view! {
        {breadcrumb(shell, &trail)}
        {error_summary(shell, &faults)}
        <h1>{title.clone()}</h1>
        {tried}
        {summary_list(shell, rows)}
        <section aria-labelledby="again">
            <h2 id="again">{shell.t("admin-standing-again-title")}</h2>
            {post(format!("{here}/attempt"), Encoding::Plain, again.into_any())}
        </section>
        <section aria-labelledby="hand">
            <h2 id="hand">{shell.t("admin-standing-hand-title")}</h2>
            {post(format!("{here}/way"), Encoding::Plain, by_hand.into_any())}
        </section>
    };
    admin_page(shell, STANDING, &title, body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    fn whys() -> Vec<NotEvaluated> {
        let what = || "answers.area".to_owned();
        vec![
            NotEvaluated::Absent { field: what() },
            NotEvaluated::Mistyped {
                expression: what(),
                is: "a text",
                wanted: "a whole number",
            },
            NotEvaluated::NotComparable { expression: what() },
            NotEvaluated::DivisionByZero { expression: what() },
            NotEvaluated::Overflow { expression: what() },
        ]
    }

    fn line(why: Option<NotEvaluated>) -> StandingLine {
        StandingLine {
            case_no: "62010220261123000001F".into(),
            choice: "which-way".into(),
            name: Localised::new("走哪条路", "Which way"),
            item: Localised::new("食品经营许可", "Food business licence"),
            agency: Localised::new("市监局", "Market supervision"),
            since: Timestamp::UNIX_EPOCH,
            waits: why.map(|why| ("1 / answers.area > 2".into(), why)),
        }
    }

    #[test]
    fn renders_in_both_languages() {
        for locale in Locale::ALL {
            let mut shell = Shell::sample(locale);
            shell.standing = 2;
            let list = StandingList {
                lines: whys()
                    .into_iter()
                    .map(Some)
                    .chain([None])
                    .map(line)
                    .collect(),
                next: Some("?after=1".into()),
                done: true,
            };
            for list in [list, StandingList::default()] {
                let html = standing_page(&shell, &list);
                assert!(!html.contains('⟦'), "{html}");
                assert!(!html.contains("banner-late"), "no alarm on its own page");
            }
            for faulty in [false, true] {
                let view = StandingView {
                    line: line(whys().pop()),
                    seq: 5,
                    ways: vec![("review".into(), Localised::new("审核", "Review"))],
                    way: String::new(),
                    reason: "<b>".into(),
                    faults: ["way", "reason"]
                        .map(|id| Fault::new(id, format!("admin-standing-{id}-missing")))
                        .into_iter()
                        .filter(|_| faulty)
                        .collect(),
                    tried: faulty,
                };
                let html = standing_choice_page(&shell, &view);
                assert!(!html.contains('⟦'), "{html}");
                assert_eq!(html.matches("name=\"seq\"").count(), 2);
            }
        }
    }

    #[test]
    fn every_other_page_says_that_cases_stand_still() {
        for locale in Locale::ALL {
            let mut shell = Shell::sample(locale);
            let page = |shell: &Shell| admin_page(shell, "/admin", "x", ().into_any());
            assert!(!page(&shell).contains("banner-late"));
            shell.standing = 1;
            let html = page(&shell);
            assert!(html.contains("banner-late") && html.contains("href=\"/admin/standing\""));
            assert!(!html.contains('⟦'), "{html}");
        }
    }
}
