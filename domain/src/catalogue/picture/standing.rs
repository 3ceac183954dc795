//! Where a case stands in the drawing of its process: what is done, where it is, what may still come, and what it
//! went past.

use std::collections::BTreeMap;

use super::graph::{Graph, What};
use crate::catalogue::item::ServiceItem;

/// What of a case the drawing shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Position {
    /// The nodes that are open, `acceptance` among them.
    pub here: Vec<String>,
    /// Steps that were finished.
    pub done: Vec<String>,
    pub accepted: bool,
    pub concluded: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// The case went another way, or this branch was given up.
    PassedBy,
    Done,
    /// It may still come; after rework, once more.
    ToCome,
    Here,
}

impl Standing {
    pub const ALL: [Self; 4] = [Self::PassedBy, Self::Done, Self::ToCome, Self::Here];

    pub fn key(self) -> &'static str {
        match self {
            Self::PassedBy => "passed-by",
            Self::Done => "done",
            Self::ToCome => "to-come",
            Self::Here => "here",
        }
    }
}

/// Of the acceptance, every step and the end. Choices and parallels are passed as soon as they are reached; only
/// a choice that stands still has a standing of its own.
#[derive(Debug, Clone)]
pub struct Standings<'a>(BTreeMap<&'a str, Standing>);

impl<'a> Standings<'a> {
    pub fn of(item: &'a ServiceItem, position: &Position) -> Self {
        let graph = Graph::of(item);
        let is_here = |what: &What<'_>| {
            let parallel = matches!(what, What::Open(_) | What::Join(_));
            !parallel && position.here.iter().any(|here| here == what.key())
        };
        let all = graph.nodes.iter().enumerate();
        let here: Vec<usize> = all
            .filter(|(_, what)| is_here(what))
            .map(|(at, _)| at)
            .collect();
        let ahead = ahead(&graph, &here);
        let standing = |(at, what): (usize, &What<'a>)| {
            let done = match what {
                What::Start => position.accepted || position.concluded,
                What::Step(step) => position.done.iter().any(|done| done == step.key()),
                What::End => position.concluded,
                What::Choice(_) | What::Open(_) | What::Join(_) => {
                    return is_here(what).then(|| (what.key(), Standing::Here));
                }
            };
            let over = matches!(what, What::End) && position.concluded;
            let standing = if is_here(what) {
                Standing::Here
            } else if ahead.get(at) == Some(&true) && !over {
                Standing::ToCome
            } else if done {
                Standing::Done
            } else {
                Standing::PassedBy
            };
            Some((what.key(), standing))
        };
        let nodes = graph.nodes.iter().enumerate();
        Self(nodes.filter_map(standing).collect())
    }

    pub fn get(&self, what: What<'_>) -> Option<Standing> {
        match what {
            What::Open(_) | What::Join(_) => None,
            _ => self.0.get(what.key()).copied(),
        }
    }

    /// Of several that are shown as one.
    pub fn of_all(&self, keys: &[&str]) -> Standing {
        let all = keys.iter().filter_map(|key| self.0.get(key));
        all.copied().max().unwrap_or(Standing::PassedBy)
    }
}

/// What can be reached from where the case is, without going back.
fn ahead(graph: &Graph<'_>, here: &[usize]) -> Vec<bool> {
    let mut ahead = vec![false; graph.nodes.len()];
    let mut to_do = here.to_vec();
    while let Some(from) = to_do.pop() {
        for way in graph.ways(from).filter(|way| !way.back) {
            if let Some(ahead) = ahead.get_mut(way.to)
                && !*ahead
            {
                *ahead = true;
                to_do.push(way.to);
            }
        }
    }
    ahead
}
