//! `/oversight/cases`: the cases behind a number.

use app::oversight::cases::{Cases, Row, StageLine, cases_page};
use app::parts::lamp::LampView;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Response};
use domain::lamp::lamp;
use domain::locale::Localised;
use jiff::{SignedDuration, Timestamp};
use store::cases::{self, CaseFilter, CaseSummary, LampFilter, PAGE};

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
    let lamp = match asked.filter.as_deref() {
        None | Some("") => LampFilter::Running,
        Some(key) => LampFilter::from_key(key).ok_or(Error::NotFound)?,
    };
    let page = asked.page.unwrap_or(1).clamp(1, PAGES);
    let filter = CaseFilter {
        scope: overseer.scope,
        within: view.within,
        lamp,
        since: view.since_at,
    };
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
