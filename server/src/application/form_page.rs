//! `/applications/{id}/pages/{page}`: one page of the form, or one member of a group. Every POST saves what was typed,
//! sound or not, unless another window saved the same page meanwhile; then both are shown.

use app::citizen::application::form_page::{FormPageView, form_page};
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::application::{self, Answers, Fault, sent};
use domain::catalogue::FormPage;
use domain::id::ApplicationId;
use serde::Deserialize;
use store::applications::prefilled;
use store::{Tx, applications};

use super::sheet::{self, Sheet};
use super::{Draft, group, hold, look, read_id, submitted_before, to_receipt};
use crate::error::Error;
use crate::questions::questions;
use crate::reader::Reader;
use crate::state::App;
use crate::submission::{with_checks, write_answers};

#[derive(Debug, Default, Deserialize)]
pub struct Return {
    #[serde(rename = "return")]
    to: Option<String>,
    /// The answers were taken over from an earlier application.
    again: Option<String>,
}

impl Return {
    pub(super) fn to_answers(&self) -> bool {
        self.to.as_deref() == Some("answers")
    }

    pub(super) fn is_again(&self) -> bool {
        self.again.is_some()
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
        return Ok(to_receipt(&reader, id));
    };
    let Some(page) = asked(&draft, &key)? else {
        return Ok(Redirect::to(&draft.base()).into_response());
    };
    if let Some(asks) = sheet::group(page) {
        return Ok(group::show(&app, &reader, &draft, page, asks, &query));
    }
    show_sheet(&app, &reader, &draft, &Sheet::page(page), &query)
}

pub async fn show_member(
    State(app): State<App>,
    reader: Reader,
    Path((id, key, number)): Path<(String, String, String)>,
    Query(query): Query<Return>,
) -> Result<Response, Error> {
    let (id, number) = (read_id(&id)?, read_number(&number)?);
    let Some(draft) = look(&app, &reader, id).await? else {
        return Ok(to_receipt(&reader, id));
    };
    let Some(page) = asked(&draft, &key)? else {
        return Ok(Redirect::to(&draft.base()).into_response());
    };
    let sheet = Sheet::member(page, number, &draft.answers).ok_or(Error::NotFound)?;
    show_sheet(&app, &reader, &draft, &sheet, &query)
}

fn show_sheet(
    app: &App,
    reader: &Reader,
    draft: &Draft,
    sheet: &Sheet,
    query: &Return,
) -> Result<Response, Error> {
    let mut view = view(app, draft, sheet, &draft.answers, &[], query.to_answers())?;
    view.head.again = query.is_again();
    Ok(Html(form_page(&reader.shell, &view)).into_response())
}

/// Members count from 1; what is written otherwise is not there.
pub(super) fn read_number(raw: &str) -> Result<u32, Error> {
    let number: u32 = raw.parse().map_err(|_| Error::NotFound)?;
    let plain = (1..=9999).contains(&number) && number.to_string() == raw;
    plain.then_some(number).ok_or(Error::NotFound)
}

pub async fn save(
    State(app): State<App>,
    reader: Reader,
    Path((id, key)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let id = read_id(&id)?;
    let mut tx = app.store.begin().await?;
    let Some(draft) = hold(&app, &mut tx, &reader, id).await? else {
        return Err(submitted_before());
    };
    let subject = draft.subject.clone();
    let page = subject.form().page(&key);
    if let Some((page, asks)) = page.and_then(|page| Some((page, sheet::group(page)?))) {
        // Its members were saved one by one.
        prefilled::seen(&mut tx, id, page.key()).await?;
        tx.commit().await?;
        return Ok(group::go_on(&app, &reader, &draft, page, asks, &pairs));
    }
    let sheet = page.map(Sheet::page);
    save_sheet(&app, tx, &reader, draft, sheet, &pairs).await
}

pub async fn save_member(
    State(app): State<App>,
    reader: Reader,
    Path((id, key, number)): Path<(String, String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let (id, number) = (read_id(&id)?, read_number(&number)?);
    let mut tx = app.store.begin().await?;
    let Some(draft) = hold(&app, &mut tx, &reader, id).await? else {
        return Err(submitted_before());
    };
    let subject = draft.subject.clone();
    let page = subject.form().page(&key);
    let sheet = page.and_then(|page| Sheet::member(page, number, &draft.answers));
    save_sheet(&app, tx, &reader, draft, sheet, &pairs).await
}

/// `sheet` is nothing where the present form has no such page.
async fn save_sheet(
    app: &App,
    mut tx: Tx,
    reader: &Reader,
    mut draft: Draft,
    sheet: Option<Sheet>,
    pairs: &[(String, String)],
) -> Result<Response, Error> {
    let value = |name: &str| {
        let pair = pairs.iter().find(|(key, _)| key == name);
        pair.map_or("", |(_, value)| value.as_str())
    };
    let returns = value("return") == "answers";
    // The version that the page was shown in, where another one has been published since.
    let shown = Some(value("form")).filter(|form| *form != draft.subject.hash());
    let shown = shown.and_then(|form| app.shelf.version(form));
    let shown = shown.filter(|shown| shown.item.code() == draft.subject.code());
    let left_over = shown.as_ref().map_or_else(Answers::new, |shown| {
        sheet::left_over((&shown.item).into(), sheet.as_ref(), pairs)
    });
    let Some(sheet) = sheet else {
        if left_over.is_empty() {
            return Err(Error::NotFound);
        }
        draft.answers.extend(left_over);
        store(&mut tx, reader, &mut draft).await?;
        tx.commit().await?;
        return Ok(to_changes(&draft));
    };
    let posted = sent(&sheet.fields, pairs);
    let (typed, faults) = with_checks(app, reader.now, |checks| {
        application::check(&sheet.fields, &posted, checks)
    });
    let saved = sheet.saved(&draft.answers);
    let current = value("version") == draft.application.version.to_string()
        || value("seen") == seen(app, &saved)?;
    if !current && without_empty(&typed) != saved {
        return conflict(app, reader, &draft, &sheet, &typed, &faults, returns);
    }
    draft.answers.retain(|key, _| !sheet.owns(key));
    draft.answers.extend(without_empty(&typed));
    draft.answers.extend(left_over);
    store(&mut tx, reader, &mut draft).await?;
    prefilled::seen(&mut tx, draft.application.id, &sheet.page).await?;
    tx.commit().await?;
    if !faults.is_empty() {
        let view = view(app, &draft, &sheet, &draft.answers, &faults, returns)?;
        let page = Html(form_page(&reader.shell, &view));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    if shown.is_some() {
        return Ok(to_changes(&draft));
    }
    let next = match (sheet.is_member, returns) {
        (true, true) => format!("{}/pages/{}?return=answers", draft.base(), sheet.page),
        (true, false) => format!("{}/pages/{}", draft.base(), sheet.page),
        (false, true) => after_change(app, reader, &draft),
        (false, false) => after(&draft, &sheet.page),
    };
    Ok(Redirect::to(&next).into_response())
}

/// Saves the draft as it is. Its version of the form stays the one that its answers were given to until its author
/// has seen what changed.
pub(super) async fn store(tx: &mut Tx, reader: &Reader, draft: &mut Draft) -> Result<(), Error> {
    let application = &mut draft.application;
    application.version = applications::save_answers(
        tx,
        application.applicant_id,
        application.id,
        application.version,
        &application.definition,
        &write_answers(&draft.answers)?,
        reader.now,
    )
    .await?;
    application.updated_at = reader.now;
    Ok(())
}

fn to_changes(draft: &Draft) -> Response {
    Redirect::to(&format!("{}/changes", draft.base())).into_response()
}

/// `None` where the answers so far do not ask for the page.
pub(super) fn asked<'a>(draft: &'a Draft, key: &str) -> Result<Option<&'a FormPage>, Error> {
    let page = draft.form().page(key).ok_or(Error::NotFound)?;
    let pages = application::pages(draft.form(), &draft.answers);
    Ok(pages.iter().any(|asked| asked.key() == key).then_some(page))
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

/// Which of the pages that are asked this is, from 1, and of how many; and what lies before it.
pub(super) fn place(draft: &Draft, key: &str, returns: bool) -> (usize, usize, String) {
    let pages = application::pages(draft.form(), &draft.answers);
    let index = pages.iter().position(|asked| asked.key() == key);
    let index = index.unwrap_or(0);
    let base = draft.base();
    let before = index.checked_sub(1).and_then(|before| pages.get(before));
    let back = match before {
        _ if returns => format!("{base}/answers"),
        Some(before) => format!("{base}/pages/{}", before.key()),
        None => draft.start(),
    };
    (index + 1, pages.len().max(1), back)
}

fn view(
    app: &App,
    draft: &Draft,
    sheet: &Sheet,
    answers: &Answers,
    faults: &[Fault],
    returns: bool,
) -> Result<FormPageView, Error> {
    let (page, of, back) = place(draft, &sheet.page, returns);
    let back = match (sheet.is_member, returns) {
        (true, true) => format!("{}/pages/{}?return=answers", draft.base(), sheet.page),
        (true, false) => format!("{}/pages/{}", draft.base(), sheet.page),
        (false, _) => back,
    };
    Ok(FormPageView {
        head: draft.head(app),
        key: sheet.path.clone(),
        form: draft.subject.hash().to_owned(),
        title: sheet.title.clone(),
        intro: sheet.intro.clone(),
        questions: questions(&app.catalogue, &sheet.fields, answers, faults),
        page,
        of,
        back,
        version: draft.application.version,
        seen: seen(app, &sheet.saved(&draft.answers))?,
        returns,
        conflict: false,
    })
}

/// What was typed here, with what was saved elsewhere beside it. Nothing is written: both are safe.
fn conflict(
    app: &App,
    reader: &Reader,
    draft: &Draft,
    sheet: &Sheet,
    typed: &Answers,
    faults: &[Fault],
    returns: bool,
) -> Result<Response, Error> {
    let mut view = view(app, draft, sheet, typed, faults, returns)?;
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
pub(super) fn after(draft: &Draft, page: &str) -> String {
    let pages = application::pages(draft.form(), &draft.answers);
    let next = pages.iter().skip_while(|asked| asked.key() != page).nth(1);
    match next {
        Some(next) => format!("{}/pages/{}", draft.base(), next.key()),
        None => format!("{}/materials", draft.base()),
    }
}

/// Back to the check, by way of what the change made newly needed.
pub(super) fn after_change(app: &App, reader: &Reader, draft: &Draft) -> String {
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

/// A draft to change, with the transaction that holds it.
pub(super) async fn held(
    app: &App,
    reader: &Reader,
    id: ApplicationId,
) -> Result<(Tx, Draft), Error> {
    let mut tx = app.store.begin().await?;
    let draft = hold(app, &mut tx, reader, id).await?;
    draft.map(|draft| (tx, draft)).ok_or_else(submitted_before)
}
