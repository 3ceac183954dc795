//! 版本迁移: a running case goes by another version of its definition. Its journal stays as it is; what is open
//! gets the names that the new version has for it, by a mapping that somebody wrote down.

use std::collections::BTreeMap;

use super::{Actor, Case, Ctx, Decision, Fact, Party, Renamed};
use crate::authority::Act;
use crate::catalogue::{ACCEPTANCE, Definition, Home, Place, So, State, can_stand};

/// Old node to new node; what is left out keeps its name.
pub type Mapping = BTreeMap<String, String>;

/// What keeps a case from being migrated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Forbids {
    /// It has come to its end, and keeps what it was judged by.
    Closed,
    /// An open node has no place in the new version.
    NoNode(String),
    /// Two open nodes would become one.
    Merged(String),
    /// The node stands in another branch there, so that joins would not add up.
    OtherBranch(String),
    /// Somebody has begun to sign it; what they signed was another text.
    Signed(String),
    /// Another agency has the node there, which nobody has asked.
    OtherAgency(String),
    /// A consultation that runs has no place in the new version.
    NoConsultation(String),
    /// No case of the new version comes to stand like this one: it would wait for a branch that nobody opened, or
    /// be decided twice, or never.
    NoPlace(String),
}

impl Forbids {
    pub fn key(&self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::NoNode(_) => "no-node",
            Self::Merged(_) => "merged",
            Self::OtherBranch(_) => "other-branch",
            Self::Signed(_) => "signed",
            Self::OtherAgency(_) => "other-agency",
            Self::NoConsultation(_) => "no-consultation",
            Self::NoPlace(_) => "no-place",
        }
    }

    /// What it is about.
    pub fn node(&self) -> Option<&str> {
        match self {
            Self::Closed => None,
            Self::NoNode(node)
            | Self::Merged(node)
            | Self::OtherBranch(node)
            | Self::Signed(node)
            | Self::OtherAgency(node)
            | Self::NoConsultation(node)
            | Self::NoPlace(node) => Some(node),
        }
    }
}

impl Case {
    /// Whether the case can go by `to` from now on. `parties` are the agencies that its steps have there.
    ///
    /// # Errors
    /// Everything that forbids it.
    pub fn check_migration(
        &self,
        to: &Definition,
        mapping: &Mapping,
        parties: &[Party],
        ctx: &Ctx<'_>,
    ) -> Result<(), Vec<Forbids>> {
        if self.open.is_empty() && !self.is_open() {
            return Err(vec![Forbids::Closed]);
        }
        let renamed = |key: &str| mapping.get(key).map_or(key, String::as_str).to_owned();
        let (old, new) = (ctx.item.net(), to.item.net());
        let mut forbids = Vec::new();
        let mut taken: Vec<String> = Vec::new();
        for open in self.open.iter().filter(|open| open.key != ACCEPTANCE) {
            let key = || open.key.clone();
            let target = renamed(&open.key);
            if to.item.node(&target).is_none() {
                forbids.push(Forbids::NoNode(key()));
                continue;
            }
            if taken.contains(&target) {
                forbids.push(Forbids::Merged(key()));
            }
            let before = old
                .home(&open.key)
                .map(|home| (renamed(&home.parallel), home.branch));
            let after = new
                .home(&target)
                .map(|home| (home.parallel.clone(), home.branch));
            if before != after {
                forbids.push(Forbids::OtherBranch(key()));
            }
            if !open.signatures.is_empty() {
                forbids.push(Forbids::Signed(key()));
            }
            let party = parties.iter().find(|party| party.step == target);
            let whose = party.map_or(self.agency.as_str(), |party| &party.agency);
            if open.agency.is_none() && whose != self.agency_of(&open.key) {
                forbids.push(Forbids::OtherAgency(key()));
            }
            taken.push(target);
        }
        for (parallel, branches) in &self.arrived {
            let target = renamed(parallel);
            if to.item.parallel(&target).is_none() {
                forbids.push(Forbids::NoNode(parallel.clone()));
            } else if !branches.iter().all(|branch| {
                // What arrived there has something in common with what is awaited here.
                let mut nodes = ctx.item.nodes().map(|node| node.key().to_owned());
                nodes.any(|key| {
                    let was = |home: &Home| home.parallel == *parallel && home.branch == *branch;
                    let is = |home: &Home| home.parallel == target && home.branch == *branch;
                    old.home(&key).is_some_and(was) && new.home(&renamed(&key)).is_some_and(is)
                })
            }) {
                forbids.push(Forbids::OtherBranch(parallel.clone()));
            }
        }
        let asked = self.pending_opinions();
        let missing = asked.filter(|asked| to.item.consultation(&asked.key).is_none());
        forbids.extend(missing.map(|asked| Forbids::NoConsultation(asked.key.clone())));
        if let (true, Some(open)) = (forbids.is_empty(), self.open_step())
            && !can_stand(&to.item, &self.state_as(renamed))
        {
            forbids.push(Forbids::NoPlace(open.into()));
        }
        if forbids.is_empty() {
            Ok(())
        } else {
            Err(forbids)
        }
    }

    /// Where it stands and how far it is, under the new names.
    fn state_as(&self, renamed: impl Fn(&str) -> String) -> State {
        let mut open: Vec<String> = self.open_steps().map(|open| renamed(&open.key)).collect();
        open.sort();
        let arrived = self.arrived.iter();
        State {
            place: Place {
                open,
                arrived: arrived
                    .map(|(parallel, there)| (renamed(parallel), there.clone()))
                    .collect(),
            },
            so: match self.decision.as_ref().map(|decided| decided.decision) {
                None => So::Undecided,
                Some(Decision::Granted) => So::Granted,
                Some(Decision::Refused) => So::Refused,
            },
            ended: !self.is_open(),
        }
    }

    /// The fact to append; nothing where the case goes by that version already, and where something forbids it.
    pub fn migrate(
        &self,
        actor: &Actor,
        to: &Definition,
        mapping: &Mapping,
        parties: Vec<Party>,
        ctx: &Ctx<'_>,
    ) -> Vec<Fact> {
        let may = actor.may(Act::Migration) && self.definition != to.hash;
        if !may || self.check_migration(to, mapping, &parties, ctx).is_err() {
            return Vec::new();
        }
        // The counter's check is no node of either version.
        let renamed = mapping
            .iter()
            .filter(|(from, to)| from != to && *from != ACCEPTANCE);
        vec![Fact::Migrated {
            definition: to.hash.clone(),
            renamed: renamed
                .map(|(from, to)| Renamed {
                    from: from.clone(),
                    to: to.clone(),
                })
                .collect(),
            parties,
        }]
    }
}
