//! Withdrawal and rating.

use domain::case::{Blocked, Conclusion, Decision, DeclineGround, Denied, Dimensions, Refusal};

use crate::world::*;

const MONDAY: &str = "2026-11-23 10:00";

fn withdraw(run: &mut Run) -> Result<(), Refusal> {
    run.act(MONDAY, &applicant(), |case, _| {
        case.withdraw(&applicant(), Some(statement()))
    })
}

fn rate(run: &mut Run, level: u8) -> Result<(), Refusal> {
    run.act(MONDAY, &applicant(), |case, ctx| {
        rating(case, &applicant(), level, ctx)
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
    assert_eq!(
        rating(&run.case, &counter(), 5, &run.ctx()),
        Err(Denied::Role.into())
    );
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

#[test]
fn whoever_took_it_back_is_not_asked_and_the_time_to_rate_ends() {
    let mut run = Run::accepted(item(), MONDAY);
    withdraw(&mut run).unwrap();
    assert!(!run.case.invites_rating(&run.ctx()));
    assert_eq!(run.case.rateable(&run.ctx()), Ok(()));

    let mut run = Run::accepted(item(), MONDAY).to("end");
    assert_eq!(run.case.rate_by(&run.ctx()), Some(day("2026-12-23")));
    run.now = at("2026-12-23 23:59");
    assert!(run.case.invites_rating(&run.ctx()));
    run.now = at("2026-12-24 00:00");
    assert_eq!(
        run.case.rateable(&run.ctx()),
        Err(Blocked::RatingOver(day("2026-12-23")))
    );
}

#[test]
fn a_rating_says_more_than_one_thing() {
    let run = Run::accepted(item(), MONDAY).to("end");
    let said = Dimensions::new([Some(4), None, Some(1), None]);
    let rate = |said| run.case.rate(&applicant(), 3, said, None, &run.ctx());
    let wrong = Dimensions::new([Some(6), None, None, None]);
    assert_eq!(rate(wrong), Err(Blocked::LevelUnknown.into()));
    let facts = rate(said).unwrap();
    let mut run = run.clone();
    run.push(&applicant(), facts);
    assert_eq!(run.case.rating.unwrap().dimensions, said);
}
