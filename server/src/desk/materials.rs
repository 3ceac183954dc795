//! A material of the case, streamed: one that the journal names, also where a supplement has
//! replaced it. Nothing is opened that was not scanned, where something scans.

use axum::extract::{Path, State};
use axum::response::Response;
use store::materials::{self, Material, Scan};

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
    let (material, name) = find(&app, &reader, &no, &id).await?;
    app.files
        .serve(&material.object_key, &material.media_type, &name)
        .await
}

/// An image, small enough to be there at once.
pub async fn small(
    State(app): State<App>,
    reader: Reader,
    Path((no, id)): Path<(String, String)>,
) -> Result<Response, Error> {
    let (material, name) = find(&app, &reader, &no, &id).await?;
    app.files.serve_small(&material.object_key, &name).await
}

/// With the name that it is saved under: what comes from a wallet says for what alone.
async fn find(app: &App, reader: &Reader, no: &str, id: &str) -> Result<(Material, String), Error> {
    let mut tx = app.store.read().await?;
    let open = Open::load(app, &mut tx, reader, no).await?;
    let id = id.parse().map_err(|_| Error::NotFound)?;
    if !file::given(&open).contains(&id) {
        return Err(Error::NotFound);
    }
    let material = materials::get(&mut tx, open.key.application_id, id)
        .await?
        .ok_or(Error::NotFound)?;
    drop(tx);
    match material.scan {
        Scan::None | Scan::Clean => {}
        Scan::Waiting => return Err(Error::Unavailable(format!("{id} was not scanned yet"))),
        Scan::Infected => return Err(Error::NotFound),
    }
    let mut name = material.file_name.clone();
    if material.trust.is_some() {
        let item = reader.shell.l(&open.loaded.definition.item.name);
        let on = app.date(material.uploaded_at).to_string();
        let values = [("item", item.into()), ("on", on.into())];
        name = format!("{} - {name}", reader.shell.tv("desk-purpose", &values));
    }
    Ok((material, name))
}
