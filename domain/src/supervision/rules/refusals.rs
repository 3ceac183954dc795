//! Refusals: with a reason of their own, told in writing with the remedies, and with the agency whose power it is.

use super::{Hit, Look, Threshold};
use crate::case::{Decision, DeclineGround, Fact};

/// Rule 8. The notice carries the remedies of the item's guide, which the catalogue's check asks for: without a notice
/// nobody was told of them.
pub(super) fn without_reason(look: &Look<'_>) -> Vec<Hit> {
    let refusals = look.entries.iter().filter(|entry| {
        matches!(
            entry.fact,
            Fact::Declined { .. }
                | Fact::Decided {
                    decision: Decision::Refused,
                    ..
                }
        )
    });
    refusals
        .filter_map(|entry| {
            let hit = Hit::of(entry);
            let reason = look.beside.reasons.get(&entry.seq);
            let short = |length: usize| {
                i64::try_from(length)
                    .is_ok_and(|length| length < look.threshold(Threshold::ReasonCharacters))
            };
            match reason {
                Some(reason) if short(reason.length) => {
                    Some(hit.why("short").measure(reason.length))
                }
                Some(reason)
                    if i64::from(reason.cases) >= look.threshold(Threshold::ReasonCases) =>
                {
                    Some(hit.why("template").measure(reason.cases))
                }
                _ if !look.told(entry.seq) => Some(hit.why("not-told")),
                _ => None,
            }
        })
        .collect()
}

/// Rule 9.
pub(super) fn without_agency(look: &Look<'_>) -> Vec<Hit> {
    look.entries
        .iter()
        .filter(|entry| {
            matches!(
                &entry.fact,
                Fact::Declined {
                    ground: DeclineGround::NotOurs,
                    agency,
                    ..
                } if agency.as_deref().is_none_or(str::is_empty)
            )
        })
        .map(Hit::of)
        .collect()
}
