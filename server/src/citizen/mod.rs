//! The pages of citizens and businesses.

mod application;

use axum::Router;

use crate::state::App;

pub fn routes(max_upload: u64) -> Router<App> {
    Router::new().merge(application::routes(max_upload))
}
