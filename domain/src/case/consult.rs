//! 联合办理: the agencies whose opinion the definition asks for, each with a clock of its own beside the
//! case's (行政许可法 26). They are asked with the acceptance. Silence is consent only where the definition says so.

use super::{
    Actor, Blocked, Case, Consultation, Ctx, Deadline, DeadlineKind, Fact, Opinion, Refusal,
    StatementRef,
};
use crate::authority::Act;

/// Who holds up the decision now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Critical {
    /// Every opinion is there: the agency of the case itself.
    Lead,
    /// The one whose time ends last of those that are still waited for: the key of its consultation.
    Consulted(String),
}

impl Case {
    /// # Errors
    /// `Blocked::OpinionNotAsked` where the actor's agency was not asked, or has answered.
    pub fn give_opinion(
        &self,
        actor: &Actor,
        opinion: Opinion,
        text: StatementRef,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::Opinion)?;
        self.expect_stage(self.is_open() && self.decision.is_none())?;
        let asked = self.pending_of(actor).ok_or(Blocked::OpinionNotAsked)?;
        Ok(vec![Fact::OpinionGiven {
            key: asked.key.clone(),
            opinion,
            text,
        }])
    }

    /// The consents that silence has given; nothing where nobody's time is over.
    pub fn deem_consent(&self, actor: &Actor, ctx: &Ctx<'_>) -> Vec<Fact> {
        if !actor.may(Act::DeemedConsent) || !self.is_open() || self.decision.is_some() {
            return Vec::new();
        }
        self.deadlines(ctx)
            .iter()
            .filter(|deadline| deadline.kind == DeadlineKind::Opinion && deadline.is_running())
            .filter(|deadline| ctx.now >= deadline.counted.due_at)
            .filter_map(|deadline| ctx.item.consultation(deadline.step.as_deref()?))
            .filter(|consultation| consultation.deemed_consent)
            .map(|consultation| Fact::ConsentDeemed {
                key: consultation.key.get_ref().clone(),
            })
            .collect()
    }

    /// The consultation that the actor's agency still owes an answer to.
    pub fn pending_of(&self, actor: &Actor) -> Option<&Consultation> {
        let agency = actor.agency.as_deref()?;
        self.consultations
            .iter()
            .find(|asked| asked.agency == agency && asked.answer.is_none())
    }

    /// What the decision still waits for.
    pub fn pending_opinions(&self) -> impl Iterator<Item = &Consultation> {
        self.consultations
            .iter()
            .filter(|asked| asked.answer.is_none())
    }

    pub(super) fn expect_opinions(&self) -> Result<(), Blocked> {
        match self.pending_opinions().next() {
            Some(_) => Err(Blocked::OpinionsPending),
            None => Ok(()),
        }
    }

    /// Who is on the critical path; absent where nobody is consulted, and once the case is decided.
    pub fn critical(&self, deadlines: &[Deadline]) -> Option<Critical> {
        if self.consultations.is_empty() || self.decision.is_some() || !self.is_open() {
            return None;
        }
        let last = deadlines
            .iter()
            .filter(|deadline| deadline.kind == DeadlineKind::Opinion && deadline.is_running())
            .max_by_key(|deadline| deadline.counted.due_at)
            .and_then(|deadline| deadline.step.clone());
        Some(last.map_or(Critical::Lead, Critical::Consulted))
    }
}
