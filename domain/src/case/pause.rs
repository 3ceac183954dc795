//! 特别程序停表: an excluded procedure stops the clock, with its reason, the time that it will take,
//! and the notice that the applicant gets (行政许可法 45); and its end, by record.

use serde::{Deserialize, Serialize};

use super::{Actor, Blocked, Case, Ctx, Denied, Fact, NoticeNo, Refusal, StatementRef};
use crate::authority::{Act, Role};
use crate::limit::{Limit, Unit};

/// 行政许可法 45: the procedures whose time does not count. The list is closed; a site check, a public
/// notice or "verification" is not in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExcludedTime {
    Hearing,
    Tender,
    Auction,
    Inspection,
    Testing,
    Quarantine,
    Appraisal,
    ExpertReview,
}

impl ExcludedTime {
    pub const ALL: [Self; 8] = [
        Self::Hearing,
        Self::Tender,
        Self::Auction,
        Self::Inspection,
        Self::Testing,
        Self::Quarantine,
        Self::Appraisal,
        Self::ExpertReview,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Self::Hearing => "hearing",
            Self::Tender => "tender",
            Self::Auction => "auction",
            Self::Inspection => "inspection",
            Self::Testing => "testing",
            Self::Quarantine => "quarantine",
            Self::Appraisal => "appraisal",
            Self::ExpertReview => "expert-review",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.key() == key)
    }
}

/// The longest pause that may be announced at once, in days of either kind. A longer one is announced again.
pub const LONGEST_PAUSE: u32 = 180;

impl Case {
    /// `reason` is one of the law's or one that the definition allows; `expected` is what the applicant
    /// is told.
    ///
    /// # Errors
    /// `Denied` to whoever neither works the open step nor heads the agency; `Blocked::Paused` while the
    /// clock stands still already; `Blocked::PauseReason` and `Blocked::PauseLength` for the input.
    pub fn pause(
        &self,
        actor: &Actor,
        reason: &str,
        expected: Limit,
        notice: NoticeNo,
        explanation: StatementRef,
        ctx: &Ctx<'_>,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::Pause)?;
        self.expect_examined(actor, ctx)?;
        self.expect_running()?;
        let legal = ExcludedTime::from_key(reason).is_some();
        let own = ctx.item.special_procedure(reason);
        if !legal && own.is_none() {
            return Err(Blocked::PauseReason.into());
        }
        let longest = own
            .filter(|_| !legal)
            .and_then(|procedure| procedure.days)
            .unwrap_or(LONGEST_PAUSE);
        let days = matches!(expected.unit, Unit::WorkingDay | Unit::NaturalDay);
        if !days || !(1..=longest).contains(&expected.value) {
            return Err(Blocked::PauseLength(longest).into());
        }
        Ok(vec![Fact::Paused {
            reason: reason.into(),
            legal,
            expected,
            notice,
            explanation,
        }])
    }

    /// # Errors
    /// `Blocked::NotPaused` where the clock runs.
    pub fn resume(
        &self,
        actor: &Actor,
        result: StatementRef,
        ctx: &Ctx<'_>,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::Resumption)?;
        self.expect_examined(actor, ctx)?;
        if self.open_pause().is_none() {
            return Err(Blocked::NotPaused.into());
        }
        Ok(vec![Fact::Resumed { result }])
    }

    /// Accepted and undecided, and the actor works the open step or heads the agency.
    fn expect_examined(&self, actor: &Actor, ctx: &Ctx<'_>) -> Result<(), Refusal> {
        self.expect_stage(self.open_step().is_some() && self.decision.is_none())?;
        if actor.roles.contains(&Role::Head) {
            return Ok(());
        }
        let mut own = self
            .open_steps()
            .filter(|open| self.agency_of(&open.key) == self.agency)
            .filter(|open| {
                let step = ctx.item.step(&open.key);
                step.is_some_and(|step| actor.roles.contains(&step.role))
            })
            .peekable();
        if own.peek().is_none() {
            return Err(Denied::Role.into());
        }
        if own.any(|open| self.expect_free(actor, &open.key).is_ok()) {
            Ok(())
        } else {
            Err(Blocked::Claimed.into())
        }
    }

    /// Nothing goes on while the clock stands still.
    pub(super) fn expect_running(&self) -> Result<(), Blocked> {
        match self.open_pause() {
            Some(_) => Err(Blocked::Paused),
            None => Ok(()),
        }
    }
}
