use app::citizen::cases::{AppointmentLine, BundleLine, CaseLine, Cases, Line, Stage, cases_page};
use axum::Router;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::lamp::lamp;
use jiff::Timestamp;
use serde::Deserialize;
use store::Tx;
use store::appointments::{self, Appointment};
use store::bundles::{self, PartOf, PartState};
use store::cases::{self, CaseSummary, Own, OwnPlace, PAGE};

use super::{life_event, scope};
use crate::appointments::{clock, time};
use crate::bundles::{name, part_name};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

pub fn routes() -> Router<App> {
    Router::new().route("/cases", get(show))
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    state: Option<String>,
    /// Where the page before ended.
    after: Option<String>,
    /// A number to look for.
    no: Option<String>,
}

async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let applicant = reader.applicant()?;
    let mut tx = app.store.read().await?;
    let wanted = asked.no.as_deref().map(str::trim);
    let wanted = wanted.filter(|no| !no.is_empty());
    if let Some(no) = wanted
        && let Ok(key) = scope::own(&mut tx, applicant, no).await
    {
        return Ok(Redirect::to(&format!("/cases/{}", key.case_no)).into_response());
    }
    let own = asked.state.as_deref().and_then(Own::from_key);
    let own = own.unwrap_or_default();
    let after = asked.after.as_deref().and_then(place);
    let mut rows = cases::by_applicant(&mut tx, applicant, own, after.as_ref(), PAGE).await?;
    let full = i64::try_from(rows.len()).is_ok_and(|rows| rows == PAGE);
    let next = rows.last().filter(|_| full).map(|last| {
        let OwnPlace {
            turn,
            received_at,
            id,
        } = last.place();
        let at = received_at.as_millisecond();
        format!(
            "/cases?state={}&after={}.{at}.{id}",
            own.key(),
            u8::from(turn)
        )
    });
    // Nothing but what an agent was named for.
    rows.retain(|row| reader.covers(&row.item));
    // They stand above the whole list, once.
    let booked = match (own, &after) {
        (Own::All, None) => appointments::next(&mut tx, applicant, clock(&app, reader.now)).await?,
        _ => Vec::new(),
    };
    let view = Cases {
        filters: Own::ALL
            .map(|one| (one.key(), address(one), one == own))
            .into(),
        not_found: wanted.map(ToOwned::to_owned),
        lines: lines(&app, &mut tx, &reader, own, &rows).await?,
        appointments: booked
            .iter()
            .filter(|one| reader.covers(&one.item))
            .filter_map(|one| appointment(&app, one))
            .collect(),
        first: after.map(|_| address(own)),
        next,
    };
    Ok(Html(cases_page(&reader.shell, &view)).into_response())
}

fn address(own: Own) -> String {
    match own {
        Own::All => "/cases".to_owned(),
        own => format!("/cases?state={}", own.key()),
    }
}

fn appointment(app: &App, one: &Appointment) -> Option<AppointmentLine> {
    Some(AppointmentLine {
        href: format!("/appointments/{}", one.id),
        item: app.item(&one.item)?.item.name.clone(),
        hall: app
            .catalogue
            .agency(&one.agency)
            .map(|agency| app.catalogue.hall(agency).0.name.clone()),
        day: one.on_date,
        time: time(one.from_minute),
    })
}

/// `turn.instant.case`, as the links have it.
fn place(text: &str) -> Option<OwnPlace> {
    let mut parts = text.split('.');
    let turn = parts.next()? == "1";
    let at = parts.next()?.parse().ok()?;
    Some(OwnPlace {
        turn,
        received_at: Timestamp::from_millisecond(at).ok()?,
        id: parts.next()?.parse().ok()?,
    })
}

/// A bundle is one entry, in the place of the first of its cases that are shown.
async fn lines(
    app: &App,
    tx: &mut Tx,
    reader: &Reader,
    own: Own,
    rows: &[CaseSummary],
) -> Result<Vec<Line>, Error> {
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let parts = bundles::of_cases(tx, &ids).await?;
    let mut lines = Vec::new();
    for row in rows {
        let Some(of) = parts
            .iter()
            .find(|part| part.case == row.id && reader.covers(&part.key))
        else {
            lines.push(Line::Case(Box::new(line(app, reader, row))));
            continue;
        };
        let cases = cases::of_bundle(tx, of.bundle).await?;
        let shown = cases.iter().filter(|case| own.holds(case));
        let first = shown.max_by_key(|case| case.place());
        if first.is_some_and(|first| first.id == row.id) {
            lines.push(Line::Bundle(bundle(app, tx, reader, of, &cases).await?));
        }
    }
    Ok(lines)
}

async fn bundle(
    app: &App,
    tx: &mut Tx,
    reader: &Reader,
    of: &PartOf,
    cases: &[CaseSummary],
) -> Result<BundleLine, Error> {
    let parts = bundles::parts(tx, of.bundle).await?;
    let waiting = parts.iter().filter(|part| part.state == PartState::Waiting);
    Ok(BundleLine {
        href: life_event::tracker(of.bundle),
        name: name(app, &of.key),
        waiting: waiting.count(),
        cases: cases
            .iter()
            .map(|case| CaseLine {
                item: part_name(app, &of.key, &case.item),
                ..line(app, reader, case)
            })
            .collect(),
    })
}

pub(super) fn line(app: &App, reader: &Reader, row: &CaseSummary) -> CaseLine {
    let definition = app.version_of(&row.item, &row.definition);
    let step = row
        .step
        .as_deref()
        .and_then(|step| definition.as_ref()?.item.step(step));
    let stage = match (step, &row.result) {
        (Some(step), _) => Stage::Step(step.name.clone()),
        (None, Some(result)) => definition.as_ref().map_or_else(
            || Stage::Key(result.clone()),
            |definition| scope::concluded(&definition.item, result),
        ),
        (None, None) => Stage::Key(row.stage.clone()),
    };
    CaseLine {
        number: row.case_no.clone(),
        item: definition.map_or_else(
            || domain::locale::Localised {
                zh: row.item.clone(),
                en: None,
            },
            |definition| definition.item.name.clone(),
        ),
        agency: app.catalogue.agency(&row.agency).cloned(),
        stage,
        lamp: lamp(row.lamp_inputs(), reader.now).into(),
        turn: row.turn,
        received_at: row.received_at,
        by: row
            .due_at
            .filter(|_| row.open)
            .map(|due_at| app.last_day(due_at)),
    }
}
