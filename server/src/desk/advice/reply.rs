//! What the colleague says.

use app::desk::act::Fault;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::authority::Act;
use domain::case::{Advice, Blocked, Denied, Fact};

use crate::desk::form::Posted;
use crate::desk::scope::Open;
use crate::desk::written::{self, Particular};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path((no, asked)): Path<(String, String)>,
) -> Result<Response, Error> {
    let asked = asked.parse().map_err(|_| Error::NotFound)?;
    page(&app, &reader, &no, asked, &Posted::default(), Vec::new()).await
}

async fn page(
    app: &App,
    reader: &Reader,
    no: &str,
    asked: u64,
    posted: &Posted,
    faults: Vec<Fault>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let open = Open::load(app, &mut tx, reader, no).await?;
    drop(tx);
    let (case, actor) = (&open.loaded.case, &open.officer.actor);
    let named = |one: &&Advice| one.seq == asked;
    if !case.advice_for(actor).any(|one| named(&one)) {
        return Err(open.refused(
            if actor.may(Act::AdviceReply) && !case.open_advice().any(|one| named(&one)) {
                Blocked::NoAdvice.into()
            } else {
                Denied::Role.into()
            },
        ));
    }
    written::page(app, reader, no, Act::AdviceReply, posted, faults, |open| {
        let mut own = open.loaded.case.advice_for(&open.officer.actor);
        let question = own.find(named);
        Particular {
            shown: question.and_then(|one| open.text(one.text.id)),
            path: Some(format!("advice/{asked}/reply")),
            ..Particular::default()
        }
    })
    .await
}

pub async fn send(
    State(app): State<App>,
    reader: Reader,
    Path((no, asked)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let asked: u64 = asked.parse().map_err(|_| Error::NotFound)?;
    let posted = Posted(pairs);
    let sent = written::send(
        &app,
        &reader,
        &no,
        Act::AdviceReply,
        &posted,
        |fact| matches!(fact, Fact::AdviceGiven { asked: told, .. } if *told == asked),
        |case, actor, text, _| case.give_advice(actor, asked, text),
    )
    .await?;
    match sent {
        Ok(response) => Ok(response),
        Err(faults) => page(&app, &reader, &no, asked, &posted, faults).await,
    }
}
