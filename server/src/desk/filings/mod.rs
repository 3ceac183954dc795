//! `/desk/filings`: what officers file for their own agency (两法衔接): a form as applicants have one, with the agency
//! in the applicant's place. Each officer has their own drafts; what was filed is a case on the agency's desk.

mod form;
mod list;
mod materials;
pub mod own;
mod submission;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::state::App;
use crate::uploads::largest;

pub use own::may_file;

pub fn routes(max_upload: u64) -> Router<App> {
    let upload =
        post(materials::upload).layer(DefaultBodyLimit::max(largest(max_upload, materials::MOST)));
    Router::new()
        .route("/desk/filings", get(list::show))
        .route("/desk/filings/{code}", get(form::show).post(form::save))
        .route("/desk/filings/{code}/materials", get(materials::show))
        .route("/desk/filings/{code}/materials/{rule}", upload)
        .route(
            "/desk/filings/{code}/materials/{rule}/{material}",
            get(materials::serve),
        )
        .route(
            "/desk/filings/{code}/materials/{rule}/{material}/removal",
            post(materials::remove),
        )
        .route("/desk/filings/{code}/submission", post(submission::send))
}
