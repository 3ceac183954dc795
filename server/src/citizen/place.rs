//! Where the visitor is, and what can be had there.

use app::citizen::home::At;
use domain::catalogue::{Routing, ServiceItem};
use domain::locale::Localised;
use jiff::civil::Date;

use super::item::full_name;
use crate::frame::encode;
use crate::state::App;

/// Places that are named, of those where something can be had.
const NAMED: usize = 3;

/// "兰州市城关区".
pub fn name(app: &App, code: &str) -> Option<Localised> {
    Some(full_name(app, app.catalogue.division(code)?))
}

/// Where another division is chosen, by somebody who then comes back.
pub fn change(next: &str) -> String {
    format!("/division?next={}", encode(next))
}

/// Whether all of it can be had there.
pub fn is_had(app: &App, routings: &[Routing], division: &str) -> bool {
    let mut all = routings.iter();
    all.all(|routing| app.catalogue.routed(routing, division).is_some())
}

/// Of an item, which may be suspended everywhere.
pub fn of_item(app: &App, item: &ServiceItem, division: Option<&str>, today: Date) -> At {
    match item.suspension(today) {
        Some(why) => At::Suspended(why.clone()),
        None => at(app, std::slice::from_ref(&item.routing), false, division),
    }
}

/// `is_several`: a bundle, which has no agency of its own.
pub fn at(app: &App, routings: &[Routing], is_several: bool, division: Option<&str>) -> At {
    let Some(division) = division else {
        return At::Unknown;
    };
    let catalogue = &app.catalogue;
    let missing = routings
        .iter()
        .find(|routing| catalogue.routed(routing, division).is_none());
    if let Some(missing) = missing {
        return At::Elsewhere(places(app, missing));
    }
    let own = routings.first().filter(|_| !is_several);
    let agency = own.and_then(|routing| catalogue.routed(routing, division));
    At::Here(agency.map(|agency| agency.name.clone()))
}

fn places(app: &App, routing: &Routing) -> Vec<Localised> {
    let catalogue = &app.catalogue;
    if !routing.offered_in.is_empty() {
        let codes = routing.offered_in.iter().take(NAMED);
        return codes.filter_map(|code| name(app, code.get_ref())).collect();
    }
    let agencies = catalogue.agencies().filter(|agency| {
        let division = catalogue.division(&agency.division);
        agency.function == routing.function
            && division.is_some_and(|division| division.level <= routing.level)
    });
    agencies
        .take(NAMED)
        .filter_map(|agency| name(app, &agency.division))
        .collect()
}
