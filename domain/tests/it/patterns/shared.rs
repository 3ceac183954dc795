//! A sub-process is written once, in a file of its own, and unfolds into the item that uses it.

use domain::catalogue::{Catalogue, Finding, ServiceItem, SourceFile};

use crate::catalogue::small;
use crate::script::*;
use crate::world::*;

const VISIT: &str = r#"
[[process]]
key = "visit"
name = { zh = "核查", en = "Visit" }

[[process.exit]]
key = "good"

[[process.exit]]
key = "bad"

[[process.step]]
key = "plan"
apart-from = ["go"]
outcome = [{ key = "planned", next = "where" }]

[[process.choice]]
key = "where"
otherwise = "both"
branch = [{ when = "answers.has_agent", next = "exit:good" }]

[[process.parallel]]
key = "both"
branches = ["go", "call"]
join = "all"
next = "report"

[[process.step]]
key = "go"
people = 2
agency = { function = "fire-rescue" }
outcome = [{ key = "seen", next = "join" }]

[[process.step]]
key = "call"
while = ["go"]
limit = 1
silence = { outcome = "called", basis = { zh = "依据", en = "Basis" } }
outcome = [{ key = "called", next = "join" }]

[[process.step]]
key = "report"
outcome = [
  { key = "good", next = "exit:good" },
  { key = "bad", next = "exit:bad" },
  { key = "again", next = "plan" },
]
"#;

fn once() -> String {
    format!(
        r#"
        start = "first"

        [[sub-process]]
        key = "first"
        process = "visit"
        apart-from = ["acceptance"]
        agency = {{ function = "water-resources" }}
        exit = [{{ key = "good", next = "review" }}, {{ key = "bad", next = "decision" }}]

        [[step]]
        key = "review"
        apart-from = ["first.go"]
        outcome = [{{ key = "agree", next = "decision" }}, {{ key = "rework", next = "first" }}]

        {VISIT}
        "#
    )
}

fn of<'a>(item: &'a ServiceItem, step: &str) -> &'a domain::catalogue::Step {
    item.step(step).unwrap_or_else(|| panic!("no {step}"))
}

#[test]
fn its_steps_become_the_items() {
    let definition = sound(&once());
    let item = &definition.item;
    let keys: Vec<_> = item.nodes().map(|node| node.key().to_owned()).collect();
    assert_eq!(
        keys,
        [
            "review",
            "decision",
            "delivery",
            "first.plan",
            "first.go",
            "first.call",
            "first.report",
            "first.where",
            "first.both"
        ]
    );
    assert_eq!(item.first_node(), "first.plan");
    let apart: Vec<_> = of(item, "first.plan")
        .apart_from
        .iter()
        .map(|one| one.get_ref().as_str())
        .collect();
    assert_eq!(apart, ["first.go", "acceptance"], "its own, and the item's");
    assert_eq!(of(item, "first.call").only_while[0].get_ref(), "first.go");
    let function = |step: &str| {
        let agency = of(item, step).agency.as_ref().unwrap();
        agency.function.as_ref().unwrap().get_ref().clone()
    };
    assert_eq!(function("first.plan"), "water-resources");
    assert_eq!(function("first.go"), "fire-rescue", "its own stays");
    assert!(of(item, "review").agency.is_none());
}

#[test]
fn a_case_walks_through_it() {
    let mut run = walked(
        &once(),
        "given has-agent=no
         accepted → first.plan
         first.plan planned → first.call first.go
         first.go seen → first.call first.go
         first.go seen → first.call
         first.call called ↛ blocked-milestone
         on 2026-11-25 00:00 → first.report
         first.report again → first.plan
         first.plan planned → first.call first.go
         first.call called → first.go
         first.go seen → first.go
         first.go seen → first.report
         first.report good → review
         review rework → first.plan",
    );
    assert_eq!(run.case.agency_of("first.plan"), "620102-water-resources");
    run.answer("has-agent", "yes");
    walk(
        &mut run,
        "first.plan planned → review
         review agree → decision",
    );
}

/// The same process twice, in the branches of a block, each with exits of its own.
#[test]
fn it_may_be_used_twice() {
    let twice = format!(
        r#"
        start = "visits"

        [[parallel]]
        key = "visits"
        branches = ["kitchen", "cellar"]
        join = "all"
        next = "decision"

        [[sub-process]]
        key = "kitchen"
        process = "visit"
        exit = [{{ key = "good", next = "join" }}, {{ key = "bad", next = "join" }}]

        [[sub-process]]
        key = "cellar"
        process = "visit"
        exit = [{{ key = "good", next = "join" }}, {{ key = "bad", next = "decision", cancels = "visits" }}]

        {VISIT}
        "#
    );
    let definition = definition_of(&twice);
    let texts: Vec<String> = domain::catalogue::check_item(&definition.item, &file(&text(&twice)))
        .iter()
        .map(ToString::to_string)
        .collect();
    assert!(texts.is_empty(), "{texts:#?}");
    walked(
        &twice,
        "given has-agent=no
         accepted → cellar.plan kitchen.plan
         kitchen.plan planned → cellar.plan kitchen.call kitchen.go
         cellar.plan planned → cellar.call cellar.go kitchen.call kitchen.go
         cellar.call called → cellar.go kitchen.call kitchen.go
         cellar.go seen → cellar.go kitchen.call kitchen.go
         cellar.go seen → cellar.report kitchen.call kitchen.go
         cellar.report bad → decision
         kitchen.call called ↛ blocked-stage",
    );
}

// Files

const SHARED: &str = r#"# A comment first.

[[process]]
key = "visit"
name = { zh = "核查", en = "Visit" }

[[process.exit]]
key = "done"
name = { zh = "完", en = "Done" }

[[process.step]]
key = "go"
name = { zh = "去", en = "Go" }
role = "examiner"

[[process.step.outcome]]
key = "gone"
name = { zh = "已去", en = "Gone" }
next = "exit:done"
"#;

/// An item that uses two shared processes: `visit` after `pay`, whose text stands between.
fn files(visit: &str) -> Vec<SourceFile> {
    let file = |path: &str, text: String| SourceFile {
        path: path.into(),
        text,
    };
    let uses = r#"
[[sub-process]]
key = "payment"
process = "pay"
exit = [{ key = "done", next = "round" }]

[[sub-process]]
key = "round"
process = "visit"
exit = [{ key = "done", next = "review" }]

[[sub-process]]
key = "second-round"
process = "visit"
exit = [{ key = "done", next = "review" }]

[licence]
"#;
    let item = SAMPLE
        .replace("market-supervision", "health")
        .replacen("next = \"site-check\"", "next = \"payment\"", 1)
        .replacen("next = \"review\"", "next = \"second-round\"", 1)
        .replacen("[licence]\n", uses.trim_start(), 1);
    let item = item.replacen("next = \"examination\"", "next = \"site-check\"", 1);
    let mut files = small();
    files.push(file("items/a.toml", item.trim_end().to_owned()));
    files.push(file(
        "processes/pay.toml",
        SHARED.replacen("\"visit\"", "\"pay\"", 1),
    ));
    files.push(file("processes/visit.toml", visit.to_owned()));
    files
}

fn found(files: &[SourceFile]) -> Vec<Finding> {
    Catalogue::read(files).map_or_else(|found| found, |_| Vec::new())
}

#[test]
fn the_shared_files_are_sound() {
    let found = found(&files(SHARED));
    assert!(found.is_empty(), "{found:#?}");
}

/// Whoever mends it looks into the file where it is written.
#[test]
fn a_finding_is_where_it_is_written() {
    for (rule, from, to, marker) in [
        (
            "role",
            "role = \"examiner\"",
            "role = \"supervisor\"",
            "key = \"go\"",
        ),
        (
            "syntax",
            "role = \"examiner\"",
            "role = \"king\"",
            "role = ",
        ),
        (
            "syntax",
            "next = \"exit:done\"",
            "nxt = \"exit:done\"",
            "nxt = ",
        ),
        ("next", "exit:done", "elsewhere", "next = \"elsewhere\""),
        ("exit", "exit:done", "exit:other", "next = \"exit:other\""),
        (
            "translation",
            "en = \"Gone\"",
            "en = \"\"",
            "name = { zh = \"已去\"",
        ),
    ] {
        let shared = SHARED.replacen(from, to, 1);
        let at = shared.find(marker).unwrap();
        let line = shared[..at].matches('\n').count() + 1;
        let found = found(&files(&shared));
        let there = found.iter().any(|one| {
            (one.file.as_str(), one.line, one.rule) == ("processes/visit.toml", line, rule)
        });
        assert!(there, "{rule}: expected line {line}, found {found:#?}");
        assert!(
            found.iter().all(|one| one.file != "processes/pay.toml"),
            "the other one is sound: {found:#?}"
        );
    }
    // What is wrong with how the item uses it stands in the item.
    let mut files = files(SHARED);
    let item = files
        .iter_mut()
        .find(|one| one.path == "items/a.toml")
        .unwrap();
    item.text = item
        .text
        .replacen("process = \"visit\"", "process = \"tour\"", 1);
    let at = item.text.find("process = \"tour\"").unwrap();
    let line = item.text[..at].matches('\n').count() + 1;
    let found = found(&files);
    assert!(
        found
            .iter()
            .any(|one| (one.file.as_str(), one.line, one.rule)
                == ("items/a.toml", line, "sub-process")),
        "{found:#?}"
    );
}

/// A version is its text and that of the processes that it uses.
#[test]
fn the_version_follows_the_shared_text() {
    let hash = |visit: &str| {
        let catalogue = Catalogue::read(&files(visit)).unwrap();
        let definition = catalogue.item("000131001001").unwrap();
        (definition.hash.clone(), definition.source.clone())
    };
    let (before, source) = hash(SHARED);
    assert_eq!(source.matches("key = \"go\"").count(), 2, "each once");
    let (after, _) = hash(&SHARED.replacen("A comment", "Another comment", 1));
    assert_ne!(before, after);
    // The kept text makes the same definition again, without the files.
    let again = domain::catalogue::definition(&file(&source)).unwrap();
    assert_eq!(again.hash, before);
    assert!(again.item.step("second-round.go").is_some());
}
