//! Silence: nobody has acted by the end of a step's limit, and the definition says what that counts as.

use domain::case::{Actor, DeadlineKind, Fact};

use crate::script::*;
use crate::world::*;

const NOTICE_THEN_WAIT: &str = r#"
[[step]]
key = "notice"
limit = 2
silence = { outcome = "none", basis = { zh = "依据", en = "Basis" } }
outcome = [{ key = "objection", next = "hearing" }, { key = "none", next = "wait" }]

[[step]]
key = "wait"
limit = 1
silence = { outcome = "over", basis = { zh = "依据", en = "Basis" } }
outcome = [{ key = "over", next = "review" }]

[[step]]
key = "hearing"
outcome = [{ key = "held", next = "review" }]

[[step]]
key = "review"
outcome = [{ key = "agree", next = "decision" }]
"#;

#[test]
fn silence_speaks_at_the_end_of_the_limit() {
    let mut run = walked(
        NOTICE_THEN_WAIT,
        "accepted → notice
         on 2026-11-25 23:59 → notice
         on 2026-11-26 00:00 → wait",
    );
    let done = run.case.done.last().unwrap();
    assert_eq!(local(done.at), "2026-11-25 23:59");
    assert!(done.by.is_empty(), "nobody's hands");
    // Who was in time is in time.
    walked(
        NOTICE_THEN_WAIT,
        "accepted → notice
         notice objection → hearing
         on 2026-12-31 00:00 → hearing",
    );
    run.elapse("2026-11-26 00:00");
    assert_eq!(run.opened(), "wait", "once");
}

/// The job was down for a week: each silence has its own instant, and the next begins there.
#[test]
fn two_silences_in_a_row() {
    let mut run = walked(NOTICE_THEN_WAIT, "accepted → notice");
    run.elapse("2026-12-03 10:00");
    assert_eq!(run.opened(), "review");
    let lapsed: Vec<_> = run
        .entries
        .iter()
        .filter_map(|entry| match &entry.fact {
            Fact::StepLapsed {
                step, lapsed_at, ..
            } => Some((step.as_str(), local(*lapsed_at), local(entry.at))),
            _ => None,
        })
        .collect();
    let written = "2026-12-03 10:00".to_owned();
    assert_eq!(
        lapsed,
        [
            ("notice", "2026-11-25 23:59".to_owned(), written.clone()),
            ("wait", "2026-11-26 23:59".to_owned(), written),
        ]
    );
    let opened: Vec<_> = run
        .case
        .done
        .iter()
        .map(|done| local(done.opened_at))
        .collect();
    assert_eq!(opened, ["2026-11-23 10:00", "2026-11-25 23:59"]);
    assert_eq!(
        local(run.case.open[0].opened_at),
        "2026-11-26 23:59",
        "what follows began when silence spoke, not when it was written down"
    );
}

#[test]
fn only_the_system_hears_silence() {
    let mut run = walked(NOTICE_THEN_WAIT, "accepted → notice");
    run.now = at("2026-12-03 10:00");
    for by in [examiner(), admin(), head(), applicant(), everyone(60)] {
        assert_eq!(run.case.lapse_step(&by, &run.ctx()), None);
    }
    assert!(run.case.lapse_step(&Actor::SYSTEM, &run.ctx()).is_some());
    // It stands before whatever is done at that time, so nobody acts on what silence has decided.
    let lapsed = run.case.lapse(&Actor::SYSTEM, &run.ctx());
    assert!(matches!(lapsed.last(), Some(Fact::StepLapsed { .. })));
}

/// While the clock stands still, silence says nothing; it speaks when the limit has run.
#[test]
fn silence_waits_for_the_clock() {
    let mut run = walked(NOTICE_THEN_WAIT, "accepted → notice");
    run.act("2026-11-24 10:00", &head(), |case, ctx| {
        let expected = domain::limit::Limit::working_days(10);
        case.pause(&head(), "hearing", expected, NOTICE, statement(), ctx)
    })
    .unwrap();
    run.elapse("2026-12-04 10:00");
    assert_eq!(run.opened(), "notice");
    run.act("2026-12-04 10:00", &head(), |case, ctx| {
        case.resume(&head(), statement(), ctx)
    })
    .unwrap();
    let due = run.deadline(DeadlineKind::Step).counted.due_at;
    assert_eq!(local(due), "2026-12-08 00:00");
    walk(
        &mut run,
        "on 2026-12-07 23:59 → notice
         on 2026-12-08 00:00 → wait",
    );
}

/// When the job has to come round for it.
#[test]
fn the_end_of_a_silent_step_is_the_next_thing_that_happens() {
    let mut run = walked(NOTICE_THEN_WAIT, "accepted → notice");
    let next = |run: &Run| {
        let deadline = run.deadline(DeadlineKind::Step);
        run.case.next_signal_at(&deadline).map(local)
    };
    run.signal("2026-11-25 10:00");
    assert_eq!(next(&run).as_deref(), Some("2026-11-26 00:00"));
    // Though somebody's act has written the crossing, the silence itself is still to be written.
    run.signal("2026-11-26 00:00");
    assert_eq!(next(&run).as_deref(), Some("2026-11-26 00:00"));
}

fn beside(join: &str) -> String {
    format!(
        r#"
        start = "asked"

        [[parallel]]
        key = "asked"
        branches = ["slow", "quick", "mute"]
        join = {join}
        next = "review"

        [[step]]
        key = "slow"
        limit = 4
        silence = {{ outcome = "agree", basis = {{ zh = "依据", en = "Basis" }} }}
        outcome = [{{ key = "agree", next = "join" }}, {{ key = "object", next = "review", cancels = "asked" }}]

        [[step]]
        key = "quick"
        limit = 2
        silence = {{ outcome = "agree", basis = {{ zh = "依据", en = "Basis" }} }}
        outcome = [{{ key = "agree", next = "join" }}]

        [[step]]
        key = "mute"
        limit = 1
        outcome = [{{ key = "agree", next = "join" }}]

        [[step]]
        key = "review"
        outcome = [{{ key = "agree", next = "decision" }}]
        "#
    )
}

/// The one that fell silent first speaks first, wherever it stands in the file.
#[test]
fn silences_side_by_side() {
    let mut any = walked(&beside("\"any\""), "accepted → mute quick slow");
    any.elapse("2026-12-03 10:00");
    assert_eq!(any.opened(), "review");
    let done: Vec<_> = any
        .case
        .done
        .iter()
        .map(|done| done.step.as_str())
        .collect();
    assert_eq!(done, ["quick"], "the slow one was given up before its end");
    assert_eq!(local(any.case.open[0].opened_at), "2026-11-25 23:59");

    let mut all = walked(
        &beside("\"all\""),
        "accepted → mute quick slow
         mute agree → quick slow",
    );
    all.elapse("2026-12-03 10:00");
    assert_eq!(all.opened(), "review");
    assert_eq!(
        local(all.case.open[0].opened_at),
        "2026-11-27 23:59",
        "with the last of them"
    );
}

/// Silence is nothing where the definition says nothing of it.
#[test]
fn no_silence_without_a_word_for_it() {
    walked(
        &beside("\"all\""),
        "accepted → mute quick slow
         on 2026-12-31 10:00 → mute
         mute agree → review",
    );
}

#[test]
fn a_word_against_it_in_time_cancels() {
    walked(
        &beside("\"all\""),
        "accepted → mute quick slow
         on 2026-11-27 10:00 → mute slow
         slow object → review
         on 2026-12-31 10:00 → review",
    );
}
