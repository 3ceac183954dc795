//! `/desk/counter/appointments`: today's queue of the counter. Whoever is called is filed for at once.

use app::desk::appointments::{QueueView, Queued, queue_page};
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::id::AppointmentId;
use domain::locale::Localised;
use store::Tx;
use store::appointments::{self, Appointment, AppointmentState};

use crate::appointments::{clock, time};
use crate::counter::Clerk;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

const HERE: &str = "/desk/counter/appointments";

pub async fn show(State(app): State<App>, reader: Reader) -> Result<Response, Error> {
    let clerk = Clerk::of(&reader)?;
    let today = app.date(reader.now);
    let own = app.catalogue.agency(&clerk.agency);
    let others = own.map_or(&[][..], |own| own.receives_for.as_slice());
    let mut tx = app.store.read().await?;
    let mut queue = Vec::new();
    for agency in std::iter::once(&clerk.agency).chain(others) {
        queue.extend(appointments::of_day(&mut tx, agency, today).await?);
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
        may_call: one.state != AppointmentState::Called,
        may_miss: one.state != AppointmentState::Missed && has_begun(&app, &reader, &one),
        form: (one.officer_id == Some(clerk.id) && one.state == AppointmentState::Called)
            .then(|| form(one.id)),
        name: one.name,
    };
    let view = QueueView {
        agency: app.agency_name(&clerk.agency),
        day: today,
        queue: queue.into_iter().map(line).collect(),
    };
    Ok(Html(queue_page(&reader.shell, &view)).into_response())
}

/// Nobody is missed before their time.
fn has_begun(app: &App, reader: &Reader, one: &Appointment) -> bool {
    clock(app, reader.now) >= (one.on_date, one.from_minute)
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
    // Late is better than never.
    let from = [AppointmentState::Booked, AppointmentState::Missed];
    let by = Some(clerk.id);
    let to = AppointmentState::Called;
    let called = appointments::turn(&mut tx, found.id, from, to, by, reader.now).await?;
    if called {
        tx.commit().await?;
    }
    // A second click; or a colleague was quicker, and takes the person in.
    let own = called || found.officer_id == by;
    let on = if own { form(found.id) } else { HERE.to_owned() };
    Ok(Redirect::to(&on).into_response())
}

/// Where whoever was called is taken in.
fn form(id: AppointmentId) -> String {
    format!("/desk/counter?appointment={id}")
}

pub async fn no_show(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let clerk = Clerk::of(&reader)?;
    let mut tx = app.store.begin().await?;
    let found = todays(&app, &mut tx, &reader, &clerk, &id).await?;
    // Often known only once they were called.
    let from = [AppointmentState::Booked, AppointmentState::Called];
    let by = Some(clerk.id);
    let to = AppointmentState::Missed;
    if has_begun(&app, &reader, &found)
        && appointments::turn(&mut tx, found.id, from, to, by, reader.now).await?
    {
        tx.commit().await?;
    }
    Ok(Redirect::to(HERE).into_response())
}
