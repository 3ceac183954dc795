//! 送达: the result reaches the applicant, and how (行政许可法 44).

use super::{Actor, Blocked, Case, Ctx, DeliveryMethod, Fact, Refusal, StatementRef};
use crate::authority::Act;
use crate::catalogue::StepAct;

impl Case {
    /// `note` says who received it, or the number of the parcel.
    ///
    /// # Errors
    /// `Blocked` unless the case waits for delivery.
    pub fn deliver(
        &self,
        actor: &Actor,
        method: DeliveryMethod,
        note: Option<StatementRef>,
        ctx: &Ctx<'_>,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::Delivery)?;
        let step = self.open_step().unwrap_or_default();
        let defined = self.expect_step(step, StepAct::Delivery, ctx)?;
        self.expect_worker(actor, step, ctx)?;
        self.expect_free(actor)?;
        let outcome = defined
            .outcome("delivered")
            .ok_or(Blocked::OutcomeUnknown)?;
        Ok(vec![Fact::Delivered {
            step: step.into(),
            method,
            note,
            next: outcome.next.get_ref().clone(),
        }])
    }
}
