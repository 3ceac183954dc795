//! A case that stands still, since a condition can't be evaluated, is somebody's to see: the log says it, the
//! metrics count it, and every page of administration.

use std::sync::atomic::{AtomicU64, Ordering};

use domain::case::{Case, Ctx, Entry};

/// How many choices have come to stand still since the program started.
static STOOD_STILL: AtomicU64 = AtomicU64::new(0);

pub fn stood_still() -> u64 {
    STOOD_STILL.load(Ordering::Relaxed)
}

/// Says it, where the new entries of a case led to a choice that stands still.
pub fn alarm(case: &Case, new: &[Entry], ctx: &Ctx<'_>) {
    let led_to = |choice: &str| {
        let mut moves = new.iter().filter_map(|entry| entry.fact.moves());
        moves.any(|moves| moves.open.iter().any(|open| open == choice))
    };
    for choice in case.standing(ctx).filter(|choice| led_to(choice)) {
        STOOD_STILL.fetch_add(1, Ordering::Relaxed);
        let why = case
            .unanswered(choice, ctx)
            .map(|unanswered| unanswered.why.to_string());
        tracing::error!(
            case_no = %case.received.no,
            item = %case.received.item,
            definition = %case.definition,
            choice,
            why,
            "a case stands still: a condition can't be evaluated"
        );
    }
}
