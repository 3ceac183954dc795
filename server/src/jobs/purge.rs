//! Removes what was kept for a while only: ended sessions, codes, posts that nobody came back for, drafts of applications and acts,
//! notices that nobody confirmed, versions and mappings that nobody took further, and attempts that no throttle counts any more.

use jiff::{SignedDuration, Timestamp};
use store::{
    act_drafts, applications, appointments, attempts, calendars, case_migrations, kept_posts,
    publications, sessions, verifications,
};

use crate::application::KEPT;
use crate::error::Error;
use crate::state::App;

/// The longest throttle looks back an hour.
const ATTEMPTS_KEPT: SignedDuration = SignedDuration::from_hours(24);

/// What nobody confirmed in a month is looked at anew.
const DRAFTS_KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// An appointment is over with its day; whoever did not come may say so for a while.
const APPOINTMENTS_KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);

/// Returns how many rows went.
///
/// # Errors
/// Where the database can't serve.
pub async fn run(app: &App, now: Timestamp) -> Result<usize, Error> {
    let mut gone = 0;
    // A thousand at a time, so that nobody waits long for the one writer.
    loop {
        let mut tx = app.store.begin().await?;
        let ended = sessions::purge_expired(&mut tx, now).await?;
        let kept = kept_posts::purge_expired(&mut tx, now).await?;
        let codes = verifications::purge_ended(&mut tx, now).await?
            + act_drafts::purge(&mut tx, now - DRAFTS_KEPT).await?;
        tx.commit().await?;
        gone += ended + kept + codes;
        if ended + kept + codes == 0 {
            break;
        }
    }
    // A few at a time: their files go with them.
    loop {
        let mut tx = app.store.begin().await?;
        let (drafts, files) = applications::purge_drafts(&mut tx, now - KEPT).await?;
        tx.commit().await?;
        app.files.remove_all(files).await;
        gone += drafts;
        if drafts == 0 {
            break;
        }
    }
    let mut tx = app.store.begin().await?;
    gone += calendars::purge_drafts(&mut tx, now - DRAFTS_KEPT).await?;
    gone += publications::purge_drafts(&mut tx, now - DRAFTS_KEPT).await?;
    gone += case_migrations::purge_drafts(&mut tx, now - DRAFTS_KEPT).await?;
    gone += appointments::purge(&mut tx, app.date(now - APPOINTMENTS_KEPT)).await?;
    gone += attempts::purge_attempts(&mut tx, now - ATTEMPTS_KEPT).await?;
    tx.commit().await?;
    Ok(usize::try_from(gone).unwrap_or(usize::MAX))
}
