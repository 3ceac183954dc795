//! What the people of an agency have at hand, what of it runs out soon, and how much they finish.

use domain::id::OfficerId;
use jiff::Timestamp;

use crate::column::{MaybeText, Ms, Text};
use crate::sql::sql;
use crate::{Error, Tx};

/// The most tasks that are looked at for what runs out soon.
pub const LOOKED_AT: i64 = 5000;

/// What one person holds; nobody's is one of them.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Held {
    #[sqlx(try_from = "MaybeText")]
    pub claimed_by: Option<OfficerId>,
    pub open: i64,
    pub late: i64,
}

pub async fn held(tx: &mut Tx, agency: &str, now: Timestamp) -> Result<Vec<Held>, Error> {
    sql("SELECT claimed_by, COUNT(*) AS open, COUNT(*) FILTER (WHERE due_at <= $2) AS late FROM tasks \
         WHERE agency = $1 AND step <> 'supplement' AND role <> 'admin' GROUP BY claimed_by")
    .bind(agency)
    .bind(now)
    .all(tx)
    .await
}

/// A task that runs out.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Due {
    pub case_no: String,
    pub item: String,
    pub definition: String,
    pub step: String,
    #[sqlx(try_from = "MaybeText")]
    pub claimed_by: Option<OfficerId>,
    #[sqlx(try_from = "Ms")]
    pub due_at: Timestamp,
}

/// What runs out after an instant and until another, the first on top; at most `LOOKED_AT`.
pub async fn due_between(
    tx: &mut Tx,
    agency: &str,
    after: Timestamp,
    until: Timestamp,
) -> Result<Vec<Due>, Error> {
    sql(
        "SELECT c.case_no, soon.item, c.definition, soon.step, soon.claimed_by, soon.due_at FROM \
         (SELECT t.* FROM tasks t WHERE t.agency = $1 AND t.step <> 'supplement' AND t.role <> 'admin' \
          AND t.due_at > $2 AND t.due_at <= $3 ORDER BY t.due_at, t.case_id, t.step LIMIT $4) AS soon \
         JOIN cases c ON c.id = soon.case_id ORDER BY soon.due_at, soon.case_id, soon.step",
    )
    .bind(agency)
    .bind(after)
    .bind(until)
    .bind(LOOKED_AT)
    .all(tx)
    .await
}

/// What somebody finished. A substitute's work counts for both hands; `first` counts it once.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Pace {
    #[sqlx(try_from = "Text")]
    pub officer: OfficerId,
    pub done: i64,
    pub first: i64,
}

pub async fn paces(tx: &mut Tx, agency: &str, since: Timestamp) -> Result<Vec<Pace>, Error> {
    sql(
        "SELECT officer, COUNT(*) AS done, COUNT(*) FILTER (WHERE hand = 0) AS first FROM work \
         WHERE agency = $1 AND at >= $2 GROUP BY officer",
    )
    .bind(agency)
    .bind(since)
    .all(tx)
    .await
}
