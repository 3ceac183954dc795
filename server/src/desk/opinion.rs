//! 协办部门意见: what another agency says to the lead agency's question.

use app::desk::act::Fault;
use app::parts::choice::Choice;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::authority::Act;
use domain::case::{Fact, Opinion};

use super::form::Posted;
use super::written::{self, Particular};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    page(&app, &reader, &no, &Posted::default(), Vec::new()).await
}

async fn page(
    app: &App,
    reader: &Reader,
    no: &str,
    posted: &Posted,
    faults: Vec<Fault>,
) -> Result<Response, Error> {
    let choices = Opinion::ALL.map(|opinion| {
        let key = format!("act-opinion-{}", opinion.key());
        Choice::new(opinion.key(), reader.shell.t(&key))
    });
    written::page(app, reader, no, Act::Opinion, posted, faults, |_| {
        Particular {
            choices: choices.into(),
            ..Particular::default()
        }
    })
    .await
}

pub async fn send(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let posted = Posted(pairs);
    let chosen = Opinion::from_key(posted.get("choice"));
    let Some(chosen) = chosen else {
        let faults = written::unchosen(&posted, "act-opinion-choice-missing");
        return page(&app, &reader, &no, &posted, faults).await;
    };
    let sent = written::send(
        &app,
        &reader,
        &no,
        Act::Opinion,
        &posted,
        |fact| matches!(fact, Fact::OpinionGiven { opinion, .. } if *opinion == chosen),
        |case, actor, text, _| case.give_opinion(actor, chosen, text),
    )
    .await?;
    match sent {
        Ok(response) => Ok(response),
        Err(faults) => page(&app, &reader, &no, &posted, faults).await,
    }
}
