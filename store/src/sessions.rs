//! Sessions as bytes; what is in them is the server's. Ids are kept as keyed digests.

use jiff::Timestamp;

use crate::{Error, Keys, Tx, sql::sql};

/// `false` where the id is taken, for the caller to draw another.
pub async fn create(
    tx: &mut Tx,
    id: &str,
    data: &[u8],
    expires_at: Timestamp,
) -> Result<bool, Error> {
    let digest = digest(tx.keys(), id)?;
    let written = sql("INSERT INTO sessions (id, data, expires_at) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING")
        .bind(digest)
        .bind(data)
        .bind(expires_at)
        .execute(tx)
        .await?;
    Ok(written == 1)
}

/// Writes over what was there.
pub async fn save(tx: &mut Tx, id: &str, data: &[u8], expires_at: Timestamp) -> Result<(), Error> {
    let digest = digest(tx.keys(), id)?;
    sql(
        "INSERT INTO sessions (id, data, expires_at) VALUES ($1, $2, $3)
         ON CONFLICT (id) DO UPDATE SET data = excluded.data, expires_at = excluded.expires_at",
    )
    .bind(digest)
    .bind(data)
    .bind(expires_at)
    .execute(tx)
    .await?;
    Ok(())
}

/// `None` where there is no such session or it ended at or before `now`.
pub async fn load(tx: &mut Tx, id: &str, now: Timestamp) -> Result<Option<Vec<u8>>, Error> {
    let digest = digest(tx.keys(), id)?;
    let row = sql("SELECT data FROM sessions WHERE id = $1 AND expires_at > $2")
        .bind(digest)
        .bind(now)
        .optional::<(Vec<u8>,)>(tx)
        .await?;
    Ok(row.map(|(data,)| data))
}

pub async fn delete(tx: &mut Tx, id: &str) -> Result<(), Error> {
    let digest = digest(tx.keys(), id)?;
    sql("DELETE FROM sessions WHERE id = $1")
        .bind(digest)
        .execute(tx)
        .await?;
    Ok(())
}

/// Removes at most 1,000 ended sessions and says how many; call again while it says 1,000.
pub async fn purge_expired(tx: &mut Tx, now: Timestamp) -> Result<u64, Error> {
    sql("DELETE FROM sessions WHERE id IN
         (SELECT id FROM sessions WHERE expires_at <= $1 ORDER BY expires_at LIMIT 1000)")
    .bind(now)
    .execute(tx)
    .await
}

fn digest(keys: &Keys, id: &str) -> Result<String, Error> {
    keys.digest("session", id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{at, stores};

    #[tokio::test]
    async fn a_session_ends_at_its_time() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            assert!(create(&mut tx, "a", b"one", at(10)).await.unwrap());
            assert!(!create(&mut tx, "a", b"two", at(99)).await.unwrap());
            assert_eq!(load(&mut tx, "a", at(9)).await.unwrap().unwrap(), b"one");
            assert_eq!(load(&mut tx, "a", at(10)).await.unwrap(), None);
            save(&mut tx, "a", b"three", at(20)).await.unwrap();
            save(&mut tx, "b", b"", at(10)).await.unwrap();
            assert_eq!(purge_expired(&mut tx, at(10)).await.unwrap(), 1);
            assert_eq!(load(&mut tx, "a", at(10)).await.unwrap().unwrap(), b"three");
            delete(&mut tx, "a").await.unwrap();
            assert_eq!(load(&mut tx, "a", at(0)).await.unwrap(), None);
        }
    }
}
