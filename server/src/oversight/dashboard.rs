//! `/oversight`: the numbers. `/oversight/wall`: the same for a big screen, without anything to press.

use std::collections::BTreeMap;

use app::oversight::dashboard::{Course, Dashboard, WarningLine, dashboard_page};
use app::oversight::wall::{EVERY, wall_page};
use app::parts::lamp::LampView;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use domain::case::DeadlineKind;
use domain::lamp::Lamp;
use domain::supervision::Measures;
use jiff::ToSpan;
use jiff::civil::Date;
use store::Tx;
use store::cases::{WarningRow, voided_count, warnings};

use super::complaints;
use super::figures::{By, LINES, Reading};
use super::view::{Asked, Overseer, View};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

const WARNINGS: i64 = 10;
/// Courses of so many days are drawn day by day; of some more, week by week; of more still, month by month.
const DAYS: i32 = 10;
const WEEKS: i32 = 100;

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let dashboard = read(&app, &reader, &asked, false).await?;
    Ok(Html(dashboard_page(&reader.shell, &dashboard)).into_response())
}

pub async fn wall(
    State(app): State<App>,
    reader: Reader,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let dashboard = read(&app, &reader, &asked, true).await?;
    // A header, not an element of the page: nobody's reading position is taken from them unasked on any other page.
    let again = [(header::REFRESH, EVERY.to_string())];
    Ok((again, Html(wall_page(&reader.shell, &dashboard))).into_response())
}

/// With `wall` what a wall shows, and nothing else.
async fn read(app: &App, reader: &Reader, asked: &Asked, wall: bool) -> Result<Dashboard, Error> {
    let overseer = Overseer::of(app, reader)?;
    let mut tx = app.store.read().await?;
    let view = View::of(app, &mut tx, &overseer, asked, reader.now).await?;
    let reading = Reading::new(app, &mut tx, &overseer, &view, reader.now).await?;
    let period = view.place.period;
    let (from, to) = period.range(view.today);
    let mut dashboard = Dashboard {
        total: reading.total(&mut tx).await?,
        before: reading.period(&mut tx, period.before(view.today)).await?,
        course: course(&reading, &mut tx).await?,
        sees_ratings: overseer.sees_ratings,
        answers_complaints: complaints::overseer(app, reader).is_ok(),
        from,
        until: to.saturating_sub(1.day()),
        as_of: reader.now,
        place: view.place.clone(),
        name: view.name.clone(),
        above: view.above.clone(),
        whole: asked.by.as_deref().and_then(By::from_key).map(By::key),
        ..Dashboard::default()
    };
    if wall {
        return Ok(dashboard);
    }
    let year_before = reading.period(&mut tx, period.year_before(view.today));
    dashboard.year_before = year_before.await?;
    (dashboard.divisions, _) = reading.lines(&mut tx, By::Division, usize::MAX).await?;
    (dashboard.agencies, dashboard.more_agencies) =
        reading.lines(&mut tx, By::Agency, LINES).await?;
    (dashboard.items, dashboard.more_items) = reading.lines(&mut tx, By::Item, LINES).await?;
    (dashboard.officers, _) = reading.lines(&mut tx, By::Officer, usize::MAX).await?;
    let mut scopes = view.within.clone();
    scopes.insert(0, overseer.scope.clone());
    let warned = warnings(&mut tx, &scopes, WARNINGS).await?;
    dashboard.warnings = warned.iter().map(|row| warning(app, row)).collect();
    let (voided, voided_late) = voided_count(&mut tx, &overseer.scope).await?;
    dashboard.voided = voided.unsigned_abs();
    dashboard.voided_late = voided_late.unsigned_abs();
    Ok(dashboard)
}

/// What came in and what was concluded, in steps as wide as the period asks for.
async fn course(reading: &Reading<'_>, tx: &mut Tx) -> Result<Vec<Course>, Error> {
    let view = reading.view;
    let (from, to) = view.place.period.range(view.today);
    let to = to.min(view.today.saturating_add(1.day()));
    let length = to.since(from).map_or(0, |span| span.get_days());
    if length <= 0 {
        return Ok(Vec::new());
    }
    let months = length > WEEKS;
    let mut found = if months {
        reading
            .course(tx, true, (from.first_of_month(), next_month(to)))
            .await?
    } else {
        reading.course(tx, false, (from, to)).await?
    };
    // A month that the period holds only a part of is whole in the sums.
    for (start, end) in [
        (from, next_month(from.saturating_add(1.day())).min(to)),
        (to.first_of_month().max(from), to),
    ] {
        if months && start < end {
            let part = reading.period(tx, (start, end)).await?;
            found.insert(start.to_string().chars().take(7).collect(), part);
        }
    }
    Ok(steps(&found, from, to, months, length <= DAYS))
}

fn next_month(day: Date) -> Date {
    if day.day() == 1 {
        day
    } else {
        day.last_of_month().saturating_add(1.day())
    }
}

fn steps(
    found: &BTreeMap<String, Measures>,
    from: Date,
    to: Date,
    months: bool,
    days: bool,
) -> Vec<Course> {
    let mut steps = Vec::new();
    let mut start = from;
    while start < to {
        let end = match (months, days) {
            (true, _) => start.first_of_month().saturating_add(1.month()),
            (false, true) => start.saturating_add(1.day()),
            (false, false) => start.saturating_add(7.days()),
        }
        .min(to);
        let mut figures = Measures::default();
        if months {
            let month: String = start.to_string().chars().take(7).collect();
            figures += found.get(&month).copied().unwrap_or_default();
        } else {
            let within = found.range(start.to_string()..end.to_string());
            for (_, day) in within {
                figures += *day;
            }
        }
        steps.push(Course {
            from: start,
            until: end.saturating_sub(1.day()),
            figures,
        });
        start = end;
    }
    steps
}

fn warning(app: &App, row: &WarningRow) -> WarningLine {
    let definition = app.definition(&row.definition).ok();
    let step = definition
        .as_ref()
        .and_then(|definition| definition.item.step(&row.step))
        .map(|step| step.name.clone());
    WarningLine {
        at: row.at,
        case_no: row.case_no.clone(),
        agency: app.agency_name(&row.agency),
        // Levels are lamps by name; what is left is a pause that no law knows.
        level: Lamp::from_key(&row.level).map_or(LampView::Paused, LampView::from),
        kind: DeadlineKind::from_key(&row.kind),
        step,
    }
}
