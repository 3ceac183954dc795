//! 送达.

use app::desk::act::Fault;
use app::desk::delivery::{DeliveryView, delivery_page};
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::authority::Act;
use domain::case::{DeliveryMethod, Fact};

use super::act::{Sent, faults, form};
use super::form::{Posted, is_too_long};
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
    let open = Open::for_act(app, &mut tx, reader, no, Act::Delivery).await?;
    let case = &open.loaded.case;
    let faulty = !faults.is_empty();
    let view = DeliveryView {
        head: open.head(app, reader),
        result: case
            .decision
            .as_ref()
            .map(|decided| decided.decision.key().to_owned()),
        licence: case
            .licence
            .as_ref()
            .map(|licence| licence.number.as_str().to_owned()),
        method: posted.get("method").to_owned(),
        note: posted.get("note").to_owned(),
        faults,
    };
    Ok(form(faulty, delivery_page(&reader.shell, &view)))
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
    let method = DeliveryMethod::from_key(posted.get("method"));
    let mut found = faults([
        ("method", method.is_none().then_some("desk-method-missing")),
        (
            "note",
            is_too_long(posted.text("note")).then_some("desk-too-long"),
        ),
    ]);
    if let (Some(chosen), true) = (method, found.is_empty()) {
        let sent = Sent::open(&app, &reader, &no, &posted).await?;
        let mut texts = Statements::default();
        let note = texts.add_optional(&app, reader.now, posted.text("note"))?;
        let repeated =
            |fact: &Fact| matches!(fact, Fact::Delivered { method, .. } if *method == chosen);
        let outcome = sent
            .attempt(
                &app,
                &reader,
                "delivery",
                repeated,
                texts,
                |case, actor, ctx| case.deliver(actor, chosen, note, ctx),
            )
            .await?;
        match outcome {
            Ok(response) => return Ok(response),
            Err(blocked) => found.push(Fault::new("method", blocked.key())),
        }
    }
    page(&app, &reader, &no, &posted, found).await
}
