//! `/oversight/complaints`: what the applicants of a supervisor's area complain of.

use std::collections::BTreeMap;

use app::oversight::Place;
use app::oversight::complaints::{Complaints, Line, State as At, Window, complaints_page};
use app::shell::Room;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Response};
use domain::authority::Act;
use domain::supervision::{Measure, Measures};
use jiff::Timestamp;
use serde::Deserialize;
use store::Tx;
use store::cases::{self, ComplaintLine, ComplaintPlace, PAGE};
use store::tallies::{self, Kind, Tallies};

use super::export::{self, Cell, Format, MOST, Sheet};
use super::view::Overseer;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    state: Option<String>,
    after: Option<String>,
}

/// Whoever answers complaints: heads of agencies, who oversee too, do not.
///
/// # Errors
/// `Denied` for everybody else.
pub fn overseer<'a>(app: &'a App, reader: &Reader) -> Result<Overseer<'a>, Error> {
    let officer = reader.officer(Room::Oversight)?;
    if !officer.actor.may(Act::ComplaintReply) {
        return Err(Error::Denied);
    }
    Overseer::of(app, reader)
}

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let overseer = overseer(&app, &reader)?;
    let answered = asked.state.as_deref() == Some("answered");
    let after = asked.after.as_deref().and_then(place);
    let mut tx = app.store.read().await?;
    let rows = cases::complaints(&mut tx, &overseer.scope, answered, after.as_ref()).await?;
    let count = cases::complaints_count(&mut tx, &overseer.scope, answered).await?;
    let window = window(&app, &mut tx, &overseer, reader.now).await?;
    drop(tx);
    let here = if answered {
        "/oversight/complaints?state=answered"
    } else {
        "/oversight/complaints?state=open"
    };
    let full = i64::try_from(rows.len()).is_ok_and(|rows| rows >= PAGE);
    let next = rows.last().filter(|_| full).map(|last| {
        let ComplaintPlace { at, case, seq } = last.place();
        format!("{here}&after={}.{case}.{seq}", at.as_millisecond())
    });
    let view = Complaints {
        answered,
        count: count.unsigned_abs(),
        lines: rows.iter().map(|row| line(&app, row, reader.now)).collect(),
        first: after.map(|_| here.to_owned()),
        next,
        window,
    };
    Ok(Html(complaints_page(&reader.shell, &view)).into_response())
}

/// The cases in which people told what could not be done, counted as the list of cases counts them.
async fn window(
    app: &App,
    tx: &mut Tx,
    overseer: &Overseer<'_>,
    now: Timestamp,
) -> Result<Option<Window>, Error> {
    let Some(window) = app.window() else {
        return Ok(None);
    };
    let code = window.item.code().to_owned();
    let place = Place::default().item(&code);
    let days = place.period.range(app.date(now));
    let tallies = Tallies::load(tx, now).await?;
    let (kind, scopes, keys) = (Kind::Item, [overseer.scope.tally()], [code]);
    let standing = tallies.now(tx, kind, &scopes, Some(&keys)).await?;
    let happened = tallies.period(tx, kind, &scopes, Some(&keys), days).await?;
    let counted = |lines: &BTreeMap<tallies::Line, Measures>, measure: Measure| {
        let count = lines.values().map(|figures| figures.count(measure)).sum();
        (count, place.cases(measure))
    };
    Ok(Some(Window {
        running: counted(&standing, Measure::Running),
        received: counted(&happened, Measure::Received),
    }))
}

const COLUMNS: &[(&str, &str)] = &[
    ("case", "oversight-case"),
    ("ground", "complaint-about"),
    ("item", "export-item-code"),
    ("item_name", "oversight-item"),
    ("agency", "oversight-agency"),
    ("made_at", "complaint-made"),
    ("due_at", "export-due-at"),
    ("answered_at", "export-answered-on"),
    ("founded", "export-founded"),
];

pub async fn file(
    State(app): State<App>,
    reader: Reader,
    format: Format,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let overseer = overseer(&app, &reader)?;
    let answered = asked.state.as_deref() == Some("answered");
    let mut tx = app.store.read().await?;
    let total = cases::complaints_count(&mut tx, &overseer.scope, answered).await?;
    let mut rows = Vec::new();
    while rows.len() < MOST {
        let after = rows.last().map(ComplaintLine::place);
        let more = cases::complaints(&mut tx, &overseer.scope, answered, after.as_ref()).await?;
        if more.is_empty() {
            break;
        }
        rows.extend(more);
    }
    drop(tx);
    let cells = |row: &ComplaintLine| {
        let line = line(&app, row, reader.now);
        vec![
            row.case_no.as_str().into(),
            export::coded(&reader, "complaint-ground-", &row.ground),
            row.item.as_str().into(),
            export::words(&reader, &line.item),
            Cell::Coded(row.agency.clone(), reader.shell.l(&line.agency)),
            row.at.into(),
            row.due_at.into(),
            row.answered_at.into(),
            row.founded.into(),
        ]
    };
    let sheet = Sheet {
        name: "complaints",
        columns: COLUMNS,
        more: Vec::new(),
        rows: rows.iter().take(MOST).map(cells).collect(),
        total: total.unsigned_abs(),
    };
    sheet.file(&reader, format)
}

/// `instant.case.seq`, as the links have it.
fn place(text: &str) -> Option<ComplaintPlace> {
    let mut parts = text.split('.');
    let at = Timestamp::from_millisecond(parts.next()?.parse().ok()?).ok()?;
    Some(ComplaintPlace {
        at,
        case: parts.next()?.parse().ok()?,
        seq: parts.next()?.parse().ok()?,
    })
}

fn line(app: &App, row: &ComplaintLine, now: Timestamp) -> Line {
    Line {
        href: address(&row.case_no, row.seq),
        ground: row.ground.clone(),
        item: app.version_name(&row.item, &row.definition),
        agency: app.agency_name(&row.agency),
        at: row.at,
        state: match (row.answered_at, row.founded) {
            (Some(at), founded) => At::Answered {
                on: app.date(at),
                founded: founded == Some(true),
            },
            (None, _) => waits(app, row.due_at, now),
        },
    }
}

/// `due_at` is the first instant too late.
pub fn waits(app: &App, due_at: Timestamp, now: Timestamp) -> At {
    At::Waits {
        by: app.last_day(due_at),
        late: now >= due_at,
    }
}

pub fn address(no: &str, seq: impl std::fmt::Display) -> String {
    format!("/oversight/complaints/{no}/{seq}")
}
