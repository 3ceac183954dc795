//! The page of a group: the list of its members, and the removal of one.

use app::citizen::application::confirmation::{ConfirmationView, confirmation_page};
use app::citizen::application::group::{GroupView, Member, group_page};
use app::parts::question::Question;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::application::{self, Fault, MOST_MEMBERS, next_member};
use domain::catalogue::{Field, FieldKind, FormPage};

use super::form_page::{Return, after, after_change, asked, held, place, read_number, store};
use super::sheet::Sheet;
use super::{Draft, look, read_id, to_receipt};
use crate::error::Error;
use crate::questions::questions;
use crate::reader::Reader;
use crate::state::App;
use crate::submission::with_checks;

pub(super) fn show(
    app: &App,
    reader: &Reader,
    draft: &Draft,
    page: &FormPage,
    asks: &Field,
    query: &Return,
) -> Response {
    let view = view(app, draft, page, asks, &[], query.to_answers());
    Html(group_page(&reader.shell, &view)).into_response()
}

/// On from the list, if each of its members is sound and there are as many as there have to be.
pub(super) fn go_on(
    app: &App,
    reader: &Reader,
    draft: &Draft,
    page: &FormPage,
    asks: &Field,
    pairs: &[(String, String)],
) -> Response {
    let returns = pairs
        .iter()
        .any(|(key, value)| key == "return" && value == "answers");
    let (_, faults) = with_checks(app, reader.now, |checks| {
        application::check(&page.fields, &draft.answers, checks)
    });
    if !faults.is_empty() {
        let view = view(app, draft, page, asks, &faults, returns);
        let page = Html(group_page(&reader.shell, &view));
        return (StatusCode::UNPROCESSABLE_ENTITY, page).into_response();
    }
    let next = if returns {
        after_change(app, reader, draft)
    } else {
        after(draft, page.key())
    };
    Redirect::to(&next).into_response()
}

fn view(
    app: &App,
    draft: &Draft,
    page: &FormPage,
    asks: &Field,
    faults: &[Fault],
    returns: bool,
) -> GroupView {
    let (at, of, back) = place(draft, page.key(), returns);
    let mut question = Question::new(asks.key(), asks.label.clone(), FieldKind::Group);
    let own = faults.iter().find(|fault| fault.field == asks.key());
    question.fault = own.map(|fault| fault.kind);
    let members: Vec<Member> = application::members(asks, &draft.answers)
        .into_iter()
        .map(|number| {
            let fields = asks.of_member(number);
            let faulty = |fault: &Fault| fields.iter().any(|field| field.key() == fault.field);
            Member {
                number,
                questions: questions(&app.catalogue, &fields, &draft.answers, &[]),
                faulty: faults.iter().any(faulty),
            }
        })
        .collect();
    let most = asks.max.unwrap_or(MOST_MEMBERS);
    let room = u32::try_from(members.len()).is_ok_and(|count| count < most);
    GroupView {
        head: draft.head(app),
        key: page.key().to_owned(),
        title: page.title.clone(),
        intro: page.intro.clone(),
        group: question,
        members,
        next: next_member(asks, &draft.answers).filter(|_| room),
        page: at,
        of,
        back,
        returns,
    }
}

pub async fn ask_removal(
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
    let back = back(&draft, &key, query.to_answers());
    if sheet.saved(&draft.answers).is_empty() {
        // Removed before.
        return Ok(Redirect::to(&back).into_response());
    }
    let returns = if query.to_answers() {
        "?return=answers"
    } else {
        ""
    };
    let view = ConfirmationView {
        key: "form-member-removal",
        name: reader.shell.l(&sheet.title),
        action: format!("{}/pages/{}/removal{returns}", draft.base(), sheet.path),
        back,
    };
    Ok(Html(confirmation_page(&reader.shell, &view)).into_response())
}

pub async fn remove(
    State(app): State<App>,
    reader: Reader,
    Path((id, key, number)): Path<(String, String, String)>,
    Query(query): Query<Return>,
) -> Result<Response, Error> {
    let (id, number) = (read_id(&id)?, read_number(&number)?);
    let (mut tx, mut draft) = held(&app, &reader, id).await?;
    let subject = draft.subject.clone();
    let page = subject.form().page(&key).ok_or(Error::NotFound)?;
    let sheet = Sheet::member(page, number, &draft.answers).ok_or(Error::NotFound)?;
    if !sheet.saved(&draft.answers).is_empty() {
        draft.answers.retain(|key, _| !sheet.owns(key));
        store(&mut tx, &reader, &mut draft).await?;
        tx.commit().await?;
    }
    Ok(Redirect::to(&back(&draft, &key, query.to_answers())).into_response())
}

fn back(draft: &Draft, key: &str, returns: bool) -> String {
    let returns = if returns { "?return=answers" } else { "" };
    format!("{}/pages/{key}{returns}", draft.base())
}
