//! `/applications/{id}/answers`: everything once more before it is submitted.

use app::citizen::application::answers::{AnswerPage, AnswersView, MaterialAnswer, answers_page};
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Response};
use domain::application;

use super::materials::state;
use super::questions::questions;
use super::{Draft, look, read_id, to_receipt, told_at};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;
use crate::submission::{missing, route};

/// Why the page is shown again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    No,
    /// The answers changed after they were shown.
    Changed,
    /// Something is missing.
    Refused,
}

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let id = read_id(&id)?;
    let Some(draft) = look(&app, &reader, id).await? else {
        return Ok(to_receipt(id));
    };
    let page = page(&app, &reader, &draft, Again::No).await?;
    Ok(Html(page).into_response())
}

pub(super) async fn page(
    app: &App,
    reader: &Reader,
    draft: &Draft,
    again: Again,
) -> Result<String, Error> {
    let (item, answers) = (draft.item(), &draft.answers);
    let missing = missing(app, item, answers, &draft.given, reader.now);
    let pages = application::pages(item, answers)
        .into_iter()
        .map(|page| AnswerPage {
            key: page.key().to_owned(),
            title: page.title.clone(),
            questions: questions(&app.catalogue, &page.fields, answers, &[]),
            missing: missing.pages.iter().any(|key| key == page.key()),
        })
        .collect();
    let base = draft.base();
    let materials = application::materials(item, answers)
        .into_iter()
        .map(|rule| MaterialAnswer {
            key: rule.key().to_owned(),
            name: rule.name.clone(),
            state: state(draft, rule),
            files: draft
                .files(rule)
                .map(|given| {
                    let href = format!("{base}/materials/{}/{}", rule.key(), given.id);
                    (href, given.file_name.clone())
                })
                .collect(),
        })
        .collect();
    let counting = application::counting(item, answers);
    let view = AnswersView {
        head: draft.head(),
        pages,
        materials,
        agency: route(app, item, &counting).map(|(agency, _)| agency.name.clone()),
        told_at: told_at(app, reader, item, &counting).await?,
        version: draft.application.version,
        changed: again == Again::Changed,
        refused: again == Again::Refused,
        back: format!("{base}/materials"),
    };
    Ok(answers_page(&reader.shell, &view))
}
