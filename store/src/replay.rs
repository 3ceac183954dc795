//! The same row writes by the bare driver: what a measurement of the whole is compared with. A
//! recorder notes every statement that changed rows, transaction by transaction; `Bare` runs them
//! again over a database of its own, with nothing of ours around them.

mod desks;
mod province;

use std::sync::{Arc, Mutex, PoisonError};

use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};

use domain::id::CaseId;
use jiff::Timestamp;

use crate::cases::record::{CaseRecord, DeadlineRecord, Table, TaskRecord};
use crate::db::Db;
use crate::sql::{Sql, placeholders, sql_dynamic};
use crate::{Error, Store};

pub use desks::{Desks, fill_desks};
pub use province::{Province, cross, fill_province};

/// The statements of one transaction.
#[derive(Debug, Clone)]
pub struct Written(Vec<Sql>);

impl Written {
    pub fn statements(&self) -> usize {
        self.0.len()
    }
}

/// Notes what is committed. Holds sealed values and digests; keep it no longer than the measurement.
#[derive(Debug, Clone, Default)]
pub struct Recorder(Arc<Mutex<Vec<Written>>>);

impl Recorder {
    pub(crate) fn keep(&self, written: Vec<Sql>) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.push(Written(written));
    }

    /// What was noted since the last call.
    pub fn take(&self) -> Vec<Written> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// An empty, migrated database for a replay.
#[derive(Debug)]
pub struct Bare(Db);

impl Bare {
    pub async fn open(url: &str) -> Result<Self, Error> {
        let db = Db::open(url).await?;
        db.migrate().await?;
        Ok(Self(db))
    }

    /// Each transaction after the other, as they were.
    pub async fn run(&self, transactions: Vec<Written>) -> Result<(), Error> {
        for Written(statements) in transactions {
            match &self.0 {
                Db::Sqlite { write, .. } => {
                    let mut tx = write.begin_with("BEGIN IMMEDIATE").await?;
                    for statement in statements {
                        statement.sqlite().execute(&mut *tx).await?;
                    }
                    tx.commit().await?;
                }
                Db::Postgres(pool) => {
                    let mut tx = pool.begin().await?;
                    for statement in statements {
                        statement.postgres().execute(&mut *tx).await?;
                    }
                    tx.commit().await?;
                }
            }
        }
        Ok(())
    }

    pub async fn close(&self) {
        self.0.close().await;
    }
}

/// Arms deadlines that belong to no case: the weight that a job must not feel.
pub async fn arm(store: &Store, count: usize, at: Timestamp) -> Result<(), Error> {
    const ROWS: usize = 2000;
    let mut made = 0;
    while made < count {
        let some = ROWS.min(count - made);
        let mut tx = store.begin().await?;
        let text = format!(
            "INSERT INTO deadlines (case_id, kind, step, agency, started_on, due_on, soon_at, \
                 due_at, met_at, provisional, calendar, next_signal_at) VALUES {}",
            placeholders(tx.engine(), some, 12)
        );
        let mut statement = sql_dynamic(text);
        for index in made..made + some {
            statement = statement
                .bind(format!("armed-{index:012}"))
                .bind("statutory")
                .bind("")
                .bind("nobody")
                .bind("2026-01-01")
                .bind("2027-01-01")
                .bind(at)
                .bind(at)
                .bind(None::<Timestamp>)
                .bind(0_i64)
                .bind("")
                .bind(at);
        }
        statement.execute(&mut tx).await?;
        tx.commit().await?;
        made += some;
    }
    Ok(())
}

/// Makes an empty database beside the one that `url` names, and answers with its address.
/// The old one of that name goes.
pub async fn scratch_postgres(url: &str, name: &str) -> Result<String, Error> {
    drop_postgres(url, name).await?;
    administer(url, format!("CREATE DATABASE {name}")).await?;
    let options: PgConnectOptions = url.parse()?;
    Ok(options.database(name).to_url_lossy().to_string())
}

pub async fn drop_postgres(url: &str, name: &str) -> Result<(), Error> {
    administer(url, format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await
}

/// `text` holds names of our own only.
async fn administer(url: &str, text: String) -> Result<(), Error> {
    let options: PgConnectOptions = url.parse()?;
    let mut connection = options.connect().await?;
    sqlx::raw_sql(AssertSqlSafe(text))
        .execute(&mut connection)
        .await?;
    Ok(connection.close().await?)
}

/// So many copies of a case, for weight: what an act must not feel. Nobody can load them.
pub async fn fill(store: &Store, like: CaseId, count: usize) -> Result<(), Error> {
    const ROWS: usize = 20_000;
    let journal: &[&str] = &["case_id", "seq", "at", "actor", "fact", "hash"];
    let tables = [
        (CaseRecord::TABLE, "id", CaseRecord::COLUMNS),
        (TaskRecord::TABLE, "case_id", TaskRecord::COLUMNS),
        (DeadlineRecord::TABLE, "case_id", DeadlineRecord::COLUMNS),
        ("journal", "case_id", journal),
    ];
    let mut made = 0;
    while made < count {
        let some = ROWS.min(count - made);
        let mut tx = store.begin().await?;
        for (table, key, columns) in tables {
            let own = [key, "case_no", "application_id"];
            let values: Vec<String> = columns
                .iter()
                .map(|column| {
                    if own.contains(column) {
                        "'copy-' || CAST(n AS TEXT)".to_owned()
                    } else {
                        format!("t.{column}")
                    }
                })
                .collect();
            let text = format!(
                "WITH RECURSIVE numbers (n) AS (SELECT CAST($1 AS BIGINT) UNION ALL \
                 SELECT n + 1 FROM numbers WHERE n + 1 < CAST($2 AS BIGINT)) \
                 INSERT INTO {table} ({}) SELECT {} FROM {table} t CROSS JOIN numbers \
                 WHERE t.{key} = $3",
                columns.join(", "),
                values.join(", ")
            );
            sql_dynamic(text)
                .bind(i64::try_from(made).unwrap_or(i64::MAX))
                .bind(i64::try_from(made + some).unwrap_or(i64::MAX))
                .bind(like)
                .execute(&mut tx)
                .await?;
        }
        tx.commit().await?;
        made += some;
    }
    Ok(())
}
