//! `/items/{code}/application`, `/life-events/{key}/application`: what will be needed, and the draft, made once.

use std::sync::Arc;

use app::citizen::application::start::{StartView, Upload, start_page};
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::application::{self, Answers};
use domain::catalogue::{Form as CatalogueForm, FormPage, MaterialSource, Prefill};
use domain::delegation::DelegationKind;
use domain::id::{ApplicantId, ApplicationId};
use domain::situation;
use jiff::Timestamp;
use serde::Deserialize;
use store::accounts::{self, Applicant};
use store::applications::{self, Application, NewApplication, prefilled};
use store::{Personal, Tx, cases};

use super::Draft;
use super::subject::Subject;
use super::tasks::is_begun;
use crate::case_data::audience;
use crate::citizen::wallet;
use crate::delegation::Acting;
use crate::error::Error;
use crate::reader::Reader;
use crate::shelf;
use crate::state::App;
use crate::submission::{read_answers, renewable, with_checks, write_answers};

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    shown(&app, &reader, &item(&app, &code)?, &asked).await
}

pub async fn show_bundle(
    State(app): State<App>,
    reader: Reader,
    Path(key): Path<String>,
) -> Result<Response, Error> {
    shown(&app, &reader, &bundle(&app, &key)?, &Asked::default()).await
}

fn item(app: &App, code: &str) -> Result<Subject, Error> {
    Ok(Subject::Item(app.public_item(code)?))
}

fn bundle(app: &App, key: &str) -> Result<Subject, Error> {
    let bundle = app.catalogue.bundle(key).ok_or(Error::NotFound)?;
    Ok(Subject::Bundle(Arc::clone(bundle)))
}

async fn shown(
    app: &App,
    reader: &Reader,
    subject: &Subject,
    asked: &Asked,
) -> Result<Response, Error> {
    let id = reader.applicant()?;
    let mut tx = app.store.read().await?;
    let applicant = applicant(&mut tx, id).await?;
    let draft = draft(&mut tx, id, subject.code()).await?;
    drop(tx);
    let mut view = view(
        app,
        subject,
        draft.map(|draft| draft.updated_at),
        &wallet::documents(app, reader).await?,
        asked.situation(app, subject, reader.now),
        reader,
    );
    view.not_for_you = !is_for(subject, &applicant);
    Ok(Html(start_page(&reader.shell, &view)).into_response())
}

/// The licence that is to be renewed, where the application is for that.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    licence: Option<String>,
    /// Answers that were given to the guide's questions.
    #[serde(flatten)]
    answers: Answers,
}

impl Asked {
    /// What of it holds; whatever else was sent is left out.
    fn situation(&self, app: &App, subject: &Subject, now: Timestamp) -> Answers {
        match subject {
            Subject::Item(definition) => with_checks(app, now, |checks| {
                situation::sound(&definition.item, &self.answers, checks)
            }),
            Subject::Bundle(_) => Answers::new(),
        }
    }
}

pub async fn start(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(asked): Form<Asked>,
) -> Result<Response, Error> {
    started(&app, &reader, &item(&app, &code)?, &asked).await
}

pub async fn start_bundle(
    State(app): State<App>,
    reader: Reader,
    Path(key): Path<String>,
) -> Result<Response, Error> {
    started(&app, &reader, &bundle(&app, &key)?, &Asked::default()).await
}

fn refusal(reader: &Reader, mut view: StartView) -> Response {
    view.refused = true;
    let page = Html(start_page(&reader.shell, &view));
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

/// A draft that can't be submitted while its item is suspended. It stays.
pub(super) fn refused(app: &App, reader: &Reader, draft: &Draft) -> Response {
    let saved = Some(draft.application.updated_at);
    let subject = &draft.subject;
    let mut view = view(app, subject, saved, &[], Answers::new(), reader);
    view.suspended = subject.suspension(app, &draft.answers, app.date(reader.now));
    refusal(reader, view)
}

/// The draft, made once.
async fn started(
    app: &App,
    reader: &Reader,
    subject: &Subject,
    asked: &Asked,
) -> Result<Response, Error> {
    let id = reader.applicant()?;
    let code = subject.code();
    let mut tx = app.store.begin().await?;
    let applicant = applicant(&mut tx, id).await?;
    let mut view = view(app, subject, None, &[], Answers::new(), reader);
    view.not_for_you = !is_for(subject, &applicant);
    if view.not_for_you || view.suspended.is_some() {
        return Ok(refusal(reader, view));
    }
    let told = asked.situation(app, subject, reader.now);
    let application = match draft(&mut tx, id, code).await? {
        Some(draft) => filled(&mut tx, reader, draft, told).await?,
        None => {
            let agent = agent(&mut tx, reader).await?;
            let mut answers = prefilled(app, subject.form(), &applicant, agent.as_ref());
            answers.extend(told);
            let new = NewApplication {
                id: ApplicationId::new(reader.now, app.entropy()?),
                applicant_id: id,
                item: code.to_owned(),
                definition: subject.hash().to_owned(),
                division: applicant.division.clone(),
                answers: write_answers(&answers)?,
                created_at: reader.now,
                filed_by: None,
            };
            make(&mut tx, subject, &new).await?
        }
    };
    if let Some(number) = &asked.licence {
        // Somebody else's, and one that no rule renews, is none: the application is then for a new one.
        let own = cases::licence(&mut tx, id, number).await?;
        let window = own.and_then(|licence| renewable(app, &licence, reader.now));
        if window.is_some_and(|window| window.item == code && !window.is_over) {
            applications::set_renews(&mut tx, id, application.id, number).await?;
        }
    }
    let draft = Draft::open(app, &mut tx, application).await?;
    tx.commit().await?;
    let draft = draft.ok_or_else(|| Error::fault("a draft is submitted"))?;
    Ok(Redirect::to(&draft.way_on(app, reader)).into_response())
}

/// A draft with what was told before, where it has no answer of its own yet.
async fn filled(
    tx: &mut Tx,
    reader: &Reader,
    mut draft: Application,
    told: Answers,
) -> Result<Application, Error> {
    let mut answers = read_answers(&draft.answers)?;
    let before = answers.len();
    for (key, answer) in told {
        if answers.get(&key).is_none_or(String::is_empty) {
            answers.insert(key, answer);
        }
    }
    if answers.len() == before {
        return Ok(draft);
    }
    let written = write_answers(&answers)?;
    let saved = applications::save_answers(
        tx,
        draft.applicant_id,
        draft.id,
        draft.version,
        &draft.definition,
        &written,
        reader.now,
    );
    match saved.await {
        Ok(version) => {
            draft.version = version;
            draft.answers = written;
        }
        // Another window saved meanwhile: what it typed counts.
        Err(store::Error::Stale) => {}
        Err(error) => return Err(error.into()),
    }
    Ok(draft)
}

/// Makes the draft, unless another click was quicker: then its draft is the one.
pub(super) async fn make(
    tx: &mut Tx,
    subject: &Subject,
    new: &NewApplication,
) -> Result<Application, Error> {
    // Kept with the first draft, so that a later version can be compared with it.
    if let Subject::Item(definition) = subject {
        shelf::keep(tx, definition, new.created_at).await?;
    }
    match applications::create(tx, new).await {
        Ok(()) => {
            let answers = read_answers(&new.answers)?;
            let pages = application::pages(subject.form(), &answers);
            let filled = pages.into_iter().filter(|page| is_begun(page, &answers));
            let filled: Vec<&str> = filled.map(FormPage::key).collect();
            prefilled::note(tx, new.id, &filled).await?;
        }
        Err(store::Error::Stale) => {}
        Err(error) => return Err(error.into()),
    }
    let made = match new.filed_by {
        Some(officer) => applications::draft_by(tx, new.applicant_id, officer, &new.item).await?,
        None => draft(tx, new.applicant_id, &new.item).await?,
    };
    made.ok_or_else(|| Error::fault("a draft that was made is not there"))
}

pub(super) async fn applicant(tx: &mut Tx, id: ApplicantId) -> Result<Applicant, Error> {
    accounts::applicant(tx, id).await?.ok_or(Error::NotFound)
}

/// Whoever applies for the applicant because they named them.
async fn agent(tx: &mut Tx, reader: &Reader) -> Result<Option<Applicant>, Error> {
    let named = |acting: &Acting| acting.mandate.kind == DelegationKind::Agent;
    match (&reader.acting, &reader.viewer) {
        (Some(acting), Some(viewer)) if named(acting) => {
            let own = accounts::applicants_of(tx, viewer.account).await?;
            Ok(own.into_iter().next())
        }
        _ => Ok(None),
    }
}

pub(super) async fn draft(
    tx: &mut Tx,
    applicant: ApplicantId,
    item: &str,
) -> Result<Option<Application>, Error> {
    Ok(match applications::draft_for(tx, applicant, item).await? {
        Some(id) => applications::get(tx, applicant, id).await?,
        None => None,
    })
}

pub(super) fn is_for(subject: &Subject, applicant: &Applicant) -> bool {
    subject.audience().contains(&audience(applicant))
}

fn view(
    app: &App,
    subject: &Subject,
    saved: Option<Timestamp>,
    documents: &[String],
    answers: Answers,
    reader: &Reader,
) -> StartView {
    let materials = match subject {
        Subject::Item(definition) => situation::needed(&definition.item, &answers),
        Subject::Bundle(bundle) => situation::maybe_needed(&bundle.materials),
    };
    let uploads = materials
        .into_iter()
        .filter(|needed| needed.rule.source == MaterialSource::Upload)
        .map(|needed| Upload {
            name: needed.rule.name.clone(),
            conditional: needed.only_when.is_some(),
            optional: needed.rule.optional,
            held: documents.contains(&needed.rule.document(subject.code())),
        })
        .collect();
    StartView {
        guide: subject.guide(),
        item: subject.name().clone(),
        draft_saved_at: saved,
        not_for_you: false,
        suspended: subject.suspension(app, &Answers::new(), app.date(reader.now)),
        refused: false,
        answers,
        uploads,
        promised: subject.promised(app),
        megabytes: app.settings.max_megabytes(),
    }
}

/// First answers, from what the applicant told when they registered.
pub(super) fn prefilled(
    app: &App,
    form: CatalogueForm<'_>,
    applicant: &Applicant,
    agent: Option<&Applicant>,
) -> Answers {
    let text = |value: &Option<Personal>| value.as_ref().map(|text| text.expose().to_owned());
    form.fields()
        .filter_map(|field| {
            let value = match field.prefill? {
                Prefill::Name => Some(applicant.name.clone()),
                Prefill::EntityName => applicant.entity.then(|| applicant.name.clone()),
                Prefill::PersonName => (!applicant.entity).then(|| applicant.name.clone()),
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
                Prefill::HasAgent => agent.map(|_| "yes".to_owned()),
                Prefill::AgentName => agent.map(|agent| agent.name.clone()),
                Prefill::AgentPhone => agent.map(|agent| agent.phone.expose().to_owned()),
            };
            let value = value.filter(|value| !value.is_empty())?;
            Some((field.key().to_owned(), value))
        })
        .collect()
}
