//! 征求同事意见: whoever works a task asks a named colleague of the same agency. The answer is no step: it stops no
//! clock, holds nothing up and keeps nobody apart from anything.

use super::{Actor, Advice, Blocked, Case, Ctx, Denied, Fact, Refusal, StatementRef};
use crate::authority::{Act, Role, may};

/// The most questions of a case that may wait for their answers.
pub const MOST_ADVICE: usize = 5;

impl Case {
    /// `to` is the colleague, with the roles that they have.
    ///
    /// # Errors
    /// `Blocked::NoColleague` for oneself, for somebody of another agency, and for whoever works at no desk.
    pub fn ask_advice(
        &self,
        actor: &Actor,
        step: &str,
        to: &Actor,
        text: StatementRef,
        ctx: &Ctx<'_>,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::Advice)?;
        self.expect_task(actor, step, ctx)?;
        self.expect_room_for_advice()?;
        let of = to.by.officer().ok_or(Blocked::NoColleague)?;
        let answers = |role: &Role| may(*role, Act::AdviceReply);
        let role = to.roles.iter().copied().find(answers);
        let oneself = actor.by.hands().any(|hand| hand == of);
        match (role, &to.agency) {
            (Some(role), Some(agency)) if !oneself && to.agency == actor.agency => {
                Ok(vec![Fact::AdviceAsked {
                    step: step.into(),
                    agency: agency.clone(),
                    of,
                    role,
                    text,
                }])
            }
            _ => Err(Blocked::NoColleague.into()),
        }
    }

    /// # Errors
    /// `Blocked::NoAdvice` where no question of that number is open; `Denied` to everybody but whom it was put to.
    pub fn give_advice(
        &self,
        actor: &Actor,
        asked: u64,
        text: StatementRef,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::AdviceReply)?;
        let open = self.expect_advice(asked)?;
        if actor.by.hands().all(|hand| hand != open.of) {
            return Err(Denied::Role.into());
        }
        Ok(vec![Fact::AdviceGiven { asked, text }])
    }

    /// # Errors
    /// `Denied` to everybody but whoever asked.
    pub fn take_back_advice(&self, actor: &Actor, asked: u64) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::AdviceReply)?;
        let open = self.expect_advice(asked)?;
        if !open.is_by(actor) {
            return Err(Denied::Role.into());
        }
        Ok(vec![Fact::AdviceTakenBack { asked }])
    }

    /// What waits for a colleague's answer. A case that has ended, or gone to another agency, waits for none.
    pub fn open_advice(&self) -> impl Iterator<Item = &Advice> {
        let here = |agency: &str| agency == self.agency || self.parties().contains(agency);
        self.advice.iter().filter(move |one| {
            self.is_open() && one.answer.is_none() && !one.taken_back && here(&one.agency)
        })
    }

    /// What somebody is asked.
    pub fn advice_for<'a>(&'a self, actor: &'a Actor) -> impl Iterator<Item = &'a Advice> {
        self.open_advice()
            .filter(|one| actor.by.hands().any(|hand| hand == one.of))
    }

    pub(super) fn offers_advice(&self, actor: &Actor, ctx: &Ctx<'_>) -> Result<(), Refusal> {
        self.require(actor, Act::Advice)?;
        let mut tasks = self.tasks_of(actor, ctx);
        self.expect_stage(tasks.next().is_some())?;
        Ok(self.expect_room_for_advice()?)
    }

    fn expect_room_for_advice(&self) -> Result<(), Blocked> {
        if self.open_advice().count() < MOST_ADVICE {
            Ok(())
        } else {
            Err(Blocked::AdviceOpen)
        }
    }

    fn expect_advice(&self, asked: u64) -> Result<&Advice, Blocked> {
        let mut open = self.open_advice();
        open.find(|one| one.seq == asked).ok_or(Blocked::NoAdvice)
    }
}

impl Advice {
    /// Whether the actor asked it, or acts for whoever did.
    pub fn is_by(&self, actor: &Actor) -> bool {
        let mut asked = self.by.hands();
        asked.any(|hand| actor.by.hands().any(|own| own == hand))
    }
}
