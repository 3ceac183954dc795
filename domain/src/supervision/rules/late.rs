//! What came too late, or was written down too late.

use super::{Hit, Look, Threshold};
use crate::case::{DeadlineKind, Fact, WarningLevel};

/// Rule 18. The limit is the item's (行政许可法 44: ten working days).
pub(super) fn not_delivered(look: &Look<'_>) -> Vec<Hit> {
    let decided = look.entries.iter().find(|entry| {
        matches!(
            entry.fact,
            Fact::Decided { .. } | Fact::DeemedRenewed { .. }
        )
    });
    let Some(decided) = decided else {
        return Vec::new();
    };
    let late = look
        .case
        .deadlines(&look.ctx)
        .into_iter()
        .find(|deadline| deadline.kind == DeadlineKind::Delivery)
        .filter(|deadline| !deadline.stopped)
        .filter(|deadline| deadline.met_at.unwrap_or(look.ctx.now) >= deadline.counted.due_at);
    late.map(|deadline| Hit {
        at: deadline.counted.due_at,
        officer: None,
        ..Hit::of(decided)
    })
    .into_iter()
    .collect()
}

/// Rule 19. Once a case: what was late once is seen, and an hour in which nothing was written makes all of them late.
pub(super) fn recorded_late(look: &Look<'_>) -> Vec<Hit> {
    let hours = look.threshold(Threshold::LateHours);
    look.entries
        .iter()
        .find_map(|entry| {
            let (happened, why) = match &entry.fact {
                Fact::Warned {
                    level: WarningLevel::Overdue | WarningLevel::StatutoryOverdue,
                    crossed_at: Some(at),
                    ..
                } => (*at, "crossing"),
                Fact::StepLapsed { lapsed_at, .. } | Fact::DeemedRenewed { lapsed_at, .. } => {
                    (*lapsed_at, "silence")
                }
                Fact::LicenceIssued { issued_on, .. } => {
                    let end = issued_on.tomorrow().ok()?;
                    (
                        end.to_zoned(look.ctx.tz.clone()).ok()?.timestamp(),
                        "licence",
                    )
                }
                _ => return None,
            };
            // A date that was moved to before today by a notice that came late was crossed unseen by anybody.
            let moved =
                look.entries.iter().rev().find(|one| {
                    one.seq <= entry.seq && matches!(one.fact, Fact::Recalculated { .. })
                });
            let happened = moved.map_or(happened, |moved| happened.max(moved.at));
            let late = entry.at.duration_since(happened).as_hours();
            (late > hours).then(|| Hit::of(entry).why(why).measure(late))
        })
        .into_iter()
        .collect()
}

/// Rule 20.
pub(super) fn check_lapsed(look: &Look<'_>) -> Vec<Hit> {
    look.entries
        .iter()
        .filter(|entry| matches!(entry.fact, Fact::Accepted { deemed: true, .. }))
        .map(Hit::of)
        .collect()
}
