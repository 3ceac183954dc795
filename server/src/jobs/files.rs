//! What is done to uploaded files in the background: those that could not be scanned are shown to clamd again, and
//! images get their small copies, and PDFs from wallets are tried for their watermark. One at a time: a morning's uploads must not take every processor.

use bytes::Bytes;
use domain::id::MaterialId;
use jiff::Timestamp;
use store::materials::{self, Material, Scan, SmallCopy};

use crate::error::Error;
use crate::files::quarantine;
use crate::scanner;
use crate::small_copy::small_copy;
use crate::state::App;
use crate::watermark;

const BATCH: u8 = 50;

/// Returns how many files were settled.
///
/// # Errors
/// Where the database or the store of files does not answer.
pub async fn run(app: &App, now: Timestamp) -> Result<usize, Error> {
    Ok(scan(app, now).await? + copy(app).await?)
}

async fn scan(app: &App, now: Timestamp) -> Result<usize, Error> {
    let mut settled = 0;
    let mut last: Option<MaterialId> = None;
    loop {
        let mut tx = app.store.read().await?;
        let waiting = materials::to_scan(&mut tx, last, BATCH).await?;
        drop(tx);
        let Some(end) = waiting.last() else {
            return Ok(settled);
        };
        if !scanner::is_there(app).await {
            return Ok(settled);
        }
        last = Some(end.id);
        for material in &waiting {
            match scanner::scan(app, &material.object_key).await {
                // It has no verdict on this one; the others are asked about all the same.
                Ok(Scan::Waiting) => {}
                Ok(verdict) => {
                    settle(app, material, verdict, now).await?;
                    settled += 1;
                }
                Err(Error::NotFound) => {
                    tracing::error!(material = %material.id, "a file that waits for its scan is gone");
                }
                Err(error) => return Err(error),
            }
        }
    }
}

/// An infected file is first nobody's, and then put away: whatever happens between the two, it is not served.
async fn settle(
    app: &App,
    material: &Material,
    verdict: Scan,
    now: Timestamp,
) -> Result<(), Error> {
    let key = &material.object_key;
    let mut tx = app.store.begin().await?;
    if verdict == Scan::Infected {
        materials::mark_infected(&mut tx, key, &quarantine(key), now).await?;
        tx.commit().await?;
        app.files.put_away(key).await
    } else {
        // Where clamd is no longer configured, what waited for it is as any other file.
        materials::mark_clean(&mut tx, key).await?;
        Ok(tx.commit().await?)
    }
}

async fn copy(app: &App) -> Result<usize, Error> {
    let mut made = 0;
    let mut last: Option<MaterialId> = None;
    loop {
        let mut tx = app.store.read().await?;
        let waiting = materials::to_copy(&mut tx, last, BATCH).await?;
        drop(tx);
        let Some(end) = waiting.last() else {
            return Ok(made);
        };
        last = Some(end.id);
        for material in &waiting {
            let key = &material.object_key;
            if material.media_type == "application/pdf" {
                try_mark(app, material).await?;
                made += 1;
                continue;
            }
            let copy = match app.files.read(key).await {
                Ok(original) => tokio::task::spawn_blocking(move || small_copy(&original))
                    .await
                    .unwrap_or_default(),
                // Taken away in the meantime.
                Err(Error::NotFound) => None,
                Err(error) => return Err(error),
            };
            let state = match copy {
                Some(copy) => {
                    app.files.put_small(key, Bytes::from(copy)).await?;
                    SmallCopy::Made
                }
                None => SmallCopy::Failed,
            };
            let mut tx = app.store.begin().await?;
            materials::mark_copied(&mut tx, key, state).await?;
            tx.commit().await?;
            made += 1;
        }
    }
}

/// Whether a PDF from a wallet can be marked. Where it can't, its clerk is told.
async fn try_mark(app: &App, material: &Material) -> Result<(), Error> {
    let key = &material.object_key;
    let read = app.files.read(key);
    let marked = match watermark::mark(read, &material.media_type, "0".into()).await {
        Ok(marked) => marked,
        // Taken away in the meantime.
        Err(Error::NotFound) => None,
        Err(error) => return Err(error),
    };
    let state = if marked.is_some() {
        SmallCopy::None
    } else {
        SmallCopy::Failed
    };
    let mut tx = app.store.begin().await?;
    materials::mark_copied(&mut tx, key, state).await?;
    Ok(tx.commit().await?)
}
