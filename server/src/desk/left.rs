//! A form on a case that went to another agency while it was filled in. The case exists here no more, which is a 404; but
//! whoever wrote something gets it back, where their agency had the case and so knows that it went.

use app::desk::left::left_page;
use app::shell::Room;
use axum::Form;
use axum::body::Body;
use axum::extract::{FromRequest as _, FromRequestParts as _, Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use domain::identifier::CaseNo;
use store::{cases, journal};

use super::{drafts, scope};
use crate::error::Error;
use crate::frame;
use crate::reader::Reader;
use crate::state::App;

/// The largest form whose text is given back, in bytes.
const LARGEST: usize = 1024 * 1024;

pub async fn give_back(State(app): State<App>, request: Request, next: Next) -> Response {
    let no = request.uri().path().strip_prefix("/desk/cases/");
    let no = no
        .and_then(|rest| rest.split('/').next())
        .map(str::to_owned);
    let of_fields = request
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| {
            kind.as_bytes()
                .starts_with(b"application/x-www-form-urlencoded")
        });
    let (Some(no), true) = (no, request.method() == Method::POST && of_fields) else {
        return next.run(request).await;
    };
    let (mut parts, body) = request.into_parts();
    let bytes = match frame::body(body, LARGEST).await {
        Ok(bytes) => bytes,
        Err(error) => return error.into_response(),
    };
    let reader = Reader::from_request_parts(&mut parts, &()).await;
    let sent = Request::from_parts(parts.clone(), Body::from(bytes.clone()));
    let response = next
        .run(Request::from_parts(parts, Body::from(bytes)))
        .await;
    let (StatusCode::NOT_FOUND, Ok(reader)) = (response.status(), reader) else {
        return response;
    };
    match page(&app, &reader, &no, sent).await {
        Ok(Some(page)) => page,
        Ok(None) => response,
        Err(error) => error.into_response(),
    }
}

/// Nothing where the agency never had the case, where it still has it, or where nothing was written.
async fn page(
    app: &App,
    reader: &Reader,
    no: &str,
    sent: Request,
) -> Result<Option<Response>, Error> {
    let Ok(Form(pairs)) = Form::<Vec<(String, String)>>::from_request(sent, &()).await else {
        return Ok(None);
    };
    let texts = drafts::written(pairs);
    let (Ok(officer), Ok(no)) = (reader.officer(Room::Desk), CaseNo::parse(no)) else {
        return Ok(None);
    };
    if texts.is_empty() {
        return Ok(None);
    }
    let mut tx = app.store.read().await?;
    if scope::key(app, &mut tx, reader, no.as_str()).await.is_ok() {
        return Ok(None);
    }
    let key = match cases::key_by_no(&mut tx, no.as_str()).await {
        Err(store::Error::NotFound) => return Ok(None),
        key => key?,
    };
    let case = journal::load(&mut tx, key.id).await?.fold()?;
    let had = |agency: &String| *agency == officer.agency;
    let had = case
        .transfers
        .iter()
        .any(|one| had(&one.from) || had(&one.to));
    Ok(had.then(|| {
        let page = left_page(&reader.shell, no.as_str(), &texts);
        (StatusCode::CONFLICT, Html(page)).into_response()
    }))
}
