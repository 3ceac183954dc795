//! What is offered is what the acts allow.

use domain::authority::{Act, Role};
use domain::case::{Actor, Blocked, Decision, Denied};

use crate::world::*;

const MONDAY: &str = "2026-11-23 10:00";

fn offered(run: &Run, actor: &Actor) -> Vec<&'static str> {
    let acts = run.case.available(actor, &run.ctx());
    acts.into_iter().map(Act::key).collect()
}

#[test]
fn the_counter_may_accept_correct_and_decline_what_was_received() {
    let run = Run::new(item(), MONDAY);
    assert_eq!(
        offered(&run, &counter()),
        [
            "acceptance",
            "correction",
            "declination",
            "advice",
            "transfer",
            "claim"
        ]
    );
    assert_eq!(offered(&run, &head()), ["assignment", "voiding"]);
    for other in [examiner(), decider(), supervisor(), applicant()] {
        assert!(offered(&run, &other).is_empty());
    }
}

#[test]
fn past_the_check_limit_nothing_is_left_to_say_against_the_application() {
    let mut run = Run::new(item(), MONDAY);
    run.now = at("2026-12-02 10:00");
    assert_eq!(
        offered(&run, &counter()),
        ["acceptance", "advice", "transfer", "claim"]
    );
}

#[test]
fn a_case_that_waits_for_the_applicant_can_be_returned_once_their_time_is_over() {
    let mut run = Run::new(item(), MONDAY);
    run.correct(MONDAY, &["material:layout"]).unwrap();
    assert!(offered(&run, &counter()).is_empty());
    assert_eq!(run.case.open, []);
    run.now = at("2027-01-20 10:00");
    assert_eq!(offered(&run, &counter()), ["return"]);
}

#[test]
fn each_step_is_offered_to_its_role_alone() {
    for (step, worker, act) in [
        ("examination", examiner(), "step"),
        ("site-check", examiner(), "step"),
        ("review", reviewer(), "step"),
        ("decision", decider(), "decision"),
        ("licence", issuer(), "licence"),
        ("delivery", issuer(), "delivery"),
    ] {
        let run = Run::accepted(item(), MONDAY).to(step);
        let undecided = run.case.decision.is_none();
        let offers: &[&str] = if undecided {
            &[act, "pause", "advice", "claim"]
        } else {
            &[act, "advice", "claim"]
        };
        assert_eq!(offered(&run, &worker), offers, "{step}");
        assert_eq!(
            run.case
                .act_of(&run.case.open[0], &run.ctx())
                .unwrap()
                .key(),
            act
        );
        for other in [counter(), supervisor()] {
            assert!(offered(&run, &other).is_empty(), "{step}");
        }
        let heads: &[&str] = if undecided {
            &["pause", "extension", "assignment", "voiding"]
        } else {
            &["assignment"]
        };
        assert_eq!(offered(&run, &head()), heads, "{step}");
    }
    let run = Run::accepted(item(), MONDAY).to("end");
    assert!(offered(&run, &everyone(50)).is_empty());
}

#[test]
fn who_has_signed_is_offered_neither_the_step_nor_a_claim_that_would_block_the_other() {
    let mut run = Run::accepted(item(), MONDAY).to("site-check");
    run.step(MONDAY, &examiner(), "site-check", "qualified")
        .unwrap();
    assert_eq!(offered(&run, &examiner()), ["pause", "advice"]);
    assert_eq!(
        run.case.offers(Act::Step, &examiner(), &run.ctx()),
        Err(Denied::AlreadySigned.into())
    );
    assert_eq!(
        offered(&run, &examiner_2()),
        ["step", "pause", "advice", "claim"]
    );
}

#[test]
fn the_reason_why_not_is_the_acts_own() {
    let mut run = Run::accepted(item(), MONDAY);
    let acceptor = Actor {
        by: counter().by,
        roles: vec![Role::Counter, Role::Examiner],
        ..counter()
    };
    assert_eq!(
        run.case.offers(Act::Step, &acceptor, &run.ctx()),
        Err(Denied::SeparationOfDuties("acceptance".into()).into())
    );
    run.act(MONDAY, &examiner(), |case, ctx| {
        case.claim(&examiner(), "examination", ctx)
    })
    .unwrap();
    assert_eq!(
        run.case.offers(Act::Step, &examiner_2(), &run.ctx()),
        Err(Blocked::Claimed.into())
    );
    assert_eq!(
        offered(&run, &examiner()),
        ["step", "pause", "advice", "claim"]
    );
}

#[test]
fn a_refusal_goes_to_delivery_and_a_second_notice_repeats_the_first() {
    let mut run = Run::accepted(item(), MONDAY).to("decision");
    run.decide(MONDAY, &decider(), Decision::Refused).unwrap();
    assert_eq!(offered(&run, &issuer()), ["delivery", "advice", "claim"]);

    let mut run = Run::new(item(), MONDAY);
    run.correct(MONDAY, &["material:layout"]).unwrap();
    run.supplement(
        MONDAY,
        &[],
        vec![material("layout", 9), material("rules", 2)],
    )
    .unwrap();
    assert!(offered(&run, &counter()).contains(&"correction"));
}

/// Whatever state a case is in, an act that is offered is allowed, and one that is not offered
/// is refused.
#[test]
fn offers_agree_with_the_acts() {
    for step in [
        "examination",
        "review",
        "decision",
        "licence",
        "delivery",
        "end",
    ] {
        let run = Run::accepted(item(), MONDAY).to(step);
        for actor in Role::ALL.map(of_role) {
            let offered = run.case.available(&actor, &run.ctx());
            for act in [
                Act::Acceptance,
                Act::Step,
                Act::Decision,
                Act::Licence,
                Act::Delivery,
            ] {
                assert_eq!(
                    attempt(&run, &actor, act, 0).is_ok(),
                    offered.contains(&act),
                    "{step} {act:?} {actor:?}"
                );
            }
        }
    }
}
