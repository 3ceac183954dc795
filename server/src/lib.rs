//! HTTP, sign-in, jobs, mail, files and the command line, around the domain, the store and the
//! pages.

pub mod acts;
mod admin;
mod application;
mod appointments;
mod bundles;
mod calendars;
mod case_data;
mod citizen;
pub mod cli;
mod clock;
pub mod config;
mod counter;
mod csv_file;
mod delegation;
mod desk;
mod disclosures;
pub mod error;
mod fact_notes;
pub mod files;
mod findings;
mod frame;
mod guard;
pub mod jobs;
mod licence_serial;
pub mod mail;
pub mod migrations;
mod notices;
mod notify;
pub mod now;
mod open;
mod ops;
mod oversight;
pub mod pages;
mod picture;
mod published;
mod query_code;
mod questions;
mod reader;
mod recipient;
pub mod scanner;
pub mod search;
mod session;
mod sessions;
pub mod shelf;
mod small_copy;
mod standing;
mod state;
pub mod submission;
mod substitution;
mod supervision;
mod supplement;
mod turns;
mod uploads;
mod watermark;

use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::{Router, extract::DefaultBodyLimit};
use tower::ServiceBuilder;
use tower_http::compression::CompressionLayer;
use tower_http::request_id::{MakeRequestId, RequestId, SetRequestIdLayer};
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutBody};
use tower_http::trace::TraceLayer;

pub use error::Error;
pub use session::hash as hash_password;
pub use state::App;

/// The body of every form but uploads.
const FORM_BYTES: usize = 256 * 1024;
const BODY_PAUSE: Duration = Duration::from_secs(30);

/// Every page, without what stands around them.
fn routes(app: &App) -> Router<App> {
    Router::new()
        .merge(citizen::routes(app.settings.max_upload))
        .merge(
            desk::routes(app.settings.max_upload)
                .layer(from_fn_with_state(app.clone(), desk::left::give_back)),
        )
        .merge(application::counter_routes(app.settings.max_upload))
        .merge(supplement::counter_routes(app.settings.max_upload))
        .merge(oversight::routes())
        .merge(open::routes())
        .merge(admin::routes())
        .merge(session::routes(app.settings.demo))
        .fallback(|| async { Error::NotFound })
        .layer(DefaultBodyLimit::max(FORM_BYTES))
}

/// The whole service.
pub fn router(app: App) -> Router {
    let sessions = sessions::layer(
        app.store.clone(),
        app.now.clone(),
        app.settings.secure_cookies,
    );
    let pages = routes(&app)
        .layer(from_fn_with_state(app.clone(), frame::frame))
        .layer(sessions)
        .layer(from_fn_with_state(app.clone(), frame::outer))
        .layer(CompressionLayer::new());
    let mut all = Router::new()
        .merge(ops::routes())
        .merge(pages)
        .layer(from_fn_with_state(app.clone(), pages::keep))
        .layer(from_fn(guard::headers));
    if app.settings.secure_cookies {
        all = all.layer(from_fn(guard::https_only));
    }
    let trace = TraceLayer::new_for_http().make_span_with(|request: &Request| {
        let id = request
            .headers()
            .get("x-request-id")
            .and_then(|id| id.to_str().ok());
        tracing::info_span!(
            "request",
            id,
            method = %request.method(),
            path = request.uri().path(),
        )
    });
    all.layer(
        ServiceBuilder::new()
            // Ours alone: a client's own id could forge a reference.
            .map_request(|mut request: Request| {
                request.headers_mut().remove("x-request-id");
                request
            })
            .layer(SetRequestIdLayer::x_request_id(Numbered))
            .layer(trace)
            // Between two pieces of a body: slow lines may take their time, silent ones not.
            .layer(RequestBodyTimeoutLayer::new(BODY_PAUSE))
            .map_request(|request: axum::http::Request<TimeoutBody<Body>>| request.map(Body::new)),
    )
    .with_state(app)
}

/// Request ids: 12 hexadecimal digits, short enough to read out on the phone.
#[derive(Debug, Clone, Copy)]
struct Numbered;

impl MakeRequestId for Numbered {
    fn make_request_id<B>(&mut self, _: &axum::http::Request<B>) -> Option<RequestId> {
        let id = domain::case::journal::hex(&now::random::<6>().ok()?);
        axum::http::HeaderValue::from_str(&id)
            .ok()
            .map(RequestId::new)
    }
}
