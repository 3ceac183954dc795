//! `/admin/catalogue`: every item with its current version, and the upload of another one. What is uploaded is
//! proved by the rules of `tongban catalogue check`; with any finding nothing is kept.

use std::sync::Arc;

use app::admin::catalogue::{CatalogueView, ItemLine, catalogue_page};
use app::shell::Room;
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::catalogue::{Definition, Finding, SourceFile};
use store::publications::{self, Draft};

use super::findings;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

pub async fn show(State(app): State<App>, reader: Reader) -> Result<Response, Error> {
    reader.officer(Room::Admin)?;
    let mut tx = app.store.read().await?;
    app.shelf.refresh(&mut tx, &app).await?;
    drop(tx);
    let view = CatalogueView {
        items: lines(&app),
        ..CatalogueView::default()
    };
    Ok(Html(catalogue_page(&reader.shell, &view)).into_response())
}

fn lines(app: &App) -> Vec<ItemLine> {
    let line = |definition: &Definition| {
        let item = &definition.item;
        ItemLine {
            code: item.code().to_owned(),
            name: item.name.clone(),
            version: definition.hash.clone(),
            steps: item.steps.len(),
            statutory: item.limits.statutory.clone(),
            promised: item.limits.promised.clone(),
            findings: findings(definition).len(),
        }
    };
    app.items().iter().map(|item| line(item)).collect()
}

/// Reads and proves a version. A sound one is kept to be looked at; any other comes back with all that is wrong.
pub async fn send(
    State(app): State<App>,
    reader: Reader,
    form: Multipart,
) -> Result<Response, Error> {
    let officer = reader.officer(Room::Admin)?;
    let (path, text) = match sent(form).await? {
        Ok(sent) => sent,
        Err(fault) => {
            return Ok(refused(
                &app,
                &reader,
                String::new(),
                Some(fault),
                Vec::new(),
            ));
        }
    };
    let mut tx = app.store.begin().await?;
    app.shelf.refresh(&mut tx, &app).await?;
    let file = SourceFile {
        path,
        text: text.clone(),
    };
    let definition = match prove(&app, &file) {
        Ok(definition) => definition,
        Err(findings) => return Ok(refused(&app, &reader, text, None, findings)),
    };
    let draft = Draft {
        hash: definition.hash.clone(),
        item: definition.item.code().to_owned(),
        source: definition.source.clone(),
        created_by: officer.id.to_string(),
        created_at: reader.now,
    };
    publications::put_draft(&mut tx, &draft).await?;
    tx.commit().await?;
    let to = format!("/admin/catalogue/{}/versions/{}", draft.item, draft.hash);
    Ok(Redirect::to(&to).into_response())
}

/// By the very rules of the catalogue's own files, with agencies, staff and bundles.
pub fn prove(app: &App, file: &SourceFile) -> Result<Arc<Definition>, Vec<Finding>> {
    app.catalogue.prove(file, &|code| app.item(code))
}

fn refused(
    app: &App,
    reader: &Reader,
    source: String,
    fault: Option<&'static str>,
    findings: Vec<Finding>,
) -> Response {
    let view = CatalogueView {
        items: lines(app),
        source,
        fault,
        findings,
    };
    let html = catalogue_page(&reader.shell, &view);
    (StatusCode::UNPROCESSABLE_ENTITY, Html(html)).into_response()
}

/// The name and the text of what was sent: the file where one was chosen, or else what stands in the box.
async fn sent(mut form: Multipart) -> Result<Result<(String, String), &'static str>, Error> {
    let (mut file, mut box_text) = (None, String::new());
    while let Some(field) = form.next_field().await.map_err(broken)? {
        let (name, file_name) = (field.name().map(ToOwned::to_owned), field.file_name());
        let file_name = file_name.unwrap_or_default().trim().to_owned();
        match name.as_deref() {
            Some("file") => {
                let bytes = field.bytes().await.map_err(broken)?;
                if !bytes.is_empty() {
                    file = Some((file_name, bytes));
                }
            }
            Some("source") => box_text = field.text().await.map_err(broken)?,
            _ => {}
        }
    }
    // A browser sends line breaks of its own in a box, and the text's hash names the version.
    let plain = |text: &str| text.replace("\r\n", "\n");
    if let Some((name, bytes)) = file {
        let Ok(text) = std::str::from_utf8(&bytes) else {
            return Ok(Err("admin-upload-no-text"));
        };
        let name = if name.is_empty() {
            UNNAMED.into()
        } else {
            name
        };
        return Ok(Ok((name, plain(text))));
    }
    if box_text.trim().is_empty() {
        return Ok(Err("admin-upload-empty"));
    }
    Ok(Ok((UNNAMED.into(), plain(&box_text))))
}

const UNNAMED: &str = "item.toml";

fn broken(error: axum::extract::multipart::MultipartError) -> Error {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Error::TooLarge
    } else {
        Error::BadRequest(error.to_string())
    }
}
