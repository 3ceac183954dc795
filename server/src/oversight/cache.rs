//! Summaries of a whole province read every case. Those that took long are kept for a while, so
//! that a hundred supervisors who look at once cost little more than one; those that are quick to
//! make are made anew each time, and are always up to date.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use store::cases::{Scope, SummaryRow, summary};

use crate::error::Error;
use crate::state::App;

/// Below this a summary is not worth keeping.
const QUICK: Duration = Duration::from_millis(100);
/// Kept for as many times as long as it took: making summaries never takes more than a
/// twentieth of the time.
const SHARE: u32 = 20;
const LONGEST: Duration = Duration::from_secs(10);

#[derive(Debug, Default)]
pub struct Summaries(Mutex<HashMap<(Scope, Timestamp), Kept>>);

#[derive(Debug)]
struct Kept {
    rows: Arc<Vec<SummaryRow>>,
    made: Instant,
    keep: Duration,
}

impl Summaries {
    fn get(&self, key: &(Scope, Timestamp)) -> Option<Arc<Vec<SummaryRow>>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.get(key)?;
        (found.made.elapsed() < found.keep).then(|| Arc::clone(&found.rows))
    }

    fn put(&self, key: (Scope, Timestamp), rows: &Arc<Vec<SummaryRow>>, took: Duration) {
        if took < QUICK {
            return;
        }
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|_, kept| kept.made.elapsed() < kept.keep);
        let one = Kept {
            rows: Arc::clone(rows),
            made: Instant::now(),
            keep: (took * SHARE).min(LONGEST),
        };
        kept.insert(key, one);
    }
}

/// The numbers of a scope since `since`.
///
/// # Errors
/// Where the database can't serve.
pub async fn rows(
    app: &App,
    scope: &Scope,
    since: Timestamp,
    now: Timestamp,
) -> Result<Arc<Vec<SummaryRow>>, Error> {
    let key = (scope.clone(), since);
    if let Some(rows) = app.summaries.get(&key) {
        return Ok(rows);
    }
    let started = Instant::now();
    let mut tx = app.store.read().await?;
    let rows = Arc::new(summary(&mut tx, scope, since, now).await?);
    drop(tx);
    app.summaries.put(key, &rows, started.elapsed());
    Ok(rows)
}
