//! Which version of an item is the current one, and versions that somebody looks at before they are. The texts
//! of published ones are in `definitions`.

use jiff::Timestamp;
use sqlx::FromRow;

use crate::column::Ms;
use crate::sql::sql;
use crate::{Error, Tx};

/// Another number whenever something was published, for whoever keeps the current versions in memory.
pub async fn revision(tx: &mut Tx) -> Result<i64, Error> {
    let (last,): (i64,) = sql("SELECT CAST(COALESCE(MAX(seq), 0) AS BIGINT) FROM publications")
        .one(tx)
        .await?;
    Ok(last)
}

/// The current version of each item that has been published here: its code and the version's hash.
pub async fn current(tx: &mut Tx) -> Result<Vec<(String, String)>, Error> {
    sql("SELECT item, hash FROM publications AS one \
         WHERE seq = (SELECT MAX(seq) FROM publications AS all_of WHERE all_of.item = one.item) \
         ORDER BY item LIMIT 10000")
    .all(tx)
    .await
}

#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Publication {
    pub seq: i64,
    pub hash: String,
    pub published_by: String,
    #[sqlx(try_from = "Ms")]
    pub published_at: Timestamp,
}

/// From now on it is the item's current version. The text must be in `definitions`.
///
/// # Errors
/// `Stale` where somebody else published something at the same moment.
pub async fn publish(
    tx: &mut Tx,
    item: &str,
    hash: &str,
    by: &str,
    now: Timestamp,
) -> Result<(), Error> {
    let seq = revision(tx).await? + 1;
    sql(
        "INSERT INTO publications (seq, item, hash, published_by, published_at) \
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(seq)
    .bind(item)
    .bind(hash)
    .bind(by)
    .bind(now)
    .execute(tx)
    .await?;
    Ok(())
}

/// What was published of an item, the newest first.
pub async fn of_item(tx: &mut Tx, item: &str, limit: i64) -> Result<Vec<Publication>, Error> {
    sql(
        "SELECT seq, hash, published_by, published_at FROM publications \
         WHERE item = $1 ORDER BY seq DESC LIMIT $2",
    )
    .bind(item)
    .bind(limit)
    .all(tx)
    .await
}

/// A stored version of an item, with how many open cases go by it.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct StoredVersion {
    pub hash: String,
    #[sqlx(try_from = "Ms")]
    pub first_used_at: Timestamp,
    pub open: i64,
}

/// The stored versions of an item, the newest first.
pub async fn versions(tx: &mut Tx, item: &str, limit: i64) -> Result<Vec<StoredVersion>, Error> {
    sql("SELECT d.hash, d.first_used_at, \
             (SELECT COUNT(*) FROM cases c WHERE c.definition = d.hash AND c.open = 1) AS open \
         FROM definitions d WHERE d.item = $1 ORDER BY d.first_used_at DESC, d.hash LIMIT $2")
    .bind(item)
    .bind(limit)
    .all(tx)
    .await
}

/// A version that is looked at.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Draft {
    pub hash: String,
    pub item: String,
    pub source: String,
    pub created_by: String,
    #[sqlx(try_from = "Ms")]
    pub created_at: Timestamp,
}

/// The same text again is the same draft.
pub async fn put_draft(tx: &mut Tx, draft: &Draft) -> Result<(), Error> {
    sql(
        "INSERT INTO definition_drafts (hash, item, source, created_by, created_at) \
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (hash) DO NOTHING",
    )
    .bind(&draft.hash)
    .bind(&draft.item)
    .bind(&draft.source)
    .bind(&draft.created_by)
    .bind(draft.created_at)
    .execute(tx)
    .await?;
    Ok(())
}

pub async fn draft(tx: &mut Tx, hash: &str) -> Result<Option<Draft>, Error> {
    sql("SELECT hash, item, source, created_by, created_at FROM definition_drafts WHERE hash = $1")
        .bind(hash)
        .optional(tx)
        .await
}

/// Returns how many drafts went that nobody has looked at since.
pub async fn purge_drafts(tx: &mut Tx, before: Timestamp) -> Result<u64, Error> {
    sql("DELETE FROM definition_drafts WHERE created_at < $1")
        .bind(before)
        .execute(tx)
        .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::definitions;
    use crate::testing::{at, stores};

    #[tokio::test]
    async fn the_last_publication_of_an_item_is_current() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            assert_eq!(revision(&mut tx).await.unwrap(), 0);
            for (item, hash) in [("a", "1"), ("b", "2"), ("a", "3")] {
                let stored = definitions::Definition {
                    hash: hash.into(),
                    item: item.into(),
                    source: "code".into(),
                    first_used_at: at(1),
                };
                definitions::put(&mut tx, &stored).await.unwrap();
                publish(&mut tx, item, hash, "officer", at(2))
                    .await
                    .unwrap();
            }
            assert_eq!(revision(&mut tx).await.unwrap(), 3);
            let now: Vec<_> = current(&mut tx).await.unwrap();
            let pair = |item: &str, hash: &str| (item.to_owned(), hash.to_owned());
            assert_eq!(now, [pair("a", "3"), pair("b", "2")]);
            // An earlier one again.
            publish(&mut tx, "a", "1", "other", at(3)).await.unwrap();
            assert_eq!(current(&mut tx).await.unwrap()[0], pair("a", "1"));
            let all = of_item(&mut tx, "a", 10).await.unwrap();
            let all: Vec<_> = all.iter().map(|one| one.hash.as_str()).collect();
            assert_eq!(all, ["1", "3", "1"]);
            let known = versions(&mut tx, "a", 10).await.unwrap();
            assert_eq!(known.len(), 2);
            assert!(known.iter().all(|version| version.open == 0));
        }
    }

    #[tokio::test]
    async fn drafts_are_kept_once_and_go() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            let first = Draft {
                hash: "h".into(),
                item: "i".into(),
                source: "code".into(),
                created_by: "x".into(),
                created_at: at(1),
            };
            put_draft(&mut tx, &first).await.unwrap();
            put_draft(&mut tx, &first).await.unwrap();
            assert_eq!(draft(&mut tx, "h").await.unwrap(), Some(first));
            assert_eq!(purge_drafts(&mut tx, at(2)).await.unwrap(), 1);
            assert_eq!(draft(&mut tx, "h").await.unwrap(), None);
        }
    }
}
