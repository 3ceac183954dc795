//! Which cases the year has: mostly straight and in time, and enough of everything else that
//! lists, lamps and figures have something to show.

use std::sync::Arc;

use domain::authority::Role;
use domain::catalogue::{ACCEPTANCE, Audience, CaseKind, Catalogue, Definition, ServiceItem};
use domain::limit::{Limit, Unit};
use jiff::{Timestamp, ToSpan};
use store::accounts::Applicant;

use super::days::Office;
use super::people::Offices;
use super::rng::Rng;

#[derive(Debug, Clone)]
pub struct Plan {
    pub definition: Arc<Definition>,
    pub division: String,
    /// Index into the applicants.
    pub applicant: usize,
    pub submit_at: Timestamp,
    pub pace: Pace,
    pub turn: Turn,
    /// The stage at which the case is still open today, as `Stage::key` or a step.
    pub hold: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    Prompt,
    /// On the last day.
    Slow,
    /// Some steps after their last day.
    Late,
    /// One working day for everything, so that a held case reaches its stage on a known day.
    Even,
    /// All in one day: measured cases have no warnings in between.
    AtOnce,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    Straight,
    Corrected,
    /// Corrected, and never supplemented.
    Returned,
    Declined,
    Withdrawn,
    Refused,
    /// The clock stands still for a while.
    Paused,
    /// The head extends the limit before the decision.
    Extended,
    /// The counter lets the check limit pass.
    Lapsed,
}

/// The stage that waits for the applicant.
pub const AWAITING: &str = "awaiting-supplement";
/// Examined, while the clock stands still.
pub const PAUSED: &str = "paused";
/// What the applicant is told of a pause, in working days.
pub const PAUSE_DAYS: u32 = 10;

#[derive(Debug)]
pub struct Planner<'a> {
    pub catalogue: &'a Catalogue,
    pub applicants: &'a [Applicant],
    pub office: Office<'a>,
    pub now: Timestamp,
}

/// An item, and somewhere it can be handled.
#[derive(Debug, Clone)]
pub struct Desk {
    definition: Arc<Definition>,
    pub division: String,
    agency: String,
}

impl Desk {
    pub fn is_of(&self, item: &str) -> bool {
        self.definition.item.code() == item
    }
}

/// Every item wherever somebody can work all of its steps.
pub fn desks(catalogue: &Catalogue, offices: &Offices) -> Vec<Desk> {
    let mut desks = Vec::new();
    for definition in catalogue.items() {
        for division in catalogue.home_divisions() {
            if let Some(agency) = catalogue.route(&definition.item, &division.code)
                && definition.item.is_public()
                && offices.can_handle(catalogue, &agency.id, &definition.item, &division.code)
                && offices.can_consult(catalogue, &definition.item, &division.code)
            {
                desks.push(Desk {
                    definition: Arc::clone(definition),
                    division: division.code.clone(),
                    agency: agency.id.clone(),
                });
            }
        }
    }
    desks
}

impl Planner<'_> {
    /// Oldest first. Empty where no agency has the officers for any item.
    pub fn plans(&self, cases: usize, desks: Vec<Desk>, rng: &mut Rng) -> Vec<Plan> {
        let (at_home, elsewhere): (Vec<_>, Vec<_>) =
            desks.into_iter().partition(|desk| self.is_home(desk));
        let mut plans = self.held(&at_home, cases / 4, rng);
        while plans.len() < cases {
            let from = if rng.percent(35) && !at_home.is_empty() || elsewhere.is_empty() {
                &at_home
            } else {
                &elsewhere
            };
            let Some(desk) = rng.pick(from) else {
                return Vec::new();
            };
            plans.push(self.past(desk, rng));
        }
        plans.sort_by_key(|plan| plan.submit_at);
        plans
    }

    /// A case of the past year that goes straight from application to delivery.
    pub fn straight(&self, desks: &[Desk], pace: Pace, rng: &mut Rng) -> Option<Plan> {
        let desk = rng.pick(desks)?;
        Some(Plan {
            pace,
            turn: Turn::Straight,
            ..self.past(desk, rng)
        })
    }

    /// Where the demo's personas can take a case to its end.
    fn is_home(&self, desk: &Desk) -> bool {
        self.catalogue.officers.iter().any(|officer| {
            officer.persona.is_some()
                && officer.agency == desk.agency
                && officer.roles.contains(&Role::Decider)
        })
    }

    fn past(&self, desk: &Desk, rng: &mut Rng) -> Plan {
        let today = self.office.date(self.now);
        let date = today.saturating_sub(i64::from(1 + rng.below(365)).days());
        let pace = match rng.below(100) {
            0..78 => Pace::Prompt,
            78..92 => Pace::Slow,
            _ => Pace::Late,
        };
        let turn = match rng.below(100) {
            0..6 => Turn::Corrected,
            6 => Turn::Returned,
            7..10 => Turn::Declined,
            10..13 => Turn::Withdrawn,
            13..18 => Turn::Refused,
            18 => Turn::Lapsed,
            19..22 if takes_time(&desk.definition.item) => Turn::Paused,
            22 if desk.definition.item.extension().is_some() => Turn::Extended,
            _ => Turn::Straight,
        };
        Plan {
            definition: Arc::clone(&desk.definition),
            division: desk.division.clone(),
            applicant: self.applicant(&desk.definition.item, &desk.division, rng),
            submit_at: self.office.on(self.office.back(date, 0), rng),
            pace,
            turn,
            hold: None,
        }
    }

    /// Open today at every stage: fresh, on the last day, and where the law lets it, past it.
    fn held(&self, desks: &[Desk], most: usize, rng: &mut Rng) -> Vec<Plan> {
        let mut plans = Vec::new();
        let stages: Vec<Vec<String>> = desks
            .iter()
            .map(|desk| stages(&desk.definition.item))
            .collect();
        let longest = stages.iter().map(Vec::len).max().unwrap_or(0);
        // One stage of each desk after the other, so that a short list has something of everything.
        for age in [Age::Last, Age::Fresh, Age::Past] {
            for before in 0..longest {
                for (desk, stages) in desks.iter().zip(&stages) {
                    if let Some(stage) = stages.get(before).filter(|_| plans.len() < most) {
                        plans.push(self.hold(desk, stage, before, age, rng));
                    }
                }
            }
        }
        plans
    }

    fn hold(&self, desk: &Desk, stage: &str, before: usize, age: Age, rng: &mut Rng) -> Plan {
        let item = &desk.definition.item;
        let limit = match stage {
            ACCEPTANCE => item.limits.check.value,
            // Natural days into working days, roughly.
            AWAITING => item.limits.supplement.value * 2 / 3,
            PAUSED => PAUSE_DAYS,
            step => item.step(step).and_then(|step| step.limit).map_or(5, days),
        };
        let days = match age {
            Age::Fresh => rng.below(2).min(limit.saturating_sub(1)),
            Age::Last => limit,
            // Past the check limit an application counts as accepted.
            Age::Past if stage == ACCEPTANCE => limit.saturating_sub(1),
            Age::Past if stage == AWAITING => limit / 2,
            Age::Past => limit + 1 + rng.below(3),
        };
        // The acts before the stage take a working day each; correcting is one of them.
        let before = match stage {
            ACCEPTANCE => 0,
            AWAITING | PAUSED => 1,
            _ => before.saturating_sub(1),
        };
        let earlier = days + u32::try_from(before).unwrap_or(0);
        let today = self.office.date(self.now);
        let date = self.office.back(today, earlier);
        let mut submit_at = self.office.on(date, rng);
        if submit_at >= self.now {
            submit_at = self.office.on(self.office.back(today, earlier + 1), rng);
        }
        Plan {
            definition: Arc::clone(&desk.definition),
            division: desk.division.clone(),
            applicant: self.applicant(item, &desk.division, rng),
            submit_at,
            pace: Pace::Even,
            turn: match stage {
                AWAITING => Turn::Corrected,
                PAUSED => Turn::Paused,
                _ => Turn::Straight,
            },
            hold: Some(stage.to_owned()),
        }
    }

    /// Somebody whom the item is for, of the division where there is one. The personas sign in
    /// to see a few cases, not a year's.
    fn applicant(&self, item: &ServiceItem, division: &str, rng: &mut Rng) -> usize {
        let fits = |applicant: &Applicant| {
            item.audience.contains(if applicant.entity {
                &Audience::Entity
            } else {
                &Audience::Person
            })
        };
        let persona = |index: usize| {
            let seed = self.catalogue.applicants.get(index);
            seed.is_some_and(|seed| seed.persona.is_some())
        };
        let personas = rng.percent(4);
        let choose = |near: bool| -> Vec<usize> {
            let all = self.applicants.iter().enumerate();
            all.filter(|(_, one)| fits(one) && (!near || one.division == division))
                .map(|(index, _)| index)
                .filter(|index| persona(*index) == personas)
                .collect()
        };
        let near = choose(true);
        let enough = if personas { 1 } else { 3 };
        let found = if near.len() < enough {
            choose(false)
        } else {
            near
        };
        rng.pick(&found).copied().unwrap_or(0)
    }
}

/// A limit in working days, roughly.
pub fn days(limit: Limit) -> u32 {
    match limit.unit {
        Unit::WorkingDay => limit.value,
        Unit::NaturalDay => limit.value * 5 / 7,
        Unit::Hour => limit.value / 24,
        Unit::Minute => 0,
        Unit::Month => limit.value.saturating_mul(20),
    }
}

#[derive(Debug, Clone, Copy)]
enum Age {
    Fresh,
    Last,
    Past,
}

/// Whether there is a procedure to wait for; not where the applicant waits at the counter.
fn takes_time(item: &ServiceItem) -> bool {
    item.kind != CaseKind::Immediate
}

fn stages(item: &ServiceItem) -> Vec<String> {
    [ACCEPTANCE, AWAITING]
        .into_iter()
        .chain(item.steps.iter().map(domain::catalogue::Step::key))
        .chain(takes_time(item).then_some(PAUSED))
        .map(str::to_owned)
        .collect()
}
