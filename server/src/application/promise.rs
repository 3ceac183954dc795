//! `/applications/{id}/materials/{rule}/promise`: 容缺, the word that a material will come later.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use store::materials;

use super::material::{promise, upload_rule};
use super::{hold, read_id, submitted_before};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

pub async fn give(
    State(app): State<App>,
    reader: Reader,
    Path((id, rule)): Path<(String, String)>,
) -> Result<Response, Error> {
    change(&app, &reader, &id, &rule, true).await
}

pub async fn take_back(
    State(app): State<App>,
    reader: Reader,
    Path((id, rule)): Path<(String, String)>,
) -> Result<Response, Error> {
    change(&app, &reader, &id, &rule, false).await
}

async fn change(
    app: &App,
    reader: &Reader,
    id: &str,
    key: &str,
    given: bool,
) -> Result<Response, Error> {
    let id = read_id(id)?;
    let mut tx = app.store.begin().await?;
    let Some(draft) = hold(app, &mut tx, reader, id).await? else {
        return Err(submitted_before());
    };
    let rule = upload_rule(&draft, key)?;
    // What must be there at once can't be promised: there is no such address.
    promise(app, reader, &draft, rule).ok_or(Error::NotFound)?;
    if !given {
        materials::take_promise_back(&mut tx, id, key).await?;
    } else if draft.files(rule).next().is_none() {
        materials::promise(&mut tx, id, key, reader.now).await?;
    }
    tx.commit().await?;
    let here = format!("{}/materials/{key}", draft.base());
    Ok(Redirect::to(&here).into_response())
}
