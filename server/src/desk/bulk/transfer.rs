//! 转办 of several cases to one other agency, before their acceptance; each with a reason of its own.

use app::desk::bulk::transfer::{TransferView, transfer_page};
use axum::Form;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::authority::{Act, Role};
use domain::case::Fact;

use super::{Batch, Chosen, picked, rows};
use crate::acts::Statements;
use crate::desk::act::{faults, form, was_done};
use crate::desk::agencies;
use crate::desk::form::Posted;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

/// Whoever gets a case has to receive it.
const ROLE: Role = Role::Counter;

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, Error> {
    page(&app, &reader, &Posted(pairs), Vec::new()).await
}

pub(super) async fn page(
    app: &App,
    reader: &Reader,
    posted: &Posted,
    faults: Vec<app::desk::inbox::Fault>,
) -> Result<Response, Error> {
    let officer = reader.officer_for(Act::Transfer)?;
    let chosen = match Chosen::load(app, reader, &officer, posted).await? {
        Ok(chosen) => chosen,
        Err(answer) => return Ok(answer),
    };
    let own = officer.agency.as_str();
    let mut tx = app.store.read().await?;
    let choice = agencies::choice(app, &mut tx, &[own], ROLE, posted, &[own]).await?;
    drop(tx);
    let faulty = !faults.is_empty();
    let view = TransferView {
        cases: chosen.shown(app, reader.now),
        choice,
        reason: posted.get("reason").to_owned(),
        faults,
    };
    Ok(form(faulty, transfer_page(&reader.shell, &view)))
}

pub async fn send(
    State(app): State<App>,
    reader: Reader,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let posted = Posted(pairs);
    let officer = reader.officer_for(Act::Transfer)?;
    let picked = picked(&posted)?;
    if posted.get("find") == "yes" || posted.edits() {
        return page(&app, &reader, &posted, Vec::new()).await;
    }
    let to = posted.get("agency");
    let mut tx = app.store.read().await?;
    let wrong = agencies::fault(&app, &mut tx, to, ROLE).await?;
    drop(tx);
    let found = faults([
        ("agency", wrong),
        ("reason", posted.fault("reason", "desk-reason-missing")),
    ]);
    if !found.is_empty() {
        return page(&app, &reader, &posted, found).await;
    }
    let rows = rows(&app, &officer, &picked).await?;
    let mut batch = Batch::of(&app, &reader, &posted);
    for one in &picked {
        let mut texts = Statements::default();
        let reason = texts.add(&app, reader.now, posted.text("reason"))?;
        let is_it = |fact: &Fact| matches!(fact, Fact::Transferred { agency, .. } if agency == to);
        let mut result = batch
            .attempt(one, Some(one.seq), is_it, texts, |case, actor, _| {
                case.transfer(actor, to, reason)
            })
            .await;
        // Theirs no more: by this very form, where it is sent twice.
        if matches!(result, Err(Error::NotFound))
            && was_done(&app, &reader, &one.no, one.seq, is_it)
                .await
                .unwrap_or(false)
        {
            result = Ok(());
        }
        let words = (
            reader.shell.t("desk-bulk-transfer"),
            "inbox-bulk-transfer-button",
        );
        if let Some(page) = batch.preview(one, &posted, words).await? {
            return Ok(page);
        }
        let name = app.agency_name(to);
        batch.note(one, &rows, result, Some(name));
    }
    Ok(batch.page())
}
