//! 督办 and the loop of a bad rating, as far as the case's clocks need them: an order with a time to answer,
//! the answer, and what was done about a rating of one or two.

use super::{Actor, Blocked, Case, Fact, Refusal, StatementRef};
use crate::authority::Act;
use crate::limit::{Limit, Unit};

/// The longest time to answer, in working days.
pub const LONGEST_REPLY: u32 = 30;

impl Case {
    /// A supervision order. It may come after the end of a case, too.
    ///
    /// # Errors
    /// `Blocked::OrderLength` for a time to answer that is none, or too long.
    pub fn order(
        &self,
        actor: &Actor,
        limit: Limit,
        text: StatementRef,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::Order)?;
        if limit.unit != Unit::WorkingDay || !(1..=LONGEST_REPLY).contains(&limit.value) {
            return Err(Blocked::OrderLength(LONGEST_REPLY).into());
        }
        Ok(vec![Fact::Ordered { limit, text }])
    }

    /// Answers the oldest order that is open.
    ///
    /// # Errors
    /// `Blocked::NoOrder` where none is.
    pub fn answer_order(&self, actor: &Actor, text: StatementRef) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::OrderReply)?;
        let order = self
            .orders
            .iter()
            .find(|order| order.answer.is_none())
            .ok_or(Blocked::NoOrder)?;
        Ok(vec![Fact::OrderAnswered {
            order: order.seq,
            text,
        }])
    }

    /// 差评整改.
    ///
    /// # Errors
    /// `Blocked::NothingToFollowUp` where the case was not rated badly, or that is done.
    pub fn follow_up(&self, actor: &Actor, text: StatementRef) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::FollowUp)?;
        match &self.rating {
            Some(rating) if rating.is_bad() && rating.followed_up_at.is_none() => {
                Ok(vec![Fact::FollowedUp { text }])
            }
            _ => Err(Blocked::NothingToFollowUp.into()),
        }
    }
}
