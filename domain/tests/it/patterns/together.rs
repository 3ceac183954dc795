//! Side by side: split and join, the discriminator, k of n, the deferred choice, the milestone, blocks in blocks.

use domain::authority::Role;
use domain::case::{Actor, Fact};

use crate::script::*;
use crate::world::*;

/// Three branches, the second of two steps.
fn three(join: &str) -> String {
    format!(
        r#"
        start = "opinions"

        [[parallel]]
        key = "opinions"
        branches = ["a", "b", "c"]
        join = {join}
        next = "review"

        [[step]]
        key = "a"
        outcome = [{{ key = "ok", next = "join" }}]

        [[step]]
        key = "b"
        outcome = [{{ key = "ok", next = "b2" }}]

        [[step]]
        key = "b2"
        outcome = [{{ key = "ok", next = "join" }}, {{ key = "back", next = "b" }}]

        [[step]]
        key = "c"
        outcome = [{{ key = "ok", next = "join" }}, {{ key = "no", next = "join" }}]

        [[step]]
        key = "review"
        outcome = [{{ key = "agree", next = "decision" }}]
        "#
    )
}

#[test]
fn parallel_split_and_join() {
    let whole = three("\"all\"");
    let run = walked(
        &whole,
        "accepted → a b c
         decision granted ↛ blocked-stage
         review agree ↛ blocked-stage
         b ok → a b2 c
         b2 back → a b c
         c no → a b
         b ok → a b2
         a ok → b2
         b2 ok → review
         review agree → decision
         decision granted → delivery
         delivery delivered → end",
    );
    assert!(run.case.arrived.is_empty());
    // The order does not matter.
    walked(
        &whole,
        "accepted → a b c
         a ok → b c
         c ok → b
         b ok → b2
         b2 ok → review",
    );
}

/// One task for each open step; who has one keeps nobody from another.
#[test]
fn each_open_step_is_a_task() {
    let mut run = walked(&three("\"all\""), "accepted → a b c");
    assert_eq!(run.tasks(), ["a examiner", "b examiner", "c examiner"]);
    walk(&mut run, "b ok → a b2 c");
    assert_eq!(run.tasks(), ["a examiner", "b2 examiner", "c examiner"]);
}

#[test]
fn discriminator() {
    let any = three("\"any\"");
    let mut run = walked(
        &any,
        "accepted → a b c
         b ok → a b2 c
         c ok → review
         a ok ↛ blocked-stage
         b2 ok ↛ blocked-stage
         c ok ↛ blocked-stage",
    );
    assert_eq!(run.tasks(), ["review examiner"]);
    let Fact::StepRecorded { next, .. } = &run.entries.last().unwrap().fact else {
        panic!("not a step's")
    };
    let mut closed = next.clone().unwrap().closed;
    closed.sort();
    assert_eq!(closed, ["a", "b2"], "the journal says what was given up");
    walk(&mut run, "review agree → decision");
    walked(&any, "accepted → a b c\n a ok → review");
}

/// A claim of what was given up is gone with it, and takes nothing along.
#[test]
fn what_is_given_up_is_nobodys() {
    let mut run = walked(&three("\"any\""), "accepted → a b c");
    let act = |run: &mut Run, by: &Actor, step: &str| {
        run.act(MONDAY, by, |case, ctx| case.claim(by, step, ctx))
    };
    act(&mut run, &examiner(), "a").unwrap();
    act(&mut run, &examiner(), "b").unwrap();
    walk(&mut run, "c ok → review");
    assert!(run.case.open.iter().all(|open| open.claimed_by.is_none()));
    let late = act(&mut run, &examiner(), "b").unwrap_err();
    assert_eq!(why_not(&late), "blocked-stage");
}

#[test]
fn k_of_n() {
    let two = three("2");
    walked(
        &two,
        "accepted → a b c
         a ok → b c
         c no → review
         b ok ↛ blocked-stage",
    );
    walked(
        &two,
        "accepted → a b c
         b ok → a b2 c
         b2 ok → a c
         a ok → review",
    );
    walked(&three("1"), "accepted → a b c\n c ok → review");
    walked(
        &three("3"),
        "accepted → a b c
         a ok → b c
         c ok → b
         b ok → b2
         b2 ok → review",
    );
}

/// The choice is made by who is first to be done with a step, not by a claim.
#[test]
fn deferred_choice() {
    let first = three("\"first-act\"");
    let mut run = walked(&first, "accepted → a b c");
    run.act(MONDAY, &examiner(), |case, ctx| {
        case.claim(&examiner(), "a", ctx)
    })
    .unwrap();
    assert_eq!(run.opened(), "a b c", "a claim decides nothing");
    walk(
        &mut run,
        "b ok → b2
         a ok ↛ blocked-stage
         c ok ↛ blocked-stage
         b2 back → b
         b ok → b2
         b2 ok → review",
    );
    walked(&first, "accepted → a b c\n a ok → review");
}

/// Inside of a deferred choice the branch that was chosen may have branches itself.
#[test]
fn deferred_choice_of_a_block() {
    let block = r#"
        start = "how"

        [[parallel]]
        key = "how"
        branches = ["panel", "alone"]
        join = "first-act"
        next = "decision"

        [[parallel]]
        key = "panel"
        branches = ["x", "y"]
        join = "all"
        next = "join"

        [[step]]
        key = "x"
        outcome = [{ key = "ok", next = "join" }]

        [[step]]
        key = "y"
        outcome = [{ key = "ok", next = "join" }]

        [[step]]
        key = "alone"
        outcome = [{ key = "ok", next = "join" }]
    "#;
    walked(
        block,
        "accepted → alone x y
         x ok → y
         alone ok ↛ blocked-stage
         y ok → decision",
    );
    walked(
        block,
        "accepted → alone x y
         alone ok → decision
         x ok ↛ blocked-stage",
    );
}

/// An objection is heard while the notice is out, and not after.
const MILESTONE: &str = r#"
start = "public"

[[parallel]]
key = "public"
branches = ["notice", "objection"]
join = "all"
next = "decision"

[[step]]
key = "notice"
outcome = [{ key = "over", next = "join" }]

[[step]]
key = "objection"
while = ["notice"]
limit = 3
silence = { outcome = "none", basis = { zh = "依据", en = "Basis" } }
outcome = [{ key = "made", next = "join" }, { key = "none", next = "join" }]
"#;

#[test]
fn milestone() {
    walked(
        MILESTONE,
        "accepted → notice objection
         objection made → notice
         notice over → decision",
    );
    let mut run = walked(
        MILESTONE,
        "accepted → notice objection
         notice over → objection
         objection made ↛ blocked-milestone",
    );
    let worker = run.worker("objection");
    let offered = run
        .case
        .offers_recording(&worker, "objection", &run.ctx())
        .unwrap_err();
    assert_eq!(why_not(&offered), "blocked-milestone");
    walk(&mut run, "on 2026-11-27 00:00 → decision");
}

/// Blocks in blocks in blocks, joined from the innermost outwards.
const NESTED: &str = r#"
start = "outer"

[[parallel]]
key = "outer"
branches = ["middle", "e"]
join = "all"
next = "review"

[[parallel]]
key = "middle"
branches = ["inner", "d"]
join = "any"
next = "after"

[[parallel]]
key = "inner"
branches = ["a", "b", "c"]
join = 2
next = "join"

[[step]]
key = "a"
outcome = [{ key = "ok", next = "join" }]

[[step]]
key = "b"
outcome = [{ key = "ok", next = "join" }]

[[step]]
key = "c"
outcome = [{ key = "ok", next = "join" }]

[[step]]
key = "d"
outcome = [{ key = "ok", next = "join" }]

[[step]]
key = "after"
outcome = [{ key = "ok", next = "join" }, { key = "redo", next = "middle" }]

[[step]]
key = "e"
outcome = [{ key = "ok", next = "join" }]

[[step]]
key = "review"
outcome = [{ key = "agree", next = "decision" }]
"#;

#[test]
fn nested_parallels() {
    walked(
        NESTED,
        "accepted → a b c d e
         a ok → b c d e
         e ok → b c d
         c ok → after
         b ok ↛ blocked-stage
         d ok ↛ blocked-stage
         after ok → review",
    );
}

#[test]
fn what_had_arrived_in_a_block_that_was_given_up_is_forgotten() {
    let run = walked(
        NESTED,
        "accepted → a b c d e
         a ok → b c d e
         d ok → after e
         after redo → a b c d e
         b ok → a c d e
         c ok → after e
         after ok → e
         e ok → review",
    );
    assert!(run.case.arrived.is_empty());
}

/// A branch of a block may need nothing at all: a choice in it goes to the join at once.
fn asked(join: &str) -> String {
    format!(
        r#"
        start = "outer"

        [[parallel]]
        key = "outer"
        branches = ["agent-asked", "area-asked"]
        join = {join}
        next = "review"

        [[choice]]
        key = "agent-asked"
        otherwise = "join"
        branch = [{{ when = "answers.has_agent", next = "agent" }}]

        [[choice]]
        key = "area-asked"
        otherwise = "join"
        branch = [{{ when = "has(answers.area) && answers.area > 50", next = "visit" }}]

        [[step]]
        key = "agent"
        outcome = [{{ key = "ok", next = "join" }}]

        [[step]]
        key = "visit"
        outcome = [{{ key = "ok", next = "area-asked" }}, {{ key = "done", next = "join" }}]

        [[step]]
        key = "review"
        outcome = [{{ key = "agree", next = "decision" }}, {{ key = "again", next = "outer" }}]
        "#
    )
}

#[test]
fn a_branch_that_arrives_at_once() {
    let all = asked("\"all\"");
    walked(
        &all,
        "given has-agent=yes area=60
         accepted → agent visit
         agent ok → visit
         visit done → review",
    );
    let mut run = walked(
        &all,
        "given has-agent=no area=60
         accepted → visit
         visit ok → visit
         visit done → review
         review again → visit",
    );
    // Between two visits the answer may have become another.
    run.answer("area", "20");
    walk(&mut run, "visit ok → review");
    walked(
        &all,
        "given has-agent=yes
         accepted → agent
         agent ok → review",
    );
    walked(&all, "given has-agent=no\n accepted → review");
}

/// Where one arrival is enough, what stands behind is not even opened.
#[test]
fn a_block_that_is_over_at_once() {
    let any = asked("\"any\"");
    let run = walked(
        &any,
        "given has-agent=no area=60
         accepted → review",
    );
    let Fact::Accepted { next, .. } = &run.entries.last().unwrap().fact else {
        panic!("not accepted")
    };
    assert_eq!(next.open, ["review"]);
    assert!(next.closed.is_empty() && next.arrived.is_empty());
    // The branch that was opened before the one that arrives at once was never open to anybody.
    let run = walked(
        &any,
        "given has-agent=yes
         accepted → review",
    );
    let Fact::Accepted { next, .. } = &run.entries.last().unwrap().fact else {
        panic!("not accepted")
    };
    assert!(next.closed.is_empty());
    assert!(run.case.done.is_empty());
}

/// An officer who can do all of it may do all of it where no duty is to be kept apart.
#[test]
fn one_person_may_work_every_branch() {
    let mut run = walked(&three("\"all\""), "accepted → a b c");
    let one = officer(77, &[Role::Examiner]);
    for step in ["a", "b", "b2", "c"] {
        run.does(&one, step, "ok").unwrap();
    }
    assert_eq!(run.opened(), "review");
}
