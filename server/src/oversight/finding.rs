//! `/oversight/findings/{no}/{rule}/{seq}`: one finding, and the supervision's decision.

use app::oversight::finding::{Judged, finding_page};
use app::parts::act_form::ActForm;
use app::parts::choice::Choice;
use app::parts::fault::Fault;
use app::shell::Room;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::supervision::rules::Rule;
use domain::supervision::triage::{self, Barred};
use serde::Deserialize;
use store::Tx;
use store::findings::FindingLine;

use super::act;
use super::view::Overseer;
use crate::error::{Error, page_status};
use crate::findings;
use crate::reader::Reader;
use crate::state::App;

const CHOICES: [&str; 2] = ["justified", "confirmed"];

type Name = Path<(String, String, String)>;

#[derive(Debug, Default, Deserialize)]
pub struct Posted {
    #[serde(default)]
    choice: String,
    #[serde(default)]
    text: String,
}

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(name): Name,
) -> Result<Response, Error> {
    page(&app, &reader, &name, &Posted::default(), Vec::new()).await
}

/// The finding, if it lies in the overseer's scope and is for their eyes.
async fn open(
    app: &App,
    tx: &mut Tx,
    reader: &Reader,
    name: &(String, String, String),
) -> Result<FindingLine, Error> {
    let overseer = Overseer::of(app, reader)?;
    let line = findings::open(tx, name).await?;
    let within = overseer
        .scope
        .holds(&line.agency, &line.division, &line.prefecture);
    let shown = overseer.agency.is_none()
        || Rule::from_key(&line.rule).is_some_and(|rule| rule.is_for_agency(&line.why));
    if within && shown {
        Ok(line)
    } else {
        Err(Error::NotFound)
    }
}

async fn page(
    app: &App,
    reader: &Reader,
    name: &(String, String, String),
    posted: &Posted,
    faults: Vec<Fault>,
) -> Result<Response, Error> {
    let officer = reader.officer(Room::Oversight)?;
    let mut tx = app.store.read().await?;
    let line = open(app, &mut tx, reader, name).await?;
    let case = format!("/oversight/cases/{}", line.case_no);
    let finding = findings::view(app, &mut tx, reader, &line, Some(case.clone())).await?;
    drop(tx);
    let may = findings::may(&officer, &line, |standing, speaker| {
        standing.decide(speaker, true)
    });
    let status = page_status(&faults);
    let choices =
        CHOICES.map(|key| Choice::new(key, reader.shell.t(&format!("finding-choice-{key}"))));
    let confirmed = line.state() == triage::State::Confirmed;
    let view = Judged {
        finding,
        here: format!("/oversight/findings/{}", findings::address(&line)),
        form: may.is_ok().then(|| ActForm {
            choices: choices.into(),
            choice: posted.choice.clone(),
            ..ActForm::new("finding-decision", posted.text.as_str(), faults)
        }),
        own: may == Err(Barred::Own) && !line.state().is_decided(),
        order: (confirmed && officer.roles.iter().any(|role| role.may_decide_findings()))
            .then(|| format!("{case}/order")),
    };
    Ok((status, Html(finding_page(&reader.shell, &view))).into_response())
}

pub async fn decide(
    State(app): State<App>,
    reader: Reader,
    Path(name): Name,
    Form(posted): Form<Posted>,
) -> Result<Response, Error> {
    let officer = reader.officer(Room::Oversight)?;
    let text = posted.text.trim();
    let wanted = CHOICES
        .contains(&posted.choice.as_str())
        .then(|| triage::State::from_key(&posted.choice))
        .flatten();
    let choice_fault = wanted
        .is_none()
        .then_some("act-finding-decision-choice-missing");
    let faults = act::faults([("choice", choice_fault), ("text", act::text_fault(text))]);
    let mut tx = app.store.begin().await?;
    let line = open(&app, &mut tx, &reader, &name).await?;
    let confirmed = wanted == Some(triage::State::Confirmed);
    let may = findings::may(&officer, &line, |standing, speaker| {
        standing.decide(speaker, confirmed)
    });
    if matches!(may, Err(Barred::Role | Barred::Own)) {
        return Err(Error::Denied);
    }
    let Some(wanted) = wanted.filter(|_| faults.is_empty()) else {
        drop(tx);
        return page(&app, &reader, &name, &posted, faults).await;
    };
    findings::say(&app, &mut tx, &reader, &officer, &line, (wanted, may), text).await?;
    tx.commit().await?;
    let to = format!("/oversight/findings/{}", findings::address(&line));
    Ok(Redirect::to(&to).into_response())
}
