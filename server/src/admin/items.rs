//! `/admin/items`: versions, processes and what the proof says of them.

use app::admin::items::{ItemLine, ItemView, item_page, items_page};
use app::shell::Room;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Response};
use store::definitions;

use super::findings;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

pub async fn list(State(app): State<App>, reader: Reader) -> Result<Response, Error> {
    reader.officer(Room::Admin)?;
    let items: Vec<ItemLine> = app
        .catalogue
        .items()
        .map(|definition| {
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
        })
        .collect();
    Ok(Html(items_page(&reader.shell, &items)).into_response())
}

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    reader.officer(Room::Admin)?;
    let definition = app.catalogue.item(&code).ok_or(Error::NotFound)?;
    let item = &definition.item;
    let mut tx = app.store.read().await?;
    let stored = definitions::all(&mut tx).await?;
    drop(tx);
    let view = ItemView {
        item,
        hash: definition.hash.clone(),
        findings: findings(definition),
        versions: stored
            .into_iter()
            .rev()
            .filter(|stored| stored.item == item.code())
            .map(|stored| (stored.hash, app.date(stored.first_used_at)))
            .collect(),
        agencies: app
            .catalogue
            .agencies()
            .filter(|agency| agency.function == item.routing.function)
            .count(),
    };
    Ok(Html(item_page(&reader.shell, &view)).into_response())
}
