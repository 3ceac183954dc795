//! Signing in and out. Passwords are Argon2id; five wrong ones lock an account for a while; the
//! session's id changes with every sign-in.

mod codes;
pub mod credentials;
pub mod faults;
pub mod kept;
mod password;
mod password_reset;
mod registration;

use app::citizen::session::{Persona, SignIn, continuation_page, sign_in_page};
use axum::extract::{Query, State};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use domain::account::Contact;
use domain::authority::Role;
use domain::id::{AbsenceId, AccountId, DelegationId};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use store::credentials::signing_in;
use store::{accounts, attempts};

pub use password::hash;

use crate::delegation::ACTING;
use crate::error::Error;
use crate::reader::{ACCOUNT, EPOCH, Reader};
use crate::state::App;
use crate::substitution::SUBSTITUTION;

const FAILURES: i64 = 5;
const LOCKED: SignedDuration = SignedDuration::from_mins(15);
/// Wrong tries from one address, whatever the account.
const ADDRESS_TRIES: i64 = 30;

pub fn routes(demo: bool) -> Router<App> {
    let routes = Router::new()
        .route("/session", get(show).post(sign_in))
        .route("/session/end", post(sign_out))
        .route("/session/continuation", get(continuation).post(kept::send))
        .merge(registration::routes())
        .merge(credentials::routes())
        .merge(password_reset::routes());
    if demo {
        routes.route("/session/demo", post(demo_sign_in))
    } else {
        routes
    }
}

#[derive(Debug, Deserialize)]
struct Next {
    next: Option<String>,
}

async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(query): Query<Next>,
) -> Result<Response, Error> {
    let view = SignIn {
        next: query.next.and_then(|next| local(&next)),
        ..SignIn::default()
    };
    page(&app, &reader, StatusCode::OK, view).await
}

async fn page(
    app: &App,
    reader: &Reader,
    status: StatusCode,
    mut view: SignIn,
) -> Result<Response, Error> {
    view.personas = personas(app, reader);
    view.kept = reader.session.get::<String>(kept::KEPT).await?.is_some();
    Ok((status, Html(sign_in_page(&reader.shell, &view))).into_response())
}

#[derive(Debug, Deserialize)]
struct Credentials {
    #[serde(default)]
    login: String,
    #[serde(default)]
    password: String,
    next: Option<String>,
}

async fn sign_in(
    State(app): State<App>,
    reader: Reader,
    Form(form): Form<Credentials>,
) -> Result<Response, Error> {
    let login = form.login.trim().to_lowercase();
    let next = form.next.as_deref().and_then(local);
    let refused = |key: &str| SignIn {
        login: form.login.clone(),
        next: next.clone(),
        fault: Some(key.to_owned()),
        ..SignIn::default()
    };
    if login.is_empty() || form.password.is_empty() {
        let view = refused("sign-in-missing");
        return page(&app, &reader, StatusCode::UNPROCESSABLE_ENTITY, view).await;
    }
    let scope = format!("sign-in:{}", reader.address);
    let since = reader.now - LOCKED;
    let until: Timestamp = reader.now + LOCKED;
    // Counted as wrong before it is looked at, and taken back when right: guesses that come at
    // once can't outrun the count.
    let mut tx = app.store.begin().await?;
    if attempts::count_attempts(&mut tx, &scope, since).await? >= ADDRESS_TRIES {
        return Err(Error::TooMany {
            retry_after: seconds(LOCKED),
        });
    }
    attempts::record_attempt(&mut tx, &scope, reader.now).await?;
    let contact = Contact::read(&login).ok();
    let account = signing_in(&mut tx, &login, contact.as_ref()).await?;
    let locked = account
        .as_ref()
        .and_then(|account| account.locked_until)
        .is_some_and(|until| reader.now < until);
    if let Some(account) = &account
        && !locked
    {
        accounts::record_failure(&mut tx, account.id, FAILURES, until).await?;
    }
    tx.commit().await?;
    // The hash is checked even where there is none, so that time tells nothing.
    let stored = account
        .as_ref()
        .map(|account| account.password_hash.clone());
    let right = password::verify(form.password, stored).await?;
    match account {
        Some(account) if right && !locked => {
            let mut tx = app.store.begin().await?;
            accounts::reset_failures(&mut tx, account.id).await?;
            attempts::forget_attempt(&mut tx, &scope, reader.now).await?;
            tx.commit().await?;
            enter(&app, &reader, account.id, next).await
        }
        _ => {
            // One answer for every case: it does not tell which accounts exist.
            let view = refused("sign-in-wrong");
            page(&app, &reader, StatusCode::UNPROCESSABLE_ENTITY, view).await
        }
    }
}

#[derive(Debug, Deserialize)]
struct DemoForm {
    persona: String,
    next: Option<String>,
}

async fn demo_sign_in(
    State(app): State<App>,
    reader: Reader,
    Form(form): Form<DemoForm>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let account = accounts::by_persona(&mut tx, &form.persona)
        .await?
        .ok_or(Error::NotFound)?;
    drop(tx);
    enter(
        &app,
        &reader,
        account.id,
        form.next.as_deref().and_then(local),
    )
    .await
}

async fn enter(
    app: &App,
    reader: &Reader,
    account: AccountId,
    next: Option<String>,
) -> Result<Response, Error> {
    // A new id: whoever knew the old one has nothing.
    reader.session.cycle_id().await?;
    reader.session.insert(ACCOUNT, account).await?;
    let mut tx = app.store.begin().await?;
    accounts::set_locale(&mut tx, account, reader.locale()).await?;
    let epoch = accounts::epoch(&mut tx, account).await?;
    tx.commit().await?;
    reader.session.insert(EPOCH, epoch).await?;
    // Everybody begins in person.
    reader.session.remove::<AbsenceId>(SUBSTITUTION).await?;
    reader.session.remove::<DelegationId>(ACTING).await?;
    if reader.session.get::<String>(kept::KEPT).await?.is_some() {
        return Ok(Redirect::to("/session/continuation").into_response());
    }
    let home = match next {
        Some(next) => next,
        None => home(app, account).await?,
    };
    Ok(Redirect::to(&home).into_response())
}

/// The first room of whoever signed in.
async fn home(app: &App, account: AccountId) -> Result<String, Error> {
    let mut tx = app.store.read().await?;
    let Some(officer) = accounts::officer_of(&mut tx, account).await? else {
        return Ok("/".into());
    };
    let roles: Vec<_> = officer
        .roles
        .iter()
        .filter_map(|role| Role::from_key(role))
        .collect();
    Ok(if roles.iter().any(|role| role.is_desk()) {
        "/desk"
    } else if roles.contains(&Role::Supervisor) {
        "/oversight"
    } else {
        "/admin"
    }
    .into())
}

async fn sign_out(reader: Reader) -> Result<Response, Error> {
    // Not an officer's: what their colleague began is not for the next one to send.
    let kept = match reader.applicant() {
        Ok(_) => reader.session.get::<String>(kept::KEPT).await?,
        Err(_) => None,
    };
    reader.session.flush().await?;
    // It waits for its author, who may be the next to sign in here.
    if let Some(kept) = kept {
        reader.session.insert(kept::KEPT, kept).await?;
    }
    let mut response = Redirect::to("/").into_response();
    // Refused forms, with what was typed, which the browser keeps for its way back.
    let cache = HeaderValue::from_static("\"cache\"");
    response.headers_mut().insert("clear-site-data", cache);
    Ok(response)
}

async fn continuation(reader: Reader) -> Result<Response, Error> {
    if reader.viewer.is_none() {
        return Err(Error::SignIn);
    }
    if reader.session.get::<String>(kept::KEPT).await?.is_none() {
        return Ok(Redirect::to("/").into_response());
    }
    Ok(Html(continuation_page(&reader.shell)).into_response())
}

/// The demo's people: applicants, then each agency's in the order of their work.
fn personas(app: &App, reader: &Reader) -> Vec<Persona> {
    if !app.settings.demo {
        return Vec::new();
    }
    let locale = reader.locale();
    let applicants = app.catalogue.applicants.iter().filter_map(|applicant| {
        let place = app.catalogue.division(&applicant.division)?;
        Some(Persona {
            key: applicant.persona.clone()?,
            name: applicant.name.get(locale).to_owned(),
            role: reader.shell.t(if applicant.entity {
                "persona-entity"
            } else {
                "persona-person"
            }),
            place: place.name.get(locale).to_owned(),
            is_applicant: true,
        })
    });
    let officers = app.catalogue.officers.iter().filter_map(|officer| {
        let agency = app.catalogue.agency(&officer.agency)?;
        let roles: Vec<_> = officer
            .roles
            .iter()
            .map(|role| reader.shell.t(&format!("role-{}", role.key())))
            .collect();
        Some(Persona {
            key: officer.persona.clone()?,
            name: officer.name.get(locale).to_owned(),
            role: roles.join("、"),
            place: agency.name.get(locale).to_owned(),
            is_applicant: false,
        })
    });
    let officers: Vec<Persona> = officers.collect();
    let place = |one: &Persona| officers.iter().position(|other| other.place == one.place);
    let mut together = officers.clone();
    together.sort_by_key(place);
    applicants.chain(together).collect()
}

/// A path on this site, or nothing: no open redirect.
pub fn local(next: &str) -> Option<String> {
    let sound = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains('\\')
        && !next.contains(char::is_control)
        && !next.starts_with("/session");
    sound.then(|| next.to_owned())
}

fn seconds(duration: SignedDuration) -> u32 {
    u32::try_from(duration.as_secs()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn only_our_own_paths_are_followed() {
        assert_eq!(local("/cases?x=1").as_deref(), Some("/cases?x=1"));
        for other in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "/session",
            "",
        ] {
            assert_eq!(local(other), None, "{other}");
        }
    }
}
