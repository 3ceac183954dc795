//! The order of the steps, and hands that have to be apart.

use std::collections::BTreeSet;

use super::{Hit, Look};
use crate::case::{Entry, Fact};
use crate::catalogue::{ACCEPTANCE, Node, ServiceItem, ways};

/// Rule 10.
pub(super) fn out_of_order(look: &Look<'_>) -> Vec<Hit> {
    // Another version may have had other steps when they were worked.
    if look.case.definition != look.case.received.definition {
        return Vec::new();
    }
    let mut hits = Vec::new();
    let done = &look.case.done;
    for (place, one) in done.iter().enumerate() {
        let Some(entry) = finished(look, &one.step, one.at) else {
            continue;
        };
        let passed = |step: &str| done.iter().take(place).any(|before| before.step == step);
        let agency = one.agency.clone();
        if before_all(look.ctx.item, &one.step).any(|step| !passed(step)) {
            hits.push(Hit {
                agency,
                ..Hit::of(entry).why("skipped")
            });
            continue;
        }
        let Some(step) = look.ctx.item.step(&one.step) else {
            continue;
        };
        let apart = step.apart_from.iter().any(|other| {
            let before: BTreeSet<_> = done
                .iter()
                .take(place)
                .filter(|before| before.step == *other.get_ref())
                .flat_map(|before| before.by.iter().copied())
                .chain(acceptance(look, other.get_ref()))
                .collect();
            one.by.iter().any(|hand| before.contains(hand))
        });
        if apart {
            hits.push(Hit {
                agency,
                ..Hit::of(entry).why("same-person")
            });
        }
    }
    // Whatever the definition keeps apart: who takes in is not who decides (受理、审查、决定相分离).
    if let (false, Some(decided)) = (look.is_immediate(), &look.case.decision)
        && let Some(entry) = look
            .entries
            .iter()
            .find(|entry| matches!(entry.fact, Fact::Decided { .. }))
        && decided
            .by
            .hands()
            .any(|hand| acceptance(look, ACCEPTANCE).any(|other| other == hand))
    {
        hits.push(Hit::of(entry).why("same-person"));
    }
    hits
}

/// The hands of the acceptance, where that is the step.
fn acceptance<'a>(
    look: &'a Look<'_>,
    step: &str,
) -> impl Iterator<Item = crate::id::OfficerId> + use<'a> {
    let asked = step == ACCEPTANCE;
    let accepted = look.case.acceptance.as_ref().filter(|_| asked);
    accepted.into_iter().flat_map(|one| one.by.hands())
}

/// The entry that finished a step then.
fn finished<'a>(look: &'a Look<'_>, step: &str, at: jiff::Timestamp) -> Option<&'a Entry> {
    look.entries.iter().find(|entry| {
        let (of, when) = match &entry.fact {
            Fact::StepRecorded {
                step,
                next: Some(_),
                ..
            }
            | Fact::Decided { step, .. }
            | Fact::LicenceIssued { step, .. }
            | Fact::Delivered { step, .. } => (step, entry.at),
            Fact::StepLapsed {
                step, lapsed_at, ..
            } => (step, *lapsed_at),
            _ => return false,
        };
        of == step && when == at
    })
}

/// The steps that every way to a step leads through. Those inside a parallel are left out: which of its branches had to
/// arrive, its join says.
fn before_all<'a>(item: &'a ServiceItem, step: &'a str) -> impl Iterator<Item = &'a str> {
    item.steps
        .iter()
        .map(|other| other.key())
        .filter(move |other| *other != step && reaches(item, step, None))
        .filter(move |other| !reaches(item, step, Some(other)))
}

/// Whether the step can be come to, without the one that is left out.
fn reaches(item: &ServiceItem, step: &str, without: Option<&str>) -> bool {
    let mut seen = BTreeSet::new();
    let mut next = vec![item.first_node()];
    while let Some(key) = next.pop() {
        if Some(key) == without || !seen.insert(key) {
            continue;
        }
        if key == step {
            return true;
        }
        if let Some(node) = item.node(key) {
            next.extend(ways(node).into_iter().map(|way| way.next));
            if let Node::Parallel(parallel) = node {
                next.extend(
                    parallel
                        .branches
                        .iter()
                        .map(|first| first.get_ref().as_str()),
                );
            }
        }
    }
    false
}
