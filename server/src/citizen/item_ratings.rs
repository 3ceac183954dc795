//! `/items/{code}/ratings`: the ratings of an item, to everybody.

use app::citizen::item_ratings::{Comment, ItemRatings, item_ratings_page};
use axum::Router;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use domain::supervision::{Measure, Measures, Period};
use store::cases::{self, Scope};
use store::statements;
use store::tallies::{Kind, Tallies};

use crate::error::Error;
use crate::pages::SameForAll;
use crate::reader::Reader;
use crate::state::App;

/// With fewer, one who knows the cases could tell whose rating it is.
const LEAST: u64 = 5;

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
    let mut tx = app.store.read().await?;
    let period = Period::Days(365).range(app.date(reader.now));
    let scopes = [Scope::Everything.tally()];
    let keys = [item.code().to_owned()];
    let tallies = Tallies::load(&mut tx, reader.now).await?;
    let found = tallies
        .period(&mut tx, Kind::Item, &scopes, Some(&keys), period)
        .await?;
    let mut sum = Measures::default();
    for measures in found.into_values() {
        sum += measures;
    }
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
    let counts = [5, 4, 3, 2, 1]
        .map(|level| Measure::of_rating(level).map_or(0, |one| sum[one].unsigned_abs()));
    let view = ItemRatings {
        code: item.code().to_owned(),
        name: item.name.clone(),
        least: LEAST,
        counts: (sum.rated() >= LEAST).then_some(counts),
        comments,
    };
    let mut response = Html(item_ratings_page(&reader.shell, &view)).into_response();
    if reader.viewer.is_none() {
        response.extensions_mut().insert(SameForAll);
    }
    Ok(response)
}
