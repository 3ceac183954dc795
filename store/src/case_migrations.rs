//! Batches that take running cases over from one version of their item to another: what was mapped, how far it
//! has come, and which cases stay behind. Texts are as the caller writes them.

use domain::id::CaseId;
use jiff::Timestamp;
use sqlx::FromRow;

use crate::column::{MaybeMs, Ms, Text};
use crate::sql::{sql, sql_dynamic};
use crate::{Error, Tx};

#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Migration {
    pub id: String,
    pub item: String,
    pub from_hash: String,
    pub to_hash: String,
    pub mapping: String,
    /// `draft`, `running` or `done`.
    pub state: String,
    pub created_by: String,
    #[sqlx(try_from = "Ms")]
    pub created_at: Timestamp,
    pub started_by: Option<String>,
    #[sqlx(try_from = "MaybeMs")]
    pub started_at: Option<Timestamp>,
    #[sqlx(try_from = "MaybeMs")]
    pub finished_at: Option<Timestamp>,
    /// The case that was looked at last; empty at the start.
    pub last_case: String,
    pub migrated: i64,
    pub left_out: i64,
}

const MIGRATION: &str = "id, item, from_hash, to_hash, mapping, state, created_by, created_at, started_by, \
                         started_at, finished_at, last_case, migrated, left_out";

/// A mapping that somebody looks at. The same id again is the same.
pub async fn put(tx: &mut Tx, new: &Migration) -> Result<(), Error> {
    sql("INSERT INTO case_migrations \
             (id, item, from_hash, to_hash, mapping, state, created_by, created_at) \
         VALUES ($1, $2, $3, $4, $5, 'draft', $6, $7) ON CONFLICT (id) DO NOTHING")
    .bind(&new.id)
    .bind(&new.item)
    .bind(&new.from_hash)
    .bind(&new.to_hash)
    .bind(&new.mapping)
    .bind(&new.created_by)
    .bind(new.created_at)
    .execute(tx)
    .await?;
    Ok(())
}

pub async fn get(tx: &mut Tx, id: &str) -> Result<Option<Migration>, Error> {
    sql_dynamic(format!(
        "SELECT {MIGRATION} FROM case_migrations WHERE id = $1"
    ))
    .bind(id)
    .optional(tx)
    .await
}

/// Those of an item that were started, the newest first.
pub async fn of_item(tx: &mut Tx, item: &str, limit: i64) -> Result<Vec<Migration>, Error> {
    sql_dynamic(format!(
        "SELECT {MIGRATION} FROM case_migrations WHERE item = $1 AND state <> 'draft' \
         ORDER BY created_at DESC, id LIMIT $2"
    ))
    .bind(item)
    .bind(limit)
    .all(tx)
    .await
}

/// How many of an item were finished: for an id that is new after each.
pub async fn finished(tx: &mut Tx, item: &str) -> Result<i64, Error> {
    let (count,): (i64,) =
        sql("SELECT COUNT(*) FROM case_migrations WHERE item = $1 AND state = 'done'")
            .bind(item)
            .one(tx)
            .await?;
    Ok(count)
}

/// What is to be gone on with, the oldest first.
pub async fn running(tx: &mut Tx) -> Result<Vec<Migration>, Error> {
    sql_dynamic(format!(
        "SELECT {MIGRATION} FROM case_migrations WHERE state = 'running' \
         ORDER BY started_at, id LIMIT 100"
    ))
    .all(tx)
    .await
}

/// Lets it run; does nothing where it runs or ran.
///
/// # Errors
/// `Stale` where another batch runs over the same cases.
pub async fn start(tx: &mut Tx, id: &str, by: &str, now: Timestamp) -> Result<(), Error> {
    sql(
        "UPDATE case_migrations SET state = 'running', started_by = $2, started_at = $3 \
         WHERE id = $1 AND state = 'draft'",
    )
    .bind(id)
    .bind(by)
    .bind(now)
    .execute(tx)
    .await?;
    Ok(())
}

/// What came of one case. In the case's own transaction; says whether nobody else has counted it.
pub async fn advance(
    tx: &mut Tx,
    id: &str,
    case: CaseId,
    migrated: bool,
    forbids: Option<&str>,
) -> Result<bool, Error> {
    let rows = sql("UPDATE case_migrations \
         SET last_case = $2, migrated = migrated + $3, left_out = left_out + $4 \
         WHERE id = $1 AND state = 'running' AND last_case < $2")
    .bind(id)
    .bind(case)
    .bind(migrated)
    .bind(forbids.is_some())
    .execute(tx)
    .await?;
    if rows > 0
        && let Some(forbids) = forbids
    {
        sql(
            "INSERT INTO case_migrations_left (migration, case_id, forbids) VALUES ($1, $2, $3) \
             ON CONFLICT (migration, case_id) DO NOTHING",
        )
        .bind(id)
        .bind(case)
        .bind(forbids)
        .execute(tx)
        .await?;
    }
    Ok(rows > 0)
}

pub async fn finish(tx: &mut Tx, id: &str, now: Timestamp) -> Result<(), Error> {
    sql("UPDATE case_migrations SET state = 'done', finished_at = $2 WHERE id = $1 AND state = 'running'")
        .bind(id)
        .bind(now)
        .execute(tx)
        .await?;
    Ok(())
}

/// A case that stayed behind.
#[derive(Debug, Clone, FromRow)]
pub struct LeftOut {
    #[sqlx(try_from = "Text")]
    pub case_id: CaseId,
    pub case_no: String,
    pub agency: String,
    pub forbids: String,
}

/// The cases that stayed behind, in order of their ids, from after `last` on.
pub async fn left_out(
    tx: &mut Tx,
    id: &str,
    last: &str,
    limit: i64,
) -> Result<Vec<LeftOut>, Error> {
    sql("SELECT l.case_id, c.case_no, c.agency, l.forbids \
         FROM case_migrations_left l JOIN cases c ON c.id = l.case_id \
         WHERE l.migration = $1 AND l.case_id > $2 ORDER BY l.case_id LIMIT $3")
    .bind(id)
    .bind(last)
    .bind(limit)
    .all(tx)
    .await
}

/// Returns how many mappings went that nobody has let run.
pub async fn purge_drafts(tx: &mut Tx, before: Timestamp) -> Result<u64, Error> {
    sql("DELETE FROM case_migrations WHERE state = 'draft' AND created_at < $1")
        .bind(before)
        .execute(tx)
        .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{at, stores};

    fn draft(id: &str) -> Migration {
        Migration {
            id: id.into(),
            item: "i".into(),
            from_hash: "old".into(),
            to_hash: "new".into(),
            mapping: "{}".into(),
            state: "draft".into(),
            created_by: "x".into(),
            created_at: at(1),
            started_by: None,
            started_at: None,
            finished_at: None,
            last_case: String::new(),
            migrated: 0,
            left_out: 0,
        }
    }

    #[tokio::test]
    async fn a_case_is_counted_once_and_one_batch_runs_at_a_time() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            for id in ["one", "two"] {
                put(&mut tx, &draft(id)).await.unwrap();
                put(&mut tx, &draft(id)).await.unwrap();
            }
            start(&mut tx, "one", "x", at(2)).await.unwrap();
            start(&mut tx, "one", "y", at(3)).await.unwrap();
            let [first, second] = [1, 2].map(|n| CaseId::new(at(0), [n; 10]));
            assert!(
                advance(&mut tx, "one", first, true, None).await.unwrap(),
                "the first"
            );
            assert!(!advance(&mut tx, "one", first, true, None).await.unwrap());
            let left = Some("[[\"signed\",\"review\"]]");
            assert!(advance(&mut tx, "one", second, false, left).await.unwrap());
            let found = get(&mut tx, "one").await.unwrap().unwrap();
            assert_eq!((found.migrated, found.left_out), (1, 1));
            assert_eq!(found.started_by.as_deref(), Some("x"));
            assert_eq!(running(&mut tx).await.unwrap(), [found]);
            assert_eq!(finished(&mut tx, "i").await.unwrap(), 0);
            tx.commit().await.unwrap();

            let mut tx = store.begin().await.unwrap();
            assert!(matches!(
                start(&mut tx, "two", "x", at(2)).await,
                Err(Error::Stale)
            ));
            drop(tx);
            let mut tx = store.begin().await.unwrap();
            finish(&mut tx, "one", at(4)).await.unwrap();
            assert_eq!(finished(&mut tx, "i").await.unwrap(), 1);
            start(&mut tx, "two", "x", at(5)).await.unwrap();
            assert_eq!(of_item(&mut tx, "i", 10).await.unwrap().len(), 2);
            assert_eq!(purge_drafts(&mut tx, at(9)).await.unwrap(), 0);
        }
    }
}
