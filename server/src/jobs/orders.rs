//! 再监察: an order that nobody answered in time becomes the business of the next supervision up. Each case is a
//! transaction of its own.

use domain::case::{Actor, ActorRef, SupervisionOrder};
use domain::catalogue::Catalogue;
use jiff::Timestamp;
use store::cases::{self, LateOrder};

use super::or_left_out;
use crate::acts::{self, Attempt, Outcome, Statements};
use crate::error::Error;
use crate::state::App;

/// Orders read at a time.
const BATCH: i64 = 100;

/// Returns how many cases had orders that went up; a second run at the same `now` finds none.
///
/// # Errors
/// Where the database can't serve. What is wrong with one case is logged, not returned.
pub async fn run(app: &App, now: Timestamp) -> Result<usize, Error> {
    let mut raised = 0;
    let mut last: Option<LateOrder> = None;
    loop {
        let mut tx = app.store.read().await?;
        let batch = cases::late_orders(&mut tx, now, last.as_ref(), BATCH).await?;
        drop(tx);
        let Some(end) = batch.last() else {
            return Ok(raised);
        };
        last = Some(end.clone());
        for late in batch {
            // The topmost keeps it: there is nothing to write.
            let (organ, to) = (late.organ.as_deref(), late.raised_to.as_deref());
            if above(&app.catalogue, organ, to, &late.division).is_none() {
                continue;
            }
            let done = one(app, &late, now).await;
            raised += usize::from(or_left_out("orders", late.case_id, done)?);
        }
    }
}

async fn one(app: &App, late: &LateOrder, now: Timestamp) -> Result<bool, Error> {
    let mut tx = app.store.begin().await?;
    let key = cases::key_by_id(&mut tx, late.case_id).await?;
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
        |case, ctx| {
            let next = |order: &SupervisionOrder| {
                let raised = order.raised.last().map(|(_, to)| to.as_str());
                let own = &case.received.division;
                above(&app.catalogue, order.organ.as_deref(), raised, own)
            };
            Ok(case.raise_orders(&Actor::SYSTEM, next, ctx))
        },
    )
    .await?;
    tx.commit().await?;
    Ok(matches!(outcome, Outcome::Done))
}

/// The division above the one whose supervision has the order now: the one that it came up to, that of the agency that
/// gave it, or the case's own. Above the topmost is none.
fn above(
    catalogue: &Catalogue,
    organ: Option<&str>,
    raised: Option<&str>,
    division: &str,
) -> Option<String> {
    let organ = organ.and_then(|id| catalogue.agency(id));
    let own = organ.map_or(division, |organ| &organ.division);
    catalogue.division(raised.unwrap_or(own))?.parent.clone()
}
