//! Supervision's dashboard of a province, of a county, of an agency and of an item, over a month and over a year, among
//! millions of cases of a thousand agencies: the whole page through the router. It reads sums; the same sums made by
//! walking the cases, once, stand beside it.

use std::path::Path;
use std::time::Instant;

use axum::http::{Method, StatusCode};
use jiff::ToSpan;
use store::replay::{Province, cross, drop_postgres, fill_province, scratch_postgres};

use super::inbox::{cookie, expect, figure, millis, name, open, send, text};
use super::{Figure, sqlite_url};
use crate::cli::Stop;
use crate::jobs::tallies;
use crate::state::App;

const DATABASE: &str = "tongban_bench_dashboard";
const AGENCIES: usize = 1000;
/// Pages that are asked for, of each sort.
const PAGES: usize = 200;
/// Lamps that turn at the same instant.
const CROSSINGS: usize = 100_000;

pub(super) async fn measure(
    folder: &Path,
    server: Option<&str>,
    running: usize,
    closed: usize,
) -> Result<Vec<Figure>, Stop> {
    if let Some(server) = server {
        let url = scratch_postgres(server, DATABASE).await?;
        let figures = on(folder, &url, running, closed).await;
        drop_postgres(server, DATABASE).await?;
        return figures;
    }
    let url = sqlite_url(&folder.join("dashboard.db"))?;
    on(folder, &url, running, closed).await
}

async fn on(folder: &Path, url: &str, running: usize, closed: usize) -> Result<Vec<Figure>, Stop> {
    let app = open(folder, url).await?;
    let engine = name(&app);
    let counties = app.catalogue.divisions();
    let counties: Vec<String> = counties
        .filter(|division| division.code.len() == 6 && !division.code.ends_with("00"))
        .map(|division| division.code.clone())
        .collect();
    let counties: Vec<&str> = counties.iter().map(String::as_str).collect();
    let items = app.items();
    let codes: Vec<&str> = items
        .iter()
        .map(|item| item.item.code.get_ref().as_str())
        .collect();
    let definition = items
        .first()
        .map(|item| item.hash.clone())
        .unwrap_or_default();
    let started = Instant::now();
    let province = Province {
        counties: &counties,
        items: &codes,
        definition: &definition,
        agencies: AGENCIES,
        open: running,
        closed,
        now: app.now.get(),
    };
    fill_province(&app.store, &province).await?;
    eprintln!(
        "{engine}: {running} open and {closed} closed cases in {:.0} s",
        started.elapsed().as_secs_f64()
    );
    let mut figures = Vec::new();
    for (what, persona, path) in [
        (
            "province, 30 days",
            "supervisor-above",
            "/oversight".to_owned(),
        ),
        (
            "province, a year",
            "supervisor-above",
            "/oversight?period=365".to_owned(),
        ),
        (
            "a county, a year",
            "supervisor-above",
            "/oversight?period=365&division=620102".to_owned(),
        ),
        (
            "an item, a year",
            "supervisor-above",
            format!(
                "/oversight?period=365&item={}",
                codes.first().copied().unwrap_or_default()
            ),
        ),
        ("prefecture, 30 days", "supervisor", "/oversight".to_owned()),
    ] {
        figures.push(pages(&app, engine, what, persona, &path, running + closed).await?);
    }
    figures.push(crossing(&app, engine, CROSSINGS.min(running)).await?);
    app.store.close().await;
    Ok(figures)
}

/// How long it takes until all lists and sums have the lamps of a day's end, and how long the page takes until then.
async fn crossing(app: &App, engine: &str, cases: usize) -> Result<Figure, Stop> {
    let now = app.now.get();
    cross(&app.store, cases, now - 1.second()).await?;
    let what = format!("before {cases} lamps that turned at once are noted");
    let mut figure = pages(app, engine, &what, "supervisor-above", "/oversight", cases).await?;
    let started = Instant::now();
    tallies::run(app, now).await?;
    figure.bare = format!("noted in {:.1} s", started.elapsed().as_secs_f64());
    Ok(figure)
}

async fn pages(
    app: &App,
    engine: &str,
    what: &str,
    persona: &str,
    path: &str,
    cases: usize,
) -> Result<Figure, Stop> {
    let router = crate::router(app.clone());
    let form = format!("persona={persona}");
    let answer = send(&router, Method::POST, "/session/demo", "", form).await?;
    let cookie = cookie(&answer)?;
    let mut took = Vec::new();
    for _ in 0..PAGES {
        let started = Instant::now();
        let answer = send(&router, Method::GET, path, &cookie, String::new()).await?;
        expect(&answer, StatusCode::OK, path)?;
        text(answer).await?;
        took.push(millis(started));
    }
    let what = format!("Dashboard on {engine}, {cases} cases of {AGENCIES} agencies: {what}");
    Ok(figure(what, took))
}
