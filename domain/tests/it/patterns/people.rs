//! Whose hands an act counts as, where a step takes two people or duties are kept apart, and tasks that are
//! claimed and given. A substitute's hands and those of the person they stand for count both.

use domain::authority::Role;
use domain::case::{Actor, Entry, Fact, Refusal};

use crate::script::*;
use crate::world::*;

const TWO: &str = r#"
[[step]]
key = "examination"
outcome = [{ key = "ok", next = "visit" }]
apart-from = ["acceptance"]

[[step]]
key = "visit"
people = 2
outcome = [{ key = "good", next = "review" }, { key = "bad", next = "review" }]

[[step]]
key = "review"
role = "reviewer"
apart-from = ["examination", "visit"]
outcome = [{ key = "agree", next = "decision" }]
"#;

/// Somebody with every desk role, so that nothing but the hands can stand against them.
fn all(number: u128) -> Actor {
    everyone(500 + number)
}

fn at_visit() -> Run {
    walked(TWO, "accepted → examination\n examination ok → visit")
}

fn refused(run: &mut Run, by: &Actor, step: &str, outcome: &str) -> &'static str {
    why_not(&run.does(by, step, outcome).unwrap_err())
}

#[test]
fn two_people_are_two_pairs_of_hands() {
    let (a, b, c) = (all(1), all(2), all(3));
    // A has signed: nobody signs for A, and A for nobody.
    let mut run = at_visit();
    run.does(&a, "visit", "good").unwrap();
    for same in [a.clone(), substitute(&b, &a), substitute(&a, &b)] {
        assert_eq!(
            refused(&mut run, &same, "visit", "good"),
            "denied-already-signed"
        );
    }
    run.does(&b, "visit", "good").unwrap();
    assert_eq!(run.opened(), "review");
    assert_eq!(run.case.actors_of("visit"), [id(&a), id(&b)]);

    // B has signed for A: both have.
    let mut run = at_visit();
    run.does(&substitute(&b, &a), "visit", "good").unwrap();
    for same in [
        a.clone(),
        b.clone(),
        substitute(&c, &a),
        substitute(&c, &b),
        substitute(&a, &c),
    ] {
        assert_eq!(
            refused(&mut run, &same, "visit", "good"),
            "denied-already-signed"
        );
    }
    run.does(&c, "visit", "good").unwrap();
    assert_eq!(run.opened(), "review");
    assert_eq!(run.case.actors_of("visit"), [id(&b), id(&a), id(&c)]);
}

fn id(actor: &Actor) -> domain::id::OfficerId {
    actor.by.officer().unwrap()
}

/// Another outcome begins anew, and whoever signed the first may sign it.
#[test]
fn who_thinks_otherwise_begins_anew() {
    let (a, b) = (all(1), all(2));
    let mut run = at_visit();
    run.does(&substitute(&b, &a), "visit", "good").unwrap();
    run.does(&a, "visit", "bad").unwrap();
    assert_eq!(
        refused(&mut run, &substitute(&b, &a), "visit", "bad"),
        "denied-already-signed"
    );
    run.does(&b, "visit", "bad").unwrap();
    assert_eq!(run.opened(), "review");
}

/// The journal itself does not fold with a pair of hands that signed twice.
#[test]
fn no_journal_has_the_same_hands_twice() {
    let (a, b, c) = (all(1), all(2), all(3));
    let mut run = at_visit();
    run.does(&substitute(&b, &a), "visit", "good").unwrap();
    for same in [&a, &b, &substitute(&c, &a)] {
        let entry = Entry {
            seq: run.case.seq + 1,
            actor: same.by,
            ..run.entries.last().unwrap().clone()
        };
        let broken = run.case.clone().apply(&entry).unwrap_err();
        assert_eq!(broken.why, "signed twice by the same person");
    }
}

#[test]
fn hands_are_kept_apart() {
    let (a, b, c, d) = (all(1), all(2), all(3), all(4));
    for (examiner, kept_apart) in [
        (
            a.clone(),
            vec![a.clone(), substitute(&b, &a), substitute(&a, &b)],
        ),
        (
            substitute(&b, &a),
            vec![
                a.clone(),
                b.clone(),
                substitute(&c, &a),
                substitute(&c, &b),
                substitute(&a, &c),
                substitute(&b, &c),
            ],
        ),
    ] {
        let mut run = walked(TWO, "accepted → examination");
        run.does(&examiner, "examination", "ok").unwrap();
        walk(&mut run, "visit good → visit\n visit good → review");
        for same in &kept_apart {
            assert_eq!(
                refused(&mut run, same, "review", "agree"),
                "denied-separation"
            );
            let claimed = run.case.claim(same, "review", &run.ctx()).unwrap_err();
            assert_eq!(why_not(&claimed), "denied-separation");
        }
        run.does(&substitute(&c, &d), "review", "agree").unwrap();
        // Who decides has had a hand in nothing before, whatever the definition says.
        let before = kept_apart.iter().chain([&c, &d]);
        for same in before.cloned().chain([substitute(&all(5), &d)]) {
            assert_eq!(
                refused(&mut run, &same, "decision", "granted"),
                "denied-separation"
            );
        }
        run.does(&substitute(&all(5), &all(6)), "decision", "granted")
            .unwrap();
    }
}

#[test]
fn the_hands_that_accepted_are_kept_apart() {
    let (a, b) = (all(1), all(2));
    let mut run = begun(TWO);
    let taker = substitute(&b, &a);
    run.act(MONDAY, &taker, |case, ctx| case.accept(&taker, ctx))
        .unwrap();
    for same in [&a, &b, &substitute(&all(3), &a)] {
        assert_eq!(
            refused(&mut run, same, "examination", "ok"),
            "denied-separation"
        );
    }
    walk(
        &mut run,
        "examination ok → visit
         visit good → visit
         visit good → review
         review agree → decision",
    );
    for same in [&a, &b, &substitute(&all(3), &b)] {
        assert_eq!(
            refused(&mut run, same, "decision", "granted"),
            "denied-separation"
        );
    }
}

/// What was signed and put aside was worked all the same, also where the step was given up or disputed.
#[test]
fn what_was_begun_keeps_apart() {
    let given_up = r#"
        start = "both"

        [[parallel]]
        key = "both"
        branches = ["visit", "paper"]
        join = "any"
        next = "decision"

        [[step]]
        key = "visit"
        people = 2
        outcome = [{ key = "good", next = "join" }]

        [[step]]
        key = "paper"
        outcome = [{ key = "good", next = "join" }]
    "#;
    let (a, b) = (all(1), all(2));
    let mut run = walked(given_up, "accepted → paper visit");
    run.does(&substitute(&b, &a), "visit", "good").unwrap();
    walk(&mut run, "paper good → decision");
    for same in [&a, &b] {
        assert_eq!(
            refused(&mut run, same, "decision", "granted"),
            "denied-separation"
        );
    }
    walk(&mut run, "decision granted → delivery");
}

const SIDE_BY_SIDE: &str = r#"
start = "both"

[[parallel]]
key = "both"
branches = ["paper", "law"]
join = "all"
next = "decision"

[[step]]
key = "paper"
outcome = [{ key = "ok", next = "join" }]

[[step]]
key = "law"
role = "reviewer"
apart-from = ["paper"]
outcome = [{ key = "ok", next = "join" }]
"#;

fn claim(run: &mut Run, by: &Actor, step: &str) -> Result<(), Refusal> {
    run.act(MONDAY, by, |case, ctx| case.claim(by, step, ctx))
}

fn release(run: &mut Run, by: &Actor, step: &str) -> Result<(), Refusal> {
    run.act(MONDAY, by, |case, ctx| case.release(by, step, ctx))
}

fn why(result: Result<(), Refusal>) -> &'static str {
    why_not(&result.unwrap_err())
}

#[test]
fn each_task_is_claimed_for_itself() {
    let mut run = walked(SIDE_BY_SIDE, "accepted → law paper");
    let (a, b) = (all(1), all(2));
    claim(&mut run, &a, "paper").unwrap();
    claim(&mut run, &b, "law").unwrap();
    assert_eq!(why(claim(&mut run, &b, "paper")), "blocked-claimed");
    assert_eq!(why(release(&mut run, &b, "paper")), "blocked-claimed");
    assert_eq!(refused(&mut run, &b, "paper", "ok"), "blocked-claimed");
    assert_eq!(refused(&mut run, &a, "law", "ok"), "blocked-claimed");
    assert_eq!(why(claim(&mut run, &a, "decision")), "blocked-stage");
    let holders: Vec<_> = run.case.project(&run.ctx()).tasks;
    let holders: Vec<_> = holders
        .iter()
        .map(|task| (task.step.as_str(), task.claimed_by))
        .collect();
    assert_eq!(
        holders,
        [("paper", a.by.officer()), ("law", b.by.officer())]
    );
    // One person may have both, and lays down one of them.
    release(&mut run, &b, "law").unwrap();
    claim(&mut run, &a, "law").unwrap();
    release(&mut run, &a, "paper").unwrap();
    run.does(&b, "paper", "ok").unwrap();
    assert_eq!(run.case.open[0].claimed_by, a.by.officer());
    run.does(&a, "law", "ok").unwrap();
    assert_eq!(run.opened(), "decision");
}

#[test]
fn a_claim_follows_role_and_separation() {
    let mut run = walked(SIDE_BY_SIDE, "accepted → law paper");
    assert_eq!(why(claim(&mut run, &examiner(), "law")), "denied-role");
    let a = all(1);
    run.does(&a, "paper", "ok").unwrap();
    assert_eq!(why(claim(&mut run, &a, "law")), "denied-separation");
    let tasks = |by: &Actor| -> Vec<String> {
        let ctx = run.ctx();
        let tasks = run.case.tasks_of(by, &ctx);
        tasks.map(|open| open.key.clone()).collect()
    };
    assert!(tasks(&a).is_empty() && tasks(&examiner()).is_empty());
    assert_eq!(tasks(&reviewer()), ["law"]);
    // What is claimed in somebody's place is theirs, and their substitute's only while they act in it.
    let in_place = substitute(&all(3), &all(4));
    claim(&mut run, &in_place, "law").unwrap();
    assert_eq!(why(claim(&mut run, &all(3), "law")), "blocked-claimed");
    run.does(&all(4), "law", "ok").unwrap();
}

#[test]
fn a_head_gives_a_task_to_somebody() {
    let mut run = walked(SIDE_BY_SIDE, "accepted → law paper");
    let give = |run: &mut Run, by: &Actor, step: &str, to: &Actor| {
        run.act(MONDAY, by, |case, ctx| case.assign(by, step, to, ctx))
    };
    let elsewhere = of_agency("620103-market-supervision", 70, &[Role::Head]);
    for other in [examiner(), counter(), admin(), supervisor(), elsewhere] {
        assert_eq!(
            why(give(&mut run, &other, "paper", &examiner())),
            "denied-role"
        );
    }
    let stranger = of_agency("620103-market-supervision", 71, &[Role::Examiner]);
    for unable in [reviewer(), stranger] {
        assert_eq!(
            why(give(&mut run, &head(), "paper", &unable)),
            "blocked-not-assignable"
        );
    }
    assert_eq!(
        why(give(&mut run, &head(), "decision", &decider())),
        "blocked-stage"
    );
    let offered: Vec<_> = run
        .case
        .assignable(&head(), &run.ctx())
        .map(|one| one.key.clone())
        .collect();
    assert_eq!(offered, ["paper", "law"]);

    // A head takes it out of one hand into another's; nobody else can.
    claim(&mut run, &examiner(), "paper").unwrap();
    give(&mut run, &head(), "paper", &examiner_2()).unwrap();
    assert_eq!(run.case.open[0].claimed_by, examiner_2().by.officer());
    assert_eq!(
        run.entries.last().unwrap().fact,
        Fact::Assigned {
            step: "paper".into(),
            to: officer_id(4)
        }
    );
    assert_eq!(
        refused(&mut run, &examiner(), "paper", "ok"),
        "blocked-claimed"
    );
    let before = run.entries.len();
    give(&mut run, &head(), "paper", &examiner_2()).unwrap();
    assert_eq!(run.entries.len(), before, "given twice is given once");
    run.does(&examiner_2(), "paper", "ok").unwrap();
    let both = of_agency(AGENCY, 4, &[Role::Examiner, Role::Reviewer]);
    assert_eq!(
        why(give(&mut run, &head(), "law", &both)),
        "blocked-not-assignable",
        "kept apart from what they did"
    );

    let mut received = begun(SIDE_BY_SIDE);
    assert_eq!(
        why(give(&mut received, &head(), "acceptance", &examiner())),
        "blocked-not-assignable"
    );
    give(&mut received, &head(), "acceptance", &counter_2()).unwrap();
    assert_eq!(why(received.accept(MONDAY)), "blocked-claimed");
}
