use app::citizen::cases::{BundleLine, CaseLine, Cases, Line, Stage, cases_page};
use axum::Router;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use domain::lamp::lamp;
use jiff::Timestamp;
use serde::Deserialize;
use store::Tx;
use store::bundles::{self, PartOf, PartState};
use store::cases::{self, CaseSummary, PAGE};

use super::{life_event, scope};
use crate::bundles::{name, part_name};
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
    let mut rows = cases::by_applicant(&mut tx, applicant, before).await?;
    let full = i64::try_from(rows.len()).is_ok_and(|rows| rows == PAGE);
    let next = rows
        .last()
        .filter(|_| full)
        .map(|last| format!("/cases?before={}", last.received_at.as_millisecond()));
    // Nothing but what an agent was named for.
    rows.retain(|row| reader.covers(&row.item));
    let view = Cases {
        lines: lines(&app, &mut tx, &reader, &rows).await?,
        first: before.map(|_| "/cases".to_owned()),
        next,
    };
    Ok(Html(cases_page(&reader.shell, &view)).into_response())
}

/// A bundle is one entry, in the place of its newest case.
async fn lines(
    app: &App,
    tx: &mut Tx,
    reader: &Reader,
    rows: &[CaseSummary],
) -> Result<Vec<Line>, Error> {
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let parts = bundles::of_cases(tx, &ids).await?;
    let mut lines = Vec::new();
    for row in rows {
        let Some(of) = parts.iter().find(|part| part.case == row.id) else {
            lines.push(Line::Case(Box::new(line(app, reader, row))));
            continue;
        };
        let cases = cases::of_bundle(tx, of.bundle).await?;
        let newest = cases.iter().max_by_key(|case| (case.received_at, case.id));
        if newest.is_some_and(|newest| newest.id == row.id) {
            lines.push(Line::Bundle(bundle(app, tx, reader, of, &cases).await?));
        }
    }
    Ok(lines)
}

async fn bundle(
    app: &App,
    tx: &mut Tx,
    reader: &Reader,
    of: &PartOf,
    cases: &[CaseSummary],
) -> Result<BundleLine, Error> {
    let parts = bundles::parts(tx, of.bundle).await?;
    let waiting = parts.iter().filter(|part| part.state == PartState::Waiting);
    Ok(BundleLine {
        href: life_event::tracker(of.bundle),
        name: name(app, &of.key),
        waiting: waiting.count(),
        cases: cases
            .iter()
            .map(|case| CaseLine {
                item: part_name(app, &of.key, &case.item),
                ..line(app, reader, case)
            })
            .collect(),
    })
}

pub(super) fn line(app: &App, reader: &Reader, row: &CaseSummary) -> CaseLine {
    let definition = app.version_of(&row.item, &row.definition);
    let step = row
        .step
        .as_deref()
        .and_then(|step| definition.as_ref()?.item.step(step));
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
