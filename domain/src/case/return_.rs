//! 退件: the applicant let the time to supplement run out.

use super::{Actor, Blocked, Case, Ctx, DeadlineKind, Fact, Refusal, StatementRef};
use crate::authority::Act;

impl Case {
    /// # Errors
    /// `Blocked::NotLapsed` while the applicant still has time.
    pub fn return_to_applicant(
        &self,
        actor: &Actor,
        reason: StatementRef,
        ctx: &Ctx<'_>,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::Return)?;
        self.expect_stage(self.awaits_applicant())?;
        let lapsed = self.deadlines(ctx).iter().any(|deadline| {
            matches!(
                deadline.kind,
                DeadlineKind::Supplement | DeadlineKind::Tolerated
            ) && deadline.is_running()
                && ctx.now >= deadline.counted.due_at
        });
        if !lapsed {
            return Err(Blocked::NotLapsed.into());
        }
        Ok(vec![Fact::Returned { reason }])
    }
}
