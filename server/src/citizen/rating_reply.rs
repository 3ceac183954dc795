//! What the applicant says to what was done about their rating.

use app::parts::choice::Choice;
use app::parts::fault::Fault;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use axum::{Form, Router};
use domain::case::Fact;

use super::say::{self, Sent};
use super::voices::words;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

const NOUN: &str = "rating-reply";

pub fn routes() -> Router<App> {
    Router::new().route("/cases/{no}/rating-reply", get(show).post(reply))
}

fn choices(reader: &Reader) -> Vec<Choice> {
    ["content", "discontent"]
        .map(|key| Choice::new(key, reader.shell.t(&format!("act-rating-reply-{key}"))))
        .into()
}

async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    let choices = choices(&reader);
    say::show(&app, &reader, &no, NOUN, choices, |case, actor| {
        case.answer_follow_up(actor, true, Some(words()))
    })
    .await
}

async fn reply(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Error> {
    let is = sent.choice == "content";
    let chosen = is || sent.choice == "discontent";
    let fault = (!chosen).then(|| Fault::new("choice", "act-rating-reply-choice-missing"));
    let repeated =
        |fact: &Fact| matches!(fact, Fact::FollowUpAnswered { content, .. } if *content == is);
    say::send(
        &app,
        &reader,
        &no,
        NOUN,
        choices(&reader),
        &sent,
        fault,
        repeated,
        |case, actor, text| case.answer_follow_up(actor, is, Some(text)),
    )
    .await
}
