//! What an entry of a case's journal says beside its kind, in every room alike.

use app::parts::fact_note::FactNote;
use domain::case::{DeadlineKind, Entry, Fact, Moved};
use domain::catalogue::ServiceItem;

use crate::clock::{self, pause_reason};

/// For the agency and its supervision.
pub fn of(item: &ServiceItem, entry: &Entry) -> Vec<FactNote> {
    notes(item, entry, |_| true)
}

/// For an officer who may not see every deadline.
pub fn seen(
    item: &ServiceItem,
    entry: &Entry,
    shows: impl Fn(DeadlineKind) -> bool,
) -> Vec<FactNote> {
    notes(item, entry, |moved| shows(moved.deadline))
}

/// For the applicant.
pub fn told(item: &ServiceItem, entry: &Entry) -> Vec<FactNote> {
    notes(item, entry, is_told)
}

/// Whether the applicant is told that a date moved.
pub fn is_told(moved: &Moved) -> bool {
    clock::is_told(moved.deadline)
}

fn notes(item: &ServiceItem, entry: &Entry, shows: impl Fn(&Moved) -> bool) -> Vec<FactNote> {
    match &entry.fact {
        Fact::Paused {
            reason,
            legal,
            expected,
            notice,
            ..
        } => {
            let basis = (!legal).then_some(FactNote::NoLegalBasis);
            [
                FactNote::Named(pause_reason(item, reason)),
                FactNote::Lasts(*expected),
                FactNote::Notice(*notice),
            ]
            .into_iter()
            .chain(basis)
            .collect()
        }
        Fact::Extended { limit, notice, .. } => {
            vec![FactNote::Lasts(*limit), FactNote::Notice(*notice)]
        }
        Fact::NoticeSent { number, .. } => vec![FactNote::Notice(*number)],
        Fact::OpinionGiven { key, .. } | Fact::ConsentDeemed { key } => item
            .consultation(key)
            .map(|one| FactNote::Named(one.name.clone()))
            .into_iter()
            .collect(),
        Fact::Ordered { limit, .. } | Fact::OrderSentBack { limit, .. } => {
            vec![FactNote::Within(*limit)]
        }
        Fact::Recalculated { reason, moved, .. } => {
            let because =
                (reason != crate::calendars::CATALOGUE).then(|| FactNote::Because(reason.clone()));
            let nothing = moved.is_empty().then_some(FactNote::NothingMoved);
            let moved = moved
                .iter()
                .filter(|moved| shows(moved))
                .map(|moved| FactNote::Moved {
                    kind: moved.deadline,
                    of: moved
                        .step
                        .as_deref()
                        .and_then(|step| item.step(step))
                        .map(|step| step.name.clone()),
                    from: moved.from,
                    to: moved.to,
                });
            because.into_iter().chain(moved).chain(nothing).collect()
        }
        Fact::Warned {
            crossed_at: Some(at),
            ..
        } if entry.at.duration_since(*at).as_secs() > LATE => vec![FactNote::Happened(*at)],
        _ => Vec::new(),
    }
}

/// What the job needs to come round, in seconds, and a little more.
const LATE: i64 = 120;
