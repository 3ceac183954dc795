//! Ratings one by one: for supervision, by how far the loop of each is, and for everybody, what supervision released.

use domain::case::RatingState;
use domain::id::{CaseId, StatementId};
use jiff::Timestamp;

use super::oversight::{Scope, clauses};
use super::query::PAGE;
use crate::column::{MaybeMs, Ms, Text};
use crate::sql::{Sql, sql, sql_dynamic};
use crate::{Error, Tx};

/// A row of a list of ratings.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct RatingLine {
    #[sqlx(try_from = "Text")]
    pub case_id: CaseId,
    pub case_no: String,
    pub item: String,
    pub definition: String,
    pub agency: String,
    #[sqlx(try_from = "Ms")]
    pub at: Timestamp,
    pub level: i64,
    /// `RatingState::key`.
    pub state: String,
    /// The first instant too late for what the agency has to do next.
    #[sqlx(try_from = "MaybeMs")]
    pub due_at: Option<Timestamp>,
    /// Whether the call-back found the applicant content.
    #[sqlx(try_from = "MaybeMs")]
    pub content: Option<bool>,
    #[sqlx(try_from = "Ms")]
    pub released: bool,
}

/// Which ratings: of the whole scope and each of `within`, given from `from` until before `to`.
#[derive(Debug, Clone)]
pub struct RatingFilter {
    pub scope: Scope,
    pub within: Vec<Scope>,
    pub from: Timestamp,
    pub to: Timestamp,
    pub level: Option<u8>,
    pub state: Option<RatingState>,
    pub item: Option<String>,
}

/// Where a page ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatingPlace {
    pub at: Timestamp,
    pub case: CaseId,
}

impl RatingLine {
    pub fn place(&self) -> RatingPlace {
        RatingPlace {
            at: self.at,
            case: self.case_id,
        }
    }
}

impl RatingFilter {
    /// The conditions, with the placeholders 1 to 5 and those of the scopes from 6 on. What is not asked for says nothing
    /// of a column: an `OR` would keep SQLite from the index of the rest.
    fn clause(&self) -> String {
        let level = self
            .level
            .map_or("CAST($3 AS BIGINT) = 0", |_| "r.level = $3");
        let state = self
            .state
            .map_or("CAST($4 AS TEXT) = ''", |_| "r.state = $4");
        let item = self
            .item
            .as_ref()
            .map_or("CAST($5 AS TEXT) = ''", |_| "r.item = $5");
        format!(
            "r.at >= $1 AND r.at < $2 AND {level} AND {state} AND {item} AND c.confidential = 0 AND {} AND {}",
            self.scope.clause(6),
            clauses(&self.within, 7)
        )
    }

    fn bind(&self, statement: Sql) -> Sql {
        let statement = statement
            .bind(self.from)
            .bind(self.to)
            .bind(i64::from(self.level.unwrap_or(0)))
            .bind(self.state.map_or("", RatingState::key))
            .bind(self.item.as_deref().unwrap_or(""))
            .bind(self.scope.value());
        self.within
            .iter()
            .fold(statement, |statement, scope| statement.bind(scope.value()))
    }

    fn next(&self) -> usize {
        7 + self.within.len()
    }
}

/// The last first.
pub async fn ratings(
    tx: &mut Tx,
    filter: &RatingFilter,
    after: Option<&RatingPlace>,
) -> Result<Vec<RatingLine>, Error> {
    let (at, case) = after.map_or((i64::MAX, String::new()), |place| {
        (place.at.as_millisecond(), place.case.to_string())
    });
    let first = filter.next();
    let text = format!(
        "SELECT r.case_id, c.case_no, c.item, c.definition, c.agency, r.at, r.level, r.state, r.due_at, r.content, \
         CASE WHEN r.released IS NULL THEN CAST(0 AS BIGINT) ELSE CAST(1 AS BIGINT) END AS released FROM ratings r JOIN cases c ON c.id = r.case_id \
         WHERE {} AND r.at <= ${first} AND (r.at < ${first} OR r.case_id < ${}) \
         ORDER BY r.at DESC, r.case_id DESC LIMIT ${}",
        filter.clause(),
        first + 1,
        first + 2
    );
    filter
        .bind(sql_dynamic(text))
        .bind(at)
        .bind(case)
        .bind(PAGE)
        .all(tx)
        .await
}

/// How many the whole list has.
pub async fn ratings_count(tx: &mut Tx, filter: &RatingFilter) -> Result<i64, Error> {
    let text = format!(
        "SELECT COUNT(*) FROM ratings r JOIN cases c ON c.id = r.case_id WHERE {}",
        filter.clause()
    );
    let (count,) = filter.bind(sql_dynamic(text)).one::<(i64,)>(tx).await?;
    Ok(count)
}

/// What was written with a rating that supervision released.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ReleasedRating {
    #[sqlx(try_from = "Text")]
    pub case_id: CaseId,
    #[sqlx(try_from = "Text")]
    pub released: StatementId,
    #[sqlx(try_from = "Ms")]
    pub at: Timestamp,
    pub level: i64,
    pub state: String,
}

/// Of an item, the last first; those that are excluded are not shown, whatever was released before.
pub async fn released_ratings(
    tx: &mut Tx,
    item: &str,
    limit: i64,
) -> Result<Vec<ReleasedRating>, Error> {
    sql("SELECT case_id, released, at, level, state FROM ratings \
         WHERE item = $1 AND released IS NOT NULL AND state <> 'excluded' \
         ORDER BY at DESC, case_id DESC LIMIT $2")
    .bind(item)
    .bind(limit)
    .all(tx)
    .await
}
