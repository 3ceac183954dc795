//! 联合办理: a water abstraction permit, with two agencies that are asked and a government's head who alone may
//! extend.

use axum::http::StatusCode;
use server::jobs;

use super::clock::{clock, deadline};
use super::repeat::twice;
use crate::harness::TestApp;
use crate::journey::{act, done, fill_page, start, submit};

const WATER: &str = "000119001010";

const PAGES: &[(&str, &[(&str, &str)])] = &[
    (
        "applicant",
        &[
            ("applicant-kind", "entity"),
            ("applicant-name", "兰州黄河边餐饮有限公司"),
            ("applicant-address", "酒泉路 1 号"),
            ("contact-name", "马小军"),
            ("contact-phone", "13800001234"),
        ],
    ),
    ("registration", &[("credit-code", "91620102MA0000015R")]),
    (
        "abstraction-point",
        &[
            ("abstraction-division", "620102"),
            ("abstraction-address", "黄河南岸"),
            ("source", "surface"),
            ("method", "pump"),
        ],
    ),
    (
        "use",
        &[
            ("reason", "first"),
            ("purpose", "industry"),
            ("annual-volume", "120000"),
            ("monthly-pattern", "even"),
            ("start-date", "2027-01-01"),
            ("period-years", "5"),
            ("project-kind", "none"),
        ],
    ),
    (
        "metering-and-saving",
        &[("metering", "online"), ("saving-measures", "recycling")],
    ),
    ("return-page", &[("return-to", "none")]),
    ("others", &[("affects-others", "no")]),
    ("filing", &[("has-agent", "no")]),
];

async fn apply(app: &TestApp) -> String {
    let mut business = app.persona("business").await;
    let draft = start(&mut business, WATER).await;
    for (page, answers) in PAGES {
        let filled = fill_page(&mut business, &draft, page, answers).await;
        assert_eq!(
            filled.status,
            StatusCode::SEE_OTHER,
            "{page}: {}",
            filled.text()
        );
    }
    submit(&mut business, &draft).await.no
}

#[tokio::test]
async fn each_agency_answers_for_itself_and_the_decision_waits() {
    for app in TestApp::each().await {
        let no = apply(&app).await;
        let opinion = ("opinion", "符合规定");
        done(&app, "water-counter", &no, "acceptance", &[]).await;

        let mut lead = app.persona("water-examiner").await;
        let page = lead.open(&format!("/desk/cases/{no}")).await;
        page.is_sound();
        let page_clock = clock(&mut lead, "/desk", &no).await;
        assert_eq!(deadline(&page_clock, "statutory")["due-on"], "2027-01-26");
        assert_eq!(deadline(&page_clock, "statutory")["provisional"], true);
        let due: Vec<_> = page_clock["deadlines"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| one["kind"] == "opinion")
            .map(|one| (one["of"].as_str().unwrap(), one["due-on"].as_str().unwrap()))
            .collect();
        assert_eq!(
            due,
            [("housing", "2026-11-30"), ("environment", "2026-12-07")]
        );

        let mut housing = app.persona("housing-examiner").await;
        let inbox = housing.open("/desk").await;
        inbox.is_sound();
        assert!(inbox.text().contains(&no), "in the other agency's inbox");
        housing.open(&format!("/desk/cases/{no}")).await.is_sound();
        let denied = act(
            &mut housing,
            &no,
            "steps/examination",
            &[("outcome", "pass"), opinion],
        )
        .await;
        assert_eq!(
            denied.status,
            StatusCode::FORBIDDEN,
            "the step is the lead agency's"
        );
        let claim = housing
            .post(&format!("/desk/cases/{no}/claim"), &[("seq", "3")])
            .await;
        assert_eq!(claim.status, StatusCode::FORBIDDEN);
        let mut stranger = app.persona("examiner").await;
        let hidden = stranger.get(&format!("/desk/cases/{no}/opinion")).await;
        assert_eq!(hidden.status, StatusCode::NOT_FOUND);
        let unchosen = act(&mut housing, &no, "opinion", &[("text", "同意")]).await;
        assert_eq!(unchosen.status, StatusCode::UNPROCESSABLE_ENTITY);

        for (persona, step, outcome) in [
            ("water-examiner", "examination", "pass"),
            ("water-reviewer", "review", "agree"),
        ] {
            let fields = [("outcome", outcome), opinion];
            done(&app, persona, &no, &format!("steps/{step}"), &fields).await;
        }
        let mut decider = app.persona("water-decider").await;
        let granted = [("outcome", "granted"), ("reason", "符合条件")];
        let waits = act(&mut decider, &no, "decision", &granted).await;
        assert_eq!(
            waits.status,
            StatusCode::CONFLICT,
            "two opinions are missing"
        );

        // Housing keeps silent, which the definition takes for consent; the other has to speak.
        app.at("2026-12-01T00:00:10+08:00");
        jobs::deadlines::run(&app.app, app.now.get()).await.unwrap();
        let mut decider = app.persona("water-decider").await;
        let mut housing = app.persona("housing-examiner").await;
        let waits = act(&mut decider, &no, "decision", &granted).await;
        assert_eq!(waits.status, StatusCode::CONFLICT);
        let fields = [("choice", "agrees"), ("text", "无意见")];
        twice(&app, "environment-examiner", &no, "opinion", &fields).await;
        let late = act(&mut housing, &no, "opinion", &fields).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "its silence has spoken");
        done(&app, "water-decider", &no, "decision", &granted).await;
        app.verify().await;
    }
}

#[tokio::test]
async fn only_the_governments_head_extends_a_joint_handling() {
    let app = TestApp::sqlite().await;
    let no = apply(&app).await;
    done(&app, "water-counter", &no, "acceptance", &[]).await;
    let path = format!("/desk/cases/{no}/extension");
    let mut head = app.persona("water-head").await;
    assert_eq!(head.get(&path).await.status, StatusCode::FORBIDDEN);
    let mut government = app.persona("government-head").await;
    let page = government.open(&format!("/oversight/cases/{no}")).await;
    assert!(page.has(&format!("a[href='{path}']")));
    let fields = [("amount", "15"), ("text", "需要征求多个部门意见")];
    done(&app, "government-head", &no, "extension", &fields).await;
    let page_clock = clock(&mut government, "/desk", &no).await;
    assert_eq!(
        deadline(&page_clock, "statutory")["explanation"]["extension"],
        "15wd"
    );
    // What is not joint is none of theirs.
    let food = crate::journey::apply(&app).await.no;
    let page = government.get(&format!("/desk/cases/{food}")).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    app.verify().await;
}
