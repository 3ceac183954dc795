//! The two jobs behind the sums: adding up what was noted, and noting the lamps that time has turned.

use std::collections::BTreeMap;

use domain::lamp::{LampInputs, lamp, turns_at};
use domain::supervision::Measures;
use jiff::Timestamp;

use super::count::{count, write};
use super::{COLUMNS, ChangeRow, Changes, DIMS, Dims, Kind, stale};
use crate::cases::record::{CaseRecord, Table};
use crate::cases::write::upsert;
use crate::sql::{placeholders, sql, sql_dynamic};
use crate::{Engine, Error, Store, Tx};

/// Notes added up in one transaction, and cases turned in one.
const BATCH: i64 = 2_000;
const TURNS: i64 = 500;
/// Sums written by one statement.
const ROWS: usize = 500;

/// Adds every note to the sums. Returns how many there were.
///
/// # Errors
/// `Stale` where another server added the same notes at the same moment: nothing is lost, and nothing counted twice.
pub async fn fold(store: &Store) -> Result<usize, Error> {
    let mut folded = 0;
    loop {
        let mut tx = store.begin().await?;
        let some = batch(&mut tx).await?;
        if some == 0 {
            return Ok(folded);
        }
        tx.commit().await?;
        folded += some;
    }
}

#[derive(Debug, sqlx::FromRow)]
struct Noted {
    id: i64,
    #[sqlx(flatten)]
    change: ChangeRow,
}

async fn batch(tx: &mut Tx) -> Result<usize, Error> {
    let noted: Vec<Noted> = sql_dynamic(format!(
        "SELECT id, {DIMS}, {} FROM tally_changes ORDER BY id LIMIT $1",
        COLUMNS.join(", ")
    ))
    .bind(BATCH)
    .all(tx)
    .await?;
    if noted.is_empty() {
        return Ok(0);
    }
    let ids: Vec<i64> = noted.iter().map(|noted| noted.id).collect();
    let text = format!(
        "DELETE FROM tally_changes WHERE id IN {}",
        placeholders(tx.engine(), 1, ids.len())
    );
    let statement = ids
        .iter()
        .fold(sql_dynamic(text), |statement, id| statement.bind(*id));
    if statement.execute(tx).await? != u64::try_from(ids.len()).unwrap_or_default() {
        return stale();
    }
    let mut changes = Changes::new();
    for noted in noted {
        let (dims, measures) = noted.change.into_change();
        super::add(&mut changes, dims, measures);
    }
    put(tx, &changes).await?;
    Ok(ids.len())
}

type Sum = (&'static str, String, &'static str, String, String);

/// Adds the changes to each sum that they are a part of, in the order of its key: two who do so can't hold up each
/// other.
pub(super) async fn put(tx: &mut Tx, changes: &Changes) -> Result<(), Error> {
    let sums = sums(changes);
    let sums: Vec<_> = sums
        .into_iter()
        .filter(|(_, measures)| !measures.is_zero())
        .collect();
    let added = COLUMNS.map(|column| format!("{column} = tallies.{column} + excluded.{column}"));
    for some in sums.chunks(ROWS) {
        let text = format!(
            "INSERT INTO tallies (kind, scope, grain, start, key, {}) VALUES {} \
             ON CONFLICT (kind, scope, key, grain, start) DO UPDATE SET {}",
            COLUMNS.join(", "),
            placeholders(tx.engine(), some.len(), 5 + COLUMNS.len()),
            added.join(", ")
        );
        let mut statement = sql_dynamic(text);
        for ((kind, scope, grain, start, key), measures) in some {
            statement = statement
                .bind(*kind)
                .bind(scope)
                .bind(*grain)
                .bind(start)
                .bind(key);
            for value in measures.values() {
                statement = statement.bind(value);
            }
        }
        statement.execute(tx).await?;
    }
    Ok(())
}

/// The sums that `changes` come to.
pub(super) fn sums(changes: &Changes) -> BTreeMap<Sum, Measures> {
    let mut sums: BTreeMap<Sum, Measures> = BTreeMap::new();
    for (dims, measures) in changes {
        for (kind, scope, key) in dims.sums() {
            if kind == Kind::Officer && key.is_empty() {
                continue;
            }
            for (grain, start) in grains(dims) {
                let sum = (kind.key(), scope.clone(), grain, start, key.to_owned());
                *sums.entry(sum).or_default() += *measures;
            }
        }
    }
    sums
}

fn grains(dims: &Dims) -> Vec<(&'static str, String)> {
    match dims.day.get(..7) {
        Some(month) => vec![("day", dims.day.clone()), ("month", month.to_owned())],
        None => vec![("now", String::new())],
    }
}

/// Notes the lamps that time has turned by `now`. Returns how many; a second run at the same `now` finds none.
pub async fn turn(store: &Store, now: Timestamp) -> Result<usize, Error> {
    let mut turned = 0;
    loop {
        let mut tx = store.begin().await?;
        let cases = turning(&mut tx, now, TURNS, true).await?;
        if cases.is_empty() {
            return Ok(turned);
        }
        turned += cases.len();
        let mut changes = Changes::new();
        let mut rows = Vec::with_capacity(cases.len());
        for before in cases {
            let after = turned_case(&before, now);
            count(&mut changes, &before, -1);
            count(&mut changes, &after, 1);
            rows.push(after);
        }
        upsert(&mut tx, rows, "id").await?;
        write(&mut tx, changes).await?;
        tx.commit().await?;
    }
}

/// Cases whose lamp is not the one that they are counted under any more, the longest turned first. With
/// `hold` nobody else writes to them until the transaction ends.
pub(super) async fn turning(
    tx: &mut Tx,
    now: Timestamp,
    limit: i64,
    hold: bool,
) -> Result<Vec<CaseRecord>, Error> {
    let lock = match tx.engine() {
        // Whoever holds one is writing its lamp anew.
        Engine::Postgres if hold => " FOR UPDATE SKIP LOCKED",
        _ => "",
    };
    sql_dynamic(format!(
        "SELECT {} FROM cases WHERE turns_at IS NOT NULL AND turns_at <= $1 \
         ORDER BY turns_at, id LIMIT $2{lock}",
        CaseRecord::COLUMNS.join(", ")
    ))
    .bind(now)
    .bind(limit)
    .all(tx)
    .await
}

/// The case as it is to be counted at `now`.
pub(super) fn turned_case(case: &CaseRecord, now: Timestamp) -> CaseRecord {
    let inputs = inputs(case);
    CaseRecord {
        lamp: lamp(inputs, now).key().to_owned(),
        turns_at: turns_at(inputs, now).map(|at| at.as_millisecond()),
        ..case.clone()
    }
}

pub(super) fn inputs(case: &CaseRecord) -> LampInputs {
    let at = |ms: Option<i64>| ms.and_then(|ms| Timestamp::from_millisecond(ms).ok());
    LampInputs {
        open: case.open == 1,
        waiting: case.stage == "awaiting-supplement" || case.paused == 1,
        soon_at: at(case.soon_at),
        due_at: at(case.due_at),
        statutory_due_at: at(case.statutory_due_at),
        in_time: case.in_time.map(|flag| flag == 1),
    }
}

/// Forgets every sum and note.
pub(super) async fn forget(tx: &mut Tx) -> Result<(), Error> {
    sql("DELETE FROM tally_changes").execute(tx).await?;
    sql("DELETE FROM tallies").execute(tx).await?;
    Ok(())
}
