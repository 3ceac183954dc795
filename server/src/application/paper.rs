//! `POST /desk/counter/applications/{id}/materials/{rule}/paper`: an original that the clerk has seen and keeps on paper.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::id::MaterialId;
use serde::Deserialize;
use store::materials;

use super::material::{Came, MOST, page, upload_rule};
use super::{hold, read_id, submitted_before};
use crate::counter::{LONGEST_PLACE, on_paper};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

#[derive(Debug, Deserialize)]
pub struct Kept {
    #[serde(default)]
    place: String,
}

pub async fn note(
    State(app): State<App>,
    reader: Reader,
    Path((id, key)): Path<(String, String)>,
    Form(kept): Form<Kept>,
) -> Result<Response, Error> {
    let id = read_id(&id)?;
    let place = kept.place.trim();
    let mut tx = app.store.begin().await?;
    let Some(draft) = hold(&app, &mut tx, &reader, id).await? else {
        return Err(submitted_before());
    };
    let rule = upload_rule(&draft, &key)?;
    // The same said twice is one.
    let there = draft
        .files(rule)
        .any(|one| one.is_on_paper() && one.file_name == place);
    let fault = match place.chars().count() {
        0 => Some("counter-paper-missing"),
        letters if letters > LONGEST_PLACE => Some("counter-paper-too-long"),
        _ if !there && draft.files(rule).count() >= MOST => Some("counter-paper-too-many"),
        _ => None,
    };
    if let Some(fault) = fault {
        drop(tx);
        let came = Came::on_paper(&kept.place, fault);
        let page = Html(page(&app, &reader, &draft, rule, &came).await?);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    if !there {
        let material = MaterialId::new(reader.now, app.entropy()?);
        let given = on_paper(&app, material, id, &key, place, reader.now)?;
        materials::add(&mut tx, &given).await?;
        materials::take_promise_back(&mut tx, id, &key).await?;
        tx.commit().await?;
    }
    let here = format!("{}/materials/{key}", draft.base());
    Ok(Redirect::to(&here).into_response())
}
