//! `/verify/{no}`: whether a notice or a licence is real and stands, for anybody who was shown it. Wrong tries are counted
//! by address. What is shown would be public or says nothing of a person: no name, no text, and the item only of a
//! licence (行政许可法 40), since a benefit's name tells of its receiver.

use app::citizen::verification::{Name, Standing, Verified, Verify, verified_page, verify_page};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Form, Router};
use domain::catalogue::ItemType;
use domain::id::CaseId;
use domain::identifier::LicenceNo;
use domain::locale::Localised;
use jiff::SignedDuration;
use jiff::civil::Date;
use serde::Deserialize;
use store::{Tx, attempts, cases, notices};

use crate::acts::{self, Loaded};
use crate::error::Error;
use crate::notices::{Kind, Sort, parse_code, title_key, words_of};
use crate::reader::Reader;
use crate::state::App;

const WINDOW: SignedDuration = SignedDuration::from_mins(15);
const TRIES: i64 = 30;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/verify", get(form).post(look))
        .route("/verify/{no}", get(show))
}

async fn form(reader: Reader) -> Html<String> {
    Html(verify_page(&reader.shell, &Verify::default()))
}

#[derive(Debug, Default, Deserialize)]
struct Sent {
    #[serde(default)]
    code: String,
}

/// Leads to a page that can be kept.
async fn look(
    State(app): State<App>,
    reader: Reader,
    Form(sent): Form<Sent>,
) -> Result<Response, Error> {
    if sent.code.trim().is_empty() {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(again(&reader, status, &sent.code, "verify-missing"));
    }
    match find(&app, &reader, &sent.code).await? {
        Some((no, _)) => Ok(Redirect::to(&format!("/verify/{no}")).into_response()),
        None => Ok(unknown(&reader, &sent.code)),
    }
}

async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    match find(&app, &reader, &no).await? {
        Some((_, view)) => Ok(Html(verified_page(&reader.shell, &view)).into_response()),
        None => Ok(unknown(&reader, &no)),
    }
}

fn unknown(reader: &Reader, typed: &str) -> Response {
    again(reader, StatusCode::NOT_FOUND, typed, "verify-wrong")
}

fn again(reader: &Reader, status: StatusCode, typed: &str, fault: &'static str) -> Response {
    let view = Verify {
        typed: typed.chars().take(100).collect(),
        fault: Some(fault),
    };
    (status, Html(verify_page(&reader.shell, &view))).into_response()
}

/// With the number as it stands in an address. Of a wrong one nothing is said, and it is counted.
async fn find(
    app: &App,
    reader: &Reader,
    typed: &str,
) -> Result<Option<(String, Verified)>, Error> {
    let scope = format!("verify-from:{}", reader.address);
    // One transaction for counting and recording: tries at once can't outrun the count.
    let mut tx = app.store.begin().await?;
    let since = reader.now - WINDOW;
    if attempts::count_attempts(&mut tx, &scope, since).await? >= TRIES {
        return Err(Error::TooMany {
            retry_after: u32::try_from(WINDOW.as_secs()).unwrap_or(u32::MAX),
        });
    }
    let found = match (parse_code(typed), LicenceNo::parse(typed)) {
        (Some(code), _) => notice(app, &mut tx, reader, &code).await?,
        (None, Ok(number)) => licence(app, &mut tx, reader, &number).await?,
        (None, Err(_)) => None,
    };
    if found.is_none() {
        attempts::record_attempt(&mut tx, &scope, reader.now).await?;
        tx.commit().await?;
    }
    Ok(found)
}

async fn notice(
    app: &App,
    tx: &mut Tx,
    reader: &Reader,
    code: &str,
) -> Result<Option<(String, Verified)>, Error> {
    let Some(notice) = notices::by_code(tx, code).await? else {
        return Ok(None);
    };
    let loaded = case(app, tx, notice.case_id).await?;
    let item = &loaded.definition.item;
    let kind = Kind::from_key(&notice.kind)
        .ok_or_else(|| Error::fault(format!("a notice of kind {}", notice.kind)))?;
    // What was granted stands as long as the licence that came of it.
    let of_licence = loaded.case.licence.as_ref();
    let of_licence = of_licence.filter(|_| kind == Kind::Granted);
    let revoked_at = of_licence.and_then(|licence| licence.revoked_at);
    let view = Verified {
        agency: app.agency_name(&notice.agency),
        name: Name::Key(title_key(kind, Sort::of(item))),
        number: words_of(reader.locale(), notice.number),
        item: public_item(&loaded),
        on: app.date(notice.created_at),
        valid_until: None,
        standing: standing(
            app,
            reader,
            revoked_at.map(|at| app.date(at)),
            of_licence.and_then(|licence| licence.valid_until),
        ),
    };
    Ok(Some((notice.code, view)))
}

async fn licence(
    app: &App,
    tx: &mut Tx,
    reader: &Reader,
    number: &LicenceNo,
) -> Result<Option<(String, Verified)>, Error> {
    let Some(licence) = cases::issued_licence(tx, number.as_str()).await? else {
        return Ok(None);
    };
    let loaded = case(app, tx, licence.case_id).await?;
    let item = public_item(&loaded);
    let rule = loaded.definition.item.licence.as_ref();
    let name = match (&item, rule) {
        (Some(_), Some(rule)) => Name::Words(rule.name.clone()),
        _ => Name::Key("verify-licence".into()),
    };
    let view = Verified {
        agency: app.agency_name(&loaded.case.agency),
        name,
        number: number.to_string(),
        item,
        on: licence.issued_on,
        valid_until: licence.valid_until,
        standing: standing(
            app,
            reader,
            licence.revoked_at.map(|at| app.date(at)),
            licence.valid_until,
        ),
    };
    Ok(Some((number.to_string(), view)))
}

async fn case(app: &App, tx: &mut Tx, id: CaseId) -> Result<Loaded, Error> {
    let key = cases::key_by_id(tx, id).await?;
    acts::load(app, tx, &key).await
}

fn public_item(loaded: &Loaded) -> Option<Localised> {
    let item = &loaded.definition.item;
    let public = item.item_type == ItemType::Licence && !loaded.case.received.confidential;
    public.then(|| item.name.clone())
}

fn standing(app: &App, reader: &Reader, revoked: Option<Date>, until: Option<Date>) -> Standing {
    match (revoked, until) {
        (Some(on), _) => Standing::Revoked(on),
        (None, Some(until)) if until < app.date(reader.now) => Standing::Expired(until),
        _ => Standing::Stands,
    }
}
