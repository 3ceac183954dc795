//! 投诉: to the supervision of the division, past those who handle the case. Supervision may give it to the head of
//! the agency to read; it says whether it was founded, and what follows.

use super::{
    Actor, Blocked, Case, Complaint, ComplaintGround, Denied, Fact, Refusal, StatementRef,
};
use crate::authority::Act;

/// The most complaints about a case that may wait for their answers.
pub const MOST_COMPLAINTS: usize = 3;

impl Case {
    /// Also when the case has ended.
    ///
    /// # Errors
    /// `Blocked::ComplaintsOpen` while as many as may be wait for an answer.
    pub fn complain(
        &self,
        actor: &Actor,
        ground: ComplaintGround,
        text: StatementRef,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::Complaint)?;
        if self.open_complaints().count() >= MOST_COMPLAINTS {
            return Err(Blocked::ComplaintsOpen.into());
        }
        Ok(vec![Fact::Complained { ground, text }])
    }

    /// Nothing to do where that was done before.
    ///
    /// # Errors
    /// `Blocked::NoComplaint` where none of that number waits for an answer.
    pub fn forward_complaint(&self, actor: &Actor, complaint: u64) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::Forwarding)?;
        match self.open_complaint(complaint)?.forwarded_at {
            Some(_) => Ok(Vec::new()),
            None => Ok(vec![Fact::ComplaintForwarded { complaint }]),
        }
    }

    /// Whoever had a hand in the case does not judge what is said about it.
    ///
    /// # Errors
    /// `Blocked::NoComplaint` where none of that number waits for an answer.
    pub fn answer_complaint(
        &self,
        actor: &Actor,
        complaint: u64,
        founded: bool,
        text: StatementRef,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::ComplaintReply)?;
        if actor.by.hands().any(|hand| self.handlers.contains(&hand)) {
            return Err(Denied::OwnWork.into());
        }
        self.open_complaint(complaint)?;
        Ok(vec![Fact::ComplaintAnswered {
            complaint,
            founded,
            text,
        }])
    }

    pub fn open_complaints(&self) -> impl Iterator<Item = &Complaint> {
        self.complaints.iter().filter(|one| one.answer.is_none())
    }

    fn open_complaint(&self, seq: u64) -> Result<&Complaint, Blocked> {
        self.open_complaints()
            .find(|one| one.seq == seq)
            .ok_or(Blocked::NoComplaint)
    }
}
