//! 效能监察, for supervisors and heads of agencies: numbers, the cases behind them, one case.

pub mod cache;
mod case;
mod cases;
mod dashboard;
mod order;
mod view;

use axum::Router;
use axum::routing::get;

use crate::state::App;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/oversight", get(dashboard::show))
        .route("/oversight/cases", get(cases::show))
        .route("/oversight/cases/{no}", get(case::show))
        .route("/oversight/cases/{no}/clock.json", get(case::clock))
        .route(
            "/oversight/cases/{no}/order",
            get(order::show).post(order::send),
        )
}
