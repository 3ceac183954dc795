//! `/applications/{id}/pages/{page}`: one page of the form. Every POST saves what was typed, sound
//! or not, unless another window saved the same page meanwhile; then both are shown.

use app::citizen::application::form_page::{FormPageView, form_page};
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::application::{self, Answers, Fault};
use domain::catalogue::FormPage;
use serde::Deserialize;
use store::applications;

use super::{Draft, hold, look, read_id, submitted_before, to_receipt};
use crate::error::Error;
use crate::questions::questions;
use crate::reader::Reader;
use crate::state::App;
use crate::submission::{with_checks, write_answers};

#[derive(Debug, Deserialize)]
pub struct Return {
    #[serde(rename = "return")]
    to: Option<String>,
}

impl Return {
    fn to_answers(&self) -> bool {
        self.to.as_deref() == Some("answers")
    }
}

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path((id, key)): Path<(String, String)>,
    Query(query): Query<Return>,
) -> Result<Response, Error> {
    let id = read_id(&id)?;
    let Some(draft) = look(&app, &reader, id).await? else {
        return Ok(to_receipt(id));
    };
    let Some(page) = asked(&draft, &key)? else {
        return Ok(Redirect::to(&draft.base()).into_response());
    };
    let view = view(&app, &draft, page, &draft.answers, &[], query.to_answers())?;
    Ok(Html(form_page(&reader.shell, &view)).into_response())
}

pub async fn save(
    State(app): State<App>,
    reader: Reader,
    Path((id, key)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let id = read_id(&id)?;
    let mut tx = app.store.begin().await?;
    let Some(mut draft) = hold(&app, &mut tx, &reader, id).await? else {
        return Err(submitted_before());
    };
    let subject = draft.subject.clone();
    let Some(page) = subject.form().page(&key) else {
        return Err(Error::NotFound);
    };
    let posted = posted(page, &pairs);
    let value = |name: &str| {
        let pair = pairs.iter().find(|(key, _)| key == name);
        pair.map_or("", |(_, value)| value.as_str())
    };
    let returns = value("return") == "answers";
    let (typed, faults) = with_checks(&app, reader.now, |checks| {
        application::check(&page.fields, &posted, checks)
    });
    let saved = of_page(page, &draft.answers);
    let current = value("version") == draft.application.version.to_string()
        || value("seen") == seen(&app, &saved)?;
    if !current && without_empty(&typed) != saved {
        return conflict(&app, &reader, &draft, page, &typed, &faults, returns);
    }
    merge(&mut draft, page, &typed);
    let application = &mut draft.application;
    application.version = applications::save_answers(
        &mut tx,
        application.applicant_id,
        id,
        application.version,
        subject.hash(),
        &write_answers(&draft.answers)?,
        reader.now,
    )
    .await?;
    tx.commit().await?;
    if !faults.is_empty() {
        let view = view(&app, &draft, page, &draft.answers, &faults, returns)?;
        let page = Html(form_page(&reader.shell, &view));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let next = if returns {
        after_change(&app, &reader, &draft)
    } else {
        after(&draft, page)
    };
    Ok(Redirect::to(&next).into_response())
}

/// `None` where the answers so far do not ask for the page.
fn asked<'a>(draft: &'a Draft, key: &str) -> Result<Option<&'a FormPage>, Error> {
    let page = draft.form().page(key).ok_or(Error::NotFound)?;
    let pages = application::pages(draft.form(), &draft.answers);
    Ok(pages.iter().any(|asked| asked.key() == key).then_some(page))
}

/// The page's answers as they were sent; several boxes of one question are joined.
fn posted(page: &FormPage, pairs: &[(String, String)]) -> Answers {
    let mut answers = Answers::new();
    for field in &page.fields {
        let values: Vec<&str> = pairs
            .iter()
            .filter(|(key, value)| key == field.key() && !value.is_empty())
            .map(|(_, value)| value.as_str())
            .collect();
        answers.insert(field.key().to_owned(), values.join(","));
    }
    answers
}

/// What is saved of a page.
fn of_page(page: &FormPage, answers: &Answers) -> Answers {
    page.fields
        .iter()
        .filter_map(|field| answers.get_key_value(field.key()))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

fn without_empty(answers: &Answers) -> Answers {
    let kept = answers.iter().filter(|(_, value)| !value.is_empty());
    kept.map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

/// Names what was saved of a page when it was shown, so that another page's save is no conflict.
fn seen(app: &App, saved: &Answers) -> Result<String, Error> {
    let digest = app
        .store
        .keys()
        .digest("page", write_answers(saved)?.expose())?;
    Ok(digest.chars().take(16).collect())
}

/// Puts a page's answers into the draft, which moves to the present version of the form: answers
/// to questions that are no longer in it go.
fn merge(draft: &mut Draft, page: &FormPage, typed: &Answers) {
    let subject = draft.subject.clone();
    draft
        .answers
        .retain(|key, _| subject.form().field(key).is_some() && !is_on(page, key));
    draft.answers.extend(without_empty(typed));
    subject.hash().clone_into(&mut draft.application.definition);
}

fn is_on(page: &FormPage, key: &str) -> bool {
    page.fields.iter().any(|field| field.key() == key)
}

fn view(
    app: &App,
    draft: &Draft,
    page: &FormPage,
    answers: &Answers,
    faults: &[Fault],
    returns: bool,
) -> Result<FormPageView, Error> {
    let pages = application::pages(draft.form(), &draft.answers);
    let index = pages
        .iter()
        .position(|asked| asked.key() == page.key())
        .unwrap_or(0);
    let base = draft.base();
    let before = index.checked_sub(1).and_then(|before| pages.get(before));
    let back = match before {
        _ if returns => format!("{base}/answers"),
        Some(before) => format!("{base}/pages/{}", before.key()),
        None => draft.subject.start(),
    };
    Ok(FormPageView {
        head: draft.head(),
        key: page.key().to_owned(),
        title: page.title.clone(),
        intro: page.intro.clone(),
        questions: questions(&app.catalogue, &page.fields, answers, faults),
        page: index + 1,
        of: pages.len().max(1),
        back,
        version: draft.application.version,
        seen: seen(app, &of_page(page, &draft.answers))?,
        returns,
        conflict: false,
    })
}

/// What was typed here, with what was saved elsewhere beside it. Nothing is written: both are safe.
fn conflict(
    app: &App,
    reader: &Reader,
    draft: &Draft,
    page: &FormPage,
    typed: &Answers,
    faults: &[Fault],
    returns: bool,
) -> Result<Response, Error> {
    let mut view = view(app, draft, page, typed, faults, returns)?;
    view.conflict = true;
    for question in &mut view.questions {
        let newer = draft
            .answers
            .get(&question.key)
            .cloned()
            .unwrap_or_default();
        question.newer = (newer != question.value).then_some(newer);
    }
    let page = Html(form_page(&reader.shell, &view));
    Ok((StatusCode::CONFLICT, page).into_response())
}

/// The next page, or the materials after the last.
fn after(draft: &Draft, page: &FormPage) -> String {
    let pages = application::pages(draft.form(), &draft.answers);
    let next = pages
        .iter()
        .skip_while(|asked| asked.key() != page.key())
        .nth(1);
    match next {
        Some(next) => format!("{}/pages/{}", draft.base(), next.key()),
        None => format!("{}/materials", draft.base()),
    }
}

/// Back to the check, by way of what the change made newly needed.
fn after_change(app: &App, reader: &Reader, draft: &Draft) -> String {
    let base = draft.base();
    let unanswered = with_checks(app, reader.now, |checks| {
        application::first_unanswered(draft.form(), &draft.answers, checks)
            .map(|page| page.key().to_owned())
    });
    match unanswered {
        Some(page) => format!("{base}/pages/{page}?return=answers"),
        None => format!("{base}/answers"),
    }
}
