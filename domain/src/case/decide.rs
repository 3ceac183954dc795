//! 决定: granted or refused, in writing, with the reason (行政许可法 38). Whoever decides has
//! worked no earlier step of the case, whatever the definition says.

use super::evidence::Now;
use super::{Actor, Blocked, Case, Ctx, Decision, Denied, Fact, Refusal, StatementRef};
use crate::authority::Act;
use crate::catalogue::{ACCEPTANCE, StepAct};
use crate::id::OfficerId;

impl Case {
    /// # Errors
    /// `Denied::SeparationOfDuties` where the officer accepted, examined or reviewed the case.
    pub fn decide(
        &self,
        actor: &Actor,
        decision: Decision,
        reason: StatementRef,
        ctx: &Ctx<'_>,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::Decision)?;
        let step = self.open_of(StepAct::Decision, ctx);
        let defined = self.expect_step(step, StepAct::Decision, ctx)?;
        self.expect_worker(actor, step, ctx)?;
        self.expect_free(actor, step)?;
        self.expect_uninvolved(actor)?;
        self.expect_running()?;
        self.expect_workable(defined, ctx)?;
        self.expect_opinions()?;
        if !self.owed.is_empty() {
            return Err(Blocked::MaterialsOwed.into());
        }
        let outcome = defined
            .outcome(decision.key())
            .ok_or(Blocked::OutcomeUnknown)?;
        let now = Now {
            step,
            outcome: decision.key(),
            record: None,
        };
        Ok(vec![Fact::Decided {
            step: step.into(),
            decision,
            reason,
            next: self.follow(step, outcome, &self.evidence(Some(now), ctx), ctx),
        }])
    }

    pub(super) fn expect_uninvolved(&self, actor: &Actor) -> Result<(), Denied> {
        actor.officer()?;
        let own = |hand: &OfficerId| actor.by.hands().any(|own| own == *hand);
        if self.actors_of(ACCEPTANCE).iter().any(own) {
            return Err(Denied::SeparationOfDuties(ACCEPTANCE.into()));
        }
        if let Some(done) = self.done.iter().find(|done| done.by.iter().any(own)) {
            return Err(Denied::SeparationOfDuties(done.step.clone()));
        }
        // Beside the decision, in a joint examination, somebody may have begun.
        let begun = self.open.iter().find(|open| {
            let mut hands = open.signatures.iter().flat_map(|one| one.by.hands());
            hands.any(|hand| own(&hand))
        });
        if let Some(begun) = begun {
            return Err(Denied::SeparationOfDuties(begun.key.clone()));
        }
        match self.put_aside.iter().find(|(_, by)| own(by)) {
            Some((step, _)) => Err(Denied::SeparationOfDuties(step.clone())),
            None => Ok(()),
        }
    }
}
