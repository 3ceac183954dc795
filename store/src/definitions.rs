//! Published definitions by the hash of their text, kept for as long as a case may refer to them.

use jiff::Timestamp;
use sqlx::FromRow;

use crate::{Error, Tx, column::Ms, sql::sql};

#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Definition {
    pub hash: String,
    pub item: String,
    pub source: String,
    #[sqlx(try_from = "Ms")]
    pub first_used_at: Timestamp,
}

/// Does nothing where the hash is known.
pub async fn put(tx: &mut Tx, definition: &Definition) -> Result<(), Error> {
    sql(
        "INSERT INTO definitions (hash, item, source, first_used_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (hash) DO NOTHING",
    )
    .bind(&definition.hash)
    .bind(&definition.item)
    .bind(&definition.source)
    .bind(definition.first_used_at)
    .execute(tx)
    .await?;
    Ok(())
}

pub async fn get(tx: &mut Tx, hash: &str) -> Result<Option<Definition>, Error> {
    sql("SELECT * FROM definitions WHERE hash = $1")
        .bind(hash)
        .optional(tx)
        .await
}

/// Every stored version, oldest first. An item is published a few times a year: a catalogue does
/// not reach the bound.
pub async fn all(tx: &mut Tx) -> Result<Vec<Definition>, Error> {
    sql("SELECT * FROM definitions ORDER BY first_used_at, hash LIMIT 10000")
        .all(tx)
        .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{at, stores};

    #[tokio::test]
    async fn the_first_use_stays() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            let first = Definition {
                hash: "h".into(),
                item: "i".into(),
                source: "[item]".into(),
                first_used_at: at(1),
            };
            put(&mut tx, &first).await.unwrap();
            put(
                &mut tx,
                &Definition {
                    first_used_at: at(2),
                    ..first.clone()
                },
            )
            .await
            .unwrap();
            assert_eq!(get(&mut tx, "h").await.unwrap(), Some(first));
            assert_eq!(get(&mut tx, "x").await.unwrap(), None);
        }
    }
}
