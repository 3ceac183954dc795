//! `/items/{code}/ratings`: the ratings of an item, to everybody.

use app::citizen::item_ratings::{Comment, ItemRatings, item_ratings_page};
use axum::Router;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use domain::supervision::published::About;
use store::{cases, statements};

use crate::error::Error;
use crate::pages::SameForAll;
use crate::published;
use crate::reader::Reader;
use crate::state::App;

/// The newest words that are shown.
const MOST: i64 = 20;

pub fn routes() -> Router<App> {
    Router::new().route("/items/{code}/ratings", get(show))
}

async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let definition = app.public_item(&code)?;
    let item = &definition.item;
    let figures = published::figures(&app, reader.now).await?;
    let mut tx = app.store.read().await?;
    let mut comments = Vec::new();
    for row in cases::released_ratings(&mut tx, item.code(), MOST).await? {
        // Absent where it was erased since.
        let Some(text) = statements::get(&mut tx, row.case_id, row.released).await? else {
            continue;
        };
        let day = app.date(row.at);
        comments.push(Comment {
            level: u8::try_from(row.level).unwrap_or_default(),
            month: (day.year(), day.month()),
            text: text.body.expose().to_owned(),
            mended: ["rectified", "called-back"].contains(&row.state.as_str()),
        });
    }
    drop(tx);
    let view = ItemRatings {
        code: item.code().to_owned(),
        name: item.name.clone(),
        levels: figures.of(&About::item(item.code())).levels,
        comments,
    };
    let mut response = Html(item_ratings_page(&reader.shell, &view)).into_response();
    if reader.viewer.is_none() {
        response.extensions_mut().insert(SameForAll);
    }
    Ok(response)
}
