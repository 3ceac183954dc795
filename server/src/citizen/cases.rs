use app::citizen::cases::{CaseLine, Cases, Stage, cases_page};
use axum::Router;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use domain::lamp::lamp;
use jiff::Timestamp;
use serde::Deserialize;
use store::cases::{self, CaseSummary, PAGE};

use super::scope;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

pub fn routes() -> Router<App> {
    Router::new().route("/cases", get(show))
}

#[derive(Debug, Default, Deserialize)]
struct From {
    /// Milliseconds: the receipt of the last case of the page before.
    before: Option<i64>,
}

async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(from): Query<From>,
) -> Result<Response, Error> {
    let applicant = reader.applicant()?;
    let before = from
        .before
        .and_then(|at| Timestamp::from_millisecond(at).ok());
    let mut tx = app.store.read().await?;
    let rows = cases::by_applicant(&mut tx, applicant, before).await?;
    let full = i64::try_from(rows.len()).is_ok_and(|rows| rows == PAGE);
    let next = rows
        .last()
        .filter(|_| full)
        .map(|last| format!("/cases?before={}", last.received_at.as_millisecond()));
    let view = Cases {
        lines: rows.iter().map(|row| line(&app, &reader, row)).collect(),
        first: before.map(|_| "/cases".to_owned()),
        next,
    };
    Ok(Html(cases_page(&reader.shell, &view)).into_response())
}

fn line(app: &App, reader: &Reader, row: &CaseSummary) -> CaseLine {
    let definition = app.catalogue.item(&row.item);
    let step = row
        .step
        .as_deref()
        .and_then(|step| definition?.item.step(step));
    let stage = match (step, &row.result) {
        (Some(step), _) => Stage::Step(step.name.clone()),
        (None, Some(result)) => Stage::Key(result.clone()),
        (None, None) => Stage::Key(row.stage.clone()),
    };
    CaseLine {
        number: row.case_no.clone(),
        item: definition.map_or_else(
            || domain::locale::Localised {
                zh: row.item.clone(),
                en: None,
            },
            |definition| definition.item.name.clone(),
        ),
        agency: app.catalogue.agency(&row.agency).cloned(),
        stage,
        lamp: lamp(row.lamp_inputs(), reader.now).into(),
        received_at: row.received_at,
        by: row
            .due_at
            .filter(|_| row.open)
            .map(|due_at| scope::last_day(app, due_at)),
    }
}
