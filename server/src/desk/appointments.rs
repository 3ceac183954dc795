//! `/desk/counter/appointments`: the counter's queue of a day. Whoever is called today is filed for at once.

use app::desk::appointments::{QueueView, Queued, queue_page};
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::id::AppointmentId;
use domain::locale::Localised;
use jiff::civil::Date;
use serde::Deserialize;
use store::Tx;
use store::appointments::{self, Appointment, AppointmentState};

use crate::appointments::{has_begun, time};
use crate::counter::Clerk;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

/// How far ahead the queue can be looked at, in days.
const AHEAD: usize = 14;

const HERE: &str = "/desk/counter/appointments";

#[derive(Debug, Deserialize)]
pub struct Asked {
    #[serde(default)]
    on: String,
}

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let clerk = Clerk::of(&reader)?;
    let today = app.date(reader.now);
    let days = |day: &Date| day.tomorrow().ok();
    let days: Vec<Date> = std::iter::successors(Some(today), days)
        .take(AHEAD + 1)
        .collect();
    let day = asked.on.parse::<Date>().ok();
    let day = day.filter(|day| days.contains(day)).unwrap_or(today);
    let is_today = day == today;
    let mut tx = app.store.read().await?;
    let mut queue = Vec::new();
    for agency in clerk.agencies(&app) {
        queue.extend(appointments::of_day(&mut tx, &agency.id, day).await?);
    }
    drop(tx);
    queue.sort_by_key(|one| (one.from_minute, one.number));
    let line = |one: Appointment| Queued {
        id: one.id.to_string(),
        number: one.number,
        time: time(one.from_minute),
        item: app
            .item(&one.item)
            .map_or_else(Localised::default, |found| found.item.name.clone()),
        agency: (one.agency != clerk.agency).then(|| app.agency_name(&one.agency)),
        state: one.state.key(),
        may_call: is_today && one.state != AppointmentState::Called,
        may_miss: is_today
            && one.state != AppointmentState::Missed
            && has_begun(&app, &one, reader.now),
        form: (is_today
            && one.officer_id == Some(clerk.id)
            && one.state == AppointmentState::Called)
            .then(|| form(one.id)),
        name: one.name,
    };
    let view = QueueView {
        agency: app.agency_name(&clerk.agency),
        day,
        days,
        queue: queue.into_iter().map(line).collect(),
    };
    Ok(Html(queue_page(&reader.shell, &view)).into_response())
}

/// One of today's, of an agency for which the counter takes in.
///
/// # Errors
/// `NotFound` for every other.
pub async fn todays(
    app: &App,
    tx: &mut Tx,
    reader: &Reader,
    clerk: &Clerk,
    id: &str,
) -> Result<Appointment, Error> {
    let id: AppointmentId = id.parse().map_err(|_| Error::NotFound)?;
    appointments::get(tx, id)
        .await?
        .filter(|one| clerk.takes_in_for(app, &one.agency))
        .filter(|one| one.on_date == app.date(reader.now))
        .filter(|one| one.state != AppointmentState::Cancelled)
        .ok_or(Error::NotFound)
}

pub async fn call(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let clerk = Clerk::of(&reader)?;
    let mut tx = app.store.begin().await?;
    let found = todays(&app, &mut tx, &reader, &clerk, &id).await?;
    let called = turn(tx, &found, AppointmentState::Called, &clerk, &reader).await?;
    // A second click; or a colleague was quicker, and takes the person in.
    let own = called || found.officer_id == Some(clerk.id);
    let on = if own { form(found.id) } else { HERE.to_owned() };
    Ok(Redirect::to(&on).into_response())
}

pub async fn no_show(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let clerk = Clerk::of(&reader)?;
    let mut tx = app.store.begin().await?;
    let found = todays(&app, &mut tx, &reader, &clerk, &id).await?;
    if has_begun(&app, &found, reader.now) {
        turn(tx, &found, AppointmentState::Missed, &clerk, &reader).await?;
    }
    Ok(Redirect::to(HERE).into_response())
}

/// Whether this click did it.
async fn turn(
    mut tx: Tx,
    found: &Appointment,
    to: AppointmentState,
    clerk: &Clerk,
    reader: &Reader,
) -> Result<bool, Error> {
    let turned = appointments::turn(&mut tx, found.id, to, Some(clerk.id), reader.now).await?;
    if turned {
        tx.commit().await?;
    }
    Ok(turned)
}

/// Where whoever was called is taken in.
fn form(id: AppointmentId) -> String {
    format!("/desk/counter?appointment={id}")
}
