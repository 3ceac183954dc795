//! 作废办结: a case that should not be there is closed as void. It stays on file with its reason, supervision sees it
//! at once, and what was late stays late. Once it is decided, the applicant has been told, and only the ways of the law
//! lead back: 撤销 of what was granted, or reconsideration of what was refused.

use super::{Actor, Case, Fact, Refusal, StatementRef, VoidGround};
use crate::authority::Act;

impl Case {
    /// # Errors
    /// `Denied::SeparationOfDuties` where the officer worked the case; `Blocked` once it is decided or concluded.
    pub fn void(
        &self,
        actor: &Actor,
        ground: VoidGround,
        reason: StatementRef,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::Voiding)?;
        self.expect_uninvolved(actor)?;
        self.expect_stage(self.is_open() && self.decision.is_none())?;
        Ok(vec![Fact::Voided { ground, reason }])
    }
}
