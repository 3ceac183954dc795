//! 受理.

use app::desk::acceptance::{AcceptanceView, Start, acceptance_page};
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Response};
use domain::authority::Act;
use domain::case::{DeadlineKind, Fact};

use super::act::{Rehearsed, Sent};
use super::form::Posted;
use super::scope::Open;
use crate::acts::Statements;
use crate::clock;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    let mut sent = Sent::to_rehearse(&app, &reader, &no, None).await?;
    let open = Open::for_act(&app, &mut sent.tx, &reader, &no, Act::Acceptance).await?;
    let texts = Statements::default();
    let shown = sent
        .rehearse(&app, &reader, |_| false, texts, domain::case::Case::accept)
        .await?
        // Nothing is typed in this form, so no refusal of it is for the form.
        .map_err(|blocked| Error::BadRequest(blocked.to_string()))?
        .ok_or_else(|| Error::fault("an acceptance that was done before"))?;
    let view = view(&app, &reader, &open, shown)?;
    Ok(Html(acceptance_page(&reader.shell, &view)).into_response())
}

/// What would follow, from the act itself as it was taken back.
fn view(
    app: &App,
    reader: &Reader,
    open: &Open,
    shown: Rehearsed,
) -> Result<AcceptanceView, Error> {
    let ctx = shown.after.ctx(app, reader.now);
    let case = &shown.after.case;
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
        sheets: shown.sheets,
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
            domain::case::Case::accept,
        )
        .await?;
    // Nothing is typed in this form, so no refusal of it is for the form.
    outcome.map_err(|blocked| Error::BadRequest(blocked.to_string()))
}
