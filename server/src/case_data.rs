//! What the conditions of a process look at: the answers, who applies, and what the forms of steps recorded.

use std::collections::BTreeMap;

use domain::application::Answers;
use domain::case::{Case, CaseData};
use domain::catalogue::{Audience, Definition};
use store::{Tx, accounts, applications, statements};

use crate::error::Error;
use crate::submission::read_answers;

/// Nothing for a definition without conditions, which most are. Data that are gone leave a condition that can't
/// be evaluated, and the case then stands still in sight of everybody.
///
/// # Errors
/// Where the store fails, or what it holds does not read back.
pub async fn of(
    tx: &mut Tx,
    case: &Case,
    definition: &Definition,
) -> Result<Option<CaseData>, Error> {
    if !definition.item.has_conditions() {
        return Ok(None);
    }
    let received = &case.received;
    let Some(applicant) = accounts::applicant(tx, received.applicant).await? else {
        return Ok(None);
    };
    let application = applications::get(tx, received.applicant, received.application).await?;
    let Some(application) = application else {
        return Ok(None);
    };
    // By step, the last one: a step may be done again.
    let kept: BTreeMap<_, _> = case
        .done
        .iter()
        .filter_map(|done| Some((&done.step, done.record.as_ref()?.id)))
        .collect();
    let ids: Vec<_> = kept.values().copied().collect();
    let stored = statements::some(tx, received.case, &ids).await?;
    let mut records = BTreeMap::new();
    for (step, id) in kept {
        if let Some(record) = stored.iter().find(|one| one.id == id) {
            records.insert(step.clone(), read_answers(&record.body)?);
        }
    }
    Ok(Some(CaseData {
        answers: read_answers(&application.answers)?,
        applicant: audience(&applicant),
        records,
    }))
}

/// What the applicant is.
pub fn audience(applicant: &accounts::Applicant) -> Audience {
    match (&applicant.agency, applicant.entity) {
        (Some(_), _) => Audience::Agency,
        (None, true) => Audience::Entity,
        (None, false) => Audience::Person,
    }
}

/// What a step's form recorded, as it is kept.
///
/// # Errors
/// As `submission::write_answers`.
pub fn kept(record: &Answers) -> Result<String, Error> {
    serde_json::to_string(record).map_err(|error| Error::fault(format!("a record: {error}")))
}
