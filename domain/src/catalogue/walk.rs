//! The rules by which a case moves through a process: what opens, what is given up, which branches have
//! arrived. One piece of code for the cases that run and for the proof that a process may be published, so
//! that what was proved is what happens.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::item::ServiceItem;
use super::net::Home;
use super::process::{Branching, END, JOIN, Join, Node, Outcome};

/// What an act does to the open nodes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moves {
    /// Nodes that are open from now on. A choice among them stands still: its condition can't be evaluated.
    pub open: Vec<String>,
    /// Open nodes that are given up.
    pub closed: Vec<String>,
    /// Branches that arrived at their join and wait for others.
    pub arrived: Vec<Arrival>,
    /// Parallels that are over, their arrivals forgotten.
    pub joined: Vec<String>,
    /// Which way each choice took.
    pub taken: Vec<Taken>,
    /// The case is concluded.
    pub ends: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrival {
    pub parallel: String,
    pub branch: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    pub choice: String,
    pub next: String,
}

impl Moves {
    pub fn to(node: &str) -> Self {
        Self {
            open: vec![node.into()],
            ..Self::default()
        }
    }

    pub fn end() -> Self {
        Self {
            ends: true,
            ..Self::default()
        }
    }
}

/// `end`, or one node.
impl From<&str> for Moves {
    fn from(word: &str) -> Self {
        if word == END {
            Self::end()
        } else {
            Self::to(word)
        }
    }
}

/// Branches that have arrived, by parallel.
pub type Arrived = BTreeMap<String, BTreeSet<usize>>;

/// Where a case stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub open: Vec<String>,
    pub arrived: Arrived,
}

/// What a choice does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choosing<'a> {
    Takes(&'a str),
    StandsStill,
}

/// What a sound process never does; a case that runs goes on as well as it can.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// A node would be open twice.
    Twice(String),
    /// `join` outside of any parallel.
    NoParallel,
    /// The end is reached while another branch is at work.
    EndsInside(String),
    /// There is no such node.
    Nowhere(String),
    /// Choices lead to each other without a step.
    TurnsRound(String),
}

#[derive(Debug, Default)]
pub struct Walked {
    pub moves: Moves,
    pub faults: Vec<Fault>,
}

/// Choices in a row without a step between them.
const DEEPEST: usize = 64;
/// Nodes that one walk comes to. More than a sound process can have; parallels that lead to each other without
/// a step would double them at each turn.
const FARTHEST: usize = 10_000;

type Choose<'a, 'b> = &'b mut dyn FnMut(&'a Branching) -> Choosing<'a>;

/// From the acceptance into the process.
pub fn enter<'a>(item: &'a ServiceItem, choose: Choose<'a, '_>) -> Walked {
    let mut walk = Walk::new(item, Place::default(), choose);
    walk.go(item.first_node(), None, 0);
    walk.end()
}

/// On from a step by one of its outcomes.
pub fn follow<'a>(
    item: &'a ServiceItem,
    mut place: Place,
    step: &str,
    outcome: &'a Outcome,
    choose: Choose<'a, '_>,
) -> Walked {
    place.open.retain(|open| open != step);
    let mut walk = Walk::new(item, place, choose);
    walk.leave(step);
    let home = match &outcome.cancels {
        Some(parallel) => {
            walk.give_up(parallel.get_ref());
            item.net().home(parallel.get_ref())
        }
        None => item.net().home(step),
    };
    walk.go(outcome.next.get_ref(), home.cloned(), 0);
    walk.end()
}

/// On from a choice that stood still.
pub fn again<'a>(
    item: &'a ServiceItem,
    mut place: Place,
    choice: &'a str,
    choose: Choose<'a, '_>,
) -> Walked {
    place.open.retain(|open| open != choice);
    let mut walk = Walk::new(item, place, choose);
    walk.go(choice, item.net().home(choice).cloned(), 0);
    walk.end()
}

/// To a node outside of every parallel, giving up whatever is open.
pub fn jump<'a>(
    item: &'a ServiceItem,
    place: Place,
    next: &'a str,
    choose: Choose<'a, '_>,
) -> Walked {
    let mut walk = Walk::new(item, place, choose);
    walk.close(|_| true);
    walk.moves.joined = std::mem::take(&mut walk.place.arrived)
        .into_keys()
        .collect();
    walk.go(next, None, 0);
    walk.end()
}

struct Walk<'a, 'b> {
    item: &'a ServiceItem,
    place: Place,
    choose: Choose<'a, 'b>,
    moves: Moves,
    faults: Vec<Fault>,
    /// How often each parallel was over in this walk.
    over: BTreeMap<String, usize>,
    /// Nodes that it came to.
    visited: usize,
}

impl<'a, 'b> Walk<'a, 'b> {
    fn new(item: &'a ServiceItem, place: Place, choose: Choose<'a, 'b>) -> Self {
        Self {
            item,
            place,
            choose,
            moves: Moves::default(),
            faults: Vec::new(),
            over: BTreeMap::new(),
            visited: 0,
        }
    }

    fn end(self) -> Walked {
        Walked {
            moves: self.moves,
            faults: self.faults,
        }
    }

    /// A deferred choice is made by who acts first.
    fn leave(&mut self, step: &str) {
        let net = self.item.net();
        for home in net.homes(step) {
            let parallel = self.item.parallel(&home.parallel);
            if parallel.is_some_and(|parallel| parallel.join == Join::FirstAct) {
                self.close(|key| {
                    let mut homes = net.homes(key);
                    homes
                        .any(|other| other.parallel == home.parallel && other.branch != home.branch)
                });
            }
        }
    }

    fn go(&mut self, target: &'a str, home: Option<Home>, depth: usize) {
        if target == END {
            self.finish(home.as_ref());
            return;
        }
        if target == JOIN {
            match home {
                Some(home) => self.arrive(home, depth),
                None => self.faults.push(Fault::NoParallel),
            }
            return;
        }
        self.visited += 1;
        let depth = if self.visited > FARTHEST {
            DEEPEST
        } else {
            depth
        };
        match self.item.node(target) {
            Some(Node::Step(step)) => {
                if step.after_conclusion && !self.moves.ends {
                    self.finish(home.as_ref());
                }
                self.open(target);
            }
            Some(Node::Branching(branching)) if depth < DEEPEST => match (self.choose)(branching) {
                Choosing::Takes(next) => {
                    self.moves.taken.push(Taken {
                        choice: target.into(),
                        next: next.into(),
                    });
                    self.go(next, home, depth + 1);
                }
                Choosing::StandsStill => self.open(target),
            },
            Some(Node::Parallel(parallel)) if depth < DEEPEST => {
                let key = parallel.key.get_ref();
                let before = self.over.get(key).copied();
                for (branch, first) in parallel.branches.iter().enumerate() {
                    // A branch that arrives at once may be all that it takes.
                    if self.over.get(key).copied() != before || self.moves.ends {
                        return;
                    }
                    let home = Home {
                        parallel: key.clone(),
                        branch,
                    };
                    self.go(first.get_ref(), Some(home), depth + 1);
                }
            }
            Some(_) => {
                let choice = self.moves.taken.last();
                let at = choice.map_or_else(|| target.into(), |taken| taken.choice.clone());
                self.faults.push(Fault::TurnsRound(at));
                self.open(target);
            }
            None => {
                self.faults.push(Fault::Nowhere(target.into()));
                self.open(target);
            }
        }
    }

    fn finish(&mut self, home: Option<&Home>) {
        if let Some(home) = home {
            self.faults.push(Fault::EndsInside(home.parallel.clone()));
        }
        self.close(|_| true);
        self.moves.ends = true;
    }

    fn arrive(&mut self, home: Home, depth: usize) {
        let Some(parallel) = self.item.parallel(&home.parallel) else {
            return;
        };
        let there = self.place.arrived.entry(home.parallel.clone()).or_default();
        there.insert(home.branch);
        if there.len() < parallel.join.needed(parallel.branches.len()) {
            self.moves.arrived.push(Arrival {
                parallel: home.parallel,
                branch: home.branch,
            });
            return;
        }
        self.give_up(&home.parallel);
        let outside = self.item.net().home(&home.parallel).cloned();
        self.go(parallel.next.get_ref(), outside, depth + 1);
    }

    /// Closes what is open inside a parallel, and forgets who had arrived there.
    fn give_up(&mut self, parallel: &str) {
        let net = self.item.net();
        self.close(|key| net.is_inside(key, parallel));
        *self.over.entry(parallel.into()).or_default() += 1;
        let over: Vec<String> = self
            .place
            .arrived
            .keys()
            .filter(|key| *key == parallel || net.is_inside(key, parallel))
            .cloned()
            .collect();
        for key in over {
            self.place.arrived.remove(&key);
            self.moves.arrived.retain(|arrival| arrival.parallel != key);
            if !self.moves.joined.contains(&key) {
                self.moves.joined.push(key);
            }
        }
    }

    fn close(&mut self, which: impl Fn(&str) -> bool) {
        let (closed, open): (Vec<_>, Vec<_>) = std::mem::take(&mut self.place.open)
            .into_iter()
            .partition(|key| which(key));
        self.place.open = open;
        // What this very act had opened was never open to anybody.
        for key in closed {
            match self.moves.open.iter().position(|opened| *opened == key) {
                Some(at) => drop(self.moves.open.remove(at)),
                None => self.moves.closed.push(key),
            }
        }
    }

    fn open(&mut self, key: &str) {
        if self.place.open.iter().any(|open| open == key) {
            self.faults.push(Fault::Twice(key.into()));
        } else {
            self.place.open.push(key.into());
            self.moves.open.push(key.into());
        }
    }
}

impl Place {
    /// Where a case stands after it has moved.
    #[must_use]
    pub fn after(mut self, left: Option<&str>, moves: &Moves) -> Self {
        self.open
            .retain(|open| Some(open.as_str()) != left && !moves.closed.contains(open));
        for over in &moves.joined {
            self.arrived.remove(over);
        }
        for arrival in &moves.arrived {
            let there = self.arrived.entry(arrival.parallel.clone()).or_default();
            there.insert(arrival.branch);
        }
        self.open.extend(moves.open.iter().cloned());
        self.open.sort();
        if moves.ends {
            self.arrived.clear();
        }
        self
    }
}
