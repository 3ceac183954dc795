//! What applicants are asked for: once, and only what the item lists; and what they complained of with reason.

use super::{Hit, Look};
use crate::case::{ComplaintGround, CorrectionTarget, Entry, Fact, Target};

fn corrections<'a>(
    look: &'a Look<'_>,
) -> impl Iterator<Item = (&'a Entry, &'a [CorrectionTarget])> {
    look.entries.iter().filter_map(|entry| match &entry.fact {
        Fact::Corrected { targets } => Some((entry, targets.as_slice())),
        _ => None,
    })
}

/// Rule 7. What the first notice named may be asked for again, where what came was not it.
pub(super) fn asked_again(look: &Look<'_>) -> Vec<Hit> {
    let mut all = corrections(look);
    let Some((first, named)) = all.next() else {
        return Vec::new();
    };
    all.filter(|(_, targets)| {
        targets
            .iter()
            .any(|target| !named.iter().any(|told| told.what == target.what))
    })
    .map(|(entry, _)| Hit::of(entry).and(first.seq))
    .collect()
}

/// Rule 15.
pub(super) fn unlisted(look: &Look<'_>) -> Vec<Hit> {
    let item = look.ctx.item;
    let listed = |target: &CorrectionTarget| match &target.what {
        Target::Field(key) => item.field(key).is_some(),
        Target::Material(key) => item.material(key).is_some(),
    };
    // What an older version listed can't be looked up in this one.
    let same = look.case.definition == look.case.received.definition;
    let asked = corrections(look)
        .filter(|(_, targets)| same && !targets.iter().all(listed))
        .map(|(entry, _)| Hit::of(entry).why("correction"));
    let complained = founded(look, ComplaintGround::Demand);
    asked.chain(complained).collect()
}

/// Rule 14.
pub(super) fn fee(look: &Look<'_>) -> Vec<Hit> {
    founded(look, ComplaintGround::Fee).collect()
}

/// Complaints that supervision found to be so. Whose act it was, a complaint does not say.
fn founded(look: &Look<'_>, of: ComplaintGround) -> impl Iterator<Item = Hit> {
    look.entries.iter().filter_map(move |entry| {
        let Fact::ComplaintAnswered {
            complaint,
            founded: true,
            ..
        } = entry.fact
        else {
            return None;
        };
        let made = look.entries.iter().find(|made| made.seq == complaint)?;
        let fits = matches!(made.fact, Fact::Complained { ground, .. } if ground == of);
        fits.then(|| Hit {
            seqs: vec![made.seq, entry.seq],
            at: made.at,
            why: "complaint",
            ..Hit::default()
        })
    })
}
