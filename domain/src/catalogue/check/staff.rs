//! Whether there are agencies for a process, and whether the people of each can keep duties apart.

use super::Checker;
use crate::authority::Role;
use crate::catalogue::process::{ACCEPTANCE, Step, StepAct};
use crate::catalogue::{Agency, Catalogue, Finding, Level, OfficerSeed, ServiceItem, SourceFile};

/// Every function that the item names is one that some agency has, as `has_agency` knows.
pub fn check_agencies(
    item: &ServiceItem,
    file: &SourceFile,
    has_agency: &dyn Fn(&str) -> bool,
) -> Vec<Finding> {
    let mut checker = Checker::new(item, file);
    let consulted = item
        .consultations
        .iter()
        .map(|one| (one.key.span(), one.function.as_str()));
    let steps = item.steps.iter().filter_map(|step| {
        let function = step.agency.as_ref()?.function.as_ref()?;
        Some((function.span(), function.get_ref().as_str()))
    });
    let observers = item
        .observers
        .iter()
        .map(|observer| (observer.span(), observer.get_ref().as_str()));
    let own = (item.routing.by.span(), item.routing.function.as_str());
    for (span, function) in consulted.chain(steps).chain(observers).chain([own]) {
        if !has_agency(function) {
            let mend = format!("no agency has the function `{function}`");
            checker.add(span, "routing", mend);
        }
    }
    checker.findings
}

/// Every division that it is offered in is one that there is.
pub fn check_offered(item: &ServiceItem, file: &SourceFile, catalogue: &Catalogue) -> Vec<Finding> {
    let mut checker = Checker::new(item, file);
    for code in &item.routing.offered_in {
        if catalogue.division(code.get_ref()).is_none() {
            let mend = format!("there is no division `{}`", code.get_ref());
            checker.add(code.span(), "routing", mend);
        }
    }
    checker.findings
}

/// In each agency that has people, the steps that come to it find enough of them, and the duties that are to be
/// kept apart can be. An agency without any people is not at work yet, and is not looked at.
pub fn check_staff(item: &ServiceItem, file: &SourceFile, catalogue: &Catalogue) -> Vec<Finding> {
    let mut checker = Checker::new(item, file);
    for agency in catalogue.agencies() {
        let people: Vec<&OfficerSeed> = catalogue
            .officers
            .iter()
            .filter(|officer| officer.agency == agency.id)
            .collect();
        if people
            .iter()
            .all(|officer| !officer.roles.iter().any(|role| role.is_desk()))
        {
            continue;
        }
        let is_lead = comes(
            catalogue,
            agency,
            &item.routing.function,
            item.routing.level,
        );
        if is_lead
            && !people
                .iter()
                .any(|officer| officer.roles.contains(&Role::Counter))
        {
            let mend = format!("nobody of `{}` has the role `counter`", agency.id);
            checker.add(item.routing.by.span(), "staff", mend);
        }
        let steps: Vec<&Step> = item
            .steps
            .iter()
            .filter(|step| match &step.agency {
                None => is_lead,
                Some(other) => {
                    let function = other.function.as_ref().map(|function| function.get_ref());
                    let function = function.unwrap_or(&item.routing.function);
                    let level = other.level.unwrap_or(item.routing.level);
                    comes(catalogue, agency, function, level)
                }
            })
            .collect();
        if steps.is_empty() {
            continue;
        }
        for step in &steps {
            let able = people
                .iter()
                .filter(|one| one.roles.contains(&step.role))
                .count();
            if able < usize::from(step.people) {
                let mend = format!(
                    "`{}` has {able} people with the role `{}`; the step takes {}",
                    agency.id,
                    step.role.key(),
                    step.people
                );
                checker.add(step.key.span(), "staff", mend);
            }
        }
        let counter: Vec<usize> = able(&people, Role::Counter);
        let mut teams = Vec::new();
        if is_lead {
            teams.push(Team {
                key: ACCEPTANCE,
                step: None,
                chosen: Vec::new(),
                able: counter,
                people: 1,
            });
        }
        teams.extend(steps.iter().map(|step| Team {
            key: step.key(),
            step: Some(step),
            chosen: Vec::new(),
            able: able(&people, step.role),
            people: usize::from(step.people),
        }));
        let enough = teams.iter().all(|team| team.able.len() >= team.people);
        let mut tries = 100_000;
        if enough && !assign(&mut teams, 0, &mut tries) && tries > 0 {
            let mend = format!(
                "the people of `{}` can't keep apart what `apart-from` and the decision keep apart",
                agency.id
            );
            let decision = steps.iter().find(|step| step.act == StepAct::Decision);
            let span = decision
                .or(steps.first())
                .map_or(0..0, |step| step.key.span());
            checker.add(span, "staff", mend);
        }
    }
    checker.findings
}

/// Whether cases of this function and level come to the agency: from its own division, or from one below that
/// has none. Nobody lives in a prefecture beside its counties.
fn comes(catalogue: &Catalogue, agency: &Agency, function: &str, level: Level) -> bool {
    agency.function == function
        && catalogue
            .divisions()
            .filter(|from| catalogue.is_within(&from.code, &agency.division))
            .filter(|from| from.level > Level::County || catalogue.is_home_division(&from.code))
            .any(|from| {
                let responsible = catalogue.responsible(function, level, &from.code);
                responsible.is_some_and(|responsible| responsible.id == agency.id)
            })
}

fn able(people: &[&OfficerSeed], role: Role) -> Vec<usize> {
    let with_role = people.iter().enumerate();
    with_role
        .filter(|(_, officer)| officer.roles.contains(&role))
        .map(|(at, _)| at)
        .collect()
}

struct Team<'a> {
    key: &'a str,
    step: Option<&'a Step>,
    able: Vec<usize>,
    people: usize,
    chosen: Vec<usize>,
}

impl Team<'_> {
    fn is_apart(&self, other: &Team<'_>) -> bool {
        let names = |one: &Team<'_>, key: &str| {
            let apart = one.step.map_or(&[][..], |step| &step.apart_from);
            apart.iter().any(|named| named.get_ref() == key)
        };
        let decides = |one: &Team<'_>| one.step.is_some_and(|step| step.act == StepAct::Decision);
        // What comes after the decision is no work of before it; `apart-from` says where it matters.
        let before = |one: &Team<'_>| {
            one.step
                .is_none_or(|step| step.act == StepAct::Opinion && !step.after_conclusion)
        };
        names(self, other.key)
            || names(other, self.key)
            || decides(self) && before(other)
            || decides(other) && before(self)
    }
}

/// People for every team from `at` on; tried one after the other, which for a handful of people is quick.
fn assign(teams: &mut [Team<'_>], at: usize, tries: &mut usize) -> bool {
    let Some(team) = teams.get(at) else {
        return true;
    };
    *tries = tries.saturating_sub(1);
    if *tries == 0 {
        return false;
    }
    if team.chosen.len() == team.people {
        return assign(teams, at + 1, tries);
    }
    let candidates = team.able.clone();
    let last = team.chosen.last().copied();
    for candidate in candidates {
        let later = last.is_none_or(|last| candidate > last);
        let apart = teams.get(at).is_some_and(|own| {
            let others = teams.iter().take(at);
            others
                .filter(|other| own.is_apart(other))
                .all(|other| !other.chosen.contains(&candidate))
        });
        if !later || !apart {
            continue;
        }
        if let Some(team) = teams.get_mut(at) {
            team.chosen.push(candidate);
        }
        if assign(teams, at, tries) {
            return true;
        }
        if let Some(team) = teams.get_mut(at) {
            team.chosen.pop();
        }
    }
    false
}
