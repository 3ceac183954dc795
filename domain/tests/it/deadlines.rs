//! Deadlines and lamps of cases at frozen instants.

use domain::case::{DeadlineKind, Decision};

use crate::world::*;

const NATURAL: (&str, &str) = (
    "[limits.statutory]\nvalue = 10\nunit = \"working-day\"",
    "[limits.statutory]\nvalue = 15\nunit = \"natural-day\"",
);

fn table(run: &Run) -> String {
    run.deadlines()
        .iter()
        .map(|deadline| {
            let step = deadline
                .step
                .as_deref()
                .map(|step| format!("({step})"))
                .unwrap_or_default();
            format!(
                "{}{step} {}..{} soon {} {}",
                deadline.kind.key(),
                deadline.counted.start_on,
                deadline.counted.due_on,
                local(deadline.counted.soon_at),
                match deadline.was_kept() {
                    None => "runs",
                    Some(true) => "kept",
                    Some(false) => "missed",
                }
            )
        })
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn example_a_plain_weeks() {
    let run = Run::accepted(item(), "2026-11-23 10:00");
    insta::assert_snapshot!(table(&run), @"
    check 2026-11-23..2026-11-30 soon 2026-11-27 00:00 kept
    statutory 2026-11-23..2026-12-07 soon 2026-12-04 00:00 runs
    promised 2026-11-23..2026-11-30 soon 2026-11-27 00:00 runs
    step(examination) 2026-11-23..2026-11-24 soon 2026-11-24 00:00 runs
    ");
    assert_eq!(run.lamp("2026-11-23 10:00"), "normal");
    assert_eq!(
        run.lamp("2026-11-24 00:00"),
        "due-soon",
        "the step's own limit"
    );
    assert_eq!(run.lamp("2026-11-25 00:00"), "overdue");
    assert_eq!(run.lamp("2026-12-07 23:59"), "overdue");
    assert_eq!(run.lamp("2026-12-08 00:00"), "statutory-overdue");
}

#[test]
fn example_c_across_spring_festival() {
    let run = Run::accepted(item(), "2026-02-13 10:00");
    assert_eq!(run.due(DeadlineKind::Promised), day("2026-02-27"));
    let explanation = run.explained(DeadlineKind::Promised);
    assert_eq!(explanation.make_up, [day("2026-02-14")]);
    assert_eq!(explanation.skipped.len(), 6 + 3);
    assert_eq!(local(explanation.due_at), "2026-02-28 00:00");
}

#[test]
fn example_h_natural_days_end_after_the_holiday() {
    let run = Run::accepted(item_with(NATURAL.0, NATURAL.1), "2026-09-20 10:00");
    let counted = run.deadline(DeadlineKind::Statutory).counted;
    assert_eq!(counted.due_on, day("2026-10-08"));
    assert_eq!(counted.moved_from, Some(day("2026-10-05")));
}

#[test]
fn example_i_a_year_without_a_notice_is_provisional() {
    let run = Run::accepted(item_statutory(20), "2026-12-21 10:00");
    let counted = run.deadline(DeadlineKind::Statutory).counted;
    assert_eq!(
        (counted.due_on, counted.provisional),
        (day("2027-01-19"), true)
    );
    let projected = run.case.project(&run.ctx());
    assert!(
        projected
            .deadlines
            .iter()
            .any(|deadline| deadline.provisional)
    );
}

#[test]
fn example_j_received_in_the_evening_counts_from_that_day() {
    let run = Run::new(item(), "2026-11-20 19:30");
    assert_eq!(run.due(DeadlineKind::Check), day("2026-11-27"));
}

#[test]
fn example_k_delivery_after_a_decision_before_the_holidays() {
    let mut run = Run::accepted(item(), "2026-09-21 10:00").to("decision");
    run.decide("2026-09-24 16:00", &decider(), Decision::Refused)
        .unwrap();
    assert_eq!(run.due(DeadlineKind::Delivery), day("2026-10-15"));
    run.deliver("2026-10-16 09:00", &issuer()).unwrap();
    assert_eq!(run.deadline(DeadlineKind::Delivery).was_kept(), Some(false));
    assert_eq!(run.in_time(), Some(true), "in time is the decision's");
}

#[test]
fn a_limit_from_the_receipt_runs_before_the_acceptance() {
    let from = "unit = \"working-day\"\nstart = \"acceptance\"\nbasis = { zh = \"某法";
    let item = item_with(from, &from.replace("acceptance", "receipt"));
    let mut run = Run::new(item, "2026-11-23 10:00");
    assert_eq!(run.due(DeadlineKind::Statutory), day("2026-12-07"));
    run.accept("2026-11-26 10:00").unwrap();
    assert_eq!(run.due(DeadlineKind::Statutory), day("2026-12-07"));
    assert_eq!(run.due(DeadlineKind::Promised), day("2026-12-03"));
}

#[test]
fn without_a_statutory_limit_the_promise_stands_alone() {
    let from = "[limits.statutory]\nvalue = 10\nunit = \"working-day\"\nstart = \"acceptance\"\nbasis = { zh = \"某法第一条\", en = \"Some Law, article 1\" }\n";
    let run = Run::accepted(item_with(from, ""), "2026-11-23 10:00");
    assert!(
        run.deadlines()
            .iter()
            .all(|deadline| deadline.kind != DeadlineKind::Statutory)
    );
    assert_eq!(
        run.lamp("2027-03-01 10:00"),
        "overdue",
        "slow, but no law is broken"
    );
}

#[test]
fn the_decision_meets_promise_and_statute() {
    let mut run = Run::accepted(item(), "2026-11-23 10:00").to("decision");
    let mut late = run.clone();
    run.decide("2026-11-30 23:59", &decider(), Decision::Granted)
        .unwrap();
    insta::assert_snapshot!(table(&run), @"
    check 2026-11-23..2026-11-30 soon 2026-11-27 00:00 kept
    statutory 2026-11-23..2026-12-07 soon 2026-12-04 00:00 kept
    promised 2026-11-23..2026-11-30 soon 2026-11-27 00:00 kept
    step(licence) 2026-11-30..2026-12-02 soon 2026-12-01 00:00 runs
    delivery 2026-11-30..2026-12-14 soon 2026-12-11 00:00 runs
    ");
    assert_eq!(run.in_time(), Some(true));

    late.decide("2026-12-01 00:00", &decider(), Decision::Granted)
        .unwrap();
    assert_eq!(late.in_time(), Some(false));
    assert_eq!(
        late.lamp("2026-12-01 00:00"),
        "normal",
        "the licence's own clocks run now"
    );
    late.issue("2026-12-01 10:00", &issuer()).unwrap();
    late.deliver("2026-12-01 11:00", &issuer()).unwrap();
    assert_eq!(late.lamp("2026-12-01 11:00"), "closed-late");
}

#[test]
fn lamp_inputs_are_the_nearest_of_the_agencys_deadlines() {
    let mut run = Run::new(item(), "2026-11-23 10:00");
    let inputs = run.case.lamp_inputs(&run.deadlines());
    assert!(inputs.open && !inputs.waiting);
    assert_eq!(inputs.due_at, Some(at("2026-12-01 00:00")), "the check");
    assert_eq!(inputs.statutory_due_at, None);

    run.correct("2026-11-23 11:00", &["field:name"]).unwrap();
    let inputs = run.case.lamp_inputs(&run.deadlines());
    assert!(inputs.waiting);
    assert_eq!(
        (inputs.soon_at, inputs.due_at),
        (None, None),
        "the applicant's is not ours"
    );

    run.supplement("2026-11-24 11:00", &["name"], vec![])
        .unwrap();
    run.accept("2026-11-24 12:00").unwrap();
    let inputs = run.case.lamp_inputs(&run.deadlines());
    assert_eq!(inputs.soon_at, Some(at("2026-11-25 00:00")));
    assert_eq!(inputs.due_at, Some(at("2026-11-26 00:00")), "the step's");
    assert_eq!(inputs.statutory_due_at, Some(at("2026-12-09 00:00")));

    let run = run.to("end");
    let inputs = run.case.lamp_inputs(&run.deadlines());
    assert!(!inputs.open);
    assert_eq!(
        (inputs.soon_at, inputs.due_at, inputs.in_time),
        (None, None, Some(true))
    );
}

#[test]
fn a_check_that_was_missed_turns_the_lamp() {
    let run = Run::new(item(), "2026-11-23 10:00");
    assert_eq!(run.lamp("2026-11-26 23:59"), "normal");
    assert_eq!(run.lamp("2026-11-27 00:00"), "due-soon");
    assert_eq!(run.lamp("2026-11-30 23:59"), "due-soon");
    assert_eq!(run.lamp("2026-12-01 00:00"), "overdue");
}

#[test]
fn rework_opens_the_step_with_a_clock_of_its_own() {
    let mut run = Run::accepted(item(), "2026-11-23 10:00");
    run.step("2026-11-24 10:00", &examiner(), "examination", "fail")
        .unwrap();
    run.step("2026-11-25 10:00", &reviewer(), "review", "rework")
        .unwrap();
    let deadline = run.deadline(DeadlineKind::Step);
    assert_eq!(deadline.step.as_deref(), Some("examination"));
    assert_eq!(deadline.counted.due_on, day("2026-11-26"));
    assert_eq!(
        run.due(DeadlineKind::Promised),
        day("2026-11-30"),
        "the promise does not move"
    );
}

#[test]
fn the_projection_names_the_task_and_its_nearest_due_date() {
    let mut run = Run::new(item(), "2026-11-23 10:00");
    let mut seen = Vec::new();
    let mut note = |run: &Run| {
        let projection = run.case.project(&run.ctx());
        let tasks: Vec<_> = projection
            .tasks
            .iter()
            .map(|task| {
                format!(
                    "{} {} due {}",
                    task.step,
                    task.role.key(),
                    local(task.due_at)
                )
            })
            .collect();
        seen.push(format!(
            "{} {} result={} in-time={:?}",
            projection.row.stage,
            tasks.join(", "),
            projection.row.result.unwrap_or("-"),
            projection.row.in_time
        ));
    };
    note(&run);
    run.correct("2026-11-24 10:00", &["material:layout"])
        .unwrap();
    note(&run);
    run.supplement("2026-11-25 10:00", &[], vec![material("layout", 3)])
        .unwrap();
    note(&run);
    run.accept("2026-11-26 10:00").unwrap();
    note(&run);
    for step in ["decision", "licence", "delivery", "end"] {
        note(&run.clone().to(step));
    }
    insta::assert_snapshot!(seen.join("\n"), @"
    received acceptance counter due 2026-12-01 00:00 result=- in-time=None
    awaiting-supplement supplement counter due 2026-12-16 00:00 result=- in-time=None
    received acceptance counter due 2026-12-03 00:00 result=- in-time=None
    in-process examination examiner due 2026-11-28 00:00 result=- in-time=None
    in-process decision decider due 2026-11-28 00:00 result=- in-time=None
    in-process licence issuer due 2026-12-01 00:00 result=- in-time=Some(true)
    in-process delivery issuer due 2026-12-02 00:00 result=- in-time=Some(true)
    concluded  result=granted in-time=Some(true)
    ");
}
