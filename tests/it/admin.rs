//! What administrators see.

use axum::http::StatusCode;

use crate::harness::TestApp;

#[tokio::test]
async fn every_page_is_sound_in_both_languages_and_for_administrators_only() {
    let app = TestApp::sqlite().await;
    let mut admin = app.persona("admin").await;
    let mut counter = app.persona("counter").await;
    for path in [
        "/admin",
        "/admin/items",
        "/admin/items/000131001001",
        "/admin/organisation",
        "/admin/organisation?q=chengguan",
        "/admin/organisation?q=nowhere",
        "/admin/people",
        "/admin/people?q=620102",
        "/admin/calendars",
    ] {
        for lang in ["zh-CN", "en"] {
            let mark = if path.contains('?') { '&' } else { '?' };
            admin
                .open(&format!("{path}{mark}lang={lang}"))
                .await
                .is_sound();
        }
        let page = counter.get(path).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
    }
    let none = admin.get("/admin/items/000000000000").await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}
