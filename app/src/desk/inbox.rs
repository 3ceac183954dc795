//! The inbox: what is open for this officer, what runs out first on top.

mod filters;
mod views;

use domain::locale::Localised;
use jiff::Timestamp;
use jiff::civil::Date;
use leptos::prelude::*;

pub use self::filters::Filters;
use self::filters::filters;
pub use self::views::SavedView;
use self::views::views;
use crate::assets::EVENTS_PATH;
use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button_with};
use crate::parts::case_no::case_no;
use crate::parts::chart::Tone;
use crate::parts::empty::empty;
use crate::parts::error_summary::error_summary;
pub use crate::parts::fault::Fault;
use crate::parts::fault::{errors, fault};
use crate::parts::field;
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
    pub filters: Filters,
    pub views: Vec<SavedView>,
    /// The name typed for a view that was not kept.
    pub view_name: String,
    /// `kept` or `removed`, of a view.
    pub view: Option<&'static str>,
    pub rows: Vec<InboxRow>,
    /// Where this is not the first page.
    pub first: Option<String>,
    pub previous: Option<String>,
    pub next: Option<String>,
    /// The same list with more rows a page.
    pub longer: Option<String>,
    /// How many of the agency's cases a new calendar has moved lately, and within how many days.
    pub moved: Option<(u64, u32)>,
    /// How many warnings wait for the reader's explanation, and whether there are more.
    pub unexplained: Option<(u64, bool)>,
    /// An act that took a case to another agency, and the case's number.
    pub done: Option<(String, String)>,
    /// How long what is done is listed, in days.
    pub done_days: u32,
    /// What can be done with several at once, keys of `desk-bulk-…`; empty where nothing can.
    pub bulk: Vec<&'static str>,
    /// This page, and what a form on it sends along for the way back.
    pub here: String,
    pub kept: Vec<(String, String)>,
    /// Every box is ticked.
    pub all_picked: bool,
    pub faults: Vec<Fault>,
    /// The officer may file something for the agency.
    pub files: bool,
    /// The agency has a part in cases of others.
    pub shared: bool,
    /// The officer heads the agency.
    pub team: bool,
    pub news: News,
}

/// What came since the list was opened.
#[derive(Debug, Clone, Default)]
pub struct News {
    /// A hundred stand for more.
    pub count: u64,
    pub href: String,
    /// Where a script hears of more.
    pub events: String,
}

#[derive(Debug, Clone)]
pub struct InboxTab {
    /// `todo`, `agency`, `mine`, `returned`, `waiting`, `paused`, `done`.
    pub key: String,
    pub href: String,
    pub count: u64,
    /// There are more than `count`.
    pub more: bool,
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
    /// Of what is done: when.
    pub done_at: Option<Timestamp>,
    /// Who holds it, or did it.
    pub claim: Option<Claimed>,
    /// The agency that it came from, while nobody has accepted it.
    pub came: Option<Came>,
    /// It was done once and came back.
    pub returned: bool,
    /// Two who had to agree on it did not.
    pub contested: bool,
    /// It came since the list was opened.
    pub fresh: bool,
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
            let link = Tab::new(tab.href.clone(), label, tab.current).count(tab.count);
            if tab.more { link.more() } else { link }
        })
        .collect();
    let list = if view.rows.is_empty() {
        nothing(shell, view, current)
    } else {
        rows(shell, view, current)
    };
    let unexplained = view.unexplained.map(|(count, more)| {
        let shown = if more { format!("{count}+") } else { count.to_string() };
        let values = [("count", count.into()), ("shown", shown.into())];
        let words = shell.tv("desk-unexplained", &values);
        view! { <p class="inset">{words}" "<a href="/desk/warnings">{shell.t("desk-unexplained-see")}</a></p> }
    });
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
        link(view.team, "/desk/team", "team"),
        link(view.team, "/desk/findings", "findings-desk-title"),
        link(true, "/desk/ratings", "rating-totals"),
        link(true, "/desk/templates", "template-title"),
        link(true, "/desk/keys", "keys-title"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let links_on =
        (!links_on.is_empty()).then(|| view! { <ul class="plain-list row">{links_on}</ul> });
    let first = view.first.clone().map(|href| {
        view! { <p><a href=href>{shell.t("inbox-first-page")}</a></p> }
    });
    let longer = view.longer.clone().map(|href| {
        view! { <p><a href=href>{shell.t("inbox-more-rows")}</a></p> }
    });
    let saved = view.view.map(|done| {
        let words = shell.t(&format!("inbox-view-{done}"));
        notification(shell, Notification::Success, words, ().into_any())
    });
    let done = view.done.as_ref().map(|(act, no)| {
        let words = shell.t(&format!("desk-done-{act}"));
        let no = view! { <p>{case_no(no)}</p> };
        notification(shell, Notification::Success, words, no.into_any())
    });
    let body = view! {
        {error_summary(shell, &errors(shell, &view.faults))}
        {done}
        {saved}
        <h1>{title.clone()}</h1>
        {links_on}
        {moved}
        {unexplained}
        {announced(shell, &view.news)}
        {tabs(shell.t("desk-tabs"), &links)}
        {filters(shell, &view.filters, current, &view.faults)}
        {views(shell, view)}
        {list}
        {pager(shell, view.previous.as_deref(), view.next.as_deref())}
        <div class="row">{first}{longer}</div>
    };
    let options = PageOptions {
        errors: !view.faults.is_empty(),
        wide: true,
        script: Some(EVENTS_PATH),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

/// How much is new, in words; a hundred stand for more.
pub fn news(shell: &Shell, count: u64) -> String {
    let shown = if count > 99 {
        "99+".to_owned()
    } else {
        count.to_string()
    };
    shell.tv("inbox-news", &[("shown", shown.into())])
}

/// There from the start, so that a screen reader says what a script writes into it.
fn announced(shell: &Shell, view: &News) -> AnyView {
    let words = (view.count > 0).then(|| news(shell, view.count));
    let hidden = words.is_none();
    let (href, events) = (view.href.clone(), view.events.clone());
    view! { <p class="news" role="status" data-events=events><a href=href hidden=hidden>{words}</a></p> }
        .into_any()
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
    if tab == "done" {
        for (at, key) in [(5, "inbox-done-at"), (6, "inbox-done-by")] {
            if let Some(column) = columns.get_mut(at) {
                *column = Column::new(shell.t(key));
            }
        }
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
                view! { {step}{fresh(shell, row.fresh)}{back(shell, row)}{contested(shell, row.contested)}{came(shell, row.came.as_ref())}{reminded(shell, row.reminders)} }
                    .into_any();
            let done_at = row.done_at.map(|at| time::instant(shell, at));
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
                view! { <div>{due}{done_at}</div> }.into_any(),
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
    bulk(shell, view, list)
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
fn bulk(shell: &Shell, view: &Inbox, list: AnyView) -> AnyView {
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
    let here = view.here.clone();
    let (href, words) = if view.all_picked {
        (here, "desk-pick-none")
    } else {
        (format!("{here}&pick=all"), "desk-pick-all")
    };
    let kept: Vec<AnyView> = view
        .kept
        .iter()
        .map(|(name, value)| field::hidden(name.clone(), value.clone()))
        .collect();
    let wrong = fault(shell, &view.faults, "task").map(|words| {
        view! { <p class="error"><span class="vh">{shell.t("error-prefix")}</span>{words}</p> }
    });
    let body = view! {
        {kept}
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

fn fresh(shell: &Shell, fresh: bool) -> Option<AnyView> {
    fresh.then(|| view! { <br/>{tag(shell.t("inbox-fresh"), Tone::Done)} }.into_any())
}

/// What another agency sent back says so by itself.
fn back(shell: &Shell, row: &InboxRow) -> Option<AnyView> {
    let says = row.returned && !row.came.as_ref().is_some_and(|came| came.back);
    says.then(|| view! { <br/>{tag(shell.t("inbox-returned"), Tone::Attention)} }.into_any())
}

fn contested(shell: &Shell, contested: bool) -> Option<AnyView> {
    contested.then(|| view! { <br/>{tag(shell.t("inbox-contested"), Tone::Attention)} }.into_any())
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
    if view.filters.narrow() || view.first.is_some() {
        let href = view.filters.clear.clone();
        let next = view! { <p><a href=href>{shell.t("desk-show-all")}</a></p> };
        return empty(shell.t("desk-empty-filter"), next.into_any());
    }
    let days = [("days", view.done_days.into())];
    let next = view! { <p>{shell.tv(&format!("desk-empty-{tab}-next"), &days)}</p> };
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
            count: 1000,
            more: true,
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
            done_at: None,
            came: None,
            returned: true,
            contested: true,
            fresh: true,
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
            filters: Filters {
                items: vec![
                    ("000131001001".into(), samples::words()),
                    ("000131002001".into(), samples::words()),
                ],
                steps: vec![("acceptance".into(), samples::words()); 2],
                lamps: LampView::ALL.map(|lamp| ("overdue", lamp)).into(),
                divisions: vec![("620102002".into(), samples::words()); 2],
                people: vec![("a".into(), samples::words())],
                q: "<张三>".into(),
                from: "2026-13-01".into(),
                arrived: Some(samples::at()),
                kept: vec![("tab".into(), "todo".into())],
                list: vec![("tab".into(), "todo".into()), ("q".into(), "<张三>".into())],
                clear: "/desk?tab=todo".into(),
                ..Filters::default()
            },
            views: vec![SavedView {
                id: "1".into(),
                name: "<急件>".into(),
                href: "/desk?tab=mine".into(),
            }],
            view_name: "<急>".into(),
            view: None,
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
            first: Some("/desk?tab=todo".into()),
            previous: Some("/desk?before=1.2.a".into()),
            next: Some("/desk?after=1.2.a".into()),
            longer: Some("/desk?rows=200".into()),
            moved: Some((3, 30)),
            unexplained: Some((1000, true)),
            done: Some(("transfer".into(), "62010220261123000001X".into())),
            done_days: 90,
            bulk: vec!["claim", "release", "outcome", "transfer", "assignment"],
            here: "/desk?tab=todo&after=1.2.a".into(),
            kept: vec![("tab".into(), "todo".into())],
            all_picked: false,
            faults: vec![
                Fault::new("task", "desk-bulk-none"),
                Fault::new("q", "inbox-short"),
                Fault::new("from", "inbox-date"),
                Fault::new("to", "inbox-order"),
                Fault::new("name", "inbox-view-name-long").max(30),
            ],
            files: true,
            shared: true,
            team: true,
            news: News {
                count: 3,
                href: "/desk?arrived=1".into(),
                events: "/desk/events?since=1".into(),
            },
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
            assert!(!html.contains("<张三>") && !html.contains("<急"), "{html}");
            for id in ["q", "from", "name"] {
                let link = format!("href=\"#{id}\"");
                assert!(
                    html.contains(&link) && html.contains(&format!(" id=\"{id}\"")),
                    "{id}"
                );
            }
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
            for key in [
                "todo", "agency", "mine", "returned", "waiting", "paused", "done",
            ] {
                let mut view = sample();
                view.tabs = vec![tab(key, true)];
                view.rows[0].done_at = Some(samples::at());
                assert!(!inbox_page(&shell, &view).contains('⟦'), "{key}");
                view.rows.clear();
                assert!(!inbox_page(&shell, &view).contains('⟦'), "{key}");
                view.filters = Filters::default();
                view.first = None;
                view.news.count = 0;
                view.faults = vec![
                    Fault::new("name", "inbox-view-name-missing"),
                    Fault::new("name", "inbox-view-most"),
                ];
                for done in ["kept", "removed"] {
                    view.view = Some(done);
                    let html = inbox_page(&shell, &view);
                    assert!(!html.contains('⟦') && html.contains(" hidden"), "{key}");
                }
            }
            let words = [1, 3, 100].map(|count| news(&shell, count));
            assert!(words[2].contains("99+") && words.iter().all(|one| !one.contains('⟦')));
        }
    }
}
