//! 制证: the licence and its number, whose check character follows from the rest.

use jiff::ToSpan;
use jiff::civil::Date;

use super::evidence::Now;
use super::{Actor, Blocked, Case, Ctx, Fact, Refusal};
use crate::authority::Act;
use crate::catalogue::StepAct;
use crate::identifier::LicenceNo;

impl Case {
    /// `issuer` is the agency's credit code; `serial` is unique for issuer and type.
    ///
    /// # Errors
    /// `Blocked::NoLicence` where the definition issues none.
    pub fn issue_licence(
        &self,
        actor: &Actor,
        issuer: &str,
        serial: &str,
        ctx: &Ctx<'_>,
    ) -> Result<Vec<Fact>, Refusal> {
        self.require(actor, Act::Licence)?;
        let step = self.open_of(StepAct::Licence, ctx);
        let defined = self.expect_step(step, StepAct::Licence, ctx)?;
        self.expect_worker(actor, step, ctx)?;
        self.expect_free(actor, step)?;
        let rule = ctx.item.licence.as_ref().ok_or(Blocked::NoLicence)?;
        let outcome = defined.outcome("issued").ok_or(Blocked::OutcomeUnknown)?;
        let number = LicenceNo::new(rule.type_code.get_ref(), issuer, serial, 1)
            .map_err(|_| Blocked::LicenceNumber)?;
        let issued_on = ctx.now.to_zoned(ctx.tz.clone()).date();
        let valid_from = self.valid_from(issued_on);
        let valid_until = rule.valid_years.map(|years| {
            valid_from
                .saturating_add(i32::from(years).years())
                .saturating_sub(1.day())
        });
        let now = Now {
            step,
            outcome: &outcome.key,
            record: None,
        };
        Ok(vec![Fact::LicenceIssued {
            step: step.into(),
            number,
            issued_on,
            valid_until,
            next: self.follow(step, outcome, &self.evidence(Some(now), ctx), ctx),
        }])
    }

    /// A licence that was renewed in time goes on from where the old one ends, and no day is lost. One that was
    /// not is never valid for a time without a licence.
    pub fn valid_from(&self, issued_on: Date) -> Date {
        let Some(old) = &self.received.renews else {
            return issued_on;
        };
        let follows = old.expires_on.saturating_add(1.day());
        if old.timely {
            follows
        } else {
            follows.max(issued_on)
        }
    }
}
