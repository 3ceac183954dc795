//! The team as its head sees it: who holds how much, and what turns red at the present speed.

use domain::locale::Localised;
use jiff::civil::Date;
use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::case_no::case_no;
use crate::parts::chart::Tone;
use crate::parts::empty::empty;
use crate::parts::stat::{Stat, stats};
use crate::parts::table::{Column, Table, table};
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct Team {
    pub open: u32,
    pub late: u32,
    /// Runs out within the days ahead.
    pub soon: usize,
    /// Finished within the days back.
    pub done: u32,
    pub red: usize,
    /// Who has most on top; what nobody holds comes last.
    pub lines: Vec<Line>,
    /// What turns red, the first on top; so many at most.
    pub expected: Vec<Expected>,
    /// The last of the days ahead.
    pub until: Date,
    /// Working days that the speed was taken from, and that it is asked about.
    pub back: u32,
    pub ahead: u32,
}

#[derive(Debug, Clone)]
pub struct Line {
    /// An officer's id, or `none`.
    pub id: String,
    /// Absent for what nobody holds.
    pub name: Option<Localised>,
    /// Who acts for them until a day, where they are absent today.
    pub absent: Option<(Localised, Date)>,
    pub open: u32,
    pub late: u32,
    pub soon: usize,
    pub done: Option<u32>,
    pub red: Option<usize>,
}

#[derive(Debug, Clone)]
pub struct Expected {
    pub case_no: String,
    pub item: Localised,
    pub step: Localised,
    pub due_on: Date,
    pub holder: Option<Localised>,
}

pub fn team_page(shell: &Shell, view: &Team) -> String {
    let title = shell.t("team");
    let until = time::day_text(shell, view.until);
    let stat = |value: String, key: &str, tone| Stat {
        value,
        label: shell.tv(
            key,
            &[("until", (&until).into()), ("days", view.back.into())],
        ),
        tone,
        ..Stat::default()
    };
    let late = if view.late > 0 {
        Tone::Late
    } else {
        Tone::Plain
    };
    let red = if view.red > 0 {
        Tone::Attention
    } else {
        Tone::Plain
    };
    let figures = [
        stat(view.open.to_string(), "team-open-all", Tone::Plain),
        stat(view.late.to_string(), "team-late-all", late),
        stat(view.soon.to_string(), "team-soon-all", Tone::Plain),
        stat(view.red.to_string(), "team-red-all", red),
        stat(view.done.to_string(), "team-done-all", Tone::Plain),
    ];
    let method = shell.tv(
        "team-method",
        &[("back", view.back.into()), ("ahead", view.ahead.into())],
    );
    let expected = if view.expected.is_empty() {
        let next = view! { <p>{shell.t("team-none-red-next")}</p> };
        empty(shell.t("team-none-red"), next.into_any())
    } else {
        expected(shell, view)
    };
    let body = view! {
        <h1>{title.clone()}</h1>
        {stats(&figures)}
        <h2>{shell.t("team-people")}</h2>
        {people(shell, view)}
        <p><a href="/desk/absences">{shell.t("desk-absences")}</a></p>
        <h2>{shell.tv("team-red", &[("until", (&until).into())])}</h2>
        {expected}
        <section class="sheet">
            <h2>{shell.t("team-method-title")}</h2>
            <p>{method}</p>
            <p>{shell.t("team-method-limits")}</p>
        </section>
    };
    let options = PageOptions {
        back: Some("/desk".into()),
        wide: true,
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

fn people(shell: &Shell, view: &Team) -> AnyView {
    let rows = view
        .lines
        .iter()
        .map(|line| {
            let absent = line.absent.as_ref().map(|(substitute, until)| {
                let until = time::day_text(shell, *until);
                let values = [
                    ("name", shell.l(substitute).into()),
                    ("until", until.into()),
                ];
                let words = shell.tv("desk-absent-now", &values);
                view! { <br/><span class="meta">{words}</span> }
            });
            let name = match &line.name {
                Some(name) => shell.words(name),
                None => view! { <span class="soft">{shell.t("desk-unclaimed")}</span> }.into_any(),
            };
            let late = (line.late > 0).then(|| view! { <strong>{line.late}</strong> }.into_any());
            let list = format!("/desk?tab=agency&holder={}", line.id);
            let whose = match &line.name {
                Some(name) => shell.l(name),
                None => shell.t("desk-unclaimed"),
            };
            let give = (line.open > 0).then(|| {
                let href = format!("{list}&pick=all");
                let of = shell.tv("team-give-of", &[("name", whose.into())]);
                view! { <a href=href>{shell.t("team-give")}<span class="vh">{of}</span></a> }
            });
            let number = |value: Option<String>| {
                value.map_or_else(
                    || view! { <span class="soft">"–"</span> }.into_any(),
                    |text| text.into_any(),
                )
            };
            vec![
                view! { <span>{name}{absent}</span> }.into_any(),
                view! { <a href=list.clone()>{line.open}</a> }.into_any(),
                late.unwrap_or_else(|| line.late.into_any()),
                line.soon.into_any(),
                number(line.done.map(|done| done.to_string())),
                number(line.red.map(|red| red.to_string())),
                view! { <span>{give}</span> }.into_any(),
            ]
        })
        .collect();
    let days = [("days", view.back.into()), ("ahead", view.ahead.into())];
    let head = |key: &str| Column::new(shell.tv(key, &days)).numeric();
    table(Table {
        caption: shell.t("team-people"),
        caption_hidden: true,
        columns: vec![
            Column::new(shell.t("team-person")),
            head("team-open"),
            head("team-late"),
            head("team-soon"),
            head("team-done"),
            head("team-red-of"),
            Column::new(shell.t("team-act")).hidden(),
        ],
        rows,
        row_head: 0,
    })
}

fn expected(shell: &Shell, view: &Team) -> AnyView {
    let rows = view
        .expected
        .iter()
        .map(|one| {
            let href = format!("/desk/cases/{}", one.case_no);
            let holder = match &one.holder {
                Some(name) => shell.words(name),
                None => view! { <span class="soft">{shell.t("desk-unclaimed")}</span> }.into_any(),
            };
            vec![
                view! { <a href=href>{case_no(&one.case_no)}</a> }.into_any(),
                shell.words(&one.item),
                shell.words(&one.step),
                time::short_day(shell, one.due_on),
                holder,
            ]
        })
        .collect();
    let more = (view.red > view.expected.len()).then(|| {
        let values = [
            ("shown", view.expected.len().into()),
            ("count", view.red.into()),
        ];
        view! { <p class="soft">{shell.tv("team-more", &values)}</p> }
    });
    let list = table(Table {
        caption: shell.t("team-red-of-all"),
        caption_hidden: true,
        columns: [
            "desk-case-no",
            "desk-item",
            "desk-step",
            "team-due",
            "desk-holder",
        ]
        .map(|key| Column::new(shell.t(key)))
        .into(),
        rows,
        row_head: 0,
    });
    view! { {list}{more} }.into_any()
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;
    use jiff::civil::date;

    use super::*;
    use crate::desk::samples;

    #[test]
    fn renders_full_and_quiet_in_both_languages() {
        let line = |name: Option<Localised>| Line {
            id: "none".into(),
            absent: name.clone().map(|name| (name, date(2026, 12, 1))),
            open: 3,
            late: 1,
            soon: 2,
            done: name.as_ref().map(|_| 7),
            red: name.as_ref().map(|_| 1),
            name,
        };
        for locale in Locale::ALL {
            let shell = samples::shell(locale);
            let mut view = Team {
                open: 6,
                late: 2,
                soon: 4,
                done: 7,
                red: 51,
                lines: vec![line(Some(samples::words())), line(None)],
                expected: vec![
                    Expected {
                        case_no: "62010220261123000001X".into(),
                        item: samples::words(),
                        step: samples::words(),
                        due_on: date(2026, 11, 27),
                        holder: Some(samples::words()),
                    },
                    Expected {
                        case_no: "620102202611230000028".into(),
                        item: samples::words(),
                        step: samples::words(),
                        due_on: date(2026, 11, 27),
                        holder: None,
                    },
                ],
                until: date(2026, 11, 27),
                back: 20,
                ahead: 5,
            };
            let html = team_page(&shell, &view);
            assert!(!html.contains('⟦'), "{html}");
            assert!(html.contains("holder=none&amp;pick=all"), "{html}");
            view.expected.clear();
            view.red = 0;
            view.late = 0;
            view.lines.clear();
            assert!(!team_page(&shell, &view).contains('⟦'));
        }
    }
}
