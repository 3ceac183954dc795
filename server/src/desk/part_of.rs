//! The bundle that a case is a part of, for the case's own agency and the one that leads the bundle.

use app::desk::part_of::{PartOf, Related};
use store::bundles::{self, PartState};
use store::{Tx, cases};

use super::scope::Open;
use crate::bundles::{name, part_name};
use crate::error::Error;
use crate::state::App;

/// # Errors
/// Where the store can't be read.
pub async fn load(app: &App, tx: &mut Tx, open: &Open) -> Result<Option<PartOf>, Error> {
    let Some(of) = bundles::of_case(tx, open.key.id).await? else {
        return Ok(None);
    };
    let agency = app.catalogue.agency(&open.officer.agency);
    let bundle = app.catalogue.bundle(&of.key);
    let leads = bundle
        .zip(agency)
        .is_some_and(|(bundle, agency)| *bundle.lead.get_ref() == agency.function);
    if !open.is_lead() && !leads {
        return Ok(None);
    }
    let rows = cases::of_bundle(tx, of.bundle).await?;
    let parts = bundles::parts(tx, of.bundle).await?;
    let shared = cases::of_bundle_shared_with(tx, of.bundle, &open.officer.agency).await?;
    let related = parts
        .iter()
        .map(|part| {
            let row = rows.iter().find(|row| Some(row.id) == part.case);
            let state = match (part.state, row) {
                (PartState::Opened, Some(row)) => row.result.as_ref().unwrap_or(&row.stage),
                (state, _) => return unopened(app, &of.key, &part.item, state),
            };
            Related {
                name: part_name(app, &of.key, &part.item),
                number: row.map(|row| row.case_no.clone()),
                agency: row.map(|row| app.agency_name(&row.agency)),
                within_reach: row.is_some_and(|row| {
                    row.agency == open.officer.agency || shared.contains(&row.id)
                }),
                here: part.case == Some(open.key.id),
                state: state.clone(),
            }
        })
        .collect();
    Ok(Some(PartOf {
        bundle: name(app, &of.key),
        parts: related,
    }))
}

fn unopened(app: &App, bundle: &str, item: &str, state: PartState) -> Related {
    Related {
        name: part_name(app, bundle, item),
        number: None,
        agency: None,
        within_reach: false,
        here: false,
        state: state.word().to_owned(),
    }
}
