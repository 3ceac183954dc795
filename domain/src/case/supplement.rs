//! 补正: the applicant supplies what the correction named, and the check starts anew.

use super::{Actor, Blocked, Case, Fact, Material, Refusal, Stage, Target};
use crate::authority::Act;

impl Case {
    /// `materials` is the whole list that holds from now on; `changed` names the fields whose
    /// answers are new.
    ///
    /// # Errors
    /// `Blocked::StillMissing` names the first thing that was asked for and not supplied.
    pub fn supplement(
        &self,
        actor: &Actor,
        changed: &[String],
        materials: Vec<Material>,
        answers_digest: String,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::Supplement)?;
        self.expect_stage(self.stage == Stage::AwaitingSupplement)?;
        for asked in self.asked_for() {
            let supplied = match &asked.what {
                Target::Field(key) => changed.contains(key),
                Target::Material(rule) => materials.iter().any(|material| {
                    material.rule == *rule
                        && !self.materials.iter().any(|before| before.id == material.id)
                }),
            };
            if !supplied {
                return Err(Blocked::StillMissing(asked.what.clone()).into());
            }
        }
        Ok(vec![Fact::Supplemented {
            answers_digest,
            materials,
        }])
    }
}
