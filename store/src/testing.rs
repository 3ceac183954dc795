//! Fresh, migrated stores for tests: SQLite in a temporary folder always, and PostgreSQL in a database of
//! its own where `TONGBAN_TEST_POSTGRES` holds the URL of a server on which databases may be made.
//! Both are removed with the last clone of the store.

use std::{path::PathBuf, str::FromStr, sync::Arc, thread};

use aes_gcm::aead::{OsRng, rand_core::RngCore};
use jiff::Timestamp;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, postgres::PgConnectOptions};

use crate::{Error, Keys, Store, db::Db};

/// Every engine at hand. Panics with the cause where one can't be had.
#[expect(clippy::panic, reason = "a test without its database can't go on")]
pub async fn stores() -> Vec<Store> {
    let mut stores = Vec::new();
    for made in [Some(sqlite().await), postgres().await]
        .into_iter()
        .flatten()
    {
        match made {
            Ok(store) => stores.push(store),
            Err(error) => panic!("no test store: {error}: {error:?}"),
        }
    }
    stores
}

/// The SQLite store alone, for tests that are not about SQL.
pub async fn sqlite() -> Result<Store, Error> {
    let folder = std::env::temp_dir().join(unique());
    std::fs::create_dir_all(&folder).map_err(|error| Error::Internal(error.into()))?;
    let url = format!("sqlite://{}", folder.join("tongban.sqlite").display());
    finish(Db::open(&url).await?, Cleanup::Folder(folder)).await
}

/// `None` where `TONGBAN_TEST_POSTGRES` is not set.
pub async fn postgres() -> Option<Result<Store, Error>> {
    let url = std::env::var("TONGBAN_TEST_POSTGRES").ok()?;
    Some(fresh_database(&url).await)
}

/// Changes rows behind the program's back, as a fault or an intruder would.
pub async fn tamper(store: &Store, statement: &'static str) -> Result<u64, Error> {
    let mut tx = store.begin().await?;
    let rows = crate::sql::sql(statement).execute(&mut tx).await?;
    tx.commit().await?;
    Ok(rows)
}

/// `seconds` after an arbitrary instant.
#[expect(clippy::expect_used, reason = "a constant in range")]
pub fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_795_392_000 + seconds).expect("in range")
}

async fn fresh_database(url: &str) -> Result<Store, Error> {
    let server = PgConnectOptions::from_str(url)?;
    let name = unique();
    run(&server, format!("CREATE DATABASE {name}")).await?;
    let cleanup = Cleanup::Database {
        server: Box::new(server.clone()),
        name: name.clone(),
    };
    finish(Db::postgres(server.database(&name)).await?, cleanup).await
}

async fn finish(db: Db, cleanup: Cleanup) -> Result<Store, Error> {
    let mut store = Store::over(db, Keys::new([1; 32])?);
    store._cleanup = Some(Arc::new(cleanup));
    store.migrate().await?;
    Ok(store)
}

fn unique() -> String {
    format!("tongban_test_{:016x}", OsRng.next_u64())
}

async fn run(server: &PgConnectOptions, text: String) -> Result<(), sqlx::Error> {
    let mut connection = server.connect().await?;
    sqlx::raw_sql(AssertSqlSafe(text))
        .execute(&mut connection)
        .await?;
    connection.close().await
}

#[derive(Debug)]
pub(crate) enum Cleanup {
    Folder(PathBuf),
    Database {
        server: Box<PgConnectOptions>,
        name: String,
    },
}

/// Best effort: a database that stays behind is named `tongban_test_…`.
impl Drop for Cleanup {
    fn drop(&mut self) {
        match self {
            Self::Folder(folder) => drop(std::fs::remove_dir_all(folder)),
            Self::Database { server, name } => {
                let (server, text) = (
                    server.clone(),
                    format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
                );
                // A thread, since a test's own runtime can't be blocked on.
                let dropping = thread::spawn(move || {
                    let runtime = tokio::runtime::Builder::new_current_thread()
                        .enable_all()
                        .build()?;
                    runtime
                        .block_on(run(&server, text))
                        .map_err(std::io::Error::other)
                });
                drop(dropping.join());
            }
        }
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use domain::{
        id::{AccountId, ApplicantId, ApplicationId, OfficerId},
        locale::Locale,
    };

    use super::at;
    use crate::{
        Tx,
        accounts::{self, Applicant, NewAccount, Officer},
        applications::{self, NewApplication},
    };

    pub fn account(n: u8) -> NewAccount {
        NewAccount {
            id: AccountId::new(at(0), [n; 10]),
            login: format!("login{n}"),
            password_hash: "hash".into(),
            locale: Locale::ZhCn,
            persona: Some(format!("persona{n}")),
            created_at: at(0),
        }
    }

    pub fn applicant(n: u8) -> Applicant {
        Applicant {
            id: ApplicantId::new(at(0), [n; 10]),
            account_id: Some(account(n).id),
            agency: None,
            entity: false,
            name: "张三".into(),
            id_no: format!("62010219900101{n:04}").into(),
            phone: "13800000000".into(),
            email: Some("zhang@example.org".into()),
            address: None,
            division: "620102".into(),
            representative: None,
        }
    }

    pub fn officer(n: u8) -> Officer {
        Officer {
            id: OfficerId::new(at(0), [n; 10]),
            account_id: account(n).id,
            agency: "lz-market".into(),
            name_zh: "李四".into(),
            name_en: "Li Si".into(),
            roles: vec!["examiner".into(), "decider".into()],
            email: None,
        }
    }

    /// A draft of a new applicant.
    pub async fn applied(tx: &mut Tx) -> NewApplication {
        let applicant = applicant(1);
        assert!(
            accounts::create_applicant(tx, &account(1), &applicant)
                .await
                .unwrap()
        );
        let new = NewApplication {
            id: ApplicationId::new(at(0), [1; 10]),
            applicant_id: applicant.id,
            item: "food-licence".into(),
            definition: "d1".into(),
            division: "620102".into(),
            answers: "{}".into(),
            created_at: at(0),
            filed_by: None,
        };
        applications::create(tx, &new).await.unwrap();
        new
    }
}
