//! What somebody could do now, had they sound input: asked of each act itself, so that a page
//! offers what the act would then allow, and nothing else.

use uuid::Uuid;

use super::{
    Actor, Case, CorrectionTarget, Ctx, Decision, DeclineGround, DeliveryMethod, ExcludedTime,
    NoticeNo, Opinion, Refusal, Stage, StatementRef, Target,
};
use crate::authority::Act;
use crate::catalogue::{MaterialSource, StepAct};
use crate::id::StatementId;
use crate::limit::Limit;

/// The acts of the desk, in the order in which a page offers them.
const DESK: [Act; 15] = [
    Act::Acceptance,
    Act::Step,
    Act::Decision,
    Act::Licence,
    Act::Delivery,
    Act::Correction,
    Act::Declination,
    Act::Return,
    Act::Opinion,
    Act::Resumption,
    Act::OrderReply,
    Act::FollowUp,
    Act::Pause,
    Act::Extension,
    Act::Claim,
];

impl Case {
    /// The desk's acts that the actor may do now. `Act::Claim` stands for taking the open task
    /// and, where it is theirs, for giving it back.
    pub fn available(&self, actor: &Actor, ctx: &Ctx<'_>) -> Vec<Act> {
        DESK.into_iter()
            .filter(|act| self.offers(*act, actor, ctx).is_ok())
            .collect()
    }

    /// # Errors
    /// Why the act would be refused however sound its input. Acts of others than the desk are
    /// not asked here and count as refused by role.
    pub fn offers(&self, act: Act, actor: &Actor, ctx: &Ctx<'_>) -> Result<(), Refusal> {
        let facts = match act {
            Act::Acceptance => self.accept(actor, ctx),
            Act::Correction => self.correct(actor, self.correctable(ctx), ctx),
            Act::Declination => self.decline(actor, DeclineGround::NotRequired, None, words(), ctx),
            Act::Return => self.return_to_applicant(actor, words(), ctx),
            Act::Claim => return self.offers_claim(actor, ctx),
            Act::Step => {
                let step = self.open_step().unwrap_or_default();
                // Whoever signed what stands has done their part: the step waits for another.
                let standing = self.signatures.last().map(|last| last.outcome.as_str());
                let first = || Some(ctx.item.step(step)?.outcomes.first()?.key.as_str());
                let outcome = standing.or_else(first).unwrap_or_default();
                self.record_step(actor, step, outcome, words(), ctx)
            }
            Act::Decision => self.decide(actor, Decision::Granted, words(), ctx),
            Act::Licence => {
                // The type's own authority stands in for the issuer, which has the same shape.
                let rule = ctx.item.licence.as_ref();
                let issuer = rule.and_then(|rule| rule.type_code.get_ref().get(..18));
                self.issue_licence(actor, issuer.unwrap_or_default(), "1", ctx)
            }
            Act::Delivery => self.deliver(actor, DeliveryMethod::Counter, None, ctx),
            Act::Opinion => self.give_opinion(actor, Opinion::Agrees, words()),
            Act::Pause => {
                let reason = ExcludedTime::Hearing.key();
                self.pause(
                    actor,
                    reason,
                    Limit::working_days(1),
                    NO_NOTICE,
                    words(),
                    ctx,
                )
            }
            Act::Resumption => self.resume(actor, words(), ctx),
            Act::Extension => self.extend(actor, 1, NO_NOTICE, words(), ctx),
            Act::Order => self.order(actor, Limit::working_days(1), words()),
            Act::OrderReply => self.answer_order(actor, words()),
            Act::FollowUp => self.follow_up(actor, words()),
            Act::Supplement
            | Act::Withdrawal
            | Act::Rating
            | Act::DeemedAcceptance
            | Act::Signal
            | Act::DeemedConsent
            | Act::DeemedRenewal
            | Act::Recalculation => Err(super::Denied::Role.into()),
        };
        facts.map(|_| ())
    }

    /// The act that the open task waits for; absent while the applicant has the turn, and at the
    /// end.
    pub fn open_act(&self, ctx: &Ctx<'_>) -> Option<Act> {
        match &self.stage {
            Stage::Received => Some(Act::Acceptance),
            Stage::InProcess { step } => Some(match ctx.item.step(step)?.act {
                StepAct::Opinion => Act::Step,
                StepAct::Decision => Act::Decision,
                StepAct::Licence => Act::Licence,
                StepAct::Delivery => Act::Delivery,
            }),
            Stage::AwaitingSupplement | Stage::Concluded(_) => None,
        }
    }

    /// A claim keeps a task from others, so it is offered only to those who could also do it.
    fn offers_claim(&self, actor: &Actor, ctx: &Ctx<'_>) -> Result<(), Refusal> {
        self.claim(actor, ctx)?;
        match self.open_act(ctx) {
            Some(act) => self.offers(act, actor, ctx),
            None => Ok(()),
        }
    }

    /// One thing that a correction may name: of the first notice where there was one.
    fn correctable(&self, ctx: &Ctx<'_>) -> Vec<CorrectionTarget> {
        if let Some(first) = self.corrections.first() {
            return first.targets.clone();
        }
        let field = ctx.item.fields().next();
        let upload = ctx
            .item
            .materials
            .iter()
            .find(|rule| rule.source == MaterialSource::Upload);
        field
            .map(|field| Target::Field(field.key().into()))
            .or_else(|| upload.map(|rule| Target::Material(rule.key().into())))
            .map(|what| CorrectionTarget {
                what,
                note: words(),
            })
            .into_iter()
            .collect()
    }
}

/// Stands for the number that its notice would have.
const NO_NOTICE: NoticeNo = NoticeNo { year: 0, serial: 0 };

/// Stands for the text that the act would have.
fn words() -> StatementRef {
    StatementRef {
        id: StatementId(Uuid::nil()),
        digest: String::new(),
    }
}
