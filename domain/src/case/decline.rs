//! 不予受理, with the reason and, where it is another agency's power, that agency's name
//! (行政许可法 32(1), 32(2)).

use super::{Actor, Blocked, Case, Ctx, DeclineGround, Fact, Refusal, Stage, StatementRef};
use crate::authority::Act;
use crate::catalogue::ACCEPTANCE;

impl Case {
    /// # Errors
    /// `Blocked::AgencyMissing` where the right agency is not named, or is the case's own;
    /// `Blocked::CheckLapsed` where the application counts as accepted already.
    pub fn decline(
        &self,
        actor: &Actor,
        ground: DeclineGround,
        agency: Option<String>,
        reason: StatementRef,
        ctx: &Ctx<'_>,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::Declination)?;
        self.expect_stage(self.stage == Stage::Received)?;
        self.expect_free(actor, ACCEPTANCE)?;
        if self.check_lapsed(ctx) {
            return Err(Blocked::CheckLapsed.into());
        }
        let agency = match ground {
            DeclineGround::NotRequired => None,
            DeclineGround::NotOurs => Some(
                agency
                    .filter(|agency| *agency != self.received.agency)
                    .ok_or(Blocked::AgencyMissing)?,
            ),
        };
        Ok(vec![Fact::Declined {
            ground,
            agency,
            reason,
        }])
    }
}
