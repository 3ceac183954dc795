//! `/oversight/voided`: what was closed as void in a supervisor's area, or in a head's agency.

use app::oversight::voided::{Line, Voided, voided_page};
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Response};
use domain::id::CaseId;
use jiff::Timestamp;
use serde::Deserialize;
use store::cases::{self, PAGE, VoidedLine};

use super::export::{self, Cell, Format, MOST, Sheet};
use super::view::Overseer;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

const HERE: &str = "/oversight/voided";

#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    after: Option<String>,
}

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let overseer = Overseer::of(&app, &reader)?;
    let after = asked.after.as_deref().and_then(place);
    let mut tx = app.store.read().await?;
    let rows = cases::voided(&mut tx, &overseer.scope, after).await?;
    let (count, late) = cases::voided_count(&mut tx, &overseer.scope).await?;
    drop(tx);
    let full = i64::try_from(rows.len()).is_ok_and(|rows| rows >= PAGE);
    let view = Voided {
        count: count.unsigned_abs(),
        late: late.unsigned_abs(),
        first: after.map(|_| HERE.to_owned()),
        next: rows.last().filter(|_| full).map(|last| {
            let at = last.concluded_at.as_millisecond();
            format!("{HERE}?after={at}.{}", last.case_id)
        }),
        lines: rows.iter().map(|row| line(&app, row)).collect(),
    };
    Ok(Html(voided_page(&reader.shell, &view)).into_response())
}

const COLUMNS: &[(&str, &str)] = &[
    ("case", "oversight-case"),
    ("item", "export-item-code"),
    ("item_name", "oversight-item"),
    ("agency", "oversight-agency"),
    ("ground", "voided-ground"),
    ("received_at", "oversight-received"),
    ("voided_at", "voided-at"),
    ("late", "export-late"),
];

pub async fn file(
    State(app): State<App>,
    reader: Reader,
    format: Format,
) -> Result<Response, Error> {
    let overseer = Overseer::of(&app, &reader)?;
    let mut tx = app.store.read().await?;
    let (total, _) = cases::voided_count(&mut tx, &overseer.scope).await?;
    let mut rows: Vec<VoidedLine> = Vec::new();
    while rows.len() < MOST {
        let after = rows.last().map(|last| (last.concluded_at, last.case_id));
        let more = cases::voided(&mut tx, &overseer.scope, after).await?;
        if more.is_empty() {
            break;
        }
        rows.extend(more);
    }
    drop(tx);
    let cells = |row: &VoidedLine| {
        let line = line(&app, row);
        vec![
            line.case_no.into(),
            // Of a confidential one, as on the page, neither.
            line.item.as_ref().map_or("", |_| row.item.as_str()).into(),
            export::words(&reader, &line.item.unwrap_or_default()),
            Cell::Coded(row.agency.clone(), reader.shell.l(&line.agency)),
            export::coded(&reader, "void-ground-", &line.ground),
            line.received_at.into(),
            line.at.into(),
            line.late.into(),
        ]
    };
    let sheet = Sheet {
        name: "voided-cases",
        columns: COLUMNS,
        more: Vec::new(),
        rows: rows.iter().take(MOST).map(cells).collect(),
        total: total.unsigned_abs(),
    };
    sheet.file(&reader, format)
}

/// `instant.case`, as the links have it.
fn place(text: &str) -> Option<(Timestamp, CaseId)> {
    let (at, case) = text.split_once('.')?;
    let at = Timestamp::from_millisecond(at.parse().ok()?).ok()?;
    Some((at, case.parse().ok()?))
}

fn line(app: &App, row: &VoidedLine) -> Line {
    Line {
        case_no: row.case_no.clone(),
        item: (!row.confidential).then(|| app.version_name(&row.item, &row.definition)),
        agency: app.agency_name(&row.agency),
        ground: row.void_ground.clone(),
        received_at: row.received_at,
        at: row.concluded_at,
        late: row.in_time == Some(false),
    }
}
