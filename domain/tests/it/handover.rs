//! Who has a case or a task: transfer, dispute, dispatch, assignment, and substitutes.

use domain::authority::Role;
use domain::case::{Actor, ActorRef, Blocked, Denied, Fact, Party, Refusal};
use jiff::civil::date;

use crate::world::*;

const MONDAY: &str = "2026-11-23 10:00";
const ELSEWHERE: &str = "620103-market-supervision";
const FIRE: &str = "620102-fire-rescue";

fn of(agency: &str, number: u128, roles: &[Role]) -> Actor {
    Actor {
        agency: Some(agency.into()),
        ..officer(number, roles)
    }
}

/// `number` in the place of `absent`, with the roles that they have.
fn in_place(number: u128, absent: u128, roles: &[Role]) -> Actor {
    Actor {
        by: ActorRef::Substitute {
            by: officer_id(number),
            r#for: officer_id(absent),
            until: date(2026, 11, 30),
        },
        ..officer(number, roles)
    }
}

fn transfer(run: &mut Run, when: &str, actor: &Actor, agency: &str) -> Result<(), Refusal> {
    run.act(when, actor, |case, _| {
        case.transfer(actor, agency, statement())
    })
}

fn dispute(run: &mut Run, when: &str, actor: &Actor, step: Option<&str>) -> Result<(), Refusal> {
    run.act(when, actor, |case, ctx| {
        case.dispute(actor, step, statement(), ctx)
    })
}

/// Accepted, and its examination is another agency's.
fn with_party() -> Run {
    let mut received = received();
    received.parties = vec![Party {
        step: "examination".into(),
        agency: FIRE.into(),
    }];
    let mut run = Run::of(item(), received, at(MONDAY));
    run.accept(MONDAY).unwrap();
    run
}

#[test]
fn a_transferred_case_is_the_others_until_they_send_it_back() {
    let mut run = Run::new(item(), MONDAY);
    let there = of(ELSEWHERE, 21, &[Role::Counter]);
    let unfit = Err(Blocked::AgencyUnfit.into());
    assert_eq!(transfer(&mut run, MONDAY, &counter(), AGENCY), unfit);
    assert_eq!(run.case.came_from(), None);
    transfer(&mut run, MONDAY, &counter(), ELSEWHERE).unwrap();
    assert_eq!(run.case.came_from(), Some((AGENCY, false)));
    assert_eq!(run.case.agency, ELSEWHERE);
    let denied = Err(Denied::Role.into());
    assert_eq!(transfer(&mut run, MONDAY, &counter(), FIRE), denied);
    assert_eq!(dispute(&mut run, MONDAY, &counter(), None), denied);
    // The last moment of the second working day, and the first too late.
    let mut late = run.clone();
    assert_eq!(
        dispute(&mut late, "2026-11-26 00:00", &there, None),
        Err(Blocked::DisputeLapsed.into())
    );
    dispute(&mut run, "2026-11-25 23:59", &there, None).unwrap();
    assert_eq!(run.case.came_from(), Some((ELSEWHERE, true)));
    assert_eq!(run.case.agency, AGENCY);
    assert_eq!(
        transfer(&mut run, "2026-11-26 09:00", &counter(), ELSEWHERE),
        unfit
    );
    run.accept("2026-11-26 09:00").unwrap();
    assert_eq!(run.case.came_from(), None, "of no interest any more");
}

#[test]
fn a_disputed_step_waits_for_the_lead() {
    let mut run = with_party();
    let fire = of(FIRE, 31, &[Role::Examiner]);
    assert_eq!(
        run.case.disputable(&fire, &run.ctx()),
        [Some("examination")]
    );
    assert!(run.case.disputable(&examiner(), &run.ctx()).is_empty());
    dispute(&mut run, MONDAY, &fire, Some("examination")).unwrap();
    assert!(run.case.disputable(&fire, &run.ctx()).is_empty());
    assert_eq!(
        run.step(MONDAY, &fire, "examination", "pass"),
        Err(Blocked::Disputed.into())
    );
    let chief = of(FIRE, 32, &[Role::Head]);
    assert_eq!(run.case.assignable(&chief, &run.ctx()).count(), 0);
    run.act(MONDAY, &counter(), |case, _| {
        case.dispatch(&counter(), "examination", AGENCY, statement())
    })
    .unwrap();
    assert_eq!(
        run.step(MONDAY, &fire, "examination", "pass"),
        Err(Denied::Role.into())
    );
    run.step(MONDAY, &examiner(), "examination", "pass")
        .unwrap();
}

#[test]
fn a_head_assigns_to_whoever_could_do_it() {
    let mut run = Run::accepted(item(), MONDAY).to("site-check");
    let assign = |run: &mut Run, head: &Actor, to: &Actor| {
        run.act(MONDAY, head, |case, ctx| {
            case.assign(head, "site-check", to, ctx)
        })
    };
    let not = Err(Blocked::NotAssignable.into());
    assert_eq!(assign(&mut run, &head(), &reviewer()), not, "another role");
    assert_eq!(
        assign(&mut run, &head(), &of(ELSEWHERE, 41, &[Role::Examiner])),
        not,
        "another agency's"
    );
    assert_eq!(
        assign(&mut run, &counter(), &examiner()),
        Err(Denied::Role.into())
    );
    assert_eq!(
        assign(&mut run, &of(ELSEWHERE, 42, &[Role::Head]), &examiner()),
        Err(Denied::Role.into())
    );
    assign(&mut run, &head(), &examiner()).unwrap();
    let before = run.entries.len();
    assign(&mut run, &head(), &examiner()).unwrap();
    assert_eq!(run.entries.len(), before, "it is theirs already");
    assign(&mut run, &head(), &examiner_2()).unwrap();
    assert_eq!(
        run.step(MONDAY, &examiner(), "site-check", "qualified"),
        Err(Blocked::Claimed.into())
    );
    run.step(MONDAY, &examiner_2(), "site-check", "qualified")
        .unwrap();
    assert_eq!(assign(&mut run, &head(), &examiner_2()), not, "has signed");
}

#[test]
fn a_substitute_works_what_the_absent_person_holds_and_holds_it_for_them() {
    let mut run = Run::accepted(item(), MONDAY);
    let claim = |run: &mut Run, actor: &Actor| {
        run.act(MONDAY, actor, |case, ctx| {
            case.claim(actor, "examination", ctx)
        })
    };
    let release = |run: &mut Run, actor: &Actor| {
        run.act(MONDAY, actor, |case, ctx| {
            case.release(actor, "examination", ctx)
        })
    };
    // 8, an issuer, in the place of 3, an examiner.
    let substitute = in_place(8, 3, &[Role::Examiner]);
    claim(&mut run, &examiner()).unwrap();
    let before = run.entries.len();
    claim(&mut run, &substitute).unwrap();
    assert_eq!(run.entries.len(), before, "it is theirs to work already");
    assert_eq!(claim(&mut run, &examiner_2()), Err(Blocked::Claimed.into()));
    release(&mut run, &substitute).unwrap();
    claim(&mut run, &substitute).unwrap();
    assert_eq!(
        run.case.open_node("examination").unwrap().claimed_by,
        Some(officer_id(3)),
        "it is the absent person's when they are back"
    );
    // In person the substitute holds nothing of it.
    let in_person = officer(8, &[Role::Examiner]);
    assert_eq!(release(&mut run, &in_person), Err(Blocked::Claimed.into()));
    run.step(MONDAY, &substitute, "examination", "pass")
        .unwrap();
    assert_eq!(
        run.case.actors_of("examination"),
        [officer_id(8), officer_id(3)]
    );
    assert!(matches!(
        run.entries.last().unwrap().fact,
        Fact::StepRecorded { .. }
    ));
}

#[test]
fn neither_hand_crosses_a_line_that_keeps_duties_apart() {
    let apart = |step: &str| Err(Denied::SeparationOfDuties(step.into()).into());
    let mut run = Run::accepted(item(), MONDAY).to("review");
    // 3 has examined; 6 has not.
    let examined_by_substitute = in_place(3, 6, &[Role::Reviewer]);
    let examined_by_absent = in_place(6, 3, &[Role::Reviewer]);
    for actor in [examined_by_substitute, examined_by_absent] {
        assert_eq!(
            run.step(MONDAY, &actor, "review", "agree"),
            apart("examination")
        );
    }
    let mut run = Run::accepted(item(), MONDAY);
    let examines = in_place(51, 52, &[Role::Examiner]);
    run.step(MONDAY, &examines, "examination", "pass").unwrap();
    for by in [examiner(), examiner_2()] {
        run.step(MONDAY, &by, "site-check", "qualified").unwrap();
    }
    for number in [51, 52] {
        let in_person = officer(number, &[Role::Reviewer]);
        let denied = run.step(MONDAY, &in_person, "review", "agree");
        assert_eq!(denied, apart("examination"), "both of them have examined");
    }
}
