use axum::http::StatusCode;

use super::bounds::seq;
use crate::harness::TestApp;
use crate::journey::{act, apply, conclude, done, examine};

const REASON: &str = "与另一办件重复。";

#[tokio::test]
async fn a_voided_case_is_kept_told_and_reported() {
    for app in TestApp::each().await {
        let case = apply(&app).await;
        let no = case.no.as_str();
        done(&app, "counter", no, "acceptance", &[]).await;
        let path = format!("/desk/cases/{no}");
        let mut head = app.persona("head").await;
        assert!(
            head.open(&path)
                .await
                .has(&format!(".todo a[href='{path}/voiding']"))
        );
        for (fields, kept) in [
            (vec![("text", REASON)], true),
            (vec![("choice", "mistake")], false),
            (vec![("choice", "other"), ("text", REASON)], true),
        ] {
            let page = act(&mut head, no, "voiding", &fields).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
            page.is_sound();
            assert_eq!(page.text().contains(REASON), kept);
        }
        let before = seq(&app, no).await;
        let shown = before.to_string();
        let fields = [
            ("choice", "duplicate"),
            ("text", REASON),
            ("seq", shown.as_str()),
        ];
        head.submit(&format!("{path}/voiding"), &fields)
            .await
            .is_sound();
        let again = head.post(&format!("{path}/voiding"), &fields).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "a double click");
        app.verify().await;

        let mut citizen = app.persona("citizen").await;
        let own = citizen.open(&format!("/cases/{no}")).await;
        own.is_sound();
        assert!(own.text().contains(REASON) && own.text().contains("已作废"));
        let notice = citizen
            .open(&format!("/cases/{no}/notices/{}", before + 1))
            .await;
        notice.is_sound();
        let text = notice.text();
        assert!(
            text.contains("对作废办结不服的") && text.contains("行政复议"),
            "{text}"
        );
        assert!(!text.contains("决定书"), "nothing was decided: {text}");

        let mut supervisor = app.persona("supervisor").await;
        let overview = supervisor.open("/oversight").await;
        assert!(overview.has("a[href='/oversight/voided']"));
        let list = supervisor.open("/oversight/voided").await;
        list.is_sound();
        assert!(list.has(&format!("a[href='/oversight/cases/{no}']")));
        assert!(list.text().contains("作废办件1件"), "{}", list.text());
        let seen = supervisor.open(&format!("/oversight/cases/{no}")).await;
        assert!(seen.text().contains(REASON));
        let mut elsewhere = app.persona("water-head").await;
        let list = elsewhere.open("/oversight/voided").await;
        assert!(!list.text().contains(no));
        let mut counter = app.persona("counter").await;
        let list = counter.get("/oversight/voided").await;
        assert_eq!(list.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn a_late_case_that_is_voided_stays_late() {
    for app in TestApp::each().await {
        let case = apply(&app).await;
        done(&app, "counter", &case.no, "acceptance", &[]).await;
        app.at("2027-03-01T09:00:00+08:00");
        let fields = [("choice", "mistake"), ("text", REASON)];
        done(&app, "head", &case.no, "voiding", &fields).await;
        let mut supervisor = app.persona("supervisor").await;
        let list = supervisor.open("/oversight/voided").await;
        assert!(list.has("td .tag, th .tag"), "{}", list.text());
        let late = supervisor
            .open("/oversight/cases?filter=late&period=30")
            .await;
        assert!(late.text().contains(&case.no));
        let overview = supervisor.open("/oversight").await;
        let told = overview.find("a[href='/oversight/voided']").unwrap();
        assert!(told.contains("其中1件作废时已超期"), "{told}");
        app.verify().await;
    }
}

#[tokio::test]
async fn supervision_sees_that_a_confidential_case_was_voided_and_no_more() {
    for app in TestApp::each().await {
        let no = super::filing::file(&app, "examiner").await;
        let fields = [("choice", "mistake"), ("text", REASON)];
        done(&app, "head", &no, "voiding", &fields).await;
        let mut supervisor = app.persona("supervisor").await;
        let list = supervisor.open("/oversight/voided").await;
        list.is_sound();
        let row = list.find("main tbody").unwrap();
        assert!(
            list.find("main tbody .case-no").as_deref() == Some(no.as_str())
                && row.contains("登记错误"),
            "{row}"
        );
        assert!(row.contains("保密办件") && !row.contains("移送"), "{row}");
        assert!(!list.has("main tbody a"));
        let case = supervisor.get(&format!("/oversight/cases/{no}")).await;
        assert_eq!(case.status, StatusCode::NOT_FOUND);
        app.verify().await;
    }
}

#[tokio::test]
async fn what_was_decided_is_not_voided() {
    let app = TestApp::sqlite().await;
    let case = apply(&app).await;
    examine(&app, &case.no).await;
    let refused = [("outcome", "refused"), ("reason", "不符合条件。")];
    done(&app, "decider", &case.no, "decision", &refused).await;
    let concluded = apply(&app).await;
    conclude(&app, &concluded.no).await;
    let mut head = app.persona("head").await;
    for no in [&case.no, &concluded.no] {
        let path = format!("/desk/cases/{no}/voiding");
        let fields = [("choice", "mistake"), ("text", REASON), ("seq", "99")];
        assert_eq!(head.get(&path).await.status, StatusCode::CONFLICT);
        assert_eq!(head.post(&path, &fields).await.status, StatusCode::CONFLICT);
    }
}
