//! `/oversight/cases`: the cases behind a number.

use app::oversight::cases::{Cases, Row, StageLine, cases_page};
use app::parts::lamp::LampView;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Response};
use domain::lamp::lamp;
use domain::locale::Localised;
use domain::supervision::Measure;
use jiff::Timestamp;
use store::cases::{self, CaseSummary, PAGE};

use super::export::{self, Cell, Format, MOST, Sheet};
use super::view::{Asked, Overseer, View};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

/// How far a list can be paged through; who has more has to look closer.
const PAGES: u32 = 200;

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let overseer = Overseer::of(&app, &reader)?;
    let mut tx = app.store.read().await?;
    let view = View::of(&app, &mut tx, &overseer, &asked, reader.now).await?;
    let page = asked.page.unwrap_or(1).clamp(1, PAGES);
    let measure = measure(&asked, &overseer)?;
    let filter = view.filter(&app, &overseer, measure);
    let count = cases::count(&mut tx, &filter, reader.now).await?;
    let offset = i64::from(page - 1) * PAGE;
    let listed = cases::list(&mut tx, &filter, offset, reader.now).await?;
    drop(tx);
    let more = count > offset + PAGE;
    let cases = Cases {
        place: view.place,
        name: view.name,
        above: view.above,
        filter: measure,
        count: u64::try_from(count).unwrap_or_default(),
        rows: listed
            .iter()
            .map(|row| line(&app, row, reader.now))
            .collect(),
        page,
        has_next: more && page < PAGES,
        cut: more && page == PAGES,
    };
    Ok(Html(cases_page(&reader.shell, &cases)).into_response())
}

/// # Errors
/// `NotFound` for a filter that no list has: sums of days have none. `Denied` for ratings, to those who handle cases.
fn measure(asked: &Asked, overseer: &Overseer<'_>) -> Result<Measure, Error> {
    let found = match asked.filter.as_deref() {
        None | Some("") => Ok(Measure::Running),
        Some(key) => Measure::from_key(key)
            .filter(|measure| !measure.is_sum())
            .ok_or(Error::NotFound),
    }?;
    if found.is_rating() && !overseer.sees_ratings {
        return Err(Error::Denied);
    }
    Ok(found)
}

const COLUMNS: &[(&str, &str)] = &[
    ("case", "oversight-case"),
    ("lamp", "oversight-lamp"),
    ("item", "export-item-code"),
    ("item_name", "oversight-item"),
    ("agency", "oversight-agency"),
    ("stage", "oversight-stage"),
    ("result", "export-result"),
    ("received_at", "oversight-received"),
    ("due_on", "export-due-at"),
    ("concluded_at", "export-concluded-at"),
];

pub async fn file(
    State(app): State<App>,
    reader: Reader,
    format: Format,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let overseer = Overseer::of(&app, &reader)?;
    let mut tx = app.store.read().await?;
    let view = View::of(&app, &mut tx, &overseer, &asked, reader.now).await?;
    let filter = view.filter(&app, &overseer, measure(&asked, &overseer)?);
    let count = cases::count(&mut tx, &filter, reader.now).await?;
    let rows = cases::first(&mut tx, &filter, MOST, reader.now).await?;
    drop(tx);
    let cells = |row: &CaseSummary| {
        let Row {
            case_no,
            lamp,
            item,
            agency,
            due_on,
            stage,
            ..
        } = line(&app, row, reader.now);
        let result = stage.result.as_deref();
        vec![
            case_no.into(),
            export::coded(&reader, "lamp-", lamp.key().trim_start_matches("lamp-")),
            row.item.as_str().into(),
            export::words(&reader, &item),
            Cell::Coded(row.agency.clone(), reader.shell.l(&agency)),
            export::coded(&reader, "oversight-stage-", &stage.stage),
            result
                .map(|key| export::coded(&reader, "oversight-result-", key))
                .into(),
            row.received_at.into(),
            due_on.into(),
            row.concluded_at.into(),
        ]
    };
    let sheet = Sheet {
        name: "cases",
        columns: COLUMNS,
        more: Vec::new(),
        rows: rows.iter().map(cells).collect(),
        total: count.unsigned_abs(),
    };
    sheet.file(&reader, format)
}

fn line(app: &App, row: &CaseSummary, now: Timestamp) -> Row {
    let item = app.version_of(&row.item, &row.definition);
    let step = row.step.as_deref().map(|key| {
        item.as_ref()
            .and_then(|item| item.item.step(key))
            .map_or_else(|| Localised::new(key, key), |step| step.name.clone())
    });
    Row {
        case_no: row.case_no.clone(),
        lamp: LampView::from(lamp(row.lamp_inputs(), now)),
        item: item.map_or_else(
            || Localised::new(&row.item, &row.item),
            |item| item.item.name.clone(),
        ),
        agency: app.agency_name(&row.agency),
        received_on: app.date(row.received_at),
        due_on: row.due_at.filter(|_| row.open).map(|at| app.last_day(at)),
        concluded_on: row.concluded_at.map(|at| app.date(at)),
        stage: StageLine {
            stage: row.stage.clone(),
            step,
            result: row.result.clone(),
        },
    }
}
