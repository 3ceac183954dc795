//! 认领: an officer takes an open task, or gives it back. A claim keeps two people from doing the same work;
//! it gives no power that the role does not have.

use super::{Actor, Blocked, Case, Ctx, Denied, Fact, OpenNode, Refusal};
use crate::authority::{Act, Role};
use crate::catalogue::ACCEPTANCE;

impl Case {
    /// `step` is an open step or `acceptance`.
    ///
    /// # Errors
    /// `Blocked::Claimed` where somebody else has it; `Denied` where the task is another role's or another
    /// agency's, or must be kept apart from what the officer did before.
    pub fn claim(&self, actor: &Actor, step: &str, ctx: &Ctx<'_>) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::Claim)?;
        self.expect_task(actor, step, ctx)?;
        let node = self.expect_free(actor, step)?;
        let officer = actor.officer()?;
        if node.claimed_by.is_some() {
            return Ok(Vec::new());
        }
        // The other signature would wait for somebody who has given theirs.
        let mut signed = node.signatures.iter().flat_map(|one| one.by.hands());
        if signed.any(|hand| hand == officer) {
            return Err(Denied::AlreadySigned.into());
        }
        Ok(vec![Fact::Claimed { step: step.into() }])
    }

    /// # Errors
    /// `Blocked::Claimed` where the claim is somebody else's.
    pub fn release(&self, actor: &Actor, step: &str, ctx: &Ctx<'_>) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::Claim)?;
        self.expect_task(actor, step, ctx)?;
        let node = self.expect_free(actor, step)?;
        if node.claimed_by.is_none() {
            return Ok(Vec::new());
        }
        Ok(vec![Fact::Released { step: step.into() }])
    }

    pub(super) fn expect_task(
        &self,
        actor: &Actor,
        step: &str,
        ctx: &Ctx<'_>,
    ) -> Result<(), Refusal> {
        self.expect_stage(self.open_node(step).is_some())?;
        if step != ACCEPTANCE {
            return Ok(self.expect_worker(actor, step, ctx)?);
        }
        let own = actor
            .agency
            .as_ref()
            .is_none_or(|agency| *agency == self.agency);
        if actor.has(Role::Counter) && own {
            Ok(())
        } else {
            Err(Denied::Role.into())
        }
    }

    /// The open tasks that the actor could work: role and agency fit, and no separation of duties forbids it.
    pub fn tasks_of<'a>(
        &'a self,
        actor: &'a Actor,
        ctx: &'a Ctx<'_>,
    ) -> impl Iterator<Item = &'a OpenNode> {
        self.open
            .iter()
            .filter(|open| self.expect_task(actor, &open.key, ctx).is_ok())
    }

    /// Nobody else holds the task. What the absent person holds is their substitute's to work.
    pub(super) fn expect_free(&self, actor: &Actor, step: &str) -> Result<&OpenNode, Blocked> {
        let Some(node) = self.open_node(step) else {
            self.expect_stage(false)?;
            return Err(Blocked::Claimed);
        };
        match node.claimed_by {
            Some(holder) if actor.by.hands().all(|hand| hand != holder) => Err(Blocked::Claimed),
            _ => Ok(node),
        }
    }
}
