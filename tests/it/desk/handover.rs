//! Transfer before acceptance, dispute, dispatch: nothing lies where nobody owns it.

use axum::http::StatusCode;

use super::construction;
use super::repeat::twice;
use crate::harness::{Page, TestApp};
use crate::journey::{act, apply, done};

const ELSEWHERE: &str = "620103-market-supervision";
const REASON: (&str, &str) = ("reason", "经营场所在七里河区。");

fn seq(page: &Page) -> String {
    page.attribute("main input[name=seq]", "value").unwrap()
}

#[tokio::test]
async fn a_case_goes_to_another_agency_and_comes_back_when_disputed() {
    for app in TestApp::each().await {
        let no = apply(&app).await.no;
        let path = format!("/desk/cases/{no}");
        let transfer = format!("{path}/transfer");
        let mut counter = app.persona("counter").await;
        let mut other = app.persona("counter-elsewhere").await;
        let page = counter.open(&transfer).await;
        page.is_sound();
        assert!(
            page.has(&format!("option[value='{ELSEWHERE}']")),
            "{}",
            page.text()
        );
        assert!(page.count("option") <= 61, "a bounded list");
        assert_eq!(other.get(&transfer).await.status, StatusCode::NOT_FOUND);
        let mut examiner = app.persona("examiner").await;
        assert_eq!(examiner.get(&transfer).await.status, StatusCode::FORBIDDEN);

        for (agency, words) in [
            ("", "请选择一个单位"),
            ("620102-market-supervision", "不能是本部门"),
            ("620100-government", "没有能办理的人员"),
        ] {
            let page = act(&mut counter, &no, "transfer", &[("agency", agency), REASON]).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{agency}");
            page.is_sound();
            assert!(page.text().contains(words) && page.text().contains(REASON.1));
        }
        let page = act(&mut counter, &no, "transfer", &[("agency", ELSEWHERE)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "a reason");

        let fields = [("seq", "1"), ("agency", ELSEWHERE), REASON];
        let page = counter.submit(&transfer, &fields).await;
        page.is_sound();
        assert!(page.has("[role=status]"), "says that it was done");
        let again = counter.post(&transfer, &fields).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "a double click");
        assert_eq!(
            counter.get(&path).await.status,
            StatusCode::NOT_FOUND,
            "gone"
        );
        assert!(
            !counter
                .open("/desk")
                .await
                .text()
                .contains(&format!("/desk/cases/{no}"))
        );
        let stranger = app
            .persona("counter-2")
            .await
            .post(&transfer, &fields)
            .await;
        assert_eq!(stranger.status, StatusCode::CONFLICT, "nobody else did it");
        assert!(stranger.text().contains(REASON.1), "their text is theirs");

        let inbox = other.open("/desk").await;
        inbox.is_sound();
        assert!(
            inbox.text().contains(&no) && inbox.text().contains("转来"),
            "says from where"
        );
        let mut citizen = app.persona("citizen").await;
        citizen.open(&format!("/cases/{no}")).await.is_sound();

        let dispute = format!("{path}/dispute");
        let page = other.open(&dispute).await;
        page.is_sound();
        assert!(
            page.text().contains("2026年11月25日"),
            "within two working days"
        );
        let nothing = act(&mut other, &no, "dispute", &[]).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        let fields = [("seq", "2"), ("reason", "场所在城关区。")];
        other.submit(&dispute, &fields).await.is_sound();
        let again = other.post(&dispute, &fields).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "a double click");
        assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND);
        // Somebody there was still writing.
        let typed = [("seq", "2"), ("reason", "写了很久的理由")];
        let left = other.post(&format!("{path}/declination"), &typed).await;
        assert_eq!(left.status, StatusCode::CONFLICT);
        left.is_sound();
        assert!(left.text().contains("写了很久的理由"), "{}", left.text());
        assert!(!left.text().contains("场所在城关区"), "nothing of the case");
        let nothing = other
            .post(&format!("{path}/declination"), &[("seq", "2")])
            .await;
        assert_eq!(nothing.status, StatusCode::NOT_FOUND);
        let mut stranger = app.persona("water-examiner").await;
        let hidden = stranger.post(&format!("{path}/declination"), &typed).await;
        assert_eq!(hidden.status, StatusCode::NOT_FOUND, "never theirs");

        let inbox = counter.open("/desk").await;
        inbox.is_sound();
        assert!(
            inbox.text().contains(&no) && inbox.text().contains("已退回"),
            "says so"
        );
        let page = counter.open(&path).await;
        page.is_sound();
        assert!(page.text().contains("场所在城关区。") && page.text().contains("整件退回"));
        let page = act(
            &mut counter,
            &no,
            "transfer",
            &[("agency", ELSEWHERE), REASON],
        )
        .await;
        assert_eq!(
            page.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "not twice to the same"
        );
        done(&app, "counter", &no, "acceptance", &[]).await;
        let late = act(
            &mut counter,
            &no,
            "transfer",
            &[("agency", ELSEWHERE), REASON],
        )
        .await;
        assert_eq!(late.status, StatusCode::CONFLICT, "after acceptance");
        app.verify().await;
    }
}

#[tokio::test]
async fn any_agency_is_found_by_a_search() {
    let app = TestApp::sqlite().await;
    let no = apply(&app).await.no;
    let mut counter = app.persona("counter").await;
    let far = "620103-health";
    let path = format!("/desk/cases/{no}/transfer");
    let near = counter.open(&path).await;
    assert!(!near.has(&format!("option[value='{far}']")));
    let page = counter.open(&format!("{path}?q={far}")).await;
    page.is_sound();
    assert!(
        page.has(&format!("option[value='{far}'][selected]")),
        "{}",
        page.text()
    );
    let page = counter.open(&format!("{path}?q=zzzz")).await;
    page.is_sound();
    assert!(
        page.text().contains("没有找到"),
        "says that nothing was found"
    );
    let fields = [("agency", far), ("reason", "由卫生健康部门办理。")];
    let page = act(&mut counter, &no, "transfer", &fields).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    app.verify().await;
}

#[tokio::test]
async fn after_two_working_days_it_stays_and_of_two_clerks_one_wins() {
    for app in TestApp::each().await {
        let no = apply(&app).await.no;
        let path = format!("/desk/cases/{no}");
        let fields = [("seq", "1"), ("agency", ELSEWHERE), REASON];
        let mut first = app.persona("counter").await;
        let mut second = app.persona("counter-2").await;
        second.post(&format!("{path}/claim"), &[("seq", "1")]).await;
        let held = first.post(&format!("{path}/transfer"), &fields).await;
        assert_eq!(held.status, StatusCode::CONFLICT, "stale, and claimed");
        let now = [("seq", "2"), ("agency", ELSEWHERE), REASON];
        let held = first.post(&format!("{path}/transfer"), &now).await;
        assert_eq!(held.status, StatusCode::CONFLICT, "claimed by the other");
        let sent = second.post(&format!("{path}/transfer"), &now).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        app.at("2026-11-26T00:00:00+08:00");
        let mut other = app.persona("counter-elsewhere").await;
        let page = other.get(&format!("{path}/dispute")).await;
        assert_eq!(page.status, StatusCode::CONFLICT);
        page.is_sound();
        let late = other
            .post(
                &format!("{path}/dispute"),
                &[("seq", "3"), ("reason", "不是我们的")],
            )
            .await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        app.verify().await;
    }
}

#[tokio::test]
async fn an_agency_disputes_its_step_and_the_lead_dispatches_it() {
    for app in TestApp::each().await {
        let no = construction::accepted(&app).await;
        let path = format!("/desk/cases/{no}");
        let mut lightning = app.persona("meteorology-examiner").await;
        let page = lightning.open(&path).await;
        page.is_sound();
        assert!(page.has(&format!("a[href='{path}/dispute']")));
        let page = lightning.open(&format!("{path}/dispute")).await;
        page.is_sound();
        let before = seq(&page);
        let fields = [
            ("seq", before.as_str()),
            ("step", "lightning"),
            ("reason", "属于住建部门"),
        ];
        // Another agency's step is not theirs to send back.
        let wrong = [
            ("seq", before.as_str()),
            ("step", "planning"),
            ("reason", "不是"),
        ];
        let page = lightning.post(&format!("{path}/dispute"), &wrong).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        let unchosen = [("seq", before.as_str()), ("reason", "不是")];
        let page = lightning.post(&format!("{path}/dispute"), &unchosen).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        for _ in 0..2 {
            let page = lightning.post(&format!("{path}/dispute"), &fields).await;
            assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
        }
        lightning.open(&path).await.is_sound();
        let page = lightning.get(&format!("{path}/steps/lightning")).await;
        assert_eq!(page.status, StatusCode::CONFLICT, "until that is settled");

        let mut counter = app.persona("construction-counter").await;
        let inbox = counter.open("/desk").await;
        inbox.is_sound();
        let dispatch = format!("{path}/dispatch?step=lightning");
        assert!(
            inbox.has(&format!("a[href='{dispatch}']")),
            "{}",
            inbox.text()
        );
        assert!(inbox.text().contains("重新分办：雷电防护装置设计审核"));
        let page = counter.open(&dispatch).await;
        page.is_sound();
        assert!(page.text().contains("属于住建部门"));
        for own in ["620102-meteorology", "620102-housing-construction"] {
            assert!(page.has(&format!("option[value='{own}']")), "{own}");
        }
        let nothing = act(&mut counter, &no, "dispatch", &[("step", "lightning")]).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            lightning.get(&format!("{path}/dispatch")).await.status,
            StatusCode::FORBIDDEN
        );
        let to = [
            ("step", "lightning"),
            ("agency", "620102-housing-construction"),
            ("reason", "由住建部门审核"),
        ];
        twice(&app, "construction-counter", &no, "dispatch", &to).await;
        let settled = act(&mut counter, &no, "dispatch", &to).await;
        assert_eq!(
            settled.status,
            StatusCode::CONFLICT,
            "nothing is disputed any more"
        );
        counter.open(&path).await.is_sound();
        let inbox = app
            .persona("construction-examiner")
            .await
            .open("/desk")
            .await;
        assert!(
            inbox.text().contains("雷电防护装置设计审核"),
            "{}",
            inbox.text()
        );
        lightning.open(&path).await.is_sound();
        app.verify().await;
    }
}
