//! Which parts of a bundle apply, what each is given, and what becomes of those that wait.

use domain::application::Answers;
use domain::bundle::{Standing, applying, behind, given, promised, standing, waits_for};
use domain::case::Decision;
use domain::catalogue::{Bundle, Catalogue};
use domain::limit::{Limit, Unit};

use crate::catalogue::{read, shipped};
use crate::world::{Run, applicant, decider, item};

const BUSINESS: &str = "000731001002";
const FOOD: &str = "000131001001";
const SIGN: &str = "000117023001";
const FIRE: &str = "000195001001";
const CERTIFICATE: &str = "002012002001";
const HOUSEHOLD: &str = "000709002001";
const VACCINATION: &str = "002012003001";
const INSURANCE: &str = "002036001001";
const CARD: &str = "002014001001";

fn answers(pairs: &[(&str, &str)]) -> Answers {
    let pairs = pairs.iter();
    pairs
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
        .collect()
}

fn bundle<'a>(catalogue: &'a Catalogue, key: &str) -> &'a Bundle {
    catalogue.bundle(key).unwrap()
}

fn codes(bundle: &Bundle, answers: &Answers) -> Vec<String> {
    let parts = applying(bundle, answers);
    parts.iter().map(|part| part.code().to_owned()).collect()
}

#[test]
fn the_answers_say_which_parts_apply() {
    let catalogue = read(&shipped());
    assert_eq!(catalogue.bundles().count(), 2);
    let restaurant = bundle(&catalogue, "restaurant");
    let of = |sign, area| {
        codes(
            restaurant,
            &answers(&[("has-sign", sign), ("built-area", area)]),
        )
    };
    assert_eq!(of("no", "small"), [BUSINESS, FOOD]);
    assert_eq!(of("yes", "small"), [BUSINESS, FOOD, SIGN]);
    assert_eq!(of("yes", "large"), [BUSINESS, FOOD, SIGN, FIRE]);
    let newborn = bundle(&catalogue, "newborn");
    assert_eq!(codes(newborn, &Answers::new()).len(), 6);
    assert_eq!(newborn.hash.len(), 64);
}

#[test]
fn a_part_gets_its_own_words_for_the_one_answer() {
    let catalogue = read(&shipped());
    let newborn = bundle(&catalogue, "newborn");
    let told = answers(&[
        ("mother-name", "张三"),
        ("father-name", "李四"),
        ("residence-division", "620102001"),
        ("receive-by", "collect"),
        ("post-address", "typed before the answer was changed"),
    ]);
    let of = |code: &str| {
        let item = &catalogue.item(code).unwrap().item;
        given(newborn, newborn.part(code).unwrap(), item, &told).answers
    };
    let registration = of("002012001001");
    for (field, value) in [
        ("applicant-name", "张三"),
        ("spouse-name", "李四"),
        ("registration-division", "620102001"),
        ("married", "yes"),
        ("stage", "born"),
    ] {
        assert_eq!(registration[field], value, "{field}");
    }
    assert!(
        !registration.contains_key("mother-name"),
        "no such field there"
    );
    let certificate = of(CERTIFICATE);
    assert_eq!(certificate["mother-name"], "张三");
    assert_eq!(certificate["parents"], "married");
    assert!(
        !certificate.contains_key("post-address"),
        "not asked any more"
    );
    assert_eq!(of(INSURANCE)["guardian-name"], "张三");
}

#[test]
fn files_and_later_answers_come_along() {
    let catalogue = read(&shipped());
    let restaurant = bundle(&catalogue, "restaurant");
    let item = &catalogue.item(FOOD).unwrap().item;
    let food = given(
        restaurant,
        restaurant.part(FOOD).unwrap(),
        item,
        &Answers::new(),
    );
    assert_eq!(food.materials["layout-and-process"], "layout-and-process");
    let source = &food.recorded["credit-code"];
    assert_eq!(
        (
            source.item.as_str(),
            source.step.as_str(),
            source.field.as_str()
        ),
        (BUSINESS, "code-assignment", "credit-code")
    );
    let text = serde_json::to_string(&food).unwrap();
    assert_eq!(
        serde_json::from_str::<domain::bundle::Given>(&text).unwrap(),
        food
    );
}

#[test]
fn parts_wait_for_what_applies() {
    let catalogue = read(&shipped());
    let newborn = bundle(&catalogue, "newborn");
    let waits = |code: &str| waits_for(newborn, newborn.part(code).unwrap(), &Answers::new());
    assert!(waits(CERTIFICATE).is_empty());
    assert_eq!(waits(HOUSEHOLD), [CERTIFICATE]);
    assert_eq!(waits(CARD), [HOUSEHOLD]);
    let depth = |code: &str| newborn.depth(newborn.part(code).unwrap());
    assert_eq!(
        [CERTIFICATE, HOUSEHOLD, VACCINATION, CARD].map(depth),
        [0, 1, 1, 2]
    );

    // Without the part between, one waits for what that one would have waited for.
    let mut files = shipped();
    let file = files
        .iter_mut()
        .find(|one| one.path == "bundles/newborn.toml");
    let file = file.unwrap();
    file.text = file.text.replacen(
        "name = { zh = \"户口登记\", en = \"Household register\" }",
        "name = { zh = \"户口登记\", en = \"Household register\" }\nwhen = { field = \"settle-with\", is = [\"mother\"] }",
        1,
    );
    let catalogue = read(&files);
    let newborn = bundle(&catalogue, "newborn");
    let elsewhere = answers(&[("settle-with", "father")]);
    assert_eq!(codes(newborn, &elsewhere).len(), 5);
    let card = newborn.part(CARD).unwrap();
    assert_eq!(waits_for(newborn, card, &elsewhere), [CERTIFICATE]);
}

#[test]
fn the_whole_takes_the_longest_way() {
    let catalogue = read(&shipped());
    let limit = |code: &str| Some(catalogue.item(code)?.item.limits.promised.limit());
    let newborn = promised(bundle(&catalogue, "newborn"), limit);
    assert_eq!(
        newborn,
        Some(Limit::working_days(8)),
        "0, then 3, then the card's 5"
    );
    let restaurant = bundle(&catalogue, "restaurant");
    assert_eq!(promised(restaurant, limit), Some(Limit::working_days(7)));
    let mixed = |code: &str| {
        let unit = if code == FIRE {
            Unit::NaturalDay
        } else {
            Unit::WorkingDay
        };
        Some(Limit::new(5, unit))
    };
    assert_eq!(promised(restaurant, mixed), None, "days of two kinds");
    assert_eq!(promised(restaurant, |_| None), None);
}

#[test]
fn what_ends_takes_along_what_waits_for_it() {
    let waiting: Vec<(String, Vec<String>)> = [
        (CARD, vec![HOUSEHOLD]),
        (HOUSEHOLD, vec![CERTIFICATE]),
        (VACCINATION, vec![CERTIFICATE]),
        (FOOD, vec![BUSINESS]),
    ]
    .into_iter()
    .map(|(item, after)| (item.to_owned(), after.into_iter().map(Into::into).collect()))
    .collect();
    assert_eq!(
        behind(&waiting, CERTIFICATE),
        [HOUSEHOLD, VACCINATION, CARD]
    );
    assert_eq!(behind(&waiting, HOUSEHOLD), [CARD]);
    assert!(behind(&waiting, CARD).is_empty());
}

#[test]
fn a_case_stands_for_what_waits_for_it() {
    const MONDAY: &str = "2026-11-23 10:00";
    let accepted = Run::accepted(item(), MONDAY);
    assert_eq!(standing(&Run::new(item(), MONDAY).case), Standing::Pending);
    assert_eq!(standing(&accepted.case), Standing::Pending);
    // Decided is not enough: the licence is what the next agency looks at.
    assert_eq!(
        standing(&accepted.clone().to("licence").case),
        Standing::Pending
    );
    assert_eq!(
        standing(&accepted.clone().to("delivery").case),
        Standing::Granted
    );
    assert_eq!(
        standing(&accepted.clone().to("end").case),
        Standing::Granted
    );
    let mut refused = accepted.clone().to("decision");
    refused
        .decide(MONDAY, &decider(), Decision::Refused)
        .unwrap();
    assert_eq!(
        standing(&refused.case),
        Standing::Ended,
        "before it is delivered"
    );
    let mut withdrawn = accepted;
    withdrawn
        .act(MONDAY, &applicant(), |case, _| {
            case.withdraw(&applicant(), None)
        })
        .unwrap();
    assert_eq!(standing(&withdrawn.case), Standing::Ended);
}
