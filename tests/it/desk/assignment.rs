//! Claims of each open task, and a head who gives tasks out.

use axum::http::StatusCode;

use super::construction;
use crate::harness::TestApp;
use crate::journey::{act, apply, done};

/// The value of the radio with this name beside it.
fn person(page: &crate::harness::Page, name: &str) -> String {
    let html = page.html();
    let choice = scraper::Selector::parse(".choice").unwrap();
    let input = scraper::Selector::parse("input[name=officer]").unwrap();
    let found = html
        .select(&choice)
        .find(|one| one.text().collect::<String>().contains(name))
        .unwrap_or_else(|| panic!("{name}: {}", page.text()));
    let input = found.select(&input).next().unwrap();
    input.value().attr("value").unwrap().to_owned()
}

#[tokio::test]
async fn each_open_task_is_claimed_by_itself() {
    for app in TestApp::each().await {
        let no = construction::accepted(&app).await;
        let path = format!("/desk/cases/{no}");
        let mut planning = app.persona("planning-examiner").await;
        let page = planning.open(&path).await;
        page.is_sound();
        assert_eq!(page.count(".todo-task"), 5, "each open task");
        assert_eq!(
            page.attribute(".todo input[name=step]", "value").as_deref(),
            Some("planning"),
            "their own alone"
        );
        assert_eq!(page.count(".todo form"), 1);
        let seq = page.attribute(".todo input[name=seq]", "value").unwrap();
        let others = [("seq", seq.as_str()), ("step", "environment")];
        let page = planning.post(&format!("{path}/claim"), &others).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        let own = [("seq", seq.as_str()), ("step", "planning")];
        planning
            .submit(&format!("{path}/claim"), &own)
            .await
            .is_sound();
        let again = planning.post(&format!("{path}/claim"), &own).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "a double click");
        // What somebody holds is theirs; the other tasks are free.
        let mut environment = app.persona("ecology-examiner").await;
        let page = environment.open(&path).await;
        assert!(page.find(".todo").unwrap().contains("卢致远"), "who has it");
        let stale = [("seq", seq.as_str()), ("step", "environment")];
        let page = environment.post(&format!("{path}/claim"), &stale).await;
        assert_eq!(
            page.status,
            StatusCode::CONFLICT,
            "somebody has acted since"
        );
        app.verify().await;
    }
}

#[tokio::test]
async fn a_head_gives_a_task_to_whoever_has_least() {
    for app in TestApp::each().await {
        let busy = apply(&app).await.no;
        let no = apply(&app).await.no;
        let path = format!("/desk/cases/{no}");
        let mut first = app.persona("counter").await;
        first
            .submit(&format!("/desk/cases/{busy}/claim"), &[("seq", "1")])
            .await;
        let mut head = app.persona("head").await;
        let page = head.open(&path).await;
        assert!(page.has(&format!("a[href='{path}/assignment']")));
        let page = head.open(&format!("{path}/assignment")).await;
        page.is_sound();
        let (wang, ma) = (person(&page, "王雅琴"), person(&page, "马·尤素夫"));
        assert_eq!(
            page.attribute("input[name=officer][checked]", "value"),
            Some(ma.clone()),
            "the least loaded is preselected"
        );
        assert!(!page.text().contains("李文斌"), "an examiner can't receive");

        let nobody = act(&mut head, &no, "assignment", &[("step", "acceptance")]).await;
        assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
        nobody.is_sound();
        let mut elsewhere = app.persona("counter-elsewhere").await;
        let form = elsewhere.get(&format!("{path}/assignment")).await;
        assert_eq!(form.status, StatusCode::NOT_FOUND);
        let denied = first.get(&format!("{path}/assignment")).await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN);

        let to = [
            ("seq", "1"),
            ("step", "acceptance"),
            ("officer", ma.as_str()),
        ];
        let done_page = head.submit(&format!("{path}/assignment"), &to).await;
        done_page.is_sound();
        assert!(done_page.text().contains("马·尤素夫"), "to whom");
        let again = head.post(&format!("{path}/assignment"), &to).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "a double click");
        let other = [
            ("seq", "1"),
            ("step", "acceptance"),
            ("officer", wang.as_str()),
        ];
        let stale = head.post(&format!("{path}/assignment"), &other).await;
        assert_eq!(stale.status, StatusCode::CONFLICT, "not the same act");

        let mut second = app.persona("counter-2").await;
        assert!(second.open("/desk?tab=mine").await.text().contains(&no));
        let taken = act(&mut first, &no, "acceptance", &[]).await;
        assert_eq!(taken.status, StatusCode::CONFLICT);
        // An examiner can't be given the counter's task, whatever is posted.
        let examination = apply(&app).await.no;
        done(&app, "counter", &examination, "acceptance", &[]).await;
        let wrong = [("step", "examination"), ("officer", wang.as_str())];
        let page = act(&mut head, &examination, "assignment", &wrong).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        app.verify().await;
    }
}
