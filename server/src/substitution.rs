//! 代理: in whose place somebody may act at the desk today. The choice is kept in the session and looked at anew with
//! every request, so it ends with the absence, whatever the session still says.

use app::shell::StandIn;
use domain::authority::Role;
use domain::id::{AbsenceId, OfficerId};
use domain::locale::{Locale, Localised};
use jiff::civil::Date;
use store::absences::{self, Absence};
use store::{Tx, accounts};

use crate::error::Error;

/// The session's key for the absence in which its reader stands in.
pub const SUBSTITUTION: &str = "substitution";

/// An absent person, as whoever may act in their place needs them.
#[derive(Debug, Clone)]
pub struct Substitution {
    pub absence: AbsenceId,
    pub absent: OfficerId,
    pub name: Localised,
    pub agency: String,
    /// Those of the desk: nobody administers or supervises in somebody's place.
    pub roles: Vec<Role>,
    pub until: Date,
}

impl Substitution {
    pub fn shown(&self, locale: Locale) -> StandIn {
        StandIn {
            absence: self.absence.to_string(),
            name: self.name.get(locale).to_owned(),
            until: self.until,
        }
    }
}

/// For whom `substitute`, of `agency`, may act today. Who has gone to another agency since has taken their work along.
///
/// # Errors
/// Where the store can't be read.
pub async fn offered(
    tx: &mut Tx,
    substitute: OfficerId,
    agency: &str,
    today: Date,
) -> Result<Vec<Substitution>, Error> {
    let absences = absences::of_substitute(tx, substitute, today).await?;
    let here = absences.into_iter().filter(|one| one.agency == agency);
    here.map(of).collect()
}

fn of(absence: Absence) -> Result<Substitution, Error> {
    let roles = desk_roles(&absence.roles()?);
    Ok(Substitution {
        absence: absence.id,
        absent: absence.officer,
        name: Localised::new(absence.officer_zh, absence.officer_en),
        agency: absence.agency,
        roles,
        until: absence.until_on,
    })
}

/// Of stored names of roles those that work cases.
pub fn desk_roles(names: &[String]) -> Vec<Role> {
    let roles = names.iter().filter_map(|name| Role::from_key(name));
    roles.filter(|role| role.is_desk()).collect()
}

/// Whether somebody works cases, and so can be absent from them or stand in.
pub fn is_at_desk(officer: &accounts::Officer) -> bool {
    !desk_roles(&officer.roles).is_empty()
}
