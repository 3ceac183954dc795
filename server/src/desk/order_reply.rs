//! 督办答复.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::authority::Act;
use domain::case::Fact;

use super::form::Posted;
use super::written::{self, Particular};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    page(&app, &reader, &no, &Posted::default(), Vec::new()).await
}

async fn page(
    app: &App,
    reader: &Reader,
    no: &str,
    posted: &Posted,
    faults: Vec<app::desk::act::Fault>,
) -> Result<Response, Error> {
    written::page(app, reader, no, Act::OrderReply, posted, faults, |open| {
        Particular {
            shown: open
                .loaded
                .case
                .order_to_answer()
                .and_then(|order| open.text(order.text.id)),
            ..Particular::default()
        }
    })
    .await
}

pub async fn send(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let posted = Posted(pairs);
    let sent = written::send(
        &app,
        &reader,
        &no,
        Act::OrderReply,
        &posted,
        |fact| matches!(fact, Fact::OrderAnswered { .. }),
        |case, actor, text, _| case.answer_order(actor, text),
    )
    .await?;
    match sent {
        Ok(response) => Ok(response),
        Err(faults) => page(&app, &reader, &no, &posted, faults).await,
    }
}
