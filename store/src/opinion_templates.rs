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

/// What became of a template that somebody kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Put {
    Kept,
    /// There are as many as may be.
    Full,
    /// Somebody changed it since it was looked at: as it is now.
    Changed(Template),
}

/// Instead of the one of that name, as it was when it was looked at; `seen` is absent for a new one. The same text again is
/// a double click.
pub async fn put(
    tx: &mut Tx,
    agency: &str,
    item: &str,
    template: &Template,
    seen: Option<Timestamp>,
    by: OfficerId,
) -> Result<Put, Error> {
    let there = get(tx, agency, item, &template.name).await?;
    match there {
        Some(there) if there.body == template.body => return Ok(Put::Kept),
        Some(there) if seen != Some(there.changed_at) => return Ok(Put::Changed(there)),
        _ => {}
    }
    let (count,): (i64,) = sql(
        "SELECT COUNT(*) FROM opinion_templates WHERE agency = $1 AND item = $2 AND name <> $3",
    )
    .bind(agency)
    .bind(item)
    .bind(&template.name)
    .one(tx)
    .await?;
    if count >= MOST {
        return Ok(Put::Full);
    }
    let done = sql(
        "INSERT INTO opinion_templates (agency, item, name, body, changed_by, changed_at) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (agency, item, name) DO UPDATE SET \
           body = excluded.body, changed_by = excluded.changed_by, changed_at = excluded.changed_at \
         WHERE opinion_templates.changed_at = $7",
    )
    .bind(agency)
    .bind(item)
    .bind(&template.name)
    .bind(&template.body)
    .bind(by)
    .bind(template.changed_at)
    .bind(seen)
    .execute(tx)
    .await?;
    if done > 0 {
        return Ok(Put::Kept);
    }
    // Two at once: the other one was quicker.
    let there = get(tx, agency, item, &template.name).await?;
    there.map(Put::Changed).ok_or(Error::NotFound)
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
            let template = |name: &str, body: &str, on: i64| Template {
                name: name.into(),
                body: body.into(),
                changed_at: at(on),
            };
            let mut kept = Vec::new();
            for (body, seen, on) in [
                ("旧", None, 1),
                ("新", Some(at(1)), 2),
                ("新", Some(at(1)), 3),
                ("别人", Some(at(1)), 4),
                ("别人", None, 4),
            ] {
                let one = template("合格", body, on);
                kept.push(put(&mut tx, "a", "food", &one, seen, by).await.unwrap());
            }
            let changed = || Put::Changed(template("合格", "新", 2));
            assert_eq!(
                kept,
                [Put::Kept, Put::Kept, Put::Kept, changed(), changed()],
                "whoever looked at the old one overwrites nothing"
            );
            assert_eq!(
                list(&mut tx, "a", "food").await.unwrap(),
                [template("合格", "新", 2)]
            );
            assert_eq!(list(&mut tx, "b", "food").await.unwrap(), []);
            assert_eq!(list(&mut tx, "a", "water").await.unwrap(), []);
            for n in 1..MOST {
                let one = template(&format!("{n}"), "x", 1);
                let put = put(&mut tx, "a", "food", &one, None, by).await;
                assert_eq!(put.unwrap(), Put::Kept);
            }
            let more = template("more", "x", 1);
            let more = put(&mut tx, "a", "food", &more, None, by).await;
            assert_eq!(more.unwrap(), Put::Full);
            let again = template("合格", "再改", 3);
            let again = put(&mut tx, "a", "food", &again, Some(at(2)), by).await;
            assert_eq!(
                again.unwrap(),
                Put::Kept,
                "one that is there can be changed"
            );
            assert_eq!(remove(&mut tx, "a", "food", "合格").await.unwrap(), 1);
            assert_eq!(get(&mut tx, "a", "food", "合格").await.unwrap(), None);
        }
    }
}
