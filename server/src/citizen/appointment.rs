//! 预约: `/items/{code}/appointment` books a time at the counter, `/appointments/{id}` shows it.

use std::collections::HashMap;

use app::citizen::appointment::{
    AppointmentView, BookingView, Place, Slot, appointment_page, booking_page,
};
use app::text;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use domain::catalogue::{Agency, Definition};
use domain::id::AppointmentId;
use domain::locale::Localised;
use serde::Deserialize;
use std::sync::Arc;
use store::Tx;
use store::appointments::{self, Appointment, AppointmentState, Booking, NewAppointment};

use crate::appointments::{PLACES, clock, is_over, offered, time};
use crate::error::Error;
use crate::mail::Kind;
use crate::notify::{self, Cause};
use crate::reader::Reader;
use crate::state::App;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/items/{code}/appointment", get(show).post(book))
        .route("/appointments/{id}", get(see))
        .route("/appointments/{id}/cancellation", post(cancel))
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    division: String,
    #[serde(default)]
    slot: String,
}

/// The item, and whose counter it is at; nothing where that is still to be said in the guide.
struct At<'a> {
    definition: Arc<Definition>,
    division: String,
    agency: &'a Agency,
}

impl<'a> At<'a> {
    fn find(app: &'a App, reader: &Reader, code: &str, typed: &str) -> Result<Option<Self>, Error> {
        let definition = app.public_item(code)?;
        if !reader.covers(definition.item.code()) {
            return Err(Error::Uncovered);
        }
        if definition.item.suspension(app.date(reader.now)).is_some() {
            return Ok(None);
        }
        let chosen = Some(typed.to_owned()).filter(|typed| !typed.is_empty());
        let division = chosen
            .or_else(|| reader.division.clone())
            .unwrap_or_default();
        let known = app.catalogue.division(&division).is_some();
        let agency = app
            .catalogue
            .route(&definition.item, &division)
            .filter(|_| known);
        Ok(agency.map(|agency| Self {
            definition: Arc::clone(&definition),
            division,
            agency,
        }))
    }

    async fn view(
        &self,
        app: &App,
        reader: &Reader,
        tx: &mut Tx,
        chosen: &str,
        fault: Option<&'static str>,
    ) -> Result<BookingView, Error> {
        let days = offered(app, self.agency, reader.now);
        let taken: HashMap<_, _> = match (days.first(), days.last()) {
            (Some((from, _)), Some((to, _))) => {
                let taken = appointments::taken(tx, &self.agency.id, *from, *to).await?;
                let taken = taken.into_iter();
                taken
                    .map(|(day, minute, count)| ((day, minute), count))
                    .collect()
            }
            _ => HashMap::new(),
        };
        let days = days.into_iter().map(|(day, half_hours)| {
            let slots = half_hours.into_iter().map(|minute| Slot {
                key: key(day, minute),
                time: time(minute),
                left: PLACES - taken.get(&(day, minute)).copied().unwrap_or_default(),
            });
            (day, slots.filter(|slot| slot.left > 0).collect())
        });
        let days = days.filter(|(_, slots): &(_, Vec<Slot>)| !slots.is_empty());
        Ok(BookingView {
            code: self.definition.item.code().to_owned(),
            item: self.definition.item.name.clone(),
            division: self.division.clone(),
            place: place(app, self.agency),
            days: days.collect(),
            chosen: chosen.to_owned(),
            fault,
        })
    }
}

fn key(day: jiff::civil::Date, minute: i64) -> String {
    format!("{day}-{minute}")
}

fn place(app: &App, agency: &Agency) -> Place {
    let (hall, _) = app.catalogue.hall(agency);
    Place {
        agency: agency.name.clone(),
        hall: hall.name.clone(),
        address: hall.address.clone(),
    }
}

fn to_guide(code: &str) -> Response {
    Redirect::to(&format!("/items/{code}#contact")).into_response()
}

fn to(id: AppointmentId) -> Response {
    Redirect::to(&format!("/appointments/{id}")).into_response()
}

async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let applicant = reader.applicant()?;
    let Some(at) = At::find(&app, &reader, &code, &asked.division)? else {
        return Ok(to_guide(&code));
    };
    let mut tx = app.store.read().await?;
    if let Some(before) =
        appointments::coming(&mut tx, applicant, &code, clock(&app, reader.now)).await?
    {
        return Ok(to(before));
    }
    let view = at.view(&app, &reader, &mut tx, "", None).await?;
    Ok(Html(booking_page(&reader.shell, &view)).into_response())
}

async fn book(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(asked): Form<Asked>,
) -> Result<Response, Error> {
    let applicant = reader.applicant()?;
    let Some(at) = At::find(&app, &reader, &code, &asked.division)? else {
        return Ok(to_guide(&code));
    };
    let chosen = offered(&app, at.agency, reader.now)
        .into_iter()
        .flat_map(|(day, half_hours)| half_hours.into_iter().map(move |minute| (day, minute)))
        .find(|(day, minute)| key(*day, *minute) == asked.slot);
    let mut fault = "appointment-slot-missing";
    if let Some((day, minute)) = chosen {
        let new = NewAppointment {
            id: AppointmentId::new(reader.now, app.entropy()?),
            agency: at.agency.id.clone(),
            on_date: day,
            from_minute: minute,
            applicant_id: applicant,
            item: code.clone(),
            at: reader.now,
        };
        let mut tx = app.store.begin().await?;
        match appointments::book(&mut tx, &new, clock(&app, reader.now), PLACES).await? {
            Booking::Made(number) => {
                tell(&app, &mut tx, &reader, &at, &new, number).await?;
                tx.commit().await?;
                return Ok(to(new.id));
            }
            // A second click, or a second wish: the first stands until it is cancelled.
            Booking::Before(before) => return Ok(to(before)),
            Booking::Full => fault = "appointment-full",
            Booking::SameTime => fault = "appointment-same-time",
        }
    }
    let mut tx = app.store.read().await?;
    let view = at
        .view(&app, &reader, &mut tx, &asked.slot, Some(fault))
        .await?;
    let page = Html(booking_page(&reader.shell, &view));
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn tell(
    app: &App,
    tx: &mut Tx,
    reader: &Reader,
    at: &At<'_>,
    new: &NewAppointment,
    number: i64,
) -> Result<(), Error> {
    let cause = Cause {
        kind: Kind::AppointmentBooked,
        name: format!("appointment:{}", new.id),
        path: format!("/appointments/{}", new.id),
    };
    let place = place(app, at.agency);
    let item = &at.definition.item;
    notify::to_applicant(
        app,
        tx,
        new.applicant_id,
        cause,
        reader.now,
        |letter, locale| {
            letter.item = item.name.get(locale).to_owned();
            letter.item_code = Some(item.code().to_owned());
            letter.agency = at.agency.name.get(locale).to_owned();
            letter.agency_phone.clone_from(&at.agency.phone);
            let day = text::date(locale, new.on_date);
            let values = [
                ("day", day.into()),
                ("time", time(new.from_minute).into()),
                ("number", number.to_string().into()),
                ("hall", place.hall.get(locale).into()),
                ("address", place.address.get(locale).into()),
            ];
            letter.appointment = Some(text::tv(locale, "appointment-words", &values));
        },
    )
    .await?;
    Ok(())
}

/// Somebody's own.
async fn own(app: &App, tx: &mut Tx, reader: &Reader, id: &str) -> Result<Appointment, Error> {
    let applicant = reader.applicant()?;
    let id: AppointmentId = id.parse().map_err(|_| Error::NotFound)?;
    appointments::get(tx, id)
        .await?
        .filter(|one| one.applicant_id == applicant && app.item(&one.item).is_some())
        .filter(|one| reader.covers(&one.item))
        .ok_or(Error::NotFound)
}

async fn see(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let found = own(&app, &mut tx, &reader, &id).await?;
    drop(tx);
    let over = is_over(&app, &found, reader.now);
    let agency = app.catalogue.agency(&found.agency);
    let item = app.item(&found.item);
    let view = AppointmentView {
        id: found.id.to_string(),
        item: item.map_or_else(Localised::default, |found| found.item.name.clone()),
        place: agency.map(|agency| place(&app, agency)).unwrap_or_default(),
        day: found.on_date,
        time: time(found.from_minute),
        number: found.number,
        // Nobody was called, or noted it.
        state: match found.state {
            AppointmentState::Booked if over => AppointmentState::Missed.key(),
            state => state.key(),
        },
        cancellable: found.state == AppointmentState::Booked && !over,
        code: found.item,
    };
    Ok(Html(appointment_page(&reader.shell, &view)).into_response())
}

async fn cancel(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let mut tx = app.store.begin().await?;
    let found = own(&app, &mut tx, &reader, &id).await?;
    let to_state = AppointmentState::Cancelled;
    // What was cancelled before, or called meanwhile, says so on its page.
    let open = !is_over(&app, &found, reader.now);
    if open && appointments::turn(&mut tx, found.id, to_state, None, reader.now).await? {
        tx.commit().await?;
    }
    Ok(to(found.id))
}
