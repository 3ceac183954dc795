//! `/applications/{id}/changes`: a new version of the form was published since the draft was saved. Until its author
//! has seen what changed, nothing of it goes.

use app::citizen::application::changes::{ChangesView, changes_page};
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::application::{changes, members};
use serde::Deserialize;

use super::form_page::{held, store};
use super::{Draft, look, read_id, to_receipt};
use crate::error::Error;
use crate::questions::questions;
use crate::reader::Reader;
use crate::shelf;
use crate::state::App;
use crate::submission::with_checks;

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let id = read_id(&id)?;
    let Some(draft) = look(&app, &reader, id).await? else {
        return Ok(to_receipt(&reader, id));
    };
    if !draft.is_moved() {
        return Ok(Redirect::to(&draft.way_on(&app, &reader)).into_response());
    }
    let view = view(&app, &reader, &draft).await;
    Ok(Html(changes_page(&reader.shell, &view)).into_response())
}

async fn view(app: &App, reader: &Reader, draft: &Draft) -> ChangesView {
    let before = before(app, &draft.application.definition).await;
    let found = with_checks(app, reader.now, |checks| {
        let before = before.as_ref().map(|before| (&before.item).into());
        changes(before, draft.form(), &draft.answers, checks)
    });
    let mut unfit = Vec::new();
    let mut lost = Vec::new();
    for one in found.unfit {
        match &one.field {
            Some(field) => {
                let mut shown = questions(&app.catalogue, [field], &one.answers, &[]);
                for question in &mut shown {
                    // Without the one that could be filled in.
                    question
                        .members
                        .truncate(members(field, &one.answers).len());
                }
                unfit.extend(shown);
            }
            None => lost.extend(one.answers.into_values()),
        }
    }
    ChangesView {
        head: draft.head(app),
        new: found.new,
        changed: found.changed,
        gone: found.gone,
        unfit,
        lost,
        form: draft.subject.hash().to_owned(),
    }
}

/// The version that the draft was saved under. Nothing where nobody keeps it, as of bundles.
async fn before(app: &App, hash: &str) -> Option<std::sync::Arc<domain::catalogue::Definition>> {
    if let Some(known) = app.shelf.version(hash) {
        return Some(known);
    }
    let mut tx = app.store.read().await.ok()?;
    shelf::of_case(app, &mut tx, hash).await.ok()
}

#[derive(Debug, Deserialize)]
pub struct Seen {
    form: Option<String>,
}

/// The draft moves to the version that was shown. If another one came meanwhile, what it changes is shown next.
pub async fn accept(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Form(seen): Form<Seen>,
) -> Result<Response, Error> {
    let (mut tx, mut draft) = held(&app, &reader, read_id(&id)?).await?;
    let subject = draft.subject.clone();
    if draft.is_moved() && seen.form.as_deref() == Some(subject.hash()) {
        draft
            .answers
            .retain(|key, _| subject.form().asking(key).is_some());
        subject.hash().clone_into(&mut draft.application.definition);
        store(&mut tx, &reader, &mut draft).await?;
        tx.commit().await?;
    } else {
        drop(tx);
    }
    Ok(Redirect::to(&draft.way_on(&app, &reader)).into_response())
}
