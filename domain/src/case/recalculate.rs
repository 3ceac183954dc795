//! A notice of holidays that came late: the open case is counted anew under the calendar that holds now,
//! and says which of its dates moved and why. A closed case keeps the calendar that it was judged by.

use super::{Actor, Case, Ctx, Deadline, Fact, Moved};
use crate::authority::Act;
use crate::calendar::CaseCalendar;

impl Case {
    /// The fact to append; nothing where the case goes by `calendar` already, or is closed.
    pub fn recalculate(
        &self,
        actor: &Actor,
        calendar: &CaseCalendar,
        reason: &str,
        ctx: &Ctx<'_>,
    ) -> Vec<Fact> {
        let current = self.calendar.as_deref() == Some(calendar.version());
        if !actor.may(Act::Recalculation) || !self.is_open() || current {
            return Vec::new();
        }
        vec![Fact::Recalculated {
            calendar: calendar.version().into(),
            reason: reason.into(),
            moved: self.moves(calendar, ctx),
        }]
    }

    /// Which running deadlines another calendar would move.
    pub fn moves(&self, calendar: &CaseCalendar, ctx: &Ctx<'_>) -> Vec<Moved> {
        let after = self.deadlines(&Ctx { calendar, ..*ctx });
        self.deadlines(ctx)
            .iter()
            .zip(&after)
            .filter(|(before, _)| before.is_running())
            .filter(|(before, after)| before.counted.due_at != after.counted.due_at)
            .map(|(before, after)| Moved::of(before, after))
            .collect()
    }
}

impl Moved {
    fn of(before: &Deadline, after: &Deadline) -> Self {
        Self {
            deadline: before.kind,
            step: before.step.clone(),
            from: before.counted.due_on,
            to: after.counted.due_on,
        }
    }
}
