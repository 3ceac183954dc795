//! 评分申诉、复核: one deduction, from the appeal to the points that are put back; by whom, until when, and once.

use axum::http::StatusCode;
use serde_json::Value;

use crate::harness::{Browser, Page, TestApp};
use crate::journey::{apply, done, examine};

const AGENCY: &str = "620102-market-supervision";
const APPEALS: &str = "/oversight/scores/appeals";

/// A case that was decided late in October, and the 5th of November.
async fn late_case(app: &TestApp) -> String {
    app.at("2026-09-28T01:00:00Z");
    let case = apply(app).await;
    examine(app, &case.no).await;
    app.at("2026-10-22T02:00:00Z");
    let granted = [("outcome", "granted"), ("reason", "符合规定。")];
    done(app, "decider", &case.no, "decision", &granted).await;
    done(app, "issuer", &case.no, "licence", &[]).await;
    let delivery = [("method", "electronic")];
    done(app, "issuer", &case.no, "delivery", &delivery).await;
    app.at("2026-11-05T02:00:00Z");
    case.no
}

async fn score(browser: &mut Browser) -> (u64, u64) {
    let file = browser.open("/oversight/scores.json?month=2026-10").await;
    let file: Value = serde_json::from_slice(&file.body).unwrap();
    let rows = file["rows"].as_array().unwrap();
    let own = rows.iter().find(|row| row["code"] == AGENCY).unwrap();
    (
        own["total"].as_u64().unwrap(),
        own["put_back"].as_u64().unwrap(),
    )
}

fn wanted<'a>(no: &'a str, text: &'a str) -> [(&'static str, &'a str); 5] {
    [
        ("month", "2026-10"),
        ("fault", "late"),
        ("case", no),
        ("seq", "0"),
        ("text", text),
    ]
}

fn new_appeal() -> String {
    format!("/oversight/scores/{AGENCY}/appeal")
}

/// From the score to the appeal, by the links that a head has.
async fn appeal(app: &TestApp, no: &str, text: &str) -> String {
    let mut head = app.persona("head").await;
    let page = head
        .open(&format!("/oversight/scores/{AGENCY}?month=2026-10"))
        .await;
    page.is_sound();
    let each = page.links("main td a[href*='fault=late']");
    let list = head.open(&each.first().unwrap().0).await;
    list.is_sound();
    assert!(list.text().contains("11月13日"), "{}", list.text());
    let way = list.links("main td a[href*='/appeal?']");
    let (way, _) = way.iter().find(|(href, _)| href.contains(no)).unwrap();
    let form = head.open(way).await;
    form.is_sound();
    let empty = head.post(&new_appeal(), &wanted(no, " ")).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    empty.is_sound();
    let sent = head.post(&new_appeal(), &wanted(no, text)).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let page = head.open(&sent.location()).await;
    page.is_sound();
    assert!(page.text().contains(text));
    sent.location()
}

async fn act(browser: &mut Browser, appeal: &str, end: &str, fields: &[(&str, &str)]) -> Page {
    let page = browser.open(appeal).await;
    let seen = page.attribute("input[name=seen]", "value");
    let seen = seen.unwrap_or_default();
    let mut fields = fields.to_vec();
    fields.push(("seen", &seen));
    browser.post(&format!("{appeal}/{end}"), &fields).await
}

#[tokio::test]
async fn a_deduction_that_does_not_hold_is_put_back_after_the_re_check_above() {
    for app in TestApp::each().await {
        let no = late_case(&app).await;
        let mut supervisor = app.persona("supervisor").await;
        let (before, none) = score(&mut supervisor).await;
        assert_eq!(none, 0);
        let at = appeal(&app, &no, "当天系统停机，有通知。").await;

        let open = supervisor.open(APPEALS).await;
        open.is_sound();
        // The 5th and five working days.
        assert!(open.text().contains("11月12日"), "{}", open.text());
        let said = [("choice", "rejected"), ("text", "停机只有一小时。")];
        let bare = act(
            &mut supervisor,
            &at,
            "decision",
            &[("text", "停机只有一小时。")],
        )
        .await;
        assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(bare.text().contains("停机只有一小时。"), "what was typed");
        let seen = supervisor.open(&at).await;
        let seen = seen.attribute("input[name=seen]", "value").unwrap();
        let twice = [said[0], said[1], ("seen", seen.as_str())];
        for _ in 0..2 {
            let sent = supervisor.post(&format!("{at}/decision"), &twice).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        }
        let other = [("choice", "upheld"), ("text", "再看。"), ("seen", &seen)];
        let stale = supervisor.post(&format!("{at}/decision"), &other).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);

        let mut head = app.persona("head").await;
        let ask = [("text", "停机通知附后，全天。")];
        let asked = act(&mut head, &at, "recheck", &ask).await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text());
        let below = supervisor.open(&at).await;
        assert!(below.text().contains("应当由其他人决定"));
        let upheld = [("choice", "upheld"), ("text", "停机属实，不计入。")];
        let denied = act(&mut supervisor, &at, "decision", &upheld).await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN);
        let mut above = app.persona("supervisor-above").await;
        let sent = act(&mut above, &at, "decision", &upheld).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());

        let (after, back) = score(&mut supervisor).await;
        assert_eq!((after, back), (before + 5, 5));
        let page = head
            .open(&format!("/oversight/scores/{AGENCY}?month=2026-10"))
            .await;
        page.is_sound();
        assert!(page.text().contains("其中1件申诉成立"), "{}", page.text());
        let each = page.links("main td a[href*='fault=late']");
        let list = head.open(&each.first().unwrap().0).await;
        assert!(list.has(&format!("a[href='{at}']")), "{}", list.text());
        let decided = supervisor.open(&format!("{APPEALS}?state=decided")).await;
        decided.is_sound();
        assert!(decided.text().contains("申诉成立，已退分"));
        app.verify().await;
    }
}

#[tokio::test]
async fn an_appeal_has_its_time_its_agency_and_its_case() {
    let app = TestApp::sqlite().await;
    let no = late_case(&app).await;
    let mut head = app.persona("head").await;
    let other = apply(&app).await;
    for fields in [
        wanted(&other.no, "不是我们的错。"),
        wanted("62010220261105000009X", "没有这一件。"),
    ] {
        let sent = head.post(&new_appeal(), &fields).await;
        assert_eq!(sent.status, StatusCode::NOT_FOUND, "not counted");
    }
    for (name, value) in [
        ("fault", "rated-one"),
        ("fault", "granted"),
        ("month", "2026-09"),
    ] {
        let mut fields = wanted(&no, "不应当扣分。");
        for field in &mut fields {
            if field.0 == name {
                field.1 = value;
            }
        }
        let sent = head.post(&new_appeal(), &fields).await;
        assert_eq!(sent.status, StatusCode::NOT_FOUND, "{value}");
    }
    let mut elsewhere = app.persona("redress-head").await;
    let fields = wanted(&no, "不应当扣分。");
    let sent = elsewhere.post(&new_appeal(), &fields).await;
    assert_eq!(sent.status, StatusCode::NOT_FOUND, "another agency's head");
    for persona in ["supervisor", "counter"] {
        let mut other = app.persona(persona).await;
        let sent = other.post(&new_appeal(), &fields).await;
        assert_eq!(sent.status, StatusCode::FORBIDDEN, "{persona}");
    }

    app.at("2026-10-30T02:00:00Z");
    let mut head = app.persona("head").await;
    let early = head.post(&new_appeal(), &fields).await;
    assert_eq!(
        early.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "the month runs"
    );
    app.at("2026-11-14T02:00:00Z");
    let mut head = app.persona("head").await;
    let late = head.post(&new_appeal(), &fields).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    late.is_sound();
    assert!(late.text().contains("不应当扣分。"), "what was typed stays");
    assert!(late.text().contains("不在申诉期内"), "{}", late.text());

    app.at("2026-11-13T02:00:00Z");
    let mut head = app.persona("head").await;
    let first = head.post(&new_appeal(), &fields).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.text());
    let again = head.post(&new_appeal(), &fields).await;
    assert_eq!(again.location(), first.location(), "a double click");
    let more = head.post(&new_appeal(), &wanted(&no, "还有理由。")).await;
    assert_eq!(more.status, StatusCode::CONFLICT, "once");
    let at = first.location();
    let mut elsewhere = app.persona("redress-head").await;
    assert_eq!(elsewhere.get(&at).await.status, StatusCode::NOT_FOUND);
    let own = act(
        &mut head,
        &at,
        "decision",
        &[("choice", "upheld"), ("text", "对。")],
    )
    .await;
    assert_eq!(
        own.status,
        StatusCode::FORBIDDEN,
        "nobody judges themselves"
    );

    app.at("2026-11-23T02:00:00Z");
    let mut supervisor = app.persona("supervisor").await;
    let open = supervisor.open(APPEALS).await;
    assert!(open.text().contains("逾期"), "{}", open.text());
    let rejected = [("choice", "rejected"), ("text", "确实超期。")];
    let sent = act(&mut supervisor, &at, "decision", &rejected).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    app.at("2026-12-01T02:00:00Z");
    let mut head = app.persona("head").await;
    let late = act(&mut head, &at, "recheck", &[("text", "请再看。")]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.text().contains("扣分维持不变"), "{}", late.text());
    app.verify().await;
}
