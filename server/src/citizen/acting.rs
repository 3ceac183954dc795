//! `POST /account/acting`: to act for somebody else from now on, or for oneself again.

use axum::Form;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use domain::id::DelegationId;
use serde::Deserialize;

use crate::delegation::{self, ACTING};
use crate::error::Error;
use crate::reader::Reader;
use crate::session::local;
use crate::state::App;

pub fn routes() -> Router<App> {
    Router::new().route("/account/acting", post(send))
}

#[derive(Debug, Deserialize)]
struct Chosen {
    /// Empty: for oneself.
    #[serde(default)]
    delegation: String,
    /// Where to go on.
    #[serde(default)]
    next: String,
}

async fn send(
    State(app): State<App>,
    reader: Reader,
    Form(chosen): Form<Chosen>,
) -> Result<Response, Error> {
    let (account, _) = reader.own()?;
    if chosen.delegation.is_empty() {
        reader.session.remove::<DelegationId>(ACTING).await?;
        let next = local(&chosen.next);
        let next = next.as_deref().unwrap_or("/account/delegations");
        return Ok(Redirect::to(next).into_response());
    }
    let id = chosen.delegation.parse().map_err(|_| Error::NotFound)?;
    let mut tx = app.store.read().await?;
    let acting = delegation::acting(&mut tx, id, account, app.date(reader.now)).await?;
    drop(tx);
    acting.ok_or(Error::NotFound)?;
    reader.session.insert(ACTING, id).await?;
    let next = local(&chosen.next);
    Ok(Redirect::to(next.as_deref().unwrap_or("/")).into_response())
}
