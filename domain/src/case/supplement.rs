//! 补正: the applicant supplies what the correction named, and the check starts anew.

use jiff::Timestamp;

use super::{
    Actor, Blocked, Case, Ctx, Entry, Fact, IdentityShown, Material, OpenNode, Refusal, Stage,
    StepDone, Target,
};
use crate::authority::Act;
use crate::catalogue::{Awaited, ServiceItem};

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

    /// Since when the fee is owed: the first of the steps that have waited for it in vain.
    pub fn fee_owed_since(&self, ctx: &Ctx<'_>) -> Option<Timestamp> {
        let open = self.awaits_payment(ctx)?;
        let unpaid = self.unpaid(ctx.item).map(|done| done.opened_at);
        unpaid.chain([open.opened_at]).min()
    }

    /// The steps that ended by the word that nothing was paid.
    pub fn unpaid<'a>(&'a self, item: &'a ServiceItem) -> impl Iterator<Item = &'a StepDone> {
        self.done
            .iter()
            .filter(|done| is_unpaid(item, &done.step, &done.outcome))
    }

    /// It goes on while materials that were promised are still owed (容缺受理).
    pub fn owes(&self) -> bool {
        self.stage == Stage::InProcess && !self.owed.is_empty()
    }

    /// What is awaited was promised when it was applied for (容缺受理): nothing has to be corrected, whether it is
    /// owed since the acceptance or the counter asked for it.
    pub fn awaits_promised(&self) -> bool {
        if self.stage != Stage::AwaitingSupplement {
            return self.owes();
        }
        let asked = self.asked_for();
        !asked.is_empty()
            && asked.iter().all(|target| match &target.what {
                Target::Material(rule) => self.owed.contains(rule),
                Target::Field(_) => false,
            })
    }

    /// Whether the last of these entries handed in what was promised, and corrected nothing.
    pub fn handed_in(until: &[Entry]) -> bool {
        let Some((last, before)) = until.split_last() else {
            return false;
        };
        matches!(last.fact, Fact::Supplemented { .. })
            && Self::replay(before).is_ok_and(|case| case.awaits_promised())
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

/// Of a step that waits for the fee: the outcome that its silence has.
pub fn is_unpaid(item: &ServiceItem, step: &str, outcome: &str) -> bool {
    item.step(step).is_some_and(|step| {
        let silence = step.silence.as_ref();
        step.awaits == Some(Awaited::Payment)
            && silence.is_some_and(|silence| silence.outcome.get_ref() == outcome)
    })
}
