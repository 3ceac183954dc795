//! The life of a warning: explained, cleared, and what the ladder of supervision orders meanwhile.

use domain::authority::Role;
use domain::case::{
    Actor, Blocked, DeadlineKind, Denied, Fact, Instrument, NewOrder, Refusal, WarningLevel,
};

use crate::world::*;

/// Of the city's supervision.
fn overseer() -> Actor {
    Actor {
        agency: Some("620100-supervision".into()),
        ..supervisor()
    }
}

fn elsewhere(number: u128, role: Role) -> Actor {
    Actor {
        agency: Some("620103-market-supervision".into()),
        ..officer(number, &[role])
    }
}

/// Runs the jobs, and says what the ladder ordered for which clock.
fn climb(run: &mut Run, when: &str) -> Vec<(Instrument, DeadlineKind)> {
    run.signal(when);
    let facts = run
        .case
        .escalate(&Actor::SYSTEM, &LADDER, &run.ctx(), |due| {
            Some(NewOrder {
                instrument: due.instrument,
                limit: due.reply,
                ..new_order(1)
            })
        });
    let ordered = facts
        .iter()
        .map(|fact| match fact {
            Fact::Ordered {
                instrument,
                warning: Some(warning),
                ..
            } => (*instrument, run.case.warning(*warning).unwrap().deadline),
            other => panic!("no order of the ladder: {other:?}"),
        })
        .collect();
    run.push(&Actor::SYSTEM, facts);
    ordered
}

/// The entry that warned of a clock.
fn warned(run: &Run, kind: DeadlineKind, level: WarningLevel) -> u64 {
    let mut all = run.case.warnings.iter();
    all.find(|one| one.deadline == kind && one.level == level)
        .unwrap()
        .seq
}

fn explain(run: &mut Run, when: &str, actor: &Actor, seq: u64) -> Result<(), Refusal> {
    run.act(when, actor, |case, ctx| {
        case.explain_warning(actor, seq, statement(), ctx)
    })
}

fn clear(run: &mut Run, when: &str, actor: &Actor, seq: u64) -> Result<(), Refusal> {
    run.act(when, actor, |case, _| {
        case.clear_warning(actor, seq, statement())
    })
}

#[test]
fn an_order_comes_two_working_days_after_the_mark() {
    // Ordinary days, over a weekend, over National Day with its make-up day.
    for (accepted, before, due) in [
        ("2026-11-23 10:00", "2026-11-26 23:59", "2026-11-27 00:00"),
        ("2026-11-26 10:00", "2026-12-01 23:59", "2026-12-02 00:00"),
        ("2026-09-29 10:00", "2026-10-09 23:59", "2026-10-10 00:00"),
    ] {
        let mut run = Run::accepted(item(), accepted);
        let early: Vec<_> = climb(&mut run, before)
            .into_iter()
            .filter(|(_, kind)| *kind == DeadlineKind::Step)
            .collect();
        assert_eq!(early, [], "{accepted}");
        assert_eq!(
            climb(&mut run, due),
            [(Instrument::Order, DeadlineKind::Step)],
            "{accepted}"
        );
        assert_eq!(climb(&mut run, due), [], "the job ran twice");
    }
}

#[test]
fn clocks_of_one_level_share_an_order_and_the_law_has_its_own() {
    let mut run = Run::accepted(item(), "2026-11-23 10:00");
    let step = (Instrument::Order, DeadlineKind::Step);
    assert_eq!(climb(&mut run, "2026-11-27 08:00"), [step]);
    // The promise runs out as well: the order that is not over answers for it.
    assert_eq!(climb(&mut run, "2026-12-04 08:00"), []);
    let order = run.case.orders[0].seq;
    run.act("2026-12-04 09:00", &head(), |case, _| {
        case.answer_order(&head(), statement())
    })
    .unwrap();
    run.act("2026-12-04 10:00", &overseer(), |case, _| {
        case.accept_answer(&overseer(), order, None)
    })
    .unwrap();
    // It came before the promise ran out, and is over: the promise climbs by itself.
    let promise = (Instrument::Order, DeadlineKind::Promised);
    assert_eq!(climb(&mut run, "2026-12-04 10:01"), [promise]);
    let statute = (Instrument::Recommendation, DeadlineKind::Statutory);
    assert_eq!(climb(&mut run, "2026-12-07 23:59"), []);
    assert_eq!(climb(&mut run, "2026-12-08 00:00"), [statute]);
    assert_eq!(climb(&mut run, "2026-12-30 08:00"), []);
    let given: Vec<_> = run
        .case
        .orders
        .iter()
        .map(|one| one.warning.is_some())
        .collect();
    assert_eq!(given, [true; 3]);
}

#[test]
fn together_they_have_one() {
    // A job that was down for a week: both have waited longer than two working days.
    let mut run = Run::accepted(item(), "2026-11-23 10:00");
    assert_eq!(
        climb(&mut run, "2026-12-04 08:00"),
        [(Instrument::Order, DeadlineKind::Step)]
    );
    let projected = run.case.project(&run.ctx()).warnings;
    let red: Vec<_> = projected
        .iter()
        .filter(|row| row.warning.is_red())
        .collect();
    assert_eq!(red.len(), 2);
    assert!(red.iter().all(|row| row.stands && row.awaits));
    assert!(red.iter().all(|row| row.climbed == Some(Instrument::Order)));
    let order = run.case.orders[0].seq;
    run.act("2026-12-04 10:00", &overseer(), |case, _| {
        case.lift_order(&overseer(), order, statement())
    })
    .unwrap();
    assert_eq!(
        climb(&mut run, "2026-12-04 11:00"),
        [],
        "taken back is not given again"
    );
}

#[test]
fn what_was_met_opened_anew_or_cleared_climbs_no_further() {
    let mut met = Run::accepted(item(), "2026-11-23 10:00");
    assert_eq!(climb(&mut met, "2026-11-25 08:00"), []);
    met.step("2026-11-26 10:00", &examiner(), "examination", "fail")
        .unwrap();
    // The review is late, too, but only from now on.
    assert_eq!(climb(&mut met, "2026-11-27 08:00"), []);
    met.step("2026-11-27 09:00", &reviewer(), "review", "rework")
        .unwrap();
    assert_eq!(climb(&mut met, "2026-11-27 10:00"), [], "a run of its own");
    let mut cleared = Run::accepted(item(), "2026-11-23 10:00");
    cleared.signal("2026-11-25 08:00");
    let seq = warned(&cleared, DeadlineKind::Step, WarningLevel::Overdue);
    clear(&mut cleared, "2026-11-25 09:00", &overseer(), seq).unwrap();
    assert_eq!(climb(&mut cleared, "2026-11-27 08:00"), []);
    assert_eq!(
        cleared.lamp("2026-11-27 08:00"),
        "overdue",
        "it is late all the same"
    );
    // To say why is no way out.
    let mut explained = Run::accepted(item(), "2026-11-23 10:00");
    explained.signal("2026-11-25 08:00");
    let seq = warned(&explained, DeadlineKind::Step, WarningLevel::Overdue);
    explain(&mut explained, "2026-11-25 09:00", &head(), seq).unwrap();
    assert_eq!(climb(&mut explained, "2026-11-27 08:00").len(), 1);
}

#[test]
fn a_date_that_moved_later_climbs_from_its_new_mark() {
    // 4 January 2027 is a working day by rule, until a notice says otherwise.
    let mut run = Run::accepted(item(), "2027-01-01 10:00");
    run.signal("2027-01-05 08:00");
    let seq = warned(&run, DeadlineKind::Step, WarningLevel::Overdue);
    run.act("2027-01-05 09:00", &Actor::SYSTEM, |case, ctx| {
        Ok(case.recalculate(&Actor::SYSTEM, &OTHER_CALENDAR, "notice", ctx))
    })
    .unwrap();
    let stands = |run: &Run| {
        let warning = run.case.warning(seq).unwrap();
        run.case.stands(warning, &run.deadlines())
    };
    assert!(!stands(&run), "the last day is the 6th now");
    assert_eq!(climb(&mut run, "2027-01-08 23:59"), []);
    assert!(
        !stands(&run),
        "it was crossed anew, and the new warning stands"
    );
    assert_eq!(climb(&mut run, "2027-01-09 00:00").len(), 1);
}

#[test]
fn what_is_old_is_let_go() {
    let mut run = Run::accepted(item(), "2026-11-23 10:00");
    let orders = climb(&mut run, "2027-03-01 08:00");
    assert_eq!(orders, [], "nobody is flooded with what is long past");
    let warning = &run.case.warnings[1];
    assert!(run.case.stands(warning, &run.deadlines()));
}

#[test]
fn the_applicants_time_and_the_supervisions_own_climb_nowhere() {
    for (kind, climbs) in [
        (DeadlineKind::Check, true),
        (DeadlineKind::Opinion, true),
        (DeadlineKind::Delivery, true),
        (DeadlineKind::EnquiryReply, true),
        (DeadlineKind::Supplement, false),
        (DeadlineKind::Tolerated, false),
        (DeadlineKind::OrderReply, false),
        (DeadlineKind::RatingContact, false),
        (DeadlineKind::RatingFollowUp, false),
    ] {
        assert_eq!(kind.climbs(), climbs, "{kind:?}");
    }
    let mut run = Run::new(item(), "2026-11-23 10:00");
    run.correct("2026-11-24 09:00", &["material:layout"])
        .unwrap();
    assert_eq!(climb(&mut run, "2027-01-08 08:00"), []);
    let seq = warned(&run, DeadlineKind::Supplement, WarningLevel::Overdue);
    assert_eq!(
        explain(&mut run, "2027-01-08 09:00", &head(), seq),
        Err(Blocked::NoWarning.into())
    );
}

#[test]
fn an_explanation_is_the_holders_or_the_heads_and_once() {
    let mut run = Run::accepted(item(), "2026-11-23 10:00");
    run.act("2026-11-23 11:00", &examiner(), |case, ctx| {
        case.claim(&examiner(), "examination", ctx)
    })
    .unwrap();
    run.signal("2026-11-25 08:00");
    let soon = warned(&run, DeadlineKind::Step, WarningLevel::DueSoon);
    let seq = warned(&run, DeadlineKind::Step, WarningLevel::Overdue);
    assert!(run.case.warning(seq).unwrap().holder.is_some());
    let denied = Err(Denied::Role.into());
    let when = "2026-11-25 09:00";
    for other in [
        examiner_2(),
        elsewhere(30, Role::Head),
        overseer(),
        applicant(),
        Actor::SYSTEM,
    ] {
        assert_eq!(explain(&mut run, when, &other, seq), denied);
    }
    let nothing = Err(Blocked::NoWarning.into());
    assert_eq!(explain(&mut run, when, &examiner(), soon), nothing);
    assert_eq!(explain(&mut run, when, &head(), 1), nothing);
    assert_eq!(run.case.explainable(&examiner(), &run.ctx()).count(), 1);
    // Whoever had it then may say so when it is somebody else's.
    run.step("2026-11-25 10:00", &examiner(), "examination", "pass")
        .unwrap();
    explain(&mut run, "2026-11-25 11:00", &examiner(), seq).unwrap();
    assert_eq!(explain(&mut run, "2026-11-25 12:00", &head(), seq), nothing);
    assert!(!run.case.project(&run.ctx()).warnings[1].awaits);
}

#[test]
fn a_case_that_has_ended_is_explained_and_cleared_too() {
    let mut run = Run::accepted(item(), "2026-11-23 10:00");
    run.signal("2026-11-25 08:00");
    run.act("2026-11-25 09:00", &applicant(), |case, _| {
        case.withdraw(&applicant(), None)
    })
    .unwrap();
    let seq = warned(&run, DeadlineKind::Step, WarningLevel::Overdue);
    explain(&mut run, "2026-11-26 09:00", &head(), seq).unwrap();
    clear(&mut run, "2026-11-26 10:00", &overseer(), seq).unwrap();
    let warning = run.case.warning(seq).unwrap();
    assert!(warning.explained.is_some() && warning.cleared.is_some());
}

#[test]
fn a_warning_is_cleared_from_above_once() {
    let mut run = Run::accepted(item(), "2026-11-23 10:00");
    run.signal("2026-11-25 08:00");
    let seq = warned(&run, DeadlineKind::Step, WarningLevel::Overdue);
    let when = "2026-11-25 09:00";
    for other in [head(), examiner(), applicant(), Actor::SYSTEM] {
        assert_eq!(clear(&mut run, when, &other, seq), Err(Denied::Role.into()));
    }
    // Nobody of the agency that was late, whatever else they are.
    assert_eq!(
        clear(&mut run, when, &supervisor(), seq),
        Err(Denied::OwnWork.into())
    );
    clear(&mut run, when, &overseer(), seq).unwrap();
    for nothing in [seq, seq - 1, 99] {
        assert_eq!(
            clear(&mut run, "2026-11-25 10:00", &overseer(), nothing),
            Err(Blocked::NoWarning.into())
        );
    }
    let explained = explain(&mut run, "2026-11-25 11:00", &head(), seq);
    assert_eq!(
        explained,
        Err(Blocked::NoWarning.into()),
        "nothing is asked any more"
    );
}
