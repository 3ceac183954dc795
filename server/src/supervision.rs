//! Who supervises a place: the supervision of the place itself or, where nobody works there, the next one up that somebody
//! works at.

use domain::authority::Role;
use domain::catalogue::{Agency, Catalogue};
use store::{Tx, accounts};

use crate::error::Error;
use crate::state::App;

/// The function of those that supervise, in `agencies.toml`.
const SUPERVISION: &str = "supervision";

/// The agencies that supervise a place, its own first, whether anybody works there or not.
pub fn organs<'a>(catalogue: &'a Catalogue, division: &str) -> Vec<&'a Agency> {
    let mut found = Vec::new();
    let mut place = catalogue.division(division);
    while let Some(division) = place {
        let all = catalogue.agencies();
        found
            .extend(all.filter(|one| one.function == SUPERVISION && one.division == division.code));
        place = division
            .parent
            .as_deref()
            .and_then(|above| catalogue.division(above));
    }
    found
}

/// Those that a supervisor works at.
///
/// # Errors
/// Where the database can't serve.
pub async fn staffed<'a>(
    app: &'a App,
    tx: &mut Tx,
    division: &str,
) -> Result<Vec<&'a Agency>, Error> {
    let mut organs = organs(&app.catalogue, division);
    let ids: Vec<&str> = organs.iter().map(|organ| organ.id.as_str()).collect();
    let with = accounts::staffed(tx, &ids, Role::Supervisor.key()).await?;
    organs.retain(|organ| with.contains(&organ.id));
    Ok(organs)
}
