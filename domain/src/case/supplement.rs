//! 补正: the applicant supplies what the correction named, and the check starts anew.

use super::{
    Actor, Blocked, Case, Ctx, Fact, IdentityShown, Material, OpenNode, Refusal, Stage, Target,
};
use crate::authority::Act;
use crate::catalogue::Awaited;

impl Case {
    /// The applicant may hand something in: what a correction asks for, or what was promised.
    pub fn awaits_applicant(&self) -> bool {
        self.stage == Stage::AwaitingSupplement || self.owes()
    }

    /// Whatever it is that only the applicant can do now.
    pub fn is_applicants_turn(&self, ctx: &Ctx<'_>) -> bool {
        self.awaits_applicant() || self.awaits_payment(ctx).is_some()
    }

    /// The step that waits for the applicant's fee, and since when.
    pub fn awaits_payment(&self, ctx: &Ctx<'_>) -> Option<&OpenNode> {
        self.open_steps().find(|open| {
            let step = ctx.item.step(&open.key);
            step.is_some_and(|step| step.awaits == Some(Awaited::Payment))
        })
    }

    /// It goes on while materials that were promised are still owed (容缺受理).
    pub fn owes(&self) -> bool {
        self.stage == Stage::InProcess && !self.owed.is_empty()
    }

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
        self.expect_stage(self.awaits_applicant())?;
        if self.owes() {
            let missing = self
                .owed
                .iter()
                .find(|rule| !materials.iter().any(|given| given.rule == **rule));
            if let Some(rule) = missing {
                return Err(Blocked::StillMissing(Target::Material(rule.clone())).into());
            }
        }
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
            identity: None,
        }])
    }

    /// The same where it is handed in at a counter: the fact says what the clerk was shown.
    ///
    /// # Errors
    /// As `supplement`.
    pub fn supplement_at_counter(
        &self,
        actor: &Actor,
        shown: IdentityShown,
        changed: &[String],
        materials: Vec<Material>,
        answers_digest: String,
    ) -> Result<Vec<Fact>, Refusal> {
        let mut facts = self.supplement(actor, changed, materials, answers_digest)?;
        for fact in &mut facts {
            if let Fact::Supplemented { identity, .. } = fact {
                *identity = Some(shown);
            }
        }
        Ok(facts)
    }
}
