//! What is to be done on a case now: the acts that this officer may do, or whose turn it is and
//! why.

use domain::locale::Localised;
use jiff::Timestamp;
use jiff::civil::Date;
use leptos::prelude::*;

use super::act::{Opinion, opinions};
use super::advice::{AdviceLine, advice};
use crate::parts::button::{Weight, button, button_group, button_link};
use crate::parts::details::details;
use crate::parts::field;
use crate::parts::form::{Encoding, post};
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct Todo {
    pub turn: Turn,
    /// What is open; some of it may go on when the case has ended.
    pub tasks: Vec<Waiting>,
    pub offers: Vec<Offer>,
    /// A second notice is for what the first one named; it stands apart from the first acts.
    pub correct_again: bool,
    /// The tasks that this officer may claim or give back.
    pub claims: Vec<Claim>,
    /// Why the open task is not this officer's; empty where it is.
    pub why_not: Option<WhyNot>,
    /// How often the applicant has asked to get on with it, and when last.
    pub reminders: Option<(usize, Timestamp)>,
    /// How many people must sign the step, and who has.
    pub people: u8,
    pub signatures: Vec<Opinion>,
    /// The records that they put aside, where two who had to agree did not.
    pub set_aside: Vec<Opinion>,
    /// What was asked of colleagues, and what they said.
    pub advice: Vec<AdviceLine>,
    /// The head may close the case as void: it stands apart from the work.
    pub voidable: bool,
}

#[derive(Debug, Clone)]
pub enum Turn {
    /// Officers': the tasks that are open.
    Officers,
    /// The applicant's, until a day.
    Applicant { until: Option<Date> },
    /// Nobody's: how it ended.
    Over { conclusion: String },
}

/// An open task: the step, and the role that it takes.
#[derive(Debug, Clone)]
pub struct Waiting {
    pub step: Localised,
    pub role: String,
    /// Whose it is, where that is not the reader's agency.
    pub agency: Option<Localised>,
    /// Who has claimed it.
    pub holder: Option<Localised>,
    pub state: WaitingState,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaitingState {
    Open,
    /// It may be worked only while another step is open.
    Milestone,
    /// The agency that it came to says that it is not its own.
    Disputed,
    /// A choice whose condition can't be evaluated.
    Standing,
}

#[derive(Debug, Clone)]
pub struct Offer {
    /// The end of its address.
    pub noun: String,
    /// Locale key of its label.
    pub key: String,
    pub step: Option<Localised>,
}

/// A task that may be claimed or, where it is held, given back.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The step's key.
    pub step: String,
    pub name: Localised,
    pub held: bool,
}

#[derive(Debug, Clone)]
pub enum WhyNot {
    Role,
    /// They worked a step that must be kept apart.
    Separation(Localised),
    Signed,
    /// By whom.
    Claimed(Localised),
    /// The clock stands still.
    Paused,
    /// Other agencies have not answered.
    Opinions,
    /// Materials that were promised are still owed.
    Owed,
    Milestone,
    Disputed,
    /// A condition can't be evaluated.
    Standing,
    Other,
}

/// `list` leads back to where the case was opened from: a query with its question mark, or nothing.
pub fn todo(shell: &Shell, case_no: &str, seq: u64, list: &str, todo: &Todo) -> AnyView {
    let here = format!("/desk/cases/{case_no}");
    let turn = match &todo.turn {
        Turn::Officers => ().into_any(),
        Turn::Applicant { until } => {
            let until = until.map(|until| {
                view! { <p class="meta">{shell.t("desk-applicant-until")}{time::day(shell, until)}</p> }
            });
            view! { <p class="todo-step">{shell.t("desk-turn-applicant")}</p>{until} }.into_any()
        }
        Turn::Over { conclusion } => {
            let words = shell.t(&format!("desk-concluded-{conclusion}"));
            view! { <p class="todo-step">{words}</p> }.into_any()
        }
    };
    let tasks: Vec<AnyView> = todo.tasks.iter().map(|task| waiting(shell, task)).collect();
    let why = todo.why_not.as_ref().map(|why| why_not(shell, todo, why));
    let buttons: Vec<AnyView> = todo
        .offers
        .iter()
        .enumerate()
        .map(|(index, offer)| {
            let step = offer.step.as_ref().map(|step| shell.l(step));
            let label = shell.tv(&offer.key, &[("step", step.unwrap_or_default().into())]);
            let weight = if index == 0 {
                Weight::Main
            } else {
                Weight::Quiet
            };
            button_link(label, format!("{here}/{}{list}", offer.noun), weight)
        })
        .collect();
    let buttons = (!buttons.is_empty()).then(|| button_group(buttons));
    let again = todo.correct_again.then(|| {
        let href = format!("{here}/correction{list}#told");
        let body = view! {
            <p>{shell.t("desk-correct-again-note")}</p>
            <p><a href=href>{shell.t("desk-correct-again")}</a></p>
        };
        details(shell.t("desk-still-wanting"), body.into_any())
    });
    let void = todo.voidable.then(|| {
        let href = format!("{here}/voiding{list}");
        view! { <p class="meta"><a href=href>{shell.t("desk-act-voiding")}</a></p> }
    });
    let reminded = todo.reminders.map(|(count, last)| {
        let words = shell.tv("desk-reminders", &[("count", count.into())]);
        view! { <p class="inset">{words}" "{time::instant(shell, last)}</p> }
    });
    let signed = (todo.people > 1 && !todo.signatures.is_empty())
        .then(|| opinions(shell, &shell.t("desk-signed-so-far"), &todo.signatures));
    let contested = (!todo.set_aside.is_empty()).then(|| {
        let people = [("people", u32::from(todo.people).into())];
        view! { <p class="inset">{shell.tv("desk-contested", &people)}</p> }
    });
    let aside = (!todo.set_aside.is_empty())
        .then(|| opinions(shell, &shell.t("desk-opinions-aside"), &todo.set_aside));
    view! {
        <section class="sheet todo" aria-labelledby="todo">
            <h2 id="todo">{shell.t("desk-todo")}</h2>
            {turn}
            {reminded}
            {tasks}
            {contested}
            {why}
            {buttons}
            {again}
            {claims(shell, &here, seq, list, &todo.claims)}
            {void}
        </section>
        {advice(shell, &here, seq, &todo.advice)}
        {signed}
        {aside}
    }
    .into_any()
}

fn waiting(shell: &Shell, task: &Waiting) -> AnyView {
    let role = shell.t(&format!("role-{}", task.role));
    let role = match &task.agency {
        Some(agency) => shell.tv(
            "desk-for-agency",
            &[("role", role.into()), ("agency", shell.l(agency).into())],
        ),
        None => shell.tv("desk-for-role", &[("role", role.into())]),
    };
    let state = match task.state {
        WaitingState::Open => None,
        WaitingState::Milestone => Some("desk-task-milestone"),
        WaitingState::Disputed => Some("desk-task-disputed"),
        WaitingState::Standing => Some("desk-task-standing"),
    };
    let state = state.map(|key| view! { <p class="inset">{shell.t(key)}</p> });
    let holder = task.holder.as_ref().map(|name| {
        view! { <p class="meta">{shell.t("desk-claimed-by")}{shell.words(name)}</p> }
    });
    view! {
        <div class="todo-task">
            <p class="todo-step">{shell.words(&task.step)}</p>
            <p class="meta">{role}</p>
            {holder}
            {state}
        </div>
    }
    .into_any()
}

/// Of one task the button says what it does; of several each names its own.
fn claims(shell: &Shell, here: &str, seq: u64, list: &str, claims: &[Claim]) -> Vec<AnyView> {
    let several = claims.len() > 1;
    claims
        .iter()
        .map(|claim| {
            let key = if claim.held {
                "desk-give-back"
            } else {
                "desk-claim"
            };
            let label = if several {
                let step = [("step", shell.l(&claim.name).into())];
                shell.tv(&format!("{key}-step"), &step)
            } else {
                shell.t(key)
            };
            let note = (!several).then(|| {
                view! { <p class="hint">{shell.t(&format!("{key}-note"))}</p> }
            });
            let give_back = claim.held.then(|| field::hidden("give_back", "yes"));
            let form = view! {
                {field::hidden("seq", seq.to_string())}
                {field::hidden("step", claim.step.clone())}
                {give_back}
                {button(label, Weight::Quiet)}
                {note}
            };
            post(
                format!("{here}/claim{list}"),
                Encoding::Plain,
                form.into_any(),
            )
        })
        .collect()
}

fn why_not(shell: &Shell, todo: &Todo, why: &WhyNot) -> AnyView {
    let words = match why {
        WhyNot::Role => shell.t("desk-why-role"),
        WhyNot::Separation(step) => {
            shell.tv("desk-why-separation", &[("step", shell.l(step).into())])
        }
        WhyNot::Signed => shell.tv(
            "desk-why-signed",
            &[("people", u32::from(todo.people).into())],
        ),
        WhyNot::Claimed(name) => shell.tv("desk-why-claimed", &[("name", shell.l(name).into())]),
        WhyNot::Paused => shell.t("desk-why-paused"),
        WhyNot::Opinions => shell.t("desk-why-opinions"),
        WhyNot::Owed => shell.t("desk-why-owed"),
        WhyNot::Milestone => shell.t("desk-task-milestone"),
        WhyNot::Disputed => shell.t("desk-task-disputed"),
        WhyNot::Standing => shell.t("desk-task-standing"),
        WhyNot::Other => shell.t("desk-why-other"),
    };
    view! { <p class="inset">{words}</p> }.into_any()
}
