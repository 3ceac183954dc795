use app::citizen::account::{Account, account_page};
use axum::Router;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use store::{Personal, accounts};

use super::given::division_name;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

pub fn routes() -> Router<App> {
    Router::new().route("/account", get(show))
}

async fn show(State(app): State<App>, reader: Reader) -> Result<Response, Error> {
    let (_, id) = reader.own()?;
    let mut tx = app.store.read().await?;
    let applicant = accounts::applicant(&mut tx, id)
        .await?
        .ok_or(Error::NotFound)?;
    drop(tx);
    let view = Account {
        name: applicant.name,
        entity: applicant.entity,
        id_no: applicant.id_no.masked(4, 4),
        phone: applicant.phone.masked(3, 4),
        email: applicant.email.as_ref().map(masked_email),
        division: (!applicant.division.is_empty())
            .then(|| division_name(&app, &applicant.division)),
    };
    Ok(Html(account_page(&reader.shell, &view)).into_response())
}

/// The first letter, and where it goes.
pub(super) fn masked_email(address: &Personal) -> String {
    match address.expose().split_once('@') {
        Some((local, domain)) => {
            let first: String = local.chars().take(1).collect();
            format!("{first}****@{domain}")
        }
        None => "****".into(),
    }
}
