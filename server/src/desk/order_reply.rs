//! 督办答复.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::authority::Act;
use domain::case::Fact;

use super::act::Sent;
use super::form::Posted;
use super::written::{self, Particular};
use crate::acts::Statements;
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
                .orders
                .iter()
                .find(|order| order.answer.is_none())
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
    let mut found: Vec<_> = written::text_fault(&posted).into_iter().collect();
    if found.is_empty() {
        let sent = Sent::open(&app, &reader, &no, &posted).await?;
        let mut texts = Statements::default();
        let text = texts.add(&app, reader.now, posted.text("text"))?;
        let outcome = sent
            .attempt(
                &app,
                &reader,
                "order-reply",
                |fact| matches!(fact, Fact::OrderAnswered { .. }),
                texts,
                |case, actor, _| case.answer_order(actor, text),
            )
            .await?;
        match outcome {
            Ok(response) => return Ok(response),
            Err(blocked) => found.push(written::fault_of(&blocked)),
        }
    }
    page(&app, &reader, &no, &posted, found).await
}
