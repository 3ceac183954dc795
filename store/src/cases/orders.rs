//! Supervision's orders as lists: what waits for an answer, what for a judgement of it, and what is over.

use domain::id::CaseId;
use jiff::Timestamp;

use super::oversight::{Scope, bind, clauses};
use super::query::PAGE;
use crate::column::{MaybeMs, Ms, Text};
use crate::sql::sql_dynamic;
use crate::{Error, Tx};

/// A row of a list of orders.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct OrderLine {
    #[sqlx(try_from = "Text")]
    pub case_id: CaseId,
    /// The entry of the case's journal.
    pub seq: i64,
    pub case_no: String,
    pub item: String,
    pub definition: String,
    pub agency: String,
    pub instrument: String,
    pub organ: Option<String>,
    pub notice_year: Option<i64>,
    pub notice_serial: Option<i64>,
    #[sqlx(try_from = "Ms")]
    pub at: Timestamp,
    /// The first instant that is too late for an answer.
    #[sqlx(try_from = "Ms")]
    pub due_at: Timestamp,
    #[sqlx(try_from = "MaybeMs")]
    pub answered_at: Option<Timestamp>,
    pub sent_back: i64,
    #[sqlx(try_from = "MaybeMs")]
    pub closed_at: Option<Timestamp>,
    #[sqlx(try_from = "MaybeMs")]
    pub accepted: Option<bool>,
    /// The division whose supervision it is the business of now.
    pub raised_to: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderState {
    Unanswered,
    Answered,
    Closed,
}

impl OrderState {
    pub const ALL: [Self; 3] = [Self::Unanswered, Self::Answered, Self::Closed];

    pub fn key(self) -> &'static str {
        match self {
            Self::Unanswered => "unanswered",
            Self::Answered => "answered",
            Self::Closed => "closed",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    fn clause(self) -> &'static str {
        match self {
            Self::Unanswered => "o.closed_at IS NULL AND o.answered_at IS NULL",
            Self::Answered => "o.closed_at IS NULL AND o.answered_at IS NOT NULL",
            Self::Closed => "o.closed_at IS NOT NULL",
        }
    }

    /// What the list is sorted by, and whether the last comes first.
    fn order(self) -> (&'static str, bool) {
        match self {
            Self::Unanswered => ("due_at", false),
            Self::Answered => ("answered_at", false),
            Self::Closed => ("closed_at", true),
        }
    }
}

/// Where a page ended: the instant that orders the list, the case and the entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderPlace {
    pub at: Timestamp,
    pub case: CaseId,
    pub seq: i64,
}

impl OrderLine {
    pub fn place(&self) -> OrderPlace {
        OrderPlace {
            at: self.closed_at.or(self.answered_at).unwrap_or(self.due_at),
            case: self.case_id,
            seq: self.seq,
        }
    }
}

/// Orders about the cases of a scope; with `raised_to` only those that came up to the supervision of that division.
pub async fn orders(
    tx: &mut Tx,
    scope: &Scope,
    state: OrderState,
    raised_to: Option<&str>,
    after: Option<&OrderPlace>,
) -> Result<Vec<OrderLine>, Error> {
    let (column, descending) = state.order();
    let (than, order) = if descending {
        ('<', "DESC")
    } else {
        ('>', "ASC")
    };
    let end = if descending { i64::MAX } else { i64::MIN };
    let (at, case, seq) = after.map_or((end, String::new(), 0), |place| {
        let case = place.case.to_string();
        (place.at.as_millisecond(), case, place.seq)
    });
    // The cursor's first part is repeated as a bound of the index range.
    sql_dynamic(format!(
        "SELECT o.case_id, o.seq, c.case_no, c.item, c.definition, o.agency, o.instrument, o.organ, o.notice_year, \
           o.notice_serial, o.at, o.due_at, o.answered_at, o.sent_back, o.closed_at, o.accepted, o.raised_to \
         FROM orders o JOIN cases c ON c.id = o.case_id \
         WHERE {} AND c.confidential = 0 AND {} AND {} AND o.{column} {than}= $3 \
           AND (o.{column} {than} $3 OR o.case_id {than} $4 OR (o.case_id = $4 AND o.seq {than} $5)) \
         ORDER BY o.{column} {order}, o.case_id {order}, o.seq {order} LIMIT $6",
        scope.clause(1),
        state.clause(),
        raised(raised_to)
    ))
    .bind(scope.value())
    .bind(raised_to.unwrap_or_default())
    .bind(at)
    .bind(case)
    .bind(seq)
    .bind(PAGE)
    .all(tx)
    .await
}

fn raised(to: Option<&str>) -> &'static str {
    to.map_or("CAST($2 AS TEXT) = ''", |_| "o.raised_to = $2")
}

/// How many the whole list has.
pub async fn orders_count(
    tx: &mut Tx,
    scope: &Scope,
    state: OrderState,
    raised_to: Option<&str>,
) -> Result<i64, Error> {
    let (count,) = sql_dynamic(format!(
        "SELECT COUNT(*) FROM orders o JOIN cases c ON c.id = o.case_id \
         WHERE {} AND c.confidential = 0 AND {} AND {}",
        scope.clause(1),
        state.clause(),
        raised(raised_to)
    ))
    .bind(scope.value())
    .bind(raised_to.unwrap_or_default())
    .one::<(i64,)>(tx)
    .await?;
    Ok(count)
}

/// Orders whose time to answer ran out by `now` and that have not gone up since they have waited, from after `last` on.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct LateOrder {
    #[sqlx(try_from = "Text")]
    pub case_id: CaseId,
    pub seq: i64,
    #[sqlx(try_from = "Ms")]
    pub due_at: Timestamp,
    pub organ: Option<String>,
    pub raised_to: Option<String>,
    /// The case's.
    pub division: String,
}

pub async fn late_orders(
    tx: &mut Tx,
    now: Timestamp,
    last: Option<&LateOrder>,
    limit: i64,
) -> Result<Vec<LateOrder>, Error> {
    let (at, case, seq) = last.map_or((i64::MIN, String::new(), 0), |last| {
        (
            last.due_at.as_millisecond(),
            last.case_id.to_string(),
            last.seq,
        )
    });
    sql_dynamic(
        "SELECT o.case_id, o.seq, o.due_at, o.organ, o.raised_to, c.division \
         FROM orders o JOIN cases c ON c.id = o.case_id \
         WHERE o.closed_at IS NULL AND o.answered_at IS NULL AND o.due_at <= $1 AND o.due_at >= $2 \
           AND (o.due_at > $2 OR o.case_id > $3 OR (o.case_id = $3 AND o.seq > $4)) \
           AND (o.raised_at IS NULL OR o.raised_at < o.due_at) \
         ORDER BY o.due_at, o.case_id, o.seq LIMIT $5"
            .into(),
    )
    .bind(now)
    .bind(at)
    .bind(case)
    .bind(seq)
    .bind(limit)
    .all(tx)
    .await
}

/// An order that was not answered in time.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct LateAnswer {
    #[sqlx(try_from = "Text")]
    pub case_id: CaseId,
    pub case_no: String,
    /// The case's.
    pub division: String,
    pub prefecture: String,
    /// The order's entry.
    pub seq: i64,
    /// The entry that says that its time ran out.
    pub noted: i64,
}

/// The time to answer ran out in the period, `$2` to `$3`. Each crossing counts, whatever became of the order since: a new
/// time to answer does not make the old one kept.
const LATE: &str = "w.kind = 'order-reply' AND w.level = 'overdue' AND w.at >= $2 AND w.at < $3";

/// By agency, how many orders were not answered in time.
pub async fn late_answers(
    tx: &mut Tx,
    scope: &Scope,
    (from, to): (Timestamp, Timestamp),
) -> Result<Vec<(String, i64)>, Error> {
    sql_dynamic(format!(
        "SELECT w.agency, COUNT(*) AS orders FROM warnings w JOIN cases c ON c.id = w.case_id \
         WHERE {} AND c.confidential = 0 AND {LATE} GROUP BY w.agency",
        scope.clause(1).replace("c.agency", "w.agency")
    ))
    .bind(scope.value())
    .bind(from)
    .bind(to)
    .all(tx)
    .await
}

/// Which these were, of one agency of the scope.
pub async fn late_answered(
    tx: &mut Tx,
    scope: &Scope,
    agency: &str,
    (from, to): (Timestamp, Timestamp),
    (offset, limit): (i64, i64),
) -> Result<Vec<LateAnswer>, Error> {
    sql_dynamic(format!(
        "{} ORDER BY w.at, w.case_id, w.seq LIMIT $5 OFFSET $6",
        of_agency(scope)
    ))
    .bind(scope.value())
    .bind(from)
    .bind(to)
    .bind(agency)
    .bind(limit)
    .bind(offset)
    .all(tx)
    .await
}

fn of_agency(scope: &Scope) -> String {
    format!(
        "SELECT c.id AS case_id, c.case_no, c.division, c.prefecture, CAST(w.step AS BIGINT) AS seq, w.seq AS noted \
         FROM warnings w JOIN cases c ON c.id = w.case_id \
         WHERE {} AND c.confidential = 0 AND {LATE} AND w.agency = $4",
        scope.clause(1).replace("c.agency", "w.agency")
    )
}

/// The one of these that an entry of a case's journal notes.
pub async fn late_answer(
    tx: &mut Tx,
    scope: &Scope,
    agency: &str,
    (from, to): (Timestamp, Timestamp),
    (case, noted): (CaseId, i64),
) -> Result<Option<LateAnswer>, Error> {
    let of_agency = of_agency(scope);
    sql_dynamic(format!("{of_agency} AND w.case_id = $5 AND w.seq = $6"))
        .bind(scope.value())
        .bind(from)
        .bind(to)
        .bind(agency)
        .bind(case)
        .bind(noted)
        .optional(tx)
        .await
}

/// How many rows something holds of.
fn summed(what: &str) -> String {
    format!("CAST(COALESCE(SUM(CASE WHEN {what} THEN 1 ELSE 0 END), 0) AS BIGINT)")
}

/// What supervision did in a period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct OrderFigures {
    pub given: i64,
    /// Whose answer stands and came in the period.
    pub answered: i64,
    pub taken_back: i64,
}

/// Of the cases of all `scopes`.
pub async fn order_figures(
    tx: &mut Tx,
    scopes: &[Scope],
    (from, to): (Timestamp, Timestamp),
) -> Result<OrderFigures, Error> {
    let within = |column: &str| format!("o.{column} >= $1 AND o.{column} < $2");
    let taken_back = format!("{} AND COALESCE(o.accepted, 0) = 0", within("closed_at"));
    let statement = sql_dynamic(format!(
        "SELECT {} AS given, {} AS answered, {} AS taken_back FROM orders o JOIN cases c ON c.id = o.case_id \
         WHERE c.confidential = 0 AND {} AND (({}) OR ({}) OR ({}))",
        summed(&within("at")),
        summed(&within("answered_at")),
        summed(&taken_back),
        clauses(scopes, 3),
        within("at"),
        within("answered_at"),
        within("closed_at"),
    ));
    bind(statement.bind(from).bind(to), scopes).one(tx).await
}

/// What a job noted of the clocks of cases in a period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct WarningFigures {
    /// Orders that were not answered in time: as `late_answers` counts.
    pub unanswered: i64,
    /// Yellow and red, of other clocks.
    pub soon: i64,
    pub overdue: i64,
}

/// Of the cases of all `scopes`; an agency's are those that it held.
pub async fn warning_figures(
    tx: &mut Tx,
    scopes: &[Scope],
    (from, to): (Timestamp, Timestamp),
) -> Result<WarningFigures, Error> {
    let statement = sql_dynamic(format!(
        "SELECT {} AS unanswered, {} AS soon, {} AS overdue FROM warnings w JOIN cases c ON c.id = w.case_id \
         WHERE w.at >= $1 AND w.at < $2 AND c.confidential = 0 AND {}",
        summed("w.kind = 'order-reply' AND w.level = 'overdue'"),
        summed("w.kind <> 'order-reply' AND w.level = 'due-soon'"),
        summed("w.kind <> 'order-reply' AND w.level IN ('overdue', 'statutory-overdue')"),
        clauses(scopes, 3).replace("c.agency", "w.agency"),
    ));
    bind(statement.bind(from).bind(to), scopes).one(tx).await
}
