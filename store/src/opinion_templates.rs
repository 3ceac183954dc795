//! Texts that the officers of an agency keep for the opinions on an item.

use domain::id::OfficerId;
use jiff::Timestamp;

use crate::column::Ms;
use crate::{Error, Tx, sql::sql};

/// The most of one agency and item.
pub const MOST: i64 = 50;

#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Template {
    /// One of its agency and item has it.
    pub name: String,
    pub body: String,
    #[sqlx(try_from = "Ms")]
    pub changed_at: Timestamp,
}

/// By name.
pub async fn list(tx: &mut Tx, agency: &str, item: &str) -> Result<Vec<Template>, Error> {
    sql("SELECT name, body, changed_at FROM opinion_templates \
         WHERE agency = $1 AND item = $2 ORDER BY name LIMIT $3")
    .bind(agency)
    .bind(item)
    .bind(MOST)
    .all(tx)
    .await
}

pub async fn get(
    tx: &mut Tx,
    agency: &str,
    item: &str,
    name: &str,
) -> Result<Option<Template>, Error> {
    sql("SELECT name, body, changed_at FROM opinion_templates \
         WHERE agency = $1 AND item = $2 AND name = $3")
    .bind(agency)
    .bind(item)
    .bind(name)
    .optional(tx)
    .await
}

/// Instead of the one of that name. `false` where there are as many as may be.
pub async fn put(
    tx: &mut Tx,
    agency: &str,
    item: &str,
    template: &Template,
    by: OfficerId,
) -> Result<bool, Error> {
    let (count,): (i64,) = sql(
        "SELECT COUNT(*) FROM opinion_templates WHERE agency = $1 AND item = $2 AND name <> $3",
    )
    .bind(agency)
    .bind(item)
    .bind(&template.name)
    .one(tx)
    .await?;
    if count >= MOST {
        return Ok(false);
    }
    sql(
        "INSERT INTO opinion_templates (agency, item, name, body, changed_by, changed_at) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (agency, item, name) DO UPDATE SET \
           body = excluded.body, changed_by = excluded.changed_by, changed_at = excluded.changed_at",
    )
    .bind(agency)
    .bind(item)
    .bind(&template.name)
    .bind(&template.body)
    .bind(by)
    .bind(template.changed_at)
    .execute(tx)
    .await?;
    Ok(true)
}

pub async fn remove(tx: &mut Tx, agency: &str, item: &str, name: &str) -> Result<u64, Error> {
    sql("DELETE FROM opinion_templates WHERE agency = $1 AND item = $2 AND name = $3")
        .bind(agency)
        .bind(item)
        .bind(name)
        .execute(tx)
        .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{at, stores};

    #[tokio::test]
    async fn templates_are_an_agencys_own_and_so_many() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            let by = OfficerId::new(at(0), [1; 10]);
            let template = |name: &str, body: &str| Template {
                name: name.into(),
                body: body.into(),
                changed_at: at(1),
            };
            for body in ["旧", "新"] {
                let put = put(&mut tx, "a", "food", &template("合格", body), by).await;
                assert!(put.unwrap());
            }
            assert_eq!(
                list(&mut tx, "a", "food").await.unwrap(),
                [template("合格", "新")]
            );
            assert_eq!(list(&mut tx, "b", "food").await.unwrap(), []);
            assert_eq!(list(&mut tx, "a", "water").await.unwrap(), []);
            for n in 1..MOST {
                let one = template(&format!("{n}"), "x");
                assert!(put(&mut tx, "a", "food", &one, by).await.unwrap());
            }
            let more = put(&mut tx, "a", "food", &template("more", "x"), by).await;
            assert!(!more.unwrap());
            let again = put(&mut tx, "a", "food", &template("合格", "再改"), by).await;
            assert!(again.unwrap(), "one that is there can be changed");
            assert_eq!(remove(&mut tx, "a", "food", "合格").await.unwrap(), 1);
            assert_eq!(get(&mut tx, "a", "food", "合格").await.unwrap(), None);
        }
    }
}
