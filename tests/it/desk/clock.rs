//! The acts that move a clock: what each does to the dates that every room shows, what the applicant is told,
//! and who may not.

use axum::http::StatusCode;
use server::mail::outbox;

use crate::harness::{Browser, Page, TestApp};
use crate::journey::{act, apply, done, examine};

pub fn deadline<'a>(clock: &'a serde_json::Value, kind: &str) -> &'a serde_json::Value {
    let all = clock["deadlines"].as_array().unwrap();
    all.iter().find(|one| one["kind"] == kind).unwrap()
}

pub async fn clock(browser: &mut Browser, room: &str, no: &str) -> serde_json::Value {
    let page = browser.open(&format!("{room}/cases/{no}/clock.json")).await;
    serde_json::from_str(&page.text()).unwrap()
}

fn pause<'a>(reason: &'a str, amount: &'a str) -> [(&'a str, &'a str); 4] {
    [
        ("choice", reason),
        ("amount", amount),
        ("unit", "working-day"),
        ("text", "需要听取利害关系人的意见。"),
    ]
}

#[tokio::test]
async fn a_pause_is_told_explained_alike_and_ends_by_record() {
    for app in TestApp::each().await {
        let no = apply(&app).await.no;
        done(&app, "counter", &no, "acceptance", &[]).await;
        done(&app, "examiner", &no, "pause", &pause("hearing", "5")).await;

        let mut citizen = app.persona("citizen").await;
        let mut examiner = app.persona("examiner").await;
        let mut supervisor = app.persona("supervisor").await;
        let rooms = [
            clock(&mut citizen, "", &no).await,
            clock(&mut examiner, "/desk", &no).await,
            clock(&mut supervisor, "/oversight", &no).await,
        ];
        assert!(rooms.iter().all(|room| *room == rooms[0]), "one truth");
        let statutory = deadline(&rooms[0], "statutory");
        assert_eq!(
            statutory["due-on"], "2026-12-14",
            "ten days, and five that do not count"
        );
        assert_eq!(statutory["stopped"], true);
        assert_eq!(deadline(&rooms[0], "pause")["due-on"], "2026-11-30");
        for (browser, path) in [
            (&mut citizen, format!("/cases/{no}")),
            (&mut examiner, format!("/desk/cases/{no}")),
            (&mut supervisor, format!("/oversight/cases/{no}")),
        ] {
            let page = browser.open(&path).await;
            page.is_sound();
            let clock = page.find(".clock-pause").unwrap();
            assert!(
                clock.contains("听证") && clock.contains("〔2026〕2号"),
                "{clock}"
            );
        }
        let page = citizen.open(&format!("/cases/{no}")).await;
        let notice = page.attribute(".clock-pause a", "href").unwrap();
        let notice = citizen.open(&notice).await;
        notice.is_sound();
        assert!(notice.text().contains("第四十五条") && notice.text().contains("听取利害关系人"));
        let mut stranger = app.persona("citizen-2").await;
        assert_eq!(
            stranger.get(&format!("/cases/{no}/notices/3")).await.status,
            StatusCode::NOT_FOUND
        );

        let blocked = act(
            &mut examiner,
            &no,
            "steps/examination",
            &[("outcome", "pass"), ("opinion", "齐全")],
        )
        .await;
        assert_eq!(blocked.status, StatusCode::CONFLICT, "nothing goes on");

        app.at("2026-11-26T10:00:00+08:00");
        done(&app, "examiner", &no, "resumption", &[("text", "听证结束")]).await;
        let after = clock(&mut app.persona("citizen").await, "", &no).await;
        assert_eq!(deadline(&after, "statutory")["due-on"], "2026-12-10");
        outbox::run(&app.app).await.unwrap();
        app.verify().await;
    }
}

#[tokio::test]
async fn a_bad_pause_comes_back_with_what_was_typed() {
    let app = TestApp::sqlite().await;
    let no = apply(&app).await.no;
    done(&app, "counter", &no, "acceptance", &[]).await;
    let mut examiner = app.persona("examiner").await;
    for (fields, wrong) in [
        (pause("site-check", "5"), "#choice"),
        (pause("", "5"), "#choice"),
        (pause("hearing", "0"), "#amount"),
        (pause("hearing", "viele"), "#amount"),
        (pause("hearing", "181"), "#amount"),
    ] {
        let page = act(&mut examiner, &no, "pause", &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        page.is_sound();
        assert!(
            page.has(&format!(".error-summary a[href='{wrong}']")),
            "{}",
            page.text()
        );
        assert!(page.text().contains("需要听取利害关系人的意见。"));
    }
    let page = act(&mut examiner, &no, "pause", &[("choice", "hearing")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for persona in ["counter", "issuer"] {
        let mut other = app.persona(persona).await;
        let page = act(&mut other, &no, "pause", &pause("hearing", "5")).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{persona}");
    }
    let mut elsewhere = app.persona("counter-elsewhere").await;
    assert_eq!(
        elsewhere
            .get(&format!("/desk/cases/{no}/pause"))
            .await
            .status,
        StatusCode::NOT_FOUND
    );
    app.verify().await;
}

async fn twice(
    app: &TestApp,
    persona: &str,
    no: &str,
    noun: &str,
    fields: &[(&str, &str)],
) -> Page {
    let mut officer = app.persona(persona).await;
    let path = format!("/desk/cases/{no}/{noun}");
    let form = officer.open(&path).await;
    let seq = form.attribute("input[name=seq]", "value").unwrap();
    let mut fields = fields.to_vec();
    fields.push(("seq", &seq));
    let first = officer.post(&path, &fields).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.text());
    officer.post(&path, &fields).await
}

#[tokio::test]
async fn a_double_click_stops_or_extends_once() {
    let app = TestApp::sqlite().await;
    let no = apply(&app).await.no;
    done(&app, "counter", &no, "acceptance", &[]).await;
    let again = twice(
        &app,
        "head",
        &no,
        "extension",
        &[("amount", "5"), ("text", "案情复杂")],
    )
    .await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    let again = twice(&app, "examiner", &no, "pause", &pause("testing", "3")).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    let mut head = app.persona("head").await;
    let text = head.open(&format!("/desk/cases/{no}")).await.text();
    // The first is that of the acceptance.
    assert!(text.contains("〔2026〕2号") && text.contains("〔2026〕3号"));
    assert!(
        !text.contains("〔2026〕4号"),
        "the repeated act took no number"
    );
    app.verify().await;
}

#[tokio::test]
async fn an_extension_is_the_heads_once_and_in_time() {
    for app in TestApp::each().await {
        let no = apply(&app).await.no;
        done(&app, "counter", &no, "acceptance", &[]).await;
        for persona in ["counter", "examiner", "decider"] {
            let mut other = app.persona(persona).await;
            let page = other.get(&format!("/desk/cases/{no}/extension")).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{persona}");
        }
        let mut head = app.persona("head").await;
        let page = act(
            &mut head,
            &no,
            "extension",
            &[("amount", "6"), ("text", "案情复杂")],
        )
        .await;
        assert_eq!(
            page.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "at most five"
        );
        done(
            &app,
            "head",
            &no,
            "extension",
            &[("amount", "5"), ("text", "案情复杂")],
        )
        .await;
        let clock = clock(&mut head, "/desk", &no).await;
        assert_eq!(deadline(&clock, "statutory")["due-on"], "2026-12-14");
        assert_eq!(deadline(&clock, "promised")["due-on"], "2026-11-30");
        let page = head.get(&format!("/desk/cases/{no}/extension")).await;
        assert_eq!(page.status, StatusCode::CONFLICT, "once");
        let mut citizen = app.persona("citizen").await;
        let page = citizen.open(&format!("/cases/{no}")).await;
        let notice = page.attribute(".clock-pause a", "href").unwrap();
        let notice = citizen.open(&notice).await;
        assert!(notice.text().contains("2026年12月14日"));
        app.verify().await;
    }
    let app = TestApp::sqlite().await;
    let no = apply(&app).await.no;
    done(&app, "counter", &no, "acceptance", &[]).await;
    app.at("2026-12-08T00:00:00+08:00");
    let mut head = app.persona("head").await;
    let page = head.get(&format!("/desk/cases/{no}/extension")).await;
    assert_eq!(page.status, StatusCode::CONFLICT, "it has run out");
}

#[tokio::test]
async fn what_passed_before_an_act_is_written_down_although_the_job_was_down() {
    for app in TestApp::each().await {
        let no = apply(&app).await.no;
        done(&app, "counter", &no, "acceptance", &[]).await;
        // Nobody ran a job: the examiner is late, and records before any job comes round.
        app.at("2026-11-26T10:00:00+08:00");
        done(
            &app,
            "examiner",
            &no,
            "steps/examination",
            &[("outcome", "pass"), ("opinion", "齐全")],
        )
        .await;
        let mut tx = app.app.store.read().await.unwrap();
        let scope = [store::cases::Scope::Everything];
        let warned = store::cases::warnings(&mut tx, &scope, 10).await.unwrap();
        let said: Vec<_> = warned
            .iter()
            .map(|one| format!("{} {} {}", one.kind, one.level, one.at))
            .collect();
        assert_eq!(
            said,
            [
                "step overdue 2026-11-24T16:00:00Z",
                "step due-soon 2026-11-23T16:00:00Z"
            ],
            "each at the instant at which it happened"
        );
        drop(tx);
        app.verify().await;
    }
}

#[tokio::test]
async fn an_order_is_answered_by_the_head_and_read_by_supervision() {
    for app in TestApp::each().await {
        let no = apply(&app).await.no;
        examine(&app, &no).await;
        let path = format!("/oversight/cases/{no}/order");
        let mut supervisor = app.persona("supervisor").await;
        let form = supervisor.open(&path).await;
        form.is_sound();
        let seq = form.attribute("input[name=seq]", "value").unwrap();
        let bad = supervisor
            .post(
                &path,
                &[
                    ("seq", &seq),
                    ("choice", "order"),
                    ("amount", "31"),
                    ("text", "请说明"),
                ],
            )
            .await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(bad.text().contains("请说明"));
        let order = [
            ("seq", seq.as_str()),
            ("choice", "order"),
            ("amount", "3"),
            ("text", "请说明为何未决定"),
        ];
        supervisor.submit(&path, &order).await.is_sound();
        supervisor.submit(&path, &order).await;
        let mut head = app.persona("head").await;
        assert_eq!(head.get(&path).await.status, StatusCode::FORBIDDEN);
        let inbox = head.open("/desk").await;
        assert!(inbox.text().contains("督办答复"), "in the inbox");
        let form = head.open(&format!("/desk/cases/{no}/order-reply")).await;
        assert!(form.text().contains("请说明为何未决定"));
        let clock = clock(&mut head, "/desk", &no).await;
        assert_eq!(deadline(&clock, "order-reply")["due-on"], "2026-11-26");
        done(&app, "head", &no, "order-reply", &[("text", "今日决定")]).await;
        let page = supervisor.open(&format!("/oversight/cases/{no}")).await;
        assert!(page.text().contains("今日决定"));
        let mut citizen = app.persona("citizen").await;
        let page = citizen.open(&format!("/cases/{no}")).await;
        assert!(
            !page.text().contains("督办"),
            "no business of the applicant's"
        );
        app.verify().await;
    }
}
