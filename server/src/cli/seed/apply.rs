//! The applicant's part: a draft with answers and files, and its submission.

use bytes::Bytes;
use domain::application;
use domain::case;
use domain::id::{ApplicationId, MaterialId};
use domain::identifier::CaseNo;
use jiff::Timestamp;
use store::Tx;
use store::accounts::Applicant;
use store::applications::{self, NewApplication};
use store::materials;

use super::answers;
use super::plan::Plan;
use super::play::Player;
use super::rng::Rng;
use crate::error::Error;
use crate::submission::{self, submit as submit_draft};

/// `None` where nobody handles the item there.
pub async fn submit(
    player: &Player<'_>,
    tx: &mut Tx,
    plan: &Plan,
    applicant: &Applicant,
    rng: &mut Rng,
) -> Result<Option<CaseNo>, Error> {
    let app = player.app;
    let at = plan.submit_at;
    let item = &plan.definition.item;
    let on = player.office.date(at);
    let answers = answers::answers(item, applicant, &plan.division, on, rng);
    let application = NewApplication {
        id: ApplicationId::new(at, app.entropy()?),
        applicant_id: applicant.id,
        item: item.code().to_owned(),
        definition: plan.definition.hash.clone(),
        division: plan.division.clone(),
        answers: submission::write_answers(&answers)?,
        created_at: at,
        filed_by: None,
    };
    applications::create(tx, &application).await?;
    for rule in application::uploads(item, &answers) {
        if !rule.optional {
            upload(player, tx, application.id, rule.key(), at).await?;
        }
    }
    match submit_draft(app, tx, applicant.id, application.id, None, true, at).await? {
        Ok(submitted) => Ok(Some(submitted.case_no)),
        Err(fault) => Err(Error::fault(format!(
            "seed: {} in {} can't be submitted: {fault:?}",
            item.code(),
            plan.division
        ))),
    }
}

async fn upload(
    player: &Player<'_>,
    tx: &mut Tx,
    application: ApplicationId,
    rule: &str,
    at: Timestamp,
) -> Result<(), Error> {
    let id = MaterialId::new(at, player.app.entropy()?);
    let bytes = Bytes::from(answers::pdf(&format!("Demo material: {rule}")));
    let stored = player
        .app
        .files
        .put(&format!("{application}/{id}"), bytes)
        .await?;
    let name = format!("{rule}.pdf");
    let material = stored.given(id, application, rule, &name, at);
    Ok(materials::add(tx, &material).await?)
}

/// Another file for the same rule.
pub async fn replace(
    player: &Player<'_>,
    tx: &mut Tx,
    application: ApplicationId,
    rule: &str,
    at: Timestamp,
) -> Result<(), Error> {
    for old in materials::list(tx, application).await? {
        if old.rule == rule {
            materials::remove(tx, application, old.id, at).await?;
        }
    }
    upload(player, tx, application, rule, at).await
}

/// The files that hold now, as the journal names them.
pub async fn given(tx: &mut Tx, application: ApplicationId) -> Result<Vec<case::Material>, Error> {
    let all = materials::list(tx, application).await?;
    Ok(all
        .into_iter()
        .map(|material| case::Material {
            rule: material.rule,
            id: material.id,
            digest: material.digest,
        })
        .collect())
}
