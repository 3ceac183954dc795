//! The form: every page that is asked, as a section of one page. What was typed is saved, sound or not; the pages
//! that it newly asks for come with the next look. Two windows don't overwrite each other: both answers are shown.

use app::desk::filings::form::{Form as View, Section, filing_page};
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::application::{self, Answers, Fault};
use domain::catalogue::FormPage;
use domain::id::{ApplicantId, ApplicationId};
use serde::Deserialize;
use store::Tx;
use store::applications::{self, NewApplication};

use super::super::form::Posted;
use super::own::{Filer, Filing, base, is_routing, is_submitted, own};
use super::submission::to_case;
use crate::error::Error;
use crate::questions::questions;
use crate::reader::Reader;
use crate::state::App;
use crate::submission::write_answers;

#[derive(Debug, Deserialize)]
pub struct Asked {
    more: Option<String>,
}

/// How the form is shown.
#[derive(Default)]
struct Shown<'a> {
    faults: &'a [Fault],
    /// What was saved elsewhere meanwhile.
    newer: Option<&'a Answers>,
    /// The answers have asked for further pages.
    more: bool,
}

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let filing = Filing::look(&app, &mut tx, &reader, &code).await?;
    drop(tx);
    // The draft has its name before it is made, so that a form sent twice makes one.
    let id = match &filing.application {
        Some(draft) => draft.id,
        None => ApplicationId::new(reader.now, app.entropy()?),
    };
    let shown = Shown {
        more: asked.more.is_some(),
        ..Shown::default()
    };
    let page = page(&app, &reader, &filing, id, &filing.answers, &shown);
    Ok(Html(page).into_response())
}

pub async fn save(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let posted = Posted(pairs);
    let id: ApplicationId = posted
        .text("draft")
        .parse()
        .map_err(|_| Error::BadRequest("draft".into()))?;
    let mut tx = app.store.begin().await?;
    let filer = Filer::of(&app, &reader)?;
    let definition = filer.definition(&app, &code)?;
    let agency = filer.applicant(&app, &mut tx, reader.now).await?;
    let earlier = own(&mut tx, &filer, agency, id).await?;
    if let Some(submitted) = earlier.filter(is_submitted) {
        // The same form once more, after it was filed.
        return to_case(&mut tx, submitted.id).await;
    }
    let draft = applications::draft_by(&mut tx, agency, filer.officer.id, &code).await?;
    let draft = match draft {
        Some(draft) => applications::hold(&mut tx, agency, draft.id).await?,
        None => None,
    };
    let filing = Filing::with(&app, &mut tx, filer, definition, draft).await?;
    let (typed, faults) = typed(&app, &reader, &filing, &posted);
    let current = posted.text("version") == filing.version().to_string();
    if !current && typed != filing.answers {
        drop(tx);
        let id = filing.application.as_ref().map_or(id, |draft| draft.id);
        let shown = Shown {
            faults: &faults,
            newer: Some(&filing.answers),
            more: false,
        };
        let page = Html(page(&app, &reader, &filing, id, &typed, &shown));
        return Ok((StatusCode::CONFLICT, page).into_response());
    }
    let id = keep(&mut tx, &reader, &filing, agency, id, &typed).await?;
    let saved = applications::get(&mut tx, agency, id).await?;
    let Filing {
        filer, definition, ..
    } = filing;
    let filing = Filing::with(&app, &mut tx, filer, definition, saved).await?;
    tx.commit().await?;
    if !faults.is_empty() {
        let shown = Shown {
            faults: &faults,
            ..Shown::default()
        };
        let page = Html(page(&app, &reader, &filing, id, &typed, &shown));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let next = match filing.unanswered(&app, reader.now) {
        Some(page) => format!("{}?more=1#page-{}", filing.base(), page.key()),
        None => format!("{}/materials", filing.base()),
    };
    Ok(Redirect::to(&next).into_response())
}

/// The draft's answers with those of the sections that were on the page in their place, and what is wrong with
/// these, as far as their pages are still asked.
fn typed(
    app: &App,
    reader: &Reader,
    filing: &Filing<'_>,
    posted: &Posted,
) -> (Answers, Vec<Fault>) {
    let item = filing.item();
    let sent: Vec<&FormPage> = item
        .pages
        .iter()
        .filter(|page| posted.all("page").any(|key| key == page.key()))
        .collect();
    let mut merged = filing.answers.clone();
    merged.retain(|key, _| item.fields().any(|field| field.owns(key)));
    let mut faults = Vec::new();
    for page in &sent {
        let (answers, wrong) = filing.filer.with_checks(app, item, reader.now, |checks| {
            application::check(&page.fields, &posted.answers(&page.fields), checks)
        });
        merged.retain(|key, _| !page.fields.iter().any(|field| field.owns(key)));
        merged.extend(answers.into_iter().filter(|(_, value)| !value.is_empty()));
        faults.extend(wrong);
    }
    let asked = application::pages(item, &merged);
    faults.retain(|fault| {
        let fields = asked.iter().flat_map(|page| &page.fields);
        fields
            .into_iter()
            .any(|field| field.key() == fault.field || field.owns(&fault.field))
    });
    (merged, faults)
}

/// Saves the answers, in a draft that is made with the first of them.
async fn keep(
    tx: &mut Tx,
    reader: &Reader,
    filing: &Filing<'_>,
    agency: ApplicantId,
    id: ApplicationId,
    answers: &Answers,
) -> Result<ApplicationId, Error> {
    let hash = &filing.definition.hash;
    let stored = write_answers(answers)?;
    if let Some(draft) = &filing.application {
        applications::save_answers(
            tx,
            agency,
            draft.id,
            draft.version,
            hash,
            &stored,
            reader.now,
        )
        .await?;
        return Ok(draft.id);
    }
    let officer = filing.filer.officer.id;
    let new = NewApplication {
        id,
        applicant_id: agency,
        item: filing.item().code().to_owned(),
        definition: hash.clone(),
        division: filing.filer.agency.division.clone(),
        answers: stored,
        created_at: reader.now,
        filed_by: Some(officer),
    };
    match applications::create(tx, &new).await {
        Ok(()) => Ok(id),
        // Another click was quicker. The same answers are the same draft; others are looked at first.
        Err(stale @ store::Error::Stale) => {
            let code = filing.item().code();
            let other = applications::draft_by(tx, agency, officer, code).await?;
            let same = other.filter(|other| other.answers == new.answers);
            same.map(|other| other.id).ok_or_else(|| stale.into())
        }
        Err(error) => Err(error.into()),
    }
}

fn page(
    app: &App,
    reader: &Reader,
    filing: &Filing<'_>,
    id: ApplicationId,
    answers: &Answers,
    shown: &Shown<'_>,
) -> String {
    let item = filing.item();
    let places = filing.filer.own_places(app, item);
    let sections = application::pages(item, answers)
        .into_iter()
        .map(|page| {
            let mut asked = questions(&app.catalogue, &page.fields, answers, shown.faults);
            for (question, field) in asked.iter_mut().zip(&page.fields) {
                if is_routing(item, field) {
                    for prefecture in &mut question.prefectures {
                        prefecture
                            .places
                            .retain(|(code, _)| places.contains(&code.as_str()));
                    }
                    question
                        .prefectures
                        .retain(|prefecture| !prefecture.places.is_empty());
                }
                if let Some(newer) = shown.newer {
                    let newer = newer.get(field.key()).cloned().unwrap_or_default();
                    question.newer = (newer != question.value).then_some(newer);
                }
            }
            Section {
                key: page.key().to_owned(),
                title: page.title.clone(),
                intro: page.intro.clone(),
                questions: asked,
            }
        })
        .collect();
    let view = View {
        action: base(item.code()),
        item: item.name.clone(),
        sections,
        draft: id.to_string(),
        version: filing.version(),
        conflict: shown.newer.is_some(),
        more: shown.more,
        moved: filing
            .application
            .as_ref()
            .is_some_and(|draft| draft.definition != filing.definition.hash),
    };
    filing_page(&reader.shell, &view)
}
