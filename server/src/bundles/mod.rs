//! Bundles (一件事) at work. One submission makes a case of each part that waits for nothing; what waits opens, in the
//! transaction of the act that grants what it waited for, as if its applicant had applied at that instant. A part that
//! is not granted leaves those behind it closed, and the applicant is told. All of it can be asked for twice.
//!
//! A part is granted once its licence is issued or, without one, its case is concluded so (`domain::bundle::standing`):
//! a decision alone is not what the next agency can look at, and the delivery of a paper need not be waited for.
//!
//! Whoever opens or gives up parts holds the bundle's application, so that two cases that are granted at once take
//! turns, and the second sees the first.

mod follow;
mod opening;
mod submission;

use domain::locale::Localised;

use crate::state::App;

pub use follow::follow;
pub use submission::submit;

/// What the bundle calls a part; the item's own name where the bundle's file no longer has it.
pub fn part_name(app: &App, bundle: &str, item: &str) -> Localised {
    let bundle = app.catalogue.bundle(bundle);
    if let Some(part) = bundle.and_then(|bundle| bundle.part(item)) {
        return part.name.clone();
    }
    let definition = app.item(item);
    definition.map_or_else(
        || Localised::new(item, item),
        |definition| definition.item.name.clone(),
    )
}

/// The bundle's name; its key where the file is gone.
pub fn name(app: &App, key: &str) -> Localised {
    let bundle = app.catalogue.bundle(key);
    bundle.map_or_else(|| Localised::new(key, key), |bundle| bundle.name.clone())
}

/// Of an item or, where it is none, of a bundle.
pub fn either_name(app: &App, code: &str) -> Localised {
    match app.item(code) {
        Some(definition) => definition.item.name.clone(),
        None => name(app, code),
    }
}
