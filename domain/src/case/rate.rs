//! 好差评: five levels, once a case (一事一评), from its end until the time for it is over. Levels 1 and 2 are the bad
//! ones.

use jiff::civil::Date;

use super::{Actor, Blocked, Case, Conclusion, Ctx, Dimensions, Fact, Refusal, StatementRef};
use crate::authority::Act;
use crate::limit::{Counted, Term};

impl Case {
    /// # Errors
    /// As `rateable`, and `Blocked::LevelUnknown` for a level outside 1 to 5.
    pub fn rate(
        &self,
        actor: &Actor,
        level: u8,
        dimensions: Dimensions,
        comment: Option<StatementRef>,
        ctx: &Ctx<'_>,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::Rating)?;
        self.rateable(ctx)?;
        let given = dimensions.all().into_iter().flatten().chain([level]);
        if given.into_iter().any(|level| !(1..=5).contains(&level)) {
            return Err(Blocked::LevelUnknown.into());
        }
        Ok(vec![Fact::Rated {
            level,
            dimensions,
            comment,
        }])
    }

    /// Whether the case can be rated now.
    ///
    /// # Errors
    /// `Blocked::Stage` while it runs, `Blocked::AlreadyRated`, `Blocked::RatingOver`.
    pub fn rateable(&self, ctx: &Ctx<'_>) -> Result<(), Blocked> {
        self.expect_stage(!self.is_open())?;
        if self.rating.is_some() {
            return Err(Blocked::AlreadyRated);
        }
        match self.rating_time(ctx) {
            Some(time) if ctx.now >= time.due_at => Err(Blocked::RatingOver(time.due_on)),
            _ => Ok(()),
        }
    }

    /// Whether the applicant is asked to: whoever took their application back was not served, though they may say
    /// something.
    pub fn invites_rating(&self, ctx: &Ctx<'_>) -> bool {
        self.conclusion() != Some(Conclusion::Withdrawn) && self.rateable(ctx).is_ok()
    }

    /// The last day on which it can be rated; absent while the case runs.
    pub fn rate_by(&self, ctx: &Ctx<'_>) -> Option<Date> {
        Some(self.rating_time(ctx)?.due_on)
    }

    fn rating_time(&self, ctx: &Ctx<'_>) -> Option<Counted> {
        let term = Term::new(self.concluded_at?, ctx.item.limits.rating.limit());
        Some(term.count(&ctx.calendar.promised, ctx.tz))
    }
}
