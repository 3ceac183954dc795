//! 预警: every crossing of a deadline's marks, once, with the instant at which it happened.

use jiff::Timestamp;

use super::{Actor, Case, Ctx, Deadline, DeadlineKind, Fact, Stage, WarningLevel};
use crate::authority::Act;

impl Case {
    /// The crossings to append, in order of time. A job that was down writes all that it missed, each with
    /// its own instant; one that ran twice writes nothing the second time.
    pub fn signal(&self, actor: &Actor, ctx: &Ctx<'_>) -> Vec<Fact> {
        if !actor.may(Act::Signal) {
            return Vec::new();
        }
        let deadlines = self.deadlines(ctx);
        let mut crossed: Vec<_> = deadlines
            .iter()
            .flat_map(|deadline| marks(deadline).map(move |mark| (mark, deadline)))
            .filter(|((level, at), deadline)| {
                ctx.now >= *at && self.is_to_signal(deadline, *level, *at)
            })
            .collect();
        crossed.sort_by_key(|((_, at), _)| *at);
        crossed
            .into_iter()
            .map(|((level, at), deadline)| Fact::Warned {
                deadline: deadline.kind,
                step: deadline.step.clone(),
                level,
                crossed_at: Some(at),
            })
            .collect()
    }

    /// When time next does something about the deadline; absent where it has done all it can. The check
    /// limit's end stays until the case is accepted, though somebody's act has recorded the crossing.
    pub fn next_signal_at(&self, deadline: &Deadline) -> Option<Timestamp> {
        let accepts = deadline.kind == DeadlineKind::Check
            && deadline.is_running()
            && self.stage == Stage::Received;
        // So does the end of a step whose silence says something.
        let speaks = deadline.kind == DeadlineKind::Step
            && deadline.is_running()
            && !deadline.stopped
            && deadline.silent;
        marks(deadline)
            .filter(|(level, at)| self.is_to_signal(deadline, *level, *at))
            .map(|(_, at)| at)
            .chain((accepts || speaks).then_some(deadline.counted.due_at))
            .min()
    }

    /// A date that moved later turns the lamp back, and its mark is crossed again; one that moved earlier was
    /// crossed already.
    fn is_to_signal(&self, deadline: &Deadline, level: WarningLevel, at: Timestamp) -> bool {
        let scope = self.warning_scope(deadline.kind, deadline.step.as_deref());
        deadline.is_running()
            && !deadline.stopped
            && !self.warnings.iter().any(|warning| {
                warning.deadline == deadline.kind
                    && warning.step_now == deadline.step
                    && warning.opened_at == scope
                    && warning.level == level
                    && warning.crossed_at >= at
            })
    }

    /// Clocks that can start again are told apart by their start.
    pub(super) fn warning_scope(
        &self,
        kind: DeadlineKind,
        step: Option<&str>,
    ) -> Option<Timestamp> {
        match kind {
            DeadlineKind::Check => Some(self.check_from),
            DeadlineKind::Supplement => self.corrections.last().map(|correction| correction.at),
            DeadlineKind::Step => Some(self.open_node(step?)?.opened_at),
            DeadlineKind::Statutory
            | DeadlineKind::Promised
            | DeadlineKind::Opinion
            | DeadlineKind::Tolerated
            | DeadlineKind::Pause
            | DeadlineKind::Delivery
            | DeadlineKind::Renewal
            | DeadlineKind::OrderReply
            | DeadlineKind::RatingContact
            | DeadlineKind::RatingFollowUp
            | DeadlineKind::EnquiryReply => None,
        }
    }
}

pub(super) fn marks(
    deadline: &Deadline,
) -> impl Iterator<Item = (WarningLevel, Timestamp)> + use<> {
    let last = match deadline.kind {
        DeadlineKind::Statutory => WarningLevel::StatutoryOverdue,
        _ => WarningLevel::Overdue,
    };
    let counted = &deadline.counted;
    [
        (WarningLevel::DueSoon, counted.soon_at),
        (last, counted.due_at),
    ]
    .into_iter()
}
