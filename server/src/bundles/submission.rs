//! The one submission of a bundle: all of its parts are planned, those that wait for nothing are opened.

use std::sync::Arc;

use domain::application;
use domain::bundle::{Given, applying, given, waits_for};
use domain::catalogue::{Bundle, Definition};
use domain::id::ApplicationId;
use jiff::Timestamp;
use store::applications::{self, Application, ApplicationState};
use store::bundles::{self, NewPart, PartState};
use store::{Personal, Tx, materials};

use super::opening::{self, Whose};
use crate::error::Error;
use crate::state::App;
use crate::submission::{Applying, SubmitFault, missing, place, read_answers, write_answers};

/// A part as it is kept until it opens.
struct Planned {
    definition: Arc<Definition>,
    waits_for: Vec<String>,
    given: Given,
}

/// Submits a bundle's draft. Asked again, it changes nothing; two calls at once take turns. `version`, where given, is
/// that of the answers that were shown. After a fault nothing is written: either every part can be handled, or none is
/// begun.
///
/// # Errors
/// The outer error is ours; the inner one the applicant can mend.
pub async fn submit(
    app: &App,
    tx: &mut Tx,
    who: impl Into<Applying>,
    application: ApplicationId,
    version: Option<i64>,
    now: Timestamp,
) -> Result<Result<(), SubmitFault>, Error> {
    let Applying { applicant, by } = who.into();
    let draft = applications::hold(tx, applicant, application)
        .await?
        .ok_or(Error::NotFound)?;
    if draft.state == ApplicationState::Submitted {
        return Ok(Ok(()));
    }
    if version.is_some_and(|seen| seen != draft.version) {
        return Ok(Err(SubmitFault::Changed));
    }
    let bundle = app.catalogue.bundle(&draft.item).ok_or(Error::NotFound)?;
    let answers = application::counting(bundle.form(), &read_answers(&draft.answers)?);
    let files = materials::list(tx, draft.id).await?;
    let missing = missing(app, bundle.form(), &answers, &files, now);
    if !missing.is_nothing() {
        return Ok(Err(SubmitFault::Incomplete(missing)));
    }
    let mut planned = Vec::new();
    for part in applying(bundle, &answers) {
        let definition = app.item(part.code()).ok_or(Error::NotFound)?;
        if definition.item.suspension(app.date(now)).is_some() {
            return Ok(Err(SubmitFault::Suspended));
        }
        let given = given(bundle, part, &definition.item, &answers);
        if place(app, &definition.item, &given.answers).is_none() {
            return Ok(Err(SubmitFault::NoAgency));
        }
        let waits_for = waits_for(bundle, part, &answers);
        planned.push(Planned {
            definition,
            waits_for: waits_for.into_iter().map(ToOwned::to_owned).collect(),
            given,
        });
    }
    let version = settle(tx, &draft, bundle, &write_answers(&answers)?, now).await?;
    if !bundles::mark_submitted(tx, applicant, draft.id, version, now).await? {
        return Ok(Ok(()));
    }
    plan(tx, bundle, draft.id, &planned).await?;
    let whose = Whose {
        bundle: draft.id,
        applicant,
        by,
    };
    let first = planned
        .iter()
        .filter(|planned| planned.waits_for.is_empty());
    let first: Vec<&str> = first
        .map(|planned| planned.definition.item.code())
        .collect();
    let closed = opening::open(app, tx, &whose, &first, now).await?;
    if let Some(item) = closed.first() {
        return Err(Error::fault(format!("part {item} has no agency any more")));
    }
    Ok(Ok(()))
}

/// The answers as they count, under the version that they were given to.
async fn settle(
    tx: &mut Tx,
    draft: &Application,
    bundle: &Bundle,
    answers: &Personal,
    now: Timestamp,
) -> Result<i64, Error> {
    if draft.definition == bundle.hash && draft.answers == *answers {
        return Ok(draft.version);
    }
    let (applicant, version) = (draft.applicant_id, draft.version);
    let hash = &bundle.hash;
    Ok(applications::save_answers(tx, applicant, draft.id, version, hash, answers, now).await?)
}

async fn plan(
    tx: &mut Tx,
    bundle: &Bundle,
    application: ApplicationId,
    planned: &[Planned],
) -> Result<(), Error> {
    let mut plans = Vec::new();
    for part in &bundle.parts {
        let planned = planned
            .iter()
            .find(|planned| planned.definition.item.code() == part.code());
        let plan = planned.map(|planned| opening::write(&planned.given));
        plans.push((part.code(), planned, plan.transpose()?));
    }
    let rows: Vec<NewPart<'_>> = plans
        .iter()
        .map(|(item, planned, plan)| NewPart {
            item,
            state: match planned {
                Some(_) => PartState::Waiting,
                None => PartState::NotNeeded,
            },
            waits_for: planned.map_or(&[], |planned| &planned.waits_for),
            plan: plan.as_ref(),
        })
        .collect();
    Ok(bundles::add(tx, application, &rows).await?)
}
