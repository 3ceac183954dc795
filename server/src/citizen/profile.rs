//! `/account/profile`: where somebody lives and is reached, which nothing has to prove.

use app::citizen::profile::{Profile, profile_page};
use app::parts::fault::Fault;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Form, Router};
use domain::identifier::phone;
use serde::Deserialize;
use store::{Personal, accounts};

use crate::error::Error;
use crate::questions::prefectures;
use crate::reader::Reader;
use crate::state::App;

/// Letters of an address.
const ADDRESS: u32 = 200;

pub fn routes() -> Router<App> {
    Router::new().route("/account/profile", get(show).post(save))
}

async fn show(State(app): State<App>, reader: Reader) -> Result<Response, Error> {
    let (_, id) = reader.own()?;
    let mut tx = app.store.read().await?;
    let own = accounts::applicant(&mut tx, id)
        .await?
        .ok_or(Error::NotFound)?;
    drop(tx);
    let view = Profile {
        phone: own.phone.expose().to_owned(),
        address: own
            .address
            .as_ref()
            .map_or_else(String::new, |address| address.expose().to_owned()),
        division: own.division,
        prefectures: prefectures(&app.catalogue, None),
        faults: Vec::new(),
    };
    Ok(Html(profile_page(&reader.shell, &view)).into_response())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Sent {
    phone: String,
    address: String,
    division: String,
}

async fn save(
    State(app): State<App>,
    reader: Reader,
    Form(sent): Form<Sent>,
) -> Result<Response, Error> {
    let (account, id) = reader.own()?;
    let mut faults = Vec::new();
    let phone = match sent.phone.trim() {
        "" => String::new(),
        typed => phone::check(typed).map_or_else(
            |_| {
                faults.push(Fault::new("phone", "profile-phone-wrong"));
                String::new()
            },
            |phone| phone.as_str().to_owned(),
        ),
    };
    let address = sent.address.trim();
    if address.chars().count() > ADDRESS as usize {
        let fault = Fault::new("address", "fault-too-long");
        faults.push(fault.max(ADDRESS).label("profile-address"));
    }
    let known = sent.division.is_empty() || app.catalogue.division(&sent.division).is_some();
    if !known {
        faults.push(Fault::new("division", "fault-division").label("citizen-division"));
    }
    if !faults.is_empty() {
        let view = Profile {
            phone: sent.phone,
            address: sent.address,
            division: sent.division,
            prefectures: prefectures(&app.catalogue, None),
            faults,
        };
        let page = Html(profile_page(&reader.shell, &view));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let address = (!address.is_empty()).then(|| Personal::new(address));
    let mut tx = app.store.begin().await?;
    let own = accounts::applicant(&mut tx, id)
        .await?
        .ok_or(Error::NotFound)?;
    let phone = Personal::new(phone);
    let relatives = accounts::relatives_of(&mut tx, account).await?;
    for one in relatives.iter().map(|one| one.id).chain([id]) {
        accounts::set_reach(&mut tx, one, &phone, own.email.as_ref()).await?;
    }
    accounts::set_place(&mut tx, id, address.as_ref(), &sent.division).await?;
    tx.commit().await?;
    Ok(Redirect::to("/account").into_response())
}
