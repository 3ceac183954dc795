//! Projections are rewritten from the folded state in the transaction of the act.

use domain::case::projection::Projection;
use domain::case::{Case, Entry};
use domain::id::CaseId;

use super::record::{LicenceRecord, Records, Table, records};
use crate::sql::{Arg, placeholders, sql, sql_dynamic};
use crate::{Engine, Error, Tx};

/// Nobody else writes to the case until this transaction ends: what is loaded after it is what
/// the projections are made from. SQLite has one writer anyway.
pub async fn hold(tx: &mut Tx, id: CaseId) -> Result<(), Error> {
    if tx.engine() == Engine::Postgres {
        let row = sql("SELECT id FROM cases WHERE id = $1 FOR UPDATE").bind(id);
        row.optional::<(String,)>(tx).await?;
    }
    Ok(())
}

/// Writes every row of a case anew. `entries` is its whole journal.
pub async fn write(
    tx: &mut Tx,
    case: &Case,
    projection: &Projection,
    entries: &[Entry],
) -> Result<(), Error> {
    let id = case.received.case;
    let Records {
        case,
        tasks,
        deadlines,
        warnings,
        licences,
        ratings,
    } = records(case, projection, entries);
    upsert(tx, case, "id").await?;
    // An open case has exactly the tasks and deadlines of now; the other tables only grow.
    sql("DELETE FROM tasks WHERE case_id = $1")
        .bind(id)
        .execute(tx)
        .await?;
    insert(tx, tasks, "").await?;
    sql("DELETE FROM deadlines WHERE case_id = $1")
        .bind(id)
        .execute(tx)
        .await?;
    insert(tx, deadlines, "").await?;
    insert(tx, warnings, " ON CONFLICT DO NOTHING").await?;
    // Per case only: a number that another case has is refused, not overlooked.
    for licence in licences {
        upsert_own_licence(tx, licence).await?;
    }
    insert(tx, ratings, " ON CONFLICT DO NOTHING").await
}

/// # Errors
/// `Stale` where another case has the number.
async fn upsert_own_licence(tx: &mut Tx, licence: LicenceRecord) -> Result<(), Error> {
    sql("DELETE FROM licences WHERE case_id = $1")
        .bind(&licence.case_id)
        .execute(tx)
        .await?;
    insert(tx, vec![licence], "").await
}

async fn upsert<T: Table>(tx: &mut Tx, record: T, key: &str) -> Result<(), Error> {
    let updates: Vec<_> = T::COLUMNS
        .iter()
        .filter(|column| **column != key)
        .map(|column| format!("{column} = excluded.{column}"))
        .collect();
    let clause = format!(" ON CONFLICT ({key}) DO UPDATE SET {}", updates.join(", "));
    insert(tx, vec![record], &clause).await
}

async fn insert<T: Table>(tx: &mut Tx, records: Vec<T>, clause: &str) -> Result<(), Error> {
    if records.is_empty() {
        return Ok(());
    }
    let text = format!(
        "INSERT INTO {} ({}) VALUES {}{clause}",
        T::TABLE,
        T::COLUMNS.join(", "),
        placeholders(records.len(), T::COLUMNS.len())
    );
    let args: Vec<Arg> = records.into_iter().flat_map(Table::args).collect();
    args.into_iter()
        .fold(sql_dynamic(text), crate::sql::Sql::bind)
        .execute(tx)
        .await?;
    Ok(())
}
