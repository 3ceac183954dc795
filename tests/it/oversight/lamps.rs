//! The lamps that shine: each list is as long as it says, and what comes is what the forecast foretells.

use axum::http::StatusCode;
use scraper::Selector;
use serde_json::Value;
use server::cli::play;

use super::{LATER, run_deadlines, total};
use crate::harness::{Browser, Page, TestApp};
use crate::journey::{apply, done};

async fn run_tallies(app: &TestApp) {
    server::jobs::tallies::run(&app.app, app.now.get())
        .await
        .unwrap();
}

/// Links of a page, with the number that each has for its words.
fn links(page: &Page, start: &str) -> Vec<(String, usize)> {
    let html = page.html();
    let links = Selector::parse(&format!("main a[href^='{start}']")).unwrap();
    html.select(&links)
        .filter_map(|link| {
            let text: String = link.text().collect();
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            let href = link.value().attr("href").unwrap().to_owned();
            Some((href, digits.parse().ok()?))
        })
        .collect()
}

async fn list(supervisor: &mut Browser, lamp: &str) -> Page {
    let page = supervisor
        .open(&format!("/oversight/lamps?lamp={lamp}"))
        .await;
    page.is_sound();
    page
}

#[tokio::test]
async fn each_list_is_as_long_as_it_says() {
    for app in TestApp::each().await {
        play(&app.app, 48, 7).await.unwrap();
        app.at("2026-11-26T09:00:00+08:00");
        run_deadlines(&app).await;
        run_tallies(&app).await;
        let mut supervisor = app.persona("supervisor").await;
        let page = list(&mut supervisor, "").await;
        let lists = links(&page, "/oversight/lamps?lamp=");
        let lists: Vec<_> = lists
            .into_iter()
            .filter(|(href, _)| !href.contains('&'))
            .collect();
        assert_eq!(lists.len(), 7, "{lists:?}");
        for (href, number) in &lists {
            let page = supervisor.open(href).await;
            page.is_sound();
            assert_eq!(total(&page), *number, "{href}");
            assert_eq!(page.count("tbody tr"), *number.min(&50), "{href}");
            let query = href.split_once('?').unwrap().1;
            let json = supervisor
                .open(&format!("/oversight/lamps.json?{query}"))
                .await;
            let json: Value = serde_json::from_slice(&json.body).unwrap();
            assert_eq!(json["rows"].as_array().unwrap().len(), *number);
            let mut cases: Vec<_> = json["rows"]
                .as_array()
                .unwrap()
                .iter()
                .map(|row| row["case"].as_str().unwrap())
                .collect();
            cases.sort_unstable();
            cases.dedup();
            assert_eq!(cases.len(), *number, "each once");
            let csv = supervisor
                .open(&format!("/oversight/lamps.csv?{query}"))
                .await;
            assert_eq!(csv.headers["x-total-count"], number.to_string().as_str());
        }
        assert!(lists.iter().any(|(_, number)| *number > 0), "{lists:?}");
        // The dashboard counts the same lamps.
        for (lamp, filter) in [
            ("due-soon", "due-soon"),
            ("overdue", "overdue"),
            ("statutory-overdue", "statutory-overdue"),
        ] {
            let lamps = total(&list(&mut supervisor, lamp).await);
            let cases = format!("/oversight/cases?filter={filter}");
            assert_eq!(total(&supervisor.open(&cases).await), lamps, "{lamp}");
        }
    }
}

#[tokio::test]
async fn what_is_foretold_is_listed_and_what_is_narrowed_adds_up() {
    for app in TestApp::each().await {
        play(&app.app, 48, 7).await.unwrap();
        app.at("2026-11-24T09:00:00+08:00");
        run_tallies(&app).await;
        for no in [apply(&app).await.no, apply(&app).await.no] {
            done(&app, "counter", &no, "acceptance", &[]).await;
        }
        app.at("2026-11-30T09:00:00+08:00");
        let mut supervisor = app.persona("supervisor").await;
        let page = supervisor.open("/oversight/lamps/forecast").await;
        page.is_sound();
        let foretold = links(&page, "/oversight/lamps?lamp=coming&day=");
        assert!(foretold.len() >= 2, "{foretold:?}");
        let mut whole = 0;
        let mut agencies = 0;
        for (href, number) in &foretold {
            let list = supervisor.open(href).await;
            list.is_sound();
            assert_eq!(total(&list), *number, "{href}");
            assert_eq!(list.count("tbody tr"), *number.min(&50));
            if href.contains("&agency=") {
                agencies += number;
            } else {
                whole += number;
            }
        }
        assert_eq!(whole, agencies, "by agency it is as many");
        let file = supervisor.open("/oversight/lamps/forecast.json").await;
        let file: Value = serde_json::from_slice(&file.body).unwrap();
        let sum: i64 = file["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["cases"].as_i64().unwrap())
            .sum();
        assert_eq!(usize::try_from(sum).unwrap(), whole);
        let all = total(&list(&mut supervisor, "coming").await);
        for narrowed in [
            "&division=620102",
            "&agency=620102-market-supervision",
            "&item=000131001001",
        ] {
            let page = list(&mut supervisor, &format!("coming{narrowed}")).await;
            let some = total(&page);
            assert!((1..=all).contains(&some), "{narrowed}: {some} of {all}");
        }
    }
}

#[tokio::test]
async fn a_lamp_is_seen_as_soon_as_the_job_has_run() {
    for app in TestApp::each().await {
        let no = apply(&app).await.no;
        done(&app, "counter", &no, "acceptance", &[]).await;
        let pause = [
            ("choice", "hearing"),
            ("amount", "5"),
            ("unit", "working-day"),
            ("text", "需要听取利害关系人的意见。"),
        ];
        done(&app, "examiner", &no, "pause", &pause).await;
        let late = apply(&app).await.no;
        let mut supervisor = app.persona("supervisor").await;
        run_tallies(&app).await;
        for lamp in ["due-soon", "overdue", "paused-long", "statutory-overdue"] {
            assert_eq!(total(&list(&mut supervisor, lamp).await), 0, "{lamp}");
        }
        app.at(LATER);
        run_deadlines(&app).await;
        run_tallies(&app).await;
        // The session of two weeks ago is over.
        let mut supervisor = app.persona("supervisor").await;
        let paused = list(&mut supervisor, "paused-long").await;
        assert_eq!(total(&paused), 1);
        assert!(paused.has(&format!("a[href='/oversight/cases/{no}']")));
        assert!(paused.text().contains("2026-11-30"), "{}", paused.text());
        let mut lists = Vec::new();
        for lamp in ["due-soon", "overdue", "statutory-overdue"] {
            let page = list(&mut supervisor, lamp).await;
            if page.has(&format!("a[href='/oversight/cases/{late}']")) {
                lists.push(lamp);
            }
        }
        assert_eq!(lists.len(), 1, "one lamp shines on it: {lists:?}");
        // What is confidential is on nobody's list.
        store::testing::tamper(&app.app.store, "UPDATE cases SET confidential = 1")
            .await
            .unwrap();
        for lamp in ["paused-long", lists[0], "coming"] {
            assert_eq!(total(&list(&mut supervisor, lamp).await), 0, "{lamp}");
        }
    }
}

#[tokio::test]
async fn lamps_are_for_whoever_oversees_the_place() {
    let app = TestApp::sqlite().await;
    for (persona, status) in [
        ("supervisor", StatusCode::OK),
        ("head", StatusCode::OK),
        ("counter", StatusCode::FORBIDDEN),
        ("citizen", StatusCode::FORBIDDEN),
    ] {
        let mut reader = app.persona(persona).await;
        for path in [
            "/oversight/lamps",
            "/oversight/lamps.csv",
            "/oversight/lamps/forecast",
            "/oversight/lamps/forecast.json",
        ] {
            let page = reader.get(path).await;
            assert_eq!(page.status, status, "{persona} {path}");
        }
    }
    let mut supervisor = app.persona("supervisor").await;
    for unknown in [
        "/oversight/lamps?lamp=green",
        "/oversight/lamps?lamp=coming&day=tomorrow",
        "/oversight/lamps?division=620300",
        "/oversight/lamps?agency=nobody",
        "/oversight/lamps/forecast?item=nothing",
        "/oversight/lamps.json?officer=nobody",
    ] {
        let page = supervisor.get(unknown).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{unknown}");
    }
}
