//! How a case of an item is handled, as a drawing from top to bottom with the same in words beside it. All of it
//! for those who work with it; what usually happens for those who apply. With a case, each box says whether it is
//! done, where the case is now, what may come and what it went past, by shape, word and colour.

mod lettering;
mod model;
mod pen;
mod rails;
pub mod samples;
mod simple;
mod whole;
mod words;

use domain::locale::Localised;
use leptos::prelude::*;

pub use model::{Block, Detail, Drawing, Grid, Label, Node, Party, PictureView, Shape, Spot, Way};

use crate::shell::Shell;

/// One on a page.
pub fn process_picture(shell: &Shell, view: &PictureView) -> AnyView {
    let (sheet, key) = match &view.drawing {
        Drawing::Simple(blocks) => (simple::draw(shell, blocks), None),
        Drawing::Whole(grid) => (whole::draw(shell, grid), Some(whole::legend(shell, grid))),
    };
    let class = match view.drawing {
        Drawing::Simple(_) => "process process-simple",
        Drawing::Whole(_) => "process",
    };
    let list = match &view.drawing {
        Drawing::Simple(blocks) => words::course(shell, blocks),
        Drawing::Whole(grid) => words::grid(shell, grid, view.conditions),
    };
    let title = shell.tv(
        "process-title",
        &[("name", words(shell, &view.name).into())],
    );
    let count = [("count", view.drawing.steps().into())];
    let about = shell.tv("process-about", &count);
    let frame = format!("0 0 {} {}", sheet.width, sheet.height);
    let width = format!("{}rem", f64::from(sheet.width) / 16.0);
    view! {
        <div class=class>
            <div class="process-drawing">
            <div class="process-sheet" tabindex="0" role="group" aria-label=shell.t("process-scroll")>
                <svg viewBox=frame width=width role="img" aria-labelledby="process-title" aria-describedby="process-about" focusable="false">
                    <title id="process-title">{title}</title>
                    <desc id="process-about">{about}</desc>
                    {sheet.parts}
                </svg>
            </div>
            {key}
            </div>
            <details class="details" open=view.conditions>
                <summary>{shell.t("process-in-words")}</summary>
                <div>{list}</div>
            </details>
        </div>
    }
    .into_any()
}

fn words(shell: &Shell, name: &Localised) -> String {
    name.get(shell.locale).to_owned()
}

#[cfg(test)]
mod tests;
