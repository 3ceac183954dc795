//! The lamps that shine, and the clocks that run out on the days to come, for supervision. A case's lamp is the one
//! that the tallies have it under, so that a number of the dashboard and its list are one; a job turns it within
//! seconds.

use domain::id::{CaseId, OfficerId};
use domain::lamp::LampInputs;
use jiff::Timestamp;
use jiff::civil::Date;

use super::oversight::{OPEN_TO_SUPERVISION, Scope, bind, clauses};
use super::query::PAGE;
use crate::column::{MaybeMs, MaybeText, Ms, Text};
use crate::sql::{Sql, placeholders, sql_dynamic};
use crate::{Error, Tx};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LampList {
    DueSoon,
    /// Past a limit that is not the law's.
    Overdue,
    /// Of those past any limit: past the promise.
    Promised,
    /// Past the limit of an open step.
    Step,
    Statutory,
    /// Past the announced end, or for longer than supervision thinks right.
    PausedLong,
    /// The promise or the law's limit runs out on one of some days.
    Coming,
}

impl LampList {
    pub const ALL: [Self; 7] = [
        Self::DueSoon,
        Self::Overdue,
        Self::Promised,
        Self::Step,
        Self::Statutory,
        Self::PausedLong,
        Self::Coming,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Self::DueSoon => "due-soon",
            Self::Overdue => "overdue",
            Self::Promised => "promised-overdue",
            Self::Step => "step-overdue",
            Self::Statutory => "statutory-overdue",
            Self::PausedLong => "paused-long",
            Self::Coming => "coming",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.key() == key)
    }

    /// What puts a case on the list: `$1` is now, `$2` and `$3` the instants that the days lie between, `$4` the day
    /// before which a pause began that is too long by now.
    fn clause(self) -> String {
        let lamp = |key: &str| format!("c.open = 1 AND c.lamp = '{key}'");
        let clock = |which: &str| {
            format!(
                "c.open = 1 AND c.id IN (SELECT d.case_id FROM deadlines d \
                 WHERE d.met_at IS NULL AND d.stopped = 0 AND {which})"
            )
        };
        match self {
            Self::DueSoon => lamp("due-soon"),
            Self::Overdue => lamp("overdue"),
            Self::Statutory => lamp("statutory-overdue"),
            Self::Promised => clock("d.kind = 'promised' AND d.due_at <= $1"),
            Self::Step => clock("d.kind = 'step' AND d.due_at <= $1"),
            Self::PausedLong => clock("d.kind = 'pause' AND (d.due_at <= $1 OR d.started_on < $4)"),
            Self::Coming => clock(
                "d.kind IN ('promised', 'statutory') AND d.due_at > $1 AND d.due_at > $2 AND d.due_at <= $3",
            ),
        }
    }

    /// What the list is sorted by. A case that shines has a date; of one that stands still there need not be any.
    fn sorted_by(self) -> &'static str {
        match self {
            Self::DueSoon | Self::Overdue | Self::Statutory => "c.due_at",
            _ => "COALESCE(c.due_at, 253370764800000)",
        }
    }
}

/// Which lamps.
#[derive(Debug, Clone)]
pub struct LampFilter {
    pub list: LampList,
    /// All of them at once.
    pub scopes: Vec<Scope>,
    pub item: Option<String>,
    /// Who has the case in hand.
    pub officer: Option<String>,
    /// Of `LampList::Coming`: from the beginning of the first day until the end of the last.
    pub days: (Timestamp, Timestamp),
    /// A pause that began before is too long.
    pub paused_before: Date,
}

/// One condition that uses them all: PostgreSQL wants to know the type of each placeholder.
const TYPED: &str = "CAST($1 AS BIGINT) IS NOT NULL AND CAST($2 AS BIGINT) IS NOT NULL \
                     AND CAST($3 AS BIGINT) IS NOT NULL AND CAST($4 AS TEXT) IS NOT NULL";

/// The first placeholder after those of the list.
const SCOPES: usize = 5;

impl LampFilter {
    fn given(&self) -> impl Iterator<Item = (&'static str, &String)> {
        [("c.item", &self.item), ("c.officer", &self.officer)]
            .into_iter()
            .filter_map(|(column, value)| Some((column, value.as_ref()?)))
    }

    fn clause(&self) -> (String, usize) {
        self.clause_of(self.list.clause())
    }

    /// The conditions beside `list`, and the first placeholder that is free.
    fn clause_of(&self, list: String) -> (String, usize) {
        let mut next = SCOPES + self.scopes.len();
        let mut all = vec![
            list,
            clauses(&self.scopes, SCOPES),
            OPEN_TO_SUPERVISION.to_owned(),
            TYPED.to_owned(),
        ];
        for (column, _) in self.given() {
            all.push(format!("{column} = ${next}"));
            next += 1;
        }
        (all.join(" AND "), next)
    }

    fn bind(&self, text: String, now: Timestamp) -> Sql {
        let statement = sql_dynamic(text)
            .bind(now)
            .bind(self.days.0)
            .bind(self.days.1)
            .bind(self.paused_before);
        let statement = bind(statement, &self.scopes);
        self.given()
            .fold(statement, |statement, (_, value)| statement.bind(value))
    }
}

/// A case on a list.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct LampRow {
    #[sqlx(try_from = "Text")]
    pub id: CaseId,
    pub case_no: String,
    pub item: String,
    pub definition: String,
    pub agency: String,
    pub division: String,
    pub stage: String,
    pub step: Option<String>,
    #[sqlx(try_from = "MaybeText")]
    pub officer: Option<OfficerId>,
    #[sqlx(try_from = "Ms")]
    pub paused: bool,
    #[sqlx(try_from = "MaybeMs")]
    pub soon_at: Option<Timestamp>,
    #[sqlx(try_from = "MaybeMs")]
    pub due_at: Option<Timestamp>,
    #[sqlx(try_from = "MaybeMs")]
    pub statutory_due_at: Option<Timestamp>,
    sorted: i64,
}

impl LampRow {
    pub fn lamp_inputs(&self) -> LampInputs {
        LampInputs {
            open: true,
            waiting: self.paused || self.stage == "awaiting-supplement",
            soon_at: self.soon_at,
            due_at: self.due_at,
            statutory_due_at: self.statutory_due_at,
            in_time: None,
        }
    }

    pub fn place(&self) -> LampPlace {
        LampPlace {
            sorted: self.sorted,
            case: self.id,
        }
    }
}

/// Where in a list a case stands: the next page begins after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LampPlace {
    pub sorted: i64,
    pub case: CaseId,
}

/// A page of a list, what runs out first at its head, from after `last` on.
pub async fn lamps(
    tx: &mut Tx,
    filter: &LampFilter,
    last: Option<&LampPlace>,
    now: Timestamp,
) -> Result<Vec<LampRow>, Error> {
    let text = page_text(filter);
    filter
        .bind(text, now)
        .bind(last.map_or(i64::MIN, |last| last.sorted))
        .bind(last.map_or_else(String::new, |last| last.case.to_string()))
        .bind(PAGE)
        .all(tx)
        .await
}

fn page_text(filter: &LampFilter) -> String {
    let sorted = filter.list.sorted_by();
    let (clause, next) = filter.clause();
    format!(
        "SELECT c.id, c.case_no, c.item, c.definition, c.agency, c.division, c.stage, c.step, c.officer, c.paused, \
         c.soon_at, c.due_at, c.statutory_due_at, {sorted} AS sorted FROM cases c \
         WHERE {clause} AND ({sorted}, c.id) > (${next}, ${}) ORDER BY {sorted}, c.id LIMIT ${}",
        next + 1,
        next + 2
    )
}

/// How many cases the whole list has.
pub async fn lamps_count(tx: &mut Tx, filter: &LampFilter, now: Timestamp) -> Result<i64, Error> {
    let text = format!("SELECT COUNT(*) FROM cases c WHERE {}", filter.clause().0);
    let (count,) = filter.bind(text, now).one::<(i64,)>(tx).await?;
    Ok(count)
}

/// What a list is broken down by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Facet {
    Agency,
    Item,
}

/// Agencies or items of a list with their cases, those with the most first; at most `limit`.
pub async fn lamps_facet(
    tx: &mut Tx,
    filter: &LampFilter,
    facet: Facet,
    limit: i64,
    now: Timestamp,
) -> Result<Vec<(String, i64)>, Error> {
    let column = match facet {
        Facet::Agency => "c.agency",
        Facet::Item => "c.item",
    };
    let (clause, next) = filter.clause();
    let text = format!(
        "SELECT {column}, COUNT(*) FROM cases c WHERE {clause} \
         GROUP BY {column} ORDER BY COUNT(*) DESC, {column} LIMIT ${next}"
    );
    filter.bind(text, now).bind(limit).all(tx).await
}

/// A clock that runs.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Clock {
    #[sqlx(try_from = "Text")]
    pub case_id: CaseId,
    pub kind: String,
    pub step: String,
    /// Who holds it.
    pub agency: String,
    #[sqlx(try_from = "Text")]
    pub started_on: Date,
    #[sqlx(try_from = "Text")]
    pub due_on: Date,
    #[sqlx(try_from = "Ms")]
    pub soon_at: Timestamp,
    #[sqlx(try_from = "Ms")]
    pub due_at: Timestamp,
}

/// The clocks that run in some cases, a page of them at most; what runs out first at the head.
pub async fn lamp_clocks(tx: &mut Tx, cases: &[CaseId]) -> Result<Vec<Clock>, Error> {
    if cases.is_empty() {
        return Ok(Vec::new());
    }
    let text = format!(
        "SELECT case_id, kind, step, agency, started_on, due_on, soon_at, due_at FROM deadlines \
         WHERE met_at IS NULL AND stopped = 0 AND case_id IN {} ORDER BY due_at, case_id, kind, step",
        placeholders(tx.engine(), 1, cases.len())
    );
    cases
        .iter()
        .fold(sql_dynamic(text), |statement, case| statement.bind(*case))
        .all(tx)
        .await
}

/// How many of an agency's cases have a promise or a law's limit that runs out on a day.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Coming {
    #[sqlx(try_from = "Text")]
    pub due_on: Date,
    pub agency: String,
    pub count: i64,
}

/// By day and agency: the lengths of the lists of `LampList::Coming`, day by day.
pub async fn coming(
    tx: &mut Tx,
    filter: &LampFilter,
    now: Timestamp,
) -> Result<Vec<Coming>, Error> {
    // CROSS JOIN holds SQLite to walking the clocks of these days.
    let (clause, _) = filter.clause_of("c.open = 1".into());
    let text = format!(
        "SELECT d.due_on, c.agency, COUNT(DISTINCT c.id) AS count FROM deadlines d CROSS JOIN cases c \
         WHERE c.id = d.case_id AND d.met_at IS NULL AND d.stopped = 0 AND d.kind IN ('promised', 'statutory') \
         AND d.due_at > $1 AND d.due_at > $2 AND d.due_at <= $3 AND {clause} \
         GROUP BY d.due_on, c.agency ORDER BY d.due_on, c.agency"
    );
    filter.bind(text, now).all(tx).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::at;

    /// Each list walks an index in its own order, or looks at its clocks alone.
    #[tokio::test]
    async fn lists_walk_their_indexes() {
        let store = crate::testing::sqlite().await.unwrap();
        let mut tx = store.begin().await.unwrap();
        for (list, scope, index) in [
            (LampList::DueSoon, Scope::Everything, "cases_lamps"),
            (
                LampList::Statutory,
                Scope::Prefecture("620100".into()),
                "cases_lamps",
            ),
            (
                LampList::Overdue,
                Scope::Agency("a".into()),
                "cases_lamps_by_agency",
            ),
            (LampList::Step, Scope::Everything, "deadlines_running"),
            (LampList::PausedLong, Scope::Everything, "deadlines_running"),
            (LampList::Coming, Scope::Everything, "deadlines_running"),
        ] {
            let filter = LampFilter {
                list,
                scopes: vec![scope],
                item: None,
                officer: None,
                days: (at(0), at(1)),
                paused_before: Date::MIN,
            };
            let text = page_text(&filter);
            let plan: Vec<(i64, i64, i64, String)> = filter
                .bind(format!("EXPLAIN QUERY PLAN {text}"), at(0))
                .bind(i64::MIN)
                .bind("")
                .bind(PAGE)
                .all(&mut tx)
                .await
                .unwrap();
            let plan: Vec<_> = plan.into_iter().map(|row| row.3).collect();
            let plan = plan.join("\n");
            assert!(plan.contains(index), "{list:?}: {plan}");
            assert!(!plan.contains("SCAN"), "{list:?}: {plan}");
        }
    }
}
