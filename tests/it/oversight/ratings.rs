//! The loop of a bad rating: contact, rectification, the call-back by somebody else, the applicant's word; the appeal
//! of what was given in bad faith; and what the public reads of it.

use axum::http::StatusCode;

use crate::harness::{Browser, TestApp};
use crate::journey::{apply, conclude, done};

const WORDS: &str = "王科长让我跑了三趟，请打13919001234";

/// The applicant's, who is told what was done.
async fn rate(app: &TestApp, no: &str, level: &str, comment: &str) {
    let mut citizen = app.persona("citizen").await;
    let path = format!("/cases/{no}/rating");
    let form = citizen.open(&path).await;
    let seq = form.attribute("input[name=seq]", "value").unwrap();
    let fields = [
        ("seq", seq.as_str()),
        ("level", level),
        ("comment", comment),
    ];
    let sent = citizen.post(&path, &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
}

async fn rated(app: &TestApp) -> String {
    let no = apply(app).await.no;
    conclude(app, &no).await;
    rate(app, &no, "1", WORDS).await;
    no
}

/// Twice, since people click twice.
async fn send(browser: &mut Browser, no: &str, end: &str, fields: &[(&str, &str)]) -> StatusCode {
    let page = format!("/oversight/ratings/{no}");
    let shown = browser.open(&page).await;
    shown.is_sound();
    let seq = shown
        .attribute("main input[name=seq]", "value")
        .unwrap_or("0".into());
    let fields: Vec<_> = std::iter::once(("seq", seq.as_str()))
        .chain(fields.iter().copied())
        .collect();
    let path = format!("{page}/{end}");
    let first = browser.post(&path, &fields).await.status;
    let second = browser.post(&path, &fields).await.status;
    assert_eq!(first, second, "{end}: a second click is the same act");
    first
}

async fn total(browser: &mut Browser, query: &str) -> String {
    let list = browser.open(&format!("/oversight/ratings{query}")).await;
    list.is_sound();
    list.attribute("[data-total]", "data-total").unwrap()
}

#[tokio::test]
async fn a_bad_rating_is_put_right_and_somebody_else_calls_back() {
    for app in TestApp::each().await {
        let no = rated(&app).await;
        let mut supervisor = app.persona("supervisor").await;
        assert_eq!(total(&mut supervisor, "?state=open").await, "1");
        // First the contact, then what was put right.
        let mut head = app.persona("head").await;
        let early = head
            .get(&format!("/desk/cases/{no}/follow-up"))
            .await
            .status;
        assert_eq!(early, StatusCode::CONFLICT);
        let fields = [("choice", "complex"), ("text", "要改系统")];
        done(&app, "head", &no, "rating-contact", &fields).await;
        assert_eq!(total(&mut supervisor, "?state=contacted").await, "1");
        done(
            &app,
            "head",
            &no,
            "follow-up",
            &[("text", "材料已改为网上核验")],
        )
        .await;
        // The head has put it right, so that somebody else has to ask.
        let own = head
            .get(&format!("/desk/cases/{no}/call-back"))
            .await
            .status;
        assert_eq!(own, StatusCode::FORBIDDEN);
        // The applicant reads what was done and says what they think of it.
        let mut citizen = app.persona("citizen").await;
        let page = citizen.open(&format!("/cases/{no}")).await;
        assert!(page.text().contains("材料已改为网上核验"));
        let path = format!("/cases/{no}/rating-reply");
        let form = citizen.open(&path).await;
        form.is_sound();
        let seq = form.attribute("input[name=seq]", "value").unwrap();
        let empty = citizen.post(&path, &[("seq", seq.as_str())]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let fields = [
            ("seq", seq.as_str()),
            ("choice", "discontent"),
            ("text", "还是要跑"),
        ];
        for _ in 0..2 {
            let sent = citizen.post(&path, &fields).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER);
        }
        // Supervision asks.
        let status = send(&mut supervisor, &no, "call-back", &[("text", "")]).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        let fields = [("choice", "content"), ("text", "说现在好了")];
        let status = send(&mut supervisor, &no, "call-back", &fields).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let shown = supervisor.open(&format!("/oversight/ratings/{no}")).await;
        for words in [
            "要改系统",
            "材料已改为网上核验",
            "还是要跑",
            "说现在好了",
            "已回访",
        ] {
            assert!(shown.text().contains(words), "{words}: {}", shown.text());
        }
        assert_eq!(
            total(&mut supervisor, "?state=called-back&level=1").await,
            "1"
        );
        assert_eq!(total(&mut supervisor, "?level=2").await, "0");
        for file in ["csv", "json"] {
            let file = supervisor
                .get(&format!("/oversight/ratings.{file}?level=1"))
                .await;
            assert!(file.text().contains(&no));
        }
        // Those who handled it hear nothing of all this.
        let mut examiner = app.persona("examiner").await;
        let page = examiner.open(&format!("/desk/cases/{no}")).await;
        for told in ["要改系统", "材料已改为网上核验", "还是要跑", "说现在好了"]
        {
            assert!(!page.text().contains(told), "{told}");
        }
        app.verify().await;
    }
}

#[tokio::test]
async fn an_excluded_rating_counts_nowhere_and_stays_known() {
    for app in TestApp::each().await {
        let no = rated(&app).await;
        let mut supervisor = app.persona("supervisor").await;
        let bad = "/oversight/cases?filter=rated-one";
        let count = |page: crate::harness::Page| page.attribute("[data-total]", "data-total");
        assert_eq!(count(supervisor.open(bad).await).as_deref(), Some("1"));
        done(
            &app,
            "head",
            &no,
            "rating-appeal",
            &[("text", "同行恶意差评")],
        )
        .await;
        let mut head = app.persona("head").await;
        let again = head
            .get(&format!("/desk/cases/{no}/rating-appeal"))
            .await
            .status;
        assert_eq!(again, StatusCode::CONFLICT, "once");
        let status = send(&mut supervisor, &no, "verdict", &[("choice", "excluded")]).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "why?");
        let fields = [("choice", "excluded"), ("text", "评价人未办过此事")];
        let status = send(&mut supervisor, &no, "verdict", &fields).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        assert_eq!(count(supervisor.open(bad).await).as_deref(), Some("0"));
        assert_eq!(total(&mut supervisor, "?state=excluded").await, "1");
        // The applicant is told, with the reason; and nothing is left to do.
        let mut citizen = app.persona("citizen").await;
        let page = citizen.open(&format!("/cases/{no}")).await;
        assert!(page.text().contains("评价人未办过此事"));
        let contact = head
            .get(&format!("/desk/cases/{no}/rating-contact"))
            .await
            .status;
        assert_eq!(contact, StatusCode::CONFLICT);
        app.verify().await;
    }
}

#[tokio::test]
async fn words_are_public_once_released_and_without_what_leads_to_people() {
    for app in TestApp::each().await {
        let no = rated(&app).await;
        let public = "/items/000131001001/ratings";
        let mut anybody = app.visitor();
        let page = anybody.open(public).await;
        page.is_sound();
        assert!(!page.text().contains("三趟"));
        // Whole months alone: two readings of a day can't be compared.
        let counts = page.texts("tbody td");
        assert_eq!(counts, ["0"; 5], "{}", page.text());
        let mut supervisor = app.persona("supervisor").await;
        let release = |shown| [("shown", shown)];
        let status = send(&mut supervisor, &no, "release", &release("1")).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let text = anybody.open(public).await.text();
        assert!(text.contains("让我跑了三趟"), "{text}");
        assert!(
            !text.contains("13919001234") && !text.contains("王科长"),
            "{text}"
        );
        let status = send(&mut supervisor, &no, "release", &release("0")).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        assert!(!anybody.open(public).await.text().contains("三趟"));
        app.verify().await;
    }
}

#[tokio::test]
async fn a_rating_is_for_its_own_supervision() {
    for app in TestApp::each().await {
        let no = rated(&app).await;
        let page = format!("/oversight/ratings/{no}");
        for persona in ["head", "examiner", "citizen"] {
            let mut other = app.persona(persona).await;
            for path in ["/oversight/ratings", page.as_str()] {
                let status = other.get(path).await.status;
                assert_eq!(status, StatusCode::FORBIDDEN, "{persona} {path}");
            }
        }
        let unrated = apply(&app).await.no;
        let mut supervisor = app.persona("supervisor").await;
        for path in [
            format!("/oversight/ratings/{unrated}"),
            "/oversight/ratings/62010220261123999999X".into(),
            "/oversight/ratings?state=none".into(),
            "/oversight/ratings?level=6".into(),
        ] {
            let status = supervisor.get(&path).await.status;
            assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
        }
        let reply = app
            .persona("citizen")
            .await
            .get(&format!("/cases/{unrated}/rating-reply"))
            .await;
        assert_eq!(reply.status, StatusCode::CONFLICT);
        app.verify().await;
    }
}
