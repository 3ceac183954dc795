//! `/applications`: the drafts of an account, wherever they were begun; `/applications/{id}/removal` deletes one.

use app::citizen::application::confirmation::{ConfirmationView, confirmation_page};
use app::citizen::application::drafts::{DraftLine, drafts_page};
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::SignedDuration;
use store::applications;

use super::subject::Subject;
use super::{Author, OWN, base, counter, kept_until, look, read_id, to_receipt};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

/// How long a draft is kept after its last change; from then on `jobs::purge` deletes it.
pub const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);
/// One for each item at most; nobody has as many.
const MOST: u16 = 100;

pub async fn list(State(app): State<App>, reader: Reader) -> Result<Response, Error> {
    let applicant = reader.applicant()?;
    let mut tx = app.store.read().await?;
    let drafts = applications::drafts(&mut tx, applicant, MOST).await?;
    drop(tx);
    // What is no longer in the catalogue can't be continued, and goes when its time is over.
    let lines: Vec<DraftLine> = drafts
        .into_iter()
        .filter(|draft| reader.covers(&draft.item))
        .filter_map(|draft| {
            let subject = Subject::find(&app, &draft.item)?;
            Some(DraftLine {
                base: base(&reader, draft.id),
                item: subject.name().clone(),
                saved_at: draft.updated_at,
                kept_until: kept_until(&app, draft.updated_at),
            })
        })
        .collect();
    Ok(Html(drafts_page(&reader.shell, &lines)).into_response())
}

pub async fn ask_removal(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let id = read_id(&id)?;
    let Some(draft) = look(&app, &reader, id).await? else {
        return Ok(to_receipt(&reader, id));
    };
    let view = ConfirmationView {
        key: "form-draft-removal",
        name: reader.shell.l(draft.subject.name()),
        action: format!("{}/removal", draft.base()),
        back: draft.head(&app).list.to_owned(),
    };
    Ok(Html(confirmation_page(&reader.shell, &view)).into_response())
}

pub async fn remove(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let (id, author) = (read_id(&id)?, Author::of(&reader)?);
    let list = match &author {
        Author::Applicant(_) => OWN,
        Author::Clerk(_) => counter::PATH,
    };
    let mut tx = app.store.begin().await?;
    let draft = match author.find(&mut tx, id).await {
        // The second click of two; and of somebody else's, nothing goes.
        Err(Error::NotFound) => return Ok(Redirect::to(list).into_response()),
        found => found?,
    };
    match applications::discard(&mut tx, draft.applicant_id, id).await {
        Ok(files) => {
            tx.commit().await?;
            app.files.remove_all(files).await;
        }
        Err(store::Error::NotFound) => {}
        // Submitted meanwhile: it is no draft any more.
        Err(store::Error::Stale) => return Ok(to_receipt(&reader, id)),
        Err(error) => return Err(error.into()),
    }
    Ok(Redirect::to(list).into_response())
}
