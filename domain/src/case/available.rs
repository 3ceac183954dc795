//! What somebody could do now, had they sound input: asked of each act itself, so that a page
//! offers what the act would then allow, and nothing else.

use uuid::Uuid;

use super::{
    Actor, Case, CorrectionTarget, Ctx, Decision, DeclineGround, DeliveryMethod, ExcludedTime,
    Instrument, NewOrder, NoticeNo, OpenNode, Opinion, Recording, Refusal, StatementRef, Target,
    VoidGround,
};
use crate::application::Answers;
use crate::authority::Act;
use crate::catalogue::{ACCEPTANCE, MaterialSource, StepAct};
use crate::id::StatementId;
use crate::limit::Limit;

/// The acts of the desk, in the order in which a page offers them.
const DESK: [Act; 27] = [
    Act::Acceptance,
    Act::Step,
    Act::Decision,
    Act::Licence,
    Act::Delivery,
    Act::Correction,
    Act::Declination,
    Act::Return,
    Act::Opinion,
    Act::AdviceReply,
    Act::Resumption,
    Act::OrderReply,
    Act::WarningExplanation,
    Act::RatingContact,
    Act::FollowUp,
    Act::CallBack,
    Act::RatingAppeal,
    Act::EnquiryReply,
    Act::Pause,
    Act::Extension,
    Act::Advice,
    Act::Transfer,
    Act::Dispute,
    Act::Dispatch,
    Act::Assignment,
    Act::Voiding,
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
            Act::Step => return self.offers_step(actor, ctx),
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
            Act::Order => self.order(
                actor,
                NewOrder {
                    instrument: Instrument::Order,
                    limit: Limit::working_days(1),
                    text: words(),
                    organ: String::new(),
                    notice: NO_NOTICE,
                },
            ),
            Act::OrderReview => {
                let mut open = self.orders.iter().filter(|one| one.closed.is_none());
                let first = open.find(|one| one.answer.is_some());
                self.accept_answer(actor, first.map_or(0, |one| one.seq), None)
            }
            Act::OrderLifting => {
                let first = self.orders.iter().find(|one| one.closed.is_none());
                self.lift_order(actor, first.map_or(0, |one| one.seq), words())
            }
            Act::OrderReply => self.answer_order(actor, words()),
            Act::WarningExplanation => {
                // Of one that waits for somebody else, the refusal says so.
                let deadlines = self.deadlines(ctx);
                let others = || {
                    let mut all = self.warnings.iter();
                    all.find(|one| self.awaits_explanation(one, &deadlines, ctx))
                };
                let first = self.explainable(actor, ctx).next().or_else(others);
                self.explain_warning(actor, first.map_or(0, |one| one.seq), words(), ctx)
            }
            Act::WarningClearance => {
                let first = self.clearable(actor).next();
                self.clear_warning(actor, first.map_or(0, |one| one.seq), words())
            }
            Act::RatingContact => self.contact_rater(actor, false, words()),
            Act::FollowUp => self.follow_up(actor, words()),
            Act::CallBack => self.call_back(actor, true, words()),
            Act::RatingAppeal => self.appeal_rating(actor, words()),
            Act::RatingVerdict => self.decide_rating_appeal(actor, false, words()),
            Act::RatingRelease => {
                let shown = |rating: &super::Rating| rating.released.is_some();
                let shown = self.rating.as_ref().is_some_and(shown);
                self.release_rating(actor, (!shown).then(words))
            }
            Act::EnquiryReply => {
                let first = self.open_enquiries().next().map_or(0, |one| one.seq);
                self.answer_enquiry(actor, first, words())
            }
            Act::Forwarding => {
                let first = self.open_complaints().next().map_or(0, |one| one.seq);
                self.forward_complaint(actor, first)
            }
            Act::ComplaintReply => {
                let first = self.open_complaints().next().map_or(0, |one| one.seq);
                self.answer_complaint(actor, first, true, words())
            }
            // No agency has this id.
            Act::Transfer => self.transfer(actor, "", words()),
            Act::Dispute => return self.offers_dispute(actor, ctx),
            Act::Dispatch => {
                let disputed = self.open.iter().find(|open| open.disputed_at.is_some());
                let step = disputed.map_or("", |open| &open.key);
                self.dispatch(actor, step, "", words())
            }
            Act::Assignment => return self.offers_assignment(actor, ctx),
            Act::Advice => return self.offers_advice(actor, ctx),
            Act::AdviceReply => {
                let own = self.advice_for(actor).next();
                self.give_advice(actor, own.map_or(0, |one| one.seq), words())
            }
            Act::Voiding => self.void(actor, VoidGround::Duplicate, words()),
            Act::Supplement
            | Act::Withdrawal
            | Act::Rating
            | Act::RatingReply
            | Act::Enquiry
            | Act::Reminder
            | Act::Complaint
            | Act::DeemedAcceptance
            | Act::Signal
            | Act::OrderRaising
            | Act::Escalation
            | Act::DeemedConsent
            | Act::DeemedRenewal
            | Act::Recalculation
            | Act::DeemedOutcome
            | Act::Routing
            | Act::Migration => Err(super::Denied::Role.into()),
        };
        facts.map(|_| ())
    }

    /// Whether one of the open steps with an opinion is the actor's to record; else why the first is not.
    fn offers_step(&self, actor: &Actor, ctx: &Ctx<'_>) -> Result<(), Refusal> {
        let mut first = Ok(());
        let opinions = |open: &&OpenNode| {
            let step = ctx.item.step(&open.key);
            step.is_none_or(|step| step.act == StepAct::Opinion)
        };
        for open in self.open_steps().filter(opinions) {
            match self.offers_recording(actor, &open.key, ctx) {
                Ok(()) => return Ok(()),
                Err(refusal) if first.is_ok() => first = Err(refusal),
                Err(_) => {}
            }
        }
        if first.is_ok() {
            self.require(actor, Act::Step)?;
            self.expect_stage(false)?;
        }
        first
    }

    /// # Errors
    /// Why recording this very step would be refused, however sound its input.
    pub fn offers_recording(
        &self,
        actor: &Actor,
        step: &str,
        ctx: &Ctx<'_>,
    ) -> Result<(), Refusal> {
        // Whoever signed what stands has done their part: the step waits for another.
        let node = self.open_node(step);
        let standing = node.and_then(|node| Some(node.signatures.last()?.outcome.as_str()));
        let defined = ctx.item.step(step);
        let first = || Some(defined?.outcomes.first()?.key.as_str());
        let outcome = standing.or_else(first).unwrap_or_default();
        let nothing = Answers::new();
        let words = words();
        let recording = Recording {
            outcome,
            opinion: &words,
            record: Some((&words, &nothing)),
            proposed: None,
        };
        self.record_step(actor, step, recording, ctx).map(|_| ())
    }

    /// What the actor could send back as not their agency's: a step, or (`None`) the whole case.
    pub fn disputable(&self, actor: &Actor, ctx: &Ctx<'_>) -> Vec<Option<&str>> {
        let steps = self.open.iter().map(|open| Some(open.key.as_str()));
        std::iter::once(None)
            .chain(steps)
            .filter(|step| self.dispute(actor, *step, words(), ctx).is_ok())
            .collect()
    }

    fn offers_dispute(&self, actor: &Actor, ctx: &Ctx<'_>) -> Result<(), Refusal> {
        if !self.disputable(actor, ctx).is_empty() {
            return Ok(());
        }
        // Why the first that came from elsewhere is not to be sent back any more.
        let own = |open: &&OpenNode| {
            let agency = self.agency_of(&open.key);
            agency != self.agency && actor.agency.as_deref() == Some(agency)
        };
        let step = self.open.iter().find(own).map(|open| open.key.as_str());
        self.dispute(actor, step, words(), ctx).map(|_| ())
    }

    /// The tasks that a head could give to somebody: what people work, and nobody disputes.
    pub fn assignable<'a>(
        &'a self,
        actor: &'a Actor,
        ctx: &'a Ctx<'_>,
    ) -> impl Iterator<Item = &'a OpenNode> {
        let head = self.require(actor, Act::Assignment).is_ok();
        self.open.iter().filter(move |open| {
            let own = actor.agency.as_deref() == Some(self.agency_of(&open.key));
            let worked = open.disputed_at.is_none() && self.act_of(open, ctx).is_some();
            head && own && worked
        })
    }

    fn offers_assignment(&self, actor: &Actor, ctx: &Ctx<'_>) -> Result<(), Refusal> {
        self.require(actor, Act::Assignment)?;
        self.expect_stage(self.assignable(actor, ctx).next().is_some())?;
        Ok(())
    }

    /// The act that an open task waits for; absent for a choice that stands still.
    pub fn act_of(&self, open: &OpenNode, ctx: &Ctx<'_>) -> Option<Act> {
        if open.key == ACCEPTANCE {
            return Some(Act::Acceptance);
        }
        Some(match ctx.item.step(&open.key)?.act {
            StepAct::Opinion => Act::Step,
            StepAct::Decision => Act::Decision,
            StepAct::Licence => Act::Licence,
            StepAct::Delivery => Act::Delivery,
        })
    }

    /// A claim keeps a task from others, so it is offered only to those who could also do it.
    fn offers_claim(&self, actor: &Actor, ctx: &Ctx<'_>) -> Result<(), Refusal> {
        self.require(actor, Act::Claim)?;
        let mut first = None;
        for open in &self.open {
            let offered = self.offers_claim_of(actor, open, ctx);
            match offered {
                Ok(()) => return Ok(()),
                Err(refusal) => first = first.or(Some(refusal)),
            }
        }
        match first {
            Some(refusal) => Err(refusal),
            None => Ok(self.expect_stage(false)?),
        }
    }

    /// # Errors
    /// Why the actor could not claim this very task, or not do it once claimed.
    pub fn offers_claim_of(
        &self,
        actor: &Actor,
        open: &OpenNode,
        ctx: &Ctx<'_>,
    ) -> Result<(), Refusal> {
        self.claim(actor, &open.key, ctx)?;
        match self.act_of(open, ctx) {
            Some(Act::Step) => self.offers_recording(actor, &open.key, ctx),
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
