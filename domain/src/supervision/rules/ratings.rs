//! Rule 21.

use jiff::{SignedDuration, Timestamp};

use super::{Hit, Look, Settings, Threshold};
use crate::case::Fact;

/// Whether a rating came so soon after the end of its case that nobody can have read the result.
pub fn is_quick(settings: &Settings, concluded_at: Timestamp, rated_at: Timestamp) -> bool {
    let seconds = i64::from(settings.get(Threshold::SeriesSeconds));
    rated_at.duration_since(concluded_at) <= SignedDuration::from_secs(seconds)
}

/// One quick rating says nothing; of so many in a row, it is said once, of the one that makes the number full.
pub(super) fn in_series(look: &Look<'_>) -> Vec<Hit> {
    let rated = look
        .entries
        .iter()
        .find(|entry| matches!(entry.fact, Fact::Rated { .. }));
    let (Some(entry), Some(concluded_at)) = (rated, look.case.concluded_at) else {
        return Vec::new();
    };
    if entry.actor.officer().is_some() {
        return vec![Hit::of(entry).why("counter")];
    }
    let count = look.beside.quick_ratings;
    let full = i64::from(count) == look.threshold(Threshold::SeriesRatings);
    if !full || !is_quick(look.settings, concluded_at, entry.at) {
        return Vec::new();
    }
    vec![Hit::of(entry).why("series").measure(count)]
}
