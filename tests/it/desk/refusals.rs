use axum::http::StatusCode;

use crate::harness::TestApp;
use crate::journey::{act, apply, done, examine};

const OPINION: (&str, &str) = ("opinion", "符合规定。");

#[tokio::test]
async fn nobody_takes_two_conflicting_steps() {
    for app in TestApp::each().await {
        let case = apply(&app).await;
        done(&app, "counter", &case.no, "acceptance", &[]).await;
        done(
            &app,
            "examiner",
            &case.no,
            "steps/examination",
            &[("outcome", "pass"), OPINION],
        )
        .await;
        let mut examiner = app.persona("examiner").await;
        let qualified = [("outcome", "qualified"), OPINION];
        let first = act(&mut examiner, &case.no, "steps/site-check", &qualified).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.text());
        let twice = act(&mut examiner, &case.no, "steps/site-check", &qualified).await;
        assert_eq!(twice.status, StatusCode::FORBIDDEN, "one person is not two");
        let mut counter = app.persona("counter").await;
        let page = counter
            .get(&format!("/desk/cases/{}/steps/site-check", case.no))
            .await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        app.verify().await;
    }
}

#[tokio::test]
async fn roles_and_agencies_keep_their_bounds() {
    for app in TestApp::each().await {
        let case = apply(&app).await;
        let path = format!("/desk/cases/{}/acceptance", case.no);
        let fields = [("seq", "1")];
        for (persona, status) in [
            ("examiner", StatusCode::FORBIDDEN),
            ("decider", StatusCode::FORBIDDEN),
            ("counter-elsewhere", StatusCode::NOT_FOUND),
            ("citizen", StatusCode::FORBIDDEN),
            ("supervisor", StatusCode::FORBIDDEN),
        ] {
            let mut browser = app.persona(persona).await;
            assert_eq!(
                browser.post(&path, &fields).await.status,
                status,
                "{persona}"
            );
        }
        let mut stranger = app.persona("citizen-2").await;
        let page = stranger.get(&format!("/cases/{}", case.no)).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        let mut citizen = app.persona("citizen").await;
        let desk = citizen.get("/desk").await;
        assert_eq!(desk.status, StatusCode::FORBIDDEN);
        app.verify().await;
    }
}

#[tokio::test]
async fn of_two_clerks_one_wins_and_a_repeat_is_harmless() {
    for app in TestApp::each().await {
        let case = apply(&app).await;
        let path = format!("/desk/cases/{}", case.no);
        let mut first = app.persona("counter").await;
        let mut second = app.persona("counter-2").await;
        let accept = format!("{path}/acceptance");
        let won = first.post(&accept, &[("seq", "1")]).await;
        assert_eq!(won.status, StatusCode::SEE_OTHER, "{}", won.text());
        let lost = second.post(&accept, &[("seq", "1")]).await;
        assert_eq!(lost.status, StatusCode::CONFLICT);
        lost.is_sound();
        assert!(
            lost.has(&format!("a[href='{path}']")),
            "no way to the new state"
        );
        let again = first.post(&accept, &[("seq", "1")]).await;
        assert_eq!(
            again.status,
            StatusCode::SEE_OTHER,
            "a double click is no conflict"
        );
        let decline = first
            .post(
                &format!("{path}/declination"),
                &[
                    ("seq", "1"),
                    ("ground", "not-required"),
                    ("reason", "无需许可"),
                ],
            )
            .await;
        assert_eq!(decline.status, StatusCode::CONFLICT, "another act is one");
        app.verify().await;
    }
}

#[tokio::test]
async fn an_act_out_of_its_stage_is_409() {
    for app in TestApp::each().await {
        let case = apply(&app).await;
        let mut decider = app.persona("decider").await;
        let fields = [("seq", "1"), ("outcome", "granted"), ("reason", "同意")];
        let page = decider
            .post(&format!("/desk/cases/{}/decision", case.no), &fields)
            .await;
        assert_eq!(page.status, StatusCode::CONFLICT, "{}", page.text());
        page.is_sound();
    }
}

#[tokio::test]
async fn declining_names_the_right_agency() {
    for app in TestApp::each().await {
        let case = apply(&app).await;
        let mut counter = app.persona("counter").await;
        let nameless = [("ground", "not-ours"), ("reason", "应向公安机关申请。")];
        let page = act(&mut counter, &case.no, "declination", &nameless).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.is_sound();
        assert!(
            page.text().contains("应向公安机关申请。"),
            "the text was lost"
        );
        let link = page.attribute(".error-summary a", "href").unwrap();
        assert!(
            page.has(&format!("[id='{}']", link.trim_start_matches('#'))),
            "{link}"
        );
        let named = [
            ("ground", "not-ours"),
            ("agency", "620102-public-security"),
            ("reason", "应向公安机关申请。"),
        ];
        let page = act(&mut counter, &case.no, "declination", &named).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
        let mut citizen = app.persona("citizen").await;
        let case = citizen.open(&format!("/cases/{}", case.no)).await;
        assert!(case.text().contains("应向公安机关申请。"));
        app.verify().await;
    }
}

#[tokio::test]
async fn a_refusal_needs_its_reason_and_tells_the_remedies() {
    for app in TestApp::each().await {
        let case = apply(&app).await;
        examine(&app, &case.no).await;
        let mut decider = app.persona("decider").await;
        let page = act(
            &mut decider,
            &case.no,
            "decision",
            &[("outcome", "refused")],
        )
        .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        let reason = ("reason", "经营场所与有毒污染源距离不足 25 米。");
        let page = act(
            &mut decider,
            &case.no,
            "decision",
            &[("outcome", "refused"), reason],
        )
        .await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
        let mut citizen = app.persona("citizen").await;
        let shown = citizen.open(&format!("/cases/{}", case.no)).await.text();
        assert!(
            shown.contains(reason.1) && shown.contains("行政复议"),
            "{shown}"
        );
        app.verify().await;
    }
}
