//! The proof that the projections are what the journal says, and the way to make them so.

use std::fmt;

use domain::case::journal::{GENESIS, hash};
use domain::case::projection::Projection;
use domain::case::{Case, Entry};
use domain::id::CaseId;
use serde::Serialize;

use super::record::{
    CaseRecord, ComplaintRecord, DeadlineRecord, LicenceRecord, MovedRecord, OrderRecord,
    PartyRecord, RatingRecord, Records, Table, TaskRecord, WarningRecord, WorkRecord, records,
};
use super::{hold, write};
use crate::column::Text;
use crate::journal::{self, Journal};
use crate::sql::{Record, sql, sql_dynamic};
use crate::{Error, Store, Tx, appeals, findings, notices, tallies};

/// Cases read at a time.
const BATCH: i64 = 200;

const PROJECTIONS: [&str; 11] = [
    "cases",
    "tasks",
    "deadlines",
    "warnings",
    "moved_deadlines",
    "licences",
    "ratings",
    "parties",
    "complaints",
    "orders",
    "work",
];

/// What is kept beside a journal and stays when the projections are made anew.
const BESIDE: [&str; 4] = ["notices", "findings", "finding_acts", "score_appeals"];

/// Something that does not agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub case: String,
    pub table: &'static str,
    pub what: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of case {}: {}", self.table, self.case, self.what)
    }
}

/// Makes the projection of a folded case: the caller knows definitions and calendar. `None`
/// where the case's definition is not to be had.
pub type Project<'a> = dyn Fn(&Case) -> Option<Projection> + Send + Sync + 'a;

/// Walks every journal; calls `report` for each difference. Returns how many cases were read.
pub async fn verify(
    store: &Store,
    project: &Project<'_>,
    report: &mut (dyn FnMut(Difference) + Send),
) -> Result<u64, Error> {
    let mut seen = 0;
    let mut last = String::new();
    loop {
        let mut tx = store.read().await?;
        let ids = next_cases(&mut tx, &last).await?;
        let Some(end) = ids.last() else { break };
        last = end.to_string();
        for id in ids {
            seen += 1;
            verify_case(&mut tx, id, project, report).await?;
        }
    }
    let mut tx = store.read().await?;
    for table in PROJECTIONS.into_iter().chain(BESIDE) {
        for id in orphans(&mut tx, table).await? {
            report(Difference {
                case: id,
                table,
                what: "there is no journal for it".into(),
            });
        }
    }
    for (case, rule) in findings::differing(&mut tx).await? {
        report(Difference {
            case,
            table: "findings",
            what: format!("the state of {rule} is not what was said last"),
        });
    }
    for (case, appeal) in appeals::differing(&mut tx).await? {
        report(Difference {
            case,
            table: "score_appeals",
            what: format!("the state of {appeal} is not what was done last"),
        });
    }
    tallies::check(&mut tx, report).await?;
    Ok(seen)
}

/// Writes every projection anew, case by case, and removes what has no journal. Stopping in the
/// middle loses nothing: run it again.
pub async fn rebuild(store: &Store, project: &Project<'_>) -> Result<u64, Error> {
    let mut written = 0;
    let mut last = String::new();
    loop {
        let mut tx = store.begin().await?;
        let ids = next_cases(&mut tx, &last).await?;
        let Some(end) = ids.last() else { break };
        last = end.to_string();
        for id in ids {
            hold(&mut tx, id).await?;
            let journal = journal::load(&mut tx, id).await?;
            let case = journal.fold()?;
            let projection = project(&case).ok_or_else(|| no_definition(&case))?;
            for table in [
                "warnings",
                "moved_deadlines",
                "licences",
                "ratings",
                "parties",
                "complaints",
                "orders",
                "work",
            ] {
                sql_dynamic(format!("DELETE FROM {table} WHERE case_id = $1"))
                    .bind(id)
                    .execute(&mut tx)
                    .await?;
            }
            write(&mut tx, &case, &projection).await?;
            written += 1;
        }
        tx.commit().await?;
    }
    let mut tx = store.begin().await?;
    for table in PROJECTIONS {
        let key = key_column(table);
        sql_dynamic(format!(
            "DELETE FROM {table} WHERE NOT EXISTS \
             (SELECT 1 FROM journal j WHERE j.case_id = {table}.{key} AND j.seq = 1)"
        ))
        .execute(&mut tx)
        .await?;
    }
    findings::forget_examined(&mut tx).await?;
    tallies::recount(&mut tx).await?;
    tx.commit().await?;
    Ok(written)
}

fn no_definition(case: &Case) -> Error {
    Error::Corrupt(format!(
        "case {}: definition {} is not stored",
        case.received.no, case.received.definition
    ))
}

async fn next_cases(tx: &mut Tx, last: &str) -> Result<Vec<CaseId>, Error> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "Text")]
        case_id: CaseId,
    }
    let rows: Vec<Row> =
        sql("SELECT DISTINCT case_id FROM journal WHERE case_id > $1 ORDER BY case_id LIMIT $2")
            .bind(last)
            .bind(BATCH)
            .all(tx)
            .await?;
    Ok(rows.into_iter().map(|row| row.case_id).collect())
}

fn key_column(table: &str) -> &'static str {
    if table == "cases" { "id" } else { "case_id" }
}

async fn orphans(tx: &mut Tx, table: &str) -> Result<Vec<String>, Error> {
    let key = key_column(table);
    let rows: Vec<(String,)> = sql_dynamic(format!(
        "SELECT DISTINCT t.{key} FROM {table} t WHERE NOT EXISTS \
         (SELECT 1 FROM journal j WHERE j.case_id = t.{key} AND j.seq = 1) LIMIT $1"
    ))
    .bind(BATCH)
    .all(tx)
    .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

async fn verify_case(
    tx: &mut Tx,
    id: CaseId,
    project: &Project<'_>,
    report: &mut (dyn FnMut(Difference) + Send),
) -> Result<(), Error> {
    let mut differ = |table, what: String| {
        report(Difference {
            case: id.to_string(),
            table,
            what,
        })
    };
    let rows = journal::rows(tx, id).await?;
    let mut head = GENESIS.to_owned();
    for row in &rows {
        let seq = u64::try_from(row.seq).unwrap_or_default();
        head = hash(
            &head,
            id,
            seq,
            row.at.as_millisecond(),
            &row.actor,
            &row.fact,
        );
        if head != row.hash {
            let what = format!("entry {}: the hash chain is broken", row.seq);
            differ("journal", what);
            return Ok(());
        }
    }
    let entries: Result<Vec<Entry>, Error> = rows.iter().map(|row| row.entry(id)).collect();
    let folded = entries.and_then(|entries| {
        let journal = Journal {
            case: id,
            entries,
            head,
        };
        let case = journal.fold()?;
        Ok((case, journal.entries))
    });
    let (case, entries) = match folded {
        Ok(folded) => folded,
        Err(error) => {
            differ("journal", error.to_string());
            return Ok(());
        }
    };
    let mut notice = |what| differ("notices", what);
    notices::check(tx, id, &entries, &mut notice).await?;
    let Some(projection) = project(&case) else {
        differ(
            "definitions",
            format!("{} is not stored", case.received.definition),
        );
        return Ok(());
    };
    let Records {
        case,
        tasks,
        deadlines,
        warnings,
        moved,
        licences,
        parties,
        ratings,
        complaints,
        orders,
        work,
    } = records(&case, &projection);
    let case = tallies::as_counted(tx, case).await?;
    compare::<CaseRecord>(tx, id, vec![case], &mut differ).await?;
    compare::<TaskRecord>(tx, id, tasks, &mut differ).await?;
    compare::<DeadlineRecord>(tx, id, deadlines, &mut differ).await?;
    compare::<WarningRecord>(tx, id, warnings, &mut differ).await?;
    compare::<MovedRecord>(tx, id, moved, &mut differ).await?;
    compare::<LicenceRecord>(tx, id, licences, &mut differ).await?;
    compare::<PartyRecord>(tx, id, parties, &mut differ).await?;
    compare::<RatingRecord>(tx, id, ratings, &mut differ).await?;
    compare::<ComplaintRecord>(tx, id, complaints, &mut differ).await?;
    compare::<OrderRecord>(tx, id, orders, &mut differ).await?;
    compare::<WorkRecord>(tx, id, work, &mut differ).await
}

async fn compare<T: Table + Record + Serialize + PartialEq>(
    tx: &mut Tx,
    id: CaseId,
    expected: Vec<T>,
    differ: &mut impl FnMut(&'static str, String),
) -> Result<(), Error> {
    let key = key_column(T::TABLE);
    let stored: Vec<T> = sql_dynamic(format!(
        "SELECT {} FROM {} WHERE {key} = $1",
        T::COLUMNS.join(", "),
        T::TABLE
    ))
    .bind(id)
    .all(tx)
    .await?;
    let mut stored: Vec<_> = stored.iter().map(texts::<T>).collect();
    let mut expected: Vec<_> = expected.iter().map(texts::<T>).collect();
    stored.sort();
    expected.sort();
    if stored.len() != expected.len() {
        let what = format!("{} rows, the journal says {}", stored.len(), expected.len());
        differ(T::TABLE, what);
        return Ok(());
    }
    for (stored, expected) in stored.iter().zip(&expected) {
        for (index, column) in T::COLUMNS.iter().enumerate() {
            let (is, ought) = (stored.get(index), expected.get(index));
            if is != ought {
                let show = |value: Option<&String>| value.cloned().unwrap_or_default();
                let what = format!("{column} is {}, the journal says {}", show(is), show(ought));
                differ(T::TABLE, what);
            }
        }
    }
    Ok(())
}

/// The columns of a row as JSON texts, in the table's order.
fn texts<T: Table + Serialize>(record: &T) -> Vec<String> {
    let value = serde_json::to_value(record).unwrap_or_default();
    T::COLUMNS
        .iter()
        .map(|column| value[*column].to_string())
        .collect()
}
