//! `/desk/keys`.

use app::desk::keys::keys_page;
use app::shell::Room;
use axum::Form;
use axum::extract::State;
use axum::http::header;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::form::Posted;
use crate::error::Error;
use crate::frame;
use crate::reader::Reader;
use crate::state::App;

pub async fn show(reader: Reader) -> Result<Html<String>, Error> {
    reader.officer(Room::Desk)?;
    Ok(Html(keys_page(&reader.shell)))
}

/// Turned on or off, for this browser.
pub async fn send(
    State(app): State<App>,
    reader: Reader,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    reader.officer(Room::Desk)?;
    let posted = Posted(pairs);
    let state = match posted.get("keys") {
        state @ ("on" | "off") => state,
        _ => return Err(Error::BadRequest("keys".into())),
    };
    let mut response = Redirect::to("/desk/keys").into_response();
    if let Some(cookie) = frame::choice(&app, "keys", state) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}
