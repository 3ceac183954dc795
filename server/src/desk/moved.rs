//! `/desk/moved-dates`: what a calendar that came late has changed for the agency.

use app::desk::moved::{MovedLine, moved_page};
use app::shell::Room;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use domain::authority::Role;
use domain::case::DeadlineKind;
use domain::locale::Localised;
use jiff::{SignedDuration, Timestamp};
use store::cases;

use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

/// How long the inbox speaks of it, in days.
pub const DAYS: u32 = 30;

/// Rows of the page; the newest.
const ROWS: i64 = 200;

pub fn since(now: Timestamp) -> Timestamp {
    now - SignedDuration::from_hours(24 * i64::from(DAYS))
}

pub async fn show(State(app): State<App>, reader: Reader) -> Result<Response, Error> {
    let officer = reader.officer(Room::Desk)?;
    let mut tx = app.store.read().await?;
    let rows = cases::moved_by_agency(&mut tx, &officer.agency, since(reader.now), ROWS).await?;
    drop(tx);
    // That a case was rated badly is for the head to know.
    let head = officer.roles.contains(&Role::Head);
    let rating = [DeadlineKind::RatingContact, DeadlineKind::RatingFollowUp].map(DeadlineKind::key);
    let lines: Vec<MovedLine> = rows
        .into_iter()
        .filter(|row| head || !rating.contains(&row.kind.as_str()))
        .map(|row| {
            let definition = app.definition(&row.definition).ok();
            let item = definition.as_ref().map(|definition| &definition.item);
            MovedLine {
                item: item.map_or_else(
                    || Localised::new(&row.item, &row.item),
                    |item| item.name.clone(),
                ),
                step: item
                    .and_then(|item| item.step(&row.step))
                    .map(|step| step.name.clone()),
                kind: DeadlineKind::from_key(&row.kind).unwrap_or(DeadlineKind::Statutory),
                case_no: row.case_no,
                from: row.from_on,
                to: row.to_on,
            }
        })
        .collect();
    Ok(Html(moved_page(&reader.shell, &lines)).into_response())
}
