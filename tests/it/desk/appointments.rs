//! 预约: a half hour at the counter is booked, cancelled, called, and missed.

use axum::http::StatusCode;

use crate::harness::{Browser, Page, TestApp};
use crate::journey::FOOD;

const QUEUE: &str = "/desk/counter/appointments";
const MORNING: &str = "2026-11-24-540";

fn path() -> String {
    format!("/items/{FOOD}/appointment")
}

async fn book(citizen: &mut Browser, slot: &str) -> Page {
    let fields = [("division", "620102"), ("slot", slot)];
    citizen.post(&path(), &fields).await
}

async fn booked(citizen: &mut Browser, slot: &str) -> String {
    let page = book(citizen, slot).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    let own = page.location();
    assert!(own.starts_with("/appointments/"), "{own}");
    own
}

fn refused(page: &Page) {
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.is_sound();
    assert!(
        page.has(".error-summary a[href='#slot']"),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn a_time_is_booked_once_and_given_back() {
    for app in TestApp::each().await {
        let mut citizen = app.persona("citizen").await;
        let guide = citizen
            .open(&format!("/items/{FOOD}?division=620102"))
            .await;
        guide.is_sound();
        assert!(guide.has(&format!("a[href^='{}']", path())));
        let form = citizen.open(&format!("{}?division=620102", path())).await;
        form.is_sound();
        assert!(form.has(&format!("option[value='{MORNING}']")));
        // Five working days from tomorrow on: no weekend, and nothing later.
        let days = |day: &str| form.count(&format!("option[value^='{day}-']"));
        assert!(days("2026-11-27") > 5 && days("2026-11-30") > 5);
        assert_eq!(
            days("2026-11-23") + days("2026-11-28") + days("2026-12-01"),
            0
        );
        for wrong in ["", "2026-11-28-540", "2026-11-24-545", "x"] {
            refused(&book(&mut citizen, wrong).await);
        }
        let own = booked(&mut citizen, MORNING).await;
        assert_eq!(booked(&mut citizen, MORNING).await, own, "a second click");
        assert_eq!(booked(&mut citizen, "2026-11-25-540").await, own);
        let mut counter = app.persona("counter").await;
        for (on, there) in [
            ("", false),
            ("2026-11-24", true),
            ("2027-11-24", false),
            ("x", false),
        ] {
            let page = counter.open(&format!("{QUEUE}?on={on}")).await;
            page.is_sound();
            assert_eq!(page.has("ul.files li"), there, "{on}");
            assert!(!page.has("form[action$='/call']"), "not before the day");
            assert_eq!(page.count("#on option[value^='20']"), 15);
        }
        for lang in ["zh-CN", "en"] {
            let page = citizen.open(&format!("{own}?lang={lang}")).await;
            page.is_sound();
            assert!(page.text().contains("09:00"), "{}", page.text());
        }
        citizen.open("/?lang=zh-CN").await;
        let cases = citizen.open("/cases").await;
        cases.is_sound();
        let link = format!("a[href='{own}']");
        assert!(cases.has(&link), "{}", cases.text());
        assert!(!citizen.open("/cases?state=ended").await.has(&link));
        let messages = citizen.open("/messages").await;
        assert!(messages.text().contains("预约成功"), "{}", messages.text());
        let mut other = app.persona("citizen-2").await;
        assert_eq!(other.get(&own).await.status, StatusCode::NOT_FOUND);
        assert!(!other.open("/cases").await.has(&link));
        let cancellation = format!("{own}/cancellation");
        let theirs = other.post(&cancellation, &[]).await;
        assert_eq!(theirs.status, StatusCode::NOT_FOUND);

        // Two places: the third has to choose another, until one is given back.
        booked(&mut other, MORNING).await;
        let mut third = app.persona("business").await;
        refused(&book(&mut third, MORNING).await);
        for _ in 0..2 {
            let cancelled = citizen.post(&cancellation, &[]).await;
            assert_eq!(cancelled.location(), own);
        }
        let page = citizen.open(&own).await;
        page.is_sound();
        assert!(!page.has("form[action*='cancellation']"));
        booked(&mut third, MORNING).await;
        let again = booked(&mut citizen, "2026-11-24-570").await;
        assert_ne!(again, own);
    }
}

#[tokio::test]
async fn the_clerk_calls_and_begins_and_notes_who_did_not_come() {
    for app in TestApp::each().await {
        let mut citizen = app.persona("citizen").await;
        let own = booked(&mut citizen, MORNING).await;
        let mut other = app.persona("citizen-2").await;
        let others = booked(&mut other, "2026-11-24-570").await;
        let mut clerk = app.persona("counter").await;
        let today = clerk.open(QUEUE).await;
        today.is_sound();
        assert!(!today.has("form[action*='/call']"), "they come tomorrow");
        let act = |own: &str, noun: &str| {
            let id = own.rsplit('/').next().unwrap();
            format!("{QUEUE}/{id}/{noun}")
        };
        let early = clerk.post(&act(&own, "call"), &[]).await;
        assert_eq!(early.status, StatusCode::NOT_FOUND);

        app.at("2026-11-24T09:10:00+08:00");
        let mut clerk = app.persona("counter").await;
        let queue = clerk.open(QUEUE).await;
        queue.is_sound();
        assert_eq!(queue.count("form[action$='/call']"), 2);
        assert_eq!(
            queue.count("form[action$='/no-show']"),
            1,
            "of those whose time it is"
        );
        for (persona, status) in [
            ("examiner", StatusCode::FORBIDDEN),
            ("citizen", StatusCode::FORBIDDEN),
            ("counter-elsewhere", StatusCode::NOT_FOUND),
            ("water-counter", StatusCode::NOT_FOUND),
        ] {
            let mut stranger = app.persona(persona).await;
            for noun in ["call", "no-show"] {
                let sent = stranger.post(&act(&own, noun), &[]).await;
                assert_eq!(sent.status, status, "{persona}");
            }
            let begin = format!(
                "/desk/counter?appointment={}",
                &own["/appointments/".len()..]
            );
            assert_eq!(stranger.get(&begin).await.status, status, "{persona}");
        }
        for _ in 0..2 {
            let early = clerk.post(&act(&others, "no-show"), &[]).await;
            assert_eq!(early.location(), QUEUE);
        }
        let mut begin = String::new();
        for _ in 0..2 {
            let called = clerk.post(&act(&own, "call"), &[]).await;
            assert_eq!(called.status, StatusCode::SEE_OTHER);
            begin = called.location();
        }
        let form = clerk.open(&begin).await;
        form.is_sound();
        assert_eq!(form.attribute("#name", "value").as_deref(), Some("马小军"));
        assert_eq!(form.attribute("#id-no", "value").unwrap_or_default(), "");
        assert!(form.has(&format!("option[value='{FOOD}'][selected]")));
        app.at("2026-11-24T10:10:00+08:00");
        let mut clerk = app.persona("counter").await;
        for _ in 0..2 {
            let missed = clerk.post(&act(&others, "no-show"), &[]).await;
            assert_eq!(missed.location(), QUEUE);
        }
        let queue = clerk.open(QUEUE).await;
        queue.is_sound();
        assert_eq!(
            queue.count("form[action$='/no-show']"),
            1,
            "whoever was called may not come either"
        );
        assert_eq!(
            queue.count("form[action$='/call']"),
            1,
            "whoever is late may still come"
        );
        let mut citizen = app.persona("citizen").await;
        let page = citizen.open(&own).await;
        assert!(!page.has("form[action*='cancellation']"), "{}", page.text());
        let late = citizen.post(&format!("{own}/cancellation"), &[]).await;
        assert_eq!(late.location(), own);
        assert!(clerk.open(QUEUE).await.text().contains("马小军"));
    }
}
