//! 代理: for whom a citizen may act. The choice is kept in the session and looked at anew with every request, so it ends
//! with the delegation, whatever the session still says. Where a delegation names items, nothing else of the principal
//! exists.

use app::shell::ActingFor;
use domain::case::ActorRef;
use domain::delegation::{DelegationKind, Mandate};
use domain::id::{AccountId, ApplicantId, ApplicationId, AppointmentId, DelegationId};
use domain::identifier::CaseNo;
use jiff::Timestamp;
use jiff::civil::Date;
use store::delegations::{self, Delegation};
use store::{Tx, applications, appointments, cases};

use crate::error::Error;

/// What an address of ours is to somebody who acts for some items only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Within what they were named for, nobody's, or their own.
    Within,
    /// The application for an item that they were not named for.
    Uncovered,
    /// A page about all that the principal has.
    Closed,
    /// What they may not know of.
    Hidden,
}

/// The session's key for the delegation by which its reader acts.
pub const ACTING: &str = "acting";

/// Somebody for whom a citizen acts now.
#[derive(Debug, Clone)]
pub struct Acting {
    pub delegation: DelegationId,
    pub principal: ApplicantId,
    pub name: String,
    pub mandate: Mandate,
}

impl Acting {
    /// Where it holds for this account today.
    pub fn of(found: Delegation, account: AccountId, today: Date) -> Option<Self> {
        let holds = found.agent == Some(account) && found.mandate.holds(today);
        holds.then_some(Self {
            delegation: found.id,
            principal: found.principal,
            name: found.principal_name,
            mandate: found.mandate,
        })
    }

    pub fn shown(&self) -> ActingFor {
        ActingFor {
            name: self.name.clone(),
            until: self.mandate.until,
            some_items: self.mandate.items.is_some(),
        }
    }

    /// As the other side itself: what it may grant and revoke.
    pub fn stands_for(&self) -> bool {
        self.mandate.kind == DelegationKind::Representative
    }

    pub fn actor(&self, by: AccountId) -> ActorRef {
        ActorRef::Proxy {
            by,
            r#for: self.principal,
        }
    }
}

/// The delegation as it is now, where it still holds.
///
/// # Errors
/// Where the store can't be read.
pub async fn acting(
    tx: &mut Tx,
    id: DelegationId,
    account: AccountId,
    today: Date,
) -> Result<Option<Acting>, Error> {
    let found = delegations::by_id(tx, id).await?;
    Ok(found.and_then(|found| Acting::of(found, account, today)))
}

/// By which delegation an account, which does not act so now, may open the case that an address names.
///
/// # Errors
/// Where the store can't be read.
pub async fn way_to(
    tx: &mut Tx,
    account: AccountId,
    path: &str,
    now: Timestamp,
    today: Date,
) -> Result<Option<Acting>, Error> {
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    let (Some("cases"), Some(no)) = (parts.next(), parts.next()) else {
        return Ok(None);
    };
    let Ok(no) = CaseNo::parse(no) else {
        return Ok(None);
    };
    let key = match cases::key_by_no(tx, no.as_str()).await {
        Ok(key) => key,
        Err(store::Error::NotFound) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let found = delegations::between(tx, key.applicant_id, account, now).await?;
    let acting = found.and_then(|found| Acting::of(found, account, today));
    Ok(acting.filter(|acting| acting.mandate.covers(&key.item)))
}

/// How far an address of ours is within what a delegation names. What is about an item is by its item; of the rest only
/// what is nobody's, or the reader's own.
///
/// # Errors
/// Where the store can't be read.
pub async fn reach(tx: &mut Tx, acting: &Acting, path: &str) -> Result<Reach, Error> {
    if acting.mandate.items.is_none() {
        return Ok(Reach::Within);
    }
    // Our own links need no escapes here; what a page would decode must not be judged as it is spelt.
    if path.contains('%') {
        return Ok(Reach::Hidden);
    }
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    let (room, name, rest) = (
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
        parts.next(),
    );
    let item = match (room, name) {
        ("items" | "life-events", code) if rest == Some("application") => {
            let covered = acting.mandate.covers(code);
            return Ok(if covered {
                Reach::Within
            } else {
                Reach::Uncovered
            });
        }
        // As the page reads it, spaces and hyphens left out.
        ("cases", no) if !no.is_empty() => match CaseNo::parse(no) {
            Ok(no) => match cases::key_by_no(tx, no.as_str()).await {
                Ok(key) => Some(key.item),
                Err(store::Error::NotFound) => None,
                Err(error) => return Err(error.into()),
            },
            Err(_) => None,
        },
        ("applications", id) if !id.is_empty() => item_of(tx, acting, id).await?,
        ("appointments", id) => match id.parse::<AppointmentId>() {
            Ok(id) => appointments::get(tx, id).await?.map(|one| one.item),
            Err(_) => None,
        },
        ("life-events", "applications") => item_of(tx, acting, rest.unwrap_or_default()).await?,
        (
            "account",
            "" | "acting" | "delegations" | "profile" | "credentials" | "password" | "sessions"
            | "data" | "deletion",
        ) => return Ok(Reach::Within),
        ("account", "wallet") if rest == Some("licences") => {
            let number = parts.next().unwrap_or_default();
            let licence = cases::licence(tx, acting.principal, number).await?;
            licence.map(|licence| licence.item)
        }
        ("account" | "messages" | "m", _) => return Ok(Reach::Closed),
        (
            "" | "search" | "items" | "life-events" | "cases" | "applications" | "session"
            | "track" | "verify" | "about" | "privacy" | "agencies" | "division" | "divisions"
            | "open" | "unsubscription" | "assets",
            _,
        ) => return Ok(Reach::Within),
        _ => return Ok(Reach::Hidden),
    };
    // What is not there is for its page to say.
    let covered = item.is_none_or(|item| acting.mandate.covers(&item));
    Ok(if covered {
        Reach::Within
    } else {
        Reach::Hidden
    })
}

/// The item or bundle of one of the principal's applications.
async fn item_of(tx: &mut Tx, acting: &Acting, id: &str) -> Result<Option<String>, Error> {
    let Ok(id) = id.parse::<ApplicationId>() else {
        return Ok(None);
    };
    let found = applications::get(tx, acting.principal, id).await?;
    Ok(found.map(|found| found.item))
}
