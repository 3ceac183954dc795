//! Rule 17.

use super::{Hit, Look, Threshold};

pub(super) fn sent_again(look: &Look<'_>) -> Vec<Hit> {
    let (Some(first), Some(returned)) = (look.entries.first(), look.beside.returned_at) else {
        return Vec::new();
    };
    let days = first.at.duration_since(returned).as_hours() / 24;
    if first.at < returned || days > look.threshold(Threshold::AgainDays) {
        return Vec::new();
    }
    // Who took it in has no part in why the one before was sent back.
    let hit = Hit::of(first).measure(days);
    vec![Hit {
        officer: None,
        ..hit
    }]
}
