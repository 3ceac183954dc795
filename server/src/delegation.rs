//! 代理: for whom a citizen may act. The choice is kept in the session and looked at anew with every request, so it ends
//! with the delegation, whatever the session still says. Where a delegation names items, nothing else of the principal
//! exists.

use app::shell::ActingFor;
use domain::case::ActorRef;
use domain::delegation::{DelegationKind, Mandate};
use domain::id::{AccountId, ApplicantId, ApplicationId, DelegationId};
use domain::identifier::CaseNo;
use jiff::civil::Date;
use store::delegations::{self, Delegation};
use store::{Tx, applications, cases};

use crate::error::Error;

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

/// Whether an address of ours is within what a delegation names. What is about an item is by its item; of the rest only
/// what is nobody's, or the reader's own.
///
/// # Errors
/// Where the store can't be read.
pub async fn permits(tx: &mut Tx, acting: &Acting, path: &str) -> Result<bool, Error> {
    if acting.mandate.items.is_none() {
        return Ok(true);
    }
    // Our own links need no escapes here; what a page would decode must not be judged as it is spelt.
    if path.contains('%') {
        return Ok(false);
    }
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    let (room, name, rest) = (
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
        parts.next(),
    );
    let item = match (room, name) {
        ("items", code) if rest == Some("application") => Some(code.to_owned()),
        ("life-events", key) if rest == Some("application") => Some(key.to_owned()),
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
        ("life-events", "applications") => item_of(tx, acting, rest.unwrap_or_default()).await?,
        (
            "account",
            "" | "acting" | "delegations" | "profile" | "credentials" | "password" | "sessions"
            | "data" | "deletion",
        ) => return Ok(true),
        (
            "" | "search" | "items" | "life-events" | "cases" | "session" | "track" | "about"
            | "privacy" | "agencies" | "division" | "divisions" | "assets",
            _,
        ) => return Ok(true),
        _ => return Ok(false),
    };
    // What is not there is for its page to say.
    Ok(item.is_none_or(|item| acting.mandate.covers(&item)))
}

/// The item or bundle of one of the principal's applications.
async fn item_of(tx: &mut Tx, acting: &Acting, id: &str) -> Result<Option<String>, Error> {
    let Ok(id) = id.parse::<ApplicationId>() else {
        return Ok(None);
    };
    let found = applications::get(tx, acting.principal, id).await?;
    Ok(found.map(|found| found.item))
}
