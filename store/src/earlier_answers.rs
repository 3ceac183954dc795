//! What was answered before a correction was answered.

use domain::id::ApplicationId;
use jiff::Timestamp;
use sqlx::FromRow;

use crate::{Error, Personal, Tx, applications::Application, column::Ms, sql::sql};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    pub version: i64,
    /// JSON, as of an application.
    pub answers: Personal,
    /// When others took their place.
    pub replaced_at: Timestamp,
}

/// Keeps the answers of an application as they are, before others take their place.
pub(crate) async fn keep(
    tx: &mut Tx,
    application: &Application,
    now: Timestamp,
) -> Result<(), Error> {
    let place = place(application.id, application.version);
    let sealed = tx.keys().seal_text(&place, &application.answers)?;
    sql(
        "INSERT INTO earlier_answers (application_id, version, answers_sealed, replaced_at)
         VALUES ($1, $2, $3, $4)",
    )
    .bind(application.id)
    .bind(application.version)
    .bind(sealed)
    .bind(now)
    .execute(tx)
    .await?;
    Ok(())
}

/// Oldest first, at most 50. Check the case's scope first.
pub async fn of(tx: &mut Tx, application: ApplicationId) -> Result<Vec<Earlier>, Error> {
    #[derive(FromRow)]
    struct Row {
        version: i64,
        answers_sealed: Vec<u8>,
        #[sqlx(try_from = "Ms")]
        replaced_at: Timestamp,
    }
    let rows = sql(
        "SELECT version, answers_sealed, replaced_at FROM earlier_answers
         WHERE application_id = $1 ORDER BY version LIMIT 50",
    )
    .bind(application)
    .all::<Row>(tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let place = place(application, row.version);
            Ok(Earlier {
                version: row.version,
                answers: tx.keys().open_text(&place, &row.answers_sealed)?,
                replaced_at: row.replaced_at,
            })
        })
        .collect()
}

fn place(application: ApplicationId, version: i64) -> String {
    format!("earlier_answers.answers:{application}:{version}")
}

#[cfg(test)]
mod tests {
    use domain::id::CaseId;

    use super::*;
    use crate::{
        applications,
        testing::{at, samples, stores},
    };

    #[tokio::test]
    async fn each_correction_keeps_what_stood_before() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            let new = samples::applied(&mut tx).await;
            let (applicant, id) = (new.applicant_id, new.id);
            let case = CaseId::new(at(0), [1; 10]);
            applications::mark_submitted(&mut tx, applicant, id, 1, case, at(1))
                .await
                .unwrap();
            assert!(of(&mut tx, id).await.unwrap().is_empty());
            let mut version = 1;
            for n in 2..=3 {
                let answers = Personal::new(format!(r#"{{"n":"{n}"}}"#));
                version =
                    applications::correct_answers(&mut tx, applicant, id, version, &answers, at(n))
                        .await
                        .unwrap();
            }
            let stale = Personal::new("{}".to_owned());
            let late = applications::correct_answers(&mut tx, applicant, id, 1, &stale, at(9));
            assert!(matches!(late.await, Err(Error::Stale)));
            let kept = of(&mut tx, id).await.unwrap();
            let kept: Vec<_> = kept
                .iter()
                .map(|one| (one.version, one.answers.expose(), one.replaced_at))
                .collect();
            assert_eq!(kept, [(1, "{}", at(2)), (2, r#"{"n":"2"}"#, at(3))]);
        }
    }
}
