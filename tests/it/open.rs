//! `/open`: what everybody may know, and nothing that would tell of a single case.

use std::collections::BTreeMap;

use axum::http::{StatusCode, header};
use domain::supervision::published::months;
use serde_json::Value;
use server::cli::play;

use crate::harness::{Browser, TestApp};

async fn rows(browser: &mut Browser, name: &str) -> Vec<Value> {
    let page = browser.open(&format!("/open/datasets/{name}.json")).await;
    let file: Value = serde_json::from_slice(&page.body).unwrap();
    file["rows"].as_array().unwrap().clone()
}

#[tokio::test]
async fn anybody_reads_pages_and_data_and_nothing_small_is_in_them() {
    for app in TestApp::each().await {
        play(&app.app, 150, 5).await.unwrap();
        let mut visitor = app.visitor();
        for path in ["/open", "/open/datasets"] {
            visitor.open(path).await.is_sound();
        }
        let mut all = 0;
        for name in [
            "months",
            "items",
            "agencies",
            "items-by-month",
            "items-by-agency",
        ] {
            let rows = rows(&mut visitor, name).await;
            all += rows.len();
            for row in &rows {
                for (field, value) in row.as_object().unwrap() {
                    let small = value.as_u64().is_some_and(|value| (1..5).contains(&value));
                    assert!(!small, "{name}: {field} of {row}");
                }
                // An average is of enough cases, or absent.
                if row["decided"].is_null() {
                    assert!(row["average_days_used"].is_null(), "{row}");
                    assert!(row["in_time_percent"].is_null(), "{row}");
                }
            }
        }
        assert!(all > 20, "{all} rows");
        // The pages have an item and its figures.
        let items = rows(&mut visitor, "items").await;
        let code = items[0]["item_code"].as_str().unwrap();
        let item = visitor.open(&format!("/open/items/{code}")).await;
        item.is_sound();
        assert!(item.has(&format!("a[href='/items/{code}']")));
        let agencies = rows(&mut visitor, "agencies").await;
        let id = agencies[0]["agency_id"].as_str().unwrap();
        visitor
            .open(&format!("/open/agencies/{id}"))
            .await
            .is_sound();
        for missing in [
            "/open/items/0",
            "/open/agencies/0",
            "/open/datasets/cases.csv",
            "/open/datasets/items.xml",
            "/open/datasets/items",
        ] {
            let page = visitor.get(missing).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{missing}");
        }
    }
}

/// What is published is what supervision counts, where it is enough to be told.
#[tokio::test]
async fn the_figures_are_those_of_supervision() {
    let app = TestApp::sqlite().await;
    play(&app.app, 150, 5).await.unwrap();
    let (months, to) = months(app.app.date(app.now.get()));
    let until = to.yesterday().unwrap();
    let period = format!("{}..{until}", months[0]);
    let mut supervisor = app.persona("supervisor").await;
    let path = format!("/oversight/figures.json?by=item&period={period}");
    let mut visitor = app.visitor();
    let published: BTreeMap<String, Value> = rows(&mut visitor, "items-by-agency")
        .await
        .into_iter()
        .map(|row| {
            let key = format!("{} {}", row["agency_id"], row["item_code"]);
            (key.replace('"', ""), row)
        })
        .collect();
    let mut compared = 0;
    for agency in [
        "620102-market-supervision",
        "620102-public-security",
        "620102-health",
    ] {
        let page = supervisor.get(&format!("{path}&agency={agency}")).await;
        if page.status != StatusCode::OK {
            continue;
        }
        let counted: Value = serde_json::from_slice(&page.body).unwrap();
        for row in counted["rows"].as_array().unwrap() {
            let number = |name: &str| row[name].as_u64().unwrap();
            let decided = number("in_time") + number("late");
            let key = format!("{agency} {}", row["code"].as_str().unwrap());
            match (decided, published.get(&key)) {
                (0, _) => {}
                (1..5, line) => assert_eq!(line.unwrap()["decided"], Value::Null, "{key}"),
                (_, line) => {
                    let told = &line.unwrap()["decided"];
                    assert!(
                        told.is_null() || *told == decided,
                        "{key}: {told} of {decided}"
                    );
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 0);
}

#[tokio::test]
async fn data_are_described_for_machines_and_may_be_kept() {
    let app = TestApp::sqlite().await;
    let mut visitor = app.visitor();
    let page = visitor.open("/open/catalog.jsonld").await;
    assert_eq!(page.headers[header::CONTENT_TYPE], "application/ld+json");
    assert_eq!(page.headers[header::CACHE_CONTROL], "public, max-age=3600");
    assert!(!page.text().contains('⟦'), "{}", page.text());
    let catalog: Value = serde_json::from_slice(&page.body).unwrap();
    let sets = catalog["dcat:dataset"].as_array().unwrap();
    assert_eq!(sets.len(), 5);
    for set in sets {
        for needed in [
            "dct:title",
            "dct:description",
            "dct:publisher",
            "dct:license",
            "dct:issued",
            "dct:modified",
            "dct:spatial",
            "dct:temporal",
        ] {
            assert!(!set[needed].is_null(), "{needed} of {set}");
        }
        // Each file that it names is there.
        for file in set["dcat:distribution"].as_array().unwrap() {
            let url = file["dcat:downloadURL"]["@id"].as_str().unwrap();
            let path = url.strip_prefix("http://gov.test").unwrap();
            let file = visitor.open(path).await;
            assert_eq!(file.headers[header::ACCESS_CONTROL_ALLOW_ORIGIN], "*");
        }
    }
    let csv = visitor.open("/open/datasets/items.csv").await;
    assert!(
        csv.text().contains("item_code,item_name_zh"),
        "{}",
        csv.text()
    );
    // Nobody signed in: without cases the pages say so and stand.
    visitor.open("/open").await.is_sound();
}

#[tokio::test]
async fn a_guide_says_how_long_it_really_takes() {
    let app = TestApp::sqlite().await;
    play(&app.app, 150, 5).await.unwrap();
    let mut visitor = app.visitor();
    let rows = rows(&mut visitor, "items").await;
    let told = |row: &&Value| !row["average_days_used"].is_null();
    let row = rows.iter().find(told).expect("an item with enough cases");
    let code = row["item_code"].as_str().unwrap();
    let guide = visitor.open(&format!("/items/{code}")).await;
    assert!(
        guide.has(&format!("a[href='/open/items/{code}']")),
        "{}",
        guide.text()
    );
    assert!(guide.has("a[href='/open']"));
}
