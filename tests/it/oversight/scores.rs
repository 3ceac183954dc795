//! The score of a month: what is taken off leads to as many cases.

use axum::http::StatusCode;
use serde_json::Value;
use server::cli::play;

use crate::harness::TestApp;

#[tokio::test]
async fn each_deduction_is_its_list() {
    for app in TestApp::each().await {
        play(&app.app, 60, 11).await.unwrap();
        let mut supervisor = app.persona("supervisor").await;
        let mut seen = 0;
        let months = [
            "2025-12", "2026-01", "2026-02", "2026-03", "2026-04", "2026-05",
        ];
        let later = ["2026-06", "2026-07", "2026-08", "2026-09", "2026-10"];
        for month in months.into_iter().chain(later) {
            let page = supervisor
                .open(&format!("/oversight/scores?month={month}"))
                .await;
            page.is_sound();
            let total: usize = page
                .attribute("[data-total]", "data-total")
                .unwrap()
                .parse()
                .unwrap();
            let file = supervisor
                .open(&format!("/oversight/scores.json?month={month}"))
                .await;
            let file: Value = serde_json::from_slice(&file.body).unwrap();
            let rows = file["rows"].as_array().unwrap();
            assert_eq!(rows.len(), total);
            let mut last = u64::MAX;
            for row in rows {
                let points = row["total"].as_u64().unwrap();
                assert!(points <= last, "the most points first");
                last = points;
                let code = row["code"].as_str().unwrap();
                let one = supervisor
                    .open(&format!("/oversight/scores/{code}?month={month}"))
                    .await;
                one.is_sound();
                for (href, times) in one.links("main td a[href^='/oversight/cases']") {
                    let list = supervisor.open(&href).await;
                    assert_eq!(
                        list.attribute("[data-total]", "data-total").unwrap(),
                        times,
                        "{href}"
                    );
                    seen += 1;
                }
            }
        }
        assert!(seen > 0, "some points were taken off");
    }
}

#[tokio::test]
async fn a_head_sees_their_own_score_alone() {
    let app = TestApp::sqlite().await;
    play(&app.app, 30, 3).await.unwrap();
    let mut head = app.persona("head").await;
    let list = head.open("/oversight/scores?month=2026-10").await;
    list.is_sound();
    for path in [
        "/oversight/scores/620103-market-supervision?month=2026-10",
        "/oversight/scores?month=2026",
        "/oversight/scores?month=x",
    ] {
        assert_eq!(head.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let mut counter = app.persona("counter").await;
    let status = counter.get("/oversight/scores").await.status;
    assert_eq!(status, StatusCode::FORBIDDEN);
}
