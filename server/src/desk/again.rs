//! What else the applicant of a case applied for with its item.

use app::desk::again::{Again, Other};
use store::{Tx, cases};

use super::scope::Open;
use crate::error::Error;
use crate::state::App;

/// More say nothing that the latest don't.
const SHOWN: usize = 10;

/// What an agency files itself has nothing in common but the agency.
///
/// # Errors
/// Where the store can't be read.
pub async fn load(app: &App, tx: &mut Tx, open: &Open) -> Result<Again, Error> {
    if open.applicant.agency.is_some() {
        return Ok(Again::default());
    }
    let limit = u8::try_from(SHOWN + 1).unwrap_or(u8::MAX);
    let mut rows = cases::again(tx, &open.key, &open.officer.agency, limit).await?;
    let more = rows.len() > SHOWN;
    rows.truncate(SHOWN);
    let others = rows.into_iter().map(|row| Other {
        case_no: row.case_no,
        received_on: app.date(row.received_at),
        state: row.result.unwrap_or(row.stage),
    });
    Ok(Again {
        others: others.collect(),
        more,
    })
}
