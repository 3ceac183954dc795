//! How the officer's agency is rated, in sum.

use app::desk::ratings::{Period, Ratings, Totals, ratings_page};
use app::shell::Room;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use jiff::ToSpan;
use jiff::civil::Date;
use store::Tx;
use store::cases::{RatingTotals, rating_totals};

use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

/// With fewer, one who knows the cases could tell whose rating it is.
const LEAST: i64 = 5;
const MONTHS: i64 = 6;

pub async fn show(State(app): State<App>, reader: Reader) -> Result<Response, Error> {
    let officer = reader.officer(Room::Desk)?;
    let this_month = app.date(reader.now).first_of_month();
    let before = |months: i64| this_month.saturating_sub(months.months());
    let mut tx = app.store.read().await?;
    let mut periods = Vec::new();
    let mut year = RatingTotals::default();
    for month in 1..=12 {
        let (from, end) = (before(month), before(month - 1));
        let found = shown(of_month(&app, &mut tx, &officer.agency, from, end).await?);
        add(&mut year, &found);
        if month <= MONTHS {
            periods.push(period(from, end, &found));
        }
    }
    // Of what each month shows: else the year less its months would tell what a month with few keeps back.
    periods.push(period(before(12), this_month, &year));
    let view = Ratings {
        least: u32::try_from(LEAST).unwrap_or_default(),
        periods,
    };
    Ok(Html(ratings_page(&reader.shell, &view)).into_response())
}

/// From a day until before another.
async fn of_month(
    app: &App,
    tx: &mut Tx,
    agency: &str,
    from: Date,
    end: Date,
) -> Result<RatingTotals, Error> {
    Ok(rating_totals(tx, agency, app.start_of(from), app.start_of(end)).await?)
}

/// Without what so few said that one could be told from another.
fn shown(found: RatingTotals) -> RatingTotals {
    if found.count < LEAST {
        return RatingTotals::default();
    }
    let many = |sum, count| if count < LEAST { (0, 0) } else { (sum, count) };
    let (efficiency, efficiency_count) = many(found.efficiency, found.efficiency_count);
    let (accuracy, accuracy_count) = many(found.accuracy, found.accuracy_count);
    let (convenience, convenience_count) = many(found.convenience, found.convenience_count);
    let (usability, usability_count) = many(found.usability, found.usability_count);
    RatingTotals {
        efficiency,
        efficiency_count,
        accuracy,
        accuracy_count,
        convenience,
        convenience_count,
        usability,
        usability_count,
        ..found
    }
}

fn add(sum: &mut RatingTotals, more: &RatingTotals) {
    sum.count += more.count;
    sum.content += more.content;
    sum.level += more.level;
    sum.efficiency += more.efficiency;
    sum.efficiency_count += more.efficiency_count;
    sum.accuracy += more.accuracy;
    sum.accuracy_count += more.accuracy_count;
    sum.convenience += more.convenience;
    sum.convenience_count += more.convenience_count;
    sum.usability += more.usability;
    sum.usability_count += more.usability_count;
}

fn period(from: Date, end: Date, found: &RatingTotals) -> Period {
    Period {
        from,
        to: end.saturating_sub(1.day()),
        totals: (found.count >= LEAST).then(|| totals(found)),
    }
}

fn totals(found: &RatingTotals) -> Totals {
    let average = |sum: i64, count: i64| {
        let tenths = (count >= LEAST).then(|| (sum * 10 + count / 2) / count)?;
        u64::try_from(tenths).ok()
    };
    let unsigned = |value: i64| u64::try_from(value).unwrap_or_default();
    Totals {
        count: unsigned(found.count),
        // Rounded down: 100% is said only when it is true.
        content: unsigned(found.content * 1000 / found.count.max(1)),
        level: average(found.level, found.count).unwrap_or_default(),
        dimensions: [
            average(found.efficiency, found.efficiency_count),
            average(found.accuracy, found.accuracy_count),
            average(found.convenience, found.convenience_count),
            average(found.usability, found.usability_count),
        ],
    }
}
