//! `/oversight/cases/{no}`: one case, to read, and to order something on.

use std::collections::HashMap;

use app::oversight::case::{CaseView, Line, Officer, What, Who, case_page};
use app::oversight::cases::StageLine;
use app::parts::lamp::LampView;
use app::shell::Room;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Response};
use domain::authority::Act;
use domain::case::{
    Actor, ActorRef, Case, Channel, Conclusion, Ctx, DeadlineKind, Entry, Fact, Target,
};
use domain::catalogue::ServiceItem;
use domain::id::{OfficerId, StatementId};
use domain::locale::{Locale, Localised};
use store::{Tx, accounts, statements};

use super::{act, complaints, order};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;
use crate::{clock, disclosures, fact_notes, turns};

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let (key, loaded) = order::open(&app, &mut tx, &reader, &no).await?;
    let texts: HashMap<_, _> = statements::of_case(&mut tx, key.id)
        .await?
        .into_iter()
        .map(|statement| (statement.id, statement.body.expose().to_owned()))
        .collect();
    let (case, definition) = (&loaded.case, &loaded.definition);
    let received = &case.received;
    let officers = officers(&app, &mut tx, &loaded.entries).await?;
    let applicant = accounts::applicant(&mut tx, key.applicant_id).await?;
    let item = &definition.item;
    let looks = disclosures::looks(&app, &mut tx, item, key.id).await?;
    let ctx = loaded.ctx(&app, reader.now);
    let person = act::actor(&reader)?.by.officer();
    let unseen = match person {
        Some(person) => turns::unseen(&mut tx, case, &ctx, person, |_| true).await?,
        None => Vec::new(),
    };
    drop(tx);
    if let Some(person) = person {
        turns::see(&app, key.id, &unseen, person, reader.now).await;
    }
    let step = case.open_step().and_then(|key| step_name(item, key));
    let governs = reader
        .officer(Room::Oversight)
        .is_ok_and(|officer| officer.governs(&app, &key));
    let supervises = complaints::overseer(&app, &reader).is_ok();
    let view = CaseView {
        case_no: key.case_no,
        lamp: LampView::from(case.lamp(&case.deadlines(&ctx), reader.now)),
        item: item.name.clone(),
        agency: app.agency_name(&case.agency),
        division: app.catalogue.division(&received.division).map_or_else(
            || Localised::new(&received.division, &received.division),
            |division| division.name.clone(),
        ),
        applicant: applicant.map_or_else(String::new, |applicant| {
            if applicant.entity {
                applicant.name
            } else {
                masked(&applicant.name)
            }
        }),
        online: received.channel == Channel::Online,
        received_at: case.received_at,
        stage: StageLine {
            stage: case.stage.key().to_owned(),
            step,
            result: case.conclusion().map(Conclusion::key).map(Into::into),
        },
        claimed_by: case
            .open
            .iter()
            .find_map(|open| officers.get(&open.claimed_by?).cloned()),
        rating: case
            .rating
            .as_ref()
            .filter(|rating| supervises || rating.is_bad())
            .map(|rating| rating.level),
        reminders: case.reminders.len(),
        complaints: case
            .complaints
            .iter()
            .filter(|_| supervises)
            .map(|one| complaints::address(case.received.no.as_str(), one.seq))
            .collect(),
        // Supervision sees that something was said, not what: reasons name people.
        clock: clock::view(&app, &reader.shell, case, &ctx, None, |_| true, |_| None),
        journal: loaded
            .entries
            .iter()
            // Heads look here, too: a rating is anonymous to those who handle cases, and a complaint not for them.
            .filter(|entry| {
                let good = case.rating.as_ref().is_some_and(|rating| !rating.is_bad());
                let hidden = entry.fact.is_of_rating() && good;
                supervises || !(hidden || entry.fact.is_complaint())
            })
            .map(|entry| line(&app, item, &officers, &texts, entry))
            .collect(),
        looks,
        offers: reader
            .viewer
            .as_ref()
            .map(|viewer| offers(case, &viewer.actor(), governs, &ctx))
            .unwrap_or_default(),
    };
    Ok(Html(case_page(&reader.shell, &view)).into_response())
}

/// What the reader may do with the case beside reading it.
fn offers(case: &Case, actor: &Actor, governs: bool, ctx: &Ctx<'_>) -> Vec<&'static str> {
    // A head of an agency has the desk for it, and another government's head has no say.
    [Act::Order, Act::Extension]
        .into_iter()
        .filter(|act| *act == Act::Order || governs)
        .filter(|act| case.offers(*act, actor, ctx).is_ok())
        .map(Act::key)
        .collect()
}

/// The clock for machines.
pub async fn clock(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let (_, loaded) = order::open(&app, &mut tx, &reader, &no).await?;
    Ok(clock::json(
        &loaded.case,
        &loaded.ctx(&app, reader.now),
        |_| true,
    ))
}

/// 张*: the family name alone, without the length of the rest.
fn masked(name: &str) -> String {
    name.chars().take(1).chain(['*']).collect()
}

async fn officers(
    app: &App,
    tx: &mut Tx,
    entries: &[Entry],
) -> Result<HashMap<OfficerId, Officer>, Error> {
    let mut found = HashMap::new();
    for entry in entries {
        let (ActorRef::Officer(id) | ActorRef::Counter { by: id, .. }) = entry.actor else {
            continue;
        };
        if found.contains_key(&id) {
            continue;
        }
        let officer = accounts::officer(tx, id).await?;
        let officer = officer.map_or_else(Officer::default, |officer| Officer {
            name: Localised::new(officer.name_zh, officer.name_en),
            agency: app.agency_name(&officer.agency),
            roles: officer.roles,
        });
        found.insert(id, officer);
    }
    Ok(found)
}

fn line(
    app: &App,
    item: &ServiceItem,
    officers: &HashMap<OfficerId, Officer>,
    texts: &HashMap<StatementId, String>,
    entry: &Entry,
) -> Line {
    Line {
        at: entry.at,
        fact: entry.fact.key().to_owned(),
        who: match &entry.actor {
            ActorRef::System => Who::System,
            ActorRef::Applicant(_) | ActorRef::Proxy { .. } => Who::Applicant,
            ActorRef::Officer(id) | ActorRef::Counter { by: id, .. } => {
                Who::Officer(officers.get(id).cloned().unwrap_or_default())
            }
            ActorRef::Substitute { by, r#for, until } => Who::Substitute {
                officer: officers.get(by).cloned().unwrap_or_default(),
                absent: officers
                    .get(r#for)
                    .map_or_else(Localised::default, |officer| officer.name.clone()),
                until: *until,
            },
        },
        what: What {
            notes: fact_notes::of(item, entry),
            words: match &entry.fact {
                Fact::Ordered { text, .. }
                | Fact::OrderAnswered { text, .. }
                | Fact::OrderSentBack { text, .. }
                | Fact::OrderLifted { text, .. }
                | Fact::WarningExplained { text, .. }
                | Fact::WarningCleared { text, .. }
                | Fact::Voided { reason: text, .. } => texts.get(&text.id).cloned(),
                Fact::OrderAccepted { text, .. } => {
                    text.as_ref().and_then(|text| texts.get(&text.id).cloned())
                }
                _ => None,
            },
            ..what(app, item, &entry.fact)
        },
    }
}

fn what(app: &App, item: &ServiceItem, fact: &Fact) -> What {
    let mut what = What::default();
    match fact {
        Fact::Corrected { targets } => {
            what.targets = targets
                .iter()
                .map(|target| target_name(item, &target.what))
                .collect();
        }
        Fact::Declined { agency, .. } => {
            what.agency = agency.as_deref().map(|id| app.agency_name(id));
        }
        Fact::Claimed { step }
        | Fact::Released { step }
        | Fact::AdviceAsked { step, .. }
        | Fact::Assigned { step, .. }
        | Fact::Routed { choice: step, .. }
        | Fact::Disputed {
            step: Some(step), ..
        } => {
            what.step = step_name(item, step);
        }
        Fact::Dispatched { step, agency, .. } => {
            what.step = step_name(item, step);
            what.agency = Some(app.agency_name(agency));
        }
        Fact::Transferred { agency, .. } => what.agency = Some(app.agency_name(agency)),
        Fact::StepRecorded { step, outcome, .. } | Fact::StepLapsed { step, outcome, .. } => {
            what.step = step_name(item, step);
            what.outcome = item
                .step(step)
                .and_then(|step| step.outcome(outcome))
                .map(|outcome| outcome.name.clone());
        }
        Fact::Voided { ground, .. } => {
            let key = format!("void-ground-{}", ground.key());
            what.outcome = Some(Localised::new(
                app::text::t(Locale::ZhCn, &key),
                app::text::t(Locale::En, &key),
            ));
        }
        Fact::LicenceIssued { number, .. } => what.licence = Some(number.as_str().to_owned()),
        Fact::Paused { legal: false, .. } => what.deadline = Some(DeadlineKind::Pause),
        Fact::Warned { deadline, step, .. } => {
            what.deadline = Some(*deadline);
            what.step = step.as_deref().and_then(|step| step_name(item, step));
        }
        Fact::Received(_)
        | Fact::Supplemented { .. }
        | Fact::Accepted { .. }
        | Fact::Returned { .. }
        | Fact::Decided { .. }
        | Fact::Delivered { .. }
        | Fact::ReceiptKept { .. }
        | Fact::Withdrawn { .. }
        | Fact::Rated { .. }
        | Fact::Paused { .. }
        | Fact::Resumed { .. }
        | Fact::Extended { .. }
        | Fact::OpinionGiven { .. }
        | Fact::ConsentDeemed { .. }
        | Fact::DeemedRenewed { .. }
        | Fact::Ordered { .. }
        | Fact::OrderAnswered { .. }
        | Fact::OrderAccepted { .. }
        | Fact::OrderSentBack { .. }
        | Fact::OrderLifted { .. }
        | Fact::OrderRaised { .. }
        | Fact::FollowedUp { .. }
        | Fact::RaterContacted { .. }
        | Fact::CalledBack { .. }
        | Fact::FollowUpAnswered { .. }
        | Fact::RatingAppealed { .. }
        | Fact::RatingAppealDecided { .. }
        | Fact::RatingReleased { .. }
        | Fact::Disputed { step: None, .. }
        | Fact::Revoked { .. }
        | Fact::Migrated { .. }
        | Fact::Enquired { .. }
        | Fact::EnquiryAnswered { .. }
        | Fact::Reminded
        | Fact::NoticeSent { .. }
        | Fact::Complained { .. }
        | Fact::ComplaintForwarded { .. }
        | Fact::ComplaintAnswered { .. }
        | Fact::AdviceGiven { .. }
        | Fact::AdviceTakenBack { .. }
        | Fact::WarningExplained { .. }
        | Fact::WarningCleared { .. }
        | Fact::Recalculated { .. } => {}
    }
    what
}

/// Nothing for acceptance, which is not a step of the definition.
fn step_name(item: &ServiceItem, key: &str) -> Option<Localised> {
    item.step(key).map(|step| step.name.clone())
}

fn target_name(item: &ServiceItem, target: &Target) -> Localised {
    let found = match target {
        Target::Field(key) => item.field(key).map(|field| &field.label),
        Target::Material(key) => item.material(key).map(|rule| &rule.name),
    };
    found.cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_name_keeps_the_family_name_alone() {
        assert_eq!(masked("张三丰"), "张*");
        assert_eq!(masked("马·尤素夫"), "马*");
        assert_eq!(masked(""), "*");
    }
}
