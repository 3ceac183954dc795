//! 送达: the result reaches the applicant, and how (行政许可法 44).

use super::evidence::Now;
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
        let step = self.open_of(StepAct::Delivery, ctx);
        let defined = self.expect_step(step, StepAct::Delivery, ctx)?;
        self.expect_worker(actor, step, ctx)?;
        self.expect_free(actor, step)?;
        let outcome = defined
            .outcome("delivered")
            .ok_or(Blocked::OutcomeUnknown)?;
        let now = Now {
            step,
            outcome: &outcome.key,
            record: None,
        };
        Ok(vec![Fact::Delivered {
            step: step.into(),
            method,
            note,
            next: self.follow(step, outcome, &self.evidence(Some(now), ctx), ctx),
        }])
    }
}
