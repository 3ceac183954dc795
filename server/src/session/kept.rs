//! A POST whose session had run out is kept, sealed, while its author signs in; one button then
//! sends it again. Nothing that was typed is lost.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::SignedDuration;
use store::attempts;
use store::kept_posts::{self, KeptPost};
use tower::ServiceExt;

use crate::delegation::Reach;
use crate::error::Error;
use crate::frame;
use crate::reader::Reader;
use crate::state::App;

/// The session's key for a kept post's id.
pub const KEPT: &str = "kept-post";

/// Long forms fit; an upload larger than this has to be chosen again.
const LARGEST: usize = crate::FORM_BYTES;
/// From one address while a kept post lives; more than anybody needs.
const MOST: i64 = 100;
const FOR: SignedDuration = SignedDuration::from_hours(2);

/// What holds a password is not kept, sealed or not.
const WITH_PASSWORDS: [&str; 4] = [
    "/account/credentials",
    "/account/password",
    "/account/data",
    "/account/deletion",
];

/// Paths whose posts need somebody signed in.
pub fn is_for_members(path: &str) -> bool {
    [
        "/applications/",
        "/appointments/",
        "/cases/",
        "/desk/",
        "/account",
        "/messages/",
        "/admin/",
    ]
    .iter()
    .any(|prefix| path.starts_with(prefix) && !WITH_PASSWORDS.contains(&path))
        || (["/items/", "/life-events/"]
            .iter()
            .any(|room| path.starts_with(room))
            && (path.ends_with("/application") || path.ends_with("/appointment")))
}

/// The address of a draft. One that comes after its session has ended, every few seconds, is not kept until its author
/// is back: what they sent is.
pub fn is_draft(path: &str) -> bool {
    path.starts_with("/desk/cases/") && path.ends_with("/draft")
}

/// # Errors
/// `TooLarge` where the body can't be kept, `TooMany` where an address keeps too many.
pub async fn keep(app: &App, reader: &Reader, request: Request) -> Result<(), Error> {
    let (parts, body) = request.into_parts();
    let content_type = parts
        .headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    let body = frame::body(body, LARGEST).await?.to_vec();
    let path = parts.uri.path_and_query().map_or("/", |all| all.as_str());
    let path = path.to_owned();
    let id = domain::case::journal::hex(&app.entropy()?);
    let scope = format!("kept-post:{}", reader.address);
    let mut tx = app.store.begin().await?;
    if attempts::count_attempts(&mut tx, &scope, reader.now - FOR).await? >= MOST {
        return Err(Error::TooMany { retry_after: 900 });
    }
    attempts::record_attempt(&mut tx, &scope, reader.now).await?;
    let post = KeptPost {
        path,
        content_type,
        body,
    };
    kept_posts::keep(&mut tx, &id, &post, reader.now + FOR).await?;
    tx.commit().await?;
    reader.session.insert(KEPT, id).await?;
    Ok(())
}

/// `POST /session/continuation`: the kept post goes to its own handler, as whoever is signed in now.
pub async fn send(State(app): State<App>, reader: Reader) -> Result<Response, Error> {
    if reader.viewer.is_none() {
        return Err(Error::SignIn);
    }
    let Some(id) = reader.session.get::<String>(KEPT).await? else {
        return Ok(Redirect::to("/").into_response());
    };
    let mut tx = app.store.begin().await?;
    let post = kept_posts::take(&mut tx, &id, reader.now).await?;
    let Some(post) = post else {
        reader.session.remove::<String>(KEPT).await?;
        return Ok(Redirect::to("/").into_response());
    };
    // It passes by the frame that would look.
    let path = post.path.split('?').next().unwrap_or_default();
    if reader.reach(&app, path).await? != Reach::Within {
        return Err(Error::NotFound);
    }
    if !reader.is_meant(&post.path) {
        return Err(Error::OtherPrincipal);
    }
    let mut request = Request::builder()
        .method(Method::POST)
        .uri(&post.path)
        .header(header::CONTENT_TYPE, &post.content_type)
        .body(Body::from(post.body.clone()))
        .map_err(|error| Error::BadRequest(error.to_string()))?;
    request.extensions_mut().insert(reader.clone());
    // Put back before it is sent: a fault on the way, or a reader who leaves, loses nothing. The
    // acts behind it are safe to repeat.
    kept_posts::keep(&mut tx, &id, &post, reader.now + FOR).await?;
    tx.commit().await?;
    let Ok(answer) = crate::routes(&app)
        .with_state(app.clone())
        .oneshot(request)
        .await;
    // Somebody else who signed in on this machine has not sent it: it waits for its author. Nor has a fault.
    let kept = matches!(
        answer.status(),
        StatusCode::FORBIDDEN | StatusCode::NOT_FOUND
    );
    if kept {
        return Err(Error::OtherAccount);
    }
    if !answer.status().is_server_error() {
        let mut tx = app.store.begin().await?;
        kept_posts::take(&mut tx, &id, reader.now).await?;
        tx.commit().await?;
        reader.session.remove::<String>(KEPT).await?;
    }
    Ok(answer)
}
