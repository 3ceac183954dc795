//! 延期: the statutory limit becomes longer, once, before it has run out, for a reason that the
//! applicant is told (行政许可法 42): by the head of the agency or, in joint handling, by the head of the
//! government of the same level.
//!
//! It moves the statutory limit alone. A promise is nobody's to extend: who broke it has to say why
//! (优化营商环境条例 36), and the reason of the extension says it.

use super::{
    Actor, Blocked, Case, Ctx, DeadlineKind, Denied, Fact, NoticeNo, Refusal, StatementRef,
};
use crate::authority::{Act, Role};
use crate::catalogue::CaseKind;
use crate::limit::Limit;

impl Case {
    /// `value` is in the unit of the definition's extension, and no more than it allows.
    ///
    /// # Errors
    /// `Denied` to the wrong head; `Blocked::Extended` for a second one; `Blocked::Expired` once the limit
    /// has run out.
    pub fn extend(
        &self,
        actor: &Actor,
        value: u32,
        notice: NoticeNo,
        reason: StatementRef,
        ctx: &Ctx<'_>,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::Extension)?;
        let head = match ctx.item.kind {
            CaseKind::Joint => Role::GovernmentHead,
            CaseKind::Immediate | CaseKind::Promised | CaseKind::Forwarded => Role::Head,
        };
        if !actor.roles.contains(&head) {
            return Err(Denied::Role.into());
        }
        self.expect_stage(self.acceptance.is_some() && self.is_open() && self.decision.is_none())?;
        let allowed = ctx.item.extension().ok_or(Blocked::NotExtendable)?;
        if self.extension.is_some() {
            return Err(Blocked::Extended.into());
        }
        let deadlines = self.deadlines(ctx);
        let statutory = deadlines
            .iter()
            .find(|deadline| deadline.kind == DeadlineKind::Statutory)
            .ok_or(Blocked::NotExtendable)?;
        if !statutory.stopped && ctx.now >= statutory.counted.due_at {
            return Err(Blocked::Expired.into());
        }
        if !(1..=allowed.value).contains(&value) {
            return Err(Blocked::ExtensionLength(allowed.value).into());
        }
        Ok(vec![Fact::Extended {
            limit: Limit::new(value, allowed.unit),
            notice,
            reason,
        }])
    }
}
