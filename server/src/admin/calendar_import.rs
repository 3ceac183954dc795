//! `/admin/calendars/imports`: a notice is read, compared with every open case, and confirmed.

use std::sync::{Arc, PoisonError};

use app::admin::calendar_import::{
    ChangedDay, ImportView, MovedLine, Progress, State as Stand, import_page,
};
use app::shell::Room;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::calendar::{CalendarYear, Calendars, CountsFor, Layer};
use domain::case::DeadlineKind;
use domain::locale::{Locale, Localised};
use jiff::Timestamp;
use serde::Deserialize;
use store::calendars::{self, Draft};
use store::{Tx, cases};

use super::calendars::page;
use crate::calendars as book;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

/// Rows of a page of changed dates.
const ROWS: usize = 50;
/// No list is longer.
const PAGES: usize = 100_000;

#[derive(Debug, Default, Deserialize)]
pub struct Posted {
    #[serde(default)]
    notice: String,
}

/// Reads a notice. One that does not hold together comes back with its line.
pub async fn send(
    State(app): State<App>,
    reader: Reader,
    Form(posted): Form<Posted>,
) -> Result<Response, Error> {
    let officer = reader.officer(Room::Admin)?;
    let refused = match CalendarYear::parse(&posted.notice) {
        Ok(year) => unknown_place(&app, &year).map(|key| (1, key.to_owned(), None)),
        Err(fault) => Some((
            fault.line,
            format!("calendar-fault-{}", fault.kind.key()),
            Some(fault.kind),
        )),
    };
    if let Some((line, key, kind)) = refused {
        let html = page(&app, &reader, &posted.notice, Some((line, key, kind))).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(html)).into_response());
    }
    let draft = Draft {
        id: book::draft_id(&posted.notice),
        body: posted.notice,
        created_by: officer.id.to_string(),
        created_at: reader.now,
    };
    let mut tx = app.store.begin().await?;
    calendars::put_draft(&mut tx, &draft).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/admin/calendars/imports/{}", draft.id)).into_response())
}

/// The layer of a place or an agency that there is not.
fn unknown_place(app: &App, year: &CalendarYear) -> Option<&'static str> {
    match &year.layer {
        Layer::National => None,
        Layer::Region(code) => app
            .catalogue
            .division(code)
            .is_none()
            .then_some("calendar-fault-division"),
        Layer::Agency(id) => app
            .catalogue
            .agency(id)
            .is_none()
            .then_some("calendar-fault-agency"),
    }
}

#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    page: Option<usize>,
}

/// What is looked at: a notice, or what the catalogue's own files have changed.
struct Looked {
    id: String,
    year: Option<CalendarYear>,
    after: Arc<Calendars>,
}

/// The address of the catalogue's own change.
const CATALOGUE: &str = "catalogue";

async fn look(app: &App, tx: &mut Tx, id: &str) -> Result<Looked, Error> {
    if id == CATALOGUE {
        return Ok(Looked {
            id: id.to_owned(),
            year: None,
            after: app.calendars.current(),
        });
    }
    let draft = calendars::draft(tx, id).await?.ok_or(Error::NotFound)?;
    let year = CalendarYear::parse(&draft.body)
        .map_err(|fault| Error::fault(format!("calendar draft {id}: {fault}")))?;
    let after = book::with(app, tx, &year).await?;
    Ok(Looked {
        id: id.to_owned(),
        year: Some(year),
        after: Arc::new(after),
    })
}

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    reader.officer(Room::Admin)?;
    let html = html(&app, &reader, &id, asked.page.unwrap_or(1).clamp(1, PAGES)).await?;
    Ok(Html(html).into_response())
}

async fn html(app: &App, reader: &Reader, id: &str, number: usize) -> Result<String, Error> {
    let mut tx = app.store.read().await?;
    app.calendars.refresh(&mut tx, &app.catalogue).await?;
    let looked = look(app, &mut tx, id).await?;
    let current = app.calendars.current();
    let version = calendars::version(&mut tx, looked.after.version()).await?;
    let confirmed = version
        .as_ref()
        .filter(|_| looked.after.version() == current.version())
        .and_then(|version| version.confirmed_at.map(|at| (at, version.finished_at)));
    let behind = cases::behind(&mut tx, &current.versions()).await?;
    let shown = match confirmed {
        Some((at, finished)) if looked.year.is_some() || behind == 0 || finished.is_none() => {
            taken_over(app, &mut tx, at, finished.is_some(), behind, number).await?
        }
        _ => compared(app, &looked, number),
    };
    drop(tx);
    let here = |number: usize| format!("/admin/calendars/imports/{id}?page={number}");
    let view = ImportView {
        id: looked.id,
        year: looked
            .year
            .as_ref()
            .map_or_else(|| app.date(reader.now).year(), |year| year.year),
        layer: layer(app, looked.year.as_ref()),
        source: looked.year.as_ref().map_or_else(
            || reader.shell.t("admin-import-files"),
            |year| year.source.clone(),
        ),
        counts_for_statutory: looked
            .year
            .as_ref()
            .is_none_or(|year| year.counts_for == CountsFor::Statutory),
        base: current.version().to_owned(),
        days: looked
            .year
            .as_ref()
            .map(|year| book::days_of(&current, &looked.after, year))
            .unwrap_or_default()
            .into_iter()
            .map(|change| ChangedDay {
                date: change.date,
                works_now: change.works_now,
            })
            .collect(),
        progress: shown.progress,
        dates: shown.dates,
        previous: (number > 1).then(|| here(number - 1)),
        next: shown.more.then(|| here(number + 1)),
        state: shown.stand,
    };
    Ok(import_page(&reader.shell, &view))
}

/// A page of changed dates, and how far things are.
struct Shown {
    stand: Stand,
    progress: Progress,
    dates: Vec<MovedLine>,
    more: bool,
}

/// What the confirmation at `at` has moved so far.
async fn taken_over(
    app: &App,
    tx: &mut Tx,
    at: Timestamp,
    finished: bool,
    behind: i64,
    number: usize,
) -> Result<Shown, Error> {
    let offset = i64::try_from((number - 1) * ROWS).unwrap_or(i64::MAX);
    let rows = cases::moved_since(tx, at, offset, ROWS as i64 + 1).await?;
    Ok(Shown {
        stand: if finished {
            Stand::Done
        } else {
            Stand::Running
        },
        progress: Progress {
            seen: cases::open_count(tx).await?.unsigned_abs(),
            touched: behind.unsigned_abs(),
            moved: cases::moved_cases(tx, at).await?.unsigned_abs(),
            firm: 0,
            finished,
        },
        dates: rows
            .iter()
            .take(ROWS)
            .map(|row| moved_line(app, row))
            .collect(),
        more: rows.len() > ROWS,
    })
}

/// What the comparison has found so far.
fn compared(app: &App, looked: &Looked, number: usize) -> Shown {
    let preview = app.previews.of(app, &looked.id, &looked.after);
    let found = preview.lock().unwrap_or_else(PoisonError::into_inner);
    let dates = found.dates.iter().skip((number - 1) * ROWS).take(ROWS);
    Shown {
        stand: Stand::Draft,
        progress: Progress {
            seen: found.seen,
            touched: found.touched,
            moved: found.moved,
            firm: found.firm,
            finished: found.finished_at.is_some(),
        },
        dates: dates
            .map(|moved| MovedLine {
                case_no: moved.case_no.clone(),
                agency: app.agency_name(&moved.agency),
                kind: moved.kind,
                step: moved.step.clone(),
                from: moved.from,
                to: moved.to,
            })
            .collect(),
        more: found.dates.len() > number * ROWS,
    }
}

fn layer(app: &App, year: Option<&CalendarYear>) -> Localised {
    match year.map(|year| &year.layer) {
        Some(Layer::Region(code)) => app.division_name(code),
        Some(Layer::Agency(id)) => app.agency_name(id),
        Some(Layer::National) | None => {
            let words = |locale| app::text::t(locale, "admin-import-national");
            Localised::new(words(Locale::ZhCn), words(Locale::En))
        }
    }
}

fn moved_line(app: &App, row: &cases::MovedCase) -> MovedLine {
    let definition = app.definition(&row.definition).ok();
    MovedLine {
        case_no: row.case_no.clone(),
        agency: app.agency_name(&row.agency),
        kind: DeadlineKind::from_key(&row.kind).unwrap_or(DeadlineKind::Statutory),
        step: definition
            .as_ref()
            .and_then(|definition| definition.item.step(&row.step))
            .map(|step| step.name.clone()),
        from: row.from_on,
        to: row.to_on,
    }
}

#[derive(Debug, Deserialize)]
pub struct Confirmed {
    base: String,
}

/// Takes the notice over; the job counts the cases anew.
pub async fn confirm(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Form(form): Form<Confirmed>,
) -> Result<Response, Error> {
    let officer = reader.officer(Room::Admin)?;
    let mut tx = app.store.begin().await?;
    app.calendars.refresh(&mut tx, &app.catalogue).await?;
    let looked = look(&app, &mut tx, &id).await?;
    let current = app.calendars.current();
    let back = Redirect::to(&format!("/admin/calendars/imports/{id}"));
    let standing = calendars::version(&mut tx, looked.after.version()).await?;
    let is_taken_over = looked.after.version() == current.version()
        && match standing.filter(|version| version.confirmed_at.is_some()) {
            Some(version) if version.finished_at.is_none() => true,
            Some(_) => !cases::is_behind(&mut tx, &current.versions()).await?,
            None => false,
        };
    if is_taken_over {
        // Somebody, perhaps this very form, was here before.
        return Ok(back.into_response());
    }
    if form.base != current.version() {
        drop(tx);
        // What was looked at is not what would be changed: here is what would be.
        let html = html(&app, &reader, &id, 1).await?;
        return Ok((StatusCode::CONFLICT, Html(html)).into_response());
    }
    let by = officer.id.to_string();
    book::confirm(&app, &mut tx, looked.year.as_ref(), Some(&by), reader.now).await?;
    tx.commit().await?;
    let mut tx = app.store.read().await?;
    app.calendars.refresh(&mut tx, &app.catalogue).await?;
    Ok(back.into_response())
}

/// For the overview of calendars: what has to be looked at, and what runs.
pub async fn standing(app: &App, tx: &mut Tx) -> Result<(i64, Option<Timestamp>), Error> {
    let current = app.calendars.current();
    let behind = cases::behind(tx, &current.versions()).await?;
    let version = calendars::version(tx, current.version()).await?;
    let running = version
        .filter(|version| version.finished_at.is_none())
        .and_then(|version| version.confirmed_at);
    Ok((behind, running))
}
