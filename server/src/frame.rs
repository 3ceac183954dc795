//! What stands around every page: the reader, remembered choices, posts kept while their author
//! signs in, and error pages in the reader's language.

use app::error_page::{ErrorView, Switch, error_page};
use app::shell::Shell;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::case::Refusal;
use domain::id::AccountId;
use domain::locale::Locale;
use tower_sessions::Session;

use crate::bundles;
use crate::delegation::Reach;
use crate::error::{Error, Raised};
use crate::guard;
use crate::reader::{self, Reader, query};
use crate::session::kept;
use crate::state::App;

pub async fn frame(
    State(app): State<App>,
    session: Session,
    request: Request,
    next: Next,
) -> Response {
    let (parts, body) = request.into_parts();
    let reader = match Reader::of(&app, &parts, session).await {
        Ok(reader) => reader,
        // The page still speaks the reader's language, though nobody knows who they are.
        Err(error) => {
            let shell = reader::shell(&app, &parts, None, app.now.get());
            return page(&app, &shell, &error, reference(&parts));
        }
    };
    let chosen = choices(&app, &parts);
    let reference = reference(&parts).to_owned();
    let path = parts
        .uri
        .path_and_query()
        .map_or("/", |pair| pair.as_str())
        .to_owned();
    if let (Some(viewer), Some(locale)) = (&reader.viewer, chosen_locale(&parts))
        && let Err(error) = remember(&app, viewer.account, locale).await
    {
        tracing::warn!(%error, "the language was not remembered");
    }
    let mut request = Request::from_parts(parts, body);
    // Before a post is kept: what another site's page made must not wait for a signature.
    if !guard::is_ours(&request) {
        return page(&app, &reader.shell, &Error::CrossSite, &reference);
    }
    let is_post = request.method() == Method::POST;
    let here = Here {
        app: &app,
        reader: &reader,
        // A form that is sent is nowhere to go back to.
        path: if is_post { "/" } else { path.as_str() },
        reference: &reference,
    };
    match reader.reach(&app, request.uri().path()).await {
        Ok(Reach::Within) => {}
        Ok(Reach::Uncovered) => {
            // The page that starts has the form's address.
            let here = Here {
                path: request.uri().path(),
                ..here
            };
            return here.mandate(Error::Uncovered);
        }
        Ok(Reach::Closed) => return here.mandate(Error::NotForAgent),
        Ok(Reach::Hidden) => return here.missing().await,
        Err(error) => return page(&app, &reader.shell, &error, &reference),
    }
    if is_post && reader.viewer.is_none() && kept::is_draft(request.uri().path()) {
        return Error::SignIn.status().into_response();
    }
    if is_post && reader.viewer.is_none() && kept::is_for_members(request.uri().path()) {
        return match kept::keep(&app, &reader, request).await {
            Ok(()) => Redirect::to("/session").into_response(),
            // Too large to keep, such as a scan: the page that it was chosen on comes back.
            Err(Error::TooLarge) => sign_in_for(&path),
            Err(error) => page(&app, &reader.shell, &error, &reference),
        };
    }
    if is_post && !reader.is_meant(&path) {
        return page(&app, &reader.shell, &Error::OtherPrincipal, &reference);
    }
    request.extensions_mut().insert(reader.clone());
    let mut response = next.run(request).await;
    if let Some(Raised(error)) = response.extensions_mut().remove::<Raised>() {
        response = match &*error {
            Error::SignIn => sign_in_for(&path),
            Error::NotFound => here.missing().await,
            error => page(&app, &reader.shell, error, &reference),
        };
    } else if is_bare_error(&response) {
        let error = match response.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
            StatusCode::NOT_FOUND => Error::NotFound,
            StatusCode::INTERNAL_SERVER_ERROR => Error::fault("a handler answered 500"),
            status => Error::BadRequest(status.to_string()),
        };
        let status = response.status();
        response = page(&app, &reader.shell, &error, &reference);
        *response.status_mut() = status;
    }
    let status = response.status();
    let headers = response.headers_mut();
    for cookie in chosen {
        headers.append(header::SET_COOKIE, cookie);
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        // A browser asked back to a form that was refused has nothing to ask again: it shows what it kept, or an error.
        let refused = status == StatusCode::UNPROCESSABLE_ENTITY;
        let value = if reader.viewer.is_some() && !refused {
            "no-store"
        } else {
            "private, no-cache"
        };
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(value));
    }
    headers.insert(
        header::VARY,
        HeaderValue::from_static("Accept-Language, Cookie"),
    );
    response
}

/// Outside the session layer, which answers a database that is gone, or full, with nothing but a
/// status.
pub async fn outer(State(app): State<App>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let kept = parts.clone();
    let response = next.run(Request::from_parts(parts, body)).await;
    if !response.status().is_server_error() || !is_bare_error(&response) {
        return response;
    }
    let shell = reader::shell(&app, &kept, None, app.now.get());
    let error = Error::Unavailable("the session can't be stored".into());
    page(&app, &shell, &error, reference(&kept))
}

fn sign_in_for(path: &str) -> Response {
    Redirect::to(&format!("/session?next={}", encode(path))).into_response()
}

/// A rejection of the framework's, with its own plain text or none.
fn is_bare_error(response: &Response) -> bool {
    let kind = response
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    (response.status().is_client_error() || response.status().is_server_error())
        && kind.is_none_or(|kind| kind.starts_with("text/plain"))
}

fn reference(parts: &Parts) -> &str {
    parts
        .headers
        .get("x-request-id")
        .and_then(|id| id.to_str().ok())
        .unwrap_or_default()
}

/// A request and its reader, for the pages that offer to act for somebody else.
#[derive(Clone, Copy)]
struct Here<'a> {
    app: &'a App,
    reader: &'a Reader,
    /// Where to go on after the turn.
    path: &'a str,
    reference: &'a str,
}

impl Here<'_> {
    /// What stands outside of the mandate by which the reader acts, and the way back to themselves.
    fn mandate(self, error: Error) -> Response {
        let Some(acting) = &self.reader.acting else {
            return page(self.app, &self.reader.shell, &error, self.reference);
        };
        let items = acting.mandate.items.iter().flatten();
        let switch = Switch {
            name: acting.name.clone(),
            items: items
                .map(|code| bundles::either_name(self.app, code))
                .collect(),
            delegation: None,
            next: self.path.to_owned(),
        };
        page_of(
            self.app,
            &self.reader.shell,
            &error,
            self.reference,
            Some(switch),
        )
    }

    /// What is not there for the reader, unless it is for whom they may act.
    async fn missing(self) -> Response {
        let bare = self.path.split('?').next().unwrap_or_default();
        match self.reader.way_to(self.app, bare).await {
            Ok(Some(acting)) => {
                let switch = Switch {
                    name: acting.name,
                    items: Vec::new(),
                    delegation: Some(acting.delegation.to_string()),
                    next: self.path.to_owned(),
                };
                let shell = &self.reader.shell;
                page_of(
                    self.app,
                    shell,
                    &Error::ForPrincipal,
                    self.reference,
                    Some(switch),
                )
            }
            Ok(None) => page(
                self.app,
                &self.reader.shell,
                &Error::NotFound,
                self.reference,
            ),
            Err(error) => page(self.app, &self.reader.shell, &error, self.reference),
        }
    }
}

fn page(app: &App, shell: &Shell, error: &Error, reference: &str) -> Response {
    page_of(app, shell, error, reference, None)
}

fn page_of(
    app: &App,
    shell: &Shell,
    error: &Error,
    reference: &str,
    switch: Option<Switch>,
) -> Response {
    let status = error.status();
    if status.is_server_error() {
        tracing::error!(%error, reference, "request failed");
    } else {
        tracing::debug!(%error, reference, "request refused");
    }
    let mut view = ErrorView {
        key: error.key().to_owned(),
        reference: status.is_server_error().then(|| reference.to_owned()),
        switch,
        ..ErrorView::default()
    };
    match error {
        Error::Refused { refusal, case_no } => {
            view.reason_key = Some(match refusal {
                Refusal::Denied(denied) => denied.key().to_owned(),
                Refusal::Blocked(blocked) => blocked.key().to_owned(),
            });
            view.case_no.clone_from(case_no);
        }
        Error::Stale { case_no } if !case_no.is_empty() => view.case_no = Some(case_no.clone()),
        Error::TooMany { retry_after } => view.minutes = Some(retry_after.div_ceil(60)),
        Error::TooLarge => view.megabytes = Some(app.settings.max_megabytes()),
        _ => {}
    }
    let mut response = (status, Html(error_page(shell, &view))).into_response();
    if let Error::TooMany { retry_after } = error {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(*retry_after));
    }
    response
}

fn chosen_locale(request: &Parts) -> Option<Locale> {
    query(request, "lang").and_then(Locale::from_tag)
}

/// Mail speaks the language that its reader chose.
async fn remember(app: &App, account: AccountId, locale: Locale) -> Result<(), Error> {
    let mut tx = app.store.begin().await?;
    store::accounts::set_locale(&mut tx, account, locale).await?;
    Ok(tx.commit().await?)
}

/// Cookies for `?lang=` and `?text=`.
fn choices(app: &App, request: &Parts) -> Vec<HeaderValue> {
    let cookie = |name: &str, value: &str| choice(app, name, value);
    let lang = chosen_locale(request).and_then(|locale| cookie("lang", locale.tag()));
    let text = query(request, "text")
        .filter(|size| ["large", "normal"].contains(size))
        .and_then(|size| cookie("text", size));
    lang.into_iter().chain(text).collect()
}

/// The cookie of something that a browser is to remember for a year.
pub fn choice(app: &App, name: &str, value: &str) -> Option<HeaderValue> {
    let secure = if app.settings.secure_cookies {
        "; Secure"
    } else {
        ""
    };
    HeaderValue::from_str(&format!(
        "{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly{secure}"
    ))
    .ok()
}

/// Percent-encoding for one query value.
pub fn encode(value: &str) -> String {
    use std::fmt::Write as _;
    value.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            text.push(char::from(byte));
        } else {
            // Writing into a String can't fail.
            let _ = write!(text, "%{byte:02X}");
        }
        text
    })
}

/// The whole body, up to `limit` bytes.
///
/// # Errors
/// `TooLarge` beyond the limit, `BadRequest` where the connection broke.
pub async fn body(body: Body, limit: usize) -> Result<bytes::Bytes, Error> {
    to_bytes(body, limit).await.map_err(|error| {
        let text = error.to_string();
        if text.contains("limit") {
            Error::TooLarge
        } else {
            Error::BadRequest(text)
        }
    })
}
