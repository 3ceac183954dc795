//! What is to be done on a case now: the acts that this officer may do, or whose turn it is and
//! why.

use domain::locale::Localised;
use jiff::civil::Date;
use leptos::prelude::*;

use super::act::{Opinion, opinions};
use crate::parts::button::{Weight, button, button_group, button_link};
use crate::parts::details::details;
use crate::parts::field;
use crate::parts::form::{Encoding, post};
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct Todo {
    pub turn: Turn,
    pub offers: Vec<Offer>,
    /// A second notice is for what the first one named; it stands apart from the first acts.
    pub correct_again: bool,
    pub claim: Option<Claim>,
    pub claimed_by: Option<Localised>,
    /// Why the open task is not this officer's; empty where it is.
    pub why_not: Option<WhyNot>,
    /// How many people must sign the step, and who has.
    pub people: u8,
    pub signatures: Vec<Opinion>,
}

#[derive(Debug, Clone)]
pub enum Turn {
    /// An officer's: the step, and the role that it takes.
    Officer { step: Localised, role: String },
    /// The applicant's, until a day.
    Applicant { until: Option<Date> },
    /// Nobody's: how it ended.
    Over { conclusion: String },
}

#[derive(Debug, Clone)]
pub struct Offer {
    /// The end of its address.
    pub noun: String,
    /// Locale key of its label.
    pub key: String,
    pub step: Option<Localised>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    Take,
    GiveBack,
}

#[derive(Debug, Clone)]
pub enum WhyNot {
    Role,
    /// They worked a step that must be kept apart.
    Separation(Localised),
    Signed,
    Claimed,
    /// The clock stands still.
    Paused,
    /// Other agencies have not answered.
    Opinions,
    Other,
}

pub fn todo(shell: &Shell, case_no: &str, seq: u64, todo: &Todo) -> AnyView {
    let here = format!("/desk/cases/{case_no}");
    let turn = match &todo.turn {
        Turn::Officer { step, role } => {
            let role = shell.t(&format!("role-{role}"));
            view! {
                <p class="todo-step">{shell.words(step)}</p>
                <p class="meta">{shell.tv("desk-for-role", &[("role", role.into())])}</p>
            }
            .into_any()
        }
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
    let holder = todo.claimed_by.as_ref().map(|name| {
        view! { <p class="meta">{shell.t("desk-claimed-by")}{shell.words(name)}</p> }
    });
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
            button_link(label, format!("{here}/{}", offer.noun), weight)
        })
        .collect();
    let buttons = (!buttons.is_empty()).then(|| button_group(buttons));
    let again = todo.correct_again.then(|| {
        let href = format!("{here}/correction#told");
        let body = view! {
            <p>{shell.t("desk-correct-again-note")}</p>
            <p><a href=href>{shell.t("desk-correct-again")}</a></p>
        };
        details(shell.t("desk-still-wanting"), body.into_any())
    });
    let signed = (todo.people > 1 && !todo.signatures.is_empty())
        .then(|| opinions(shell, &shell.t("desk-signed-so-far"), &todo.signatures));
    view! {
        <section class="sheet todo" aria-labelledby="todo">
            <h2 id="todo">{shell.t("desk-todo")}</h2>
            {turn}
            {holder}
            {why}
            {buttons}
            {again}
            {claim(shell, &here, seq, todo.claim)}
        </section>
        {signed}
    }
    .into_any()
}

fn claim(shell: &Shell, here: &str, seq: u64, claim: Option<Claim>) -> AnyView {
    let Some(claim) = claim else {
        return ().into_any();
    };
    let (label, note, give_back) = match claim {
        Claim::Take => ("desk-claim", "desk-claim-note", None),
        Claim::GiveBack => (
            "desk-give-back",
            "desk-give-back-note",
            Some(field::hidden("give_back", "yes")),
        ),
    };
    let form = view! {
        {field::hidden("seq", seq.to_string())}
        {give_back}
        {button(shell.t(label), Weight::Quiet)}
        <p class="hint">{shell.t(note)}</p>
    };
    post(format!("{here}/claim"), Encoding::Plain, form.into_any())
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
        WhyNot::Claimed => {
            let name = todo.claimed_by.as_ref().map(|name| shell.l(name));
            shell.tv(
                "desk-why-claimed",
                &[("name", name.unwrap_or_default().into())],
            )
        }
        WhyNot::Paused => shell.t("desk-why-paused"),
        WhyNot::Opinions => shell.t("desk-why-opinions"),
        WhyNot::Other => shell.t("desk-why-other"),
    };
    view! { <p class="inset">{words}</p> }.into_any()
}
