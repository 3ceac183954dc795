//! What an officer has typed of an act and not sent. It is nobody's but theirs, and goes when the act is done, when the
//! case ends, and after a month.

use domain::id::{CaseId, OfficerId};
use jiff::Timestamp;

use crate::column::Ms;
use crate::{Error, Personal, Tx, sql::sql};

/// Of which act of which case, and whose.
#[derive(Debug, Clone, Copy)]
pub struct Of<'a> {
    pub case: CaseId,
    pub officer: OfficerId,
    /// The end of the act's address.
    pub act: &'a str,
}

impl Of<'_> {
    fn place(&self) -> String {
        let Self { case, officer, act } = self;
        format!("act_drafts.body:{case}:{officer}:{act}")
    }
}

/// Instead of what was kept before.
pub async fn keep(tx: &mut Tx, of: Of<'_>, body: &Personal, at: Timestamp) -> Result<(), Error> {
    let sealed = tx.keys().seal_text(&of.place(), body)?;
    sql(
        "INSERT INTO act_drafts (case_id, officer_id, act, body_sealed, kept_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (case_id, officer_id, act) DO UPDATE SET \
           body_sealed = excluded.body_sealed, kept_at = excluded.kept_at",
    )
    .bind(of.case)
    .bind(of.officer)
    .bind(of.act)
    .bind(sealed)
    .bind(at)
    .execute(tx)
    .await?;
    Ok(())
}

/// How many an officer has of a case.
pub async fn count(tx: &mut Tx, case: CaseId, officer: OfficerId) -> Result<i64, Error> {
    let (count,): (i64,) =
        sql("SELECT COUNT(*) FROM act_drafts WHERE case_id = $1 AND officer_id = $2")
            .bind(case)
            .bind(officer)
            .one(tx)
            .await?;
    Ok(count)
}

pub async fn get(tx: &mut Tx, of: Of<'_>) -> Result<Option<(Personal, Timestamp)>, Error> {
    #[derive(sqlx::FromRow)]
    struct Row {
        body_sealed: Vec<u8>,
        #[sqlx(try_from = "Ms")]
        kept_at: Timestamp,
    }
    let row: Option<Row> = sql("SELECT body_sealed, kept_at FROM act_drafts \
         WHERE case_id = $1 AND officer_id = $2 AND act = $3")
    .bind(of.case)
    .bind(of.officer)
    .bind(of.act)
    .optional(tx)
    .await?;
    row.map(|row| {
        let body = tx.keys().open_text(&of.place(), &row.body_sealed)?;
        Ok((body, row.kept_at))
    })
    .transpose()
}

/// An officer's of one case: act, text and when, by act.
pub async fn of_officer(
    tx: &mut Tx,
    case: CaseId,
    officer: OfficerId,
) -> Result<Vec<(String, Personal, Timestamp)>, Error> {
    #[derive(sqlx::FromRow)]
    struct Row {
        act: String,
        body_sealed: Vec<u8>,
        #[sqlx(try_from = "Ms")]
        kept_at: Timestamp,
    }
    let rows: Vec<Row> = sql("SELECT act, body_sealed, kept_at FROM act_drafts \
         WHERE case_id = $1 AND officer_id = $2 ORDER BY act LIMIT 50")
    .bind(case)
    .bind(officer)
    .all(tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let of = Of {
                case,
                officer,
                act: &row.act,
            };
            let body = tx.keys().open_text(&of.place(), &row.body_sealed)?;
            Ok((row.act, body, row.kept_at))
        })
        .collect()
}

pub async fn erase(tx: &mut Tx, of: Of<'_>) -> Result<u64, Error> {
    sql("DELETE FROM act_drafts WHERE case_id = $1 AND officer_id = $2 AND act = $3")
        .bind(of.case)
        .bind(of.officer)
        .bind(of.act)
        .execute(tx)
        .await
}

/// Everybody's, of a case that has ended.
pub async fn erase_case(tx: &mut Tx, case: CaseId) -> Result<u64, Error> {
    sql("DELETE FROM act_drafts WHERE case_id = $1")
        .bind(case)
        .execute(tx)
        .await
}

/// Removes at most 1,000 that nobody has touched since `before`, and says how many.
pub async fn purge(tx: &mut Tx, before: Timestamp) -> Result<u64, Error> {
    sql(
        "DELETE FROM act_drafts WHERE kept_at <= $1 AND (case_id, officer_id, act) IN \
         (SELECT case_id, officer_id, act FROM act_drafts WHERE kept_at <= $1 ORDER BY kept_at LIMIT 1000)",
    )
    .bind(before)
    .execute(tx)
    .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{at, stores};

    #[tokio::test]
    async fn a_draft_is_one_persons_and_goes_with_the_act_the_case_and_time() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            let case = CaseId::new(at(0), [0; 10]);
            let (own, other) = (
                OfficerId::new(at(0), [1; 10]),
                OfficerId::new(at(0), [2; 10]),
            );
            let of = |officer, act| Of { case, officer, act };
            let body = Personal::new("意见");
            keep(&mut tx, of(own, "decision"), &Personal::new("旧"), at(1))
                .await
                .unwrap();
            keep(&mut tx, of(own, "decision"), &body, at(2))
                .await
                .unwrap();
            keep(&mut tx, of(own, "pause"), &body, at(9)).await.unwrap();
            assert_eq!(
                get(&mut tx, of(own, "decision")).await.unwrap(),
                Some((body.clone(), at(2)))
            );
            assert_eq!(get(&mut tx, of(other, "decision")).await.unwrap(), None);
            assert_eq!(count(&mut tx, case, own).await.unwrap(), 2);
            assert_eq!(purge(&mut tx, at(5)).await.unwrap(), 1);
            assert_eq!(get(&mut tx, of(own, "decision")).await.unwrap(), None);
            keep(&mut tx, of(other, "pause"), &body, at(9))
                .await
                .unwrap();
            assert_eq!(erase(&mut tx, of(own, "pause")).await.unwrap(), 1);
            assert_eq!(erase_case(&mut tx, case).await.unwrap(), 1);
        }
    }
}
