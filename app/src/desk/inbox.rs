//! The inbox: what is open for this officer, what runs out first on top.

use domain::locale::Localised;
use jiff::Timestamp;
use jiff::civil::Date;
use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button, button_with};
use crate::parts::case_no::case_no;
use crate::parts::chart::Tone;
use crate::parts::choice::{Choice, select};
use crate::parts::empty::empty;
use crate::parts::error_summary::error_summary;
pub use crate::parts::fault::Fault;
use crate::parts::fault::{errors, fault};
use crate::parts::field::{self, Field};
use crate::parts::form;
use crate::parts::lamp::{LampView, lamp};
use crate::parts::notification::{Notification, notification};
use crate::parts::pager::pager;
use crate::parts::table::{Column, Table, table};
use crate::parts::tabs::{Tab, tabs};
use crate::parts::tag::tag;
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
    /// An act that took a case to another agency, and the case's number.
    pub done: Option<(String, String)>,
    /// What can be done with several at once, keys of `desk-bulk-…`; empty where nothing can.
    pub bulk: Vec<&'static str>,
    /// Where this page of the list begins, for the way back to it.
    pub after: Option<String>,
    /// Every box is ticked.
    pub all_picked: bool,
    pub faults: Vec<Fault>,
    /// The officer may file something for the agency.
    pub files: bool,
    /// The agency has a part in cases of others.
    pub shared: bool,
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
    /// Where the work is done, where that is not the case's own page.
    pub href: Option<String>,
    /// The task, for its box; absent where it is none of those that can be done together.
    pub pick: Option<String>,
    pub item: Localised,
    pub applicant: String,
    /// Absent while the applicant has the turn.
    pub step: Option<Localised>,
    pub lamp: LampView,
    pub due: Option<Due>,
    pub claim: Option<Claimed>,
    /// The agency that it came from, while nobody has accepted it.
    pub came: Option<Came>,
    /// How often the applicant has asked to get on with it.
    pub reminders: u32,
}

#[derive(Debug, Clone)]
pub struct Came {
    pub from: Localised,
    /// It had been sent there, and came back as not theirs.
    pub back: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    pub on: Date,
    /// To the minute, for what is counted in hours.
    pub at: Option<Timestamp>,
    pub left: Left,
}

/// In working days, or in hours for what is counted in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    Days(u32),
    /// Whole ones; none is less than one.
    Hours(u32),
    HoursLate(u32),
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
    let link = |shown: bool, href, key| {
        shown.then(|| view! { <li><a href=href>{shell.t(key)}</a></li> }.into_any())
    };
    let links_on: Vec<AnyView> = [
        link(view.files, "/desk/filings", "desk-filings"),
        link(view.shared, "/desk/shared-cases", "desk-shared"),
        link(true, "/desk/ratings", "rating-totals"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let links_on =
        (!links_on.is_empty()).then(|| view! { <ul class="plain-list row">{links_on}</ul> });
    let previous = view.continued.then_some(view.first.as_str());
    let done = view.done.as_ref().map(|(act, no)| {
        let words = shell.t(&format!("desk-done-{act}"));
        let no = view! { <p>{case_no(no)}</p> };
        notification(shell, Notification::Success, words, no.into_any())
    });
    let body = view! {
        {error_summary(shell, &errors(shell, &view.faults))}
        {done}
        <h1>{title.clone()}</h1>
        {links_on}
        {moved}
        {tabs(shell.t("desk-tabs"), &links)}
        {filter(shell, view, current)}
        {list}
        {pager(shell, previous, view.next.as_deref())}
    };
    let options = PageOptions {
        errors: !view.faults.is_empty(),
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
    let picks = !view.bulk.is_empty();
    if picks {
        columns.insert(0, Column::new(shell.t("desk-pick")).hidden());
    }
    let mut boxes = 0_usize;
    let rows = view
        .rows
        .iter()
        .map(|row| {
            let href = row.href.clone();
            let href = href.unwrap_or_else(|| format!("/desk/cases/{}", row.case_no));
            let step = match &row.step {
                Some(step) => shell.words(step),
                None => shell.t("desk-turn-applicant").into_any(),
            };
            let step =
                view! { {step}{came(shell, row.came.as_ref())}{reminded(shell, row.reminders)} }
                    .into_any();
            let due = row.due.map(|due| {
                let end = match due.at {
                    Some(at) => time::instant(shell, at),
                    None => time::short_day(shell, due.on),
                };
                view! { {left(shell, due.left)}<br/><span class="meta">{end}</span> }
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
            if picks {
                let pick = row.pick.as_ref().map(|task| {
                    boxes += 1;
                    pick(shell, view, row, task, boxes)
                });
                cells.insert(0, pick.into_any());
            }
            cells.truncate(columns.len());
            cells
        })
        .collect();
    let list = table(Table {
        caption: shell.t(&format!("desk-tab-{tab}")),
        caption_hidden: true,
        columns,
        rows,
        row_head: usize::from(picks),
    });
    if boxes == 0 {
        return list;
    }
    bulk(shell, view, tab, list)
}

/// The box of a row; the first has the id that the error summary leads to.
fn pick(shell: &Shell, view: &Inbox, row: &InboxRow, task: &str, number: usize) -> AnyView {
    let id = match number {
        1 => "task".to_owned(),
        number => format!("task-{number}"),
    };
    let step = row.step.as_ref().map(|step| shell.l(step));
    let values = [
        ("no", row.case_no.as_str().into()),
        ("step", step.unwrap_or_default().into()),
    ];
    let label = shell.tv("desk-pick-one", &values);
    view! {
        <span class="choice pick-one">
            <input type="checkbox" id=id.clone() name="task" value=task.to_owned() checked=view.all_picked/>
            <label for=id><span class="vh">{label}</span></label>
        </span>
    }
    .into_any()
}

/// The list in its form, and what can be done with the rows that are ticked.
fn bulk(shell: &Shell, view: &Inbox, tab: &str, list: AnyView) -> AnyView {
    let buttons: Vec<AnyView> = view
        .bulk
        .iter()
        .map(|act| {
            button_with(
                shell.t(&format!("desk-bulk-{act}")),
                Weight::Quiet,
                "act",
                *act,
            )
        })
        .collect();
    let here = view.tabs.iter().find(|one| one.current);
    let mut here = here.map_or_else(|| "/desk".to_owned(), |one| one.href.clone());
    if let Some(after) = &view.after {
        here = format!("{here}&after={after}");
    }
    let (href, words) = if view.all_picked {
        (here, "desk-pick-none")
    } else {
        (format!("{here}&pick=all"), "desk-pick-all")
    };
    let item = view.item.clone().map(|item| field::hidden("item", item));
    let after = view
        .after
        .clone()
        .map(|after| field::hidden("after", after));
    let wrong = fault(shell, &view.faults, "task").map(|words| {
        view! { <p class="error"><span class="vh">{shell.t("error-prefix")}</span>{words}</p> }
    });
    let body = view! {
        {field::hidden("tab", tab)}
        {item}
        {after}
        {list}
        <div class="bulk-bar" role="group" aria-label=shell.t("desk-bulk")>
            {wrong}
            <p>{shell.t("desk-bulk")}</p>
            {buttons}
            <p><a href=href>{shell.t(words)}</a></p>
        </div>
    };
    let form = form::post("/desk/bulk", form::Encoding::Plain, body.into_any());
    view! { <div class="bulk">{form}</div> }.into_any()
}

/// Where a case that nobody has accepted yet came from.
fn came(shell: &Shell, came: Option<&Came>) -> AnyView {
    let Some(came) = came else {
        return ().into_any();
    };
    let (key, tone) = if came.back {
        ("desk-came-back", Tone::Attention)
    } else {
        ("desk-came-from", Tone::Plain)
    };
    let words = shell.tv(key, &[("agency", shell.l(&came.from).into())]);
    view! { <br/>{tag(words, tone)} }.into_any()
}

fn reminded(shell: &Shell, times: u32) -> Option<AnyView> {
    let words = || shell.tv("desk-reminded", &[("count", times.into())]);
    (times > 0).then(|| view! { <br/>{tag(words(), Tone::Attention)} }.into_any())
}

fn left(shell: &Shell, left: Left) -> AnyView {
    match left {
        Left::Days(days) => shell
            .tv("desk-days-left", &[("count", days.into())])
            .into_any(),
        Left::Hours(hours) => {
            let words = shell.tv("desk-hours-left", &[("count", hours.into())]);
            view! { <strong>{words}</strong> }.into_any()
        }
        Left::HoursLate(hours) => {
            let words = shell.tv("desk-hours-late", &[("count", hours.into())]);
            view! { <strong>{words}</strong> }.into_any()
        }
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
            href: None,
            pick: Some("62010220261123000001X 7 site-check".into()),
            item: samples::words(),
            applicant: "<兰州黄河面馆>".into(),
            step: Some(samples::words()),
            lamp: LampView::DueSoon,
            due,
            claim,
            came: None,
            reminders: 2,
        };
        let due = |left| {
            Some(Due {
                on: jiff::civil::date(2026, 11, 30),
                at: matches!(left, Left::Hours(_) | Left::HoursLate(_)).then(samples::at),
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
                row(due(Left::Hours(0)), None),
                row(due(Left::Hours(23)), None),
                row(due(Left::HoursLate(1)), None),
                row(None, None),
            ],
            continued: false,
            first: "/desk".into(),
            next: Some("/desk?after=1.2".into()),
            moved: Some((3, 30)),
            done: Some(("transfer".into(), "62010220261123000001X".into())),
            bulk: vec!["claim", "release", "outcome", "assignment"],
            after: Some("1.2".into()),
            all_picked: false,
            faults: vec![Fault::new("task", "desk-bulk-none")],
            files: true,
            shared: true,
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
            assert!(html.contains(r##"href="#task""##) && html.contains(r#"id="task""#));
            assert!(html.contains("pick=all") && !html.contains(" checked"));
            for back in [true, false] {
                let mut view = sample();
                view.all_picked = true;
                view.rows[0].pick = None;
                view.rows[0].came = Some(Came {
                    from: samples::words(),
                    back,
                });
                let html = inbox_page(&shell, &view);
                assert!(!html.contains('⟦') && html.contains(" checked"), "{html}");
                let pickable = view.rows.len() - 1;
                assert_eq!(html.matches(r#"name="task""#).count(), pickable);
            }
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
