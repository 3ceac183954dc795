//! Who takes part in the seeded year: the catalogue's people, and more applicants, so that nobody
//! has hundreds of cases.

use std::collections::BTreeMap;

use domain::authority::Role;
use domain::case::{Actor, ActorRef, Case};
use domain::catalogue::{ACCEPTANCE, Catalogue, Division, ServiceItem, Step, StepAct};
use domain::id::{AccountId, ApplicantId, OfficerId};
use domain::identifier::{credit_code, resident_id};
use domain::locale::Locale;
use jiff::Timestamp;
use jiff::civil::Date;
use store::accounts::{self, Applicant, NewAccount};
use store::{Personal, Tx};

use super::rng::Rng;
use super::words;
use crate::error::Error;
use crate::state::App;

/// The officers of the agencies that have any.
#[derive(Debug)]
pub struct Offices(BTreeMap<String, Vec<Officer>>);

#[derive(Debug)]
pub struct Officer {
    pub id: OfficerId,
    agency: String,
    roles: Vec<Role>,
}

impl Officer {
    pub fn actor(&self) -> Actor {
        Actor {
            by: ActorRef::Officer(self.id),
            roles: self.roles.clone(),
            agency: Some(self.agency.clone()),
        }
    }
}

impl Offices {
    pub async fn load(app: &App, tx: &mut Tx) -> Result<Self, Error> {
        let mut found = BTreeMap::new();
        for agency in app.catalogue.agencies() {
            let officers: Vec<_> = accounts::officers_of_agency(tx, &agency.id)
                .await?
                .into_iter()
                .map(|officer| Officer {
                    id: officer.id,
                    agency: agency.id.clone(),
                    roles: officer
                        .roles
                        .iter()
                        .filter_map(|role| Role::from_key(role))
                        .collect(),
                })
                .collect();
            if !officers.is_empty() {
                found.insert(agency.id.clone(), officers);
            }
        }
        Ok(Self(found))
    }

    /// Whether the agency, and each that has a step in it, has somebody for the steps of the item.
    pub fn can_handle(
        &self,
        catalogue: &Catalogue,
        agency: &str,
        item: &ServiceItem,
        division: &str,
    ) -> bool {
        let worked = |step: &Step| {
            let whose = match &step.agency {
                Some(other) => catalogue.party(item, other, division, None),
                None => catalogue.agency(agency),
            };
            whose.is_some_and(|whose| {
                self.with(&whose.id, step.role).count() >= usize::from(step.people)
            })
        };
        self.with(agency, Role::Counter).next().is_some() && item.steps.iter().all(worked)
    }

    /// Whether every agency that the item asks has somebody to answer.
    pub fn can_consult(&self, catalogue: &Catalogue, item: &ServiceItem, division: &str) -> bool {
        item.consultations.iter().all(|asked| {
            let agency = catalogue.responsible(&asked.function, item.routing.level, division);
            agency.is_none_or(|agency| self.with(&agency.id, Role::Examiner).next().is_some())
        })
    }

    pub fn with_role(&self, agency: &str, role: Role, rng: &mut Rng) -> Option<Actor> {
        let all: Vec<_> = self.with(agency, role).collect();
        rng.pick(&all).map(|officer| officer.actor())
    }

    pub fn government_head(&self, catalogue: &Catalogue, division: &str) -> Option<Actor> {
        let mut local = catalogue
            .agencies()
            .filter(|agency| agency.division == division);
        local.find_map(|agency| {
            let head = self.with(&agency.id, Role::GovernmentHead).next();
            head.map(Officer::actor)
        })
    }

    fn with(&self, agency: &str, role: Role) -> impl Iterator<Item = &Officer> {
        self.0
            .get(agency)
            .into_iter()
            .flatten()
            .filter(move |officer| officer.roles.contains(&role))
    }

    pub fn counter(&self, case: &Case, rng: &mut Rng) -> Option<Actor> {
        let all: Vec<_> = self.with(&case.agency, Role::Counter).collect();
        let holder = case.open_node(ACCEPTANCE).and_then(|open| open.claimed_by);
        let free: Vec<_> = all
            .into_iter()
            .filter(|officer| holder.is_none_or(|holder| holder == officer.id))
            .collect();
        rng.pick(&free).map(|officer| officer.actor())
    }

    /// Somebody who may work the open step: nobody whose earlier part in the case stands against it.
    pub fn worker(&self, case: &Case, step: &Step, rng: &mut Rng) -> Option<Actor> {
        let worked = |key: &str, id| case.actors_of(key).contains(&id);
        let may = |officer: &&Officer| {
            let id = officer.id;
            let apart = step.apart_from.iter().any(|key| worked(key.get_ref(), id));
            let open = case.open_node(step.key());
            let signed = open.is_some_and(|open| {
                let mut hands = open.signatures.iter().flat_map(|one| one.by.hands());
                hands.any(|hand| hand == id)
            });
            let involved = step.act == StepAct::Decision
                && (worked(ACCEPTANCE, id)
                    || case.done.iter().any(|done| done.by.contains(&id))
                    || case.put_aside.iter().any(|(_, by)| *by == id));
            let holder = open.and_then(|open| open.claimed_by);
            let held = holder.is_some_and(|holder| holder != id);
            !apart && !signed && !involved && !held
        };
        let free: Vec<_> = self
            .with(case.agency_of(step.key()), step.role)
            .filter(may)
            .collect();
        rng.pick(&free).map(|officer| officer.actor())
    }
}

/// `more` applicants beside the catalogue's; who exists already is found again.
pub async fn applicants(
    app: &App,
    tx: &mut Tx,
    more: u32,
    divisions: &[String],
    rng: &mut Rng,
    now: Timestamp,
) -> Result<Vec<Applicant>, Error> {
    let mut all = Vec::new();
    for seed in &app.catalogue.applicants {
        all.extend(by_login(tx, &seed.login).await?);
    }
    // Nobody signs in as them: the password is as good as any secret, and forgotten.
    let password_hash = crate::session::hash(&domain::case::journal::hex(&app.entropy()?))?;
    for number in 0..more {
        let login = format!("seeded-{number:05}");
        let (account, applicant) = {
            let Some(division) = place(app, divisions, rng) else {
                break;
            };
            let entity = number % 4 == 0;
            let account = NewAccount {
                id: AccountId::new(now, app.entropy()?),
                login: login.clone(),
                password_hash: password_hash.clone(),
                locale: Locale::ZhCn,
                persona: None,
                created_at: now,
            };
            let name = if entity {
                format!("{}{}", rng.word(&words::BRANDS), rng.word(&words::TRADES))
            } else {
                person(rng)
            };
            let id_no = if entity {
                company_code(&division.code, number)
            } else {
                let birth = birth(rng);
                resident_id::synthesise(&division.code, birth, 998 + u16::from(rng.percent(50)))
            };
            let applicant = Applicant {
                id: ApplicantId::new(now, app.entropy()?),
                account_id: Some(account.id),
                agency: None,
                entity,
                name,
                id_no: Personal::new(id_no),
                phone: Personal::new(phone(rng)),
                email: Some(Personal::new(format!("{login}@example.com"))),
                address: Some(Personal::new(format!(
                    "{}{}{}号",
                    division.name.zh,
                    rng.word(&words::STREETS),
                    1 + rng.below(400)
                ))),
                division: division.code.clone(),
                representative: None,
            };
            (account, applicant)
        };
        if accounts::create_applicant(tx, &account, &applicant).await? {
            all.push(applicant);
        } else {
            all.extend(by_login(tx, &login).await?);
        }
    }
    Ok(all)
}

/// A third of them live where the demo's personas work, as a third of the cases are there.
fn place<'a>(app: &'a App, divisions: &[String], rng: &mut Rng) -> Option<&'a Division> {
    let home = app
        .catalogue
        .officers
        .iter()
        .find(|officer| officer.persona.is_some())
        .and_then(|officer| app.catalogue.agency(&officer.agency));
    let code = match home {
        Some(agency) if rng.percent(35) => &agency.division,
        _ => rng.pick(divisions)?,
    };
    app.catalogue.division(code)
}

async fn by_login(tx: &mut Tx, login: &str) -> Result<Option<Applicant>, Error> {
    let Some(account) = accounts::by_login(tx, login).await? else {
        return Ok(None);
    };
    let applicants = accounts::applicants_of(tx, account.id).await?;
    Ok(applicants.into_iter().next())
}

pub fn person(rng: &mut Rng) -> String {
    format!("{}{}", rng.word(&words::SURNAMES), rng.word(&words::GIVEN))
}

pub fn phone(rng: &mut Rng) -> String {
    format!("139{:08}", rng.below(100_000_000))
}

pub fn birth(rng: &mut Rng) -> Date {
    let part = |value: u32| i8::try_from(value).unwrap_or(1);
    let year = 1962 + i16::try_from(rng.below(42)).unwrap_or(0);
    Date::new(year, part(1 + rng.below(12)), part(1 + rng.below(28))).unwrap_or(Date::ZERO)
}

pub fn company_code(division: &str, number: u32) -> String {
    credit_code::synthesise(&format!("91{division}MA{:06}", number % 1_000_000))
        .map_or_else(|_| String::new(), |code| code.as_str().to_owned())
}
