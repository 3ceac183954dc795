//! `/account/wallet`: 我的材料. What agencies issued is read from the cases; what else is here, its owner asked to keep.

use app::citizen::wallet::{
    DocumentLine, Done, Keepable, LicenceLine, LicenceState, Renewal, Wallet, wallet_page,
};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use domain::catalogue::MaterialRule;
use domain::id::{ApplicantId, ApplicationId, MaterialId, WalletEntryId};
use domain::locale::Localised;
use domain::trust::Trust;
use jiff::civil::Date;
use serde::Deserialize;
use store::cases::{self, LicenceRow};
use store::materials::{self, Material, Scan};
use store::wallet::{self, Entry, Given, Licence, Name};
use store::{Tx, applications};

use crate::acts::{self, Loaded};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;
use crate::submission::renewable;

/// Files that are offered to be kept.
const OFFERED: usize = 10;
/// Files among which those are looked for.
const LOOKED_AT: u8 = 30;
/// From when on the end of a licence is worth a word, in days.
const NEAR: i64 = 90;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/account/wallet", get(show).post(keep))
        .route("/account/wallet/{id}", get(serve))
        .route("/account/wallet/{id}/removal", post(remove))
}

#[derive(Debug, Default, Deserialize)]
struct Came {
    done: Option<String>,
}

async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(came): Query<Came>,
) -> Result<Response, Error> {
    let mut view = view(&app, &reader).await?;
    view.done = match came.done.as_deref() {
        Some("kept") => Some(Done::Kept),
        Some("removed") => Some(Done::Removed),
        _ => None,
    };
    Ok(Html(wallet_page(&reader.shell, &view)).into_response())
}

/// The kinds of documents that whoever reads has and may use; nobody's where no applicant reads.
///
/// # Errors
/// Where the store can't be read.
pub async fn documents(app: &App, reader: &Reader) -> Result<Vec<String>, Error> {
    let Ok(applicant) = reader.applicant() else {
        return Ok(Vec::new());
    };
    let mut tx = app.store.read().await?;
    let today = app.date(reader.now);
    Ok(wallet::list(&mut tx, applicant)
        .await?
        .into_iter()
        .filter(|entry| entry.valid_until.is_none_or(|until| today <= until))
        .map(|entry| entry.document)
        .collect())
}

async fn view(app: &App, reader: &Reader) -> Result<Wallet, Error> {
    let applicant = reader.applicant()?;
    let mut tx = app.store.read().await?;
    let licences = wallet::licences(&mut tx, applicant).await?;
    let documents = wallet::list(&mut tx, applicant).await?;
    let mut keepable = Vec::new();
    for given in wallet::keepable(&mut tx, applicant, LOOKED_AT).await? {
        if keepable.len() < OFFERED && adds(app, &mut tx, applicant, &given).await? {
            keepable.push(given);
        }
    }
    let mut renewed = Vec::new();
    for licence in &licences {
        if applications::is_renewed(&mut tx, &licence.number).await? {
            renewed.push(licence.number.clone());
        }
    }
    drop(tx);
    let today = app.date(reader.now);
    Ok(Wallet {
        licences: licences
            .into_iter()
            .map(|licence| licence_line(app, reader, licence, &renewed))
            .collect(),
        documents: documents
            .into_iter()
            .map(|entry| DocumentLine {
                id: entry.id.to_string(),
                name: entry.name.0,
                file_name: entry.file_name,
                size: entry.size.unsigned_abs(),
                trust: entry.trust,
                case_no: entry.case_no,
                kept_on: app.date(entry.kept_at),
                valid_until: entry.valid_until,
                is_over: entry.valid_until.is_some_and(|until| until < today),
            })
            .collect(),
        keepable: keepable
            .into_iter()
            .map(|given| Keepable {
                material: given.material.to_string(),
                application: given.application.to_string(),
                name: asked_as(app, &given),
                file_name: given.file_name,
                size: given.size.unsigned_abs(),
                case_no: given.case_no,
                wrong: None,
            })
            .collect(),
        most: wallet::MOST.into(),
        done: None,
    })
}

/// Whether keeping it adds anything: what is kept already is offered again only where its case says more for it.
async fn adds(
    app: &App,
    tx: &mut Tx,
    applicant: ApplicantId,
    given: &Given,
) -> Result<bool, Error> {
    let Some(kept) = given.kept else {
        return Ok(true);
    };
    let (material, loaded) = own(app, tx, applicant, given.application, given.material).await?;
    let rule = loaded.definition.item.material(&material.rule);
    Ok(rule.is_some_and(|rule| trust(&loaded, rule, &material) < kept))
}

fn asked_as(app: &App, given: &Given) -> Localised {
    let definition = app.version_of(&given.item, &given.definition);
    definition
        .as_ref()
        .and_then(|definition| definition.item.material(&given.rule))
        .map_or_else(
            || Localised::new(&given.rule, &given.rule),
            |rule| rule.name.clone(),
        )
}

/// Where it stands on a day.
pub(super) fn state(licence: &Licence, today: Date) -> LicenceState {
    let days = licence
        .valid_until
        .and_then(|until| today.until(until).ok())
        .map(|span| i64::from(span.get_days()));
    match days {
        _ if licence.revoked_at.is_some() => LicenceState::Revoked,
        Some(days) if days < 0 => LicenceState::Expired,
        Some(days) if days <= NEAR => LicenceState::Ending { days },
        _ => LicenceState::Valid,
    }
}

fn licence_line(app: &App, reader: &Reader, licence: Licence, renewed: &[String]) -> LicenceLine {
    let today = app.date(reader.now);
    let state = state(&licence, today);
    let row = LicenceRow {
        number: licence.number.clone(),
        item: licence.item.clone(),
        valid_until: licence.valid_until,
    };
    let open = !renewed.contains(&licence.number) && state != LicenceState::Revoked;
    let renewal = renewable(app, &row, reader.now)
        .filter(|window| open && !window.is_over)
        .map(|window| Renewal {
            item: window.item,
            apply_by: window.apply_by,
            opens_on: Some(window.opens_on).filter(|day| *day > today),
        });
    let definition = app.version_of(&licence.item, &licence.definition);
    let rule = definition
        .as_ref()
        .and_then(|definition| definition.item.licence.as_ref());
    LicenceLine {
        name: rule.map_or_else(
            || Localised::new(&licence.item, &licence.item),
            |rule| rule.name.clone(),
        ),
        agency: app.agency_name(&licence.agency),
        number: licence.number,
        case_no: licence.case_no,
        issued_on: licence.issued_on,
        valid_from: licence.valid_from,
        valid_until: licence.valid_until,
        state,
        renewal,
    }
}

#[derive(Debug, Deserialize)]
struct Wish {
    application: String,
    material: String,
    #[serde(rename = "valid-until", default)]
    valid_until: String,
}

/// A file of one's own case is kept: bytes of its own, with the trust that the case gave it.
async fn keep(
    State(app): State<App>,
    reader: Reader,
    Form(wish): Form<Wish>,
) -> Result<Response, Error> {
    let applicant = reader.applicant()?;
    let application: ApplicationId = wish.application.parse().map_err(|_| Error::NotFound)?;
    let material: MaterialId = wish.material.parse().map_err(|_| Error::NotFound)?;
    let typed = wish.valid_until.trim();
    let valid_until: Option<Date> = match typed {
        "" => None,
        typed => match typed.parse() {
            Ok(date) => Some(date),
            Err(_) => return again(&app, &reader, &wish).await,
        },
    };
    let mut tx = app.store.read().await?;
    let (given, loaded) = own(&app, &mut tx, applicant, application, material).await?;
    let is_full = wallet::list(&mut tx, applicant).await?.len() >= usize::from(wallet::MOST);
    drop(tx);
    if is_full {
        return Ok(Redirect::to("/account/wallet").into_response());
    }
    let item = &loaded.definition.item;
    let rule = item.material(&given.rule).ok_or(Error::NotFound)?;
    let id = WalletEntryId::new(reader.now, app.entropy()?);
    let entry = Entry {
        id,
        applicant_id: applicant,
        document: rule.document(item.code()),
        name: Name(rule.name.clone()),
        trust: trust(&loaded, rule, &given),
        case_no: Some(loaded.case.received.no.as_str().to_owned()),
        file_name: given.file_name,
        size: given.size,
        media_type: given.media_type,
        digest: given.digest,
        object_key: format!("wallet/{applicant}/{id}"),
        scan: given.scan,
        kept_at: reader.now,
        valid_until,
    };
    app.files
        .duplicate(&given.object_key, &entry.object_key)
        .await?;
    let kept = write(&app, &entry).await;
    if !matches!(kept, Ok(true)) {
        app.files.remove(&entry.object_key).await?;
    }
    kept?;
    Ok(Redirect::to("/account/wallet?done=kept").into_response())
}

async fn write(app: &App, entry: &Entry) -> Result<bool, Error> {
    let mut tx = app.store.begin().await?;
    let kept = wallet::keep(&mut tx, entry).await?;
    tx.commit().await?;
    Ok(kept)
}

/// A file of the applicant's own case that may be opened.
async fn own(
    app: &App,
    tx: &mut Tx,
    applicant: ApplicantId,
    application: ApplicationId,
    material: MaterialId,
) -> Result<(Material, Loaded), Error> {
    applications::get(tx, applicant, application)
        .await?
        .ok_or(Error::NotFound)?;
    let key = cases::by_application(tx, application)
        .await?
        .ok_or(Error::NotFound)?;
    let given = materials::get(tx, application, material)
        .await?
        .filter(|given| given.removed_at.is_none() && given.scan.may_be_opened())
        .filter(|given| !given.is_on_paper())
        .ok_or(Error::NotFound)?;
    Ok((given, acts::load(app, tx, &key).await?))
}

/// What a clerk has looked at, when the case was accepted, is checked; silence checks nothing.
fn trust(loaded: &Loaded, rule: &MaterialRule, given: &Material) -> Trust {
    let accepted = loaded.case.acceptance.as_ref();
    let checked = accepted.is_some_and(|acceptance| {
        !acceptance.deemed
            && given.uploaded_at <= acceptance.at
            && loaded.case.materials.iter().any(|held| held.id == given.id)
    });
    match (rule.self_made, checked) {
        (true, _) => Trust::SelfMade,
        (false, true) => Trust::Verified,
        (false, false) => Trust::Uploaded,
    }
}

async fn again(app: &App, reader: &Reader, wish: &Wish) -> Result<Response, Error> {
    let mut view = view(app, reader).await?;
    for one in &mut view.keepable {
        if one.material == wish.material {
            one.wrong = Some(wish.valid_until.clone());
        }
    }
    let page = Html(wallet_page(&reader.shell, &view));
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn serve(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let (applicant, id) = (reader.applicant()?, read_id(&id)?);
    let mut tx = app.store.read().await?;
    let entry = wallet::get(&mut tx, applicant, id)
        .await?
        .filter(|entry| entry.scan != Scan::Infected)
        .ok_or(Error::NotFound)?;
    drop(tx);
    app.files
        .serve(&entry.object_key, &entry.media_type, &entry.file_name)
        .await
}

/// Removed before is removed.
async fn remove(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let (applicant, id) = (reader.applicant()?, read_id(&id)?);
    let mut tx = app.store.begin().await?;
    let key = wallet::remove(&mut tx, applicant, id).await?;
    tx.commit().await?;
    if let Some(key) = key {
        app.files.remove(&key).await?;
    }
    Ok(Redirect::to("/account/wallet?done=removed").into_response())
}

fn read_id(raw: &str) -> Result<WalletEntryId, Error> {
    raw.parse().map_err(|_| Error::NotFound)
}
