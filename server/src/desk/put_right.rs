//! 差评: what the agency does about a bad rating: the first contact, what was put right, the call-back, the appeal.

use app::desk::act::Fault;
use app::parts::choice::Choice;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{MethodRouter, get};
use domain::authority::Act;
use domain::case::{Actor, Case, Fact, Refusal, StatementRef};

use super::form::Posted;
use super::written::{self, Particular};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

type Pairs = Form<Vec<(String, String)>>;

async fn page(
    app: &App,
    reader: &Reader,
    no: &str,
    act: Act,
    posted: &Posted,
    faults: Vec<Fault>,
) -> Result<Response, Error> {
    let choices = match act {
        Act::RatingContact => &["simple", "complex"][..],
        Act::CallBack => &["content", "discontent"],
        _ => &[],
    };
    let choices = choices.iter().map(|key| {
        let words = format!("act-{}-{key}", act.key());
        Choice::new(*key, reader.shell.t(&words))
    });
    let choices = choices.collect();
    written::page(app, reader, no, act, posted, faults, |open| Particular {
        choices,
        shown: open.comment(),
        ..Particular::default()
    })
    .await
}

/// The answer to one of the two words; none where neither was chosen.
fn chosen(posted: &Posted, yes: &str, no: &str) -> Option<bool> {
    match posted.get("choice") {
        word if word == yes => Some(true),
        word if word == no => Some(false),
        _ => None,
    }
}

async fn send(
    app: &App,
    reader: &Reader,
    no: &str,
    act: Act,
    posted: &Posted,
    repeated: impl Fn(&Fact) -> bool,
    decide: impl FnOnce(&Case, &Actor, StatementRef) -> Result<Vec<Fact>, Refusal>,
) -> Result<Response, Error> {
    let sent = written::send(
        app,
        reader,
        no,
        act,
        posted,
        repeated,
        |case, actor, text, _| decide(case, actor, text),
    )
    .await?;
    match sent {
        Ok(response) => Ok(response),
        Err(faults) => page(app, reader, no, act, posted, faults).await,
    }
}

/// The page of an act.
pub fn show(act: Act) -> MethodRouter<App> {
    get(
        move |State(app): State<App>, reader: Reader, Path(no): Path<String>| async move {
            page(&app, &reader, &no, act, &Posted::default(), Vec::new()).await
        },
    )
}

pub async fn send_contact(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Form(pairs): Pairs,
) -> Result<Response, Error> {
    let posted = Posted(pairs);
    let Some(long) = chosen(&posted, "complex", "simple") else {
        let faults = written::unchosen(&posted, "act-rating-contact-choice-missing");
        return page(&app, &reader, &no, Act::RatingContact, &posted, faults).await;
    };
    let repeated =
        |fact: &Fact| matches!(fact, Fact::RaterContacted { complex, .. } if *complex == long);
    let act = Act::RatingContact;
    send(
        &app,
        &reader,
        &no,
        act,
        &posted,
        repeated,
        |case, actor, text| case.contact_rater(actor, long, text),
    )
    .await
}

pub async fn send_follow_up(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Form(pairs): Pairs,
) -> Result<Response, Error> {
    let posted = Posted(pairs);
    let repeated = |fact: &Fact| matches!(fact, Fact::FollowedUp { .. });
    send(
        &app,
        &reader,
        &no,
        Act::FollowUp,
        &posted,
        repeated,
        Case::follow_up,
    )
    .await
}

pub async fn send_call_back(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Form(pairs): Pairs,
) -> Result<Response, Error> {
    let posted = Posted(pairs);
    let Some(is) = chosen(&posted, "content", "discontent") else {
        let faults = written::unchosen(&posted, "act-call-back-choice-missing");
        return page(&app, &reader, &no, Act::CallBack, &posted, faults).await;
    };
    let repeated = |fact: &Fact| matches!(fact, Fact::CalledBack { content, .. } if *content == is);
    let act = Act::CallBack;
    send(
        &app,
        &reader,
        &no,
        act,
        &posted,
        repeated,
        |case, actor, text| case.call_back(actor, is, text),
    )
    .await
}

pub async fn send_appeal(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Form(pairs): Pairs,
) -> Result<Response, Error> {
    let posted = Posted(pairs);
    let repeated = |fact: &Fact| matches!(fact, Fact::RatingAppealed { .. });
    send(
        &app,
        &reader,
        &no,
        Act::RatingAppeal,
        &posted,
        repeated,
        Case::appeal_rating,
    )
    .await
}
