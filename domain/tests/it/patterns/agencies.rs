//! Several agencies in one case: whose a step is, a case or a step that came to the wrong one, and who settles it.

use domain::authority::Role;
use domain::case::{Actor, DISPUTE_LIMIT, Fact, Party, Refusal, Stage};
use domain::limit::Limit;

use crate::script::*;
use crate::world::*;

const FIRE: &str = "620102-fire-rescue";
const OTHER: &str = "620103-market-supervision";

const JOINT: &str = r#"
start = "opinions"

[[parallel]]
key = "opinions"
branches = ["examination", "fire", "water"]
join = "all"
next = "decision"

[[step]]
key = "examination"
outcome = [{ key = "ok", next = "join" }]

[[step]]
key = "fire"
agency = { function = "fire-rescue" }
limit = 3
people = 2
outcome = [{ key = "ok", next = "join" }]

[[step]]
key = "water"
agency = { function = "water-resources" }
limit = 3
silence = { outcome = "ok", basis = { zh = "依据", en = "Basis" } }
outcome = [{ key = "ok", next = "join" }]
"#;

fn why<T: std::fmt::Debug>(result: Result<T, Refusal>) -> &'static str {
    why_not(&result.unwrap_err())
}

fn fire(number: u128) -> Actor {
    of_agency(FIRE, number, &[Role::Examiner])
}

#[test]
fn only_the_agency_whose_step_it_is_may_act() {
    let mut run = walked(JOINT, "accepted → examination fire water");
    assert_eq!(
        run.tasks(),
        [
            "examination examiner",
            "fire examiner 620102-fire-rescue",
            "water examiner 620102-water-resources"
        ]
    );
    let lead = everyone(60);
    let water = of_agency("620102-water-resources", 61, &[Role::Examiner]);
    for other in [&lead, &water, &of_agency(OTHER, 62, &[Role::Examiner])] {
        assert_eq!(why(run.does(other, "fire", "ok")), "denied-role");
        assert_eq!(
            why(run.case.claim(other, "fire", &run.ctx())),
            "denied-role"
        );
    }
    assert_eq!(
        why(run.does(&fire(63), "examination", "ok")),
        "denied-role",
        "nor they in the lead's"
    );
    let reviewer = of_agency(FIRE, 64, &[Role::Reviewer]);
    assert_eq!(why(run.does(&reviewer, "fire", "ok")), "denied-role");
    let ctx = run.ctx();
    let tasks: Vec<_> = run.case.tasks_of(&water, &ctx).collect();
    assert_eq!((tasks.len(), tasks[0].key.as_str()), (1, "water"));
    run.does(&fire(65), "fire", "ok").unwrap();
    run.does(&fire(66), "fire", "ok").unwrap();
    let done = run.case.done.last().unwrap();
    assert_eq!(done.agency.as_deref(), Some(FIRE));
    walk(
        &mut run,
        "water ok → examination\n examination ok → decision",
    );
    assert_eq!(run.case.done.last().unwrap().agency, None);
    assert!(run.case.parties().contains(FIRE) && !run.case.parties().contains(OTHER));
}

/// Each has its own clock and its own lamp; that of another agency never turns the lead's.
#[test]
fn the_others_clocks_are_their_own() {
    let run = walked(JOINT, "accepted → examination fire water");
    let deadlines = run.deadlines();
    let of_step = |step: &str| {
        let found = deadlines
            .iter()
            .find(|one| one.step.as_deref() == Some(step));
        found.unwrap().agency.clone()
    };
    assert_eq!(of_step("fire").as_deref(), Some(FIRE));
    assert_eq!(run.lamp("2026-11-27 10:00"), "due-soon");
    let own = run.case.lamp_inputs(&deadlines);
    assert_eq!(
        own.due_at.map(local).as_deref(),
        Some("2026-12-01 00:00"),
        "the promise, not the fire service's three days"
    );
    let rows = run.case.project(&run.ctx()).tasks;
    let fire = rows.iter().find(|row| row.step == "fire").unwrap();
    assert_eq!(local(fire.due_at), "2026-11-27 00:00");
}

/// While the lead waits for something, the others go on.
#[test]
fn a_pause_of_the_lead_is_none_of_the_others() {
    let mut run = walked(JOINT, "accepted → examination fire water");
    run.act(MONDAY, &head(), |case, ctx| {
        let expected = Limit::working_days(5);
        case.pause(&head(), "hearing", expected, NOTICE, statement(), ctx)
    })
    .unwrap();
    walk(
        &mut run,
        "examination ok ↛ blocked-paused
         water ok → examination fire",
    );
    let other_head = of_agency(FIRE, 70, &[Role::Head]);
    let paused = run.case.resume(&other_head, statement(), &run.ctx());
    assert_eq!(why(paused), "denied-role");
}

#[test]
fn each_head_assigns_the_agencys_own() {
    let mut run = walked(JOINT, "accepted → examination fire water");
    let chief = of_agency(FIRE, 70, &[Role::Head]);
    let give = |run: &mut Run, by: &Actor, step: &str, to: &Actor| {
        run.act(MONDAY, by, |case, ctx| case.assign(by, step, to, ctx))
    };
    give(&mut run, &chief, "fire", &fire(71)).unwrap();
    assert_eq!(
        why(give(&mut run, &chief, "examination", &examiner())),
        "denied-role"
    );
    assert_eq!(
        why(give(&mut run, &head(), "fire", &fire(72))),
        "denied-role"
    );
    assert_eq!(
        why(give(&mut run, &chief, "fire", &examiner())),
        "blocked-not-assignable"
    );
    assert_eq!(why(run.does(&fire(72), "fire", "ok")), "blocked-claimed");
    run.does(&fire(71), "fire", "ok").unwrap();
}

// 转办: the whole case

fn transfer(run: &mut Run, by: &Actor, to: &str) -> Result<(), Refusal> {
    let when = local(run.now);
    run.act(&when, by, |case, _| case.transfer(by, to, statement()))
}

fn dispute(run: &mut Run, when: &str, by: &Actor, step: Option<&str>) -> Result<(), Refusal> {
    run.act(when, by, |case, ctx| {
        case.dispute(by, step, statement(), ctx)
    })
}

fn there(number: u128) -> Actor {
    of_agency(OTHER, number, &[Role::Counter])
}

#[test]
fn a_case_goes_to_another_agency_until_it_is_accepted() {
    let mut run = begun(JOINT);
    assert_eq!(why(transfer(&mut run, &examiner(), OTHER)), "denied-role");
    assert_eq!(why(transfer(&mut run, &there(80), OTHER)), "denied-role");
    assert_eq!(
        why(transfer(&mut run, &counter(), AGENCY)),
        "blocked-agency-unfit"
    );
    run.act(MONDAY, &counter(), |case, ctx| {
        case.claim(&counter(), "acceptance", ctx)
    })
    .unwrap();
    assert_eq!(
        why(transfer(&mut run, &counter_2(), OTHER)),
        "blocked-claimed"
    );
    transfer(&mut run, &counter(), OTHER).unwrap();
    assert_eq!(run.case.agency, OTHER);
    assert_eq!(run.case.open[0].claimed_by, None, "free for its counter");
    assert_eq!(run.case.project(&run.ctx()).row.agency, OTHER);
    assert_eq!(
        local(run.case.check_from),
        "2026-11-23 10:00",
        "the applicant's time runs on"
    );
    assert_eq!(why(run.accept(MONDAY)), "denied-role");
    run.act(MONDAY, &there(80), |case, ctx| case.accept(&there(80), ctx))
        .unwrap();
    // The others' steps stay theirs, and what was the lead's is the new one's.
    assert_eq!(run.case.agency_of("examination"), OTHER);
    assert_eq!(run.case.agency_of("fire"), FIRE);
    assert_eq!(
        why(transfer(&mut run, &there(80), AGENCY)),
        "blocked-stage",
        "what was accepted is decided there"
    );
}

#[test]
fn the_agency_sends_back_what_is_not_its_own_within_two_working_days() {
    assert_eq!(DISPUTE_LIMIT, Limit::working_days(2));
    let sent = || {
        let mut run = begun(JOINT);
        transfer(&mut run, &counter(), OTHER).unwrap();
        run
    };
    // From Monday to the end of Wednesday.
    let mut late = sent();
    assert_eq!(
        why(dispute(&mut late, "2026-11-26 00:00", &there(80), None)),
        "blocked-dispute-lapsed"
    );
    let mut run = sent();
    assert_eq!(
        why(dispute(&mut run, MONDAY, &counter(), None)),
        "denied-role",
        "who sent it does not send it back"
    );
    dispute(&mut run, "2026-11-25 23:59", &there(80), None).unwrap();
    assert_eq!(run.case.agency, AGENCY);
    assert!(run.case.transfers[0].disputed);
    assert_eq!(
        why(dispute(&mut run, "2026-11-25 23:59", &counter(), None)),
        "blocked-stage",
        "it came from nowhere else"
    );
    assert_eq!(
        why(transfer(&mut run, &counter(), OTHER)),
        "blocked-agency-unfit",
        "never there and back again"
    );
    let third = "620104-market-supervision";
    transfer(&mut run, &counter(), third).unwrap();
    assert_eq!(run.case.agency, third);
    // Who has accepted it has said that it is its own.
    let mut taken = sent();
    taken
        .act(MONDAY, &there(80), |case, ctx| case.accept(&there(80), ctx))
        .unwrap();
    assert_eq!(taken.case.stage, Stage::InProcess);
    assert_eq!(
        why(dispute(&mut taken, MONDAY, &there(80), None)),
        "blocked-stage"
    );
}

// 分办异议: one step

#[test]
fn a_step_that_came_to_the_wrong_agency() {
    let mut run = walked(JOINT, "accepted → examination fire water");
    run.does(&fire(90), "fire", "ok").unwrap();
    for (by, step, reason) in [
        (counter(), "fire", "denied-role"),
        (of_agency(OTHER, 91, &[Role::Head]), "fire", "denied-role"),
        (
            of_agency(FIRE, 92, &[Role::Examiner]),
            "water",
            "denied-role",
        ),
        (examiner(), "examination", "blocked-stage"),
        (fire(93), "decision", "blocked-stage"),
    ] {
        assert_eq!(
            why(dispute(&mut run, MONDAY, &by, Some(step))),
            reason,
            "{step}"
        );
    }
    dispute(&mut run, "2026-11-24 10:00", &fire(91), Some("fire")).unwrap();
    assert_eq!(
        why(dispute(
            &mut run,
            "2026-11-24 10:00",
            &fire(91),
            Some("fire")
        )),
        "blocked-stage",
        "once"
    );
    // It is back with the lead, which has to settle it; nobody works it meanwhile.
    assert!(run.tasks().contains(&"dispatch:fire counter".to_owned()));
    assert_eq!(why(run.does(&fire(94), "fire", "ok")), "blocked-disputed");
    run.does(&examiner(), "examination", "ok").unwrap();

    let dispatch = |run: &mut Run, when: &str, by: &Actor, step: &str, to: &str| {
        run.act(when, by, |case, _| case.dispatch(by, step, to, statement()))
    };
    let noon = "2026-11-25 12:00";
    for by in [fire(95), examiner(), of_agency(FIRE, 96, &[Role::Head])] {
        assert_eq!(
            why(dispatch(&mut run, noon, &by, "fire", "620103-fire-rescue")),
            "denied-role"
        );
    }
    assert_eq!(
        why(dispatch(&mut run, noon, &counter(), "water", FIRE)),
        "blocked-stage",
        "nothing to settle"
    );
    dispatch(&mut run, noon, &counter(), "fire", "620103-fire-rescue").unwrap();
    assert_eq!(run.case.agency_of("fire"), "620103-fire-rescue");
    assert_eq!(
        local(run.case.open[0].opened_at),
        noon,
        "a clock of its own"
    );
    assert_eq!(why(run.does(&fire(97), "fire", "ok")), "denied-role");
    let there = |number| of_agency("620103-fire-rescue", number, &[Role::Examiner]);
    run.does(&there(98), "fire", "ok").unwrap();
    assert_eq!(
        run.case.open[0].key, "fire",
        "the first signature went with the dispute"
    );
    run.does(&there(99), "fire", "ok").unwrap();
    assert_eq!(
        run.case.done.last().unwrap().agency.as_deref(),
        Some("620103-fire-rescue")
    );
    assert!(run.case.parties().contains("620103-fire-rescue"));
    // Who had signed before the dispute had a hand in it all the same.
    let begun = of_agency(AGENCY, 90, &[Role::Decider]);
    walk(&mut run, "water ok → decision");
    assert_eq!(
        why(run.does(&begun, "decision", "granted")),
        "denied-separation"
    );
}

#[test]
fn the_same_agency_again_with_a_reason() {
    let mut run = walked(JOINT, "accepted → examination fire water");
    dispute(&mut run, "2026-11-24 10:00", &fire(91), Some("fire")).unwrap();
    run.act("2026-11-30 10:00", &head(), |case, _| {
        case.dispatch(&head(), "fire", FIRE, statement())
    })
    .unwrap();
    let Fact::Dispatched { agency, .. } = &run.entries.last().unwrap().fact else {
        panic!("not dispatched")
    };
    assert_eq!(agency, FIRE);
    run.does(&fire(92), "fire", "ok").unwrap();
    run.does(&fire(93), "fire", "ok").unwrap();
}

#[test]
fn a_step_is_disputed_within_two_working_days() {
    let mut run = walked(JOINT, "accepted → examination fire water");
    assert_eq!(
        why(dispute(
            &mut run,
            "2026-11-26 00:00",
            &fire(91),
            Some("fire")
        )),
        "blocked-dispute-lapsed"
    );
    dispute(&mut run, "2026-11-25 23:59", &fire(91), Some("fire")).unwrap();
}

/// Silence says nothing of a step of which it is not known whose it is.
#[test]
fn what_is_disputed_does_not_fall_silent() {
    let mut run = walked(JOINT, "accepted → examination fire water");
    let water = of_agency("620102-water-resources", 61, &[Role::Head]);
    dispute(&mut run, "2026-11-24 10:00", &water, Some("water")).unwrap();
    run.elapse("2026-12-03 10:00");
    assert_eq!(run.opened(), "examination fire water");
    run.act("2026-12-03 10:00", &counter(), |case, _| {
        case.dispatch(&counter(), "water", "620100-water-resources", statement())
    })
    .unwrap();
    walk(
        &mut run,
        "on 2026-12-08 23:59 → examination fire water
         on 2026-12-09 00:00 → examination fire",
    );
}

/// A party that nobody named is the case's own agency.
#[test]
fn a_step_without_a_party_is_the_leads() {
    let definition = sound(JOINT);
    let mut run = Run::of(
        definition.item.clone(),
        domain::case::Received {
            parties: vec![Party {
                step: "fire".into(),
                agency: FIRE.into(),
            }],
            ..received()
        },
        at(MONDAY),
    );
    run.accept(MONDAY).unwrap();
    assert_eq!(run.case.agency_of("water"), AGENCY);
    run.does(&examiner(), "water", "ok").unwrap();
}
