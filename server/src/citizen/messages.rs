//! The reader's message box: rows of the outbox, put into words when they are asked for.

use app::citizen::messages::{Line, Message, Messages, message_page, messages_page};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::id::MessageId;
use domain::locale::Locale;
use serde::Deserialize;
use store::message_box::{self, BoxMessage, PAGE};

use crate::error::Error;
use crate::mail::{Words, outbox, words};
use crate::reader::Reader;
use crate::state::App;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/messages", get(list))
        .route("/messages/reading", post(read_all))
        .route("/messages/{id}", get(show))
        .route("/m/{ending}", get(short))
}

#[derive(Debug, Default, Deserialize)]
struct From {
    /// The last message of the page before.
    before: Option<String>,
}

async fn list(
    State(app): State<App>,
    reader: Reader,
    Query(from): Query<From>,
) -> Result<Response, Error> {
    let applicant = reader.applicant()?;
    let before: Option<MessageId> = from.before.and_then(|id| id.parse().ok());
    let mut tx = app.store.read().await?;
    let rows = message_box::of_applicant(&mut tx, applicant, before).await?;
    drop(tx);
    let full = i64::try_from(rows.len()).is_ok_and(|rows| rows == PAGE);
    let view = Messages {
        next: rows
            .last()
            .filter(|_| full)
            .map(|last| format!("/messages?before={}", last.id)),
        lines: rows
            .iter()
            .filter_map(|row| line(&app, reader.shell.locale, row))
            .collect(),
        unread: reader.shell.unread > 0,
        first: before.map(|_| "/messages".to_owned()),
    };
    Ok(Html(messages_page(&reader.shell, &view)).into_response())
}

/// A row that does not read back keeps nobody from the others.
fn line(app: &App, locale: Locale, row: &BoxMessage) -> Option<Line> {
    match subject(app, locale, row) {
        Ok((subject, locale)) => Some(Line {
            href: format!("/messages/{}", row.id),
            subject,
            locale,
            at: row.created_at,
            unread: row.read_at.is_none(),
        }),
        Err(error) => {
            tracing::error!(id = %row.id, %error, "a message is left out of its box");
            None
        }
    }
}

/// In the reader's language, where all that it names has a name in it; otherwise as it was written.
fn subject(app: &App, locale: Locale, row: &BoxMessage) -> Result<(String, Locale), Error> {
    let (kind, mut letter) = outbox::read(&row.template, &row.payload)?;
    if locale != row.locale && letter.unopened.is_none() {
        let code = letter.item_code.clone().unwrap_or_default();
        if let Some(definition) = app.item(&code) {
            let item = &definition.item;
            letter.item = item.name.get(locale).to_owned();
            let licence = item.licence.as_ref();
            letter.licence_name = licence.map(|rule| rule.name.get(locale).to_owned());
            return Ok((words(kind, locale, &letter).subject, locale));
        }
        if let Some(bundle) = app.catalogue.bundle(&code) {
            letter.item = bundle.name.get(locale).to_owned();
            return Ok((words(kind, locale, &letter).subject, locale));
        }
    }
    Ok((words(kind, row.locale, &letter).subject, row.locale))
}

fn in_words(row: &BoxMessage) -> Result<Words, Error> {
    let (kind, letter) = outbox::read(&row.template, &row.payload)?;
    Ok(words(kind, row.locale, &letter))
}

async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let applicant = reader.applicant()?;
    let id: MessageId = id.parse().map_err(|_| Error::NotFound)?;
    let mut tx = app.store.read().await?;
    let row = message_box::one(&mut tx, applicant, id)
        .await?
        .ok_or(Error::NotFound)?;
    drop(tx);
    let mut shell = reader.shell.clone();
    if row.read_at.is_none() {
        let mut tx = app.store.begin().await?;
        message_box::mark_read(&mut tx, applicant, id, reader.now).await?;
        tx.commit().await?;
        shell.unread = shell.unread.saturating_sub(1);
    }
    let words = in_words(&row)?;
    // Links in mail name the site; here a path will do.
    let href = words
        .url
        .strip_prefix(&app.settings.base_url)
        .unwrap_or(&words.url)
        .to_owned();
    let view = Message {
        subject: words.subject,
        locale: row.locale,
        at: row.created_at,
        lead: words.lead,
        rows: words.rows,
        paragraphs: words.paragraphs,
        action: words.action,
        href,
    };
    Ok(Html(message_page(&shell, &view)).into_response())
}

async fn read_all(State(app): State<App>, reader: Reader) -> Result<Redirect, Error> {
    let applicant = reader.applicant()?;
    let mut tx = app.store.begin().await?;
    message_box::mark_all_read(&mut tx, applicant, reader.now).await?;
    tx.commit().await?;
    Ok(Redirect::to("/messages"))
}

/// The link of a text message. It says nothing to anybody but its reader, who signs in first.
async fn short(
    State(app): State<App>,
    reader: Reader,
    Path(ending): Path<String>,
) -> Result<Redirect, Error> {
    let applicant = reader.applicant()?;
    if ending.len() != 8 {
        return Err(Error::NotFound);
    }
    let mut tx = app.store.read().await?;
    let id = message_box::by_ending(&mut tx, applicant, &ending)
        .await?
        .ok_or(Error::NotFound)?;
    Ok(Redirect::to(&format!("/messages/{id}")))
}
