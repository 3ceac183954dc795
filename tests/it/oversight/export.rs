//! A list's file has what its page has.

use axum::http::{StatusCode, header};
use serde_json::Value;

use crate::harness::TestApp;
use crate::journey::{apply, conclude};

#[tokio::test]
async fn a_list_is_the_same_as_page_and_as_files() {
    for app in TestApp::each().await {
        let done = apply(&app).await;
        conclude(&app, &done.no).await;
        let running = apply(&app).await;
        let mut supervisor = app.persona("supervisor").await;
        for (list, query, total) in [
            ("cases", "", 1),
            ("cases", "?filter=received&period=30", 2),
            ("cases", "?filter=received&period=30&division=620102", 2),
            ("cases", "?filter=statutory-overdue", 0),
            ("voided", "", 0),
            ("complaints", "", 0),
            ("complaints", "?state=answered", 0),
        ] {
            let page = supervisor.open(&format!("/oversight/{list}{query}")).await;
            page.is_sound();
            let shown = page.attribute("table", "data-total");
            assert_eq!(
                shown.unwrap_or("0".into()),
                total.to_string(),
                "{list}{query}"
            );
            let json = supervisor
                .open(&format!("/oversight/{list}.json{query}"))
                .await;
            let json: Value = serde_json::from_slice(&json.body).unwrap();
            assert_eq!(json["total"], total);
            assert_eq!(json["rows"].as_array().unwrap().len(), total);
            let csv = supervisor
                .open(&format!("/oversight/{list}.csv{query}"))
                .await;
            assert_eq!(csv.headers["x-total-count"], total.to_string().as_str());
            assert_eq!(
                csv.text().matches("\r\n").count(),
                total + 1,
                "{}",
                csv.text()
            );
        }
        let csv = supervisor.open("/oversight/cases.csv").await;
        let told = csv.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert_eq!(told, "attachment; filename=\"cases-2026-11-23.csv\"");
        assert!(csv.text().starts_with('\u{feff}'), "{}", csv.text());
        assert!(csv.text().contains("办件编号") && csv.text().contains(&running.no));
        let english = supervisor.open("/oversight/cases.csv?lang=en").await;
        assert!(english.text().contains("Case number"), "{}", english.text());
        let json = supervisor.open("/oversight/cases.json").await;
        let json: Value = serde_json::from_slice(&json.body).unwrap();
        let row = &json["rows"][0];
        assert_eq!(row["case"], running.no.as_str());
        assert_eq!(row["lamp"], "normal");
        assert_eq!(row["agency"], "620102-market-supervision");
        assert_eq!(row["result"], Value::Null);
    }
}

#[tokio::test]
async fn files_are_for_whoever_may_see_the_page() {
    let app = TestApp::sqlite().await;
    for list in ["cases.csv", "voided.json", "complaints.csv"] {
        let path = format!("/oversight/{list}");
        let page = app.persona("counter").await.get(&path).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{list}");
        let page = app.visitor().get(&path).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{list}");
    }
    let page = app
        .persona("head")
        .await
        .get("/oversight/complaints.csv")
        .await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
}
