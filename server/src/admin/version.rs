//! `/admin/catalogue/{code}/versions/{hash}`: what a version changes against the current one, its text, and its
//! publication, for the first time or again.

use std::sync::Arc;

use app::admin::version::{State as Stand, VersionView, version_page};
use app::shell::Room;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::catalogue::compare::{Comparison, compare};
use domain::catalogue::{Definition, SourceFile, definition};
use serde::Deserialize;
use store::publications::{self, Draft};
use store::{Tx, cases};

use super::names::Names;
use super::{catalogue, unsigned};
use crate::error::Error;
use crate::reader::Reader;
use crate::shelf;
use crate::state::App;

/// A version of the item, and its draft where nobody has published it.
pub async fn find(
    app: &App,
    tx: &mut Tx,
    code: &str,
    hash: &str,
) -> Result<(Arc<Definition>, Option<Draft>), Error> {
    app.shelf.refresh(tx, app).await?;
    let of_item = |definition: &Arc<Definition>| definition.item.code() == code;
    if let Some(known) = app.shelf.version(hash).filter(of_item) {
        return Ok((known, None));
    }
    let draft = publications::draft(tx, hash).await?;
    let draft = draft
        .filter(|draft| draft.item == code)
        .ok_or(Error::NotFound)?;
    let file = SourceFile {
        path: draft.item.clone(),
        text: draft.source.clone(),
    };
    let read = definition(&file)
        .map_err(|finding| Error::fault(format!("definition draft {hash}: {finding}")))?;
    Ok((Arc::new(read), Some(draft)))
}

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path((code, hash)): Path<(String, String)>,
) -> Result<Response, Error> {
    reader.officer(Room::Admin)?;
    page(&app, &reader, &code, &hash, StatusCode::OK).await
}

async fn page(
    app: &App,
    reader: &Reader,
    code: &str,
    hash: &str,
    status: StatusCode,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let (definition, draft) = find(app, &mut tx, code, hash).await?;
    let open = cases::open_of(&mut tx, hash).await?;
    let by = draft.iter().map(|draft| draft.created_by.as_str());
    let names = Names::load(&mut tx, by).await?;
    drop(tx);
    let current = app.item(code);
    let is_current = current.as_ref().is_some_and(|one| one.hash == hash);
    let changes = current
        .as_ref()
        .map_or_else(Comparison::default, |current| {
            compare(&current.item, &definition.item)
        });
    let view = VersionView {
        item: &definition.item,
        hash: hash.to_owned(),
        state: match &draft {
            _ if is_current => Stand::Current,
            Some(_) => Stand::Draft,
            None => Stand::Earlier,
        },
        uploaded: draft
            .as_ref()
            .map(|draft| (draft.created_at, names.name(&draft.created_by))),
        findings: proved(app, &definition).err().unwrap_or_default(),
        current: current.map(|current| current.hash.clone()),
        changes,
        open: unsigned(open),
        moved: status == StatusCode::CONFLICT,
    };
    let html = version_page(&reader.shell, &view);
    Ok((status, Html(html)).into_response())
}

/// Whether it may be published today: the rules, the agencies and their staff may be others than they were.
fn proved(app: &App, definition: &Definition) -> Result<(), Vec<domain::catalogue::Finding>> {
    let file = SourceFile {
        path: definition.item.code().to_owned(),
        text: definition.source.clone(),
    };
    catalogue::prove(app, &file).map(|_| ())
}

pub async fn source(
    State(app): State<App>,
    reader: Reader,
    Path((code, hash)): Path<(String, String)>,
) -> Result<Response, Error> {
    reader.officer(Room::Admin)?;
    let mut tx = app.store.read().await?;
    let (definition, _) = find(&app, &mut tx, &code, &hash).await?;
    drop(tx);
    let short: String = definition.hash.chars().take(12).collect();
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{code}-{short}.toml\""),
        ),
    ];
    Ok((headers, definition.source.clone()).into_response())
}

#[derive(Debug, Deserialize)]
pub struct Confirmed {
    /// The current version when the page was shown; empty where the item was new.
    #[serde(default)]
    base: String,
}

/// Makes it the current version. Asked again it does nothing more.
pub async fn publish(
    State(app): State<App>,
    reader: Reader,
    Path((code, hash)): Path<(String, String)>,
    Form(form): Form<Confirmed>,
) -> Result<Response, Error> {
    let officer = reader.officer(Room::Admin)?;
    let mut tx = app.store.begin().await?;
    let (definition, _) = find(&app, &mut tx, &code, &hash).await?;
    let current = app.item(&code);
    let current = current.as_ref().map_or("", |current| &current.hash);
    let done = Redirect::to(&format!("/admin/catalogue/{code}"));
    if current == hash {
        // Somebody, perhaps this very form, was here before.
        return Ok(done.into_response());
    }
    if form.base != current {
        drop(tx);
        // What was looked at is not what would be changed: here is what would be.
        return page(&app, &reader, &code, &hash, StatusCode::CONFLICT).await;
    }
    if proved(&app, &definition).is_err() {
        drop(tx);
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return page(&app, &reader, &code, &hash, status).await;
    }
    let by = officer.id.to_string();
    shelf::publish(&mut tx, &definition, &by, reader.now).await?;
    tx.commit().await?;
    let mut tx = app.store.read().await?;
    app.shelf.refresh(&mut tx, &app).await?;
    tracing::info!(item = code, version = hash, by, "a version was published");
    Ok(done.into_response())
}
