//! 预警: the warnings that are due, each once for each run of its deadline.

use jiff::Timestamp;

use super::{Actor, Case, Ctx, Deadline, DeadlineKind, Fact, Stage, WarningLevel};
use crate::authority::Act;

impl Case {
    /// The warnings to append. A job that was down writes only the level that holds now; one
    /// that ran twice writes nothing the second time.
    pub fn signal(&self, actor: &Actor, ctx: &Ctx<'_>) -> Vec<Fact> {
        if !actor.may(Act::Signal) {
            return Vec::new();
        }
        self.deadlines(ctx)
            .iter()
            .filter(|deadline| deadline.is_running())
            .filter_map(|deadline| {
                let level = level(deadline, ctx.now)?;
                (!self.was_warned(deadline, level)).then(|| Fact::Warned {
                    deadline: deadline.kind,
                    step: deadline.step.clone(),
                    level,
                })
            })
            .collect()
    }

    /// When the deadline's lamp turns next; absent where it has said all it can.
    pub fn next_signal_at(&self, deadline: &Deadline) -> Option<Timestamp> {
        if !deadline.is_running() {
            return None;
        }
        let last = overdue_level(deadline.kind);
        if self.was_warned(deadline, last) {
            None
        } else if self.was_warned(deadline, WarningLevel::DueSoon) {
            Some(deadline.counted.due_at)
        } else {
            Some(deadline.counted.soon_at)
        }
    }

    fn was_warned(&self, deadline: &Deadline, level: WarningLevel) -> bool {
        let scope = self.warning_scope(deadline.kind);
        self.warnings.iter().any(|warning| {
            warning.deadline == deadline.kind
                && warning.step == deadline.step
                && warning.opened_at == scope
                && warning.level >= level
        })
    }

    /// Clocks that can start again are told apart by their start.
    pub(super) fn warning_scope(&self, kind: DeadlineKind) -> Option<Timestamp> {
        match kind {
            DeadlineKind::Check => Some(self.check_from),
            DeadlineKind::Supplement => self.corrections.last().map(|correction| correction.at),
            DeadlineKind::Step => match self.stage {
                Stage::InProcess { .. } => self.open_since,
                _ => None,
            },
            DeadlineKind::Statutory | DeadlineKind::Promised | DeadlineKind::Delivery => None,
        }
    }
}

fn level(deadline: &Deadline, now: Timestamp) -> Option<WarningLevel> {
    if now >= deadline.counted.due_at {
        Some(overdue_level(deadline.kind))
    } else if now >= deadline.counted.soon_at {
        Some(WarningLevel::DueSoon)
    } else {
        None
    }
}

fn overdue_level(kind: DeadlineKind) -> WarningLevel {
    match kind {
        DeadlineKind::Statutory => WarningLevel::StatutoryOverdue,
        _ => WarningLevel::Overdue,
    }
}
