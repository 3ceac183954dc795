//! 认领, and giving back.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::case::Fact;

use super::act::Sent;
use super::form::Posted;
use crate::acts::Statements;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

pub async fn send(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let posted = Posted(pairs);
    let sent = Sent::open(&app, &reader, &no, &posted).await?;
    let give_back = posted.get("give_back") == "yes";
    let done = if give_back { "release" } else { "claim" };
    let repeated = |fact: &Fact| match fact {
        Fact::Claimed { .. } => !give_back,
        Fact::Released { .. } => give_back,
        _ => false,
    };
    let outcome = sent
        .attempt(
            &app,
            &reader,
            done,
            repeated,
            Statements::default(),
            |case, actor, ctx| {
                if give_back {
                    case.release(actor, ctx)
                } else {
                    case.claim(actor, ctx)
                }
            },
        )
        .await?;
    // A claim takes no input, so no refusal of it is for the form.
    outcome.map_err(|blocked| Error::BadRequest(blocked.to_string()))
}
