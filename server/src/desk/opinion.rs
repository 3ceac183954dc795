//! 协办部门意见: what another agency says to the lead agency's question.

use app::desk::act::Fault;
use app::parts::choice::Choice;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::authority::Act;
use domain::case::{Fact, Opinion};

use super::act::Sent;
use super::form::Posted;
use super::written::{self, Particular};
use crate::acts::Statements;
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
    let mut found: Vec<_> = chosen
        .is_none()
        .then(|| Fault::new("choice", "act-opinion-choice-missing"))
        .into_iter()
        .chain(written::text_fault(&posted))
        .collect();
    if let Some(chosen) = chosen.filter(|_| found.is_empty()) {
        let sent = Sent::open(&app, &reader, &no, &posted).await?;
        let mut texts = Statements::default();
        let text = texts.add(&app, reader.now, posted.text("text"))?;
        let repeated =
            |fact: &Fact| matches!(fact, Fact::OpinionGiven { opinion, .. } if *opinion == chosen);
        let outcome = sent
            .attempt(
                &app,
                &reader,
                "opinion",
                repeated,
                texts,
                |case, actor, _| case.give_opinion(actor, chosen, text),
            )
            .await?;
        match outcome {
            Ok(response) => return Ok(response),
            Err(blocked) => found.push(written::fault_of(&blocked)),
        }
    }
    page(&app, &reader, &no, &posted, found).await
}
