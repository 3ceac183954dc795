//! Steps that want several people, and hearings.

use std::collections::{BTreeMap, BTreeSet};

use super::{Hit, Look};
use crate::authority::Role;
use crate::case::{ExcludedTime, Fact};

/// Rule 11. How many a step wants is the definition's to say (行政许可法 34: two at least for a check on the spot).
pub(super) fn by_one(look: &Look<'_>) -> Vec<Hit> {
    let mut hits = Vec::new();
    // A step that is done over again starts with nobody's hands.
    let mut since: BTreeMap<&str, usize> = BTreeMap::new();
    for (place, entry) in look.entries.iter().enumerate() {
        let Fact::StepRecorded {
            step,
            outcome,
            next: Some(_),
            ..
        } = &entry.fact
        else {
            continue;
        };
        let wanted = look.ctx.item.step(step).map_or(1, |step| step.people);
        let hands: BTreeSet<_> = look
            .entries
            .iter()
            .take(place + 1)
            .skip(since.get(step.as_str()).copied().unwrap_or(0))
            .filter(|one| {
                matches!(&one.fact, Fact::StepRecorded { step: of, outcome: said, .. }
                    if of == step && said == outcome)
            })
            .filter_map(|one| one.actor.officer())
            .collect();
        if hands.len() < usize::from(wanted) {
            hits.push(Hit::of(entry).measure(hands.len()));
        }
        if wanted > 1 {
            since.insert(step, place + 1);
        }
    }
    hits
}

/// Rule 12.
pub(super) fn hearing(look: &Look<'_>) -> Vec<Hit> {
    let examined: BTreeSet<_> = look
        .case
        .done
        .iter()
        .filter(|done| {
            let step = look.ctx.item.step(&done.step);
            step.is_some_and(|step| step.role == Role::Examiner)
        })
        .flat_map(|done| done.by.iter().copied())
        .collect();
    let mut hits = Vec::new();
    let mut open = None;
    for entry in look.entries {
        match &entry.fact {
            Fact::Paused { reason, .. } => {
                open = (reason == ExcludedTime::Hearing.key()).then_some(entry.seq);
            }
            Fact::Resumed { .. } => {
                let by_examiner = entry.actor.hands().any(|hand| examined.contains(&hand));
                if let Some(paused) = open.take().filter(|_| by_examiner) {
                    hits.push(Hit::of(entry).and(paused));
                }
            }
            _ => {}
        }
    }
    hits
}
