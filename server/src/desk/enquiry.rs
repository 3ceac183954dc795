//! 咨询答复.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::authority::Act;
use domain::case::{Blocked, Fact};

use super::form::Posted;
use super::written::{self, Particular};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path((no, enquiry)): Path<(String, String)>,
) -> Result<Response, Error> {
    let enquiry = enquiry.parse().map_err(|_| Error::NotFound)?;
    page(&app, &reader, &no, enquiry, &Posted::default(), Vec::new()).await
}

async fn page(
    app: &App,
    reader: &Reader,
    no: &str,
    enquiry: u64,
    posted: &Posted,
    faults: Vec<app::desk::act::Fault>,
) -> Result<Response, Error> {
    let mut asked = None;
    let shown = written::page(app, reader, no, Act::EnquiryReply, posted, faults, |open| {
        let mut waiting = open.loaded.case.open_enquiries();
        asked = waiting.find(|one| one.seq == enquiry).cloned();
        let text = asked.as_ref().and_then(|one| open.text(one.text.id));
        Particular {
            shown: text,
            path: Some(format!("enquiries/{enquiry}/reply")),
            ..Particular::default()
        }
    })
    .await?;
    if asked.is_some() {
        Ok(shown)
    } else {
        Err(Error::Refused {
            refusal: Blocked::NoEnquiry.into(),
            case_no: Some(no.to_owned()),
        })
    }
}

pub async fn send(
    State(app): State<App>,
    reader: Reader,
    Path((no, enquiry)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let enquiry: u64 = enquiry.parse().map_err(|_| Error::NotFound)?;
    let posted = Posted(pairs);
    let sent = written::send(
        &app,
        &reader,
        &no,
        Act::EnquiryReply,
        &posted,
        |fact| matches!(fact, Fact::EnquiryAnswered { enquiry: told, .. } if *told == enquiry),
        |case, actor, text, _| case.answer_enquiry(actor, enquiry, text),
    )
    .await?;
    match sent {
        Ok(response) => Ok(response),
        Err(faults) => page(&app, &reader, &no, enquiry, &posted, faults).await,
    }
}
