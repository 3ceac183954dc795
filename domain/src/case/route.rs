//! 流转: where a case goes when a step is done. Decided once, when the act is decided, and written down as
//! `Moves`, so that a journal folds without its definition and the same journal always gives the same state.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Case, Ctx};
use crate::catalogue::{Arrival, Branching, Choosing, END, Moves, Outcome, Place, Taken, walk};
use crate::condition::{Condition, Evidence, NotEvaluated};

/// Most moves only name the next step or the end, and are written as that word.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Word(String),
    Whole(Whole),
}

#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    open: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    closed: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    arrived: Vec<Arrival>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    joined: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    taken: Vec<Taken>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    ends: bool,
}

impl Serialize for Moves {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let plain = self.closed.is_empty()
            && self.arrived.is_empty()
            && self.joined.is_empty()
            && self.taken.is_empty();
        let written = match (&self.open[..], self.ends) {
            ([node], false) if plain => Written::Word(node.clone()),
            ([], true) if plain => Written::Word(END.into()),
            _ => {
                let own = self.clone();
                Written::Whole(Whole {
                    open: own.open,
                    closed: own.closed,
                    arrived: own.arrived,
                    joined: own.joined,
                    taken: own.taken,
                    ends: own.ends,
                })
            }
        };
        written.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Moves {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match Written::deserialize(deserializer)? {
            Written::Word(word) => word.as_str().into(),
            Written::Whole(whole) => Self {
                open: whole.open,
                closed: whole.closed,
                arrived: whole.arrived,
                joined: whole.joined,
                taken: whole.taken,
                ends: whole.ends,
            },
        })
    }
}

/// The branch whose condition holds. Nobody picks one that the answers don't: where a condition can't be
/// evaluated, the case stands still, and shows.
fn by_evidence<'a>(branching: &'a Branching, evidence: &Evidence) -> Choosing<'a> {
    for branch in &branching.branches {
        match branch.when.get_ref().holds(evidence) {
            Ok(true) => return Choosing::Takes(branch.next.get_ref()),
            Ok(false) => {}
            Err(_) => return Choosing::StandsStill,
        }
    }
    Choosing::Takes(branching.otherwise.get_ref())
}

/// The way that somebody named for one choice.
fn by_hand<'a>(branching: &'a Branching, choice: &str, next: Option<&str>) -> Option<Choosing<'a>> {
    let next = next.filter(|_| branching.key.get_ref() == choice)?;
    let way = branching.ways().find(|way| *way == next);
    Some(way.map_or(Choosing::StandsStill, Choosing::Takes))
}

/// What a choice waits for that stands still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unanswered<'a> {
    pub condition: &'a Condition,
    pub why: NotEvaluated,
}

impl Case {
    /// The condition that keeps a choice from going on, and why it gives no answer. Absent where it would go on
    /// if it were tried again.
    pub fn unanswered<'a>(&self, choice: &str, ctx: &Ctx<'a>) -> Option<Unanswered<'a>> {
        let evidence = self.evidence(None, ctx);
        for branch in &ctx.item.branching(choice)?.branches {
            let condition = branch.when.get_ref();
            match condition.holds(&evidence) {
                Ok(true) => return None,
                Ok(false) => {}
                Err(why) => return Some(Unanswered { condition, why }),
            }
        }
        None
    }

    fn place(&self) -> Place {
        Place {
            open: self.open_steps().map(|open| open.key.clone()).collect(),
            arrived: self.arrived.clone(),
        }
    }

    /// Where a choice leads by what is known today, and its `otherwise` where that does not decide it: for those who
    /// are told what is to come.
    pub fn would_take<'a>(&self, choice: &'a Branching, ctx: &Ctx<'_>) -> &'a str {
        match by_evidence(choice, &self.evidence(None, ctx)) {
            Choosing::Takes(next) => next,
            Choosing::StandsStill => choice.otherwise.get_ref(),
        }
    }

    /// From the acceptance into the process.
    pub(super) fn enter(&self, ctx: &Ctx<'_>) -> Moves {
        let evidence = self.evidence(None, ctx);
        walk::enter(ctx.item, &mut |branching| by_evidence(branching, &evidence)).moves
    }

    /// On from a step by one of its outcomes. `evidence` has what the act itself says.
    pub(super) fn follow(
        &self,
        step: &str,
        outcome: &Outcome,
        evidence: &Evidence,
        ctx: &Ctx<'_>,
    ) -> Moves {
        let mut choose = |branching| by_evidence(branching, evidence);
        walk::follow(ctx.item, self.place(), step, outcome, &mut choose).moves
    }

    /// A choice that stood still: tried again, or the way that somebody named.
    pub(super) fn take(&self, choice: &str, next: Option<&str>, ctx: &Ctx<'_>) -> Moves {
        let evidence = self.evidence(None, ctx);
        let mut choose = |branching| {
            by_hand(branching, choice, next).unwrap_or_else(|| by_evidence(branching, &evidence))
        };
        walk::again(ctx.item, self.place(), choice, &mut choose).moves
    }

    /// On from the decision that silence made: whatever was open is given up.
    pub(super) fn jump(&self, outcome: Option<&Outcome>, ctx: &Ctx<'_>) -> Moves {
        let evidence = self.evidence(None, ctx);
        let next = outcome.map_or(END, |outcome| outcome.next.get_ref());
        let mut choose = |branching| by_evidence(branching, &evidence);
        walk::jump(ctx.item, self.place(), next, &mut choose).moves
    }
}
