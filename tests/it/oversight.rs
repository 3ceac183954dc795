//! What time alone brings about, and what supervision sees of it.

mod appeals;
mod export;
mod figures;
mod findings;
mod ladder;
mod lamps;
mod orders;
mod ratings;
mod reports;
mod scores;

use std::collections::HashSet;

use axum::http::StatusCode;
use scraper::Selector;
use server::cli::play;

use crate::harness::{Browser, Page, TestApp};
use crate::journey::{apply, conclude};

/// Two weeks after `MONDAY`: the check limit and the promise of a deemed acceptance have passed.
const LATER: &str = "2026-12-07T08:00:00+08:00";

async fn run_deadlines(app: &TestApp) -> usize {
    server::jobs::deadlines::run(&app.app, app.now.get())
        .await
        .unwrap()
}

#[tokio::test]
async fn a_lapsed_check_is_an_acceptance_and_is_written_once() {
    for app in TestApp::each().await {
        let case = apply(&app).await;
        assert_eq!(
            run_deadlines(&app).await,
            0,
            "nothing is due on the first day"
        );
        app.at(LATER);
        assert!(run_deadlines(&app).await >= 1);
        assert_eq!(run_deadlines(&app).await, 0, "the job ran twice");
        app.verify().await;
        let mut supervisor = app.persona("supervisor").await;
        let page = supervisor
            .open(&format!("/oversight/cases/{}", case.no))
            .await;
        page.is_sound();
        assert!(page.text().contains("视为受理"), "{}", page.text());
        assert!(page.has(".lamp"));
    }
}

#[tokio::test]
async fn a_lapsed_check_is_told_in_writing_once() {
    for app in TestApp::each().await {
        let case = apply(&app).await;
        app.at(LATER);
        for _ in 0..2 {
            run_deadlines(&app).await;
        }
        let mut citizen = app.persona("citizen").await;
        let page = citizen.open(&format!("/cases/{}", case.no)).await;
        assert_eq!(page.count("a[href*='/notices/']"), 1, "{}", page.text());
        let href = page.attribute("a[href*='/notices/']", "href").unwrap();
        for (lang, pieces) in [
            (
                "zh-CN",
                [
                    "受理通知书",
                    "〔2026〕1号",
                    "2026年11月23日",
                    "视为受理",
                    "第三十二条第一款第四项",
                ],
            ),
            (
                "en",
                [
                    "Notice of acceptance",
                    "No. 1 of 2026",
                    "23 November 2026",
                    "deemed accepted",
                    "article 32",
                ],
            ),
        ] {
            let page = citizen.open(&format!("{href}?lang={lang}")).await;
            page.is_sound();
            for piece in pieces {
                assert!(page.text().contains(piece), "{piece}: {}", page.text());
            }
        }
        app.verify().await;
    }
}

#[tokio::test]
async fn a_journal_that_does_not_fold_keeps_no_other_case_waiting() {
    for app in TestApp::each().await {
        apply(&app).await;
        let sound = apply(&app).await;
        let edit = "UPDATE journal SET fact = '{}' WHERE case_id = \
                    (SELECT id FROM cases ORDER BY case_no LIMIT 1)";
        store::testing::tamper(&app.app.store, edit).await.unwrap();
        app.at(LATER);
        assert!(run_deadlines(&app).await >= 1);
        let mut supervisor = app.persona("supervisor").await;
        let page = supervisor
            .open(&format!("/oversight/cases/{}", sound.no))
            .await;
        assert!(page.text().contains("视为受理"));
        assert_eq!(run_deadlines(&app).await, 0);
    }
}

/// Every figure that is a link to a list, with its number.
fn figures(page: &Page) -> Vec<(String, usize)> {
    let html = page.html();
    let links = Selector::parse("main a[href^='/oversight/cases?']").unwrap();
    let value = Selector::parse(".stat-value").unwrap();
    html.select(&links)
        .filter_map(|link| {
            let number = link.select(&value).next().unwrap_or(link);
            let text: String = number.text().collect();
            let digits = text.split_whitespace().next().unwrap().replace(',', "");
            let href = link.value().attr("href").unwrap().to_owned();
            // What a drawing is made of is named by its day; its number stands beside it.
            Some((href, digits.parse().ok()?))
        })
        .collect()
}

/// What a list says that it has in all.
fn total(page: &Page) -> usize {
    let all = page.attribute("[data-total]", "data-total");
    all.expect("a list tells how many it has").parse().unwrap()
}

async fn numbers_are_their_lists(browser: &mut Browser, path: &str, seen: &mut HashSet<String>) {
    let page = browser.open(path).await;
    page.is_sound();
    let figures = figures(&page);
    assert!(figures.len() >= 9, "{path}: {figures:?}");
    for (href, number) in figures {
        if seen.insert(href.clone()) {
            let list = browser.open(&href).await;
            assert_eq!(total(&list), number, "{path}: {href}");
        }
    }
}

#[tokio::test]
async fn every_number_is_the_length_of_its_list() {
    for app in TestApp::each().await {
        play(&app.app, 48, 7).await.unwrap();
        let done = apply(&app).await;
        conclude(&app, &done.no).await;
        apply(&app).await;
        app.at("2026-11-27T09:00:00+08:00");
        run_deadlines(&app).await;
        let mut supervisor = app.persona("supervisor").await;
        let mut head = app.persona("head").await;
        let mut seen = HashSet::new();
        numbers_are_their_lists(&mut supervisor, "/oversight", &mut seen).await;
        // Added up or not, the numbers are the same.
        server::jobs::tallies::run(&app.app, app.now.get())
            .await
            .unwrap();
        for path in [
            "/oversight",
            "/oversight?period=365",
            "/oversight?period=2026-11&division=620102",
            "/oversight?period=2026-q3&item=000131001001",
            "/oversight?period=90&division=620102&agency=620102-market-supervision",
        ] {
            numbers_are_their_lists(&mut supervisor, path, &mut seen).await;
        }
        let mut seen = HashSet::new();
        numbers_are_their_lists(&mut head, "/oversight?period=365", &mut seen).await;
        assert!(
            seen.iter().any(|href| href.contains("&officer=")),
            "{seen:?}"
        );
        assert!(seen.iter().any(|href| href.contains("&item=")), "{seen:?}");
        app.verify().await;
    }
}

#[tokio::test]
async fn nobody_sees_beyond_their_scope() {
    let app = TestApp::sqlite().await;
    let case = apply(&app).await;
    let path = format!("/oversight/cases/{}", case.no);
    for (persona, status) in [
        ("supervisor", StatusCode::OK),
        ("head", StatusCode::OK),
        ("counter", StatusCode::FORBIDDEN),
        ("citizen", StatusCode::FORBIDDEN),
        ("admin", StatusCode::FORBIDDEN),
    ] {
        let page = app.persona(persona).await.get(&path).await;
        assert_eq!(page.status, status, "{persona}");
        if status == StatusCode::OK {
            // Neither the identity number nor the given name of the demo's citizen.
            assert!(page.text().contains("*"));
            assert!(!page.has("main form"), "supervision does not act");
        }
    }
    // A rating is anonymous to those who handle cases, whose heads oversee too.
    let mut head = app.persona("head").await;
    for filter in ["rated-five", "rated-one"] {
        let list = format!("/oversight/cases?filter={filter}");
        assert_eq!(head.get(&list).await.status, StatusCode::FORBIDDEN);
    }
    assert!(!head.open("/oversight").await.text().contains("评价："));
    let file = head.open("/oversight/figures.json").await;
    let file: serde_json::Value = serde_json::from_slice(&file.body).unwrap();
    assert!(file["rows"][0]["rated_five"].is_null(), "{file}");
    let elsewhere = "UPDATE journal SET fact = replace(fact, '\"prefecture\":\"620100\"', \
                     '\"prefecture\":\"620300\"') WHERE seq = 1";
    store::testing::tamper(&app.app.store, elsewhere)
        .await
        .unwrap();
    let mut supervisor = app.persona("supervisor").await;
    assert_eq!(supervisor.get(&path).await.status, StatusCode::NOT_FOUND);
    for unknown in [
        "/oversight?division=620300",
        "/oversight?agency=nobody",
        "/oversight/cases?filter=nothing",
        "/oversight/cases?filter=days-used",
        "/oversight?period=2026-13",
        "/oversight?item=nothing",
        "/oversight?officer=nobody",
        "/oversight/wall?division=620300",
        "/oversight/figures.csv?by=nothing",
        "/oversight/figures.json?division=620300",
        "/oversight/cases/1",
    ] {
        let page = supervisor.get(unknown).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{unknown}");
    }
}
