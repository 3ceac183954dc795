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
mod extension;
mod file;
mod follow_up;
mod form;
mod inbox;
mod journal;
mod licence;
mod materials;
mod moved;
mod officers;
mod opinion;
mod order_reply;
mod pause;
mod resumption;
mod return_;
mod scope;
mod steps;
mod todo;
mod written;

use axum::Router;
use axum::routing::{get, post};

use crate::state::App;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/desk", get(inbox::show))
        .route("/desk/moved-dates", get(moved::show))
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
        .route("/desk/cases/{no}/pause", get(pause::show).post(pause::send))
        .route(
            "/desk/cases/{no}/resumption",
            get(resumption::show).post(resumption::send),
        )
        .route(
            "/desk/cases/{no}/extension",
            get(extension::show).post(extension::send),
        )
        .route(
            "/desk/cases/{no}/opinion",
            get(opinion::show).post(opinion::send),
        )
        .route(
            "/desk/cases/{no}/order-reply",
            get(order_reply::show).post(order_reply::send),
        )
        .route(
            "/desk/cases/{no}/follow-up",
            get(follow_up::show).post(follow_up::send),
        )
        .route("/desk/cases/{no}/clock.json", get(case::clock))
}
