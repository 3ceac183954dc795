//! 认领: an officer takes the open task, or gives it back. A claim keeps two people from doing
//! the same work; it gives no power that the role does not have.

use super::{Actor, ActorRef, Blocked, Case, Ctx, Fact, Refusal, Stage};
use crate::authority::{Act, Role};
use crate::catalogue::ACCEPTANCE;

impl Case {
    /// # Errors
    /// `Blocked::Claimed` where somebody else has it; `Denied` where the open task is another
    /// role's, or must be kept apart from what the officer did before.
    pub fn claim(&self, actor: &Actor, ctx: &Ctx<'_>) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::Claim)?;
        self.expect_free(actor)?;
        let step = self.open_task(actor, ctx)?;
        if self.claimed_by == Some(actor.officer()?) {
            return Ok(Vec::new());
        }
        Ok(vec![Fact::Claimed { step }])
    }

    /// # Errors
    /// `Blocked::Claimed` where the claim is somebody else's.
    pub fn release(&self, actor: &Actor, ctx: &Ctx<'_>) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::Claim)?;
        self.expect_free(actor)?;
        let step = self.open_task(actor, ctx)?;
        if self.claimed_by.is_none() {
            return Ok(Vec::new());
        }
        Ok(vec![Fact::Released { step }])
    }

    fn open_task(&self, actor: &Actor, ctx: &Ctx<'_>) -> Result<String, Refusal> {
        match &self.stage {
            Stage::Received if actor.has(Role::Counter) => Ok(ACCEPTANCE.into()),
            Stage::InProcess { step } => {
                self.expect_worker(actor, step, ctx)?;
                Ok(step.clone())
            }
            Stage::Received => Err(super::Denied::Role.into()),
            Stage::AwaitingSupplement | Stage::Concluded(_) => {
                self.expect_stage(false)?;
                Err(super::Denied::Role.into())
            }
        }
    }

    /// Nobody else holds the open task.
    pub(super) fn expect_free(&self, actor: &Actor) -> Result<(), Blocked> {
        match (self.claimed_by, actor.by) {
            (Some(holder), ActorRef::Officer(id)) if holder == id => Ok(()),
            (None, _) => Ok(()),
            _ => Err(Blocked::Claimed),
        }
    }
}
