//! A material of the case, streamed: one that the journal names, also where a supplement has
//! replaced it. Nothing is opened that was not scanned, where something scans.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use bytes::Bytes;
use store::materials::{self, Material, Scan};

use super::file;
use super::scope::Open;
use crate::error::Error;
use crate::files::{PDF, as_document, as_jpeg, handed_out};
use crate::reader::Reader;
use crate::state::App;
use crate::watermark::{self, Marked};

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path((no, id)): Path<(String, String)>,
) -> Result<Response, Error> {
    let found = find(&app, &reader, &no, &id).await?;
    let (key, media_type) = (&found.material.object_key, &found.material.media_type);
    if let Some(words) = found.mark {
        let original = app.files.read(key);
        if let Some(marked) = marked(original, media_type, words, &found.name).await? {
            return Ok(marked);
        }
    }
    app.files.serve(key, media_type, &found.name).await
}

/// An image, small enough to be there at once.
pub async fn small(
    State(app): State<App>,
    reader: Reader,
    Path((no, id)): Path<(String, String)>,
) -> Result<Response, Error> {
    let found = find(&app, &reader, &no, &id).await?;
    let key = &found.material.object_key;
    if let Some(words) = found.mark {
        let copy = app.files.read_small(key);
        if let Some(marked) = marked(copy, "image/jpeg", words, &found.name).await? {
            return Ok(marked);
        }
    }
    app.files.serve_small(key, &found.name).await
}

/// A PDF, for the viewer's page to show in itself; there is none of an image.
pub async fn document(
    State(app): State<App>,
    reader: Reader,
    Path((no, id)): Path<(String, String)>,
) -> Result<Response, Error> {
    let found = find(&app, &reader, &no, &id).await?;
    let (key, media_type) = (&found.material.object_key, &found.material.media_type);
    if media_type != PDF {
        return Err(Error::NotFound);
    }
    if let Some(words) = found.mark {
        let original = app.files.read(key);
        if let Some(marked) = marked(original, media_type, words, &found.name).await? {
            return Ok(as_document(marked, &found.name));
        }
    }
    let plain = app.files.serve(key, media_type, &found.name).await?;
    Ok(as_document(plain, &found.name))
}

/// `None` where it can't be marked; the file's page says so.
async fn marked(
    read: impl Future<Output = Result<Bytes, Error>>,
    media_type: &str,
    words: String,
    name: &str,
) -> Result<Option<Response>, Error> {
    let marked = watermark::mark(read, media_type, words).await?;
    Ok(marked.map(|Marked { bytes, media_type }| {
        let name = match media_type {
            "image/jpeg" => as_jpeg(name),
            _ => name.to_owned(),
        };
        let length = bytes.len() as u64;
        handed_out(Body::from(bytes), length, media_type, &name)
    }))
}

struct Found {
    material: Material,
    /// That it is saved under: what comes from a wallet says for what alone.
    name: String,
    /// What stands over that.
    mark: Option<String>,
}

async fn find(app: &App, reader: &Reader, no: &str, id: &str) -> Result<Found, Error> {
    let mut tx = app.store.read().await?;
    let open = Open::load(app, &mut tx, reader, no).await?;
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let receipts = &open.loaded.case.receipts;
    if !file::given(&open).contains(&id) && receipts.iter().all(|scan| scan.id != id) {
        return Err(Error::NotFound);
    }
    let material = materials::get(&mut tx, open.key.application_id, id)
        .await?
        .filter(|material| !material.is_on_paper())
        .ok_or(Error::NotFound)?;
    drop(tx);
    match material.scan {
        Scan::None | Scan::Clean => {}
        Scan::Waiting => return Err(Error::Unavailable(format!("{id} was not scanned yet"))),
        Scan::Infected => return Err(Error::NotFound),
    }
    let mut name = material.file_name.clone();
    let mut mark = None;
    if material.trust.is_some() {
        let item = &open.loaded.definition.item;
        let (code, item) = (item.code().to_string(), reader.shell.l(&item.name));
        let on = app.date(material.uploaded_at).to_string();
        let values = [("item", item.into()), ("on", (&on).into())];
        name = format!("{} - {name}", reader.shell.tv("desk-purpose", &values));
        let no = open.key.case_no.to_string();
        mark = Some(watermark::words(&no, &code, &on));
    }
    Ok(Found {
        material,
        name,
        mark,
    })
}
