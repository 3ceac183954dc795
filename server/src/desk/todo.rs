//! What this officer may do with a case now, and if nothing, whose turn it is and why.

use app::desk::todo::{Claim, Offer, Todo, Turn, WhyNot};
use domain::authority::Act;
use domain::case::{ActorRef, Blocked, DeadlineKind, Denied, Refusal, Stage};
use domain::catalogue::ACCEPTANCE;

use super::scope::Open;
use crate::reader::Reader;
use crate::state::App;

pub fn todo(app: &App, reader: &Reader, open: &Open) -> Todo {
    let ctx = open.ctx(app, reader);
    let case = &open.loaded.case;
    let actor = &open.officer.actor;
    let mut acts = case.available(actor, &ctx);
    let mine = case
        .claimed_by
        .is_some_and(|id| actor.by == ActorRef::Officer(id));
    let claim =
        acts.contains(&Act::Claim)
            .then_some(if mine { Claim::GiveBack } else { Claim::Take });
    // 一次性告知: there is one notice; to ask again for the same stands apart.
    let correct_again = acts.contains(&Act::Correction) && !case.corrections.is_empty();
    acts.retain(|act| *act != Act::Claim && (*act != Act::Correction || !correct_again));
    let step = case.open_step();
    let offers = acts
        .into_iter()
        .map(|act| match (act, step) {
            (Act::Step, Some(step)) => Offer {
                noun: format!("steps/{step}"),
                key: "desk-act-step".into(),
                step: Some(open.step_name(step)),
            },
            _ => Offer {
                noun: act.key().to_owned(),
                key: format!("desk-act-{}", act.key()),
                step: None,
            },
        })
        .collect();
    let why_not = case
        .open_act(&ctx)
        .and_then(|act| case.offers(act, actor, &ctx).err())
        .map(|refusal| why_not(open, &refusal));
    let defined = step.and_then(|step| ctx.item.step(step));
    Todo {
        turn: turn(app, reader, open),
        offers,
        correct_again,
        claim,
        claimed_by: case.claimed_by.map(|id| open.officers.name(id)),
        why_not,
        people: defined.map_or(1, |step| step.people),
        signatures: open.signatures(),
    }
}

fn turn(app: &App, reader: &Reader, open: &Open) -> Turn {
    let ctx = open.ctx(app, reader);
    let case = &open.loaded.case;
    match &case.stage {
        Stage::Received => Turn::Officer {
            step: open.step_name(ACCEPTANCE),
            role: "counter".into(),
        },
        Stage::InProcess { step } => Turn::Officer {
            step: open.step_name(step),
            role: ctx
                .item
                .step(step)
                .map_or_else(String::new, |step| step.role.key().to_owned()),
        },
        Stage::AwaitingSupplement => Turn::Applicant {
            until: case
                .deadlines(&ctx)
                .iter()
                .find(|deadline| deadline.kind == DeadlineKind::Supplement && deadline.is_running())
                .map(|deadline| deadline.counted.due_on),
        },
        Stage::Concluded(conclusion) => Turn::Over {
            conclusion: conclusion.key().to_owned(),
        },
    }
}

fn why_not(open: &Open, refusal: &Refusal) -> WhyNot {
    match refusal {
        Refusal::Denied(Denied::Role) => WhyNot::Role,
        Refusal::Denied(Denied::SeparationOfDuties(step)) => {
            WhyNot::Separation(open.step_name(step))
        }
        Refusal::Denied(Denied::AlreadySigned) => WhyNot::Signed,
        Refusal::Blocked(Blocked::Claimed) => WhyNot::Claimed,
        Refusal::Blocked(Blocked::Paused) => WhyNot::Paused,
        Refusal::Blocked(Blocked::OpinionsPending) => WhyNot::Opinions,
        Refusal::Blocked(_) => WhyNot::Other,
    }
}
