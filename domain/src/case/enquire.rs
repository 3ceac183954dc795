//! 咨询: the applicant asks, and whoever has the case answers. It stops no clock and changes nothing about the case.

use super::{Actor, Blocked, Case, Ctx, Enquiry, Fact, Refusal, StatementRef};
use crate::authority::{Act, Role};

/// The most questions of a case that may wait for their answers.
pub const MOST_ENQUIRIES: usize = 3;

impl Case {
    /// Asks something, also when the case has ended.
    ///
    /// # Errors
    /// `Blocked::EnquiriesOpen` while as many as may be wait for an answer.
    pub fn enquire(&self, actor: &Actor, text: StatementRef) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::Enquiry)?;
        if self.open_enquiries().count() >= MOST_ENQUIRIES {
            return Err(Blocked::EnquiriesOpen.into());
        }
        Ok(vec![Fact::Enquired { text }])
    }

    /// # Errors
    /// `Blocked::NoEnquiry` where nothing of that number waits for an answer.
    pub fn answer_enquiry(
        &self,
        actor: &Actor,
        enquiry: u64,
        text: StatementRef,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::EnquiryReply)?;
        if !self.open_enquiries().any(|one| one.seq == enquiry) {
            return Err(Blocked::NoEnquiry.into());
        }
        Ok(vec![Fact::EnquiryAnswered { enquiry, text }])
    }

    pub fn open_enquiries(&self) -> impl Iterator<Item = &Enquiry> {
        self.enquiries.iter().filter(|one| one.answer.is_none())
    }

    /// In whose inbox a question lies: of those who work the step that is open here, else the counter's.
    pub(super) fn asked_role(&self, ctx: &Ctx<'_>) -> Role {
        self.open_steps()
            .filter(|open| self.agency_of(&open.key) == self.agency)
            .find_map(|open| ctx.item.step(&open.key))
            .map_or(Role::Counter, |step| step.role)
    }
}
