//! Cases of a whole province, written straight into the projections: what supervision's dashboard is measured on. No
//! journal stands behind them, so nobody can open such a case.

use jiff::Timestamp;

use super::desks::settle;
use crate::sql::{sql, sql_dynamic};
use crate::{Error, Store, tallies};

/// Rows of one transaction.
const ROWS: usize = 50_000;

/// What is filled.
#[derive(Debug, Clone)]
pub struct Province<'a> {
    /// Counties, in turn; each case lies in one of them, and in the prefecture of its first four digits.
    pub counties: &'a [&'a str],
    /// Items, in turn.
    pub items: &'a [&'a str],
    pub definition: &'a str,
    pub agencies: usize,
    pub open: usize,
    pub closed: usize,
    pub now: Timestamp,
}

/// Open cases of the last month, and closed ones of the last two years; then the sums over all of them.
pub async fn fill_province(store: &Store, province: &Province<'_>) -> Result<(), Error> {
    for (open, from, to) in [
        (true, 0, province.open),
        (false, province.open, province.open + province.closed),
    ] {
        let text = text(province, open);
        let mut made = from;
        while made < to {
            let some = ROWS.min(to - made);
            let mut tx = store.begin().await?;
            sql_dynamic(text.clone())
                .bind(count(made))
                .bind(count(made + some))
                .bind(province.now)
                .bind(province.definition)
                .execute(&mut tx)
                .await?;
            tx.commit().await?;
            made += some;
        }
    }
    let mut tx = store.begin().await?;
    tallies::recount(&mut tx).await?;
    tx.commit().await?;
    settle(store).await
}

/// The promise of so many open cases runs out at `at`, all at once, as it does at the end of a day.
pub async fn cross(store: &Store, cases: usize, at: Timestamp) -> Result<(), Error> {
    let mut tx = store.begin().await?;
    sql(
        "UPDATE cases SET due_at = $1, turns_at = $1 \
         WHERE id IN (SELECT id FROM cases WHERE open = 1 AND lamp = 'normal' ORDER BY due_at, id LIMIT $2)",
    )
    .bind(at)
    .bind(count(cases))
    .execute(&mut tx)
    .await?;
    tx.commit().await
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// `number` as one of so many words, in SQL.
fn turn(number: &str, words: &[&str]) -> String {
    let whens: Vec<_> = words
        .iter()
        .enumerate()
        .map(|(index, word)| format!("WHEN {index} THEN '{word}'"))
        .collect();
    format!(
        "CASE {number} % {} {} END",
        words.len().max(1),
        whens.join(" ")
    )
}

/// Days as text by their number, without a date function that only one engine has: a year has twelve months of 28 days
/// here, which ends in November of 2026.
fn text(province: &Province<'_>, open: bool) -> String {
    let of = province.agencies.max(1);
    let county = turn("a", province.counties);
    // An agency has three of them.
    let item = turn(&format!("(a * 3 + n / {of} % 3)"), province.items);
    let (span, shift) = if open { (30, 0) } else { (700, 30) };
    // Day `d` before now, and as a text: a year has twelve months of 28 days here.
    let received = format!("CAST($3 AS BIGINT) - CAST({shift} + d AS BIGINT) * 86400000");
    let day = |d: &str| {
        format!(
            "CAST(2026 - ({d}) / 336 AS TEXT) || '-' || substr(CAST(112 - (({d}) / 28) % 12 AS TEXT), 2) || '-' \
             || substr(CAST(128 - ({d}) % 28 AS TEXT), 2)"
        )
    };
    let lamp = "CASE WHEN n % 50 = 0 THEN 'statutory-overdue' WHEN n % 20 = 0 THEN 'overdue' \
         WHEN n % 10 = 0 THEN 'due-soon' WHEN n % 15 = 1 THEN 'paused' ELSE 'normal' END";
    let (state, columns) = if open {
        (
            format!(
                "'in-process', 'examination', 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, {lamp}"
            ),
            "stage, step, open, concluded_at, concluded_on, result, in_time, rating, rated_on, days_used, lamp",
        )
    } else {
        let ended = day("d + 29");
        (
            format!(
                "'concluded', NULL, 0, {received} + 432000000, {ended}, \
                 CASE WHEN n % 30 = 0 THEN 'refused' WHEN n % 31 = 0 THEN 'withdrawn' ELSE 'granted' END, \
                 CASE WHEN n % 40 = 0 THEN 0 ELSE 1 END, CASE WHEN n % 3 = 0 THEN 5 - n % 5 END, \
                 CASE WHEN n % 3 = 0 THEN {ended} END, n % 9, 'closed-in-time'"
            ),
            "stage, step, open, concluded_at, concluded_on, result, in_time, rating, rated_on, days_used, lamp",
        )
    };
    format!(
        "WITH RECURSIVE numbers (n) AS (SELECT CAST($1 AS BIGINT) UNION ALL \
             SELECT n + 1 FROM numbers WHERE n + 1 < CAST($2 AS BIGINT)), \
         rows AS (SELECT n, n % {of} AS a, (n * 7919) % {span} AS d FROM numbers) \
         INSERT INTO cases (id, case_no, query_code_digest, item, definition, agency, division, prefecture, \
             applicant_id, application_id, kind, received_at, received_on, deemed, corrected, seq, paused, calendar, \
             sent_back, confidential, reminders, turn, online, early, zero_visit, days_promised, law_days, \
             law_days_used, {columns}) \
         SELECT 'p-' || CAST(n AS TEXT), 'P' || CAST(n AS TEXT), '', {item}, CAST($4 AS TEXT), \
             'bench-' || CAST(a AS TEXT), {county}, substr({county}, 1, 4) || '00', '-', 'p-' || CAST(n AS TEXT), \
             CASE WHEN n % 5 = 0 THEN 'immediate' ELSE 'promised' END, {received}, {}, 0, \
             CASE WHEN n % 6 = 0 THEN 1 ELSE 0 END, 7, 0, '', 0, 0, 0, 0, CASE WHEN n % 4 > 0 THEN 1 ELSE 0 END, \
             CASE WHEN n % 3 > 0 THEN 1 ELSE 0 END, CASE WHEN n % 4 > 1 THEN 1 ELSE 0 END, 10, 20, n % 9, {state} \
         FROM rows",
        day("d + 34")
    )
}
