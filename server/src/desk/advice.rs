//! 征求同事意见: the question to a colleague, and its end.

pub mod reply;

use app::desk::act::Fault;
use app::desk::advice::AdviceLine;
use app::desk::people::choices;
use app::shell::Room;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::authority::Act;
use domain::case::Fact;

use super::act::Sent;
use super::form::Posted;
use super::scope::Open;
use super::written::{self, Particular};
use super::{assignment, claim, people};
use crate::acts::Statements;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let asked = Posted(asked);
    let (q, nothing) = (asked.text("q"), Posted::default());
    page(&app, &reader, &no, (&nothing, q), Vec::new()).await
}

async fn page(
    app: &App,
    reader: &Reader,
    no: &str,
    (posted, q): (&Posted, &str),
    faults: Vec<Fault>,
) -> Result<Response, Error> {
    let officer = reader.officer(Room::Desk)?;
    let mut tx = app.store.read().await?;
    let mut people = people::load(app, &mut tx, &officer.agency, reader.now).await?;
    drop(tx);
    let own = |id| officer.actor.by.hands().any(|hand| hand == id);
    people.retain(|person| person.actor.may(Act::AdviceReply) && !own(person.id));
    let search = people::narrow(&mut people, q);
    let lines: Vec<_> = people.iter().map(|person| person.line(None)).collect();
    written::page(app, reader, no, Act::Advice, posted, faults, |_| {
        Particular {
            choices: choices(&reader.shell, &lines),
            people: Some(search),
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
    reader.officer(Room::Desk)?;
    let mut tx = app.store.read().await?;
    let to = assignment::person(&mut tx, posted.get("choice")).await?;
    drop(tx);
    let Some(to) = to else {
        let faults = written::unchosen(&posted, "act-advice-choice-missing");
        return page(&app, &reader, &no, (&posted, ""), faults).await;
    };
    let whom = to.by.officer();
    let sent = written::send(
        &app,
        &reader,
        &no,
        Act::Advice,
        &posted,
        |fact| matches!(fact, Fact::AdviceAsked { of, .. } if Some(*of) == whom),
        |case, actor, text, ctx| {
            let step = claim::step_of(case, actor, "", ctx);
            case.ask_advice(actor, &step, &to, text, ctx)
        },
    )
    .await?;
    match sent {
        Ok(response) => Ok(response),
        Err(faults) => page(&app, &reader, &no, (&posted, ""), faults).await,
    }
}

/// Whoever asked takes the question back.
pub async fn end(
    State(app): State<App>,
    reader: Reader,
    Path((no, asked)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let asked: u64 = asked.parse().map_err(|_| Error::NotFound)?;
    let sent = Sent::open(&app, &reader, &no, &Posted(pairs)).await?;
    let outcome = sent
        .attempt(
            &app,
            &reader,
            "advice-taken-back",
            |fact| matches!(fact, Fact::AdviceTakenBack { asked: told } if *told == asked),
            Statements::default(),
            |case, actor, _| case.take_back_advice(actor, asked),
        )
        .await?;
    outcome.map_err(|blocked| Error::BadRequest(blocked.to_string()))
}

/// What people of the officer's agency asked each other, oldest first; not what was taken back.
pub fn lines(open: &Open) -> Vec<AdviceLine> {
    let case = &open.loaded.case;
    let actor = &open.officer.actor;
    let waits = |seq| case.open_advice().any(|one| one.seq == seq);
    case.advice
        .iter()
        .filter(|one| one.agency == open.officer.agency && !one.taken_back)
        .filter(|one| one.answer.is_some() || waits(one.seq))
        .map(|one| AdviceLine {
            asked: one.seq,
            by: open.officers.by(one.by),
            of: open.officers.name(one.of),
            at: one.at,
            question: open.text(one.text.id),
            answer: one
                .answer
                .as_ref()
                .map(|answer| (answer.at, open.text(answer.text.id))),
            may_end: waits(one.seq) && one.is_by(actor),
        })
        .collect()
}
