//! Rule 13. A journal with a second extension does not fold, and none that does can have one: the rule reads the
//! entries.

use super::{Hit, Look};
use crate::authority::Role;
use crate::case::{Ctx, DeadlineKind, Entry, Fact};
use crate::catalogue::CaseKind;

pub(super) fn wrong(look: &Look<'_>) -> Vec<Hit> {
    let mut first: Option<u64> = None;
    let mut hits = Vec::new();
    for entry in look.entries {
        if !matches!(entry.fact, Fact::Extended { .. }) {
            continue;
        }
        let hit = Hit::of(entry);
        if let Some(first) = first {
            hits.push(hit.and(first).why("twice"));
        } else if had_run_out(look, entry) {
            hits.push(hit.why("too-late"));
        } else if by_wrong_head(look, entry) {
            hits.push(hit.why("wrong-role"));
        }
        first.get_or_insert(entry.seq);
    }
    hits
}

fn had_run_out(look: &Look<'_>, entry: &Entry) -> bool {
    let Some(before) = look.before(entry.seq) else {
        return false;
    };
    let ctx = Ctx {
        now: entry.at,
        ..look.ctx
    };
    before.deadlines(&ctx).iter().any(|deadline| {
        deadline.kind == DeadlineKind::Statutory
            && !deadline.stopped
            && entry.at >= deadline.counted.due_at
    })
}

/// 行政许可法 42: the head of the agency or, in joint handling, of the government.
fn by_wrong_head(look: &Look<'_>, entry: &Entry) -> bool {
    let wanted = match look.case.received.kind {
        CaseKind::Joint => Role::GovernmentHead,
        CaseKind::Immediate | CaseKind::Promised | CaseKind::Forwarded => Role::Head,
    };
    // In somebody's place, it is theirs that count.
    let roles = entry
        .actor
        .hands()
        .filter_map(|hand| look.beside.roles.get(&hand));
    let mut known = roles.peekable();
    known.peek().is_some() && !known.any(|roles| roles.contains(&wanted))
}
