//! A process as a drawing. [`Picture`] has all of it: each node in a row and a lane, and every way from node to
//! node, for those who work with it. [`Course`] is what usually happens, for those who apply. [`Standings`] says
//! where a case stands in either. Words, lengths and colours are for whoever draws.

mod course;
mod graph;
mod grid;
mod standing;

pub use course::{Block, Course, Stage};
pub use graph::{Edge, What, Why};
pub use standing::{Position, Standing, Standings};

use super::item::ServiceItem;
use super::net::Home;
use graph::Graph;

/// Rows go down, lanes to the right, both from 0. What usually happens stands in lane 0; branches of a parallel
/// stand side by side; what happens otherwise stands to the right of it.
#[derive(Debug)]
pub struct Picture<'a> {
    /// In the order in which somebody would tell of them.
    pub nodes: Vec<Drawn<'a>>,
    pub edges: Vec<Edge<'a>>,
    pub rows: usize,
    pub lanes: usize,
}

#[derive(Debug, Clone, Copy)]
pub struct Drawn<'a> {
    pub what: What<'a>,
    pub row: usize,
    pub lane: usize,
    /// How many lanes it is wide: more than one where a parallel opens and joins.
    pub span: usize,
    /// The branch that it is in.
    pub home: Option<&'a Home>,
}

impl<'a> Picture<'a> {
    pub fn of(item: &'a ServiceItem) -> Self {
        let graph = Graph::of(item);
        let rows = graph.rows();
        let lanes = grid::lanes(&graph, &rows);
        let nodes: Vec<Drawn<'a>> = graph
            .nodes
            .iter()
            .zip(&rows)
            .zip(&lanes)
            .map(|((what, row), lane)| Drawn {
                what: *what,
                row: *row,
                lane: lane.first,
                span: lane.span,
                home: graph.home(*what),
            })
            .collect();
        Self {
            rows: nodes.iter().map(|node| node.row + 1).max().unwrap_or(0),
            lanes: nodes
                .iter()
                .map(|node| node.lane + node.span)
                .max()
                .unwrap_or(0),
            nodes,
            edges: graph.edges,
        }
    }

    /// The way of a node that is drawn straight down to the next one in its lane, if there is one: the usual one
    /// before the others. All ways to the same node count as one.
    pub fn straight_down(&self, from: usize) -> Option<usize> {
        let mut ways: Vec<&Edge<'a>> = self.edges.iter().filter(|edge| edge.from == from).collect();
        ways.sort_by_key(|edge| !edge.main);
        ways.into_iter()
            .filter(|edge| !edge.back && !edge.apart && !edge.cancels)
            .map(|edge| edge.to)
            .find(|to| self.is_straight(from, *to))
    }

    /// Whether the second stands below the first with nothing between.
    pub fn is_straight(&self, from: usize, to: usize) -> bool {
        let (Some(above), Some(below)) = (self.nodes.get(from), self.nodes.get(to)) else {
            return false;
        };
        let lane = above.lane.max(below.lane);
        let shares = |node: &Drawn<'_>| node.lane <= lane && lane < node.lane + node.span;
        let between = |node: &Drawn<'_>| above.row < node.row && node.row < below.row;
        above.row < below.row
            && shares(above)
            && shares(below)
            && !self.nodes.iter().any(|node| between(node) && shares(node))
    }
}
