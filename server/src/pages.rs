//! Pages that are the same for everybody who is not signed in, kept as bytes: one per path,
//! language, text size, chosen division and encoding, for a day, or until another version of an item is published.

use std::collections::HashMap;
use std::io::Write as _;
use std::sync::{Arc, PoisonError, RwLock};

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use domain::locale::Locale;
use jiff::civil::Date;

use crate::frame;
use crate::reader::{cookie, division, large_text, locale};
use crate::sessions::COOKIE;
use crate::state::App;

/// More than any catalogue's guides in two languages and sizes. A division's pages make room when there are more.
const MOST: usize = 4096;
const GUIDES: &str = "/items/";
const OPEN: &str = "/open";

#[derive(Debug, Default)]
pub struct Pages(RwLock<HashMap<Key, Arc<Page>>>);

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    path: String,
    locale: Locale,
    large: bool,
    /// One that there is, so that there are only so many.
    division: Option<String>,
    today: Date,
    /// Of the current versions: what was made from others is never shown again.
    revision: i64,
}

#[derive(Debug)]
struct Page {
    plain: Bytes,
    gzip: Option<Bytes>,
    brotli: Option<Bytes>,
}

/// A handler marks an answer that does not depend on who reads it.
#[derive(Debug, Clone, Copy)]
pub struct SameForAll;

pub async fn keep(State(app): State<App>, mut request: Request, next: Next) -> Response {
    if !is_eligible(&request) {
        return next.run(request).await;
    }
    app.shelf.look(&app).await;
    let Some(key) = key(&app, &request) else {
        return next.run(request).await;
    };
    let encoding = Encoding::accepted(request.headers());
    if let Some(page) = app.pages.get(&key) {
        return page.respond(encoding);
    }
    // The layer inside would compress, and what is kept has to be plain.
    request.headers_mut().remove(header::ACCEPT_ENCODING);
    let mut response = next.run(request).await;
    if response.status() != StatusCode::OK
        || response.extensions_mut().remove::<SameForAll>().is_none()
    {
        return response;
    }
    match frame::body(response.into_body(), 1 << 20).await {
        Ok(plain) => app.pages.put(key, plain).respond(encoding),
        Err(error) => error.into_response(),
    }
}

/// Whether it may be a page that is the same for all.
fn is_eligible(request: &Request) -> bool {
    let path = request.uri().path();
    request.method() == Method::GET
        && request.uri().query().is_none()
        && (path == "/" || path.starts_with(GUIDES) || path.starts_with(OPEN))
        && cookie(request.headers(), COOKIE).is_none()
}

fn key(app: &App, request: &Request) -> Option<Key> {
    let headers = request.headers();
    let path = request.uri().path();
    (path == "/" || is_guide(app, path) || is_open(app, path)).then(|| Key {
        path: path.to_owned(),
        locale: locale(headers, None),
        large: large_text(headers, None),
        division: division(app, headers),
        today: app.date(app.now.get()),
        revision: app.shelf.revision(),
    })
}

/// Only an address as we write it: spellings of the same guide would each take a place.
fn is_guide(app: &App, path: &str) -> bool {
    let item = path.strip_prefix("/items/");
    let event = path.strip_prefix("/life-events/");
    path == "/life-events"
        || item.is_some_and(|code| app.item(code).is_some())
        || event.is_some_and(|key| app.catalogue.bundle(key).is_some())
}

/// The public figures.
fn is_open(app: &App, path: &str) -> bool {
    let item = path.strip_prefix("/open/items/");
    let agency = path.strip_prefix("/open/agencies/");
    ["/open", "/open/datasets"].contains(&path)
        || item.is_some_and(|code| app.item(code).is_some())
        || agency.is_some_and(|id| app.catalogue.agency(id).is_some())
}

impl Pages {
    fn get(&self, key: &Key) -> Option<Arc<Page>> {
        self.0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(key)
            .cloned()
    }

    fn put(&self, key: Key, plain: Bytes) -> Arc<Page> {
        let page = Arc::new(Page {
            gzip: gzip(&plain),
            brotli: brotli(&plain),
            plain,
        });
        let mut pages = self.0.write().unwrap_or_else(PoisonError::into_inner);
        pages.retain(|kept, _| kept.today == key.today && kept.revision >= key.revision);
        if pages.len() >= MOST {
            pages.retain(|kept, _| kept.division.is_none());
        }
        if pages.len() < MOST {
            pages.insert(key, Arc::clone(&page));
        }
        page
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Plain,
    Gzip,
    Brotli,
}

impl Encoding {
    fn accepted(headers: &HeaderMap) -> Self {
        let accepted = headers
            .get(header::ACCEPT_ENCODING)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let takes = |name: &str| accepted.split(',').any(|part| part.trim() == name);
        if takes("br") {
            Self::Brotli
        } else if takes("gzip") {
            Self::Gzip
        } else {
            Self::Plain
        }
    }
}

impl Page {
    fn respond(&self, encoding: Encoding) -> Response {
        let (body, name) = match (encoding, &self.brotli, &self.gzip) {
            (Encoding::Brotli, Some(body), _) => (body, Some("br")),
            (Encoding::Gzip, _, Some(body)) => (body, Some("gzip")),
            _ => (&self.plain, None),
        };
        let mut response = body.clone().into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        );
        headers.insert(
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, no-cache"),
        );
        headers.insert(
            header::VARY,
            HeaderValue::from_static("Accept-Language, Cookie, Accept-Encoding"),
        );
        if let Some(name) = name {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
        }
        response
    }
}

fn gzip(plain: &[u8]) -> Option<Bytes> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(plain).ok()?;
    encoder.finish().ok().map(Bytes::from)
}

fn brotli(plain: &[u8]) -> Option<Bytes> {
    let mut encoder = brotli::CompressorWriter::new(Vec::new(), 4096, 9, 20);
    encoder.write_all(plain).ok()?;
    encoder.flush().ok()?;
    Some(Bytes::from(encoder.into_inner()))
}
