//! What the supervisor asks: numbers by agency, and the cases behind each number. The two read
//! the same conditions, so that a number and its list can't disagree. Confidential cases are in none of them:
//! their parties see them at the desk, and nobody else does.

use domain::lamp::Lamp;
use jiff::Timestamp;

use super::query::{CaseSummary, PAGE, SUMMARY};
use crate::column::Ms;
use crate::sql::{Sql, sql_dynamic};
use crate::{Error, Tx};

/// Which part of the province someone oversees.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Scope {
    Everything,
    Prefecture(String),
    Division(String),
    Agency(String),
}

impl Scope {
    /// A condition with the placeholder `$index` as its value. The code of a town begins with its county's.
    pub(crate) fn clause(&self, index: usize) -> String {
        match self {
            Self::Everything => format!("CAST(${index} AS TEXT) = ''"),
            Self::Prefecture(_) => format!("c.prefecture = ${index}"),
            Self::Division(code) => {
                format!("substr(c.division, 1, {}) = ${index}", code.len())
            }
            Self::Agency(_) => format!("c.agency = ${index}"),
        }
    }

    pub(crate) fn value(&self) -> &str {
        match self {
            Self::Everything => "",
            Self::Prefecture(value) | Self::Division(value) | Self::Agency(value) => value,
        }
    }

    /// The same for one case that is already at hand.
    pub fn holds(&self, agency: &str, division: &str, prefecture: &str) -> bool {
        match self {
            Self::Everything => true,
            Self::Prefecture(code) => code == prefecture,
            Self::Division(code) => division.starts_with(code.as_str()),
            Self::Agency(id) => id == agency,
        }
    }
}

/// What supervision never sees is left out of everything here.
const OPEN_TO_SUPERVISION: &str = "c.confidential = 0";

/// All of `scopes`, their placeholders counting from `first`.
fn clauses(scopes: &[Scope], first: usize) -> String {
    let all: Vec<_> = scopes
        .iter()
        .zip(first..)
        .map(|(scope, index)| scope.clause(index))
        .collect();
    if all.is_empty() {
        "1 = 1".into()
    } else {
        all.join(" AND ")
    }
}

fn bind(statement: Sql, scopes: &[Scope]) -> Sql {
    scopes
        .iter()
        .fold(statement, |statement, scope| statement.bind(scope.value()))
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
    /// Running, and the applicant has asked to get on with it.
    Reminded,
}

impl LampFilter {
    pub const ALL: [Self; 11] = [
        Self::Received,
        Self::Running,
        Self::Lamp(Lamp::Normal),
        Self::Lamp(Lamp::Paused),
        Self::Lamp(Lamp::DueSoon),
        Self::Lamp(Lamp::Overdue),
        Self::Lamp(Lamp::StatutoryOverdue),
        Self::Reminded,
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
            Self::Reminded => "reminded",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|filter| filter.key() == key)
    }

    /// `$2` is the period's start, `$3` now. A lamp's condition is `domain::lamp::lamp` in SQL;
    /// a test holds the two together.
    fn clause(self) -> String {
        const STATUTORY: &str = "(c.statutory_due_at IS NOT NULL AND c.statutory_due_at <= $3)";
        const WAITING: &str = "(c.stage = 'awaiting-supplement' OR c.paused = 1)";
        const OVERDUE: &str = "(c.due_at IS NOT NULL AND c.due_at <= $3)";
        const SOON: &str = "(c.soon_at IS NOT NULL AND c.soon_at <= $3)";
        match self {
            Self::Received => "c.received_at >= $2".into(),
            Self::Running => "c.open = 1".into(),
            Self::Reminded => "c.open = 1 AND c.reminders > 0".into(),
            Self::Lamp(Lamp::StatutoryOverdue) => format!("c.open = 1 AND {STATUTORY}"),
            Self::Lamp(Lamp::Overdue) => format!("c.open = 1 AND NOT {STATUTORY} AND {OVERDUE}"),
            Self::Lamp(Lamp::Paused) => {
                format!("c.open = 1 AND NOT {STATUTORY} AND NOT {OVERDUE} AND {WAITING}")
            }
            Self::Lamp(Lamp::DueSoon) => format!(
                "c.open = 1 AND NOT {STATUTORY} AND NOT {OVERDUE} AND NOT {WAITING} AND {SOON}"
            ),
            Self::Lamp(Lamp::Normal) => format!(
                "c.open = 1 AND NOT {STATUTORY} AND NOT {OVERDUE} AND NOT {WAITING} AND NOT {SOON}"
            ),
            Self::Concluded => "c.concluded_at IS NOT NULL AND c.concluded_at >= $2".into(),
            Self::InTime => {
                "c.concluded_at IS NOT NULL AND c.concluded_at >= $2 AND c.in_time = 1".into()
            }
            Self::Late => {
                "c.concluded_at IS NOT NULL AND c.concluded_at >= $2 AND c.in_time = 0".into()
            }
            Self::Lamp(Lamp::ClosedInTime) => "c.open = 0 AND c.in_time = 1".into(),
            Self::Lamp(Lamp::ClosedLate) => "c.open = 0 AND c.in_time = 0".into(),
            Self::Lamp(Lamp::Closed) => "c.open = 0 AND c.in_time IS NULL".into(),
        }
    }

    /// Open cases by what runs out first, the others by what happened last.
    fn order(self) -> &'static str {
        match self {
            Self::Received => "c.received_at DESC, c.id DESC",
            Self::Running
            | Self::Reminded
            | Self::Lamp(
                Lamp::Normal
                | Lamp::Paused
                | Lamp::DueSoon
                | Lamp::Overdue
                | Lamp::StatutoryOverdue,
            ) => "CASE WHEN c.due_at IS NULL THEN 1 ELSE 0 END, c.due_at, c.id",
            Self::Concluded
            | Self::InTime
            | Self::Late
            | Self::Lamp(Lamp::ClosedInTime | Lamp::ClosedLate | Lamp::Closed) => {
                "c.concluded_at DESC, c.id DESC"
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
    pub reminded: i64,
}

impl SummaryRow {
    /// The number whose list `filter` shows.
    pub fn figure(&self, filter: LampFilter) -> i64 {
        match filter {
            LampFilter::Received => self.received,
            LampFilter::Running => self.running,
            LampFilter::Reminded => self.reminded,
            LampFilter::Lamp(Lamp::Normal) => {
                self.running - self.paused - self.due_soon - self.overdue - self.statutory_overdue
            }
            LampFilter::Lamp(Lamp::Paused) => self.paused,
            LampFilter::Lamp(Lamp::DueSoon) => self.due_soon,
            LampFilter::Lamp(Lamp::Overdue) => self.overdue,
            LampFilter::Lamp(Lamp::StatutoryOverdue) => self.statutory_overdue,
            LampFilter::Concluded => self.concluded,
            LampFilter::Lamp(Lamp::Closed) => self.concluded - self.in_time - self.late,
            LampFilter::InTime | LampFilter::Lamp(Lamp::ClosedInTime) => self.in_time,
            LampFilter::Late | LampFilter::Lamp(Lamp::ClosedLate) => self.late,
        }
    }
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
    let text = format!(
        "SELECT c.agency, c.division, c.prefecture, {} AS received, {} AS running, {} AS paused, \
                {} AS due_soon, {} AS overdue, {} AS statutory_overdue, {} AS concluded, \
                {} AS in_time, {} AS late, {} AS reminded \
         FROM cases c WHERE {} AND {OPEN_TO_SUPERVISION} \
         GROUP BY c.agency, c.division, c.prefecture \
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
        count(LampFilter::Reminded),
        scope.clause(1),
    );
    sql_dynamic(text)
        .bind(scope.value())
        .bind(since)
        .bind(now)
        .all(tx)
        .await
}

/// Which cases a list shows.
#[derive(Debug, Clone)]
pub struct CaseFilter {
    pub scope: Scope,
    /// Further conditions: a place and an agency that were drilled down to.
    pub within: Vec<Scope>,
    pub lamp: LampFilter,
    pub since: Timestamp,
}

/// The placeholders before those of `within`, and one condition that uses them all: PostgreSQL
/// wants to know the type of each.
const TYPED: &str = "CAST($2 AS BIGINT) IS NOT NULL AND CAST($3 AS BIGINT) IS NOT NULL";

impl CaseFilter {
    /// `$1` to `$3`, then one for each of `within`.
    fn clause(&self) -> String {
        format!(
            "{} AND {} AND {} AND {OPEN_TO_SUPERVISION} AND {TYPED}",
            self.scope.clause(1),
            clauses(&self.within, 4),
            self.lamp.clause()
        )
    }

    fn bind(&self, text: String, now: Timestamp) -> Sql {
        let statement = sql_dynamic(text)
            .bind(self.scope.value())
            .bind(self.since)
            .bind(now);
        bind(statement, &self.within)
    }
}

/// How many cases the whole list has.
pub async fn count(tx: &mut Tx, filter: &CaseFilter, now: Timestamp) -> Result<i64, Error> {
    let text = format!("SELECT COUNT(*) FROM cases c WHERE {}", filter.clause());
    let (count,) = filter.bind(text, now).one::<(i64,)>(tx).await?;
    Ok(count)
}

/// The cases behind a number, a page from `offset` on.
pub async fn list(
    tx: &mut Tx,
    filter: &CaseFilter,
    offset: i64,
    now: Timestamp,
) -> Result<Vec<CaseSummary>, Error> {
    let text = list_text(filter);
    filter.bind(text, now).bind(PAGE).bind(offset).all(tx).await
}

/// The list from its start, for a file: at most `most` of them.
pub async fn first(
    tx: &mut Tx,
    filter: &CaseFilter,
    most: usize,
    now: Timestamp,
) -> Result<Vec<CaseSummary>, Error> {
    let text = list_text(filter);
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    filter.bind(text, now).bind(most).bind(0_i64).all(tx).await
}

fn list_text(filter: &CaseFilter) -> String {
    let next = 4 + filter.within.len();
    format!(
        "SELECT {SUMMARY} WHERE {} ORDER BY {} LIMIT ${next} OFFSET ${}",
        filter.clause(),
        filter.lamp.order(),
        next + 1
    )
}

/// A warning that a job wrote.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct WarningRow {
    pub case_no: String,
    /// The version that names the step.
    pub definition: String,
    pub agency: String,
    pub level: String,
    pub kind: String,
    pub step: String,
    #[sqlx(try_from = "Ms")]
    pub at: Timestamp,
}

/// The newest warnings that lie within every one of `scopes`.
pub async fn warnings(tx: &mut Tx, scopes: &[Scope], limit: i64) -> Result<Vec<WarningRow>, Error> {
    // CROSS JOIN holds SQLite to walking the warnings, newest first, until there are enough; the
    // agency stands in both tables, and in this one its index has the time.
    let statement = sql_dynamic(format!(
        "SELECT c.case_no, c.definition, w.agency, w.level, w.kind, w.step, w.at \
         FROM warnings w CROSS JOIN cases c WHERE c.id = w.case_id AND {OPEN_TO_SUPERVISION} AND {} \
         ORDER BY w.at DESC, w.case_id DESC, w.seq DESC LIMIT $1",
        clauses(scopes, 2).replace("c.agency", "w.agency")
    ));
    bind(statement.bind(limit), scopes).all(tx).await
}

#[cfg(test)]
mod tests;
