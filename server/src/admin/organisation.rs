//! `/admin/organisation?q=`: divisions counted, agencies searched.

use std::collections::HashMap;

use app::admin::organisation::{AgencyLine, Organisation, organisation_page};
use app::shell::Room;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Response};
use domain::catalogue::{Agency, Level};
use domain::locale::Localised;
use store::accounts;

use super::{ROWS, Search, unsigned};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(search): Query<Search>,
) -> Result<Response, Error> {
    reader.officer(Room::Admin)?;
    let mut tx = app.store.read().await?;
    let mut people: HashMap<String, u64> = HashMap::new();
    for team in accounts::teams(&mut tx).await? {
        *people.entry(team.agency).or_default() += unsigned(team.people);
    }
    drop(tx);
    let catalogue = &app.catalogue;
    let mut found: Vec<AgencyLine> = catalogue
        .agencies()
        .filter(|agency| matches(&app, &search, agency))
        .map(|agency| AgencyLine {
            name: agency.name.clone(),
            divisions: divisions(&app, agency).cloned().collect(),
            credit_code: agency.credit_code.clone(),
            phone: agency.phone.clone(),
            address: agency.address.clone(),
            people: people.get(&agency.id).copied().unwrap_or_default(),
        })
        .collect();
    let more = found.len().saturating_sub(ROWS);
    found.truncate(ROWS);
    let levels = [
        Level::Province,
        Level::Prefecture,
        Level::County,
        Level::Township,
        Level::Village,
    ]
    .into_iter()
    .map(|level| {
        let of_level = catalogue
            .divisions()
            .filter(|division| division.level == level);
        (level, of_level.count())
    })
    .filter(|(_, count)| *count > 0)
    .collect();
    let view = Organisation {
        query: search.q,
        levels,
        agencies: catalogue.agencies().count(),
        found,
        more,
    };
    Ok(Html(organisation_page(&reader.shell, &view)).into_response())
}

fn divisions<'a>(app: &'a App, agency: &'a Agency) -> impl Iterator<Item = &'a Localised> {
    app.catalogue
        .upwards(&agency.division)
        .map(|division| &division.name)
}

/// By its own name and code, or by those of its division or of one above.
fn matches(app: &App, search: &Search, agency: &Agency) -> bool {
    let names = divisions(app, agency).chain([&agency.name]);
    let texts = names.flat_map(|name| [Some(name.zh.as_str()), name.en.as_deref()]);
    let ids = [agency.id.as_str(), agency.credit_code.as_str()].map(Some);
    search.finds(texts.chain(ids).flatten())
}
