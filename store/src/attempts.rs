//! Throttle counters. A scope names what is counted ("sign-in from 192.0.2.1"); only its digest is stored.

use jiff::Timestamp;

use crate::{Error, Keys, Tx, sql::sql};

pub async fn record_attempt(tx: &mut Tx, scope: &str, at: Timestamp) -> Result<(), Error> {
    let digest = digest(tx.keys(), scope)?;
    sql("INSERT INTO attempts (scope, at) VALUES ($1, $2)")
        .bind(digest)
        .bind(at)
        .execute(tx)
        .await?;
    Ok(())
}

/// Takes one back that turned out not to count.
pub async fn forget_attempt(tx: &mut Tx, scope: &str, at: Timestamp) -> Result<(), Error> {
    let digest = digest(tx.keys(), scope)?;
    sql("DELETE FROM attempts WHERE scope = $1 AND at = $2")
        .bind(digest)
        .bind(at)
        .execute(tx)
        .await?;
    Ok(())
}

/// How many after `since`.
pub async fn count_attempts(tx: &mut Tx, scope: &str, since: Timestamp) -> Result<i64, Error> {
    let digest = digest(tx.keys(), scope)?;
    let (count,) = sql("SELECT COUNT(*) FROM attempts WHERE scope = $1 AND at > $2")
        .bind(digest)
        .bind(since)
        .one::<(i64,)>(tx)
        .await?;
    Ok(count)
}

/// Removes those at or before `until` and says how many.
pub async fn purge_attempts(tx: &mut Tx, until: Timestamp) -> Result<u64, Error> {
    sql("DELETE FROM attempts WHERE at <= $1")
        .bind(until)
        .execute(tx)
        .await
}

fn digest(keys: &Keys, scope: &str) -> Result<String, Error> {
    keys.digest("attempt", scope)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{at, stores};

    #[tokio::test]
    async fn attempts_count_within_the_window_and_scope() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            for second in [1, 5, 5, 9] {
                record_attempt(&mut tx, "a", at(second)).await.unwrap();
            }
            record_attempt(&mut tx, "b", at(5)).await.unwrap();
            assert_eq!(count_attempts(&mut tx, "a", at(0)).await.unwrap(), 4);
            assert_eq!(count_attempts(&mut tx, "a", at(1)).await.unwrap(), 3);
            assert_eq!(count_attempts(&mut tx, "a", at(9)).await.unwrap(), 0);
            assert_eq!(purge_attempts(&mut tx, at(5)).await.unwrap(), 4);
            assert_eq!(count_attempts(&mut tx, "a", at(0)).await.unwrap(), 1);
        }
    }
}
