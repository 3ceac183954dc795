//! The two engines and their transactions. No trait per table: one enum dispatches.
//!
//! SQLite: WAL, `synchronous=FULL`, foreign keys on, one writing connection whose transactions start
//! with `BEGIN IMMEDIATE`, and readers that can't write. PostgreSQL: READ COMMITTED for writes; reads see
//! one snapshot (REPEATABLE READ), as they do on SQLite.

use std::{fmt, str::FromStr, thread, time::Duration};

use sqlx::{
    PgPool, Postgres, Sqlite, SqlitePool, Transaction,
    migrate::Migrator,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use crate::{Error, Keys, counter::Counter, replay::Recorder, sql::Sql};

static SQLITE: Migrator = sqlx::migrate!("../migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("../migrations/postgres");

/// How long to wait for a connection or a lock before the answer is `Unavailable`.
const PATIENCE: Duration = Duration::from_secs(10);
const STATEMENTS: usize = 256;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

#[derive(Debug, Clone)]
pub(crate) enum Db {
    Sqlite { write: SqlitePool, read: SqlitePool },
    Postgres(PgPool),
}

/// One transaction; rolled back unless committed. A `Tx` of `Store::read` can't write.
pub struct Tx {
    pub(crate) inner: Inner,
    keys: Keys,
    /// What was written, where somebody wants to know.
    pub(crate) noted: Option<(Recorder, Vec<Sql>)>,
    /// The store's.
    pub(crate) counted: Counter,
}

pub(crate) enum Inner {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl fmt::Debug for Tx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tx")
            .field("engine", &self.engine())
            .finish_non_exhaustive()
    }
}

impl Tx {
    pub async fn commit(self) -> Result<(), Error> {
        match self.inner {
            Inner::Sqlite(tx) => tx.commit().await?,
            Inner::Postgres(tx) => tx.commit().await?,
        }
        if let Some((recorder, written)) = self.noted {
            recorder.keep(written);
        }
        Ok(())
    }

    pub async fn rollback(self) -> Result<(), Error> {
        match self.inner {
            Inner::Sqlite(tx) => tx.rollback().await?,
            Inner::Postgres(tx) => tx.rollback().await?,
        }
        Ok(())
    }

    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    pub fn engine(&self) -> Engine {
        match self.inner {
            Inner::Sqlite(_) => Engine::Sqlite,
            Inner::Postgres(_) => Engine::Postgres,
        }
    }
}

impl Db {
    pub async fn open(url: &str) -> Result<Self, Error> {
        if url.starts_with("sqlite:") {
            Self::sqlite(SqliteConnectOptions::from_str(url)?).await
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            Self::postgres(PgConnectOptions::from_str(url)?).await
        } else {
            Err(Error::internal(
                "a database URL starts with sqlite:// or postgres://",
            ))
        }
    }

    async fn sqlite(options: SqliteConnectOptions) -> Result<Self, Error> {
        let options = options
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(PATIENCE)
            .statement_cache_capacity(STATEMENTS)
            .optimize_on_close(true, 400);
        let pool = || {
            SqlitePoolOptions::new()
                .acquire_timeout(PATIENCE)
                .idle_timeout(None)
                .max_lifetime(None)
        };
        let write = pool()
            .max_connections(1)
            // 32 MB: the pages that a batch over many cases comes back to.
            .connect_with(options.clone().pragma("cache_size", "-32000"))
            .await?;
        let read = pool()
            .max_connections(cores().clamp(2, 16))
            .connect_with(options.pragma("query_only", "1"))
            .await?;
        Ok(Self::Sqlite { write, read })
    }

    pub async fn postgres(options: PgConnectOptions) -> Result<Self, Error> {
        let options = options
            .application_name("tongban")
            .statement_cache_capacity(STATEMENTS);
        let pool = PgPoolOptions::new()
            .acquire_timeout(PATIENCE)
            .max_connections((cores() * 4).clamp(8, 64));
        Ok(Self::Postgres(pool.connect_with(options).await?))
    }

    pub async fn migrate(&self) -> Result<(), Error> {
        match self {
            Self::Sqlite { write, .. } => SQLITE.run(write).await?,
            Self::Postgres(pool) => POSTGRES.run(pool).await?,
        }
        Ok(())
    }

    pub async fn begin(&self, keys: Keys) -> Result<Tx, Error> {
        let inner = match self {
            Self::Sqlite { write, .. } => Inner::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Inner::Postgres(
                pool.begin_with("BEGIN ISOLATION LEVEL READ COMMITTED")
                    .await?,
            ),
        };
        Ok(Tx {
            inner,
            keys,
            noted: None,
            counted: Counter::default(),
        })
    }

    pub async fn read(&self, keys: Keys) -> Result<Tx, Error> {
        let inner = match self {
            Self::Sqlite { read, .. } => Inner::Sqlite(read.begin_with("BEGIN").await?),
            Self::Postgres(pool) => Inner::Postgres(
                pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    .await?,
            ),
        };
        Ok(Tx {
            inner,
            keys,
            noted: None,
            counted: Counter::default(),
        })
    }

    pub async fn close(&self) {
        match self {
            Self::Sqlite { write, read } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }

    pub fn engine(&self) -> Engine {
        match self {
            Self::Sqlite { .. } => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }
}

fn cores() -> u32 {
    thread::available_parallelism().map_or(2, |cores| u32::try_from(cores.get()).unwrap_or(2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{sql::sql, testing::stores};

    #[test]
    fn migrations_come_in_pairs_that_say_the_same() {
        let texts = |migrator: &Migrator| {
            let text = |sql: &str| {
                sql.replace(" BYTEA", " BLOB")
                    .replace(") WITHOUT ROWID;", ");")
                    .replace(
                        "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
                        "INTEGER PRIMARY KEY",
                    )
            };
            let pairs = migrator.iter().map(|one| {
                (
                    one.version,
                    one.description.to_string(),
                    text(one.sql.as_str()),
                )
            });
            pairs.collect::<Vec<_>>()
        };
        assert_eq!(texts(&SQLITE), texts(&POSTGRES));
        assert!(SQLITE.iter().all(|one| one.sql.as_str().starts_with("-- ")));
    }

    #[tokio::test]
    async fn a_reader_reads_one_snapshot_and_cannot_write() {
        const INSERT: &str = "INSERT INTO attempts (scope, at) VALUES ('a', 1)";
        const COUNT: &str = "SELECT COUNT(*) FROM attempts";
        for store in stores().await {
            store.ready().await.unwrap();
            store.migrate().await.unwrap();
            let mut reader = store.read().await.unwrap();
            assert_eq!(sql(COUNT).one::<(i64,)>(&mut reader).await.unwrap(), (0,));
            let mut writer = store.begin().await.unwrap();
            assert_eq!(sql(INSERT).execute(&mut writer).await.unwrap(), 1);
            writer.commit().await.unwrap();
            assert_eq!(sql(COUNT).one::<(i64,)>(&mut reader).await.unwrap(), (0,));
            assert!(sql(INSERT).execute(&mut reader).await.is_err());
            drop(reader);
            let mut dropped = store.begin().await.unwrap();
            sql(INSERT).execute(&mut dropped).await.unwrap();
            drop(dropped);
            let mut reader = store.read().await.unwrap();
            assert_eq!(sql(COUNT).one::<(i64,)>(&mut reader).await.unwrap(), (1,));
        }
    }

    #[tokio::test]
    async fn a_taken_key_is_stale_and_no_row_is_not_found() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            let insert =
                sql("INSERT INTO ratings (case_id, at, agency, level) VALUES ('c', 1, 'a', 5)");
            insert.clone().execute(&mut tx).await.unwrap();
            let none = sql("SELECT at FROM ratings WHERE case_id = 'x'")
                .one::<(i64,)>(&mut tx)
                .await;
            assert!(matches!(none, Err(Error::NotFound)));
            assert!(matches!(insert.execute(&mut tx).await, Err(Error::Stale)));
        }
    }

    #[tokio::test]
    async fn an_unreachable_database_is_unavailable() {
        let url = "sqlite:///nowhere/tongban.sqlite";
        let open = Db::open(url).await;
        assert!(matches!(open, Err(Error::Unavailable(_))), "{open:?}");
    }
}
