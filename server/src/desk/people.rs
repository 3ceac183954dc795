//! The people of an agency as a head sees them who has something to give out: who is there today, and who has least at
//! hand.

use std::collections::HashMap;

use app::desk::people::{PersonLine, Search};
use domain::case::{Actor, ActorRef};
use domain::id::OfficerId;
use domain::locale::Localised;
use jiff::Timestamp;
use jiff::civil::Date;
use store::{Tx, absences, accounts, cases};

use crate::error::Error;
use crate::state::App;
use crate::substitution::desk_roles;

/// The most that a form lists.
pub const SHOWN: usize = 50;

#[derive(Debug, Clone)]
pub struct Person {
    pub id: OfficerId,
    pub name: Localised,
    /// As they would act in person.
    pub actor: Actor,
    /// How many tasks of the agency they hold.
    pub load: u32,
    /// Their substitute, and the last day, where they are absent today.
    pub absent: Option<(Localised, Date)>,
}

impl Person {
    /// Whoever is there before those who are not, the least loaded first.
    pub fn rank(&self) -> (bool, u32, OfficerId) {
        (self.absent.is_some(), self.load, self.id)
    }

    pub fn line(&self, holder: Option<OfficerId>) -> PersonLine {
        PersonLine {
            id: self.id.to_string(),
            name: self.name.clone(),
            roles: self
                .actor
                .roles
                .iter()
                .map(|role| role.key().to_owned())
                .collect(),
            load: self.load,
            absent: self.absent.clone(),
            holds_it: holder == Some(self.id),
        }
    }
}

/// Those whose name has what was asked for, as many as a form lists.
pub fn narrow(people: &mut Vec<Person>, q: &str) -> Search {
    let asked = q.to_lowercase();
    people.retain(|person| {
        let names = [Some(&person.name.zh), person.name.en.as_ref()];
        let mut names = names.into_iter().flatten();
        names.any(|name| name.to_lowercase().contains(&asked))
    });
    let cut = people.len() > SHOWN;
    people.truncate(SHOWN);
    Search {
        q: q.to_owned(),
        cut,
        most: u32::try_from(SHOWN).unwrap_or(u32::MAX),
    }
}

/// In the order of their ranks.
///
/// # Errors
/// Where the store can't be read.
pub async fn load(
    app: &App,
    tx: &mut Tx,
    agency: &str,
    now: Timestamp,
) -> Result<Vec<Person>, Error> {
    let loads: HashMap<_, _> = cases::loads(tx, agency).await?.into_iter().collect();
    let mut absent: HashMap<_, _> = absences::of_agency_on(tx, agency, app.date(now))
        .await?
        .into_iter()
        .map(|one| {
            let substitute = Localised::new(one.substitute_zh, one.substitute_en);
            (one.officer, (substitute, one.until_on))
        })
        .collect();
    let mut people: Vec<Person> = accounts::officers_of_agency(tx, agency)
        .await?
        .into_iter()
        .map(|officer| Person {
            id: officer.id,
            name: Localised::new(officer.name_zh, officer.name_en),
            actor: Actor {
                by: ActorRef::Officer(officer.id),
                roles: desk_roles(&officer.roles),
                agency: Some(officer.agency),
            },
            load: loads.get(&officer.id).copied().unwrap_or_default(),
            absent: absent.remove(&officer.id),
        })
        .collect();
    people.sort_by_key(Person::rank);
    Ok(people)
}
