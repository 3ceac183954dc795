use app::citizen::agency::Counter;
use app::citizen::item::{Guide, Place, item_page};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use domain::catalogue::{Agency, Division, Level, ServiceItem};
use domain::locale::Localised;
use domain::supervision::published::About;
use serde::Deserialize;

use super::wallet;
use crate::error::Error;
use crate::pages::SameForAll;
use crate::published;
use crate::questions::prefectures;
use crate::reader::Reader;
use crate::state::App;

pub fn routes() -> Router<App> {
    Router::new().route("/items/{code}", get(show))
}

#[derive(Debug, Default, Deserialize)]
struct Chosen {
    division: Option<String>,
}

async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Query(chosen): Query<Chosen>,
) -> Result<Response, Error> {
    let definition = app.public_item(&code)?;
    let chosen = chosen.division.or_else(|| reader.division.clone());
    let item = &definition.item;
    let uncovered = !reader.covers(item.code());
    let view = Guide {
        held: held(&app, &reader, item).await?,
        uncovered,
        place: place(&app, &definition.item, chosen),
        definition,
        divisions: prefectures(&app.catalogue, None),
        real: published::figures(&app, reader.now)
            .await?
            .of(&About::item(&code)),
    };
    let mut response = Html(item_page(&reader.shell, &view)).into_response();
    if reader.viewer.is_none() {
        response.extensions_mut().insert(SameForAll);
    }
    Ok(response)
}

/// Keys of the materials that the reader's wallet has.
pub(super) async fn held(
    app: &App,
    reader: &Reader,
    item: &ServiceItem,
) -> Result<Vec<String>, Error> {
    // What somebody has is nothing for whoever acts in other matters.
    if !reader.covers(item.code()) {
        return Ok(Vec::new());
    }
    let documents = wallet::documents(app, reader).await?;
    let rules = item.materials.iter();
    Ok(rules
        .filter(|rule| documents.contains(&rule.document(item.code())))
        .map(|rule| rule.key().to_owned())
        .collect())
}

/// Where its counter is, and when it is open.
pub(super) fn counter(app: &App, agency: &Agency) -> Counter {
    let (hall, hours) = app.catalogue.hall(agency);
    let elsewhere = hall.id != agency.id;
    Counter {
        hall: elsewhere.then(|| (hall.name.clone(), hall.address.clone())),
        hours: hours.clone(),
    }
}

pub(super) fn place(app: &App, item: &ServiceItem, chosen: Option<String>) -> Place {
    let division = chosen
        .as_deref()
        .and_then(|code| app.catalogue.division(code));
    let Some(division) = division else {
        return Place::Unknown;
    };
    let code = division.code.clone();
    match app.catalogue.route(item, &code) {
        Some(agency) => Place::Agency {
            division: code,
            agency: Box::new(agency.clone()),
            counter: Box::new(counter(app, agency)),
        },
        None => Place::Nobody {
            division: code,
            name: full_name(app, division),
        },
    }
}

/// "兰州市城关区": counties of different prefectures share names.
pub(super) fn full_name(app: &App, division: &Division) -> Localised {
    let above = app
        .catalogue
        .prefecture_of(&division.code)
        .filter(|above| above.code != division.code && above.level == Level::Prefecture);
    match above {
        None => division.name.clone(),
        Some(above) => Localised {
            zh: format!("{}{}", above.name.zh, division.name.zh),
            en: match (&division.name.en, &above.name.en) {
                (Some(name), Some(above)) => Some(format!("{name}, {above}")),
                _ => None,
            },
        },
    }
}
