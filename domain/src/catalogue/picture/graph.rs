//! Nodes and ways of a process as one graph: a parallel is two nodes, where it opens and where it joins. Ways
//! back to where the case has been are told from those that lead on.

use std::collections::BTreeMap;

use crate::catalogue::item::ServiceItem;
use crate::catalogue::net::Home;
use crate::catalogue::process::{
    ACCEPTANCE, Branch, Branching, END, JOIN, Node, Outcome, Parallel, Step, StepAct,
};

#[derive(Debug, Clone, Copy)]
pub enum What<'a> {
    /// The acceptance.
    Start,
    Step(&'a Step),
    Choice(&'a Branching),
    Open(&'a Parallel),
    Join(&'a Parallel),
    End,
}

impl<'a> What<'a> {
    /// The key of the node; a parallel has the same where it opens and where it joins.
    pub fn key(self) -> &'a str {
        match self {
            Self::Start => ACCEPTANCE,
            Self::Step(step) => step.key(),
            Self::Choice(branching) => branching.key.get_ref(),
            Self::Open(parallel) | Self::Join(parallel) => parallel.key.get_ref(),
            Self::End => END,
        }
    }

    fn id(self) -> (&'a str, bool) {
        (self.key(), matches!(self, Self::Join(_)))
    }
}

/// What makes a case go this way.
#[derive(Debug, Clone, Copy)]
pub enum Why<'a> {
    /// Nothing: there is no other.
    Always,
    Outcome(&'a Outcome),
    /// The condition of a choice's branch, counted from 0.
    Condition(usize, &'a Branch),
    /// No condition of the choice holds.
    Otherwise,
}

#[derive(Debug, Clone, Copy)]
pub struct Edge<'a> {
    pub from: usize,
    pub to: usize,
    pub why: Why<'a>,
    /// The usual way on from its node.
    pub main: bool,
    /// To where the case has been: rework.
    pub back: bool,
    /// It gives up the other branches.
    pub cancels: bool,
    /// It ends the case off the usual course: the end is best shown where it happens.
    pub apart: bool,
}

#[derive(Debug)]
pub struct Graph<'a> {
    item: &'a ServiceItem,
    /// As they are met when the usual ways are gone first.
    pub nodes: Vec<What<'a>>,
    pub edges: Vec<Edge<'a>>,
    /// Nodes with everything that they lead to before them.
    settled: Vec<usize>,
}

struct Way<'a> {
    target: What<'a>,
    why: Why<'a>,
    cancels: bool,
}

struct Walk<'a> {
    graph: Graph<'a>,
    known: BTreeMap<(&'a str, bool), usize>,
    /// Whether the walk is inside of what the node leads to.
    inside: Vec<bool>,
}

impl<'a> Graph<'a> {
    pub fn of(item: &'a ServiceItem) -> Self {
        let mut walk = Walk {
            graph: Self {
                item,
                nodes: Vec::new(),
                edges: Vec::new(),
                settled: Vec::new(),
            },
            known: BTreeMap::new(),
            inside: Vec::new(),
        };
        walk.visit(What::Start);
        let mut graph = walk.graph;
        graph.set_ends_apart();
        graph
    }

    /// The branch that the node is in.
    pub fn home(&self, what: What<'a>) -> Option<&'a Home> {
        match what {
            What::Start | What::End => None,
            _ => self.item.net().home(what.key()),
        }
    }

    pub fn ways(&self, from: usize) -> impl Iterator<Item = &Edge<'a>> {
        self.edges.iter().filter(move |edge| edge.from == from)
    }

    /// Where it usually goes on from a node. From where a parallel opens that is where it joins.
    pub fn usual(&self, from: usize) -> Option<usize> {
        match self.nodes.get(from)? {
            What::Open(parallel) => self.position(What::Join(parallel)),
            _ => self.ways(from).find(|way| way.main).map(|way| way.to),
        }
    }

    /// What usually happens, from `from` on, as long as it stays in one branch.
    pub fn spine(&self, from: usize) -> Vec<usize> {
        let home = self.nodes.get(from).and_then(|what| self.home(*what));
        let mut spine = vec![from];
        while let Some(next) = spine.last().and_then(|last| self.usual(*last)) {
            let stays = self
                .nodes
                .get(next)
                .is_some_and(|what| self.home(*what) == home);
            if !stays || spine.contains(&next) {
                break;
            }
            spine.push(next);
        }
        spine
    }

    pub fn position(&self, what: What<'a>) -> Option<usize> {
        self.nodes.iter().position(|node| node.id() == what.id())
    }

    /// The row of each node: below everything that leads on to it.
    pub fn rows(&self) -> Vec<usize> {
        let mut rows = vec![0; self.nodes.len()];
        for from in self.settled.iter().rev() {
            let below = rows.get(*from).copied().unwrap_or(0) + 1;
            for way in self.ways(*from).filter(|way| !way.back && !way.apart) {
                if let Some(row) = rows.get_mut(way.to) {
                    *row = below.max(*row);
                }
            }
        }
        rows
    }

    /// One end is drawn, below the usual course.
    fn set_ends_apart(&mut self) {
        let spine = self.spine(0);
        let last = match spine.as_slice() {
            [.., last, end] if matches!(self.nodes.get(*end), Some(What::End)) => Some(*last),
            _ => None,
        };
        for edge in &mut self.edges {
            let ends = matches!(self.nodes.get(edge.to), Some(What::End));
            edge.apart = ends && Some(edge.from) != last;
        }
    }
}

impl<'a> Walk<'a> {
    fn visit(&mut self, what: What<'a>) -> usize {
        let at = self.graph.nodes.len();
        self.graph.nodes.push(what);
        self.known.insert(what.id(), at);
        self.inside.push(true);
        let mut ways = self.ways(what);
        ways.sort_by_key(|way| self.leads_back(way));
        for (place, way) in ways.into_iter().enumerate() {
            let to = match self.known.get(&way.target.id()) {
                Some(to) => *to,
                None => self.visit(way.target),
            };
            self.graph.edges.push(Edge {
                from: at,
                to,
                why: way.why,
                main: place == 0 || matches!(what, What::Open(_)),
                back: self.inside.get(to).copied().unwrap_or(false),
                cancels: way.cancels,
                apart: false,
            });
        }
        if let Some(inside) = self.inside.get_mut(at) {
            *inside = false;
        }
        self.graph.settled.push(at);
        at
    }

    fn leads_back(&self, way: &Way<'a>) -> bool {
        let to = self.known.get(&way.target.id());
        to.and_then(|to| self.inside.get(*to))
            .copied()
            .unwrap_or(false)
    }

    /// The ways on, the usual one first.
    fn ways(&self, what: What<'a>) -> Vec<Way<'a>> {
        let item = self.graph.item;
        let home = self.graph.home(what);
        let way = |next: &'a str, home, why, cancels| {
            Some(Way {
                target: resolve(item, next, home)?,
                why,
                cancels,
            })
        };
        let found: Vec<Option<Way<'a>>> = match what {
            What::End => Vec::new(),
            What::Start => vec![way(item.first_node(), None, Why::Always, false)],
            What::Step(step) => {
                let usual = usual_outcome(step);
                let mut outcomes: Vec<&Outcome> = step.outcomes.iter().collect();
                outcomes.sort_by_key(|outcome| Some(outcome.key.as_str()) != usual);
                outcomes
                    .into_iter()
                    .map(|outcome| {
                        let given_up = outcome.cancels.as_ref();
                        let home = given_up.map_or(home, |key| item.net().home(key.get_ref()));
                        let why = Why::Outcome(outcome);
                        way(outcome.next.get_ref(), home, why, given_up.is_some())
                    })
                    .collect()
            }
            What::Choice(choice) => {
                let usual = usual_way(item, choice);
                let branches = choice.branches.iter().enumerate();
                let mut ways: Vec<(&str, Why<'a>)> = branches
                    .map(|(place, branch)| {
                        let next = branch.next.get_ref().as_str();
                        (next, Why::Condition(place, branch))
                    })
                    .chain([(choice.otherwise.get_ref().as_str(), Why::Otherwise)])
                    .collect();
                ways.sort_by_key(|(next, _)| *next != usual);
                ways.into_iter()
                    .map(|(next, why)| way(next, home, why, false))
                    .collect()
            }
            What::Open(parallel) => parallel
                .branches
                .iter()
                .map(|first| {
                    let target = match first.get_ref().as_str() {
                        JOIN => What::Join(parallel),
                        first => resolve(item, first, None)?,
                    };
                    Some(Way {
                        target,
                        why: Why::Always,
                        cancels: false,
                    })
                })
                .collect(),
            What::Join(parallel) => {
                vec![way(parallel.next.get_ref(), home, Why::Always, false)]
            }
        };
        found.into_iter().flatten().collect()
    }
}

fn resolve<'a>(item: &'a ServiceItem, next: &'a str, home: Option<&Home>) -> Option<What<'a>> {
    match next {
        END => Some(What::End),
        JOIN => item.parallel(&home?.parallel).map(What::Join),
        key => Some(match item.node(key)? {
            Node::Step(step) => What::Step(step),
            Node::Branching(branching) => What::Choice(branching),
            Node::Parallel(parallel) => What::Open(parallel),
        }),
    }
}

/// Whoever writes a process puts the usual outcome first; a decision usually grants.
fn usual_outcome(step: &Step) -> Option<&str> {
    let granted = (step.act == StepAct::Decision)
        .then(|| step.outcome("granted"))
        .flatten();
    let stays = || {
        step.outcomes
            .iter()
            .find(|outcome| outcome.cancels.is_none())
    };
    granted
        .or_else(stays)
        .or(step.outcomes.first())
        .map(|outcome| outcome.key.as_str())
}

/// What has steps before what skips them; of several, what is taken where no condition holds.
fn usual_way<'a>(item: &'a ServiceItem, choice: &'a Branching) -> &'a str {
    let mut ways: Vec<&str> = choice.ways().collect();
    ways.reverse();
    let skips = |way: &str| {
        way == JOIN
            || way == END
            || ways
                .iter()
                .any(|other| *other != way && leads_to(item, other, way))
    };
    let first = ways.first().copied().unwrap_or(END);
    ways.iter()
        .copied()
        .find(|way| !skips(way))
        .unwrap_or(first)
}

/// Whether the usual ways, and every way of a choice, come from one node to another.
fn leads_to(item: &ServiceItem, from: &str, to: &str) -> bool {
    let mut seen = Vec::new();
    let mut to_do = vec![from];
    while let Some(key) = to_do.pop() {
        if key == to {
            return true;
        }
        if seen.contains(&key) {
            continue;
        }
        seen.push(key);
        match item.node(key) {
            Some(Node::Step(step)) => {
                let usual = usual_outcome(step).and_then(|key| step.outcome(key));
                to_do.extend(usual.map(|outcome| outcome.next.get_ref().as_str()));
            }
            Some(Node::Branching(choice)) => to_do.extend(choice.ways()),
            Some(Node::Parallel(parallel)) => to_do.push(parallel.next.get_ref()),
            None => {}
        }
    }
    false
}
