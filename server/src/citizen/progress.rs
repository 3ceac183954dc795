//! The course of a case from its journal's facts, and from the definition what is still to come.

use app::citizen::progress::{Asked, Next, Now, Passed, Progress, Title};
use domain::case::{Case, Ctx, DeadlineKind, Entry, Fact, Stage, Target, is_unpaid};
use domain::catalogue::{END, JOIN, Node, ServiceItem, Step, StepAct};
use domain::locale::Localised;

use super::scope::{self, Texts};
use crate::acts::Loaded;
use crate::clock::pause_reason;
use crate::fact_notes::{self, is_told};
use crate::notify::payment_by;
use crate::state::App;

/// `texts`: the words of the acts, for the applicant; without them nothing personal is shown.
pub fn progress(app: &App, loaded: &Loaded, ctx: &Ctx<'_>, texts: Option<&Texts>) -> Progress {
    let (case, item) = (&loaded.case, ctx.item);
    let passed = loaded
        .entries
        .iter()
        .enumerate()
        .filter_map(|(at, entry)| {
            let mut line = passed(app, item, entry, texts)?;
            if Case::handed_in(loaded.entries.get(..=at)?) {
                line.title = Title::Fact("handed-in");
            }
            Some(line)
        })
        .collect();
    let (mut now, after) = standing(app, case, ctx);
    // A step's own day is between the applicant and the agency.
    if texts.is_none()
        && case.stage == Stage::InProcess
        && let Some(now) = &mut now
    {
        now.by = None;
    }
    Progress {
        passed,
        now,
        next: next(case, ctx, after),
    }
}

/// What the correction's targets are called, with the clerk's word on each.
pub fn asked(
    item: &ServiceItem,
    targets: &[domain::case::CorrectionTarget],
    texts: &Texts,
) -> Vec<Asked> {
    targets
        .iter()
        .map(|target| Asked {
            label: label(item, &target.what),
            note: texts.get(&target.note).unwrap_or_default(),
        })
        .collect()
}

pub fn label(item: &ServiceItem, target: &Target) -> Localised {
    let known = match target {
        Target::Field(key) => item.field(key).map(|field| field.label.clone()),
        Target::Material(key) => item.material(key).map(|rule| rule.name.clone()),
    };
    known.unwrap_or_default()
}

/// Facts that are the agency's own affair make no line.
fn passed(app: &App, item: &ServiceItem, entry: &Entry, texts: Option<&Texts>) -> Option<Passed> {
    let mut line = Passed::new(entry.at, Title::Fact(entry.fact.key()));
    // Numbers of notices and names of procedures say something to who has the notice.
    if texts.is_some() {
        line.notes = fact_notes::told(item, entry);
    }
    let words = |statement| texts.and_then(|texts| texts.get(statement));
    match &entry.fact {
        // What the agency and its supervision have to do with each other is theirs.
        Fact::Claimed { .. }
        | Fact::Released { .. }
        | Fact::Warned { .. }
        | Fact::WarningExplained { .. }
        | Fact::WarningCleared { .. }
        | Fact::Assigned { .. }
        | Fact::Disputed { .. }
        | Fact::Dispatched { .. }
        | Fact::Routed { .. }
        | Fact::Migrated { .. }
        | Fact::NoticeSent { .. }
        | Fact::RatingAppealed { .. }
        | Fact::RatingReleased { .. }
        | Fact::Ordered { .. }
        | Fact::OrderAnswered { .. }
        | Fact::OrderAccepted { .. }
        | Fact::OrderSentBack { .. }
        | Fact::OrderLifted { .. }
        | Fact::OrderRaised { .. }
        | Fact::AdviceAsked { .. }
        | Fact::AdviceGiven { .. }
        | Fact::AdviceTakenBack { .. }
        | Fact::ReceiptKept { .. } => return None,
        // Whoever only follows a case is not told how its applicant found it.
        fact if fact.is_of_rating() && texts.is_none() => return None,
        // Whoever only follows a case is not told what its applicant asks and complains of.
        fact if fact.is_talk() && texts.is_none() => return None,
        Fact::Recalculated { moved, .. } if !moved.iter().any(is_told) => return None,
        Fact::StepRecorded { next: None, .. } => return None,
        // The opinion is the agency's; only its outcome is told.
        Fact::StepRecorded { step, outcome, .. } | Fact::StepLapsed { step, outcome, .. } => {
            line.missed = is_unpaid(item, step, outcome);
            // When it ended, whenever that was written down.
            if let Fact::StepLapsed { lapsed_at, .. } = &entry.fact {
                line.at = *lapsed_at;
            }
            let step = item.step(step)?;
            line.title = Title::Step(step.name.clone());
            line.outcome = texts
                .and_then(|_| step.outcome(outcome))
                .map(|outcome| outcome.name.clone());
        }
        Fact::Decided { decision, .. } => {
            if let Some(name) = item.decision_name(decision.key()) {
                line.title = Title::Step(name.clone());
            }
        }
        Fact::Corrected { targets } => {
            line.asked = texts
                .map(|texts| asked(item, targets, texts))
                .unwrap_or_default();
        }
        Fact::Declined { agency, reason, .. } => {
            line.agency = agency
                .as_deref()
                .and_then(|agency| app.catalogue.agency(agency))
                .map(|agency| agency.name.clone());
            line.words = words(reason);
        }
        Fact::Transferred { agency, reason } => {
            line.agency = app
                .catalogue
                .agency(agency)
                .map(|agency| agency.name.clone());
            line.words = words(reason);
        }
        Fact::Returned { reason } | Fact::Voided { reason, .. } => line.words = words(reason),
        Fact::Withdrawn { reason } => line.words = reason.as_ref().and_then(words),
        Fact::Paused {
            explanation: words_of,
            ..
        }
        | Fact::Resumed { result: words_of }
        | Fact::Extended {
            reason: words_of, ..
        }
        | Fact::FollowedUp { text: words_of }
        | Fact::RatingAppealDecided { text: words_of, .. } => line.words = words(words_of),
        Fact::FollowUpAnswered { text, .. } => line.words = text.as_ref().and_then(words),
        // Opinions are between the agencies.
        Fact::OpinionGiven { .. }
        | Fact::ConsentDeemed { .. }
        | Fact::DeemedRenewed { .. }
        | Fact::Recalculated { .. }
        | Fact::Received(_)
        | Fact::Supplemented { .. }
        | Fact::Accepted { .. }
        | Fact::LicenceIssued { .. }
        | Fact::Revoked { .. }
        | Fact::Delivered { .. }
        | Fact::Rated { .. }
        // What was said on the telephone they know.
        | Fact::RaterContacted { .. }
        | Fact::CalledBack { .. }
        | Fact::Enquired { .. }
        | Fact::EnquiryAnswered { .. }
        | Fact::Reminded
        | Fact::Complained { .. }
        | Fact::ComplaintForwarded { .. }
        | Fact::ComplaintAnswered { .. } => {}
    }
    Some(line)
}

/// The open entry, and the step that follows it where all goes well.
fn standing<'a>(app: &App, case: &'a Case, ctx: &Ctx<'a>) -> (Option<Now>, Option<&'a str>) {
    let named = |id: &str| app.catalogue.agency(id).map(|agency| agency.name.clone());
    let agency = named(&case.agency);
    let by = |kind| scope::by(case, ctx, kind);
    let phone = |id: &str| app.catalogue.agency(id).map(|agency| agency.phone.clone());
    let paused = case.open_pause().map(|pause| {
        let reason = pause_reason(ctx.item, &pause.reason);
        (reason, by(DeadlineKind::Pause))
    });
    match &case.stage {
        Stage::Received => {
            let now = Now {
                title: Title::Fact("check"),
                agency,
                phone: phone(&case.agency),
                since: Some(case.check_from),
                by: by(DeadlineKind::Check),
                paused: None,
            };
            (Some(now), Some(first_step(case, ctx)))
        }
        Stage::AwaitingSupplement => {
            let now = Now {
                title: Title::Fact(if case.awaits_promised() {
                    "promised"
                } else {
                    "supplement"
                }),
                agency: None,
                phone: None,
                since: case.corrections.last().map(|correction| correction.at),
                by: by(DeadlineKind::Supplement),
                paused: None,
            };
            (Some(now), Some(first_step(case, ctx)))
        }
        Stage::InProcess => {
            let step = case.open_step().unwrap_or_default();
            let defined = ctx.item.step(step);
            let title = defined.map_or(Title::Fact("step"), |step| Title::Step(step.name.clone()));
            let mut now = Now {
                title,
                agency: named(case.agency_of(step)),
                phone: phone(case.agency_of(step)),
                since: case.open_node(step).map(|open| open.opened_at),
                by: by(DeadlineKind::Step),
                paused,
            };
            if let Some(since) = case.fee_owed_since(ctx) {
                let open = case.awaits_payment(ctx);
                now = Now {
                    title: Title::Fact("payment"),
                    agency: None,
                    phone: None,
                    since: Some(since),
                    // Any other limit of the step is the agency's own.
                    by: open.and_then(|open| payment_by(ctx, &case.deadlines(ctx), open)),
                    ..now
                };
            }
            let after = defined.and_then(|step| following(case, ctx, step));
            (Some(now), after)
        }
        Stage::Concluded(_) => (None, None),
    }
}

/// The first step where all goes well.
fn first_step<'a>(case: &Case, ctx: &Ctx<'a>) -> &'a str {
    expected(case, ctx, ctx.item.first_node()).unwrap_or(END)
}

/// The step that a node comes to where all goes well: itself, the first branch, or where a choice leads by what the
/// applicant answered.
fn expected<'a>(case: &Case, ctx: &Ctx<'a>, key: &'a str) -> Option<&'a str> {
    let item = ctx.item;
    let mut key = key;
    for _ in 0..item.nodes().count() {
        key = match item.node(key)? {
            Node::Step(step) => return Some(step.key()),
            Node::Branching(branching) => case.would_take(branching, ctx),
            Node::Parallel(parallel) => parallel.branches.first()?.get_ref(),
        };
        if key == JOIN {
            return None;
        }
    }
    None
}

/// Where a step's first outcome leads: definitions list the favourable one first.
fn following<'a>(case: &Case, ctx: &Ctx<'a>, step: &'a Step) -> Option<&'a str> {
    let item = ctx.item;
    let next = step.outcomes.first()?.next.get_ref().as_str();
    let next = if next == JOIN {
        let parallel = &item.net().home(step.key())?.parallel;
        item.parallel(parallel)?.next.get_ref()
    } else {
        next
    };
    expected(case, ctx, next)
}

fn next<'a>(case: &Case, ctx: &Ctx<'a>, first: Option<&'a str>) -> Vec<Next> {
    let decide_by = scope::by(case, ctx, DeadlineKind::Promised).or(scope::by(
        case,
        ctx,
        DeadlineKind::Statutory,
    ));
    let mut next = Vec::new();
    // What was mended is looked at before anything else.
    if case.stage == Stage::AwaitingSupplement {
        next.push(Next {
            title: Title::Fact("check"),
            by: None,
        });
    }
    let mut at = first;
    // A refused case issues no licence.
    let refused = case
        .decision
        .as_ref()
        .is_some_and(|decided| decided.decision == domain::case::Decision::Refused);
    while let Some(step) = at.and_then(|key| ctx.item.step(key)) {
        // A definition may lead back; nobody is told more steps than there are.
        if next.len() >= ctx.item.steps.len() {
            break;
        }
        if !(refused && step.act == StepAct::Licence) {
            next.push(Next {
                title: Title::Step(step.name.clone()),
                by: decide_by.filter(|_| step.act == StepAct::Decision),
            });
        }
        at = following(case, ctx, step);
    }
    next
}
