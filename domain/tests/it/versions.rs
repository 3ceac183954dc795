//! Versions that come after the catalogue's files: proved by the same rules, compared, and taken up by cases.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::application::Answers;
use domain::authority::Role;
use domain::case::{Actor, CaseData, Ctx, DeadlineKind, Forbids, Mapping};
use domain::catalogue::compare::{Kind, compare};
use domain::catalogue::{Audience, Catalogue, Definition, SourceFile, definition};
use domain::condition::NotEvaluated;

use crate::catalogue::{read, shipped};
use crate::world::{Run, SAMPLE, item, officer, officer_id, open_key, recording, statement};

const HYGIENE: &str = "items/public-place-hygiene-licence.toml";

fn of(text: String) -> Definition {
    let path = "items/sample.toml".into();
    definition(&SourceFile { path, text }).unwrap_or_else(|finding| panic!("{finding}"))
}

fn sample(from: &str, to: &str) -> Definition {
    assert!(SAMPLE.contains(from), "{from}");
    of(SAMPLE.replace(from, to))
}

fn prove(
    catalogue: &Catalogue,
    text: String,
) -> Result<Arc<Definition>, Vec<(String, &'static str)>> {
    let path = "upload.toml".into();
    let known = |code: &str| catalogue.item(code).cloned();
    let proved = catalogue.prove(&SourceFile { path, text }, &known);
    proved.map_err(|findings| {
        let all = findings.into_iter();
        all.map(|finding| (finding.file, finding.rule)).collect()
    })
}

#[test]
fn an_upload_is_the_version_that_its_file_would_be() {
    let files = shipped();
    let catalogue = read(&files);
    let own = files.iter().find(|file| file.path == HYGIENE).unwrap();
    let proved = prove(&catalogue, own.text.clone()).unwrap();
    let known = catalogue.item(proved.item.code()).unwrap();
    assert_eq!(proved.hash, known.hash, "with its shared processes behind");
    assert!(proved.source.contains("[[process]]"));
    // What was downloaded has them in it already.
    let again = prove(&catalogue, proved.source.clone()).unwrap();
    assert_eq!(again.hash, known.hash);
}

#[test]
fn every_fault_of_an_upload_is_said_at_once() {
    let files = shipped();
    let catalogue = read(&files);
    let own = files.iter().find(|file| file.path == HYGIENE).unwrap();
    let broken = own
        .text
        .replacen("next = \"review\"", "next = \"nowhere\"", 1)
        .replacen("function = \"", "function = \"no-", 1);
    let faults = prove(&catalogue, broken).unwrap_err();
    let rules: Vec<_> = faults.iter().map(|(_, rule)| *rule).collect();
    assert!(
        rules.contains(&"next") && rules.contains(&"routing"),
        "{faults:?}"
    );
    let syntax = prove(&catalogue, "code = ".into()).unwrap_err();
    assert_eq!(syntax, [("upload.toml".to_owned(), "syntax")]);
}

#[test]
fn a_fault_of_a_shared_process_is_in_its_own_file() {
    let mut files = shipped();
    let shared = files
        .iter_mut()
        .find(|file| file.path == "processes/site-check.toml")
        .unwrap();
    shared.text = shared.text.replacen("people = 2", "people = 0", 1);
    let line = 1 + shared
        .text
        .find("people = 0")
        .map_or(0, |at| shared.text[..at].matches('\n').count());
    let findings = Catalogue::read(&files).unwrap_err();
    let here = findings
        .iter()
        .filter(|finding| finding.file == "processes/site-check.toml");
    let lines: Vec<_> = here.map(|finding| (finding.line, finding.rule)).collect();
    assert!(
        lines
            .iter()
            .any(|(at, rule)| *rule == "people" && at.abs_diff(line) <= 6),
        "{findings:?}"
    );
}

#[test]
fn a_version_that_breaks_a_bundle_is_refused() {
    let files = shipped();
    let catalogue = read(&files);
    let food = files
        .iter()
        .find(|file| file.path == "items/food-business-licence.toml")
        .unwrap();
    // The bundle does not ask how large the kitchen is.
    let more = food.text.replacen(
        "[[page.field]]\nkey = \"employees\"",
        "[[page.field]]\nkey = \"kitchen-area\"\nlabel = { zh = \"厨房面积\", en = \"Kitchen\" }\n\
         kind = \"integer\"\n\n[[page.field]]\nkey = \"employees\"",
        1,
    );
    let faults = prove(&catalogue, more).unwrap_err();
    assert!(
        faults.iter().all(|(file, _)| file.starts_with("bundles/")) && !faults.is_empty(),
        "{faults:?}"
    );
}

#[test]
fn who_files_says_who_sees_it() {
    let mut item = item();
    assert!(item.is_public());
    item.audience = vec![Audience::Agency];
    assert!(!item.is_public());
    item.audience.push(Audience::Entity);
    assert!(item.is_public());
}

#[test]
fn a_comparison_names_what_changed_and_nothing_else() {
    let before = of(SAMPLE.into());
    assert!(compare(&before.item, &before.item).is_empty());
    // A comment, or a line that moved, is another version and no change.
    let moved = of(format!("# A comment\n\n{SAMPLE}"));
    assert_ne!(moved.hash, before.hash);
    assert!(compare(&before.item, &moved.item).is_empty());

    let after = of(SAMPLE
        .replace("key = \"site-check\"", "key = \"visit\"")
        .replace("next = \"site-check\"", "next = \"visit\"")
        .replace(
            "\"examination\", \"site-check\"",
            "\"examination\", \"visit\"",
        )
        .replacen("limit = 1", "limit = 2", 1)
        .replace("key = \"remarks\"", "key = \"notes\""));
    let found = compare(&before.item, &after.item);
    let said: Vec<_> = found
        .nodes
        .iter()
        .map(|one| (one.key.as_str(), one.kind.clone()))
        .collect();
    assert!(said.contains(&("visit", Kind::Added)), "{said:?}");
    assert!(said.contains(&("site-check", Kind::Removed)), "{said:?}");
    let review = ("review", Kind::Changed(vec!["apart-from"]));
    assert!(said.contains(&review), "{said:?}");
    let fields: Vec<_> = found
        .fields
        .iter()
        .map(|one| (one.key.as_str(), one.kind.clone()))
        .collect();
    assert_eq!(fields, [("notes", Kind::Added), ("remarks", Kind::Removed)]);
    assert_eq!(found.rest, ["page"]);
    assert!(found.limits.is_empty());
}

#[test]
fn a_longer_promise_is_a_change_of_limits() {
    let before = of(SAMPLE.into());
    let mut after = of(SAMPLE.into());
    after.item.limits.promised.value += 1;
    let found = compare(&before.item, &after.item);
    let keys: Vec<_> = found.limits.iter().map(|one| one.key).collect();
    assert_eq!(keys, ["promised"]);
}

#[test]
fn a_case_that_goes_over_is_not_warned_of_a_renamed_step_again() {
    let mut run = Run::accepted(item(), "2026-05-11T09:00:00+08:00");
    assert_eq!(open_key(&run.case), "examination");
    run.signal("2026-05-13T09:00:00+08:00");
    let of_step = |run: &Run| {
        let warnings = run.case.warnings.iter();
        let steps = warnings.filter(|one| one.deadline == DeadlineKind::Step);
        steps.count()
    };
    let before = of_step(&run);
    assert!(before > 0, "the step is late");
    let to = of(SAMPLE
        .replace("key = \"examination\"", "key = \"first-look\"")
        .replace("next = \"examination\"", "next = \"first-look\"")
        .replace("\"examination\"", "\"first-look\""));
    let mapping = Mapping::from([("examination".into(), "first-look".into())]);
    let facts = run
        .case
        .migrate(&Actor::SYSTEM, &to, &mapping, Vec::new(), &run.ctx());
    run.push(&Actor::SYSTEM, facts);
    run.item = to.item;
    assert_eq!(open_key(&run.case), "first-look");
    run.signal("2026-05-13T09:00:01+08:00");
    assert_eq!(of_step(&run), before);
}

#[test]
fn what_was_signed_stays_where_it_is() {
    let mut run = Run::accepted(item(), "2026-05-11T09:00:00+08:00");
    let examiner = officer(2, &[Role::Examiner]);
    for (when, step, outcome) in [
        ("2026-05-11T10:00:00+08:00", "examination", "pass"),
        ("2026-05-11T11:00:00+08:00", "site-check", "qualified"),
    ] {
        run.step(when, &examiner, step, outcome).unwrap();
    }
    let signed = &run.case.open[0].signatures;
    assert_eq!(signed.len(), 1, "one of two has signed");
    assert!(signed[0].by.hands().any(|hand| hand == officer_id(2)));
    let to = sample("limit = 2", "limit = 3");
    let checked = run
        .case
        .check_migration(&to, &Mapping::new(), &[], &run.ctx());
    assert_eq!(checked, Err(vec![Forbids::Signed("site-check".into())]));
}

#[test]
fn a_choice_that_stands_still_says_why() {
    let text = SAMPLE
        .replacen("next = \"site-check\"", "next = \"way\"", 1)
        .replace(
            "[licence]\n",
            "[[choice]]\nkey = \"way\"\nname = { zh = \"分支\", en = \"Way\" }\notherwise = \"site-check\"\n\n\
             [[choice.branch]]\nwhen = '100 / (answers.area - 80) > 3'\nnext = \"review\"\n\n[licence]\n",
        );
    let to = of(text);
    let mut run = Run::accepted(to.item, "2026-05-11T09:00:00+08:00");
    let data = |area: &str| CaseData {
        answers: Answers::from([("area".to_owned(), area.to_owned())]),
        applicant: Audience::Person,
        records: BTreeMap::new(),
    };
    let examiner = officer(2, &[Role::Examiner]);
    let (stuck, free) = (data("80"), data("90"));
    run.act("2026-05-11T10:00:00+08:00", &examiner, |case, ctx| {
        let ctx = Ctx {
            data: Some(&stuck),
            ..*ctx
        };
        let opinion = statement();
        case.record_step(&examiner, "examination", recording("pass", &opinion), &ctx)
    })
    .unwrap();
    assert_eq!(open_key(&run.case), "way");
    let with = |data| Ctx {
        data: Some(data),
        ..run.ctx()
    };
    let ctx = with(&stuck);
    let waits = run.case.unanswered("way", &ctx).unwrap();
    assert_eq!(waits.condition.source(), "100 / (answers.area - 80) > 3");
    assert!(matches!(waits.why, NotEvaluated::DivisionByZero { .. }));
    assert_eq!(
        run.case.unanswered("way", &with(&free)),
        None,
        "it would go on"
    );
}
