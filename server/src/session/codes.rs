//! Codes to an address: six digits, good for a quarter of an hour, five tries and once. What a page
//! says and how long it takes is the same whether one was sent or not.

use app::citizen::code::{self, Code, code_page};
use app::parts::fault::Fault;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::account::Contact;
use domain::case::journal::hex;
use domain::id::AccountId;
use jiff::SignedDuration;
use serde::Deserialize;
use store::verifications::{self, NewVerification, Purpose, Verification};
use store::{Personal, Tx, accounts, attempts, credentials};

use crate::error::Error;
use crate::mail::account::{self, Occasion, Sending};
use crate::now::random;
use crate::reader::Reader;
use crate::state::App;

const GOOD_FOR: SignedDuration = SignedDuration::from_mins(15);
const TRIES: i64 = 5;
const AGAIN_AFTER: SignedDuration = SignedDuration::from_mins(1);
/// The page: long enough to come back to, with new codes.
const PAGE: SignedDuration = SignedDuration::from_hours(24);
const WINDOW: SignedDuration = SignedDuration::from_hours(1);
/// Codes to one address in an hour: more would be a nuisance to its owner.
const TO_ONE: i64 = 5;
/// Codes for one identity number in an hour, to whatever addresses.
const ABOUT_ONE: i64 = 10;
/// Codes from one peer in an hour: a hall's machines share one.
const FROM_ONE: i64 = 60;
/// Within it the same form again is a double click.
const DOUBLE: SignedDuration = SignedDuration::from_secs(10);

/// Where the pages of a purpose are.
pub fn path(purpose: Purpose, token: &str) -> String {
    let base = match purpose {
        Purpose::Registration => "/registration",
        Purpose::PasswordReset => "/password-reset",
        Purpose::Credential => "/account/credentials",
    };
    format!("{base}/{token}")
}

fn occasion(purpose: Purpose) -> Occasion {
    match purpose {
        Purpose::Registration => Occasion::RegistrationCode,
        Purpose::PasswordReset => Occasion::ResetCode,
        Purpose::Credential => Occasion::CredentialCode,
    }
}

/// An unguessable part of an address.
///
/// # Errors
/// A fault where there is no randomness.
pub fn token() -> Result<String, Error> {
    let bytes = random::<16>().map_err(|error| Error::fault(error.to_string()))?;
    Ok(hex(&bytes))
}

fn is_token(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// A page that is to begin.
pub struct Begun {
    pub purpose: Purpose,
    /// As the form sent it.
    pub token: String,
    pub contact: Contact,
    /// Whose; without one no code is sent, unless it is a registration.
    pub account: Option<AccountId>,
    /// Whether the owner of the address gets a code.
    pub send: bool,
    /// The identity number or credit code that it is about: not to be tried with one address after another.
    pub number: Option<Personal>,
    pub payload: Personal,
}

/// Counts, sends a code, and leads to its page. The form sent twice leads to the same page.
///
/// # Errors
/// `TooMany` beyond what one address or one peer may ask for.
pub async fn begin(app: &App, tx: &mut Tx, reader: &Reader, begun: Begun) -> Result<String, Error> {
    let purpose = begun.purpose;
    let mut token = begun.token;
    if is_token(&token)
        && let Some(there) = verifications::get(tx, &token, purpose, reader.now).await?
    {
        let same = reader.now.duration_since(there.sent_at) < DOUBLE
            && contact_of(&there)?.as_str() == begun.contact.as_str();
        if same {
            return Ok(path(purpose, &token));
        }
    }
    if !is_token(&token)
        || verifications::get(tx, &token, purpose, reader.now)
            .await?
            .is_some()
    {
        token = self::token()?;
    }
    if let Some(number) = &begun.number {
        limit(
            tx,
            reader,
            &format!("code-about:{}", number.expose()),
            ABOUT_ONE,
        )
        .await?;
    }
    throttle(tx, reader, &begun.contact).await?;
    let code = begun.send.then(|| draw(app)).transpose()?;
    let new = NewVerification {
        purpose,
        account: begun.account,
        payload: begun.payload,
        code: code.clone(),
        sent_at: reader.now,
        expires_at: reader.now + GOOD_FOR,
        ends_at: reader.now + PAGE,
    };
    if verifications::create(tx, &token, &new).await? {
        post(
            app,
            tx,
            reader,
            purpose,
            &token,
            &begun.contact,
            code.as_ref(),
        )
        .await?;
    }
    Ok(path(purpose, &token))
}

async fn throttle(tx: &mut Tx, reader: &Reader, contact: &Contact) -> Result<(), Error> {
    let to = format!("code-to:{}", contact.as_str());
    let from = format!("code-from:{}", reader.address);
    for (scope, most) in [(&to, TO_ONE), (&from, FROM_ONE)] {
        limit(tx, reader, scope, most).await?;
    }
    Ok(())
}

async fn limit(tx: &mut Tx, reader: &Reader, scope: &str, most: i64) -> Result<(), Error> {
    let sent = attempts::count_attempts(tx, scope, reader.now - WINDOW).await?;
    if sent >= most {
        return Err(Error::TooMany {
            retry_after: u32::try_from(WINDOW.as_secs()).unwrap_or(u32::MAX),
        });
    }
    Ok(attempts::record_attempt(tx, scope, reader.now).await?)
}

fn draw(app: &App) -> Result<Personal, Error> {
    let code = app.store.keys().six_digits("verification", &token()?)?;
    Ok(Personal::new(code))
}

async fn post(
    app: &App,
    tx: &mut Tx,
    reader: &Reader,
    purpose: Purpose,
    token: &str,
    contact: &Contact,
    code: Option<&Personal>,
) -> Result<(), Error> {
    let Some(code) = code else {
        return Ok(());
    };
    let sending = Sending {
        to: Personal::new(contact.as_str()),
        occasion: occasion(purpose),
        locale: reader.locale(),
        path: &format!("{}/code", path(purpose, token)),
        code: Some(code),
    };
    account::queue(app, tx, sending, reader.now).await
}

/// What every payload holds.
#[derive(Deserialize)]
struct Addressed {
    contact: String,
}

fn contact_of(there: &Verification) -> Result<Contact, Error> {
    let addressed: Addressed = read(there)?;
    Contact::read(&addressed.contact).map_err(|_| Error::fault("a code's address does not read"))
}

/// # Errors
/// A fault where it does not read back.
pub fn read<T: for<'de> Deserialize<'de>>(there: &Verification) -> Result<T, Error> {
    // The parser's words could repeat what was stored.
    serde_json::from_str(there.payload.expose())
        .map_err(|_| Error::fault("a code's payload does not read back"))
}

/// # Errors
/// `NotFound` for a page that ended or never was.
pub async fn hold(
    tx: &mut Tx,
    token: &str,
    purpose: Purpose,
    reader: &Reader,
) -> Result<Verification, Error> {
    let there = verifications::get(tx, token, purpose, reader.now).await?;
    there.ok_or(Error::NotFound)
}

/// The page that waits for a code.
///
/// # Errors
/// A fault where what is stored does not read.
pub fn page(
    reader: &Reader,
    purpose: Purpose,
    token: &str,
    there: &Verification,
    typed: &str,
    sent_again: bool,
    faults: Vec<Fault>,
) -> Result<Response, Error> {
    let (shown, back) = match purpose {
        Purpose::Registration => (code::Purpose::Registration, "/registration"),
        Purpose::PasswordReset => (code::Purpose::PasswordReset, "/password-reset"),
        Purpose::Credential => (code::Purpose::Credential, "/account/credentials"),
    };
    let status = if faults.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let view = Code {
        purpose: shown,
        path: path(purpose, token),
        back: back.to_owned(),
        address: contact_of(there)?.masked(),
        typed: typed.to_owned(),
        sent_again,
        faults,
    };
    Ok((status, Html(code_page(&reader.shell, &view))).into_response())
}

/// Six digits as they may be typed: full-width, with spaces.
pub fn six_digits(typed: &str) -> Option<Personal> {
    let digits: String = typed
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .map(|letter| match letter {
            '０'..='９' => {
                char::from_digit(u32::from(letter) - u32::from('０'), 10).unwrap_or(letter)
            }
            other => other,
        })
        .collect();
    (digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| Personal::new(digits))
}

/// Counts a try; the fault says nothing that differs between a code that was sent and one that
/// never was.
///
/// # Errors
/// Where the store refuses.
pub async fn attempt(
    tx: &mut Tx,
    token: &str,
    there: &Verification,
    code: &Personal,
    reader: &Reader,
) -> Result<Option<Fault>, Error> {
    if verifications::attempt(tx, token, code, TRIES, reader.now).await? {
        return Ok(None);
    }
    let key = if reader.now >= there.expires_at {
        "code-expired"
    } else if there.tries + 1 >= TRIES {
        "code-used-up"
    } else {
        "code-wrong"
    };
    Ok(Some(Fault::new("code", key)))
}

/// `POST …/sending`: a new code for the same page.
///
/// # Errors
/// `NotFound` for a page that ended; `TooMany` as in `begin`.
pub async fn send_again(
    app: &App,
    reader: &Reader,
    purpose: Purpose,
    token: &str,
) -> Result<Response, Error> {
    let mut tx = app.store.begin().await?;
    let there = hold(&mut tx, token, purpose, reader).await?;
    let again = format!("{}/code?sent=again", path(purpose, token));
    if there.done_at.is_some() {
        return Ok(Redirect::to(&again).into_response());
    }
    let contact = contact_of(&there)?;
    let code = there.sent.then(|| draw(app)).transpose()?;
    let (since, until) = (reader.now - AGAIN_AFTER, reader.now + GOOD_FOR);
    let sent =
        verifications::send_again(&mut tx, token, code.as_ref(), reader.now, since, until).await?;
    if !sent {
        let faults = vec![Fault::new("code", "code-too-soon")];
        return page(reader, purpose, token, &there, "", false, faults);
    }
    throttle(&mut tx, reader, &contact).await?;
    post(
        app,
        &mut tx,
        reader,
        purpose,
        token,
        &contact,
        code.as_ref(),
    )
    .await?;
    tx.commit().await?;
    Ok(Redirect::to(&again).into_response())
}

/// Where the owner of an account can be written to: the first address that signs in, or the one
/// that the applicant gave.
///
/// # Errors
/// Where the store refuses.
pub async fn reach(tx: &mut Tx, account: AccountId) -> Result<Option<Personal>, Error> {
    let signing_in = credentials::of_account(tx, account).await?;
    if let Some(first) = signing_in.into_iter().next() {
        return Ok(Some(first.value));
    }
    let applicants = accounts::applicants_of(tx, account).await?;
    Ok(applicants
        .into_iter()
        .next()
        .map(|own| own.email.unwrap_or(own.phone)))
}

/// The same, once an hour: what strangers can cause must not fill a mailbox.
///
/// # Errors
/// Where the store refuses.
pub async fn tell_once(
    app: &App,
    tx: &mut Tx,
    account: AccountId,
    occasion: Occasion,
    path: &str,
    reader: &Reader,
) -> Result<(), Error> {
    let scope = format!("told:{}:{account}", occasion.key());
    if attempts::count_attempts(tx, &scope, reader.now - WINDOW).await? > 0 {
        return Ok(());
    }
    attempts::record_attempt(tx, &scope, reader.now).await?;
    tell(app, tx, account, occasion, path, reader).await
}

/// Writes to the owner of an account, in their language.
///
/// # Errors
/// Where the store refuses.
pub async fn tell(
    app: &App,
    tx: &mut Tx,
    account: AccountId,
    occasion: Occasion,
    path: &str,
    reader: &Reader,
) -> Result<(), Error> {
    let Some(to) = reach(tx, account).await? else {
        return Ok(());
    };
    let locale = accounts::by_id(tx, account)
        .await?
        .map_or_else(|| reader.locale(), |account| account.locale);
    let sending = Sending {
        to,
        occasion,
        locale,
        path,
        code: None,
    };
    account::queue(app, tx, sending, reader.now).await
}
