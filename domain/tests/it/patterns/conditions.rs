//! Exclusive choice: which way a case takes, by the answers, the applicant, the materials, and what was recorded.

use domain::catalogue::Audience;

use crate::script::*;
use crate::world::*;

const CHOICE: &str = r#"
start = "which-way"

[[choice]]
key = "which-way"
otherwise = "plain"
branch = [
  { when = "has(answers.area) && answers.area > 50", next = "visit" },
  { when = "answers.has_agent", next = "agent" },
]

[[step]]
key = "visit"
outcome = [{ key = "ok", next = "decision" }]

[[step]]
key = "agent"
outcome = [{ key = "ok", next = "decision" }]

[[step]]
key = "plain"
outcome = [{ key = "ok", next = "decision" }]
"#;

#[test]
fn exclusive_choice() {
    for (answers, way) in [
        ("area=60 has-agent=no", "visit"),
        ("area=60 has-agent=yes", "visit"),
        ("area=50 has-agent=yes", "agent"),
        ("area=50 has-agent=no", "plain"),
        ("has-agent=yes", "agent"),
        ("has-agent=no", "plain"),
    ] {
        let run = walked(CHOICE, &format!("given {answers}\n accepted → {way}"));
        let domain::case::Fact::Accepted { next, .. } = &run.entries.last().unwrap().fact else {
            panic!("not accepted")
        };
        assert_eq!(
            (next.taken[0].choice.as_str(), next.taken[0].next.as_str()),
            ("which-way", way),
            "the journal says which way was taken"
        );
    }
}

/// One choice after another, without a step between them.
#[test]
fn choices_in_a_row() {
    let rows = r#"
        [[step]]
        key = "examination"
        outcome = [{ key = "pass", next = "who" }, { key = "fail", next = "who" }]

        [[choice]]
        key = "who"
        otherwise = "what"
        branch = [{ when = 'applicant.kind == "entity"', next = "registry" }]

        [[choice]]
        key = "what"
        otherwise = "decision"
        branch = [
          { when = 'has(outcomes.examination) && outcomes.examination == "fail"', next = "hearing" },
          { when = 'has(answers.trades) && "hot" in answers.trades', next = "fire" },
          { when = "!materials.layout", next = "visit" },
        ]

        [[step]]
        key = "registry"
        outcome = [{ key = "ok", next = "what" }]

        [[step]]
        key = "hearing"
        outcome = [{ key = "ok", next = "decision" }]

        [[step]]
        key = "fire"
        outcome = [{ key = "ok", next = "decision" }]

        [[step]]
        key = "visit"
        outcome = [{ key = "ok", next = "decision" }]
    "#;
    walked(rows, "accepted → examination\n examination pass → decision");
    walked(rows, "accepted → examination\n examination fail → hearing");
    walked(
        rows,
        "given trades=cold,hot
         accepted → examination
         examination pass → fire",
    );
    let received = domain::case::Received {
        materials: vec![material("rules", 2)],
        ..received()
    };
    let mut run = begun_under(&sound(rows), received);
    run.data.as_mut().unwrap().applicant = Audience::Entity;
    walk(
        &mut run,
        "accepted → examination
         examination pass → registry
         registry ok → visit",
    );
}

/// What the act itself records counts for where it leads, and the last round counts alone.
#[test]
fn what_a_step_records() {
    let measured = r#"
        [[step]]
        key = "visit"
        outcome = [{ key = "done", next = "large" }]
        field = [{ key = "measured-area", label = { zh = "面积", en = "Area" }, kind = "integer", max = 1000 }]

        [[choice]]
        key = "large"
        otherwise = "decision"
        branch = [{ when = "has(records.visit__measured_area) && records.visit__measured_area > 100", next = "review" }]

        [[step]]
        key = "review"
        outcome = [{ key = "agree", next = "decision" }, { key = "rework", next = "visit" }]
    "#;
    let mut run = walked(
        measured,
        "accepted → visit
         visit done ↛ blocked-record-missing",
    );
    let record = |run: &mut Run, area: &str| {
        let answers = [("measured-area".to_owned(), area.to_owned())].into();
        let worker = run.worker("visit");
        let words = statement();
        run.act(MONDAY, &worker, |case, ctx| {
            let recording = domain::case::Recording {
                record: Some((&words, &answers)),
                ..recording("done", &words)
            };
            case.record_step(&worker, "visit", recording, ctx)
        })
        .unwrap();
        let data = run.data.as_mut().unwrap();
        data.records.insert("visit".into(), answers);
    };
    record(&mut run, "101");
    assert_eq!(run.opened(), "review");
    assert_eq!(run.case.done[0].record, Some(statement()));
    walk(&mut run, "review rework → visit");
    record(&mut run, "100");
    assert_eq!(run.opened(), "decision");
}

/// The page proposes; whoever acts confirms it or does otherwise, and the journal has both.
#[test]
fn a_proposal_is_no_choice() {
    let proposing = r#"
        [[step]]
        key = "visit"
        outcome = [{ key = "ok", next = "decision" }, { key = "bad", next = "decision" }]
        proposal = [
          { outcome = "bad", when = "has(answers.area) && answers.area > 50", reason = { zh = "因", en = "Why" } },
          { outcome = "ok", when = "100 / (has(answers.area) ? answers.area : 1) > 1", reason = { zh = "因", en = "Why" } },
        ]
    "#;
    let proposed = |run: &Run| {
        let proposal = run.case.proposal("visit", &run.ctx());
        proposal.map(|one| one.outcome.get_ref().clone())
    };
    let mut run = walked(proposing, "given area=60\n accepted → visit");
    assert_eq!(proposed(&run).as_deref(), Some("bad"));
    run.answer("area", "20");
    assert_eq!(proposed(&run).as_deref(), Some("ok"));
    run.answer("area", "0");
    assert_eq!(proposed(&run), None, "rather no help than a wrong one");
    run.data = None;
    assert_eq!(proposed(&run).as_deref(), Some("ok"));
    let worker = run.worker("visit");
    let words = statement();
    run.act(MONDAY, &worker, |case, ctx| {
        let recording = domain::case::Recording {
            proposed: Some("ok"),
            ..recording("bad", &words)
        };
        case.record_step(&worker, "visit", recording, ctx)
    })
    .unwrap();
    assert_eq!(run.case.done[0].outcome, "bad");
    assert_eq!(proposed(&run), None, "the step is done");
}
