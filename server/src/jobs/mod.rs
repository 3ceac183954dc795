//! Background work: what has to happen without anybody asking. Every job may run twice, or on
//! several machines at once, and does nothing the second time.

pub mod deadlines;
pub mod files;
pub mod findings;
pub mod ladder;
pub mod migration;
pub mod orders;
pub mod purge;
pub mod recalculation;
pub mod reminders;
pub mod search;
pub mod tallies;
pub mod warnings;

use std::future::Future;
use std::pin::pin;
use std::time::Duration;

use domain::id::CaseId;
use futures::FutureExt;
use jiff::{SignedDuration, Timestamp};
use tokio::time::MissedTickBehavior;

use crate::error::Error;
use crate::state::App;

pub use crate::oversight::send_reports as reports;

const TICK: Duration = Duration::from_secs(15);
const MAIL_TICK: Duration = Duration::from_secs(3);
const PURGE_EVERY: SignedDuration = SignedDuration::from_hours(1);

/// Works until `shutdown`, at once and then every few seconds. What runs then is finished first.
/// Mail goes its own way, and so do files: a server that does not answer must not stop the legal clocks.
pub async fn work(app: App, shutdown: impl Future<Output = ()>) {
    let shutdown = shutdown.shared();
    tokio::join!(
        clocks(app.clone(), shutdown.clone()),
        mail(app.clone(), shutdown.clone()),
        uploads(app.clone(), shutdown.clone()),
        sums(app.clone(), shutdown.clone()),
        rules(app, shutdown)
    );
}

async fn clocks(app: App, shutdown: impl Future<Output = ()>) {
    let mut purged: Option<Timestamp> = None;
    every(TICK, shutdown, || {
        let now = app.now.get();
        let purge = purged.is_none_or(|at| now >= at + PURGE_EVERY);
        if purge {
            purged = Some(now);
        }
        tick(app.clone(), now, purge)
    })
    .await;
}

async fn mail(app: App, shutdown: impl Future<Output = ()>) {
    every(MAIL_TICK, shutdown, || {
        let app = app.clone();
        async move { report("mail", crate::mail::outbox::run(&app).await) }
    })
    .await;
}

/// As slow as clamd and large images may be.
async fn uploads(app: App, shutdown: impl Future<Output = ()>) {
    every(TICK, shutdown, || {
        let app = app.clone();
        async move { report("files", files::run(&app, app.now.get()).await) }
    })
    .await;
}

/// Lamps turn on lists and dashboards within seconds, however many cases the clocks have to write to at a day's end.
async fn sums(app: App, shutdown: impl Future<Output = ()>) {
    every(TICK, shutdown, || {
        let app = app.clone();
        async move { report("tallies", tallies::run(&app, app.now.get()).await) }
    })
    .await;
}

/// What the rules find may come a little later; the clocks must not.
async fn rules(app: App, shutdown: impl Future<Output = ()>) {
    every(TICK, shutdown, || {
        let app = app.clone();
        async move { report("findings", findings::run(&app, app.now.get()).await) }
    })
    .await;
}

async fn every<Job>(
    period: Duration,
    shutdown: impl Future<Output = ()>,
    mut job: impl FnMut() -> Job,
) where
    Job: Future<Output = ()> + Send + 'static,
{
    let mut shutdown = pin!(shutdown);
    let mut ticks = tokio::time::interval(period);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            biased;
            () = &mut shutdown => return,
            _ = ticks.tick() => {}
        }
        // A task of its own: should it ever panic, the next tick still comes.
        if let Err(error) = tokio::spawn(job()).await {
            tracing::error!(%error, "jobs: a tick broke off");
        }
    }
}

/// Every job once; one that fails does not keep the others from running.
async fn tick(app: App, now: Timestamp, purge: bool) {
    report("calendars", recalculation::run(&app, now).await);
    report("migrations", migration::run(&app, now).await);
    report("deadlines", deadlines::run(&app, now).await);
    report("ladder", ladder::run(&app, now).await);
    report("warnings", warnings::run(&app, now).await);
    report("orders", orders::run(&app, now).await);
    if purge {
        report("reminders", reminders::run(&app, now).await);
        report("reports", reports(&app, now).await);
        report("purge", purge::run(&app, now).await);
        report("search", search::run(&app).await);
    }
}

/// One case that can't be worked on keeps no other one waiting.
///
/// # Errors
/// Where the database can't serve: then none can be worked on.
fn or_left_out(job: &'static str, case: CaseId, done: Result<bool, Error>) -> Result<bool, Error> {
    match done {
        Ok(done) => Ok(done),
        Err(error @ Error::Unavailable(_)) => Err(error),
        // Somebody acted on it at the same moment: the next run sees what is left to do.
        Err(Error::Stale { .. }) => Ok(false),
        Err(error) => {
            tracing::error!(job, %case, %error, "case left out");
            Ok(false)
        }
    }
}

fn report(job: &'static str, outcome: Result<usize, Error>) {
    match outcome {
        Ok(0) => tracing::debug!(job, "nothing to do"),
        Ok(done) => tracing::info!(job, done, "done"),
        Err(error) => tracing::error!(job, %error, "failed; it runs again with the next tick"),
    }
}
