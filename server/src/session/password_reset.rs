//! `/password-reset`: a new password for whoever reads the mail or has the phone. It ends every
//! session of the account, and the answer never tells whether there is one.

use app::citizen::registration::{Reset, reset_page};
use app::parts::fault::Fault;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use domain::account::Contact;
use serde::{Deserialize, Serialize};
use store::verifications::{self, Purpose};
use store::{Personal, accounts, credentials};

use super::codes::{self, Begun};
use super::faults::password_fault;
use super::password;
use crate::error::Error;
use crate::mail::account::Occasion;
use crate::reader::Reader;
use crate::state::App;

const PURPOSE: Purpose = Purpose::PasswordReset;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/password-reset", get(show).post(send))
        .route("/password-reset/{id}/code", get(code).post(confirm))
        .route("/password-reset/{id}/sending", post(again))
}

async fn show(reader: Reader) -> Html<String> {
    Html(reset_page(&reader.shell, &Reset::default()))
}

#[derive(Debug, Default, Deserialize)]
struct Sent {
    #[serde(default)]
    contact: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct Wanted {
    contact: String,
}

async fn send(
    State(app): State<App>,
    reader: Reader,
    Form(sent): Form<Sent>,
) -> Result<Response, Error> {
    let Ok(contact) = Contact::read(&sent.contact) else {
        let view = Reset {
            contact: sent.contact,
            faults: vec![Fault::new("contact", "registration-contact-wrong")],
        };
        let page = Html(reset_page(&reader.shell, &view));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    let wanted = Wanted {
        contact: contact.as_str().to_owned(),
    };
    let payload =
        serde_json::to_string(&wanted).map_err(|_| Error::fault("an address has no JSON form"))?;
    let mut tx = app.store.begin().await?;
    let account = credentials::owner(&mut tx, &contact).await?;
    let begun = Begun {
        purpose: PURPOSE,
        token: String::new(),
        contact,
        account,
        send: account.is_some(),
        number: None,
        payload: Personal::new(payload),
    };
    let path = codes::begin(&app, &mut tx, &reader, begun).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("{path}/code")).into_response())
}

#[derive(Debug, Deserialize)]
struct Asked {
    sent: Option<String>,
}

async fn code(
    State(app): State<App>,
    reader: Reader,
    Path(token): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let there = codes::hold(&mut tx, &token, PURPOSE, &reader).await?;
    if there.done_at.is_some() {
        return Ok(Redirect::to("/session").into_response());
    }
    let again = asked.sent.is_some();
    codes::page(&reader, PURPOSE, &token, &there, "", again, Vec::new())
}

async fn again(
    State(app): State<App>,
    reader: Reader,
    Path(token): Path<String>,
) -> Result<Response, Error> {
    codes::send_again(&app, &reader, PURPOSE, &token).await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Back {
    code: String,
    password: String,
}

async fn confirm(
    State(app): State<App>,
    reader: Reader,
    Path(token): Path<String>,
    Form(back): Form<Back>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let there = codes::hold(&mut tx, &token, PURPOSE, &reader).await?;
    drop(tx);
    if there.done_at.is_some() {
        return Ok(Redirect::to("/account").into_response());
    }
    let again = |faults| codes::page(&reader, PURPOSE, &token, &there, &back.code, false, faults);
    let wanted: Wanted = codes::read(&there)?;
    let typed = codes::six_digits(&back.code);
    let mut faults = Vec::new();
    if typed.is_none() {
        faults.push(Fault::new("code", "code-missing"));
    }
    faults.extend(password_fault(&back.password, &[&wanted.contact]));
    let Some(typed) = typed.filter(|_| faults.is_empty()) else {
        return again(faults);
    };
    let hash = password::hash_in_turn(back.password.clone()).await?;
    let mut tx = app.store.begin().await?;
    if let Some(fault) = codes::attempt(&mut tx, &token, &there, &typed, &reader).await? {
        tx.commit().await?;
        return again(vec![fault]);
    }
    let Some(account) = there.account else {
        return Err(Error::fault("a right code of nobody"));
    };
    if !verifications::finish(&mut tx, &token, reader.now).await? {
        return Ok(Redirect::to("/account").into_response());
    }
    accounts::set_password(&mut tx, account, &hash).await?;
    accounts::reset_failures(&mut tx, account).await?;
    accounts::end_sessions(&mut tx, account).await?;
    let changed = Occasion::PasswordChanged;
    codes::tell(&app, &mut tx, account, changed, "/password-reset", &reader).await?;
    tx.commit().await?;
    super::enter(&app, &reader, account, Some("/account".into())).await
}
