//! A material of the case, streamed: one that the journal names, also where a supplement has
//! replaced it.

use axum::extract::{Path, State};
use axum::response::Response;
use store::materials;

use super::file;
use super::scope::Open;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path((no, id)): Path<(String, String)>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let open = Open::load(&app, &mut tx, &reader, &no).await?;
    let id = id.parse().map_err(|_| Error::NotFound)?;
    if !file::given(&open).contains(&id) {
        return Err(Error::NotFound);
    }
    let material = materials::get(&mut tx, open.key.application_id, id)
        .await?
        .ok_or(Error::NotFound)?;
    drop(tx);
    app.files
        .serve(
            &material.object_key,
            &material.media_type,
            &material.file_name,
        )
        .await
}
