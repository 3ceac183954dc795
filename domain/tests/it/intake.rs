//! Acceptance, correction, supplement, declination, return and deemed acceptance.

use domain::case::{
    ActorRef, Blocked, Conclusion, DeadlineKind, DeclineGround, Denied, Fact, Refusal, Stage,
    Target,
};

use crate::world::*;

const MONDAY: &str = "2026-11-23 10:00";

fn layout() -> Target {
    Target::Material("layout".into())
}

fn blocked_stage(stage: &'static str, step: Option<&str>) -> Result<(), Refusal> {
    Err(Blocked::Stage {
        stage,
        step: step.map(Into::into),
    }
    .into())
}

#[test]
fn acceptance_starts_the_clocks_at_the_first_step() {
    let mut run = Run::new(item(), MONDAY);
    assert_eq!(run.case.stage, Stage::Received);
    run.accept("2026-11-24 09:00").unwrap();
    assert_eq!(run.case.open_step(), Some("examination"));
    let acceptance = run.case.acceptance.clone().unwrap();
    assert!(!acceptance.deemed);
    assert_eq!(acceptance.counts_from, at("2026-11-24 09:00"));
    assert_eq!(acceptance.by, counter().by);
    assert_eq!(run.due(DeadlineKind::Promised), day("2026-12-01"));
    assert_eq!(run.deadline(DeadlineKind::Check).was_kept(), Some(true));
    assert_eq!(
        run.accept("2026-11-24 09:01"),
        blocked_stage("in-process", Some("examination"))
    );
}

#[test]
fn acceptance_of_what_another_clerk_claimed_is_blocked() {
    let mut run = Run::new(item(), MONDAY);
    run.act(MONDAY, &counter_2(), |case, ctx| {
        case.claim(&counter_2(), "acceptance", ctx)
    })
    .unwrap();
    assert_eq!(run.accept(MONDAY), Err(Blocked::Claimed.into()));
    assert_eq!(
        run.correct(MONDAY, &["material:layout"]),
        Err(Blocked::Claimed.into())
    );
    let declined = run.case.decline(
        &counter(),
        DeclineGround::NotRequired,
        None,
        statement(),
        &run.ctx(),
    );
    assert_eq!(declined, Err(Blocked::Claimed.into()));
    assert!(run.case.accept(&counter_2(), &run.ctx()).is_ok());
}

#[test]
fn a_correction_stops_the_check_clock_and_starts_the_applicants() {
    let mut run = Run::new(item(), MONDAY);
    run.correct("2026-11-25 16:00", &["field:name", "material:layout"])
        .unwrap();
    assert_eq!(run.case.stage, Stage::AwaitingSupplement);
    assert_eq!(run.case.asked_for().len(), 2);
    assert_eq!(run.deadline(DeadlineKind::Check).was_kept(), Some(true));
    assert_eq!(run.due(DeadlineKind::Supplement), day("2026-12-16"));
    assert_eq!(
        run.lamp("2026-12-30 10:00"),
        "paused",
        "the applicant's lateness is not ours"
    );
    assert_eq!(
        run.accept("2026-11-25 16:01"),
        blocked_stage("awaiting-supplement", None)
    );
    assert_eq!(
        run.correct("2026-11-25 16:01", &["field:name"]),
        blocked_stage("awaiting-supplement", None)
    );
}

#[test]
fn a_correction_names_something_that_the_definition_asks_for() {
    let mut run = Run::new(item(), MONDAY);
    assert_eq!(
        run.correct(MONDAY, &[]),
        Err(Blocked::TargetsMissing.into())
    );
    for token in [
        "field:none",
        "material:none",
        "material:business-licence",
        "material:application-form",
    ] {
        let unknown = Blocked::TargetUnknown(Target::from_token(token).unwrap());
        assert_eq!(
            run.correct(MONDAY, &["field:name", token]),
            Err(unknown.into())
        );
    }
}

#[test]
fn missing_things_are_told_once() {
    let mut run = Run::new(item(), MONDAY);
    run.correct(MONDAY, &["material:layout"]).unwrap();
    run.supplement(
        "2026-11-24 10:00",
        &[],
        vec![material("layout", 3), material("rules", 2)],
    )
    .unwrap();
    let late = Target::Material("rules".into());
    assert_eq!(
        run.correct("2026-11-24 11:00", &["material:rules"]),
        Err(Blocked::OnceOnly(late).into())
    );
    run.correct("2026-11-24 11:00", &["material:layout"])
        .unwrap();
    assert_eq!(run.case.corrections.len(), 2);
    run.supplement(
        "2026-11-25 10:00",
        &[],
        vec![material("layout", 4), material("rules", 2)],
    )
    .unwrap();
    let late = Target::Field("name".into());
    assert_eq!(
        run.correct("2026-11-25 11:00", &["field:name"]),
        Err(Blocked::OnceOnly(late).into()),
        "the first notice stays the measure"
    );
}

#[test]
fn a_supplement_answers_all_that_was_asked() {
    let mut run = Run::new(item(), MONDAY);
    assert_eq!(
        run.supplement(MONDAY, &[], vec![]),
        blocked_stage("received", None)
    );
    run.correct(MONDAY, &["field:name", "material:layout"])
        .unwrap();
    let same = run.case.materials.clone();
    let new = vec![material("layout", 3), material("rules", 2)];
    assert_eq!(
        run.supplement(MONDAY, &[], new.clone()),
        Err(Blocked::StillMissing(Target::Field("name".into())).into())
    );
    assert_eq!(
        run.supplement(MONDAY, &["name"], same),
        Err(Blocked::StillMissing(layout()).into()),
        "the file that was there before is no supplement"
    );
    run.supplement("2026-11-27 10:00", &["name"], new.clone())
        .unwrap();
    assert_eq!(run.case.materials, new);
    assert_eq!(run.case.stage, Stage::Received);
    assert_eq!(
        run.deadline(DeadlineKind::Supplement).was_kept(),
        Some(true)
    );
    assert_eq!(
        run.due(DeadlineKind::Check),
        day("2026-12-04"),
        "the check starts anew"
    );
    assert!(run.case.asked_for().is_empty());
}

#[test]
fn example_l_supplement_accepted_on_the_last_day_of_the_check() {
    let mut run = Run::new(item_statutory(20), "2026-06-15 10:00");
    assert_eq!(run.due(DeadlineKind::Check), day("2026-06-23"));
    run.correct("2026-06-16 10:00", &["material:layout"])
        .unwrap();
    run.supplement("2026-06-23 09:00", &[], vec![material("layout", 3)])
        .unwrap();
    assert_eq!(run.due(DeadlineKind::Check), day("2026-06-30"));
    run.accept("2026-06-23 15:00").unwrap();
    assert_eq!(run.due(DeadlineKind::Statutory), day("2026-07-21"));
}

#[test]
fn declination_names_the_right_agency() {
    let run = Run::new(item(), MONDAY);
    let decline = |ground, agency: Option<&str>| {
        run.case.decline(
            &counter(),
            ground,
            agency.map(Into::into),
            statement(),
            &run.ctx(),
        )
    };
    let missing = Err(Refusal::from(Blocked::AgencyMissing));
    assert_eq!(decline(DeclineGround::NotOurs, None), missing);
    assert_eq!(
        decline(DeclineGround::NotOurs, Some(AGENCY)),
        missing,
        "the case's own"
    );
    let facts = decline(
        DeclineGround::NotRequired,
        Some("620103-market-supervision"),
    )
    .unwrap();
    assert!(matches!(&facts[..], [Fact::Declined { agency: None, .. }]));

    let mut ended = run.clone();
    ended.push(
        &counter(),
        decline(DeclineGround::NotOurs, Some("620103-public-security")).unwrap(),
    );
    assert_eq!(ended.case.conclusion(), Some(Conclusion::Declined));
    assert_eq!(ended.in_time(), Some(true));
    assert_eq!(ended.lamp(MONDAY), "closed-in-time");
    let again = ended.case.decline(
        &counter(),
        DeclineGround::NotRequired,
        None,
        statement(),
        &ended.ctx(),
    );
    assert_eq!(again.map(|_| ()), blocked_stage("concluded", None));
}

#[test]
fn a_return_waits_until_the_applicants_time_has_run_out() {
    let mut run = Run::new(item(), MONDAY);
    let give_back = |run: &mut Run, when| {
        run.act(when, &counter(), |case, ctx| {
            case.return_to_applicant(&counter(), statement(), ctx)
        })
    };
    assert_eq!(give_back(&mut run, MONDAY), blocked_stage("received", None));
    run.correct(MONDAY, &["material:layout"]).unwrap();
    assert_eq!(run.due(DeadlineKind::Supplement), day("2026-12-14"));
    assert_eq!(
        give_back(&mut run, "2026-12-14 23:59"),
        Err(Blocked::NotLapsed.into())
    );
    give_back(&mut run, "2026-12-15 00:00").unwrap();
    assert_eq!(run.case.conclusion(), Some(Conclusion::Returned));
    assert_eq!(
        run.deadline(DeadlineKind::Supplement).was_kept(),
        Some(false)
    );
    assert_eq!(run.in_time(), None);
}

#[test]
fn a_late_supplement_before_the_return_still_counts() {
    let mut run = Run::new(item(), MONDAY);
    run.correct(MONDAY, &["material:layout"]).unwrap();
    run.supplement("2026-12-20 10:00", &[], vec![material("layout", 3)])
        .unwrap();
    assert_eq!(run.case.stage, Stage::Received);
    assert_eq!(run.due(DeadlineKind::Check), day("2026-12-25"));
}

#[test]
fn example_d_deemed_acceptance_counts_from_the_receipt() {
    let mut run = Run::new(item_statutory(20), "2026-04-30 10:00");
    assert_eq!(run.due(DeadlineKind::Check), day("2026-05-11"));
    assert_eq!(run.deem("2026-05-11 23:59"), 0);
    assert_eq!(run.deem("2026-05-12 00:05"), 1);
    let acceptance = run.case.acceptance.clone().unwrap();
    assert!(acceptance.deemed);
    assert_eq!(acceptance.by, ActorRef::System);
    assert_eq!(acceptance.at, at("2026-05-12 00:05"));
    assert_eq!(acceptance.counts_from, at("2026-04-30 10:00"));
    assert_eq!(run.due(DeadlineKind::Statutory), day("2026-06-01"));
    assert_eq!(run.deadline(DeadlineKind::Check).was_kept(), Some(false));
    assert_eq!(
        run.due(DeadlineKind::Promised),
        day("2026-05-11"),
        "over before it was seen"
    );
    assert_eq!(run.lamp("2026-05-12 09:00"), "overdue");
    assert_eq!(
        run.deem("2026-05-13 00:05"),
        0,
        "a second run writes nothing"
    );
}

#[test]
fn past_the_check_limit_the_counter_can_only_note_what_the_law_has_done() {
    let mut run = Run::new(item_statutory(20), "2026-04-30 10:00");
    let lapsed = Err(Refusal::from(Blocked::CheckLapsed));
    assert_eq!(
        run.correct("2026-05-12 08:30", &["material:layout"]),
        lapsed
    );
    let declined = run.case.decline(
        &counter(),
        DeclineGround::NotRequired,
        None,
        statement(),
        &run.ctx(),
    );
    assert_eq!(declined.map(|_| ()), lapsed);
    run.accept("2026-05-12 08:30").unwrap();
    let acceptance = run.case.acceptance.clone().unwrap();
    assert!(acceptance.deemed);
    assert_eq!(acceptance.by, counter().by);
    assert_eq!(
        run.due(DeadlineKind::Statutory),
        day("2026-06-01"),
        "not 06-09"
    );
}

#[test]
fn after_a_supplement_deemed_acceptance_counts_from_the_supplement() {
    let mut run = Run::new(item(), MONDAY);
    run.correct(MONDAY, &["material:layout"]).unwrap();
    assert_eq!(run.deem("2026-12-10 10:00"), 0, "the applicant's turn");
    run.supplement("2026-12-10 10:00", &[], vec![material("layout", 3)])
        .unwrap();
    assert_eq!(run.deem("2026-12-18 10:00"), 1);
    let acceptance = run.case.acceptance.clone().unwrap();
    assert_eq!(acceptance.counts_from, at("2026-12-10 10:00"));
}

#[test]
fn only_the_system_deems() {
    let mut run = Run::new(item(), MONDAY);
    run.now = at("2026-12-10 10:00");
    for actor in [counter(), head(), applicant(), admin()] {
        assert!(deem(&run.case, &actor, &run.ctx()).is_empty());
    }
}

#[test]
fn none_but_the_counter_takes_in() {
    let run = Run::new(item(), MONDAY);
    for actor in [examiner(), decider(), head(), applicant(), supervisor()] {
        assert_eq!(
            run.case.accept(&actor, &run.ctx()),
            Err(Denied::Role.into())
        );
    }
    assert_eq!(
        run.case.supplement(&counter(), &[], vec![], String::new()),
        Err(Denied::Role.into())
    );
}
