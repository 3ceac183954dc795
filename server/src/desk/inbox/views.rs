//! `/desk/views`: lists that an officer keeps. They are the officer's who signed in, in whosever place they act.

use app::desk::inbox::Fault;
use app::shell::Room;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::id::ViewId;
use store::{Personal, inbox_views};

use super::asked;
use crate::desk::form::Posted;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

/// Longest name, in characters.
const LONGEST: usize = 30;

pub async fn keep(
    State(app): State<App>,
    reader: Reader,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let posted = Posted(pairs);
    let officer = reader.officer_in_person(Room::Desk)?;
    let name = posted.text("name");
    let key = match name.chars().count() {
        0 => "inbox-view-name-missing",
        length if length > LONGEST => "inbox-view-name-long",
        _ if !is_short(&posted) => return Err(Error::BadRequest("a list".into())),
        _ => {
            // An instant is soon none that says anything.
            let list = asked::narrowed(&posted, posted.text("tab"));
            let list = asked::without(&list, &["arrived"]);
            let address = asked::address(&list);
            let query = Personal::new(address.trim_start_matches("/desk?"));
            let id = ViewId::new(reader.now, app.entropy()?);
            let mut tx = app.store.begin().await?;
            if inbox_views::keep(&mut tx, id, officer.id, name, &query, reader.now).await? {
                tx.commit().await?;
                return Ok(Redirect::to(&format!("{address}&view=kept")).into_response());
            }
            "inbox-view-most"
        }
    };
    let max = u32::try_from(LONGEST).unwrap_or_default();
    let faults = vec![Fault::new("name", key).max(max)];
    super::page(&app, &reader, &posted, faults).await
}

/// What no list of ours comes near.
fn is_short(posted: &Posted) -> bool {
    let list = asked::narrowed(posted, posted.text("tab"));
    asked::address(&list).len() <= 2000
}

pub async fn remove(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let officer = reader.officer_in_person(Room::Desk)?;
    let id: ViewId = id.parse().map_err(|_| Error::NotFound)?;
    let mut tx = app.store.begin().await?;
    inbox_views::remove(&mut tx, id, officer.id).await?;
    tx.commit().await?;
    Ok(Redirect::to("/desk?view=removed").into_response())
}

/// A reload of what `keep` answered to a form with faults.
pub async fn show() -> Redirect {
    Redirect::to("/desk")
}
