//! The loop of an order: issued with a number, answered, sent back, answered again, accepted; taken back with a reason;
//! and what nobody answers comes to the supervision above.

use axum::http::StatusCode;
use jiff::civil::date;
use store::cases::{Scope, late_answers};

use crate::harness::{Browser, TestApp};
use crate::journey::{apply, done, examine};

/// Issues an order on the case and answers with the address of its page.
async fn issue(browser: &mut Browser, no: &str, choice: &str, days: &str) -> String {
    let path = format!("/oversight/cases/{no}/order");
    let form = browser.open(&path).await;
    form.is_sound();
    let seq = form.attribute("input[name=seq]", "value").unwrap();
    let fields = [
        ("seq", seq.as_str()),
        ("choice", choice),
        ("amount", days),
        ("text", "请说明为何未决定"),
    ];
    browser.submit(&path, &fields).await.is_sound();
    let list = browser.open("/oversight/orders").await;
    list.is_sound();
    list.attribute("tbody a[href^='/oversight/orders/']", "href")
        .unwrap()
}

async fn send(browser: &mut Browser, page: &str, end: &str, fields: &[(&str, &str)]) -> StatusCode {
    let shown = browser.open(page).await;
    shown.is_sound();
    let seq = shown
        .attribute("input[name=seq]", "value")
        .unwrap_or("0".into());
    let fields: Vec<_> = std::iter::once(("seq", seq.as_str()))
        .chain(fields.iter().copied())
        .collect();
    browser.post(&format!("{page}/{end}"), &fields).await.status
}

#[tokio::test]
async fn an_answer_is_judged_and_an_order_has_one_end() {
    for app in TestApp::each().await {
        let no = apply(&app).await.no;
        examine(&app, &no).await;
        let mut supervisor = app.persona("supervisor").await;
        let mut head = app.persona("head").await;
        let page = issue(&mut supervisor, &no, "correction", "3").await;
        let shown = supervisor.open(&page).await;
        for words in ["纠错通知 〔2026〕1号", "请说明为何未决定", "待答复"] {
            assert!(shown.text().contains(words), "{words}: {}", shown.text());
        }
        assert!(
            !shown.has("form[action$='/review']"),
            "there is nothing to judge yet"
        );
        done(&app, "head", &no, "order-reply", &[("text", "正在办理")]).await;
        let list = supervisor.open("/oversight/orders?state=answered").await;
        assert_eq!(
            list.attribute("[data-total]", "data-total").as_deref(),
            Some("1")
        );
        // The agency never judges its own answer, nor takes the order back.
        for end in ["review", "lifting"] {
            let fields = [("choice", "accepted"), ("amount", "1"), ("text", "可以")];
            let status = send(&mut head, &page, end, &fields).await;
            assert_eq!(status, StatusCode::FORBIDDEN, "{end}");
        }
        let back = |text| [("choice", "sent-back"), ("amount", "2"), ("text", text)];
        let status = send(&mut supervisor, &page, "review", &back("")).await;
        assert_eq!(
            status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "why is it sent back?"
        );
        let status = send(&mut supervisor, &page, "review", &back("没有说明原因")).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let form = head.open(&format!("/desk/cases/{no}/order-reply")).await;
        form.is_sound();
        done(
            &app,
            "head",
            &no,
            "order-reply",
            &[("text", "系统故障，今日决定")],
        )
        .await;
        let shown = supervisor.open(&page).await;
        let seq = shown.attribute("input[name=seq]", "value").unwrap();
        let accept = [
            ("seq", seq.as_str()),
            ("choice", "accepted"),
            ("amount", ""),
            ("text", ""),
        ];
        for _ in 0..2 {
            let sent = supervisor.post(&format!("{page}/review"), &accept).await;
            assert_eq!(
                sent.status,
                StatusCode::SEE_OTHER,
                "a second click changes nothing"
            );
        }
        let shown = supervisor.open(&page).await;
        for words in ["没有说明原因", "系统故障，今日决定", "答复已认可"] {
            assert!(shown.text().contains(words), "{words}: {}", shown.text());
        }
        assert!(!shown.has("main form"), "it is over");
        for (state, total) in [("unanswered", "0"), ("answered", "0"), ("closed", "1")] {
            let list = supervisor
                .open(&format!("/oversight/orders?state={state}"))
                .await;
            let said = list.attribute("[data-total]", "data-total");
            assert_eq!(said.as_deref(), Some(total), "{state}");
        }
        app.verify().await;
    }
}

#[tokio::test]
async fn an_order_is_taken_back_with_a_reason_alone() {
    let app = TestApp::sqlite().await;
    let no = apply(&app).await.no;
    let mut supervisor = app.persona("supervisor").await;
    let page = issue(&mut supervisor, &no, "reminder", "1").await;
    let status = send(&mut supervisor, &page, "lifting", &[("text", " ")]).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let status = send(&mut supervisor, &page, "lifting", &[("text", "发错办件")]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let shown = supervisor.open(&page).await;
    assert!(shown.text().contains("已撤销") && shown.text().contains("发错办件"));
    // The next number follows without a gap.
    let other = apply(&app).await.no;
    let page = issue(&mut supervisor, &other, "order", "3").await;
    assert!(supervisor.open(&page).await.text().contains("〔2026〕2号"));
    app.verify().await;
}

#[tokio::test]
async fn what_nobody_answers_comes_to_the_supervision_above() {
    for app in TestApp::each().await {
        let no = apply(&app).await.no;
        let mut supervisor = app.persona("supervisor").await;
        let page = issue(&mut supervisor, &no, "order", "1").await;
        let run = || server::jobs::orders::run(&app.app, app.app.now.get());
        assert_eq!(run().await.unwrap(), 0, "there is time");
        app.at("2026-11-25T09:00:00+08:00");
        assert_eq!(run().await.unwrap(), 1);
        assert_eq!(run().await.unwrap(), 0, "the job ran twice");
        let mut supervisor = app.persona("supervisor").await;
        let mut above = app.persona("supervisor-above").await;
        let came = above.open("/oversight/orders?raised=1").await;
        came.is_sound();
        assert_eq!(
            came.attribute("[data-total]", "data-total").as_deref(),
            Some("1")
        );
        let shown = supervisor.open(&page).await;
        assert!(
            shown.text().contains("已上报甘肃省监察"),
            "{}",
            shown.text()
        );
        assert!(!shown.has("main form"), "it is no longer theirs");
        let status = send(&mut supervisor, &page, "lifting", &[("text", "不必了")]).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
        done(&app, "head", &no, "order-reply", &[("text", "今日办理")]).await;
        server::jobs::deadlines::run(&app.app, app.app.now.get())
            .await
            .unwrap();
        let back = [
            ("choice", "sent-back"),
            ("amount", "5"),
            ("text", "没有说明原因"),
        ];
        let status = send(&mut above, &page, "review", &back).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        // Another time to answer does not make the first one kept.
        let days = (
            app.app.start_of(date(2026, 11, 1)),
            app.app.start_of(date(2026, 12, 1)),
        );
        let mut tx = app.app.store.read().await.unwrap();
        let late = late_answers(&mut tx, &Scope::Everything, days)
            .await
            .unwrap();
        assert_eq!(late.iter().map(|(_, orders)| orders).sum::<i64>(), 1);
        drop(tx);
        done(&app, "head", &no, "order-reply", &[("text", "已办结")]).await;
        let fields = [("choice", "accepted"), ("amount", ""), ("text", "")];
        let status = send(&mut above, &page, "review", &fields).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        app.verify().await;
    }
}

#[tokio::test]
async fn nobody_sees_orders_of_elsewhere() {
    let app = TestApp::sqlite().await;
    let no = apply(&app).await.no;
    let mut supervisor = app.persona("supervisor").await;
    let page = issue(&mut supervisor, &no, "order", "1").await;
    for unknown in [
        format!("/oversight/orders/{no}/99"),
        "/oversight/orders?state=nothing".into(),
    ] {
        let status = supervisor.get(&unknown).await.status;
        assert_eq!(status, StatusCode::NOT_FOUND, "{unknown}");
    }
    let mut elsewhere = app.persona("fire-head").await;
    assert_eq!(elsewhere.get(&page).await.status, StatusCode::NOT_FOUND);
    let list = elsewhere.open("/oversight/orders").await;
    assert_eq!(
        list.attribute("[data-total]", "data-total").as_deref(),
        Some("0")
    );
    let mut counter = app.persona("counter").await;
    assert_eq!(counter.get(&page).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn an_order_is_printed_by_who_gave_it_and_by_who_answers_it() {
    for app in TestApp::each().await {
        let no = apply(&app).await.no;
        let mut supervisor = app.persona("supervisor").await;
        let page = issue(&mut supervisor, &no, "order", "3").await;
        let shown = supervisor.open(&page).await;
        let sheet = format!("{page}/sheet");
        assert!(shown.has(&format!("a[href='{sheet}']")));
        let paper = supervisor.open(&sheet).await;
        paper.is_sound();
        // Monday the 23rd and three working days.
        for words in [
            "督办单",
            "〔2026〕1号",
            "请说明为何未决定",
            "11月26日",
            "城关区市场监督管理局",
        ] {
            assert!(paper.text().contains(words), "{words}: {}", paper.text());
        }
        assert!(
            !paper.text().contains("行政复议"),
            "an order has no remedies"
        );
        let english = supervisor.open(&format!("{sheet}?lang=en")).await;
        assert!(english.text().contains("Supervision order"));
        let file = supervisor.get(&format!("{sheet}.pdf")).await;
        assert_eq!(file.status, StatusCode::OK);
        assert!(file.body.starts_with(b"%PDF"));

        let mut head = app.persona("head").await;
        let form = head.open(&format!("/desk/cases/{no}/order-reply")).await;
        let own = form.links("a[href*='/orders/']");
        let (own, _) = own.first().cloned().unwrap();
        let paper = head.open(&own).await;
        paper.is_sound();
        assert!(paper.text().contains("请说明为何未决定"));
        assert_eq!(head.get(&format!("{own}.pdf")).await.status, StatusCode::OK);
        let mut elsewhere = app.persona("fire-head").await;
        for path in [&own, &sheet, &format!("/desk/cases/{no}/orders/1")] {
            let status = elsewhere.get(path).await.status;
            assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
        }
        // The entry that received the case gave no order.
        let status = head.get(&format!("/desk/cases/{no}/orders/1")).await.status;
        assert_eq!(status, StatusCode::NOT_FOUND);
    }
}
