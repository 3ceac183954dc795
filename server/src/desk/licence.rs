//! 制证.

use app::desk::licence::{LicenceView, licence_page};
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Response};
use domain::authority::Act;
use domain::case::Fact;
use domain::catalogue::Agency;

use super::act::Sent;
use super::form::Posted;
use super::scope::Open;
use crate::acts::{self, Statements};
use crate::error::Error;
use crate::licence_serial;
use crate::reader::Reader;
use crate::state::App;

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let open = Open::for_act(&app, &mut tx, &reader, &no, Act::Licence).await?;
    let agency = agency(&app, &open.key.agency)?;
    let ctx = open.ctx(&app, &reader);
    let case = &open.loaded.case;
    let facts = case
        .issue_licence(&open.officer.actor, &agency.credit_code, "1", &ctx)
        .map_err(|refusal| open.refused(refusal))?;
    let rule = open.loaded.definition.item.licence.as_ref();
    let (
        Some(Fact::LicenceIssued {
            issued_on,
            valid_until,
            ..
        }),
        Some(rule),
    ) = (facts.first(), rule)
    else {
        return Err(Error::fault("a licence without a licence"));
    };
    let view = LicenceView {
        head: open.head(&app, &reader),
        name: rule.name.clone(),
        holder: open.applicant.name.clone(),
        issuer: agency.name.clone(),
        issuer_code: agency.credit_code.clone(),
        type_code: rule.type_code.get_ref().clone(),
        issued_on: *issued_on,
        valid_until: *valid_until,
    };
    Ok(Html(licence_page(&reader.shell, &view)).into_response())
}

fn agency<'a>(app: &'a App, id: &str) -> Result<&'a Agency, Error> {
    app.catalogue
        .agency(id)
        .ok_or_else(|| Error::fault(format!("agency {id} is not in the catalogue")))
}

pub async fn send(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let mut sent = Sent::open(&app, &reader, &no, &Posted(pairs)).await?;
    let agency = agency(&app, &sent.key.agency)?;
    let loaded = acts::load(&app, &mut sent.tx, &sent.key).await?;
    let item = &loaded.definition.item;
    let serial = licence_serial::next(&mut sent.tx, agency, item, app.date(reader.now)).await?;
    let outcome = sent
        .attempt(
            &app,
            &reader,
            "licence",
            |fact| matches!(fact, Fact::LicenceIssued { .. }),
            Statements::default(),
            |case, actor, ctx| case.issue_licence(actor, &agency.credit_code, &serial, ctx),
        )
        .await?;
    match outcome {
        Ok(response) => Ok(response),
        // Nothing is typed in this form: what the definition lacks is not the officer's to mend.
        Err(blocked) => Err(Error::fault(blocked.to_string())),
    }
}
