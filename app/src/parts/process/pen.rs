//! What the drawings are drawn with. Numbers are rounded to whole units: nobody sees the difference, and a page
//! has few bytes.

use domain::catalogue::picture::Standing;
use leptos::prelude::*;

use super::lettering::{Lettering, NAME, NOTE};

/// A finished drawing.
pub struct Sheet {
    pub width: u16,
    pub height: u16,
    pub parts: Vec<AnyView>,
}

/// Lines of one look, in one path each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// On to what comes next.
    On,
    /// Back to what was done before.
    Back,
    /// On, and the other branches are given up.
    GiveUp,
}

impl Line {
    const ALL: [Self; 3] = [Self::On, Self::Back, Self::GiveUp];

    fn class(self) -> &'static str {
        match self {
            Self::On => "on",
            Self::Back => "back",
            Self::GiveUp => "give-up",
        }
    }
}

#[derive(Default)]
pub struct Pen {
    grounds: Vec<AnyView>,
    parts: Vec<AnyView>,
    lines: [String; 3],
    heads: [String; 3],
    bottom: f32,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    pub x: f32,
    pub y: f32,
}

pub fn at(x: f32, y: f32) -> Point {
    Point { x, y }
}

#[derive(Debug, Clone, Copy)]
pub struct Rect {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

impl Rect {
    pub fn right(self) -> f32 {
        self.x + self.width
    }

    pub fn bottom(self) -> f32 {
        self.y + self.height
    }

    pub fn middle(self) -> f32 {
        self.x + self.width / 2.0
    }
}

/// Lines of one text, and how they are lettered.
#[derive(Debug, Clone)]
pub struct Text {
    pub lettering: Lettering,
    class: &'static str,
    pub lines: Vec<String>,
}

impl Text {
    pub fn name(text: &str, width: f32) -> Self {
        Self {
            lettering: NAME,
            class: "name",
            lines: NAME.lines(text, width),
        }
    }

    pub fn note(text: &str, width: f32) -> Self {
        Self {
            lettering: NOTE,
            class: "",
            lines: NOTE.lines(text, width),
        }
    }

    /// As small as a note, and to be read as well as a name.
    pub fn plain(text: &str, width: f32) -> Self {
        Self {
            class: "out",
            ..Self::note(text, width)
        }
    }

    /// Of a frame.
    pub fn title(text: &str, width: f32) -> Self {
        Self {
            class: "title",
            ..Self::note(text, width)
        }
    }

    pub fn height(&self) -> f32 {
        self.lettering.line * f32::from(u16::try_from(self.lines.len()).unwrap_or(u16::MAX))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// How big the corners of lines are.
const BEND: f32 = 6.0;
const HEAD: f32 = 5.0;

impl Pen {
    /// Grounds below lines below boxes.
    pub fn finish(self, width: f32) -> Sheet {
        let mut parts = self.grounds;
        for (kind, (line, head)) in Line::ALL
            .into_iter()
            .zip(self.lines.into_iter().zip(self.heads))
        {
            if !line.is_empty() {
                let class = format!("line {}", kind.class());
                parts.push(view! { <path class=class d=line/> }.into_any());
            }
            if !head.is_empty() {
                let class = format!("head {}", kind.class());
                parts.push(view! { <path class=class d=head/> }.into_any());
            }
        }
        parts.extend(self.parts);
        Sheet {
            width: whole(width),
            height: whole(self.bottom + 1.0),
            parts,
        }
    }

    /// What boxes lie on.
    pub fn ground(&mut self, rect: Rect, class: &str) {
        let shape = self.rectangle(rect, class, 6.0);
        self.grounds.push(shape);
    }

    pub fn rect(&mut self, rect: Rect, class: &str, round: f32) {
        let shape = self.rectangle(rect, class, round);
        self.parts.push(shape);
    }

    fn rectangle(&mut self, rect: Rect, class: &str, round: f32) -> AnyView {
        self.reach(rect.bottom());
        let [x, y, width, height] = [rect.x, rect.y, rect.width, rect.height].map(number);
        let (class, round) = (class.to_owned(), number(round));
        view! { <rect class=class x=x y=y width=width height=height rx=round/> }.into_any()
    }

    /// A closed shape with straight sides.
    pub fn shape(&mut self, corners: &[Point], class: &str) {
        let mut path = String::new();
        for (place, corner) in corners.iter().enumerate() {
            path.push(if place == 0 { 'M' } else { 'L' });
            path.push_str(&pair(*corner));
            self.reach(corner.y);
        }
        path.push('z');
        let class = class.to_owned();
        self.parts
            .push(view! { <path class=class d=path/> }.into_any());
    }

    /// The text downwards from `top`; where it ends.
    pub fn text(&mut self, text: &Text, x: f32, top: f32, anchor: Anchor) -> f32 {
        let Lettering { size, line, .. } = text.lettering;
        let mut y = top + (line + size * 0.72) / 2.0;
        let side = match anchor {
            Anchor::Middle => "",
            Anchor::Start => " left",
            Anchor::End => " right",
        };
        let class = format!("{}{side}", text.class);
        let class = Some(class.trim_start().to_owned()).filter(|class| !class.is_empty());
        for words in &text.lines {
            let (words, class) = (words.clone(), class.clone());
            let shape = view! { <text class=class x=number(x) y=number(y)>{words}</text> };
            self.parts.push(shape.into_any());
            y += line;
        }
        self.reach(top + text.height());
        top + text.height()
    }

    /// A line with round corners, and a head where it ends.
    pub fn arrow(&mut self, kind: Line, points: &[Point]) {
        let points = clean(points);
        let [.., before, last] = points.as_slice() else {
            return;
        };
        let toward = direction(*before, *last);
        let neck = at(last.x - toward.x * HEAD, last.y - toward.y * HEAD);
        let mut to_neck = points.clone();
        if let Some(end) = to_neck.last_mut() {
            *end = neck;
        }
        self.line(kind, &to_neck);
        let across = at(-toward.y * HEAD, toward.x * HEAD);
        let base = at(
            last.x - toward.x * HEAD * 1.5,
            last.y - toward.y * HEAD * 1.5,
        );
        let head = format!(
            "M{}L{}L{}z",
            pair(at(base.x + across.x, base.y + across.y)),
            pair(*last),
            pair(at(base.x - across.x, base.y - across.y)),
        );
        if let Some(heads) = self.heads.get_mut(kind as usize) {
            heads.push_str(&head);
        }
    }

    /// A line with round corners.
    pub fn line(&mut self, kind: Line, points: &[Point]) {
        let points = clean(points);
        let mut path = String::new();
        for (place, point) in points.iter().enumerate() {
            let before = place.checked_sub(1).and_then(|before| points.get(before));
            match (before, points.get(place + 1)) {
                (None, _) => path.push_str(&format!("M{}", pair(*point))),
                (Some(_), None) => path.push_str(&format!("L{}", pair(*point))),
                (Some(before), Some(after)) => {
                    let bend = BEND
                        .min(distance(*before, *point) / 2.0)
                        .min(distance(*point, *after) / 2.0);
                    let (from, to) = (direction(*before, *point), direction(*point, *after));
                    let first = at(point.x - from.x * bend, point.y - from.y * bend);
                    let second = at(point.x + to.x * bend, point.y + to.y * bend);
                    path.push_str(&format!(
                        "L{}Q{} {}",
                        pair(first),
                        pair(*point),
                        pair(second)
                    ));
                }
            }
        }
        if let Some(lines) = self.lines.get_mut(kind as usize) {
            lines.push_str(&path);
        }
    }

    /// The end of a case, where it happens.
    pub fn end(&mut self, at: Point) {
        let path = format!("M{}h.1", pair(at));
        let ring = view! { <path class="ring" d=path.clone()/><path class="ring-in" d=path/> };
        self.parts.push(ring.into_any());
    }

    /// The sign of a standing and its word, in the middle of a line; where the line ends.
    pub fn standing(&mut self, standing: Standing, word: &str, x: f32, top: f32) -> f32 {
        let left = x - (NOTE.width(word) + SIGN + 4.0) / 2.0;
        let corner = pair(at(left, top + (NOTE.line - SIGN) / 2.0));
        let (class, sign) = (format!("sign {}", standing.key()), sign(standing));
        let path = format!("M{corner}{sign}");
        self.parts
            .push(view! { <path class=class d=path/> }.into_any());
        let text = Text::plain(word, f32::MAX);
        self.text(&text, left + SIGN + 4.0, top, Anchor::Start)
    }

    fn reach(&mut self, y: f32) {
        self.bottom = self.bottom.max(y);
    }
}

/// How high and wide the sign of a standing is.
const SIGN: f32 = 12.0;

/// From its upper left corner: a disc with a tick, a disc with a point in it, a ring, a ring with a stroke.
fn sign(standing: Standing) -> &'static str {
    match standing {
        Standing::Done => "m0 6a6 6 0 1 1 12 0a6 6 0 1 1-12 0zm3 0 2.300 2.500 4-4.500",
        Standing::Here => "m1 0 11 6-11 6z",
        Standing::ToCome => "m1 6a5 5 0 1 1 10 0a5 5 0 1 1-10 0z",
        Standing::PassedBy => "m1 6a5 5 0 1 1 10 0a5 5 0 1 1-10 0zm1.500 3.500 7-7",
    }
}

pub fn number(value: f32) -> String {
    format!("{value:.0}")
}

fn pair(point: Point) -> String {
    format!("{:.0} {:.0}", point.x, point.y)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float becomes the nearest value that there is"
)]
fn whole(value: f32) -> u16 {
    value.ceil() as u16
}

fn distance(a: Point, b: Point) -> f32 {
    (a.x - b.x).abs() + (a.y - b.y).abs()
}

/// Of lines that run along one axis.
fn direction(a: Point, b: Point) -> Point {
    let length = distance(a, b).max(0.01);
    at((b.x - a.x) / length, (b.y - a.y) / length)
}

/// Without points that are twice there or that a straight line passes.
fn clean(points: &[Point]) -> Vec<Point> {
    let mut clean: Vec<Point> = Vec::new();
    for point in points {
        if clean
            .last()
            .is_some_and(|last| distance(*last, *point) < 0.5)
        {
            continue;
        }
        if let [.., before, last] = clean.as_slice()
            && distance(direction(*before, *last), direction(*last, *point)) < 0.01
        {
            clean.pop();
        }
        clean.push(*point);
    }
    clean
}
