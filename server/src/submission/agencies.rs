//! The other agencies of a case that is opened: whose steps there are, who is asked, and who looks on.

use domain::application::Answers;
use domain::case::{Consulted, Party};
use domain::catalogue::ServiceItem;

use crate::state::App;

/// Whom the definition wants to be asked; absent where there is no such agency, since nobody may decide without.
pub fn consulted(app: &App, item: &ServiceItem, division: &str) -> Option<Vec<Consulted>> {
    let agency_of = |function: &str| {
        let level = item.routing.level;
        app.catalogue.responsible(function, level, division)
    };
    item.consultations
        .iter()
        .map(|consultation| {
            Some(Consulted {
                key: consultation.key.get_ref().clone(),
                agency: agency_of(&consultation.function)?.id.clone(),
            })
        })
        .collect()
}

/// Whose the steps of other agencies are; absent where there is no such agency, since the case would stand still
/// there.
pub fn parties(
    app: &App,
    item: &ServiceItem,
    answers: &Answers,
    division: &str,
) -> Option<Vec<Party>> {
    let foreign = item
        .steps
        .iter()
        .filter_map(|step| Some((step, step.agency.as_ref()?)));
    foreign
        .map(|(step, agency)| {
            let other = agency.by.as_ref().and_then(|by| answers.get(by.get_ref()));
            let other = other.map(String::as_str);
            let found = app.catalogue.party(item, agency, division, other)?;
            Some(Party {
                step: step.key().to_owned(),
                agency: found.id.clone(),
            })
        })
        .collect()
}

/// Who looks on from the receipt; absent where there is no such agency, since nobody may then be left out.
pub fn observers(app: &App, item: &ServiceItem, division: &str) -> Option<Vec<String>> {
    let level = item.routing.level;
    item.observers
        .iter()
        .map(|function| {
            let found = app
                .catalogue
                .responsible(function.get_ref(), level, division)?;
            Some(found.id.clone())
        })
        .collect()
}
