//! `/oversight/cases`: the cases behind a number.

use app::oversight::cases::{Cases, Row, StageLine, cases_page};
use app::parts::lamp::LampView;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Response};
use domain::lamp::lamp;
use domain::locale::Localised;
use jiff::{SignedDuration, Timestamp};
use store::cases::{self, CaseFilter, CaseSummary, LampFilter, PAGE};

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
    let view = View::of(&app, &overseer, &asked, reader.now)?;
    let page = asked.page.unwrap_or(1).clamp(1, PAGES);
    let filter = filter(&overseer, &view, &asked)?;
    let lamp = filter.lamp;
    let mut tx = app.store.read().await?;
    let count = cases::count(&mut tx, &filter, reader.now).await?;
    let offset = i64::from(page - 1) * PAGE;
    let listed = cases::list(&mut tx, &filter, offset, reader.now).await?;
    drop(tx);
    let more = count > offset + PAGE;
    let cases = Cases {
        place: view.place,
        name: view.name,
        above: view.above,
        filters: LampFilter::ALL.map(|filter| filter.key().to_owned()).into(),
        filter: lamp.key().to_owned(),
        of_period: matches!(
            lamp,
            LampFilter::Received | LampFilter::Concluded | LampFilter::InTime | LampFilter::Late
        ),
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

fn filter(overseer: &Overseer<'_>, view: &View<'_>, asked: &Asked) -> Result<CaseFilter, Error> {
    Ok(CaseFilter {
        scope: overseer.scope.clone(),
        within: view.within.clone(),
        lamp: match asked.filter.as_deref() {
            None | Some("") => LampFilter::Running,
            Some(key) => LampFilter::from_key(key).ok_or(Error::NotFound)?,
        },
        since: view.since_at,
    })
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
    let view = View::of(&app, &overseer, &asked, reader.now)?;
    let filter = filter(&overseer, &view, &asked)?;
    let mut tx = app.store.read().await?;
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
        // `due_at` is the first instant too late: the day before it is the last one.
        due_on: row
            .due_at
            .filter(|_| row.open)
            .map(|at| app.date(at - SignedDuration::from_millis(1))),
        concluded_on: row.concluded_at.map(|at| app.date(at)),
        stage: StageLine {
            stage: row.stage.clone(),
            step,
            result: row.result.clone(),
        },
    }
}
