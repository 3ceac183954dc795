//! 咨询.

use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use axum::{Form, Router};
use domain::case::Fact;

use super::say::{self, Sent};
use super::voices::words;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

const NOUN: &str = "enquiry";

pub fn routes() -> Router<App> {
    Router::new().route("/cases/{no}/enquiry", get(show).post(enquire))
}

async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    say::show(&app, &reader, &no, NOUN, Vec::new(), |case, actor| {
        case.enquire(actor, words())
    })
    .await
}

async fn enquire(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Error> {
    let repeated = |fact: &Fact| matches!(fact, Fact::Enquired { .. });
    say::send(
        &app,
        &reader,
        &no,
        NOUN,
        Vec::new(),
        &sent,
        None,
        repeated,
        |case, actor, text| case.enquire(actor, text),
    )
    .await
}
