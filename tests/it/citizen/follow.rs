use axum::http::StatusCode;

use crate::harness::TestApp;
use crate::journey::{PDF, act, apply, conclude};

#[tokio::test]
async fn a_case_and_its_files_are_its_applicants_alone() {
    let app = TestApp::sqlite().await;
    let case = apply(&app).await;
    let path = format!("/cases/{}", case.no);
    let mut citizen = app.persona("citizen").await;
    assert!(
        citizen
            .open("/cases")
            .await
            .has(&format!("a[href='{path}']"))
    );
    let page = citizen.open(&path).await;
    page.is_sound();
    assert!(page.text().contains(&case.code), "query code");
    assert!(page.text().contains("13800001234"), "own data, unmasked");
    assert!(page.has(".clock time[datetime]"), "the check clock runs");
    assert!(page.has(&format!("a[href='{path}/withdrawal']")));
    assert!(!page.has(&format!("a[href='{path}/rating']")));
    assert!(!page.has(&format!("a[href='{path}/supplement']")));
    let file = page.attribute("a[href*='/materials/']", "href").unwrap();
    let answer = citizen.get(&file).await;
    assert_eq!((answer.status, &*answer.body), (StatusCode::OK, PDF));

    let mut other = app.persona("citizen-2").await;
    for path in [
        path.clone(),
        file,
        format!("{path}/withdrawal"),
        format!("{path}/supplement"),
        format!("{path}/rating"),
    ] {
        assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND);
    }
    let taken = other.post(&format!("{path}/withdrawal"), &[]).await;
    assert_eq!(taken.status, StatusCode::NOT_FOUND);
    // Neither act is due yet: the page says so and leads back.
    for noun in ["supplement", "rating"] {
        let page = citizen.get(&format!("{path}/{noun}")).await;
        assert_eq!(page.status, StatusCode::CONFLICT);
        page.is_sound();
    }
}

#[tokio::test]
async fn a_rating_needs_a_level_and_keeps_the_comment() {
    let app = TestApp::sqlite().await;
    let case = apply(&app).await;
    conclude(&app, &case.no).await;
    let mut citizen = app.persona("citizen").await;
    let path = format!("/cases/{}/rating", case.no);
    let page = citizen.post(&path, &[("comment", "办得很快 <b>")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.is_sound();
    assert!(page.has(".error-summary a[href='#level']") && page.has("#level"));
    assert!(page.find("#comment").unwrap().contains("办得很快 <b>"));
    let form = citizen.open(&path).await;
    let seq = form.attribute("input[name=seq]", "value").unwrap();
    let sent = [("seq", seq.as_str()), ("level", "4")];
    for _ in 0..2 {
        let rated = citizen.submit(&path, &sent).await;
        rated.is_sound();
        assert!(!rated.has("a[href$='/rating']"));
    }
    app.verify().await;
}

#[tokio::test]
async fn a_changed_answer_asks_for_what_it_brings_with_it() {
    let app = TestApp::sqlite().await;
    let case = apply(&app).await;
    let mut counter = app.persona("counter").await;
    let fields = [
        ("target", "field:has-agent"),
        ("note.field:has-agent", "申请书由代理人签字。"),
    ];
    let told = act(&mut counter, &case.no, "correction", &fields).await;
    assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.text());

    let mut citizen = app.persona("citizen").await;
    assert!(citizen.open("/").await.has("#turns"));
    let path = format!("/cases/{}/supplement", case.no);
    let form = citizen.open(&path).await;
    assert!(form.has("[name=has-agent]") && !form.has("[name=agent-name]"));
    let seq = form.attribute("input[name=seq]", "value").unwrap();
    let yes = [("seq", seq.as_str()), ("has-agent", "yes")];
    let more = citizen.upload(&path, &yes, &[]).await;
    assert_eq!(more.status, StatusCode::UNPROCESSABLE_ENTITY);
    more.is_sound();
    for id in ["agent-name", "agent-phone", "file.authorisation"] {
        assert!(more.has(&format!("[id='{id}']")), "{id}");
        assert!(more.has(&format!(".error-summary a[href='#{id}']")), "{id}");
    }
    // The file stays with a form that is still wrong.
    let file = [("file.authorisation", "授权.pdf", PDF)];
    let almost = citizen.upload(&path, &yes, &file).await;
    assert_eq!(almost.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(almost.text().contains("授权.pdf"));
    assert!(!almost.has(".error-summary a[href='#file.authorisation']"));
    let whole = [
        ("seq", seq.as_str()),
        ("has-agent", "yes"),
        ("agent-name", "李四"),
        ("agent-phone", "13900002345"),
    ];
    for _ in 0..2 {
        let sent = citizen.upload(&path, &whole, &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    }
    let page = citizen.open(&format!("/cases/{}", case.no)).await;
    page.is_sound();
    assert!(page.text().contains("李四") && page.text().contains("授权.pdf"));
    app.verify().await;
}
