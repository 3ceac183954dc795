//! The clerks' side: the inbox, one case, and each act on it, a file of its own name.

mod acceptance;
mod act;
mod answers;
mod case;
mod claim;
mod correction;
mod decision;
mod declination;
mod delivery;
mod file;
mod form;
mod inbox;
mod journal;
mod licence;
mod materials;
mod officers;
mod return_;
mod scope;
mod steps;
mod todo;

use axum::Router;
use axum::routing::{get, post};

use crate::state::App;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/desk", get(inbox::show))
        .route("/desk/cases/{no}", get(case::show))
        .route("/desk/cases/{no}/materials/{id}", get(materials::show))
        .route("/desk/cases/{no}/claim", post(claim::send))
        .route(
            "/desk/cases/{no}/acceptance",
            get(acceptance::show).post(acceptance::send),
        )
        .route(
            "/desk/cases/{no}/correction",
            get(correction::show).post(correction::send),
        )
        .route(
            "/desk/cases/{no}/declination",
            get(declination::show).post(declination::send),
        )
        .route(
            "/desk/cases/{no}/return",
            get(return_::show).post(return_::send),
        )
        .route(
            "/desk/cases/{no}/steps/{step}",
            get(steps::show).post(steps::send),
        )
        .route(
            "/desk/cases/{no}/decision",
            get(decision::show).post(decision::send),
        )
        .route(
            "/desk/cases/{no}/licence",
            get(licence::show).post(licence::send),
        )
        .route(
            "/desk/cases/{no}/delivery",
            get(delivery::show).post(delivery::send),
        )
}
