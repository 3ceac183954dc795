//! The inbox: what is open for this officer, what runs out first on top.

use domain::locale::Localised;
use jiff::civil::Date;
use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button};
use crate::parts::case_no::case_no;
use crate::parts::choice::{Choice, select};
use crate::parts::empty::empty;
use crate::parts::field::{self, Field};
use crate::parts::form;
use crate::parts::lamp::{LampView, lamp};
use crate::parts::pager::pager;
use crate::parts::table::{Column, Table, table};
use crate::parts::tabs::{Tab, tabs};
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct Inbox {
    pub tabs: Vec<InboxTab>,
    /// Items that the agency handles, to choose from.
    pub items: Vec<(String, Localised)>,
    pub item: Option<String>,
    pub rows: Vec<InboxRow>,
    /// Not the first page.
    pub continued: bool,
    pub first: String,
    pub next: Option<String>,
    /// How many of the agency's cases a new calendar has moved lately, and within how many days.
    pub moved: Option<(u64, u32)>,
}

#[derive(Debug, Clone)]
pub struct InboxTab {
    /// `todo`, `mine`, `waiting`, `agency`.
    pub key: String,
    pub href: String,
    pub count: u64,
    pub current: bool,
}

#[derive(Debug, Clone)]
pub struct InboxRow {
    pub case_no: String,
    pub item: Localised,
    pub applicant: String,
    /// Absent while the applicant has the turn.
    pub step: Option<Localised>,
    pub lamp: LampView,
    pub due: Option<Due>,
    pub claim: Option<Claimed>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    pub on: Date,
    pub left: Left,
}

/// In working days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    Days(u32),
    Today,
    Late(u32),
    /// Due on a day after which no working day has passed yet.
    JustLate,
}

#[derive(Debug, Clone)]
pub enum Claimed {
    Me,
    Other(Localised),
}

pub fn inbox_page(shell: &Shell, view: &Inbox) -> String {
    let title = shell.t("desk-inbox");
    let current = view.tabs.iter().find(|tab| tab.current);
    let current = current.map_or("todo", |tab| tab.key.as_str());
    let links: Vec<Tab> = view
        .tabs
        .iter()
        .map(|tab| {
            let label = shell.t(&format!("desk-tab-{}", tab.key));
            Tab::new(tab.href.clone(), label, tab.current).count(tab.count)
        })
        .collect();
    let list = if view.rows.is_empty() {
        nothing(shell, view, current)
    } else {
        rows(shell, view, current)
    };
    let moved = view.moved.map(|(count, days)| {
        let values = [("count", count.into()), ("days", days.into())];
        let words = shell.tv("desk-moved-dates", &values);
        view! { <p class="inset">{words}" "<a href="/desk/moved-dates">{shell.t("desk-moved-see")}</a></p> }
    });
    let previous = view.continued.then_some(view.first.as_str());
    let body = view! {
        <h1>{title.clone()}</h1>
        {moved}
        {tabs(shell.t("desk-tabs"), &links)}
        {filter(shell, view, current)}
        {list}
        {pager(shell, previous, view.next.as_deref())}
    };
    let options = PageOptions {
        wide: true,
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

fn filter(shell: &Shell, view: &Inbox, tab: &str) -> AnyView {
    if view.items.len() < 2 && view.item.is_none() {
        return ().into_any();
    }
    let choices: Vec<Choice> = view
        .items
        .iter()
        .map(|(code, name)| Choice::new(code, shell.l(name)))
        .collect();
    let item = Field::new("item", shell.t("desk-filter-item"))
        .value(view.item.clone().unwrap_or_default());
    let body = view! {
        {field::hidden("tab", tab)}
        {select(shell, &item, &choices)}
        {button(shell.t("desk-filter"), Weight::Quiet)}
    };
    form::get("/desk", body.into_any())
}

fn rows(shell: &Shell, view: &Inbox, tab: &str) -> AnyView {
    let mut columns: Vec<Column> = [
        "desk-case-no",
        "desk-item",
        "desk-applicant",
        "desk-step",
        "desk-lamp",
        "desk-due",
        "desk-holder",
    ]
    .map(|key| Column::new(shell.t(key)))
    .into();
    if tab == "waiting" {
        // Nobody can claim what waits for the applicant.
        columns.pop();
    }
    let rows = view
        .rows
        .iter()
        .map(|row| {
            let href = format!("/desk/cases/{}", row.case_no);
            let step = match &row.step {
                Some(step) => shell.words(step),
                None => shell.t("desk-turn-applicant").into_any(),
            };
            let due = row.due.map(|due| {
                view! { {left(shell, due.left)}<br/><span class="meta">{time::short_day(shell, due.on)}</span> }
            });
            let holder = match &row.claim {
                None => view! { <span class="soft">{shell.t("desk-unclaimed")}</span> }.into_any(),
                Some(Claimed::Me) => shell.t("desk-claimed-me").into_any(),
                Some(Claimed::Other(name)) => shell.words(name),
            };
            let mut cells = vec![
                view! { <a href=href>{case_no(&row.case_no)}</a> }.into_any(),
                shell.words(&row.item),
                row.applicant.clone().into_any(),
                step,
                lamp(shell, row.lamp),
                view! { <div>{due}</div> }.into_any(),
                holder,
            ];
            cells.truncate(columns.len());
            cells
        })
        .collect();
    table(Table {
        caption: shell.t(&format!("desk-tab-{tab}")),
        caption_hidden: true,
        columns,
        rows,
        row_head: 0,
    })
}

fn left(shell: &Shell, left: Left) -> AnyView {
    match left {
        Left::Days(days) => shell
            .tv("desk-days-left", &[("count", days.into())])
            .into_any(),
        Left::Today => view! { <strong>{shell.t("desk-due-today")}</strong> }.into_any(),
        Left::Late(days) => {
            let words = shell.tv("desk-days-late", &[("count", days.into())]);
            view! { <strong>{words}</strong> }.into_any()
        }
        Left::JustLate => view! { <strong>{shell.t("desk-just-late")}</strong> }.into_any(),
    }
}

fn nothing(shell: &Shell, view: &Inbox, tab: &str) -> AnyView {
    if view.item.is_some() || view.continued {
        let href = format!("/desk?tab={tab}");
        let next = view! { <p><a href=href>{shell.t("desk-show-all")}</a></p> };
        return empty(shell.t("desk-empty-filter"), next.into_any());
    }
    let next = view! { <p>{shell.t(&format!("desk-empty-{tab}-next"))}</p> };
    empty(shell.t(&format!("desk-empty-{tab}")), next.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::desk::samples;

    fn tab(key: &str, current: bool) -> InboxTab {
        InboxTab {
            key: key.into(),
            href: format!("/desk?tab={key}"),
            count: 3,
            current,
        }
    }

    fn sample() -> Inbox {
        let row = |due, claim| InboxRow {
            case_no: "62010220261123000001X".into(),
            item: samples::words(),
            applicant: "<兰州黄河面馆>".into(),
            step: Some(samples::words()),
            lamp: LampView::DueSoon,
            due,
            claim,
        };
        let due = |left| {
            Some(Due {
                on: jiff::civil::date(2026, 11, 30),
                left,
            })
        };
        Inbox {
            tabs: vec![tab("todo", true), tab("mine", false), tab("waiting", false)],
            items: vec![
                ("000131001001".into(), samples::words()),
                ("000131002001".into(), samples::words()),
            ],
            item: None,
            rows: vec![
                row(due(Left::Late(2)), Some(Claimed::Me)),
                row(due(Left::JustLate), None),
                row(due(Left::Today), Some(Claimed::Other(samples::words()))),
                row(due(Left::Days(1)), None),
                row(None, None),
            ],
            continued: false,
            first: "/desk".into(),
            next: Some("/desk?after=1.2".into()),
            moved: Some((3, 30)),
        }
    }

    #[test]
    fn renders_full_and_empty_in_both_languages() {
        for locale in Locale::ALL {
            let shell = samples::shell(locale);
            let html = inbox_page(&shell, &sample());
            assert!(!html.contains('⟦'), "{html}");
            assert!(html.contains(r#"href="/desk/cases/62010220261123000001X""#));
            assert!(html.contains(r#"rel="next""#) && !html.contains("<兰州"));
            for key in ["todo", "mine", "waiting", "agency"] {
                let mut view = sample();
                view.rows.clear();
                view.tabs = vec![tab(key, true)];
                assert!(!inbox_page(&shell, &view).contains('⟦'), "{key}");
                view.item = Some("000131001001".into());
                assert!(!inbox_page(&shell, &view).contains('⟦'), "{key}");
            }
        }
    }
}
