//! 水印: what was given from a wallet for one case is shown to clerks with that case's number, the item's code and the
//! day over it, so that a copy which leaves the file says what alone it was for. Done whenever it is opened: the stored
//! original, and the digest that the journal names, stay as they are.

mod pdf;
mod picture;

use std::time::Duration;

use bytes::Bytes;
use tokio::sync::Semaphore;

use crate::error::Error;

/// For one file, and for the wait before it.
const PATIENCE: Duration = Duration::from_secs(10);

/// One at a time: a picture is some hundred megabytes while it is open.
static TURN: Semaphore = Semaphore::const_new(1);

/// A file that was marked, and what it is now.
#[derive(Debug)]
pub struct Marked {
    pub bytes: Bytes,
    pub media_type: &'static str,
}

/// What stands over the file, of letters that every font has.
pub fn words(case_no: &str, item: &str, on: &str) -> String {
    let known = |c: &char| c.is_ascii_alphanumeric() || *c == '-' || *c == ' ';
    format!("{case_no} {item} {on}")
        .chars()
        .filter(known)
        .collect()
}

/// What `read` gives, which is asked for once it is its turn: nobody who waits holds a file. `None` where it can't be
/// marked: encrypted, broken, or larger than is opened.
///
/// # Errors
/// `Unavailable` where too many wait, or it takes too long: a plain copy is no answer to that. As `read`.
pub async fn mark(
    read: impl Future<Output = Result<Bytes, Error>>,
    media_type: &str,
    words: String,
) -> Result<Option<Marked>, Error> {
    let turn = tokio::time::timeout(PATIENCE, TURN.acquire()).await;
    let Ok(Ok(turn)) = turn else {
        return Err(Error::Unavailable("others are being marked".into()));
    };
    let original = read.await?;
    let is_pdf = media_type == "application/pdf";
    // The turn goes along: what takes too long holds it until it has ended.
    let marking = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        if is_pdf {
            pdf::mark(&original, &words)
        } else {
            picture::mark(&original, &words)
        }
    });
    let bytes = match tokio::time::timeout(PATIENCE, marking).await {
        Ok(Ok(bytes)) => bytes,
        // A reader of files that were made to break it may break.
        Ok(Err(error)) => {
            tracing::warn!(%error, "a file could not be marked");
            None
        }
        Err(_) => return Err(Error::Unavailable("marking took too long".into())),
    };
    Ok(bytes.map(|bytes| Marked {
        bytes: bytes.into(),
        media_type: if is_pdf {
            "application/pdf"
        } else {
            "image/jpeg"
        },
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_no_sound_file_is_not_marked() {
        for media_type in ["application/pdf", "image/png"] {
            let read = async { Ok(Bytes::from_static(b"%PDF-1.4 x")) };
            let none = mark(read, media_type, "1".into()).await;
            assert!(none.unwrap().is_none());
        }
        assert_eq!(
            words("62-1", "0001（x）", "2026-11-25"),
            "62-1 0001x 2026-11-25"
        );
    }
}
