//! `/account/delegations/family`: to act for a child under 18 or for a parent, with a file that proves it. The clerk of
//! each case gets to see the file. Whoever is declared becomes an applicant of their own: what they have in an account
//! of theirs stays theirs, whatever number was typed.

use app::citizen::delegations::family::{Family, family_page};
use app::parts::fault::Fault;
use axum::Router;
use axum::extract::multipart::{Field, Multipart};
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::delegation::{self as law, DelegationKind, Mandate, Relative};
use domain::id::{ApplicantId, DelegationId};
use domain::identifier::resident_id;
use jiff::civil::Date;
use store::accounts::{self, Applicant};
use store::delegations::{self, NewDelegation, Proof};
use store::materials::Scan;
use store::{Personal, Tx};

use super::{Mine, mine};
use crate::error::Error;
use crate::reader::Reader;
use crate::session::faults::{id_fault, required};
use crate::state::App;
use crate::uploads;

pub fn routes(max_upload: u64) -> Router<App> {
    let largest = uploads::largest(max_upload, 1);
    Router::new().route(
        "/account/delegations/family",
        get(show)
            .post(declare)
            .layer(DefaultBodyLimit::max(largest)),
    )
}

async fn show(State(app): State<App>, reader: Reader) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    only_persons(&mine(&mut tx, &reader).await?)?;
    let view = Family {
        megabytes: megabytes(&app),
        ..Family::default()
    };
    Ok(Html(family_page(&reader.shell, &view)).into_response())
}

/// An organisation has no family.
fn only_persons(mine: &Mine) -> Result<(), Error> {
    if mine.own.entity {
        Err(Error::NotFound)
    } else {
        Ok(())
    }
}

fn megabytes(app: &App) -> u32 {
    u32::try_from(app.settings.max_megabytes()).unwrap_or(u32::MAX)
}

/// Children and parents of one account, those of the past among them: each is kept until the account is closed.
const MOST: usize = 20;

#[derive(Debug, Default)]
struct Sent {
    kind: String,
    name: String,
    id_no: String,
}

/// What was typed, in order.
struct Sound {
    name: String,
    id_no: String,
    mandate: Mandate,
}

async fn declare(
    State(app): State<App>,
    reader: Reader,
    request: Request,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let mine = mine(&mut tx, &reader).await?;
    only_persons(&mine)?;
    let kin = accounts::relatives_of(&mut tx, mine.account).await?;
    drop(tx);
    let mut sent = Sent::default();
    let id = DelegationId::new(reader.now, app.entropy()?);
    let taken = match uploads::open_form(&app, request, 1).await {
        Ok(form) => take(&app, &reader, (&mine, &kin), id, &mut sent, form).await,
        Err(error) => Err(error),
    };
    let (sound, proof) = match taken {
        Ok(Ok(sound)) => sound,
        Ok(Err(faults)) => return Ok(again(&app, &reader, sent, faults)),
        Err(Error::TooLarge) => {
            let fault = Fault::new("file", "delegation-proof-too-large").max(megabytes(&app));
            return Ok(again(&app, &reader, sent, vec![fault]));
        }
        Err(error) => return Err(error),
    };
    let key = proof.key.clone();
    let recorded = record(&app, &reader, &mine, id, sound, proof).await;
    if !matches!(recorded, Ok(true)) {
        app.files.remove_all(vec![key]).await;
    }
    let done = if recorded? {
        "declared"
    } else {
        "declared-before"
    };
    Ok(Redirect::to(&format!("/account/delegations?done={done}")).into_response())
}

fn again(app: &App, reader: &Reader, sent: Sent, faults: Vec<Fault>) -> Response {
    let view = Family {
        kind: sent.kind,
        name: sent.name,
        id_no: sent.id_no,
        megabytes: megabytes(app),
        faults,
    };
    let page = Html(family_page(&reader.shell, &view));
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

/// Reads the form. The file stands last in it, so what was typed is looked at before a file is kept.
async fn take(
    app: &App,
    reader: &Reader,
    (mine, kin): (&Mine, &[Applicant]),
    id: DelegationId,
    sent: &mut Sent,
    mut form: Multipart,
) -> Result<Result<(Sound, Proof), Vec<Fault>>, Error> {
    let today = app.date(reader.now);
    while let Some(field) = form.next_field().await.map_err(uploads::broken)? {
        match field.name() {
            Some("kind") => sent.kind = field.text().await.map_err(uploads::broken)?,
            Some("name") => sent.name = field.text().await.map_err(uploads::broken)?,
            Some("id-no") => sent.id_no = field.text().await.map_err(uploads::broken)?,
            Some("file") => {
                let mut checked = check(sent, mine, kin, today);
                if uploads::shown_name(field.file_name().unwrap_or_default()).is_empty() {
                    checked = Err(missing(checked));
                }
                return match checked {
                    Ok(sound) => Ok(keep(app, id, field)
                        .await?
                        .map(|proof| (sound, proof))
                        .map_err(|fault| vec![fault])),
                    Err(faults) => Ok(Err(faults)),
                };
            }
            _ => {}
        }
    }
    Ok(Err(missing(check(sent, mine, kin, today))))
}

fn missing(checked: Result<Sound, Vec<Fault>>) -> Vec<Fault> {
    let mut faults = checked.err().unwrap_or_default();
    faults.push(Fault::new("file", "fault-file-missing"));
    faults
}

/// The file under the delegation's key, once a scanner has said that it is clean, where one scans: clerks open it.
async fn keep(
    app: &App,
    id: DelegationId,
    field: Field<'_>,
) -> Result<Result<Proof, Fault>, Error> {
    let name = uploads::shown_name(field.file_name().unwrap_or_default());
    let stored = match uploads::receive(app, &format!("delegations/{id}"), field).await? {
        Ok(stored) => stored,
        Err(fault) => return Ok(Err(Fault::new("file", fault.key()).max(megabytes(app)))),
    };
    if stored.scan == Scan::Waiting {
        app.files.remove(&stored.key).await?;
        return Ok(Err(Fault::new("file", "delegation-proof-waiting")));
    }
    Ok(Ok(Proof {
        key: stored.key,
        name,
        media_type: stored.media_type.to_owned(),
    }))
}

fn check(sent: &Sent, mine: &Mine, kin: &[Applicant], today: Date) -> Result<Sound, Vec<Fault>> {
    let mut faults = Vec::new();
    let kind = DelegationKind::from_key(&sent.kind).filter(|kind| kind.is_family());
    if kind.is_none() {
        faults.push(Fault::new("kind", "fault-choice").label("delegation-relation"));
    }
    let name = required(&mut faults, "name", "delegation-relative-name", &sent.name);
    let number = resident_id::check(&sent.id_no, today)
        .map_err(|fault| {
            faults.push(id_fault("id-no", "citizen-resident-id", &sent.id_no, fault));
        })
        .ok();
    let (Some(kind), Some(number)) = (kind, number) else {
        return Err(faults);
    };
    let known = |one: &Applicant| one.id_no.expose() == number.as_str();
    if kin.len() >= MOST && !kin.iter().any(known) {
        faults.push(Fault::new("id-no", "delegation-fault-many").max(MOST as u32));
        return Err(faults);
    }
    let own = resident_id::check(mine.own.id_no.expose(), today).ok();
    let relative = Relative {
        is_oneself: number.as_str() == mine.own.id_no.expose(),
        agent_born: own.and_then(|own| own.birth()),
        born: number.birth(),
    };
    match law::family(kind, relative, today) {
        Ok(mandate) if faults.is_empty() => Ok(Sound {
            name,
            id_no: number.as_str().to_owned(),
            mandate,
        }),
        Ok(_) => Err(faults),
        Err(fault) => {
            let key = format!("delegation-fault-{}", fault.key());
            faults.push(Fault::new("id-no", key));
            Err(faults)
        }
    }
}

/// `false` where the same was declared before and holds.
async fn record(
    app: &App,
    reader: &Reader,
    mine: &Mine,
    id: DelegationId,
    sound: Sound,
    proof: Proof,
) -> Result<bool, Error> {
    let mut tx = app.store.begin().await?;
    let principal = relative(app, &mut tx, reader, mine, &sound).await?;
    let new = NewDelegation {
        id,
        principal,
        agent_name: mine.own.name.clone(),
        agent_id_no: mine.own.id_no.clone(),
        agent: Some(mine.account),
        mandate: sound.mandate,
        proof: Some(proof),
        created_at: reader.now,
    };
    let recorded = delegations::record(&mut tx, &new, app.date(reader.now)).await?;
    if recorded {
        accounts::set_name(&mut tx, principal, &sound.name).await?;
    }
    tx.commit().await?;
    Ok(recorded)
}

async fn relative(
    app: &App,
    tx: &mut Tx,
    reader: &Reader,
    mine: &Mine,
    sound: &Sound,
) -> Result<ApplicantId, Error> {
    let relative = Applicant {
        id: ApplicantId::new(reader.now, app.entropy()?),
        name: sound.name.clone(),
        id_no: Personal::new(sound.id_no.clone()),
        // Whoever acts is written to and called.
        ..mine.own.clone()
    };
    Ok(accounts::create_relative(tx, &relative, sound.mandate.kind).await?)
}
