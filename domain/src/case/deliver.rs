//! 送达: the result reaches the applicant, and how (行政许可法 44).

use super::evidence::Now;
use super::{
    Actor, Blocked, Case, Ctx, DeliveryMethod, Fact, IdentityShown, Material, Refusal, StatementRef,
};
use crate::authority::Act;
use crate::catalogue::StepAct;

impl Case {
    /// `note` says, for example, the number of the parcel.
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
            identity: None,
            note,
            next: self.follow(step, outcome, &self.evidence(Some(now), ctx), ctx),
        }])
    }

    /// The result is handed to somebody who stands at a counter: the fact says what they showed.
    ///
    /// # Errors
    /// As `deliver`.
    pub fn deliver_at_counter(
        &self,
        actor: &Actor,
        shown: IdentityShown,
        note: Option<StatementRef>,
        ctx: &Ctx<'_>,
    ) -> Result<Vec<Fact>, Refusal> {
        let mut facts = self.deliver(actor, DeliveryMethod::Counter, note, ctx)?;
        for fact in &mut facts {
            if let Fact::Delivered { identity, .. } = fact {
                *identity = Some(shown);
            }
        }
        Ok(facts)
    }

    /// 送达回证: the sheet that was signed where the result was handed over came back. A scan that is kept already adds
    /// nothing.
    ///
    /// # Errors
    /// `Denied` to everybody but the counter and the issuers of the agency whose case it is; `Blocked::Stage` where
    /// nothing was handed over at a counter.
    pub fn keep_receipt(
        &self,
        actor: &Actor,
        mut scans: Vec<Material>,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::Delivery)?;
        self.expect_stage(self.handed_over.is_some())?;
        scans.retain(|scan| self.receipts.iter().all(|kept| kept.digest != scan.digest));
        let fact = self.handed_over.filter(|_| !scans.is_empty());
        let fact = fact.map(|of| Fact::ReceiptKept {
            of,
            materials: scans,
        });
        Ok(fact.into_iter().collect())
    }
}
