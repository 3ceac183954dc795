//! What applicants say about how they were served: complaints to the supervision, and ratings in sum.

use domain::id::CaseId;
use jiff::Timestamp;

use super::oversight::Scope;
use super::query::PAGE;
use crate::column::{MaybeMs, Ms, Text};
use crate::sql::{sql, sql_dynamic};
use crate::{Error, Tx};

/// A row of a list of complaints.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ComplaintLine {
    #[sqlx(try_from = "Text")]
    pub case_id: CaseId,
    /// The entry of the case's journal.
    pub seq: i64,
    pub case_no: String,
    pub item: String,
    pub definition: String,
    pub agency: String,
    #[sqlx(try_from = "Ms")]
    pub at: Timestamp,
    /// The first instant that is too late for an answer.
    #[sqlx(try_from = "Ms")]
    pub due_at: Timestamp,
    pub ground: String,
    #[sqlx(try_from = "MaybeMs")]
    pub forwarded_at: Option<Timestamp>,
    #[sqlx(try_from = "MaybeMs")]
    pub answered_at: Option<Timestamp>,
    #[sqlx(try_from = "MaybeMs")]
    pub founded: Option<bool>,
}

/// Where a page ended: the instant that orders the list, the case and the entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComplaintPlace {
    pub at: Timestamp,
    pub case: CaseId,
    pub seq: i64,
}

impl ComplaintLine {
    pub fn place(&self) -> ComplaintPlace {
        ComplaintPlace {
            at: self.answered_at.unwrap_or(self.due_at),
            case: self.case_id,
            seq: self.seq,
        }
    }
}

const LINE: &str = "SELECT x.case_id, x.seq, c.case_no, c.item, c.definition, c.agency, x.at, x.due_at, x.ground, \
     x.forwarded_at, x.answered_at, x.founded FROM complaints x JOIN cases c ON c.id = x.case_id";

/// The complaints of a scope: those that wait for an answer, what runs out first on top, or those that have one,
/// newest first. Confidential cases have none that supervision sees.
pub async fn complaints(
    tx: &mut Tx,
    scope: &Scope,
    answered: bool,
    after: Option<&ComplaintPlace>,
) -> Result<Vec<ComplaintLine>, Error> {
    let (which, column, than, order) = if answered {
        ("IS NOT NULL", "answered_at", '<', "DESC")
    } else {
        ("IS NULL", "due_at", '>', "ASC")
    };
    let end = if answered { i64::MAX } else { i64::MIN };
    let (at, case, seq) = after.map_or((end, String::new(), 0), |place| {
        let case = place.case.to_string();
        (place.at.as_millisecond(), case, place.seq)
    });
    // The cursor's first part is repeated as a bound of the index range.
    sql_dynamic(format!(
        "{LINE} WHERE {} AND c.confidential = 0 AND x.answered_at {which} AND x.{column} {than}= $2 \
           AND (x.{column} {than} $2 OR x.case_id {than} $3 OR (x.case_id = $3 AND x.seq {than} $4)) \
         ORDER BY x.{column} {order}, x.case_id {order}, x.seq {order} LIMIT $5",
        scope.clause(1)
    ))
    .bind(scope.value())
    .bind(at)
    .bind(case)
    .bind(seq)
    .bind(PAGE)
    .all(tx)
    .await
}

/// How many the whole list has.
pub async fn complaints_count(tx: &mut Tx, scope: &Scope, answered: bool) -> Result<i64, Error> {
    let which = if answered { "IS NOT NULL" } else { "IS NULL" };
    let (count,) = sql_dynamic(format!(
        "SELECT COUNT(*) FROM complaints x JOIN cases c ON c.id = x.case_id \
         WHERE {} AND c.confidential = 0 AND x.answered_at {which}",
        scope.clause(1)
    ))
    .bind(scope.value())
    .one::<(i64,)>(tx)
    .await?;
    Ok(count)
}

/// Ratings of an agency in a period, in sum: no rating can be told from another.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct RatingTotals {
    pub count: i64,
    /// Of level 3 and above.
    pub content: i64,
    pub level: i64,
    pub efficiency: i64,
    pub efficiency_count: i64,
    pub accuracy: i64,
    pub accuracy_count: i64,
    pub convenience: i64,
    pub convenience_count: i64,
    pub usability: i64,
    pub usability_count: i64,
}

/// From `from` until before `to`.
pub async fn rating_totals(
    tx: &mut Tx,
    agency: &str,
    from: Timestamp,
    to: Timestamp,
) -> Result<RatingTotals, Error> {
    sql(
        "SELECT COUNT(*) AS count, COUNT(*) FILTER (WHERE level >= 3) AS content, \
           CAST(COALESCE(SUM(level), 0) AS BIGINT) AS level, \
           CAST(COALESCE(SUM(efficiency), 0) AS BIGINT) AS efficiency, \
           COUNT(efficiency) AS efficiency_count, \
           CAST(COALESCE(SUM(accuracy), 0) AS BIGINT) AS accuracy, \
           COUNT(accuracy) AS accuracy_count, \
           CAST(COALESCE(SUM(convenience), 0) AS BIGINT) AS convenience, \
           COUNT(convenience) AS convenience_count, \
           CAST(COALESCE(SUM(usability), 0) AS BIGINT) AS usability, \
           COUNT(usability) AS usability_count \
         FROM ratings WHERE agency = $1 AND at >= $2 AND at < $3 AND state <> 'excluded'",
    )
    .bind(agency)
    .bind(from)
    .bind(to)
    .one(tx)
    .await
}
