//! What goes with the filing: a file or more for each material that the answers ask for, and the button that files.

use app::desk::filings::materials::{
    FileFault, GivenFile, Materials as View, Rule, materials_page,
};
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::application;
use domain::case::Blocked;
use domain::catalogue::{MaterialRule, MaterialSource};
use domain::id::{ApplicationId, MaterialId};
use store::Tx;
use store::applications;
use store::materials;

use super::own::{Filing, base};
use crate::error::Error;
use crate::files::UploadFault;
use crate::reader::Reader;
use crate::state::App;
use crate::submission::missing;
use crate::uploads::{Sent, open_form, take};

/// Files for one material.
pub const MOST: usize = 10;

/// Why the page is shown again.
#[derive(Default)]
pub struct Again {
    /// By rule.
    pub fault: Option<(String, FileFault)>,
    /// It was to be filed, and something is missing.
    pub refused: bool,
    /// The answers changed after they were shown.
    pub changed: bool,
}

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let filing = Filing::look(&app, &mut tx, &reader, &code).await?;
    drop(tx);
    Ok(match page(&app, &reader, &filing, &Again::default()) {
        Some(page) => Html(page).into_response(),
        None => Redirect::to(&filing.base()).into_response(),
    })
}

pub async fn upload(
    State(app): State<App>,
    reader: Reader,
    Path((code, key)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Error> {
    let form = open_form(&app, request, MOST).await?;
    let mut tx = app.store.read().await?;
    let filing = Filing::look(&app, &mut tx, &reader, &code).await?;
    drop(tx);
    let id = draft_of(&filing)?;
    let rule = upload_rule(&filing, &key)?;
    if filing.files(rule).count() >= MOST {
        return refused(&app, &reader, &filing, rule, FileFault::TooMany);
    }
    // The bytes first, with no transaction open: an upload over a poor line takes minutes.
    let mut sent = take(&app, id, reader.now, MOST, form).await?;
    let kept = keep(&app, &reader, &code, rule, &mut sent).await;
    // What is kept is no longer in `sent`.
    sent.forget(&app).await?;
    let fault = match (kept?, sent.refused.first()) {
        (Kept::TooMany, _) | (_, Some((_, UploadFault::TooMany))) => FileFault::TooMany,
        (Kept::All, Some((_, fault))) => FileFault::File(fault.key()),
        (Kept::All, None) => return Ok(to_rule(&code, &key)),
    };
    let mut tx = app.store.read().await?;
    let filing = Filing::look(&app, &mut tx, &reader, &code).await?;
    drop(tx);
    refused(&app, &reader, &filing, rule, fault)
}

pub async fn serve(
    State(app): State<App>,
    reader: Reader,
    Path((code, rule, material)): Path<(String, String, String)>,
) -> Result<Response, Error> {
    let material: MaterialId = material.parse().map_err(|_| Error::NotFound)?;
    let mut tx = app.store.read().await?;
    let filing = Filing::look(&app, &mut tx, &reader, &code).await?;
    drop(tx);
    let mut given = filing.given.iter();
    let given = given
        .find(|given| given.id == material && given.rule == rule)
        .ok_or(Error::NotFound)?;
    if !given.scan.may_be_opened() {
        return Err(Error::Unavailable(format!(
            "{material} was not scanned yet"
        )));
    }
    app.files
        .serve(&given.object_key, &given.media_type, &given.file_name)
        .await
}

pub async fn remove(
    State(app): State<App>,
    reader: Reader,
    Path((code, rule, material)): Path<(String, String, String)>,
) -> Result<Response, Error> {
    let material: MaterialId = material.parse().map_err(|_| Error::NotFound)?;
    let mut tx = app.store.begin().await?;
    let filing = held(&app, &mut tx, &reader, &code).await?;
    let id = draft_of(&filing)?;
    let rule = upload_rule(&filing, &rule)?;
    let given = materials::get(&mut tx, id, material).await?;
    if given.is_some_and(|given| given.rule == rule.key()) {
        // Removed before is removed: the page shows what is left.
        materials::remove(&mut tx, id, material, reader.now).await?;
        tx.commit().await?;
    }
    Ok(to_rule(&code, rule.key()))
}

fn to_rule(code: &str, rule: &str) -> Response {
    Redirect::to(&format!("{}/materials#material-{rule}", base(code))).into_response()
}

/// What was filed takes no more files.
fn draft_of(filing: &Filing<'_>) -> Result<ApplicationId, Error> {
    let refusal = Blocked::Stage {
        stage: "submitted",
        step: None,
    };
    let draft = filing.application.as_ref().map(|draft| draft.id);
    draft.ok_or(Error::Refused {
        refusal: refusal.into(),
        case_no: None,
    })
}

/// Only what has to be uploaded by these answers.
fn upload_rule<'a>(filing: &'a Filing<'_>, key: &str) -> Result<&'a MaterialRule, Error> {
    application::uploads(filing.item(), &filing.answers)
        .into_iter()
        .find(|rule| rule.key() == key)
        .ok_or(Error::NotFound)
}

enum Kept {
    /// Also those that had been given for the same material before.
    All,
    TooMany,
}

/// The officer's draft, which nobody else can change until `tx` ends.
async fn held<'a>(
    app: &'a App,
    tx: &mut Tx,
    reader: &Reader,
    code: &str,
) -> Result<Filing<'a>, Error> {
    let filing = Filing::look(app, tx, reader, code).await?;
    if let Some(draft) = &filing.application {
        applications::hold(tx, draft.applicant_id, draft.id).await?;
    }
    // As it is now that it is held.
    Filing::look(app, tx, reader, code).await
}

async fn keep(
    app: &App,
    reader: &Reader,
    code: &str,
    rule: &MaterialRule,
    sent: &mut Sent,
) -> Result<Kept, Error> {
    let mut tx = app.store.begin().await?;
    let filing = held(app, &mut tx, reader, code).await?;
    let id = draft_of(&filing)?;
    let there = filing.files(rule).map(|given| given.digest.clone());
    let mut there: Vec<String> = there.collect();
    let mut new: Vec<MaterialId> = Vec::new();
    let mut kept = Kept::All;
    for one in &sent.taken {
        if there.contains(&one.stored.digest) {
            continue;
        }
        if there.len() >= MOST {
            kept = Kept::TooMany;
            break;
        }
        let given = one
            .stored
            .given(one.id, id, rule.key(), &one.name, reader.now);
        materials::add(&mut tx, &given).await?;
        there.push(given.digest);
        new.push(one.id);
    }
    tx.commit().await?;
    sent.taken.retain(|one| !new.contains(&one.id));
    Ok(kept)
}

fn refused(
    app: &App,
    reader: &Reader,
    filing: &Filing<'_>,
    rule: &MaterialRule,
    fault: FileFault,
) -> Result<Response, Error> {
    let again = Again {
        fault: Some((rule.key().to_owned(), fault)),
        ..Again::default()
    };
    let page = page(app, reader, filing, &again).ok_or(Error::NotFound)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page)).into_response())
}

/// Nothing where there is no draft yet.
pub fn page(app: &App, reader: &Reader, filing: &Filing<'_>, again: &Again) -> Option<String> {
    let draft = filing.application.as_ref()?;
    let item = filing.item();
    let missing = missing(app, item.into(), &filing.answers, &filing.given, reader.now);
    let base = filing.base();
    let rules = application::materials(item, &filing.answers)
        .into_iter()
        .filter(|rule| rule.source == MaterialSource::Upload)
        .map(|rule| Rule {
            key: rule.key().to_owned(),
            name: rule.name.clone(),
            hint: rule.hint.clone(),
            basis: rule.basis.clone(),
            optional: rule.optional,
            missing: missing.materials.iter().any(|key| key == rule.key()),
            full: filing.files(rule).count() >= MOST,
            files: filing
                .files(rule)
                .map(|given| GivenFile {
                    href: format!("{base}/materials/{}/{}", rule.key(), given.id),
                    name: given.file_name.clone(),
                    size: given.size.unsigned_abs(),
                    uploaded_at: given.uploaded_at,
                })
                .collect(),
            fault: again
                .fault
                .as_ref()
                .filter(|(key, _)| key == rule.key())
                .map(|(_, fault)| *fault),
        })
        .collect();
    let without_upload = application::materials(item, &filing.answers)
        .into_iter()
        .filter(|rule| rule.source != MaterialSource::Upload)
        .map(|rule| rule.name.clone())
        .collect();
    let view = View {
        base,
        item: item.name.clone(),
        agency: filing.filer.agency.name.clone(),
        rules,
        without_upload,
        unanswered: filing.unanswered(app, reader.now).is_some(),
        draft: draft.id.to_string(),
        version: draft.version,
        megabytes: app.settings.max_megabytes(),
        most: MOST,
        refused: again.refused,
        changed: again.changed,
    };
    Some(materials_page(&reader.shell, &view))
}
