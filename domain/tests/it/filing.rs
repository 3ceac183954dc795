//! 两法衔接: what an agency files itself is accepted with its receipt, and a confidential case is seen by those whose
//! time has come.

use domain::application::Answers;
use domain::authority::Role;
use domain::case::{
    Actor, Blocked, Case, DeadlineKind, Decision, Denied, Fact, Party, Received, Recording, Refusal,
};
use domain::catalogue::ServiceItem;

use crate::world::*;

const FRIDAY: &str = "2026-11-27 15:00";
const POLICE: &str = "620102-public-security";
const PROCURATORATE: &str = "620102-procuratorate";

fn referral() -> ServiceItem {
    let text = include_str!("../../../catalogue/items/suspected-crime-referral.toml");
    toml::from_str(text).unwrap()
}

/// As the answers lead to it: every step of another agency's with whose it is.
fn receipt(item: &ServiceItem) -> Received {
    let parties = item.steps.iter().filter_map(|step| {
        let function = step.agency.as_ref()?.function.as_ref()?;
        Some(Party {
            step: step.key().to_owned(),
            agency: format!("620102-{}", function.get_ref()),
        })
    });
    Received {
        item: item.code().to_owned(),
        materials: Vec::new(),
        parties: parties.collect(),
        confidential: item.confidential,
        observers: vec![PROCURATORATE.into()],
        identity: None,
        ..received()
    }
}

fn filed() -> Run {
    let item = referral();
    let run = Run::of(item.clone(), receipt(&item), at(FRIDAY));
    let facts = Case::file(receipt(&item), &examiner(), &run.ctx()).unwrap();
    let mut entries = Vec::new();
    for (seq, fact) in (1..).zip(facts) {
        entries.push(domain::case::Entry {
            seq,
            at: run.now,
            actor: examiner().by,
            fact,
        });
    }
    let case = Case::replay(&entries).unwrap();
    Run {
        case,
        entries,
        ..run
    }
}

fn of(agency: &str, number: u128, role: Role) -> Actor {
    Actor {
        agency: Some(agency.into()),
        ..officer(number, &[role])
    }
}

fn record(run: &mut Run, when: &str, actor: &Actor, step: &str, outcome: &str) {
    let (words, answers) = (statement(), Answers::new());
    run.act(when, actor, |case, ctx| {
        let recording = Recording {
            outcome,
            opinion: &words,
            record: Some((&words, &answers)),
            proposed: None,
        };
        case.record_step(actor, step, recording, ctx)
    })
    .unwrap_or_else(|refusal| panic!("{step}: {refusal:?}"));
}

fn parties(run: &Run) -> Vec<&str> {
    run.case.parties().into_iter().collect()
}

/// Reported by two, one of whom filed it, approved, and referred to the police.
fn transferred() -> Run {
    let mut run = filed();
    for who in [examiner(), examiner_2()] {
        record(&mut run, FRIDAY, &who, "report", "propose-transfer");
    }
    run.decide("2026-11-30 09:00", &head(), Decision::Granted)
        .unwrap();
    assert_eq!(parties(&run), [PROCURATORATE], "not yet the police");
    record(
        &mut run,
        "2026-11-30 10:00",
        &examiner(),
        "transfer",
        "transferred",
    );
    run
}

#[test]
fn the_receipt_is_the_acceptance_and_one_officers() {
    let run = filed();
    assert!(matches!(
        run.entries
            .iter()
            .map(|entry| &entry.fact)
            .collect::<Vec<_>>()[..],
        [Fact::Received(_), Fact::Accepted { deemed: false, .. }]
    ));
    assert!(
        run.entries
            .iter()
            .all(|entry| entry.actor == examiner().by && entry.at == at(FRIDAY))
    );
    assert_eq!(run.case.open_step(), Some("report"));
    assert_eq!(run.case.actors_of("acceptance"), [officer_id(3)]);
    let check = run.deadline(DeadlineKind::Check);
    assert_eq!(check.met_at, Some(at(FRIDAY)));
}

#[test]
fn whoever_filed_does_not_decide() {
    let everything = everyone(30);
    let item = referral();
    let run = Run::of(item.clone(), receipt(&item), at(FRIDAY));
    let facts = Case::file(receipt(&item), &everything, &run.ctx()).unwrap();
    let mut run = Run::of(item.clone(), receipt(&item), at(FRIDAY));
    run.push(&everything, facts.into_iter().skip(1).collect());
    for who in [examiner(), examiner_2()] {
        record(&mut run, FRIDAY, &who, "report", "propose-transfer");
    }
    assert!(matches!(
        run.decide(FRIDAY, &everything, Decision::Granted),
        Err(Refusal::Denied(Denied::SeparationOfDuties(_)))
    ));
    run.decide(FRIDAY, &head(), Decision::Granted).unwrap();
}

#[test]
fn others_do_not_file() {
    let item = referral();
    let run = Run::of(item.clone(), receipt(&item), at(FRIDAY));
    let denied = Err(Refusal::Denied(Denied::Role));
    for role in Role::ALL {
        let filed = Case::file(receipt(&item), &of_role(role), &run.ctx());
        let may = matches!(role, Role::Counter | Role::Examiner);
        assert_eq!(filed.is_ok(), may, "{}", role.key());
    }
    let elsewhere = of("620103-market-supervision", 40, Role::Examiner);
    assert_eq!(Case::file(receipt(&item), &elsewhere, &run.ctx()), denied);
    // What citizens apply for is not filed, whoever asks.
    let food = Run::new(self::item(), FRIDAY);
    assert_eq!(Case::file(received(), &examiner(), &food.ctx()), denied);
}

#[test]
fn a_party_sees_it_from_its_first_step_on_and_an_observer_from_the_receipt() {
    let mut run = filed();
    assert_eq!(parties(&run), [PROCURATORATE]);
    let police = of(POLICE, 51, Role::Counter);
    let (words, answers) = (statement(), Answers::new());
    let early = Recording {
        outcome: "signed",
        opinion: &words,
        record: Some((&words, &answers)),
        proposed: None,
    };
    let refused = run.case.record_step(&police, "receipt", early, &run.ctx());
    assert_eq!(refused, Err(Refusal::Denied(Denied::Role)));
    run = transferred();
    assert_eq!(parties(&run), [PROCURATORATE, POLICE]);
    record(&mut run, "2026-11-30 12:00", &police, "receipt", "signed");
    let decider = of(POLICE, 52, Role::Decider);
    let when = "2026-12-01 09:00";
    record(&mut run, when, &decider, "filing-decision", "filed");
    assert_eq!(run.case.open_step(), Some("handover"));
    assert_eq!(
        parties(&run),
        [PROCURATORATE, POLICE],
        "and keeps seeing it"
    );
    record(&mut run, when, &examiner(), "handover", "handed-over");
    assert!(!run.case.is_open());
    assert_eq!(parties(&run), [PROCURATORATE, POLICE]);
}

#[test]
fn of_other_cases_every_party_sees_all() {
    let item = referral();
    let open = Received {
        confidential: false,
        observers: Vec::new(),
        identity: None,
        ..receipt(&item)
    };
    let run = Run::of(item, open, at(FRIDAY));
    assert_eq!(parties(&run), [PROCURATORATE, POLICE]);
}

#[test]
fn hours_run_on_over_the_weekend_and_nothing_waits_for_a_delivery() {
    let mut run = filed();
    for who in [examiner(), examiner_2()] {
        record(&mut run, FRIDAY, &who, "report", "propose-transfer");
    }
    run.decide(FRIDAY, &head(), Decision::Granted).unwrap();
    let transfer = run.deadline(DeadlineKind::Step);
    assert_eq!(local(transfer.counted.due_at), "2026-11-28 15:00");
    let kinds: Vec<_> = run.deadlines().iter().map(|one| one.kind).collect();
    assert!(!kinds.contains(&DeadlineKind::Delivery), "{kinds:?}");
    run.now = at("2027-01-15 09:00");
    let refused = run
        .case
        .correct(&counter(), asks(&["field:facts"]), &run.ctx());
    assert!(matches!(
        refused,
        Err(Refusal::Blocked(Blocked::Stage { .. }))
    ));
}
