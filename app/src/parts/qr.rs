//! 二维码: a link to hold a telephone over, as a picture that scales and prints.

use leptos::prelude::*;
use qrcode::{Color, EcLevel, QrCode};

/// The white frame that readers want around it, in modules (GB/T 18284, ISO/IEC 18004).
const QUIET: usize = 4;

/// Dark modules that touch in a row: column, row and how many.
pub type Bar = (usize, usize, usize);

/// How many modules wide and high, and the dark ones. Nothing for a text that is too long.
pub fn bars(link: &str) -> Option<(usize, Vec<Bar>)> {
    let code = QrCode::with_error_correction_level(link, EcLevel::M).ok()?;
    let width = code.width();
    let mut bars = Vec::new();
    for (row, modules) in code.to_colors().chunks(width).enumerate() {
        let mut column = 0;
        while let Some(rest) = modules.get(column..).filter(|rest| !rest.is_empty()) {
            let dark = rest.iter().take_while(|one| **one == Color::Dark).count();
            if dark > 0 {
                bars.push((column, row, dark));
            }
            column += dark.max(1);
        }
    }
    Some((width, bars))
}

/// `label` says what it leads to, for whoever can't see it. Nothing for a text that is too long for one.
pub fn qr(link: &str, label: &str) -> Option<AnyView> {
    let (width, bars) = bars(link)?;
    let mut path = String::new();
    for (column, row, dark) in bars {
        let (x, y) = (column + QUIET, row + QUIET);
        path.push_str(&format!("M{x} {y}h{dark}v1h-{dark}z"));
    }
    let size = width + 2 * QUIET;
    let view_box = format!("0 0 {size} {size}");
    let label = label.to_owned();
    Some(
        view! {
            <svg class="qr" viewBox=view_box width="160" height="160" role="img" aria-label=label shape-rendering="crispEdges">
                <rect width=size.to_string() height=size.to_string() fill="#fff"/>
                <path d=path fill="#000"/>
            </svg>
        }
        .into_any(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_a_frame_a_name_and_three_corners() {
        let link = "https://gov.test/track?no=62010220261123000001F";
        let html = qr(link, "Track <b>").unwrap().to_html();
        assert!(html.contains("role=\"img\"") && html.contains("aria-label=\"Track &lt;b&gt;\""));
        // The upper left corner begins after the frame: seven dark modules in a row.
        assert!(html.contains("d=\"M4 4h7v1h-7z"), "{html}");
        assert!(!html.contains("style="));
        assert!(html.len() < 12_000, "{}", html.len());
        assert!(qr(&"x".repeat(3000), "").is_none());
    }
}
