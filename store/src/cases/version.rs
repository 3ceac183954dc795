//! Open cases by the version of their item, and choices that stand still.

use domain::id::CaseId;
use jiff::Timestamp;

use crate::column::{Ms, Text};
use crate::sql::sql;
use crate::{Error, Tx};

/// How many open cases go by a version.
pub async fn open_of(tx: &mut Tx, definition: &str) -> Result<i64, Error> {
    let (count,): (i64,) = sql("SELECT COUNT(*) FROM cases WHERE definition = $1 AND open = 1")
        .bind(definition)
        .one(tx)
        .await?;
    Ok(count)
}

/// Their ids in order, from after `last` on; empty for the first.
pub async fn open_of_after(
    tx: &mut Tx,
    definition: &str,
    last: &str,
    limit: i64,
) -> Result<Vec<CaseId>, Error> {
    #[derive(sqlx::FromRow)]
    struct Id {
        #[sqlx(try_from = "Text")]
        id: CaseId,
    }
    let rows: Vec<Id> = sql(
        "SELECT id FROM cases WHERE definition = $1 AND open = 1 AND id > $2 ORDER BY id LIMIT $3",
    )
    .bind(definition)
    .bind(last)
    .bind(limit)
    .all(tx)
    .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// At which tasks they stand, with how many; tasks as the projection names them.
pub async fn places_of(tx: &mut Tx, definition: &str) -> Result<Vec<(String, i64)>, Error> {
    sql(
        "SELECT t.step, COUNT(*) FROM cases c JOIN tasks t ON t.case_id = c.id \
         WHERE c.definition = $1 AND c.open = 1 GROUP BY t.step ORDER BY t.step LIMIT 1000",
    )
    .bind(definition)
    .all(tx)
    .await
}

/// A choice that stands still.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Standing {
    #[sqlx(try_from = "Text")]
    pub case_id: CaseId,
    pub case_no: String,
    /// The task; the node's key stands behind its colon.
    pub step: String,
    pub agency: String,
    #[sqlx(try_from = "Ms")]
    pub opened_at: Timestamp,
}

/// The longest standing first. `after` is where the page before ended: instant in milliseconds, case and task.
pub async fn standing(
    tx: &mut Tx,
    after: Option<(i64, &str, &str)>,
    limit: i64,
) -> Result<Vec<Standing>, Error> {
    let (at, case, step) = after.unwrap_or((i64::MIN, "", ""));
    sql(
        "SELECT t.case_id, c.case_no, t.step, t.agency, t.opened_at \
         FROM tasks t JOIN cases c ON c.id = t.case_id \
         WHERE t.role = 'admin' AND (t.opened_at, t.case_id, t.step) > ($1, $2, $3) \
         ORDER BY t.opened_at, t.case_id, t.step LIMIT $4",
    )
    .bind(at)
    .bind(case)
    .bind(step)
    .bind(limit)
    .all(tx)
    .await
}

/// How many there are; a thousand stand for more.
pub async fn standing_count(tx: &mut Tx) -> Result<i64, Error> {
    let (count,): (i64,) = sql(
        "SELECT COUNT(*) FROM (SELECT 1 FROM tasks WHERE role = 'admin' LIMIT 1000) AS standing",
    )
    .one(tx)
    .await?;
    Ok(count)
}
