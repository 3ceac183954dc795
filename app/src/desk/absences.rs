//! 不在岗和代理: who is absent, on which days, and who acts in their place.

use domain::locale::Localised;
use jiff::civil::Date;
use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button};
use crate::parts::chart::Tone;
use crate::parts::choice::{Choice, select};
use crate::parts::empty::empty;
use crate::parts::error_summary::error_summary;
use crate::parts::fault::{Fault, errors, fault};
use crate::parts::field::{self, Field, date};
use crate::parts::form::{Encoding, post};
use crate::parts::notification::{Notification, notification};
use crate::parts::table::{Column, Table, table};
use crate::parts::tag::tag;
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct AbsencesView {
    pub lines: Vec<AbsenceLine>,
    /// Whose absence the reader may record: themselves or, for a head, everybody at the desk of the agency.
    pub people: Vec<Person>,
    /// Who could act in somebody's place.
    pub substitutes: Vec<Person>,
    pub officer: String,
    pub substitute: String,
    pub from: String,
    pub until: String,
    /// What was just done: `recorded` or `ended`.
    pub done: Option<&'static str>,
    pub faults: Vec<Fault>,
}

#[derive(Debug, Clone)]
pub struct Person {
    pub id: String,
    pub name: Localised,
    /// Keys of their roles.
    pub roles: Vec<&'static str>,
}

#[derive(Debug, Clone)]
pub struct AbsenceLine {
    pub id: String,
    pub officer: Localised,
    pub substitute: Localised,
    pub from: Date,
    pub until: Date,
    pub state: State,
    /// The reader may end it.
    pub may_end: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Ahead,
    Now,
    Over,
    /// Before its last day.
    Ended,
}

impl State {
    fn key(self) -> &'static str {
        match self {
            Self::Ahead => "ahead",
            Self::Now => "now",
            Self::Over => "over",
            Self::Ended => "ended",
        }
    }
}

pub fn absences_page(shell: &Shell, view: &AbsencesView) -> String {
    let title = shell.t("desk-absences");
    let done = view.done.map(|done| {
        let words = shell.t(&format!("desk-absence-{done}"));
        notification(shell, Notification::Success, words, ().into_any())
    });
    let body = view! {
        {error_summary(shell, &errors(shell, &view.faults))}
        {done}
        <h1>{title.clone()}</h1>
        <div class="two">
            <div>
                <p class="lede">{shell.t("desk-absences-lede")}</p>
                {record(shell, view)}
            </div>
            <div>
                <section class="sheet">
                    <h2>{shell.t("desk-absences-rules")}</h2>
                    <ul>
                        <li>{shell.t("desk-absences-rule-named")}</li>
                        <li>{shell.t("desk-absences-rule-apart")}</li>
                        <li>{shell.t("desk-absences-rule-chain")}</li>
                    </ul>
                </section>
            </div>
        </div>
        <h2>{shell.t("desk-absences-list")}</h2>
        {list(shell, view)}
    };
    let options = PageOptions {
        errors: !view.faults.is_empty(),
        wide: true,
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

fn record(shell: &Shell, view: &AbsencesView) -> AnyView {
    let wrong = |id| fault(shell, &view.faults, id);
    let officer = match view.people.as_slice() {
        [own] => field::hidden("officer", own.id.clone()),
        people => {
            let officer = Field::new("officer", shell.t("desk-absence-officer"))
                .value(view.officer.clone())
                .error(wrong("officer"));
            select(shell, &officer, &choices(shell, people))
        }
    };
    let substitute = Field::new("substitute", shell.t("desk-absence-substitute"))
        .hint(shell.t("desk-absence-substitute-hint"))
        .value(view.substitute.clone())
        .error(wrong("substitute"));
    let from = Field::new("from", shell.t("desk-absence-from"))
        .value(view.from.clone())
        .error(wrong("from"));
    let until = Field::new("until", shell.t("desk-absence-until"))
        .value(view.until.clone())
        .error(wrong("until"));
    let form = view! {
        {officer}
        {date(shell, &from)}
        {date(shell, &until)}
        {select(shell, &substitute, &choices(shell, &view.substitutes))}
        {button(shell.t("desk-absence-button"), Weight::Main)}
    };
    post("/desk/absences", Encoding::Plain, form.into_any())
}

fn choices(shell: &Shell, people: &[Person]) -> Vec<Choice> {
    people
        .iter()
        .map(|person| {
            let roles: Vec<String> = person
                .roles
                .iter()
                .map(|role| shell.t(&format!("role-{role}")))
                .collect();
            let name = shell.l(&person.name);
            Choice::new(&person.id, format!("{name} · {}", roles.join("、")))
        })
        .collect()
}

fn list(shell: &Shell, view: &AbsencesView) -> AnyView {
    if view.lines.is_empty() {
        let next = view! { <p>{shell.t("desk-absences-none-next")}</p> };
        return empty(shell.t("desk-absences-none"), next.into_any());
    }
    let rows = view
        .lines
        .iter()
        .map(|line| {
            let tone = match line.state {
                State::Now => Tone::Attention,
                _ => Tone::Plain,
            };
            let state = tag(shell.t(&format!("desk-absence-{}", line.state.key())), tone);
            let end = line.may_end.then(|| {
                let values = [("name", shell.l(&line.officer).into())];
                let whose = shell.tv("desk-absence-end-of", &values);
                let body = view! {
                    <button class=Weight::Quiet.class() type="submit">
                        {shell.t("desk-absence-end")}<span class="vh">{whose}</span>
                    </button>
                };
                let action = format!("/desk/absences/{}/end", line.id);
                post(action, Encoding::Plain, body.into_any())
            });
            vec![
                shell.words(&line.officer),
                shell.words(&line.substitute),
                time::day(shell, line.from),
                time::day(shell, line.until),
                view! { <span>{state}</span> }.into_any(),
                end.into_any(),
            ]
        })
        .collect();
    let mut columns: Vec<Column> = [
        "desk-absence-officer",
        "desk-absence-substitute",
        "desk-absence-from",
        "desk-absence-until",
        "desk-lamp",
        "desk-absence-end",
    ]
    .map(|key| Column::new(shell.t(key)))
    .into();
    if let Some(last) = columns.last_mut() {
        last.hidden = true;
    }
    table(Table {
        caption: shell.t("desk-absences-list"),
        caption_hidden: true,
        columns,
        rows,
        row_head: 0,
    })
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::desk::samples;

    #[test]
    fn renders_full_and_empty_in_both_languages() {
        for locale in Locale::ALL {
            let person = |id: &str| Person {
                id: id.into(),
                name: samples::words(),
                roles: vec!["counter", "issuer"],
            };
            let line = |state, may_end| AbsenceLine {
                id: "1".into(),
                officer: samples::words(),
                substitute: samples::words(),
                from: jiff::civil::date(2026, 11, 23),
                until: jiff::civil::date(2026, 12, 1),
                state,
                may_end,
            };
            let mut view = AbsencesView {
                lines: vec![
                    line(State::Ahead, true),
                    line(State::Now, true),
                    line(State::Over, false),
                    line(State::Ended, false),
                ],
                people: vec![person("a"), person("b")],
                substitutes: vec![person("a"), person("b")],
                officer: "a".into(),
                substitute: "b".into(),
                from: "2026-11-23".into(),
                until: "<b>".into(),
                done: Some("recorded"),
                faults: [
                    ("officer", "desk-absence-officer-unknown"),
                    ("substitute", "desk-absence-self"),
                    ("from", "desk-absence-past"),
                    ("until", "desk-absence-date"),
                ]
                .map(|(id, key)| Fault::new(id, key))
                .into(),
            };
            let shell = samples::shell(locale);
            let html = absences_page(&shell, &view);
            assert!(!html.contains('⟦') && html.contains("&lt;b&gt;"), "{html}");
            assert_eq!(html.matches(r#"action="/desk/absences/1/end""#).count(), 2);
            for (id, key) in [
                ("until", "desk-absence-order"),
                ("until", "desk-absence-length"),
                ("from", "desk-absence-overlaps"),
                ("substitute", "desk-absence-substitute-missing"),
                ("substitute", "desk-absence-substitute-absent"),
                ("from", "desk-absence-acts-then"),
            ] {
                view.faults = vec![Fault::new(id, key)];
                assert!(!absences_page(&shell, &view).contains('⟦'), "{key}");
            }
            view.done = Some("ended");
            view.people.pop();
            view.lines.clear();
            let html = absences_page(&shell, &view);
            assert!(!html.contains('⟦'), "{html}");
            assert!(html.contains(r#"type="hidden" name="officer""#), "{html}");
        }
    }
}
