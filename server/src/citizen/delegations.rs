//! `/account/delegations`: who may act for whom, both ways; grant, ask, accept, revoke. Nobody learns here who has an
//! account: an offer waits for whoever has the number and the name.

mod family;

use std::collections::BTreeSet;

use app::citizen::delegations::{
    Agent, Claim, Delegations, Line, agent_page, claim_page, delegations_page,
};
use app::citizen::home::ForOther;
use app::parts::fault::Fault;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use domain::catalogue::Audience;
use domain::delegation::{self as law, DelegationKind, GrantFault, Mandate, Side, Standing};
use domain::id::{AccountId, ApplicantId, DelegationId};
use domain::identifier::{credit_code, resident_id};
use domain::locale::Localised;
use jiff::civil::Date;
use serde::Deserialize;
use store::accounts::{self, Applicant};
use store::cases::{self, Own};
use store::delegations::{self, Delegation, NewDelegation};
use store::{Personal, Tx};

use crate::error::Error;
use crate::mail::Kind;
use crate::notify::{self, Cause};
use crate::reader::Reader;
use crate::session::faults::{id_fault, required};
use crate::state::App;

pub fn routes(max_upload: u64) -> Router<App> {
    Router::new()
        .route("/account/delegations", get(show))
        .route("/account/delegations/agent", get(agent).post(grant))
        .route("/account/delegations/representative", get(claim).post(ask))
        .merge(family::routes(max_upload))
        .route("/account/delegations/{id}/confirmation", post(confirm))
        .route("/account/delegations/{id}/revocation", post(revoke))
}

/// The person who signed in, and for whom they may grant: for themselves, or for the organisation that they stand for.
struct Mine {
    account: AccountId,
    own: Applicant,
    granting: Applicant,
}

async fn mine(tx: &mut Tx, reader: &Reader) -> Result<Mine, Error> {
    let (account, id) = reader.own()?;
    let own = accounts::applicant(tx, id).await?.ok_or(Error::NotFound)?;
    let granting = match reader.acting.as_ref().filter(|acting| acting.stands_for()) {
        Some(acting) => accounts::applicant(tx, acting.principal)
            .await?
            .ok_or(Error::NotFound)?,
        None => own.clone(),
    };
    Ok(Mine {
        account,
        own,
        granting,
    })
}

/// People for whom the home page looks whether something waits.
const OTHERS: usize = 10;

const DONE: [&str; 7] = [
    "offered",
    "kept",
    "asked",
    "declared",
    "declared-before",
    "confirmed",
    "revoked",
];

#[derive(Debug, Deserialize)]
struct After {
    done: Option<String>,
}

async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(after): Query<After>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let mine = mine(&mut tx, &reader).await?;
    let today = app.date(reader.now);
    let to_me = addressed(&mut tx, &mine).await?;
    let by_me = delegations::of_principal(&mut tx, mine.granting.id).await?;
    drop(tx);
    let acting = reader.acting.as_ref().map(|acting| acting.delegation);
    let view = Delegations {
        granting: mine.granting.name.clone(),
        is_person: !mine.own.entity,
        may_act: to_me
            .iter()
            // What nobody confirmed is the organisation's to know.
            .filter(|one| {
                one.mandate.kind != DelegationKind::Representative || one.mandate.confirmed
            })
            .map(|one| Line {
                acting: acting == Some(one.id),
                ..line(&app, one, Side::Agent, today)
            })
            .collect(),
        may_act_for_me: by_me
            .iter()
            .map(|one| line(&app, one, Side::Principal, today))
            .collect(),
        done: DONE
            .into_iter()
            .find(|done| after.done.as_deref() == Some(done)),
    };
    Ok(Html(delegations_page(&reader.shell, &view)).into_response())
}

/// Those that name the person by number and name. A number alone is soon typed wrong.
async fn addressed(tx: &mut Tx, mine: &Mine) -> Result<Vec<Delegation>, Error> {
    let all = delegations::of_agent(tx, mine.own.id_no.expose()).await?;
    Ok(all.into_iter().filter(|one| is_for(one, mine)).collect())
}

fn is_for(one: &Delegation, mine: &Mine) -> bool {
    match one.agent {
        Some(agent) => agent == mine.account,
        None => one.agent_name == mine.own.name && one.principal != mine.own.id,
    }
}

fn line(app: &App, one: &Delegation, side: Side, today: Date) -> Line {
    let mandate = &one.mandate;
    let standing = mandate.standing(today);
    let (name, number) = match side {
        Side::Agent => (one.principal_name.clone(), None),
        Side::Principal => (one.agent_name.clone(), Some(one.agent_id_no.masked(3, 4))),
    };
    Line {
        id: one.id.to_string(),
        name,
        number,
        kind: mandate.kind,
        standing,
        until: mandate.until,
        items: mandate
            .items
            .as_ref()
            .map(|items| items.iter().map(|code| app.item_name(code)).collect()),
        may_confirm: mandate.may_confirm(side, today),
        may_act: side == Side::Agent && standing == Standing::Holds,
        may_revoke: matches!(standing, Standing::Holds | Standing::Offered),
        acting: false,
    }
}

/// What an agent may be named for, one by one.
fn items(app: &App, entity: bool) -> Vec<(String, Localised)> {
    let audience = if entity {
        Audience::Entity
    } else {
        Audience::Person
    };
    app.public_items()
        .iter()
        .filter(|definition| definition.item.audience.contains(&audience))
        .map(|definition| {
            let item = &definition.item;
            (item.code().to_owned(), item.name.clone())
        })
        .take(law::MOST_ITEMS)
        .collect()
}

async fn agent(State(app): State<App>, reader: Reader) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let mine = mine(&mut tx, &reader).await?;
    let view = Agent {
        granting: mine.granting.name.clone(),
        items: items(&app, mine.granting.entity),
        ..Agent::default()
    };
    Ok(Html(agent_page(&reader.shell, &view)).into_response())
}

#[derive(Debug, Default)]
struct Granted {
    name: String,
    id_no: String,
    scope: String,
    items: BTreeSet<String>,
    until: String,
}

fn read(pairs: Vec<(String, String)>) -> Granted {
    let mut granted = Granted::default();
    for (name, value) in pairs {
        match name.as_str() {
            "name" => granted.name = value,
            "id-no" => granted.id_no = value,
            "scope" => granted.scope = value,
            "until" => granted.until = value,
            "items" => {
                granted.items.insert(value);
            }
            _ => {}
        }
    }
    granted
}

async fn grant(
    State(app): State<App>,
    reader: Reader,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let granted = read(pairs);
    let mut tx = app.store.begin().await?;
    let mine = mine(&mut tx, &reader).await?;
    let today = app.date(reader.now);
    let offered = items(&app, mine.granting.entity);
    let mut faults = Vec::new();
    let name = required(&mut faults, "name", "delegation-agent-name", &granted.name);
    let id_no = person_number(&mut faults, &granted.id_no, today);
    let until = granted.until.trim().parse::<Date>().ok();
    if until.is_none() {
        faults.push(Fault::new("until", "fault-date").label("delegation-until"));
    }
    if !["all", "some"].contains(&granted.scope.as_str()) {
        faults.push(Fault::new("scope", "fault-choice").label("delegation-scope"));
    }
    let named = (granted.scope == "some").then(|| {
        let known = offered.iter().map(|(code, _)| code.clone());
        known.filter(|code| granted.items.contains(code)).collect()
    });
    let mandate = match until {
        Some(until) if faults.is_empty() => {
            let oneself = id_no == mine.granting.id_no.expose();
            law::grant(oneself, named, until, today).map_err(|fault| {
                let id = match fault {
                    GrantFault::Oneself | GrantFault::OfAge | GrantFault::WrongAge => "id-no",
                    GrantFault::UntilPast | GrantFault::UntilFar => "until",
                    GrantFault::NoItems | GrantFault::TooManyItems => "items",
                };
                faults.push(Fault::new(id, format!("delegation-fault-{}", fault.key())));
            })
        }
        _ => Err(()),
    };
    let Ok(mandate) = mandate else {
        let view = Agent {
            granting: mine.granting.name.clone(),
            name: granted.name,
            id_no: granted.id_no,
            scope: granted.scope,
            chosen: granted.items.into_iter().collect(),
            items: offered,
            until: granted.until,
            faults,
        };
        let page = Html(agent_page(&reader.shell, &view));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    let principal = mine.granting.id;
    let named = (name.clone(), id_no.clone());
    // One that counts already is kept, and nobody may think that it was changed.
    let written = write(
        &app, &mut tx, &reader, principal, name, id_no, mandate, None,
    )
    .await?;
    if written {
        tell(&app, &mut tx, &reader, &mine.granting, named).await?;
    }
    tx.commit().await?;
    let done = if written { "offered" } else { "kept" };
    Ok(Redirect::to(&format!("/account/delegations?done={done}")).into_response())
}

/// Tells whoever has the number and the name, where that is somebody here: the page says the same either way. Once a day
/// at most, so that nobody is troubled by an offer that is made and ended over and over.
async fn tell(
    app: &App,
    tx: &mut Tx,
    reader: &Reader,
    granting: &Applicant,
    (name, id_no): (String, String),
) -> Result<(), Error> {
    let known = accounts::applicants_by_id_no(tx, &id_no).await?;
    let named = |one: &&Applicant| !one.entity && one.name == name && one.id != granting.id;
    for one in known.iter().filter(named) {
        let cause = Cause {
            kind: Kind::Nominated,
            name: format!(
                "nominated:{}:{}:{}",
                granting.id,
                one.id,
                app.date(reader.now)
            ),
            path: "/account/delegations".to_owned(),
        };
        notify::to_applicant(app, tx, one.id, cause, reader.now, |letter, _| {
            letter.principal = Some(granting.name.clone());
        })
        .await?;
    }
    Ok(())
}

/// What waits for the reader in what they do for others, and how many offers wait for their answer. Nothing while they act
/// for somebody.
pub(super) async fn waiting(
    app: &App,
    tx: &mut Tx,
    reader: &Reader,
) -> Result<(Vec<ForOther>, usize), Error> {
    if reader.acting.is_some() || reader.own().is_err() {
        return Ok((Vec::new(), 0));
    }
    let mine = mine(tx, reader).await?;
    let today = app.date(reader.now);
    let all = addressed(tx, &mine).await?;
    let offers = all
        .iter()
        .filter(|one| one.mandate.may_confirm(Side::Agent, today))
        .count();
    let mut waiting = Vec::new();
    for one in all
        .iter()
        .filter(|one| one.mandate.holds(today))
        .take(OTHERS)
    {
        let turns = cases::by_applicant(tx, one.principal, Own::Turn, None, cases::PAGE).await?;
        let covered = turns.iter().filter(|case| one.mandate.covers(&case.item));
        waiting.push(ForOther {
            name: one.principal_name.clone(),
            delegation: one.id.to_string(),
            count: covered.count(),
        });
    }
    waiting.retain(|one| one.count > 0);
    Ok((waiting, offers))
}

fn person_number(faults: &mut Vec<Fault>, raw: &str, today: Date) -> String {
    match resident_id::check(raw, today) {
        Ok(number) => number.as_str().to_owned(),
        Err(fault) => {
            faults.push(id_fault("id-no", "citizen-resident-id", raw, fault));
            String::new()
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "what is recorded, and where")]
async fn write(
    app: &App,
    tx: &mut Tx,
    reader: &Reader,
    principal: ApplicantId,
    agent_name: String,
    agent_id_no: String,
    mandate: Mandate,
    agent: Option<AccountId>,
) -> Result<bool, Error> {
    let new = NewDelegation {
        id: DelegationId::new(reader.now, app.entropy()?),
        principal,
        agent_name,
        agent_id_no: Personal::new(agent_id_no),
        agent,
        mandate,
        proof: None,
        created_at: reader.now,
    };
    Ok(delegations::record(tx, &new, app.date(reader.now)).await?)
}

async fn claim(State(app): State<App>, reader: Reader) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let mine = mine(&mut tx, &reader).await?;
    // An organisation stands for nobody.
    if mine.own.entity {
        return Err(Error::NotFound);
    }
    Ok(Html(claim_page(&reader.shell, &Claim::default())).into_response())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
struct Asked {
    credit_code: String,
}

/// Recorded where the organisation has registered this person; said the same either way.
async fn ask(
    State(app): State<App>,
    reader: Reader,
    Form(asked): Form<Asked>,
) -> Result<Response, Error> {
    let mut tx = app.store.begin().await?;
    let mine = mine(&mut tx, &reader).await?;
    if mine.own.entity {
        return Err(Error::NotFound);
    }
    let code = match credit_code::check(&asked.credit_code) {
        Ok(code) => code.as_str().to_owned(),
        Err(fault) => {
            let fault = id_fault(
                "credit-code",
                "citizen-credit-code",
                &asked.credit_code,
                fault,
            );
            let view = Claim {
                credit_code: asked.credit_code,
                faults: vec![fault],
            };
            let page = Html(claim_page(&reader.shell, &view));
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    let stands = |organisation: &Applicant| {
        organisation.entity
            && organisation.representative.as_ref().is_some_and(|person| {
                person.name == mine.own.name && person.id_no == mine.own.id_no
            })
    };
    let organisations = accounts::applicants_by_id_no(&mut tx, &code).await?;
    for organisation in organisations.iter().filter(|one| stands(one)) {
        let mandate = Mandate {
            kind: DelegationKind::Representative,
            items: None,
            until: None,
            confirmed: false,
            revoked: false,
        };
        let (name, number) = (mine.own.name.clone(), mine.own.id_no.expose().to_owned());
        let agent = Some(mine.account);
        write(
            &app,
            &mut tx,
            &reader,
            organisation.id,
            name,
            number,
            mandate,
            agent,
        )
        .await?;
    }
    tx.commit().await?;
    Ok(Redirect::to("/account/delegations?done=asked").into_response())
}

/// The delegation and the side on which the reader stands; anybody else's does not exist.
async fn concerning(tx: &mut Tx, mine: &Mine, id: &str) -> Result<(Delegation, Side), Error> {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let one = delegations::by_id(tx, id).await?.ok_or(Error::NotFound)?;
    if one.principal == mine.granting.id || one.principal == mine.own.id {
        return Ok((one, Side::Principal));
    }
    let named = one.agent_id_no == mine.own.id_no && is_for(&one, mine);
    if named {
        return Ok((one, Side::Agent));
    }
    Err(Error::NotFound)
}

async fn confirm(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let mut tx = app.store.begin().await?;
    let mine = mine(&mut tx, &reader).await?;
    let (one, side) = concerning(&mut tx, &mine, &id).await?;
    if one.mandate.may_confirm(side, app.date(reader.now)) {
        let agent = match side {
            Side::Agent => Some(mine.account),
            Side::Principal => one.agent,
        };
        let agent = agent.ok_or_else(|| Error::fault("a request of nobody"))?;
        delegations::confirm(&mut tx, one.id, agent, reader.now).await?;
        tx.commit().await?;
    }
    Ok(Redirect::to("/account/delegations?done=confirmed").into_response())
}

async fn revoke(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let mut tx = app.store.begin().await?;
    let mine = mine(&mut tx, &reader).await?;
    let (one, _) = concerning(&mut tx, &mine, &id).await?;
    delegations::revoke(&mut tx, one.id, reader.now).await?;
    let proofs = delegations::forget_proofs(&mut tx, one.principal).await?;
    tx.commit().await?;
    app.files.remove_all(proofs).await;
    Ok(Redirect::to("/account/delegations?done=revoked").into_response())
}
