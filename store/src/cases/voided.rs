//! Cases that were closed as void, for supervision. That there was a confidential one is said, and nothing of what
//! it was about: to keep a case secret is no way to hide that it was voided.

use domain::id::CaseId;
use jiff::Timestamp;

use super::oversight::Scope;
use super::query::PAGE;
use crate::column::{MaybeMs, Ms, Text};
use crate::sql::sql_dynamic;
use crate::{Error, Tx};

#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct VoidedLine {
    #[sqlx(try_from = "Text")]
    pub case_id: CaseId,
    pub case_no: String,
    pub item: String,
    pub definition: String,
    pub agency: String,
    pub void_ground: String,
    #[sqlx(try_from = "Ms")]
    pub received_at: Timestamp,
    #[sqlx(try_from = "Ms")]
    pub concluded_at: Timestamp,
    /// `false`: a limit had run out by then.
    #[sqlx(try_from = "MaybeMs")]
    pub in_time: Option<bool>,
    #[sqlx(try_from = "Ms")]
    pub confidential: bool,
}

/// Those of a scope, newest first, from before `after` on.
pub async fn voided(
    tx: &mut Tx,
    scope: &Scope,
    after: Option<(Timestamp, CaseId)>,
) -> Result<Vec<VoidedLine>, Error> {
    let (at, case) = after.map_or((i64::MAX, "g".to_owned()), |(at, case)| {
        (at.as_millisecond(), case.to_string())
    });
    // The cursor's first part is repeated as a bound of the index range.
    sql_dynamic(format!(
        "SELECT c.id AS case_id, c.case_no, c.item, c.definition, c.agency, c.void_ground, c.received_at, \
           c.concluded_at, c.in_time, c.confidential \
         FROM cases c WHERE {} AND c.void_ground IS NOT NULL AND c.concluded_at <= $2 \
           AND (c.concluded_at < $2 OR c.id < $3) \
         ORDER BY c.concluded_at DESC, c.id DESC LIMIT $4",
        scope.clause(1)
    ))
    .bind(scope.value())
    .bind(at)
    .bind(case)
    .bind(PAGE)
    .all(tx)
    .await
}

/// How many the whole list has, and how many of them were late.
pub async fn voided_count(tx: &mut Tx, scope: &Scope) -> Result<(i64, i64), Error> {
    // CROSS JOIN and the time, which every one of them has, hold SQLite to the index of those alone.
    sql_dynamic(format!(
        "SELECT COUNT(*), COUNT(*) FILTER (WHERE c.in_time = 0) FROM cases v CROSS JOIN cases c \
         WHERE v.void_ground IS NOT NULL AND v.concluded_at >= $2 AND c.id = v.id AND {}",
        scope.clause(1)
    ))
    .bind(scope.value())
    .bind(i64::MIN)
    .one::<(i64, i64)>(tx)
    .await
}
