use axum::Router;

use crate::state::App;

pub fn routes(_max_upload: u64) -> Router<App> {
    Router::new()
}
