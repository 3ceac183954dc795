//! What the grant or the end of one part brings about, in the same transaction.

use std::pin::Pin;

use domain::bundle::{Standing, behind, standing};
use domain::case::{ActorRef, Case};
use jiff::Timestamp;
use store::bundles::{self, PartOf, PartState};
use store::{Tx, applications};

use super::opening::{self, Whose};
use super::part_name;
use crate::error::Error;
use crate::mail::Kind;
use crate::notify;
use crate::state::App;

/// Called whenever something was recorded of a case. A part that opens records its own receipt, so the future is
/// boxed: this comes round to itself.
pub fn follow<'a>(
    app: &'a App,
    tx: &'a mut Tx,
    case: &'a Case,
    now: Timestamp,
) -> Pin<Box<dyn Future<Output = Result<(), Error>> + Send + 'a>> {
    Box::pin(async move {
        let standing = standing(case);
        if standing == Standing::Pending {
            return Ok(());
        }
        let Some(of) = bundles::of_case(tx, case.received.case).await? else {
            return Ok(());
        };
        if waiting(tx, &of).await?.is_empty() {
            return Ok(());
        }
        // Others may have opened or ended something since.
        let applicant = case.received.applicant;
        applications::hold(tx, applicant, of.bundle)
            .await?
            .ok_or_else(|| Error::fault(format!("bundle {} has no application", of.bundle)))?;
        match standing {
            Standing::Granted => granted(app, tx, case, &of, now).await,
            _ => give_up(app, tx, case, &of, &of.item, Kind::NotOpened, now).await,
        }
    })
}

/// The parts that wait, with what they wait for.
async fn waiting(tx: &mut Tx, of: &PartOf) -> Result<Vec<(String, Vec<String>)>, Error> {
    let parts = bundles::parts(tx, of.bundle).await?;
    let waiting = parts
        .into_iter()
        .filter(|part| part.state == PartState::Waiting)
        .map(|part| (part.item, part.waits_for));
    Ok(waiting.collect())
}

async fn granted(
    app: &App,
    tx: &mut Tx,
    case: &Case,
    of: &PartOf,
    now: Timestamp,
) -> Result<(), Error> {
    let granted = bundles::granted(tx, of.bundle).await?;
    let waiting = waiting(tx, of).await?;
    let ready: Vec<&str> = waiting
        .iter()
        .filter(|(_, after)| after.iter().all(|item| granted.contains(item)))
        .map(|(item, _)| item.as_str())
        .collect();
    if ready.is_empty() {
        return Ok(());
    }
    let whose = Whose {
        bundle: of.bundle,
        applicant: case.received.applicant,
        // Nobody else did anything: the applicant did at the submission.
        by: ActorRef::System,
    };
    let closed = opening::open(app, tx, &whose, &ready, now).await?;
    for item in closed {
        bundles::give_up(tx, of.bundle, item, None, now).await?;
        let name = [part_name(app, &of.key, item)];
        let kind = Kind::NotStartable;
        notify::not_opened(app, tx, case, kind, of.bundle, &name, now).await?;
        give_up(app, tx, case, of, item, kind, now).await?;
    }
    Ok(())
}

/// Those behind `ended` will not open; one letter says which.
async fn give_up(
    app: &App,
    tx: &mut Tx,
    case: &Case,
    of: &PartOf,
    ended: &str,
    kind: Kind,
    now: Timestamp,
) -> Result<(), Error> {
    let waiting = waiting(tx, of).await?;
    let lost = behind(&waiting, ended);
    let mut names = Vec::new();
    for item in lost {
        bundles::give_up(tx, of.bundle, item, Some(ended), now).await?;
        names.push(part_name(app, &of.key, item));
    }
    if names.is_empty() {
        return Ok(());
    }
    notify::not_opened(app, tx, case, kind, of.bundle, &names, now).await
}
