//! Before everything is there, and after it is over: materials that are promised for later (容缺受理), and steps
//! beyond the conclusion (告知承诺 and the check that follows it).

use domain::case::{Conclusion, DeadlineKind, Fact, Received, Refusal, Stage};

use crate::script::*;
use crate::world::*;

const PROMISE: &str = r#"
[[step]]
key = "examination"
outcome = [{ key = "ok", next = "decision" }]

[[step]]
key = "decision"
role = "decider"
act = "decision"
outcome = [{ key = "granted", next = "licence" }, { key = "refused", next = "delivery" }]

[[step]]
key = "licence"
role = "issuer"
act = "licence"
outcome = [{ key = "issued", next = "delivery" }]

[[step]]
key = "delivery"
role = "issuer"
act = "delivery"
outcome = [{ key = "delivered", next = "promised" }]

[[choice]]
key = "promised"
otherwise = "end"
branch = [{ when = 'has(outcomes.licence) && answers.has_agent', next = "follow-up" }]

[[step]]
key = "follow-up"
limit = 10
apart-from = ["examination"]
after-conclusion = true
outcome = [
  { key = "kept", next = "end" },
  { key = "mend", next = "second-look" },
  { key = "broken", next = "end", revokes = true },
]

[[step]]
key = "second-look"
limit = 5
after-conclusion = true
silence = { outcome = "mended", basis = { zh = "依据", en = "Basis" } }
outcome = [{ key = "mended", next = "end" }, { key = "again", next = "follow-up" }]
"#;

fn followed_up() -> Run {
    walked(
        PROMISE,
        "given has-agent=yes
         accepted → examination
         examination ok → decision
         decision granted → licence
         licence issued → delivery
         delivery delivered → follow-up",
    )
}

#[test]
fn a_step_beyond_the_conclusion() {
    let mut run = followed_up();
    assert_eq!(run.case.conclusion(), Some(Conclusion::Granted));
    assert!(!run.case.is_open());
    assert_eq!(run.case.concluded_at, run.case.delivered_at);
    assert_eq!(run.tasks(), ["follow-up examiner"]);
    assert_eq!(run.in_time(), Some(true));
    assert_eq!(
        run.deadline(DeadlineKind::Step).counted.due_on,
        day("2026-12-07")
    );
    // What is over is over.
    let withdrawn = run.case.withdraw(&applicant(), None).unwrap_err();
    assert_eq!(why_not(&withdrawn), "blocked-stage");
    for refused in [
        run.case.decide(
            &decider(),
            domain::case::Decision::Refused,
            statement(),
            &run.ctx(),
        ),
        run.case.deliver(
            &issuer(),
            domain::case::DeliveryMethod::Post,
            None,
            &run.ctx(),
        ),
    ] {
        assert_eq!(why_not(&refused.unwrap_err()), "blocked-stage");
    }
    // It is a task like any other: claimed, given, warned of, kept apart.
    run.act(MONDAY, &examiner(), |case, ctx| {
        case.claim(&examiner(), "follow-up", ctx)
    })
    .unwrap();
    run.act(MONDAY, &head(), |case, ctx| {
        case.assign(&head(), "follow-up", &examiner_2(), ctx)
    })
    .unwrap();
    assert_eq!(
        run.signal("2026-12-08 00:00"),
        [
            "step(follow-up) due-soon 2026-12-04 00:00",
            "step(follow-up) overdue 2026-12-08 00:00"
        ]
    );
    run.act("2026-12-08 10:00", &applicant(), |case, ctx| {
        rating(case, &applicant(), 5, ctx)
    })
    .unwrap();
    run.does(&examiner_2(), "follow-up", "kept").unwrap();
    assert_eq!(run.opened(), "end");
    assert_eq!(run.case.licence.as_ref().unwrap().revoked_at, None);
    assert_eq!(
        run.case.concluded_at, run.case.delivered_at,
        "it was over before"
    );
}

#[test]
fn a_broken_promise_revokes_the_licence() {
    let mut run = followed_up();
    walk(&mut run, "follow-up broken → end");
    assert!(matches!(
        &run.entries.last().unwrap().fact,
        Fact::Revoked { step } if step == "follow-up"
    ));
    assert_eq!(
        run.case.licence.as_ref().unwrap().revoked_at,
        Some(at(MONDAY))
    );
    assert_eq!(
        run.case.conclusion(),
        Some(Conclusion::Granted),
        "granted it was"
    );
}

#[test]
fn beyond_the_conclusion_there_are_loops_and_silence() {
    let mut run = followed_up();
    walk(
        &mut run,
        "follow-up mend → second-look
         second-look again → follow-up
         follow-up mend → second-look
         on 2026-12-01 00:00 → end
         follow-up kept ↛ blocked-stage",
    );
    assert_eq!(run.case.concluded_at, run.case.delivered_at);
}

#[test]
fn nothing_follows_where_nothing_was_promised() {
    walked(
        PROMISE,
        "given has-agent=no
         accepted → examination
         examination ok → decision
         decision granted → licence
         licence issued → delivery
         delivery delivered → end",
    );
    walked(
        PROMISE,
        "given has-agent=yes
         accepted → examination
         examination ok → decision
         decision refused → delivery
         delivery delivered → end",
    );
}

/// Delivered, and then nobody knows whether something follows: the case is not over yet.
#[test]
fn a_choice_before_the_conclusion_that_stands_still() {
    let mut run = walked(
        PROMISE,
        "accepted → examination
         examination ok → decision
         decision granted → licence
         licence issued → delivery
         delivery delivered → promised",
    );
    assert!(run.case.is_open());
    run.answer("has-agent", "no");
    run.act(MONDAY, &admin(), |case, ctx| {
        case.route(&admin(), "promised", None, ctx)
    })
    .unwrap();
    assert_eq!(run.opened(), "end");
}

// Materials that are promised for later

const TOLERATED: &str = r#"
[limits.tolerated]
value = 5
unit = "working-day"

[[material]]
key = "layout"
name = { zh = "平面图", en = "Floor plan" }
source = "upload"
tolerable = true
basis = { zh = "依据", en = "Basis" }

[[material]]
key = "rules"
name = { zh = "制度", en = "Rules" }
source = "upload"
basis = { zh = "依据", en = "Basis" }

[[step]]
key = "examination"
outcome = [{ key = "ok", next = "shown" }]

[[choice]]
key = "shown"
otherwise = "visit"
branch = [{ when = "materials.layout", next = "decision" }]

[[step]]
key = "visit"
outcome = [{ key = "ok", next = "decision" }, { key = "again", next = "shown" }]
"#;

fn owing() -> Run {
    let received = Received {
        materials: vec![material("rules", 2)],
        tolerated: vec!["layout".into()],
        ..received()
    };
    let mut run = begun_under(&sound(TOLERATED), received);
    walk(
        &mut run,
        "accepted → examination
         examination ok → visit
         visit ok → decision",
    );
    run
}

fn give_back(run: &mut Run, when: &str) -> Result<(), Refusal> {
    run.act(when, &counter(), |case, ctx| {
        case.return_to_applicant(&counter(), statement(), ctx)
    })
}

#[test]
fn nothing_is_decided_while_something_is_owed() {
    let mut run = owing();
    assert_eq!(run.case.owed, ["layout"]);
    assert_eq!(run.due(DeadlineKind::Tolerated), day("2026-11-30"));
    walk(
        &mut run,
        "decision granted ↛ blocked-materials-owed
         decision refused ↛ blocked-materials-owed",
    );
    let missing = run.supplement(MONDAY, &[], vec![material("rules", 2)]);
    assert_eq!(why_not(&missing.unwrap_err()), "blocked-still-missing");
    let whole = vec![material("layout", 7), material("rules", 2)];
    run.supplement("2026-11-25 10:00", &[], whole.clone())
        .unwrap();
    assert!(run.case.owed.is_empty());
    let kept = run.deadline(DeadlineKind::Tolerated);
    assert_eq!(kept.was_kept(), Some(true));
    assert_eq!(run.opened(), "decision", "the case stays where it is");
    let twice = run.supplement("2026-11-25 10:00", &[], whole);
    assert_eq!(why_not(&twice.unwrap_err()), "blocked-stage");
    walk(&mut run, "decision granted → delivery");
    assert_eq!(
        why_not(&give_back(&mut run, "2026-12-20 10:00").unwrap_err()),
        "blocked-stage"
    );
}

/// Conditions see what is there now.
#[test]
fn what_is_handed_in_later_counts_from_then_on() {
    let mut run = owing();
    run.entries.truncate(3);
    run.case = domain::case::Case::replay(&run.entries).unwrap();
    assert_eq!(run.opened(), "visit");
    let whole = vec![material("layout", 7), material("rules", 2)];
    walk(&mut run, "visit again → visit");
    run.supplement(MONDAY, &[], whole).unwrap();
    walk(&mut run, "visit again → decision");
}

/// The applicant's time is the applicant's: it turns nobody's lamp, and its end returns the case.
#[test]
fn what_is_not_handed_in_returns_the_case() {
    let mut run = owing();
    assert_eq!(
        why_not(&give_back(&mut run, "2026-11-30 23:59").unwrap_err()),
        "blocked-not-lapsed"
    );
    assert!(!DeadlineKind::Tolerated.is_own());
    give_back(&mut run, "2026-12-01 00:00").unwrap();
    assert_eq!(run.case.stage, Stage::Concluded(Conclusion::Returned));
    assert_eq!(run.opened(), "end");

    let mut late = owing();
    let whole = vec![material("layout", 7), material("rules", 2)];
    late.supplement("2026-12-01 10:00", &[], whole).unwrap();
    let kept = late.deadline(DeadlineKind::Tolerated);
    assert_eq!(kept.was_kept(), Some(false));
    assert_eq!(
        why_not(&give_back(&mut late, "2026-12-01 10:00").unwrap_err()),
        "blocked-stage",
        "late, and still in time"
    );
    walk(&mut late, "decision granted → delivery");
}
