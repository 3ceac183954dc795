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
        "/admin/catalogue",
        "/admin/catalogue/000131001001",
        "/admin/standing",
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
    for path in [
        "/admin/catalogue/000000000000",
        "/admin/catalogue/000131001001/versions/0",
        "/admin/catalogue/000131001001/versions/0/source",
        "/admin/catalogue/000131001001/versions/0/migration",
        "/admin/migrations/0",
        "/admin/standing/62010220261123000001F/way",
        "/admin/standing/0/way",
    ] {
        let none = admin.get(path).await;
        assert_eq!(none.status, StatusCode::NOT_FOUND, "{path}");
        let denied = counter.get(path).await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN, "{path}");
    }
    // Where the pages were before.
    for (before, now) in [
        ("/admin/items", "/admin/catalogue"),
        ("/admin/items/000131001001", "/admin/catalogue/000131001001"),
    ] {
        let moved = admin.get(before).await;
        assert_eq!(moved.status, StatusCode::PERMANENT_REDIRECT);
        assert_eq!(moved.location(), now);
    }
}
