//! 补正: the fields and materials that the correction names, and what a changed answer asks for
//! in addition. Files are streamed in before the transaction of the act; one that came in with a
//! form that was refused stays, so that nobody uploads it twice.

use std::collections::BTreeMap;

use app::citizen::supplement::{AskedField, AskedMaterial, Kind, Supplement, supplement_page};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use domain::application::{Answers, Checks, Fault, check, pages, uploads};
use domain::case::{
    ActorRef, Blocked, Case, CorrectionTarget, DeadlineKind, Fact, Material as Held, Refusal, Stage,
    Target,
};
use domain::catalogue::{Field, FieldKind, MaterialRule, ServiceItem};
use domain::id::{ApplicantId, MaterialId};
use domain::locale::Localised;
use store::applications::Application;
use store::cases::CaseKey;
use store::materials::Material;
use store::{Personal, Tx, applications, materials};

use super::scope::{self, Texts};
use super::{case, given};
use crate::acts::{self, Attempt, Loaded, Statements};
use crate::error::Error;
use crate::files::UploadFault;
use crate::reader::Reader;
use crate::state::App;
use crate::words;

/// How many files of the largest size one form may hold.
const FILES: u64 = 10;

pub fn routes(max_upload: u64) -> Router<App> {
    let limit = usize::try_from(max_upload.saturating_mul(FILES)).unwrap_or(usize::MAX);
    let limit = limit.saturating_add(1024 * 1024);
    Router::new().route(
        "/cases/{no}/supplement",
        get(show)
            .post(supplement)
            .layer(DefaultBodyLimit::max(limit)),
    )
}
