//! `/desk/cases/{no}/signed-receipt`: 送达回证 of what was handed over at a counter, to be printed, and its scan once it is
//! signed.

use app::desk::signed_receipt::{SignedReceiptView, signed_receipt_page};
use app::parts::file_list::FileLine;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::case::{Material as Held, SIGNED_RECEIPT};
use store::materials::{self, Scan};
use store::{Tx, cases};

use super::scope::{self, Open};
use crate::acts::{self, Attempt, Statements};
use crate::error::Error;
use crate::files::UploadFault;
use crate::reader::Reader;
use crate::state::App;
use crate::uploads::{Sent, Taken, open_form, take};

/// Scans of one sheet: both sides, and one that was taken anew.
pub const MOST: usize = 3;

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    let page = page(&app, &reader, &no, None).await?;
    Ok(Html(page).into_response())
}

/// The case, where something was handed over and the reader may keep the sheet for it.
async fn load(app: &App, tx: &mut Tx, reader: &Reader, no: &str) -> Result<(Open, u64), Error> {
    let open = Open::load(app, tx, reader, no).await?;
    let case = &open.loaded.case;
    case.keep_receipt(&open.officer.actor, Vec::new())
        .map_err(|refusal| open.refused(refusal))?;
    let delivered = case.handed_over.ok_or(Error::NotFound)?;
    Ok((open, delivered))
}

async fn page(
    app: &App,
    reader: &Reader,
    no: &str,
    fault: Option<&'static str>,
) -> Result<String, Error> {
    let mut tx = app.store.read().await?;
    let (open, delivered) = load(app, &mut tx, reader, no).await?;
    let mut kept = materials::list(&mut tx, open.key.application_id).await?;
    drop(tx);
    kept.retain(|one| one.rule == SIGNED_RECEIPT);
    let line = |scan: &materials::Material| FileLine {
        name: scan.file_name.clone(),
        size: scan.size.unsigned_abs(),
        at: scan.uploaded_at,
        href: Some(format!(
            "/desk/cases/{}/materials/{}",
            open.key.case_no, scan.id
        )),
        removal: None,
        notes: (scan.scan == Scan::Waiting)
            .then(|| reader.shell.t("material-scan-waiting"))
            .into_iter()
            .collect(),
    };
    let view = SignedReceiptView {
        head: open.head(app, reader),
        delivered,
        kept: kept.iter().map(line).collect(),
        most: MOST,
        megabytes: app.settings.max_megabytes(),
        fault,
    };
    Ok(signed_receipt_page(&reader.shell, &view))
}

pub async fn keep(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    request: Request,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let (open, _) = load(&app, &mut tx, &reader, &no).await?;
    drop(tx);
    let form = open_form(&app, request, MOST).await?;
    // The bytes first, with no transaction open: an upload over a poor line takes minutes.
    let mut sent = take(&app, open.key.application_id, reader.now, MOST, form).await?;
    let fault = match sent.refused.first() {
        Some((_, fault)) => Ok(Some(*fault)),
        None => record(&app, &reader, &no, &mut sent).await,
    };
    // What is kept is no longer in `sent`.
    sent.forget(&app).await?;
    match fault? {
        Some(fault) => {
            let page = page(&app, &reader, &no, Some(fault.key())).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page)).into_response())
        }
        None => {
            let here = format!("/desk/cases/{}/signed-receipt", open.key.case_no);
            Ok(Redirect::to(&here).into_response())
        }
    }
}

/// All of them or none; what is kept already adds nothing.
async fn record(
    app: &App,
    reader: &Reader,
    no: &str,
    sent: &mut Sent,
) -> Result<Option<UploadFault>, Error> {
    let mut tx = app.store.begin().await?;
    let (_, key) = scope::key(app, &mut tx, reader, no).await?;
    cases::hold(&mut tx, key.id).await?;
    let (open, _) = load(app, &mut tx, reader, no).await?;
    let there = &open.loaded.case.receipts;
    let mut new: Vec<&Taken> = Vec::new();
    for one in &sent.taken {
        let digest = &one.stored.digest;
        let known = there.iter().any(|kept| kept.digest == *digest);
        if !known && new.iter().all(|other| other.stored.digest != *digest) {
            new.push(one);
        }
    }
    if there.len() + new.len() > MOST {
        return Ok(Some(UploadFault::TooMany));
    }
    let mut scans = Vec::new();
    for one in &new {
        let of = open.key.application_id;
        let given = one
            .stored
            .given(one.id, of, SIGNED_RECEIPT, &one.name, reader.now);
        materials::add(&mut tx, &given).await?;
        scans.push(Held {
            rule: given.rule,
            id: given.id,
            digest: given.digest,
        });
    }
    let kept: Vec<_> = scans.iter().map(|scan| scan.id).collect();
    let actor = open.officer.actor.clone();
    let attempt = Attempt {
        by: actor.by,
        now: reader.now,
        seen: None,
        key: &open.key,
    };
    acts::attempt(
        app,
        &mut tx,
        &attempt,
        |_| false,
        Statements::default(),
        |case, _| case.keep_receipt(&actor, scans),
    )
    .await?;
    tx.commit().await?;
    sent.taken.retain(|one| !kept.contains(&one.id));
    Ok(None)
}
