//! `tongban seed`: a year of cases, played through the domain and the acts like any other, so
//! that inbox and dashboard have something to show. The same seed plays the same year, but for
//! ids. Nobody gets mail about the past; what the acts told the people who can be signed in as is in their boxes.

mod answers;
mod apply;
mod clock;
pub(super) mod days;
pub(super) mod people;
mod perform;
pub(super) mod plan;
pub(super) mod play;
pub(super) mod rng;
mod words;

use std::process::ExitCode;

use jiff::SignedDuration;
use store::message_box;

use super::Stop;
use super::open::{self, Place};
use crate::error::Error;
use crate::state::App;
use days::Office;
use people::Offices;
use plan::Planner;
use play::Player;
use rng::Rng;

/// Cases of one transaction: few enough that a running server gets its turn.
const BATCH: usize = 10;
const READ_AFTER: SignedDuration = SignedDuration::from_hours(14 * 24);

#[derive(Debug, clap::Args)]
pub(super) struct Seed {
    /// How many cases.
    #[arg(long, default_value_t = 300)]
    cases: usize,
    /// The same number plays the same year.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    #[command(flatten)]
    place: Place,
}

pub(super) async fn seed(args: &Seed) -> Result<ExitCode, Stop> {
    let app = open::or_new(&args.place).await?;
    let played = play(&app, args.cases, args.seed).await?;
    app.store.close().await;
    println!("{played} cases played");
    Ok(ExitCode::SUCCESS)
}

/// Whether there is no case yet.
///
/// # Errors
/// Where the store can't be read.
pub async fn is_empty(app: &App) -> Result<bool, Error> {
    let mut tx = app.store.read().await?;
    Ok(store::cases::is_empty(&mut tx).await?)
}

/// Plays `cases` over the year before now and returns how many came to be.
///
/// # Errors
/// Where the store fails, or the catalogue has no agency with officers for any of its items.
pub async fn play(app: &App, cases: usize, seed: u64) -> Result<usize, Error> {
    let app = app.quietly();
    let now = app.now.get();
    let mut rng = Rng::new(seed);
    let mut tx = app.store.begin().await?;
    let offices = Offices::load(&app, &mut tx).await?;
    let more = u32::try_from(cases / 3).unwrap_or(u32::MAX).clamp(20, 3000);
    let desks = plan::desks(&app.catalogue, &offices);
    let divisions: Vec<_> = desks.iter().map(|desk| desk.division.clone()).collect();
    let applicants = people::applicants(&app, &mut tx, more, &divisions, &mut rng, now).await?;
    tx.commit().await?;
    let calendars = app.calendars.current();
    let office = Office {
        calendar: calendars.national(),
        tz: &app.catalogue.tz,
    };
    let planner = Planner {
        catalogue: &app.catalogue,
        applicants: &applicants,
        office,
        now,
    };
    let plans = planner.plans(cases, desks, &mut rng);
    if plans.is_empty() && cases > 0 {
        return Err(Error::fault(
            "the catalogue has no agency with officers for every step of an item",
        ));
    }
    let player = Player {
        app: &app,
        offices: &offices,
        office,
        now,
    };
    let mut played = 0;
    for plans in plans.chunks(BATCH) {
        let mut tx = app.store.begin().await?;
        for plan in plans {
            // Its own chance keeps one case's length from the next one's.
            let mut chance = Rng::new(rng.next());
            if let Some(applicant) = applicants.get(plan.applicant) {
                player.play(&mut tx, plan, applicant, &mut chance).await?;
                played += 1;
            }
        }
        tx.commit().await?;
    }
    // What the demonstration's people were told long ago they have read.
    let mut tx = app.store.begin().await?;
    for applicant in &applicants {
        message_box::mark_all_read(&mut tx, applicant.id, now - READ_AFTER).await?;
    }
    tx.commit().await?;
    Ok(played)
}
