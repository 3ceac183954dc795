//! 常用筛选: lists of the inbox that an officer keeps under a name, so many at most.

use domain::id::{OfficerId, ViewId};
use jiff::Timestamp;
use sqlx::FromRow;

use crate::column::Text;
use crate::sql::sql;
use crate::{Error, Personal, Tx};

/// The most of one officer.
pub const MOST: i64 = 20;

#[derive(Debug, Clone)]
pub struct View {
    pub id: ViewId,
    pub name: String,
    /// Of the list's address; may hold a name that was searched for.
    pub query: Personal,
}

/// By name.
pub async fn of_officer(tx: &mut Tx, officer: OfficerId) -> Result<Vec<View>, Error> {
    #[derive(FromRow)]
    struct Row {
        #[sqlx(try_from = "Text")]
        id: ViewId,
        name: String,
        query_sealed: Vec<u8>,
    }
    let rows: Vec<Row> = sql(
        "SELECT id, name, query_sealed FROM inbox_views WHERE officer_id = $1 ORDER BY name, id LIMIT $2",
    )
    .bind(officer)
    .bind(MOST)
    .all(tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(View {
                query: tx.keys().open_text(&place(row.id), &row.query_sealed)?,
                id: row.id,
                name: row.name,
            })
        })
        .collect()
}

/// Keeps a list under a name; what was under it goes. `false`, with nothing written, where there are `MOST`.
pub async fn keep(
    tx: &mut Tx,
    id: ViewId,
    officer: OfficerId,
    name: &str,
    query: &Personal,
    now: Timestamp,
) -> Result<bool, Error> {
    let sealed = tx.keys().seal_text(&place(id), query)?;
    sql("DELETE FROM inbox_views WHERE officer_id = $1 AND name = $2")
        .bind(officer)
        .bind(name)
        .execute(tx)
        .await?;
    let written = sql(
        "INSERT INTO inbox_views (id, officer_id, name, query_sealed, created_at) \
         SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT), $4, CAST($5 AS BIGINT) \
         WHERE (SELECT COUNT(*) FROM inbox_views WHERE officer_id = $2) < $6",
    )
    .bind(id)
    .bind(officer)
    .bind(name)
    .bind(sealed)
    .bind(now)
    .bind(MOST)
    .execute(tx)
    .await?;
    Ok(written == 1)
}

/// Does nothing where it is gone already.
///
/// # Errors
/// `NotFound` where it is somebody else's.
pub async fn remove(tx: &mut Tx, id: ViewId, officer: OfficerId) -> Result<(), Error> {
    let owner: Option<(String,)> = sql("SELECT officer_id FROM inbox_views WHERE id = $1")
        .bind(id)
        .optional(tx)
        .await?;
    match owner {
        Some((owner,)) if owner != officer.to_string() => Err(Error::NotFound),
        None => Ok(()),
        Some(_) => {
            sql("DELETE FROM inbox_views WHERE id = $1")
                .bind(id)
                .execute(tx)
                .await?;
            Ok(())
        }
    }
}

fn place(id: ViewId) -> String {
    format!("inbox_views.query:{id}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts;
    use crate::testing::samples::{account, officer};
    use crate::testing::{at, stores};

    #[tokio::test]
    async fn a_name_holds_one_list_and_nobody_keeps_too_many() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            for n in [1, 2] {
                accounts::create_officer(&mut tx, &account(n), &officer(n))
                    .await
                    .unwrap();
            }
            let (own, other) = (officer(1).id, officer(2).id);
            let id = |n: u8| ViewId::new(at(1), [n; 10]);
            for n in 1..=20 {
                let name = format!("view {n}");
                let query = Personal::new(format!("tab=mine&q=张三{n}"));
                assert!(
                    keep(&mut tx, id(n), own, &name, &query, at(1))
                        .await
                        .unwrap()
                );
            }
            let query = Personal::new("tab=todo");
            assert!(
                !keep(&mut tx, id(21), own, "one more", &query, at(1))
                    .await
                    .unwrap()
            );
            assert!(
                keep(&mut tx, id(21), own, "view 3", &query, at(1))
                    .await
                    .unwrap()
            );
            let all = of_officer(&mut tx, own).await.unwrap();
            assert_eq!(all.len(), 20);
            let third = all.iter().find(|view| view.name == "view 3").unwrap();
            assert_eq!((third.id, third.query.expose()), (id(21), "tab=todo"));
            let refused = remove(&mut tx, third.id, other).await;
            assert!(matches!(refused, Err(Error::NotFound)));
            for _ in 0..2 {
                remove(&mut tx, third.id, own).await.unwrap();
            }
            assert_eq!(of_officer(&mut tx, own).await.unwrap().len(), 19);
            assert!(of_officer(&mut tx, other).await.unwrap().is_empty());
        }
    }
}
