//! Makes findable at the desk who registered before names and numbers could be searched for.

use crate::error::Error;
use crate::state::App;

/// A few at a time, so that nobody waits long for the one writer.
const BATCH: i64 = 200;

/// Returns how many people were made findable.
///
/// # Errors
/// Where the database can't serve.
pub async fn run(app: &App) -> Result<usize, Error> {
    let mut all = 0;
    loop {
        let mut tx = app.store.begin().await?;
        let some = store::search::index_some(&mut tx, BATCH).await?;
        tx.commit().await?;
        all += some;
        if some == 0 {
            return Ok(all);
        }
    }
}
