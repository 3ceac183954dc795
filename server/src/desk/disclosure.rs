//! 查看完整信息: the personal data of one case whole, for a reason, for this officer and for an hour.

use app::desk::act::Fault;
use app::desk::disclosure::{DisclosureView, disclosure_page};
use app::shell::Shell;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::disclosure::{Reason, fault};
use store::disclosures::{self, Disclosure};

use super::act::form;
use super::file;
use super::form::Posted;
use super::scope::Open;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let posted = Posted(pairs);
    let mut tx = app.store.read().await?;
    let open = Open::load(&app, &mut tx, &reader, &no).await?;
    open.may_disclose()?;
    if open.is_disclosed() {
        return Ok(back(&reader.shell, &open, &posted));
    }
    Ok(page(&app, &reader, &open, &posted, Vec::new()))
}

fn page(app: &App, reader: &Reader, open: &Open, posted: &Posted, faults: Vec<Fault>) -> Response {
    let faulty = !faults.is_empty();
    let view = DisclosureView {
        head: open.head(app, reader),
        reason: posted.get("reason").to_owned(),
        words: posted.get("words").to_owned(),
        from: posted.get("from").to_owned(),
        faults,
    };
    form(faulty, disclosure_page(&reader.shell, &view))
}

pub async fn send(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let posted = Posted(pairs);
    let mut tx = app.store.begin().await?;
    let open = Open::load(&app, &mut tx, &reader, &no).await?;
    open.may_disclose()?;
    let reason = Reason::from_key(posted.get("reason"));
    let words = posted.text("words");
    let officer = open.officer.actor.by.officer().ok_or(Error::Denied)?;
    let reason = match (fault(reason, words), reason) {
        (None, Some(reason)) => reason,
        (found, _) => {
            drop(tx);
            let (id, key) = found.unwrap_or(("reason", "disclosure-reason-missing"));
            return Ok(page(
                &app,
                &reader,
                &open,
                &posted,
                vec![Fault::new(id, key)],
            ));
        }
    };
    let fields = file::personal(&mut tx, &open).await?;
    if fields.is_empty() {
        return Ok(back(&reader.shell, &open, &posted));
    }
    let roles = open.officer.roles.iter();
    let new = Disclosure {
        case: open.key.id,
        at: reader.now,
        officer,
        absent: open.officer.actor.by.holder().filter(|one| *one != officer),
        agency: open.officer.agency.clone(),
        roles: roles.map(|role| role.key().to_owned()).collect(),
        fields,
        reason: reason.key().to_owned(),
        words: (!words.is_empty()).then(|| words.into()),
    };
    let since = crate::disclosures::since(&open.loaded.entries, reader.now);
    disclosures::record(&mut tx, &new, since).await?;
    tx.commit().await?;
    Ok(back(&reader.shell, &open, &posted))
}

/// To the page of this case that the form was asked for from; nowhere else.
fn back(shell: &Shell, open: &Open, posted: &Posted) -> Response {
    let from = posted.get("from");
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'/';
    let here = format!("/desk/cases/{}", open.key.case_no);
    let to = if from.is_empty() || !from.bytes().all(plain) {
        format!("{}#answers", shell.listed(&here, ""))
    } else {
        shell.listed(&format!("{here}/{from}"), "")
    };
    Redirect::to(&to).into_response()
}
