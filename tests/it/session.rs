//! Signing in and out, and what protects every POST.

use axum::http::StatusCode;

use crate::harness::{PASSWORD, TestApp};

#[tokio::test]
async fn a_password_signs_in_and_the_session_is_new() {
    for app in TestApp::each().await {
        let mut browser = app.visitor();
        let before = browser.open("/session").await;
        before.is_sound();
        let credentials = [
            ("login", "ma.xiaojun"),
            ("password", PASSWORD),
            ("next", "/about"),
        ];
        let page = browser.post("/session", &credentials).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER);
        assert_eq!(page.location(), "/about");
        let cookie = page.headers["set-cookie"].to_str().unwrap();
        for attribute in ["HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(cookie.contains(attribute), "{cookie}");
        }
        let first = browser.cookies["tongban_session"].clone();
        browser.post("/session", &credentials).await;
        assert_ne!(
            first, browser.cookies["tongban_session"],
            "the id did not change"
        );
        let mut thief = app.visitor();
        thief.cookies.insert("tongban_session".into(), first);
        assert!(
            !thief
                .open("/session")
                .await
                .has("form[action='/session/end']")
        );
    }
}

#[tokio::test]
async fn a_browser_may_keep_a_refused_form_and_no_other_page_of_a_member() {
    let app = TestApp::sqlite().await;
    let mut citizen = app.persona("citizen").await;
    let form = "/account/delegations/agent";
    let page = citizen.open(form).await;
    assert_eq!(page.headers["cache-control"], "no-store");
    let refused = citizen.post(form, &[("id-no", "1")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.headers["cache-control"], "private, no-cache");
}

#[tokio::test]
async fn five_wrong_passwords_lock_for_a_quarter_of_an_hour() {
    for app in TestApp::each().await {
        let mut browser = app.visitor();
        for _ in 0..5 {
            let page = browser
                .post(
                    "/session",
                    &[("login", "ma.xiaojun"), ("password", "wrong")],
                )
                .await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(
                page.attribute("#login", "value").as_deref(),
                Some("ma.xiaojun")
            );
            assert_ne!(
                page.attribute("#password", "value").as_deref(),
                Some("wrong")
            );
        }
        let right = [("login", "ma.xiaojun"), ("password", PASSWORD)];
        let locked = browser.post("/session", &right).await;
        assert_eq!(locked.status, StatusCode::UNPROCESSABLE_ENTITY);
        app.at("2026-11-23T09:46:00+08:00");
        assert_eq!(
            browser.post("/session", &right).await.status,
            StatusCode::SEE_OTHER
        );
    }
}

#[tokio::test]
async fn signing_out_ends_the_session_everywhere() {
    let app = TestApp::sqlite().await;
    let mut browser = app.persona("citizen").await;
    let copy = browser.cookies.clone();
    assert!(
        browser
            .open("/session")
            .await
            .has("form[action='/session/end']")
    );
    let end = browser.post("/session/end", &[]).await;
    assert_eq!(end.headers["clear-site-data"], "\"cache\"");
    browser.cookies = copy;
    assert!(
        !browser
            .open("/session")
            .await
            .has("form[action='/session/end']")
    );
}

#[tokio::test]
async fn an_idle_session_ends() {
    let app = TestApp::sqlite().await;
    let mut browser = app.persona("citizen").await;
    app.at("2026-11-23T10:05:00+08:00");
    assert!(
        !browser
            .open("/session")
            .await
            .has("form[action='/session/end']")
    );
}

#[tokio::test]
async fn a_session_in_use_lives_on() {
    let app = TestApp::sqlite().await;
    let mut browser = app.persona("counter").await;
    for minute in ["09:55", "10:20", "10:45"] {
        app.at(&format!("2026-11-23T{minute}:00+08:00"));
        browser.open("/desk").await;
    }
}

#[tokio::test]
async fn guesses_at_once_do_not_outrun_the_lock() {
    for app in TestApp::each().await {
        let guess = || async {
            let mut browser = app.visitor();
            let wrong = [("login", "ma.xiaojun"), ("password", "wrong")];
            browser.post("/session", &wrong).await
        };
        tokio::join!(guess(), guess(), guess(), guess(), guess());
        let right = [("login", "ma.xiaojun"), ("password", PASSWORD)];
        let locked = app.visitor().post("/session", &right).await;
        assert_eq!(locked.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn posts_from_other_sites_are_refused() {
    let app = TestApp::sqlite().await;
    for (name, value) in [
        ("origin", "https://evil.test"),
        ("origin", "null"),
        ("sec-fetch-site", "cross-site"),
    ] {
        let mut browser = app.persona("citizen").await;
        browser.headers.push((name, value.to_owned()));
        let page = browser.post("/session/end", &[]).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{name}: {value}");
        page.is_sound();
    }
}

#[tokio::test]
async fn a_post_from_another_site_is_not_kept_for_later() {
    let app = TestApp::sqlite().await;
    let mut visitor = app.visitor();
    visitor.headers.push(("origin", "https://evil.test".into()));
    let page = visitor.post("/items/000131001001/application", &[]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(visitor.cookies.is_empty(), "a session was made for it");
}

#[tokio::test]
async fn a_lock_does_not_tell_which_accounts_exist() {
    let app = TestApp::sqlite().await;
    let mut answers = Vec::new();
    for login in ["ma.xiaojun", "nobody"] {
        let mut browser = app.visitor();
        let mut last = String::new();
        for _ in 0..6 {
            let page = browser
                .post("/session", &[("login", login), ("password", "x")])
                .await;
            last = page.find(".error-summary").unwrap();
        }
        answers.push(last);
    }
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn a_form_beyond_the_limit_is_413() {
    let app = TestApp::sqlite().await;
    let mut browser = app.visitor();
    let page = browser
        .post("/session", &[("login", &"x".repeat(300_000))])
        .await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    page.is_sound();
}

#[tokio::test]
async fn unknown_pages_answer_in_the_readers_language() {
    let app = TestApp::sqlite().await;
    let mut browser = app.visitor();
    let page = browser.get("/nothing-here").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert_eq!(page.attribute("html", "lang").as_deref(), Some("zh-CN"));
    page.is_sound();
    browser
        .headers
        .push(("accept-language", "fr, en-GB;q=0.8".into()));
    let page = browser.get("/nothing-here").await;
    assert_eq!(page.attribute("html", "lang").as_deref(), Some("en"));
    browser.open("/session?lang=zh-CN").await;
    let page = browser.get("/nothing-here").await;
    assert_eq!(
        page.attribute("html", "lang").as_deref(),
        Some("zh-CN"),
        "the choice is kept"
    );
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let app = TestApp::sqlite().await;
    let mut browser = app.visitor();
    for path in ["/session", "/healthz", "/nothing-here"] {
        let page = browser.get(path).await;
        let policy = page.headers["content-security-policy"].to_str().unwrap();
        assert!(
            policy.starts_with("default-src 'none'") && !policy.contains("unsafe"),
            "{path}"
        );
        assert_eq!(page.headers["x-content-type-options"], "nosniff");
    }
}

#[tokio::test]
async fn kept_pages_are_compressed_once_and_belong_to_nobody() {
    let app = TestApp::sqlite().await;
    for encoding in ["gzip", "br", "identity"] {
        for _ in 0..2 {
            let mut visitor = app.visitor();
            visitor
                .headers
                .push(("accept-encoding", encoding.to_owned()));
            let page = visitor.open("/").await;
            let encoded = page
                .headers
                .get("content-encoding")
                .map(|name| name.to_str().unwrap());
            assert_eq!(encoded, (encoding != "identity").then_some(encoding));
            let plain = match encoding {
                "gzip" => page.body.starts_with(&[0x1f, 0x8b]),
                "identity" => page.body.starts_with(b"<!DOCTYPE"),
                _ => !page.body.starts_with(b"<!DOCTYPE"),
            };
            assert!(plain, "{encoding}");
        }
    }
    let home = app.persona("citizen").await.open("/").await;
    assert!(home.has("form[action='/session/end']"));
    assert!(
        !app.visitor()
            .open("/")
            .await
            .has("form[action='/session/end']")
    );
}
