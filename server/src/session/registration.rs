//! `/registration`: an account for a person or an organisation. Who is known already is not told to whoever asks; the
//! owner of the account is told instead. That a number is taken shows at the end alone, to whoever has shown that the
//! address is theirs: two accounts of one number can't be, and nobody proves online whose a number is.

use app::citizen::privacy::privacy_page;
use app::citizen::registration::{Registration, details_page, registration_page};
use app::parts::fault::Fault;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use domain::account::{Contact, ContactKind};
use domain::id::{AccountId, ApplicantId, CredentialId};
use domain::identifier::{credit_code, resident_id};
use domain::locale::Locale;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::accounts::{self, Applicant, NewAccount, Representative};
use store::verifications::{self, Purpose};
use store::{Personal, Tx, credentials};

use super::codes::{self, Begun};
use super::faults::{id_fault, password_fault, required};
use super::password;
use crate::error::Error;
use crate::frame::encode;
use crate::mail::account::Occasion;
use crate::reader::Reader;
use crate::state::App;

const PURPOSE: Purpose = Purpose::Registration;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/registration", get(choose))
        .route("/registration/person", get(person).post(send_person))
        .route(
            "/registration/organisation",
            get(organisation).post(send_organisation),
        )
        .route("/registration/{id}/code", get(code).post(confirm))
        .route("/registration/{id}/sending", post(again))
        .route("/privacy", get(privacy))
}

#[derive(Debug, Deserialize)]
struct Done {
    done: Option<String>,
}

async fn privacy(reader: Reader, Query(done): Query<Done>) -> Html<String> {
    let deleted = reader.viewer.is_none() && done.done.as_deref() == Some("deleted");
    Html(privacy_page(&reader.shell, deleted))
}

#[derive(Debug, Deserialize)]
struct Asked {
    next: Option<String>,
    sent: Option<String>,
}

impl Asked {
    fn next(&self) -> Option<String> {
        self.next.as_deref().and_then(super::local)
    }
}

async fn choose(reader: Reader, Query(asked): Query<Asked>) -> Response {
    if reader.viewer.is_some() {
        return Redirect::to("/account").into_response();
    }
    let next = asked.next().map(|next| encode(&next));
    Html(registration_page(&reader.shell, next.as_deref())).into_response()
}

async fn person(reader: Reader, Query(asked): Query<Asked>) -> Result<Response, Error> {
    blank(&reader, &asked, false)
}

async fn organisation(reader: Reader, Query(asked): Query<Asked>) -> Result<Response, Error> {
    blank(&reader, &asked, true)
}

fn blank(reader: &Reader, asked: &Asked, entity: bool) -> Result<Response, Error> {
    if reader.viewer.is_some() {
        return Ok(Redirect::to("/account").into_response());
    }
    let view = Registration {
        entity,
        token: codes::token()?,
        next: asked.next(),
        ..Registration::default()
    };
    Ok(Html(details_page(&reader.shell, &view)).into_response())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
struct Sent {
    token: String,
    next: Option<String>,
    name: String,
    id_no: String,
    representative: String,
    representative_id_no: String,
    contact: String,
    password: String,
}

/// Kept sealed until the code comes back.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Wanted {
    entity: bool,
    name: String,
    id_no: String,
    representative: Option<Representative>,
    contact: String,
    password_hash: String,
    locale: Locale,
    next: Option<String>,
}

async fn send_person(
    State(app): State<App>,
    reader: Reader,
    Form(sent): Form<Sent>,
) -> Result<Response, Error> {
    send(&app, &reader, sent, false).await
}

async fn send_organisation(
    State(app): State<App>,
    reader: Reader,
    Form(sent): Form<Sent>,
) -> Result<Response, Error> {
    send(&app, &reader, sent, true).await
}

async fn send(app: &App, reader: &Reader, sent: Sent, entity: bool) -> Result<Response, Error> {
    let next = sent.next.as_deref().and_then(super::local);
    let (wanted, contact) = match check(&sent, entity, app.date(reader.now)) {
        Ok(sound) => sound,
        Err(faults) => {
            let view = Registration {
                entity,
                token: sent.token,
                next,
                name: sent.name,
                id_no: sent.id_no,
                representative: sent.representative,
                representative_id_no: sent.representative_id_no,
                contact: sent.contact,
                faults,
            };
            let page = Html(details_page(&reader.shell, &view));
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    // Hashed for whoever is known, too, so that time tells nothing.
    let wanted = Wanted {
        password_hash: password::hash_in_turn(sent.password).await?,
        locale: reader.locale(),
        next,
        ..wanted
    };
    let payload = serde_json::to_string(&wanted)
        .map_err(|_| Error::fault("a registration has no JSON form"))?;
    let mut tx = app.store.begin().await?;
    let owner = credentials::owner(&mut tx, &contact).await?;
    let known = [owner, numbered(&mut tx, &wanted.id_no).await?];
    let begun = Begun {
        purpose: PURPOSE,
        token: sent.token,
        contact,
        account: None,
        // To a free address also where the number is known: a mail that does not come would tell.
        send: owner.is_none(),
        number: Some(Personal::new(wanted.id_no)),
        payload: Personal::new(payload),
    };
    let path = codes::begin(app, &mut tx, reader, begun).await?;
    for owner in known.into_iter().flatten() {
        codes::tell_once(app, &mut tx, owner, Occasion::Known, "/session", reader).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to(&format!("{path}/code")).into_response())
}

/// The account that is of the person or organisation itself.
async fn numbered(tx: &mut Tx, id_no: &str) -> Result<Option<AccountId>, Error> {
    let named = accounts::applicants_by_id_no(tx, id_no).await?;
    Ok(named.into_iter().find_map(|applicant| applicant.account_id))
}

fn check(sent: &Sent, entity: bool, today: Date) -> Result<(Wanted, Contact), Vec<Fault>> {
    let mut faults = Vec::new();
    let labels: (&'static str, &'static str) = if entity {
        ("registration-organisation-name", "citizen-credit-code")
    } else {
        ("registration-person-name", "citizen-resident-id")
    };
    let name = required(&mut faults, "name", labels.0, &sent.name);
    let number = |faults: &mut Vec<Fault>, id, label, raw: &str, credit: bool| {
        let read = if credit {
            credit_code::check(raw).map(|code| code.as_str().to_owned())
        } else {
            resident_id::check(raw, today).map(|number| number.as_str().to_owned())
        };
        match read {
            Ok(number) => number,
            Err(fault) => {
                faults.push(id_fault(id, label, raw, fault));
                String::new()
            }
        }
    };
    let id_no = number(&mut faults, "id-no", labels.1, &sent.id_no, entity);
    let representative = entity.then(|| Representative {
        name: required(
            &mut faults,
            "representative",
            "registration-representative",
            &sent.representative,
        ),
        id_no: Personal::new(number(
            &mut faults,
            "representative-id-no",
            "registration-representative-id",
            &sent.representative_id_no,
            false,
        )),
    });
    let contact = Contact::read(&sent.contact);
    if contact.is_err() {
        faults.push(Fault::new("contact", "registration-contact-wrong"));
    }
    let own = [sent.contact.trim(), id_no.as_str(), name.as_str()];
    if let Some(fault) = password_fault(&sent.password, &own) {
        faults.push(fault);
    }
    match contact {
        Ok(contact) if faults.is_empty() => Ok((
            Wanted {
                entity,
                name,
                id_no,
                representative,
                contact: contact.as_str().to_owned(),
                password_hash: String::new(),
                locale: Locale::default(),
                next: None,
            },
            contact,
        )),
        _ => Err(faults),
    }
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
        return Ok(Redirect::to("/account").into_response());
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
struct Back {
    #[serde(default)]
    code: String,
}

async fn confirm(
    State(app): State<App>,
    reader: Reader,
    Path(token): Path<String>,
    Form(back): Form<Back>,
) -> Result<Response, Error> {
    let mut tx = app.store.begin().await?;
    let there = codes::hold(&mut tx, &token, PURPOSE, &reader).await?;
    if there.done_at.is_some() {
        return Ok(Redirect::to("/account").into_response());
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
    let contact = Contact::read(&wanted.contact)
        .map_err(|_| Error::fault("a registered address does not read"))?;
    let next = wanted.next.clone().unwrap_or_else(|| "/account".into());
    let taken = credentials::owner(&mut tx, &contact).await?.is_some()
        || numbered(&mut tx, &wanted.id_no).await?.is_some();
    let account = if taken || !verifications::finish(&mut tx, &token, reader.now).await? {
        None
    } else {
        create(&app, &mut tx, wanted, &contact, &reader).await?
    };
    let Some(account) = account else {
        tx.rollback().await?;
        return again(Fault::new("code", "registration-taken"));
    };
    tx.commit().await?;
    super::enter(&app, &reader, account, Some(next)).await
}

/// Nobody where somebody was quicker with the number or the address.
async fn create(
    app: &App,
    tx: &mut Tx,
    wanted: Wanted,
    contact: &Contact,
    reader: &Reader,
) -> Result<Option<AccountId>, Error> {
    let now = reader.now;
    let id = AccountId::new(now, app.entropy()?);
    let account = NewAccount {
        id,
        // Nobody has to remember it: the address signs in.
        login: id.to_string(),
        password_hash: wanted.password_hash,
        locale: wanted.locale,
        persona: None,
        created_at: now,
    };
    let (phone, email) = match contact.kind {
        ContactKind::Phone => (contact.as_str(), None),
        ContactKind::Email => ("", Some(Personal::new(contact.as_str()))),
    };
    let applicant = Applicant {
        id: ApplicantId::new(now, app.entropy()?),
        account_id: Some(id),
        agency: None,
        entity: wanted.entity,
        name: wanted.name,
        id_no: Personal::new(wanted.id_no),
        phone: Personal::new(phone),
        email,
        address: None,
        division: String::new(),
        representative: wanted.representative,
    };
    let made = accounts::register(tx, &account, &applicant).await?;
    let credential = CredentialId::new(now, app.entropy()?);
    let made = made
        && accounts::claim_number(tx, id, &applicant.id_no).await?
        && credentials::add(tx, credential, id, contact, now).await?;
    Ok(made.then_some(id))
}
