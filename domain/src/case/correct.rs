//! 一次性告知补正: the fields and materials to mend, all at once (行政许可法 32(4)).

use super::{Actor, Blocked, Case, CorrectionTarget, Ctx, Fact, Refusal, Stage, Target};
use crate::authority::Act;
use crate::catalogue::{ACCEPTANCE, MaterialSource, ServiceItem};

impl Case {
    /// # Errors
    /// `Blocked::OnceOnly` where a second notice names what the first one did not;
    /// `Blocked::CheckLapsed` where the time to tell is over.
    pub fn correct(
        &self,
        actor: &Actor,
        targets: Vec<CorrectionTarget>,
        ctx: &Ctx<'_>,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::Correction)?;
        self.expect_stage(self.stage == Stage::Received)?;
        self.expect_free(actor, ACCEPTANCE)?;
        if self.check_lapsed(ctx) {
            return Err(Blocked::CheckLapsed.into());
        }
        if targets.is_empty() {
            return Err(Blocked::TargetsMissing.into());
        }
        for target in &targets {
            if !is_correctable(ctx.item, &target.what) {
                return Err(Blocked::TargetUnknown(target.what.clone()).into());
            }
            if let Some(first) = self.corrections.first()
                && !first.targets.iter().any(|told| told.what == target.what)
            {
                return Err(Blocked::OnceOnly(target.what.clone()).into());
            }
        }
        Ok(vec![Fact::Corrected { targets }])
    }

    /// What the running correction asks for; empty where none runs.
    pub fn asked_for(&self) -> &[CorrectionTarget] {
        match (&self.stage, self.corrections.last()) {
            (Stage::AwaitingSupplement, Some(correction)) => &correction.targets,
            _ => &[],
        }
    }
}

/// What the definition asks the applicant for, and nothing else (行政许可法 31).
fn is_correctable(item: &ServiceItem, target: &Target) -> bool {
    match target {
        Target::Field(key) => item.field(key).is_some(),
        Target::Material(key) => item
            .material(key)
            .is_some_and(|rule| rule.source == MaterialSource::Upload),
    }
}
