//! Who gets the monthly report of what they oversee by mail.

use domain::{id::OfficerId, locale::Locale};
use jiff::Timestamp;
use sqlx::FromRow;

use crate::{
    Error, Keys, Personal, Tx,
    column::{Ms, Text},
    sql::sql,
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    pub officer: OfficerId,
    /// A mail address.
    pub address: Personal,
    pub locale: Locale,
    /// `2026-11`: reports up to this month need not be sent.
    pub sent_month: String,
    pub since: Timestamp,
}

#[derive(FromRow)]
struct Row {
    #[sqlx(try_from = "Text")]
    officer_id: OfficerId,
    address_sealed: Vec<u8>,
    #[sqlx(try_from = "Text")]
    locale: Locale,
    sent_month: String,
    #[sqlx(try_from = "Ms")]
    since: Timestamp,
}

fn place(officer: OfficerId) -> String {
    format!("report_subscriptions.address:{officer}")
}

impl Row {
    fn read(self, keys: &Keys) -> Result<Subscription, Error> {
        Ok(Subscription {
            address: keys.open_text(&place(self.officer_id), &self.address_sealed)?,
            officer: self.officer_id,
            locale: self.locale,
            sent_month: self.sent_month,
            since: self.since,
        })
    }
}

/// A second time it changes where the report goes, and in which language; not what was sent.
pub async fn subscribe(tx: &mut Tx, new: &Subscription) -> Result<(), Error> {
    let sealed = tx.keys().seal_text(&place(new.officer), &new.address)?;
    sql(
        "INSERT INTO report_subscriptions (officer_id, address_sealed, locale, sent_month, since)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (officer_id) DO UPDATE SET address_sealed = excluded.address_sealed, locale = excluded.locale",
    )
    .bind(new.officer)
    .bind(sealed)
    .bind(new.locale)
    .bind(&new.sent_month)
    .bind(new.since)
    .execute(tx)
    .await?;
    Ok(())
}

/// Also where there is none.
pub async fn end(tx: &mut Tx, officer: OfficerId) -> Result<(), Error> {
    sql("DELETE FROM report_subscriptions WHERE officer_id = $1")
        .bind(officer)
        .execute(tx)
        .await?;
    Ok(())
}

pub async fn of_officer(tx: &mut Tx, officer: OfficerId) -> Result<Option<Subscription>, Error> {
    let row: Option<Row> = sql("SELECT * FROM report_subscriptions WHERE officer_id = $1")
        .bind(officer)
        .optional(tx)
        .await?;
    row.map(|row| row.read(tx.keys())).transpose()
}

/// Those who were not sent the report of a month, from after `last` on.
pub async fn due(
    tx: &mut Tx,
    month: &str,
    last: Option<OfficerId>,
    limit: i64,
) -> Result<Vec<Subscription>, Error> {
    let rows: Vec<Row> = sql(
        "SELECT * FROM report_subscriptions WHERE officer_id > $1 AND sent_month < $2
         ORDER BY officer_id LIMIT $3",
    )
    .bind(last.map(|last| last.to_string()).unwrap_or_default())
    .bind(month)
    .bind(limit)
    .all(tx)
    .await?;
    let keys = tx.keys().clone();
    rows.into_iter().map(|row| row.read(&keys)).collect()
}

pub async fn mark_sent(tx: &mut Tx, officer: OfficerId, month: &str) -> Result<(), Error> {
    sql("UPDATE report_subscriptions SET sent_month = $2 WHERE officer_id = $1")
        .bind(officer)
        .bind(month)
        .execute(tx)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_report_is_due_once_a_month_for_whoever_subscribed() {
        for store in crate::testing::stores().await {
            let now = Timestamp::UNIX_EPOCH;
            let mut tx = store.begin().await.unwrap();
            let subscription = |n: u8, address: &str| Subscription {
                officer: OfficerId::new(now, [n; 10]),
                address: address.into(),
                locale: Locale::En,
                sent_month: "2026-10".into(),
                since: now,
            };
            let (one, two) = (
                subscription(1, "a@example.org"),
                subscription(2, "b@example.org"),
            );
            for new in [&one, &two, &one] {
                subscribe(&mut tx, new).await.unwrap();
            }
            assert_eq!(due(&mut tx, "2026-10", None, 9).await.unwrap(), []);
            let both = due(&mut tx, "2026-11", None, 9).await.unwrap();
            assert_eq!(both, [one.clone(), two.clone()]);
            let after = due(&mut tx, "2026-11", Some(one.officer), 9).await.unwrap();
            assert_eq!(after, std::slice::from_ref(&two));
            mark_sent(&mut tx, one.officer, "2026-11").await.unwrap();
            // Another address does not bring the report again.
            subscribe(&mut tx, &subscription(1, "c@example.org"))
                .await
                .unwrap();
            assert_eq!(
                due(&mut tx, "2026-11", None, 9).await.unwrap(),
                std::slice::from_ref(&two)
            );
            let kept = of_officer(&mut tx, one.officer).await.unwrap().unwrap();
            assert_eq!(kept.address.expose(), "c@example.org");
            end(&mut tx, one.officer).await.unwrap();
            end(&mut tx, one.officer).await.unwrap();
            assert_eq!(of_officer(&mut tx, one.officer).await.unwrap(), None);
            tx.commit().await.unwrap();
        }
    }
}
