//! `/desk/findings`: what supervision's rules found in an agency, for its head to explain.

use app::desk::findings::{Explained, Findings, Line, finding_page, findings_page};
use app::parts::act_form::ActForm;
use app::parts::fault::Fault;
use app::shell::Room;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::supervision::rules::Rule;
use domain::supervision::triage::{self, Barred};
use jiff::Timestamp;
use serde::Deserialize;
use store::Tx;
use store::cases::{PAGE, Scope};
use store::findings::{self as found, FindingFilter, FindingLine};

use crate::error::{Error, page_status};
use crate::findings;
use crate::reader::{Officer, Reader};
use crate::state::App;

type Name = Path<(String, String, String)>;

#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    state: Option<String>,
    after: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
pub struct Posted {
    #[serde(default)]
    text: String,
}

/// Whoever explains what is found in their agency.
fn head(reader: &Reader) -> Result<Officer, Error> {
    let officer = reader.officer(Room::Desk)?;
    if officer.roles.iter().any(|role| role.may_explain_findings()) {
        Ok(officer)
    } else {
        Err(Error::Denied)
    }
}

pub async fn list(
    State(app): State<App>,
    reader: Reader,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let officer = head(&reader)?;
    let state = asked.state.as_deref().and_then(triage::State::from_key);
    let state = state.unwrap_or(triage::State::Open);
    let filter = FindingFilter {
        scope: Scope::Agency(officer.agency.clone()),
        within: Vec::new(),
        rule: None,
        state: Some(state),
        since: Timestamp::UNIX_EPOCH,
        for_agency: true,
    };
    let after = asked.after.as_deref().and_then(findings::place);
    let mut tx = app.store.read().await?;
    let rows = found::list(&mut tx, &filter, after.as_ref()).await?;
    let count = found::count(&mut tx, &filter).await?;
    drop(tx);
    let here = format!("/desk/findings?state={}", state.key());
    let full = i64::try_from(rows.len()).is_ok_and(|rows| rows >= PAGE);
    let view = Findings {
        state: state.key().to_owned(),
        count,
        first: after.map(|_| here.clone()),
        next: rows
            .last()
            .filter(|_| full)
            .map(|last| format!("{here}&after={}", findings::after(last))),
        lines: rows
            .iter()
            .map(|row| Line {
                href: format!("/desk/findings/{}", findings::address(row)),
                rule: row.rule.clone(),
                why: row.why.clone(),
                measure: row.measure,
                case_no: row.case_no.clone(),
                item: findings::item(&app, row),
                at: row.at,
                state: row.state.clone(),
            })
            .collect(),
    };
    Ok(Html(findings_page(&reader.shell, &view)).into_response())
}

/// A finding of their agency that is for its eyes.
async fn open(
    tx: &mut Tx,
    officer: &Officer,
    name: &(String, String, String),
) -> Result<FindingLine, Error> {
    let line = findings::open(tx, name).await?;
    let shown = Rule::from_key(&line.rule).is_some_and(|rule| rule.is_for_agency(&line.why));
    if line.agency == officer.agency && shown {
        Ok(line)
    } else {
        Err(Error::NotFound)
    }
}

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(name): Name,
) -> Result<Response, Error> {
    page(&app, &reader, &name, &Posted::default(), Vec::new()).await
}

async fn page(
    app: &App,
    reader: &Reader,
    name: &(String, String, String),
    posted: &Posted,
    faults: Vec<Fault>,
) -> Result<Response, Error> {
    let officer = head(reader)?;
    let mut tx = app.store.read().await?;
    let line = open(&mut tx, &officer, name).await?;
    let case = format!("/desk/cases/{}", line.case_no);
    let finding = findings::view(app, &mut tx, reader, &line, Some(case)).await?;
    drop(tx);
    let may = findings::may(&officer, &line, |standing, speaker| {
        standing.explain(speaker)
    });
    let status = page_status(&faults);
    let view = Explained {
        finding,
        here: format!("/desk/findings/{}", findings::address(&line)),
        form: may
            .is_ok()
            .then(|| ActForm::new("finding-explanation", posted.text.as_str(), faults)),
    };
    Ok((status, Html(finding_page(&reader.shell, &view))).into_response())
}

pub async fn explain(
    State(app): State<App>,
    reader: Reader,
    Path(name): Name,
    Form(posted): Form<Posted>,
) -> Result<Response, Error> {
    let officer = head(&reader)?;
    let text = posted.text.trim();
    if let Some(fault) = findings::text_fault(text) {
        let faults = vec![Fault::new("text", fault)];
        return page(&app, &reader, &name, &posted, faults).await;
    }
    let mut tx = app.store.begin().await?;
    let line = open(&mut tx, &officer, &name).await?;
    let may = findings::may(&officer, &line, |standing, speaker| {
        standing.explain(speaker)
    });
    if may == Err(Barred::Role) {
        return Err(Error::Denied);
    }
    let wanted = triage::State::Explained;
    findings::say(&app, &mut tx, &reader, &officer, &line, (wanted, may), text).await?;
    tx.commit().await?;
    let to = format!("/desk/findings/{}", findings::address(&line));
    Ok(Redirect::to(&to).into_response())
}
