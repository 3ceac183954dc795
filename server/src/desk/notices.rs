//! `/desk/cases/{no}/notices/{seq}`: what the applicant was told in writing, for the agencies of the case.

use axum::extract::{Path, State};
use axum::response::Response;

use super::scope::Open;
use crate::error::Error;
use crate::notices::page;
use crate::reader::Reader;
use crate::state::App;

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path((no, seq)): Path<(String, String)>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let open = Open::load(&app, &mut tx, &reader, &no).await?;
    let place = format!("/desk/cases/{}", open.key.case_no);
    page::answer(&app, &reader, tx, &open.key, &open.loaded, &seq, &place).await
}
