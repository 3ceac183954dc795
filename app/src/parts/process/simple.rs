//! The drawing for those who apply: boxes one below the other; what is done at the same time, or only in some
//! cases, in a frame of its own. It is as wide as a phone.

use domain::catalogue::Join;
use domain::catalogue::picture::Standing;

use super::lettering::NAME;
use super::model::{Block, Spot};
use super::pen::{Anchor, Line, Pen, Rect, Sheet, Text, at};
use super::words::{agency, join_words, spot_name};
use crate::parts::clock::limit;
use crate::shell::Shell;

const WIDTH: f32 = 320.0;
/// Of a box that stands alone.
const BOX: f32 = 216.0;
const ARROW: f32 = 20.0;
const GAP: f32 = 8.0;
const INNER: f32 = 9.0;

pub fn draw(shell: &Shell, blocks: &[Block]) -> Sheet {
    let mut drawing = Drawing {
        shell,
        pen: Pen::default(),
    };
    let all = Room {
        x: 1.0,
        width: WIDTH - 2.0,
        least: 0.0,
    };
    drawing.sequence(blocks, all, 1.0);
    drawing.pen.finish(WIDTH)
}

/// Where blocks may stand.
#[derive(Debug, Clone, Copy)]
struct Room {
    x: f32,
    width: f32,
    /// How high a single box is at least, beside other single ones.
    least: f32,
}

struct Drawing<'a> {
    shell: &'a Shell,
    pen: Pen,
}

impl Drawing<'_> {
    /// Downwards from `top`; where it ends.
    fn sequence(&mut self, blocks: &[Block], room: Room, top: f32) -> f32 {
        let mut y = top;
        let room = Room {
            least: if blocks.len() == 1 { room.least } else { 0.0 },
            ..room
        };
        for (place, block) in blocks.iter().enumerate() {
            if place > 0 {
                let middle = room.x + room.width / 2.0;
                self.pen
                    .arrow(Line::On, &[at(middle, y), at(middle, y + ARROW)]);
                y += ARROW;
            }
            y = self.block(block, room, y);
        }
        y
    }

    fn block(&mut self, block: &Block, room: Room, top: f32) -> f32 {
        match block {
            Block::Box(spot) => self.single(spot, room, top, false),
            Block::Together { join, ways } => {
                let mut title = vec![self.shell.t("process-together")];
                if *join != Join::All {
                    title.push(join_words(self.shell, *join));
                }
                self.frame("frame", &title, ways, room, top)
            }
            Block::OneOf { name, ways } => {
                let taken = taken(ways);
                if let Some(spot) = only_box(ways) {
                    return self.single(spot, room, top, true);
                }
                let title = if taken.len() == 1 {
                    vec![self.shell.t("process-if-needed")]
                } else {
                    vec![self.shell.l(name), self.shell.t("process-one-of")]
                };
                self.frame("frame maybe", &title, &taken, room, top)
            }
        }
    }

    fn single(&mut self, spot: &Spot, room: Room, top: f32, needed: bool) -> f32 {
        let width = room.width.min(BOX);
        let x = room.x + (room.width - width) / 2.0;
        self.spot(spot, Room { x, width, ..room }, top, needed)
    }

    /// Ways side by side, as many in a row as there is room for.
    fn frame(
        &mut self,
        class: &str,
        title: &[String],
        ways: &[Vec<Block>],
        room: Room,
        top: f32,
    ) -> f32 {
        let inner = room.width - 2.0 * INNER;
        // The frame lies below its boxes, so it is drawn once they are measured.
        let height = self.frame_height(title, ways, inner);
        let frame = Rect {
            x: room.x,
            y: top,
            width: room.width,
            height,
        };
        self.pen.ground(frame, class);
        let mut y = top + 5.0;
        for (place, words) in title.iter().enumerate() {
            let text = match place {
                0 => Text::title(words, inner),
                _ => Text::note(words, inner),
            };
            y = self.pen.text(&text, frame.middle(), y, Anchor::Middle);
        }
        y += 5.0;
        let columns = self.columns(ways, inner);
        let column = (inner + GAP) / columns - GAP;
        for row in chunks(ways, columns) {
            let mut left = room.x + INNER;
            // The last row may be shorter; it stands in the middle.
            let missing = columns - count(row.len());
            left += missing * (column + GAP) / 2.0;
            let mut bottom = y;
            let alone = row.iter().all(|way| is_box(way));
            let least = if alone { self.height(row, column) } else { 0.0 };
            for way in row {
                let room = Room {
                    x: left,
                    width: column,
                    least,
                };
                bottom = bottom.max(self.sequence(way, room, y));
                left += column + GAP;
            }
            y = bottom + GAP;
        }
        frame.bottom()
    }

    fn frame_height(&self, title: &[String], ways: &[Vec<Block>], inner: f32) -> f32 {
        let words: f32 = title
            .iter()
            .map(|words| Text::note(words, inner).height())
            .sum();
        let columns = self.columns(ways, inner);
        let column = (inner + GAP) / columns - GAP;
        let rows: f32 = chunks(ways, columns)
            .map(|row| self.height(row, column) + GAP)
            .sum();
        10.0 + words + rows + 1.0
    }

    /// Of the highest of ways side by side, measured on a sheet that nobody sees.
    fn height(&self, row: &[Vec<Block>], width: f32) -> f32 {
        let mut scratch = Drawing {
            shell: self.shell,
            pen: Pen::default(),
        };
        let room = Room {
            x: 0.0,
            width,
            least: 0.0,
        };
        let heights = row.iter().map(|way| scratch.sequence(way, room, 0.0));
        heights.fold(0.0, f32::max)
    }

    /// How many ways stand side by side without a word breaking.
    fn columns(&self, ways: &[Vec<Block>], inner: f32) -> f32 {
        let widest = ways
            .iter()
            .flatten()
            .map(|block| self.least_width(block))
            .fold(96.0, f32::max);
        let most = ((inner + GAP) / (widest + GAP)).floor().max(1.0);
        count(ways.len()).min(most)
    }

    fn least_width(&self, block: &Block) -> f32 {
        match block {
            Block::Box(spot) => {
                let name = spot_name(self.shell, spot);
                NAME.longest_word(&name) + 12.0
            }
            Block::OneOf { ways, .. } if only_box(ways).is_some() => {
                let inside = ways.iter().flatten();
                let widths = inside.map(|block| self.least_width(block));
                widths.fold(0.0, f32::max)
            }
            // One below the other, with their frame.
            Block::Together { ways, .. } | Block::OneOf { ways, .. } => {
                let inside = ways.iter().flatten();
                let widest = inside
                    .map(|block| self.least_width(block))
                    .fold(110.0, f32::max);
                widest + 2.0 * INNER
            }
        }
    }

    fn spot(&mut self, spot: &Spot, room: Room, top: f32, needed: bool) -> f32 {
        let inner = room.width - 10.0;
        let mut texts = Vec::new();
        for name in names(self.shell, spot) {
            texts.push(Text::name(&name, inner));
        }
        let mut notes: Vec<String> = Vec::new();
        notes.extend(needed.then(|| self.shell.t("process-if-needed")));
        notes.extend(spot.later.then(|| self.shell.t("process-later")));
        notes.extend(spot.party.as_ref().map(|one| agency(self.shell, one)));
        notes.extend(spot.limit.map(|own| limit(self.shell, own)));
        texts.extend(notes.iter().map(|note| Text::note(note, inner)));
        let word = spot
            .standing
            .map(|standing| (standing, self.shell.t(standing_key(standing))));
        let sign = if word.is_some() { 19.0 } else { 0.0 };
        let own = 14.0 + sign + texts.iter().map(Text::height).sum::<f32>();
        let rect = Rect {
            x: room.x,
            y: top,
            width: room.width,
            height: own.max(room.least),
        };
        let mut class = String::from("box");
        if needed {
            class.push_str(" maybe");
        }
        if let Some(standing) = spot.standing {
            class.push(' ');
            class.push_str(standing.key());
        }
        self.pen.rect(rect, &class, 4.0);
        let mut y = top + 7.0 + (rect.height - own) / 2.0;
        if let Some((standing, word)) = word {
            y = self.pen.standing(standing, &word, rect.middle(), y) + 2.0;
        }
        for text in &texts {
            y = self.pen.text(text, rect.middle(), y, Anchor::Middle);
        }
        rect.bottom()
    }
}

/// The ways on which something is done.
fn taken(ways: &[Vec<Block>]) -> Vec<Vec<Block>> {
    let taken = ways.iter().filter(|way| !way.is_empty());
    taken.cloned().collect()
}

/// The box that is all that may be left out.
fn only_box(ways: &[Vec<Block>]) -> Option<&Spot> {
    let mut taken = ways.iter().filter(|way| !way.is_empty());
    match (taken.next().map(Vec::as_slice), taken.next()) {
        (Some([Block::Box(spot)]), None) => Some(spot),
        _ => None,
    }
}

fn is_box(way: &[Block]) -> bool {
    match way {
        [Block::Box(_)] => true,
        [Block::OneOf { ways, .. }] => only_box(ways).is_some(),
        _ => false,
    }
}

/// The key of the word for a standing.
pub fn standing_key(standing: Standing) -> &'static str {
    match standing {
        Standing::Done => "process-done",
        Standing::Here => "process-here",
        Standing::ToCome => "process-to-come",
        Standing::PassedBy => "process-passed-by",
    }
}

fn names(shell: &Shell, spot: &Spot) -> Vec<String> {
    if spot.names.is_empty() {
        vec![spot_name(shell, spot)]
    } else {
        spot.names.iter().map(|name| shell.l(name)).collect()
    }
}

fn count(number: usize) -> f32 {
    f32::from(u16::try_from(number).unwrap_or(u16::MAX))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a small whole number"
)]
fn chunks(ways: &[Vec<Block>], columns: f32) -> std::slice::Chunks<'_, Vec<Block>> {
    ways.chunks((columns as usize).max(1))
}
