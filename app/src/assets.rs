//! The style sheet, the icon and the scripts, embedded. Their names carry a hash of their content: serve them as immutable.

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The whole style sheet, minified; content type `text/css; charset=utf-8`.
pub const CSS: &str = include_str!(concat!(env!("OUT_DIR"), "/app.css"));

/// The portal's mark; content type `image/svg+xml`.
pub const FAVICON: &str = include_str!(concat!(env!("OUT_DIR"), "/favicon.svg"));

/// Shows how far an upload has come; content type `text/javascript; charset=utf-8`.
pub const UPLOAD: &str = include_str!(concat!(env!("OUT_DIR"), "/upload.js"));

/// Says how much new work came while the inbox is open; content type `text/javascript; charset=utf-8`.
pub const EVENTS: &str = include_str!(concat!(env!("OUT_DIR"), "/events.js"));

/// Keeps what is typed into the form of an act; likewise.
pub const DRAFT: &str = include_str!(concat!(env!("OUT_DIR"), "/draft.js"));

/// One key for what an officer does most; likewise.
pub const KEYS: &str = include_str!(concat!(env!("OUT_DIR"), "/keys.js"));

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    const TOKENS: &str = include_str!("../../style/tokens.css");

    /// (what is read, what it lies on, least ratio): WCAG 2.2 AA, 1.4.3 and 1.4.11.
    const PAIRS: &[(&str, &str, f64)] = &[
        ("ink", "ground", 7.0),
        ("ink", "surface", 7.0),
        ("ink", "sunken", 7.0),
        ("ink", "action-soft", 7.0),
        ("ink", "done-soft", 7.0),
        ("ink", "attention-soft", 7.0),
        ("ink", "late-soft", 7.0),
        ("ink-soft", "ground", 4.5),
        ("ink-soft", "surface", 4.5),
        ("ink-soft", "sunken", 4.5),
        ("action", "ground", 4.5),
        ("action", "surface", 4.5),
        ("action", "sunken", 4.5),
        ("action", "action-soft", 4.5),
        ("action", "attention-soft", 4.5),
        ("action", "done-soft", 4.5),
        ("action", "late-soft", 4.5),
        ("action-strong", "ground", 4.5),
        ("action-strong", "surface", 4.5),
        ("action-strong", "action-soft", 4.5),
        ("on-action", "action", 4.5),
        ("on-action", "action-strong", 4.5),
        ("done", "ground", 4.5),
        ("done", "surface", 4.5),
        ("done", "sunken", 4.5),
        ("done", "done-soft", 4.5),
        ("attention", "ground", 4.5),
        ("attention", "surface", 4.5),
        ("attention", "sunken", 4.5),
        ("attention", "attention-soft", 4.5),
        ("late", "ground", 4.5),
        ("late", "surface", 4.5),
        ("late", "sunken", 4.5),
        ("late", "late-soft", 4.5),
        ("on-late", "late", 4.5),
        ("control", "ground", 3.0),
        ("control", "surface", 3.0),
        ("focus", "ground", 3.0),
        ("focus", "surface", 3.0),
        ("focus", "sunken", 3.0),
        ("on-hero", "hero", 7.0),
        ("on-hero-soft", "hero", 4.5),
        ("on-hero-soft", "hero-deep", 4.5),
        ("hero-focus", "hero", 3.0),
        ("hero-focus", "hero-deep", 3.0),
    ];

    fn luminance(hex: &str) -> f64 {
        let channel = |i: usize| {
            let c = f64::from(u8::from_str_radix(&hex[i..i + 2], 16).unwrap()) / 255.0;
            if c <= 0.040_45 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn ratio(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn tokens(css: &str) -> HashMap<String, [String; 2]> {
        css.lines()
            .filter_map(|line| {
                let (name, value) = line.trim().strip_prefix("--")?.split_once(':')?;
                let inner = value.trim().strip_prefix("light-dark(")?.split_once(')')?.0;
                let (light, dark) = inner.split_once(',')?;
                Some((
                    name.to_owned(),
                    [light.trim().to_owned(), dark.trim().to_owned()],
                ))
            })
            .collect()
    }

    #[test]
    fn every_pair_of_colours_passes() {
        let (base, more) = TOKENS.split_once("prefers-contrast").unwrap();
        let base = tokens(base);
        let mut high = base.clone();
        high.extend(tokens(more));
        let mut failed = Vec::new();
        for (theme, set) in [("normal", &base), ("more contrast", &high)] {
            for (front, back, least) in PAIRS {
                for (i, scheme) in ["light", "dark"].iter().enumerate() {
                    let r = ratio(&set[*front][i], &set[*back][i]);
                    println!("{theme} {scheme}: {front} on {back} {r:.2}");
                    if r < *least {
                        failed.push(format!(
                            "{theme} {scheme}: {front} on {back} is {r:.2}, needs {least}"
                        ));
                    }
                }
            }
        }
        assert!(failed.is_empty(), "{}", failed.join("\n"));
    }

    #[test]
    fn scripts_are_small() {
        assert!(super::UPLOAD.len() <= 3072, "{} bytes", super::UPLOAD.len());
        assert!(super::EVENTS.len() <= 1536, "{} bytes", super::EVENTS.len());
        assert!(super::UPLOAD_PATH.starts_with("/assets/upload-"));
        assert!(super::DRAFT.len() <= 3072, "{} bytes", super::DRAFT.len());
        assert!(super::KEYS.len() <= 2048, "{} bytes", super::KEYS.len());
    }

    #[test]
    fn the_style_sheet_is_bundled_and_named_by_content() {
        assert!(!super::CSS.contains("@import"));
        assert!(super::CSS_PATH.starts_with("/assets/app-") && super::CSS_PATH.ends_with(".css"));
        assert!(super::CSS.len() < 48_000, "{} bytes", super::CSS.len());
    }
}
