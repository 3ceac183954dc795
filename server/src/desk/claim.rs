//! 认领, and giving back.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::case::{Actor, Case, Ctx, Fact};

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
    let named = posted.get("step");
    let repeated = |fact: &Fact| {
        let step = match fact {
            Fact::Claimed { step } if !give_back => step,
            Fact::Released { step } if give_back => step,
            _ => return false,
        };
        named.is_empty() || step == named
    };
    let outcome = sent
        .attempt(
            &app,
            &reader,
            done,
            repeated,
            Statements::default(),
            |case, actor, ctx| {
                let step = step_of(case, actor, named, ctx);
                if give_back {
                    case.release(actor, &step, ctx)
                } else {
                    case.claim(actor, &step, ctx)
                }
            },
        )
        .await?;
    // A claim takes no input, so no refusal of it is for the form.
    outcome.map_err(|blocked| Error::BadRequest(blocked.to_string()))
}

/// The task that the form names, or the first that is the officer's: of most cases there is one.
pub fn step_of(case: &Case, actor: &Actor, named: &str, ctx: &Ctx<'_>) -> String {
    if !named.is_empty() {
        return named.to_owned();
    }
    let own = case.tasks_of(actor, ctx).next().or(case.open.first());
    own.map_or_else(String::new, |open| open.key.clone())
}
