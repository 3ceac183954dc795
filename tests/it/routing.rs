//! 内部分流 down to towns and villages: who handles what, wherever in the province somebody is.

use domain::catalogue::{Catalogue, Level};
use server::cli::embedded_catalogue;

/// Item, where it is asked for, whose it is, and why.
const ROUTES: &[(&str, &str, Option<&str>, &str)] = &[
    (
        "food",
        "620000",
        Some("620000-market-supervision"),
        "no lower than asked",
    ),
    (
        "food",
        "620100",
        Some("620100-market-supervision"),
        "a prefecture",
    ),
    (
        "food",
        "620102",
        Some("620102-market-supervision"),
        "a county, which is the item's level",
    ),
    (
        "food",
        "620102002",
        Some("620102-market-supervision"),
        "a street, up to its district",
    ),
    (
        "food",
        "620103101208",
        Some("620103-market-supervision"),
        "a village, two up",
    ),
    (
        "food",
        "620171",
        Some("620171-market-supervision"),
        "兰州新区, outside GB/T 2260",
    ),
    (
        "food",
        "620200",
        Some("620200-market-supervision"),
        "嘉峪关, a city without counties",
    ),
    (
        "road",
        "620102002",
        Some("620100-transport"),
        "an item of prefectures, from a street",
    ),
    (
        "road",
        "620200",
        Some("620000-transport"),
        "嘉峪关 has none: the province's",
    ),
    (
        "allowances",
        "620102002",
        Some("620102002-township-service"),
        "the street's own",
    ),
    (
        "allowances",
        "620103101208",
        Some("620103101-township-service"),
        "a village, to its town",
    ),
    (
        "allowances",
        "620103101",
        Some("620103101-township-service"),
        "a town",
    ),
    (
        "allowances",
        "620102",
        Some("620102-township-service"),
        "a district's window stands in",
    ),
    (
        "allowances",
        "620103",
        Some("620100-township-service"),
        "no window in the district: the city's",
    ),
    (
        "allowances",
        "620121",
        Some("620100-township-service"),
        "a county without towns",
    ),
    (
        "allowances",
        "620171",
        Some("620100-township-service"),
        "兰州新区 lies in 兰州",
    ),
    (
        "allowances",
        "620200",
        Some("620000-township-service"),
        "嘉峪关 has none: the province's",
    ),
    (
        "allowances",
        "620302",
        Some("620000-township-service"),
        "a county and its prefecture have none",
    ),
    (
        "births",
        "620102024",
        Some("620102024-township-service"),
        "a street",
    ),
    (
        "births",
        "620103001",
        Some("620103001-township-service"),
        "another",
    ),
    (
        "births",
        "620921",
        Some("620000-township-service"),
        "far off",
    ),
    ("births", "999999", None, "nowhere"),
];

fn code(catalogue: &Catalogue, item: &str) -> String {
    let (function, level) = match item {
        "food" => return "000131001001".into(),
        "road" => ("transport", Level::Prefecture),
        "allowances" => return by_name(catalogue, "残疾人"),
        "births" => return by_name(catalogue, "生育登记"),
        _ => panic!("{item}"),
    };
    let mut found = catalogue.items().filter(|definition| {
        let routing = &definition.item.routing;
        routing.function == function && routing.level == level
    });
    found.next().unwrap().item.code().to_owned()
}

fn by_name(catalogue: &Catalogue, part: &str) -> String {
    let mut found = catalogue
        .items()
        .filter(|definition| definition.item.name.zh.contains(part));
    found.next().unwrap().item.code().to_owned()
}

#[test]
fn every_level_finds_its_agency_or_the_next_one_up() {
    let catalogue = embedded_catalogue().unwrap();
    for (item, division, agency, why) in ROUTES {
        let code = code(&catalogue, item);
        let definition = catalogue.item(&code).unwrap();
        let routed = catalogue.route(&definition.item, division);
        let routed = routed.map(|agency| agency.id.as_str());
        assert_eq!(routed, *agency, "{item} in {division}: {why}");
    }
}

/// Somebody handles every item wherever its form lets somebody be, and it is offered.
#[test]
fn no_place_of_a_form_leads_nowhere() {
    let catalogue = embedded_catalogue().unwrap();
    for definition in catalogue.items() {
        let item = &definition.item;
        let asked = item.field(item.routing.by.get_ref()).unwrap();
        let mut places = 0;
        for place in catalogue.places(asked.level) {
            places += 1;
            let routed = catalogue.route(item, &place.code);
            let scopes = &item.routing.offered_in;
            let mut offered = scopes.iter();
            let offered = scopes.is_empty()
                || offered.any(|scope| catalogue.is_within(&place.code, scope.get_ref()));
            assert_eq!(
                routed.is_some(),
                offered,
                "{} in {}",
                item.code(),
                place.code
            );
        }
        let homes = catalogue.home_divisions().count();
        let below = asked.level.is_some_and(|level| level > Level::County);
        assert_eq!(places > homes, below, "{}", item.code());
        assert!(catalogue.is_place("620200", asked.level), "嘉峪关");
        assert!(catalogue.is_place("620171", asked.level), "兰州新区");
        assert!(
            !catalogue.is_place("620100", asked.level),
            "it has counties"
        );
    }
}
