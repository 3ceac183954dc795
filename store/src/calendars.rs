//! What is known of working days: notices that were imported, those that somebody looks at, and every
//! version of the whole that cases may have been counted by. Texts are as the caller writes them.

use jiff::Timestamp;
use sqlx::FromRow;

use crate::column::{MaybeMs, Ms};
use crate::sql::sql;
use crate::{Error, Tx};

/// The imported years, by key. Some dozens over the life of an installation.
pub async fn years(tx: &mut Tx) -> Result<Vec<(String, String)>, Error> {
    sql("SELECT key, body FROM calendar_years ORDER BY key LIMIT 10000")
        .all(tx)
        .await
}

/// Takes the place of what was imported under the same key before.
pub async fn put_year(tx: &mut Tx, key: &str, body: &str, now: Timestamp) -> Result<(), Error> {
    sql(
        "INSERT INTO calendar_years (key, body, imported_at) VALUES ($1, $2, $3) \
         ON CONFLICT (key) DO UPDATE SET body = excluded.body, imported_at = excluded.imported_at",
    )
    .bind(key)
    .bind(body)
    .bind(now)
    .execute(tx)
    .await?;
    Ok(())
}

/// Another number whenever a year was imported, whatever the clock of the machine says, for whoever keeps them
/// in memory.
pub async fn revision(tx: &mut Tx) -> Result<i64, Error> {
    let (sum,): (i64,) =
        sql("SELECT CAST(COALESCE(SUM(imported_at), 0) AS BIGINT) FROM calendar_years")
            .one(tx)
            .await?;
    Ok(sum)
}

/// A notice that is looked at.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Draft {
    pub id: String,
    pub body: String,
    pub created_by: String,
    #[sqlx(try_from = "Ms")]
    pub created_at: Timestamp,
}

/// The same text again is the same draft.
pub async fn put_draft(tx: &mut Tx, draft: &Draft) -> Result<(), Error> {
    sql(
        "INSERT INTO calendar_drafts (id, body, created_by, created_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (id) DO NOTHING",
    )
    .bind(&draft.id)
    .bind(&draft.body)
    .bind(&draft.created_by)
    .bind(draft.created_at)
    .execute(tx)
    .await?;
    Ok(())
}

/// Returns how many drafts went that nobody has looked at since.
pub async fn purge_drafts(tx: &mut Tx, before: Timestamp) -> Result<u64, Error> {
    sql("DELETE FROM calendar_drafts WHERE created_at < $1")
        .bind(before)
        .execute(tx)
        .await
}

pub async fn draft(tx: &mut Tx, id: &str) -> Result<Option<Draft>, Error> {
    sql("SELECT id, body, created_by, created_at FROM calendar_drafts WHERE id = $1")
        .bind(id)
        .optional(tx)
        .await
}

/// Everything known at one time.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Version {
    pub version: String,
    pub body: String,
    pub reason: String,
    #[sqlx(try_from = "Ms")]
    pub first_used_at: Timestamp,
    #[sqlx(try_from = "MaybeMs")]
    pub confirmed_at: Option<Timestamp>,
    #[sqlx(try_from = "MaybeMs")]
    pub finished_at: Option<Timestamp>,
}

const VERSION: &str = "version, body, reason, first_used_at, confirmed_at, finished_at";

/// Does nothing where the version is known.
pub async fn put_version(tx: &mut Tx, version: &Version) -> Result<(), Error> {
    sql("INSERT INTO calendar_versions \
             (version, body, reason, first_used_at, confirmed_at, finished_at) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (version) DO NOTHING")
    .bind(&version.version)
    .bind(&version.body)
    .bind(&version.reason)
    .bind(version.first_used_at)
    .bind(version.confirmed_at)
    .bind(version.finished_at)
    .execute(tx)
    .await?;
    Ok(())
}

/// From now on open cases are to be counted by it, whatever was said of it before. `by` is the officer; absent on
/// the command line.
pub async fn confirm_version(
    tx: &mut Tx,
    version: &str,
    reason: &str,
    by: Option<&str>,
    now: Timestamp,
) -> Result<(), Error> {
    sql("UPDATE calendar_versions \
         SET confirmed_at = $2, confirmed_by = $4, finished_at = NULL, reason = $3 \
         WHERE version = $1")
    .bind(version)
    .bind(now)
    .bind(reason)
    .bind(by)
    .execute(tx)
    .await?;
    Ok(())
}

pub async fn finish_version(tx: &mut Tx, version: &str, now: Timestamp) -> Result<(), Error> {
    sql("UPDATE calendar_versions SET finished_at = $2 WHERE version = $1")
        .bind(version)
        .bind(now)
        .execute(tx)
        .await?;
    Ok(())
}

pub async fn version(tx: &mut Tx, version: &str) -> Result<Option<Version>, Error> {
    crate::sql::sql_dynamic(format!(
        "SELECT {VERSION} FROM calendar_versions WHERE version = $1"
    ))
    .bind(version)
    .optional(tx)
    .await
}

/// Every version, oldest first.
pub async fn versions(tx: &mut Tx) -> Result<Vec<Version>, Error> {
    crate::sql::sql_dynamic(format!(
        "SELECT {VERSION} FROM calendar_versions ORDER BY first_used_at, version LIMIT 10000"
    ))
    .all(tx)
    .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{at, stores};

    #[tokio::test]
    async fn a_later_import_takes_the_place_of_the_first() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            assert_eq!(revision(&mut tx).await.unwrap(), 0);
            put_year(&mut tx, "national/2027", "one", at(1))
                .await
                .unwrap();
            put_year(&mut tx, "national/2027", "two", at(2))
                .await
                .unwrap();
            let all = years(&mut tx).await.unwrap();
            assert_eq!(all, [("national/2027".to_owned(), "two".to_owned())]);
            let before = revision(&mut tx).await.unwrap();
            put_year(&mut tx, "national/2028", "one", at(1))
                .await
                .unwrap();
            assert_ne!(revision(&mut tx).await.unwrap(), before);
        }
    }

    #[tokio::test]
    async fn a_version_is_confirmed_and_finished() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            let first = Version {
                version: "v".into(),
                body: "[]".into(),
                reason: "catalogue".into(),
                first_used_at: at(1),
                confirmed_at: None,
                finished_at: None,
            };
            put_version(&mut tx, &first).await.unwrap();
            let again = Version {
                body: "else".into(),
                ..first.clone()
            };
            put_version(&mut tx, &again).await.unwrap();
            assert_eq!(versions(&mut tx).await.unwrap(), [first]);
            confirm_version(&mut tx, "v", "notice", Some("officer"), at(2))
                .await
                .unwrap();
            finish_version(&mut tx, "v", at(3)).await.unwrap();
            let found = version(&mut tx, "v").await.unwrap().unwrap();
            assert_eq!(
                (found.confirmed_at, found.finished_at, found.reason.as_str()),
                (Some(at(2)), Some(at(3)), "notice")
            );
            let draft = Draft {
                id: "d".into(),
                body: "year = 2027".into(),
                created_by: "x".into(),
                created_at: at(1),
            };
            put_draft(&mut tx, &draft).await.unwrap();
            put_draft(&mut tx, &draft).await.unwrap();
            assert_eq!(super::draft(&mut tx, "d").await.unwrap(), Some(draft));
        }
    }
}
