//! 环节办理: an outcome of the definition's own, with an opinion. A step that takes several
//! people is finished when that many have recorded the same outcome; a different outcome puts
//! the earlier records aside and starts over.

use super::{Actor, Blocked, Case, Ctx, Denied, Fact, Refusal, StatementRef};
use crate::authority::Act;
use crate::catalogue::{Step, StepAct};

impl Case {
    /// # Errors
    /// `Denied::SeparationOfDuties` where the officer worked a step that this one is apart from;
    /// `Denied::AlreadySigned` where another person has to sign.
    pub fn record_step(
        &self,
        actor: &Actor,
        step: &str,
        outcome: &str,
        opinion: StatementRef,
        ctx: &Ctx<'_>,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::Step)?;
        let defined = self.expect_step(step, StepAct::Opinion, ctx)?;
        self.expect_worker(actor, step, ctx)?;
        self.expect_free(actor)?;
        self.expect_running()?;
        let outcome = defined.outcome(outcome).ok_or(Blocked::OutcomeUnknown)?;
        let officer = actor.officer()?;
        let agreeing: Vec<_> = self
            .signatures
            .iter()
            .filter(|signature| signature.outcome == outcome.key)
            .map(|signature| signature.by)
            .collect();
        if agreeing.contains(&officer) {
            return Err(Denied::AlreadySigned.into());
        }
        let complete = agreeing.len() + 1 >= usize::from(defined.people);
        Ok(vec![Fact::StepRecorded {
            step: step.into(),
            outcome: outcome.key.clone(),
            opinion,
            next: complete.then(|| outcome.next.get_ref().clone()),
        }])
    }

    /// The step is the open one and is worked by this kind of act.
    pub(super) fn expect_step<'a>(
        &self,
        step: &str,
        act: StepAct,
        ctx: &'a Ctx<'_>,
    ) -> Result<&'a Step, Refusal> {
        self.expect_stage(self.open_step() == Some(step))?;
        let defined = ctx.item.step(step);
        self.expect_stage(defined.is_some_and(|defined| defined.act == act))?;
        defined.ok_or_else(|| Blocked::OutcomeUnknown.into())
    }

    /// The actor has the step's role, and did nothing that must be kept apart from it.
    pub(super) fn expect_worker(
        &self,
        actor: &Actor,
        step: &str,
        ctx: &Ctx<'_>,
    ) -> Result<(), Denied> {
        let Some(defined) = ctx.item.step(step) else {
            return Err(Denied::Role);
        };
        if !actor.has(defined.role) {
            return Err(Denied::Role);
        }
        let officer = actor.officer()?;
        for other in &defined.apart_from {
            if self.actors_of(other.get_ref()).contains(&officer) {
                return Err(Denied::SeparationOfDuties(other.get_ref().clone()));
            }
        }
        Ok(())
    }
}
