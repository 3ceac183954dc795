//! `/items/{code}/application`: what will be needed, and the draft, made once.

use std::sync::Arc;

use app::citizen::application::start::{StartView, Upload, start_page};
use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::application::Answers;
use domain::catalogue::{Audience, Definition, MaterialSource, Prefill, ServiceItem};
use domain::id::{ApplicantId, ApplicationId};
use jiff::Timestamp;
use serde::Deserialize;
use store::accounts::{self, Applicant};
use store::applications::{self, Application, NewApplication};
use store::{Personal, Tx, cases};

use super::Draft;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;
use crate::submission::{renewable, write_answers};

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let id = reader.applicant()?;
    let definition = app.catalogue.item(&code).ok_or(Error::NotFound)?;
    let mut tx = app.store.read().await?;
    let applicant = applicant(&mut tx, id).await?;
    let draft = draft(&mut tx, id, &code).await?;
    drop(tx);
    let mut view = view(&app, definition, draft.map(|draft| draft.updated_at));
    view.not_for_you = !is_for(&definition.item, &applicant);
    Ok(Html(start_page(&reader.shell, &view)).into_response())
}

/// The licence that is to be renewed, where the application is for that.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    licence: Option<String>,
}

pub async fn start(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(asked): Form<Asked>,
) -> Result<Response, Error> {
    let id = reader.applicant()?;
    let definition = app.catalogue.item(&code).ok_or(Error::NotFound)?;
    let mut tx = app.store.begin().await?;
    let applicant = applicant(&mut tx, id).await?;
    if !is_for(&definition.item, &applicant) {
        let mut view = view(&app, definition, None);
        view.not_for_you = true;
        view.refused = true;
        let page = Html(start_page(&reader.shell, &view));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let application = match draft(&mut tx, id, &code).await? {
        Some(draft) => draft,
        None => {
            let new = NewApplication {
                id: ApplicationId::new(reader.now, app.entropy()?),
                applicant_id: id,
                item: code.clone(),
                definition: definition.hash.clone(),
                division: applicant.division.clone(),
                answers: write_answers(&prefilled(&app, &definition.item, &applicant))?,
                created_at: reader.now,
            };
            match applications::create(&mut tx, &new).await {
                // Another click was quicker: its draft is the one.
                Ok(()) | Err(store::Error::Stale) => {}
                Err(error) => return Err(error.into()),
            }
            draft(&mut tx, id, &code)
                .await?
                .ok_or_else(|| Error::fault("a draft that was made is not there"))?
        }
    };
    if let Some(number) = &asked.licence {
        // Somebody else's, and one that no rule renews, is none: the application is then for a new one.
        let own = cases::licence(&mut tx, id, number).await?;
        let window = own.and_then(|licence| renewable(&app, &licence, reader.now));
        if window.is_some_and(|window| window.item == code && !window.is_over) {
            applications::set_renews(&mut tx, id, application.id, number).await?;
        }
    }
    let draft = Draft::open(&app, &mut tx, application).await?;
    tx.commit().await?;
    let draft = draft.ok_or_else(|| Error::fault("a draft is submitted"))?;
    Ok(Redirect::to(&draft.way_on(&app, &reader)).into_response())
}

async fn applicant(tx: &mut Tx, id: ApplicantId) -> Result<Applicant, Error> {
    accounts::applicant(tx, id).await?.ok_or(Error::NotFound)
}

async fn draft(
    tx: &mut Tx,
    applicant: ApplicantId,
    item: &str,
) -> Result<Option<Application>, Error> {
    Ok(match applications::draft_for(tx, applicant, item).await? {
        Some(id) => applications::get(tx, applicant, id).await?,
        None => None,
    })
}

fn is_for(item: &ServiceItem, applicant: &Applicant) -> bool {
    let kind = if applicant.entity {
        Audience::Entity
    } else {
        Audience::Person
    };
    item.audience.contains(&kind)
}

fn view(app: &App, definition: &Arc<Definition>, saved: Option<Timestamp>) -> StartView {
    let item = &definition.item;
    let uploads = item
        .materials
        .iter()
        .filter(|rule| rule.source == MaterialSource::Upload)
        .map(|rule| Upload {
            name: rule.name.clone(),
            conditional: rule.when.is_some(),
            optional: rule.optional,
        })
        .collect();
    StartView {
        code: item.code().to_owned(),
        item: item.name.clone(),
        draft_saved_at: saved,
        not_for_you: false,
        refused: false,
        uploads,
        promised: item.limits.promised.limit(),
        megabytes: app.settings.max_upload / (1024 * 1024),
    }
}

/// First answers, from what the applicant told when they registered.
fn prefilled(app: &App, item: &ServiceItem, applicant: &Applicant) -> Answers {
    let text = |value: &Option<Personal>| value.as_ref().map(|text| text.expose().to_owned());
    item.fields()
        .filter_map(|field| {
            let value = match field.prefill? {
                Prefill::Name => Some(applicant.name.clone()),
                Prefill::IdNo if !applicant.entity => Some(applicant.id_no.expose().to_owned()),
                Prefill::CreditCode if applicant.entity => {
                    Some(applicant.id_no.expose().to_owned())
                }
                Prefill::IdNo | Prefill::CreditCode => None,
                Prefill::Phone => Some(applicant.phone.expose().to_owned()),
                Prefill::Email => text(&applicant.email),
                Prefill::Division => app
                    .catalogue
                    .is_home_division(&applicant.division)
                    .then(|| applicant.division.clone()),
                Prefill::Address => text(&applicant.address),
            };
            let value = value.filter(|value| !value.is_empty())?;
            Some((field.key().to_owned(), value))
        })
        .collect()
}
