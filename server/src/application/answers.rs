//! `/applications/{id}/answers`: everything once more before it is submitted.

use app::citizen::application::answers::{
    AnswerPage, AnswersView, Later, MaterialAnswer, answers_page,
};
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Response};
use domain::application::{self, Answers};
use domain::catalogue::ServiceItem;
use domain::locale::Localised;

use super::materials::state;
use super::subject::Subject;
use super::{Author, Draft, look, read_id, to_receipt, told_at};
use crate::error::Error;
use crate::questions::questions;
use crate::reader::Reader;
use crate::state::App;
use crate::submission::{missing, owed, route};

/// Why the page is shown again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    No,
    /// The answers changed after they were shown.
    Changed,
    /// Something is missing.
    Refused,
    /// What may be handed in later was not promised.
    Unpromised,
    /// At the counter: it would go to an agency for which nothing is taken in here.
    Elsewhere,
}

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let id = read_id(&id)?;
    let Some(draft) = look(&app, &reader, id).await? else {
        return Ok(to_receipt(&reader, id));
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
    let (form, answers) = (draft.form(), &draft.answers);
    let missing = missing(app, form, answers, &draft.given, reader.now);
    let pages = application::pages(form, answers)
        .into_iter()
        .map(|page| AnswerPage {
            key: page.key().to_owned(),
            title: page.title.clone(),
            questions: questions(&app.catalogue, &page.fields, answers, &[]),
            missing: missing.pages.iter().any(|key| key == page.key()),
        })
        .collect();
    let base = draft.base();
    let materials = application::materials(form, answers)
        .into_iter()
        .map(|rule| MaterialAnswer {
            key: rule.key().to_owned(),
            name: rule.name.clone(),
            state: state(draft, rule),
            files: draft
                .files(rule)
                .map(|given| {
                    let href = || format!("{base}/materials/{}/{}", rule.key(), given.id);
                    let href = (!given.is_on_paper()).then(href);
                    (href, given.file_name.clone())
                })
                .collect(),
        })
        .collect();
    let counting = application::counting(form, answers);
    let handled = draft.subject.handled_by(app, &counting);
    let view = AnswersView {
        head: draft.head(app),
        pages,
        materials,
        agency: handled.names(),
        unhandled: handled.unhandled,
        told_at: told_at(app, draft.application.applicant_id, form, &counting).await?,
        version: draft.application.version,
        changed: again == Again::Changed,
        refused: matches!(again, Again::Refused | Again::Unpromised | Again::Elsewhere),
        elsewhere: elsewhere(app, reader, draft, &counting)?,
        later: match &draft.subject {
            Subject::Item(definition) => later(&definition.item, draft, &counting),
            Subject::Bundle(_) => None,
        },
        unpromised: again == Again::Unpromised,
        back: format!("{base}/materials"),
    };
    Ok(answers_page(&reader.shell, &view))
}

/// At the counter, the agency that it would go to, where this counter takes nothing in for it.
fn elsewhere(
    app: &App,
    reader: &Reader,
    draft: &Draft,
    answers: &Answers,
) -> Result<Option<Localised>, Error> {
    let (Author::Clerk(clerk), Subject::Item(definition)) = (Author::of(reader)?, &draft.subject)
    else {
        return Ok(None);
    };
    let agency = route(app, &definition.item, answers).map(|(agency, _)| agency);
    let other = agency.filter(|agency| !clerk.takes_in_for(app, &agency.id));
    Ok(other.map(|agency| agency.name.clone()))
}

/// What may be handed in later, and in which time; what was promised on its own page is not asked again.
fn later(item: &ServiceItem, draft: &Draft, answers: &Answers) -> Option<Later> {
    let owed = owed(item, answers, &draft.given);
    let limit = item.limits.tolerated.as_ref()?.limit();
    let names: Vec<_> = owed
        .iter()
        .filter(|rule| !draft.is_promised(rule))
        .map(|rule| rule.name.clone())
        .collect();
    (!names.is_empty()).then_some(Later { names, limit })
}
