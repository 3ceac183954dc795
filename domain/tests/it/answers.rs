//! The kinds of questions that have a shape of their own: money, addresses, declarations, lists and groups.

use domain::application::{
    Answers, Checks, Fault, FaultKind, changes, check, counting, fen, fitting, members,
    next_member, sent,
};
use domain::catalogue::{Catalogue, Field, Form, FormPage};
use domain::identifier::resident_id;
use proptest::prelude::*;
use serde::Deserialize;

use crate::catalogue::shipped;
use crate::world::*;

#[derive(Deserialize)]
struct Pages {
    page: Vec<FormPage>,
}

fn pages(text: &str) -> Vec<FormPage> {
    toml::from_str::<Pages>(text).unwrap().page
}

const ASKED: &str = r#"
[[page]]
key = "money"
title = { zh = "钱", en = "Money" }
field = [
  { key = "income", label = { zh = "收入", en = "Income" }, kind = "money", min = 1, max = 5000 },
  { key = "home", label = { zh = "住址", en = "Home" }, kind = "division-address", max = 10 },
  { key = "declared", label = { zh = "我承诺", en = "I declare" }, kind = "declaration", text = { zh = "属实", en = "True" } },
]

[[page]]
key = "people"
title = { zh = "家庭", en = "People" }

[[page.field]]
key = "people"
label = { zh = "成员", en = "Member" }
kind = "group"
min = 1
max = 3

[[page.field.field]]
key = "name"
label = { zh = "姓名", en = "Name" }
kind = "text"
max = 5

[[page.field.field]]
key = "born"
label = { zh = "出生日期", en = "Born" }
kind = "date"
past = true
optional = true

[[page.field.field]]
key = "id"
label = { zh = "身份证号", en = "Identity number" }
kind = "resident-id"
optional = true

[[page.field.field]]
key = "at"
label = { zh = "住址", en = "Home" }
kind = "division-address"
optional = true
"#;

fn checks() -> Checks<'static> {
    Checks {
        today: day("2026-11-23"),
        is_division: &|_, code| code == "620102",
    }
}

fn answers(pairs: &[(&str, &str)]) -> Answers {
    let owned = |&(key, value): &(&str, &str)| (key.to_owned(), value.to_owned());
    pairs.iter().map(owned).collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    answers(pairs).into_iter().collect()
}

fn field<'a>(pages: &'a [FormPage], key: &str) -> &'a Field {
    let mut fields = pages.iter().flat_map(|page| &page.fields);
    fields.find(|field| field.key() == key).unwrap()
}

fn one(key: &str, raw: &str) -> Result<String, FaultKind> {
    let pages = pages(ASKED);
    let (kept, faults) = check([field(&pages, key)], &answers(&[(key, raw)]), &checks());
    match &faults[..] {
        [] => Ok(kept.get(key).cloned().unwrap_or_default()),
        [fault] => {
            assert_eq!(
                kept.get(key).map(String::as_str),
                Some(raw.trim()),
                "as typed"
            );
            Err(fault.kind)
        }
        more => panic!("{more:?}"),
    }
}

#[test]
fn each_kind_says_what_is_wrong() {
    use FaultKind::*;
    for (key, raw, wrong) in [
        ("income", "", Required),
        ("income", "many", NotMoney),
        ("income", "0.99", TooSmall { min: 1 }),
        ("income", "5000.01", TooLarge { max: 5000 }),
        ("home", "", NotADivision),
        ("home", "0 街", NotADivision),
        ("home", "620102", NoStreet),
        ("home", "620102 一二三四五六七八九十甲", TooLong { max: 10 }),
        ("declared", "", Undeclared),
        ("declared", "yes", Undeclared),
    ] {
        assert_eq!(one(key, raw), Err(wrong), "{key} {raw:?}");
    }
    assert_eq!(one("income", "5,000").as_deref(), Ok("5000.00"));
    assert_eq!(
        one("home", "620102  张掖路").as_deref(),
        Ok("620102 张掖路")
    );
}

#[test]
fn a_tick_holds_for_one_wording() {
    let one = pages(ASKED);
    let wording = field(&one, "declared").wording();
    assert_eq!(wording.len(), 16);
    let other = pages(&ASKED.replace("属实", "属实、完整"));
    assert_ne!(field(&other, "declared").wording(), wording);
    let given = answers(&[("declared", &wording)]);
    let (_, faults) = check([field(&one, "declared")], &given, &checks());
    assert_eq!(faults, []);
    let (_, faults) = check([field(&other, "declared")], &given, &checks());
    assert_eq!(faults[0].kind, FaultKind::Undeclared);
}

#[test]
fn what_is_sent_is_put_together_by_field() {
    let pages = pages(ASKED);
    let fields: Vec<&Field> = pages.iter().flat_map(|page| &page.fields).collect();
    let got = sent(
        fields,
        &pairs(&[
            ("home", "620102"),
            ("home.street", " 张掖路1号 "),
            ("people.2.name", "兰"),
            ("people.2.at.street", "定西路"),
            ("people.02.name", "no such member"),
            ("people.2.robot", "no such question"),
            ("other", "no such field"),
        ]),
    );
    let mut given: Answers = got
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .collect();
    assert_eq!(given.remove("home").as_deref(), Some("620102 张掖路1号"));
    assert_eq!(given.remove("people.2.name").as_deref(), Some("兰"));
    assert_eq!(given.remove("people.2.at").as_deref(), Some("0 定西路"));
    assert_eq!(given, Answers::new());
}

#[test]
fn every_member_is_checked_and_counted() {
    let pages = pages(ASKED);
    let people = field(&pages, "people");
    let found = |given: &[(&str, &str)]| {
        let (kept, faults) = check([people], &answers(given), &checks());
        let faults: Vec<_> = faults
            .into_iter()
            .map(|one| (one.field, one.kind))
            .collect();
        (kept, faults)
    };
    let (kept, faults) = found(&[("people.1.name", " "), ("people.1.born", "")]);
    assert_eq!(kept, Answers::new(), "nobody");
    assert_eq!(faults, [("people".into(), FaultKind::TooFew { min: 1 })]);
    let (kept, faults) = found(&[
        ("people.2.name", "一二三四五六"),
        ("people.7.born", "２０２０年１月２日"),
        ("people.9.name", "兰"),
        ("people.10.name", "梅"),
    ]);
    assert_eq!(kept["people.7.born"], "2020-01-02");
    assert_eq!(
        faults,
        [
            ("people".into(), FaultKind::TooMany { max: 3 }),
            ("people.2.name".into(), FaultKind::TooLong { max: 5 }),
            ("people.7.name".into(), FaultKind::Required),
        ]
    );
    assert_eq!(
        members(people, &kept),
        [2, 7, 9, 10],
        "by number, not by letter"
    );
    assert_eq!(next_member(people, &kept), Some(11));
}

#[test]
fn nobody_stands_twice_in_a_list_or_is_born_tomorrow() {
    let pages = pages(ASKED);
    let people = field(&pages, "people");
    let found = |given: &[(&str, &str)]| {
        let (_, faults) = check([people], &answers(given), &checks());
        let faults = faults.into_iter().map(|one| (one.field, one.kind));
        faults.collect::<Vec<_>>()
    };
    let id = resident_id::synthesise("620102", jiff::civil::date(1990, 1, 1), 998);
    let other = resident_id::synthesise("620102", jiff::civil::date(1991, 1, 1), 998);
    let typed = format!("{} {}", &id[..6], &id[6..]);
    let list = |second: &str| {
        found(&[
            ("people.2.name", "兰"),
            ("people.2.id", &id),
            ("people.5.name", "梅"),
            ("people.7.name", "竹"),
            ("people.7.id", second),
        ])
    };
    let same = FaultKind::SameNumber {
        first: 1,
        second: 3,
    };
    assert_eq!(list(&id), [("people".to_owned(), same)]);
    assert_eq!(
        list(&typed),
        [("people".to_owned(), same)],
        "however it is typed"
    );
    assert_eq!(list(&other), []);
    for (day, fault) in [
        ("2026-11-23", None),
        ("2026-11-24", Some(FaultKind::NotYet)),
        ("1900-01-01", None),
        ("1899-12-31", Some(FaultKind::NotADate)),
    ] {
        let faults = found(&[("people.1.name", "兰"), ("people.1.born", day)]);
        let kinds: Vec<_> = faults.into_iter().map(|(_, kind)| kind).collect();
        assert_eq!(kinds, fault.into_iter().collect::<Vec<_>>(), "{day}");
    }
}

#[test]
fn a_day_to_come_is_not_over() {
    let pages = pages(&ASKED.replace("past = true", "future = true"));
    let people = field(&pages, "people");
    for (day, fault) in [
        ("2026-11-22", Some(FaultKind::Over)),
        ("2026-11-23", None),
        ("2027-01-01", None),
    ] {
        let given = answers(&[("people.1.name", "兰"), ("people.1.born", day)]);
        let (_, faults) = check([people], &given, &checks());
        let kinds: Vec<_> = faults.into_iter().map(|fault| fault.kind).collect();
        assert_eq!(kinds, fault.into_iter().collect::<Vec<_>>(), "{day}");
    }
}

#[test]
fn what_fits_is_taken_over_and_what_does_not_is_shown() {
    let old = pages(ASKED);
    let new = pages(
        &ASKED
            .replace("max = 5000", "max = 1000")
            .replace("key = \"home\"", "key = \"residence\"")
            .replace("max = 3", "max = 2"),
    );
    let form = |pages| Form {
        pages,
        materials: &[],
    };
    let wording = field(&old, "declared").wording();
    let given = answers(&[
        ("income", "3000.00"),
        ("home", "620102 张掖路"),
        ("declared", &wording),
        ("people.1.name", "兰"),
        ("people.1.born", "2020-01-02"),
    ]);
    let kept = fitting(form(&new), &given, &checks());
    let people = answers(&[("people.1.name", "兰"), ("people.1.born", "2020-01-02")]);
    assert_eq!(kept, people, "no declaration, nothing that is too much");

    let found = changes(Some(form(&old)), form(&new), &given, &checks());
    let names = |labels: &[domain::locale::Localised]| -> Vec<String> {
        labels.iter().map(|label| label.zh.clone()).collect()
    };
    assert_eq!(names(&found.new), ["住址"]);
    assert_eq!(names(&found.changed), ["收入", "成员"]);
    assert_eq!(names(&found.gone), ["住址"]);
    let unfit: Vec<_> = found.unfit.into_iter().map(|one| one.answers).collect();
    assert_eq!(
        unfit,
        [
            answers(&[("income", "3000.00")]),
            answers(&[("home", "620102 张掖路")])
        ]
    );
    let blind = changes(None, form(&new), &given, &checks());
    assert_eq!(blind.unfit.len(), 1);
    assert_eq!(counting(form(&new), &given).len(), 4, "what is asked");
}

/// The rules that the shipped catalogue breaks with one piece of one file changed.
fn broken(path: &str, from: &str, to: &str) -> Vec<(String, &'static str)> {
    let mut files = shipped();
    let file = files.iter_mut().find(|file| file.path == path).unwrap();
    assert!(file.text.contains(from), "{from}");
    file.text = file.text.replacen(from, to, 1);
    let found = Catalogue::read(&files).err().unwrap_or_default();
    found.into_iter().map(|one| (one.file, one.rule)).collect()
}

#[test]
fn lists_groups_and_declarations_are_proved() {
    const ALLOWANCES: &str = "items/disability-allowances.toml";
    const PROPERTY: &str = "items/real-estate-registration.toml";
    const LIST: &str = "lists/relations.toml";
    for (path, from, to, rule) in [
        (LIST, "en = \"Other\"", "en = \"\"", "list"),
        (LIST, "key = \"spouse\"", "key = \"child\"", "list"),
        (LIST, "key = \"spouse\"", "key = \"a,b\"", "list"),
        (LIST, "key = \"relations\"", "key = \"kin\"", "list"),
        (ALLOWANCES, "list = \"relations\"", "list = \"kin\"", "list"),
        (
            ALLOWANCES,
            "kind = \"money\"",
            "kind = \"money\"\nlist = \"relations\"",
            "list",
        ),
        (ALLOWANCES, "max = 12", "max = 51", "group"),
        (ALLOWANCES, "max = 12", "max = 12\nmin = 13", "group"),
        (
            ALLOWANCES,
            "max = 12",
            "max = 12\n\n[[page.field]]\nkey = \"more\"\nlabel = { zh = \"再\", en = \"More\" }\nkind = \"text\"",
            "group",
        ),
        (
            ALLOWANCES,
            "kind = \"money\"",
            "kind = \"declaration\"",
            "group",
        ),
        (
            PROPERTY,
            "kind = \"declaration\"",
            "kind = \"text\"",
            "field-kind",
        ),
        (
            PROPERTY,
            "kind = \"division-address\"",
            "kind = \"declaration\"",
            "field-kind",
        ),
    ] {
        let found = broken(path, from, to);
        assert!(
            found.iter().any(|(_, broken)| *broken == rule),
            "{path} {to}: {found:?}"
        );
        assert!(
            found.iter().any(|(file, _)| file == path),
            "{path} {to}: {found:?}"
        );
    }
}

#[test]
fn a_version_has_its_lists_in_it() {
    let catalogue = Catalogue::read(&shipped()).unwrap();
    let trade = catalogue.item("000731001002").unwrap();
    assert!(trade.source.contains("[[list]]\nkey = \"industries\""));
    assert_eq!(trade.item.field("trade").unwrap().options.len(), 20);
    // The text of a version is a file that reads the same.
    let file = domain::catalogue::SourceFile {
        path: "items/x.toml".into(),
        text: trade.source.clone(),
    };
    let again = catalogue
        .prove(&file, &|code| catalogue.item(code).cloned())
        .unwrap();
    assert_eq!(again.hash, trade.hash);
}

proptest! {
    /// What holds is the same when it is checked once more, whatever was typed.
    #[test]
    fn checking_twice_changes_nothing(
        income in "[0-9０-９,，.元¥ ]{0,9}",
        home in "(620102|0|620199)? ?[张掖路1-9 ]{0,6}",
        born in "[0-9２年月日.-]{0,11}",
    ) {
        let pages = pages(ASKED);
        let fields: Vec<&Field> = pages.iter().flat_map(|page| &page.fields).collect();
        let given = answers(&[("income", &income), ("home", &home), ("people.1.born", &born)]);
        let (once, faults) = check(fields.clone(), &given, &checks());
        let (twice, again) = check(fields, &once, &checks());
        prop_assert_eq!(&once, &twice);
        prop_assert_eq!(&faults, &again);
        if !faults.iter().any(|fault: &Fault| fault.field == "income") {
            prop_assert!(fen(&once["income"]).is_some());
        }
    }
}
