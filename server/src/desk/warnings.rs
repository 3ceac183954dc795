//! `/desk/warnings`: what ran out and waits for an explanation.

use app::desk::warnings::{WarningLine, Warnings, warnings_page};
use app::shell::Room;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Response};
use domain::authority::Role;
use domain::case::{DeadlineKind, WarningLevel};
use domain::id::OfficerId;
use jiff::Timestamp;
use serde::Deserialize;
use store::Tx;
use store::cases::{self, Awaiting, AwaitingPlace, PAGE};

use super::explanation;
use super::officers::Officers;
use crate::error::Error;
use crate::reader::{Officer, Reader};
use crate::state::App;
use crate::turns;

/// More are not counted.
const COUNTED: i64 = 1000;

#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    after: Option<String>,
}

/// A head answers for the agency, everybody else for what they had taken.
fn whose(officer: &Officer) -> (&str, Option<OfficerId>) {
    let head = officer.roles.contains(&Role::Head);
    (&officer.agency, (!head).then_some(officer.id))
}

/// How many wait for the officer's explanation, and whether there are more; nothing where none do.
///
/// # Errors
/// Where the store can't be read.
pub async fn count(
    app: &App,
    tx: &mut Tx,
    officer: &Officer,
    now: Timestamp,
) -> Result<Option<(u64, bool)>, Error> {
    let since = app.catalogue.supervision.ladder().since(now);
    let count = cases::awaiting_count(tx, whose(officer), since, COUNTED + 1).await?;
    let shown = count.min(COUNTED).unsigned_abs();
    Ok((count > 0).then_some((shown, count > COUNTED)))
}

fn place(text: &str) -> Option<AwaitingPlace> {
    let mut parts = text.split('.');
    Some(AwaitingPlace {
        at: Timestamp::from_millisecond(parts.next()?.parse().ok()?).ok()?,
        case: parts.next()?.parse().ok()?,
        seq: parts.next()?.parse().ok()?,
    })
}

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let officer = reader.officer(Room::Desk)?;
    let ladder = app.catalogue.supervision.ladder();
    let since = ladder.since(reader.now);
    let after = asked.after.as_deref().and_then(place);
    let mut tx = app.store.read().await?;
    let rows = cases::awaiting(&mut tx, whose(&officer), since, after.as_ref()).await?;
    let holders: Vec<OfficerId> = rows.iter().filter_map(|row| row.officer).collect();
    let officers = Officers::load(&mut tx, &officer.agency, &holders).await?;
    drop(tx);
    let full = i64::try_from(rows.len()).is_ok_and(|rows| rows >= PAGE);
    let next = rows.last().filter(|_| full).map(|last| {
        let AwaitingPlace { at, case, seq } = last.place();
        format!("/desk/warnings?after={}.{case}.{seq}", at.as_millisecond())
    });
    let view = Warnings {
        whole: officer.roles.contains(&Role::Head),
        lines: rows
            .iter()
            .filter_map(|row| line(&app, &officer, &officers, row))
            .collect(),
        first: after.map(|_| "/desk/warnings".to_owned()),
        next,
    };
    Ok(Html(warnings_page(&reader.shell, &view)).into_response())
}

fn line(app: &App, officer: &Officer, officers: &Officers, row: &Awaiting) -> Option<WarningLine> {
    let kind = DeadlineKind::from_key(&row.kind)?;
    let level = WarningLevel::from_key(&row.level)?;
    let definition = app.version_of(&row.item, &row.definition);
    let calendars = app.calendars.current();
    let calendar = calendars.of(&officer.agency);
    let ladder = app.catalogue.supervision.ladder();
    let by = ladder.explain_by(level, row.at, &calendar.promised, &app.catalogue.tz);
    let of = definition
        .as_ref()
        .and_then(|definition| turns::of(&definition.item, kind, Some(&row.step)));
    let seq = row.seq.unsigned_abs();
    Some(WarningLine {
        case_no: row.case_no.clone(),
        item: app.version_name(&row.item, &row.definition),
        lamp: turns::lamp(level),
        kind,
        of,
        crossed_at: row.at,
        explain_by: by.map(|counted| counted.due_on),
        holder: row.officer.map(|id| officers.name(id)),
        href: format!("/desk/cases/{}/{}", row.case_no, explanation::path(seq)),
    })
}
