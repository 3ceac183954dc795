//! 差评: the loop of a bad rating (国办发〔2019〕51号): contact at once, rectification within a limit, a call-back by
//! somebody who had no hand in it, and a way out for what was rated in bad faith (申诉复核). What the applicant wrote
//! is shown to the public when supervision has released it, and not before.

use std::collections::BTreeSet;

use super::{Actor, Blocked, Case, Denied, Fact, Rating, RatingState, Refusal, StatementRef};
use crate::authority::Act;
use crate::id::OfficerId;

impl Case {
    /// 首次联系. `complex`: putting it right takes longer, and `text` says why.
    ///
    /// # Errors
    /// `Blocked::NothingToFollowUp` where no bad rating waits for it.
    pub fn contact_rater(
        &self,
        actor: &Actor,
        complex: bool,
        text: StatementRef,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::RatingContact)?;
        self.waiting_rating()
            .filter(|rating| rating.contact.is_none())
            .ok_or(Blocked::NothingToFollowUp)?;
        Ok(vec![Fact::RaterContacted { complex, text }])
    }

    /// 差评整改.
    ///
    /// # Errors
    /// `Blocked::NothingToFollowUp` where the case was not rated badly, or that is done; `Blocked::NotContacted`
    /// before anybody has spoken with the applicant.
    pub fn follow_up(&self, actor: &Actor, text: StatementRef) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::FollowUp)?;
        let rating = self.waiting_rating().ok_or(Blocked::NothingToFollowUp)?;
        if rating.contact.is_none() {
            return Err(Blocked::NotContacted.into());
        }
        Ok(vec![Fact::FollowedUp { text }])
    }

    /// 回访: whether the applicant is content now. Nobody asks that of their own work.
    ///
    /// # Errors
    /// `Denied::OwnWork` for whose hands the case, or the rectification, counts as; `Blocked::NothingToCallBack` where
    /// nothing was put right, or it was asked before.
    pub fn call_back(
        &self,
        actor: &Actor,
        content: bool,
        text: StatementRef,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::CallBack)?;
        let rating = self
            .counted_rating()
            .filter(|rating| rating.state() == RatingState::Rectified)
            .ok_or(Blocked::NothingToCallBack)?;
        let mended = [&rating.contact, &rating.followed_up]
            .into_iter()
            .flatten()
            .flat_map(|one| one.by.hands());
        let worked: BTreeSet<OfficerId> = self.handlers.iter().copied().chain(mended).collect();
        if actor.by.hands().any(|hand| worked.contains(&hand)) {
            return Err(Denied::OwnWork.into());
        }
        Ok(vec![Fact::CalledBack { content, text }])
    }

    /// 申诉, once a rating, until it was called back.
    ///
    /// # Errors
    /// `Blocked::NothingToAppeal`.
    pub fn appeal_rating(&self, actor: &Actor, text: StatementRef) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::RatingAppeal)?;
        self.counted_rating()
            .filter(|rating| {
                rating.is_bad() && rating.appeal.is_none() && rating.called_back.is_none()
            })
            .ok_or(Blocked::NothingToAppeal)?;
        Ok(vec![Fact::RatingAppealed { text }])
    }

    /// 复核: an excluded rating stays in the journal and is counted nowhere.
    ///
    /// # Errors
    /// `Blocked::NoRatingAppeal`; `Denied::OwnWork` for whoever made the appeal or had a hand in the case.
    pub fn decide_rating_appeal(
        &self,
        actor: &Actor,
        excluded: bool,
        text: StatementRef,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::RatingVerdict)?;
        let appeal = self
            .rating
            .as_ref()
            .and_then(|rating| rating.appeal.as_ref())
            .filter(|appeal| appeal.verdict.is_none())
            .ok_or(Blocked::NoRatingAppeal)?;
        let own = |hand: OfficerId| {
            self.handlers.contains(&hand) || appeal.by.hands().any(|one| one == hand)
        };
        if actor.by.hands().any(own) {
            return Err(Denied::OwnWork.into());
        }
        Ok(vec![Fact::RatingAppealDecided { excluded, text }])
    }

    /// 公开: shows what was written with a rating to everybody in the words of `text`, or takes that back. Nothing to do
    /// where it is so.
    ///
    /// # Errors
    /// `Blocked::NothingToRelease` for a rating without words, or one that counts nowhere.
    pub fn release_rating(
        &self,
        actor: &Actor,
        text: Option<StatementRef>,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::RatingRelease)?;
        let rating = self
            .counted_rating()
            .filter(|rating| rating.comment.is_some())
            .ok_or(Blocked::NothingToRelease)?;
        if rating.released.is_some() == text.is_some() {
            return Ok(Vec::new());
        }
        Ok(vec![Fact::RatingReleased { text }])
    }

    /// What the applicant says to what was done, once.
    ///
    /// # Errors
    /// `Blocked::NothingToAnswer` where nothing was put right, or they said it before.
    pub fn answer_follow_up(
        &self,
        actor: &Actor,
        content: bool,
        text: Option<StatementRef>,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::RatingReply)?;
        self.counted_rating()
            .filter(|rating| rating.followed_up.is_some() && rating.reply.is_none())
            .ok_or(Blocked::NothingToAnswer)?;
        Ok(vec![Fact::FollowUpAnswered { content, text }])
    }

    /// The rating, unless supervision has excluded it.
    pub fn counted_rating(&self) -> Option<&Rating> {
        self.rating.as_ref().filter(|rating| !rating.is_excluded())
    }

    /// The bad rating that is still to be put right.
    fn waiting_rating(&self) -> Option<&Rating> {
        self.counted_rating()
            .filter(|rating| rating.is_bad() && rating.followed_up.is_none())
    }
}
