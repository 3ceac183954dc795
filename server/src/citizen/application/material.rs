//! `/applications/{id}/materials/{rule}`: files for one material, streamed in and out.

use app::citizen::application::material::{GivenFile, MaterialFault, MaterialView, material_page};
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::application;
use domain::catalogue::MaterialRule;
use domain::id::{ApplicationId, MaterialId};
use store::materials;

use super::{Draft, hold, look, read_id, submitted_before, to_receipt};
use crate::error::Error;
use crate::files::Stored;
use crate::reader::Reader;
use crate::state::App;
use crate::uploads::{open_form, take};

/// Files for one material.
const MOST: usize = 10;

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path((id, rule)): Path<(String, String)>,
) -> Result<Response, Error> {
    let id = read_id(&id)?;
    let Some(draft) = look(&app, &reader, id).await? else {
        return Ok(to_receipt(id));
    };
    let rule = upload_rule(&draft, &rule)?;
    Ok(Html(page(&app, &reader, &draft, rule, None)).into_response())
}

pub async fn upload(
    State(app): State<App>,
    reader: Reader,
    Path((id, key)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Error> {
    let id = read_id(&id)?;
    let form = open_form(&app, request).await?;
    let Some(draft) = look(&app, &reader, id).await? else {
        return Err(submitted_before());
    };
    let rule = upload_rule(&draft, &key)?;
    if draft.files(rule).count() >= MOST {
        return Ok(refused(&app, &reader, &draft, rule, MaterialFault::TooMany));
    }
    let material = MaterialId::new(reader.now, app.entropy()?);
    // The bytes first, with no transaction open: an upload over a poor line takes minutes.
    let (name, stored) = match take(&app, id, material, form).await? {
        Ok(taken) => taken,
        Err(fault) => {
            let fault = MaterialFault::File(fault.key());
            return Ok(refused(&app, &reader, &draft, rule, fault));
        }
    };
    let kept = keep(&app, &reader, id, rule, material, &name, &stored).await;
    if !matches!(kept, Ok(Kept::Yes)) {
        app.files.remove(&stored.key).await?;
    }
    match kept? {
        Kept::Yes | Kept::Before => {
            let here = format!("{}/materials/{key}", draft.base());
            Ok(Redirect::to(&here).into_response())
        }
        Kept::TooMany => Ok(refused(&app, &reader, &draft, rule, MaterialFault::TooMany)),
        Kept::Submitted => Err(submitted_before()),
    }
}

pub async fn serve(
    State(app): State<App>,
    reader: Reader,
    Path((id, rule, material)): Path<(String, String, String)>,
) -> Result<Response, Error> {
    let (id, applicant) = (read_id(&id)?, reader.applicant()?);
    let material: MaterialId = material.parse().map_err(|_| Error::NotFound)?;
    let mut tx = app.store.read().await?;
    // Submitted or not: what people gave, they may look at.
    store::applications::get(&mut tx, applicant, id)
        .await?
        .ok_or(Error::NotFound)?;
    let given = materials::get(&mut tx, id, material)
        .await?
        .filter(|given| given.rule == rule && given.removed_at.is_none())
        .ok_or(Error::NotFound)?;
    drop(tx);
    app.files
        .serve(&given.object_key, &given.media_type, &given.file_name)
        .await
}

pub async fn remove(
    State(app): State<App>,
    reader: Reader,
    Path((id, rule, material)): Path<(String, String, String)>,
) -> Result<Response, Error> {
    let id = read_id(&id)?;
    let material: MaterialId = material.parse().map_err(|_| Error::NotFound)?;
    let mut tx = app.store.begin().await?;
    let Some(draft) = hold(&app, &mut tx, &reader, id).await? else {
        return Err(submitted_before());
    };
    let rule = upload_rule(&draft, &rule)?;
    let given = materials::get(&mut tx, id, material).await?;
    if given.is_some_and(|given| given.rule == rule.key()) {
        // Removed before is removed: the page shows what is left.
        materials::remove(&mut tx, id, material, reader.now).await?;
        tx.commit().await?;
    }
    let here = format!("{}/materials/{}", draft.base(), rule.key());
    Ok(Redirect::to(&here).into_response())
}

/// Only what has to be uploaded in this applicant's situation has a page.
fn upload_rule<'a>(draft: &'a Draft, key: &str) -> Result<&'a MaterialRule, Error> {
    application::uploads(draft.form(), &draft.answers)
        .into_iter()
        .find(|rule| rule.key() == key)
        .ok_or(Error::NotFound)
}

enum Kept {
    Yes,
    /// The same file had been given for the same material.
    Before,
    TooMany,
    Submitted,
}

async fn keep(
    app: &App,
    reader: &Reader,
    id: ApplicationId,
    rule: &MaterialRule,
    material: MaterialId,
    file_name: &str,
    stored: &Stored,
) -> Result<Kept, Error> {
    let mut tx = app.store.begin().await?;
    let Some(draft) = hold(app, &mut tx, reader, id).await? else {
        return Ok(Kept::Submitted);
    };
    if draft.files(rule).any(|given| given.digest == stored.digest) {
        return Ok(Kept::Before);
    }
    if draft.files(rule).count() >= MOST {
        return Ok(Kept::TooMany);
    }
    let new = stored.given(material, id, rule.key(), file_name, reader.now);
    materials::add(&mut tx, &new).await?;
    tx.commit().await?;
    Ok(Kept::Yes)
}

fn page(
    app: &App,
    reader: &Reader,
    draft: &Draft,
    rule: &MaterialRule,
    fault: Option<MaterialFault>,
) -> String {
    let files = draft
        .files(rule)
        .map(|given| GivenFile {
            id: given.id.to_string(),
            name: given.file_name.clone(),
            size: given.size.unsigned_abs(),
            uploaded_at: given.uploaded_at,
        })
        .collect();
    let view = MaterialView {
        head: draft.head(app),
        key: rule.key().to_owned(),
        name: rule.name.clone(),
        hint: rule.hint.clone(),
        basis: rule.basis.clone(),
        optional: rule.optional,
        files,
        megabytes: app.settings.max_upload / (1024 * 1024),
        most: MOST,
        fault,
        next: draft.next_material(Some(rule.key())),
    };
    material_page(&reader.shell, &view)
}

fn refused(
    app: &App,
    reader: &Reader,
    draft: &Draft,
    rule: &MaterialRule,
    fault: MaterialFault,
) -> Response {
    let page = Html(page(app, reader, draft, rule, Some(fault)));
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}
