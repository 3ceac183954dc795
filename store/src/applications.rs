//! Applications: drafts, answers, submission. Every look-up of the citizen's is scoped by the applicant.

use domain::id::{ApplicantId, ApplicationId, CaseId};
use jiff::Timestamp;
use sqlx::FromRow;

use crate::{
    Error, Keys, Personal, Tx,
    column::{BadColumn, MaybeText, Ms, Text, stored, texts},
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

/// `Stale` where the applicant has a draft for the item already.
pub async fn create(tx: &mut Tx, new: &NewApplication) -> Result<(), Error> {
    let sealed = tx.keys().seal_text(&place(new.id), &new.answers)?;
    let made = sql("INSERT INTO applications (id, applicant_id, item, definition, state, division, answers_sealed, version,
             created_at, updated_at)
         VALUES ($1, $2, $3, $4, 'draft', $5, $6, 1, $7, $7)
         ON CONFLICT (applicant_id, item) WHERE state = 'draft' DO NOTHING")
    .bind(new.id)
    .bind(new.applicant_id)
    .bind(&new.item)
    .bind(&new.definition)
    .bind(&new.division)
    .bind(sealed)
    .bind(new.created_at)
    .execute(tx)
    .await?;
    if made == 1 { Ok(()) } else { Err(Error::Stale) }
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

/// Latest first.
pub async fn drafts(tx: &mut Tx, applicant: ApplicantId, limit: u16) -> Result<Vec<Draft>, Error> {
    sql(
        "SELECT id, item, definition, division, version, created_at, updated_at FROM applications
         WHERE applicant_id = $1 AND state = 'draft' ORDER BY updated_at DESC, id DESC LIMIT $2",
    )
    .bind(applicant)
    .bind(i64::from(limit))
    .all(tx)
    .await
}

/// The latest draft for an item, to resume.
pub async fn draft_for(
    tx: &mut Tx,
    applicant: ApplicantId,
    item: &str,
) -> Result<Option<ApplicationId>, Error> {
    let row = sql("SELECT id, item, definition, division, version, created_at, updated_at FROM applications
         WHERE applicant_id = $1 AND item = $2 AND state = 'draft' ORDER BY updated_at DESC, id DESC LIMIT 1")
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

/// The citizen corrects a submitted application at the clerk's notice; otherwise as [`save_answers`].
pub async fn correct_answers(
    tx: &mut Tx,
    applicant: ApplicantId,
    id: ApplicationId,
    version: i64,
    answers: &Personal,
    now: Timestamp,
) -> Result<i64, Error> {
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
        Some((version,)) => Ok(version),
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
    let keys = sql("DELETE FROM materials WHERE application_id = $1 RETURNING object_key")
        .bind(id)
        .all::<(String,)>(tx)
        .await?;
    sql("DELETE FROM applications WHERE id = $1")
        .bind(id)
        .execute(tx)
        .await?;
    Ok(keys.into_iter().map(|(key,)| key).collect())
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
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        accounts,
        testing::{at, samples, stores},
    };

    #[tokio::test]
    async fn an_older_version_is_refused_and_a_stranger_finds_nothing() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            let new = samples::applied(&mut tx).await;
            let (me, id) = (new.applicant_id, new.id);
            let answers = Personal::from(r#"{"name":"张三"}"#);
            assert_eq!(
                save_answers(&mut tx, me, id, 1, "d2", &answers, at(5))
                    .await
                    .unwrap(),
                2
            );
            let stale = save_answers(&mut tx, me, id, 1, "d2", &Personal::from("{}"), at(6)).await;
            assert!(matches!(stale, Err(Error::Stale)));
            let stored = get(&mut tx, me, id).await.unwrap().unwrap();
            assert_eq!(
                (stored.version, stored.answers, stored.definition.as_str()),
                (2, answers, "d2")
            );
            assert_eq!(drafts(&mut tx, me, 10).await.unwrap().len(), 1);
            assert_eq!(draft_for(&mut tx, me, &new.item).await.unwrap(), Some(id));
            assert_eq!(draft_for(&mut tx, me, "other").await.unwrap(), None);
            let second = NewApplication {
                id: ApplicationId::new(at(7), [7; 10]),
                ..new.clone()
            };
            assert!(matches!(create(&mut tx, &second).await, Err(Error::Stale)));
            let held = hold(&mut tx, me, id).await.unwrap().unwrap();
            assert_eq!((held.id, held.version), (id, 2));

            let stranger = samples::applicant(2).id;
            assert_eq!(get(&mut tx, stranger, id).await.unwrap(), None);
            assert_eq!(hold(&mut tx, stranger, id).await.unwrap(), None);
            let hidden =
                save_answers(&mut tx, stranger, id, 2, "d2", &Personal::from("{}"), at(6)).await;
            assert!(matches!(hidden, Err(Error::NotFound)));
            assert!(matches!(
                discard(&mut tx, stranger, id).await,
                Err(Error::NotFound)
            ));
            assert!(discard(&mut tx, me, id).await.unwrap().is_empty());
            assert_eq!(get(&mut tx, me, id).await.unwrap(), None);
        }
    }

    #[tokio::test]
    async fn submission_happens_once_however_often_it_is_asked_for() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            let new = samples::applied(&mut tx).await;
            tx.commit().await.unwrap();
            let calls: Vec<_> = (1..=6)
                .map(|n| {
                    let (store, me, id) = (store.clone(), new.applicant_id, new.id);
                    tokio::spawn(async move {
                        let mut tx = store.begin().await.unwrap();
                        let case = CaseId::new(at(n), [1; 10]);
                        let submission = mark_submitted(&mut tx, me, id, 1, case, at(n))
                            .await
                            .unwrap();
                        tx.commit().await.unwrap();
                        (case, submission)
                    })
                })
                .collect();
            let mut outcomes = Vec::new();
            for call in calls {
                outcomes.push(call.await.unwrap());
            }
            let made: Vec<_> = outcomes
                .iter()
                .filter(|(_, outcome)| *outcome == Submission::Made)
                .collect();
            assert_eq!(made.len(), 1);
            let case = made[0].0;
            assert_eq!(
                outcomes
                    .iter()
                    .filter(|(_, o)| *o == Submission::Already(case))
                    .count(),
                5
            );

            let mut tx = store.begin().await.unwrap();
            let stored = of_case(&mut tx, case).await.unwrap().unwrap();
            assert_eq!(
                (stored.id, stored.state),
                (new.id, ApplicationState::Submitted)
            );
            assert!(
                drafts(&mut tx, new.applicant_id, 10)
                    .await
                    .unwrap()
                    .is_empty()
            );
            let late = save_answers(
                &mut tx,
                stored.applicant_id,
                stored.id,
                1,
                "d",
                &stored.answers,
                at(9),
            )
            .await;
            assert!(matches!(late, Err(Error::Stale)));
            assert!(matches!(
                discard(&mut tx, stored.applicant_id, stored.id).await,
                Err(Error::Stale)
            ));
            let corrected = Personal::from(r#"{"corrected":true}"#);
            let version = correct_answers(
                &mut tx,
                stored.applicant_id,
                stored.id,
                1,
                &corrected,
                at(9),
            )
            .await;
            assert_eq!(version.unwrap(), 2);
        }
    }

    #[tokio::test]
    async fn submission_of_a_changed_draft_is_stale() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            let new = samples::applied(&mut tx).await;
            let case = CaseId::new(at(1), [1; 10]);
            let stale = mark_submitted(&mut tx, new.applicant_id, new.id, 7, case, at(1)).await;
            assert!(matches!(stale, Err(Error::Stale)));
            assert!(
                accounts::applicant(&mut tx, new.applicant_id)
                    .await
                    .unwrap()
                    .is_some()
            );
        }
    }
}
