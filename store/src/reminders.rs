//! Who should be reminded: of a draft that will be deleted, of a licence that will run out. Whoever was told already is
//! left out by the message's cause, which the caller spells with [`draft_cause`] and [`licence_cause`].

use domain::id::{ApplicantId, ApplicationId};
use jiff::{Timestamp, civil::Date};
use sqlx::FromRow;

use crate::{
    Error, Tx,
    column::{Ms, Text},
    sql::sql,
};

#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct IdleDraft {
    #[sqlx(try_from = "Text")]
    pub id: ApplicationId,
    #[sqlx(try_from = "Text")]
    pub applicant_id: ApplicantId,
    pub item: String,
    #[sqlx(try_from = "Ms")]
    pub updated_at: Timestamp,
}

/// The cause of the message about a draft as it was last saved: saving it again makes another.
pub fn draft_cause(draft: &IdleDraft) -> String {
    format!("draft:{}:{}", draft.id, draft.updated_at.as_millisecond())
}

/// Drafts of people, not of agencies, last saved after `from` and up to `to`, whose owner was not told; longest idle
/// first, from after `last` on.
pub async fn idle_drafts(
    tx: &mut Tx,
    from: Timestamp,
    to: Timestamp,
    last: Option<&IdleDraft>,
    limit: i64,
) -> Result<Vec<IdleDraft>, Error> {
    sql(
        "SELECT a.id, a.applicant_id, a.item, a.updated_at FROM applications a
         WHERE a.state = 'draft' AND a.filed_by = '' AND a.updated_at <= $1
           AND (a.updated_at > $2 OR (a.updated_at = $2 AND a.id > $3))
           AND EXISTS (SELECT 1 FROM applicants p WHERE p.id = a.applicant_id AND p.account_id IS NOT NULL)
           AND NOT EXISTS (SELECT 1 FROM messages m
               WHERE m.dedupe = 'draft:' || a.id || ':' || CAST(a.updated_at AS TEXT))
         ORDER BY a.updated_at, a.id LIMIT $4",
    )
    .bind(to)
    .bind(last.map_or(from, |last| last.updated_at))
    // No id is greater than this: what was saved at `from` itself is over.
    .bind(last.map_or_else(|| "g".to_owned(), |last| last.id.to_string()))
    .bind(limit)
    .all(tx)
    .await
}

#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct EndingLicence {
    pub number: String,
    #[sqlx(try_from = "Text")]
    pub applicant_id: ApplicantId,
    pub item: String,
    /// Of the case that issued it.
    pub case_no: String,
    #[sqlx(try_from = "Text")]
    pub valid_until: Date,
}

/// The cause of a message about a licence; `which` tells the first reminder from the last.
pub fn licence_cause(number: &str, which: &str) -> String {
    format!("licence:{number}:{which}")
}

/// Licences that hold from `from` to `to` at the longest and that nobody renews yet, in order of their end and number,
/// from after `last` on. Those whose owner was told `which` already are left out.
pub async fn ending_licences(
    tx: &mut Tx,
    from: Date,
    to: Date,
    which: &str,
    last: Option<&EndingLicence>,
    limit: i64,
) -> Result<Vec<EndingLicence>, Error> {
    sql(
        "SELECT l.number, l.applicant_id, l.item, o.case_no, l.valid_until FROM licences l
             JOIN cases o ON o.id = l.case_id
         WHERE l.valid_until IS NOT NULL AND l.revoked_at IS NULL
           AND l.valid_until >= $1 AND l.valid_until <= $2
           AND (l.valid_until > $3 OR (l.valid_until = $3 AND l.number > $4))
           AND NOT EXISTS (SELECT 1 FROM applications a JOIN cases c ON c.id = a.case_id
               WHERE a.renews = l.number AND (c.open = 1 OR c.result = 'granted'))
           AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.dedupe = 'licence:' || l.number || ':' || $5)
         ORDER BY l.valid_until, l.number LIMIT $6",
    )
    .bind(from)
    .bind(to)
    .bind(last.map_or_else(String::new, |last| last.valid_until.to_string()))
    .bind(last.map_or_else(String::new, |last| last.number.clone()))
    .bind(which)
    .bind(limit)
    .all(tx)
    .await
}
