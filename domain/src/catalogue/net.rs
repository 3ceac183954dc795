//! Where each node of a process stands: in which branch of which parallel. A branch is what can be reached
//! from its first node without a join, so that who writes a process names no block twice.

use std::collections::HashMap;

use super::item::ServiceItem;
use super::process::{END, JOIN, Node};

/// A branch of a parallel.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Home {
    pub parallel: String,
    pub branch: usize,
}

/// Made from the nodes of an item; as right as they are. What is wrong with them, `check` says.
#[derive(Debug, Clone, Default)]
pub struct Net {
    homes: HashMap<String, Home>,
    /// Nodes that two branches lead to, or a branch and what is outside.
    shared: Vec<String>,
}

impl Net {
    pub(super) fn of(item: &ServiceItem) -> Self {
        let mut net = Self::default();
        for parallel in &item.parallels {
            for (branch, first) in parallel.branches.iter().enumerate() {
                let home = Home {
                    parallel: parallel.key.get_ref().clone(),
                    branch,
                };
                net.settle(item, first.get_ref(), &home);
            }
        }
        net.find_leaks(item);
        net
    }

    fn settle(&mut self, item: &ServiceItem, first: &str, home: &Home) {
        let mut to_do = vec![first.to_owned()];
        while let Some(key) = to_do.pop() {
            if key == END || key == JOIN || key == home.parallel {
                continue;
            }
            match self.homes.get(&key) {
                Some(there) if there == home => continue,
                Some(_) => {
                    self.shared.push(key);
                    continue;
                }
                None => {}
            }
            let Some(node) = item.node(&key) else {
                continue;
            };
            self.homes.insert(key.clone(), home.clone());
            to_do.extend(onward(item, node).into_iter().map(Into::into));
        }
    }

    /// Ways into a branch from outside, which would open it without its parallel.
    fn find_leaks(&mut self, item: &ServiceItem) {
        let mut leaks = Vec::new();
        for node in item.nodes() {
            let from = self.homes.get(node.key());
            for next in onward(item, node) {
                let into = self.homes.get(next);
                if item.node(next).is_some() && into != from {
                    leaks.push(next.to_owned());
                }
            }
        }
        let start = item.first_node();
        if self.homes.contains_key(start) {
            leaks.push(start.to_owned());
        }
        self.shared.extend(leaks);
        self.shared.sort();
        self.shared.dedup();
    }

    /// The branch that the node is in; none where it is in no parallel.
    pub fn home(&self, key: &str) -> Option<&Home> {
        self.homes.get(key)
    }

    /// The branches that the node is in, innermost first.
    pub fn homes<'a>(&'a self, key: &str) -> impl Iterator<Item = &'a Home> {
        // In a definition that is not sound, two parallels may lie in each other.
        std::iter::successors(self.home(key), |home| self.home(&home.parallel))
            .take(self.homes.len())
    }

    /// Whether the node lies in a branch of the parallel, at any depth.
    pub fn is_inside(&self, key: &str, parallel: &str) -> bool {
        self.homes(key).any(|home| home.parallel == parallel)
    }

    pub fn shared(&self) -> &[String] {
        &self.shared
    }
}

/// Where it goes on from a node in the same branch: for a parallel, also by outcomes inside that give it up.
fn onward<'a>(item: &'a ServiceItem, node: Node<'a>) -> Vec<&'a str> {
    let stays = ways(node).into_iter().filter(|way| way.stays);
    let mut onward: Vec<&str> = stays.map(|way| way.next).collect();
    if let Node::Parallel(parallel) = node {
        let outcomes = item.steps.iter().flat_map(|step| &step.outcomes);
        let leaving = outcomes.filter(|outcome| {
            let cancels = outcome.cancels.as_ref();
            cancels.is_some_and(|cancels| cancels.get_ref() == parallel.key.get_ref())
        });
        onward.extend(leaving.map(|outcome| outcome.next.get_ref().as_str()));
    }
    onward
}

/// One way on from a node.
#[derive(Debug, Clone, Copy)]
pub struct Way<'a> {
    pub next: &'a str,
    /// It leaves no parallel by giving it up.
    pub stays: bool,
}

/// The ways on from a node, without those into a parallel's branches.
pub fn ways(node: Node<'_>) -> Vec<Way<'_>> {
    let stay = |next| Way { next, stays: true };
    match node {
        Node::Step(step) => step
            .outcomes
            .iter()
            .map(|outcome| Way {
                next: outcome.next.get_ref(),
                stays: outcome.cancels.is_none(),
            })
            .collect(),
        Node::Branching(branching) => branching.ways().map(stay).collect(),
        Node::Parallel(parallel) => vec![stay(parallel.next.get_ref().as_str())],
    }
}

impl ServiceItem {
    pub fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
        let steps = self.steps.iter().map(Node::Step);
        let branchings = self.branchings.iter().map(Node::Branching);
        steps
            .chain(branchings)
            .chain(self.parallels.iter().map(Node::Parallel))
    }

    pub fn net(&self) -> &Net {
        self.net.get_or_init(|| Net::of(self))
    }
}
