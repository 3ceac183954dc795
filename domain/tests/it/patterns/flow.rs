//! One after the other: sequence, loop, cancel, withdrawal.

use domain::case::{Conclusion, DeadlineKind};

use crate::script::*;
use crate::world::*;

const SEQUENCE: &str = r#"
[[step]]
key = "first"
outcome = [{ key = "ok", next = "second" }]

[[step]]
key = "second"
outcome = [{ key = "ok", next = "decision" }]
"#;

#[test]
fn sequence() {
    let run = walked(
        SEQUENCE,
        "accepted → first
         second ok ↛ blocked-stage
         first other ↛ blocked-outcome
         first ok → second
         first ok ↛ blocked-stage
         second ok → decision
         delivery delivered ↛ blocked-stage
         decision refused → delivery
         delivery delivered → end
         second ok ↛ blocked-stage",
    );
    assert_eq!(run.case.conclusion(), Some(Conclusion::Refused));
}

/// A case goes where `start` says, not to whatever stands first in the file.
#[test]
fn the_start_is_named() {
    let named = format!("start = \"second\"\n{SEQUENCE}").replace(
        "{ key = \"ok\", next = \"decision\" }",
        "{ key = \"ok\", next = \"decision\" }, { key = \"again\", next = \"first\" }",
    );
    walked(
        &named,
        "accepted → second
         second again → first
         first ok → second
         second ok → decision",
    );
}

const REWORK: &str = r#"
[[step]]
key = "examination"
limit = 1
outcome = [{ key = "pass", next = "review" }]

[[step]]
key = "review"
role = "reviewer"
apart-from = ["examination"]
outcome = [{ key = "agree", next = "decision" }, { key = "rework", next = "examination" }]
"#;

#[test]
fn loop_with_rework() {
    let mut run = walked(
        REWORK,
        "accepted → examination
         examination pass → review
         review rework → examination
         review agree ↛ blocked-stage
         examination pass → review",
    );
    let twice: Vec<_> = run
        .case
        .done
        .iter()
        .map(|done| (done.step.as_str(), done.outcome.as_str()))
        .collect();
    assert_eq!(
        twice,
        [
            ("examination", "pass"),
            ("review", "rework"),
            ("examination", "pass")
        ]
    );
    walk(&mut run, "review agree → decision");
}

/// What is opened again has a clock of its own, and warns of its own.
#[test]
fn a_step_that_is_opened_again_warns_again() {
    let mut run = walked(REWORK, "accepted → examination");
    let step_warnings = |run: &mut Run, when: &str| -> Vec<String> {
        let said = run.signal(when);
        said.into_iter()
            .filter(|one| one.starts_with("step(examination)"))
            .collect()
    };
    assert_eq!(
        step_warnings(&mut run, "2026-11-25 00:00"),
        [
            "step(examination) due-soon 2026-11-24 00:00",
            "step(examination) overdue 2026-11-25 00:00"
        ]
    );
    walk(
        &mut run,
        "examination pass → review
         review rework → examination",
    );
    let again = run.deadline(DeadlineKind::Step);
    assert_eq!(local(again.since()), "2026-11-25 00:00");
    assert_eq!(
        step_warnings(&mut run, "2026-11-27 00:00"),
        [
            "step(examination) due-soon 2026-11-26 00:00",
            "step(examination) overdue 2026-11-27 00:00"
        ]
    );
}

/// Rework opens a whole block again, and nothing of the round before counts.
#[test]
fn loop_over_a_parallel() {
    walked(
        r#"
        start = "checks"

        [[parallel]]
        key = "checks"
        branches = ["a", "b"]
        join = "all"
        next = "review"

        [[step]]
        key = "a"
        outcome = [{ key = "ok", next = "join" }]

        [[step]]
        key = "b"
        outcome = [{ key = "ok", next = "join" }]

        [[step]]
        key = "review"
        outcome = [{ key = "agree", next = "decision" }, { key = "rework", next = "checks" }]
        "#,
        "accepted → a b
         b ok → a
         a ok → review
         review rework → a b
         a ok → b
         a ok ↛ blocked-stage
         b ok → review
         review agree → decision",
    );
}

const CANCEL: &str = r#"
start = "outer"

[[parallel]]
key = "outer"
branches = ["inner", "c"]
join = "all"
next = "review"

[[parallel]]
key = "inner"
branches = ["a", "b"]
join = "all"
next = "join"

[[step]]
key = "a"
outcome = [
  { key = "ok", next = "join" },
  { key = "hopeless", next = "review", cancels = "outer" },
  { key = "enough", next = "summary", cancels = "inner" },
  { key = "again", next = "inner", cancels = "inner" },
]

[[step]]
key = "b"
people = 2
outcome = [{ key = "ok", next = "join" }]

[[step]]
key = "c"
outcome = [{ key = "ok", next = "join" }]

[[step]]
key = "summary"
outcome = [{ key = "ok", next = "join" }]

[[step]]
key = "review"
outcome = [{ key = "agree", next = "decision" }]
"#;

/// Out of two blocks at once, whatever is at work in either.
#[test]
fn cancel_leaves_the_block() {
    let mut run = walked(
        CANCEL,
        "accepted → a b c
         b ok → a b c
         a hopeless → review
         b ok ↛ blocked-stage
         c ok ↛ blocked-stage",
    );
    assert!(run.case.arrived.is_empty());
    assert_eq!(
        run.case.put_aside.len(),
        1,
        "who had begun to sign stays known"
    );
    walk(&mut run, "review agree → decision");
    let begun = officer(1000 + 2, &[domain::authority::Role::Decider]);
    assert_eq!(begun.by.officer(), Some(run.case.put_aside[0].1));
    let refused = run.does(&begun, "decision", "granted").unwrap_err();
    assert_eq!(why_not(&refused), "denied-separation");
    walk(&mut run, "decision granted → delivery");
}

#[test]
fn cancel_leaves_only_the_block_that_it_names() {
    let run = walked(
        CANCEL,
        "accepted → a b c
         b ok → a b c
         b ok → a c
         a enough → c summary
         summary ok → c
         c ok → review",
    );
    assert!(run.case.arrived.is_empty());
}

/// The same block anew: who had arrived has to arrive again.
#[test]
fn cancel_and_begin_again() {
    walked(
        CANCEL,
        "accepted → a b c
         c ok → a b
         b ok → a b
         b ok → a
         a again → a b
         a ok → b
         b ok → b
         b ok → review",
    );
}

#[test]
fn the_applicant_withdraws_from_wherever_it_is() {
    let run = walked(
        CANCEL,
        "accepted → a b c
         c ok → a b
         withdrawn → end
         a ok ↛ blocked-stage
         withdrawn ↛ blocked-stage",
    );
    assert_eq!(run.case.conclusion(), Some(Conclusion::Withdrawn));
    assert!(run.case.arrived.is_empty() && run.tasks().is_empty());
    walked(
        CANCEL,
        "accepted → a b c
         a hopeless → review
         review agree → decision
         decision granted → delivery
         withdrawn ↛ blocked-stage",
    );
}
