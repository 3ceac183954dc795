//! `/admin/people?q=`: who works where, counted.

use std::collections::BTreeMap;

use app::admin::people::{People, Team, people_page};
use app::shell::Room;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Response};
use domain::authority::Role;
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
    let rows = accounts::teams(&mut tx).await?;
    drop(tx);
    let total = rows.iter().map(|row| unsigned(row.people)).sum();
    let mut by_agency: BTreeMap<String, (u64, BTreeMap<Role, u64>)> = BTreeMap::new();
    for row in rows {
        let people = unsigned(row.people);
        let team = by_agency.entry(row.agency).or_default();
        team.0 += people;
        // One person may have several roles.
        for role in row.roles.iter().filter_map(|role| Role::from_key(role)) {
            *team.1.entry(role).or_default() += people;
        }
    }
    let mut teams: Vec<Team> = by_agency
        .into_iter()
        .map(|(id, (people, roles))| Team {
            agency: app
                .catalogue
                .agency(&id)
                .map_or_else(|| Localised::new(&id, &id), |agency| agency.name.clone()),
            people,
            roles: roles
                .into_iter()
                .map(|(role, count)| (role.key().to_owned(), count))
                .collect(),
        })
        .filter(|team| {
            search.finds([
                team.agency.zh.as_str(),
                team.agency.en.as_deref().unwrap_or_default(),
            ])
        })
        .collect();
    let more = teams.len().saturating_sub(ROWS);
    teams.truncate(ROWS);
    let view = People {
        query: search.q,
        total,
        teams,
        more,
    };
    Ok(Html(people_page(&reader.shell, &view)).into_response())
}
