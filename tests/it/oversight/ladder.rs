//! The life of a lamp: who saw it, why the time ran out, who took it off; what the ladder orders, and who is told.

use axum::http::StatusCode;
use server::mail::outbox;
use store::messages;

use super::{run_deadlines, total};
use crate::harness::{Browser, Page, TestApp};
use crate::journey::{apply, done};

/// The step that was claimed on Monday was to be done on Tuesday.
const WEDNESDAY: &str = "2026-11-25T09:00:00+08:00";
/// Two working days later.
const FRIDAY: &str = "2026-11-27T00:00:00+08:00";

/// A case that the examiner has taken and not worked.
async fn taken(app: &TestApp) -> String {
    let no = apply(app).await.no;
    done(app, "counter", &no, "acceptance", &[]).await;
    let mut examiner = app.persona("examiner").await;
    let case = format!("/desk/cases/{no}");
    let page = examiner.open(&case).await;
    assert!(!page.text().contains("超期说明"), "nothing is late yet");
    let seq = page.attribute("input[name=seq]", "value").unwrap();
    let fields = [("seq", seq.as_str()), ("step", "examination")];
    let claimed = examiner.post(&format!("{case}/claim"), &fields).await;
    assert_eq!(claimed.status, StatusCode::SEE_OTHER);
    no
}

async fn climb(app: &TestApp) -> usize {
    run_deadlines(app).await;
    server::jobs::ladder::run(&app.app, app.now.get())
        .await
        .unwrap()
}

async fn tell(app: &TestApp) -> usize {
    server::jobs::warnings::run(&app.app, app.now.get())
        .await
        .unwrap()
}

/// Where the one warning that waits for it is explained.
async fn explanation(browser: &mut Browser, no: &str) -> String {
    let page = browser.open(&format!("/desk/cases/{no}")).await;
    page.is_sound();
    let link = page.attribute("main a[href$='/explanation']", "href");
    link.expect("a warning to explain")
}

async fn said(browser: &mut Browser, path: &str, text: &str) -> Page {
    let form = browser.open(path).await;
    form.is_sound();
    let seq = form.attribute("input[name=seq]", "value").unwrap();
    let fields = [("seq", seq.as_str()), ("text", text)];
    browser.post(path, &fields).await
}

#[tokio::test]
async fn a_lamp_is_seen_explained_and_taken_off() {
    for app in TestApp::each().await {
        let no = taken(&app).await;
        app.at(WEDNESDAY);
        run_deadlines(&app).await;
        let history = format!("/oversight/cases/{no}/lamps");
        let mut supervisor = app.persona("supervisor").await;
        let page = supervisor.open(&history).await;
        page.is_sound();
        for words in ["尚无人查看", "未说明", "李文斌", "仍在亮灯"] {
            assert!(page.text().contains(words), "{words}: {}", page.text());
        }
        let list = "/oversight/lamps?lamp=step-overdue";
        assert!(supervisor.open(list).await.text().contains("未说明"));
        let mut examiner = app.persona("examiner").await;
        let path = explanation(&mut examiner, &no).await;
        examiner.open(&format!("/desk/cases/{no}")).await;
        let page = supervisor.open(&history).await;
        assert!(page.text().contains("首次查看"), "{}", page.text());

        // Who may say why, and what.
        let mut elsewhere = app.persona("fire-head").await;
        assert_eq!(elsewhere.get(&path).await.status, StatusCode::NOT_FOUND);
        let long = "长".repeat(2001);
        let wrong = said(&mut examiner, &path, &long).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text().contains(&long), "what was typed is kept");
        let wrong = said(&mut examiner, &path, " ").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let form = examiner.open(&path).await;
        let seq = form.attribute("input[name=seq]", "value").unwrap();
        let words = [("seq", seq.as_str()), ("text", "核查系统停机一天")];
        let mut counter = app.persona("counter").await;
        let sent = counter.post(&path, &words).await;
        assert_eq!(sent.status, StatusCode::FORBIDDEN, "not theirs to explain");
        for _ in 0..2 {
            let sent = examiner.post(&path, &words).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        }
        let other = [("seq", seq.as_str()), ("text", "另一个说法")];
        let sent = examiner.post(&path, &other).await;
        assert_eq!(sent.status, StatusCode::CONFLICT, "once, in one way");
        let page = examiner.open(&format!("/desk/cases/{no}")).await;
        page.is_sound();
        assert!(page.text().contains("核查系统停机一天"));
        assert!(!page.has("main a[href$='/explanation']"));
        assert!(supervisor.open(list).await.text().contains("已说明"));

        // Who may take it off, and that it is late all the same.
        let clear = "main a[href$='/clearance']";
        let page = supervisor.open(&history).await;
        assert!(page.text().contains("核查系统停机一天"));
        let path = page.attribute(clear, "href").unwrap();
        let mut head = app.persona("head").await;
        assert!(!head.open(&history).await.has(clear));
        let form = supervisor.open(&path).await;
        let seq = form.attribute("input[name=seq]", "value").unwrap();
        for (reader, status) in [
            (&mut head, StatusCode::FORBIDDEN),
            (&mut elsewhere, StatusCode::NOT_FOUND),
        ] {
            assert_eq!(reader.get(&path).await.status, status);
            let fields = [("seq", seq.as_str()), ("text", "不算")];
            assert_eq!(reader.post(&path, &fields).await.status, status);
        }
        let wrong = said(&mut supervisor, &path, " ").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let words = [("seq", seq.as_str()), ("text", "停机已核实")];
        for _ in 0..2 {
            let sent = supervisor.post(&path, &words).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        }
        let other = [("seq", seq.as_str()), ("text", "另一个理由")];
        let sent = supervisor.post(&path, &other).await;
        assert_eq!(sent.status, StatusCode::CONFLICT);
        let page = supervisor.open(&history).await;
        page.is_sound();
        for words in ["已摘牌", "停机已核实", "魏正清"] {
            assert!(page.text().contains(words), "{words}: {}", page.text());
        }
        let page = supervisor.open(list).await;
        assert!(page.text().contains("已摘牌") && total(&page) == 1);
        for unknown in [
            format!("/oversight/cases/{no}/warnings/99/clearance"),
            format!("/oversight/cases/{no}/warnings/x/clearance"),
        ] {
            let status = supervisor.get(&unknown).await.status;
            assert_eq!(status, StatusCode::NOT_FOUND, "{unknown}");
        }
        app.at(FRIDAY);
        assert_eq!(climb(&app).await, 0, "nothing climbs for it any more");
        app.verify().await;
    }
}

#[tokio::test]
async fn the_ladder_orders_once_and_goes_on_up() {
    for app in TestApp::each().await {
        let no = taken(&app).await;
        app.at("2026-11-26T23:59:00+08:00");
        assert_eq!(climb(&app).await, 0, "there is time until midnight");
        app.at(FRIDAY);
        assert_eq!(climb(&app).await, 1);
        assert_eq!(climb(&app).await, 0, "the job ran twice");
        let mut supervisor = app.persona("supervisor").await;
        let list = supervisor.open("/oversight/orders").await;
        assert_eq!(
            list.attribute("[data-total]", "data-total").as_deref(),
            Some("1")
        );
        let order = list
            .attribute("tbody a[href^='/oversight/orders/']", "href")
            .unwrap();
        let page = supervisor.open(&order).await;
        page.is_sound();
        for words in ["督办单 〔2026〕1号", "2026年11月24日", "该事项至今未完成"] {
            assert!(page.text().contains(words), "{words}: {}", page.text());
        }
        let page = supervisor
            .open(&format!("/oversight/cases/{no}/lamps"))
            .await;
        page.is_sound();
        assert!(page.has(&format!("a[href='{order}']")));
        app.verify().await;
        done(&app, "head", &no, "order-reply", &[("text", "今日办理")]).await;
        // A second case of the same day has an order of its own; nobody answers, and it goes up.
        let other = {
            app.at("2026-11-30T09:30:00+08:00");
            taken(&app).await
        };
        app.at("2026-12-04T08:00:00+08:00");
        assert_eq!(climb(&app).await, 1);
        app.at("2026-12-10T08:00:00+08:00");
        run_deadlines(&app).await;
        let raised = server::jobs::orders::run(&app.app, app.now.get());
        assert_eq!(raised.await.unwrap(), 1, "{other}");
        app.verify().await;
    }
}

#[tokio::test]
async fn what_is_confidential_or_long_past_climbs_nowhere() {
    for app in TestApp::each().await {
        taken(&app).await;
        app.at(FRIDAY);
        run_deadlines(&app).await;
        store::testing::tamper(&app.app.store, "UPDATE cases SET confidential = 1")
            .await
            .unwrap();
        assert_eq!(climb(&app).await, 0, "no business of supervision's");
        store::testing::tamper(&app.app.store, "UPDATE cases SET confidential = 0")
            .await
            .unwrap();
        app.at("2027-02-01T08:00:00+08:00");
        let ladder = server::jobs::ladder::run(&app.app, app.now.get());
        assert_eq!(ladder.await.unwrap(), 0, "it is let go");
        app.at(FRIDAY);
        assert_eq!(climb(&app).await, 1, "nothing else kept it");
    }
}

#[tokio::test]
async fn handler_and_head_are_told_by_one_letter_each() {
    for app in TestApp::each().await {
        let nos = [taken(&app).await, taken(&app).await];
        assert!(outbox::run(&app.app).await.unwrap() > 0, "the applicant's");
        app.at("2026-11-24T08:00:00+08:00");
        run_deadlines(&app).await;
        assert_eq!(tell(&app).await, 1, "the examiner, of both");
        assert_eq!(tell(&app).await, 0, "the job ran twice");
        app.at(WEDNESDAY);
        run_deadlines(&app).await;
        assert_eq!(tell(&app).await, 2, "the head, too");
        let mut tx = app.app.store.begin().await.unwrap();
        let now = app.now.get();
        let leased = messages::lease(&mut tx, now, now, 20).await.unwrap();
        // At once, not some time later: the outbox passes by what somebody else holds.
        tx.rollback().await.unwrap();
        let to: Vec<_> = leased.iter().map(|one| one.recipient.expose()).collect();
        assert_eq!(to.len(), 3, "{to:?}");
        for address in [
            "chengguan.examiner@example.org",
            "chengguan.head@example.org",
        ] {
            assert!(to.contains(&address), "{to:?}");
        }
        for letter in &leased {
            let said = letter.payload.expose();
            for no in &nos {
                assert!(said.contains(no.as_str()), "{said}");
            }
            assert!(said.contains("http://gov.test/desk/cases/"));
            for personal in ["黄河边", "马小军", "13800001234", "91620102MA0000015R"] {
                assert!(!said.contains(personal), "{said}");
            }
        }
        assert_eq!(outbox::run(&app.app).await.unwrap(), 3);
        app.verify().await;
    }
}

#[tokio::test]
async fn the_desk_lists_what_waits_for_an_explanation() {
    for app in TestApp::each().await {
        let no = taken(&app).await;
        let mut examiner = app.persona("examiner").await;
        let link = "main a[href='/desk/warnings']";
        assert!(!examiner.open("/desk").await.has(link));
        app.at(WEDNESDAY);
        run_deadlines(&app).await;
        for (persona, shown) in [("head", 1), ("examiner", 1), ("examiner-2", 0)] {
            let mut reader = app.persona(persona).await;
            assert_eq!(
                reader.open("/desk").await.has(link),
                shown == 1,
                "{persona}"
            );
            let page = reader.open("/desk/warnings").await;
            page.is_sound();
            assert_eq!(page.count("tbody tr"), shown, "{persona}");
        }
        let mut head = app.persona("head").await;
        let path = explanation(&mut head, &no).await;
        let page = head.open("/desk/warnings").await;
        assert!(page.has(&format!("a[href='{path}']")));
        let sent = said(&mut head, &path, "人手不足，已增派").await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        assert_eq!(head.open("/desk/warnings").await.count("tbody tr"), 0);
        let mut citizen = app.persona("citizen").await;
        let status = citizen.get("/desk/warnings").await.status;
        assert_eq!(status, StatusCode::FORBIDDEN);
    }
}
