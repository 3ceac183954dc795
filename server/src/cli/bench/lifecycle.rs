//! Cases from application to delivery, a transaction an act, against the bare driver that writes
//! the same rows in the same transactions.

use std::path::Path;
use std::time::Instant;

use store::accounts::Applicant;
use store::replay::{Bare, Recorder, drop_postgres, scratch_postgres};
use store::{Keys, Store};

use super::{Figure, app_over, percent, sqlite_url};
use crate::cli::Stop;
use crate::cli::seed::days::Office;
use crate::cli::seed::people::{self, Offices};
use crate::cli::seed::plan::{Pace, Planner, desks};
use crate::cli::seed::play::Player;
use crate::cli::seed::rng::Rng;
use crate::state::App;

/// Of the Food business licence: the item with the longest process.
const ITEM: &str = "000131001001";
const SEED: u64 = 5;
const OURS: &str = "tongban_bench_ours";
const BARE: &str = "tongban_bench_bare";

pub(super) async fn sqlite(folder: &Path, cases: usize) -> Result<Vec<Figure>, Stop> {
    let ours = sqlite_url(&folder.join("lifecycle.db"))?;
    let bare = sqlite_url(&folder.join("bare.db"))?;
    measure("SQLite", folder, &ours, &bare, cases).await
}

pub(super) async fn postgres(folder: &Path, url: &str, cases: usize) -> Result<Vec<Figure>, Stop> {
    let ours = scratch_postgres(url, OURS).await?;
    let bare = scratch_postgres(url, BARE).await?;
    let figures = measure("PostgreSQL", folder, &ours, &bare, cases).await;
    drop_postgres(url, OURS).await?;
    drop_postgres(url, BARE).await?;
    figures
}

async fn measure(
    engine: &str,
    folder: &Path,
    ours: &str,
    bare: &str,
    cases: usize,
) -> Result<Vec<Figure>, Stop> {
    let recorder = Recorder::default();
    let store = Store::open(ours, Keys::new([7; 32])?).await?;
    store.migrate().await?;
    let app = app_over(store.recorded_by(&recorder), folder).await?;
    let (applicants, offices) = people(&app).await?;
    // Everything before the first case is the same for both, and measured for neither.
    let before = recorder.take();
    let started = Instant::now();
    let acts = play(&app, &offices, &applicants, cases).await?;
    let our_time = started.elapsed().as_secs_f64();
    let written = recorder.take();
    app.store.close().await;

    let replay = Bare::open(bare).await?;
    replay.run(before).await?;
    let statements: usize = written.iter().map(store::replay::Written::statements).sum();
    let transactions = written.len();
    let started = Instant::now();
    replay.run(written).await?;
    let bare_time = started.elapsed().as_secs_f64();
    replay.close().await;

    let rate = |time: f64| format!("{:.1} cases/s", cases as f64 / time);
    Ok(vec![Figure {
        what: format!(
            "Lifecycle on {engine} (apply, accept, examine, site check by two, review, decide, \
             issue, deliver: {:.1} acts, {:.0} writing statements in {:.1} transactions a case)",
            acts as f64 / cases as f64,
            statements as f64 / cases as f64,
            transactions as f64 / cases as f64,
        ),
        ours: rate(our_time),
        bare: rate(bare_time),
        ratio: percent(bare_time, our_time),
    }])
}

async fn people(app: &App) -> Result<(Vec<Applicant>, Offices), Stop> {
    let mut tx = app.store.begin().await?;
    let offices = Offices::load(app, &mut tx).await?;
    let divisions: Vec<_> = desks(&app.catalogue, &offices)
        .into_iter()
        .map(|desk| desk.division)
        .collect();
    let mut rng = Rng::new(SEED);
    let applicants =
        people::applicants(app, &mut tx, 20, &divisions, &mut rng, app.now.get()).await?;
    tx.commit().await?;
    Ok((applicants, offices))
}

/// Returns how many acts there were.
async fn play(
    app: &App,
    offices: &Offices,
    applicants: &[Applicant],
    cases: usize,
) -> Result<usize, Stop> {
    let calendars = app.calendars.current();
    let office = Office {
        calendar: calendars.national(),
        tz: &app.catalogue.tz,
    };
    let now = app.now.get();
    let planner = Planner {
        catalogue: &app.catalogue,
        applicants,
        office,
        now,
    };
    let desks: Vec<_> = desks(&app.catalogue, offices)
        .into_iter()
        .filter(|desk| desk.is_of(ITEM))
        .collect();
    let player = Player {
        app,
        offices,
        office,
        now,
    };
    let mut rng = Rng::new(SEED);
    let mut acts = 0;
    for _ in 0..cases {
        let Some(plan) = planner.straight(&desks, Pace::AtOnce, &mut rng) else {
            break;
        };
        if let Some(applicant) = applicants.get(plan.applicant) {
            acts += player.play_by_act(&plan, applicant, &mut rng).await?;
        }
    }
    Ok(acts)
}
