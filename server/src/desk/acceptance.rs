//! 受理.

use app::desk::acceptance::{AcceptanceView, Start, acceptance_page};
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Response};
use domain::authority::Act;
use domain::case::{DeadlineKind, Entry, Fact};

use super::act::Sent;
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
    let mut tx = app.store.read().await?;
    let open = Open::for_act(&app, &mut tx, &reader, &no, Act::Acceptance).await?;
    drop(tx);
    let mut view = view(&app, &reader, &open)?;
    let sent = Sent::unasked(&app, &reader, &no).await?;
    let texts = Statements::default();
    let rehearsed = sent
        .rehearse(&app, &reader, |_| false, texts, domain::case::Case::accept)
        .await;
    match rehearsed {
        Ok(Ok(Some(shown))) => view.sheets = shown.sheets,
        // Time has decided meanwhile: the form says so when it is sent.
        Ok(_) | Err(Error::Refused { .. }) => {}
        Err(error) => return Err(error),
    }
    Ok(Html(acceptance_page(&reader.shell, &view)).into_response())
}

/// What would follow, from the very facts that the act would write.
fn view(app: &App, reader: &Reader, open: &Open) -> Result<AcceptanceView, Error> {
    let ctx = open.ctx(app, reader);
    let mut case = open.loaded.case.clone();
    let facts = case
        .accept(&open.officer.actor, &ctx)
        .map_err(|refusal| open.refused(refusal))?;
    for fact in facts {
        let entry = Entry {
            seq: case.seq + 1,
            at: reader.now,
            actor: open.officer.actor.by,
            fact,
        };
        case.apply(&entry)
            .map_err(|broken| Error::fault(broken.to_string()))?;
    }
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
        sheets: Vec::new(),
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
