//! 决定: granted or refused, in writing, with the reason (行政许可法 38). Whoever decides has
//! worked no earlier step of the case, whatever the definition says.

use super::{Actor, Blocked, Case, Ctx, Decision, Denied, Fact, Refusal, StatementRef};
use crate::authority::Act;
use crate::catalogue::{ACCEPTANCE, StepAct};

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
        let step = self.open_step().unwrap_or_default();
        let defined = self.expect_step(step, StepAct::Decision, ctx)?;
        self.expect_worker(actor, step, ctx)?;
        self.expect_free(actor)?;
        self.expect_uninvolved(actor)?;
        self.expect_running()?;
        self.expect_opinions()?;
        let outcome = defined
            .outcome(decision.key())
            .ok_or(Blocked::OutcomeUnknown)?;
        Ok(vec![Fact::Decided {
            step: step.into(),
            decision,
            reason,
            next: outcome.next.get_ref().clone(),
        }])
    }

    fn expect_uninvolved(&self, actor: &Actor) -> Result<(), Denied> {
        let officer = actor.officer()?;
        if self.actors_of(ACCEPTANCE).contains(&officer) {
            return Err(Denied::SeparationOfDuties(ACCEPTANCE.into()));
        }
        if let Some(done) = self.done.iter().find(|done| done.by.contains(&officer)) {
            return Err(Denied::SeparationOfDuties(done.step.clone()));
        }
        match self.put_aside.iter().find(|(_, by)| *by == officer) {
            Some((step, _)) => Err(Denied::SeparationOfDuties(step.clone())),
            None => Ok(()),
        }
    }
}
