use axum::http::StatusCode;

use crate::harness::TestApp;
use crate::journey::{apply, done};

#[tokio::test]
async fn a_wrong_pair_is_404_and_the_eleventh_429() {
    for app in TestApp::each().await {
        let applied = apply(&app).await;
        let wrong = if applied.code == "000000" {
            "000001"
        } else {
            "000000"
        };
        let mut visitor = app.visitor();
        for _ in 0..10 {
            let page = visitor
                .post("/track", &[("number", &applied.no), ("code", wrong)])
                .await;
            assert_eq!(page.status, StatusCode::NOT_FOUND);
            page.is_sound();
        }
        let right = [
            ("number", applied.no.as_str()),
            ("code", applied.code.as_str()),
        ];
        let page = visitor.post("/track", &right).await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(page.headers.contains_key("retry-after"));
        app.at("2026-11-23T09:46:00+08:00");
        assert_eq!(visitor.post("/track", &right).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn numbers_are_read_as_people_write_them() {
    let app = TestApp::sqlite().await;
    let applied = apply(&app).await;
    let grouped = format!(
        " {} {}-{} {} ",
        &applied.no[..6],
        &applied.no[6..14],
        &applied.no[14..20],
        applied.no[20..].to_lowercase()
    );
    let mut visitor = app.visitor();
    let page = visitor
        .post("/track", &[("number", &grouped), ("code", &applied.code)])
        .await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    // What was promised and what the law sets; the days of single steps are the agency's.
    assert_eq!(page.count(".clock-line"), 1, "the check");
    done(&app, "counter", &applied.no, "acceptance", &[]).await;
    let pair = [("number", grouped.as_str()), ("code", &applied.code)];
    let page = visitor.post("/track", &pair).await;
    assert_eq!(page.count(".clock-line:not(.clock-met)"), 2);
    assert_eq!(page.count("details .clock-met"), 1, "the check, put away");
    let typo = format!("{}0", &applied.no[..20]);
    let page = visitor
        .post("/track", &[("number", &typo), ("code", &applied.code)])
        .await;
    assert!(page.status.is_client_error());
    page.is_sound();
}

#[tokio::test]
async fn full_width_is_read_and_an_address_is_held_up_whatever_the_number() {
    for app in TestApp::each().await {
        let applied = apply(&app).await;
        let wide = |text: &str| -> String {
            text.chars()
                .map(|c| match c {
                    '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
                    other => other,
                })
                .collect()
        };
        let mut visitor = app.visitor();
        let (number, code) = (wide(&applied.no), wide(&applied.code));
        let page = visitor
            .post("/track", &[("number", &number), ("code", &code)])
            .await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());

        // A number that nobody has and a code that is wrong read the same but for what was typed.
        let unknown = domain::identifier::CaseNo::new("620102", app.app.date(app.now.get()), 99);
        let unknown = unknown.unwrap().as_str().to_owned();
        let wrong = if applied.code == "000000" {
            "000001"
        } else {
            "000000"
        };
        let said = async |number: &str| {
            let mut visitor = app.visitor();
            let page = visitor
                .post("/track", &[("number", number), ("code", wrong)])
                .await;
            assert_eq!(page.status, StatusCode::NOT_FOUND);
            page.text().replace(number, "…")
        };
        assert_eq!(said(&applied.no).await, said(&unknown).await);
        // One address, many numbers.
        for _ in 0..28 {
            let pair = [("number", "nothing"), ("code", wrong)];
            let page = visitor.post("/track", &pair).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND);
        }
        let right = [("number", applied.no.as_str()), ("code", &applied.code)];
        let page = visitor.post("/track", &right).await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    }
}
