//! 转办.

use app::desk::act::Fault;
use app::desk::transfer::{TransferView, transfer_page};
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::authority::{Act, Role};
use domain::case::Fact;

use super::act::{Sent, faults, form, left, was_done};
use super::agencies;
use super::form::Posted;
use super::scope::Open;
use crate::acts::Statements;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

/// Whoever gets a case has to receive it.
const ROLE: Role = Role::Counter;

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, Error> {
    page(&app, &reader, &no, &Posted(pairs), Vec::new()).await
}

async fn page(
    app: &App,
    reader: &Reader,
    no: &str,
    posted: &Posted,
    faults: Vec<Fault>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let mut open = Open::for_act(app, &mut tx, reader, no, Act::Transfer).await?;
    let posted = &open.kept(&mut tx, "transfer", posted).await?;
    let case = &open.loaded.case;
    let sent_back = case.transfers.iter().filter(|transfer| transfer.disputed);
    let but: Vec<&str> = sent_back
        .map(|transfer| transfer.to.as_str())
        .chain([case.agency.as_str()])
        .collect();
    let choice = agencies::choice(app, &mut tx, &[&case.agency], ROLE, posted, &but).await?;
    let faulty = !faults.is_empty();
    let view = TransferView {
        head: open.head(app, reader),
        choice,
        reason: posted.get("reason").to_owned(),
        faults,
    };
    Ok(form(faulty, transfer_page(&reader.shell, &view)))
}

pub async fn send(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let posted = Posted(pairs);
    let to = posted.get("agency");
    let is_it = |fact: &Fact| matches!(fact, Fact::Transferred { agency, .. } if agency == to);
    let mut sent = match Sent::open(&app, &reader, &no, &posted).await {
        Err(Error::NotFound) if was_done(&app, &reader, &no, posted.seq()?, is_it).await? => {
            return Ok(left(&no, "transfer"));
        }
        sent => sent?,
    };
    let mut found = faults([
        (
            "agency",
            agencies::fault(&app, &mut sent.tx, to, ROLE).await?,
        ),
        ("reason", posted.fault("reason", "desk-reason-missing")),
    ]);
    if found.is_empty() {
        let mut texts = Statements::default();
        let reason = texts.add(&app, reader.now, posted.text("reason"))?;
        let outcome = sent
            .act(&app, &reader, is_it, texts, |case, actor, _| {
                case.transfer(actor, to, reason)
            })
            .await?;
        match outcome {
            Ok(()) => return Ok(left(&no, "transfer")),
            Err(blocked) => found.push(Fault::new("agency", blocked.key())),
        }
    } else {
        drop(sent);
    }
    page(&app, &reader, &no, &posted, found).await
}
