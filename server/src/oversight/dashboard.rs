//! `/oversight`: the numbers.

use std::collections::BTreeMap;

use app::oversight::Place;
use app::oversight::dashboard::{Dashboard, Figures, Line, WarningLine, dashboard_page};
use app::parts::lamp::LampView;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Response};
use domain::case::DeadlineKind;
use domain::catalogue::Level;
use domain::lamp::Lamp;
use domain::locale::Localised;
use store::cases::{SummaryRow, WarningRow, voided_count, warnings};

use super::view::{Asked, Overseer, View};
use super::{cache, complaints};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

/// Agencies of one table; drilling down shows the rest.
const AGENCIES: usize = 30;
const WARNINGS: i64 = 10;

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let overseer = Overseer::of(&app, &reader)?;
    let view = View::of(&app, &overseer, &asked, reader.now)?;
    let all = cache::rows(&app, &overseer.scope, view.since_at, reader.now).await?;
    let longer = cache::rows(&app, &overseer.scope, view.before_at, reader.now).await?;
    let rows: Vec<&SummaryRow> = looked_at(&all, &view).collect();
    let total = sum(rows.iter().copied());
    let with_before = sum(looked_at(&longer, &view));
    let one_agency = overseer.agency.is_some() || view.place.agency.is_some();
    let mut agencies = if one_agency {
        Vec::new()
    } else {
        by_agency(&app, &rows, &view.place)
    };
    let more_agencies = agencies.len().saturating_sub(AGENCIES);
    agencies.truncate(AGENCIES);
    let mut tx = app.store.read().await?;
    let mut scopes = view.within.clone();
    scopes.insert(0, overseer.scope.clone());
    let warned = warnings(&mut tx, &scopes, WARNINGS).await?;
    let voided = voided_count(&mut tx, &overseer.scope).await?;
    drop(tx);
    let dashboard = Dashboard {
        divisions: by_division(&app, &rows, &view, one_agency),
        agencies,
        more_agencies,
        voided: voided.unsigned_abs(),
        answers_complaints: complaints::overseer(&app, &reader).is_ok(),
        total,
        before: Some((
            with_before.received.saturating_sub(total.received),
            with_before.concluded.saturating_sub(total.concluded),
        )),
        warnings: warned.iter().map(|row| warning(&app, row)).collect(),
        place: view.place,
        name: view.name,
        above: view.above,
        since: view.since,
    };
    Ok(Html(dashboard_page(&reader.shell, &dashboard)).into_response())
}

fn looked_at<'a>(
    rows: &'a [SummaryRow],
    view: &'a View<'_>,
) -> impl Iterator<Item = &'a SummaryRow> {
    rows.iter().filter(|row| {
        view.within
            .iter()
            .all(|scope| scope.holds(&row.agency, &row.division, &row.prefecture))
    })
}

fn sum<'a>(rows: impl Iterator<Item = &'a SummaryRow>) -> Figures {
    rows.fold(Figures::default(), add)
}

fn add(mut sum: Figures, row: &SummaryRow) -> Figures {
    for (to, from) in [
        (&mut sum.received, row.received),
        (&mut sum.running, row.running),
        (&mut sum.paused, row.paused),
        (&mut sum.due_soon, row.due_soon),
        (&mut sum.overdue, row.overdue),
        (&mut sum.statutory_overdue, row.statutory_overdue),
        (&mut sum.concluded, row.concluded),
        (&mut sum.in_time, row.in_time),
        (&mut sum.late, row.late),
    ] {
        *to += u64::try_from(from).unwrap_or_default();
    }
    sum
}

/// The divisions right below the one that is looked at. Of a place all of them: that nothing
/// comes in is worth seeing as well. Of a single agency only those that it has cases in.
fn by_division(app: &App, rows: &[&SummaryRow], view: &View<'_>, one_agency: bool) -> Vec<Line> {
    let key: fn(&SummaryRow) -> &str = match view.division.level {
        Level::Province => |row| &row.prefecture,
        // A town's cases are its county's, whose code is the first six digits.
        Level::Prefecture => |row| row.division.get(..6).unwrap_or(&row.division),
        Level::County => |row| &row.division,
        Level::Township | Level::Village => return Vec::new(),
    };
    let mut figures: BTreeMap<&str, Figures> = BTreeMap::new();
    if !one_agency {
        let below = app
            .catalogue
            .divisions()
            .filter(|division| division.parent.as_deref() == Some(&view.division.code));
        figures.extend(below.map(|division| (division.code.as_str(), Figures::default())));
    }
    for row in rows {
        let so_far = figures.entry(key(row)).or_default();
        *so_far = add(*so_far, row);
    }
    figures.remove(view.division.code.as_str());
    if one_agency && figures.len() < 2 {
        return Vec::new();
    }
    figures
        .into_iter()
        .map(|(code, figures)| Line {
            name: app.catalogue.division(code).map_or_else(
                || Localised::new(code, code),
                |division| division.name.clone(),
            ),
            place: view.place.division(code),
            figures,
        })
        .collect()
}

fn by_agency(app: &App, rows: &[&SummaryRow], place: &Place) -> Vec<Line> {
    let mut figures: BTreeMap<&str, Figures> = BTreeMap::new();
    for row in rows {
        let so_far = figures.entry(&row.agency).or_default();
        *so_far = add(*so_far, row);
    }
    let mut lines: Vec<Line> = figures
        .into_iter()
        .map(|(id, figures)| Line {
            name: app.agency_name(id),
            place: place.agency(id),
            figures,
        })
        // Last busy before the period.
        .filter(|line| line.figures != Figures::default())
        .collect();
    lines.sort_by_key(|line| {
        let figures = &line.figures;
        std::cmp::Reverse((
            figures.statutory_overdue,
            figures.overdue,
            figures.due_soon,
            figures.running,
            figures.received,
        ))
    });
    lines
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
