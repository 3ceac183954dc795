//! Answers: each fault, what is normalised, and what the answers ask for.

use domain::application::{
    Answers, Checks, Fault, check, first_unanswered, materials, pages, uploads,
};
use domain::identifier::{IdFault, credit_code, resident_id};

use crate::world::*;

fn answers(pairs: &[(&str, &str)]) -> Answers {
    pairs
        .iter()
        .map(|&(key, value)| (key.to_owned(), value.to_owned()))
        .collect()
}

fn checks() -> Checks<'static> {
    Checks {
        today: day("2026-11-23"),
        is_division: &|_, code| code == "620102",
    }
}

/// The normalised answer or the fault of one field.
fn one(field: &str, raw: &str) -> Result<String, String> {
    let item = item();
    let (kept, faults) = check(
        [item.field(field).unwrap()],
        &answers(&[(field, raw)]),
        &checks(),
    );
    match &faults[..] {
        [] => Ok(kept.get(field).cloned().unwrap_or_default()),
        [Fault { field: at, kind }] => {
            assert_eq!(at, field);
            assert_eq!(
                kept.get(field).map(String::as_str),
                Some(raw.trim()),
                "as typed"
            );
            Err(format!("{} {kind:?}", kind.key()))
        }
        more => panic!("{more:?}"),
    }
}

#[test]
fn each_fault() {
    let mut seen = Vec::new();
    for (field, raw) in [
        ("name", " "),
        ("name", "一二三四五六七八九十甲"),
        ("area", "many"),
        ("area", "-1"),
        ("area", "1"),
        ("area", "101"),
        ("opening", "2026-02-30"),
        ("trades", "hot,warm"),
        ("has-agent", "maybe"),
        ("agent-form", "robot"),
        ("email", "a@b"),
        ("email", "a b@example.cn"),
        ("premises-division", "620199"),
        ("phone", "123"),
        ("resident-id", "620102199001011234"),
        ("credit-code", "91620102"),
    ] {
        seen.push(format!("{field} {raw:?}: {}", one(field, raw).unwrap_err()));
    }
    insta::assert_snapshot!(seen.join("\n"), @r#"
    name " ": fault-required Required
    name "一二三四五六七八九十甲": fault-too-long TooLong { max: 10 }
    area "many": fault-number NotANumber
    area "-1": fault-number NotANumber
    area "1": fault-too-small TooSmall { min: 2 }
    area "101": fault-too-large TooLarge { max: 100 }
    opening "2026-02-30": fault-date NotADate
    trades "hot,warm": fault-choice NotAChoice
    has-agent "maybe": fault-choice NotAChoice
    agent-form "robot": fault-choice NotAChoice
    email "a@b": fault-email NotAnEmail
    email "a b@example.cn": fault-email NotAnEmail
    premises-division "620199": fault-division NotADivision
    phone "123": fault-identifier Identifier(Length)
    resident-id "620102199001011234": fault-identifier Identifier(CheckDigit)
    credit-code "91620102": fault-identifier Identifier(Length)
    "#);
}

#[test]
fn sound_answers_are_normalised() {
    let id = resident_id::synthesise("620102", day("1990-01-01"), 998);
    let code = credit_code::synthesise("91620102MA000000").unwrap();
    for (field, raw, kept) in [
        ("name", "  一二三四五六七八九十 ", "一二三四五六七八九十"),
        ("area", "０42", "42"),
        ("area", "2", "2"),
        ("area", "100", "100"),
        ("opening", "2026-12-01", "2026-12-01"),
        ("trades", "cold,hot", "cold,hot"),
        ("has-agent", "no", "no"),
        ("email", "a@example.cn", "a@example.cn"),
        ("premises-division", "620102", "620102"),
        ("phone", "138 0000 0000", "13800000000"),
        ("resident-id", id.as_str(), id.as_str()),
        ("credit-code", &code.as_str().to_lowercase(), code.as_str()),
        ("remarks", "", ""),
    ] {
        assert_eq!(one(field, raw).as_deref(), Ok(kept), "{field}");
    }
    assert_eq!(
        one("remarks", &"字".repeat(2000)).unwrap().chars().count(),
        2000
    );
    assert!(
        one("remarks", &"字".repeat(2001))
            .unwrap_err()
            .starts_with("fault-too-long")
    );
    let future = resident_id::synthesise("620102", day("2026-11-24"), 998);
    assert!(
        one("resident-id", &future)
            .unwrap_err()
            .contains(&format!("{:?}", IdFault::FutureBirth))
    );
}

#[test]
fn answers_that_no_field_has_are_dropped() {
    let item = item();
    let page = item.page("filing").unwrap();
    let (kept, faults) = check(
        &page.fields,
        &answers(&[("has-agent", "no"), ("roles", "admin")]),
        &checks(),
    );
    assert_eq!(kept, answers(&[("has-agent", "no")]));
    assert!(faults.is_empty());
}

fn asked(pairs: &[(&str, &str)]) -> String {
    let (item, answers) = (item(), answers(pairs));
    let pages: Vec<_> = pages(&item, &answers)
        .iter()
        .map(|page| page.key().to_owned())
        .collect();
    let materials: Vec<_> = materials(&item, &answers)
        .iter()
        .map(|rule| rule.key().to_owned())
        .collect();
    format!("{} | {}", pages.join(" "), materials.join(" "))
}

#[test]
fn pages_and_materials_follow_from_the_answers() {
    let all = "application-form business-licence layout rules";
    assert_eq!(asked(&[]), format!("applicant filing | {all}"));
    assert_eq!(
        asked(&[("has-agent", "no")]),
        format!("applicant filing | {all}")
    );
    assert_eq!(
        asked(&[("has-agent", "yes")]),
        format!("applicant filing agent | {all} authorisation")
    );
    let firm = [("has-agent", "yes"), ("agent-form", "firm")];
    assert_eq!(
        asked(&firm),
        format!("applicant filing agent agent-firm | {all} authorisation firm-papers")
    );
    assert_eq!(
        asked(&[("has-agent", "no"), ("agent-form", "firm")]),
        format!("applicant filing | {all}"),
        "an answer on a page that is no longer asked asks for nothing"
    );
    let item = item();
    let keys: Vec<_> = uploads(&item, &answers(&firm))
        .iter()
        .map(|rule| rule.key())
        .collect();
    assert_eq!(keys, ["layout", "rules", "authorisation", "firm-papers"]);
}

#[test]
fn the_first_page_without_sound_answers() {
    let item = item();
    let mut given = Answers::new();
    let first = |given: &Answers| {
        first_unanswered(&item, given, &checks()).map(|page| page.key().to_owned())
    };
    assert_eq!(first(&given).as_deref(), Some("applicant"));
    given.extend(answers(&[("name", "名"), ("premises-division", "620102")]));
    assert_eq!(first(&given).as_deref(), Some("filing"));
    given.extend(answers(&[("has-agent", "yes")]));
    assert_eq!(first(&given).as_deref(), Some("agent"));
    given.extend(answers(&[("agent-name", "某"), ("agent-form", "person")]));
    assert_eq!(first(&given), None);
    given.extend(answers(&[("area", "1")]));
    assert_eq!(first(&given).as_deref(), Some("applicant"));
}
