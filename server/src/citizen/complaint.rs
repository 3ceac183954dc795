//! 投诉, to the supervision.

use app::parts::choice::Choice;
use app::parts::fault::Fault;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use axum::{Form, Router};
use domain::case::{ComplaintGround, Fact};

use super::say::{self, Sent};
use super::voices::words;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

const NOUN: &str = "complaint";

pub fn routes() -> Router<App> {
    Router::new().route("/cases/{no}/complaint", get(show).post(complain))
}

fn choices(reader: &Reader) -> Vec<Choice> {
    ComplaintGround::ALL
        .into_iter()
        .map(|ground| {
            let key = format!("complaint-ground-{}", ground.key());
            Choice::new(ground.key(), reader.shell.t(&key))
        })
        .collect()
}

async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    let choices = choices(&reader);
    say::show(&app, &reader, &no, NOUN, choices, |case, actor| {
        case.complain(actor, ComplaintGround::Other, words())
    })
    .await
}

async fn complain(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Error> {
    let ground = ComplaintGround::from_key(&sent.choice);
    let fault = ground
        .is_none()
        .then(|| Fault::new("choice", "act-complaint-choice-missing"));
    let ground = ground.unwrap_or(ComplaintGround::Other);
    let repeated =
        |fact: &Fact| matches!(fact, Fact::Complained { ground: told, .. } if *told == ground);
    say::send(
        &app,
        &reader,
        &no,
        NOUN,
        choices(&reader),
        &sent,
        fault,
        repeated,
        |case, actor, text| case.complain(actor, ground, text),
    )
    .await
}
