//! `/oversight/scores/appeals`: what agencies dispute of their scores; and `/oversight/scores/{id}/deductions`: what was
//! taken off one by one.

use domain::locale::Localised;
use domain::supervision::Period;
use jiff::Timestamp;
use jiff::civil::Date;
use leptos::prelude::*;

use super::dashboard::period;
use super::scores::fault;
use super::sections;
use crate::layout::{PageOptions, page_with};
use crate::parts::breadcrumb::breadcrumb;
use crate::parts::case_no::case_no;
use crate::parts::chart::Tone;
use crate::parts::empty::empty;
use crate::parts::pager::pager;
use crate::parts::table::{Column, Table, page_of};
use crate::parts::tabs::{Tab, tabs};
use crate::parts::tag::tag;
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone, Default)]
pub struct Appeals {
    /// Those that wait for a decision, or the others.
    pub waits: bool,
    pub waiting: u64,
    pub decided: u64,
    pub lines: Vec<Line>,
    pub first: Option<String>,
    pub next: Option<String>,
}

/// One appeal.
#[derive(Debug, Clone)]
pub struct Line {
    pub href: String,
    pub agency: Localised,
    pub month: Period,
    /// `Fault::key`.
    pub fault: String,
    pub case_no: String,
    pub made_at: Timestamp,
    pub changed_at: Timestamp,
    /// `State::key`.
    pub state: &'static str,
    /// The last day to decide it, or to ask for a re-check.
    pub due_on: Option<Date>,
    pub late: bool,
}

impl Line {
    pub(super) fn state(&self, shell: &Shell) -> AnyView {
        let tone = match self.state {
            _ if self.late => Tone::Late,
            "appealed" | "recheck" => Tone::Attention,
            "upheld" => Tone::Done,
            _ => Tone::Plain,
        };
        let word = shell.t(&format!("score-appeal-{}", self.state));
        let late = self.late.then(|| shell.t("score-appeal-is-late"));
        let by = self.due_on.map(|due_on| {
            let key = if self.state == "rejected" {
                "score-appeal-recheck-by"
            } else {
                "score-appeal-decide-by"
            };
            view! { <br/><span class="meta">{late}{shell.t(key)}" "{time::short_day(shell, due_on)}</span> }
        });
        view! { {tag(word, tone)}{by} }.into_any()
    }
}

pub fn appeals_page(shell: &Shell, view: &Appeals) -> String {
    let title = shell.t("score-appeal-list");
    let trail = [
        ("/oversight".to_owned(), shell.t("oversight-nav-overview")),
        ("/oversight/scores".to_owned(), shell.t("score-list")),
    ];
    let which = [
        Tab::new(
            "/oversight/scores/appeals?state=open",
            shell.t("score-appeal-open"),
            view.waits,
        )
        .count(view.waiting),
        Tab::new(
            "/oversight/scores/appeals?state=decided",
            shell.t("score-appeal-decided"),
            !view.waits,
        )
        .count(view.decided),
    ];
    let list = if view.lines.is_empty() {
        let none = empty(shell.t("score-appeal-none"), ().into_any());
        view! { <div data-total="0">{none}</div> }.into_any()
    } else {
        let columns = [
            "score-fault",
            "oversight-agency",
            "oversight-case",
            "score-appeal-made",
            "score-appeal-state",
        ]
        .map(|key| Column::new(shell.t(key)));
        let all = Table {
            caption: title.clone(),
            caption_hidden: true,
            columns: columns.into(),
            rows: view.lines.iter().map(|line| row(shell, line)).collect(),
            row_head: 0,
        };
        let total = if view.waits {
            view.waiting
        } else {
            view.decided
        };
        page_of(total, all)
    };
    let body = view! {
        {breadcrumb(shell, &trail)}
        <h1>{title.clone()}</h1>
        <p>{shell.t("score-appeal-note")}</p>
        {tabs(shell.t("score-appeal-state"), &which)}
        {list}
        {pager(shell, view.first.as_deref(), view.next.as_deref())}
    };
    frame(shell, &title, false, body.into_any())
}

pub(super) fn frame(shell: &Shell, title: &str, errors: bool, body: AnyView) -> String {
    let options = PageOptions {
        errors,
        wide: true,
        sections: sections(shell, "/oversight/scores"),
        ..PageOptions::default()
    };
    page_with(shell, title, options, body)
}

fn row(shell: &Shell, line: &Line) -> Vec<AnyView> {
    let href = line.href.clone();
    vec![
        view! {
            <a href=href>{fault(shell, &line.fault)}</a><br/>
            <span class="meta">{period(shell, line.month)}</span>
        }
        .into_any(),
        shell.words(&line.agency),
        case_no(&line.case_no),
        time::instant(shell, line.made_at),
        line.state(shell),
    ]
}

/// What was taken off an agency's month for one thing.
#[derive(Debug, Clone)]
pub struct Deductions {
    pub name: Localised,
    pub month: Period,
    /// The score.
    pub back: String,
    /// `Fault::key`.
    pub fault: String,
    pub total: u64,
    pub lines: Vec<Disputable>,
    /// The last day to appeal, while there is time.
    pub until: Option<Date>,
    pub previous: Option<String>,
    pub next: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Disputable {
    pub case_no: String,
    pub item: Option<Localised>,
    /// The case, or the order.
    pub href: String,
    pub appeal: Option<Line>,
    /// Where the reader may appeal against it.
    pub dispute: Option<String>,
}

pub fn deductions_page(shell: &Shell, view: &Deductions) -> String {
    let what = fault(shell, &view.fault);
    let agency = shell.l(&view.name);
    let values = [("agency", agency.into()), ("fault", what.into())];
    let title = shell.tv("score-each-of", &values);
    let trail = [
        ("/oversight".to_owned(), shell.t("oversight-nav-overview")),
        ("/oversight/scores".to_owned(), shell.t("score-list")),
        (view.back.clone(), shell.l(&view.name)),
    ];
    let until = view.until.map(|until| {
        view! { <p>{shell.t("score-appeal-until")}" "{time::day(shell, until)}</p> }
    });
    let list = if view.lines.is_empty() {
        let none = empty(shell.t("score-each-none"), ().into_any());
        view! { <div data-total="0">{none}</div> }.into_any()
    } else {
        let columns = ["oversight-case", "score-appeal"].map(|key| Column::new(shell.t(key)));
        let all = Table {
            caption: title.clone(),
            caption_hidden: true,
            columns: columns.into(),
            rows: view
                .lines
                .iter()
                .map(|line| disputable(shell, line))
                .collect(),
            row_head: 0,
        };
        page_of(view.total, all)
    };
    let body = view! {
        {breadcrumb(shell, &trail)}
        <h1>{title.clone()}</h1>
        <p class="lede">{period(shell, view.month)}</p>
        {until}
        {list}
        {pager(shell, view.previous.as_deref(), view.next.as_deref())}
    };
    frame(shell, &title, false, body.into_any())
}

fn disputable(shell: &Shell, line: &Disputable) -> Vec<AnyView> {
    let href = line.href.clone();
    let item = line.item.as_ref();
    let item = item.map(|item| view! { <br/><span class="meta">{shell.words(item)}</span> });
    let appeal = match (&line.appeal, &line.dispute) {
        (Some(appeal), _) => {
            let href = appeal.href.clone();
            view! { <a href=href>{shell.t("score-appeal-see")}</a>" "{appeal.state(shell)} }
                .into_any()
        }
        (None, Some(href)) => {
            let href = href.clone();
            view! { <a href=href>{shell.t("score-appeal-make")}</a> }.into_any()
        }
        (None, None) => shell.t("score-appeal-not").into_any(),
    };
    vec![
        view! { <a href=href>{case_no(&line.case_no)}</a>{item} }.into_any(),
        appeal,
    ]
}

#[cfg(test)]
pub(super) mod tests {
    use domain::locale::Locale;
    use domain::supervision::appeal::State;

    use super::*;

    pub fn sample(state: &'static str, late: bool) -> Line {
        Line {
            href: "/oversight/scores/appeals/1".into(),
            agency: Localised::new("市监局", "Market supervision"),
            month: Period::Month(2026, 10),
            fault: "statutory-late".into(),
            case_no: "62010220261123000001F".into(),
            made_at: Timestamp::UNIX_EPOCH,
            changed_at: Timestamp::UNIX_EPOCH,
            state,
            due_on: Some(jiff::civil::date(2026, 11, 12)),
            late,
        }
    }

    #[test]
    fn lists_render_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let states = State::ALL.map(State::key);
            for waits in [true, false] {
                let view = Appeals {
                    waits,
                    waiting: 5,
                    decided: 5,
                    lines: states
                        .iter()
                        .flat_map(|state| [sample(state, false), sample(state, true)])
                        .collect(),
                    first: Some("/oversight/scores/appeals".into()),
                    next: Some("/oversight/scores/appeals?after=1".into()),
                };
                let html = appeals_page(&shell, &view);
                assert!(!html.contains('⟦'), "{html}");
                assert!(html.contains("data-total=\"5\""), "{html}");
            }
            assert!(!appeals_page(&shell, &Appeals::default()).contains('⟦'));
            for fault in ["late", "orders-late"] {
                let one = |appeal, dispute: Option<&str>| Disputable {
                    case_no: "62010220261123000001F".into(),
                    item: Some(Localised::new("食品", "Food")),
                    href: "/oversight/cases/1".into(),
                    appeal,
                    dispute: dispute.map(ToOwned::to_owned),
                };
                let mut view = Deductions {
                    name: Localised::new("市监局", "Market supervision"),
                    month: Period::Month(2026, 10),
                    back: "/oversight/scores/a".into(),
                    fault: fault.into(),
                    total: 3,
                    lines: vec![
                        one(Some(sample("rejected", false)), None),
                        one(None, Some("/oversight/scores/a/appeal")),
                        one(None, None),
                    ],
                    until: Some(jiff::civil::date(2026, 11, 12)),
                    previous: None,
                    next: Some("/x?page=2".into()),
                };
                let html = deductions_page(&shell, &view);
                assert!(!html.contains('⟦'), "{html}");
                view.lines.clear();
                assert!(!deductions_page(&shell, &view).contains('⟦'));
            }
        }
    }
}
