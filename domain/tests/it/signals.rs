//! Warnings: each once for each run of its deadline.

use domain::case::{Actor, DeadlineKind, Decision, Fact, WarningLevel};

use crate::world::*;

#[test]
fn each_level_is_signalled_once() {
    let mut run = Run::accepted(item(), "2026-11-23 10:00");
    assert!(run.signal("2026-11-23 23:59").is_empty());
    assert_eq!(
        run.signal("2026-11-24 00:01"),
        ["step(examination) due-soon 2026-11-24 00:00"]
    );
    assert!(
        run.signal("2026-11-24 00:01").is_empty(),
        "the job ran twice"
    );
    assert!(run.signal("2026-11-24 23:59").is_empty());
    let said = [
        (
            "2026-11-25 00:00",
            "step(examination) overdue 2026-11-25 00:00",
        ),
        ("2026-11-27 08:00", "promised due-soon 2026-11-27 00:00"),
        ("2026-12-01 08:00", "promised overdue 2026-12-01 00:00"),
        ("2026-12-04 08:00", "statutory due-soon 2026-12-04 00:00"),
        (
            "2026-12-08 00:00",
            "statutory statutory-overdue 2026-12-08 00:00",
        ),
    ];
    for (when, what) in said {
        assert_eq!(run.signal(when), [what]);
    }
    assert!(run.signal("2027-06-01 08:00").is_empty());
    let next: Vec<_> = run
        .deadlines()
        .iter()
        .map(|d| run.case.next_signal_at(d))
        .collect();
    assert!(next.iter().all(Option::is_none), "all is said");
}

#[test]
fn after_downtime_every_crossing_is_written_with_its_own_instant() {
    let mut run = Run::accepted(item(), "2026-11-23 10:00");
    assert_eq!(
        run.signal("2026-12-20 08:00"),
        [
            "step(examination) due-soon 2026-11-24 00:00",
            "step(examination) overdue 2026-11-25 00:00",
            "promised due-soon 2026-11-27 00:00",
            "promised overdue 2026-12-01 00:00",
            "statutory due-soon 2026-12-04 00:00",
            "statutory statutory-overdue 2026-12-08 00:00",
        ]
    );
    assert!(run.signal("2026-12-20 08:00").is_empty());
}

#[test]
fn a_step_that_rework_opens_again_warns_again() {
    let mut run = Run::accepted(item(), "2026-11-23 10:00");
    assert_eq!(
        run.signal("2026-11-24 08:00"),
        ["step(examination) due-soon 2026-11-24 00:00"]
    );
    run.step("2026-11-24 10:00", &examiner(), "examination", "fail")
        .unwrap();
    assert!(run.signal("2026-11-24 10:01").is_empty());
    run.step("2026-11-24 11:00", &reviewer(), "review", "rework")
        .unwrap();
    assert!(run.signal("2026-11-24 11:01").is_empty());
    assert_eq!(
        run.signal("2026-11-25 08:00"),
        ["step(examination) due-soon 2026-11-25 00:00"]
    );
    assert_eq!(
        run.signal("2026-11-26 08:00"),
        ["step(examination) overdue 2026-11-26 00:00"]
    );
    assert!(run.signal("2026-11-26 09:00").is_empty());
}

#[test]
fn the_check_and_the_supplement_warn_again_when_they_start_again() {
    let mut run = Run::new(item(), "2026-11-23 10:00");
    assert_eq!(
        run.signal("2026-11-27 08:00"),
        ["check due-soon 2026-11-27 00:00"]
    );
    run.correct("2026-11-27 09:00", &["material:layout"])
        .unwrap();
    assert!(run.signal("2026-12-04 08:00").is_empty());
    assert_eq!(
        run.signal("2026-12-17 08:00"),
        ["supplement due-soon 2026-12-17 00:00"]
    );
    run.supplement("2026-12-17 10:00", &[], vec![material("layout", 3)])
        .unwrap();
    assert_eq!(
        run.signal("2026-12-23 08:00"),
        ["check due-soon 2026-12-23 00:00"]
    );
    run.correct("2026-12-23 09:00", &["material:layout"])
        .unwrap();
    assert_eq!(
        run.signal("2027-06-01 08:00"),
        [
            "supplement due-soon 2027-01-13 00:00",
            "supplement overdue 2027-01-15 00:00"
        ]
    );
}

#[test]
fn what_is_met_warns_no_more() {
    let mut run = Run::accepted(item(), "2026-11-23 10:00").to("decision");
    run.decide("2026-11-23 15:00", &decider(), Decision::Refused)
        .unwrap();
    assert_eq!(
        run.signal("2027-06-01 08:00"),
        [
            "step(delivery) due-soon 2026-11-25 00:00",
            "step(delivery) overdue 2026-11-27 00:00",
            "delivery due-soon 2026-12-04 00:00",
            "delivery overdue 2026-12-08 00:00",
        ],
        "neither promise nor statute"
    );
    run.deliver("2027-06-01 09:00", &issuer()).unwrap();
    assert!(run.signal("2027-06-02 08:00").is_empty());
}

#[test]
fn the_next_signal_is_soon_then_due_then_none_once_accepted() {
    let mut run = Run::new(item(), "2026-11-23 10:00");
    let next = |run: &Run| run.case.next_signal_at(&run.deadline(DeadlineKind::Check));
    assert_eq!(next(&run), Some(at("2026-11-27 00:00")));
    run.signal("2026-11-27 00:00");
    assert_eq!(next(&run), Some(at("2026-12-01 00:00")));
    run.signal("2026-12-01 00:00");
    // It stays armed until the case is accepted, which silence has brought about.
    assert_eq!(next(&run), Some(at("2026-12-01 00:00")));
    assert_eq!(run.deem("2026-12-01 00:00"), 1);
    assert_eq!(next(&run), None);
    let mut accepted = Run::new(item(), "2026-11-23 10:00");
    accepted.accept("2026-11-23 11:00").unwrap();
    assert_eq!(next(&accepted), None, "met");
}

#[test]
fn only_the_system_signals() {
    let mut run = Run::new(item(), "2026-11-23 10:00");
    run.now = at("2027-01-01 10:00");
    for actor in [counter(), head(), supervisor(), applicant()] {
        assert!(run.case.signal(&actor, &run.ctx()).is_empty());
    }
    let facts = run.case.signal(&Actor::SYSTEM, &run.ctx());
    assert!(matches!(
        &facts[..],
        [
            Fact::Warned {
                level: WarningLevel::DueSoon,
                ..
            },
            Fact::Warned {
                level: WarningLevel::Overdue,
                ..
            }
        ]
    ));
}

#[test]
fn somebody_elses_act_at_the_lapse_keeps_no_deemed_acceptance_from_coming() {
    let mut run = Run::new(item(), "2026-11-23 10:00");
    // The crossings that an act writes down before itself, as at the counter's claim.
    run.signal("2026-12-01 00:00");
    let check = run.deadline(DeadlineKind::Check);
    assert_eq!(
        run.case.next_signal_at(&check),
        Some(at("2026-12-01 00:00"))
    );
    assert_eq!(run.deem("2026-12-01 09:00"), 1);
    assert!(
        run.case
            .acceptance
            .as_ref()
            .is_some_and(|acceptance| acceptance.deemed)
    );
}
