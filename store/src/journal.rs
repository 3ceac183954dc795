//! The journal: append-only facts of every case, each row's hash covering the row before. It is
//! the truth; `cases` holds what follows from it.

use std::collections::HashMap;

use domain::case::{ActorRef, Case, Entry, Fact, journal};
use domain::id::CaseId;
use jiff::Timestamp;

use crate::column::Ms;
use crate::sql::{placeholders, sql, sql_dynamic};
use crate::{Error, Tx};

/// A whole journal, with the hash that the next entry continues.
#[derive(Debug, Clone)]
pub struct Journal {
    pub case: CaseId,
    pub entries: Vec<Entry>,
    pub head: String,
}

impl Journal {
    /// Before the first fact.
    pub fn new(case: CaseId) -> Self {
        Self {
            case,
            entries: Vec::new(),
            head: journal::GENESIS.to_owned(),
        }
    }

    pub fn seq(&self) -> u64 {
        self.entries.last().map_or(0, |entry| entry.seq)
    }

    /// # Errors
    /// `Corrupt` where the entries don't fold.
    pub fn fold(&self) -> Result<Case, Error> {
        Case::replay(&self.entries)
            .map_err(|broken| Error::Corrupt(format!("journal of {}: {broken}", self.case)))
    }
}

/// A row as it is stored.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct Row {
    pub seq: i64,
    #[sqlx(try_from = "Ms")]
    pub at: Timestamp,
    pub actor: String,
    pub fact: String,
    pub hash: String,
}

impl Row {
    pub fn entry(&self, case: CaseId) -> Result<Entry, Error> {
        let corrupt = |what: &str, error: &dyn std::fmt::Display| {
            Error::Corrupt(format!(
                "journal of {case}, entry {}: {what}: {error}",
                self.seq
            ))
        };
        Ok(Entry {
            seq: u64::try_from(self.seq).map_err(|error| corrupt("seq", &error))?,
            at: self.at,
            actor: serde_json::from_str(&self.actor).map_err(|error| corrupt("actor", &error))?,
            fact: serde_json::from_str(&self.fact).map_err(|error| corrupt("fact", &error))?,
        })
    }
}

pub(crate) async fn rows(tx: &mut Tx, case: CaseId) -> Result<Vec<Row>, Error> {
    sql("SELECT seq, at, actor, fact, hash FROM journal WHERE case_id = $1 ORDER BY seq")
        .bind(case)
        .all(tx)
        .await
}

/// # Errors
/// `NotFound` where the case has no journal.
pub async fn load(tx: &mut Tx, case: CaseId) -> Result<Journal, Error> {
    let rows = rows(tx, case).await?;
    let head = rows.last().ok_or(Error::NotFound)?.hash.clone();
    let entries = rows
        .iter()
        .map(|row| row.entry(case))
        .collect::<Result<_, _>>()?;
    Ok(Journal {
        case,
        entries,
        head,
    })
}

/// The journals of several cases, in the order of `cases`; one without entries is left out.
pub async fn load_all(tx: &mut Tx, cases: &[CaseId]) -> Result<Vec<Journal>, Error> {
    #[derive(sqlx::FromRow)]
    struct Of {
        #[sqlx(try_from = "crate::column::Text")]
        case_id: CaseId,
        #[sqlx(flatten)]
        row: Row,
    }
    if cases.is_empty() {
        return Ok(Vec::new());
    }
    let text = format!(
        "SELECT case_id, seq, at, actor, fact, hash FROM journal WHERE case_id IN {} \
         ORDER BY case_id, seq",
        placeholders(tx.engine(), 1, cases.len())
    );
    let rows: Vec<Of> = cases
        .iter()
        .fold(sql_dynamic(text), |statement, case| statement.bind(*case))
        .all(tx)
        .await?;
    let mut found: HashMap<CaseId, Journal> = HashMap::with_capacity(cases.len());
    for Of { case_id, row } in rows {
        let journal = found
            .entry(case_id)
            .or_insert_with(|| Journal::new(case_id));
        journal.entries.push(row.entry(case_id)?);
        journal.head = row.hash;
    }
    Ok(cases.iter().filter_map(|case| found.remove(case)).collect())
}

/// Appends what an act decided, in one statement, and to `journal` itself.
///
/// # Errors
/// `Stale` where somebody else appended since `journal` was loaded.
pub async fn append(
    tx: &mut Tx,
    journal: &mut Journal,
    at: Timestamp,
    actor: ActorRef,
    facts: Vec<Fact>,
) -> Result<(), Error> {
    append_all(tx, at, actor, vec![(journal, facts)]).await
}

/// The same for several journals, in one statement.
///
/// # Errors
/// `Stale` where somebody else appended to one of them since it was loaded.
pub async fn append_all(
    tx: &mut Tx,
    at: Timestamp,
    actor: ActorRef,
    acts: Vec<(&mut Journal, Vec<Fact>)>,
) -> Result<(), Error> {
    let count: usize = acts.iter().map(|(_, facts)| facts.len()).sum();
    if count == 0 {
        return Ok(());
    }
    // Stored instants are milliseconds; the entry must say what a reader will see.
    let at = Timestamp::from_millisecond(at.as_millisecond())
        .map_err(|_| Error::internal("an instant out of range"))?;
    let actor_text = json(&actor)?;
    let mut statement = sql_dynamic(format!(
        "INSERT INTO journal (case_id, seq, at, actor, fact, hash) VALUES {}",
        placeholders(tx.engine(), count, 6)
    ));
    for (journal, facts) in acts {
        for fact in facts {
            let seq = journal.seq() + 1;
            let fact_text = json(&fact)?;
            journal.head = journal::hash(
                &journal.head,
                journal.case,
                seq,
                at.as_millisecond(),
                &actor_text,
                &fact_text,
            );
            let stored_seq = i64::try_from(seq).map_err(|_| Error::internal("seq out of range"))?;
            statement = statement
                .bind(journal.case)
                .bind(stored_seq)
                .bind(at)
                .bind(&actor_text)
                .bind(fact_text)
                .bind(&journal.head);
            journal.entries.push(Entry {
                seq,
                at,
                actor,
                fact,
            });
        }
    }
    statement.execute(tx).await?;
    Ok(())
}

fn json(value: &impl serde::Serialize) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| Error::Internal(error.into()))
}
