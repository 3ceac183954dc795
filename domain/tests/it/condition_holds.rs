//! Conditions: what they decide, and where they stand.

use std::collections::BTreeSet;

use domain::condition::{Condition, Evidence, Value, spelling};

use crate::condition::{SOUND, keys};

fn evidence() -> Evidence {
    let mut evidence = Evidence::default();
    let text = |text: &str| Value::Text(text.to_owned());
    let values = [
        ("answers", "rural", Value::Bool(true)),
        ("answers", "well-depth", Value::Int(45)),
        ("answers", "area", Value::Int(-7)),
        ("answers", "remarks", text("打井取水")),
        ("answers", "source", text("ground")),
        ("answers", "uses", Value::Many(keys(&["farming"]))),
        ("answers", "begins-on", text("2026-07-01")),
        ("answers", "kind", text("b")),
        ("applicant", "kind", text("c")),
        ("outcomes", "hearing.hold", text("held")),
    ];
    for (group, key, value) in values {
        evidence.insert(group, key, value);
    }
    evidence
}

fn decided(source: &str) -> Result<bool, String> {
    let condition = Condition::parse(source).unwrap_or_else(|fault| panic!("{source}: {fault}"));
    condition
        .holds(&evidence())
        .map_err(|error| error.to_string())
}

#[test]
fn conditions_decide() {
    let yes = [
        "answers.rural",
        "answers.well_depth > 30 && answers.well_depth <= 45",
        "answers.well_depth / 2 == 22 && answers.area / 2 == -3 && answers.area % 2 == -1",
        "-answers.area == 7 && answers.area + 2 * 3 - 1 == -2",
        "answers.source == 'ground' && answers.source != 'surface'",
        "'farming' in answers.uses && !('industry' in answers.uses)",
        "answers.kind in ['a', 'b'] && !(applicant.kind in ['a', 'b'])",
        "answers.kind != applicant.kind",
        "answers.begins_on >= '2026-07-01' && answers.begins_on < '2026-10-01'",
        "size(answers.remarks) == 4 && answers.uses.size() == 1",
        "outcomes.hearing__hold == 'held'",
        "!has(answers.staff) && !has(records.anything) && has(answers.area)",
        "(answers.rural ? 5 : 50) == 5 && (!answers.rural ? 5 : 50) == 50",
        // What does not matter is not looked at.
        "answers.rural || answers.staff > 3",
        "!(!answers.rural && answers.staff > 3)",
        "answers.rural ? true : answers.staff > 3",
        "!has(answers.staff) || answers.staff / 0 == 1",
        // `&&` before `||`, comparisons before both.
        "true || false && false",
        "1 + 2 * 3 == 7 && !false == true",
    ];
    for source in yes {
        assert_eq!(decided(source), Ok(true), "{source}");
        assert_eq!(decided(&format!("!({source})")), Ok(false), "{source}");
    }
}

#[test]
fn what_cannot_be_decided_is_an_error() {
    let errors = [
        ("answers.staff > 3", "`answers.staff` is not known"),
        // CEL would let the other side decide.
        (
            "answers.staff > 3 || answers.rural",
            "`answers.staff` is not known",
        ),
        (
            "answers.area / 0 == 1 && false",
            "`answers.area / 0` divides by zero",
        ),
        (
            "answers.area % (answers.area + 7) == 1",
            "`answers.area % (answers.area + 7)` divides by zero",
        ),
        (
            "answers.area * 9223372036854775807 > 1",
            "`answers.area * 9223372036854775807` is larger than can be counted",
        ),
        (
            "-(-9223372036854775807 - 1) > 1",
            "`-(-9223372036854775807 - 1)` is larger than can be counted",
        ),
        // Evidence that does not satisfy the schema: CEL would say `false`, and its `!=` `true`.
        (
            "answers.area != '3'",
            "`answers.area != \"3\"` compares what is not alike, or what has no order",
        ),
        (
            "answers.remarks < '2026-01-01'",
            "`answers.remarks < \"2026-01-01\"` compares what is not alike, or what has no order",
        ),
        (
            "answers.uses == answers.uses",
            "`answers.uses == answers.uses` compares what is not alike, or what has no order",
        ),
        (
            "answers.area in ['a']",
            "`answers.area in [\"a\"]` compares what is not alike, or what has no order",
        ),
        (
            "answers.area in answers.uses",
            "`answers.area in answers.uses` compares what is not alike, or what has no order",
        ),
        (
            "'a' in answers.source",
            "`answers.source` is a text; a list of options is needed",
        ),
        (
            "size(answers.area) == 1",
            "`answers.area` is a whole number; a text or a list is needed",
        ),
        (
            "answers.rural + 1 == 2",
            "`answers.rural` is yes or no; a whole number is needed",
        ),
        (
            "answers.area",
            "`answers.area` is a whole number; yes or no is needed",
        ),
        (
            "answers.source || answers.rural",
            "`answers.source` is a text; yes or no is needed",
        ),
    ];
    for (source, error) in errors {
        assert_eq!(decided(source), Err(error.to_owned()), "{source}");
    }
}

#[test]
fn keys_are_spelt_as_names() {
    assert_eq!(spelling("area"), "area");
    assert_eq!(spelling("well-depth"), "well_depth");
    assert_eq!(spelling("hearing.hold"), "hearing__hold");
    assert_eq!(spelling("on-site.check-2"), "on_site__check_2");
}

#[test]
fn what_a_condition_reads() {
    let condition = Condition::parse(
        "has(outcomes.hearing__hold) && (answers.rural ? 'a' in answers.uses : size(answers.remarks) \
         > -answers.area * 2) || !(answers.rural == true) || answers.kind in ['a']",
    )
    .unwrap();
    let uses = BTreeSet::from([
        ("answers", "area"),
        ("answers", "kind"),
        ("answers", "remarks"),
        ("answers", "rural"),
        ("answers", "uses"),
        ("outcomes", "hearing__hold"),
    ]);
    assert_eq!(condition.uses(), uses);
}

#[derive(Debug, serde::Deserialize)]
struct Branch {
    when: toml::Spanned<Condition>,
}

#[test]
fn conditions_stand_in_files() {
    let branch: Branch = toml::from_str("when = 'answers.kind in [\"a\"]'").unwrap();
    assert_eq!(branch.when.get_ref().source(), "answers.kind in [\"a\"]");
    let file = "name = 'x'\nwhen = 'answers.area = 3'\n";
    let error = toml::from_str::<Branch>(file).unwrap_err();
    assert_eq!(
        error.message(),
        "at line 1, column 14: write `==` to compare"
    );
    assert_eq!(error.span().unwrap().start, file.find("'answers").unwrap());
    assert!(toml::from_str::<Branch>("when = 3").is_err());
}

#[test]
fn conditions_go_anywhere_and_evidence_stays_private() {
    fn anywhere<T: Clone + Send + Sync + 'static>(_: &T) {}
    let condition = Condition::parse("answers.rural").unwrap();
    anywhere(&condition);
    anywhere(&evidence());
    assert_eq!(format!("{condition:?}"), "Condition(\"answers.rural\")");
    assert_eq!(condition, condition.clone());
    let printed = format!("{:?}", evidence());
    assert!(printed.contains("\"remarks\": a text"), "{printed}");
    assert!(!printed.contains("打井取水") && !printed.contains("45"));
}

#[test]
fn deciding_allocates_nothing() {
    let evidence = evidence();
    for source in SOUND {
        let condition = Condition::parse(source).unwrap();
        if condition.holds(&evidence).is_ok() {
            let measured = allocation_counter::measure(|| {
                std::hint::black_box(condition.holds(&evidence).is_ok());
            });
            assert_eq!(measured.count_total, 0, "{source}");
        }
    }
    let cloned = Condition::parse("answers.rural").unwrap();
    let measured = allocation_counter::measure(|| drop(std::hint::black_box(cloned.clone())));
    assert_eq!(measured.count_total, 0);
}
