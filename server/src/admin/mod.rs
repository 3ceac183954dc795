//! Administration. What is shown is what runs: the catalogue in memory and the people in the database,
//! not the files as they may have changed since. Notices of holidays and versions of items are taken over here.

mod calendar_import;
mod calendars;
mod catalogue;
mod item;
mod migration;
mod names;
mod organisation;
mod people;
mod standing;
mod version;

use app::admin::overview::{Overview, overview_page};
use app::shell::Room;
use axum::Router;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::catalogue::{Definition, Finding, SourceFile, check_item};
use serde::Deserialize;
use store::accounts;

use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

/// Rows of a list; a search shows the rest.
const ROWS: usize = 50;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/admin", get(show))
        .route(
            "/admin/items",
            get(|| async { Redirect::permanent("/admin/catalogue") }),
        )
        .route("/admin/items/{code}", get(item::moved))
        .route("/admin/catalogue", get(catalogue::show))
        .route("/admin/catalogue/versions", post(catalogue::send))
        .route("/admin/catalogue/{code}", get(item::show))
        .route(
            "/admin/catalogue/{code}/versions/{hash}",
            get(version::show),
        )
        .route(
            "/admin/catalogue/{code}/versions/{hash}/source",
            get(version::source),
        )
        .route(
            "/admin/catalogue/{code}/versions/{hash}/publication",
            post(version::publish),
        )
        .route(
            "/admin/catalogue/{code}/versions/{hash}/migration",
            get(migration::form).post(migration::send),
        )
        .route("/admin/migrations/{id}", get(migration::show))
        .route("/admin/migrations/{id}/run", post(migration::run))
        .route("/admin/standing", get(standing::list))
        .route("/admin/standing/{no}/{choice}", get(standing::show))
        .route(
            "/admin/standing/{no}/{choice}/attempt",
            post(standing::again),
        )
        .route("/admin/standing/{no}/{choice}/way", post(standing::by_hand))
        .route("/admin/organisation", get(organisation::show))
        .route("/admin/people", get(people::show))
        .route("/admin/calendars", get(calendars::show))
        .route("/admin/calendars/imports", post(calendar_import::send))
        .route("/admin/calendars/imports/{id}", get(calendar_import::show))
        .route(
            "/admin/calendars/imports/{id}/confirmation",
            post(calendar_import::confirm),
        )
}

#[derive(Debug, Default, Deserialize)]
struct Search {
    #[serde(default)]
    q: String,
}

impl Search {
    /// Whether one of the texts holds what was searched for, in either language and case.
    fn finds<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> bool {
        let wanted = self.q.trim().to_lowercase();
        wanted.is_empty()
            || texts
                .into_iter()
                .any(|text| text.to_lowercase().contains(&wanted))
    }
}

async fn show(State(app): State<App>, reader: Reader) -> Result<Response, Error> {
    reader.officer(Room::Admin)?;
    let mut tx = app.store.read().await?;
    let teams = accounts::teams(&mut tx).await?;
    drop(tx);
    let catalogue = &app.catalogue;
    let items = app.items();
    let known = app.calendars.current();
    let view = Overview {
        items: items.len(),
        findings: items.iter().map(|item| findings(item).len()).sum(),
        divisions: catalogue.divisions().count(),
        agencies: catalogue.agencies().count(),
        people: teams.iter().map(|team| unsigned(team.people)).sum(),
        announced: calendars::years(&app, reader.now)
            .filter(|year| !known.national().is_provisional(*year))
            .collect(),
    };
    Ok(Html(overview_page(&reader.shell, &view)).into_response())
}

/// What the proof says of a version; nothing, or the service would not have started.
fn findings(definition: &Definition) -> Vec<Finding> {
    let file = SourceFile {
        path: definition.item.code().to_owned(),
        text: definition.source.clone(),
    };
    check_item(&definition.item, &file)
}

fn unsigned(count: i64) -> u64 {
    u64::try_from(count).unwrap_or_default()
}
