//! How and when a case came to its end.

use jiff::civil::Weekday;

use super::{Hit, Look, Threshold};
use crate::case::{DeadlineKind, Entry, Fact};

/// The entry that closed the case.
pub fn closing(entries: &[Entry]) -> Option<&Entry> {
    entries.iter().find(|entry| {
        entry.fact.moves().is_some_and(|moves| moves.ends)
            || matches!(
                entry.fact,
                Fact::Declined { .. }
                    | Fact::Returned { .. }
                    | Fact::Withdrawn { .. }
                    | Fact::Voided { .. }
            )
    })
}

/// Rule 1. What was decided counts, not what was handed over: that may rightly wait.
pub(super) fn instant(look: &Look<'_>) -> Vec<Hit> {
    if look.is_immediate() {
        return Vec::new();
    }
    let accepted = look
        .entries
        .iter()
        .find(|entry| matches!(entry.fact, Fact::Accepted { deemed: false, .. }));
    let decided = look
        .entries
        .iter()
        .find(|entry| matches!(entry.fact, Fact::Decided { .. }));
    let (Some(accepted), Some(decided)) = (accepted, decided) else {
        return Vec::new();
    };
    let minutes = decided.at.duration_since(accepted.at).as_secs() / 60;
    if minutes >= look.threshold(Threshold::InstantMinutes) {
        return Vec::new();
    }
    vec![Hit::of(decided).and(accepted.seq).measure(minutes)]
}

/// Rule 2. Said once of so many: of the one that makes the number full.
pub(super) fn bulk(look: &Look<'_>) -> Vec<Hit> {
    let full = i64::from(look.beside.closings) == look.threshold(Threshold::BulkCases);
    // Of the same sort as those that are counted: endings of a step.
    let ends = |entry: &&Entry| entry.fact.moves().is_some_and(|moves| moves.ends);
    let closing = closing(look.entries)
        .filter(|entry| full && entry.actor.officer().is_some())
        .filter(ends);
    closing
        .map(|entry| Hit::of(entry).measure(look.beside.closings))
        .into_iter()
        .collect()
}

/// Rule 3. The break at noon is no such time. A rest day that was made a working day has the hours of a Monday where it
/// has none of its own.
pub(super) fn out_of_hours(look: &Look<'_>) -> Vec<Hit> {
    let closing = closing(look.entries).filter(|entry| entry.actor.officer().is_some());
    let Some(entry) = closing else {
        return Vec::new();
    };
    let local = entry.at.to_zoned(look.ctx.tz.clone());
    if !look.ctx.calendar.promised.is_working(local.date()) {
        return vec![Hit::of(entry).why("rest-day")];
    }
    let open = match look.hours.on(local.date().weekday()) {
        [] => look.hours.on(Weekday::Monday),
        open => open,
    };
    let (Some(first), Some(last)) = (open.first(), open.last()) else {
        return Vec::new();
    };
    let minutes = |time: jiff::civil::Time| i64::from(time.hour()) * 60 + i64::from(time.minute());
    let time = minutes(local.time());
    let away = (minutes(first.from) - time).max(time - minutes(last.to));
    if away <= look.threshold(Threshold::HoursMinutes) {
        return Vec::new();
    }
    vec![Hit::of(entry).why("hours").measure(away)]
}

/// Rule 16. Of the clocks that ran then: the promise and the law's, or before them the one for the check.
pub(super) fn before_deadline(look: &Look<'_>) -> Vec<Hit> {
    let closing = closing(look.entries)
        .filter(|entry| matches!(entry.fact, Fact::Voided { .. } | Fact::Returned { .. }));
    let Some((entry, before)) = closing.and_then(|entry| Some((entry, look.before(entry.seq)?)))
    else {
        return Vec::new();
    };
    let ctx = crate::case::Ctx {
        now: entry.at,
        ..look.ctx
    };
    let due = before
        .deadlines(&ctx)
        .into_iter()
        .filter(|deadline| {
            matches!(
                deadline.kind,
                DeadlineKind::Promised | DeadlineKind::Statutory | DeadlineKind::Check
            )
        })
        .filter(|deadline| deadline.is_running() && !deadline.stopped)
        .map(|deadline| deadline.counted.due_at)
        .min();
    let Some(due) = due else {
        return Vec::new();
    };
    let left = due.duration_since(entry.at).as_secs();
    if left > look.threshold(Threshold::NearHours) * 3600 {
        return Vec::new();
    }
    let why = if left < 0 { "overdue" } else { "near" };
    vec![Hit::of(entry).why(why).measure((left / 3600).abs())]
}
