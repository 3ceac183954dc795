//! What time alone brings about: warnings, and acceptance, consent and renewal by silence (行政许可法 32, 50).
//! Each case is a transaction of its own, so a stop in the middle loses nothing, and a case whose journal
//! can't be read keeps no other one waiting.

use std::collections::HashSet;

use domain::case::{Actor, ActorRef};
use jiff::Timestamp;
use store::cases::{self, DueSignal};

use super::or_left_out;
use crate::acts::{self, Attempt, Outcome, Statements};
use crate::error::Error;
use crate::state::App;

/// Cases read at a time.
const BATCH: i64 = 100;

/// Signs everything that is due by `now`. Returns how many times a case was written to; a second
/// run at the same `now` writes nothing.
///
/// # Errors
/// Where the database can't serve. What is wrong with one case is logged, not returned.
pub async fn run(app: &App, now: Timestamp) -> Result<usize, Error> {
    let mut written = 0;
    // An acceptance by lapse of time starts clocks that may be due themselves: sweep again. Every
    // sweep but the last adds facts, of which a case has a limited number.
    loop {
        let added = sweep(app, now).await?;
        if added == 0 {
            return Ok(written);
        }
        written += added;
    }
}

async fn sweep(app: &App, now: Timestamp) -> Result<usize, Error> {
    let mut added = 0;
    let mut seen = HashSet::new();
    let mut last: Option<DueSignal> = None;
    loop {
        let mut tx = app.store.read().await?;
        let batch = cases::due_signals(&mut tx, now, last.as_ref(), BATCH).await?;
        drop(tx);
        let Some(end) = batch.last() else {
            return Ok(added);
        };
        last = Some(end.clone());
        for due in batch {
            // Its other deadlines were worked off with the first.
            if !seen.insert(due.case_id) {
                continue;
            }
            let done = one(app, &due, now).await;
            added += usize::from(or_left_out("deadlines", due.case_id, done)?);
        }
    }
}

/// Whether there was anything to write.
async fn one(app: &App, due: &DueSignal, now: Timestamp) -> Result<bool, Error> {
    let mut tx = app.store.begin().await?;
    let key = cases::key_by_id(&mut tx, due.case_id).await?;
    let attempt = Attempt {
        by: ActorRef::System,
        now,
        seen: None,
        key: &key,
    };
    let outcome = acts::attempt(
        app,
        &mut tx,
        &attempt,
        |_| false,
        Statements::default(),
        |case, ctx| Ok(case.elapse(&Actor::SYSTEM, ctx)),
    )
    .await?;
    let done = matches!(outcome, Outcome::Done);
    if !done {
        // The row says that something is due and the journal says that nothing is: the row is wrong.
        acts::refresh(app, &mut tx, due.case_id, now).await?;
    }
    tx.commit().await?;
    Ok(done)
}
