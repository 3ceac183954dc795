//! Withdrawal and rating.

use domain::case::{Blocked, Conclusion, Decision, DeclineGround, Denied, Refusal};

use crate::world::*;

const MONDAY: &str = "2026-11-23 10:00";

fn withdraw(run: &mut Run) -> Result<(), Refusal> {
    run.act(MONDAY, &applicant(), |case, _| {
        case.withdraw(&applicant(), Some(statement()))
    })
}

fn rate(run: &mut Run, level: u8) -> Result<(), Refusal> {
    run.act(MONDAY, &applicant(), |case, _| {
        case.rate(&applicant(), level, None)
    })
}

fn blocked_stage(stage: &'static str, step: Option<&str>) -> Result<(), Refusal> {
    Err(Blocked::Stage {
        stage,
        step: step.map(Into::into),
    }
    .into())
}

#[test]
fn an_application_is_taken_back_any_time_before_the_decision() {
    let received = Run::new(item(), MONDAY);
    let mut corrected = received.clone();
    corrected.correct(MONDAY, &["material:layout"]).unwrap();
    let accepted = Run::accepted(item(), MONDAY);
    for mut run in [
        received,
        corrected,
        accepted.clone(),
        accepted.clone().to("site-check"),
        accepted.clone().to("review"),
        accepted.clone().to("decision"),
    ] {
        withdraw(&mut run).unwrap();
        assert_eq!(run.case.conclusion(), Some(Conclusion::Withdrawn));
        assert_eq!(run.in_time(), None);
        assert!(
            run.deadlines()
                .iter()
                .all(|deadline| !deadline.is_running())
        );
        assert_eq!(withdraw(&mut run), blocked_stage("concluded", None));
    }
}

#[test]
fn nothing_is_taken_back_after_the_decision() {
    let accepted = Run::accepted(item(), MONDAY);
    let mut refused = accepted.clone().to("decision");
    refused
        .decide(MONDAY, &decider(), Decision::Refused)
        .unwrap();
    for (mut run, step) in [
        (accepted.clone().to("licence"), "licence"),
        (accepted.clone().to("delivery"), "delivery"),
        (refused, "delivery"),
    ] {
        assert_eq!(withdraw(&mut run), blocked_stage("in-process", Some(step)));
    }
    let mut ended = accepted.to("end");
    assert_eq!(withdraw(&mut ended), blocked_stage("concluded", None));
}

#[test]
fn a_case_is_rated_once_after_its_end() {
    let mut run = Run::accepted(item(), MONDAY).to("delivery");
    assert_eq!(
        rate(&mut run, 5),
        blocked_stage("in-process", Some("delivery"))
    );
    run.deliver(MONDAY, &issuer()).unwrap();
    for level in [0, 6, 255] {
        assert_eq!(rate(&mut run, level), Err(Blocked::LevelUnknown.into()));
    }
    assert_eq!(run.case.rate(&counter(), 5, None), Err(Denied::Role.into()));
    rate(&mut run, 1).unwrap();
    assert_eq!(run.case.rating.as_ref().map(|rating| rating.level), Some(1));
    assert_eq!(run.case.conclusion(), Some(Conclusion::Granted));
    assert_eq!(rate(&mut run, 5), Err(Blocked::AlreadyRated.into()));
}

#[test]
fn whatever_its_end_a_case_can_be_rated() {
    let mut withdrawn = Run::new(item(), MONDAY);
    withdraw(&mut withdrawn).unwrap();
    let mut declined = Run::new(item(), MONDAY);
    declined
        .act(MONDAY, &counter(), |case, ctx| {
            case.decline(
                &counter(),
                DeclineGround::NotRequired,
                None,
                statement(),
                ctx,
            )
        })
        .unwrap();
    for mut run in [withdrawn, declined] {
        rate(&mut run, 3).unwrap();
    }
}
