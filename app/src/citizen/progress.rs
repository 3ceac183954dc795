//! The course of a case: what happened, where it is now, what comes next. It names nobody, so the
//! page without an account shows the same.

use domain::locale::Localised;
use jiff::Timestamp;
use jiff::civil::Date;
use leptos::prelude::*;

use super::agency::phone;
use crate::parts::fact_note::{FactNote, fact_notes};
use crate::parts::time;
use crate::parts::timeline::{Entry, Phase, timeline};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub enum Title {
    /// The last part of a locale key, `citizen-fact-…`.
    Fact(&'static str),
    /// The definition's own word.
    Step(Localised),
}

#[derive(Debug, Clone, Default)]
pub struct Progress {
    /// Oldest first.
    pub passed: Vec<Passed>,
    pub now: Option<Now>,
    pub next: Vec<Next>,
}

#[derive(Debug, Clone)]
pub struct Passed {
    pub at: Timestamp,
    pub title: Title,
    /// What the step was there for has not come about.
    pub missed: bool,
    /// What came of a step.
    pub outcome: Option<Localised>,
    /// For the applicant only.
    pub words: Option<String>,
    pub asked: Vec<Asked>,
    /// The agency that it should have gone to.
    pub agency: Option<Localised>,
    pub notes: Vec<FactNote>,
}

impl Passed {
    pub fn new(at: Timestamp, title: Title) -> Self {
        Self {
            at,
            title,
            missed: false,
            outcome: None,
            words: None,
            asked: Vec::new(),
            agency: None,
            notes: Vec::new(),
        }
    }
}

/// Something that a correction asks for.
#[derive(Debug, Clone)]
pub struct Asked {
    pub label: Localised,
    pub note: String,
}

#[derive(Debug, Clone)]
pub struct Now {
    pub title: Title,
    pub agency: Option<Localised>,
    /// How to call that agency.
    pub phone: Option<String>,
    pub since: Option<Timestamp>,
    /// The last day for it.
    pub by: Option<Date>,
    /// Why the clock stands still, and until when it was announced to.
    pub paused: Option<(Localised, Option<Date>)>,
}

#[derive(Debug, Clone)]
pub struct Next {
    pub title: Title,
    pub by: Option<Date>,
}

pub fn progress(shell: &Shell, view: &Progress) -> AnyView {
    let mut entries: Vec<Entry> = view
        .passed
        .iter()
        .map(|passed| {
            let phase = if passed.missed {
                Phase::Missed
            } else {
                Phase::Done
            };
            let entry = Entry::new(phase, title(shell, &passed.title))
                .when(time::instant(shell, passed.at));
            match body(shell, passed) {
                Some(body) => entry.body(body),
                None => entry,
            }
        })
        .collect();
    if let Some(now) = &view.now {
        let mut entry = Entry::new(Phase::Current, title(shell, &now.title));
        if let Some(by) = now.by {
            entry = entry.when(until(shell, by));
        }
        if let Some(body) = standing(shell, now) {
            entry = entry.body(body);
        }
        entries.push(entry);
    }
    for next in &view.next {
        let entry = Entry::new(Phase::Next, title(shell, &next.title));
        entries.push(match next.by {
            Some(by) => entry.when(until(shell, by)),
            None => entry,
        });
    }
    timeline(shell, entries)
}

/// With whom it is and since when, and why nothing moves.
fn standing(shell: &Shell, now: &Now) -> Option<AnyView> {
    if now.agency.is_none() && now.since.is_none() && now.paused.is_none() {
        return None;
    }
    let agency = now.agency.as_ref().map(|agency| {
        let with = shell.t("citizen-now-with");
        let call = now.phone.as_deref().map(|number| {
            view! { <br/>{shell.t("citizen-phone")}{shell.t("colon")}{phone(number)} }
        });
        view! { <p>{with} {shell.words(agency)}{call}</p> }
    });
    let since = now.since.map(
        |at| view! { <p class="meta">{shell.t("case-since")}" "{time::instant(shell, at)}</p> },
    );
    let paused = now.paused.as_ref().map(|(reason, until)| {
        let values = [("reason", shell.l(reason).into())];
        let until = until.map(|day| {
            view! { " "{shell.t("case-paused-until")}" "{time::day(shell, day)} }
        });
        view! { <p class="inset">{shell.tv("case-paused", &values)}{until}</p> }
    });
    Some(view! { {agency}{since}{paused} }.into_any())
}

fn until(shell: &Shell, by: Date) -> AnyView {
    let words = shell.t("citizen-by");
    view! { {words} {time::day(shell, by)} }.into_any()
}

pub(super) fn title(shell: &Shell, title: &Title) -> String {
    match title {
        Title::Fact(key) => shell.t(&format!("citizen-fact-{key}")),
        Title::Step(name) => shell.l(name),
    }
}

fn body(shell: &Shell, passed: &Passed) -> Option<AnyView> {
    let note = match passed.title {
        Title::Fact("deemed-accepted") => Some(shell.t("citizen-deemed-note")),
        Title::Fact("deemed-renewed") => Some(shell.t("citizen-renewed-note")),
        Title::Fact("recalculated") => Some(shell.t("citizen-recalculated-note")),
        _ => None,
    };
    let empty = note.is_none()
        && passed.outcome.is_none()
        && passed.words.is_none()
        && passed.asked.is_empty()
        && passed.agency.is_none()
        && passed.notes.is_empty();
    if empty {
        return None;
    }
    let outcome = passed
        .outcome
        .as_ref()
        .map(|name| view! { <p>{shell.words(name)}</p> });
    let agency = passed.agency.as_ref().map(|name| {
        let words = shell.t("citizen-right-agency");
        view! { <p>{words} {shell.words(name)}</p> }
    });
    let words = passed.words.clone().map(|words| view! { <p>{words}</p> });
    let asked = (!passed.asked.is_empty()).then(|| asked(shell, &passed.asked));
    let note = note.map(|note| view! { <p>{note}</p> });
    let notes = fact_notes(shell, &passed.notes);
    Some(view! { {note}{outcome}{agency}{notes}{words}{asked} }.into_any())
}

/// What to put right, with the clerk's word on each.
pub fn asked(shell: &Shell, asked: &[Asked]) -> AnyView {
    let lines: Vec<AnyView> = asked
        .iter()
        .map(|one| {
            let note = one.note.clone();
            view! { <li><strong>{shell.words(&one.label)}</strong><br/>{note}</li> }.into_any()
        })
        .collect();
    view! { <ul>{lines}</ul> }.into_any()
}
