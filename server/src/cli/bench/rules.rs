//! The rules of the supervision over the journals of a day.

use std::path::Path;
use std::time::Instant;

use store::replay::{drop_postgres, scratch_postgres};
use store::{Keys, Store};

use super::clocks::make;
use super::{Figure, app_over, sqlite_url};
use crate::cli::Stop;
use crate::jobs::findings;

const OURS: &str = "tongban_bench_rules";

/// A receipt and an acceptance: as short as journals get, so that there are as many cases as so many acts can have.
const ACTS: usize = 2;

pub(super) async fn sqlite(folder: &Path, acts: usize) -> Result<Vec<Figure>, Stop> {
    let url = sqlite_url(&folder.join("rules.db"))?;
    Ok(vec![measure("SQLite", folder, &url, acts).await?])
}

pub(super) async fn postgres(
    folder: &Path,
    server: &str,
    acts: usize,
) -> Result<Vec<Figure>, Stop> {
    let url = scratch_postgres(server, OURS).await?;
    let figure = measure("PostgreSQL", folder, &url, acts).await;
    drop_postgres(server, OURS).await?;
    Ok(vec![figure?])
}

async fn measure(engine: &str, folder: &Path, url: &str, acts: usize) -> Result<Figure, Stop> {
    let store = Store::open(url, Keys::new([7; 32])?).await?;
    store.migrate().await?;
    let app = app_over(store, folder).await?;
    make(&app, acts / ACTS).await?;
    let started = Instant::now();
    let found = findings::run(&app, app.now.get()).await?;
    let took = started.elapsed();
    let started = Instant::now();
    findings::run(&app, app.now.get()).await?;
    let idle = started.elapsed();
    app.store.close().await;
    Ok(Figure {
        what: format!(
            "Rules over {acts} acts of {} cases on {engine}, {found} findings (with nothing to look at: {:.1} ms)",
            acts / ACTS,
            idle.as_secs_f64() * 1000.0
        ),
        ours: format!("{:.1} s", took.as_secs_f64()),
        bare: String::new(),
        ratio: format!("{:.0} acts/s", acts as f64 / took.as_secs_f64()),
    })
}
