//! The journal of a case as a timeline: what was done, by whom, when and why.

use domain::locale::Localised;
use jiff::Timestamp;
use jiff::civil::Date;
use leptos::prelude::*;

use super::act::{Head, heading};
use crate::layout::{PageOptions, page_with};
use crate::parts::clock::NoticeLink;
use crate::parts::fact_note::{FactNote, fact_note};
use crate::parts::question::{Question, shown};
use crate::parts::time;
use crate::parts::timeline::{Entry, Phase, timeline};
use crate::shell::Shell;

/// Who did it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    Officer(Localised),
    /// `name` in the place of `absent`, until a day.
    Substitute {
        name: Localised,
        absent: Localised,
        until: Date,
    },
    /// A clerk at the counter, for the applicant.
    Counter(Localised),
    Applicant,
    System,
}

impl By {
    pub fn words(&self, shell: &Shell) -> AnyView {
        match self {
            Self::Officer(name) => shell.words(name),
            Self::Substitute {
                name,
                absent,
                until,
            } => shell
                .tv(
                    "substitute-for",
                    &[
                        ("name", shell.l(name).into()),
                        ("absent", shell.l(absent).into()),
                        ("until", time::day_text(shell, *until).into()),
                    ],
                )
                .into_any(),
            Self::Counter(name) => shell
                .tv("counter-by", &[("name", shell.l(name).into())])
                .into_any(),
            Self::Applicant => shell.t("role-applicant").into_any(),
            Self::System => shell.t("role-system").into_any(),
        }
    }
}

/// One fact.
#[derive(Debug, Clone)]
pub struct Line {
    /// `Fact::key`.
    pub fact: String,
    pub at: Timestamp,
    pub by: By,
    pub step: Option<Localised>,
    pub outcome: Option<Localised>,
    pub notes: Vec<Note>,
}

/// A part of the journal, oldest first.
#[derive(Debug, Clone, Default)]
pub struct Journal {
    pub lines: Vec<Line>,
    /// How many facts stand before these.
    pub earlier: usize,
    /// The place of the first of these.
    pub first: u64,
}

/// The journal on pages of its own.
#[derive(Debug, Clone)]
pub struct JournalView {
    pub head: Head,
    pub journal: Journal,
    /// Not the latest facts.
    pub continued: bool,
}

pub fn journal_page(shell: &Shell, view: &JournalView) -> String {
    let title = shell.t("desk-journal");
    let no = &view.head.case_no;
    let here = format!("/desk/cases/{no}/journal");
    let latest = view.continued.then(|| here.clone());
    let earlier =
        (view.journal.earlier > 0).then(|| format!("{here}?before={}", view.journal.first));
    let link = |href: Option<String>, key: &str, rel: &'static str, class: &'static str| {
        href.map(|href| view! { <a class=class rel=rel href=href>{shell.t(key)}</a> })
    };
    let body = view! {
        {heading(shell, &view.head, Some(&title))}
        {journal(shell, &view.journal.lines, None)}
        <nav class="pager" aria-label=shell.t("pager")>
            {link(latest, "journal-latest", "prev", "previous")}
            {link(earlier, "journal-older", "next", "next")}
        </nav>
    };
    let options = PageOptions {
        back: Some(format!("/desk/cases/{no}")),
        wide: true,
        ..PageOptions::default()
    };
    page_with(shell, &format!("{title} · {no}"), options, body.into_any())
}

/// The latest facts on the case's own page, with the way to those before.
pub fn latest(shell: &Shell, no: &str, part: &Journal, open: Option<&Localised>) -> AnyView {
    let earlier = (part.earlier > 0).then(|| {
        let count = [("count", part.earlier.into())];
        let href = format!("/desk/cases/{no}/journal");
        view! { <p><a href=href>{shell.tv("journal-earlier", &count)}</a></p> }
    });
    view! { {earlier}{journal(shell, &part.lines, open)} }.into_any()
}

/// What a fact says beside its kind.
#[derive(Debug, Clone)]
pub enum Note {
    /// Somebody's own words.
    Text(String),
    /// What a correction asks for, with the note on each.
    Asked(Localised, Option<String>),
    /// The agency that has the power.
    Agency(Localised),
    /// To whom something went.
    To(Localised),
    /// What the step's form recorded: a question and its answer.
    Recorded(Box<Question>),
    /// Locale key of a word: a ground, a method, a deadline.
    Key(String),
    Licence {
        number: String,
        valid_until: Option<Date>,
    },
    Level(u8),
    /// A written notice: its number, and where it is.
    Notice(NoticeLink),
    CountsFrom(Timestamp),
    /// What a complaint is about: `ComplaintGround::key`.
    Ground(&'static str),
    Founded(bool),
    Fact(FactNote),
}

/// `open`: what the case waits for, below what was done.
pub fn journal(shell: &Shell, lines: &[Line], open: Option<&Localised>) -> AnyView {
    let mut entries: Vec<Entry> = lines
        .iter()
        .map(|line| {
            let when =
                view! { {line.by.words(shell)}" · "{time::instant(shell, line.at)} }.into_any();
            let entry = Entry::new(Phase::Done, title(shell, line)).when(when);
            if line.notes.is_empty() {
                entry
            } else {
                let notes: Vec<AnyView> =
                    line.notes.iter().map(|note| words(shell, note)).collect();
                entry.body(notes.into_any())
            }
        })
        .collect();
    if let Some(open) = open {
        entries.push(Entry::new(Phase::Current, shell.l(open)));
    }
    timeline(shell, entries)
}

fn title(shell: &Shell, line: &Line) -> String {
    let step = line.step.as_ref().map(|step| shell.l(step));
    let outcome = line.outcome.as_ref().map(|outcome| shell.l(outcome));
    shell.tv(
        &format!("desk-fact-{}", line.fact),
        &[
            ("step", step.unwrap_or_default().into()),
            ("outcome", outcome.unwrap_or_default().into()),
        ],
    )
}

fn words(shell: &Shell, note: &Note) -> AnyView {
    match note {
        Note::Text(text) => {
            let text = text.clone();
            view! { <blockquote class="said">{text}</blockquote> }.into_any()
        }
        Note::Asked(what, note) => {
            let note = note
                .clone()
                .map(|note| view! { <blockquote class="said">{note}</blockquote> });
            view! { <p>{shell.words(what)}</p>{note} }.into_any()
        }
        Note::Agency(name) => {
            view! { <p>{shell.t("desk-right-agency")}{shell.words(name)}</p> }.into_any()
        }
        Note::To(name) => view! { <p>{shell.t("desk-to")}{shell.words(name)}</p> }.into_any(),
        Note::Recorded(question) => {
            let value = shown(shell, question, &question.value);
            view! { <p>{shell.words(&question.label)}{shell.t("colon")}{value}</p> }.into_any()
        }
        Note::Key(key) => view! { <p>{shell.t(key)}</p> }.into_any(),
        Note::Licence {
            number,
            valid_until,
        } => {
            let number = number.clone();
            let until = valid_until.map(|until| {
                view! { <p>{shell.t("desk-valid-until")}{time::day(shell, until)}</p> }
            });
            view! { <p class="long-number" translate="no">{number}</p>{until} }.into_any()
        }
        Note::Level(level) => {
            view! { <p>{shell.tv("desk-rated-level", &[("level", u32::from(*level).into())])}</p> }
                .into_any()
        }
        Note::Notice(notice) => {
            let (number, href) = (notice.number.clone(), notice.href.clone());
            view! { <p><a href=href>{number}</a></p> }.into_any()
        }
        Note::CountsFrom(at) => {
            view! { <p>{shell.t("desk-counts-from")}{time::instant(shell, *at)}</p> }.into_any()
        }
        Note::Ground(key) => {
            view! { <p>{shell.t(&format!("complaint-ground-{key}"))}</p> }.into_any()
        }
        Note::Founded(founded) => {
            let key = if *founded {
                "complaint-finding-founded"
            } else {
                "complaint-finding-unfounded"
            };
            view! { <p>{shell.t(key)}</p> }.into_any()
        }
        Note::Fact(note) => fact_note(shell, note),
    }
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::desk::samples;

    #[test]
    fn a_long_journal_has_pages() {
        for locale in Locale::ALL {
            let shell = samples::shell(locale);
            let mut view = JournalView {
                head: samples::head(),
                journal: samples::case().journal,
                continued: false,
            };
            let html = journal_page(&shell, &view);
            assert!(
                !html.contains('⟦') && !html.contains("rel=\"next\""),
                "{html}"
            );
            view.journal.earlier = 7;
            view.journal.first = 8;
            view.continued = true;
            let html = journal_page(&shell, &view);
            assert!(html.contains("journal?before=8") && html.contains("rel=\"prev\""));
            let html = latest(&shell, "1", &view.journal, None).to_html();
            assert!(html.contains("/desk/cases/1/journal") && !html.contains('⟦'));
        }
    }
}
