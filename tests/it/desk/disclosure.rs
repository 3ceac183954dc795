//! Personal data are masked until an officer gave a reason: for one case, one officer and an hour, and written down once.

use axum::http::StatusCode;
use jiff::SignedDuration;

use crate::harness::TestApp;
use crate::journey::{act, apply};

const WHOLE: &str = "13800001234";
const MASKED: &str = "138****1234";
const DOOR: &str = "酒泉路 1 号";

#[tokio::test]
async fn a_reason_shows_one_case_whole_for_an_hour_and_is_written_once() {
    for app in TestApp::each().await {
        let case = apply(&app).await;
        let other = apply(&app).await;
        let path = format!("/desk/cases/{}", case.no);
        let ask = format!("{path}/disclosure");
        let mut counter = app.persona("counter").await;
        let page = counter.open(&path).await;
        page.is_sound();
        let text = page.text();
        assert!(text.contains(MASKED) && !text.contains(WHOLE) && !text.contains(DOOR));
        assert!(page.has(&format!(".case-file a[href='{ask}']")));
        counter.open(&ask).await.is_sound();

        for (fields, wrong) in [
            (vec![("words", "因为想看")], "#reason"),
            (vec![("reason", "curiosity")], "#reason"),
            (vec![("reason", "other"), ("words", "  ")], "#words"),
        ] {
            let page = counter.post(&ask, &fields).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
            page.is_sound();
            assert!(
                page.has(&format!(".error-summary a[href='{wrong}']")),
                "{}",
                page.text()
            );
        }
        let long = "长".repeat(501);
        let page = counter
            .post(&ask, &[("reason", "contact"), ("words", &long)])
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!counter.open(&path).await.text().contains(WHOLE));

        let reason = [("reason", "other"), ("words", "核对继承人"), ("from", "")];
        let first = counter.post(&ask, &reason).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.text());
        assert_eq!(first.location(), format!("{path}#answers"));
        let twice = counter.post(&ask, &reason).await;
        assert_eq!(twice.status, StatusCode::SEE_OTHER, "a double click");
        let page = counter.open(&path).await;
        page.is_sound();
        let text = page.text();
        assert!(text.contains(WHOLE) && text.contains(DOOR) && !text.contains(MASKED));
        let correction = counter.open(&format!("{path}/correction")).await;
        assert!(correction.text().contains(WHOLE), "where it is worked with");
        let elsewhere = counter.open(&format!("/desk/cases/{}", other.no)).await;
        assert!(!elsewhere.text().contains(WHOLE), "of this case alone");
        let mut second = app.persona("counter-2").await;
        assert!(!second.open(&path).await.text().contains(WHOLE));

        let mut head = app.persona("head").await;
        let page = head.open(&path).await;
        page.is_sound();
        assert!(
            !page.text().contains(WHOLE),
            "who looked, not what they saw"
        );
        let looks = page.find("section[aria-labelledby=looks]").unwrap();
        assert!(
            looks.contains("核对继承人") && looks.contains("王雅琴"),
            "{looks}"
        );
        assert!(looks.contains("联系电话"), "{looks}");
        assert_eq!(page.count("section[aria-labelledby=looks] li"), 1);
        assert!(
            !counter.open(&path).await.has("#looks"),
            "the head's to know"
        );
        let mut supervisor = app.persona("supervisor").await;
        let page = supervisor
            .open(&format!("/oversight/cases/{}", case.no))
            .await;
        page.is_sound();
        assert_eq!(page.count("section[aria-labelledby=looks] li"), 1);

        let shown_at = app.app.now.get();
        for (minutes, whole) in [(59, true), (60, false)] {
            app.at(&(shown_at + SignedDuration::from_mins(minutes)).to_string());
            let mut counter = app.persona("counter").await;
            let text = counter.open(&path).await.text();
            assert_eq!(text.contains(WHOLE), whole, "after {minutes} minutes");
            assert_eq!(text.contains(MASKED), !whole);
        }
        let mut counter = app.persona("counter").await;
        counter.submit(&ask, &[("reason", "contact")]).await;
        let page = app.persona("head").await.open(&path).await;
        assert_eq!(page.count("section[aria-labelledby=looks] li"), 2);
        app.verify().await;
    }
}

#[tokio::test]
async fn nobody_out_of_reach_sees_or_asks() {
    for app in TestApp::each().await {
        let case = apply(&app).await;
        let path = format!("/desk/cases/{}", case.no);
        let mut counter = app.persona("counter").await;
        let page = counter.open(&path).await;
        let viewer = page
            .attribute(".case-file a[href$='/view']", "href")
            .unwrap();
        let document = viewer.replace("/view", "/document");
        let ask = format!("{path}/disclosure");
        let journal = format!("{path}/journal");
        let mut elsewhere = app.persona("counter-elsewhere").await;
        for route in [&viewer, &document, &ask, &journal] {
            assert_eq!(elsewhere.get(route).await.status, StatusCode::NOT_FOUND);
            let unknown = route.replace(&case.no, "62010220261123000002D");
            assert_eq!(counter.get(&unknown).await.status, StatusCode::NOT_FOUND);
        }
        let reason = [("reason", "contact")];
        let page = elsewhere.post(&ask, &reason).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        for persona in ["citizen", "supervisor"] {
            let mut browser = app.persona(persona).await;
            for route in [&viewer, &document, &ask, &journal] {
                let status = browser.get(route).await.status;
                assert_eq!(status, StatusCode::FORBIDDEN, "{persona} {route}");
            }
            assert_eq!(
                browser.post(&ask, &reason).await.status,
                StatusCode::FORBIDDEN
            );
        }
        let page = app.persona("head").await.open(&path).await;
        assert!(!page.has("#looks"), "nobody looked");
        // It leads back within the case, and nowhere else.
        for (from, to) in [
            ("correction", format!("{path}/correction")),
            ("//example.org", format!("{path}#answers")),
            ("../../x", format!("{path}#answers")),
            ("https://example.org", format!("{path}#answers")),
        ] {
            let fields = [("reason", "contact"), ("from", from)];
            assert_eq!(counter.post(&ask, &fields).await.location(), to);
        }
    }
}

#[tokio::test]
async fn an_act_goes_on_as_before_beside_it() {
    let app = TestApp::sqlite().await;
    let case = apply(&app).await;
    let path = format!("/desk/cases/{}", case.no);
    let mut counter = app.persona("counter").await;
    let ask = format!("{path}/disclosure");
    counter.submit(&ask, &[("reason", "check-paper")]).await;
    let page = act(&mut counter, &case.no, "acceptance", &[]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "it moved no journal");
    app.verify().await;
}
