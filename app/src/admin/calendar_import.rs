//! A notice of holidays before it is taken over: which days change, which open cases, each old and new
//! date; and afterwards, how far the counting has come.

use domain::case::DeadlineKind;
use domain::locale::Localised;
use jiff::civil::Date;
use leptos::prelude::*;

use super::admin_page;
use crate::parts::button::{Weight, button};
use crate::parts::case_no::case_no;
use crate::parts::field;
use crate::parts::form::{Encoding, post};
use crate::parts::pager::pager;
use crate::parts::summary_list::{Row, summary_list};
use crate::parts::table::{Column, Table, table};
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct ImportView {
    /// The end of its address.
    pub id: String,
    pub year: i16,
    /// Whose days: the nation's, a division's or an agency's.
    pub layer: Localised,
    pub source: String,
    pub counts_for_statutory: bool,
    /// What holds now; sent back, so that nobody confirms against another one.
    pub base: String,
    pub days: Vec<ChangedDay>,
    pub progress: Progress,
    pub dates: Vec<MovedLine>,
    pub previous: Option<String>,
    pub next: Option<String>,
    pub state: State,
}

#[derive(Debug, Clone, Copy)]
pub struct ChangedDay {
    pub date: Date,
    pub works_now: bool,
}

#[derive(Debug, Clone, Copy, Default)]
pub struct Progress {
    pub seen: u64,
    pub touched: u64,
    pub moved: u64,
    pub firm: u64,
    pub finished: bool,
}

#[derive(Debug, Clone)]
pub struct MovedLine {
    pub case_no: String,
    pub agency: Localised,
    pub kind: DeadlineKind,
    pub step: Option<Localised>,
    pub from: Date,
    pub to: Date,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nobody has confirmed it.
    Draft,
    /// Open cases are being counted anew.
    Running,
    Done,
}

pub fn import_page(shell: &Shell, view: &ImportView) -> String {
    let title = shell.tv(
        "admin-import-title",
        &[("year", view.year.to_string().into())],
    );
    let counts = if view.counts_for_statutory {
        "admin-import-counts-statutory"
    } else {
        "admin-import-counts-promised"
    };
    let rows = vec![
        Row::of(shell.t("admin-import-layer"), shell.words(&view.layer)),
        Row::new(shell.t("admin-import-source"), view.source.clone()),
        Row::new(shell.t("admin-import-counts"), shell.t(counts)),
        Row::of(shell.t("admin-import-days"), days(shell, &view.days)),
        Row::of(shell.t("admin-import-cases"), cases(shell, &view.progress)),
    ];
    let action = match view.state {
        State::Draft if view.progress.finished => {
            let form = view! {
                {field::hidden("base", view.base.clone())}
                <p>{shell.t("admin-import-confirm-note")}</p>
                {button(shell.t("admin-import-confirm"), Weight::Grave)}
            };
            let to = format!("/admin/calendars/imports/{}/confirmation", view.id);
            post(to, Encoding::Plain, form.into_any())
        }
        State::Draft => {
            view! { <p class="inset">{shell.t("admin-import-comparing")}</p> }.into_any()
        }
        State::Running => {
            view! { <p class="inset">{shell.t("admin-import-running")}</p> }.into_any()
        }
        State::Done => view! { <p class="inset">{shell.t("admin-import-done")}</p> }.into_any(),
    };
    let reload = (view.state == State::Running || !view.progress.finished).then(|| {
        let href = format!("/admin/calendars/imports/{}", view.id);
        view! { <p><a href=href>{shell.t("admin-import-reload")}</a></p> }
    });
    let body = view! {
        <h1>{title.clone()}</h1>
        {summary_list(shell, rows)}
        {action}
        {reload}
        {moved(shell, view)}
    };
    admin_page(shell, "/admin/calendars", &title, body.into_any())
}

fn days(shell: &Shell, days: &[ChangedDay]) -> AnyView {
    if days.is_empty() {
        return shell.t("admin-import-no-days").into_any();
    }
    let lines: Vec<AnyView> = days
        .iter()
        .map(|change| {
            let what = if change.works_now {
                "admin-import-works"
            } else {
                "admin-import-off"
            };
            view! { <li>{time::day(shell, change.date)}" · "{shell.t(what)}</li> }.into_any()
        })
        .collect();
    view! { <ul class="plain-list">{lines}</ul> }.into_any()
}

fn cases(shell: &Shell, progress: &Progress) -> AnyView {
    let lines = [
        ("admin-import-seen", progress.seen),
        ("admin-import-touched", progress.touched),
        ("admin-import-moved", progress.moved),
        ("admin-import-firm", progress.firm),
    ];
    let lines: Vec<AnyView> = lines
        .into_iter()
        .map(|(key, count)| {
            view! { <li>{shell.tv(key, &[("count", count.into())])}</li> }.into_any()
        })
        .collect();
    view! { <ul class="plain-list">{lines}</ul> }.into_any()
}

fn moved(shell: &Shell, view: &ImportView) -> Option<AnyView> {
    if view.dates.is_empty() {
        return None;
    }
    let rows = view
        .dates
        .iter()
        .map(|line| {
            let name = match &line.step {
                Some(step) => shell.l(step),
                None => shell.t(&format!("clock-{}", line.kind.key())),
            };
            vec![
                case_no(&line.case_no),
                shell.words(&line.agency),
                name.into_any(),
                time::day(shell, line.from),
                time::day(shell, line.to),
            ]
        })
        .collect();
    let all = Table {
        caption: shell.t("admin-import-dates"),
        columns: [
            "admin-import-case",
            "admin-import-agency",
            "admin-import-limit",
            "admin-import-from",
            "admin-import-to",
        ]
        .map(|key| Column::new(shell.t(key)))
        .into(),
        rows,
        ..Table::default()
    };
    Some(
        view! { {table(all)}{pager(shell, view.previous.as_deref(), view.next.as_deref())} }
            .into_any(),
    )
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn renders_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            for state in [State::Draft, State::Running, State::Done] {
                for finished in [false, true] {
                    let view = ImportView {
                        id: "0123".into(),
                        year: 2027,
                        layer: Localised::new("全国", "National"),
                        source: "notice <b>".into(),
                        counts_for_statutory: finished,
                        base: "abc".into(),
                        days: [true, false]
                            .map(|works_now| ChangedDay {
                                date: date(2027, 1, 2),
                                works_now,
                            })
                            .into(),
                        progress: Progress {
                            seen: 10,
                            touched: 8,
                            moved: 2,
                            firm: 1,
                            finished,
                        },
                        dates: vec![MovedLine {
                            case_no: "62010220261123000001F".into(),
                            agency: Localised::new("市监局", "Market supervision"),
                            kind: DeadlineKind::Statutory,
                            step: None,
                            from: date(2027, 1, 19),
                            to: date(2027, 1, 20),
                        }],
                        previous: None,
                        next: Some("?page=2".into()),
                        state,
                    };
                    let html = import_page(&shell, &view);
                    assert!(!html.contains('⟦'), "{html}");
                    let confirm = html.contains("/confirmation");
                    assert_eq!(confirm, state == State::Draft && finished);
                }
            }
        }
    }
}
