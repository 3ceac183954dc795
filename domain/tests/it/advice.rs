//! What a colleague is asked beside a step, and cases that are closed as void.

use domain::authority::Role;
use domain::case::projection::{ADVICE, TaskRow};
use domain::case::{
    Actor, Blocked, Conclusion, Decision, Denied, Fact, MOST_ADVICE, Refusal, VoidGround,
};

use crate::world::*;

const MONDAY: &str = "2026-11-23 10:00";

fn ask(run: &mut Run, actor: &Actor, to: &Actor) -> Result<u64, Refusal> {
    let step = open_key(&run.case);
    run.act(MONDAY, actor, |case, ctx| {
        case.ask_advice(actor, &step, to, statement(), ctx)
    })?;
    Ok(run.case.seq)
}

fn asked(run: &Run) -> Option<TaskRow> {
    let tasks = run.case.project(&run.ctx()).tasks;
    tasks.into_iter().find(|task| task.step.starts_with(ADVICE))
}

fn elsewhere(number: u128) -> Actor {
    Actor {
        agency: Some("620103-market-supervision".into()),
        ..officer(number, &[Role::Reviewer])
    }
}

#[test]
fn a_colleague_is_asked_and_nothing_else_changes() {
    let mut run = Run::accepted(item(), MONDAY);
    let before = (run.deadlines().len(), run.case.open.clone());
    let seq = ask(&mut run, &examiner(), &reviewer()).unwrap();
    let task = asked(&run).unwrap();
    assert_eq!(task.claimed_by, reviewer().by.officer());
    assert_eq!(task.role, Role::Reviewer);
    assert_eq!(task.due_at, run.case.project(&run.ctx()).tasks[0].due_at);
    assert_eq!((run.deadlines().len(), run.case.open.clone()), before);

    let give = |run: &Run, who: &Actor| run.case.give_advice(who, seq, statement());
    for other in [examiner(), examiner_2(), head(), elsewhere(6)] {
        assert_eq!(give(&run, &other), Err(Denied::Role.into()));
    }
    let facts = give(&run, &reviewer()).unwrap();
    run.push(&reviewer(), facts);
    assert_eq!(asked(&run), None);
    assert_eq!(give(&run, &reviewer()), Err(Blocked::NoAdvice.into()));
    // An answer is no step: the reviewer still reviews, whom the examination is kept apart from.
    run = run.to("review");
    run.step(MONDAY, &reviewer(), "review", "agree").unwrap();
}

#[test]
fn only_somebody_else_of_the_same_desk_is_asked_and_only_by_whose_task_it_is() {
    let mut run = Run::accepted(item(), MONDAY);
    for nobody in [examiner(), elsewhere(6), supervisor(), applicant()] {
        assert_eq!(
            ask(&mut run, &examiner(), &nobody),
            Err(Blocked::NoColleague.into())
        );
    }
    for other in [reviewer(), counter(), elsewhere(3), supervisor()] {
        assert_eq!(
            ask(&mut run, &other, &examiner_2()),
            Err(Denied::Role.into())
        );
    }
    for _ in 0..MOST_ADVICE {
        ask(&mut run, &examiner(), &reviewer()).unwrap();
    }
    assert_eq!(
        ask(&mut run, &examiner(), &reviewer()),
        Err(Blocked::AdviceOpen.into())
    );
}

#[test]
fn a_question_is_taken_back_by_whoever_asked_and_ends_with_the_case() {
    let mut run = Run::accepted(item(), MONDAY);
    let seq = ask(&mut run, &examiner(), &reviewer()).unwrap();
    assert_eq!(
        run.case.take_back_advice(&reviewer(), seq),
        Err(Denied::Role.into())
    );
    let facts = run.case.take_back_advice(&examiner(), seq).unwrap();
    run.push(&examiner(), facts);
    assert_eq!(asked(&run), None);
    let again = run.case.take_back_advice(&examiner(), seq);
    assert_eq!(again, Err(Blocked::NoAdvice.into()));

    let seq = ask(&mut run, &examiner(), &reviewer()).unwrap();
    run.act(MONDAY, &head(), |case, _| {
        case.void(&head(), VoidGround::Mistake, statement())
    })
    .unwrap();
    assert_eq!(asked(&run), None);
    let late = run.case.give_advice(&reviewer(), seq, statement());
    assert_eq!(late, Err(Blocked::NoAdvice.into()));
}

#[test]
fn the_head_voids_until_the_decision_and_what_was_late_stays_late() {
    let mut run = Run::accepted(item(), MONDAY);
    for other in [
        counter(),
        examiner(),
        decider(),
        supervisor(),
        admin(),
        elsewhere(9),
    ] {
        let refused = run.case.void(&other, VoidGround::Duplicate, statement());
        assert_eq!(refused, Err(Denied::Role.into()));
    }
    let decided = run.clone().to("licence");
    let refused = decided
        .case
        .void(&head(), VoidGround::Duplicate, statement());
    assert!(matches!(
        refused,
        Err(Refusal::Blocked(Blocked::Stage { .. }))
    ));

    let void = |run: &mut Run, when: &str| {
        run.act(when, &head(), |case, _| {
            case.void(&head(), VoidGround::Duplicate, statement())
        })
    };
    let mut early = run.clone();
    void(&mut early, "2026-11-24 10:00").unwrap();
    assert_eq!(early.case.conclusion(), Some(Conclusion::Voided));
    assert_eq!(early.in_time(), None);
    assert_eq!(
        early.case.project(&early.ctx()).row.void_ground,
        Some("duplicate")
    );
    void(&mut run, "2027-03-01 10:00").unwrap();
    assert_eq!(run.in_time(), Some(false));
    assert!(void(&mut run, "2027-03-01 10:00").is_err(), "once");
    assert!(
        run.case
            .decide(&decider(), Decision::Granted, statement(), &run.ctx())
            .is_err()
    );
    assert!(matches!(
        run.entries.last().unwrap().fact,
        Fact::Voided { .. }
    ));
}
