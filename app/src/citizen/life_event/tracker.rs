//! `/life-events/applications/{id}`: one place to follow all parts of a bundle: which are under way and how they stand,
//! which wait for what, and one course of everything that happened.

use domain::locale::Localised;
use jiff::Timestamp;
use jiff::civil::Date;
use leptos::prelude::*;

use super::super::cases::{Stage, stage};
use super::super::progress::{Title, title};
use super::joined;
use crate::layout::{PageOptions, page_with};
use crate::parts::case_no::case_no;
use crate::parts::chart::Tone;
use crate::parts::lamp::{LampView, lamp};
use crate::parts::tag::tag;
use crate::parts::time;
use crate::parts::timeline::{Entry, Phase, timeline};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct Tracker {
    pub name: Localised,
    pub submitted_at: Timestamp,
    pub parts: Vec<PartView>,
    /// Oldest first.
    pub course: Vec<Event>,
}

#[derive(Debug, Clone)]
pub struct PartView {
    pub item: String,
    pub name: Localised,
    pub state: PartState,
}

#[derive(Debug, Clone)]
pub enum PartState {
    Opened {
        number: String,
        agency: Option<Localised>,
        stage: Stage,
        lamp: LampView,
        by: Option<Date>,
        /// It waits for the applicant.
        turn: bool,
        /// By handing something in; otherwise its own page says how.
        supplement: bool,
        /// What comes after where it stands.
        next: Option<Title>,
    },
    /// For the grant of these.
    Waiting(Vec<Localised>),
    /// This one was not granted; absent where it could not be opened at all.
    NotOpened(Option<Localised>),
    NotNeeded,
}

/// Something that happened to one of the parts.
#[derive(Debug, Clone)]
pub struct Event {
    pub at: Timestamp,
    pub part: Localised,
    pub title: Title,
    pub outcome: Option<Localised>,
}

pub fn tracker_page(shell: &Shell, view: &Tracker) -> String {
    let heading = shell.l(&view.name);
    let parts: Vec<AnyView> = view.parts.iter().map(|part| one(shell, part)).collect();
    let mut course = vec![
        Entry::new(Phase::Done, shell.t("citizen-event-submitted"))
            .when(time::instant(shell, view.submitted_at)),
    ];
    course.extend(view.course.iter().map(|event| happened(shell, event)));
    let body = view! {
        <h1>{shell.words(&view.name)}</h1>
        <p class="meta">{shell.t("citizen-applied-on")} {time::instant(shell, view.submitted_at)}</p>
        <section aria-labelledby="parts">
            <h2 id="parts">{shell.t("citizen-event-parts")}</h2>
            <ul class="case-list">{parts}</ul>
        </section>
        <section aria-labelledby="course">
            <h2 id="course">{shell.t("citizen-event-course")}</h2>
            {timeline(shell, course)}
        </section>
    };
    let options = PageOptions {
        back: Some("/cases".into()),
        ..PageOptions::default()
    };
    page_with(shell, &heading, options, body.into_any())
}

fn one(shell: &Shell, part: &PartView) -> AnyView {
    let (turn, left, right) = match &part.state {
        PartState::Opened {
            number,
            agency,
            stage: at,
            lamp: light,
            by,
            turn,
            supplement,
            next,
        } => {
            let href = format!("/cases/{number}");
            let here = if *supplement {
                format!("{href}/supplement")
            } else {
                href.clone()
            };
            let agency = agency
                .as_ref()
                .map(|agency| view! { <p class="meta">{shell.words(agency)}</p> });
            let by = by.map(|by| {
                view! { <p class="meta">{shell.t("citizen-by")} {time::day(shell, by)}</p> }
            });
            let left = view! {
                <h3><a href=href>{shell.words(&part.name)}</a></h3>
                <p class="meta">{case_no(number)}</p>
                {agency}
            };
            let act = turn.then(|| {
                view! { <p>{tag(shell.t("banner-your-turn"), Tone::Attention)}" "<a href=here>{shell.t("case-turn-now")}</a></p> }
            });
            let next = next.as_ref().map(|next| {
                let words = [("what", title(shell, next).into())];
                view! { <p class="meta">{shell.tv("case-next", &words)}</p> }
            });
            let right = view! {
                {act}
                <p>{lamp(shell, *light)}</p>
                <p><strong>{stage(shell, at)}</strong></p>
                {by}
                {next}
            };
            (*turn, left.into_any(), right.into_any())
        }
        other => {
            let right = view! { <p>{unopened(shell, part, other)}</p> };
            let left = view! { <h3>{shell.words(&part.name)}</h3> };
            (false, left.into_any(), right.into_any())
        }
    };
    let class = if turn {
        "case-line case-turn"
    } else {
        "case-line"
    };
    view! { <li class=class><div>{left}</div><div class="case-state">{right}</div></li> }.into_any()
}

fn unopened(shell: &Shell, part: &PartView, state: &PartState) -> AnyView {
    match state {
        PartState::Waiting(parts) => {
            let names = joined(shell, parts);
            shell
                .tv("citizen-event-waits", &[("parts", names.into())])
                .into_any()
        }
        PartState::NotOpened(because) => {
            let words = match because {
                Some(ended) => {
                    let ended = shell.l(ended);
                    shell.tv("citizen-event-not-opened", &[("part", ended.into())])
                }
                None => shell.t("citizen-event-not-startable"),
            };
            let href = format!("/items/{}", part.item);
            let singly = shell.t("citizen-event-singly");
            view! { <strong>{words}</strong><br/><a href=href>{singly}</a> }.into_any()
        }
        PartState::NotNeeded | PartState::Opened { .. } => {
            let words = shell.t("citizen-event-not-needed");
            view! { <span class="soft">{words}</span> }.into_any()
        }
    }
}

fn happened(shell: &Shell, event: &Event) -> Entry {
    let values = [
        ("part", shell.l(&event.part).into()),
        ("what", title(shell, &event.title).into()),
    ];
    let entry = Entry::new(Phase::Done, shell.tv("citizen-event-happened", &values))
        .when(time::instant(shell, event.at));
    match &event.outcome {
        Some(outcome) => entry.body(view! { <p>{shell.words(outcome)}</p> }.into_any()),
        None => entry,
    }
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn every_state_renders_in_both_languages() {
        let name = || Localised::new("户口登记", "Household register");
        let opened = |stage: &str| PartState::Opened {
            number: "62010220261123000001F".into(),
            agency: Some(Localised::new("城关区公安分局", "Police")),
            stage: Stage::Key(stage.into()),
            lamp: LampView::Normal,
            by: Some(jiff::civil::date(2026, 12, 1)),
            turn: stage == "awaiting-supplement",
            supplement: stage == "awaiting-supplement",
            next: Some(Title::Fact("check")),
        };
        let states = [
            opened("received"),
            opened("awaiting-supplement"),
            PartState::Waiting(vec![name(), name()]),
            PartState::NotOpened(Some(name())),
            PartState::NotOpened(None),
            PartState::NotNeeded,
        ];
        let parts = states.into_iter().map(|state| PartView {
            item: "000709002001".into(),
            name: name(),
            state,
        });
        let event = |title, outcome| Event {
            at: Timestamp::UNIX_EPOCH,
            part: name(),
            title,
            outcome,
        };
        let view = Tracker {
            name: Localised::new("新生儿出生一件事", "Having a baby"),
            submitted_at: Timestamp::UNIX_EPOCH,
            parts: parts.collect(),
            course: vec![
                event(Title::Fact("received"), None),
                event(Title::Fact("not-opened"), None),
                event(Title::Step(name()), Some(name())),
            ],
        };
        for locale in Locale::ALL {
            let html = tracker_page(&Shell::sample(locale), &view);
            assert!(!html.contains('⟦'), "{html}");
            assert_eq!(html.matches("<h1").count(), 1);
            assert_eq!(
                html.matches("href=\"/cases/62010220261123000001F\"")
                    .count(),
                2
            );
            assert_eq!(html.matches("case-turn").count(), 1);
        }
    }
}
