//! Names of officers: those of the agency in one query, and those of others in a second.

use std::collections::HashMap;

use app::desk::journal::By;
use domain::case::ActorRef;
use domain::id::OfficerId;
use domain::locale::Localised;
use store::{Tx, accounts};

use crate::error::Error;

#[derive(Debug)]
pub struct Officers(HashMap<OfficerId, Localised>);

impl Officers {
    /// # Errors
    /// Where the store can't be read.
    pub async fn load(tx: &mut Tx, agency: &str, needed: &[OfficerId]) -> Result<Self, Error> {
        let mut names: HashMap<_, _> = accounts::officers_of_agency(tx, agency)
            .await?
            .into_iter()
            .map(named)
            .collect();
        let mut others: Vec<_> = needed
            .iter()
            .copied()
            .filter(|id| !names.contains_key(id))
            .collect();
        others.sort();
        others.dedup();
        names.extend(
            accounts::officers(tx, &others)
                .await?
                .into_iter()
                .map(named),
        );
        Ok(Self(names))
    }

    /// An id whose officer is gone shows as its first digits.
    pub fn name(&self, id: OfficerId) -> Localised {
        self.0.get(&id).cloned().unwrap_or_else(|| Localised {
            zh: id.to_string().chars().take(8).collect(),
            en: None,
        })
    }

    /// Everybody, by name.
    pub fn all(&self) -> Vec<(String, Localised)> {
        let mut all: Vec<_> = self
            .0
            .iter()
            .map(|(id, name)| (id.to_string(), name.clone()))
            .collect();
        all.sort_by(|one, other| (&one.1.zh, &one.0).cmp(&(&other.1.zh, &other.0)));
        all
    }

    pub fn by(&self, actor: ActorRef) -> By {
        match actor {
            ActorRef::Officer(id) => By::Officer(self.name(id)),
            ActorRef::Substitute { by, r#for, until } => By::Substitute {
                name: self.name(by),
                absent: self.name(r#for),
                until,
            },
            ActorRef::Counter { by, .. } => By::Counter(self.name(by)),
            ActorRef::Applicant(_) | ActorRef::Proxy { .. } => By::Applicant,
            ActorRef::System => By::System,
        }
    }
}

fn named(officer: accounts::Officer) -> (OfficerId, Localised) {
    (officer.id, Localised::new(officer.name_zh, officer.name_en))
}
