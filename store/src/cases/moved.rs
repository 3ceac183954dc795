//! The due dates that a calendar moved: what a clerk has to know of a notice that came late.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::column::{Ms, Text};
use crate::sql::{placeholders, sql, sql_dynamic};
use crate::{Error, Tx};

#[derive(Debug, Clone, sqlx::FromRow)]
pub struct MovedCase {
    pub case_no: String,
    pub item: String,
    pub definition: String,
    pub agency: String,
    pub kind: String,
    pub step: String,
    #[sqlx(try_from = "Ms")]
    pub at: Timestamp,
    #[sqlx(try_from = "Text")]
    pub from_on: Date,
    #[sqlx(try_from = "Text")]
    pub to_on: Date,
}

/// An agency's moved dates since an instant, the newest first.
pub async fn moved_by_agency(
    tx: &mut Tx,
    agency: &str,
    since: Timestamp,
    limit: i64,
) -> Result<Vec<MovedCase>, Error> {
    sql(
        "SELECT c.case_no, c.item, c.definition, m.agency, m.kind, m.step, m.at, m.from_on, m.to_on \
         FROM moved_deadlines m JOIN cases c ON c.id = m.case_id \
         WHERE m.agency = $1 AND m.at >= $2 ORDER BY m.at DESC, m.case_id DESC LIMIT $3",
    )
    .bind(agency)
    .bind(since)
    .bind(limit)
    .all(tx)
    .await
}

/// Every moved date since an instant, in the order in which they were moved; not those of confidential cases.
pub async fn moved_since(
    tx: &mut Tx,
    since: Timestamp,
    offset: i64,
    limit: i64,
) -> Result<Vec<MovedCase>, Error> {
    sql(
        "SELECT c.case_no, c.item, c.definition, m.agency, m.kind, m.step, m.at, m.from_on, m.to_on \
         FROM moved_deadlines m JOIN cases c ON c.id = m.case_id \
         WHERE m.at >= $1 AND c.confidential = 0 \
         ORDER BY m.at, m.case_id, m.seq LIMIT $2 OFFSET $3",
    )
    .bind(since)
    .bind(limit)
    .bind(offset)
    .all(tx)
    .await
}

/// How many cases had a date moved since an instant, of those that `moved_since` lists.
pub async fn moved_cases(tx: &mut Tx, since: Timestamp) -> Result<i64, Error> {
    let (count,): (i64,) = sql("SELECT COUNT(*) FROM cases WHERE confidential = 0 \
         AND id IN (SELECT case_id FROM moved_deadlines WHERE at >= $1)")
    .bind(since)
    .one(tx)
    .await?;
    Ok(count)
}

pub async fn open_count(tx: &mut Tx) -> Result<i64, Error> {
    let (count,): (i64,) = sql("SELECT COUNT(*) FROM cases WHERE open = 1")
        .one(tx)
        .await?;
    Ok(count)
}

/// How many open cases are counted by another calendar than those of `versions`.
pub async fn behind(tx: &mut Tx, versions: &[String]) -> Result<i64, Error> {
    let text = format!(
        "SELECT COUNT(*) FROM cases WHERE open = 1 AND calendar NOT IN {}",
        placeholders(tx.engine(), 1, versions.len())
    );
    let (count,): (i64,) = versions
        .iter()
        .fold(sql_dynamic(text), |statement, version| {
            statement.bind(version)
        })
        .one(tx)
        .await?;
    Ok(count)
}

/// Whether any open case is counted by another calendar than those of `versions`, which are hexadecimal and in
/// order. A seek for each gap between them, however many cases there are.
pub async fn is_behind(tx: &mut Tx, versions: &[String]) -> Result<bool, Error> {
    let text = |operator: &str| {
        format!(
            "SELECT calendar FROM cases WHERE open = 1 AND calendar {operator} $1 AND calendar < $2 LIMIT 1"
        )
    };
    let mut operator = ">=";
    let mut from = "";
    for to in versions.iter().map(String::as_str).chain(["g"]) {
        let row: Option<(String,)> = sql_dynamic(text(operator))
            .bind(from)
            .bind(to)
            .optional(tx)
            .await?;
        if row.is_some() {
            return Ok(true);
        }
        (operator, from) = (">", to);
    }
    Ok(false)
}

/// How many of an agency's cases had a date moved since an instant; a hundred stand for more.
pub async fn moved_count(tx: &mut Tx, agency: &str, since: Timestamp) -> Result<i64, Error> {
    let (count,): (i64,) = sql(
        "SELECT COUNT(*) FROM (SELECT DISTINCT case_id FROM moved_deadlines \
             WHERE agency = $1 AND at >= $2 LIMIT 100) AS moved",
    )
    .bind(agency)
    .bind(since)
    .one(tx)
    .await?;
    Ok(count)
}
