//! 不予受理.

use app::desk::act::Fault;
use app::desk::declination::{DeclinationView, declination_page};
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::authority::Act;
use domain::case::{DeclineGround, Fact};
use domain::locale::Localised;

use super::act::{Sent, faults, form};
use super::form::Posted;
use super::scope::Open;
use crate::acts::Statements;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    page(&app, &reader, &no, &Posted::default(), Vec::new()).await
}

async fn page(
    app: &App,
    reader: &Reader,
    no: &str,
    posted: &Posted,
    faults: Vec<Fault>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let mut open = Open::for_act(app, &mut tx, reader, no, Act::Declination).await?;
    let posted = &open.kept(&mut tx, "declination", posted).await?;
    let faulty = !faults.is_empty();
    let view = DeclinationView {
        head: open.head(app, reader),
        ground: posted.get("ground").to_owned(),
        agency: posted.get("agency").to_owned(),
        reason: posted.get("reason").to_owned(),
        agencies: agencies(app, &open.key.division, &open.key.agency),
        remedies: open.loaded.definition.item.guide.remedies.clone(),
        faults,
    };
    Ok(form(faulty, declination_page(&reader.shell, &view)))
}

/// Where the power could lie instead: the agencies of the division and of its prefecture.
fn agencies(app: &App, division: &str, own: &str) -> Vec<(String, Localised)> {
    let prefecture = app.catalogue.prefecture_of(division);
    let prefecture = prefecture.map(|division| division.code.as_str());
    app.catalogue
        .agencies()
        .filter(|agency| agency.id != own)
        .filter(|agency| {
            agency.division == division || Some(agency.division.as_str()) == prefecture
        })
        .map(|agency| (agency.id.clone(), agency.name.clone()))
        .collect()
}

pub async fn send(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let posted = Posted(pairs);
    if posted.edits() {
        return page(&app, &reader, &no, &posted, Vec::new()).await;
    }
    let ground = DeclineGround::from_key(posted.get("ground"));
    let mut found = faults([
        ("ground", ground.is_none().then_some("desk-ground-missing")),
        ("reason", posted.fault("reason", "desk-reason-missing")),
    ]);
    if let (Some(chosen), true) = (ground, found.is_empty()) {
        let sent = Sent::open(&app, &reader, &no, &posted).await?;
        // One that is not on the list counts as none.
        let named = agencies(&app, &sent.key.division, &sent.key.agency)
            .into_iter()
            .map(|(id, _)| id)
            .find(|id| id == posted.get("agency"));
        let told = named.clone().filter(|_| chosen == DeclineGround::NotOurs);
        let mut texts = Statements::default();
        let reason = texts.add(&app, reader.now, posted.text("reason"))?;
        let repeated = |fact: &Fact| {
            matches!(fact, Fact::Declined { ground, agency, .. }
                if *ground == chosen && *agency == told)
        };
        let outcome = sent
            .attempt(
                &app,
                &reader,
                "declination",
                repeated,
                texts,
                |case, actor, ctx| case.decline(actor, chosen, named, reason, ctx),
            )
            .await?;
        match outcome {
            Ok(response) => return Ok(response),
            Err(blocked) => found.push(Fault::new("agency", blocked.key())),
        }
    }
    page(&app, &reader, &no, &posted, found).await
}
