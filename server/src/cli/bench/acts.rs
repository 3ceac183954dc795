//! Acts per second with one and with many clients, against the bare driver that writes the same rows with as
//! many; and the same with a million cases beside.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use domain::authority::Role;
use domain::case::{Actor, Recording};
use store::cases::{self, CaseKey};
use store::replay::{Bare, Recorder, Written, drop_postgres, fill, scratch_postgres};
use store::{Keys, Store};

use super::clocks::{AGENCY, make};
use super::{Figure, app_over, percent, sqlite_url};
use crate::acts::{self, Attempt, Statements};
use crate::cli::Stop;
use crate::cli::seed::people::Offices;
use crate::cli::seed::rng::Rng;
use crate::state::App;

const OURS: &str = "tongban_bench_acts";
const BARE: &str = "tongban_bench_acts_bare";
const CLIENTS: [usize; 3] = [1, 8, 32];

pub(super) async fn sqlite(folder: &Path, acts: usize, beside: usize) -> Result<Vec<Figure>, Stop> {
    let mut figures = Vec::new();
    for clients in CLIENTS {
        let ours = sqlite_url(&folder.join(format!("acts-{clients}.db")))?;
        let bare = sqlite_url(&folder.join(format!("acts-bare-{clients}.db")))?;
        figures.push(against_bare("SQLite", folder, &ours, &bare, acts, clients).await?);
    }
    let url = sqlite_url(&folder.join("acts-beside.db"))?;
    figures.push(flat("SQLite", folder, &url, acts, beside).await?);
    Ok(figures)
}

pub(super) async fn postgres(
    folder: &Path,
    server: &str,
    acts: usize,
    beside: usize,
) -> Result<Vec<Figure>, Stop> {
    let mut figures = Vec::new();
    for clients in CLIENTS {
        let ours = scratch_postgres(server, OURS).await?;
        let bare = scratch_postgres(server, BARE).await?;
        let figure = against_bare("PostgreSQL", folder, &ours, &bare, acts, clients).await;
        drop_postgres(server, OURS).await?;
        drop_postgres(server, BARE).await?;
        figures.push(figure?);
    }
    let url = scratch_postgres(server, OURS).await?;
    let figure = flat("PostgreSQL", folder, &url, acts, beside).await;
    drop_postgres(server, OURS).await?;
    figures.push(figure?);
    Ok(figures)
}

async fn against_bare(
    engine: &str,
    folder: &Path,
    ours: &str,
    bare: &str,
    acts: usize,
    clients: usize,
) -> Result<Figure, Stop> {
    let recorder = Recorder::default();
    let app = open(folder, ours, Some(&recorder)).await?;
    make(&app, acts).await?;
    // Everything before the first act is the same for both, and measured for neither.
    let before = recorder.take();
    let our_time = examine_all(&app, clients).await?;
    let written = recorder.take();
    app.store.close().await;

    let replay = Arc::new(Bare::open(bare).await?);
    replay.run(before).await?;
    let statements: usize = written.iter().map(Written::statements).sum();
    let count = written.len();
    let started = Instant::now();
    let shares = shares(written, clients);
    let mut running = Vec::new();
    for share in shares {
        let replay = Arc::clone(&replay);
        running.push(tokio::spawn(async move { replay.run(share).await }));
    }
    for one in running {
        one.await.map_err(stopped)??;
    }
    let bare_time = started.elapsed().as_secs_f64();
    replay.close().await;
    let rate = |time: f64| format!("{:.0} acts/s", count as f64 / time);
    Ok(Figure {
        what: format!(
            "{count} acts on {engine}, {clients} clients, {:.1} writing statements an act",
            statements as f64 / count.max(1) as f64
        ),
        ours: rate(our_time),
        bare: rate(bare_time),
        ratio: percent(bare_time, our_time),
    })
}

/// The same acts in an empty database and in one with so many cases beside.
async fn flat(
    engine: &str,
    folder: &Path,
    url: &str,
    acts: usize,
    beside: usize,
) -> Result<Figure, Stop> {
    let app = open(folder, url, None).await?;
    make(&app, acts).await?;
    let alone = examine_all(&app, 1).await?;
    let mut tx = app.store.read().await?;
    let like = cases::open_after(&mut tx, None, 1).await?;
    drop(tx);
    let like = like
        .first()
        .ok_or_else(|| Stop::Mend("bench: no case".into()))?;
    fill(&app.store, like.id, beside).await?;
    // What the huge transactions left in the writer's cache is no part of what is measured.
    app.store.close().await;
    let app = open(folder, url, None).await?;
    make_more(&app, acts).await?;
    let crowded = examine_all(&app, 1).await?;
    app.store.close().await;
    let rate = |time: f64| format!("{:.0} acts/s", acts as f64 / time);
    Ok(Figure {
        what: format!("{acts} acts on {engine}, 1 client, {beside} cases beside; alone: see Bare"),
        ours: rate(crowded),
        bare: rate(alone),
        ratio: percent(alone, crowded),
    })
}

async fn open(folder: &Path, url: &str, recorder: Option<&Recorder>) -> Result<App, Stop> {
    let store = Store::open(url, Keys::new([7; 32])?).await?;
    store.migrate().await?;
    let store = match recorder {
        Some(recorder) => store.recorded_by(recorder),
        None => store,
    };
    app_over(store, folder).await
}

async fn make_more(app: &App, acts: usize) -> Result<(), Stop> {
    super::clocks::make_from(app, acts, acts).await
}

/// The examination of every case that waits for it, shared among clients; says how long that took.
async fn examine_all(app: &App, clients: usize) -> Result<f64, Stop> {
    let mut tx = app.store.read().await?;
    let offices = Offices::load(app, &mut tx).await?;
    let waiting = cases::waiting_at(&mut tx, AGENCY, "examination", 1_000_000).await?;
    drop(tx);
    let mut rng = Rng::new(1);
    let examiner = offices.with_role(AGENCY, Role::Examiner, &mut rng);
    let examiner = examiner.ok_or_else(|| Stop::Mend("bench: no examiner".into()))?;
    let shares = shares(waiting, clients);
    let started = Instant::now();
    let mut running = Vec::new();
    for share in shares {
        let (app, examiner) = (app.clone(), examiner.clone());
        running.push(tokio::spawn(async move {
            examine(&app, &examiner, share).await
        }));
    }
    for one in running {
        one.await.map_err(stopped)??;
    }
    Ok(started.elapsed().as_secs_f64())
}

async fn examine(app: &App, examiner: &Actor, share: Vec<CaseKey>) -> Result<(), Stop> {
    for key in share {
        let now = app.now.get();
        let mut texts = Statements::default();
        let opinion = texts.add(app, now, "材料齐全，符合规定。")?;
        let mut tx = app.store.begin().await?;
        let attempt = Attempt {
            by: examiner.by,
            now,
            seen: None,
            key: &key,
        };
        let decide = |case: &domain::case::Case, ctx: &domain::case::Ctx<'_>| {
            let recording = Recording {
                outcome: "pass",
                opinion: &opinion,
                record: None,
                proposed: None,
            };
            case.record_step(examiner, "examination", recording, ctx)
        };
        acts::attempt(app, &mut tx, &attempt, |_| false, texts, decide).await?;
        tx.commit().await?;
    }
    Ok(())
}

fn shares<T>(all: Vec<T>, clients: usize) -> Vec<Vec<T>> {
    let mut shares: Vec<Vec<T>> = (0..clients).map(|_| Vec::new()).collect();
    for (index, one) in all.into_iter().enumerate() {
        if let Some(share) = shares.get_mut(index % clients) {
            share.push(one);
        }
    }
    shares
}

fn stopped(error: tokio::task::JoinError) -> Stop {
    Stop::Mend(format!("bench: {error}"))
}
