//! A form that arrived after its session had ended, kept sealed while its author signs in again.

use std::fmt;

use jiff::Timestamp;

use crate::{Error, Keys, Tx, sql::sql};

/// `Debug` doesn't show the body.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptPost {
    pub path: String,
    pub content_type: String,
    pub body: Vec<u8>,
}

impl fmt::Debug for KeptPost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeptPost")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

/// `id` is an unguessable token; only its digest is stored.
pub async fn keep(
    tx: &mut Tx,
    id: &str,
    post: &KeptPost,
    expires_at: Timestamp,
) -> Result<(), Error> {
    let digest = digest(tx.keys(), id)?;
    let sealed = tx.keys().seal(&place(&digest), &post.body)?;
    sql("INSERT INTO kept_posts (id, path, content_type, body_sealed, expires_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(digest)
        .bind(&post.path)
        .bind(&post.content_type)
        .bind(sealed)
        .bind(expires_at)
        .execute(tx)
        .await?;
    Ok(())
}

/// Hands it out once; `None` where there is none or it ended at or before `now`.
pub async fn take(tx: &mut Tx, id: &str, now: Timestamp) -> Result<Option<KeptPost>, Error> {
    let digest = digest(tx.keys(), id)?;
    let row = sql("DELETE FROM kept_posts WHERE id = $1 AND expires_at > $2 RETURNING path, content_type, body_sealed")
        .bind(&digest)
        .bind(now)
        .optional::<(String, String, Vec<u8>)>(tx)
        .await?;
    let Some((path, content_type, sealed)) = row else {
        return Ok(None);
    };
    let body = tx.keys().open(&place(&digest), &sealed)?;
    Ok(Some(KeptPost {
        path,
        content_type,
        body,
    }))
}

/// Removes at most 1,000 and says how many.
pub async fn purge_expired(tx: &mut Tx, now: Timestamp) -> Result<u64, Error> {
    sql("DELETE FROM kept_posts WHERE id IN
         (SELECT id FROM kept_posts WHERE expires_at <= $1 ORDER BY expires_at LIMIT 1000)")
    .bind(now)
    .execute(tx)
    .await
}

fn digest(keys: &Keys, id: &str) -> Result<String, Error> {
    keys.digest("kept_post", id)
}

fn place(digest: &str) -> String {
    format!("kept_posts.body:{digest}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{at, stores};

    #[tokio::test]
    async fn a_post_is_handed_out_once_and_in_time() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            let post = KeptPost {
                path: "/applications/1/pages/1".into(),
                content_type: "application/x-www-form-urlencoded".into(),
                body: b"phone=13800000000".to_vec(),
            };
            assert!(!format!("{post:?}").contains("138"));
            keep(&mut tx, "token", &post, at(10)).await.unwrap();
            keep(&mut tx, "late", &post, at(10)).await.unwrap();
            assert_eq!(take(&mut tx, "other", at(5)).await.unwrap(), None);
            assert_eq!(take(&mut tx, "token", at(5)).await.unwrap(), Some(post));
            assert_eq!(take(&mut tx, "token", at(5)).await.unwrap(), None);
            assert_eq!(take(&mut tx, "late", at(10)).await.unwrap(), None);
            assert_eq!(purge_expired(&mut tx, at(10)).await.unwrap(), 1);
        }
    }
}
