use axum::http::StatusCode;

use crate::harness::TestApp;
use crate::journey::apply;

#[tokio::test]
async fn a_claim_keeps_others_off_until_it_is_given_back() {
    for app in TestApp::each().await {
        let case = apply(&app).await;
        let path = format!("/desk/cases/{}", case.no);
        let claim = format!("{path}/claim");
        let mut first = app.persona("counter").await;
        let mut second = app.persona("counter-2").await;
        let page = first.submit(&claim, &[("seq", "1")]).await;
        page.is_sound();
        assert!(page.has("[role=status]") && page.has("input[name=give_back]"));
        let again = first.post(&claim, &[("seq", "1")]).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "a double click");

        let page = second.open(&path).await;
        assert!(!page.has(&format!("a[href='{path}/acceptance']")));
        assert!(!page.has("main form[method=post]"), "nothing to claim");
        assert!(page.find(".todo").unwrap().contains("王雅琴"), "by whom");
        let accepted = second
            .post(&format!("{path}/acceptance"), &[("seq", "2")])
            .await;
        assert_eq!(accepted.status, StatusCode::CONFLICT);

        let mine = first.open("/desk?tab=mine").await;
        assert!(mine.text().contains(&case.no));
        assert!(!second.open("/desk").await.text().contains(&case.no));
        first
            .submit(&claim, &[("seq", "2"), ("give_back", "yes")])
            .await
            .is_sound();
        let page = second.open(&path).await;
        assert!(page.has(&format!("a[href='{path}/acceptance']")));
        app.verify().await;
    }
}

#[tokio::test]
async fn the_head_gives_work_out_and_does_not_do_it() {
    let app = TestApp::sqlite().await;
    let case = apply(&app).await;
    let mut head = app.persona("head").await;
    let inbox = head.open("/desk").await;
    inbox.is_sound();
    assert!(inbox.text().contains(&case.no));
    let page = head.open(&format!("/desk/cases/{}", case.no)).await;
    page.is_sound();
    let path = format!("/desk/cases/{}", case.no);
    assert!(page.has(&format!(".todo a.button[href='{path}/assignment']")));
    assert_eq!(
        page.count(".todo a.button"),
        1,
        "whose work it is, they decide"
    );
    assert!(!page.has("main form[method=post]"), "nothing to claim");
    assert!(page.has(".todo .inset"), "why not");
}

#[tokio::test]
async fn identifiers_are_masked_and_materials_stay_in_their_case() {
    let app = TestApp::sqlite().await;
    let case = apply(&app).await;
    let path = format!("/desk/cases/{}", case.no);
    let mut counter = app.persona("counter").await;
    let page = counter.open(&path).await;
    let text = page.text();
    assert!(text.contains("138****1234") && !text.contains("13800001234"));
    let material = page.attribute(".case-file td a, .case-file th a", "href");
    let viewer = material.unwrap();
    let material = viewer.trim_end_matches("/view").to_owned();
    let file = counter.get(&material).await;
    assert_eq!(file.status, StatusCode::OK);
    assert_eq!(file.headers["content-type"], "application/pdf");
    let other = material.replace(&case.no, "62010220261123000002D");
    assert_eq!(counter.get(&other).await.status, StatusCode::NOT_FOUND);
    let mut elsewhere = app.persona("counter-elsewhere").await;
    assert_eq!(elsewhere.get(&material).await.status, StatusCode::NOT_FOUND);
}
