//! Open tasks of many agencies, written straight into the projections: what an inbox is measured on. No journal stands
//! behind them, so nobody can open such a case.

use jiff::Timestamp;

use crate::db::Db;
use crate::sql::{Sql, sql_dynamic};
use crate::{Error, Store};

/// Rows of one transaction.
const ROWS: usize = 20_000;

/// What is filled.
#[derive(Debug, Clone)]
pub struct Desks<'a> {
    /// Those with people of their own; the others get names.
    pub agencies: &'a [&'a str],
    /// How many agencies there are in all, each with as many tasks.
    pub of: usize,
    pub tasks: usize,
    pub item: &'a str,
    pub definition: &'a str,
    pub now: Timestamp,
}

/// Tasks of `of` agencies, in turn: of every sort, due between five days ago and in 25 days. Every fifth has also work
/// that was done.
pub async fn fill_desks(store: &Store, desks: &Desks<'_>) -> Result<(), Error> {
    let mut made = 0;
    while made < desks.tasks {
        let some = ROWS.min(desks.tasks - made);
        let mut tx = store.begin().await?;
        for text in texts(desks) {
            let statement = sql_dynamic(text)
                .bind(count(made))
                .bind(count(made + some))
                .bind(desks.now)
                .bind(desks.item)
                .bind(desks.definition);
            desks
                .agencies
                .iter()
                .fold(statement, |statement: Sql, agency| statement.bind(*agency))
                .execute(&mut tx)
                .await?;
        }
        tx.commit().await?;
        made += some;
    }
    settle(store).await
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// `n` numbers the tasks, `k` the agencies, and `m` the tasks of one agency.
fn texts(desks: &Desks<'_>) -> [String; 3] {
    let of = desks.of.max(1);
    let named: Vec<_> = (0..desks.agencies.len())
        .map(|k| format!("WHEN {k} THEN CAST(${} AS TEXT)", k + 6))
        .collect();
    let named = named.join(" ");
    let numbers = format!(
        "WITH RECURSIVE numbers (n) AS (SELECT CAST($1 AS BIGINT) UNION ALL \
             SELECT n + 1 FROM numbers WHERE n + 1 < CAST($2 AS BIGINT)), \
         people AS (SELECT id, ROW_NUMBER() OVER (ORDER BY id) - 1 AS number FROM applicants \
             WHERE account_id IS NOT NULL), \
         rows AS (SELECT n, n / {of} AS m, p.id AS applicant, \
             '01935e00-0000-7000-8000-' || substr(CAST(1000000000000 + n AS TEXT), 2) AS id, \
             CASE n % {of} {named} ELSE 'bench-' || CAST(n % {of} AS TEXT) END AS agency, \
             CAST($3 AS BIGINT) - 432000000 + (n * 7919333) % 2592000000 AS due, \
             CAST($3 AS BIGINT) - (n * 104729) % 2592000000 AS received, \
             CAST($4 AS TEXT) AS item, CAST($5 AS TEXT) AS definition \
             FROM numbers JOIN people p ON p.number = n % (SELECT COUNT(*) FROM people))"
    );
    let step = "CASE WHEN m % 12 = 0 THEN 'supplement' WHEN m % 10 < 4 THEN 'acceptance' \
         WHEN m % 10 < 8 THEN 'examination' ELSE 'review' END";
    let role = "CASE WHEN m % 12 = 0 OR m % 10 < 4 THEN 'counter' WHEN m % 10 < 8 THEN 'examiner' \
         ELSE 'reviewer' END";
    let holder = "'01935e00-0000-7000-9000-' || substr(CAST(1000000000000 + m % 7 AS TEXT), 2)";
    [
        format!(
            "{numbers} INSERT INTO cases (id, case_no, query_code_digest, item, definition, agency, division, prefecture, \
             applicant_id, application_id, kind, stage, step, open, received_at, deemed, corrected, soon_at, due_at, \
             seq, paused, calendar, sent_back, confidential, reminders, turn) \
             SELECT id, 'NO' || CAST(n AS TEXT), '', item, definition, agency, '620102', '620100', applicant, id, \
             'promised', 'in-process', 'examination', 1, received, 0, 0, due - 172800000, due, 7, 0, '', 0, 0, 0, 0 FROM rows"
        ),
        format!(
            "{numbers} INSERT INTO tasks (case_id, step, role, agency, item, opened_at, claimed_by, soon_at, due_at, \
             division, applicant_id, received_at, arrived_at, returned, stopped, lamp_soon_at, lamp_due_at) \
             SELECT id, {step}, {role}, agency, item, received, \
             CASE WHEN m % 12 > 0 AND m % 10 IN (1, 5, 9) THEN {holder} END, due - 172800000, due, \
             '620102', applicant, received, received, CASE WHEN m % 20 = 1 THEN 1 ELSE 0 END, \
             CASE WHEN m % 25 = 3 OR m % 12 = 0 THEN 1 ELSE 0 END, due - 172800000, due FROM rows"
        ),
        format!(
            "{numbers} INSERT INTO work (case_id, number, hand, officer, agency, item, step, division, applicant_id, \
             received_at, at) SELECT id, 0, 0, {holder}, agency, item, 'acceptance', '620102', applicant, received, \
             received FROM rows WHERE m % 5 = 0"
        ),
    ]
}

/// What an engine does by itself after a while: statistics, and what PostgreSQL knows of pages that all may see.
pub(super) async fn settle(store: &Store) -> Result<(), Error> {
    for table in ["tasks", "cases", "work", "tallies"] {
        match &store.db {
            Db::Sqlite { write, .. } => {
                sqlx::raw_sql(sqlx::AssertSqlSafe(format!("ANALYZE {table}")))
                    .execute(write)
                    .await?;
            }
            Db::Postgres(pool) => {
                sqlx::raw_sql(sqlx::AssertSqlSafe(format!("VACUUM ANALYZE {table}")))
                    .execute(pool)
                    .await?;
            }
        }
    }
    Ok(())
}
