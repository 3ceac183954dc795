//! The figures are what the journals say, counted here a second time and slowly: for each scope and period that is
//! sampled.

use std::collections::BTreeMap;
use std::sync::Mutex;

use domain::case::{Case, Conclusion};
use domain::supervision::Period;
use serde_json::Value;
use server::cli::play;
use store::cases::verify::verify;

use crate::harness::{Browser, TestApp};

/// Every case, as its journal has it.
async fn cases(app: &TestApp) -> Vec<Case> {
    let all = Mutex::new(Vec::new());
    let project = |case: &Case| {
        all.lock().unwrap().push(case.clone());
        app.app.project(case)
    };
    let mut agree = |difference| panic!("{difference}");
    verify(&app.app.store, &project, &mut agree).await.unwrap();
    all.into_inner().unwrap()
}

fn counted(app: &TestApp, cases: &[Case], period: &str) -> BTreeMap<&'static str, i64> {
    let (from, to) = Period::parse(period)
        .unwrap()
        .range(app.app.date(app.now.get()));
    let within = |at| (from..to).contains(&app.app.date(at));
    let mut figures = BTreeMap::new();
    let mut add = |name, holds: bool| *figures.entry(name).or_default() += i64::from(holds);
    for case in cases {
        add("received", within(case.received_at));
        add("running", case.is_open());
        let concluded = case.concluded_at.is_some_and(within);
        add("concluded", concluded);
        let ended = |with: Conclusion| concluded && case.conclusion() == Some(with);
        add("granted", ended(Conclusion::Granted));
        add("refused", ended(Conclusion::Refused));
        add("declined", ended(Conclusion::Declined));
        add("withdrawn", ended(Conclusion::Withdrawn));
        add("voided", ended(Conclusion::Voided));
        add("corrected", concluded && !case.corrections.is_empty());
        add("paused_once", concluded && !case.pauses.is_empty());
        let rated = case.rating.as_ref().filter(|rating| within(rating.at));
        add("rated_five", rated.is_some_and(|rating| rating.level == 5));
        add("rated_one", rated.is_some_and(|rating| rating.level == 1));
    }
    figures
}

async fn figures(browser: &mut Browser, query: &str) -> Value {
    let page = browser
        .open(&format!("/oversight/figures.json?{query}"))
        .await;
    serde_json::from_slice(&page.body).unwrap()
}

#[tokio::test]
async fn figures_are_what_the_journals_say() {
    for app in TestApp::each().await {
        play(&app.app, 60, 11).await.unwrap();
        let all = cases(&app).await;
        assert!(all.len() >= 60);
        let mut supervisor = app.persona("supervisor").await;
        let home = "620100";
        for period in ["365", "90", "2026-11", "2026-q3", "2026"] {
            for division in ["", "620102", "620103", "620111"] {
                let of = all.iter().filter(|case| {
                    let received = &case.received;
                    let place =
                        received.prefecture == home && received.division.starts_with(division);
                    place && !received.confidential
                });
                let of: Vec<_> = of.cloned().collect();
                let expected = counted(&app, &of, period);
                let shown = figures(
                    &mut supervisor,
                    &format!("period={period}&division={division}"),
                )
                .await;
                for (name, value) in expected {
                    assert_eq!(
                        shown["rows"][0][name], value,
                        "{name} of '{division}' over {period}"
                    );
                }
            }
            // By agency: the lines together are the whole.
            let lines = figures(&mut supervisor, &format!("period={period}&by=agency")).await;
            let sum: i64 = lines["rows"]
                .as_array()
                .unwrap()
                .iter()
                .map(|row| row["received"].as_i64().unwrap())
                .sum();
            let whole = figures(&mut supervisor, &format!("period={period}")).await;
            assert_eq!(whole["rows"][0]["received"], sum, "{period}");
        }
    }
}

#[tokio::test]
async fn a_wall_comes_again_and_a_file_reads() {
    let app = TestApp::sqlite().await;
    play(&app.app, 8, 3).await.unwrap();
    let mut supervisor = app.persona("supervisor").await;
    let wall = supervisor.open("/oversight/wall").await;
    wall.is_sound();
    assert_eq!(wall.headers["refresh"], "60");
    for by in ["", "division", "agency", "item", "officer"] {
        let file = supervisor
            .open(&format!("/oversight/figures.csv?by={by}"))
            .await;
        let text = String::from_utf8(file.body.to_vec()).unwrap();
        assert!(text.starts_with('\u{feff}'), "{text}");
        assert!(text.contains("收件"), "{text}");
    }
}
