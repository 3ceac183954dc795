//! 督办, as far as the case's clocks need it: an instrument of supervision with a time to answer, the answer, and
//! what supervision makes of it.

use jiff::Timestamp;

use super::{
    Actor, Blocked, Case, Ctx, DeadlineKind, Fact, Instrument, NoticeNo, Refusal, StatementRef,
    SupervisionOrder,
};
use crate::authority::Act;
use crate::limit::{Limit, Unit};

/// The longest time to answer, in working days.
pub const LONGEST_REPLY: u32 = 30;

/// 督办单, as supervision writes it.
#[derive(Debug, Clone)]
pub struct NewOrder {
    pub instrument: Instrument,
    pub limit: Limit,
    pub text: StatementRef,
    /// The agency that supervises, and its number.
    pub organ: String,
    pub notice: NoticeNo,
}

/// An order as the list of them has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderRow {
    pub seq: u64,
    pub at: Timestamp,
    pub instrument: Instrument,
    pub organ: Option<String>,
    pub notice: Option<NoticeNo>,
    /// The first instant too late for the answer that is waited for, or that came.
    pub due_at: Timestamp,
    pub answered_at: Option<Timestamp>,
    pub sent_back: usize,
    pub closed_at: Option<Timestamp>,
    pub accepted: Option<bool>,
    pub raised_at: Option<Timestamp>,
    pub raised_to: Option<String>,
}

impl Case {
    /// A supervision order. It may come after the end of a case, too.
    ///
    /// # Errors
    /// `Blocked::OrderLength` for a time to answer that is none, or too long.
    pub fn order(&self, actor: &Actor, new: NewOrder) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::Order)?;
        let limit = reply_limit(new.limit)?;
        Ok(vec![Fact::Ordered {
            limit,
            text: new.text,
            instrument: new.instrument,
            organ: Some(new.organ),
            notice: Some(new.notice),
            warning: None,
        }])
    }

    /// Answers the oldest order that waits for it.
    ///
    /// # Errors
    /// `Blocked::NoOrder` where none is.
    pub fn answer_order(&self, actor: &Actor, text: StatementRef) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::OrderReply)?;
        let order = self.order_to_answer().ok_or(Blocked::NoOrder)?;
        Ok(vec![Fact::OrderAnswered {
            order: order.seq,
            text,
        }])
    }

    /// The oldest order that waits for an answer.
    pub fn order_to_answer(&self) -> Option<&SupervisionOrder> {
        let mut open = self.orders.iter().filter(|order| order.closed.is_none());
        open.find(|order| order.answer.is_none())
    }

    /// # Errors
    /// `Blocked::NoOrder` where no answer of it waits.
    pub fn accept_answer(
        &self,
        actor: &Actor,
        order: u64,
        text: Option<StatementRef>,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::OrderReview)?;
        self.answered(order)?;
        Ok(vec![Fact::OrderAccepted { order, text }])
    }

    /// # Errors
    /// `Blocked::NoOrder` where no answer of it waits, `Blocked::OrderLength` as for an order.
    pub fn send_answer_back(
        &self,
        actor: &Actor,
        order: u64,
        limit: Limit,
        text: StatementRef,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::OrderReview)?;
        self.answered(order)?;
        let limit = reply_limit(limit)?;
        Ok(vec![Fact::OrderSentBack { order, limit, text }])
    }

    /// # Errors
    /// `Blocked::NoOrder` where it is over.
    pub fn lift_order(
        &self,
        actor: &Actor,
        order: u64,
        text: StatementRef,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::OrderLifting)?;
        self.standing_order(order)?;
        Ok(vec![Fact::OrderLifted { order, text }])
    }

    /// 再监察: each order whose time to answer is over becomes the business of the next supervision up, which `above`
    /// finds from the one that has it now. Once for each time that ran out.
    pub fn raise_orders(
        &self,
        actor: &Actor,
        above: impl Fn(&SupervisionOrder) -> Option<String>,
        ctx: &Ctx<'_>,
    ) -> Vec<Fact> {
        if !actor.may(Act::OrderRaising) {
            return Vec::new();
        }
        let deadlines = self.deadlines(ctx);
        let due_at = |order: &SupervisionOrder| {
            let own = order.seq.to_string();
            let mut all = deadlines.iter();
            all.find(|one| {
                one.kind == DeadlineKind::OrderReply && one.step.as_deref() == Some(&own)
            })
            .filter(|one| one.is_running())
            .map(|one| one.counted.due_at)
        };
        self.orders
            .iter()
            .filter(|order| {
                let late = due_at(order).is_some_and(|due_at| ctx.now >= due_at);
                late && order.raised.last().is_none_or(|(at, _)| *at < order.since)
            })
            .filter_map(|order| {
                Some(Fact::OrderRaised {
                    order: order.seq,
                    to: above(order)?,
                })
            })
            .collect()
    }

    /// # Errors
    /// `Blocked::NoOrder` where it is over, or never was.
    pub fn standing_order(&self, seq: u64) -> Result<&SupervisionOrder, Blocked> {
        let mut open = self.orders.iter().filter(|order| order.closed.is_none());
        open.find(|order| order.seq == seq).ok_or(Blocked::NoOrder)
    }

    fn answered(&self, seq: u64) -> Result<&SupervisionOrder, Blocked> {
        let order = self.standing_order(seq)?;
        match order.answer {
            Some(_) => Ok(order),
            None => Err(Blocked::NoOrder),
        }
    }

    /// Each order, with the time for its answer.
    pub fn order_rows(&self, ctx: &Ctx<'_>) -> Vec<OrderRow> {
        let deadlines = self.deadlines(ctx);
        self.orders
            .iter()
            .map(|order| {
                let own = order.seq.to_string();
                let mut all = deadlines.iter();
                let reply = all.find(|one| {
                    one.kind == DeadlineKind::OrderReply && one.step.as_deref() == Some(&own)
                });
                OrderRow {
                    seq: order.seq,
                    at: order.at,
                    instrument: order.instrument,
                    organ: order.organ.clone(),
                    notice: order.notice,
                    due_at: reply.map_or(order.since, |reply| reply.counted.due_at),
                    answered_at: order.answer.as_ref().map(|answer| answer.at),
                    sent_back: order.sent_back,
                    closed_at: order.closed.as_ref().map(|closed| closed.at),
                    accepted: order.closed.as_ref().map(|closed| closed.accepted),
                    raised_at: order.raised.last().map(|(at, _)| *at),
                    raised_to: order.raised.last().map(|(_, to)| to.clone()),
                }
            })
            .collect()
    }
}

pub(super) fn reply_limit(limit: Limit) -> Result<Limit, Blocked> {
    if limit.unit == Unit::WorkingDay && (1..=LONGEST_REPLY).contains(&limit.value) {
        Ok(limit)
    } else {
        Err(Blocked::OrderLength(LONGEST_REPLY))
    }
}
