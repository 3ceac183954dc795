//! 立案登记: the draft becomes a case of the agency's own, received and accepted at once.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::id::ApplicationId;
use serde::Deserialize;
use store::{Tx, cases};

use super::materials::{Again, page};
use super::own::{Filer, Filing};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;
use crate::submission::{SubmitFault, file};

#[derive(Debug, Deserialize)]
pub struct Sent {
    #[serde(default)]
    draft: String,
    #[serde(default)]
    version: String,
}

pub async fn send(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Error> {
    let draft: ApplicationId = sent
        .draft
        .parse()
        .map_err(|_| Error::BadRequest("draft".into()))?;
    let version: i64 = sent
        .version
        .parse()
        .map_err(|_| Error::BadRequest("version".into()))?;
    let filer = Filer::of(&app, &reader)?;
    filer.definition(&app, &code)?;
    let mut tx = app.store.begin().await?;
    let agency = filer.applicant(&app, &mut tx, reader.now).await?;
    let filed = file(
        &app,
        &mut tx,
        agency,
        &filer.officer,
        draft,
        version,
        reader.now,
    )
    .await?;
    let (status, again) = match filed {
        Ok(submitted) => {
            tx.commit().await?;
            return Ok(to_number(submitted.case_no.as_str()));
        }
        Err(SubmitFault::Changed) => (
            StatusCode::CONFLICT,
            Again {
                changed: true,
                ..Again::default()
            },
        ),
        Err(
            SubmitFault::Incomplete(_)
            | SubmitFault::NoAgency
            | SubmitFault::Elsewhere
            | SubmitFault::Suspended
            | SubmitFault::Unpromised,
        ) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            Again {
                refused: true,
                ..Again::default()
            },
        ),
    };
    drop(tx);
    let mut tx = app.store.read().await?;
    let filing = Filing::look(&app, &mut tx, &reader, &code).await?;
    drop(tx);
    let page = page(&app, &reader, &filing, &again).ok_or(Error::NotFound)?;
    Ok((status, Html(page)).into_response())
}

/// To the case that came of an application.
///
/// # Errors
/// `NotFound` where none did.
pub async fn to_case(tx: &mut Tx, application: ApplicationId) -> Result<Response, Error> {
    let key = cases::by_application(tx, application).await?;
    Ok(to_number(&key.ok_or(Error::NotFound)?.case_no))
}

fn to_number(no: &str) -> Response {
    Redirect::to(&format!("/desk/cases/{no}?done=filing")).into_response()
}
