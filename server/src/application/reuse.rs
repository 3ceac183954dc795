//! `POST /applications/{id}/materials/{rule}/wallet`: gives what is kept in the wallet. The application gets bytes of
//! its own, so that neither a removed entry nor a discarded draft takes anything from the other.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::id::{ApplicationId, MaterialId, WalletEntryId};
use serde::Deserialize;
use store::materials::{self, Material, Scan, SmallCopy};
use store::wallet::{self, Entry};

use super::material::{MOST, upload_rule};
use super::{hold, look, read_id, submitted_before};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

#[derive(Debug, Deserialize)]
pub struct Chosen {
    entry: String,
}

pub async fn reuse(
    State(app): State<App>,
    reader: Reader,
    Path((id, key)): Path<(String, String)>,
    Form(chosen): Form<Chosen>,
) -> Result<Response, Error> {
    let (id, applicant) = (read_id(&id)?, reader.applicant()?);
    let entry: WalletEntryId = chosen.entry.parse().map_err(|_| Error::NotFound)?;
    let Some(draft) = look(&app, &reader, id).await? else {
        return Err(submitted_before());
    };
    let document = upload_rule(&draft, &key)?.document(draft.subject.code());
    let mut tx = app.store.read().await?;
    let entry = wallet::get(&mut tx, applicant, entry)
        .await?
        .filter(|entry| entry.document == document && is_current(&app, &reader, entry))
        .ok_or(Error::NotFound)?;
    drop(tx);
    let here = format!("{}/materials/{key}", draft.base());
    let material = MaterialId::new(reader.now, app.entropy()?);
    let object = format!("applications/{id}/{material}");
    app.files.duplicate(&entry.object_key, &object).await?;
    let kept = keep(
        &app,
        &reader,
        id,
        &key,
        given(&app, &reader, id, &key, material, &entry),
    )
    .await;
    if !matches!(kept, Ok(true)) {
        app.files.remove(&object).await?;
    }
    kept?;
    Ok(Redirect::to(&here).into_response())
}

pub(super) fn is_current(app: &App, reader: &Reader, entry: &Entry) -> bool {
    let today = app.date(reader.now);
    entry.valid_until.is_none_or(|until| today <= until)
}

fn given(
    app: &App,
    reader: &Reader,
    application: ApplicationId,
    rule: &str,
    id: MaterialId,
    entry: &Entry,
) -> Material {
    Material {
        id,
        application_id: application,
        rule: rule.to_owned(),
        file_name: entry.file_name.clone(),
        size: entry.size,
        media_type: entry.media_type.clone(),
        digest: entry.digest.clone(),
        object_key: format!("applications/{application}/{id}"),
        uploaded_at: reader.now,
        removed_at: None,
        // Kept when nothing scanned yet: the job asks clamd, and the clerk waits for it.
        scan: match (&app.settings.clamd, entry.scan) {
            (Some(_), Scan::None) => Scan::Waiting,
            (_, scan) => scan,
        },
        // Of a PDF no copy is made: the job tries whether it can be marked for its purpose.
        copy: SmallCopy::Waiting,
        trust: Some(entry.trust),
        origin: entry.case_no.clone(),
    }
}

/// `false` where the same file is there already, or there is no room: the page says which.
async fn keep(
    app: &App,
    reader: &Reader,
    id: ApplicationId,
    key: &str,
    material: Material,
) -> Result<bool, Error> {
    let mut tx = app.store.begin().await?;
    let Some(draft) = hold(app, &mut tx, reader, id).await? else {
        return Err(submitted_before());
    };
    let rule = upload_rule(&draft, key)?;
    let there = draft.files(rule).any(|one| one.digest == material.digest);
    if there || draft.files(rule).count() >= MOST {
        return Ok(false);
    }
    materials::add(&mut tx, &material).await?;
    materials::take_promise_back(&mut tx, id, key).await?;
    tx.commit().await?;
    Ok(true)
}
