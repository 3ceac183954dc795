//! 综合窗口: who takes in at a counter for the people who come to it, and for which agencies.

use app::parts::fault::Fault;
use app::shell::Room;
use domain::authority::Role;
use domain::case::{Actor, ActorRef, IdentityShown};
use domain::catalogue::Agency;
use domain::id::{ApplicantId, ApplicationId, MaterialId, OfficerId};
use domain::identifier::{CaseNo, credit_code, resident_id};
use jiff::Timestamp;
use jiff::civil::Date;
use store::applications::Application;
use store::cases::{self, CaseKey};
use store::materials::Material;
use store::receptions::{self, Agent, Occasion, Reception};
use store::{Personal, Tx};

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

    /// For which the counter takes in, its own first.
    pub fn agencies<'a>(&self, app: &'a App) -> impl Iterator<Item = &'a Agency> {
        let own = app.catalogue.agency(&self.agency);
        let others = own.map_or(&[][..], |own| own.receives_for.as_slice());
        let others = others.iter().filter_map(|id| app.catalogue.agency(id));
        own.into_iter().chain(others)
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

    /// Who hands something in through them: an applicant's act, done by a clerk's hand.
    pub fn actor(&self, applicant: ApplicantId) -> Actor {
        Actor {
            by: self.by(applicant),
            roles: vec![Role::Applicant],
            agency: None,
        }
    }

    /// A case that is with an agency for which the counter takes in.
    ///
    /// # Errors
    /// `NotFound` for every other number.
    pub async fn case(&self, app: &App, tx: &mut Tx, no: &str) -> Result<CaseKey, Error> {
        let no = CaseNo::parse(no).map_err(|_| Error::NotFound)?;
        let key = cases::key_by_no(tx, no.as_str()).await?;
        if self.takes_in_for(app, &key.agency) && !key.confidential {
            Ok(key)
        } else {
            Err(Error::NotFound)
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

/// What the clerk was shown, and by whom.
#[derive(Debug, Clone)]
pub struct Shown {
    pub identity: IdentityShown,
    pub agent: Option<Agent>,
}

/// What was shown, and whose agent came; the same wherever somebody stands at a counter. `entity` is absent where it was
/// not said.
pub fn shown<'a>(
    faults: &mut Vec<Fault>,
    get: impl Fn(&str) -> &'a str,
    entity: Option<bool>,
    today: Date,
) -> Option<Shown> {
    let Some(identity) = IdentityShown::from_key(get("counter.identity")) else {
        faults.push(Fault::new("counter.identity", "counter-identity-missing"));
        return None;
    };
    if identity == IdentityShown::BusinessLicence && entity == Some(false) {
        faults.push(Fault::new("counter.identity", "counter-identity-unfit"));
        return None;
    }
    if identity != IdentityShown::Authorisation {
        return Some(Shown {
            identity,
            agent: None,
        });
    }
    let name = required(
        faults,
        "counter.agent-name",
        "counter-agent-name",
        get("counter.agent-name").trim(),
    );
    let id_no = number(
        faults,
        "counter.agent-id-no",
        "counter-agent-id-no",
        get("counter.agent-id-no").trim(),
        false,
        today,
    );
    Some(Shown {
        identity,
        agent: Some(Agent {
            name: name?,
            id_no: Personal::new(id_no?),
        }),
    })
}

pub fn required(
    faults: &mut Vec<Fault>,
    id: &'static str,
    label: &'static str,
    typed: &str,
) -> Option<String> {
    let fault = match typed.chars().count() {
        0 => Fault::new(id, "fault-required"),
        letters if letters > LONGEST_NAME as usize => {
            Fault::new(id, "fault-too-long").max(LONGEST_NAME)
        }
        _ => return Some(typed.to_owned()),
    };
    faults.push(fault.label(label));
    None
}

/// An identity number, or a credit code, with its check character.
pub fn number(
    faults: &mut Vec<Fault>,
    id: &'static str,
    label: &'static str,
    typed: &str,
    credit: bool,
    today: Date,
) -> Option<String> {
    let read = if credit {
        credit_code::check(typed).map(|code| code.as_str().to_owned())
    } else {
        resident_id::check(typed, today).map(|number| number.as_str().to_owned())
    };
    match read {
        Ok(number) => Some(number),
        Err(_) if typed.is_empty() => {
            faults.push(Fault::new(id, "fault-required").label(label));
            None
        }
        Err(fault) => {
            let key = format!("fault-identifier-{}", fault.key());
            faults.push(Fault::new(id, key).label(label));
            None
        }
    }
}

/// An original that the clerk keeps on paper.
///
/// # Errors
/// Never in practice: a key makes a digest of any text.
pub fn on_paper(
    app: &App,
    id: MaterialId,
    application: ApplicationId,
    rule: &str,
    place: &str,
    now: Timestamp,
) -> Result<Material, Error> {
    let digest = app.store.keys().digest("paper", &format!("{id}:{place}"))?;
    Ok(Material::on_paper(
        id,
        application,
        rule,
        place,
        digest,
        now,
    ))
}

/// Letters of the place where an original is kept: a shelf, a file's number.
pub const LONGEST_PLACE: usize = 60;
/// Letters of a name.
const LONGEST_NAME: u32 = 100;
