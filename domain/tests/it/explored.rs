//! Every place that a case of the shipped items can come to, walked with the facts of a journal: none is lost, and
//! at each somebody can act, or silence will.

use std::collections::BTreeMap;

use domain::case::{
    Arrived, Case, Decision, DeliveryMethod, Entry, Fact, Moves, Party, Received, Refusal,
};
use domain::catalogue::walk::{Walked, enter, follow};
use domain::catalogue::{
    Branching, Catalogue, Choosing, Outcome, Place, ServiceItem, Step, StepAct, explore,
};
use domain::identifier::LicenceNo;

use crate::catalogue::shipped;
use crate::script::MONDAY;
use crate::world::*;

/// What tells two places apart: open nodes, arrivals, the decision, and whether the case is over.
type Standing = (Vec<String>, Arrived, Option<&'static str>, bool);

fn standing(case: &Case) -> Standing {
    let decision = case.decision.as_ref();
    (
        place(case).open,
        case.arrived.clone(),
        decision.map(|decided| decided.decision.key()),
        case.is_open(),
    )
}

fn place(case: &Case) -> Place {
    let mut open: Vec<_> = case.open_steps().map(|open| open.key.clone()).collect();
    open.sort();
    Place {
        open,
        arrived: case.arrived.clone(),
    }
}

/// The walk with each choice taken each way: the first not yet tried way of the last choice, until there is none.
fn every_way<'a>(
    mut walk: impl FnMut(&mut dyn FnMut(&'a Branching) -> Choosing<'a>) -> Walked,
) -> Vec<Moves> {
    let mut to_take: Vec<Vec<usize>> = vec![Vec::new()];
    let mut found = Vec::new();
    while let Some(ways) = to_take.pop() {
        let mut met = 0;
        let walked = walk(&mut |branching: &'a Branching| {
            let way = ways.get(met).copied().unwrap_or(0);
            if met >= ways.len() {
                let mut before: Vec<usize> = ways.clone();
                before.resize(met, 0);
                to_take.extend((1..branching.ways().count()).map(|other| {
                    let mut another = before.clone();
                    another.push(other);
                    another
                }));
            }
            met += 1;
            branching
                .ways()
                .nth(way)
                .map_or(Choosing::StandsStill, Choosing::Takes)
        });
        assert!(walked.faults.is_empty(), "{:?}", walked.faults);
        found.push(walked.moves);
    }
    found
}

fn fact(step: &Step, outcome: &Outcome, next: Moves) -> Fact {
    let key = step.key().to_owned();
    match step.act {
        StepAct::Opinion => Fact::StepRecorded {
            step: key,
            outcome: outcome.key.clone(),
            opinion: statement(),
            record: None,
            proposed: None,
            next: Some(next),
        },
        StepAct::Decision => Fact::Decided {
            step: key,
            decision: Decision::from_key(&outcome.key).unwrap(),
            reason: statement(),
            next,
        },
        StepAct::Licence => Fact::LicenceIssued {
            step: key,
            number: LicenceNo::new("11100000MB03271699022", ISSUER, "1", 1).unwrap(),
            issued_on: day("2026-11-23"),
            valid_until: None,
            next,
        },
        StepAct::Delivery => Fact::Delivered {
            step: key,
            method: DeliveryMethod::Electronic,
            identity: None,
            note: None,
            next,
        },
    }
}

fn after(case: &Case, fact: Fact) -> Case {
    let mut case = case.clone();
    let entry = Entry {
        seq: case.seq + 1,
        at: at(MONDAY),
        // Somebody new each time: what keeps people apart is no matter here.
        actor: officer(2000 + u128::from(case.seq), &[]).by,
        fact,
    };
    case.apply(&entry).unwrap();
    case
}

/// Whether somebody of the step's role in the step's agency may record it now.
fn may_act(run: &Run, step: &Step) -> Result<(), Refusal> {
    let worker = run.worker(step.key());
    let open = run.case.open_node(step.key()).unwrap();
    match step.act {
        StepAct::Opinion => run.case.offers_recording(&worker, step.key(), &run.ctx()),
        _ => {
            let act = run.case.act_of(open, &run.ctx()).unwrap();
            run.case.offers(act, &worker, &run.ctx())
        }
    }
}

fn parties(catalogue: &Catalogue, item: &ServiceItem) -> Vec<Party> {
    let other = |step: &Step| {
        let agency = catalogue.party(item, step.agency.as_ref()?, "620102", None)?;
        Some(Party {
            step: step.key().into(),
            agency: agency.id.clone(),
        })
    };
    item.steps.iter().filter_map(other).collect()
}

/// How many places there are.
fn walk_everywhere(catalogue: &Catalogue, item: &ServiceItem) -> usize {
    let received = Received {
        parties: parties(catalogue, item),
        ..received()
    };
    let run = Run::of(item.clone(), received, at(MONDAY));
    let mut seen: BTreeMap<Standing, ()> = BTreeMap::new();
    let mut to_do: Vec<Case> = every_way(|choose| enter(item, choose))
        .into_iter()
        .map(|next| {
            let accepted = Fact::Accepted {
                deemed: false,
                counts_from: at(MONDAY),
                calendar: CALENDAR.version().into(),
                next,
            };
            after(&run.case, accepted)
        })
        .collect();
    while let Some(case) = to_do.pop() {
        if seen.insert(standing(&case), ()).is_some() {
            continue;
        }
        let run = Run {
            case,
            ..run.clone()
        };
        let open: Vec<&Step> = run
            .case
            .open
            .iter()
            .map(|open| item.step(&open.key).unwrap())
            .collect();
        let mut alive = open.is_empty() && !run.case.is_open();
        for step in open {
            let allowed = may_act(&run, step);
            if allowed.is_err() && step.silence.is_none() {
                continue;
            }
            alive = true;
            for outcome in &step.outcomes {
                let here = || place(&run.case);
                let ways = every_way(|choose| follow(item, here(), step.key(), outcome, choose));
                to_do.extend(
                    ways.into_iter()
                        .map(|next| after(&run.case, fact(step, outcome, next))),
                );
            }
        }
        assert!(alive, "nobody can act at {:?}", run.case.open);
    }
    seen.len()
}

#[test]
fn every_place_of_every_shipped_item() {
    let catalogue = Catalogue::read(&shipped()).unwrap();
    let mut lines = Vec::new();
    for definition in catalogue.items() {
        let item = &definition.item;
        let found = explore(item);
        assert!(found.flaws.is_empty(), "{}: {:?}", item.code(), found.flaws);
        assert!(!found.too_large, "{}", item.code());
        assert_eq!(
            found.states,
            walk_everywhere(&catalogue, item),
            "{}: the proof looked at other places than there are",
            item.code()
        );
        let name = item.name.en.clone().unwrap_or_default();
        let nodes = item.nodes().count();
        lines.push(format!("{name}: {nodes} nodes, {} states", found.states));
    }
    insta::assert_snapshot!(lines.join("\n"), @"
    Construction permit: 13 nodes, 38 states
    Outdoor sign permit: 5 nodes, 8 states
    Road transport driver's certificate (issue and renewal): 10 nodes, 11 states
    Water abstraction permit: 15 nodes, 16 states
    Hygiene licence for a public place (new, by promise or examination): 11 nodes, 14 states
    Food business licence (new, catering): 6 nodes, 9 states
    Fire safety check before a public place opens: 5 nodes, 8 states
    Disability allowances: 12 nodes, 15 states
    Residence permit: 4 nodes, 7 states
    Register a newborn child's household: 4 nodes, 7 states
    Register the sale or mortgage of a property: 11 nodes, 12 states
    Register as a sole trader: 4 nodes, 7 states
    Refer a suspected crime to the police: 15 nodes, 17 states
    Birth registration with the family planning service: 3 nodes, 6 states
    Birth certificate: 3 nodes, 6 states
    Vaccination record: 3 nodes, 6 states
    Social security card: 4 nodes, 7 states
    Join basic medical insurance for residents: 3 nodes, 6 states
    Tell us what could not be done: 3 nodes, 5 states
    ");
}
