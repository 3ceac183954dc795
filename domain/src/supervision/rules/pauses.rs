//! Clocks that were stopped.

use super::{Hit, Look, Threshold, closing};
use crate::case::{DeadlineKind, Entry, Fact, WarningLevel};

fn pauses<'a>(look: &'a Look<'_>) -> impl Iterator<Item = &'a Entry> {
    look.entries
        .iter()
        .filter(|entry| matches!(entry.fact, Fact::Paused { .. }))
}

/// Rule 4. The part of the time is known once the case is decided or closed: one that still runs can make up for it.
pub(super) fn much(look: &Look<'_>) -> Vec<Hit> {
    let mut hits = Vec::new();
    let times = usize::try_from(look.threshold(Threshold::PauseTimes)).unwrap_or(usize::MAX);
    if let Some(one) = pauses(look).nth(times) {
        hits.push(Hit::of(one).why("times").measure(times + 1));
    }
    let decided = look
        .entries
        .iter()
        .find(|entry| matches!(entry.fact, Fact::Decided { .. }));
    let accepted = look.case.acceptance.as_ref();
    if let (Some(end), Some(accepted)) = (decided.or_else(|| closing(look.entries)), accepted) {
        let whole = end.at.duration_since(accepted.at).as_secs();
        let paused: i64 = look
            .case
            .pauses
            .iter()
            .map(|pause| {
                let ended = pause.ended_at.unwrap_or(end.at).min(end.at);
                ended.duration_since(pause.at).as_secs().max(0)
            })
            .sum();
        let percent = if whole > 0 { paused * 100 / whole } else { 0 };
        if percent > look.threshold(Threshold::PausePercent) {
            let hit = Hit::of(end).why("share").measure(percent);
            hits.push(pauses(look).fold(hit, |hit, pause| hit.and(pause.seq)));
        }
    }
    hits
}

/// Rule 5.
pub(super) fn without_basis(look: &Look<'_>) -> Vec<Hit> {
    pauses(look)
        .filter(|entry| matches!(entry.fact, Fact::Paused { legal: false, .. }))
        .map(Hit::of)
        .collect()
}

/// Rule 6.
pub(super) fn not_told(look: &Look<'_>) -> Vec<Hit> {
    let mut hits = Vec::new();
    for pause in pauses(look) {
        if !look.told(pause.seq) {
            hits.push(Hit::of(pause).why("no-notice"));
            continue;
        }
        let over = look
            .entries
            .iter()
            .filter(|entry| entry.seq > pause.seq)
            .take_while(|entry| !matches!(entry.fact, Fact::Resumed { .. }))
            .find_map(|entry| match entry.fact {
                Fact::Warned {
                    deadline: DeadlineKind::Pause,
                    level: WarningLevel::Overdue,
                    crossed_at,
                    ..
                } => Some((entry, crossed_at.unwrap_or(entry.at))),
                _ => None,
            });
        if let Some((warned, at)) = over {
            let hit = Hit::of(pause).and(warned.seq).why("too-long");
            hits.push(Hit { at, ..hit });
        }
    }
    hits
}
