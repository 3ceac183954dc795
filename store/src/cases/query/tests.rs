//! A person's own cases, page by page.

use super::*;
use crate::testing::{at, samples, stores};

/// All at the same millisecond, every third waiting for the applicant, every fourth ended.
async fn insert(tx: &mut Tx, number: u8) -> CaseId {
    let id = CaseId::new(at(5), [number; 10]);
    sql(
        "INSERT INTO cases (id, case_no, query_code_digest, item, definition, agency, division, \
         prefecture, applicant_id, application_id, kind, stage, step, open, received_at, \
         accepted_at, decided_at, concluded_at, result, deemed, corrected, in_time, soon_at, \
         due_at, statutory_due_at, rating, seq, turn) VALUES ($1, $2, 'd', 'i', 'h', 'a', '620102', \
         '620100', $3, $4, 'promised', 'received', NULL, $5, $6, NULL, NULL, NULL, NULL, 0, 0, NULL, \
         NULL, NULL, NULL, NULL, 1, $7)",
    )
    .bind(id)
    .bind(format!("no-{number}"))
    .bind(samples::applicant(1).id)
    .bind(format!("application-{number}"))
    .bind(i64::from(!number.is_multiple_of(4)))
    .bind(at(5))
    .bind(i64::from(number.is_multiple_of(3)))
    .execute(tx)
    .await
    .unwrap();
    id
}

#[tokio::test]
async fn cases_of_one_millisecond_are_each_on_one_page() {
    for store in stores().await {
        let mut tx = store.begin().await.unwrap();
        let applicant = samples::applicant(1);
        samples::applied(&mut tx).await;
        for number in 1..=40 {
            insert(&mut tx, number).await;
        }
        for (own, count) in [
            (Own::All, 40),
            (Own::Turn, 13),
            (Own::Open, 30),
            (Own::Ended, 10),
        ] {
            let mut seen = Vec::new();
            let mut after = None;
            loop {
                let page = by_applicant(&mut tx, applicant.id, own, after.as_ref(), 7)
                    .await
                    .unwrap();
                let Some(last) = page.last() else { break };
                after = Some(last.place());
                assert!(page.iter().all(|case| own.holds(case)));
                seen.extend(page.iter().map(CaseSummary::place));
            }
            assert_eq!(seen.len(), count, "{own:?}");
            assert!(
                seen.is_sorted_by(|a, b| a > b),
                "{own:?}: whose turn it is first"
            );
        }
    }
}
