//! `/applications/{id}/tasks`: a long form as a list of what is to be done.

use app::citizen::application::tasks::{TaskLine, TaskState, TasksView, tasks_page};
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Response};
use domain::application::{self, Answers, of_field};
use domain::catalogue::FormPage;
use store::applications::prefilled;

use super::form_page::Return;
use super::{look, read_id, to_receipt};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;
use crate::submission::missing;

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Query(query): Query<Return>,
) -> Result<Response, Error> {
    let id = read_id(&id)?;
    let Some(draft) = look(&app, &reader, id).await? else {
        return Ok(to_receipt(&reader, id));
    };
    let mut tx = app.store.read().await?;
    let unseen = prefilled::unseen(&mut tx, id).await?;
    drop(tx);
    let missing = missing(&app, draft.form(), &draft.answers, &draft.given, reader.now);
    let pages = application::pages(draft.form(), &draft.answers);
    let lines = pages.into_iter().map(|page| TaskLine {
        key: page.key().to_owned(),
        title: page.title.clone(),
        state: match (
            missing.pages.iter().any(|key| key == page.key()),
            is_begun(page, &draft.answers),
        ) {
            (false, _) if unseen.iter().any(|key| key == page.key()) => TaskState::Check,
            (false, _) => TaskState::Done,
            (true, true) => TaskState::Begun,
            (true, false) => TaskState::Open,
        },
    });
    let uploads = application::uploads(draft.form(), &draft.answers);
    let materials = match (missing.materials.is_empty(), draft.given.is_empty()) {
        (true, _) => TaskState::Done,
        (false, false) => TaskState::Begun,
        (false, true) => TaskState::Open,
    };
    let mut view = TasksView {
        head: draft.head(&app),
        pages: lines.collect(),
        materials: (!uploads.is_empty()).then_some(materials),
        next: draft.place_to_go_on(&app, &reader),
    };
    view.head.again = query.is_again();
    Ok(Html(tasks_page(&reader.shell, &view)).into_response())
}

pub(super) fn is_begun(page: &FormPage, answers: &Answers) -> bool {
    let mut fields = page.fields.iter();
    fields.any(|field| of_field(field, answers).next().is_some())
}
