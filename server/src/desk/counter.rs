//! `/desk/counter`: who stands at the counter, what they showed, and the item that they came for. A draft is made for
//! them, which the clerk fills in with the applicants' own form.

use app::desk::counter::{CounterView, Draft, Item, Typed, counter_page};
use app::parts::fault::Fault;
use app::parts::identity::Identity;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::account::Contact;
use domain::case::IdentityShown;
use domain::catalogue::{Agency, Audience, Definition};
use domain::id::ApplicantId;
use jiff::civil::Date;
use serde::Deserialize;
use std::sync::Arc;
use store::accounts::{self, Applicant};
use store::receptions::{self, Occasion, Reception};
use store::{Personal, Tx, applications};

use super::appointments;
use super::filings::own::items_of;
use super::form::Posted;
use crate::application::KEPT;
use crate::application::counter::{Known, address, begin as begin_draft, known, reach};
use crate::counter::{Clerk, Shown, number, required, shown};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

/// More than one clerk has unfinished.
const MOST: u16 = 50;

#[derive(Debug, Deserialize)]
pub struct Called {
    appointment: Option<String>,
}

/// Of somebody who was called, the appointment says who they are and what for; the number is their document's to say.
pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(called): Query<Called>,
) -> Result<Response, Error> {
    let clerk = Clerk::of(&reader)?;
    let mut typed = Typed::default();
    if let Some(id) = called.appointment {
        let mut tx = app.store.read().await?;
        let found = appointments::todays(&app, &mut tx, &reader, &clerk, &id).await?;
        drop(tx);
        let kind = if found.entity {
            "organisation"
        } else {
            "person"
        };
        typed.kind = kind.to_owned();
        typed.name = found.name;
        typed.item = found.item;
    }
    let page = page(&app, &reader, &clerk, typed, Vec::new()).await?;
    Ok(Html(page).into_response())
}

#[derive(Debug, Deserialize)]
pub struct Asked {
    #[serde(default)]
    no: String,
}

/// To the correction of a case by its number: of any agency for which the counter takes in.
pub async fn supplement(
    State(app): State<App>,
    reader: Reader,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let clerk = Clerk::of(&reader)?;
    let no = asked.no.trim();
    let mut tx = app.store.read().await?;
    let found = clerk.case(&app, &mut tx, no).await;
    drop(tx);
    match found {
        Ok(key) => {
            let on = format!("/desk/cases/{}/supplement", key.case_no);
            Ok(Redirect::to(&on).into_response())
        }
        Err(Error::NotFound) => {
            let typed = Typed {
                no: no.to_owned(),
                ..Typed::default()
            };
            let faults = vec![Fault::new("no", "counter-case-unknown")];
            let page = page(&app, &reader, &clerk, typed, faults).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page)).into_response())
        }
        Err(error) => Err(error),
    }
}

/// The agencies for which the counter takes in, its own first, with their items.
fn offered<'a>(
    app: &'a App,
    clerk: &Clerk,
) -> impl Iterator<Item = (&'a Agency, Vec<Arc<Definition>>)> {
    let agencies = clerk.agencies(app);
    let all = agencies.map(|agency| (agency, items_of(app, agency, true)));
    all.filter(|(_, items)| !items.is_empty())
}

async fn page(
    app: &App,
    reader: &Reader,
    clerk: &Clerk,
    typed: Typed,
    faults: Vec<Fault>,
) -> Result<String, Error> {
    let mut tx = app.store.read().await?;
    let begun = applications::drafts_at_counter(&mut tx, clerk.id, MOST).await?;
    drop(tx);
    let drafts = begun.into_iter().filter_map(|draft| {
        Some(Draft {
            href: address(draft.id),
            item: app.item(&draft.item)?.item.name.clone(),
            person: draft.name,
            saved_at: draft.updated_at,
            kept_until: app.date(draft.updated_at + KEPT),
        })
    });
    let view = CounterView {
        agency: app.agency_name(&clerk.agency),
        drafts: drafts.collect(),
        items: offered(app, clerk)
            .map(|(agency, items)| {
                let items = items.iter().map(|definition| Item {
                    code: definition.item.code().to_owned(),
                    name: definition.item.name.clone(),
                });
                (agency.name.clone(), items.collect())
            })
            .collect(),
        typed,
        other_name: faults.iter().any(|fault| fault.key == "counter-name-known"),
        faults,
    };
    Ok(counter_page(&reader.shell, &view))
}

/// What a sound form says.
struct Said {
    entity: bool,
    id_no: String,
    name: String,
    contact: Option<Contact>,
    definition: Arc<Definition>,
    shown: Shown,
}

pub async fn begin(
    State(app): State<App>,
    reader: Reader,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let clerk = Clerk::of(&reader)?;
    let posted = Posted(pairs);
    let mut faults = Vec::new();
    if let Some(said) = read(&app, &reader, &clerk, &posted, &mut faults) {
        let mut tx = app.store.begin().await?;
        let corrected = posted.get("correct-name") == "yes";
        match applicant(&app, &reader, &mut tx, &said, corrected).await? {
            Some(person) => {
                let draft =
                    begin_draft(&app, &mut tx, &clerk, &person, &said.definition, reader.now)
                        .await?;
                let reception = Reception {
                    application: draft,
                    occasion: Occasion::Application,
                    seq: 0,
                    officer: clerk.id,
                    identity: said.shown.identity,
                    agent: said.shown.agent,
                    at: reader.now,
                };
                receptions::record(&mut tx, &reception).await?;
                tx.commit().await?;
                return Ok(Redirect::to(&address(draft)).into_response());
            }
            None => faults.push(Fault::new("name", "counter-name-known")),
        }
    }
    let typed = |name: &str| posted.get(name).to_owned();
    let typed = Typed {
        kind: typed("kind"),
        id_no: typed("id-no"),
        name: typed("name"),
        contact: typed("contact"),
        identity: Identity::typed(|name| posted.get(name)),
        item: typed("item"),
        no: String::new(),
    };
    let page = page(&app, &reader, &clerk, typed, faults).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page)).into_response())
}

/// `None` where something is to be put right, in the order of the form.
fn read(
    app: &App,
    reader: &Reader,
    clerk: &Clerk,
    posted: &Posted,
    faults: &mut Vec<Fault>,
) -> Option<Said> {
    let today = app.date(reader.now);
    let entity = match posted.get("kind") {
        "person" => Some(false),
        "organisation" => Some(true),
        _ => {
            faults.push(Fault::new("kind", "counter-kind-missing"));
            None
        }
    };
    let id_no = number(
        faults,
        "id-no",
        "counter-id-no",
        posted.text("id-no"),
        entity == Some(true),
        today,
    );
    let name = required(faults, "name", "counter-name", posted.text("name"));
    let contact = match posted.text("contact") {
        "" => Some(None),
        typed => Contact::read(typed).ok().map(Some),
    };
    if contact.is_none() {
        faults.push(Fault::new("contact", "registration-contact-wrong"));
    }
    let shown = shown(faults, |name| posted.get(name), entity, today);
    let definition = item(app, clerk, posted.get("item"), entity, today, faults);
    Some(Said {
        entity: entity?,
        id_no: id_no?,
        name: name?,
        contact: contact?,
        shown: shown?,
        definition: definition?,
    })
}

fn item(
    app: &App,
    clerk: &Clerk,
    code: &str,
    entity: Option<bool>,
    today: Date,
    faults: &mut Vec<Fault>,
) -> Option<Arc<Definition>> {
    let mut all = offered(app, clerk).flat_map(|(_, items)| items);
    let Some(found) = all.find(|definition| definition.item.code() == code) else {
        faults.push(Fault::new("item", "counter-item-missing"));
        return None;
    };
    if found.item.suspension(today).is_some() {
        faults.push(Fault::new("item", "counter-item-suspended"));
        return None;
    }
    let audience = match entity? {
        true => Audience::Entity,
        false => Audience::Person,
    };
    if !found.item.audience.contains(&audience) {
        faults.push(Fault::new("item", "counter-item-unfit"));
        return None;
    }
    Some(found)
}

/// Whom the document names: found, or written down. `None` where they are known under another name, and nobody said
/// that the document has this one.
async fn applicant(
    app: &App,
    reader: &Reader,
    tx: &mut Tx,
    said: &Said,
    corrected: bool,
) -> Result<Option<Applicant>, Error> {
    let contact = said.contact.as_ref();
    let reached = contact.map_or_else(Default::default, reach);
    let person = match known(tx, &said.id_no, &said.name, said.entity, contact).await? {
        Known::Somebody(person) => *person,
        Known::OtherName(_) if !corrected => return Ok(None),
        Known::OtherName(mut person) => {
            accounts::set_name(tx, person.id, &said.name).await?;
            person.name.clone_from(&said.name);
            *person
        }
        Known::Nobody => {
            let new = Applicant {
                id: ApplicantId::new(reader.now, app.entropy()?),
                account_id: None,
                agency: None,
                entity: said.entity,
                name: said.name.clone(),
                id_no: Personal::new(&said.id_no),
                phone: reached.0.clone(),
                email: reached.1.clone(),
                address: None,
                division: String::new(),
                representative: None,
            };
            return Ok(Some(accounts::counter_applicant(tx, &new).await?));
        }
    };
    // Whoever has an account says there where they are reached, and an agent does not say it for the applicant: cases
    // are handed to whoever shows that the address is theirs.
    let themselves = said.shown.identity != IdentityShown::Authorisation;
    if themselves && person.account_id.is_none() && contact.is_some() {
        accounts::set_reach_at_counter(tx, person.id, &reached.0, reached.1.as_ref()).await?;
        return Ok(accounts::applicant(tx, person.id).await?);
    }
    Ok(Some(person))
}
