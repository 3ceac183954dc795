//! 作废办结: by the head, on a ground of the list.

use app::desk::act::Fault;
use app::parts::choice::Choice;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::authority::Act;
use domain::case::{Fact, VoidGround};

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
    let choices = VoidGround::ALL.map(|ground| {
        let key = format!("void-ground-{}", ground.key());
        Choice::new(ground.key(), reader.shell.t(&key))
    });
    written::page(app, reader, no, Act::Voiding, posted, faults, |_| {
        Particular {
            choices: choices.into(),
            preview: true,
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
    if posted.edits() {
        return page(&app, &reader, &no, &posted, Vec::new()).await;
    }
    let Some(chosen) = VoidGround::from_key(posted.get("choice")) else {
        let faults = written::unchosen(&posted, "act-voiding-choice-missing");
        return page(&app, &reader, &no, &posted, faults).await;
    };
    let sent = written::send(
        &app,
        &reader,
        &no,
        Act::Voiding,
        &posted,
        |fact| matches!(fact, Fact::Voided { ground, .. } if *ground == chosen),
        |case, actor, text, _| case.void(actor, chosen, text),
    )
    .await?;
    match sent {
        Ok(response) => Ok(response),
        Err(faults) => page(&app, &reader, &no, &posted, faults).await,
    }
}
