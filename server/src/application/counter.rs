//! Where a clerk begins an application for somebody: the same draft as an applicant's own, and never mixed with it.

use std::sync::Arc;

use domain::account::{Contact, ContactKind};
use domain::catalogue::Definition;
use domain::id::ApplicationId;
use jiff::Timestamp;
use store::accounts::Applicant;
use store::applications::{self, NewApplication};
use store::{Personal, Tx, accounts};

use super::COUNTER;
use super::start::{make, prefilled};
use super::subject::Subject;
use crate::counter::Clerk;
use crate::error::Error;
use crate::state::App;
use crate::submission::write_answers;

/// Where clerks begin, and have the list of what they have begun.
pub const PATH: &str = "/desk/counter";

/// The address of what a clerk fills in.
pub fn address(id: ApplicationId) -> String {
    format!("{COUNTER}/{id}")
}

/// The clerk's draft of an item for somebody, made once.
///
/// # Errors
/// Where the store can't be written.
pub async fn begin(
    app: &App,
    tx: &mut Tx,
    clerk: &Clerk,
    applicant: &Applicant,
    definition: &Arc<Definition>,
    now: Timestamp,
) -> Result<ApplicationId, Error> {
    let item = &definition.item;
    if let Some(begun) = applications::draft_by(tx, applicant.id, clerk.id, item.code()).await? {
        return Ok(begun.id);
    }
    let new = NewApplication {
        id: ApplicationId::new(now, app.entropy()?),
        applicant_id: applicant.id,
        item: item.code().to_owned(),
        definition: definition.hash.clone(),
        division: applicant.division.clone(),
        answers: write_answers(&prefilled(app, item.into(), applicant, None))?,
        created_at: now,
        filed_by: Some(clerk.id),
    };
    let subject = Subject::Item(Arc::clone(definition));
    Ok(make(tx, &subject, &new).await?.id)
}

/// Who is known under a number.
#[derive(Debug)]
pub enum Known {
    Nobody,
    /// Their account, or what they began at a counter before.
    Somebody(Box<Applicant>),
    /// Somebody without an account, written down under another name.
    OtherName(Box<Applicant>),
}

/// Finds whom a document names. An account under the same number is theirs where they say at which address it is reached:
/// nobody has seen a document of whoever made it.
///
/// # Errors
/// Where the store can't be read.
pub async fn known(
    tx: &mut Tx,
    id_no: &str,
    name: &str,
    entity: bool,
    contact: Option<&Contact>,
) -> Result<Known, Error> {
    let mut all = accounts::applicants_by_id_no(tx, id_no).await?;
    all.retain(|one| one.entity == entity);
    let same = |one: &Applicant| accounts::is_same_name(&one.name, name);
    let reach = contact.map(reach);
    let reached = |one: &Applicant| {
        let reach = reach.as_ref();
        reach.is_some_and(|(phone, email)| one.shares_an_address(phone, email.as_ref()))
    };
    let own = all
        .iter()
        .position(|one| one.account_id.is_some() && same(one) && reached(one));
    let at = own.or_else(|| all.iter().position(|one| one.account_id.is_none()));
    let Some(found) = at.map(|at| all.swap_remove(at)) else {
        return Ok(Known::Nobody);
    };
    Ok(if same(&found) {
        Known::Somebody(Box::new(found))
    } else {
        Known::OtherName(Box::new(found))
    })
}

/// Phone, empty for none, and mail address.
pub fn reach(contact: &Contact) -> (Personal, Option<Personal>) {
    match contact.kind {
        ContactKind::Phone => (Personal::new(contact.as_str()), None),
        ContactKind::Email => (Personal::default(), Some(Personal::new(contact.as_str()))),
    }
}
