//! `tongban calendar import FILE`: a notice of holidays that came late. Says what it would change; with
//! `--confirm` takes it over and counts every open case anew.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use domain::calendar::{CalendarYear, Layer};

use super::Stop;
use super::data::io;
use super::open::{self, Place};
use crate::calendars::{self, Changes};
use crate::jobs::recalculation;

/// How many changed dates are written out; the rest are counted. All are on `/admin/calendars`.
const SHOWN: usize = 20;

#[derive(Debug, clap::Args)]
pub(super) struct Import {
    /// The year's file, as in `catalogue/calendars/`.
    file: PathBuf,
    /// Take it over. Without this nothing is changed.
    #[arg(long)]
    confirm: bool,
    #[command(flatten)]
    place: Place,
}

pub(super) async fn import(args: &Import) -> Result<ExitCode, Stop> {
    let path = &args.file;
    let text = std::fs::read_to_string(path).map_err(|error| io(path, error))?;
    let year = CalendarYear::parse(&text).map_err(|fault| {
        Stop::Mend(format!("{}:{}: {}", path.display(), fault.line, fault.kind))
    })?;
    let app = open::existing(&args.place).await?;
    let known = match &year.layer {
        Layer::National => true,
        Layer::Region(code) => app.catalogue.division(code).is_some(),
        Layer::Agency(id) => app.catalogue.agency(id).is_some(),
    };
    if !known {
        return Err(Stop::Mend(format!(
            "{}:1: the catalogue has no such division or agency: {}",
            path.display(),
            year.key()
        )));
    }
    let mut tx = app.store.read().await.map_err(crate::Error::from)?;
    let after = Arc::new(calendars::with(&app, &mut tx, &year).await?);
    drop(tx);
    let current = app.calendars.current();
    for change in calendars::days_of(&current, &after, &year) {
        let what = if change.works_now { "worked" } else { "off" };
        println!("{}: {what}", change.date);
    }
    let found = Mutex::new(Changes::default());
    calendars::compare(&app, &after, &found).await?;
    show(&found.into_inner().unwrap_or_else(PoisonError::into_inner));
    if args.confirm {
        let now = app.now.get();
        let mut tx = app.store.begin().await.map_err(crate::Error::from)?;
        calendars::confirm(&app, &mut tx, Some(&year), None, now).await?;
        tx.commit().await.map_err(crate::Error::from)?;
        let done = recalculation::run(&app, app.now.get()).await?;
        println!(
            "taken over: {done} open cases counted anew, their applicants told where a date moved"
        );
    } else {
        println!("nothing is changed; run again with --confirm to take it over");
    }
    app.store.close().await;
    Ok(ExitCode::SUCCESS)
}

fn show(changes: &Changes) {
    println!(
        "{} open cases, {} of them counted by what changes, {} with a date that moves, {} dates no longer provisional",
        changes.seen, changes.touched, changes.moved, changes.firm
    );
    if changes.unread > 0 {
        println!(
            "{} cases could not be read and stay as they are: see `tongban verify`",
            changes.unread
        );
    }
    for (agency, dates) in &changes.agencies {
        println!("{agency}: {dates} dates");
    }
    for moved in changes.dates.iter().take(SHOWN) {
        println!(
            "{} {}: {} -> {}",
            moved.case_no,
            moved.kind.key(),
            moved.from,
            moved.to
        );
    }
    let all: u64 = changes.agencies.values().sum();
    if let Some(more) = all.checked_sub(SHOWN as u64).filter(|more| *more > 0) {
        println!("… and {more} more");
    }
}
