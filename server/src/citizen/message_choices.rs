//! By which way each sort of message comes, chosen by its reader; and the way out that a mail carries, which works
//! without signing in (RFC 8058).

use std::collections::HashMap;

use app::citizen::message_choices::{
    MessageChoices, TopicChoice, Unsubscription, message_choices_page, unsubscription_page,
};
use axum::extract::{Path, RawQuery, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use domain::id::ApplicantId;
use store::message_choices::{self, Channel};
use store::{Tx, accounts};

use super::account::masked_email;
use crate::error::Error;
use crate::mail::{Topic, stop};
use crate::reader::Reader;
use crate::recipient::Recipient;
use crate::state::App;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/account/messages", get(show).post(save))
        .route("/unsubscription/{token}", get(ask).post(unsubscribe))
        .route("/unsubscription/{token}/end", post(resubscribe))
}

/// Those that somebody may choose a way for.
fn topics() -> impl Iterator<Item = Topic> {
    Topic::ALL
        .into_iter()
        .filter(|topic| *topic != Topic::Account)
}

async fn show(
    State(app): State<App>,
    reader: Reader,
    RawQuery(query): RawQuery,
) -> Result<Response, Error> {
    let id = reader.applicant()?;
    let mut tx = app.store.read().await?;
    let recipient = Recipient::of(&app, &mut tx, id)
        .await?
        .ok_or(Error::NotFound)?;
    let applicant = accounts::applicant(&mut tx, id)
        .await?
        .ok_or(Error::NotFound)?;
    drop(tx);
    let view = MessageChoices {
        saved: query.is_some_and(|query| query.split('&').any(|pair| pair == "saved=yes")),
        mail: applicant.email.as_ref().map(masked_email),
        phone: recipient
            .has(Channel::Sms)
            .then(|| applicant.phone.masked(3, 4)),
        topics: topics()
            .map(|topic| TopicChoice {
                key: topic.key(),
                mandatory: topic.is_mandatory(),
                chosen: recipient.channel(topic).word(),
            })
            .collect(),
    };
    Ok(Html(message_choices_page(&reader.shell, &view)).into_response())
}

async fn save(
    State(app): State<App>,
    reader: Reader,
    Form(sent): Form<HashMap<String, String>>,
) -> Result<Redirect, Error> {
    let id = reader.applicant()?;
    let mut chosen = Vec::new();
    for topic in topics() {
        // A sort that the form did not show stays as it is.
        let Some(word) = sent.get(topic.key()) else {
            continue;
        };
        let channel = Channel::from_word(word)
            .filter(|channel| *channel != Channel::Box || !topic.is_mandatory())
            .ok_or_else(|| Error::BadRequest(format!("no way for {}", topic.key())))?;
        chosen.push((topic, channel));
    }
    let mut tx = app.store.begin().await?;
    for (topic, channel) in chosen {
        message_choices::choose(&mut tx, id, topic.key(), channel, reader.now).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to("/account/messages?saved=yes"))
}

fn signed(app: &App, token: &str) -> Result<(ApplicantId, Topic), Error> {
    stop::read(app.store.keys(), token)?.ok_or(Error::NotFound)
}

async fn is_stopped(tx: &mut Tx, applicant: ApplicantId, topic: Topic) -> Result<bool, Error> {
    let choices = message_choices::of_applicant(tx, applicant).await?;
    Ok(choices
        .iter()
        .any(|choice| choice.topic == topic.key() && choice.channel == Channel::Box))
}

/// Changes nothing: programs that look at links before their reader does must not unsubscribe anybody.
async fn ask(
    State(app): State<App>,
    reader: Reader,
    Path(token): Path<String>,
) -> Result<Html<String>, Error> {
    let (applicant, topic) = signed(&app, &token)?;
    let mut tx = app.store.read().await?;
    let stopped = is_stopped(&mut tx, applicant, topic).await?;
    drop(tx);
    Ok(page(&reader, topic, &token, stopped))
}

fn page(reader: &Reader, topic: Topic, token: &str, stopped: bool) -> Html<String> {
    let view = Unsubscription {
        topic: topic.key(),
        path: format!("/unsubscription/{token}"),
        stopped,
    };
    Html(unsubscription_page(&reader.shell, &view))
}

async fn unsubscribe(
    State(app): State<App>,
    reader: Reader,
    Path(token): Path<String>,
    body: String,
) -> Result<Response, Error> {
    let (applicant, topic) = signed(&app, &token)?;
    let mut tx = app.store.begin().await?;
    accounts::applicant(&mut tx, applicant)
        .await?
        .ok_or(Error::NotFound)?;
    message_choices::choose(&mut tx, applicant, topic.key(), Channel::Box, reader.now).await?;
    tx.commit().await?;
    // Our own form says so; what a mail program sends, and as which type, is up to it.
    Ok(if body.split('&').any(|pair| pair == "by=page") {
        Redirect::to(&format!("/unsubscription/{token}")).into_response()
    } else {
        // A mail program must get no redirect (RFC 8058, 3.1).
        page(&reader, topic, &token, true).into_response()
    })
}

async fn resubscribe(State(app): State<App>, Path(token): Path<String>) -> Result<Redirect, Error> {
    let (applicant, topic) = signed(&app, &token)?;
    let mut tx = app.store.begin().await?;
    if is_stopped(&mut tx, applicant, topic).await? {
        message_choices::forget(&mut tx, applicant, topic.key()).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to(&format!("/unsubscription/{token}")))
}
