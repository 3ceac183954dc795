//! A notice as a file to keep: A4, from the text that was kept, with the glyphs that it needs and no others. The same
//! notice gives the same bytes. The font is the machine's; without one the page to print is there all the same.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use app::parts::notice::{Block, Sheet, blocks, title};
use app::parts::qr;
use domain::locale::Locale;
use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::instance::{LocationRef, Size};
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider};

/// Where Debian's packages put theirs.
const USUAL: [&str; 2] = [
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
];

/// A4 in points.
const WIDTH: f32 = 595.28;
const HEIGHT: f32 = 841.89;
const SIDE: f32 = 72.0;
const TOP: f32 = 72.0;
const BOTTOM: f32 = 72.0;
const BODY: f32 = 12.0;
const LEADING: f32 = 1.7;
const QR: f32 = 84.0;

/// Why there is no PDF.
#[derive(Debug, Clone, thiserror::Error)]
pub enum NoFont {
    #[error(
        "no font for PDF files: install fonts-noto-cjk or fonts-wqy-microhei, or set `pdf_font` to a font \
         file with Chinese glyphs"
    )]
    Missing,
    #[error("`pdf_font`: {path}: {why}")]
    Unusable { path: PathBuf, why: String },
}

/// The font, read once, when it is first wanted.
pub struct Fonts {
    configured: Option<PathBuf>,
    read: OnceLock<Result<Arc<Face>, NoFont>>,
}

impl fmt::Debug for Fonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Fonts").field(&self.configured).finish()
    }
}

impl Fonts {
    pub fn new(configured: Option<PathBuf>) -> Self {
        Self {
            configured,
            read: OnceLock::new(),
        }
    }

    /// # Errors
    /// `NoFont`, which says what to do.
    pub fn face(&self) -> Result<Arc<Face>, NoFont> {
        self.read
            .get_or_init(|| match &self.configured {
                Some(path) => Face::read(path),
                None => USUAL
                    .iter()
                    .map(Path::new)
                    .find(|path| path.exists())
                    .map_or(Err(NoFont::Missing), Face::read),
            })
            .clone()
    }
}

/// A font with the widths of its glyphs.
pub struct Face {
    bytes: Arc<Vec<u8>>,
    index: u32,
    font: Font,
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Face").field("index", &self.index).finish()
    }
}

impl Face {
    fn read(path: &Path) -> Result<Arc<Self>, NoFont> {
        let unusable = |why: String| NoFont::Unusable {
            path: path.to_owned(),
            why,
        };
        let bytes = std::fs::read(path).map_err(|error| unusable(error.to_string()))?;
        let bytes = Arc::new(bytes);
        let index = simplified(&bytes);
        let font = Font::new(Arc::clone(&bytes).into(), index)
            .ok_or_else(|| unusable("not a font that can be used".into()))?;
        let face = Self { bytes, index, font };
        match face
            .glyphs("办")
            .map(|glyphs| glyphs.first().map(|one| one.glyph_id))
        {
            Some(Some(glyph)) if glyph.to_u32() != 0 => Ok(Arc::new(face)),
            _ => Err(unusable("it has no Chinese glyphs".into())),
        }
    }

    /// One glyph for each character, with its width in parts of the size.
    fn glyphs(&self, text: &str) -> Option<Vec<KrillaGlyph>> {
        let font = FontRef::from_index(&self.bytes, self.index).ok()?;
        let charmap = font.charmap();
        let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
        let glyph = |(place, c): (usize, char)| {
            let id = charmap.map(c).unwrap_or_default();
            KrillaGlyph {
                glyph_id: GlyphId::new(id.to_u32()),
                text_range: place..place + c.len_utf8(),
                x_advance: metrics.advance_width(id).unwrap_or(1.0),
                x_offset: 0.0,
                y_offset: 0.0,
                y_advance: 0.0,
                location: None,
            }
        };
        Some(text.char_indices().map(glyph).collect())
    }

    fn width(&self, text: &str, size: f32) -> f32 {
        let glyphs = self.glyphs(text).unwrap_or_default();
        glyphs.iter().map(|glyph| glyph.x_advance * size).sum()
    }

    /// The lines that a paragraph fills; the first is shorter by `indent`.
    fn lines(&self, text: &str, size: f32, width: f32, indent: f32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        let mut used = indent;
        let mut from = 0;
        for (to, _) in unicode_linebreak::linebreaks(text) {
            let piece = text.get(from..to).unwrap_or_default();
            from = to;
            // Space at a line's end hangs over.
            let wide = self.width(piece.trim_end(), size);
            if used + wide > width && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            if used + wide <= width {
                line.push_str(piece);
                used += self.width(piece, size);
                continue;
            }
            // An address or a number that no line holds.
            for c in piece.chars() {
                let mut letter = [0; 4];
                let wide = self.width(c.encode_utf8(&mut letter), size);
                if used + wide > width && !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                    used = 0.0;
                }
                line.push(c);
                used += wide;
            }
        }
        lines.push(line);
        lines
            .iter_mut()
            .for_each(|line| *line = line.trim_end().to_owned());
        lines
    }
}

/// The face for simplified Chinese in a collection; otherwise the first.
fn simplified(bytes: &[u8]) -> u32 {
    let named = |index: &u32| {
        let font = FontRef::from_index(bytes, *index).ok();
        font.is_some_and(|font| {
            font.localized_strings(StringId::FAMILY_NAME)
                .any(|name| name.chars().collect::<String>().ends_with("CJK SC"))
        })
    };
    (0..16).find(named).unwrap_or(0)
}

/// A line where it stands: its baseline, from the page's upper left corner.
struct Placed {
    page: usize,
    at: (f32, f32),
    size: f32,
    text: String,
}

/// From top to bottom, and over to the next page.
struct Pen<'a> {
    face: &'a Face,
    page: usize,
    y: f32,
    placed: Vec<Placed>,
    rules: Vec<(usize, f32)>,
    /// The head is written, and what comes next is the salutation.
    greets: bool,
}

#[derive(Clone, Copy)]
enum Align {
    Left,
    Centre,
    Right,
}

impl Pen<'_> {
    fn space(&mut self, height: f32) {
        self.y += height;
    }

    /// Goes to the next page where less than `height` is left.
    fn room(&mut self, height: f32) {
        if self.y + height > HEIGHT - BOTTOM {
            self.page += 1;
            self.y = TOP;
        }
    }

    fn paragraph(&mut self, text: &str, size: f32, align: Align, inset: f32, indent: f32) {
        let width = WIDTH - 2.0 * SIDE - inset;
        for (place, line) in self
            .face
            .lines(text, size, width, indent)
            .into_iter()
            .enumerate()
        {
            self.room(size * LEADING);
            self.y += size * LEADING;
            let left = SIDE + inset;
            let x = match align {
                Align::Left if place == 0 => left + indent,
                Align::Left => left,
                Align::Centre => left + (width - self.face.width(&line, size)) / 2.0,
                Align::Right => left + width - self.face.width(&line, size),
            };
            // The baseline of a line that is `LEADING` high.
            let baseline = self.y - size * (LEADING - 1.0) / 2.0 - size * 0.12;
            self.placed.push(Placed {
                page: self.page,
                at: (x, baseline),
                size,
                text: line,
            });
        }
    }

    fn block(&mut self, block: &Block, indent: f32) {
        match block {
            Block::From(words) => self.paragraph(words, 15.0, Align::Centre, 0.0, 0.0),
            Block::Title(words) => {
                self.paragraph(words, 22.0, Align::Centre, 0.0, 0.0);
                self.space(4.0);
            }
            Block::Number(words) => {
                self.paragraph(words, BODY, Align::Centre, 0.0, 0.0);
                self.space(8.0);
                self.rules.push((self.page, self.y));
                self.space(12.0);
                self.greets = true;
            }
            Block::Text(words) => {
                // Whom it is addressed to comes first, and stands out.
                let greets = std::mem::take(&mut self.greets);
                let indent = if greets { 0.0 } else { indent };
                self.paragraph(words, BODY, Align::Left, 0.0, indent);
                self.space(3.0);
            }
            Block::Items(items) => {
                for item in items {
                    self.paragraph(&format!("• {item}"), BODY, Align::Left, BODY * 2.0, 0.0);
                }
                self.space(3.0);
            }
            Block::Quote(lines) => {
                for line in lines {
                    self.paragraph(line, BODY, Align::Left, BODY * 2.0, 0.0);
                }
                self.space(3.0);
            }
            Block::Signed(lines) => {
                self.room(BODY * (LEADING * lines.len() as f32 + 2.0));
                self.space(BODY * 2.0);
                for line in lines {
                    self.paragraph(line, BODY, Align::Right, 0.0, 0.0);
                }
            }
        }
    }
}

/// Slow enough for a thread of its own.
///
/// # Errors
/// What the writer of PDF files could not do.
pub fn pdf(face: &Face, locale: Locale, sheet: &Sheet) -> Result<Vec<u8>, String> {
    // Chinese paragraphs begin two characters in.
    let indent = match locale {
        Locale::ZhCn => BODY * 2.0,
        Locale::En => 0.0,
    };
    let mut pen = Pen {
        face,
        page: 0,
        y: TOP,
        placed: Vec::new(),
        rules: Vec::new(),
        greets: false,
    };
    // Fonts for Chinese draw these as wide as a character.
    let plain = |text: &str| match locale {
        Locale::ZhCn => text.to_owned(),
        Locale::En => text.replace(['“', '”'], "\"").replace(['‘', '’'], "'"),
    };
    for block in blocks(&plain(&sheet.text)) {
        pen.block(&block, indent);
    }
    let mut code = None;
    if let Some(proof) = &sheet.proof {
        pen.room(QR + 36.0);
        pen.space(24.0);
        pen.rules.push((pen.page, pen.y));
        pen.space(12.0);
        code = Some((pen.page, pen.y, proof.link.clone()));
        let words = format!(
            "{}{}{}",
            app::text::t(locale, "notice-code"),
            app::text::t(locale, "colon"),
            proof.code
        );
        let inset = QR + 16.0;
        pen.paragraph(&words, BODY, Align::Left, inset, 0.0);
        let hint = plain(&app::text::t(locale, "notice-verify"));
        pen.paragraph(&hint, 9.0, Align::Left, inset, 0.0);
        pen.paragraph(&proof.link, 9.0, Align::Left, inset, 0.0);
    }
    let pages = pen.page + 1;
    let mut document = Document::new();
    let metadata = Metadata::new()
        .title(title(&sheet.text))
        .language(locale.tag().to_owned());
    document.set_metadata(metadata);
    for page in 0..pages {
        let settings = PageSettings::from_wh(WIDTH, HEIGHT).ok_or("page size")?;
        let mut drawn = document.start_page_with(settings);
        let mut surface = drawn.surface();
        for line in pen.placed.iter().filter(|line| line.page == page) {
            write(&mut surface, face, line);
        }
        for (_, y) in pen.rules.iter().filter(|(of, _)| *of == page) {
            fill(&mut surface, [(SIDE, *y, WIDTH - 2.0 * SIDE, 0.8)]);
        }
        if let Some((of, y, link)) = &code
            && *of == page
        {
            fill(&mut surface, modules(link, *y)?);
        }
        if pages > 1 {
            let text = format!("{} / {pages}", page + 1);
            let x = (WIDTH - face.width(&text, 9.0)) / 2.0;
            let at = (x, HEIGHT - BOTTOM / 2.0);
            let line = Placed {
                page,
                at,
                size: 9.0,
                text,
            };
            write(&mut surface, face, &line);
        }
        surface.finish();
        drawn.finish();
    }
    document.finish().map_err(|error| format!("{error:?}"))
}

fn write(surface: &mut Surface<'_>, face: &Face, line: &Placed) {
    let Some(glyphs) = face.glyphs(&line.text).filter(|glyphs| !glyphs.is_empty()) else {
        return;
    };
    surface.set_fill(Some(ink()));
    let at = Point::from_xy(line.at.0, line.at.1);
    surface.draw_glyphs(at, &glyphs, face.font.clone(), &line.text, line.size, false);
}

fn ink() -> Fill {
    Fill {
        paint: rgb::Color::new(20, 20, 20).into(),
        ..Fill::default()
    }
}

/// Left, top, width and height of each.
fn fill(surface: &mut Surface<'_>, rects: impl IntoIterator<Item = (f32, f32, f32, f32)>) {
    let mut path = PathBuilder::new();
    for (x, y, w, h) in rects {
        if let Some(rect) = Rect::from_xywh(x, y, w, h) {
            path.push_rect(rect);
        }
    }
    if let Some(path) = path.finish() {
        surface.set_fill(Some(ink()));
        surface.draw_path(&path);
    }
}

fn modules(link: &str, top: f32) -> Result<Vec<(f32, f32, f32, f32)>, String> {
    let (width, bars) = qr::bars(link).ok_or("a link too long for a code")?;
    let unit = QR / width as f32;
    let place = |(column, row, dark): qr::Bar| {
        let (x, y) = (SIDE + column as f32 * unit, top + row as f32 * unit);
        (x, y, dark as f32 * unit, unit)
    };
    Ok(bars.into_iter().map(place).collect())
}

#[cfg(test)]
mod tests {
    use app::parts::notice::Proof;

    use super::*;

    fn sheet(paragraphs: usize) -> Sheet {
        let body = "您于2026年3月2日（周一）提交的“取水许可”申请（办件编号620102 20260302 000001 F），材料齐全、\
                    符合法定形式，现予受理。\n";
        Sheet {
            text: format!(
                "# 兰州市水务局\n## 受理通知书\n### 〔2026〕12号\n马小军：\n{}- 平面图\n> 理由\n>> 兰州市水务局\n\
                 >> 2026年3月12日（周四）\n",
                body.repeat(paragraphs)
            ),
            proof: Some(Proof {
                code: "7K2M-0QXR-93BD-HE4T".into(),
                link: "https://gov.test/verify/7K2M0QXR93BDHE4T".into(),
            }),
        }
    }

    fn read(bytes: &[u8]) -> (usize, String) {
        let document = lopdf::Document::load_mem(bytes).unwrap();
        let pages: Vec<u32> = document.get_pages().keys().copied().collect();
        let text = document.extract_text(&pages).unwrap();
        (pages.len(), text.replace(char::is_whitespace, ""))
    }

    #[test]
    fn a_file_holds_the_text_and_is_the_same_twice() {
        let face = Fonts::new(None)
            .face()
            .expect("fonts-noto-cjk is installed");
        let once = pdf(&face, Locale::ZhCn, &sheet(1)).unwrap();
        assert_eq!(once, pdf(&face, Locale::ZhCn, &sheet(1)).unwrap());
        let (pages, text) = read(&once);
        assert_eq!(pages, 1);
        for piece in [
            "兰州市水务局",
            "受理通知书",
            "〔2026〕12号",
            "马小军：",
            "现予受理。",
            "7K2M-0QXR-93BD-HE4T",
        ] {
            assert!(text.contains(piece), "{piece} in {text}");
        }
        assert!(once.len() < 60_000, "{}", once.len());
    }

    #[test]
    fn a_long_one_goes_over_pages() {
        let face = Fonts::new(None).face().unwrap();
        let (pages, text) = read(&pdf(&face, Locale::En, &sheet(30)).unwrap());
        assert!(pages > 2, "{pages}");
        assert!(text.contains(&format!("1/{pages}")), "{text}");
        assert_eq!(text.matches("现予受理").count(), 30);
        let lines = face.lines(&"x".repeat(200), 12.0, 100.0, 0.0);
        assert!(lines.iter().all(|line| face.width(line, 12.0) <= 100.0));
        assert_eq!(lines.concat().len(), 200);
    }

    #[test]
    fn without_a_font_it_says_what_to_do() {
        let none = Fonts::new(Some("/nowhere/font.ttc".into()))
            .face()
            .unwrap_err();
        assert!(none.to_string().contains("pdf_font") && none.to_string().contains("/nowhere"));
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("text.ttf");
        std::fs::write(&path, "no font").unwrap();
        assert!(Fonts::new(Some(path)).face().is_err());
        assert!(NoFont::Missing.to_string().contains("fonts-noto-cjk"));
    }
}
