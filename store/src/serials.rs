//! Serial numbers per scope and day: 1, 2, 3, … A number is taken back with its transaction.

use jiff::civil::Date;

use crate::{Error, Tx, sql::sql};

/// The next number of `scope` on `date`. Others who want the same wait until this transaction ends.
pub async fn next_serial(tx: &mut Tx, scope: &str, date: Date) -> Result<i64, Error> {
    let (serial,) = sql(
        "INSERT INTO serials (scope, on_date, last) VALUES ($1, $2, 1)
         ON CONFLICT (scope, on_date) DO UPDATE SET last = serials.last + 1 RETURNING last",
    )
    .bind(scope)
    .bind(date)
    .one::<(i64,)>(tx)
    .await?;
    Ok(serial)
}

/// The last number that `scope` has given on `date`; 0 before the first.
pub async fn last_serial(tx: &mut Tx, scope: &str, date: Date) -> Result<i64, Error> {
    let last = sql("SELECT last FROM serials WHERE scope = $1 AND on_date = $2")
        .bind(scope)
        .bind(date)
        .optional::<(i64,)>(tx)
        .await?;
    Ok(last.map_or(0, |(last,)| last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::stores;

    #[tokio::test]
    async fn serials_are_unique_under_concurrency() {
        let day = jiff::civil::date(2026, 11, 23);
        for store in stores().await {
            let workers: Vec<_> = (0..8)
                .map(|_| {
                    let store = store.clone();
                    tokio::spawn(async move {
                        let mut serials = Vec::new();
                        for _ in 0..5 {
                            let mut tx = store.begin().await.unwrap();
                            serials.push(next_serial(&mut tx, "agency", day).await.unwrap());
                            tx.commit().await.unwrap();
                        }
                        serials
                    })
                })
                .collect();
            let mut serials = Vec::new();
            for worker in workers {
                serials.extend(worker.await.unwrap());
            }
            serials.sort_unstable();
            assert_eq!(serials, (1..=40).collect::<Vec<_>>());

            let mut tx = store.begin().await.unwrap();
            for (scope, last) in [("agency", 40), ("nobody", 0)] {
                assert_eq!(last_serial(&mut tx, scope, day).await.unwrap(), last);
            }
            assert_eq!(
                next_serial(&mut tx, "agency", day.tomorrow().unwrap())
                    .await
                    .unwrap(),
                1
            );
            assert_eq!(next_serial(&mut tx, "other", day).await.unwrap(), 1);
        }
    }
}
