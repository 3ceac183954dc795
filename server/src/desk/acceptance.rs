//! 受理.

use app::desk::acceptance::{AcceptanceView, Start, acceptance_page};
use app::parts::notice::Sheet;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Response};
use domain::authority::Act;
use domain::case::{Case, Ctx, DeadlineKind, Fact};

use super::act::Sent;
use super::form::Posted;
use super::scope::Open;
use crate::acts::{self, Loaded, Statements};
use crate::clock;
use crate::error::Error;
use crate::notices;
use crate::reader::Reader;
use crate::state::App;

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let open = Open::for_act(&app, &mut tx, &reader, &no, Act::Acceptance).await?;
    let actor = &open.officer.actor;
    let by = (actor.by, reader.now);
    let accept = |case: &Case, ctx: &Ctx<'_>| case.accept(actor, ctx);
    let after = acts::foresee(&app, &mut tx, &open.loaded, by, accept).await?;
    let first_new = open.loaded.entries.len();
    let locale = reader.locale();
    let sheets = notices::foreseen(&app, &mut tx, locale, &after, first_new, reader.now).await?;
    drop(tx);
    let view = view(&app, &reader, &open, &after, sheets)?;
    Ok(Html(acceptance_page(&reader.shell, &view)).into_response())
}

/// What would follow.
fn view(
    app: &App,
    reader: &Reader,
    open: &Open,
    after: &Loaded,
    sheets: Vec<Sheet>,
) -> Result<AcceptanceView, Error> {
    let ctx = after.ctx(app, reader.now);
    let case = &after.case;
    let acceptance = case
        .acceptance
        .as_ref()
        .ok_or_else(|| Error::fault("accepted without an acceptance"))?;
    let deadlines = case.deadlines(&ctx);
    let starts = deadlines
        .iter()
        .filter(|deadline| {
            matches!(
                deadline.kind,
                DeadlineKind::Statutory | DeadlineKind::Promised
            )
        })
        .filter_map(|deadline| {
            Some(Start {
                kind: deadline.kind.key().to_owned(),
                limit: deadline.limit()?,
                due_on: deadline.counted.due_on,
                basis: clock::basis(ctx.item, deadline),
            })
        })
        .collect();
    Ok(AcceptanceView {
        head: open.head(app, reader),
        deemed: acceptance.deemed,
        counts_from: acceptance.counts_from,
        next_step: open.step_name(case.open_step().unwrap_or_default()),
        owed: case
            .owed
            .iter()
            .filter_map(|rule| Some(ctx.item.material(rule)?.name.clone()))
            .collect(),
        owed_by: deadlines
            .iter()
            .find(|deadline| deadline.kind == DeadlineKind::Tolerated)
            .map(|deadline| deadline.counted.due_on),
        starts,
        sheets,
    })
}

pub async fn send(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let sent = Sent::open(&app, &reader, &no, &Posted(pairs)).await?;
    let outcome = sent
        .attempt(
            &app,
            &reader,
            "acceptance",
            |fact| matches!(fact, Fact::Accepted { .. }),
            Statements::default(),
            Case::accept,
        )
        .await?;
    // Nothing is typed in this form, so no refusal of it is for the form.
    outcome.map_err(|blocked| Error::BadRequest(blocked.to_string()))
}
