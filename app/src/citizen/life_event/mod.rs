//! Life events (一件事): what several agencies do, applied for with one form.

pub mod guide;
pub mod list;
pub mod receipt;
pub mod tracker;

use domain::locale::Localised;
use leptos::prelude::*;

use crate::parts::card::{Card, card_grid};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct EventLine {
    pub key: String,
    pub name: Localised,
    pub summary: Localised,
}

pub(super) fn event_cards(shell: &Shell, events: &[EventLine]) -> AnyView {
    let cards: Vec<Card> = events
        .iter()
        .map(|event| {
            let href = format!("/life-events/{}", event.key);
            Card::new(href, shell.l(&event.name)).text(shell.l(&event.summary))
        })
        .collect();
    card_grid(&cards)
}

/// Names in one line.
fn joined(shell: &Shell, names: &[Localised]) -> String {
    let names: Vec<String> = names.iter().map(|name| shell.l(name)).collect();
    names.join(&shell.t("citizen-event-joint"))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn event() -> EventLine {
        EventLine {
            key: "newborn".into(),
            name: Localised::new("新生儿出生一件事", "Having a baby"),
            summary: Localised::new("填一张表", "One form"),
        }
    }
}
