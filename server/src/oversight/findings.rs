//! `/oversight/findings`: what the rules found in a supervisor's area, or in a head's agency.

use std::collections::HashMap;

use app::oversight::findings::{Asked as Chosen, Findings, Line, RuleLine, STATES, findings_page};
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Response};
use domain::supervision::rules::Rule;
use domain::supervision::triage;
use jiff::ToSpan;
use serde::Deserialize;
use store::cases::{PAGE, Scope};
use store::findings::{self as found, FindingFilter, FindingLine};

use super::export::{self, Cell, Format, MOST, Sheet};
use super::view::{Overseer, divisions, scope_of};
use crate::error::Error;
use crate::findings::{address, after, item, place};
use crate::reader::Reader;
use crate::state::App;

/// In days; the first without more.
const PERIODS: [u16; 3] = [30, 90, 365];

/// `?days=&rule=&state=&division=&agency=&after=`, as forms and links have it; empty is nothing.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    days: Option<String>,
    rule: Option<String>,
    state: Option<String>,
    division: Option<String>,
    agency: Option<String>,
    after: Option<String>,
}

fn chosen(
    app: &App,
    reader: &Reader,
    overseer: &Overseer<'_>,
    asked: &Asked,
) -> Result<(Chosen, FindingFilter), Error> {
    let given = |value: &Option<String>| value.clone().filter(|value| !value.is_empty());
    let days = asked.days.as_deref().and_then(|days| days.parse().ok());
    let days = days
        .filter(|days| PERIODS.contains(days))
        .unwrap_or(PERIODS[0]);
    let chosen = Chosen {
        days,
        rule: given(&asked.rule),
        state: given(&asked.state),
        division: given(&asked.division),
        agency: given(&asked.agency),
    };
    let state = match &chosen.state {
        Some(key) => Some(triage::State::from_key(key).ok_or(Error::NotFound)?),
        None => None,
    };
    if chosen
        .rule
        .as_deref()
        .is_some_and(|key| Rule::from_key(key).is_none())
    {
        return Err(Error::NotFound);
    }
    if let Some(agency) = &chosen.agency
        && app.catalogue.agency(agency).is_none()
    {
        return Err(Error::NotFound);
    }
    let mut within = Vec::new();
    if let Some(code) = &chosen.division {
        let division = app.catalogue.division(code).ok_or(Error::NotFound)?;
        if overseer.agency.is_none() && !app.catalogue.is_within(code, &overseer.home.code) {
            return Err(Error::NotFound);
        }
        within.push(scope_of(division));
    }
    within.extend(chosen.agency.clone().map(Scope::Agency));
    let first = app
        .date(reader.now)
        .saturating_sub((i64::from(days) - 1).days());
    let filter = FindingFilter {
        scope: overseer.scope.clone(),
        within,
        rule: chosen.rule.clone(),
        state,
        since: app.start_of(first),
        for_agency: overseer.agency.is_some(),
    };
    Ok((chosen, filter))
}

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let overseer = Overseer::of(&app, &reader)?;
    let (chosen, filter) = chosen(&app, &reader, &overseer, &asked)?;
    let from = asked.after.as_deref().and_then(place);
    let mut tx = app.store.read().await?;
    let rows = found::list(&mut tx, &filter, from.as_ref()).await?;
    let count = found::count(&mut tx, &filter).await?;
    let tallies = found::tallies(&mut tx, &filter).await?;
    let agencies = match overseer.agency {
        Some(_) => Vec::new(),
        None => found::agencies(&mut tx, &filter).await?,
    };
    drop(tx);
    let counts: HashMap<(&str, &str), u64> = tallies
        .iter()
        .map(|one| {
            (
                (one.rule.as_str(), one.state.as_str()),
                one.count.unsigned_abs(),
            )
        })
        .collect();
    let here = chosen.address();
    let full = i64::try_from(rows.len()).is_ok_and(|rows| rows >= PAGE);
    let view = Findings {
        periods: PERIODS.into(),
        agencies: agencies
            .into_iter()
            .map(|id| (id.clone(), app.agency_name(&id)))
            .collect(),
        divisions: divisions(&app, &overseer, chosen.division.as_deref()),
        rules: app
            .catalogue
            .supervision
            .rules()
            .map(|rule| RuleLine {
                key: rule.key(),
                counts: STATES.map(|state| counts.get(&(rule.key(), state)).copied().unwrap_or(0)),
            })
            .collect(),
        count,
        first: from.map(|_| here.clone()),
        next: rows
            .last()
            .filter(|_| full)
            .map(|last| format!("{here}&after={}", after(last))),
        lines: rows.iter().map(|row| line(&app, row)).collect(),
        asked: chosen,
    };
    Ok(Html(findings_page(&reader.shell, &view)).into_response())
}

fn line(app: &App, row: &FindingLine) -> Line {
    Line {
        href: format!("/oversight/findings/{}", address(row)),
        rule: row.rule.clone(),
        why: row.why.clone(),
        measure: row.measure,
        case_no: row.case_no.clone(),
        item: item(app, row),
        agency: app.agency_name(&row.agency),
        at: row.at,
        state: row.state.clone(),
    }
}

const COLUMNS: &[(&str, &str)] = &[
    ("case", "oversight-case"),
    ("rule", "finding-rule"),
    ("entry", "export-entry"),
    ("item", "export-item-code"),
    ("item_name", "oversight-item"),
    ("agency", "oversight-agency"),
    ("happened_at", "finding-at"),
    ("found_at", "finding-found-at"),
    ("measure", "export-measure"),
    ("state", "finding-state"),
];

pub async fn file(
    State(app): State<App>,
    reader: Reader,
    format: Format,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let overseer = Overseer::of(&app, &reader)?;
    let (_, filter) = chosen(&app, &reader, &overseer, &asked)?;
    let mut tx = app.store.read().await?;
    let total = found::count(&mut tx, &filter).await?;
    let mut rows: Vec<FindingLine> = Vec::new();
    while rows.len() < MOST {
        let last = rows.last().map(FindingLine::place);
        let more = found::list(&mut tx, &filter, last.as_ref()).await?;
        if more.is_empty() {
            break;
        }
        rows.extend(more);
    }
    drop(tx);
    let cells = |row: &FindingLine| {
        vec![
            row.case_no.as_str().into(),
            export::coded(&reader, "rule-", &row.rule),
            row.seq.into(),
            row.item.as_str().into(),
            export::words(&reader, &item(&app, row)),
            Cell::Coded(
                row.agency.clone(),
                reader.shell.l(&app.agency_name(&row.agency)),
            ),
            row.at.into(),
            row.found_at.into(),
            row.measure.into(),
            export::coded(&reader, "finding-state-", &row.state),
        ]
    };
    let sheet = Sheet {
        name: "findings",
        columns: COLUMNS,
        more: Vec::new(),
        rows: rows.iter().take(MOST).map(cells).collect(),
        total,
    };
    sheet.file(&reader, format)
}
