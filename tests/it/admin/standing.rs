//! A case whose condition can't be evaluated: it stands still in sight of everybody who can do something.

use axum::http::StatusCode;
use server::jobs::migration;

use super::migration::look;
use super::publication::{food, publish, version_of};
use crate::harness::{Page, TestApp};
use crate::journey::{FOOD, apply, done};

/// After the examination a choice that divides by how many more than six work there.
fn with_choice(text: &str, condition: &str) -> String {
    let choice = format!(
        "[[choice]]\nkey = \"which-way\"\nname = {{ zh = \"是否免于核查\", en = \"Is a check needed?\" }}\n\
         otherwise = \"site-check\"\n\n[[choice.branch]]\nwhen = '{condition}'\nnext = \"review\"\n\n[licence]\n"
    );
    text.replacen("next = \"site-check\"", "next = \"which-way\"", 1)
        .replacen("[licence]\n", &choice, 1)
}

/// Six people work there, so that nobody can say.
const CONDITION: &str = "120 / (answers.employees - 6) > 30";

async fn stand_still(app: &TestApp) -> String {
    let no = apply(app).await.no;
    done(app, "counter", &no, "acceptance", &[]).await;
    let passed = [("outcome", "pass"), ("opinion", "材料齐全，符合规定。")];
    done(app, "examiner", &no, "steps/examination", &passed).await;
    no
}

fn seq(page: &Page) -> String {
    page.attribute("input[name=seq]", "value").unwrap()
}

async fn metric(app: &TestApp) -> String {
    let page = app.visitor().open("/metrics").await.text();
    let mut lines = page.lines();
    let line = lines.find(|line| line.starts_with("tongban_standing_choices "));
    line.unwrap().to_owned()
}

#[tokio::test]
async fn it_alarms_and_goes_on_by_hand_with_a_reason() {
    for app in TestApp::each().await {
        let mut admin = app.persona("admin").await;
        publish(&mut admin, &with_choice(&food(&app), CONDITION)).await;
        assert!(!admin.open("/admin").await.has(".banner-late"));
        assert_eq!(metric(&app).await, "tongban_standing_choices 0");
        let no = stand_still(&app).await;

        for path in ["/admin", "/admin/people", "/admin/catalogue"] {
            let page = admin.open(path).await;
            page.is_sound();
            assert!(page.has(".banner-late a[href='/admin/standing']"), "{path}");
        }
        assert_eq!(metric(&app).await, "tongban_standing_choices 1");
        let list = admin.open("/admin/standing").await;
        list.is_sound();
        assert!(list.text().contains("120 / (answers.employees - 6)"));
        assert!(list.text().contains("除数为零"), "{}", list.text());
        let here = format!("/admin/standing/{no}/which-way");
        assert!(list.has(&format!("a[href='{here}']")));

        let page = admin.open(&here).await;
        page.is_sound();
        let seen = seq(&page);
        let still = admin
            .post(&format!("{here}/attempt"), &[("seq", &seen)])
            .await;
        assert_eq!(still.status, StatusCode::CONFLICT, "{}", still.text());
        still.is_sound();
        let way = format!("{here}/way");
        let unsaid = admin
            .post(&way, &[("seq", &seen), ("way", "review"), ("reason", " ")])
            .await;
        assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
        unsaid.is_sound();
        let invented = [("seq", seen.as_str()), ("way", "licence"), ("reason", "x")];
        let invented = admin.post(&way, &invented).await;
        assert_eq!(invented.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(invented.find("textarea").as_deref(), Some("x"), "kept");
        let by_hand = [
            ("seq", seen.as_str()),
            ("way", "review"),
            ("reason", "从业人员六名，免于核查。"),
        ];
        let mut counter = app.persona("counter").await;
        let denied = counter.post(&way, &by_hand).await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN);
        for _ in 0..2 {
            let done = admin.post(&way, &by_hand).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        }
        admin.open("/admin/standing?done=yes").await.is_sound();
        assert!(!admin.open("/admin").await.has(".banner-late"));
        assert_eq!(admin.get(&here).await.status, StatusCode::NOT_FOUND);
        let case = counter.open(&format!("/desk/cases/{no}")).await;
        case.is_sound();
        assert!(case.text().contains("从业人员六名，免于核查。"));
        let agree = [("outcome", "agree"), ("opinion", "同意。")];
        done(&app, "reviewer", &no, "steps/review", &agree).await;
        app.verify().await;
    }
}

#[tokio::test]
async fn it_is_tried_again_under_a_version_whose_condition_holds() {
    let app = TestApp::sqlite().await;
    let mut admin = app.persona("admin").await;
    publish(&mut admin, &with_choice(&food(&app), CONDITION)).await;
    let before = app.app.item(FOOD).unwrap().hash.clone();
    let no = stand_still(&app).await;
    publish(
        &mut admin,
        &with_choice(&food(&app), "answers.employees > 30"),
    )
    .await;
    let (address, page) = look(&mut admin, &before, &[]).await;
    assert!(page.text().contains("是否免于核查"), "{}", page.text());
    admin.post(&format!("{address}/run"), &[]).await;
    assert_eq!(migration::run(&app.app, app.now.get()).await.unwrap(), 1);
    assert_ne!(version_of(&app, &no).await, before);

    let here = format!("/admin/standing/{no}/which-way");
    let page = admin.open(&here).await;
    assert!(page.text().contains("现在可以判断"), "{}", page.text());
    let seen = seq(&page);
    for _ in 0..2 {
        let tried = admin
            .post(&format!("{here}/attempt"), &[("seq", &seen)])
            .await;
        assert_eq!(tried.status, StatusCode::SEE_OTHER, "{}", tried.text());
    }
    let qualified = [("outcome", "qualified"), ("opinion", "合格。")];
    done(&app, "examiner", &no, "steps/site-check", &qualified).await;
    app.verify().await;
}
