//! `/division`: the visitor's division, chosen once and kept in a cookie for a year.

use app::citizen::division::{Places, division_page};
use axum::extract::{Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Form, Router};
use domain::catalogue::{Division, Level};
use domain::locale::Localised;
use serde::Deserialize;

use super::place;
use crate::error::Error;
use crate::frame::encode;
use crate::reader::{DIVISION, Reader, is_division};
use crate::session::local;
use crate::state::App;

const YEAR: u32 = 31_536_000;

pub fn routes() -> Router<App> {
    Router::new().route("/division", get(show).post(choose))
}

#[derive(Debug, Default, Deserialize)]
struct Shown {
    r#in: Option<String>,
    next: Option<String>,
}

async fn show(State(app): State<App>, reader: Reader, Query(shown): Query<Shown>) -> Response {
    let view = places(
        &app,
        &reader,
        shown.r#in.as_deref(),
        next(shown.next.as_deref()),
    );
    Html(division_page(&reader.shell, &view)).into_response()
}

#[derive(Debug, Default, Deserialize)]
struct Chosen {
    /// Empty: none.
    #[serde(default)]
    division: String,
    next: Option<String>,
}

async fn choose(
    State(app): State<App>,
    reader: Reader,
    Form(chosen): Form<Chosen>,
) -> Result<Response, Error> {
    let next = next(chosen.next.as_deref());
    let code = chosen.division.trim();
    if !code.is_empty() && !is_division(&app, code) {
        let view = Places {
            is_unknown: true,
            ..places(&app, &reader, None, next)
        };
        let page = Html(division_page(&reader.shell, &view));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let age = if code.is_empty() { 0 } else { YEAR };
    let secure = if app.settings.secure_cookies {
        "; Secure"
    } else {
        ""
    };
    let cookie =
        format!("{DIVISION}={code}; Path=/; Max-Age={age}; SameSite=Lax; HttpOnly{secure}");
    let cookie = HeaderValue::from_str(&cookie)
        .map_err(|error| Error::fault(format!("a division's code in a cookie: {error}")))?;
    let mut response = Redirect::to(&next).into_response();
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

/// Back to where they were, on this site, and not to this page again.
fn next(asked: Option<&str>) -> String {
    asked
        .and_then(local)
        .filter(|next| next.is_ascii() && !next.starts_with("/division"))
        .unwrap_or_else(|| "/".to_owned())
}

fn places(app: &App, reader: &Reader, shown: Option<&str>, next: String) -> Places {
    let catalogue = &app.catalogue;
    let root = catalogue.jurisdiction.code.as_str();
    let code = shown
        .filter(|code| {
            catalogue
                .division(code)
                .is_some_and(|one| one.level < Level::County)
        })
        .unwrap_or(root);
    let href = |code: &str| {
        let next = encode(&next);
        if code == root {
            format!("/division?next={next}")
        } else {
            format!("/division?in={code}&next={next}")
        }
    };
    let below = |code: &str| -> Vec<&Division> {
        let divisions = catalogue.divisions();
        divisions
            .filter(|one| one.parent.as_deref() == Some(code) && one.level <= Level::County)
            .collect()
    };
    let mut above: Vec<(String, Localised)> = catalogue
        .upwards(code)
        .skip(1)
        .map(|division| (href(&division.code), division.name.clone()))
        .collect();
    above.reverse();
    let (deeper, choices): (Vec<_>, Vec<_>) = below(code)
        .into_iter()
        .partition(|division| !below(&division.code).is_empty());
    let named = |division: &Division| (division.code.clone(), division.name.clone());
    let name = catalogue.division(code).map(|here| here.name.clone());
    Places {
        now: reader
            .division
            .as_deref()
            .and_then(|code| place::name(app, code)),
        whole: (
            if code == root {
                String::new()
            } else {
                code.to_owned()
            },
            name.unwrap_or_else(|| catalogue.jurisdiction.name.clone()),
        ),
        above,
        deeper: deeper
            .into_iter()
            .map(|division| (href(&division.code), division.name.clone()))
            .collect(),
        choices: choices.into_iter().map(named).collect(),
        is_unknown: false,
        next,
    }
}
