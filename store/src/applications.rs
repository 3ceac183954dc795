//! Applications: drafts, answers, submission. Every look-up of the citizen's is scoped by the applicant.

pub mod prefilled;

use domain::id::{ApplicantId, ApplicationId, CaseId, OfficerId};
use jiff::Timestamp;
use sqlx::FromRow;

use crate::{
    Error, Keys, Personal, Tx,
    column::{BadColumn, MaybeText, Ms, Text, stored, texts},
    earlier_answers,
    sql::{Arg, args, sql},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ApplicationState {
    Draft,
    Submitted,
}

impl ApplicationState {
    fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::Draft, Self::Submitted]
            .into_iter()
            .find(|state| state.word() == word)
    }
}

stored! {
    ApplicationState, "state of an application", |text| Self::from_word(&text), |state| state.word().to_owned();
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    pub id: ApplicationId,
    pub applicant_id: ApplicantId,
    pub item: String,
    /// The hash of the definition that the answers were given to.
    pub definition: String,
    pub state: ApplicationState,
    pub division: String,
    /// JSON.
    pub answers: Personal,
    /// Counts saves, from 1.
    pub version: i64,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    /// Set on submission.
    pub case_id: Option<CaseId>,
    /// The number of the licence that is to be renewed.
    pub renews: Option<String>,
    /// Which officer prepares it, for their agency or, at the counter, for somebody; absent where applicants apply for
    /// themselves.
    pub filed_by: Option<OfficerId>,
}

#[derive(Debug, Clone)]
pub struct NewApplication {
    pub id: ApplicationId,
    pub applicant_id: ApplicantId,
    pub item: String,
    pub definition: String,
    pub division: String,
    pub answers: Personal,
    pub created_at: Timestamp,
    pub filed_by: Option<OfficerId>,
}

/// Whether a case that is open or was granted renews the licence.
pub async fn is_renewed(tx: &mut Tx, licence: &str) -> Result<bool, Error> {
    let row: Option<(String,)> = sql(
        "SELECT c.case_no FROM applications a JOIN cases c ON c.id = a.case_id \
         WHERE a.renews = $1 AND (c.open = 1 OR c.result = 'granted') LIMIT 1",
    )
    .bind(licence)
    .optional(tx)
    .await?;
    Ok(row.is_some())
}

/// Says that a draft asks for the renewal of a licence, whatever it asked for before.
pub async fn set_renews(
    tx: &mut Tx,
    applicant: ApplicantId,
    id: ApplicationId,
    licence: &str,
) -> Result<(), Error> {
    sql("UPDATE applications SET renews = $3 WHERE id = $1 AND applicant_id = $2 AND state = 'draft'")
        .bind(id)
        .bind(applicant)
        .bind(licence)
        .execute(tx)
        .await?;
    Ok(())
}

/// A draft in a list: without its answers.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Draft {
    #[sqlx(try_from = "Text")]
    pub id: ApplicationId,
    pub item: String,
    pub definition: String,
    pub division: String,
    pub version: i64,
    #[sqlx(try_from = "Ms")]
    pub created_at: Timestamp,
    #[sqlx(try_from = "Ms")]
    pub updated_at: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Submission {
    /// By this call; the caller goes on to open the case.
    Made,
    /// Before; the caller writes nothing and shows that case.
    Already(CaseId),
}

/// `Stale` where the applicant, or this officer for their agency, has a draft for the item already.
pub async fn create(tx: &mut Tx, new: &NewApplication) -> Result<(), Error> {
    let sealed = tx.keys().seal_text(&place(new.id), &new.answers)?;
    let made = sql("INSERT INTO applications (id, applicant_id, item, definition, state, division, answers_sealed, version,
             created_at, updated_at, filed_by)
         VALUES ($1, $2, $3, $4, 'draft', $5, $6, 1, $7, $7, $8)
         ON CONFLICT DO NOTHING")
    .bind(new.id)
    .bind(new.applicant_id)
    .bind(&new.item)
    .bind(&new.definition)
    .bind(&new.division)
    .bind(sealed)
    .bind(new.created_at)
    .bind(filed_by(new.filed_by))
    .execute(tx)
    .await?;
    if made == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// An application that is submitted as it is made: a part of a bundle. `new.item` may have a draft beside it.
pub async fn create_submitted(
    tx: &mut Tx,
    new: &NewApplication,
    case: CaseId,
) -> Result<(), Error> {
    let sealed = tx.keys().seal_text(&place(new.id), &new.answers)?;
    sql("INSERT INTO applications (id, applicant_id, item, definition, state, division, answers_sealed, version,
             created_at, updated_at, case_id)
         VALUES ($1, $2, $3, $4, 'submitted', $5, $6, 1, $7, $7, $8)")
    .bind(new.id)
    .bind(new.applicant_id)
    .bind(&new.item)
    .bind(&new.definition)
    .bind(&new.division)
    .bind(sealed)
    .bind(new.created_at)
    .bind(case)
    .execute(tx)
    .await?;
    Ok(())
}

/// The application, which nobody else can change until this transaction ends: pages, uploads and
/// submission take turns.
pub async fn hold(
    tx: &mut Tx,
    applicant: ApplicantId,
    id: ApplicationId,
) -> Result<Option<Application>, Error> {
    let query = sql("UPDATE applications SET version = version
         WHERE id = $1 AND applicant_id = $2 RETURNING *")
    .bind(id)
    .bind(applicant);
    query
        .optional::<Row>(tx)
        .await?
        .map(|row| row.open(tx.keys()))
        .transpose()
}

pub async fn get(
    tx: &mut Tx,
    applicant: ApplicantId,
    id: ApplicationId,
) -> Result<Option<Application>, Error> {
    let query = sql("SELECT * FROM applications WHERE id = $1 AND applicant_id = $2")
        .bind(id)
        .bind(applicant);
    query
        .optional::<Row>(tx)
        .await?
        .map(|row| row.open(tx.keys()))
        .transpose()
}

/// For the desk, whose scope is the case.
pub async fn of_case(tx: &mut Tx, case: CaseId) -> Result<Option<Application>, Error> {
    let query = sql("SELECT * FROM applications WHERE case_id = $1 ORDER BY id LIMIT 1").bind(case);
    query
        .optional::<Row>(tx)
        .await?
        .map(|row| row.open(tx.keys()))
        .transpose()
}

/// What a clerk at the counter has begun for somebody, or has taken in.
pub async fn at_counter(
    tx: &mut Tx,
    clerk: OfficerId,
    id: ApplicationId,
) -> Result<Option<Application>, Error> {
    let query = sql(
        "SELECT a.* FROM applications a JOIN applicants p ON p.id = a.applicant_id
         WHERE a.id = $1 AND a.filed_by = $2 AND p.agency IS NULL",
    )
    .bind(id)
    .bind(clerk);
    query
        .optional::<Row>(tx)
        .await?
        .map(|row| row.open(tx.keys()))
        .transpose()
}

/// A draft of a clerk's in a list, with whom it is for.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct CounterDraft {
    #[sqlx(try_from = "Text")]
    pub id: ApplicationId,
    pub item: String,
    pub name: String,
    #[sqlx(try_from = "Ms")]
    pub updated_at: Timestamp,
}

/// What a clerk has begun at the counter and not taken in, latest first.
pub async fn drafts_at_counter(
    tx: &mut Tx,
    clerk: OfficerId,
    limit: u16,
) -> Result<Vec<CounterDraft>, Error> {
    sql("SELECT a.id, a.item, p.name, a.updated_at
         FROM applications a JOIN applicants p ON p.id = a.applicant_id
         WHERE a.state = 'draft' AND a.filed_by <> '' AND a.filed_by = $1 AND p.agency IS NULL
         ORDER BY a.updated_at DESC LIMIT $2")
    .bind(clerk)
    .bind(i64::from(limit))
    .all(tx)
    .await
}

/// The applicant's own drafts, latest first.
pub async fn drafts(tx: &mut Tx, applicant: ApplicantId, limit: u16) -> Result<Vec<Draft>, Error> {
    sql(
        "SELECT id, item, definition, division, version, created_at, updated_at FROM applications
         WHERE applicant_id = $1 AND state = 'draft' AND filed_by = ''
         ORDER BY updated_at DESC, id DESC LIMIT $2",
    )
    .bind(applicant)
    .bind(i64::from(limit))
    .all(tx)
    .await
}

/// Whatever is begun for the applicant and not submitted, by themselves or by a clerk.
pub async fn begun_for(
    tx: &mut Tx,
    applicant: ApplicantId,
    limit: u16,
) -> Result<Vec<ApplicationId>, Error> {
    #[derive(FromRow)]
    struct Begun {
        #[sqlx(try_from = "Text")]
        id: ApplicationId,
    }
    let rows: Vec<Begun> = sql("SELECT id FROM applications
         WHERE applicant_id = $1 AND state = 'draft' ORDER BY updated_at DESC, id DESC LIMIT $2")
    .bind(applicant)
    .bind(i64::from(limit))
    .all(tx)
    .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// What an officer prepares for their agency, latest first.
pub async fn drafts_by(
    tx: &mut Tx,
    agency: ApplicantId,
    officer: OfficerId,
    limit: u16,
) -> Result<Vec<Draft>, Error> {
    sql(
        "SELECT id, item, definition, division, version, created_at, updated_at FROM applications
         WHERE applicant_id = $1 AND state = 'draft' AND filed_by = $3
         ORDER BY updated_at DESC, id DESC LIMIT $2",
    )
    .bind(agency)
    .bind(i64::from(limit))
    .bind(officer)
    .all(tx)
    .await
}

/// An officer's draft for an item.
pub async fn draft_by(
    tx: &mut Tx,
    agency: ApplicantId,
    officer: OfficerId,
    item: &str,
) -> Result<Option<Application>, Error> {
    let query = sql("SELECT * FROM applications
         WHERE applicant_id = $1 AND item = $2 AND state = 'draft' AND filed_by = $3")
    .bind(agency)
    .bind(item)
    .bind(officer);
    query
        .optional::<Row>(tx)
        .await?
        .map(|row| row.open(tx.keys()))
        .transpose()
}

/// The applicant's own latest draft for an item, to resume.
pub async fn draft_for(
    tx: &mut Tx,
    applicant: ApplicantId,
    item: &str,
) -> Result<Option<ApplicationId>, Error> {
    let row = sql(
        "SELECT id, item, definition, division, version, created_at, updated_at FROM applications
         WHERE applicant_id = $1 AND item = $2 AND state = 'draft' AND filed_by = ''
         ORDER BY updated_at DESC, id DESC LIMIT 1",
    )
    .bind(applicant)
    .bind(item)
    .optional::<Draft>(tx)
    .await?;
    Ok(row.map(|draft| draft.id))
}

/// Saves the answers of a draft, given under `definition`, and returns the new version. `Stale` where `version`
/// is not the stored one or the draft was submitted meanwhile.
pub async fn save_answers(
    tx: &mut Tx,
    applicant: ApplicantId,
    id: ApplicationId,
    version: i64,
    definition: &str,
    answers: &Personal,
    now: Timestamp,
) -> Result<i64, Error> {
    let sealed = tx.keys().seal_text(&place(id), answers)?;
    let saved = sql("UPDATE applications
         SET answers_sealed = $4, definition = $5, version = version + 1, updated_at = $6
         WHERE id = $1 AND applicant_id = $2 AND version = $3 AND state = 'draft' RETURNING version")
    .bind(id)
    .bind(applicant)
    .bind(version)
    .bind(sealed)
    .bind(definition)
    .bind(now)
    .optional::<(i64,)>(tx)
    .await?;
    match saved {
        Some((version,)) => Ok(version),
        None => Err(missed(tx, applicant, id).await?.0),
    }
}

/// The citizen corrects a submitted application at the clerk's notice; otherwise as [`save_answers`]. What stood before
/// is kept.
pub async fn correct_answers(
    tx: &mut Tx,
    applicant: ApplicantId,
    id: ApplicationId,
    version: i64,
    answers: &Personal,
    now: Timestamp,
) -> Result<i64, Error> {
    let before = get(tx, applicant, id).await?;
    let sealed = tx.keys().seal_text(&place(id), answers)?;
    let saved = sql("UPDATE applications SET answers_sealed = $4, version = version + 1, updated_at = $5
         WHERE id = $1 AND applicant_id = $2 AND version = $3 AND state = 'submitted' RETURNING version")
    .bind(id)
    .bind(applicant)
    .bind(version)
    .bind(sealed)
    .bind(now)
    .optional::<(i64,)>(tx)
    .await?;
    match saved {
        Some((version,)) => {
            if let Some(before) = before {
                earlier_answers::keep(tx, &before, now).await?;
            }
            Ok(version)
        }
        None => Err(missed(tx, applicant, id).await?.0),
    }
}

/// Submits a draft once: the second call of a double click learns the case of the first.
pub async fn mark_submitted(
    tx: &mut Tx,
    applicant: ApplicantId,
    id: ApplicationId,
    version: i64,
    case: CaseId,
    now: Timestamp,
) -> Result<Submission, Error> {
    let made = sql(
        "UPDATE applications SET state = 'submitted', case_id = $4, updated_at = $5
         WHERE id = $1 AND applicant_id = $2 AND version = $3 AND state = 'draft'",
    )
    .bind(id)
    .bind(applicant)
    .bind(version)
    .bind(case)
    .bind(now)
    .execute(tx)
    .await?;
    if made == 1 {
        return Ok(Submission::Made);
    }
    match missed(tx, applicant, id).await? {
        (_, Some(case)) => Ok(Submission::Already(case)),
        (error, None) => Err(error),
    }
}

/// Deletes a draft with its materials and returns their object keys, for the caller to delete after the commit.
pub async fn discard(
    tx: &mut Tx,
    applicant: ApplicantId,
    id: ApplicationId,
) -> Result<Vec<String>, Error> {
    let draft = sql("UPDATE applications SET version = version + 1
         WHERE id = $1 AND applicant_id = $2 AND state = 'draft'")
    .bind(id)
    .bind(applicant);
    if draft.execute(tx).await? == 0 {
        return Err(missed(tx, applicant, id).await?.0);
    }
    delete(tx, &id.to_string()).await
}

/// A draft and all that hangs on it.
async fn delete(tx: &mut Tx, id: &str) -> Result<Vec<String>, Error> {
    let keys = sql("DELETE FROM materials WHERE application_id = $1 RETURNING object_key")
        .bind(id)
        .all::<(String,)>(tx)
        .await?;
    sql("DELETE FROM material_promises WHERE application_id = $1")
        .bind(id)
        .execute(tx)
        .await?;
    sql("DELETE FROM receptions WHERE application_id = $1")
        .bind(id)
        .execute(tx)
        .await?;
    sql("DELETE FROM prefilled_pages WHERE application_id = $1")
        .bind(id)
        .execute(tx)
        .await?;
    sql("DELETE FROM applications WHERE id = $1")
        .bind(id)
        .execute(tx)
        .await?;
    Ok(keys.into_iter().map(|(key,)| key).collect())
}

/// Deletes at most 100 drafts, the citizens' and the officers', that nobody changed since `before`, with their
/// materials. Returns how many, and the object keys of the files, for the caller to delete after the commit.
pub async fn purge_drafts(tx: &mut Tx, before: Timestamp) -> Result<(u64, Vec<String>), Error> {
    let ids = sql(
        "UPDATE applications SET version = version + 1 WHERE state = 'draft' AND id IN
         (SELECT id FROM applications WHERE state = 'draft' AND updated_at <= $1 ORDER BY updated_at LIMIT 100)
         AND updated_at <= $1
         RETURNING id",
    )
    .bind(before)
    .all::<(String,)>(tx)
    .await?;
    let mut files = Vec::new();
    for (id,) in &ids {
        files.extend(delete(tx, id).await?);
    }
    Ok((u64::try_from(ids.len()).unwrap_or(u64::MAX), files))
}

/// Why an update met no row: not there for this applicant, or changed; with the case, if submitted.
async fn missed(
    tx: &mut Tx,
    applicant: ApplicantId,
    id: ApplicationId,
) -> Result<(Error, Option<CaseId>), Error> {
    Ok(match get(tx, applicant, id).await? {
        None => (Error::NotFound, None),
        Some(application) => (Error::Stale, application.case_id),
    })
}

fn filed_by(officer: Option<OfficerId>) -> String {
    officer.map_or_else(String::new, |officer| officer.to_string())
}

fn place(id: ApplicationId) -> String {
    format!("applications.answers:{id}")
}

#[derive(FromRow)]
struct Row {
    #[sqlx(try_from = "Text")]
    id: ApplicationId,
    #[sqlx(try_from = "Text")]
    applicant_id: ApplicantId,
    item: String,
    definition: String,
    #[sqlx(try_from = "Text")]
    state: ApplicationState,
    division: String,
    answers_sealed: Vec<u8>,
    version: i64,
    #[sqlx(try_from = "Ms")]
    created_at: Timestamp,
    #[sqlx(try_from = "Ms")]
    updated_at: Timestamp,
    #[sqlx(try_from = "MaybeText")]
    case_id: Option<CaseId>,
    renews: Option<String>,
    filed_by: String,
}

impl Row {
    fn open(self, keys: &Keys) -> Result<Application, Error> {
        Ok(Application {
            answers: keys.open_text(&place(self.id), &self.answers_sealed)?,
            id: self.id,
            applicant_id: self.applicant_id,
            item: self.item,
            definition: self.definition,
            state: self.state,
            division: self.division,
            version: self.version,
            created_at: self.created_at,
            updated_at: self.updated_at,
            case_id: self.case_id,
            renews: self.renews,
            // Empty where no officer had a hand in it.
            filed_by: self.filed_by.parse().ok(),
        })
    }
}

#[cfg(test)]
mod tests;
