//! 超期说明、摘牌: the agency says why a clock of its own ran out, and supervision takes a warning off. Neither undoes the
//! lateness: what is counted of a case stays as it is.

use super::signal::marks;
use super::{
    Actor, Blocked, Case, Ctx, Deadline, DeadlineKind, Denied, Fact, Refusal, StatementRef,
    Warning, WarningLevel,
};
use crate::authority::{Act, Role};
use crate::catalogue::Awaited;
use crate::id::OfficerId;

impl Warning {
    /// Red, and of a clock that an agency answers for.
    pub fn is_red(&self) -> bool {
        let red = matches!(
            self.level,
            WarningLevel::Overdue | WarningLevel::StatutoryOverdue
        );
        red && self.deadline.climbs()
    }
}

/// The time was the applicant's, to pay.
pub fn is_to_pay(warning: &Warning, ctx: &Ctx<'_>) -> bool {
    let step = warning.step_now.as_deref();
    let step = step.filter(|_| warning.deadline == DeadlineKind::Step);
    step.and_then(|key| ctx.item.step(key))
        .is_some_and(|step| step.silence.is_some() && step.awaits == Some(Awaited::Payment))
}

impl Case {
    pub fn warning(&self, seq: u64) -> Option<&Warning> {
        self.warnings.iter().find(|one| one.seq == seq)
    }

    /// Nobody has said why, and supervision still asks.
    pub fn awaits_explanation(
        &self,
        warning: &Warning,
        deadlines: &[Deadline],
        ctx: &Ctx<'_>,
    ) -> bool {
        warning.is_red()
            && warning.explained.is_none()
            && warning.cleared.is_none()
            && !is_to_pay(warning, ctx)
            // Whoever was asked for an opinion has the case no more once it is closed.
            && (warning.deadline != DeadlineKind::Opinion || self.is_open())
            && !self.was_taken_back(warning, deadlines)
    }

    /// A notice of holidays that came late moved the date past what had been crossed.
    fn was_taken_back(&self, warning: &Warning, deadlines: &[Deadline]) -> bool {
        self.clocks_of(warning, deadlines).any(|one| {
            marks(one).any(|(level, at)| level == warning.level && at > warning.crossed_at)
        })
    }

    /// Whose warnings the actor may say something to: as head of the agency that held the clock, or as who holds one of
    /// its tasks, or held the task when the time ran out. A warning of another agency's is none of theirs.
    pub fn answers_for(&self, actor: &Actor, warning: &Warning) -> bool {
        let own = actor.agency.as_deref() == Some(&warning.agency);
        let held = |hand: OfficerId| {
            warning.holder == Some(hand)
                || self.open.iter().any(|open| {
                    open.claimed_by == Some(hand) && self.agency_of(&open.key) == warning.agency
                })
        };
        own && (actor.has(Role::Head) || actor.by.hands().any(held))
    }

    /// The warnings that wait for the actor's explanation.
    pub fn explainable<'a>(
        &'a self,
        actor: &'a Actor,
        ctx: &'a Ctx<'_>,
    ) -> impl Iterator<Item = &'a Warning> {
        let deadlines = self.deadlines(ctx);
        self.warnings.iter().filter(move |one| {
            self.awaits_explanation(one, &deadlines, ctx) && self.answers_for(actor, one)
        })
    }

    /// 超期说明, once a warning; after the end of the case, too.
    ///
    /// # Errors
    /// `Denied` for whoever does not answer for it; `Blocked::NoWarning` where none is red, or one was explained or
    /// cleared before.
    pub fn explain_warning(
        &self,
        actor: &Actor,
        warning: u64,
        text: StatementRef,
        ctx: &Ctx<'_>,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::WarningExplanation)?;
        let found = self.warning(warning).ok_or(Blocked::NoWarning)?;
        if !self.answers_for(actor, found) {
            return Err(Denied::Role.into());
        }
        if !self.awaits_explanation(found, &self.deadlines(ctx), ctx) {
            return Err(Blocked::NoWarning.into());
        }
        Ok(vec![Fact::WarningExplained { warning, text }])
    }

    /// The red warnings that the actor may clear.
    pub fn clearable<'a>(&'a self, actor: &'a Actor) -> impl Iterator<Item = &'a Warning> {
        let is_theirs = |one: &&Warning| !self.is_own_work(actor, one);
        self.warnings
            .iter()
            .filter(|one| one.is_red() && one.cleared.is_none())
            .filter(is_theirs)
    }

    /// 摘牌: a person, a time and a reason. It ends the ladder for this warning, and nothing else.
    ///
    /// # Errors
    /// `Blocked::NoWarning` where none is red, or it was cleared before; `Denied::OwnWork` for whoever had a hand in the
    /// case, or is of the agency that was late.
    pub fn clear_warning(
        &self,
        actor: &Actor,
        warning: u64,
        text: StatementRef,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::WarningClearance)?;
        let found = self
            .warning(warning)
            .filter(|one| one.is_red() && one.cleared.is_none())
            .ok_or(Blocked::NoWarning)?;
        if self.is_own_work(actor, found) {
            return Err(Denied::OwnWork.into());
        }
        Ok(vec![Fact::WarningCleared { warning, text }])
    }

    fn is_own_work(&self, actor: &Actor, warning: &Warning) -> bool {
        actor.agency.as_deref() == Some(&warning.agency)
            || actor.by.hands().any(|hand| self.handlers.contains(&hand))
    }

    /// Who has the task that a deadline is about, or else the first that somebody of its holder's has.
    pub(super) fn hand_of(&self, kind: DeadlineKind, step: Option<&str>) -> Option<OfficerId> {
        let holder = self.holder(kind, step);
        match (kind, step) {
            (DeadlineKind::Step, Some(step)) => self.open_node(step)?.claimed_by,
            _ => self
                .open
                .iter()
                .filter(|open| self.agency_of(&open.key) == holder)
                .find_map(|open| open.claimed_by),
        }
    }
}
