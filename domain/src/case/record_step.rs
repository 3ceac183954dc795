//! 环节办理: an outcome of the definition's own, with an opinion and what the step's form asks for. A step
//! that takes several people is finished when that many have recorded the same outcome; a different outcome
//! puts the earlier records aside and starts over.

use super::evidence::Now;
use super::{Actor, Blocked, Case, Ctx, Denied, Fact, OpenNode, Refusal, StatementRef};
use crate::application::Answers;
use crate::authority::Act;
use crate::catalogue::{Node, Step, StepAct};

/// What somebody records.
#[derive(Debug, Clone, Copy)]
pub struct Recording<'a> {
    pub outcome: &'a str,
    pub opinion: &'a StatementRef,
    /// The answers to the step's form, which the caller has checked, and where they are kept.
    pub record: Option<(&'a StatementRef, &'a Answers)>,
    /// The outcome that the page proposed.
    pub proposed: Option<&'a str>,
}

impl Case {
    /// # Errors
    /// `Denied::SeparationOfDuties` where the officer worked a step that this one is apart from;
    /// `Denied::AlreadySigned` where another person has to sign.
    pub fn record_step(
        &self,
        actor: &Actor,
        step: &str,
        recording: Recording<'_>,
        ctx: &Ctx<'_>,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::Step)?;
        let defined = self.expect_step(step, StepAct::Opinion, ctx)?;
        self.expect_worker(actor, step, ctx)?;
        let node = self.expect_free(actor, step)?;
        self.expect_workable(defined, ctx)?;
        let outcome = defined
            .outcome(recording.outcome)
            .ok_or(Blocked::OutcomeUnknown)?;
        if recording.record.is_none() && defined.fields.iter().any(|field| !field.optional) {
            return Err(Blocked::RecordMissing.into());
        }
        let agreeing = node
            .signatures
            .iter()
            .filter(|signature| signature.outcome == outcome.key);
        let mut hands = agreeing.clone().flat_map(|signature| signature.by.hands());
        if hands.any(|hand| actor.by.hands().any(|own| own == hand)) {
            return Err(Denied::AlreadySigned.into());
        }
        let complete = agreeing.count() + 1 >= usize::from(defined.people);
        let next = complete.then(|| {
            let now = Now {
                step,
                outcome: &outcome.key,
                record: recording.record.map(|(_, answers)| answers),
            };
            self.follow(step, outcome, &self.evidence(Some(now), ctx), ctx)
        });
        let mut facts = vec![Fact::StepRecorded {
            step: step.into(),
            outcome: outcome.key.clone(),
            opinion: recording.opinion.clone(),
            record: recording.record.map(|(kept, _)| kept.clone()),
            proposed: recording.proposed.map(Into::into),
            next,
        }];
        if complete && outcome.revokes && self.licence.is_some() {
            facts.push(Fact::Revoked { step: step.into() });
        }
        Ok(facts)
    }

    /// The outcome that the definition proposes for an open step, and why; absent where none fits, or where a
    /// condition can't be evaluated: a proposal is a help, and no help is better than a wrong one.
    pub fn proposal<'a>(
        &self,
        step: &str,
        ctx: &Ctx<'a>,
    ) -> Option<&'a crate::catalogue::Proposal> {
        let defined = ctx.item.step(step)?;
        if defined.proposals.is_empty() || self.open_node(step).is_none() {
            return None;
        }
        let evidence = self.evidence(None, ctx);
        defined
            .proposals
            .iter()
            .find(|proposal| proposal.when.get_ref().holds(&evidence) == Ok(true))
    }

    /// The step is open and is worked by this kind of act.
    pub(super) fn expect_step<'a>(
        &self,
        step: &str,
        act: StepAct,
        ctx: &Ctx<'a>,
    ) -> Result<&'a Step, Refusal> {
        let open = self.open_steps().any(|open| open.key == step);
        self.expect_stage(open)?;
        match ctx.item.node(step) {
            Some(Node::Step(defined)) if defined.act == act => Ok(defined),
            Some(Node::Step(_)) | None => {
                self.expect_stage(false)?;
                Err(Blocked::OutcomeUnknown.into())
            }
            Some(_) => Err(Blocked::ConditionFails(step.into()).into()),
        }
    }

    /// The open step of this kind: there is never more than one of a kind that is not an opinion.
    pub(super) fn open_of(&self, act: StepAct, ctx: &Ctx<'_>) -> &str {
        let of_act =
            |open: &&OpenNode| ctx.item.step(&open.key).is_some_and(|step| step.act == act);
        self.open_steps()
            .find(of_act)
            .map_or_else(|| self.open_step().unwrap_or_default(), |open| &open.key)
    }

    /// The actor has the step's role in the step's agency, and did nothing that must be kept apart from it.
    pub(super) fn expect_worker(
        &self,
        actor: &Actor,
        step: &str,
        ctx: &Ctx<'_>,
    ) -> Result<(), Denied> {
        let Some(defined) = ctx.item.step(step) else {
            return Err(Denied::Role);
        };
        let theirs = actor
            .agency
            .as_deref()
            .is_none_or(|agency| agency == self.agency_of(step));
        if !actor.has(defined.role) || !theirs {
            return Err(Denied::Role);
        }
        actor.officer()?;
        for other in &defined.apart_from {
            let before = self.actors_of(other.get_ref());
            if actor.by.hands().any(|hand| before.contains(&hand)) {
                return Err(Denied::SeparationOfDuties(other.get_ref().clone()));
            }
        }
        Ok(())
    }

    /// Whether the step waits for its milestone: none of those that it goes with is open.
    pub fn milestone_waits(&self, step: &str, ctx: &Ctx<'_>) -> bool {
        let with = ctx.item.step(step).map_or(&[][..], |step| &step.only_while);
        let open = |other: &toml::Spanned<String>| self.open_node(other.get_ref()).is_some();
        !with.is_empty() && !with.iter().any(open)
    }

    /// Its time has come: the clock runs, the milestone holds, and nobody disputes whose it is. While the
    /// case's own agency waits for something, the others' part goes on.
    pub(super) fn expect_workable(&self, step: &Step, ctx: &Ctx<'_>) -> Result<(), Blocked> {
        if self.agency_of(step.key()) == self.agency {
            self.expect_running()?;
        }
        if self.milestone_waits(step.key(), ctx) {
            return Err(Blocked::Milestone);
        }
        match self.open_node(step.key()).and_then(|open| open.disputed_at) {
            Some(_) => Err(Blocked::Disputed),
            None => Ok(()),
        }
    }
}
