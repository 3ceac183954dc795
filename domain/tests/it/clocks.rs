//! The clocks of a case beside one another: pauses, extensions, joint handling, renewal, supervision,
//! and a calendar that came late.

use domain::authority::Role;
use domain::case::{
    Actor, Blocked, Case, Consulted, Critical, DeadlineKind, Decision, Denied, ExcludedTime, Fact,
    Opinion, Received, Refusal, Renewal, Stage, SupervisionOrder,
};
use domain::catalogue::{CaseKind, ServiceItem};
use domain::identifier::LicenceNo;
use domain::limit::{Limit, Unit};

use crate::world::*;

fn pause(run: &mut Run, when: &str, reason: &str, expected: &str) -> Result<(), Refusal> {
    let expected: Limit = expected.parse().unwrap();
    run.act(when, &examiner(), |case, ctx| {
        case.pause(&examiner(), reason, expected, NOTICE, statement(), ctx)
    })
}

fn resume(run: &mut Run, when: &str) -> Result<(), Refusal> {
    run.act(when, &examiner(), |case, ctx| {
        case.resume(&examiner(), statement(), ctx)
    })
}

fn extend(run: &mut Run, when: &str, by: &Actor, value: u32) -> Result<(), Refusal> {
    run.act(when, by, |case, ctx| {
        case.extend(by, value, NOTICE, statement(), ctx)
    })
}

/// The sample with a statutory limit of 20 working days and a promise as long.
fn twenty() -> ServiceItem {
    let mut item = item_statutory(20);
    item.limits.promised.value = 20;
    item
}

// Pauses (行政许可法 45)

#[test]
fn example_e_on_a_case() {
    let mut run = Run::accepted(twenty(), "2026-03-02 10:00");
    assert_eq!(run.due(DeadlineKind::Statutory), day("2026-03-30"));
    pause(&mut run, "2026-03-12 15:00", "hearing", "8wd").unwrap();
    let announced = run.deadline(DeadlineKind::Statutory);
    assert!(announced.stopped);
    assert_eq!(
        announced.counted.due_on,
        day("2026-04-10"),
        "as was announced: until 24 March"
    );
    resume(&mut run, "2026-03-24 09:00").unwrap();
    assert_eq!(run.due(DeadlineKind::Statutory), day("2026-04-10"));
    assert_eq!(run.due(DeadlineKind::Promised), day("2026-04-10"));
    let explanation = run.explained(DeadlineKind::Statutory);
    assert_eq!(explanation.pauses[0].from, day("2026-03-12"));
    assert_eq!(explanation.pauses[0].to, day("2026-03-24"));
}

#[test]
fn the_lamp_stands_still_and_nothing_is_signalled() {
    let mut run = Run::accepted(item(), "2026-11-23 10:00");
    pause(&mut run, "2026-11-23 11:00", "expert-review", "10wd").unwrap();
    assert_eq!(run.lamp("2026-12-03 10:00"), "paused");
    assert!(run.signal("2026-12-03 10:00").is_empty());
    assert_eq!(
        run.signal("2026-12-04 10:00"),
        ["pause(3) due-soon 2026-12-04 00:00"]
    );
    assert_eq!(
        run.signal("2026-12-08 00:00"),
        ["pause(3) overdue 2026-12-08 00:00"],
        "it outlives the days that were announced"
    );
    assert_eq!(run.lamp("2026-12-08 00:00"), "overdue");
    resume(&mut run, "2026-12-08 10:00").unwrap();
    assert_eq!(run.lamp("2026-12-08 10:00"), "normal");
    assert_eq!(run.due(DeadlineKind::Promised), day("2026-12-15"));
    assert!(
        run.deadlines()
            .iter()
            .all(|deadline| deadline.kind != DeadlineKind::Pause)
    );
}

#[test]
fn a_mark_that_moved_away_is_crossed_again() {
    let mut run = Run::accepted(item(), "2026-11-23 10:00");
    let statutory = |said: Vec<String>| {
        said.into_iter()
            .filter(|one| one.starts_with("statutory"))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        statutory(run.signal("2026-12-04 09:00")),
        ["statutory due-soon 2026-12-04 00:00"]
    );
    extend(&mut run, "2026-12-04 10:00", &head(), 10).unwrap();
    assert!(statutory(run.signal("2026-12-08 10:00")).is_empty());
    assert_eq!(
        statutory(run.signal("2026-12-22 10:00")),
        [
            "statutory due-soon 2026-12-17 00:00",
            "statutory statutory-overdue 2026-12-22 00:00"
        ]
    );
}

#[test]
fn what_had_run_out_before_is_not_stopped() {
    let mut run = Run::accepted(item(), "2026-11-23 10:00");
    pause(&mut run, "2026-12-02 10:00", "hearing", "20wd").unwrap();
    let promised = run.deadline(DeadlineKind::Promised);
    assert!(!promised.stopped, "late is late");
    assert_eq!(promised.counted.due_on, day("2026-11-30"));
    assert_eq!(run.lamp("2026-12-02 10:01"), "overdue");
    assert!(run.deadline(DeadlineKind::Statutory).stopped);
}

#[test]
fn refusals_of_a_pause() {
    let mut run = Run::new(item(), "2026-11-23 10:00");
    let stage = pause(&mut run, "2026-11-23 10:00", "hearing", "5wd").unwrap_err();
    assert!(matches!(stage, Refusal::Blocked(Blocked::Stage { .. })));
    run.accept("2026-11-23 10:00").unwrap();
    for reason in ["site-check", "public-notice", ""] {
        assert_eq!(
            pause(&mut run, "2026-11-23 11:00", reason, "5wd"),
            Err(Blocked::PauseReason.into()),
            "{reason}"
        );
    }
    for expected in ["181wd", "24h", "2mo"] {
        assert_eq!(
            pause(&mut run, "2026-11-23 11:00", "hearing", expected),
            Err(Blocked::PauseLength(180).into())
        );
    }
    assert_eq!(
        run.case.pause(
            &reviewer(),
            "hearing",
            Limit::working_days(5),
            NOTICE,
            statement(),
            &run.ctx()
        ),
        Err(Denied::Role.into()),
        "the step is the examiner's"
    );
    assert_eq!(
        resume(&mut run, "2026-11-23 11:00"),
        Err(Blocked::NotPaused.into())
    );
    pause(&mut run, "2026-11-23 11:00", "hearing", "5wd").unwrap();
    assert_eq!(
        pause(&mut run, "2026-11-23 12:00", "hearing", "5wd"),
        Err(Blocked::Paused.into())
    );
    assert_eq!(
        run.step("2026-11-23 12:00", &examiner(), "examination", "pass"),
        Err(Blocked::Paused.into()),
        "nothing goes on while the clock stands still"
    );
    let mut decided = Run::accepted(item(), "2026-11-23 10:00").to("decision");
    decided
        .decide("2026-11-23 15:00", &decider(), Decision::Granted)
        .unwrap();
    let late = pause(&mut decided, "2026-11-23 16:00", "hearing", "5wd");
    assert!(matches!(late, Err(Refusal::Blocked(Blocked::Stage { .. }))));
}

#[test]
fn a_reason_outside_article_45_is_the_definitions_and_is_reported() {
    let own = "[[special-procedure]]\nkey = \"public-notice\"\nname = { zh = \"公示\", en = \"Public notice\" }\ndays = 7\n\n[[step]]";
    let mut run = Run::accepted(item_with("[[step]]", own), "2026-11-23 10:00");
    assert_eq!(
        pause(&mut run, "2026-11-23 11:00", "public-notice", "8d"),
        Err(Blocked::PauseLength(7).into())
    );
    pause(&mut run, "2026-11-23 11:00", "public-notice", "7d").unwrap();
    assert!(!run.case.open_pause().unwrap().legal);
    assert_eq!(
        run.entries.last().unwrap().fact.key(),
        "paused-without-basis"
    );
    // Nobody but the law stops the law's clock.
    assert!(run.deadline(DeadlineKind::Promised).stopped);
    assert!(!run.deadline(DeadlineKind::Statutory).stopped);
    let reported = run.case.project(&run.ctx()).warnings;
    assert_eq!(reported[0].warning.level.key(), "no-legal-basis");
    for reason in ExcludedTime::ALL {
        let mut legal = Run::accepted(item(), "2026-11-23 10:00");
        pause(&mut legal, "2026-11-23 11:00", reason.key(), "5wd").unwrap();
        assert!(legal.case.project(&legal.ctx()).warnings.is_empty());
    }
}

// Extension (行政许可法 42)

#[test]
fn example_f_on_a_case() {
    let mut run = Run::accepted(twenty(), "2025-12-15 10:00");
    assert_eq!(run.due(DeadlineKind::Statutory), day("2026-01-13"));
    extend(&mut run, "2026-01-13 23:59", &head(), 10).unwrap();
    assert_eq!(run.due(DeadlineKind::Statutory), day("2026-01-27"));
    assert_eq!(
        run.due(DeadlineKind::Promised),
        day("2026-01-13"),
        "a promise is nobody's to extend"
    );
    assert_eq!(
        extend(&mut run, "2026-01-14 10:00", &head(), 1),
        Err(Blocked::Extended.into())
    );
}

#[test]
fn refusals_of_an_extension() {
    let accepted = Run::accepted(twenty(), "2025-12-15 10:00");
    let mut run = accepted.clone();
    assert_eq!(
        extend(&mut run, "2026-01-14 00:00", &head(), 10),
        Err(Blocked::Expired.into())
    );
    for value in [0, 11] {
        assert_eq!(
            extend(&mut run, "2026-01-13 10:00", &head(), value),
            Err(Blocked::ExtensionLength(10).into())
        );
    }
    for other in [examiner(), decider(), government_head(), supervisor()] {
        assert_eq!(
            extend(&mut run, "2026-01-13 10:00", &other, 10),
            Err(Denied::Role.into())
        );
    }
    let mut received = Run::new(twenty(), "2025-12-15 10:00");
    assert!(extend(&mut received, "2025-12-16 10:00", &head(), 10).is_err());
    let mut no_rule = twenty();
    no_rule.item_type = domain::catalogue::ItemType::Confirmation;
    let mut run = Run::accepted(no_rule, "2025-12-15 10:00");
    assert_eq!(
        extend(&mut run, "2026-01-13 10:00", &head(), 10),
        Err(Blocked::NotExtendable.into())
    );
    // While the clock stands still it has not run out.
    let mut paused = accepted;
    pause(&mut paused, "2026-01-12 10:00", "hearing", "30wd").unwrap();
    extend(&mut paused, "2026-01-20 10:00", &head(), 10).unwrap();
}

// Joint handling (行政许可法 26, 42(2))

const JOINT: &str = "[[consultation]]
key = \"housing\"
name = { zh = \"住建\", en = \"Housing\" }
function = \"housing\"
limit = 5
deemed-consent = true
basis = { zh = \"条例\", en = \"Rule\" }

[[consultation]]
key = \"ecology\"
name = { zh = \"生态\", en = \"Ecology\" }
function = \"ecology\"
limit = \"14d\"

[[step]]";

fn joint(when: &str) -> Run {
    let mut item = item_with("[[step]]", JOINT);
    item.kind = CaseKind::Joint;
    item.limits.statutory.as_mut().unwrap().value = 45;
    item.limits.promised.value = 20;
    let consulted = |key: &str| Consulted {
        key: key.into(),
        agency: format!("620100-{key}"),
    };
    let received = Received {
        kind: CaseKind::Joint,
        consulted: vec![consulted("housing"), consulted("ecology")],
        ..received()
    };
    let mut run = Run::of(item, received, at(when));
    run.accept(when).unwrap();
    run
}

fn of_agency(number: u128, agency: &str) -> Actor {
    Actor {
        agency: Some(agency.into()),
        ..officer(number, &[Role::Examiner])
    }
}

fn answer(run: &mut Run, when: &str, by: &Actor) -> Result<(), Refusal> {
    run.act(when, by, |case, _| {
        case.give_opinion(by, Opinion::Agrees, statement())
    })
}

fn critical(run: &Run) -> Option<Critical> {
    run.case.critical(&run.deadlines())
}

#[test]
fn example_g_on_a_case() {
    let mut run = joint("2026-09-01 10:00");
    assert_eq!(run.due(DeadlineKind::Statutory), day("2026-11-09"));
    assert_eq!(
        extend(&mut run, "2026-10-12 10:00", &head(), 15),
        Err(Denied::Role.into()),
        "in joint handling it is the government's"
    );
    let government = Actor {
        agency: Some("620100-government".into()),
        ..government_head()
    };
    extend(&mut run, "2026-10-12 10:00", &government, 15).unwrap();
    assert_eq!(run.due(DeadlineKind::Statutory), day("2026-11-30"));
}

#[test]
fn each_agency_has_a_clock_and_the_last_is_critical() {
    let mut run = joint("2026-11-23 10:00");
    let clocks: Vec<_> = run
        .deadlines()
        .into_iter()
        .filter(|deadline| deadline.kind == DeadlineKind::Opinion)
        .map(|deadline| (deadline.agency.unwrap(), deadline.counted.due_on))
        .collect();
    assert_eq!(
        clocks,
        [
            ("620100-housing".to_owned(), day("2026-11-30")),
            ("620100-ecology".to_owned(), day("2026-12-07"))
        ]
    );
    assert_eq!(critical(&run), Some(Critical::Consulted("ecology".into())));
    let tasks = run.case.project(&run.ctx()).tasks;
    let theirs: Vec<_> = tasks
        .iter()
        .filter_map(|task| Some((task.agency.clone()?, task.step.as_str())))
        .collect();
    assert_eq!(
        theirs,
        [
            ("620100-housing".to_owned(), "opinion:housing"),
            ("620100-ecology".to_owned(), "opinion:ecology")
        ]
    );
    answer(
        &mut run,
        "2026-11-24 10:00",
        &of_agency(60, "620100-ecology"),
    )
    .unwrap();
    assert_eq!(critical(&run), Some(Critical::Consulted("housing".into())));
    answer(
        &mut run,
        "2026-11-24 11:00",
        &of_agency(61, "620100-housing"),
    )
    .unwrap();
    assert_eq!(critical(&run), Some(Critical::Lead));
}

#[test]
fn an_agency_says_its_own_and_no_more() {
    let mut run = joint("2026-11-23 10:00");
    let housing = of_agency(60, "620100-housing");
    assert_eq!(
        run.case.record_step(
            &housing,
            "examination",
            recording("pass", &statement()),
            &run.ctx()
        ),
        Err(Denied::Role.into()),
        "the examination is the lead agency's"
    );
    for other in [examiner(), of_agency(61, "620100-else")] {
        assert_eq!(
            run.case.give_opinion(&other, Opinion::Agrees, statement()),
            Err(Denied::Role.into())
        );
    }
    answer(&mut run, "2026-11-24 10:00", &housing).unwrap();
    assert_eq!(
        answer(&mut run, "2026-11-24 11:00", &housing),
        Err(Blocked::OpinionNotAsked.into())
    );
}

#[test]
fn silence_is_consent_only_where_the_definition_says_so() {
    let mut run = joint("2026-11-23 10:00").to("decision");
    assert_eq!(
        run.decide("2026-11-24 10:00", &decider(), Decision::Granted),
        Err(Blocked::OpinionsPending.into())
    );
    let deem = |run: &mut Run, when: &str| {
        run.now = at(when);
        let facts = run.case.deem_consent(&Actor::SYSTEM, &run.ctx());
        let keys: Vec<_> = facts
            .iter()
            .map(|fact| match fact {
                Fact::ConsentDeemed { key } => key.clone(),
                other => panic!("{other:?}"),
            })
            .collect();
        run.push(&Actor::SYSTEM, facts);
        keys
    };
    assert!(deem(&mut run, "2026-11-30 23:59").is_empty());
    assert_eq!(deem(&mut run, "2026-12-31 10:00"), ["housing"]);
    assert!(deem(&mut run, "2026-12-31 10:01").is_empty(), "once");
    assert_eq!(
        run.decide("2026-12-31 10:00", &decider(), Decision::Granted),
        Err(Blocked::OpinionsPending.into()),
        "the other one has to speak"
    );
    answer(
        &mut run,
        "2026-12-31 10:00",
        &of_agency(60, "620100-ecology"),
    )
    .unwrap();
    run.decide("2026-12-31 11:00", &decider(), Decision::Granted)
        .unwrap();
    assert_eq!(critical(&run), None);
}

// Starts and cut-offs

#[test]
fn a_cut_off_hour_moves_what_arrives_late() {
    let received = Received {
        cut_off: Some("18:00".parse().unwrap()),
        ..received()
    };
    let mut run = Run::of(item(), received, at("2026-11-20 19:30"));
    assert_eq!(run.due(DeadlineKind::Check), day("2026-11-30"));
    run.deem("2026-12-01 00:00");
    assert_eq!(
        run.deadline(DeadlineKind::Promised).counted.start_on,
        day("2026-11-23"),
        "back-dated to the day that it counts as received"
    );
    let accepted_in_the_evening = Received {
        cut_off: Some("18:00".parse().unwrap()),
        ..self::received()
    };
    let mut run = Run::of(item(), accepted_in_the_evening, at("2026-11-20 10:00"));
    run.accept("2026-11-20 20:00").unwrap();
    assert_eq!(
        run.deadline(DeadlineKind::Promised).counted.start_on,
        day("2026-11-20"),
        "an act of the agency's own is no arrival"
    );
}

fn received() -> Received {
    crate::world::received()
}

#[test]
fn a_limit_from_the_receipt_waits_for_what_is_complete() {
    let from = "unit = \"working-day\"\nstart = \"acceptance\"\nbasis = { zh = \"某法";
    let item = item_with(from, &from.replace("acceptance", "receipt"));
    let mut run = Run::new(item, "2026-11-23 10:00");
    assert_eq!(run.due(DeadlineKind::Statutory), day("2026-12-07"));
    run.correct("2026-11-24 10:00", &["material:layout"])
        .unwrap();
    assert!(
        run.deadlines()
            .iter()
            .all(|deadline| deadline.kind != DeadlineKind::Statutory),
        "nothing complete has been received"
    );
    run.supplement("2026-11-30 10:00", &[], vec![material("layout", 3)])
        .unwrap();
    assert_eq!(run.due(DeadlineKind::Statutory), day("2026-12-14"));
}

#[test]
fn a_step_may_be_counted_in_hours() {
    let mut item = item();
    item.steps[0].limit = Some(Limit::new(36, Unit::Hour));
    let run = Run::accepted(item, "2026-11-23 10:00");
    assert_eq!(
        local(run.deadline(DeadlineKind::Step).counted.due_at),
        "2026-11-24 22:00"
    );
}

#[test]
fn the_definition_says_when_it_is_due_soon() {
    let rule = "[warning]\nused-percent = 50\ndays-left = 3\n\n[fee]";
    let run = Run::accepted(item_with("[fee]", rule), "2026-11-23 10:00");
    let soon = run.deadline(DeadlineKind::Statutory).counted.soon_at;
    assert_eq!(local(soon), "2026-11-30 00:00");
}

// Renewal (行政许可法 50)

fn renewal(timely: bool) -> Received {
    Received {
        renews: Some(Renewal {
            licence: LicenceNo::new("11100000000013338W011", ISSUER, "2021000001", 1).unwrap(),
            expires_on: day("2026-12-31"),
            timely,
        }),
        ..received()
    }
}

fn deem_renewed(run: &mut Run, when: &str) -> usize {
    run.now = at(when);
    let facts = run.case.deem_renewed(&Actor::SYSTEM, &run.ctx());
    let count = facts.len();
    run.push(&Actor::SYSTEM, facts);
    count
}

#[test]
fn a_licence_that_runs_out_undecided_is_renewed() {
    let mut run = Run::of(item(), renewal(true), at("2026-11-19 10:00"));
    assert_eq!(run.due(DeadlineKind::Renewal), day("2026-12-31"));
    run.accept("2026-11-19 11:00").unwrap();
    assert_eq!(deem_renewed(&mut run, "2026-12-31 23:59"), 0);
    assert_eq!(deem_renewed(&mut run, "2027-01-01 00:00"), 1);
    assert_eq!(deem_renewed(&mut run, "2027-01-01 00:01"), 0, "once");
    let decision = run.case.decision.as_ref().unwrap();
    assert!(decision.deemed && decision.decision == Decision::Granted);
    assert_eq!(run.case.open_step(), Some("licence"));
    assert_eq!(run.in_time(), Some(false), "nobody decided");
    run.issue("2027-01-04 10:00", &issuer()).unwrap();
    let licence = run.case.licence.as_ref().unwrap();
    assert_eq!(
        licence.valid_until,
        Some(day("2031-12-31")),
        "it goes on from where the old one ended"
    );
}

#[test]
fn silence_renews_only_what_was_asked_in_time_and_whole() {
    let mut late = Run::of(item(), renewal(false), at("2026-12-20 10:00"));
    late.accept("2026-12-20 10:00").unwrap();
    assert_eq!(deem_renewed(&mut late, "2027-01-05 10:00"), 0);

    let mut waiting = Run::of(item(), renewal(true), at("2026-11-19 10:00"));
    waiting
        .correct("2026-11-20 10:00", &["material:layout"])
        .unwrap();
    assert_eq!(deem_renewed(&mut waiting, "2027-01-05 10:00"), 0);

    let mut decided = Run::of(item(), renewal(true), at("2026-11-19 10:00"));
    decided.accept("2026-11-19 10:00").unwrap();
    let mut decided = decided.to("decision");
    decided
        .decide("2026-11-20 10:00", &decider(), Decision::Refused)
        .unwrap();
    assert_eq!(deem_renewed(&mut decided, "2027-01-05 10:00"), 0);

    let mut unaccepted = Run::of(item(), renewal(true), at("2026-12-31 10:00"));
    assert_eq!(deem_renewed(&mut unaccepted, "2027-01-01 00:00"), 1);
    assert_eq!(unaccepted.case.stage, Stage::InProcess);
    let open: Vec<_> = unaccepted.case.open.iter().map(|open| &open.key).collect();
    assert_eq!(open, ["licence"], "there is nothing left to check");
}

#[test]
fn one_silence_after_the_other_leaves_one_step_open() {
    for whole in [Case::elapse, Case::lapse] {
        // Received, and nobody has looked at it since: accepted by silence, and then renewed by silence.
        let mut run = Run::of(item(), renewal(true), at("2026-11-19 10:00"));
        run.now = at("2027-01-05 10:00");
        let mut rounds = Vec::new();
        loop {
            let facts = whole(&run.case, &Actor::SYSTEM, &run.ctx());
            let Some(last) = facts.last() else { break };
            rounds.push(last.key());
            run.push(&Actor::SYSTEM, facts);
        }
        assert_eq!(rounds, ["deemed-accepted", "deemed-renewed"]);
        let open: Vec<_> = run.case.open.iter().map(|open| &open.key).collect();
        assert_eq!(open, ["licence"]);
    }
}

#[test]
fn what_the_applicant_still_owes_keeps_silence_from_renewing() {
    let owing = || {
        let mut run = Run::of(
            item(),
            Received {
                materials: vec![material("layout", 1)],
                tolerated: vec!["rules".into()],
                ..renewal(true)
            },
            at("2026-11-19 10:00"),
        );
        run.accept("2026-11-19 11:00").unwrap();
        run
    };
    let whole = || vec![material("layout", 1), material("rules", 3)];
    let mut owed = owing();
    assert_eq!(deem_renewed(&mut owed, "2027-01-05 10:00"), 0);
    owed.supplement("2027-01-05 10:00", &[], whole()).unwrap();
    assert_eq!(
        deem_renewed(&mut owed, "2027-01-06 10:00"),
        0,
        "it was not whole when the licence ran out"
    );
    let mut settled = owing();
    settled
        .supplement("2026-12-31 10:00", &[], whole())
        .unwrap();
    assert_eq!(deem_renewed(&mut settled, "2027-01-05 10:00"), 1);
}

// Supervision orders and ratings

#[test]
fn an_order_has_a_clock_until_it_is_answered() {
    let mut run = Run::accepted(item(), "2026-11-23 10:00");
    let order = |run: &mut Run, when: &str, limit: u32| {
        run.act(when, &supervisor(), |case, _| {
            case.order(&supervisor(), new_order(limit))
        })
    };
    assert_eq!(
        order(&mut run, "2026-11-23 11:00", 31),
        Err(Blocked::OrderLength(30).into())
    );
    order(&mut run, "2026-11-23 11:00", 3).unwrap();
    assert_eq!(run.due(DeadlineKind::OrderReply), day("2026-11-26"));
    let tasks = run.case.project(&run.ctx()).tasks;
    assert_eq!(tasks[1].step, "order-reply:3");
    assert_eq!(tasks[1].role, Role::Head);
    assert!(
        run.signal("2026-11-27 00:00")
            .contains(&"order-reply(3) overdue 2026-11-27 00:00".into())
    );
    run.act("2026-11-27 10:00", &head(), |case, _| {
        case.answer_order(&head(), statement())
    })
    .unwrap();
    assert_eq!(
        run.deadline(DeadlineKind::OrderReply).was_kept(),
        Some(false)
    );
    assert_eq!(
        run.case.answer_order(&head(), statement()),
        Err(Blocked::NoOrder.into())
    );
    let mut ended = Run::accepted(item(), "2026-11-23 10:00").to("end");
    order(&mut ended, "2026-11-24 11:00", 3).unwrap();
    assert_eq!(ended.case.project(&ended.ctx()).tasks.len(), 1);
}

#[test]
fn an_answer_is_accepted_or_sent_back_and_silence_goes_one_level_up() {
    let mut run = Run::accepted(item(), "2026-11-23 10:00");
    let first = run.case.seq + 1;
    run.act("2026-11-23 11:00", &supervisor(), |case, _| {
        case.order(&supervisor(), new_order(3))
    })
    .unwrap();
    let review = |run: &mut Run, when: &str, accept: bool| {
        run.act(when, &supervisor(), |case, _| match accept {
            true => case.accept_answer(&supervisor(), first, None),
            false => {
                let limit = Limit::working_days(1);
                case.send_answer_back(&supervisor(), first, limit, statement())
            }
        })
    };
    let raise = |run: &mut Run, when: &str| {
        run.act(when, &Actor::SYSTEM, |case, ctx| {
            let above = |order: &SupervisionOrder| {
                Some(
                    if order.raised.is_empty() {
                        "620100"
                    } else {
                        "620000"
                    }
                    .to_owned(),
                )
            };
            Ok(case.raise_orders(&Actor::SYSTEM, above, ctx))
        })
        .unwrap();
        run.case.orders[0].raised.len()
    };
    let nothing = Err(Blocked::NoOrder.into());
    assert_eq!(
        review(&mut run, "2026-11-24 10:00", true),
        nothing,
        "there is no answer"
    );
    assert_eq!(
        raise(&mut run, "2026-11-26 23:59"),
        0,
        "the time is not over"
    );
    assert_eq!(raise(&mut run, "2026-11-27 00:00"), 1);
    assert_eq!(raise(&mut run, "2026-12-27 00:00"), 1, "once");
    let answer = |run: &mut Run, when: &str| {
        run.act(when, &head(), |case, _| {
            case.answer_order(&head(), statement())
        })
    };
    answer(&mut run, "2026-12-28 10:00").unwrap();
    review(&mut run, "2026-12-28 11:00", false).unwrap();
    assert_eq!(run.due(DeadlineKind::OrderReply), day("2026-12-29"));
    assert_eq!(raise(&mut run, "2026-12-30 00:00"), 2, "a new time ran out");
    answer(&mut run, "2026-12-30 10:00").unwrap();
    assert_eq!(answer(&mut run, "2026-12-30 10:01"), nothing);
    review(&mut run, "2026-12-30 11:00", true).unwrap();
    assert_eq!(
        review(&mut run, "2026-12-30 11:01", true),
        nothing,
        "it is over"
    );
    let lift = run.act("2026-12-30 12:00", &supervisor(), |case, _| {
        case.lift_order(&supervisor(), first, statement())
    });
    assert_eq!(lift, nothing);
    let order = &run.case.orders[0];
    assert_eq!(
        (order.sent_back, order.closed.as_ref().unwrap().accepted),
        (1, true)
    );
}

#[test]
fn an_order_is_lifted_only_by_supervision() {
    let mut run = Run::accepted(item(), "2026-11-23 10:00");
    let first = run.case.seq + 1;
    run.act("2026-11-23 11:00", &supervisor(), |case, _| {
        case.order(&supervisor(), new_order(3))
    })
    .unwrap();
    let refused = run.case.lift_order(&head(), first, statement());
    assert_eq!(refused, Err(Denied::Role.into()));
    run.act("2026-11-23 12:00", &supervisor(), |case, _| {
        case.lift_order(&supervisor(), first, statement())
    })
    .unwrap();
    assert_eq!(
        run.case.project(&run.ctx()).tasks.len(),
        1,
        "nobody need answer it"
    );
    assert_eq!(
        run.case.answer_order(&head(), statement()),
        Err(Blocked::NoOrder.into())
    );
}

#[test]
fn a_bad_rating_is_followed_up() {
    let rated = |level| {
        let mut run = Run::accepted(item(), "2026-11-23 10:00").to("end");
        run.act("2026-11-24 10:00", &applicant(), |case, ctx| {
            rating(case, &applicant(), level, ctx)
        })
        .unwrap();
        run
    };
    let has_clock = |run: &Run| {
        run.deadlines()
            .iter()
            .any(|deadline| deadline.kind == DeadlineKind::RatingFollowUp)
    };
    assert!(!has_clock(&rated(3)));
    let mut run = rated(2);
    assert_eq!(run.due(DeadlineKind::RatingContact), day("2026-11-25"));
    assert_eq!(run.due(DeadlineKind::RatingFollowUp), day("2026-12-01"));
    assert_eq!(
        run.signal("2026-12-02 00:00"),
        [
            "rating-contact due-soon 2026-11-25 00:00",
            "rating-contact overdue 2026-11-26 00:00",
            "rating-follow-up due-soon 2026-11-30 00:00",
            "rating-follow-up overdue 2026-12-02 00:00"
        ]
    );
    assert_eq!(
        run.case.follow_up(&head(), statement()),
        Err(Blocked::NotContacted.into())
    );
    let tasks = |run: &Run| {
        let tasks = run.case.project(&run.ctx()).tasks;
        tasks.into_iter().map(|task| task.step).collect::<Vec<_>>()
    };
    assert_eq!(tasks(&run), ["rating-contact"]);
    run.act("2026-12-02 09:00", &head(), |case, _| {
        case.contact_rater(&head(), true, statement())
    })
    .unwrap();
    // Complex is what the agency says it is, with its reason: fifteen days, from the rating all the same.
    assert_eq!(run.due(DeadlineKind::RatingFollowUp), day("2026-12-15"));
    assert_eq!(tasks(&run), ["rating-follow-up"]);
    run.act("2026-12-02 10:00", &head(), |case, _| {
        case.follow_up(&head(), statement())
    })
    .unwrap();
    assert!(run.case.project(&run.ctx()).tasks.is_empty());
    assert_eq!(
        run.case.follow_up(&head(), statement()),
        Err(Blocked::NothingToFollowUp.into())
    );
}

// A notice that came late

#[test]
fn a_late_notice_moves_open_cases_and_says_why() {
    let mut run = Run::accepted(item_statutory(20), "2026-12-21 10:00");
    let before = run.deadline(DeadlineKind::Statutory).counted;
    assert!(before.provisional);
    let recalculate = |run: &mut Run| {
        let facts = run.case.recalculate(
            &Actor::SYSTEM,
            &OTHER_CALENDAR,
            "State Council notice of 2027",
            &run.ctx(),
        );
        run.push(&Actor::SYSTEM, facts.clone());
        facts
    };
    run.now = at("2026-12-22 10:00");
    let facts = recalculate(&mut run);
    let [
        Fact::Recalculated {
            calendar, moved, ..
        },
    ] = &facts[..]
    else {
        panic!("{facts:?}")
    };
    assert_eq!(calendar, OTHER_CALENDAR.version());
    assert_eq!(moved.len(), 1);
    assert_eq!(
        (moved[0].from, moved[0].to),
        (before.due_on, run.due(DeadlineKind::Statutory))
    );
    assert!(!run.deadline(DeadlineKind::Statutory).counted.provisional);
    assert!(recalculate(&mut run).is_empty(), "once");
    assert_eq!(run.case.project(&run.ctx()).moved.len(), 1);
}

#[test]
fn a_closed_case_keeps_the_calendar_it_was_judged_by() {
    let run = Run::accepted(item(), "2026-12-30 10:00").to("end");
    let facts = run
        .case
        .recalculate(&Actor::SYSTEM, &OTHER_CALENDAR, "notice", &run.ctx());
    assert!(facts.is_empty());
    assert_eq!(run.case.calendar.as_deref(), Some(CALENDAR.version()));
}

// Days on which clocks go wrong first

#[test]
fn every_clock_on_the_days_that_hurt() {
    for start in [
        "2026-02-13 17:30",
        "2026-02-14 10:00",
        "2026-02-23 09:00",
        "2026-09-30 23:59",
        "2026-12-31 23:50",
        "2027-02-04 10:00",
        "2027-12-31 10:00",
        "2028-02-29 09:00",
    ] {
        let mut run = Run::accepted(twenty(), start);
        pause(&mut run, start, "expert-review", "10d").unwrap();
        let announced = run.due(DeadlineKind::Statutory);
        resume(&mut run, start).unwrap();
        let plain = run.due(DeadlineKind::Statutory);
        assert!(plain < announced, "{start}: a pause never shortens");
        extend(&mut run, start, &head(), 10).unwrap();
        for deadline in run.deadlines() {
            let explanation = deadline.explain(&run.ctx()).unwrap();
            let working = &CALENDAR.statutory;
            assert_eq!(explanation.due_on, deadline.counted.due_on);
            assert!(working.is_working(deadline.counted.due_on), "{start}");
            assert!(
                explanation
                    .counted
                    .iter()
                    .all(|day| working.is_working(*day))
            );
        }
        let extended = run.deadline(DeadlineKind::Statutory).counted;
        assert_eq!(
            CALENDAR
                .statutory
                .working_days_between(extended.start_on, extended.due_on),
            30,
            "{start}"
        );
        assert_eq!(
            extended.provisional,
            CALENDAR.statutory.is_provisional(extended.due_on.year())
                || CALENDAR.statutory.is_provisional(extended.start_on.year()),
            "{start}"
        );
        let later = local(extended.due_at);
        let said = run.signal(&later);
        assert!(
            said.iter()
                .any(|one| one.starts_with("statutory statutory-overdue"))
        );
        assert!(run.signal(&later).is_empty(), "{start}: each once");
    }
}
