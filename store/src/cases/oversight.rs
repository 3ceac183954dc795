//! What the supervisor asks: numbers by agency, and the cases behind each number. The two read
//! the same conditions, so that a number and its list can't disagree.

use domain::lamp::Lamp;
use jiff::Timestamp;

use super::query::{CaseSummary, PAGE, SUMMARY};
use crate::column::Ms;
use crate::sql::{Arg, sql_dynamic};
use crate::{Error, Tx};

/// Which part of the province someone oversees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    Everything,
    Prefecture(String),
    Division(String),
    Agency(String),
}

impl Scope {
    /// A condition with `$1` as its value.
    fn clause(&self) -> (&'static str, String) {
        match self {
            Self::Everything => ("CAST($1 AS TEXT) = ''", String::new()),
            Self::Prefecture(code) => ("c.prefecture = $1", code.clone()),
            Self::Division(code) => ("c.division = $1", code.clone()),
            Self::Agency(id) => ("c.agency = $1", id.clone()),
        }
    }
}

/// Which cases of a scope. `since` starts the period; instants are the caller's now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LampFilter {
    Received,
    Running,
    Lamp(Lamp),
    Concluded,
    InTime,
    Late,
}

impl LampFilter {
    pub const ALL: [Self; 10] = [
        Self::Received,
        Self::Running,
        Self::Lamp(Lamp::Normal),
        Self::Lamp(Lamp::Paused),
        Self::Lamp(Lamp::DueSoon),
        Self::Lamp(Lamp::Overdue),
        Self::Lamp(Lamp::StatutoryOverdue),
        Self::Concluded,
        Self::InTime,
        Self::Late,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Running => "running",
            Self::Lamp(lamp) => lamp.key(),
            Self::Concluded => "concluded",
            Self::InTime => "in-time",
            Self::Late => "late",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|filter| filter.key() == key)
    }

    /// `$2` is the period's start, `$3` now. A lamp's condition is `domain::lamp::lamp` in SQL;
    /// a test holds the two together.
    fn clause(self) -> String {
        const STATUTORY: &str = "(c.statutory_due_at IS NOT NULL AND c.statutory_due_at <= $3)";
        const WAITING: &str = "c.stage = 'awaiting-supplement'";
        const OVERDUE: &str = "(c.due_at IS NOT NULL AND c.due_at <= $3)";
        const SOON: &str = "(c.soon_at IS NOT NULL AND c.soon_at <= $3)";
        match self {
            Self::Received => "c.received_at >= $2".into(),
            Self::Running => "c.open = 1".into(),
            Self::Lamp(Lamp::StatutoryOverdue) => format!("c.open = 1 AND {STATUTORY}"),
            Self::Lamp(Lamp::Paused) => format!("c.open = 1 AND NOT {STATUTORY} AND {WAITING}"),
            Self::Lamp(Lamp::Overdue) => {
                format!("c.open = 1 AND NOT {STATUTORY} AND NOT {WAITING} AND {OVERDUE}")
            }
            Self::Lamp(Lamp::DueSoon) => format!(
                "c.open = 1 AND NOT {STATUTORY} AND NOT {WAITING} AND NOT {OVERDUE} AND {SOON}"
            ),
            Self::Lamp(Lamp::Normal) => format!(
                "c.open = 1 AND NOT {STATUTORY} AND NOT {WAITING} AND NOT {OVERDUE} AND NOT {SOON}"
            ),
            Self::Concluded => "c.concluded_at IS NOT NULL AND c.concluded_at >= $2".into(),
            Self::InTime | Self::Lamp(Lamp::ClosedInTime) => {
                "c.concluded_at IS NOT NULL AND c.concluded_at >= $2 AND c.in_time = 1".into()
            }
            Self::Late | Self::Lamp(Lamp::ClosedLate) => {
                "c.concluded_at IS NOT NULL AND c.concluded_at >= $2 AND c.in_time = 0".into()
            }
        }
    }
}

/// The numbers of one agency.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct SummaryRow {
    pub agency: String,
    pub division: String,
    pub prefecture: String,
    pub received: i64,
    pub running: i64,
    pub paused: i64,
    pub due_soon: i64,
    pub overdue: i64,
    pub statutory_overdue: i64,
    pub concluded: i64,
    pub in_time: i64,
    pub late: i64,
}

/// By agency and division, over the scope; the caller adds up. Reads every case of the scope, so
/// keep the answer for a few seconds.
pub async fn summary(
    tx: &mut Tx,
    scope: &Scope,
    since: Timestamp,
    now: Timestamp,
) -> Result<Vec<SummaryRow>, Error> {
    let count = |filter: LampFilter| format!("COUNT(*) FILTER (WHERE {})", filter.clause());
    let (clause, value) = scope.clause();
    let text = format!(
        "SELECT c.agency, c.division, c.prefecture, {} AS received, {} AS running, {} AS paused, \
                {} AS due_soon, {} AS overdue, {} AS statutory_overdue, {} AS concluded, \
                {} AS in_time, {} AS late \
         FROM cases c WHERE {clause} GROUP BY c.agency, c.division, c.prefecture \
         ORDER BY c.division, c.agency",
        count(LampFilter::Received),
        count(LampFilter::Running),
        count(LampFilter::Lamp(Lamp::Paused)),
        count(LampFilter::Lamp(Lamp::DueSoon)),
        count(LampFilter::Lamp(Lamp::Overdue)),
        count(LampFilter::Lamp(Lamp::StatutoryOverdue)),
        count(LampFilter::Concluded),
        count(LampFilter::InTime),
        count(LampFilter::Late),
    );
    sql_dynamic(text)
        .bind(value)
        .bind(since)
        .bind(now)
        .all(tx)
        .await
}

/// Which cases a list shows.
#[derive(Debug, Clone)]
pub struct CaseFilter {
    pub scope: Scope,
    pub within: Option<Scope>,
    pub lamp: LampFilter,
    pub since: Timestamp,
    pub offset: i64,
}

/// The cases behind a number: what is due first on top, then the newest.
pub async fn list(
    tx: &mut Tx,
    filter: &CaseFilter,
    now: Timestamp,
) -> Result<Vec<CaseSummary>, Error> {
    let (scope, scope_value) = filter.scope.clause();
    let (within, within_value) = filter
        .within
        .as_ref()
        .unwrap_or(&Scope::Everything)
        .clause();
    let within = within.replace("$1", "$4");
    let text = format!(
        "SELECT {SUMMARY} WHERE {scope} AND {within} AND {} \
         AND CAST($2 AS BIGINT) IS NOT NULL AND CAST($3 AS BIGINT) IS NOT NULL \
         ORDER BY c.open DESC, CASE WHEN c.open = 1 THEN COALESCE(c.due_at, 253370764800000) \
         ELSE -c.concluded_at END, c.id \
         LIMIT $5 OFFSET $6",
        filter.lamp.clause()
    );
    sql_dynamic(text)
        .bind(scope_value)
        .bind(filter.since)
        .bind(now)
        .bind(within_value)
        .bind(Arg::Int(Some(PAGE)))
        .bind(Arg::Int(Some(filter.offset)))
        .all(tx)
        .await
}

/// A warning that a job wrote.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct WarningRow {
    pub case_no: String,
    pub agency: String,
    pub level: String,
    pub kind: String,
    pub step: String,
    #[sqlx(try_from = "Ms")]
    pub at: Timestamp,
}

/// The newest warnings in a scope.
pub async fn warnings(tx: &mut Tx, scope: &Scope, limit: i64) -> Result<Vec<WarningRow>, Error> {
    let (clause, value) = scope.clause();
    sql_dynamic(format!(
        "SELECT c.case_no, w.agency, w.level, w.kind, w.step, w.at \
         FROM warnings w JOIN cases c ON c.id = w.case_id WHERE {clause} \
         ORDER BY w.at DESC, w.case_id LIMIT $2"
    ))
    .bind(value)
    .bind(limit)
    .all(tx)
    .await
}
