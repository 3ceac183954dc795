//! What the supervisor asks: numbers by agency, and the cases behind each number. The two read
//! the same conditions, so that a number and its list can't disagree. Confidential cases are in none of them:
//! their parties see them at the desk, and nobody else does.

use domain::id::CaseId;
use domain::supervision::Measure;
use jiff::Timestamp;
use jiff::civil::Date;

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
pub(super) const OPEN_TO_SUPERVISION: &str = "c.confidential = 0";

/// All of `scopes`, their placeholders counting from `first`.
pub(crate) fn clauses(scopes: &[Scope], first: usize) -> String {
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

pub(super) fn bind(statement: Sql, scopes: &[Scope]) -> Sql {
    scopes
        .iter()
        .fold(statement, |statement, scope| statement.bind(scope.value()))
}

/// A lamp's condition is `domain::lamp::lamp` in SQL; a test holds the two together. `$1` is now.
const STATUTORY: &str = "(c.statutory_due_at IS NOT NULL AND c.statutory_due_at <= $1)";
const WAITING: &str = "(c.stage = 'awaiting-supplement' OR c.paused = 1)";
const OVERDUE: &str = "(c.due_at IS NOT NULL AND c.due_at <= $1)";
const SOON: &str = "(c.soon_at IS NOT NULL AND c.soon_at <= $1)";

/// Which cases a measure is the number of. `$1` is now, `$2` the first day of the period, `$3` the day after it, `$4`
/// and `$5` the instants at which these begin: what the indexes are sorted by.
fn clause(measure: Measure) -> String {
    let received = |which: &str| format!("c.received_at >= $4 AND c.received_at < $5{which}");
    let concluded = |which: &str| {
        format!(
            "c.concluded_at IS NOT NULL AND c.concluded_at >= $4 AND c.concluded_at < $5{which}"
        )
    };
    let rated = |level: u8| {
        format!(
            "c.rated_on IS NOT NULL AND c.rated_on >= $2 AND c.rated_on < $3 AND c.rating = {level}"
        )
    };
    match measure {
        Measure::Received => received(""),
        Measure::Online => received(" AND c.online = 1"),
        Measure::Concluded => concluded(""),
        Measure::InTime => concluded(" AND c.in_time = 1"),
        Measure::Late => concluded(" AND c.in_time = 0"),
        Measure::Early => concluded(" AND c.early = 1"),
        Measure::StatutoryLate => concluded(" AND c.statutory_late = 1"),
        Measure::Immediate => concluded(" AND c.kind = 'immediate'"),
        Measure::Corrected => concluded(" AND c.corrected = 1"),
        Measure::Granted => concluded(" AND c.result = 'granted'"),
        Measure::Refused => concluded(" AND c.result = 'refused'"),
        Measure::Declined => concluded(" AND c.result = 'declined'"),
        Measure::Returned => concluded(" AND c.result = 'returned'"),
        Measure::Withdrawn => concluded(" AND c.result = 'withdrawn'"),
        Measure::Voided => concluded(" AND c.result = 'voided'"),
        Measure::PausedOnce => concluded(" AND c.paused_once = 1"),
        Measure::ZeroVisit => concluded(" AND c.zero_visit = 1"),
        Measure::Measured | Measure::DaysUsed | Measure::DaysPromised => {
            concluded(" AND c.days_promised IS NOT NULL")
        }
        Measure::LawMeasured | Measure::LawPromised | Measure::LawDaysUsed | Measure::LawDays => {
            concluded(" AND c.law_days IS NOT NULL")
        }
        Measure::RatedFive => rated(5),
        Measure::RatedFour => rated(4),
        Measure::RatedThree => rated(3),
        Measure::RatedTwo => rated(2),
        Measure::RatedOne => rated(1),
        Measure::Running => "c.open = 1".into(),
        Measure::Reminded => "c.open = 1 AND c.reminders > 0".into(),
        Measure::StatutoryOverdue => format!("c.open = 1 AND {STATUTORY}"),
        Measure::Overdue => format!("c.open = 1 AND NOT {STATUTORY} AND {OVERDUE}"),
        Measure::Paused => {
            format!("c.open = 1 AND NOT {STATUTORY} AND NOT {OVERDUE} AND {WAITING}")
        }
        Measure::DueSoon => {
            format!("c.open = 1 AND NOT {STATUTORY} AND NOT {OVERDUE} AND NOT {WAITING} AND {SOON}")
        }
        Measure::Normal => format!(
            "c.open = 1 AND NOT {STATUTORY} AND NOT {OVERDUE} AND NOT {WAITING} AND NOT {SOON}"
        ),
    }
}

/// Open cases by what runs out first, the others by what happened last.
fn order(measure: Measure) -> &'static str {
    match measure {
        Measure::Received | Measure::Online => "c.received_at DESC, c.id DESC",
        _ if Measure::is_now(measure) => {
            "CASE WHEN c.due_at IS NULL THEN 1 ELSE 0 END, c.due_at, c.id"
        }
        _ if measure.is_rating() => "c.rated_on DESC, c.id DESC",
        _ => "c.concluded_at DESC, c.id DESC",
    }
}

/// Which cases a list shows.
#[derive(Debug, Clone)]
pub struct CaseFilter {
    pub scope: Scope,
    /// Further conditions: a place and an agency that were drilled down to.
    pub within: Vec<Scope>,
    pub measure: Measure,
    /// The first day, and the day after the last; and when these begin.
    pub period: (Date, Date),
    pub instants: (Timestamp, Timestamp),
    pub item: Option<String>,
    pub officer: Option<String>,
}

/// One condition that uses them all: PostgreSQL wants to know the type of each placeholder.
const TYPED: &str = "CAST($1 AS BIGINT) IS NOT NULL AND CAST($2 AS TEXT) IS NOT NULL AND CAST($3 AS TEXT) IS NOT NULL \
     AND CAST($4 AS BIGINT) IS NOT NULL AND CAST($5 AS BIGINT) IS NOT NULL";

/// The first placeholder after those of `clause`.
const SCOPES: usize = 6;

impl CaseFilter {
    fn clause(&self) -> String {
        let mut all = vec![
            self.scope.clause(SCOPES),
            clauses(&self.within, SCOPES + 1),
            clause(self.measure),
            OPEN_TO_SUPERVISION.to_owned(),
            TYPED.to_owned(),
        ];
        let next = SCOPES + 1 + self.within.len();
        let columns = [("c.item", &self.item), ("c.officer", &self.officer)];
        let given = columns.into_iter().filter(|(_, value)| value.is_some());
        all.extend(
            given
                .zip(next..)
                .map(|((column, _), index)| format!("{column} = ${index}")),
        );
        all.join(" AND ")
    }

    /// The first placeholder that is free.
    fn next(&self) -> usize {
        let given = usize::from(self.item.is_some()) + usize::from(self.officer.is_some());
        SCOPES + 1 + self.within.len() + given
    }

    fn bind(&self, text: String, now: Timestamp) -> Sql {
        let statement = sql_dynamic(text)
            .bind(now)
            .bind(self.period.0)
            .bind(self.period.1)
            .bind(self.instants.0)
            .bind(self.instants.1)
            .bind(self.scope.value());
        let statement = bind(statement, &self.within);
        [&self.item, &self.officer]
            .into_iter()
            .flatten()
            .fold(statement, |statement, value| statement.bind(value))
    }
}

/// How many cases the whole list has.
pub async fn count(tx: &mut Tx, filter: &CaseFilter, now: Timestamp) -> Result<i64, Error> {
    let text = format!("SELECT COUNT(*) FROM cases c WHERE {}", filter.clause());
    let (count,) = filter.bind(text, now).one::<(i64,)>(tx).await?;
    Ok(count)
}

/// Whether the list has a case.
pub async fn has(
    tx: &mut Tx,
    filter: &CaseFilter,
    case: CaseId,
    now: Timestamp,
) -> Result<bool, Error> {
    let text = format!(
        "SELECT COUNT(*) FROM cases c WHERE {} AND c.id = ${}",
        filter.clause(),
        filter.next()
    );
    let (count,) = filter.bind(text, now).bind(case).one::<(i64,)>(tx).await?;
    Ok(count > 0)
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
    let next = filter.next();
    format!(
        "SELECT {SUMMARY} WHERE {} ORDER BY {} LIMIT ${next} OFFSET ${}",
        filter.clause(),
        order(filter.measure),
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
