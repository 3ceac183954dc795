//! The drawing for those who work with the process. What may come of a step stands in its box, and the line to
//! where it leads begins beside the words, so that no words hang on lines.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::lettering::NOTE;
use super::model::{Grid, Label, Node, Shape, Spot, Way};
use super::pen::{Anchor, Line, Pen, Point, Rect, Sheet, Text, at};
use super::rails::{Entry, Plan, Rail, Route, Side, gutter_tracks};
use super::simple::standing_key;
use super::words::{label, party, spot_name};
use crate::parts::clock::limit;
use crate::shell::Shell;

const PAD: f32 = 8.0;
const TRACK: f32 = 9.0;
/// Of a gutter, on both sides of its tracks: room for the head of an arrow.
const SHOULDER: f32 = 14.0;
const GAP: f32 = 26.0;
/// How far the sides of a diamond lean.
const LEAN: f32 = 20.0;
const BAR: f32 = 5.0;

pub fn draw(shell: &Shell, grid: &Grid) -> Sheet {
    let plan = Plan::of(grid);
    let width = match grid.lanes {
        0..=2 => 184.0,
        3 => 172.0,
        _ => 152.0,
    };
    let boxes: Vec<Inside> = (0..grid.nodes.len())
        .filter_map(|node| Inside::of(shell, grid, &plan, node, width))
        .collect();
    let places = Places::of(grid, &plan, &boxes, width);
    let mut pen = Pen::default();
    for (node, inside) in grid.nodes.iter().zip(&boxes) {
        let rect = places.rect(node, inside);
        inside.draw(shell, &mut pen, rect, node);
    }
    for way in grid.ways.iter().filter(|way| way.straight) {
        places.straight(&mut pen, grid, &boxes, way);
    }
    for route in &plan.routes {
        places.route(&mut pen, grid, &boxes, route);
    }
    pen.finish(places.width)
}

/// Where a way leaves its box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    Side(Side),
    /// The case ends here.
    End,
    Down,
}

/// One thing that may come of it.
struct Row {
    way: usize,
    exit: Exit,
    text: Text,
    /// From the top of the box.
    top: f32,
}

/// What stands in a box.
struct Inside {
    names: Vec<Text>,
    notes: Vec<Text>,
    rows: Vec<Row>,
    /// Where the rows begin.
    head: f32,
    height: f32,
    sign: bool,
}

impl Inside {
    fn of(shell: &Shell, grid: &Grid, plan: &Plan, at: usize, width: f32) -> Option<Self> {
        let node = grid.nodes.get(at)?;
        let spot = &node.spot;
        let lean = match spot.shape {
            Shape::Choice => LEAN,
            _ => 0.0,
        };
        let width = match spot.shape {
            Shape::Open | Shape::Join(_) => width * count(node.span),
            _ => width,
        };
        let room = width - 2.0 * (PAD + lean);
        let names = vec![Text::name(&spot_name(shell, spot), room)];
        let notes: Vec<Text> = match spot.shape {
            Shape::Open => vec![shell.t("process-together")],
            _ => notes(shell, spot, room),
        }
        .iter()
        .map(|note| Text::note(note, room))
        .collect();
        let sign = spot.standing.is_some();
        let words = names.iter().chain(&notes).map(Text::height).sum::<f32>();
        let head = PAD + words + if sign { NOTE.line + 2.0 } else { 0.0 };
        let mut rows = rows(shell, grid, plan, at, room);
        let mut y = head + if rows.is_empty() { 0.0 } else { 9.0 };
        for row in &mut rows {
            row.top = y;
            y += row.text.height() + 3.0;
        }
        let height = match spot.shape {
            Shape::Open | Shape::Join(_) => head + PAD + BAR,
            _ if rows.is_empty() => head + PAD,
            _ => y + 5.0,
        };
        Some(Self {
            names,
            notes,
            rows,
            head,
            height,
            sign,
        })
    }

    fn draw(&self, shell: &Shell, pen: &mut Pen, rect: Rect, node: &Node) {
        let spot = &node.spot;
        let standing = spot.standing.map_or("", |standing| standing.key());
        let class = |shape: &str| format!("{shape} {standing}").trim_end().to_owned();
        let mut top = rect.y + PAD;
        match spot.shape {
            Shape::Choice => {
                let middle = rect.y + rect.height / 2.0;
                let corners = [
                    at(rect.x, middle),
                    at(rect.x + LEAN, rect.y),
                    at(rect.right() - LEAN, rect.y),
                    at(rect.right(), middle),
                    at(rect.right() - LEAN, rect.bottom()),
                    at(rect.x + LEAN, rect.bottom()),
                ];
                pen.shape(&corners, &class("choice"));
            }
            Shape::Open | Shape::Join(_) => {
                pen.rect(rect, &class("bar"), 2.0);
                let mut edge = Rect {
                    height: BAR,
                    ..rect
                };
                if spot.shape == Shape::Open {
                    edge.y = rect.bottom() - BAR;
                } else {
                    top += BAR;
                }
                pen.rect(edge, "edge", 2.0);
            }
            Shape::Start | Shape::End => pen.rect(rect, &class("box round"), 20.0),
            Shape::Step => pen.rect(rect, &class("box"), 4.0),
        }
        let middle = rect.middle();
        if let Some(standing) = spot.standing.filter(|_| self.sign) {
            let word = shell.t(standing_key(standing));
            top = pen.standing(standing, &word, middle, top) + 2.0;
        }
        // A bar may be wider than the screen: its words stand where it begins.
        let (x, anchor) = match spot.shape {
            Shape::Open | Shape::Join(_) => (rect.x + 2.0 * PAD, Anchor::Start),
            _ => (middle, Anchor::Middle),
        };
        for text in self.names.iter().chain(&self.notes) {
            top = pen.text(text, x, top, anchor);
        }
        if !self.rows.is_empty() && spot.shape != Shape::Choice {
            let rule = Rect {
                x: rect.x + 1.0,
                y: rect.y + self.head + 5.0,
                width: rect.width - 2.0,
                height: 1.0,
            };
            pen.rect(rule, "rule", 0.0);
        }
        for row in &self.rows {
            let y = rect.y + row.top;
            let beside = lean(spot, rect, y + row.text.height() / 2.0) + PAD;
            match row.exit {
                Exit::Down => pen.text(&row.text, middle, y, Anchor::Middle),
                Exit::Side(Side::Left) => pen.text(&row.text, rect.x + beside, y, Anchor::Start),
                Exit::Side(Side::Right) => {
                    pen.text(&row.text, rect.right() - beside, y, Anchor::End)
                }
                Exit::End => {
                    let beside = beside + 3.0;
                    let end = at(
                        rect.right() - beside + PAD + 3.0,
                        y + row.text.height() / 2.0,
                    );
                    pen.end(end);
                    pen.text(&row.text, rect.right() - beside - 1.0, y, Anchor::End)
                }
            };
        }
    }

    /// Where a way leaves, from the top of the box.
    fn exit(&self, way: usize) -> f32 {
        let row = self.rows.iter().find(|row| row.way == way);
        row.map_or(self.height / 2.0, |row| row.top + row.text.height() / 2.0)
    }

    /// Where ways of a kind come in from a side: none at the height of another, nor of one to the next lane.
    fn entry(&self, node: &Node, kind: Line, side: Side) -> f32 {
        let below = match (kind, side) {
            (Line::On, Side::Right) => 3.0,
            (Line::On, Side::Left) => 8.0,
            (Line::Back, Side::Right) => 14.0,
            (Line::Back, Side::Left) => 19.0,
            (Line::GiveUp, Side::Right) => 24.0,
            (Line::GiveUp, Side::Left) => 28.0,
        };
        match node.spot.shape {
            Shape::Open | Shape::Join(_) => self.height / 2.0,
            _ if self.sign => PAD + NOTE.line + 2.0 + below,
            _ => PAD + below,
        }
    }
}

fn kind(way: &Way) -> Line {
    match (way.cancels, way.back) {
        (true, _) => Line::GiveUp,
        (_, true) => Line::Back,
        _ => Line::On,
    }
}

/// How far the side of the shape is from the side of its rectangle.
fn lean(spot: &Spot, rect: Rect, y: f32) -> f32 {
    match spot.shape {
        Shape::Choice => {
            let half = rect.height / 2.0;
            LEAN * ((y - rect.y - half) / half).abs().min(1.0)
        }
        _ => 0.0,
    }
}

/// First what leads aside, in the order of the definition; last what leads down, nearest to its line.
fn rows(shell: &Shell, grid: &Grid, plan: &Plan, at: usize, room: f32) -> Vec<Row> {
    let ways = grid.ways.iter().enumerate();
    let mut rows: Vec<Row> = ways
        .filter(|(_, way)| way.from == at)
        .filter_map(|(number, way)| {
            let words = label(shell, &way.label)?;
            let route = plan.routes.iter().find(|route| route.way == number);
            let exit = match route {
                Some(route) => Exit::Side(route.exit),
                None if way.apart => Exit::End,
                None => Exit::Down,
            };
            Some(Row {
                way: number,
                exit,
                text: Text::plain(&words, room - 4.0),
                top: 0.0,
            })
        })
        .collect();
    rows.sort_by_key(|row| row.exit == Exit::Down);
    rows
}

fn notes(shell: &Shell, spot: &Spot, room: f32) -> Vec<String> {
    let mut notes = Vec::new();
    notes.extend(spot.later.then(|| shell.t("process-later")));
    notes.extend(spot.party.as_ref().map(|one| party(shell, one)));
    let role = spot
        .role
        .map(|role| shell.t(&format!("role-{}", role.key())));
    let own = spot.limit.map(|own| limit(shell, own));
    let both: Vec<String> = role.into_iter().chain(own).collect();
    let one = both.join(" · ");
    if NOTE.width(&one) <= room {
        notes.extend(Some(one).filter(|one| !one.is_empty()));
    } else {
        notes.extend(both);
    }
    if spot.people > 1 {
        let count = [("count", u32::from(spot.people).into())];
        notes.push(shell.tv("process-people", &count));
    }
    notes
}

/// Where rows, lanes, gaps and gutters lie on the sheet.
struct Places {
    /// The left side of each lane.
    lanes: Vec<f32>,
    lane: f32,
    /// The upper side of each row.
    rows: Vec<f32>,
    /// The lower side of each row.
    bottoms: Vec<f32>,
    rails: BTreeMap<Rail, f32>,
    /// How far bars reach beyond their lanes, for what comes down into them there.
    bars: BTreeMap<usize, (f32, f32)>,
    width: f32,
}

impl Places {
    fn of(grid: &Grid, plan: &Plan, boxes: &[Inside], lane: f32) -> Self {
        let mut places = Self {
            lanes: Vec::new(),
            lane,
            rows: Vec::new(),
            bottoms: Vec::new(),
            rails: BTreeMap::new(),
            bars: BTreeMap::new(),
            width: 0.0,
        };
        let mut y = 1.0;
        for row in 0..grid.rows {
            let inside = grid.nodes.iter().zip(boxes);
            let height = inside
                .filter(|(node, _)| node.row == row)
                .map(|(_, inside)| inside.height)
                .fold(0.0, f32::max);
            places.rows.push(y);
            places.bottoms.push(y + height);
            let tracks = count(plan.gaps.get(row).copied().unwrap_or(0));
            y += height + GAP + tracks * TRACK;
        }
        let mut reach: BTreeMap<Rail, (f32, f32)> = BTreeMap::new();
        for route in &plan.routes {
            let Some((from, to)) = places.ends(grid, boxes, route) else {
                continue;
            };
            let (low, high) = (from.min(to), from.max(to));
            let all = reach.entry(route.rail).or_insert((low, high));
            *all = (all.0.min(low), all.1.max(high));
        }
        let (tracks, counts) = gutter_tracks(&reach, grid.lanes + 1);
        let mut x = 0.0;
        let mut edges = Vec::new();
        for (gutter, tracks) in counts.iter().enumerate() {
            let outer = gutter == 0 || gutter == grid.lanes;
            let tracks = count(*tracks) * TRACK;
            let width = match (outer, tracks > 0.0) {
                (true, false) => 9.0,
                (true, true) => SHOULDER + tracks,
                (false, _) => (2.0 * SHOULDER + tracks - TRACK).max(GAP),
            };
            edges.push((x, x + width));
            x += width;
            if gutter < grid.lanes {
                places.lanes.push(x);
                x += lane;
            }
        }
        places.width = x + 1.0;
        for (rail, track) in tracks {
            let (left, right) = edges.get(rail.gutter).copied().unwrap_or_default();
            let away = SHOULDER + count(track) * TRACK;
            let x = if rail.gutter == 0 {
                right - away
            } else {
                left + away
            };
            places.rails.insert(rail, x);
        }
        for route in plan
            .routes
            .iter()
            .filter(|route| route.entry == Entry::Into)
        {
            let x = places.rail(route.rail);
            let reach = places.bars.entry(route.rail.to).or_insert((x, x));
            *reach = (reach.0.min(x), reach.1.max(x));
        }
        places
    }

    fn rail(&self, rail: Rail) -> f32 {
        self.rails.get(&rail).copied().unwrap_or_default()
    }

    fn row(&self, row: usize) -> f32 {
        self.rows.get(row).copied().unwrap_or_default()
    }

    fn track(&self, (gap, track): (usize, usize)) -> f32 {
        let bottom = self.bottoms.get(gap).copied().unwrap_or_default();
        bottom + 11.0 + count(track) * TRACK
    }

    fn rect(&self, node: &Node, inside: &Inside) -> Rect {
        let left = |lane: usize| self.lanes.get(lane).copied().unwrap_or_default();
        let x = left(node.lane);
        let right = left(node.lane + node.span.max(1) - 1) + self.lane;
        Rect {
            x,
            y: self.row(node.row),
            width: right - x,
            height: inside.height,
        }
    }

    /// With what comes down beside its lanes.
    fn wide(&self, at: usize, node: &Node, inside: &Inside) -> Rect {
        let rect = self.rect(node, inside);
        let Some((left, right)) = self.bars.get(&at) else {
            return rect;
        };
        let x = rect.x.min(left - 7.0);
        Rect {
            x,
            width: rect.right().max(right + 7.0) - x,
            ..rect
        }
    }

    /// From where to where its rail reaches.
    fn ends(&self, grid: &Grid, boxes: &[Inside], route: &Route) -> Option<(f32, f32)> {
        let way = grid.ways.get(route.way)?;
        let (from, to) = (grid.nodes.get(way.from)?, grid.nodes.get(way.to)?);
        let start = match route.exit_gap {
            Some(gap) => self.track(gap),
            None => self.row(from.row) + boxes.get(way.from)?.exit(route.way),
        };
        let end = match (route.entry, route.entry_gap) {
            (Entry::Top, Some(gap)) => self.track(gap),
            (Entry::Side(side), _) => {
                self.row(to.row) + boxes.get(way.to)?.entry(to, kind(way), side)
            }
            _ => self.row(to.row),
        };
        Some((start, end))
    }

    fn straight(&self, pen: &mut Pen, grid: &Grid, boxes: &[Inside], way: &Way) {
        let ends = (grid.nodes.get(way.from), grid.nodes.get(way.to));
        let ((Some(from), Some(to)), Some(inside)) = (ends, boxes.get(way.from)) else {
            return;
        };
        let lane = from.lane.max(to.lane);
        let x = self.lanes.get(lane).copied().unwrap_or_default() + self.lane / 2.0;
        let top = self.rect(from, inside).bottom();
        pen.arrow(Line::On, &[at(x, top), at(x, self.row(to.row))]);
    }

    fn route(&self, pen: &mut Pen, grid: &Grid, boxes: &[Inside], route: &Route) {
        let Some(way) = grid.ways.get(route.way) else {
            return;
        };
        let ends = (grid.nodes.get(way.from), grid.nodes.get(way.to));
        let insides = (boxes.get(way.from), boxes.get(way.to));
        let ((Some(from), Some(to)), (Some(start), Some(end))) = (ends, insides) else {
            return;
        };
        let Some((first, last)) = self.ends(grid, boxes, route) else {
            return;
        };
        let (source, target) = (self.rect(from, start), self.wide(way.to, to, end));
        let x = self.rail(route.rail);
        let y = source.y + start.exit(route.way);
        let leaning = lean(&from.spot, source, y);
        let (edge, beside) = match route.exit {
            Side::Left => (source.x + leaning, source.x - 7.0),
            Side::Right => (source.right() - leaning, source.right() + 7.0),
        };
        let mut points: Vec<Point> = vec![at(edge, y)];
        if route.exit_gap.is_some() {
            points.extend([at(beside, y), at(beside, first)]);
        }
        points.extend([at(x, first), at(x, last)]);
        match route.entry {
            Entry::Into => {}
            Entry::Top => points.extend([at(target.middle(), last), at(target.middle(), target.y)]),
            Entry::Side(side) => {
                let leaning = lean(&to.spot, target, last);
                points.push(match side {
                    Side::Left => at(target.x + leaning, last),
                    Side::Right => at(target.right() - leaning, last),
                });
            }
        }
        pen.arrow(kind(way), &points);
    }
}

fn count(number: usize) -> f32 {
    f32::from(u16::try_from(number).unwrap_or(u16::MAX))
}

/// What the shapes and lines say, of those that there are.
pub fn legend(shell: &Shell, grid: &Grid) -> AnyView {
    let any = |which: &dyn Fn(&Way) -> bool| grid.ways.iter().any(which);
    let choice = |way: &Way| matches!(way.label, Label::Condition { .. });
    let all = [
        (
            any(&choice),
            "choice",
            "M1 8 7 2h10l6 6-6 6H7z",
            "process-key-choice",
        ),
        (
            any(&|way| way.back),
            "line back",
            "M1 8h22",
            "process-key-back",
        ),
        (
            any(&|way| way.cancels),
            "line give-up",
            "M1 8h22",
            "process-key-give-up",
        ),
        (any(&|way| way.apart), "ring", "M12 8h.1", "process-key-end"),
    ];
    let lines: Vec<AnyView> = all
        .into_iter()
        .filter(|(used, ..)| *used)
        .map(|(_, class, path, key)| {
            let words = shell.t(key);
            let inner = (class == "ring").then(|| view! { <path class="ring-in" d=path/> });
            view! {
                <li>
                    <svg viewBox="0 0 24 16" width="1.5em" height="1em" aria-hidden="true" focusable="false"><path class=class d=path/>{inner}</svg>
                    {words}
                </li>
            }
            .into_any()
        })
        .collect();
    if lines.is_empty() {
        return ().into_any();
    }
    view! { <ul class="process-key plain-list">{lines}</ul> }.into_any()
}
