//! Assets and the operator's endpoints; no session, no database but for the health checks.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::error::Error;
use crate::state::App;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/healthz", get(ready))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .route(
            "/robots.txt",
            get(|| async { "User-agent: *\nDisallow: /session\n" }),
        )
        .route(
            app::assets::CSS_PATH,
            get(|| async { asset(app::assets::CSS.as_bytes(), "text/css; charset=utf-8") }),
        )
        .route(
            app::assets::UPLOAD_PATH,
            get(|| async { script(app::assets::UPLOAD) }),
        )
        .route(
            app::assets::EVENTS_PATH,
            get(|| async { script(app::assets::EVENTS) }),
        )
        .route(
            app::assets::DRAFT_PATH,
            get(|| async {
                asset(
                    app::assets::DRAFT.as_bytes(),
                    "text/javascript; charset=utf-8",
                )
            }),
        )
        .route(
            app::assets::KEYS_PATH,
            get(|| async {
                asset(
                    app::assets::KEYS.as_bytes(),
                    "text/javascript; charset=utf-8",
                )
            }),
        )
        .route(
            app::assets::FAVICON_PATH,
            get(|| async { asset(app::assets::FAVICON.as_bytes(), "image/svg+xml") }),
        )
        .route(
            "/favicon.ico",
            get(|| async { axum::response::Redirect::permanent(app::assets::FAVICON_PATH) }),
        )
        .layer(tower_http::compression::CompressionLayer::new())
}

/// Answers only when it can serve: the database takes a query.
async fn ready(State(app): State<App>) -> Result<&'static str, Error> {
    app.store.ready().await?;
    Ok("ok\n")
}

/// In the text format of Prometheus. Numbers alone, about no person and no case.
async fn metrics(State(app): State<App>) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let standing = store::cases::standing_count(&mut tx).await?;
    let unscanned = store::materials::waiting_for_scan(&mut tx).await?;
    drop(tx);
    let stood = crate::standing::stood_still();
    let infected = crate::scanner::found();
    let text = format!(
        "# HELP tongban_standing_choices Choices whose condition can't be evaluated, now.\n\
         # TYPE tongban_standing_choices gauge\n\
         tongban_standing_choices {standing}\n\
         # HELP tongban_stood_still_total Choices that came to stand still since the program started.\n\
         # TYPE tongban_stood_still_total counter\n\
         tongban_stood_still_total {stood}\n\
         # HELP tongban_unscanned_files Uploaded files that wait for clamd, now.\n\
         # TYPE tongban_unscanned_files gauge\n\
         tongban_unscanned_files {unscanned}\n\
         # HELP tongban_infected_files_total Infected files that were found since the program started.\n\
         # TYPE tongban_infected_files_total counter\n\
         tongban_infected_files_total {infected}\n"
    );
    let kind = (header::CONTENT_TYPE, "text/plain; version=0.0.4");
    Ok(([kind], text).into_response())
}

fn script(text: &'static str) -> Response {
    asset(text.as_bytes(), "text/javascript; charset=utf-8")
}

/// Names hold a hash of the content, so that a browser may keep them for good.
fn asset(bytes: &'static [u8], kind: &'static str) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    response
}
