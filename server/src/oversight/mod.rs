//! 效能监察, for supervisors and heads of agencies: numbers, the cases behind them, one case.

mod act;
mod appeal;
mod appeals;
mod case;
mod cases;
mod complaint;
mod complaints;
mod dashboard;
mod export;
mod figures;
mod finding;
mod findings;
mod lamps;
mod new_appeal;
mod order;
mod orders;
mod ratings;
mod reports;
mod scores;
mod turns;
mod view;
mod voided;

use axum::Router;
use axum::routing::{get, post};

use crate::state::App;

pub use reports::send as send_reports;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/oversight", get(dashboard::show))
        .route("/oversight/figures.csv", get(figures::file))
        .route("/oversight/figures.json", get(figures::file))
        .route("/oversight/wall", get(dashboard::wall))
        .route("/oversight/cases", get(cases::show))
        .route("/oversight/cases.csv", get(cases::file))
        .route("/oversight/cases.json", get(cases::file))
        .route("/oversight/cases/{no}", get(case::show))
        .route("/oversight/cases/{no}/clock.json", get(case::clock))
        .route("/oversight/cases/{no}/lamps", get(turns::show))
        .route(
            "/oversight/cases/{no}/warnings/{seq}/clearance",
            get(turns::ask).post(turns::clear),
        )
        .route("/oversight/findings", get(findings::show))
        .route("/oversight/findings.csv", get(findings::file))
        .route("/oversight/findings.json", get(findings::file))
        .route("/oversight/findings/{no}/{rule}/{seq}", get(finding::show))
        .route(
            "/oversight/findings/{no}/{rule}/{seq}/decision",
            post(finding::decide),
        )
        .route("/oversight/reports", get(reports::list))
        .route("/oversight/reports/{month}", get(reports::show))
        .route("/oversight/reports/subscription", post(reports::subscribe))
        .route(
            "/oversight/reports/subscription/end",
            post(reports::unsubscribe),
        )
        .route(
            "/unsubscription/reports/{token}",
            get(reports::ask).post(reports::stop),
        )
        .route("/oversight/lamps", get(lamps::show))
        .route("/oversight/lamps.csv", get(lamps::file))
        .route("/oversight/lamps.json", get(lamps::file))
        .route("/oversight/lamps/forecast", get(lamps::forecast))
        .route("/oversight/lamps/forecast.csv", get(lamps::forecast_file))
        .route("/oversight/lamps/forecast.json", get(lamps::forecast_file))
        .route("/oversight/voided", get(voided::show))
        .route("/oversight/voided.csv", get(voided::file))
        .route("/oversight/voided.json", get(voided::file))
        .route("/oversight/ratings", get(ratings::show))
        .route("/oversight/ratings.csv", get(ratings::file))
        .route("/oversight/ratings.json", get(ratings::file))
        .route("/oversight/ratings/{no}", get(ratings::one))
        .route("/oversight/ratings/{no}/verdict", post(ratings::verdict))
        .route(
            "/oversight/ratings/{no}/call-back",
            post(ratings::call_back),
        )
        .route("/oversight/ratings/{no}/release", post(ratings::release))
        .route("/oversight/complaints", get(complaints::show))
        .route("/oversight/complaints.csv", get(complaints::file))
        .route("/oversight/complaints.json", get(complaints::file))
        .route("/oversight/complaints/{no}/{seq}", get(complaint::show))
        .route(
            "/oversight/complaints/{no}/{seq}/reply",
            post(complaint::reply),
        )
        .route(
            "/oversight/complaints/{no}/{seq}/forwarding",
            post(complaint::forward),
        )
        .route("/oversight/scores", get(scores::show))
        .route("/oversight/scores.csv", get(scores::file))
        .route("/oversight/scores.json", get(scores::file))
        .route("/oversight/scores/appeals", get(appeals::list))
        .route("/oversight/scores/appeals/{appeal}", get(appeal::one))
        .route(
            "/oversight/scores/appeals/{appeal}/decision",
            post(appeal::decide),
        )
        .route(
            "/oversight/scores/appeals/{appeal}/recheck",
            post(appeal::recheck),
        )
        .route("/oversight/scores/{id}", get(scores::one))
        .route(
            "/oversight/scores/{id}/deductions",
            get(appeals::deductions),
        )
        .route(
            "/oversight/scores/{id}/appeal",
            get(new_appeal::ask).post(new_appeal::send),
        )
        .route("/oversight/orders", get(orders::show))
        .route("/oversight/orders.csv", get(orders::file))
        .route("/oversight/orders.json", get(orders::file))
        .route("/oversight/orders/{no}/{seq}", get(orders::one))
        .route("/oversight/orders/{no}/{seq}/sheet", get(orders::sheet))
        .route(
            "/oversight/orders/{no}/{seq}/sheet.pdf",
            get(orders::sheet_file),
        )
        .route("/oversight/orders/{no}/{seq}/review", post(orders::review))
        .route("/oversight/orders/{no}/{seq}/lifting", post(orders::lift))
        .route(
            "/oversight/cases/{no}/order",
            get(order::show).post(order::send),
        )
}
