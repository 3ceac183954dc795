//! 综合窗口: who takes in at a counter for the people who come to it, and for which agencies.

use app::shell::Room;
use domain::authority::Role;
use domain::case::{Actor, ActorRef, IdentityShown};
use domain::id::{ApplicantId, OfficerId};
use store::Tx;
use store::applications::Application;
use store::receptions::{self, Occasion, Reception};

use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

/// Somebody who works at a counter.
#[derive(Debug, Clone)]
pub struct Clerk {
    /// Their own, in whosever place they work: what they begin is theirs.
    pub id: OfficerId,
    pub agency: String,
}

impl Clerk {
    /// # Errors
    /// `SignIn` for nobody, `Denied` for whoever has no counter.
    pub fn of(reader: &Reader) -> Result<Self, Error> {
        let officer = reader.officer(Room::Desk)?;
        let id = officer.actor.by.officer().ok_or(Error::Denied)?;
        officer
            .roles
            .contains(&Role::Counter)
            .then_some(Self {
                id,
                agency: officer.agency,
            })
            .ok_or(Error::Denied)
    }

    /// Whether what comes to an agency may be handed in here.
    pub fn takes_in_for(&self, app: &App, agency: &str) -> bool {
        let own = app.catalogue.agency(&self.agency);
        own.is_some_and(|own| own.takes_in_for(agency))
    }

    /// As the journal has it.
    pub fn by(&self, applicant: ApplicantId) -> ActorRef {
        ActorRef::Counter {
            by: self.id,
            r#for: applicant,
        }
    }

    pub fn actor(&self, applicant: ApplicantId) -> Actor {
        Actor {
            by: self.by(applicant),
            roles: vec![Role::Counter],
            agency: Some(self.agency.clone()),
        }
    }
}

/// Who stood at the counter when an application was begun.
///
/// # Errors
/// A fault where nobody wrote it down.
pub async fn reception(tx: &mut Tx, application: &Application) -> Result<Reception, Error> {
    let found = receptions::latest(tx, application.id, Occasion::Application).await?;
    found.ok_or_else(|| Error::fault(format!("{} was begun by nobody", application.id)))
}

/// What is taken in, by whom, and how whoever brought it showed who they are.
#[derive(Debug, Clone)]
pub struct TakenIn<'a> {
    pub clerk: &'a Clerk,
    pub identity: IdentityShown,
}
