//! 视为受理: nobody told the applicant within the limit what was missing, so the application
//! counts as accepted from the day on which it was received (行政许可法 32(4)).

use super::{Actor, Case, Ctx, DeadlineKind, Fact, Stage};
use crate::authority::Act;

impl Case {
    /// What time alone has brought about by now: crossings, and what silence has decided. One silence may follow
    /// from another, as a step's from that of the step before: ask again until nothing comes.
    pub fn elapse(&self, actor: &Actor, ctx: &Ctx<'_>) -> Vec<Fact> {
        let mut facts = self.signal(actor, ctx);
        let accepted = self.deem_accepted(actor, ctx);
        if !accepted.is_empty() {
            // What follows is decided on a case that stands in its process.
            facts.extend(accepted);
            return facts;
        }
        facts.extend(self.deem_consent(actor, ctx));
        let renewed = self.deem_renewed(actor, ctx);
        facts.extend(
            renewed
                .is_empty()
                .then(|| self.lapse_step(actor, ctx))
                .flatten(),
        );
        facts.extend(renewed);
        facts
    }

    /// What stands before anything that is done at the same time: the crossings, and what silence has decided.
    /// Not the acceptance, which the counter may still note itself, unless more follows from it.
    pub fn lapse(&self, actor: &Actor, ctx: &Ctx<'_>) -> Vec<Fact> {
        let mut facts = self.signal(actor, ctx);
        let renewed = self.deem_renewed(actor, ctx);
        if !renewed.is_empty() {
            let accepted = self.deem_accepted(actor, ctx);
            if !accepted.is_empty() {
                facts.extend(accepted);
                return facts;
            }
        }
        facts.extend(self.deem_consent(actor, ctx));
        facts.extend(
            renewed
                .is_empty()
                .then(|| self.lapse_step(actor, ctx))
                .flatten(),
        );
        facts.extend(renewed);
        facts
    }

    /// The fact to append where the check limit has lapsed; nothing where it has not, so the
    /// job that asks may ask as often as it likes.
    pub fn deem_accepted(&self, actor: &Actor, ctx: &Ctx<'_>) -> Vec<Fact> {
        if !actor.may(Act::DeemedAcceptance) || !self.check_lapsed(ctx) {
            return Vec::new();
        }
        vec![self.deemed_acceptance(ctx)]
    }

    /// The case still lies with the counter, and the time to tell what is missing is over. The
    /// law has accepted it by then, whether or not the job has come round to say so.
    pub(super) fn check_lapsed(&self, ctx: &Ctx<'_>) -> bool {
        self.stage == Stage::Received
            && self.deadlines(ctx).iter().any(|deadline| {
                deadline.kind == DeadlineKind::Check
                    && deadline.is_running()
                    && ctx.now >= deadline.counted.due_at
            })
    }

    pub(super) fn deemed_acceptance(&self, ctx: &Ctx<'_>) -> Fact {
        Fact::Accepted {
            deemed: true,
            counts_from: self.check_from,
            calendar: ctx.calendar.version().into(),
            next: self.enter(ctx),
        }
    }
}
