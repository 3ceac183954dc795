//! What one person needs: the questions that are asked, and what follows from the answers.

use domain::application::{Answers, Checks, first_unanswered};
use domain::catalogue::picture::{Block, Stage};
use domain::catalogue::{Audience, Catalogue, ServiceItem, example_answers};
use domain::locale::Locale;
use domain::situation::{Needs, asked, needs, open, sound};
use jiff::civil::{Weekday, date};

use crate::catalogue::{read, shipped};

const ESTATE: &str = "000715002001";
const HYGIENE: &str = "000123001001";
const DRIVER: &str = "000118002001";
const CONSTRUCTION: &str = "000117001005";
const HOUSEHOLD: &str = "000709002001";

fn item<'a>(catalogue: &'a Catalogue, code: &str) -> &'a ServiceItem {
    &catalogue.item(code).unwrap().item
}

fn answers(pairs: &[(&str, &str)]) -> Answers {
    let pairs = pairs.iter();
    pairs
        .map(|(key, value)| ((*key).into(), (*value).into()))
        .collect()
}

fn read_sound(item: &ServiceItem, pairs: &[(&str, &str)]) -> Answers {
    let checks = Checks {
        today: date(2026, 11, 27),
        is_division: &|_, code| code == "620102",
    };
    sound(item, &answers(pairs), &checks)
}

fn materials<'a>(needs: &Needs<'a>) -> Vec<&'a str> {
    needs.materials.iter().map(|one| one.rule.key()).collect()
}

fn stages<'a>(blocks: &'a [Block<'a>]) -> Vec<&'a str> {
    let mut keys = Vec::new();
    for block in blocks {
        match block {
            Block::Stage(Stage { keys: own, .. }) => keys.extend(own.iter().copied()),
            Block::Together(_, ways) | Block::OneOf(_, ways) => {
                keys.extend(ways.iter().flat_map(|way| stages(way)));
            }
        }
    }
    keys
}

fn choices(blocks: &[Block<'_>]) -> usize {
    let one = |block: &Block<'_>| match block {
        Block::Stage(_) => 0,
        Block::Together(_, ways) => ways.iter().map(|way| choices(way)).sum(),
        Block::OneOf(_, ways) => 1 + ways.iter().map(|way| choices(way)).sum::<usize>(),
    };
    blocks.iter().map(one).sum()
}

#[test]
fn a_sale_and_a_mortgage_need_different_things_and_cost_differently() {
    let catalogue = read(&shipped());
    let item = item(&catalogue, ESTATE);
    assert_eq!(item.fee.range(), (0, 55_000));
    let of = |pairs: &[(&str, &str)]| {
        let answers = read_sound(item, pairs);
        assert_eq!(
            open(item, &answers),
            Vec::<&domain::catalogue::Field>::new()
        );
        answers
    };
    let home = of(&[
        ("registration", "transfer"),
        ("property-kind", "housing"),
        ("holder-kind", "person"),
        ("co-owned", "yes"),
        ("has-agent", "no"),
    ]);
    let found = needs(item, &home, None);
    assert_eq!(found.fee, 8000);
    assert_eq!(
        materials(&found),
        [
            "application-form",
            "identity",
            "title-certificate",
            "sale-contract",
            "tax-clearance",
            "co-owners"
        ]
    );
    assert_eq!(found.uploads(), (2, 2));
    assert_eq!(choices(&found.course.blocks), 0, "nothing is left open");
    let way = stages(&found.course.blocks);
    assert!(
        way.contains(&"tax-verification") && !way.contains(&"mortgage-examination"),
        "{way:?}"
    );
    assert!(way.iter().any(|key| key.starts_with("payment")), "{way:?}");

    let shop = of(&[
        ("registration", "mortgage"),
        ("property-kind", "other"),
        ("holder-kind", "entity"),
        ("co-owned", "no"),
        ("has-agent", "yes"),
    ]);
    let found = needs(item, &shop, None);
    assert_eq!(found.fee, 55_000);
    assert!(materials(&found).contains(&"mortgage-contract"));
    let way = stages(&found.course.blocks);
    assert!(
        !way.contains(&"tax-verification") && way.contains(&"mortgage-examination"),
        "{way:?}"
    );

    let mut small = shop.clone();
    small.insert("holder-kind".into(), "small-business".into());
    let found = needs(item, &small, None);
    assert_eq!(found.fee, 0, "the exemption comes before the amount");
    let way = stages(&found.course.blocks);
    assert!(!way.iter().any(|key| key.starts_with("payment")), "{way:?}");
}

#[test]
fn questions_come_when_their_page_does() {
    let catalogue = read(&shipped());
    let item = item(&catalogue, HYGIENE);
    let keys = |answers: &Answers| -> Vec<String> {
        let asked = asked(item, answers).into_iter();
        asked.map(|field| field.key().to_owned()).collect()
    };
    assert_eq!(keys(&Answers::new()), ["way", "has-agent"]);
    let ordinary = read_sound(item, &[("way", "ordinary"), ("has-agent", "no")]);
    assert_eq!(keys(&ordinary), ["way", "central-air", "has-agent"]);
    let left: Vec<&str> = open(item, &ordinary)
        .iter()
        .map(|field| field.key())
        .collect();
    assert_eq!(left, ["central-air"]);
    // An answer to a question that is no longer asked counts for nothing.
    let promise = read_sound(
        item,
        &[
            ("way", "promise"),
            ("central-air", "yes"),
            ("has-agent", "no"),
        ],
    );
    assert_eq!(promise, answers(&[("way", "promise"), ("has-agent", "no")]));
    let found = needs(item, &promise, None);
    assert!(!materials(&found).contains(&"ventilation-report"));
    assert!(materials(&found).contains(&"promise-letter"));
}

#[test]
fn what_does_not_hold_is_dropped() {
    let catalogue = read(&shipped());
    let item = item(&catalogue, ESTATE);
    let bad = read_sound(
        item,
        &[
            ("registration", "gift"),
            ("co-owned", "maybe"),
            ("holder-name", "somebody"),
            ("no-such-field", "x"),
            ("has-agent", "yes"),
        ],
    );
    assert_eq!(bad, answers(&[("has-agent", "yes")]));
}

#[test]
fn a_choice_goes_the_way_that_the_answers_take() {
    let catalogue = read(&shipped());
    let item = item(&catalogue, DRIVER);
    let way = |pairs: &[(&str, &str)]| -> Vec<String> {
        let found = needs(item, &read_sound(item, pairs), None);
        let keys = stages(&found.course.blocks);
        keys.into_iter().map(ToOwned::to_owned).collect()
    };
    let exam = "arrange-exam".to_owned();
    assert!(way(&[("service", "issue"), ("trade", "passenger")]).contains(&exam));
    assert!(!way(&[("service", "issue"), ("trade", "freight")]).contains(&exam));
    let renewal = way(&[("service", "renewal")]);
    assert!(renewal.contains(&"renewal-check".to_owned()) && !renewal.contains(&exam));
}

#[test]
fn branches_that_do_not_apply_are_left_out_of_what_is_done_together() {
    let catalogue = read(&shipped());
    let item = item(&catalogue, CONSTRUCTION);
    let of = |works: &str, eia: &str, lightning: &str| -> Vec<String> {
        let pairs = [
            ("works-kind", works),
            ("eia-kind", eia),
            ("lightning-special", lightning),
            ("has-agent", "no"),
        ];
        let found = needs(item, &read_sound(item, &pairs), None);
        assert_eq!(choices(&found.course.blocks), 0);
        let keys = stages(&found.course.blocks);
        keys.into_iter().map(ToOwned::to_owned).collect()
    };
    let all = of("residential", "report", "yes");
    let least = of("industrial", "exempt", "no");
    for key in ["environment", "civil-defence", "lightning"] {
        let key = key.to_owned();
        assert!(all.contains(&key) && !least.contains(&key), "{key}");
    }
}

#[test]
fn what_the_questions_do_not_decide_is_left_open() {
    let catalogue = read(&shipped());
    for definition in catalogue.items() {
        let item = &definition.item;
        // Nothing answered: nothing is guessed, and nothing is lost.
        let found = needs(item, &Answers::new(), Some(Audience::Person));
        assert!(
            found
                .materials
                .iter()
                .all(|one| { one.rule.when.is_some() || one.only_when.is_none() })
        );
    }
    let item = item(&catalogue, HOUSEHOLD);
    let married = read_sound(item, &[("parents", "married")]);
    assert!(!materials(&needs(item, &married, None)).contains(&"parentage-test"));
}

/// Through every answer to every question of every item: the questions come to an end, and what follows is found.
#[test]
fn every_situation_of_the_shipped_items_comes_to_a_result() {
    let catalogue = read(&shipped());
    let mut with_questions = 0;
    for definition in catalogue.items() {
        let item = &definition.item;
        with_questions += usize::from(!item.situations.is_empty());
        let mut waiting = vec![Answers::new()];
        let mut ends = 0;
        while let Some(answers) = waiting.pop() {
            let Some(field) = open(item, &answers).into_iter().next() else {
                let found = needs(item, &answers, Some(Audience::Person));
                assert!(found.materials.len() <= item.materials.len());
                let (least, most) = item.fee.range();
                assert!((least..=most).contains(&found.fee));
                assert!(!found.course.blocks.is_empty());
                ends += 1;
                continue;
            };
            let options: Vec<String> = if field.options.is_empty() {
                vec!["yes".into(), "no".into()]
            } else {
                field
                    .options
                    .iter()
                    .map(|option| option.key.clone())
                    .collect()
            };
            for option in options {
                let mut answers = answers.clone();
                answers.insert(field.key().into(), option);
                waiting.push(answers);
            }
        }
        assert!(ends <= 400, "{}: {ends} situations", item.code());
    }
    assert!(with_questions >= 10, "{with_questions}");
}

/// Every sample of a form is one that the form itself would take.
#[test]
fn the_samples_of_the_shipped_forms_hold() {
    let catalogue = read(&shipped());
    let checks = Checks {
        today: date(2026, 11, 27),
        is_division: &|_, code| code == "620102",
    };
    for definition in catalogue.items() {
        let item = &definition.item;
        for locale in Locale::ALL {
            let answers = example_answers(item, locale, checks.today, "620102");
            let missing = first_unanswered(item, &answers, &checks);
            let page = missing.map(|page| page.key().to_owned());
            assert_eq!(page, None, "{}", item.code());
        }
    }
}

#[test]
fn a_counter_is_in_its_hall_or_at_its_own_address() {
    let catalogue = read(&shipped());
    let market = catalogue.agency("620102-market-supervision").unwrap();
    let (hall, hours) = catalogue.hall(market);
    assert_eq!(hall.id, "620102-government-services");
    let runs = hours.runs();
    let days: Vec<_> = runs
        .iter()
        .map(|run| (run.first, run.last, run.open.len()))
        .collect();
    assert_eq!(
        days,
        [
            (Weekday::Monday, Weekday::Friday, 1),
            (Weekday::Saturday, Weekday::Saturday, 1),
            (Weekday::Sunday, Weekday::Sunday, 0),
        ]
    );
    let police = catalogue.agency("620102-public-security").unwrap();
    let (own, hours) = catalogue.hall(police);
    assert_eq!(own.id, police.id);
    assert_eq!(hours, &catalogue.jurisdiction.hours);
    assert!(hours.is_known());
}
