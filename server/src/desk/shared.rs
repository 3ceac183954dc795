//! `/desk/shared-cases`: the cases of others in which the agency has a part, whether or not something is to be done.

use app::desk::shared::{SharedLine, SharedPage, shared_page};
use app::shell::Room;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Response};
use domain::id::CaseId;
use domain::locale::Localised;
use serde::Deserialize;
use store::cases::{self, PAGE, SharedCase};

use super::scope::step_name;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

#[derive(Debug, Deserialize)]
pub struct Asked {
    after: Option<String>,
}

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let officer = reader.officer(Room::Desk)?;
    let after: Option<CaseId> = asked.after.and_then(|after| after.parse().ok());
    let mut tx = app.store.read().await?;
    let found = cases::shared_with(&mut tx, &officer.agency, after).await?;
    drop(tx);
    let next = found
        .last()
        .filter(|_| i64::try_from(found.len()).is_ok_and(|rows| rows >= PAGE))
        .map(|last| format!("/desk/shared-cases?after={}", last.id));
    let view = SharedPage {
        lines: found.into_iter().map(|row| line(&app, row)).collect(),
        continued: after.is_some(),
        next,
    };
    Ok(Html(shared_page(&reader.shell, &view)).into_response())
}

fn line(app: &App, row: SharedCase) -> SharedLine {
    let definition = app.definition(&row.definition).ok();
    let item = definition.as_ref().map(|definition| &definition.item);
    let name = item.map(|item| item.name.clone());
    SharedLine {
        item: name.unwrap_or_else(|| Localised::new(&row.item, &row.item)),
        agency: app.agency_name(&row.agency),
        step: row
            .step
            .as_deref()
            .and_then(|step| item.map(|item| step_name(item, step))),
        stage: row.result.unwrap_or(row.stage),
        received_on: app.date(row.received_at),
        case_no: row.case_no,
    }
}
