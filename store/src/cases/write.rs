//! Projections are rewritten from the folded state in the transaction of the act.

use domain::case::Case;
use domain::case::projection::Projection;
use domain::id::CaseId;

use super::record::{LicenceRecord, Records, Table, records};
use crate::sql::{Arg, Sql, placeholders, sql, sql_dynamic};
use crate::{Engine, Error, Tx, tallies};

/// SQLite binds 32,766 values at most.
const VALUES: usize = 32_000;

/// Nobody else writes to the case until this transaction ends: what is loaded after it is what
/// the projections are made from. SQLite has one writer anyway.
pub async fn hold(tx: &mut Tx, id: CaseId) -> Result<(), Error> {
    hold_all(tx, &[id]).await
}

/// The same for several, always in the same order, so that no two hold up each other.
pub async fn hold_all(tx: &mut Tx, ids: &[CaseId]) -> Result<(), Error> {
    if tx.engine() == Engine::Postgres && !ids.is_empty() {
        let text = format!(
            "SELECT id FROM cases WHERE id IN {} ORDER BY id FOR UPDATE",
            placeholders(tx.engine(), 1, ids.len())
        );
        bind_all(sql_dynamic(text), ids)
            .all::<(String,)>(tx)
            .await?;
    }
    Ok(())
}

/// Writes every row of a case anew.
pub async fn write(tx: &mut Tx, case: &Case, projection: &Projection) -> Result<(), Error> {
    write_all(tx, &[(case, projection)]).await
}

/// The same for many cases, with as few statements.
pub async fn write_all(tx: &mut Tx, cases: &[(&Case, &Projection)]) -> Result<(), Error> {
    let ids: Vec<CaseId> = cases.iter().map(|(case, _)| case.received.case).collect();
    let mut rows = Vec::with_capacity(cases.len());
    let (mut tasks, mut deadlines) = (Vec::new(), Vec::new());
    let (mut warnings, mut moved) = (Vec::new(), Vec::new());
    let (mut licences, mut ratings, mut parties) = (Vec::new(), Vec::new(), Vec::new());
    let (mut complaints, mut work, mut orders) = (Vec::new(), Vec::new(), Vec::new());
    for (case, projection) in cases {
        let made: Records = records(case, projection);
        rows.push(made.case);
        tasks.extend(made.tasks);
        deadlines.extend(made.deadlines);
        warnings.extend(made.warnings);
        moved.extend(made.moved);
        licences.extend(made.licences);
        ratings.extend(made.ratings);
        parties.extend(made.parties);
        complaints.extend(made.complaints);
        orders.extend(made.orders);
        work.extend(made.work);
    }
    tallies::note(tx, &rows).await?;
    upsert(tx, rows, "id").await?;
    // An open case has exactly the tasks and deadlines of now; the other tables only grow.
    for table in ["tasks", "deadlines"] {
        let text = format!(
            "DELETE FROM {table} WHERE case_id IN {}",
            placeholders(tx.engine(), 1, ids.len())
        );
        bind_all(sql_dynamic(text), &ids).execute(tx).await?;
    }
    insert(tx, tasks, "").await?;
    insert(tx, deadlines, "").await?;
    insert(tx, moved, " ON CONFLICT DO NOTHING").await?;
    // Who had a part may have none any more: an answer that is no longer waited for, a case that became theirs, a
    // step that another version of the definition does not have.
    let had = |case: &Case| {
        !case.consultations.is_empty()
            || !case.received.parties.is_empty()
            || !case.transfers.is_empty()
            || case.definition != case.received.definition
    };
    if !parties.is_empty() || cases.iter().any(|(case, _)| had(case)) {
        let text = format!(
            "DELETE FROM parties WHERE case_id IN {}",
            placeholders(tx.engine(), 1, ids.len())
        );
        bind_all(sql_dynamic(text), &ids).execute(tx).await?;
        insert(tx, parties, "").await?;
    }
    // Per case only: a number that another case has is refused, not overlooked.
    for licence in licences {
        upsert_own_licence(tx, licence).await?;
    }
    upsert(tx, warnings, "case_id, seq").await?;
    upsert(tx, complaints, "case_id, seq").await?;
    upsert(tx, orders, "case_id, seq").await?;
    // A migration of the case gives its steps other names.
    upsert(tx, work, "case_id, number, hand").await?;
    upsert(tx, ratings, "case_id").await
}

fn bind_all(statement: Sql, ids: &[CaseId]) -> Sql {
    ids.iter()
        .fold(statement, |statement, id| statement.bind(*id))
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

pub(crate) async fn upsert<T: Table>(tx: &mut Tx, records: Vec<T>, key: &str) -> Result<(), Error> {
    let updates: Vec<_> = T::COLUMNS
        .iter()
        .filter(|column| **column != key)
        .map(|column| format!("{column} = excluded.{column}"))
        .collect();
    let clause = format!(" ON CONFLICT ({key}) DO UPDATE SET {}", updates.join(", "));
    insert(tx, records, &clause).await
}

async fn insert<T: Table>(tx: &mut Tx, records: Vec<T>, clause: &str) -> Result<(), Error> {
    let mut left = records.into_iter().peekable();
    while left.peek().is_some() {
        let some: Vec<T> = left.by_ref().take(VALUES / T::COLUMNS.len()).collect();
        let text = format!(
            "INSERT INTO {} ({}) VALUES {}{clause}",
            T::TABLE,
            T::COLUMNS.join(", "),
            placeholders(tx.engine(), some.len(), T::COLUMNS.len())
        );
        let args: Vec<Arg> = some.into_iter().flat_map(Table::args).collect();
        args.into_iter()
            .fold(sql_dynamic(text), Sql::bind)
            .execute(tx)
            .await?;
    }
    Ok(())
}
