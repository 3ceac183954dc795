//! 送达.

use app::desk::act::Fault;
use app::desk::delivery::{DeliveryView, delivery_page};
use app::parts::identity::Identity;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::authority::Act;
use domain::case::{DeliveryMethod, Fact, IdentityShown};
use store::accounts;
use store::receptions::{self, Occasion, Reception};

use super::act::{Sent, faults, form};
use super::form::{Posted, is_too_long};
use super::scope::Open;
use crate::acts::Statements;
use crate::counter;
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
    let mut open = Open::for_act(app, &mut tx, reader, no, Act::Delivery).await?;
    let posted = &open.kept(&mut tx, "delivery", posted).await?;
    let case = &open.loaded.case;
    let faulty = !faults.is_empty();
    let view = DeliveryView {
        head: open.head(app, reader),
        result: case
            .decision
            .as_ref()
            .map(|decided| decided.decision.key().to_owned()),
        licence: case
            .licence
            .as_ref()
            .map(|licence| licence.number.as_str().to_owned()),
        method: posted.get("method").to_owned(),
        identity: Identity::typed(|name| posted.get(name)),
        note: posted.get("note").to_owned(),
        faults,
    };
    Ok(form(faulty, delivery_page(&reader.shell, &view)))
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
    let method = DeliveryMethod::from_key(posted.get("method"));
    let mut found = faults([
        ("method", method.is_none().then_some("desk-method-missing")),
        (
            "note",
            is_too_long(posted.text("note")).then_some("desk-too-long"),
        ),
    ]);
    if let (Some(chosen), true) = (method, found.is_empty()) {
        let mut sent = Sent::open(&app, &reader, &no, &posted).await?;
        let taken = match chosen {
            DeliveryMethod::Counter => taken(&app, &reader, &mut sent, &posted, &mut found).await?,
            _ => None,
        };
        if found.is_empty() {
            let mut texts = Statements::default();
            let note = texts.add_optional(&app, reader.now, posted.text("note"))?;
            let repeated = |fact: &Fact| {
                matches!(fact, Fact::Delivered { method, identity, .. }
                    if *method == chosen && *identity == taken)
            };
            let outcome = sent
                .attempt(
                    &app,
                    &reader,
                    "delivery",
                    repeated,
                    texts,
                    |case, actor, ctx| match taken {
                        Some(shown) => case.deliver_at_counter(actor, shown, note, ctx),
                        None => case.deliver(actor, chosen, note, ctx),
                    },
                )
                .await?;
            match outcome {
                Ok(response) => return Ok(response),
                Err(blocked) => found.push(Fault::new("method", blocked.key())),
            }
        }
    }
    page(&app, &reader, &no, &posted, found).await
}

/// Writes down, in the act's transaction, who takes the result at the counter and what they showed.
async fn taken(
    app: &App,
    reader: &Reader,
    sent: &mut Sent,
    posted: &Posted,
    found: &mut Vec<Fault>,
) -> Result<Option<IdentityShown>, Error> {
    let person = accounts::applicant(&mut sent.tx, sent.key.applicant_id).await?;
    let entity = person.map(|person| person.entity);
    let today = app.date(reader.now);
    let Some(shown) = counter::shown(found, |name| posted.get(name), entity, today) else {
        return Ok(None);
    };
    let reception = Reception {
        application: sent.key.application_id,
        occasion: Occasion::Delivery,
        seq: posted.seq()?,
        officer: sent.officer.actor.by.officer().ok_or(Error::Denied)?,
        identity: shown.identity,
        agent: shown.agent,
        at: reader.now,
    };
    receptions::record(&mut sent.tx, &reception).await?;
    Ok(Some(shown.identity))
}
