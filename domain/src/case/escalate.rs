//! 逐级督办: what the ladder of supervision orders on a case whose time ran out. A warning climbs while its clock still
//! runs past the mark: one that was met, moved later, stopped or cleared climbs no further.

use jiff::Timestamp;

use super::signal::marks;
use super::supervise::reply_limit;
use super::{Actor, Case, Ctx, Deadline, Fact, Instrument, NewOrder, Warning};
use crate::authority::Act;
use crate::limit::Limit;
use crate::supervision::ladder::Ladder;

/// A rung whose time has come.
#[derive(Debug, Clone)]
pub struct DueRung<'a> {
    /// The first that it is given for; those that ran out together with it are answered by the same order.
    pub warning: &'a Warning,
    pub instrument: Instrument,
    pub reply: Limit,
    /// Since when.
    pub at: Timestamp,
}

impl Case {
    /// Whether the clock that it warned of still runs past the mark, and nobody has cleared it.
    pub fn stands(&self, warning: &Warning, deadlines: &[Deadline]) -> bool {
        // A date that moved later is past its mark only once it was crossed anew.
        let past = |one: &Deadline| {
            marks(one).any(|(level, at)| level == warning.level && warning.crossed_at >= at)
        };
        warning.cleared.is_none()
            && warning.deadline.climbs()
            && self
                .clocks_of(warning, deadlines)
                .any(|one| one.is_running() && !one.stopped && !one.payment && past(one))
    }

    /// The clock that was warned of, as it is now.
    pub(super) fn clocks_of<'a>(
        &'a self,
        warning: &'a Warning,
        deadlines: &'a [Deadline],
    ) -> impl Iterator<Item = &'a Deadline> {
        deadlines.iter().filter(|one| {
            one.kind == warning.deadline
                && one.step == warning.step_now
                && self.warning_scope(one.kind, one.step.as_deref()) == warning.opened_at
        })
    }

    /// The gravest instrument that the ladder has given for the warning, or for another of its level whose order answers
    /// for it, too: one that is not over, or that came after this mark was crossed.
    pub fn climbed(&self, warning: &Warning) -> Option<Instrument> {
        let given = self.orders.iter().filter(|order| {
            // What people ordered since, and what waits for its answer, says the same already.
            let Some(seq) = order.warning else {
                return order.closed.is_none() && order.at >= warning.crossed_at;
            };
            self.warning(seq)
                .is_some_and(|of| of.level == warning.level)
        });
        given
            .filter(|order| order.closed.is_none() || order.at >= warning.crossed_at)
            .map(|order| order.instrument)
            .max()
    }

    /// The rungs that are due now, of each level the highest. What fell due too long ago is let go: a ladder that is set
    /// up today, or a job that was down for a month, must not order all at once what nobody can answer any more.
    pub fn due_rungs<'a>(&'a self, ladder: &Ladder, ctx: &Ctx<'_>) -> Vec<DueRung<'a>> {
        let deadlines = self.deadlines(ctx);
        let mut standing: Vec<&Warning> = self
            .warnings
            .iter()
            // Who answers orders is the agency of the case: what another one is late with is not laid on it.
            .filter(|one| one.agency == self.agency && self.stands(one, &deadlines))
            .collect();
        standing.sort_by_key(|one| one.crossed_at);
        let mut due: Vec<DueRung<'a>> = Vec::new();
        for warning in standing {
            let climbed = self.climbed(warning);
            let mut orders: Vec<_> = ladder.orders(warning.level).collect();
            orders.sort_by_key(|(_, instrument, _)| *instrument);
            let found = orders
                .into_iter()
                .rev()
                .find_map(|(rung, instrument, reply)| {
                    let at = rung.due_at(warning.crossed_at, &ctx.calendar.promised, ctx.tz);
                    let is_due = at <= ctx.now && at >= ladder.since(ctx.now);
                    (is_due && climbed < Some(instrument)).then_some(DueRung {
                        warning,
                        instrument,
                        reply,
                        at,
                    })
                });
            let given = |found: &DueRung<'_>| {
                let mut all = due.iter();
                all.any(|one| {
                    one.warning.level == found.warning.level && one.instrument >= found.instrument
                })
            };
            due.extend(found.filter(|found| !given(found)));
        }
        due
    }

    /// Gives the orders that are due; `write` makes each, or leaves it out where nobody supervises the place. A second
    /// run finds nothing.
    pub fn escalate(
        &self,
        actor: &Actor,
        ladder: &Ladder,
        ctx: &Ctx<'_>,
        write: impl Fn(&DueRung<'_>) -> Option<NewOrder>,
    ) -> Vec<Fact> {
        if !actor.may(Act::Escalation) {
            return Vec::new();
        }
        self.due_rungs(ladder, ctx)
            .iter()
            .filter_map(|due| {
                let new = write(due)?;
                Some(Fact::Ordered {
                    limit: reply_limit(new.limit).ok()?,
                    text: new.text,
                    instrument: new.instrument,
                    organ: Some(new.organ),
                    notice: Some(new.notice),
                    warning: Some(due.warning.seq),
                })
            })
            .collect()
    }
}
