//! `/items/{code}/situation`: the guide's questions, and what follows from the answers. Nothing is stored: the answers
//! are in the address. What no question has, or does not hold, is left out, and its question asked.

use std::sync::Arc;

use app::citizen::situation::{NeedsView, SituationView, needs_page, situation_page};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::application::{Answers, Fault, FaultKind};
use domain::catalogue::{Audience, Definition, Field};
use domain::situation::{asked, open, sound};

use super::item::{held, place};
use crate::error::{Error, page_status};
use crate::frame::encode;
use crate::questions::questions;
use crate::reader::Reader;
use crate::state::App;
use crate::submission::{route, with_checks};

pub fn routes() -> Router<App> {
    Router::new().route("/items/{code}/situation", get(show))
}

async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let definition = app.public_item(&code)?;
    let item = &definition.item;
    if item.situations.is_empty() {
        return Ok(Redirect::to(&format!("/items/{code}#materials")).into_response());
    }
    // Of a question that comes twice the last answer counts.
    let sent: Answers = query.into_iter().collect();
    let answers = with_checks(&app, reader.now, |checks| sound(item, &sent, checks));
    let open = open(item, &answers);
    if open.is_empty() {
        let mut view = result(&app, &reader, &definition, answers);
        view.held = held(&app, &reader, item).await?;
        return Ok(Html(needs_page(&reader.shell, &view)).into_response());
    }
    // Those that a page has asked and that came back without an answer.
    let shown = sent.get("asked").map_or("", String::as_str);
    let faults: Vec<Fault> = open
        .iter()
        .filter(|field| shown.split(',').any(|key| key == field.key()))
        .map(|field| Fault {
            field: field.key().to_owned(),
            kind: FaultKind::Required,
        })
        .collect();
    // A page that came back with faults has all its questions again.
    let again = |key: &str| !faults.is_empty() && shown.split(',').any(|one| one == key);
    let here: Vec<&Field> = asked(item, &answers)
        .into_iter()
        .filter(|field| again(field.key()) || !answers.contains_key(field.key()))
        .collect();
    let given = answers
        .iter()
        .filter(|(key, _)| !here.iter().any(|field| field.key() == key.as_str()))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    let view = SituationView {
        code,
        item: item.name.clone(),
        questions: questions(&app.catalogue, here, &answers, &faults),
        given,
    };
    let status = page_status(&faults);
    Ok((status, Html(situation_page(&reader.shell, &view))).into_response())
}

fn result(app: &App, reader: &Reader, definition: &Arc<Definition>, answers: Answers) -> NeedsView {
    let item = &definition.item;
    let base = format!("/items/{}", item.code());
    let query = |without: &str| {
        let pairs = answers.iter().filter(|(key, _)| key.as_str() != without);
        let pairs: Vec<String> = pairs
            .map(|(key, value)| format!("{key}={}", encode(value)))
            .collect();
        pairs.join("&")
    };
    let asked = questions(&app.catalogue, asked(item, &answers), &answers, &[]);
    let answered = asked
        .into_iter()
        .map(|question| {
            let change = format!("{base}/situation?{}", query(&question.key));
            (question, change)
        })
        .collect();
    // The answer that decides the place is better than the reader's home.
    let answered_place = route(app, item, &answers).map(|(_, division)| division.to_owned());
    let place = place(
        app,
        item,
        answered_place.or_else(|| reader.division.clone()),
    );
    let kinds: Vec<Audience> = item
        .audience
        .iter()
        .copied()
        .filter(|kind| *kind != Audience::Agency)
        .collect();
    let applicant = match kinds.as_slice() {
        [only] => Some(*only),
        _ => None,
    };
    NeedsView {
        start: format!("{base}/application?{}", query("")),
        definition: Arc::clone(definition),
        answered,
        applicant,
        place,
        held: Vec::new(),
        answers,
    }
}
