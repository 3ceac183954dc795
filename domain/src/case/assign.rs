//! 指派: the head of an agency gives an open task to one of its people.

use super::{Actor, Blocked, Case, Ctx, Fact, Refusal};
use crate::authority::{Act, Role};
use crate::catalogue::ACCEPTANCE;

impl Case {
    /// `to` is whom the task is for, with the roles that they have.
    ///
    /// # Errors
    /// `Blocked::NotAssignable` where they could not do it: another agency's, without the role, or kept apart
    /// from it by what they did before.
    pub fn assign(
        &self,
        actor: &Actor,
        step: &str,
        to: &Actor,
        ctx: &Ctx<'_>,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::Assignment)?;
        let node = self
            .open_node(step)
            .filter(|node| node.disputed_at.is_none());
        self.expect_stage(node.is_some())?;
        if actor.agency.as_deref() != Some(self.agency_of(step)) {
            return Err(super::Denied::Role.into());
        }
        let able = if step == ACCEPTANCE {
            to.has(Role::Counter) && to.agency.as_deref() == Some(&self.agency)
        } else {
            self.expect_worker(to, step, ctx).is_ok()
        };
        let officer = to.officer()?;
        let signatures = node.map_or(&[][..], |node| &node.signatures);
        let signed = signatures
            .iter()
            .any(|signature| signature.by.hands().any(|hand| hand == officer));
        if !able || signed {
            return Err(Blocked::NotAssignable.into());
        }
        if node.and_then(|node| node.claimed_by) == Some(officer) {
            return Ok(Vec::new());
        }
        Ok(vec![Fact::Assigned {
            step: step.into(),
            to: officer,
        }])
    }
}
