//! Citizens and businesses: find an item, apply, follow a case, answer for it.

mod account;
mod account_data;
mod acting;
mod appointment;
mod case;
mod cases;
mod complaint;
mod delegations;
mod division;
mod enquiry;
pub mod given;
mod home;
mod item;
mod item_ratings;
mod licence;
pub mod life_event;
mod message_choices;
mod messages;
mod notices;
mod paper_form;
mod place;
mod profile;
mod progress;
mod rating;
mod rating_reply;
mod reminder;
mod say;
pub mod scope;
mod search;
mod situation;
mod track;
mod verification;
mod voices;
pub mod wallet;
mod withdrawal;

use axum::Router;
use axum::response::Html;
use axum::routing::get;

use crate::reader::Reader;
use crate::state::App;

pub fn routes(max_upload: u64) -> Router<App> {
    Router::new()
        .route("/about", get(about))
        .merge(home::routes())
        .merge(search::routes())
        .merge(division::routes())
        .merge(item::routes())
        .merge(appointment::routes())
        .merge(situation::routes())
        .merge(paper_form::routes())
        .merge(life_event::routes())
        .merge(crate::application::routes(max_upload))
        .merge(cases::routes())
        .merge(case::routes())
        .merge(notices::routes())
        .merge(crate::supplement::routes(max_upload))
        .merge(withdrawal::routes())
        .merge(rating::routes())
        .merge(rating_reply::routes())
        .merge(item_ratings::routes())
        .merge(enquiry::routes())
        .merge(reminder::routes())
        .merge(complaint::routes())
        .merge(track::routes())
        .merge(verification::routes())
        .merge(account::routes())
        .merge(messages::routes())
        .merge(message_choices::routes())
        .merge(wallet::routes())
        .merge(licence::routes())
        .merge(acting::routes())
        .merge(account_data::routes())
        .merge(profile::routes())
        .merge(delegations::routes(max_upload))
}

async fn about(reader: Reader) -> Html<String> {
    Html(app::about::about(&reader.shell))
}
