//! Running cases that go over to another version. Each is a transaction of its own, together with how far the
//! batch has come: a stop in the middle loses nothing, and the next run goes on behind the last case. One that
//! something forbids is left as it is, and listed.

use domain::case::{Actor, ActorRef};
use domain::id::CaseId;
use jiff::Timestamp;
use store::{Tx, case_migrations, cases, journal};

use crate::acts::{self, Attempt, Outcome, Statements};
use crate::error::Error;
use crate::migrations::{self, Obstacle, Plan};
use crate::state::App;

/// Cases read at a time.
const BATCH: i64 = 100;
/// As `acts::attempt` has it.
const MOST_LAPSES: usize = 64;

/// Returns how many cases went over; a second run finds none.
///
/// # Errors
/// Where the database can't serve. What is wrong with one case is listed, not returned.
pub async fn run(app: &App, now: Timestamp) -> Result<usize, Error> {
    let mut tx = app.store.read().await?;
    let running = case_migrations::running(&mut tx).await?;
    let mut plans = Vec::with_capacity(running.len());
    for row in running {
        plans.push(Plan::of(app, &mut tx, row).await?);
    }
    drop(tx);
    let mut done = 0;
    for plan in plans {
        done += batch(app, &plan, now).await?;
    }
    Ok(done)
}

async fn batch(app: &App, plan: &Plan, now: Timestamp) -> Result<usize, Error> {
    let mut last = plan.row.last_case.clone();
    let mut done = 0;
    loop {
        let mut tx = app.store.read().await?;
        let ids = cases::open_of_after(&mut tx, &plan.from.hash, &last, BATCH).await?;
        drop(tx);
        let Some(end) = ids.last() else { break };
        last = end.to_string();
        for id in ids {
            done += usize::from(step(app, plan, id, now).await?);
        }
    }
    let mut tx = app.store.begin().await?;
    case_migrations::finish(&mut tx, &plan.row.id, now).await?;
    tx.commit().await?;
    Ok(done)
}

/// Takes one case over, or lists it. Whether it went.
///
/// # Errors
/// Where the database can't serve.
pub async fn step(app: &App, plan: &Plan, id: CaseId, now: Timestamp) -> Result<bool, Error> {
    let mut tx = app.store.begin().await?;
    let tried = take_over(app, &mut tx, plan, id, now).await;
    let obstacles = match tried {
        Ok(obstacles) => obstacles,
        Err(error @ Error::Unavailable(_)) => return Err(error),
        Err(error) => {
            tracing::error!(case = %id, %error, "migration: case left out");
            drop(tx);
            tx = app.store.begin().await?;
            Some(vec![Obstacle::unread()])
        }
    };
    let went = obstacles.is_none();
    let listed = match &obstacles {
        Some(obstacles) if !obstacles.is_empty() => Some(migrations::write(obstacles)?),
        _ => None,
    };
    let migration = &plan.row.id;
    if case_migrations::advance(&mut tx, migration, id, went, listed.as_deref()).await? {
        tx.commit().await?;
        return Ok(went);
    }
    // Another machine works on the same batch, and was quicker.
    Ok(false)
}

/// What kept it; nothing where it went. An empty list is a case that is none of the batch's any more.
async fn take_over(
    app: &App,
    tx: &mut Tx,
    plan: &Plan,
    id: CaseId,
    now: Timestamp,
) -> Result<Option<Vec<Obstacle>>, Error> {
    cases::hold(tx, id).await?;
    let key = cases::key_by_id(tx, id).await?;
    let attempt = Attempt {
        by: ActorRef::System,
        now,
        seen: None,
        key: &key,
    };
    // What time has brought about is written by the version under which it happened.
    for _ in 0..MOST_LAPSES {
        let elapsed = acts::attempt(
            app,
            tx,
            &attempt,
            |_| false,
            Statements::default(),
            |case, ctx| Ok(case.elapse(&Actor::SYSTEM, ctx)),
        );
        if matches!(elapsed.await?, Outcome::Repeated) {
            break;
        }
    }
    let case = journal::load(tx, id).await?.fold()?;
    if case.definition != plan.from.hash || !case.is_open() {
        return Ok(Some(Vec::new()));
    }
    let parties = match plan.judge(app, tx, &case, now).await? {
        Ok(parties) => parties,
        Err(obstacles) => return Ok(Some(obstacles)),
    };
    acts::attempt(
        app,
        tx,
        &attempt,
        |_| false,
        Statements::default(),
        |case, ctx| Ok(case.migrate(&Actor::SYSTEM, &plan.to, &plan.mapping, parties, ctx)),
    )
    .await?;
    Ok(None)
}
