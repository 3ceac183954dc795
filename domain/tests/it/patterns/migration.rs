//! A running case goes by another version of its definition: what forbids it, and what it keeps.

use domain::authority::Role;
use domain::case::{Actor, Consulted, Decision, Fact, Forbids, Mapping, Party, Received};
use domain::catalogue::Definition;

use crate::script::*;
use crate::world::*;

const OLD: &str = r#"
start = "checks"

[[parallel]]
key = "checks"
branches = ["paper", "asked"]
join = "all"
next = "review"

[[choice]]
key = "asked"
otherwise = "visit"
branch = [{ when = "answers.has_agent", next = "join" }]

[[step]]
key = "paper"
people = 2
limit = 3
outcome = [{ key = "ok", next = "join" }]

[[step]]
key = "visit"
outcome = [{ key = "ok", next = "join" }]

[[step]]
key = "review"
role = "reviewer"
apart-from = ["paper", "visit"]
outcome = [{ key = "agree", next = "decision" }, { key = "rework", next = "checks" }]
"#;

/// The same with other names and one step more.
const NEW: &str = r#"
start = "first-look"

[[step]]
key = "first-look"
outcome = [{ key = "ok", next = "examinations" }]

[[parallel]]
key = "examinations"
branches = ["documents", "asked"]
join = "all"
next = "second-look"

[[choice]]
key = "asked"
otherwise = "site"
branch = [{ when = "answers.has_agent", next = "join" }]

[[step]]
key = "documents"
people = 2
limit = 3
outcome = [{ key = "ok", next = "join" }]

[[step]]
key = "site"
outcome = [{ key = "ok", next = "join" }]

[[step]]
key = "second-look"
role = "reviewer"
apart-from = ["documents", "site"]
outcome = [{ key = "agree", next = "decision" }, { key = "rework", next = "examinations" }]
"#;

const NAMES: &[(&str, &str)] = &[
    ("checks", "examinations"),
    ("paper", "documents"),
    ("visit", "site"),
    ("review", "second-look"),
];

fn mapping(names: &[(&str, &str)]) -> Mapping {
    let names = names
        .iter()
        .map(|(from, to)| ((*from).into(), (*to).into()));
    names.collect()
}

fn forbidden(run: &Run, to: &str, names: &[(&str, &str)]) -> Vec<Forbids> {
    let to = sound(to);
    let parties = parties(&to.item);
    let checked = run
        .case
        .check_migration(&to, &mapping(names), &parties, &run.ctx());
    let forbids = checked.map_or_else(|forbids| forbids, |()| Vec::new());
    let facts = run.case.migrate(
        &Actor::SYSTEM,
        &to,
        &mapping(names),
        parties.clone(),
        &run.ctx(),
    );
    assert_eq!(
        facts.is_empty(),
        !forbids.is_empty(),
        "the act does as the check says"
    );
    forbids
}

fn migrate(run: &mut Run, to: &str, names: &[(&str, &str)]) -> Definition {
    let to = sound(to);
    let facts = run.case.migrate(
        &Actor::SYSTEM,
        &to,
        &mapping(names),
        parties(&to.item),
        &run.ctx(),
    );
    assert_eq!(facts.len(), 1);
    let now = local(run.now);
    run.act(&now, &Actor::SYSTEM, |_, _| Ok(facts)).unwrap();
    run.item = to.item.clone();
    to
}

#[test]
fn a_case_goes_on_under_other_names() {
    let mut run = walked(OLD, "given has-agent=no\n accepted → paper visit");
    let first = officer(71, &[Role::Examiner, Role::Reviewer, Role::Decider]);
    run.does(&first, "visit", "ok").unwrap();
    run.act(MONDAY, &examiner(), |case, ctx| {
        case.claim(&examiner(), "paper", ctx)
    })
    .unwrap();
    let warned = run.signal("2026-11-27 00:00");
    assert!(
        warned
            .iter()
            .any(|one| one.starts_with("step(paper) overdue"))
    );
    let to = migrate(&mut run, NEW, NAMES);
    assert_eq!(run.case.definition, to.hash);
    assert_eq!(
        run.case.received.definition,
        sound(OLD).hash,
        "what it was submitted under stays known"
    );
    assert_eq!(run.opened(), "documents");
    assert_eq!(run.case.open[0].claimed_by, examiner().by.officer());
    assert_eq!(local(run.case.open[0].opened_at), "2026-11-23 10:00");
    assert!(
        run.signal("2026-11-27 00:00").is_empty(),
        "it was warned of under the old name"
    );
    let again = run
        .case
        .migrate(&Actor::SYSTEM, &to, &mapping(NAMES), Vec::new(), &run.ctx());
    assert!(again.is_empty(), "it goes by that version already");
    run.does(&examiner(), "documents", "ok").unwrap();
    walk(&mut run, "documents ok → second-look");
    // Duties are kept apart from what was done under the old name.
    let refused = run.does(&first, "second-look", "agree").unwrap_err();
    assert_eq!(why_not(&refused), "denied-separation");
    walk(&mut run, "second-look agree → decision");
    let refused = run.does(&first, "decision", "granted").unwrap_err();
    assert_eq!(why_not(&refused), "denied-separation");
    walk(
        &mut run,
        "decision granted → delivery
         delivery delivered → end",
    );
}

/// Two names that are exchanged, and nothing is lost between them.
#[test]
fn names_may_be_exchanged() {
    let old = r#"
        [[step]]
        key = "a"
        outcome = [{ key = "ok", next = "b" }]

        [[step]]
        key = "b"
        outcome = [{ key = "ok", next = "decision" }]
    "#;
    let new = r#"
        [[step]]
        key = "b"
        outcome = [{ key = "ok", next = "a" }]

        [[step]]
        key = "a"
        role = "reviewer"
        apart-from = ["b"]
        outcome = [{ key = "ok", next = "decision" }]
    "#;
    let mut run = walked(old, "accepted → a");
    let both = officer(71, &[Role::Examiner, Role::Reviewer]);
    run.does(&both, "a", "ok").unwrap();
    migrate(&mut run, new, &[("a", "b"), ("b", "a")]);
    assert_eq!(run.opened(), "a");
    assert_eq!(run.case.done[0].step, "b");
    let refused = run.does(&both, "a", "ok").unwrap_err();
    assert_eq!(why_not(&refused), "denied-separation");
}

/// Before the acceptance a case is at no step, and after a correction at none at all.
#[test]
fn a_case_with_the_counter_goes_along() {
    let mut run = begun(OLD);
    assert_eq!(forbidden(&run, NEW, NAMES), []);
    // The counter's check is no node of either version.
    migrate(&mut run, NEW, &[("acceptance", "first-look")]);
    assert_eq!(run.opened(), "acceptance");
    walk(
        &mut run,
        "given has-agent=yes
         accepted → first-look
         first-look ok → documents",
    );
    let mut asked = begun(OLD);
    asked.correct(MONDAY, &["material:layout"]).unwrap();
    assert_eq!(forbidden(&asked, NEW, NAMES), []);
}

/// A condition that can't be evaluated is mended by a new version: what stands still is tried again under it.
#[test]
fn a_choice_that_stands_still_is_mended() {
    let mut run = walked(OLD, "accepted → asked paper");
    let mended = NEW.replace("answers.has_agent", "has(answers.area) && answers.area > 1");
    migrate(&mut run, &mended, NAMES);
    assert_eq!(run.opened(), "asked documents");
    run.act(MONDAY, &Actor::SYSTEM, |case, ctx| {
        case.route(&Actor::SYSTEM, "asked", None, ctx)
    })
    .unwrap();
    assert_eq!(run.opened(), "documents site");
}

#[test]
fn who_may_migrate() {
    let run = walked(OLD, "given has-agent=no\n accepted → paper visit");
    let to = sound(NEW);
    for by in Role::ALL.map(of_role) {
        let facts = run
            .case
            .migrate(&by, &to, &mapping(NAMES), Vec::new(), &run.ctx());
        let system = matches!(by.by, domain::case::ActorRef::System);
        assert_eq!(!facts.is_empty(), system, "{by:?}");
    }
}

fn node(forbids: &str, node: &str) -> Vec<Forbids> {
    let node = node.to_owned();
    vec![match forbids {
        "no-node" => Forbids::NoNode(node),
        "merged" => Forbids::Merged(node),
        "other-branch" => Forbids::OtherBranch(node),
        "signed" => Forbids::Signed(node),
        "other-agency" => Forbids::OtherAgency(node),
        "no-place" => Forbids::NoPlace(node),
        other => panic!("{other}"),
    }]
}

/// The walk so far, the new version, the names, and what forbids it, about which node.
type Row<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)], &'a str, &'a str);

#[test]
fn what_forbids_it_node_by_node() {
    let both = "given has-agent=no\n accepted → paper visit";
    let without_visit = NEW
        .replace("branches = [\"documents\", \"asked\"]", "branches = [\"documents\", \"site\"]")
        .replace(
            "[[choice]]\nkey = \"asked\"\notherwise = \"site\"\nbranch = [{ when = \"answers.has_agent\", next = \"join\" }]\n",
            "",
        );
    let rows: &[Row] = &[
        (both, NEW, &NAMES[..3], "", ""),
        (both, NEW, &[NAMES[0], NAMES[1]], "no-node", "visit"),
        (
            both,
            NEW,
            &[NAMES[0], NAMES[1], ("visit", "elsewhere")],
            "no-node",
            "visit",
        ),
        (
            both,
            NEW,
            &[NAMES[0], NAMES[1], ("visit", "documents")],
            "merged",
            "visit",
        ),
        (
            both,
            NEW,
            &[NAMES[0], ("paper", "site"), ("visit", "documents")],
            "other-branch",
            "paper",
        ),
        (
            both,
            NEW,
            &[NAMES[0], NAMES[1], ("visit", "first-look")],
            "other-branch",
            "visit",
        ),
        (
            "given has-agent=no\n accepted → paper visit\n paper ok → paper visit",
            NEW,
            NAMES,
            "signed",
            "paper",
        ),
        (
            "accepted → asked paper",
            &without_visit,
            NAMES,
            "no-node",
            "asked",
        ),
    ];
    for (script, to, names, forbids, about) in rows {
        let run = walked(OLD, script);
        let found = forbidden(&run, to, names);
        if forbids.is_empty() {
            assert_eq!(found, []);
        } else {
            assert!(
                found.contains(&node(forbids, about)[0]),
                "{forbids} {about}: {found:?}"
            );
        }
    }
}

#[test]
fn a_case_that_is_over_keeps_what_it_was_judged_by() {
    let run = walked(
        OLD,
        "given has-agent=no\n accepted → paper visit\n withdrawn → end",
    );
    assert_eq!(forbidden(&run, NEW, NAMES), [Forbids::Closed]);
    assert_eq!(Forbids::Closed.node(), None);
}

#[test]
fn nobody_gets_a_step_that_they_were_not_asked_for() {
    let run = walked(OLD, "given has-agent=no\n accepted → paper visit");
    let theirs = NEW.replace(
        "key = \"site\"\n",
        "key = \"site\"\nagency = { function = \"fire-rescue\" }\n",
    );
    assert_eq!(
        forbidden(&run, &theirs, NAMES),
        node("other-agency", "visit")
    );
    // One that is still to come may be another's from the start.
    let ahead = NEW.replace(
        "key = \"second-look\"\n",
        "key = \"second-look\"\nagency = { function = \"fire-rescue\" }\n",
    );
    let mut run = run.clone();
    migrate(&mut run, &ahead, NAMES);
    assert_eq!(
        run.case.received.parties,
        [Party {
            step: "second-look".into(),
            agency: "620102-fire-rescue".into()
        }]
    );
    assert_eq!(run.case.agency_of("second-look"), "620102-fire-rescue");
}

#[test]
fn a_consultation_that_runs_has_its_place() {
    let consulting = |process: &str| {
        format!(
            "kind = \"joint\"\n{process}\n[[consultation]]\nkey = \"housing\"\n\
             name = {{ zh = \"住建\", en = \"Housing\" }}\nfunction = \"housing-construction\"\nlimit = 3\n"
        )
    };
    let received = Received {
        consulted: vec![Consulted {
            key: "housing".into(),
            agency: "620102-housing-construction".into(),
        }],
        ..received()
    };
    let mut run = begun_under(&sound(&consulting(OLD)), received);
    walk(&mut run, "given has-agent=no\n accepted → paper visit");
    assert_eq!(
        forbidden(&run, NEW, NAMES),
        [Forbids::NoConsultation("housing".into())]
    );
    assert_eq!(forbidden(&run, &consulting(NEW), NAMES), []);
    let housing = of_agency("620102-housing-construction", 90, &[Role::Examiner]);
    run.act(MONDAY, &housing, |case, _| {
        case.give_opinion(&housing, domain::case::Opinion::Agrees, statement())
    })
    .unwrap();
    assert_eq!(forbidden(&run, NEW, NAMES), [], "answered is answered");
}

// Joins that would not add up

fn block(branches: &str, join: &str) -> String {
    let step = |key: &str| {
        format!("[[step]]\nkey = \"{key}\"\noutcome = [{{ key = \"ok\", next = \"join\" }}]\n")
    };
    let keys = branches.split(' ').map(|key| format!("\"{key}\""));
    let keys: Vec<_> = keys.collect();
    format!(
        "start = \"checks\"\n[[parallel]]\nkey = \"checks\"\nbranches = [{}]\njoin = {join}\n\
         next = \"decision\"\n{}",
        keys.join(", "),
        branches.split(' ').map(step).collect::<String>()
    )
}

/// A branch that nobody opened never arrives, and one that is another's did not.
#[test]
fn a_block_that_is_at_work_keeps_its_shape() {
    let rows = [
        // What was, how far it is, what comes, and whether that may be.
        ("a b", "\"all\"", "b ok → a", "a b", "2", ""),
        ("a b", "\"all\"", "b ok → a", "a b c", "\"all\"", "no-place"),
        (
            "a b c",
            "\"all\"",
            "c ok → a b",
            "a b",
            "\"all\"",
            "other-branch",
        ),
        (
            "a b",
            "\"all\"",
            "b ok → a",
            "a c",
            "\"all\"",
            "other-branch",
        ),
        ("a b c", "\"all\"", "b ok → a c", "a b c", "2", ""),
        ("a b c", "\"any\"", "", "a b c", "\"all\"", ""),
        ("a b", "\"any\"", "", "a b c", "\"any\"", "no-place"),
        ("a b c", "2", "a ok → b c", "a b c", "\"any\"", "no-place"),
    ];
    for (old, join, script, new, joins, forbids) in rows {
        let mut run = walked(&block(old, join), &format!("accepted → {old}\n{script}"));
        let to = block(new, joins);
        let found: Vec<_> = forbidden(&run, &to, &[]).iter().map(Forbids::key).collect();
        if forbids.is_empty() {
            assert!(found.is_empty(), "{old} {join} → {new} {joins}: {found:?}");
            migrate(&mut run, &to, &[]);
            for step in ["a", "b", "c"] {
                if run.case.open_node(step).is_some() {
                    let worker = run.worker(step);
                    run.does(&worker, step, "ok").unwrap();
                }
            }
            assert_eq!(run.opened(), "decision");
        } else {
            assert!(
                found.contains(&forbids),
                "{old} {join} → {new} {joins}: {found:?}"
            );
        }
    }
}

/// A deferred choice that was made leaves branches behind that will never arrive.
#[test]
fn a_choice_that_was_made_is_made() {
    let chosen = r#"
        start = "how"

        [[parallel]]
        key = "how"
        branches = ["a", "b"]
        join = "first-act"
        next = "decision"

        [[step]]
        key = "a"
        outcome = [{ key = "ok", next = "a2" }]

        [[step]]
        key = "a2"
        outcome = [{ key = "ok", next = "join" }]

        [[step]]
        key = "b"
        outcome = [{ key = "ok", next = "join" }]
    "#;
    let joined = chosen.replace("first-act", "all");
    let made = walked(chosen, "accepted → a b\n a ok → a2");
    assert_eq!(forbidden(&made, &joined, &[]), node("no-place", "a2"));
    let open = walked(chosen, "accepted → a b");
    assert_eq!(forbidden(&open, &joined, &[]), []);
}

/// No version brings a case behind its decision or before it, or out of its end.
#[test]
fn what_was_decided_stays_so() {
    let line = r#"
        [[step]]
        key = "examination"
        outcome = [{ key = "ok", next = "decision" }]

        [[step]]
        key = "delivery"
        role = "issuer"
        act = "delivery"
        outcome = [{ key = "delivered", next = "follow-up" }]

        [[step]]
        key = "follow-up"
        after-conclusion = true
        outcome = [{ key = "kept", next = "end" }]
    "#;
    let run = walked(
        line,
        "accepted → examination
         examination ok → decision",
    );
    let mut run_decided = run.clone();
    walk(&mut run_decided, "decision granted → delivery");
    let mut over = run_decided.clone();
    walk(&mut over, "delivery delivered → follow-up");
    let other = format!("{line}\n# another version\n").replace("key = \"ok\"", "key = \"fine\"");
    for run in [&run, &run_decided, &over] {
        assert_eq!(forbidden(run, &other, &[]), []);
    }
    for (run, from, to) in [
        (&run, "decision", "delivery"),
        (&run, "decision", "follow-up"),
        (&run_decided, "delivery", "examination"),
        (&run_decided, "delivery", "decision"),
        (&run_decided, "delivery", "follow-up"),
        (&over, "follow-up", "delivery"),
        (&over, "follow-up", "examination"),
    ] {
        assert_eq!(
            forbidden(run, &other, &[(from, to)]),
            node("no-place", from),
            "{from} → {to}"
        );
    }
    assert!(run_decided.case.decision.as_ref().unwrap().decision == Decision::Granted);
    assert!(matches!(
        run_decided.entries.last().unwrap().fact,
        Fact::Decided { .. }
    ));
}
