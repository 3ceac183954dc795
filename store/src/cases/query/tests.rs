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

#[tokio::test]
async fn other_cases_of_an_applicant_walk_their_index() {
    for store in stores().await {
        let mut tx = store.begin().await.unwrap();
        samples::applied(&mut tx).await;
        for number in 1..=12 {
            insert(&mut tx, number).await;
        }
        let own = CaseId::new(at(5), [3; 10]);
        let key = CaseKey {
            id: own,
            case_no: "no-3".into(),
            query_code_digest: "d".into(),
            item: "i".into(),
            definition: "h".into(),
            agency: "a".into(),
            division: "620102".into(),
            kind: "promised".into(),
            applicant_id: samples::applicant(1).id,
            application_id: ApplicationId::new(at(5), [3; 10]),
            confidential: false,
        };
        let found = again(&mut tx, &key, "a", 20).await.unwrap();
        assert_eq!(found.len(), 11);
        assert!(found.iter().all(|one| one.case_no != key.case_no));
        assert_eq!(again(&mut tx, &key, "a", 4).await.unwrap().len(), 4);
        // Another agency sees those in which it has a part.
        assert!(again(&mut tx, &key, "b", 20).await.unwrap().is_empty());
        sql("INSERT INTO parties (case_id, agency) VALUES ($1, 'b')")
            .bind(CaseId::new(at(5), [7; 10]))
            .execute(&mut tx)
            .await
            .unwrap();
        let shared = again(&mut tx, &key, "b", 20).await.unwrap();
        assert_eq!(shared.len(), 1);
        assert_eq!(shared[0].case_no, "no-7");
        if store.engine() == crate::Engine::Sqlite {
            let plan: Vec<(i64, i64, i64, String)> =
                sql_dynamic(format!("EXPLAIN QUERY PLAN {AGAIN}"))
                    .bind(key.applicant_id)
                    .bind(&key.item)
                    .bind(own)
                    .bind("b")
                    .bind(4_u8)
                    .all(&mut tx)
                    .await
                    .unwrap();
            let plan: Vec<String> = plan.into_iter().map(|(.., detail)| detail).collect();
            let plan = plan.join("; ");
            assert!(plan.contains("cases_again"), "{plan}");
            assert!(!plan.contains("TEMP B-TREE"), "{plan}");
        }
    }
}
