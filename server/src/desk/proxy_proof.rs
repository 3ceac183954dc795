//! What proves that a child or a parent was acted for, streamed to whoever has the case.

use axum::extract::{Path, State};
use axum::response::Response;

use super::file;
use super::scope::Open;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let open = Open::load(&app, &mut tx, &reader, &no).await?;
    let mandate = file::mandate(&mut tx, &open).await?;
    drop(tx);
    let proof = mandate.and_then(|(_, one)| one?.proof);
    let proof = proof.ok_or(Error::NotFound)?;
    app.files
        .serve(&proof.key, &proof.media_type, &proof.name)
        .await
}
