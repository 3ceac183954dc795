//! The open nodes of a case as facts move them: opened, given up, joined, renamed; and what stays known of who
//! worked on them.

use jiff::Timestamp;

use super::{
    Broken, Case, Conclusion, DeadlineKind, Decision, Entry, Material, Moves, OpenNode, Renamed,
    Signature, Stage, StatementRef, StepDone,
};
use crate::id::OfficerId;

impl Case {
    pub(super) fn node_mut(&mut self, key: &str, entry: &Entry) -> Result<&mut OpenNode, Broken> {
        let found = self.open.iter_mut().find(|open| open.key == key);
        found.ok_or(Broken {
            seq: entry.seq,
            why: "the step is not open",
        })
    }

    /// What was done keeps its meaning under the new names: duties are kept apart from it as before.
    pub(super) fn rename(&mut self, renamed: &[Renamed]) {
        let new_name = |key: &mut String| {
            if let Some(one) = renamed.iter().find(|one| one.from == *key) {
                key.clone_from(&one.to);
            }
        };
        self.open
            .iter_mut()
            .for_each(|open| new_name(&mut open.key));
        self.done
            .iter_mut()
            .for_each(|done| new_name(&mut done.step));
        self.put_aside
            .iter_mut()
            .for_each(|(step, _)| new_name(step));
        self.advice
            .iter_mut()
            .for_each(|asked| new_name(&mut asked.step));
        // And what was warned of is not warned of again; under which name it was, stays written down.
        self.warnings
            .iter_mut()
            .filter(|warning| warning.deadline == DeadlineKind::Step)
            .filter_map(|warning| warning.step_now.as_mut())
            .for_each(new_name);
        self.arrived = std::mem::take(&mut self.arrived)
            .into_iter()
            .map(|(mut parallel, there)| {
                new_name(&mut parallel);
                (parallel, there)
            })
            .collect();
    }

    pub(super) fn take_out(&mut self, key: &str, entry: &Entry) -> Result<OpenNode, Broken> {
        match self.open.iter().position(|open| open.key == key) {
            Some(at) => Ok(self.open.remove(at)),
            None => Err(Broken {
                seq: entry.seq,
                why: "the step is not open",
            }),
        }
    }

    pub(super) fn finish_step(
        &mut self,
        step: &str,
        outcome: &str,
        record: Option<&StatementRef>,
        at: Timestamp,
        entry: &Entry,
    ) -> Result<(), Broken> {
        let agency = self.agency_of(step);
        let agency = (agency != self.agency).then(|| agency.to_owned());
        let node = self.take_out(step, entry)?;
        let mut by: Vec<OfficerId> = Vec::new();
        let signed = node.signatures.iter().map(|signature| signature.by);
        for hand in signed.chain([entry.actor]).flat_map(|who| who.hands()) {
            if !by.contains(&hand) {
                by.push(hand);
            }
        }
        self.done.push(StepDone {
            step: step.into(),
            outcome: outcome.into(),
            by,
            opened_at: node.opened_at,
            at,
            record: record.cloned(),
            agency,
        });
        Ok(())
    }

    /// The nodes that a fact opened and gave up, and the joins that it made. `since` is when they opened.
    pub(super) fn go(
        &mut self,
        moves: &Moves,
        entry: &Entry,
        since: Timestamp,
    ) -> Result<(), Broken> {
        for closed in &moves.closed {
            let given_up = self.take_out(closed, entry)?;
            self.put_aside(closed, &given_up.signatures);
        }
        for over in &moves.joined {
            self.arrived.remove(over);
        }
        for arrival in &moves.arrived {
            let there = self.arrived.entry(arrival.parallel.clone()).or_default();
            if !there.insert(arrival.branch) {
                return Err(Broken {
                    seq: entry.seq,
                    why: "a branch arrived twice",
                });
            }
        }
        if moves.ends && self.is_open() {
            let conclusion = match &self.decision {
                Some(decided) if decided.decision == Decision::Refused => Conclusion::Refused,
                Some(_) => Conclusion::Granted,
                None => {
                    return Err(Broken {
                        seq: entry.seq,
                        why: "ended without a decision",
                    });
                }
            };
            self.conclude(conclusion, entry);
        }
        for key in &moves.open {
            if self.open_node(key).is_some() {
                return Err(Broken {
                    seq: entry.seq,
                    why: "the step is open already",
                });
            }
            self.open.push(OpenNode {
                opened_at: since,
                ..OpenNode::new(key, entry)
            });
            self.involve(key);
        }
        if self.is_open() && self.open.is_empty() && self.stage == Stage::InProcess {
            return Err(Broken {
                seq: entry.seq,
                why: "nothing is open, and the case has not ended",
            });
        }
        Ok(())
    }

    /// Whoever had begun a step stays known: duties are kept apart from what was begun, too.
    pub(super) fn put_aside(&mut self, step: &str, signatures: &[Signature]) {
        self.set_aside.extend(signatures.iter().map(|one| one.seq));
        let hands = signatures.iter().flat_map(|one| one.by.hands());
        self.put_aside
            .extend(hands.map(|hand| (step.to_owned(), hand)));
    }

    /// What was handed in holds from now on, and is owed no more.
    pub(super) fn hand_in(&mut self, materials: &[Material]) {
        self.materials = materials.to_vec();
        self.owed
            .retain(|rule| !materials.iter().any(|given| given.rule == *rule));
    }

    /// Whose step is opened has a part in the case from then on.
    pub(super) fn involve(&mut self, step: &str) {
        let agency = self.agency_of(step);
        if agency != self.agency {
            let agency = agency.to_owned();
            self.involved.insert(agency);
        }
    }

    pub(super) fn conclude(&mut self, conclusion: Conclusion, entry: &Entry) {
        self.stage = Stage::Concluded(conclusion);
        self.concluded_at = Some(entry.at);
        self.open.clear();
        self.arrived.clear();
    }
}

impl OpenNode {
    pub(super) fn new(key: &str, entry: &Entry) -> Self {
        Self {
            key: key.into(),
            opened_at: entry.at,
            claimed_by: None,
            signatures: Vec::new(),
            contested: false,
            agency: None,
            disputed_at: None,
        }
    }
}
