//! The clerks' side: the inbox, one case, and each act on it, a file of its own name.

mod absences;
mod acceptance;
mod act;
mod advice;
mod again;
mod agencies;
mod answers;
mod appointments;
mod assignment;
mod bulk;
mod case;
mod changes;
mod claim;
mod correction;
mod counter;
mod decision;
mod declination;
mod delivery;
mod disclosure;
mod dispatch;
mod dispute;
mod drafts;
mod enquiry;
mod explanation;
mod extension;
mod file;
mod filings;
mod findings;
mod form;
mod inbox;
mod journal;
mod keys;
pub mod left;
mod licence;
mod materials;
mod moved;
mod notices;
mod officers;
mod opinion;
mod order_reply;
mod part_of;
mod pause;
mod people;
mod preview;
mod proxy_proof;
mod put_right;
mod ratings;
mod resumption;
mod return_;
mod scope;
mod shared;
mod signed_receipt;
mod steps;
mod substitution;
mod team;
mod templates;
mod todo;
mod transfer;
mod viewer;
mod voiding;
mod warnings;
mod written;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use domain::authority::Act;
pub use inbox::events::Announcer;

use crate::state::App;
use crate::uploads::largest;

pub fn routes(max_upload: u64) -> Router<App> {
    Router::new()
        .merge(filings::routes(max_upload))
        .route("/desk", get(inbox::show))
        .route("/desk/events", get(inbox::events::show))
        .route(
            "/desk/views",
            get(inbox::views::show).post(inbox::views::keep),
        )
        .route("/desk/views/{id}/removal", post(inbox::views::remove))
        .route("/desk/counter", get(counter::show).post(counter::begin))
        .route("/desk/counter/appointments", get(appointments::show))
        .route(
            "/desk/counter/appointments/{id}/call",
            post(appointments::call),
        )
        .route(
            "/desk/counter/appointments/{id}/no-show",
            post(appointments::no_show),
        )
        .route("/desk/counter/supplement", get(counter::supplement))
        .route("/desk/moved-dates", get(moved::show))
        .route("/desk/bulk", get(bulk::show).post(bulk::send))
        .route(
            "/desk/bulk/outcome",
            get(bulk::outcome::show).post(bulk::outcome::send),
        )
        .route(
            "/desk/bulk/assignment",
            get(bulk::assignment::show).post(bulk::assignment::send),
        )
        .route(
            "/desk/bulk/transfer",
            get(bulk::transfer::show).post(bulk::transfer::send),
        )
        .route("/desk/absences", get(absences::show).post(absences::record))
        .route("/desk/absences/{id}/end", post(absences::end))
        .route("/desk/substitution", post(substitution::send))
        .route("/desk/shared-cases", get(shared::show))
        .route("/desk/team", get(team::show))
        .route("/desk/keys", get(keys::show).post(keys::send))
        .route(
            "/desk/templates",
            get(templates::show).post(templates::send),
        )
        .route("/desk/templates/end", post(templates::end))
        .route("/desk/cases/{no}/templates/{name}", get(templates::text))
        .route("/desk/warnings", get(warnings::show))
        .route("/desk/ratings", get(ratings::show))
        .route("/desk/findings", get(findings::list))
        .route("/desk/findings/{no}/{rule}/{seq}", get(findings::show))
        .route(
            "/desk/findings/{no}/{rule}/{seq}/explanation",
            post(findings::explain),
        )
        .route("/desk/cases/{no}", get(case::show))
        .route("/desk/cases/{no}/materials/{id}", get(materials::show))
        .route(
            "/desk/cases/{no}/materials/{id}/copy",
            get(materials::small),
        )
        .route("/desk/cases/{no}/proxy-proof", get(proxy_proof::show))
        .route("/desk/cases/{no}/notices/{seq}", get(notices::show))
        .route("/desk/cases/{no}/materials/{id}/view", get(viewer::show))
        .route(
            "/desk/cases/{no}/materials/{id}/document",
            get(materials::document),
        )
        .route("/desk/cases/{no}/journal", get(journal::show))
        .route(
            "/desk/cases/{no}/disclosure",
            get(disclosure::show).post(disclosure::send),
        )
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
        .route(
            "/desk/cases/{no}/signed-receipt",
            get(signed_receipt::show)
                .post(signed_receipt::keep)
                .layer(DefaultBodyLimit::max(largest(
                    max_upload,
                    signed_receipt::MOST,
                ))),
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
        .route("/desk/cases/{no}/orders/{seq}", get(order_reply::sheet))
        .route(
            "/desk/cases/{no}/order-reply",
            get(order_reply::show).post(order_reply::send),
        )
        .route(
            "/desk/cases/{no}/warnings/{seq}/explanation",
            get(explanation::show).post(explanation::send),
        )
        .route(
            "/desk/cases/{no}/rating-contact",
            put_right::show(Act::RatingContact).post(put_right::send_contact),
        )
        .route(
            "/desk/cases/{no}/follow-up",
            put_right::show(Act::FollowUp).post(put_right::send_follow_up),
        )
        .route(
            "/desk/cases/{no}/call-back",
            put_right::show(Act::CallBack).post(put_right::send_call_back),
        )
        .route(
            "/desk/cases/{no}/rating-appeal",
            put_right::show(Act::RatingAppeal).post(put_right::send_appeal),
        )
        .route(
            "/desk/cases/{no}/enquiries/{enquiry}/reply",
            get(enquiry::show).post(enquiry::send),
        )
        .route(
            "/desk/cases/{no}/assignment",
            get(assignment::show).post(assignment::send),
        )
        .route(
            "/desk/cases/{no}/transfer",
            get(transfer::show).post(transfer::send),
        )
        .route(
            "/desk/cases/{no}/dispute",
            get(dispute::show).post(dispute::send),
        )
        .route(
            "/desk/cases/{no}/dispatch",
            get(dispatch::show).post(dispatch::send),
        )
        .route(
            "/desk/cases/{no}/advice",
            get(advice::show).post(advice::send),
        )
        .route(
            "/desk/cases/{no}/advice/{asked}/reply",
            get(advice::reply::show).post(advice::reply::send),
        )
        .route("/desk/cases/{no}/advice/{asked}/end", post(advice::end))
        .route(
            "/desk/cases/{no}/voiding",
            get(voiding::show).post(voiding::send),
        )
        .route("/desk/cases/{no}/draft", post(drafts::send))
        .route("/desk/cases/{no}/clock.json", get(case::clock))
}
