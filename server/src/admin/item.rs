//! `/admin/catalogue/{code}`: one item, its process, and every version that it has had here.

use app::admin::item::{ItemView, MigrationLine, VersionLine, item_page};
use app::shell::Room;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::catalogue::Definition;
use store::publications::{self, Publication, StoredVersion};
use store::{Tx, case_migrations};

use super::names::Names;
use super::{findings, unsigned};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

/// Versions, publications and batches that are listed.
const MOST: i64 = 100;

/// The address that this page had before.
pub async fn moved(Path(code): Path<String>) -> Redirect {
    Redirect::permanent(&format!("/admin/catalogue/{}", crate::frame::encode(&code)))
}

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    reader.officer(Room::Admin)?;
    let mut tx = app.store.read().await?;
    app.shelf.refresh(&mut tx, &app).await?;
    let definition = app.item(&code).ok_or(Error::NotFound)?;
    let versions = versions(&app, &mut tx, &definition).await?;
    let migrations = case_migrations::of_item(&mut tx, &code, MOST).await?;
    drop(tx);
    let item = &definition.item;
    let view = ItemView {
        item,
        hash: definition.hash.clone(),
        findings: findings(&definition),
        versions,
        agencies: app
            .catalogue
            .agencies()
            .filter(|agency| agency.function == item.routing.function)
            .count(),
        migrations: migrations
            .into_iter()
            .map(|row| MigrationLine {
                running: row.state == "running",
                id: row.id,
                from: row.from_hash,
                to: row.to_hash,
                migrated: unsigned(row.migrated),
                left_out: unsigned(row.left_out),
                started_at: row.started_at,
            })
            .collect(),
    };
    Ok(Html(item_page(&reader.shell, &view)).into_response())
}

/// The current one first, then what is stored, the newest first, then what only its file says.
async fn versions(app: &App, tx: &mut Tx, current: &Definition) -> Result<Vec<VersionLine>, Error> {
    let code = current.item.code();
    let stored = publications::versions(tx, code, MOST).await?;
    let published = publications::of_item(tx, code, MOST).await?;
    let by = published.iter().map(|one| one.published_by.as_str());
    let names = Names::load(tx, by).await?;
    let of_file = app.catalogue.item(code).map(|file| file.hash.clone());
    let line = |hash: &str, open: i64| VersionLine {
        hash: hash.to_owned(),
        current: hash == current.hash,
        of_file: of_file.as_deref() == Some(hash),
        published: published
            .iter()
            .filter(|one| one.hash == hash)
            .map(|one: &Publication| (one.published_at, names.name(&one.published_by)))
            .collect(),
        open: unsigned(open),
    };
    let mut lines: Vec<VersionLine> = stored
        .iter()
        .map(|one: &StoredVersion| line(&one.hash, one.open))
        .collect();
    let unused = [Some(current.hash.clone()), of_file.clone()];
    for hash in unused.into_iter().flatten() {
        if lines.iter().all(|line| line.hash != hash) {
            lines.push(line(&hash, 0));
        }
    }
    lines.sort_by_key(|line| !line.current);
    Ok(lines)
}
