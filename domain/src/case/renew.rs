//! 视为准予延续: the agency had to decide on a renewal before the licence ran out, and did not
//! (行政许可法 50). Silence grants it, and the case goes on with what follows a grant.

use super::{Actor, Case, Ctx, DeadlineKind, Fact, Stage};
use crate::authority::Act;
use crate::catalogue::StepAct;

impl Case {
    /// The fact to append where the licence has run out undecided; nothing where it has not, where the
    /// application came too late for the rule, and where the applicant had still to make it complete.
    pub fn deem_renewed(&self, actor: &Actor, ctx: &Ctx<'_>) -> Vec<Fact> {
        if !actor.may(Act::DeemedRenewal) || !self.is_open() || self.decision.is_some() {
            return Vec::new();
        }
        let Some(renewal) = &self.received.renews else {
            return Vec::new();
        };
        let by_then = |at| ctx.date(at) <= renewal.expires_on;
        let complete = self.stage != Stage::AwaitingSupplement
            && by_then(self.check_from)
            && self.owed.is_empty()
            && self.settled_at.is_none_or(by_then);
        let lapsed_at = self
            .deadlines(ctx)
            .iter()
            .find(|deadline| deadline.kind == DeadlineKind::Renewal)
            .map(|deadline| deadline.counted.due_at)
            .filter(|due_at| ctx.now >= *due_at);
        let Some(lapsed_at) = lapsed_at.filter(|_| renewal.timely && complete) else {
            return Vec::new();
        };
        let decision = ctx
            .item
            .steps
            .iter()
            .find(|step| step.act == StepAct::Decision);
        let granted = decision.and_then(|step| step.outcome("granted"));
        vec![Fact::DeemedRenewed {
            lapsed_at,
            next: self.jump(granted, ctx),
        }]
    }
}
