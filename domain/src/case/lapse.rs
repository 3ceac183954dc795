//! 逾期视为: nobody acted on a step by the end of its limit, and the definition says what that counts as. An
//! agency that was asked has then consented; a public notice has met no objection.

use jiff::ToSpan;

use super::evidence::Now;
use super::{Actor, Case, Ctx, DeadlineKind, Fact};
use crate::authority::Act;

impl Case {
    /// The first step whose silence has spoken by now; nothing where none has. What follows from it may be
    /// silent in its turn, so whoever asks asks again.
    pub fn lapse_step(&self, actor: &Actor, ctx: &Ctx<'_>) -> Option<Fact> {
        if !actor.may(Act::DeemedOutcome) {
            return None;
        }
        let deadlines = self.deadlines(ctx);
        deadlines
            .iter()
            .filter(|deadline| deadline.kind == DeadlineKind::Step && deadline.is_running())
            .filter(|deadline| !deadline.stopped && ctx.now >= deadline.counted.due_at)
            .filter_map(|deadline| Some((deadline, deadline.step.as_deref()?)))
            .filter(|(_, step)| {
                self.open_node(step)
                    .is_some_and(|open| open.disputed_at.is_none())
            })
            .filter_map(|(deadline, step)| {
                let defined = ctx.item.step(step)?;
                let outcome = defined.outcome(defined.silence.as_ref()?.outcome.get_ref())?;
                // With the end of its last day, so that what follows counts from the day after that.
                let due_at = deadline.counted.due_at;
                let lapsed_at = due_at.saturating_sub(1.millisecond()).unwrap_or(due_at);
                Some((lapsed_at, step, outcome))
            })
            // The silence that spoke first: what it gave up has never spoken.
            .min_by_key(|(lapsed_at, ..)| *lapsed_at)
            .map(|(lapsed_at, step, outcome)| {
                let now = Now {
                    step,
                    outcome: &outcome.key,
                    record: None,
                };
                Fact::StepLapsed {
                    step: step.into(),
                    outcome: outcome.key.clone(),
                    lapsed_at,
                    next: self.follow(step, outcome, &self.evidence(Some(now), ctx), ctx),
                }
            })
    }
}
