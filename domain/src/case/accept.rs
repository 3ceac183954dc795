//! 受理. The statutory and promised clocks start (行政许可法 32(5), 42). Past the check limit the
//! law has accepted already: the counter can only note it, counted from the receipt (32(4)).

use super::{Actor, Case, Ctx, Fact, Refusal, Stage};
use crate::authority::Act;
use crate::catalogue::ACCEPTANCE;

impl Case {
    /// # Errors
    /// `Denied` to anyone but the counter; `Blocked` unless the case is with the counter.
    pub fn accept(&self, actor: &Actor, ctx: &Ctx<'_>) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::Acceptance)?;
        self.expect_stage(self.stage == Stage::Received)?;
        self.expect_free(actor, ACCEPTANCE)?;
        if self.check_lapsed(ctx) {
            return Ok(vec![self.deemed_acceptance(ctx)]);
        }
        Ok(vec![Fact::Accepted {
            deemed: false,
            counts_from: ctx.now,
            calendar: ctx.calendar.version().into(),
            next: self.enter(ctx),
        }])
    }
}
