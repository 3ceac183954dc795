//! `/applications/{id}/submission`: POST submits, once; GET is the receipt.

use app::citizen::application::receipt::{AtCounter, ReceiptView, receipt_page};
use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::limit::Term;
use domain::locale::Localised;
use serde::Deserialize;
use store::applications::{Application, ApplicationState};
use store::{Tx, accounts, cases, materials};

use super::answers::{self, Again};
use super::{Author, base, bundle_receipt, look, read_id, start, to_receipt, told_at};
use crate::acts;
use crate::bundles;
use crate::citizen::given;
use crate::counter::{TakenIn, reception};
use crate::error::Error;
use crate::query_code;
use crate::reader::Reader;
use crate::state::App;
use crate::submission::{SubmitFault, read_answers, submit as submit_application, take_in};

#[derive(Debug, Deserialize)]
pub struct Seen {
    version: Option<String>,
    promise: Option<String>,
}

pub async fn submit(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Form(form): Form<Seen>,
) -> Result<Response, Error> {
    let (id, author) = (read_id(&id)?, Author::of(&reader)?);
    let version = form.version.and_then(|version| version.parse().ok());
    let mut tx = app.store.begin().await?;
    let promised = form.promise.as_deref() == Some("yes");
    let found = author.find(&mut tx, id).await?;
    let outcome = match &author {
        Author::Applicant(_) => {
            // Looked at once more: it may have ended since the request began.
            let who = reader.applying(&app, &mut tx, &found.item).await?;
            if app.catalogue.bundle(&found.item).is_some() {
                bundles::submit(&app, &mut tx, who, id, version, reader.now).await?
            } else {
                submit_application(&app, &mut tx, who, id, version, promised, reader.now)
                    .await?
                    .map(|_| ())
            }
        }
        Author::Clerk(clerk) => {
            let taken = TakenIn {
                clerk,
                identity: reception(&mut tx, &found).await?.identity,
            };
            take_in(&app, &mut tx, &taken, &found, version, promised, reader.now)
                .await?
                .map(|_| ())
        }
    };
    let (status, again) = match outcome {
        Ok(_) => {
            tx.commit().await?;
            return Ok(to_receipt(&reader, id));
        }
        Err(SubmitFault::Changed) => (StatusCode::CONFLICT, Again::Changed),
        Err(SubmitFault::Elsewhere) => (StatusCode::UNPROCESSABLE_ENTITY, Again::Elsewhere),
        Err(SubmitFault::Unpromised) => (StatusCode::UNPROCESSABLE_ENTITY, Again::Unpromised),
        Err(SubmitFault::Suspended) => {
            drop(tx);
            let Some(draft) = look(&app, &reader, id).await? else {
                return Ok(to_receipt(&reader, id));
            };
            return Ok(start::refused(&app, &reader, &draft));
        }
        Err(SubmitFault::Incomplete(_) | SubmitFault::NoAgency) => {
            (StatusCode::UNPROCESSABLE_ENTITY, Again::Refused)
        }
    };
    drop(tx);
    let Some(draft) = look(&app, &reader, id).await? else {
        return Ok(to_receipt(&reader, id));
    };
    let page = answers::page(&app, &reader, &draft, again).await?;
    Ok((status, Html(page)).into_response())
}

pub async fn receipt(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let (id, author) = (read_id(&id)?, Author::of(&reader)?);
    let mut tx = app.store.read().await?;
    let application = author.find(&mut tx, id).await?;
    if application.state == ApplicationState::Draft {
        return Ok(Redirect::to(&base(&reader, id)).into_response());
    }
    if application.case_id.is_none() {
        return bundle_receipt::show(&app, &mut tx, &reader, &application).await;
    }
    let key = cases::by_application(&mut tx, id)
        .await?
        .ok_or(Error::NotFound)?;
    let loaded = acts::load(&app, &mut tx, &key).await?;
    let loaded = loaded.as_of(&app, &mut tx, 1).await?;
    let stored = materials::list(&mut tx, id).await?;
    let who = start::applicant(&mut tx, application.applicant_id).await?;
    let counter = match &author {
        Author::Applicant(_) => None,
        Author::Clerk(_) => Some(at_counter(&app, &mut tx, &application).await?),
    };
    drop(tx);
    let item = &loaded.definition.item;
    let answers = read_answers(&application.answers)?;
    let received_at = loaded.case.received_at;
    // As it was at receipt, whatever has happened since: the case's own page has the present state.
    let check = Term {
        cut_off: loaded.case.received.cut_off,
        ..Term::new(received_at, item.limits.check.limit())
    };
    let checked = check.count(&loaded.calendar.statutory, &app.catalogue.tz);
    let agency = app
        .catalogue
        .agency(&key.agency)
        .ok_or_else(|| Error::fault(format!("agency {} is not in the catalogue", key.agency)))?;
    let view = ReceiptView {
        item: item.name.clone(),
        applicant: who.name,
        materials: given::materials_given(&key.case_no, item, &answers, &loaded.case, &stored),
        track: format!("{}/track?no={}", app.settings.base_url, key.case_no),
        query_code: query_code::code(app.store.keys(), &key.id)?,
        case_no: key.case_no,
        received_at,
        check_due_on: checked.due_on,
        promised: item.into(),
        delivery: (!item.answer).then(|| item.limits.delivery.limit()),
        agency: agency.name.clone(),
        phone: agency.phone.clone(),
        address: agency.address.clone(),
        told_at: told_at(&app, application.applicant_id, item.into(), &answers).await?,
        counter,
    };
    Ok(Html(receipt_page(&reader.shell, &view)).into_response())
}

/// Who took it in, from whom.
async fn at_counter(app: &App, tx: &mut Tx, application: &Application) -> Result<AtCounter, Error> {
    let seen = reception(tx, application).await?;
    let clerk = accounts::officer(tx, seen.officer).await?;
    Ok(AtCounter {
        agency: app.agency_name(clerk.as_ref().map_or("", |clerk| &clerk.agency)),
        clerk: clerk.map_or_else(Localised::default, |clerk| {
            Localised::new(clerk.name_zh, clerk.name_en)
        }),
        identity: seen.identity.key(),
        agent: seen.agent.map(|agent| agent.name),
    })
}
