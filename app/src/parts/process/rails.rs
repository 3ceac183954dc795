//! Ways that do not simply go down: between which lanes each runs, and which of the tracks there it takes, so that
//! lines to different places do not lie on one another. Lines to the same place share theirs.
//!
//! Gutter `g` is to the left of lane `g`; the last one is to the right of all. Gap `r` is below row `r`.

use std::collections::BTreeMap;

use super::model::{Grid, Node, Shape, Way};

/// Lines that run as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rail {
    pub to: usize,
    pub gutter: usize,
    pub back: bool,
    pub cancels: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Left,
    Right,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    Side(Side),
    /// From above, where something stands beside.
    Top,
    /// Straight down into the bar of a join.
    Into,
}

#[derive(Debug, Clone, Copy)]
pub struct Route {
    pub way: usize,
    pub exit: Side,
    pub rail: Rail,
    pub entry: Entry,
    /// The gap and the track in it by which it comes from its node to its gutter.
    pub exit_gap: Option<(usize, usize)>,
    /// And from its gutter to its node.
    pub entry_gap: Option<(usize, usize)>,
}

#[derive(Debug)]
pub struct Plan {
    pub routes: Vec<Route>,
    /// How many tracks each gap has.
    pub gaps: Vec<usize>,
}

impl Plan {
    pub fn of(grid: &Grid) -> Self {
        let mut gaps = vec![Tracks::default(); grid.rows];
        let mut routes: Vec<Route> = grid
            .ways
            .iter()
            .enumerate()
            .filter(|(_, way)| !way.straight && !way.apart)
            .filter_map(|(at, way)| route(grid, at, way))
            .collect();
        for route in &mut routes {
            let (Some(way), rail) = (grid.ways.get(route.way), route.rail) else {
                continue;
            };
            let (Some(from), Some(to)) = (grid.nodes.get(way.from), grid.nodes.get(way.to)) else {
                continue;
            };
            // Lanes and gutters in one order from left to right.
            let gutter = 2 * rail.gutter;
            let mut take = |place: &mut Option<(usize, usize)>, other: usize| {
                if let Some((gap, track)) = place
                    && let Some(tracks) = gaps.get_mut(*gap)
                {
                    *track = tracks.take(rail, gutter.min(other), gutter.max(other));
                }
            };
            let beside = match route.exit {
                Side::Left => 2 * from.lane,
                Side::Right => 2 * (from.lane + from.span),
            };
            take(&mut route.exit_gap, beside);
            take(&mut route.entry_gap, 2 * to.lane + to.span);
        }
        Self {
            routes,
            gaps: gaps.iter().map(|gap| gap.0.len()).collect(),
        }
    }
}

/// What lies on each track, as far as it reaches.
#[derive(Debug, Clone, Default)]
struct Tracks(Vec<Vec<(Rail, usize, usize)>>);

impl Tracks {
    fn take(&mut self, rail: Rail, from: usize, to: usize) -> usize {
        let free = |taken: &Vec<(Rail, usize, usize)>| {
            taken
                .iter()
                .all(|(other, start, end)| *other == rail || *end < from || to < *start)
        };
        let track = self.0.iter().position(free).unwrap_or(self.0.len());
        if track == self.0.len() {
            self.0.push(Vec::new());
        }
        if let Some(taken) = self.0.get_mut(track) {
            taken.push((rail, from, to));
        }
        track
    }
}

/// The cheapest gutter: few turns, short, forward on the right and back on the left.
fn route(grid: &Grid, at: usize, way: &Way) -> Option<Route> {
    let from = grid.nodes.get(way.from)?;
    let to = grid.nodes.get(way.to)?;
    let candidates = (0..=grid.lanes).filter_map(|gutter| {
        let is_open = |node: &Node| !is_shut(node, gutter, from, to);
        if !grid.nodes.iter().all(is_open) {
            return None;
        }
        let (exit, out) = side(from, gutter)?;
        let exit_clear = is_clear(grid, from, gutter);
        let into = matches!(to.spot.shape, Shape::Join(_))
            && (to.lane..=to.lane + to.span).contains(&gutter);
        let (entry, inward) = if into {
            let outside = gutter == to.lane || gutter == to.lane + to.span;
            (Entry::Into, usize::from(outside))
        } else {
            let (side, lanes) = side(to, gutter)?;
            if is_clear(grid, to, gutter) {
                (Entry::Side(side), lanes)
            } else {
                (Entry::Top, lanes + 1)
            }
        };
        let unusual = match (exit, entry) {
            (Side::Left, Entry::Side(Side::Left)) => !way.back,
            (Side::Right, Entry::Side(Side::Right)) => way.back,
            _ => false,
        };
        let cost = 2 * (out + inward) + if exit_clear { 0 } else { 4 } + usize::from(unusual);
        let rail = Rail {
            to: way.to,
            gutter,
            back: way.back,
            cancels: way.cancels,
        };
        let below = if way.back {
            from.row.saturating_sub(1)
        } else {
            from.row
        };
        let route = Route {
            way: at,
            exit,
            rail,
            entry,
            exit_gap: (!exit_clear).then_some((below, 0)),
            entry_gap: (entry == Entry::Top).then_some((to.row.saturating_sub(1), 0)),
        };
        Some((cost, route))
    });
    candidates
        .min_by_key(|(cost, _)| *cost)
        .map(|(_, route)| route)
}

/// A bar between the two rows, or in one of them, that the gutter would cross.
fn is_shut(node: &Node, gutter: usize, from: &Node, to: &Node) -> bool {
    let rows = from.row.min(to.row)..=from.row.max(to.row);
    let inside = node.lane < gutter && gutter < node.lane + node.span;
    let own = (node.row == from.row && node.lane == from.lane)
        || (node.row == to.row && node.lane == to.lane);
    inside && rows.contains(&node.row) && !own
}

/// On which side of the node the gutter is, and how many lanes away.
fn side(node: &Node, gutter: usize) -> Option<(Side, usize)> {
    if gutter <= node.lane {
        Some((Side::Left, node.lane - gutter))
    } else {
        let lanes = gutter.checked_sub(node.lane + node.span)?;
        Some((Side::Right, lanes))
    }
}

/// Whether nothing stands in the node's row between it and the gutter.
fn is_clear(grid: &Grid, node: &Node, gutter: usize) -> bool {
    let end = node.lane + node.span;
    let between = if gutter <= node.lane {
        gutter..node.lane
    } else {
        end..gutter
    };
    !grid.nodes.iter().any(|other| {
        other.row == node.row && other.lane < between.end && between.start < other.lane + other.span
    })
}

/// Tracks in the gutters, for rails that reach from one height to another: shorter ones nearer to the boxes.
pub fn gutter_tracks(
    reach: &BTreeMap<Rail, (f32, f32)>,
    gutters: usize,
) -> (BTreeMap<Rail, usize>, Vec<usize>) {
    let mut rails: Vec<(&Rail, &(f32, f32))> = reach.iter().collect();
    rails.sort_by(|(_, one), (_, other)| (one.1 - one.0).total_cmp(&(other.1 - other.0)));
    let mut taken: Vec<Vec<Vec<(f32, f32)>>> = vec![Vec::new(); gutters];
    let mut tracks = BTreeMap::new();
    for (rail, (top, bottom)) in rails {
        let Some(gutter) = taken.get_mut(rail.gutter) else {
            continue;
        };
        let free = |taken: &Vec<(f32, f32)>| {
            taken
                .iter()
                .all(|(start, end)| *end + 8.0 < *top || *bottom + 8.0 < *start)
        };
        let track = gutter.iter().position(free).unwrap_or(gutter.len());
        if track == gutter.len() {
            gutter.push(Vec::new());
        }
        if let Some(taken) = gutter.get_mut(track) {
            taken.push((*top, *bottom));
        }
        tracks.insert(*rail, track);
    }
    (tracks, taken.iter().map(Vec::len).collect())
}
