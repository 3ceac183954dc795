//! How wide words are and where they break, in a drawing that no browser lays out. Widths are estimates on the
//! safe side: every reader's font is another.

/// A size of letters, in units of the drawing.
#[derive(Debug, Clone, Copy)]
pub struct Lettering {
    pub size: f32,
    pub line: f32,
    /// How much wider than regular letters its Latin ones are.
    bold: f32,
}

/// The name in a box.
pub const NAME: Lettering = Lettering {
    size: 14.5,
    line: 19.0,
    bold: 1.14,
};
/// Who, by when, and what comes of it.
pub const NOTE: Lettering = Lettering {
    size: 12.5,
    line: 17.0,
    bold: 1.04,
};

impl Lettering {
    pub fn width(self, text: &str) -> f32 {
        let ems = text.chars().map(|letter| match is_wide(letter) {
            true => 1.0,
            false => ems(letter) * self.bold,
        });
        ems.sum::<f32>() * self.size
    }

    /// The longest piece that has to stay in one.
    pub fn longest_word(self, text: &str) -> f32 {
        let all = pieces(text);
        all.iter()
            .map(|piece| self.width(piece.trim_end()))
            .fold(0.0, f32::max)
    }

    /// As few lines as fit, broken where it disturbs least and of about the same length.
    pub fn lines(self, text: &str, width: f32) -> Vec<String> {
        let pieces = pieces(text);
        let widths: Vec<f32> = pieces.iter().map(|piece| self.width(piece)).collect();
        let fewest = self.greedy(text, width);
        if fewest.len() < 2 || fewest.iter().any(|line| self.width(line) > width) {
            return fewest;
        }
        let harm = harm(&pieces);
        // For each number of lines and of pieces in them: the least harm, and where the last line begins.
        let mut best: Vec<Vec<Option<(f32, usize)>>> = vec![vec![None; pieces.len() + 1]];
        if let Some(start) = best.first_mut().and_then(|row| row.first_mut()) {
            *start = Some((0.0, 0));
        }
        for _ in 0..fewest.len() {
            let before = best.last().cloned().unwrap_or_default();
            let row = (0..=pieces.len()).map(|end| {
                let mut found: Option<(f32, usize)> = None;
                let mut filled = 0.0;
                // From the shortest last line: of equals the longer first line wins.
                for start in (0..end).rev() {
                    filled += widths.get(start).copied().unwrap_or_default();
                    let hanging = pieces
                        .get(end - 1)
                        .map_or(0, |piece| piece.len() - piece.trim_end().len());
                    let slack = width - filled + if hanging > 0 { self.size * 0.3 } else { 0.0 };
                    if slack < 0.0 {
                        break;
                    }
                    let Some((sum, _)) = before.get(start).copied().flatten() else {
                        continue;
                    };
                    let loose = slack / self.size;
                    let broken = harm.get(end).copied().unwrap_or_default();
                    let sum = sum + loose * loose * 0.15 + broken;
                    if found.is_none_or(|(least, _)| sum < least - 0.01) {
                        found = Some((sum, start));
                    }
                }
                found
            });
            best.push(row.collect());
        }
        let mut lines = Vec::new();
        let mut end = pieces.len();
        for row in best.iter().rev() {
            let Some((_, start)) = row.get(end).copied().flatten() else {
                return fewest;
            };
            if end > 0 {
                let line = pieces.get(start..end).unwrap_or_default().concat();
                lines.push(line.trim_end().to_owned());
            }
            end = start;
        }
        lines.reverse();
        lines
    }

    fn greedy(self, text: &str, width: f32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for piece in pieces(text) {
            match lines.last_mut() {
                Some(line) if self.width(line) + self.width(piece.trim_end()) <= width => {
                    line.push_str(piece);
                }
                _ => lines.push(piece.to_owned()),
            }
        }
        for line in &mut lines {
            line.truncate(line.trim_end().len());
        }
        lines
    }
}

/// Where a line may break: around each Chinese character, but not before a mark that closes nor after one that
/// opens, and after spaces.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, next) in text.char_indices() {
        let breaks = before.is_some_and(|before| {
            let wide = is_wide(before) || is_wide(next);
            let after_space = before == ' ' && next != ' ';
            (wide || after_space) && !closes(next) && !opens(before)
        });
        if breaks && let Some(piece) = text.get(start..at) {
            pieces.push(piece);
            start = at;
        }
        before = Some(next);
    }
    pieces.extend(text.get(start..).filter(|piece| !piece.is_empty()));
    pieces
}

/// How much a break before each piece disturbs. Most Chinese words have two characters, and there is no telling
/// where they begin but by what stands before: a mark, or a small word that joins.
fn harm(pieces: &[&str]) -> Vec<f32> {
    let mut harm = vec![0.0];
    let mut run = 0;
    for pair in pieces.windows(2) {
        let [before, next] = pair else { continue };
        if !before.starts_with(joins) {
            run += before.chars().filter(|letter| is_wide(*letter)).count();
        }
        let ends = |letters: &str| before.ends_with(|letter| letters.contains(letter));
        if ends("，。、；：？！）》 ") {
            run = 0;
            harm.push(0.0);
        } else if ends("的为由要") || next.starts_with(joins) {
            run = 0;
            harm.push(0.5);
        } else {
            harm.push(if run % 2 == 0 { 2.5 } else { 6.0 });
        }
    }
    harm.push(0.0);
    harm
}

/// Words of one character that may begin a line.
fn joins(letter: char) -> bool {
    "和与或及并（".contains(letter)
}

fn is_wide(letter: char) -> bool {
    letter >= '\u{2e80}'
}

fn closes(letter: char) -> bool {
    "，。、；：？！）》」』”’·…,.;:?!)% ".contains(letter)
}

fn opens(letter: char) -> bool {
    "（《「『“‘(".contains(letter)
}

fn ems(letter: char) -> f32 {
    match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '!' | '|' | '\'' | ' ' => 0.31,
        'f' | 'r' | 't' | '(' | ')' | '-' | '·' | '/' => 0.41,
        'm' | 'w' | 'M' | 'W' => 0.88,
        'A'..='Z' => 0.68,
        _ => 0.6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_breaks_evenly_and_not_before_marks() {
        let eight = NAME.size * 8.0;
        let lines = NAME.lines("环境影响评价手续审查", eight);
        assert_eq!(lines, ["环境影响评价", "手续审查"]);
        let lines = NAME.lines("登记审核和税务核验并联办理", NAME.size * 11.0);
        assert_eq!(lines, ["登记审核和税务核验", "并联办理"]);
        let lines = NAME.lines("不符合许可条件，建议不予许可", NAME.size * 7.0);
        assert!(
            lines.iter().all(|line| !line.starts_with('，')),
            "{lines:?}"
        );
        assert_eq!(lines.concat(), "不符合许可条件，建议不予许可");
    }

    #[test]
    fn english_breaks_between_words() {
        let lines = NAME.lines("Examination of documents", 120.0);
        assert_eq!(lines, ["Examination", "of documents"]);
        assert_eq!(NAME.lines("Incomprehensibilities", 20.0).len(), 1);
        assert!(NAME.lines("", 20.0).is_empty());
    }
}
