//! `/open`: figures for everybody, without signing in, as pages and as data.

mod catalog;
mod datasets;

use app::open::lines::{AgencyFigures, ItemFigures, Limits, agency_page, item_page};
use app::open::overview::{Overview, overview_page};
use axum::Router;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use domain::locale::Localised;
use domain::supervision::published::{About, Figures};
use domain::supervision::suppress::Shown;

use crate::error::Error;
use crate::pages::SameForAll;
use crate::published;
use crate::reader::Reader;
use crate::state::App;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/open", get(overview))
        .route("/open/items/{code}", get(item))
        .route("/open/agencies/{id}", get(agency))
        .route("/open/datasets", get(datasets::show))
        .route("/open/datasets/{file}", get(datasets::file))
        .route("/open/catalog.jsonld", get(catalog::show))
}

async fn overview(State(app): State<App>, reader: Reader) -> Result<Response, Error> {
    let figures = published::figures(&app, reader.now).await?;
    let view = Overview {
        place: app.catalogue.jurisdiction.name.clone(),
        items: items(&app, &figures, None),
        agencies: agencies(&app, &figures, None),
        figures,
    };
    Ok(page(&reader, overview_page(&reader.shell, &view)))
}

async fn item(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let definition = app.item(&code).ok_or(Error::NotFound)?;
    let figures = published::figures(&app, reader.now).await?;
    let item = &definition.item;
    let view = ItemFigures {
        name: item.name.clone(),
        limits: Limits::of(item),
        has_guide: item.is_public(),
        agencies: agencies(&app, &figures, Some(&code)),
        figures,
        code,
    };
    Ok(page(&reader, item_page(&reader.shell, &view)))
}

async fn agency(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let agency = app.catalogue.agency(&id).ok_or(Error::NotFound)?;
    let figures = published::figures(&app, reader.now).await?;
    let view = AgencyFigures {
        name: agency.name.clone(),
        items: items(&app, &figures, Some(&id)),
        figures,
        id,
    };
    Ok(page(&reader, agency_page(&reader.shell, &view)))
}

fn page(reader: &Reader, html: String) -> Response {
    let mut response = Html(html).into_response();
    if reader.viewer.is_none() {
        response.extensions_mut().insert(SameForAll);
    }
    response
}

/// Of an agency, or of all.
fn items(app: &App, figures: &Figures, agency: Option<&str>) -> Vec<(String, Localised)> {
    let lines = most(figures, |about| {
        let of = about.agency.as_deref() == agency && about.month.is_none();
        about.item.as_ref().filter(|_| of)
    });
    let lines = lines.into_iter();
    lines
        .map(|code| (code.clone(), app.item_name(&code)))
        .collect()
}

/// Of those that decided on an item, or of all.
fn agencies(app: &App, figures: &Figures, item: Option<&str>) -> Vec<(String, Localised)> {
    let lines = most(figures, |about| {
        let of = about.item.as_deref() == item && about.month.is_none();
        about.agency.as_ref().filter(|_| of)
    });
    let lines = lines.into_iter();
    lines.map(|id| (id.clone(), app.agency_name(&id))).collect()
}

/// The keys of lines that something was decided or rated in: the most first, then those whose number is kept back, which
/// their order must not tell.
fn most<'a>(figures: &'a Figures, key: impl Fn(&'a About) -> Option<&'a String>) -> Vec<String> {
    let lines = figures.lines.iter();
    let mut lines: Vec<_> = lines
        .filter(|(_, line)| {
            [line.decided, line.rated]
                .iter()
                .any(|one| *one != Shown::Number(0))
        })
        .filter_map(|(about, line)| Some((line.decided.number(), key(about)?.clone())))
        .collect();
    lines.sort_by(|(a, first), (b, second)| b.cmp(a).then_with(|| first.cmp(second)));
    lines.into_iter().map(|(_, key)| key).collect()
}
