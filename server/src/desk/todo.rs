//! What this officer may do with a case now, and if nothing, whose turn it is and why.

use app::desk::todo::{Claim, Offer, Todo, Turn, Waiting, WaitingState, WhyNot};
use app::parts::clock::clock_name;
use domain::authority::Act;
use domain::authority::Role;
use domain::case::{Blocked, Case, Ctx, DeadlineKind, Denied, OpenNode, Refusal, Stage, Warning};
use domain::catalogue::ACCEPTANCE;

use super::explanation;
use super::scope::{Open, both};
use crate::reader::Reader;
use crate::state::App;
use crate::turns;

pub fn todo(app: &App, reader: &Reader, open: &Open) -> Todo {
    let ctx = open.ctx(app, reader);
    let case = &open.loaded.case;
    let actor = &open.officer.actor;
    let mut acts = case.available(actor, &ctx);
    let task = own_task(open, &ctx);
    // 一次性告知: there is one notice; to ask again for the same stands apart.
    let correct_again = acts.contains(&Act::Correction) && !case.corrections.is_empty();
    let voidable = acts.contains(&Act::Voiding);
    acts.retain(|act| {
        !matches!(act, Act::Claim | Act::Voiding) && (*act != Act::Correction || !correct_again)
    });
    let recordable = |step: &&OpenNode| case.offers_recording(actor, &step.key, &ctx).is_ok();
    let mut offers: Vec<Offer> = acts
        .into_iter()
        .flat_map(|act| match act {
            Act::Step => case
                .open_steps()
                .filter(recordable)
                .map(|step| Offer {
                    noun: format!("steps/{}", step.key),
                    key: "desk-act-step".into(),
                    step: Some(open.step_name(&step.key)),
                })
                .collect(),
            Act::EnquiryReply => case
                .open_enquiries()
                .map(|asked| Offer {
                    noun: format!("enquiries/{}/reply", asked.seq),
                    key: "desk-act-enquiry-reply".into(),
                    step: None,
                })
                .collect(),
            Act::WarningExplanation => explanations(app, open, &ctx),
            Act::AdviceReply => case
                .advice_for(actor)
                .map(|asked| Offer {
                    noun: format!("advice/{}/reply", asked.seq),
                    key: "desk-act-advice-reply".into(),
                    step: None,
                })
                .collect(),
            _ => vec![Offer {
                noun: act.key().to_owned(),
                key: format!("desk-act-{}", act.key()),
                step: None,
            }],
        })
        .collect();
    let at_counter = open.officer.roles.contains(&Role::Counter) && open.is_lead();
    if at_counter && case.awaits_applicant() {
        offers.push(Offer {
            noun: "supplement".into(),
            key: "desk-act-supplement".into(),
            step: None,
        });
    }
    if case.keep_receipt(actor, Vec::new()).is_ok() {
        offers.push(Offer {
            noun: "signed-receipt".into(),
            key: "desk-act-signed-receipt".into(),
            step: None,
        });
    }
    let why_not = task
        .and_then(|task| refusal_of(open, task, &ctx))
        .map(|refusal| why_not(open, task, &refusal));
    let defined = task.and_then(|task| ctx.item.step(&task.key));
    Todo {
        turn: turn(app, reader, open),
        tasks: case
            .open
            .iter()
            .map(|task| waiting(app, open, task, &ctx))
            .collect(),
        offers,
        correct_again,
        claims: claims(open, &ctx),
        why_not,
        reminders: case
            .reminders
            .last()
            .filter(|_| open.is_lead())
            .map(|last| (case.reminders.len(), *last)),
        people: defined.map_or(1, |step| step.people),
        signatures: task.map_or_else(Vec::new, |task| open.signatures(&task.key)),
        set_aside: task.map_or_else(Vec::new, |task| open.contested(&task.key)),
        advice: super::advice::lines(open),
        voidable,
    }
}

/// The warnings that wait for the officer's explanation: the latest, and none that the ladder has let go. Each is listed
/// beside the clock, too.
fn explanations(app: &App, open: &Open, ctx: &Ctx<'_>) -> Vec<Offer> {
    let since = app.catalogue.supervision.ladder().since(ctx.now);
    let case = &open.loaded.case;
    let mut latest: Vec<_> = case
        .explainable(&open.officer.actor, ctx)
        .filter(|one| one.crossed_at >= since)
        .collect();
    latest.sort_by_key(|one| std::cmp::Reverse(one.crossed_at));
    let offer = |one: &&Warning| Offer {
        noun: explanation::path(one.seq),
        key: "desk-act-warning-explanation-of".into(),
        step: Some(both(|locale| {
            let of = turns::of(ctx.item, one.deadline, one.step_now.as_deref());
            clock_name(locale, one.deadline, of.as_ref())
        })),
    };
    latest.iter().take(EXPLANATIONS).map(offer).collect()
}

/// As many buttons as a case has room for.
const EXPLANATIONS: usize = 3;

/// The open task that the officer could work or, where none is, the first.
fn own_task<'a>(open: &'a Open, ctx: &Ctx<'_>) -> Option<&'a OpenNode> {
    let case = &open.loaded.case;
    let actor = &open.officer.actor;
    let doable = |task: &&OpenNode| case.offers_claim_of(actor, task, ctx).is_ok();
    let first = case.open.iter().find(doable);
    let own = |task: &&OpenNode| actor.agency.as_deref() == Some(case.agency_of(&task.key));
    first
        .or_else(|| case.open.iter().find(own))
        .or(case.open.first())
}

/// Why the task is not the officer's to do now.
fn refusal_of(open: &Open, task: &OpenNode, ctx: &Ctx<'_>) -> Option<Refusal> {
    let case = &open.loaded.case;
    let actor = &open.officer.actor;
    match case.act_of(task, ctx) {
        Some(Act::Step) => case.offers_recording(actor, &task.key, ctx).err(),
        Some(act) => case.offers(act, actor, ctx).err(),
        None => Some(Blocked::ConditionFails(task.key.clone()).into()),
    }
}

/// What the officer may claim, and what they or the absent person hold.
fn claims(open: &Open, ctx: &Ctx<'_>) -> Vec<Claim> {
    let case = &open.loaded.case;
    let actor = &open.officer.actor;
    let claim = |task: &OpenNode| {
        let held = task
            .claimed_by
            .is_some_and(|holder| actor.by.hands().any(|hand| hand == holder));
        let offered = if held {
            case.release(actor, &task.key, ctx).is_ok()
        } else {
            case.offers_claim_of(actor, task, ctx).is_ok()
        };
        offered.then(|| Claim {
            step: task.key.clone(),
            name: open.step_name(&task.key),
            held,
        })
    };
    case.open.iter().filter_map(claim).collect()
}

fn waiting(app: &App, open: &Open, task: &OpenNode, ctx: &Ctx<'_>) -> Waiting {
    let case = &open.loaded.case;
    let agency = case.agency_of(&task.key);
    let role = match ctx.item.step(&task.key) {
        _ if task.key == ACCEPTANCE => Role::Counter,
        Some(step) => step.role,
        None => Role::Admin,
    };
    Waiting {
        step: open.step_name(&task.key),
        role: role.key().to_owned(),
        agency: (agency != open.officer.agency).then(|| app.agency_name(agency)),
        holder: task.claimed_by.map(|id| open.officers.name(id)),
        state: state(case, task, ctx),
    }
}

fn turn(app: &App, reader: &Reader, open: &Open) -> Turn {
    let ctx = open.ctx(app, reader);
    let case = &open.loaded.case;
    match &case.stage {
        Stage::Received | Stage::InProcess => Turn::Officers,
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

/// What keeps a task from going on, whoever works it.
fn state(case: &Case, task: &OpenNode, ctx: &Ctx<'_>) -> WaitingState {
    if task.key != ACCEPTANCE && ctx.item.step(&task.key).is_none() {
        WaitingState::Standing
    } else if task.disputed_at.is_some() {
        WaitingState::Disputed
    } else if case.milestone_waits(&task.key, ctx) {
        WaitingState::Milestone
    } else {
        WaitingState::Open
    }
}

fn why_not(open: &Open, task: Option<&OpenNode>, refusal: &Refusal) -> WhyNot {
    match refusal {
        Refusal::Denied(Denied::Role) => WhyNot::Role,
        Refusal::Denied(Denied::SeparationOfDuties(step)) => {
            WhyNot::Separation(open.step_name(step))
        }
        Refusal::Denied(Denied::AlreadySigned) => WhyNot::Signed,
        Refusal::Blocked(Blocked::Claimed) => match task.and_then(|task| task.claimed_by) {
            Some(holder) => WhyNot::Claimed(open.officers.name(holder)),
            None => WhyNot::Other,
        },
        Refusal::Blocked(Blocked::Paused) => WhyNot::Paused,
        Refusal::Blocked(Blocked::OpinionsPending) => WhyNot::Opinions,
        Refusal::Blocked(Blocked::MaterialsOwed) => WhyNot::Owed,
        Refusal::Blocked(Blocked::Milestone) => WhyNot::Milestone,
        Refusal::Blocked(Blocked::Disputed) => WhyNot::Disputed,
        Refusal::Blocked(Blocked::ConditionFails(_)) => WhyNot::Standing,
        Refusal::Denied(Denied::OwnWork) | Refusal::Blocked(_) => WhyNot::Other,
    }
}
