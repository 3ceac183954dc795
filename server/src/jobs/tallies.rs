//! Supervision's sums: notes the lamps that time has turned, and adds up what was noted. Numbers are right without it;
//! it keeps them quick to read.

use jiff::Timestamp;
use store::tallies;

use crate::error::Error;
use crate::state::App;

/// Returns how many notes were added up.
///
/// # Errors
/// Where the database can't serve.
pub async fn run(app: &App, now: Timestamp) -> Result<usize, Error> {
    match both(app, now).await {
        // Another server does the same at this moment.
        Err(store::Error::Stale) => Ok(0),
        done => Ok(done?),
    }
}

async fn both(app: &App, now: Timestamp) -> Result<usize, store::Error> {
    tallies::turn(&app.store, now).await?;
    tallies::fold(&app.store).await
}
