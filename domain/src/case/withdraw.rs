//! 撤回: the applicant takes the application back, any time before the decision.

use super::{Actor, Case, Fact, Refusal, StatementRef};
use crate::authority::Act;

impl Case {
    /// # Errors
    /// `Blocked` once the case is decided or concluded.
    pub fn withdraw(
        &self,
        actor: &Actor,
        reason: Option<StatementRef>,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::Withdrawal)?;
        self.expect_stage(self.is_open() && self.decision.is_none())?;
        Ok(vec![Fact::Withdrawn { reason }])
    }
}
