//! `/applications/{id}/materials/{rule}`: files for one material, streamed in and out.

use app::citizen::application::material::{
    GivenFile, Kept, MaterialView, Paper, Promise, Refused, material_page,
};
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::application;
use domain::catalogue::MaterialRule;
use domain::id::{ApplicationId, MaterialId};
use domain::limit::Term;
use store::materials::{self, Scan};

use super::subject::Subject;
use super::{Author, Draft, hold, look, read_id, submitted_before, to_receipt};
use crate::error::Error;
use crate::files::UploadFault;
use crate::reader::Reader;
use crate::state::App;
use crate::submission::route;
use crate::uploads::{Sent, open_form, take};

/// Files for one material.
pub const MOST: usize = 10;

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path((id, rule)): Path<(String, String)>,
) -> Result<Response, Error> {
    let id = read_id(&id)?;
    let Some(draft) = look(&app, &reader, id).await? else {
        return Ok(to_receipt(&reader, id));
    };
    let rule = upload_rule(&draft, &rule)?;
    let page = page(&app, &reader, &draft, rule, &Came::default()).await?;
    Ok(Html(page).into_response())
}

pub async fn upload(
    State(app): State<App>,
    reader: Reader,
    Path((id, key)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Error> {
    let id = read_id(&id)?;
    let form = open_form(&app, request, MOST).await?;
    let Some(draft) = look(&app, &reader, id).await? else {
        return Err(submitted_before());
    };
    upload_rule(&draft, &key)?;
    // The bytes first, with no transaction open: an upload over a poor line takes minutes.
    let mut sent = take(&app, id, reader.now, MOST, form).await?;
    let kept = keep(&app, &reader, id, &key, &mut sent).await;
    // What is kept is no longer in `sent`.
    sent.forget(&app).await?;
    let Some(taken) = kept? else {
        return Err(submitted_before());
    };
    if sent.refused.is_empty() {
        let here = format!("{}/materials/{key}", draft.base());
        return Ok(Redirect::to(&here).into_response());
    }
    let kinds = Came {
        refused: sent.refused,
        taken,
        ..Came::default()
    };
    let Some(draft) = look(&app, &reader, id).await? else {
        return Ok(to_receipt(&reader, id));
    };
    let rule = upload_rule(&draft, &key)?;
    let page = Html(page(&app, &reader, &draft, rule, &kinds).await?);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

pub async fn serve(
    State(app): State<App>,
    reader: Reader,
    Path((id, rule, material)): Path<(String, String, String)>,
) -> Result<Response, Error> {
    let (id, author) = (read_id(&id)?, Author::of(&reader)?);
    let material: MaterialId = material.parse().map_err(|_| Error::NotFound)?;
    let mut tx = app.store.read().await?;
    // Submitted or not: what people gave, they may look at.
    author.find(&mut tx, id).await?;
    let given = materials::get(&mut tx, id, material)
        .await?
        .filter(|given| given.rule == rule && given.removed_at.is_none() && !given.is_on_paper())
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
pub(super) fn upload_rule<'a>(draft: &'a Draft, key: &str) -> Result<&'a MaterialRule, Error> {
    application::uploads(draft.form(), &draft.answers)
        .into_iter()
        .find(|rule| rule.key() == key)
        .ok_or(Error::NotFound)
}

/// Writes down what was taken in, and takes it out of `sent`: what stays there is to be removed. The same file given
/// again is one. Returns how many are there now that came with the form; nothing where it was submitted.
async fn keep(
    app: &App,
    reader: &Reader,
    id: ApplicationId,
    key: &str,
    sent: &mut Sent,
) -> Result<Option<usize>, Error> {
    let mut tx = app.store.begin().await?;
    let Some(draft) = hold(app, &mut tx, reader, id).await? else {
        return Ok(None);
    };
    let rule = upload_rule(&draft, key)?;
    let replace = sent.replace && !sent.taken.is_empty();
    let mut there: Vec<&str> = Vec::new();
    for given in draft.files(rule) {
        let sent_again = sent
            .taken
            .iter()
            .any(|one| one.stored.digest == given.digest);
        if replace && !sent_again {
            materials::remove(&mut tx, id, given.id, reader.now).await?;
        } else {
            there.push(&given.digest);
        }
    }
    let (mut kept, mut left) = (Vec::new(), Vec::new());
    let mut count = 0;
    for one in std::mem::take(&mut sent.taken) {
        let digest = one.stored.digest.as_str();
        let new = kept.iter().all(|(_, other): &(_, String)| other != digest);
        if !new || there.contains(&digest) {
            count += 1;
            left.push(one);
        } else if there.len() + kept.len() >= MOST {
            sent.refused.push((one.name.clone(), UploadFault::TooMany));
            left.push(one);
        } else {
            let given = one.stored.given(one.id, id, key, &one.name, reader.now);
            materials::add(&mut tx, &given).await?;
            count += 1;
            kept.push((one.id, given.digest));
        }
    }
    sent.taken = left;
    if !kept.is_empty() {
        materials::take_promise_back(&mut tx, id, key).await?;
    }
    match tx.commit().await {
        Ok(()) => Ok(Some(count)),
        Err(error) => {
            for (material, _) in kept {
                let key = format!("applications/{id}/{material}");
                app.files.remove(&key).await?;
            }
            Err(error.into())
        }
    }
}

/// What a form brought, where its page is shown again.
#[derive(Default)]
pub(super) struct Came {
    refused: Vec<(String, UploadFault)>,
    taken: usize,
    /// Where an original is said to be kept, and what is wrong with that.
    place: Paper,
}

impl Came {
    /// The place of an original that was not noted.
    pub(super) fn on_paper(place: &str, fault: &'static str) -> Self {
        let place = Paper {
            place: place.to_owned(),
            fault: Some(fault),
        };
        Self {
            place,
            ..Self::default()
        }
    }
}

pub(super) async fn page(
    app: &App,
    reader: &Reader,
    draft: &Draft,
    rule: &MaterialRule,
    came: &Came,
) -> Result<String, Error> {
    let files = draft
        .files(rule)
        .map(|given| GivenFile {
            id: given.id.to_string(),
            name: given.file_name.clone(),
            size: given.size.unsigned_abs(),
            uploaded_at: given.uploaded_at,
            waiting: given.scan == Scan::Waiting,
            trust: given.trust,
            on_paper: given.is_on_paper(),
        })
        .collect();
    let mut tx = app.store.read().await?;
    let all = materials::all(&mut tx, draft.application.id).await?;
    let held = draft.held(app, &mut tx, reader).await?;
    drop(tx);
    let of_rule = || all.iter().filter(|one| one.rule == rule.key());
    // Until another is given in its place.
    let infected = of_rule()
        .filter(|one| one.scan == Scan::Infected)
        .filter(|one| of_rule().all(|other| other.id <= one.id || other.scan == Scan::Infected))
        .map(|one| one.file_name.clone())
        .collect();
    let wallet = held
        .iter()
        .filter(|entry| entry.document == rule.document(draft.subject.code()))
        .filter(|entry| draft.files(rule).all(|one| one.digest != entry.digest))
        .map(|entry| Kept {
            id: entry.id.to_string(),
            name: entry.name.0.clone(),
            file_name: entry.file_name.clone(),
            trust: entry.trust,
            case_no: entry.case_no.clone(),
            kept_on: app.date(entry.kept_at),
            valid_until: entry.valid_until,
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
        wallet,
        promise: promise(app, reader, draft, rule),
        megabytes: app.settings.max_megabytes(),
        most: MOST,
        refused: came
            .refused
            .iter()
            .map(|(name, fault)| Refused {
                name: name.clone(),
                fault: fault.key(),
            })
            .collect(),
        taken: came.taken,
        paper: draft.is_at_counter().then(|| came.place.clone()),
        infected,
        next: draft.next_material(Some(rule.key())),
    };
    Ok(material_page(&reader.shell, &view))
}

/// What a promise would say, where the rule allows one.
pub(super) fn promise(
    app: &App,
    reader: &Reader,
    draft: &Draft,
    rule: &MaterialRule,
) -> Option<Promise> {
    let Subject::Item(definition) = &draft.subject else {
        return None;
    };
    let limit = definition.item.limits.tolerated.as_ref()?.limit();
    let calendars = app.calendars.current();
    let agency = route(app, &definition.item, &draft.answers).map(|(agency, _)| &agency.id);
    let calendar = match agency {
        Some(agency) => &calendars.of(agency).statutory,
        None => calendars.national(),
    };
    let counted = Term::new(reader.now, limit).count(calendar, &app.catalogue.tz);
    rule.tolerable.then(|| Promise {
        limit,
        by: counted.due_on,
        given: draft.promised.iter().any(|key| key == rule.key()),
    })
}
