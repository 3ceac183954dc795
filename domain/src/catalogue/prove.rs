//! Every place that a case can come to, by the very rules that move it, up to a bound; and what is wrong
//! anywhere on the way, or whether a case that runs could stand there. Conditions are taken either way: a process has to be sound whatever the answers are.

use std::collections::{BTreeMap, BTreeSet};

use super::item::ServiceItem;
use super::process::{Branching, Step, StepAct};
use super::walk::{Choosing, Fault, Place, Walked, again, enter, follow};

/// Places that are looked at, at most.
pub const BOUND: usize = 20_000;

/// How far a case has come with its decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum So {
    #[default]
    Undecided,
    Granted,
    Refused,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct State {
    pub place: Place,
    pub so: So,
    pub ended: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flaw {
    Walk(Fault),
    /// Nobody can act here, and it is not the end.
    Stuck(Vec<String>),
    /// No way leads from here to the end.
    NoEnd(String),
    /// Something is issued or delivered, or the case ends, before it is decided.
    Undecided(String),
    /// A licence after a refusal.
    RefusedLicence(String),
    DecidedTwice(String),
    /// A step beyond the conclusion is reached before the decision, or leads back before it.
    Beyond(String),
    /// A step is decided while another branch is at work.
    DecidedInside(String),
}

#[derive(Debug, Default)]
pub struct Exploration {
    pub states: usize,
    /// There are more places than could be looked at.
    pub too_large: bool,
    /// Nodes that some case comes to.
    pub reached: BTreeSet<String>,
    pub flaws: BTreeSet<Flaw>,
}

/// Looks at every place.
pub fn explore(item: &ServiceItem) -> Exploration {
    visit_all(item).0
}

/// Whether a case can come to stand so. A choice that stands still is as good as where it can lead.
pub fn can_stand(item: &ServiceItem, state: &State) -> bool {
    let (found, seen) = visit_all(item);
    !found.too_large && found.flaws.is_empty() && stands(item, &seen, state)
}

fn stands(item: &ServiceItem, seen: &Seen, state: &State) -> bool {
    let mut open = state.place.open.iter();
    let Some(choice) = open.find(|key| item.branching(key).is_some()) else {
        return seen.contains_key(state);
    };
    let place = || state.place.clone();
    let (ways, cut) = every_way(|choose| again(item, place(), choice, choose));
    !cut && ways.iter().all(|walked| {
        let next = state.clone().after(Some(choice), state.so, walked);
        walked.faults.is_empty() && stands(item, seen, &next)
    })
}

/// Places by number, in the order in which they were come to.
type Seen = BTreeMap<State, usize>;

fn visit_all(item: &ServiceItem) -> (Exploration, Seen) {
    let mut found = Exploration::default();
    let mut seen = Seen::new();
    // By number: the places that lead there.
    let mut before: Vec<Vec<usize>> = Vec::new();
    let mut to_do: Vec<(State, usize)> = Vec::new();
    let mut ends: Vec<usize> = Vec::new();
    let mut visit = |state: State, from: Option<usize>, to_do: &mut Vec<(State, usize)>| {
        let new = seen.len();
        let number = *seen.entry(state.clone()).or_insert(new);
        if number == new {
            before.push(Vec::new());
            if state.ended && state.place.open.is_empty() {
                ends.push(number);
            }
            to_do.push((state, number));
        }
        if let (Some(from), Some(into)) = (from, before.get_mut(number)) {
            into.push(from);
        }
        seen.len()
    };
    let (entered, cut) = every_way(|choose| enter(item, choose));
    found.too_large = cut;
    for walked in entered {
        note(&mut found, &walked);
        if found.too_large || walked.turns_round() {
            return (found, seen);
        }
        if walked.moves.ends {
            let taken = walked.moves.taken.last();
            let last = taken.map_or(item.first_node(), |taken| &taken.choice);
            found.flaws.insert(Flaw::Undecided(last.into()));
        }
        let state = State::default().after(None, So::Undecided, &walked);
        visit(state, None, &mut to_do);
    }
    let mut open_at: Vec<(usize, Vec<String>)> = Vec::new();
    while let Some((state, number)) = to_do.pop() {
        open_at.push((number, state.place.open.clone()));
        let mut acts = false;
        for key in &state.place.open {
            let Some(step) = item.step(key) else {
                continue;
            };
            acts |= is_workable(step, &state) || step.silence.is_some();
            if !is_workable(step, &state) && step.silence.is_none() {
                continue;
            }
            judge(&mut found, step, &state, item);
            for outcome in &step.outcomes {
                let so = match (step.act, outcome.key.as_str()) {
                    (StepAct::Decision, "granted") => So::Granted,
                    (StepAct::Decision, "refused") => So::Refused,
                    _ => state.so,
                };
                let place = || state.place.clone();
                let (followed, cut) =
                    every_way(|choose| follow(item, place(), key, outcome, choose));
                found.too_large = cut;
                for walked in followed {
                    note(&mut found, &walked);
                    if found.too_large || walked.turns_round() {
                        return (found, seen);
                    }
                    if walked.moves.ends && so == So::Undecided {
                        found.flaws.insert(Flaw::Undecided(key.clone()));
                    }
                    let next = state.clone().after(Some(key), so, &walked);
                    if visit(next, Some(number), &mut to_do) > BOUND {
                        found.too_large = true;
                        found.states = BOUND;
                        return (found, seen);
                    }
                }
            }
        }
        if !acts && !state.place.open.is_empty() {
            found.flaws.insert(Flaw::Stuck(state.place.open.clone()));
        } else if !acts && !state.ended {
            let waiting = state.place.arrived.keys().cloned().collect();
            found.flaws.insert(Flaw::Stuck(waiting));
        }
    }
    let mut can_end = BTreeSet::new();
    while let Some(number) = ends.pop() {
        if can_end.insert(number) {
            ends.extend(before.get(number).into_iter().flatten());
        }
    }
    for (number, open) in open_at {
        if !can_end.contains(&number) {
            found.flaws.extend(open.into_iter().map(Flaw::NoEnd));
        }
    }
    found.states = before.len();
    (found, seen)
}

/// Whether the milestone that the step waits for holds.
fn is_workable(step: &Step, state: &State) -> bool {
    let open = &state.place.open;
    step.only_while.is_empty()
        || step
            .only_while
            .iter()
            .any(|other| open.contains(other.get_ref()))
}

fn judge(found: &mut Exploration, step: &Step, state: &State, item: &ServiceItem) {
    let key = || step.key().to_owned();
    let flaw = match (state.so, step.act) {
        (So::Undecided, StepAct::Licence | StepAct::Delivery) => Some(Flaw::Undecided(key())),
        (So::Refused, StepAct::Licence) => Some(Flaw::RefusedLicence(key())),
        (So::Granted | So::Refused, StepAct::Decision) => Some(Flaw::DecidedTwice(key())),
        _ => None,
    };
    found.flaws.extend(flaw);
    if step.act == StepAct::Decision && item.net().home(step.key()).is_some() {
        found.flaws.insert(Flaw::DecidedInside(key()));
    }
    if step.after_conclusion != state.ended {
        found.flaws.insert(Flaw::Beyond(key()));
    }
}

impl Walked {
    /// Choices that lead to each other have no end of ways.
    fn turns_round(&self) -> bool {
        let turns = |fault: &Fault| matches!(fault, Fault::TurnsRound(_));
        self.faults.iter().any(turns)
    }
}

fn note(found: &mut Exploration, walked: &Walked) {
    found.reached.extend(walked.moves.open.iter().cloned());
    let taken = walked.moves.taken.iter().map(|taken| taken.choice.clone());
    found.reached.extend(taken);
    found
        .flaws
        .extend(walked.faults.iter().cloned().map(Flaw::Walk));
}

impl State {
    fn after(self, left: Option<&str>, so: So, walked: &Walked) -> Self {
        Self {
            place: self.place.after(left, &walked.moves),
            so,
            ended: self.ended || walked.moves.ends,
        }
    }
}

/// Ways through choices alone, at most.
const MOST_WAYS: usize = 4096;

/// The same walk with each choice taken each way, an odometer over the ways of the choices that it meets; and
/// whether there are more than could be walked.
fn every_way<'a>(
    mut walk: impl FnMut(&mut dyn FnMut(&'a Branching) -> Choosing<'a>) -> Walked,
) -> (Vec<Walked>, bool) {
    let mut digits: Vec<(usize, usize)> = Vec::new();
    let mut all = Vec::new();
    loop {
        let mut at = 0;
        let walked = walk(&mut |branching| {
            if digits.len() == at {
                digits.push((0, branching.ways().count()));
            }
            let way = digits.get(at).map_or(0, |(way, _)| *way);
            at += 1;
            branching
                .ways()
                .nth(way)
                .map_or(Choosing::StandsStill, Choosing::Takes)
        });
        let turns_round = walked.turns_round();
        all.push(walked);
        if turns_round {
            return (all, false);
        }
        while digits.last().is_some_and(|(way, ways)| way + 1 >= *ways) {
            digits.pop();
        }
        match digits.last_mut() {
            Some(_) if all.len() == MOST_WAYS => return (all, true),
            Some((way, _)) => *way += 1,
            None => return (all, false),
        }
    }
}
