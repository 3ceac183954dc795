//! 超期说明: why a clock of the agency's ran out.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::authority::Act;
use domain::case::{Blocked, Denied, Fact, Refusal};

use super::form::Posted;
use super::scope::Open;
use super::written::{self, Particular};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;
use crate::turns;

/// The end of the act's address.
pub fn path(seq: u64) -> String {
    format!("warnings/{seq}/explanation")
}

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path((no, seq)): Path<(String, String)>,
) -> Result<Response, Error> {
    let seq = seq.parse().map_err(|_| Error::NotFound)?;
    page(&app, &reader, &no, seq, &Posted::default(), Vec::new()).await
}

/// Whether this very warning is theirs to explain.
fn open_to(open: &Open, seq: u64, app: &App, reader: &Reader) -> Result<String, Refusal> {
    let case = &open.loaded.case;
    let ctx = open.ctx(app, reader);
    let found = case.warning(seq).ok_or(Blocked::NoWarning)?;
    if !case.answers_for(&open.officer.actor, found) {
        return Err(Denied::Role.into());
    }
    if !case.awaits_explanation(found, &case.deadlines(&ctx), &ctx) {
        return Err(Blocked::NoWarning.into());
    }
    Ok(turns::told(app, reader.locale(), ctx.item, found))
}

async fn page(
    app: &App,
    reader: &Reader,
    no: &str,
    seq: u64,
    posted: &Posted,
    faults: Vec<app::desk::act::Fault>,
) -> Result<Response, Error> {
    let act = Act::WarningExplanation;
    let mut refused = None;
    let page = written::page(app, reader, no, act, posted, faults, |open| {
        let shown = open_to(open, seq, app, reader).map_err(|refusal| refused = Some(refusal));
        Particular {
            shown: shown.ok(),
            path: Some(path(seq)),
            ..Particular::default()
        }
    })
    .await?;
    match refused {
        None => Ok(page),
        Some(refusal) => Err(Error::Refused {
            refusal,
            case_no: Some(no.to_owned()),
        }),
    }
}

pub async fn send(
    State(app): State<App>,
    reader: Reader,
    Path((no, seq)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let seq: u64 = seq.parse().map_err(|_| Error::NotFound)?;
    let posted = Posted(pairs);
    let sent = written::send(
        &app,
        &reader,
        &no,
        Act::WarningExplanation,
        &posted,
        |fact| matches!(fact, Fact::WarningExplained { warning, .. } if *warning == seq),
        |case, actor, text, ctx| case.explain_warning(actor, seq, text, ctx),
    )
    .await?;
    match sent {
        Ok(response) => Ok(response),
        Err(faults) => page(&app, &reader, &no, seq, &posted, faults).await,
    }
}
