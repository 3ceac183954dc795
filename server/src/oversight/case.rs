//! `/oversight/cases/{no}`: one case, to read.

use std::collections::HashMap;

use app::oversight::case::{CaseView, Line, Officer, What, Who, case_page};
use app::oversight::cases::StageLine;
use app::parts::lamp::LampView;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Response};
use domain::case::{ActorRef, Channel, Conclusion, Entry, Fact, Target};
use domain::catalogue::ServiceItem;
use domain::id::OfficerId;
use domain::identifier::CaseNo;
use domain::locale::Localised;
use store::{Tx, accounts, cases};

use super::dashboard::agency_name;
use super::view::Overseer;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;
use crate::{acts, clock};

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    let overseer = Overseer::of(&app, &reader)?;
    let no = CaseNo::parse(&no).map_err(|_| Error::NotFound)?;
    let mut tx = app.store.read().await?;
    let key = cases::key_by_no(&mut tx, no.as_str()).await?;
    let loaded = acts::load(&app, &mut tx, &key).await?;
    let (case, definition) = (&loaded.case, &loaded.definition);
    let received = &case.received;
    if !overseer
        .scope
        .holds(&received.agency, &received.division, &received.prefecture)
    {
        return Err(Error::NotFound);
    }
    let officers = officers(&app, &mut tx, &loaded.entries).await?;
    let applicant = accounts::applicant(&mut tx, key.applicant_id).await?;
    drop(tx);
    let item = &definition.item;
    let ctx = app.ctx(definition, reader.now);
    let step = case.open_step().and_then(|key| step_name(item, key));
    let view = CaseView {
        case_no: key.case_no,
        lamp: LampView::from(case.lamp(&case.deadlines(&ctx), reader.now)),
        item: item.name.clone(),
        agency: agency_name(&app, &received.agency),
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
        claimed_by: case.claimed_by.and_then(|id| officers.get(&id).cloned()),
        rating: case.rating,
        clock: clock::lines(case, &ctx),
        journal: loaded
            .entries
            .iter()
            .map(|entry| line(&app, item, &officers, entry))
            .collect(),
    };
    Ok(Html(case_page(&reader.shell, &view)).into_response())
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
        let ActorRef::Officer(id) = entry.actor else {
            continue;
        };
        if found.contains_key(&id) {
            continue;
        }
        let officer = accounts::officer(tx, id).await?;
        let officer = officer.map_or_else(Officer::default, |officer| Officer {
            name: Localised::new(officer.name_zh, officer.name_en),
            agency: agency_name(app, &officer.agency),
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
    entry: &Entry,
) -> Line {
    Line {
        at: entry.at,
        fact: entry.fact.key().to_owned(),
        who: match &entry.actor {
            ActorRef::System => Who::System,
            ActorRef::Applicant(_) => Who::Applicant,
            ActorRef::Officer(id) => Who::Officer(officers.get(id).cloned().unwrap_or_default()),
        },
        what: what(app, item, &entry.fact),
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
            what.agency = agency.as_deref().map(|id| agency_name(app, id));
        }
        Fact::Claimed { step } | Fact::Released { step } => {
            what.step = step_name(item, step);
        }
        Fact::StepRecorded { step, outcome, .. } => {
            what.step = step_name(item, step);
            what.outcome = item
                .step(step)
                .and_then(|step| step.outcome(outcome))
                .map(|outcome| outcome.name.clone());
        }
        Fact::LicenceIssued { number, .. } => what.licence = Some(number.as_str().to_owned()),
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
        | Fact::Withdrawn { .. }
        | Fact::Rated { .. } => {}
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
