//! 退件.

use app::desk::act::Fault;
use app::desk::return_::{ReturnView, return_page};
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::authority::Act;
use domain::case::Fact;

use super::act::{Sent, faults, form};
use super::file;
use super::form::Posted;
use super::scope::Open;
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
    faults: Vec<Fault>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let mut open = Open::for_act(app, &mut tx, reader, no, Act::Return).await?;
    let posted = &open.kept(&mut tx, "return", posted).await?;
    let faulty = !faults.is_empty();
    let view = ReturnView {
        head: open.head(app, reader),
        reason: posted.get("reason").to_owned(),
        correction: file::corrections(&open).pop(),
        faults,
    };
    Ok(form(faulty, return_page(&reader.shell, &view)))
}

pub async fn send(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let posted = Posted(pairs);
    if posted.edits() {
        return page(&app, &reader, &no, &posted, Vec::new()).await;
    }
    let mut found = faults([("reason", posted.fault("reason", "desk-reason-missing"))]);
    if found.is_empty() {
        let sent = Sent::open(&app, &reader, &no, &posted).await?;
        let mut texts = Statements::default();
        let reason = texts.add(&app, reader.now, posted.text("reason"))?;
        let outcome = sent
            .attempt(
                &app,
                &reader,
                "return",
                |fact| matches!(fact, Fact::Returned { .. }),
                texts,
                |case, actor, ctx| case.return_to_applicant(actor, reason, ctx),
            )
            .await?;
        match outcome {
            Ok(response) => return Ok(response),
            Err(blocked) => found.push(Fault::new("reason", blocked.key())),
        }
    }
    page(&app, &reader, &no, &posted, found).await
}
