//! When something under the service fails: a clear answer, and nothing half-written.

use axum::http::StatusCode;

use crate::harness::TestApp;
use crate::journey::{apply, fill_food};

#[tokio::test]
async fn a_database_that_is_gone_is_a_503_in_words() {
    for app in TestApp::each().await {
        let mut citizen = app.persona("citizen").await;
        citizen.headers.push(("accept-language", "en".into()));
        app.app.store.close().await;
        for path in ["/cases", "/session"] {
            let page = citizen.get(path).await;
            assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
            page.is_sound();
            assert_eq!(page.attribute("html", "lang").as_deref(), Some("en"));
        }
        let page = citizen
            .post("/track", &[("number", "1"), ("code", "2")])
            .await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(
            app.visitor().get("/healthz").await.status,
            StatusCode::SERVICE_UNAVAILABLE
        );
    }
}

#[tokio::test]
async fn a_file_store_that_is_gone_loses_no_answer() {
    let app = TestApp::sqlite().await;
    let mut citizen = app.persona("citizen").await;
    let draft = fill_food(&mut citizen).await;
    let files = app.folder.path().join("files");
    std::fs::remove_dir_all(&files).unwrap();
    std::fs::write(&files, "not a folder").unwrap();
    let path = format!("{draft}/materials/layout-and-process");
    let page = citizen
        .upload(&path, &[], &[("file", "a.pdf", crate::journey::PDF)])
        .await;
    assert_eq!(
        page.status,
        StatusCode::SERVICE_UNAVAILABLE,
        "{}",
        page.text()
    );
    page.is_sound();
    let answers = citizen.open(&format!("{draft}/answers")).await;
    assert!(answers.text().contains("黄河边牛肉面"));
}

#[tokio::test]
async fn verify_names_the_row_that_was_changed() {
    for app in TestApp::each().await {
        let case = apply(&app).await;
        app.verify().await;
        store::testing::tamper(&app.app.store, "UPDATE cases SET agency = 'nobody'")
            .await
            .unwrap();
        let found = differences(&app).await;
        assert!(
            found
                .iter()
                .any(|line| line.contains("agency is \"nobody\"")),
            "{found:?}"
        );
        let project = |case: &domain::case::Case| app.app.project(case);
        store::cases::verify::rebuild(&app.app.store, &project)
            .await
            .unwrap();
        app.verify().await;
        let edit = "UPDATE journal SET fact = replace(fact, '620102', '620103') WHERE seq = 1";
        store::testing::tamper(&app.app.store, edit).await.unwrap();
        let found = differences(&app).await;
        assert!(
            found.iter().any(|line| line.contains("hash chain")),
            "{found:?} {}",
            case.no
        );
    }
}

async fn differences(app: &TestApp) -> Vec<String> {
    let mut found = Vec::new();
    let project = |case: &domain::case::Case| app.app.project(case);
    store::cases::verify::verify(&app.app.store, &project, &mut |difference| {
        found.push(difference.to_string());
    })
    .await
    .unwrap();
    found
}
