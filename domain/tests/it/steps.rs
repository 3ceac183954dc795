//! Steps, the two-person site check, the decision, the licence and the delivery.

use domain::authority::Role;
use domain::case::{Blocked, Conclusion, DeadlineKind, Decision, Denied, Refusal};

use crate::world::*;

const MONDAY: &str = "2026-11-23 10:00";

fn separation(step: &str) -> Result<(), Refusal> {
    Err(Denied::SeparationOfDuties(step.into()).into())
}

fn blocked_stage(stage: &'static str, step: Option<&str>) -> Result<(), Refusal> {
    Err(Blocked::Stage {
        stage,
        step: step.map(Into::into),
    }
    .into())
}

#[test]
fn the_whole_way_to_a_licence() {
    let run = Run::accepted(item(), MONDAY).to("end");
    assert_eq!(run.case.conclusion(), Some(Conclusion::Granted));
    let steps: Vec<_> = run
        .case
        .done
        .iter()
        .map(|done| (done.step.as_str(), done.outcome.as_str(), done.by.len()))
        .collect();
    assert_eq!(
        steps,
        [
            ("examination", "pass", 1),
            ("site-check", "qualified", 2),
            ("review", "agree", 1),
            ("decision", "granted", 1),
            ("licence", "issued", 1),
            ("delivery", "delivered", 1),
        ]
    );
    let licence = run.case.licence.clone().unwrap();
    assert_eq!(licence.issued_on, day("2026-11-23"));
    assert_eq!(licence.valid_until, Some(day("2031-11-22")));
    assert_eq!(licence.number.issuer(), ISSUER);
    assert_eq!(run.case.delivered_at, run.case.concluded_at);
    assert_eq!(run.in_time(), Some(true));
}

#[test]
fn a_refusal_needs_no_licence_and_is_delivered() {
    let mut run = Run::accepted(item(), MONDAY).to("decision");
    run.decide(MONDAY, &decider(), Decision::Refused).unwrap();
    assert_eq!(run.case.open_step(), Some("delivery"));
    assert_eq!(
        run.issue(MONDAY, &issuer()),
        blocked_stage("in-process", Some("delivery"))
    );
    run.deliver(MONDAY, &issuer()).unwrap();
    assert_eq!(run.case.conclusion(), Some(Conclusion::Refused));
    assert_eq!(run.case.licence, None);
}

#[test]
fn a_step_takes_its_role_its_turn_and_an_outcome_of_its_own() {
    let mut run = Run::accepted(item(), MONDAY);
    let denied = Err(Refusal::from(Denied::Role));
    assert_eq!(run.step(MONDAY, &reviewer(), "examination", "pass"), denied);
    assert_eq!(
        run.step(MONDAY, &applicant(), "examination", "pass"),
        denied
    );
    assert_eq!(
        run.step(MONDAY, &supervisor(), "examination", "pass"),
        denied
    );
    assert_eq!(
        run.step(MONDAY, &reviewer(), "review", "agree"),
        blocked_stage("in-process", Some("examination"))
    );
    assert_eq!(
        run.step(MONDAY, &examiner(), "examination", "agree"),
        Err(Blocked::OutcomeUnknown.into())
    );
    let received = Run::new(item(), MONDAY);
    let early = received.case.record_step(
        &examiner(),
        "examination",
        recording("pass", &statement()),
        &received.ctx(),
    );
    assert_eq!(early.map(|_| ()), blocked_stage("received", None));
    let mut decision = Run::accepted(item(), MONDAY).to("decision");
    assert_eq!(
        decision.step(MONDAY, &decider(), "decision", "granted"),
        blocked_stage("in-process", Some("decision")),
        "a decision is no opinion"
    );
}

#[test]
fn a_step_that_somebody_else_claimed_is_blocked() {
    let mut run = Run::accepted(item(), MONDAY);
    run.act(MONDAY, &examiner_2(), |case, ctx| {
        case.claim(&examiner_2(), "examination", ctx)
    })
    .unwrap();
    let claimed = Err(Refusal::from(Blocked::Claimed));
    assert_eq!(
        run.step(MONDAY, &examiner(), "examination", "pass"),
        claimed
    );
    run.step(MONDAY, &examiner_2(), "examination", "pass")
        .unwrap();
    assert_eq!(run.case.open[0].claimed_by, None);
    for (step, worker, other) in [
        ("decision", officer(70, &[Role::Decider]), decider()),
        ("licence", officer(80, &[Role::Issuer]), issuer()),
        ("delivery", officer(80, &[Role::Issuer]), issuer()),
    ] {
        let mut run = Run::accepted(item(), MONDAY).to(step);
        run.act(MONDAY, &other, |case, ctx| case.claim(&other, step, ctx))
            .unwrap();
        let refused = match step {
            "decision" => run.decide(MONDAY, &worker, Decision::Granted),
            "licence" => run.issue(MONDAY, &worker),
            _ => run.deliver(MONDAY, &worker),
        };
        assert_eq!(refused, claimed, "{step}");
    }
}

#[test]
fn the_site_check_takes_two_people_of_one_mind() {
    let mut run = Run::accepted(item(), MONDAY).to("site-check");
    run.step(MONDAY, &examiner(), "site-check", "qualified")
        .unwrap();
    assert_eq!(run.case.open_step(), Some("site-check"));
    assert_eq!(
        run.step(MONDAY, &examiner(), "site-check", "qualified"),
        Err(Denied::AlreadySigned.into())
    );
    run.step(MONDAY, &examiner_2(), "site-check", "unqualified")
        .unwrap();
    assert_eq!(
        run.case.open[0].signatures.len(),
        1,
        "the earlier record is put aside"
    );
    assert_eq!(run.case.open[0].signatures[0].by, examiner_2().by);
    run.step(MONDAY, &examiner(), "site-check", "unqualified")
        .unwrap();
    assert_eq!(run.case.open_step(), Some("review"));
    let done = run.case.done.last().unwrap();
    assert_eq!(
        (done.outcome.as_str(), done.by.clone()),
        ("unqualified", vec![officer_id(4), officer_id(3)])
    );
}

#[test]
fn whoever_changes_their_mind_signs_alone_again() {
    let mut run = Run::accepted(item(), MONDAY).to("site-check");
    run.step(MONDAY, &examiner(), "site-check", "qualified")
        .unwrap();
    run.step(MONDAY, &examiner(), "site-check", "unqualified")
        .unwrap();
    assert_eq!(
        run.case.open_step(),
        Some("site-check"),
        "one person, twice, is one person"
    );
    run.step(MONDAY, &examiner_2(), "site-check", "unqualified")
        .unwrap();
    assert_eq!(run.case.open_step(), Some("review"));
}

#[test]
fn the_examiner_did_not_accept() {
    let both = officer(20, &[Role::Counter, Role::Examiner]);
    let mut run = Run::new(item(), MONDAY);
    run.act(MONDAY, &both, |case, ctx| case.accept(&both, ctx))
        .unwrap();
    assert_eq!(
        run.step(MONDAY, &both, "examination", "pass"),
        separation("acceptance")
    );
    run.step(MONDAY, &examiner(), "examination", "pass")
        .unwrap();
    assert_eq!(
        run.step(MONDAY, &both, "site-check", "qualified"),
        separation("acceptance")
    );
}

#[test]
fn the_reviewer_did_not_examine_even_in_a_round_before() {
    let both = officer(21, &[Role::Examiner, Role::Reviewer]);
    let mut run = Run::accepted(item(), MONDAY);
    run.step(MONDAY, &both, "examination", "fail").unwrap();
    assert_eq!(
        run.step(MONDAY, &both, "review", "agree"),
        separation("examination")
    );
    run.step(MONDAY, &reviewer(), "review", "rework").unwrap();
    run.step(MONDAY, &examiner(), "examination", "fail")
        .unwrap();
    assert_eq!(
        run.step(MONDAY, &both, "review", "agree"),
        separation("examination")
    );
    run.step(MONDAY, &reviewer(), "review", "agree").unwrap();
}

#[test]
fn a_record_that_was_put_aside_still_keeps_apart() {
    let mut run = Run::accepted(item(), MONDAY).to("site-check");
    let third = officer(22, &[Role::Examiner, Role::Reviewer, Role::Decider]);
    run.step(MONDAY, &third, "site-check", "unqualified")
        .unwrap();
    run.step(MONDAY, &examiner(), "site-check", "qualified")
        .unwrap();
    run.step(MONDAY, &examiner_2(), "site-check", "qualified")
        .unwrap();
    assert_eq!(
        run.step(MONDAY, &third, "review", "agree"),
        separation("site-check")
    );
    run.step(MONDAY, &reviewer(), "review", "agree").unwrap();
    assert_eq!(
        run.decide(MONDAY, &third, Decision::Granted),
        separation("site-check")
    );
}

#[test]
fn the_decider_worked_no_earlier_step_whatever_the_definition_says() {
    // The sample's decision lists no `apart-from`.
    for (role, step) in [
        (Role::Counter, "acceptance"),
        (Role::Examiner, "examination"),
        (Role::Examiner, "site-check"),
        (Role::Reviewer, "review"),
    ] {
        let both = officer(23, &[role, Role::Decider]);
        let mut run = Run::new(item(), MONDAY);
        let pick = |at_step: &str, usual| if at_step == step { both.clone() } else { usual };
        let taker = pick("acceptance", counter());
        run.act(MONDAY, &taker, |case, ctx| case.accept(&taker, ctx))
            .unwrap();
        run.step(
            MONDAY,
            &pick("examination", examiner()),
            "examination",
            "pass",
        )
        .unwrap();
        run.step(
            MONDAY,
            &pick("site-check", examiner()),
            "site-check",
            "qualified",
        )
        .unwrap();
        run.step(MONDAY, &examiner_2(), "site-check", "qualified")
            .unwrap();
        run.step(MONDAY, &pick("review", reviewer()), "review", "agree")
            .unwrap();
        assert_eq!(
            run.decide(MONDAY, &both, Decision::Granted),
            separation(step)
        );
        run.decide(MONDAY, &decider(), Decision::Granted).unwrap();
    }
}

#[test]
fn the_issuer_did_not_decide() {
    let both = officer(24, &[Role::Decider, Role::Issuer]);
    let mut run = Run::accepted(item(), MONDAY).to("decision");
    run.decide(MONDAY, &both, Decision::Granted).unwrap();
    assert_eq!(run.issue(MONDAY, &both), separation("decision"));
    run.issue(MONDAY, &issuer()).unwrap();
    run.deliver(MONDAY, &both).unwrap();
}

#[test]
fn decision_licence_and_delivery_have_their_roles_and_turns() {
    let denied = Err(Refusal::from(Denied::Role));
    let mut run = Run::accepted(item(), MONDAY).to("decision");
    assert_eq!(run.decide(MONDAY, &reviewer(), Decision::Granted), denied);
    assert_eq!(
        run.decide(MONDAY, &head(), Decision::Granted),
        denied,
        "the step names the decider"
    );
    assert_eq!(
        run.issue(MONDAY, &issuer()),
        blocked_stage("in-process", Some("decision"))
    );
    assert_eq!(
        run.deliver(MONDAY, &issuer()),
        blocked_stage("in-process", Some("decision"))
    );
    run.decide(MONDAY, &decider(), Decision::Granted).unwrap();
    assert_eq!(
        run.decide(MONDAY, &decider(), Decision::Refused),
        blocked_stage("in-process", Some("licence"))
    );
    assert_eq!(run.issue(MONDAY, &decider()), denied);
    run.issue(MONDAY, &issuer()).unwrap();
    assert_eq!(
        run.deliver(MONDAY, &counter()),
        denied,
        "the step names the issuer"
    );
    assert_eq!(run.due(DeadlineKind::Delivery), day("2026-12-07"));
}

#[test]
fn what_a_broken_definition_cannot_do() {
    let none = item_with(
        "[licence]\nname = { zh = \"样例许可证\", en = \"Sample licence\" }\ntype-code = \"11100000MB03271699022\"\nvalid-years = 5\n",
        "",
    );
    let mut run = Run::accepted(none, MONDAY).to("licence");
    assert_eq!(run.issue(MONDAY, &issuer()), Err(Blocked::NoLicence.into()));

    let run = Run::accepted(item(), MONDAY).to("licence");
    for (issuer_code, serial) in [("?", "1"), (ISSUER, ""), (ISSUER, "甲")] {
        let formed = run
            .case
            .issue_licence(&issuer(), issuer_code, serial, &run.ctx());
        assert_eq!(formed, Err(Blocked::LicenceNumber.into()));
    }

    for (step, from) in [
        ("decision", "key = \"granted\""),
        ("licence", "key = \"issued\""),
        ("delivery", "key = \"delivered\""),
    ] {
        let mut run = Run::accepted(item(), MONDAY).to(step);
        run.item = item_with(from, "key = \"other\"");
        let refused = match step {
            "decision" => run.decide(MONDAY, &decider(), Decision::Granted),
            "licence" => run.issue(MONDAY, &issuer()),
            _ => run.deliver(MONDAY, &issuer()),
        };
        assert_eq!(refused, Err(Blocked::OutcomeUnknown.into()));
    }
}

#[test]
fn a_licence_without_a_term_holds_until_revoked() {
    let run = Run::accepted(item_with("valid-years = 5", ""), MONDAY).to("delivery");
    assert_eq!(run.case.licence.unwrap().valid_until, None);
}

#[test]
fn a_licence_of_a_leap_day_ends_on_the_day_before_its_anniversary() {
    let run = Run::accepted(item(), "2024-02-29 10:00").to("delivery");
    assert_eq!(
        run.case.licence.unwrap().valid_until,
        Some(day("2029-02-27"))
    );
}
