//! The only SQL of the project: journal, projections, applications, messages, sessions, on SQLite and
//! PostgreSQL from one SQL text. A request is `begin`, functions over `&mut Tx`, `commit`.
//!
//! Deliberately absent: decisions (domain), the time and ids (arguments), text for people (server).
//! Personal data are sealed on the way in and opened on the way out, in the functions of each file.

mod column;
mod counter;
mod db;
mod error;
mod sql;

pub mod absences;
pub mod accounts;
pub mod act_drafts;
pub mod appeals;
pub mod applications;
pub mod appointments;
pub mod attempts;
pub mod bundles;
pub mod calendars;
pub mod case_migrations;
pub mod cases;
pub mod credentials;
pub mod definitions;
pub mod delegations;
pub mod disclosures;
pub mod earlier_answers;
pub mod erasure;
pub mod findings;
pub mod inbox_views;
pub mod journal;
pub mod kept_posts;
pub mod materials;
pub mod message_box;
pub mod message_choices;
pub mod messages;
pub mod notices;
pub mod opinion_templates;
#[cfg(test)]
mod plans;
pub mod publications;
pub mod receptions;
pub mod reminders;
pub mod replay;
pub mod report_subscriptions;
pub mod seal;
pub mod search;
pub mod serials;
pub mod sessions;
pub mod statements;
pub mod tallies;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod verifications;
pub mod wallet;

pub use db::{Engine, Tx};
pub use error::Error;
pub use seal::{Keys, Personal};

/// One database; a cheap clone.
#[derive(Debug, Clone)]
pub struct Store {
    db: db::Db,
    keys: Keys,
    recorder: Option<replay::Recorder>,
    /// Statements since it was opened.
    counted: counter::Counter,
    #[cfg(any(test, feature = "testing"))]
    _cleanup: Option<std::sync::Arc<testing::Cleanup>>,
}

impl Store {
    /// `sqlite:///path/to/file` (made if missing) or `postgres://user@host/database`.
    pub async fn open(url: &str, keys: Keys) -> Result<Self, Error> {
        Ok(Self::over(db::Db::open(url).await?, keys))
    }

    fn over(db: db::Db, keys: Keys) -> Self {
        Self {
            db,
            keys,
            recorder: None,
            counted: counter::Counter::default(),
            #[cfg(any(test, feature = "testing"))]
            _cleanup: None,
        }
    }

    /// Brings the schema to this version; does nothing where it is.
    pub async fn migrate(&self) -> Result<(), Error> {
        self.db.migrate().await
    }

    /// A transaction that may write. On SQLite there is one at a time: commit or drop it soon.
    pub async fn begin(&self) -> Result<Tx, Error> {
        let mut tx = self.db.begin(self.keys.clone()).await?;
        tx.counted = self.counted.clone();
        tx.noted = self.recorder.clone().map(|one| (one, Vec::new()));
        Ok(tx)
    }

    /// The same store, whose writes `recorder` notes from now on: for measurements.
    #[must_use]
    pub fn recorded_by(mut self, recorder: &replay::Recorder) -> Self {
        self.recorder = Some(recorder.clone());
        self
    }

    /// A transaction that sees one snapshot and can't write.
    pub async fn read(&self) -> Result<Tx, Error> {
        let mut tx = self.db.read(self.keys.clone()).await?;
        tx.counted = self.counted.clone();
        Ok(tx)
    }

    /// How many statements were sent since it was opened: a page's number of them must not grow with its rows.
    #[cfg(any(test, feature = "testing"))]
    pub fn statements(&self) -> u64 {
        self.counted.get()
    }

    /// For `/readyz`: one row from the engine.
    pub async fn ready(&self) -> Result<(), Error> {
        let mut tx = self.read().await?;
        sql::sql("SELECT CAST(1 AS BIGINT)")
            .one::<(i64,)>(&mut tx)
            .await?;
        Ok(())
    }

    pub fn engine(&self) -> Engine {
        self.db.engine()
    }

    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Waits for running transactions and closes the connections; every clone is closed with it.
    pub async fn close(&self) {
        self.db.close().await;
    }
}
