//! Which lane each node stands in, its row being known. What usually happens is one straight lane; a parallel is as
//! wide as its branches; whatever else happens goes to the nearest free lane on the right, longer chains first.

use super::graph::{Graph, What};
use crate::catalogue::net::Home;
use crate::catalogue::process::Parallel;

#[derive(Debug, Clone, Copy)]
pub struct Lanes {
    pub first: usize,
    pub span: usize,
}

/// One for each node.
pub fn lanes(graph: &Graph<'_>, rows: &[usize]) -> Vec<Lanes> {
    let region = Region::of(graph, rows, None);
    let mut lanes = vec![Lanes { first: 0, span: 1 }; graph.nodes.len()];
    for (node, lane) in region.nodes {
        if let Some(entry) = lanes.get_mut(node) {
            *entry = lane;
        }
    }
    lanes
}

/// What is placed as one: a node, or a parallel with everything in it. Its lanes count from its own first.
#[derive(Debug, Clone)]
struct Piece {
    nodes: Vec<(usize, Lanes)>,
    top: usize,
    bottom: usize,
    width: usize,
    /// Where it usually goes on.
    next: Option<usize>,
}

/// A branch, or all that is in none.
struct Region {
    nodes: Vec<(usize, Lanes)>,
    width: usize,
}

/// Rows and lanes that are taken.
struct Taken {
    top: usize,
    bottom: usize,
    lanes: Lanes,
}

impl Taken {
    fn meets(&self, other: &Self) -> bool {
        let rows = self.top <= other.bottom && other.top <= self.bottom;
        let end = |lanes: Lanes| lanes.first + lanes.span;
        rows && self.lanes.first < end(other.lanes) && other.lanes.first < end(self.lanes)
    }
}

impl Region {
    fn of(graph: &Graph<'_>, rows: &[usize], home: Option<&Home>) -> Self {
        let mut pieces = Vec::new();
        for (at, what) in graph.nodes.iter().enumerate() {
            if graph.home(*what) != home || matches!(what, What::Join(_)) {
                continue;
            }
            pieces.push(match what {
                What::Open(parallel) => block(graph, rows, at, parallel),
                _ => single(graph, rows, at),
            });
        }
        let mut region = Self {
            nodes: Vec::new(),
            width: 0,
        };
        let mut taken: Vec<Taken> = Vec::new();
        for (lane, chain) in chains(graph, pieces).into_iter().enumerate() {
            let width = chain.iter().map(|piece| piece.width).max().unwrap_or(1);
            let mut there = Taken {
                top: chain.first().map_or(0, |piece| piece.top),
                bottom: chain.iter().map(|piece| piece.bottom).max().unwrap_or(0),
                lanes: Lanes {
                    // The first chain is what usually happens.
                    first: lane.min(1),
                    span: width,
                },
            };
            while taken.iter().any(|other| other.meets(&there)) {
                there.lanes.first += 1;
            }
            for (node, lanes) in chain.into_iter().flat_map(|piece| piece.nodes) {
                let first = lanes.first + there.lanes.first;
                region.nodes.push((node, Lanes { first, ..lanes }));
            }
            region.width = region.width.max(there.lanes.first + width);
            taken.push(there);
        }
        region
    }
}

fn single(graph: &Graph<'_>, rows: &[usize], at: usize) -> Piece {
    let row = rows.get(at).copied().unwrap_or(0);
    Piece {
        nodes: vec![(at, Lanes { first: 0, span: 1 })],
        top: row,
        bottom: row,
        width: 1,
        next: graph.usual(at),
    }
}

fn block(graph: &Graph<'_>, rows: &[usize], open: usize, parallel: &Parallel) -> Piece {
    let mut piece = single(graph, rows, open);
    piece.width = 0;
    for branch in 0..parallel.branches.len() {
        let home = Home {
            parallel: parallel.key.get_ref().clone(),
            branch,
        };
        let region = Region::of(graph, rows, Some(&home));
        for (node, lanes) in region.nodes {
            let first = lanes.first + piece.width;
            piece.nodes.push((node, Lanes { first, ..lanes }));
        }
        piece.width += region.width;
    }
    piece.width = piece.width.max(1);
    let join = graph.usual(open);
    piece.next = join.and_then(|join| graph.usual(join));
    let whole = Lanes {
        first: 0,
        span: piece.width,
    };
    if let Some((_, lanes)) = piece.nodes.first_mut() {
        *lanes = whole;
    }
    piece.nodes.extend(join.map(|join| (join, whole)));
    let inside = piece.nodes.iter().filter_map(|(node, _)| rows.get(*node));
    piece.bottom = inside.copied().max().unwrap_or(piece.top);
    piece
}

/// Pieces that follow on one another, what usually happens before the rest. Of the rest what leads on to others
/// before what ends by itself, so that its lines are short, and longer ones before shorter.
fn chains(graph: &Graph<'_>, mut pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    let mut chains: Vec<Vec<Piece>> = Vec::new();
    while !pieces.is_empty() {
        let mut chain = vec![pieces.remove(0)];
        while let Some(last) = chain.last()
            && let Some(next) = pieces.iter().position(|piece| follows(last, piece))
        {
            chain.push(pieces.remove(next));
        }
        chains.push(chain);
    }
    if let Some((_, others)) = chains.split_first_mut() {
        others.sort_by_key(|chain| {
            let ways = chain.iter().flat_map(|piece| &piece.nodes);
            let mut ways = ways.flat_map(|(node, _)| graph.ways(*node));
            let leads_on = ways.any(|way| !way.apart && !holds(chain, way.to));
            std::cmp::Reverse((leads_on, chain.len()))
        });
    }
    chains
}

fn holds(chain: &[Piece], node: usize) -> bool {
    let mut nodes = chain.iter().flat_map(|piece| &piece.nodes);
    nodes.any(|(one, _)| *one == node)
}

fn follows(last: &Piece, piece: &Piece) -> bool {
    let first = piece.nodes.first().map(|(node, _)| *node);
    last.next.is_some() && last.next == first && last.bottom < piece.top
}
