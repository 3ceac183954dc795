//! Rule 22.

use super::{Hit, Look};
use crate::case::Fact;

pub(super) fn changed(look: &Look<'_>) -> Vec<Hit> {
    let mut goes_by = &look.case.received.definition;
    let mut hits = Vec::new();
    for entry in look.entries {
        let Fact::Migrated { definition, .. } = &entry.fact else {
            continue;
        };
        let promised = |version: &str| look.beside.promises.get(version);
        if let (Some(before), Some(after)) = (promised(goes_by), promised(definition))
            && before.limit() != after.limit()
        {
            hits.push(Hit::of(entry));
        }
        goes_by = definition;
    }
    hits
}
