//! 逐级督办: what the ladder orders on cases whose time ran out. Each case is a transaction of its own.

use std::collections::HashSet;

use app::parts::clock::clock_name;
use app::text;
use domain::case::{Actor, ActorRef, Ctx, DueRung, Instrument, NewOrder};
use domain::id::CaseId;
use domain::locale::Locale;
use domain::supervision::ladder::Rung;
use jiff::{SignedDuration, Timestamp};
use store::cases::{self, Climbing};

use super::or_left_out;
use crate::acts::{self, Attempt, Outcome, Statements};
use crate::error::Error;
use crate::notices::number;
use crate::state::App;
use crate::supervision;
use crate::turns;

/// Warnings read at a time.
const BATCH: i64 = 100;

/// Returns on how many cases something was ordered; a second run at the same `now` finds none.
///
/// # Errors
/// Where the database can't serve. What is wrong with one case is logged, not returned.
pub async fn run(app: &App, now: Timestamp) -> Result<usize, Error> {
    let mut ordered = 0;
    for rung in app.catalogue.supervision.ladder().rungs() {
        if let Some((instrument, _)) = rung.order {
            ordered += climb(app, rung, instrument, now).await?;
        }
    }
    Ok(ordered)
}

async fn climb(
    app: &App,
    rung: &Rung,
    instrument: Instrument,
    now: Timestamp,
) -> Result<usize, Error> {
    // What fell due since then was crossed no earlier than this: working days are seldom more than twice as many days.
    let earlier = SignedDuration::from_hours(24 * (2 * i64::from(rung.after) + 14));
    let since = app.catalogue.supervision.ladder().since(now) - earlier;
    let mut ordered = 0;
    let mut seen = HashSet::new();
    let mut last: Option<Climbing> = None;
    loop {
        let mut tx = app.store.read().await?;
        let which = (rung.on, instrument);
        let batch = cases::climbing(&mut tx, which, (since, now), last.as_ref(), BATCH).await?;
        drop(tx);
        let Some(end) = batch.last() else {
            return Ok(ordered);
        };
        last = Some(end.clone());
        for found in batch {
            // Clocks that ran out together have one order.
            if !is_due(app, rung, &found, now) || !seen.insert(found.case_id) {
                continue;
            }
            let done = one(app, found.case_id, now).await;
            ordered += usize::from(or_left_out("ladder", found.case_id, done)?);
        }
    }
}

/// As far as a row tells: no journal is read for what has time until after the weekend, or for a place that nobody
/// supervises.
fn is_due(app: &App, rung: &Rung, found: &Climbing, now: Timestamp) -> bool {
    let calendars = app.calendars.current();
    let calendar = calendars.of(&found.agency);
    let at = rung.due_at(found.at, &calendar.promised, &app.catalogue.tz);
    let is_now = at <= now && at >= app.catalogue.supervision.ladder().since(now);
    let agency = app.catalogue.agency(&found.agency);
    is_now
        && agency
            .is_some_and(|agency| !supervision::organs(&app.catalogue, &agency.division).is_empty())
}

async fn one(app: &App, case: CaseId, now: Timestamp) -> Result<bool, Error> {
    let mut tx = app.store.begin().await?;
    let key = cases::key_by_id(&mut tx, case).await?;
    // The case before a number, as everybody takes them.
    cases::hold(&mut tx, case).await?;
    let loaded = acts::load(app, &mut tx, &key).await?;
    let ladder = app.catalogue.supervision.ladder();
    let ctx = loaded.ctx(app, now);
    // A city's bureau is the city's to supervise, wherever in it the applicant is.
    let agency = app.catalogue.agency(&loaded.case.agency);
    let place = agency.map_or(&loaded.case.received.division, |agency| &agency.division);
    let organs = supervision::staffed(app, &mut tx, place).await?;
    let Some(organ) = organs.first() else {
        return Ok(false);
    };
    let mut texts = Statements::default();
    let mut orders = Vec::new();
    for due in loaded.case.due_rungs(ladder, &ctx) {
        let new = NewOrder {
            instrument: due.instrument,
            limit: due.reply,
            text: texts.add(app, now, &words(app, &due, &ctx))?,
            notice: number::next(&mut tx, &organ.id, app.date(now)).await?,
            organ: organ.id.clone(),
        };
        orders.push((due.warning.seq, new));
    }
    if orders.is_empty() {
        return Ok(false);
    }
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
        texts,
        |case, ctx| {
            Ok(case.escalate(&Actor::SYSTEM, ladder, ctx, |due| {
                let mut all = orders.iter();
                let (_, new) = all.find(|(seq, _)| *seq == due.warning.seq)?;
                Some(new.clone())
            }))
        },
    )
    .await?;
    tx.commit().await?;
    Ok(matches!(outcome, Outcome::Done))
}

/// In the language of the file: an order is kept as it was given.
fn words(app: &App, due: &DueRung<'_>, ctx: &Ctx<'_>) -> String {
    let locale = Locale::ZhCn;
    let warning = due.warning;
    let of = turns::of(ctx.item, warning.deadline, warning.step_now.as_deref());
    let clock = clock_name(locale, warning.deadline, of.as_ref());
    let day = text::date(locale, app.last_day(warning.crossed_at));
    let values = [
        ("clock", clock.into()),
        ("day", day.into()),
        ("days", due.reply.value.into()),
    ];
    text::tv(
        locale,
        &format!("ladder-said-{}", due.instrument.key()),
        &values,
    )
}
