//! 催办 by the applicant: once a day, as soon as the agency's lamp is due soon.

use jiff::ToSpan;

use super::{Actor, Blocked, Case, Ctx, Fact, Refusal, Stage};
use crate::authority::Act;

impl Case {
    /// # Errors
    /// As `remindable`.
    pub fn remind(&self, actor: &Actor, ctx: &Ctx<'_>) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::Reminder)?;
        self.remindable(ctx)?;
        Ok(vec![Fact::Reminded])
    }

    /// Whether the agency may be reminded now.
    ///
    /// # Errors
    /// `Blocked::Stage` where the agency does not have the turn, `Blocked::Paused` where its clock stands still,
    /// `Blocked::ReminderEarly` with the first day for it, `Blocked::RemindedToday` with the next.
    pub fn remindable(&self, ctx: &Ctx<'_>) -> Result<(), Blocked> {
        let agencys = matches!(self.stage, Stage::Received | Stage::InProcess);
        self.expect_stage(agencys)?;
        let soon_at = self.lamp_inputs(&self.deadlines(ctx)).soon_at;
        match soon_at {
            Some(soon_at) if ctx.now >= soon_at => {}
            // The day that was announced for the procedure's end is not one to be reminded of.
            _ if self.open_pause().is_some() => return Err(Blocked::Paused),
            Some(soon_at) => return Err(Blocked::ReminderEarly(ctx.date(soon_at))),
            None => return Err(Blocked::NothingDue),
        }
        let today = ctx.date(ctx.now);
        match self.reminders.last() {
            Some(last) if ctx.date(*last) == today => {
                Err(Blocked::RemindedToday(today.saturating_add(1.day())))
            }
            _ => Ok(()),
        }
    }
}
