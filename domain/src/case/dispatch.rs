//! 转办、分办异议、改派: a case, or one step of it, that came to the wrong agency. Whoever got it says so within two
//! working days, and whoever sent it decides; so nothing lies where nobody owns it.

use super::{Actor, Blocked, Case, Ctx, Fact, Refusal, Stage, StatementRef};
use crate::authority::Act;
use crate::limit::{Counted, Limit, Term};

/// How long an agency has to say that what came to it is not its own.
pub const DISPUTE_LIMIT: Limit = Limit::working_days(2);

impl Case {
    /// The whole case goes to another agency, while it is still with the counter: what was accepted is decided
    /// by who accepted it.
    ///
    /// # Errors
    /// `Blocked::AgencyUnfit` for its own agency, and for one that has sent it back.
    pub fn transfer(
        &self,
        actor: &Actor,
        agency: &str,
        reason: StatementRef,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::Transfer)?;
        self.expect_stage(self.stage == Stage::Received)?;
        self.expect_free(actor, crate::catalogue::ACCEPTANCE)?;
        let sent_back = self
            .transfers
            .iter()
            .any(|transfer| transfer.disputed && transfer.to == agency);
        if agency == self.agency || sent_back {
            return Err(Blocked::AgencyUnfit.into());
        }
        Ok(vec![Fact::Transferred {
            agency: agency.into(),
            reason,
        }])
    }

    /// `step` is absent for a case that was transferred.
    ///
    /// # Errors
    /// `Blocked::DisputeLapsed` after two working days; `Blocked::Stage` where nothing came from elsewhere.
    pub fn dispute(
        &self,
        actor: &Actor,
        step: Option<&str>,
        reason: StatementRef,
        ctx: &Ctx<'_>,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::Dispute)?;
        let limit = self.dispute_limit(step, ctx);
        self.expect_stage(limit.is_some())?;
        let holder = step.map_or(self.agency.as_str(), |step| self.agency_of(step));
        if actor.agency.as_deref() != Some(holder) {
            return Err(super::Denied::Role.into());
        }
        if limit.is_some_and(|limit| ctx.now >= limit.due_at) {
            return Err(Blocked::DisputeLapsed.into());
        }
        Ok(vec![Fact::Disputed {
            step: step.map(Into::into),
            reason,
        }])
    }

    /// Until when it can be said that the step, or the whole case, came to the wrong agency; absent where it did
    /// not come from another one, or where that was said before.
    pub fn dispute_limit(&self, step: Option<&str>, ctx: &Ctx<'_>) -> Option<Counted> {
        let since = match step {
            None => {
                let transfer = self.transfers.last();
                let standing = transfer.filter(|transfer| !transfer.disputed);
                standing.filter(|_| self.stage == Stage::Received)?.at
            }
            Some(step) => {
                let node = self.open_node(step)?;
                let foreign = self.agency_of(step) != self.agency;
                (foreign && node.disputed_at.is_none()).then_some(node.opened_at)?
            }
        };
        Some(Term::new(since, DISPUTE_LIMIT).count(&ctx.calendar.promised, ctx.tz))
    }

    /// Where a case that nobody has accepted yet came from, and whether it came back from there.
    pub fn came_from(&self) -> Option<(&str, bool)> {
        let transfer = self
            .transfers
            .last()
            .filter(|_| self.acceptance.is_none())?;
        Some(if transfer.disputed {
            (&transfer.to, true)
        } else {
            (&transfer.from, false)
        })
    }

    /// The case's agency settles a dispute about a step: with another agency, or with the same one and a reason.
    ///
    /// # Errors
    /// `Blocked::Stage` where the step is not disputed.
    pub fn dispatch(
        &self,
        actor: &Actor,
        step: &str,
        agency: &str,
        reason: StatementRef,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::Dispatch)?;
        let node = self.open_node(step);
        self.expect_stage(node.is_some_and(|node| node.disputed_at.is_some()))?;
        Ok(vec![Fact::Dispatched {
            step: step.into(),
            agency: agency.into(),
            reason,
        }])
    }

    /// Sets a choice going that stood still, since its condition could not be evaluated: tried again where
    /// `next` is absent, or the way that a person names, with a reason.
    ///
    /// # Errors
    /// `Blocked::ConditionFails` where it still can't; `Blocked::OutcomeUnknown` for a way that is none of its.
    pub fn route(
        &self,
        actor: &Actor,
        choice: &str,
        by_hand: Option<(&str, StatementRef)>,
        ctx: &Ctx<'_>,
    ) -> Result<Vec<Fact>, Refusal> {
        if !actor.may(Act::Routing) {
            return Err(super::Denied::Role.into());
        }
        self.expect_stage(self.open_node(choice).is_some())?;
        let branching = ctx.item.branching(choice).ok_or(Blocked::OutcomeUnknown)?;
        if let Some((next, _)) = &by_hand {
            let mut ways = branching.branches.iter().map(|branch| &branch.next);
            let known =
                ways.any(|way| way.get_ref() == next) || branching.otherwise.get_ref() == next;
            if !known {
                return Err(Blocked::OutcomeUnknown.into());
            }
        }
        let moves = self.take(choice, by_hand.as_ref().map(|(next, _)| *next), ctx);
        if moves.open.iter().any(|open| open == choice) {
            return Err(Blocked::ConditionFails(choice.into()).into());
        }
        Ok(vec![Fact::Routed {
            choice: choice.into(),
            reason: by_hand.map(|(_, reason)| reason),
            next: moves,
        }])
    }

    /// Choices that stand still, since their condition can't be evaluated.
    pub fn standing<'a>(&'a self, ctx: &'a Ctx<'_>) -> impl Iterator<Item = &'a str> {
        self.open_steps()
            .map(|open| open.key.as_str())
            .filter(|key| ctx.item.step(key).is_none())
    }
}
