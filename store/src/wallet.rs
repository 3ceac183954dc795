//! 个人材料库: documents that an applicant keeps to give them again, and the licences that their cases issued.
//! Every question is asked in the name of the applicant; of anybody else's there is nothing.

use domain::{
    id::{ApplicantId, WalletEntryId},
    locale::Localised,
    trust::Trust,
};
use jiff::{Timestamp, civil::Date};
use sqlx::FromRow;

use crate::{
    Error, Tx,
    column::{BadColumn, MaybeMs, MaybeText, Ms, Text, stored, texts},
    materials::Scan,
    sql::{Arg, args, sql},
};

/// Entries of one wallet.
pub const MOST: u8 = 100;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name(pub Localised);

stored! {
    Name, "name", |text| serde_json::from_str(&text).ok().map(Self),
        |name| serde_json::to_string(&name.0).unwrap_or_default();
}

#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Entry {
    #[sqlx(try_from = "Text")]
    pub id: WalletEntryId,
    #[sqlx(try_from = "Text")]
    pub applicant_id: ApplicantId,
    /// What kind of document it is, as `MaterialRule::document` has it.
    pub document: String,
    #[sqlx(try_from = "Text")]
    pub name: Name,
    #[sqlx(try_from = "Text")]
    pub trust: Trust,
    /// Of the case that it was given to.
    pub case_no: Option<String>,
    pub file_name: String,
    /// Bytes.
    pub size: i64,
    pub media_type: String,
    /// SHA-256 of the bytes, hex.
    pub digest: String,
    pub object_key: String,
    #[sqlx(try_from = "Text")]
    pub scan: Scan,
    #[sqlx(try_from = "Ms")]
    pub kept_at: Timestamp,
    #[sqlx(try_from = "MaybeText")]
    pub valid_until: Option<Date>,
}

/// `false` where the same file is kept as this document already; it then has the better trust and the new end.
pub async fn keep(tx: &mut Tx, entry: &Entry) -> Result<bool, Error> {
    let kept = sql(
        "UPDATE wallet_entries SET trust = CASE WHEN $4 < trust THEN $4 ELSE trust END,
             case_no = CASE WHEN $4 < trust THEN $5 ELSE case_no END,
             valid_until = COALESCE($6, valid_until)
         WHERE applicant_id = $1 AND document = $2 AND digest = $3",
    )
    .bind(entry.applicant_id)
    .bind(&entry.document)
    .bind(&entry.digest)
    .bind(entry.trust)
    .bind(entry.case_no.as_ref())
    .bind(entry.valid_until)
    .execute(tx)
    .await?;
    if kept > 0 {
        return Ok(false);
    }
    let inserted = sql("INSERT INTO wallet_entries (id, applicant_id, document, name, trust, case_no, file_name, size, media_type,
             digest, object_key, scan, kept_at, valid_until)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
         ON CONFLICT (applicant_id, document, digest) DO NOTHING")
    .bind(entry.id)
    .bind(entry.applicant_id)
    .bind(&entry.document)
    .bind(entry.name.clone())
    .bind(entry.trust)
    .bind(entry.case_no.as_ref())
    .bind(&entry.file_name)
    .bind(entry.size)
    .bind(&entry.media_type)
    .bind(&entry.digest)
    .bind(&entry.object_key)
    .bind(entry.scan)
    .bind(entry.kept_at)
    .bind(entry.valid_until)
    .execute(tx)
    .await?;
    // Two clicks at once: the other one has kept it.
    Ok(inserted == 1)
}

/// By kind of document, the newest of each first; at most `MOST`.
pub async fn list(tx: &mut Tx, applicant: ApplicantId) -> Result<Vec<Entry>, Error> {
    let mut all: Vec<Entry> =
        sql("SELECT * FROM wallet_entries WHERE applicant_id = $1 ORDER BY document LIMIT $2")
            .bind(applicant)
            .bind(MOST)
            .all(tx)
            .await?;
    all.sort_by(|a, b| (&a.document, b.id).cmp(&(&b.document, a.id)));
    Ok(all)
}

pub async fn get(
    tx: &mut Tx,
    applicant: ApplicantId,
    id: WalletEntryId,
) -> Result<Option<Entry>, Error> {
    sql("SELECT * FROM wallet_entries WHERE id = $1 AND applicant_id = $2")
        .bind(id)
        .bind(applicant)
        .optional(tx)
        .await
}

/// Returns the object's key, for the caller to delete after the commit; nothing where there is no such entry.
pub async fn remove(
    tx: &mut Tx,
    applicant: ApplicantId,
    id: WalletEntryId,
) -> Result<Option<String>, Error> {
    let row: Option<(String,)> =
        sql("DELETE FROM wallet_entries WHERE id = $1 AND applicant_id = $2 RETURNING object_key")
            .bind(id)
            .bind(applicant)
            .optional(tx)
            .await?;
    Ok(row.map(|(key,)| key))
}

/// All of an applicant's entries, with the keys of their objects, for the caller to delete after the commit.
pub async fn remove_all(tx: &mut Tx, applicant: ApplicantId) -> Result<Vec<String>, Error> {
    let rows: Vec<(String,)> =
        sql("DELETE FROM wallet_entries WHERE applicant_id = $1 RETURNING object_key")
            .bind(applicant)
            .all(tx)
            .await?;
    Ok(rows.into_iter().map(|(key,)| key).collect())
}

/// A licence that a case of the applicant's issued.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Licence {
    pub number: String,
    pub item: String,
    pub case_no: String,
    pub definition: String,
    pub agency: String,
    #[sqlx(try_from = "Text")]
    pub issued_on: Date,
    #[sqlx(try_from = "Text")]
    pub valid_from: Date,
    #[sqlx(try_from = "MaybeText")]
    pub valid_until: Option<Date>,
    #[sqlx(try_from = "MaybeMs")]
    pub revoked_at: Option<Timestamp>,
}

/// The newest first, at most `MOST`; revoked ones too.
pub async fn licences(tx: &mut Tx, applicant: ApplicantId) -> Result<Vec<Licence>, Error> {
    sql(
        "SELECT l.number, l.item, c.case_no, c.definition, c.agency, l.issued_on, l.valid_from, l.valid_until,
             l.revoked_at
         FROM licences l JOIN cases c ON c.id = l.case_id
         WHERE l.applicant_id = $1 ORDER BY l.issued_on DESC, l.number LIMIT $2",
    )
    .bind(applicant)
    .bind(MOST)
    .all(tx)
    .await
}

/// One of the applicant's own; anybody else's is not there.
pub async fn licence(
    tx: &mut Tx,
    applicant: ApplicantId,
    number: &str,
) -> Result<Option<Licence>, Error> {
    sql(
        "SELECT l.number, l.item, c.case_no, c.definition, c.agency, l.issued_on, l.valid_from, l.valid_until,
             l.revoked_at
         FROM licences l JOIN cases c ON c.id = l.case_id
         WHERE l.number = $1 AND l.applicant_id = $2",
    )
    .bind(number)
    .bind(applicant)
    .optional(tx)
    .await
}

/// A file that an applicant gave to one of their cases.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Given {
    #[sqlx(try_from = "Text")]
    pub material: domain::id::MaterialId,
    #[sqlx(try_from = "Text")]
    pub application: domain::id::ApplicationId,
    pub case_no: String,
    pub item: String,
    pub definition: String,
    pub rule: String,
    pub file_name: String,
    pub size: i64,
    #[sqlx(try_from = "MaybeMs")]
    pub accepted_at: Option<Timestamp>,
    /// How far the same file counts in the wallet, where it is there.
    #[sqlx(try_from = "MaybeText")]
    pub kept: Option<Trust>,
}

/// What an applicant uploaded for their last cases and may keep: not removed, nothing found in it, and not in the
/// wallet, or there as what nobody has checked while the case was accepted since: then the caller looks whether the
/// case says more.
pub async fn keepable(tx: &mut Tx, applicant: ApplicantId, limit: u8) -> Result<Vec<Given>, Error> {
    sql(
        "SELECT m.id AS material, m.application_id AS application, c.case_no, c.item, c.definition, m.rule,
             m.file_name, m.size, c.accepted_at,
             (SELECT MIN(k.trust) FROM wallet_entries k WHERE k.applicant_id = $1 AND k.digest = m.digest) AS kept
         FROM (SELECT id, application_id, case_no, item, definition, accepted_at FROM cases
               WHERE applicant_id = $1 ORDER BY received_at DESC LIMIT 20) c
         JOIN materials m ON m.application_id = c.application_id
         WHERE m.removed_at IS NULL AND m.scan IN ('none', 'clean') AND m.trust IS NULL
             AND NOT EXISTS (SELECT 1 FROM wallet_entries w WHERE w.applicant_id = $1 AND w.digest = m.digest
                             AND (w.trust <> 'c' OR c.accepted_at IS NULL))
         ORDER BY m.id DESC LIMIT $2",
    )
    .bind(applicant)
    .bind(limit)
    .all(tx)
    .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{at, samples, stores};

    fn entry(applicant: ApplicantId, n: u8, document: &str) -> Entry {
        Entry {
            id: WalletEntryId::new(at(n.into()), [n; 10]),
            applicant_id: applicant,
            document: document.into(),
            name: Name(Localised::new("相片", "Photo")),
            trust: Trust::Uploaded,
            case_no: Some("620102-1".into()),
            file_name: "相片.jpg".into(),
            size: 2048,
            media_type: "image/jpeg".into(),
            digest: format!("{n:02}"),
            object_key: format!("wallet/{n}"),
            scan: Scan::Clean,
            kept_at: at(n.into()),
            valid_until: None,
        }
    }

    #[tokio::test]
    async fn what_is_kept_twice_is_there_once_and_with_the_better_trust() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            let applicant = samples::applied(&mut tx).await.applicant_id;
            let first = entry(applicant, 1, "photo");
            assert!(keep(&mut tx, &first).await.unwrap());
            assert!(keep(&mut tx, &entry(applicant, 2, "photo")).await.unwrap());
            let again = Entry {
                id: WalletEntryId::new(at(9), [9; 10]),
                trust: Trust::Verified,
                case_no: Some("620102-2".into()),
                valid_until: Some("2030-01-01".parse().unwrap()),
                ..first.clone()
            };
            assert!(!keep(&mut tx, &again).await.unwrap());
            // What is known to be better is not forgotten.
            assert!(!keep(&mut tx, &first).await.unwrap());
            let kept = get(&mut tx, applicant, first.id).await.unwrap().unwrap();
            assert_eq!(
                kept,
                Entry {
                    id: first.id,
                    ..again
                }
            );
            let all = list(&mut tx, applicant).await.unwrap();
            assert_eq!(all.len(), 2);
            assert_eq!(all[1], kept, "the newest first");
        }
    }

    #[tokio::test]
    async fn nobody_else_has_it_and_it_goes_with_its_object() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            let applicant = samples::applied(&mut tx).await.applicant_id;
            let stranger = ApplicantId::new(at(0), [77; 10]);
            let (one, two) = (entry(applicant, 1, "photo"), entry(applicant, 2, "plan"));
            keep(&mut tx, &one).await.unwrap();
            keep(&mut tx, &two).await.unwrap();
            assert!(list(&mut tx, stranger).await.unwrap().is_empty());
            assert!(get(&mut tx, stranger, one.id).await.unwrap().is_none());
            assert!(remove(&mut tx, stranger, one.id).await.unwrap().is_none());
            let key = remove(&mut tx, applicant, one.id).await.unwrap();
            assert_eq!(key.as_deref(), Some("wallet/1"));
            assert!(remove(&mut tx, applicant, one.id).await.unwrap().is_none());
            assert_eq!(remove_all(&mut tx, applicant).await.unwrap(), ["wallet/2"]);
            assert!(list(&mut tx, applicant).await.unwrap().is_empty());
            assert!(licences(&mut tx, applicant).await.unwrap().is_empty());
            assert!(keepable(&mut tx, applicant, 9).await.unwrap().is_empty());
        }
    }
}
