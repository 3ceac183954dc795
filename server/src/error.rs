//! The only `IntoResponse` for what goes wrong. A handler says the kind; the page around it is
//! made in `frame`, where the reader's language is known.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::case::{Denied, Refusal};

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Not there, or not for this reader: the two look the same.
    #[error("not found")]
    NotFound,
    #[error("sign-in needed")]
    SignIn,
    /// Signed in, but the role does not have this room or act.
    #[error("denied")]
    Denied,
    #[error("from another site")]
    CrossSite,
    /// The case, or what was sent, stands against the act.
    #[error("refused: {refusal}")]
    Refused {
        refusal: Refusal,
        case_no: Option<String>,
    },
    /// Somebody else acted since the page was shown.
    #[error("stale")]
    Stale { case_no: String },
    /// The page was made for somebody else than whom its reader acts for now.
    #[error("for somebody else")]
    OtherPrincipal,
    /// Sent before signing in, by somebody else than whoever is signed in now.
    #[error("of another account")]
    OtherAccount,
    /// About all of whom its reader acts for, for some items only.
    #[error("not for an agent")]
    NotForAgent,
    /// An item that the reader was not named for.
    #[error("not within the mandate")]
    Uncovered,
    /// Of somebody for whom its reader may act, and does not now.
    #[error("of whom one may act for")]
    ForPrincipal,
    #[error("too many tries")]
    TooMany { retry_after: u32 },
    #[error("too large")]
    TooLarge,
    /// Not a request that any page of ours makes.
    #[error("bad request: {0}")]
    BadRequest(String),
    #[error("unavailable: {0}")]
    Unavailable(String),
    #[error("fault: {0}")]
    Fault(String),
}

/// Of a page with a form: 422 where something in it can be mended.
pub fn page_status<T>(faults: &[T]) -> StatusCode {
    if faults.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    }
}

impl Error {
    pub fn fault(what: impl Into<String>) -> Self {
        Self::Fault(what.into())
    }

    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignIn => StatusCode::UNAUTHORIZED,
            Self::Denied
            | Self::CrossSite
            | Self::NotForAgent
            | Self::Uncovered
            | Self::ForPrincipal => StatusCode::FORBIDDEN,
            Self::Refused {
                refusal: Refusal::Denied(_),
                ..
            } => StatusCode::FORBIDDEN,
            Self::Refused { .. }
            | Self::Stale { .. }
            | Self::OtherPrincipal
            | Self::OtherAccount => StatusCode::CONFLICT,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The locale key of the page's heading; `{key}-next` says what the reader can do.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NotFound => "error-not-found",
            Self::SignIn => "error-sign-in",
            Self::Denied => "error-denied",
            Self::CrossSite => "error-cross-site",
            Self::Refused {
                refusal: Refusal::Denied(Denied::Role),
                ..
            } => "error-denied",
            Self::Refused { .. } => "error-refused",
            Self::Stale { .. } => "error-stale",
            Self::OtherPrincipal => "error-other-principal",
            Self::OtherAccount => "error-other-account",
            Self::NotForAgent => "error-not-for-agent",
            Self::Uncovered => "error-uncovered",
            Self::ForPrincipal => "error-for-principal",
            Self::TooMany { .. } => "error-too-many",
            Self::TooLarge => "error-too-large",
            Self::BadRequest(_) => "error-bad-request",
            Self::Unavailable(_) => "error-unavailable",
            Self::Fault(_) => "error-fault",
        }
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::NotFound => Self::NotFound,
            store::Error::Stale => Self::Stale {
                case_no: String::new(),
            },
            store::Error::Unavailable(source) => Self::Unavailable(source.to_string()),
            other => Self::Fault(chain(&other)),
        }
    }
}

impl From<object_store::Error> for Error {
    fn from(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => Self::NotFound,
            other => Self::Unavailable(chain(&other)),
        }
    }
}

impl From<tantivy::TantivyError> for Error {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Fault(format!("the search index: {error}"))
    }
}

impl From<tower_sessions::session::Error> for Error {
    fn from(error: tower_sessions::session::Error) -> Self {
        Self::Unavailable(chain(&error))
    }
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        text = format!("{text}: {inner}");
        source = inner.source();
    }
    text
}

/// An error on its way to `frame`, which turns it into a page.
#[derive(Debug, Clone)]
pub struct Raised(pub std::sync::Arc<Error>);

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        if let Self::TooMany { retry_after } = self {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(retry_after));
        }
        response
            .extensions_mut()
            .insert(Raised(std::sync::Arc::new(self)));
        response
    }
}
