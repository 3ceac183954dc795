//! `/account/credentials`: the addresses that sign in, the password, and every other session. A change ends the sessions
//! that began before; the one that made it goes on under a new id.

use app::citizen::credentials::{Address, Credentials, credentials_page};
use app::parts::fault::Fault;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use domain::account::Contact;
use domain::id::{AccountId, CredentialId};
use serde::{Deserialize, Serialize};
use store::verifications::{self, Purpose};
use store::{Personal, Tx, accounts, credentials};

use super::codes::{self, Begun};
use super::faults::password_fault;
use super::{FAILURES, LOCKED, password};
use crate::error::Error;
use crate::mail::account::Occasion;
use crate::reader::{EPOCH, Reader};
use crate::state::App;

const PURPOSE: Purpose = Purpose::Credential;
/// Addresses of one account.
const MOST: usize = 10;
const HERE: &str = "/account/credentials";

pub fn routes() -> Router<App> {
    Router::new()
        .route(HERE, get(show).post(add))
        .route("/account/credentials/{id}/code", get(code).post(confirm))
        .route("/account/credentials/{id}/sending", post(again))
        .route("/account/credentials/{id}/removal", post(remove))
        .route("/account/password", post(change_password))
        .route("/account/sessions/end", post(end_others))
}

#[derive(Debug, Deserialize)]
struct Asked {
    done: Option<String>,
    sent: Option<String>,
}

async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let done = ["added", "removed", "password", "sessions"]
        .into_iter()
        .find(|done| asked.done.as_deref() == Some(done));
    page(&app, &reader, String::new(), done, Vec::new()).await
}

async fn page(
    app: &App,
    reader: &Reader,
    contact: String,
    done: Option<&'static str>,
    faults: Vec<Fault>,
) -> Result<Response, Error> {
    let (account, _) = reader.own()?;
    let mut tx = app.store.read().await?;
    let all = credentials::of_account(&mut tx, account).await?;
    let row = accounts::by_id(&mut tx, account).await?;
    drop(tx);
    // A login name of our making is for nobody's eyes.
    let login = row
        .map(|row| row.login)
        .filter(|login| login.parse::<AccountId>().is_err());
    let removable = all.len() > 1;
    let status = if faults.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let view = Credentials {
        login,
        addresses: all
            .into_iter()
            .map(|one| Address {
                id: one.id.to_string(),
                address: Contact::read(one.value.expose())
                    .map_or_else(|_| "****".into(), |contact| contact.masked()),
                confirmed_at: one.verified_at,
                removable,
            })
            .collect(),
        contact,
        done,
        faults,
    };
    Ok((status, Html(credentials_page(&reader.shell, &view))).into_response())
}

/// Whether the password is that of the account. Wrong ones count as they do when signing in.
///
/// # Errors
/// Where the store refuses.
pub async fn is_right(
    app: &App,
    reader: &Reader,
    account: AccountId,
    typed: String,
) -> Result<bool, Error> {
    let mut tx = app.store.begin().await?;
    let row = accounts::by_id(&mut tx, account)
        .await?
        .ok_or(Error::NotFound)?;
    let locked = row.locked_until.is_some_and(|until| reader.now < until);
    if !locked {
        accounts::record_failure(&mut tx, account, FAILURES, reader.now + LOCKED).await?;
    }
    tx.commit().await?;
    let right = password::verify(typed, Some(row.password_hash)).await? && !locked;
    if right {
        let mut tx = app.store.begin().await?;
        accounts::reset_failures(&mut tx, account).await?;
        tx.commit().await?;
    }
    Ok(right)
}

/// After a commit that ended all sessions: this one goes on under a new id. Sessions are written through a transaction of
/// their own, which would wait for ours.
async fn go_on(reader: &Reader, epoch: i64) -> Result<(), Error> {
    reader.session.cycle_id().await?;
    reader.session.insert(EPOCH, epoch).await?;
    Ok(())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Sent {
    contact: String,
    password: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct Wanted {
    contact: String,
}

async fn add(
    State(app): State<App>,
    reader: Reader,
    Form(sent): Form<Sent>,
) -> Result<Response, Error> {
    let (account, _) = reader.own()?;
    let contact = Contact::read(&sent.contact);
    let mut faults = Vec::new();
    if contact.is_err() {
        faults.push(Fault::new("contact", "registration-contact-wrong"));
    }
    if sent.password.is_empty() {
        faults.push(Fault::new("password", "password-missing"));
    }
    if faults.is_empty() && !is_right(&app, &reader, account, sent.password).await? {
        faults.push(Fault::new("password", "password-wrong"));
    }
    let Some(contact) = contact.ok().filter(|_| faults.is_empty()) else {
        return page(&app, &reader, sent.contact, None, faults).await;
    };
    let mut tx = app.store.begin().await?;
    let mine = credentials::of_account(&mut tx, account).await?;
    if mine
        .iter()
        .any(|one| one.value.expose() == contact.as_str())
    {
        return Ok(Redirect::to("/account/credentials?done=added").into_response());
    }
    if mine.len() >= MOST {
        let fault = Fault::new("contact", "credentials-too-many");
        return page(&app, &reader, sent.contact, None, vec![fault]).await;
    }
    let wanted = Wanted {
        contact: contact.as_str().to_owned(),
    };
    let payload =
        serde_json::to_string(&wanted).map_err(|_| Error::fault("an address has no JSON form"))?;
    // Somebody else's is not told apart.
    let send = credentials::owner(&mut tx, &contact).await?.is_none();
    let begun = Begun {
        purpose: PURPOSE,
        token: String::new(),
        contact,
        account: Some(account),
        send,
        number: None,
        payload: Personal::new(payload),
    };
    let path = codes::begin(&app, &mut tx, &reader, begun).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("{path}/code")).into_response())
}

async fn code(
    State(app): State<App>,
    reader: Reader,
    Path(token): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let there = held(&mut tx, &reader, &token).await?;
    if there.done_at.is_some() {
        return Ok(Redirect::to(HERE).into_response());
    }
    let again = asked.sent.is_some();
    codes::page(&reader, PURPOSE, &token, &there, "", again, Vec::new())
}

/// Only the account's own.
async fn held(
    tx: &mut Tx,
    reader: &Reader,
    token: &str,
) -> Result<verifications::Verification, Error> {
    let (account, _) = reader.own()?;
    let there = codes::hold(tx, token, PURPOSE, reader).await?;
    if there.account == Some(account) {
        Ok(there)
    } else {
        Err(Error::NotFound)
    }
}

async fn again(
    State(app): State<App>,
    reader: Reader,
    Path(token): Path<String>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    held(&mut tx, &reader, &token).await?;
    drop(tx);
    codes::send_again(&app, &reader, PURPOSE, &token).await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Back {
    code: String,
}

async fn confirm(
    State(app): State<App>,
    reader: Reader,
    Path(token): Path<String>,
    Form(back): Form<Back>,
) -> Result<Response, Error> {
    let (account, applicant) = reader.own()?;
    let mut tx = app.store.begin().await?;
    let there = held(&mut tx, &reader, &token).await?;
    let done = || Redirect::to("/account/credentials?done=added").into_response();
    if there.done_at.is_some() {
        return Ok(done());
    }
    let again = |fault| {
        codes::page(
            &reader,
            PURPOSE,
            &token,
            &there,
            &back.code,
            false,
            vec![fault],
        )
    };
    let Some(typed) = codes::six_digits(&back.code) else {
        return again(Fault::new("code", "code-missing"));
    };
    if let Some(fault) = codes::attempt(&mut tx, &token, &there, &typed, &reader).await? {
        tx.commit().await?;
        return again(fault);
    }
    let wanted: Wanted = codes::read(&there)?;
    let contact =
        Contact::read(&wanted.contact).map_err(|_| Error::fault("an address does not read"))?;
    let id = CredentialId::new(reader.now, app.entropy()?);
    let added = credentials::add(&mut tx, id, account, &contact, reader.now).await?;
    if !added || !verifications::finish(&mut tx, &token, reader.now).await? {
        tx.rollback().await?;
        return again(Fault::new("code", "code-wrong"));
    }
    settle(&mut tx, account, applicant).await?;
    let changed = Occasion::CredentialsChanged;
    codes::tell(&app, &mut tx, account, changed, HERE, &reader).await?;
    let epoch = accounts::end_sessions(&mut tx, account).await?;
    tx.commit().await?;
    go_on(&reader, epoch).await?;
    Ok(done())
}

/// Letters and calls go to addresses that are confirmed, where there are any.
async fn settle(
    tx: &mut Tx,
    account: AccountId,
    applicant: domain::id::ApplicantId,
) -> Result<(), Error> {
    use domain::account::ContactKind;
    let Some(own) = accounts::applicant(tx, applicant).await? else {
        return Ok(());
    };
    let all = credentials::of_account(tx, account).await?;
    let of = |kind: ContactKind| all.iter().filter(move |one| one.kind == kind);
    let known = |kind, value: &Personal| of(kind).any(|one| one.value == *value);
    let email = match own.email {
        Some(email) if known(ContactKind::Email, &email) => Some(email),
        _ => of(ContactKind::Email).map(|one| one.value.clone()).next(),
    };
    let phone = match of(ContactKind::Phone).next() {
        Some(first) if own.phone.expose().is_empty() => first.value.clone(),
        _ => own.phone,
    };
    accounts::set_reach(tx, applicant, &phone, email.as_ref()).await?;
    // Of what concerns a relative whoever acts for them hears.
    for relative in accounts::relatives_of(tx, account).await? {
        accounts::set_reach(tx, relative.id, &phone, email.as_ref()).await?;
    }
    Ok(())
}

async fn remove(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let (account, applicant) = reader.own()?;
    let id: CredentialId = id.parse().map_err(|_| Error::NotFound)?;
    let mut tx = app.store.begin().await?;
    let all = credentials::of_account(&mut tx, account).await?;
    if !all.iter().any(|one| one.id == id) {
        // Gone before, or somebody else's: the page shows what is left.
        return Ok(Redirect::to(HERE).into_response());
    }
    // While it can still be written to.
    let changed = Occasion::CredentialsChanged;
    codes::tell(&app, &mut tx, account, changed, HERE, &reader).await?;
    if !credentials::remove(&mut tx, account, id).await? {
        tx.rollback().await?;
        let fault = Fault::new("contact", "credentials-last");
        return page(&app, &reader, String::new(), None, vec![fault]).await;
    }
    let gone = all.into_iter().find(|one| one.id == id);
    let own = accounts::applicant(&mut tx, applicant).await?;
    if let (Some(gone), Some(own)) = (gone, own)
        && gone.value == own.phone
    {
        accounts::set_reach(&mut tx, applicant, &Personal::new(""), own.email.as_ref()).await?;
    }
    settle(&mut tx, account, applicant).await?;
    let epoch = accounts::end_sessions(&mut tx, account).await?;
    tx.commit().await?;
    go_on(&reader, epoch).await?;
    Ok(Redirect::to("/account/credentials?done=removed").into_response())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
struct NewPassword {
    current: String,
    new_password: String,
}

async fn change_password(
    State(app): State<App>,
    reader: Reader,
    Form(sent): Form<NewPassword>,
) -> Result<Response, Error> {
    let (account, applicant) = reader.own()?;
    let mut tx = app.store.read().await?;
    let own = accounts::applicant(&mut tx, applicant)
        .await?
        .ok_or(Error::NotFound)?;
    let all = credentials::of_account(&mut tx, account).await?;
    drop(tx);
    let mut known = vec![own.name.as_str(), own.id_no.expose()];
    known.extend(all.iter().map(|one| one.value.expose()));
    let mut faults = Vec::new();
    if sent.current.is_empty() {
        faults.push(Fault::new("current", "password-missing"));
    }
    if let Some(fault) = password_fault(&sent.new_password, &known) {
        faults.push(Fault {
            id: "new-password".into(),
            ..fault
        });
    }
    if faults.is_empty() && !is_right(&app, &reader, account, sent.current).await? {
        faults.push(Fault::new("current", "password-wrong"));
    }
    if !faults.is_empty() {
        return page(&app, &reader, String::new(), None, faults).await;
    }
    let hash = password::hash_in_turn(sent.new_password).await?;
    let mut tx = app.store.begin().await?;
    accounts::set_password(&mut tx, account, &hash).await?;
    let changed = Occasion::PasswordChanged;
    codes::tell(&app, &mut tx, account, changed, "/password-reset", &reader).await?;
    let epoch = accounts::end_sessions(&mut tx, account).await?;
    tx.commit().await?;
    go_on(&reader, epoch).await?;
    Ok(Redirect::to("/account/credentials?done=password").into_response())
}

async fn end_others(State(app): State<App>, reader: Reader) -> Result<Response, Error> {
    let (account, _) = reader.own()?;
    let mut tx = app.store.begin().await?;
    let epoch = accounts::end_sessions(&mut tx, account).await?;
    tx.commit().await?;
    go_on(&reader, epoch).await?;
    Ok(Redirect::to("/account/credentials?done=sessions").into_response())
}
