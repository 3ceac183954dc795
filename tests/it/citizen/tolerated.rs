//! 容缺受理: applied for without a document that may come later, on a promise; accepted, worked, and decided
//! once it is there.

use axum::http::StatusCode;

use crate::harness::{Browser, TestApp};
use crate::journey::{
    Applied, FOOD, FOOD_PAGES, PDF, act, done, examine, fill_page, start, submit_with,
};

/// The food licence without the list of rules, as far as the check of the answers.
async fn without_rules(citizen: &mut Browser) -> String {
    let draft = start(citizen, FOOD).await;
    for (page, answers) in FOOD_PAGES {
        fill_page(citizen, &draft, page, answers).await;
    }
    let path = format!("{draft}/materials/layout-and-process");
    let uploaded = citizen
        .upload(&path, &[], &[("file", "图纸.pdf", PDF)])
        .await;
    assert_eq!(uploaded.status, StatusCode::SEE_OTHER);
    draft
}

async fn promised(app: &TestApp) -> Applied {
    let mut citizen = app.persona("citizen").await;
    let draft = without_rules(&mut citizen).await;
    submit_with(&mut citizen, &draft, &[("promise", "yes")]).await
}

const GRANTED: [(&str, &str); 2] = [("outcome", "granted"), ("reason", "符合规定。")];

#[tokio::test]
async fn the_receipt_and_the_case_remember_the_promise() {
    let app = TestApp::sqlite().await;
    let applied = promised(&app).await;
    let mut citizen = app.persona("citizen").await;
    let receipt = format!("{}/submission", applied.application);
    for path in [receipt, format!("/cases/{}", applied.no)] {
        let page = citizen.open(&path).await;
        page.is_sound();
        assert!(page.text().contains("您承诺以后补交"), "{}", page.text());
    }
}

#[tokio::test]
async fn nothing_is_submitted_without_the_promise() {
    let app = TestApp::sqlite().await;
    let mut citizen = app.persona("citizen").await;
    let draft = without_rules(&mut citizen).await;
    let answers = citizen.open(&format!("{draft}/answers")).await;
    answers.is_sound();
    let version = answers.attribute("input[name=version]", "value").unwrap();
    let path = format!("{draft}/submission");
    let refused = citizen.post(&path, &[("version", &version)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.is_sound();
    assert!(refused.has("a[href=\"#promise\"]") && refused.has("#promise"));
}

#[tokio::test]
async fn the_case_goes_on_and_the_decision_waits() {
    for app in TestApp::each().await {
        let case = promised(&app).await;
        let mut counter = app.persona("counter").await;
        let acceptance = counter
            .open(&format!("/desk/cases/{}/acceptance", case.no))
            .await;
        acceptance.is_sound();
        assert!(acceptance.text().contains("容缺受理"));
        examine(&app, &case.no).await;

        let mut decider = app.persona("decider").await;
        let page = decider.open(&format!("/desk/cases/{}", case.no)).await;
        page.is_sound();
        assert!(page.text().contains("还没有交齐"), "{}", page.text());
        let refused = act(&mut decider, &case.no, "decision", &GRANTED).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);

        let mut citizen = app.persona("citizen").await;
        let own = citizen.open(&format!("/cases/{}", case.no)).await;
        own.is_sound();
        assert!(own.text().contains("请补交您承诺的材料"));
        let path = format!("/cases/{}/supplement", case.no);
        let form = citizen.open(&path).await;
        form.is_sound();
        assert!(form.text().contains("补交承诺的材料"), "{}", form.text());
        assert!(!form.text().contains("补正"), "{}", form.text());
        assert!(!form.text().contains("可以先承诺"), "{}", form.text());
        assert!(form.has("input[name=\"file.food-safety-rules\"]"));
        let seq = form.attribute("input[name=seq]", "value").unwrap();
        let nothing = citizen.upload(&path, &[("seq", &seq)], &[]).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        let file = [("file.food-safety-rules", "制度.pdf", PDF)];
        let sent = citizen.upload(&path, &[("seq", &seq)], &file).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        let again = citizen.upload(&path, &[("seq", &seq)], &file).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "a double click");
        let own = citizen.open(&sent.location()).await;
        own.is_sound();
        let text = own.text();
        assert!(text.contains("您补交的材料已收到"), "{text}");
        assert!(text.contains("您补交了承诺的材料"), "{text}");
        assert!(!text.contains("补正"), "nothing was corrected: {text}");
        assert!(!text.contains("您承诺以后补交"), "{text}");
        let told = citizen.open("/messages").await.text();
        assert!(told.contains("已收到补交的材料"), "{told}");

        done(&app, "decider", &case.no, "decision", &GRANTED).await;
        app.verify().await;
    }
}

#[tokio::test]
async fn who_does_not_keep_the_promise_gets_the_application_back() {
    let app = TestApp::sqlite().await;
    let case = promised(&app).await;
    done(&app, "counter", &case.no, "acceptance", &[]).await;
    let mut counter = app.persona("counter").await;
    let reason = [("reason", "逾期未补交承诺的材料。")];
    let early = act(&mut counter, &case.no, "return", &reason).await;
    assert_eq!(early.status, StatusCode::CONFLICT);
    // Three working days after Monday 23 November.
    app.at("2026-11-27T01:00:00Z");
    let mut counter = app.persona("counter").await;
    let returned = act(&mut counter, &case.no, "return", &reason).await;
    assert_eq!(
        returned.status,
        StatusCode::SEE_OTHER,
        "{}",
        returned.text()
    );
    let mut citizen = app.persona("citizen").await;
    let own = citizen.open(&format!("/cases/{}", case.no)).await;
    own.is_sound();
    assert!(!own.has("a[href$=\"/supplement\"]"));
}

#[tokio::test]
async fn a_correction_does_not_ask_for_what_may_come_later() {
    let app = TestApp::sqlite().await;
    let case = promised(&app).await;
    let mut counter = app.persona("counter").await;
    let asked = [
        ("target", "material:layout-and-process"),
        ("note.material:layout-and-process", "请补充操作流程图。"),
    ];
    let sent = act(&mut counter, &case.no, "correction", &asked).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let mut citizen = app.persona("citizen").await;
    let form = citizen
        .open(&format!("/cases/{}/supplement", case.no))
        .await;
    assert!(form.has("input[name=\"file.layout-and-process\"]"));
    assert!(!form.has("input[name=\"file.food-safety-rules\"]"));
}

#[tokio::test]
async fn a_counter_may_ask_for_what_was_promised_before_the_acceptance() {
    let app = TestApp::sqlite().await;
    let case = promised(&app).await;
    let mut counter = app.persona("counter").await;
    let form = counter
        .open(&format!("/desk/cases/{}/correction", case.no))
        .await;
    form.is_sound();
    assert!(form.text().contains("已承诺后补"), "{}", form.text());
    let asked = [
        ("target", "material:food-safety-rules"),
        ("note.material:food-safety-rules", "请现在交来。"),
    ];
    done(&app, "counter", &case.no, "correction", &asked).await;
    let mut citizen = app.persona("citizen").await;
    let path = format!("/cases/{}/supplement", case.no);
    let form = citizen.open(&path).await;
    form.is_sound();
    assert!(form.text().contains("补交承诺的材料"), "{}", form.text());
    // Nothing is wrong with what was given: neither the message nor the notice speaks of mending it.
    let letters = citizen.open("/messages").await;
    assert!(
        letters.text().contains("请补交承诺的材料"),
        "{}",
        letters.text()
    );
    assert!(!letters.text().contains("请补正"), "{}", letters.text());
    let own = citizen.open(&format!("/cases/{}", case.no)).await;
    let notice = own.attribute("a[href*='/notices/']", "href").unwrap();
    let notice = citizen.open(&notice).await;
    assert!(notice.text().contains("承诺容缺补交"), "{}", notice.text());
    assert!(
        !notice.text().contains("不符合法定形式"),
        "{}",
        notice.text()
    );
    let seq = form.attribute("input[name=seq]", "value").unwrap();
    let file = [("file.food-safety-rules", "制度.pdf", PDF)];
    let sent = citizen.upload(&path, &[("seq", &seq)], &file).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let own = citizen.open(&sent.location()).await;
    assert!(own.text().contains("您补交的材料已收到"), "{}", own.text());
    assert!(own.text().contains("您补交了承诺的材料"));
}
