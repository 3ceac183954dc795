//! 好差评: five levels, once a case, after it ended. Levels 1 and 2 are the bad ones.

use super::{Actor, Blocked, Case, Fact, Refusal, StatementRef};
use crate::authority::Act;

impl Case {
    /// # Errors
    /// `Blocked` while the case runs, for a second rating, and for a level outside 1 to 5.
    pub fn rate(
        &self,
        actor: &Actor,
        level: u8,
        comment: Option<StatementRef>,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::Rating)?;
        self.expect_stage(!self.is_open())?;
        if self.rating.is_some() {
            return Err(Blocked::AlreadyRated.into());
        }
        if !(1..=5).contains(&level) {
            return Err(Blocked::LevelUnknown.into());
        }
        Ok(vec![Fact::Rated { level, comment }])
    }
}
