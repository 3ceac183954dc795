//! Open cases counted anew after a notice was confirmed. A batch is a transaction: a stop in the middle
//! loses nothing, the next run goes on with the cases that still go by another calendar, and nobody who
//! acts on a case waits for more than one batch. A case whose journal can't be read keeps no other one waiting.

use std::sync::Arc;

use domain::calendar::{Calendars, CaseCalendar};
use domain::case::projection::Projection;
use domain::case::{Actor, ActorRef, Case, Fact};
use domain::catalogue::Definition;
use jiff::Timestamp;
use store::cases::{self, OpenCase};
use store::{Tx, calendars, journal};

use crate::error::Error;
use crate::state::App;
use crate::{calendars as book, notify, shelf};

/// Cases of one transaction: about 150 ms for the one writer.
const BATCH: i64 = 250;

/// Returns how many cases were counted anew; a second run finds none.
///
/// # Errors
/// Where the database can't serve, or a case's journal can't be read.
pub async fn run(app: &App, now: Timestamp) -> Result<usize, Error> {
    let mut tx = app.store.read().await?;
    app.calendars.refresh(&mut tx, &app.catalogue).await?;
    let current = app.calendars.current();
    let confirmed = calendars::version(&mut tx, current.version())
        .await?
        .filter(|version| version.confirmed_at.is_some());
    let Some(version) = confirmed else {
        return Ok(0);
    };
    // A case may have come in by the old calendar while the others were counted.
    let done_before = version.finished_at.is_some();
    if done_before && !cases::is_behind(&mut tx, &current.versions()).await? {
        return Ok(0);
    }
    drop(tx);
    let mut done = 0;
    let mut last = None;
    loop {
        let mut tx = app.store.read().await?;
        let batch = cases::open_after(&mut tx, last, BATCH).await?;
        drop(tx);
        let Some(end) = batch.last() else { break };
        last = Some(end.id);
        let behind: Vec<OpenCase> = batch
            .into_iter()
            .filter(|case| current.of(&case.agency).version() != case.calendar)
            .collect();
        if !behind.is_empty() {
            done += some(app, &current, &behind, &version.reason, now).await?;
        }
    }
    if done_before {
        return Ok(done);
    }
    let mut tx = app.store.begin().await?;
    calendars::finish_version(&mut tx, current.version(), now).await?;
    tx.commit().await?;
    Ok(done)
}

/// A case on its way through a batch.
struct Recounted {
    journal: journal::Journal,
    definition: Arc<Definition>,
    target: Arc<CaseCalendar>,
    first_new: usize,
}

async fn some(
    app: &App,
    current: &Calendars,
    behind: &[OpenCase],
    reason: &str,
    now: Timestamp,
) -> Result<usize, Error> {
    let ids: Vec<_> = behind.iter().map(|case| case.id).collect();
    let mut tx = app.store.begin().await?;
    cases::hold_all(&mut tx, &ids).await?;
    let mut recounted = Vec::with_capacity(ids.len());
    let mut facts = Vec::with_capacity(ids.len());
    for journal in journal::load_all(&mut tx, &ids).await? {
        // What somebody did since the batch was read is in here.
        let (definition, target, found) =
            match count(app, &mut tx, &journal, current, reason, now).await {
                Ok(counted) => counted,
                Err(error @ Error::Unavailable(_)) => return Err(error),
                Err(error) => {
                    let case = journal.case;
                    tracing::error!(%case, %error, "recalculation: case left out");
                    continue;
                }
            };
        if found.is_empty() {
            continue;
        }
        facts.push(found);
        recounted.push(Recounted {
            first_new: journal.entries.len(),
            journal,
            definition,
            target,
        });
    }
    let acts = recounted
        .iter_mut()
        .map(|one| &mut one.journal)
        .zip(facts)
        .collect();
    journal::append_all(&mut tx, now, ActorRef::System, acts).await?;
    let mut made: Vec<(Case, Projection)> = Vec::with_capacity(recounted.len());
    for one in &recounted {
        let case = one.journal.fold()?;
        let projection = case.project(&app.ctx(&one.definition, &one.target, now));
        made.push((case, projection));
    }
    let rows: Vec<_> = made
        .iter()
        .map(|(case, projection)| (case, projection))
        .collect();
    cases::write_all(&mut tx, &rows).await?;
    for (one, (case, _)) in recounted.iter().zip(&made) {
        let ctx = app.ctx(&one.definition, &one.target, now);
        let (entries, first_new) = (&one.journal.entries, one.first_new);
        let told = &one.definition;
        notify::queue(app, &mut tx, case, told, &ctx, entries, first_new).await?;
    }
    tx.commit().await?;
    Ok(recounted.len())
}

/// What counting a case anew changes.
async fn count(
    app: &App,
    tx: &mut Tx,
    journal: &journal::Journal,
    current: &Calendars,
    reason: &str,
    now: Timestamp,
) -> Result<(Arc<Definition>, Arc<CaseCalendar>, Vec<Fact>), Error> {
    let case = journal.fold()?;
    let definition = shelf::of_case(app, tx, &case.definition).await?;
    let target = Arc::clone(current.of(&case.agency));
    let before = book::of_case(app, tx, &case).await?;
    let ctx = app.ctx(&definition, &before, now);
    let found = case.recalculate(&Actor::SYSTEM, &target, reason, &ctx);
    Ok((definition, target, found))
}
