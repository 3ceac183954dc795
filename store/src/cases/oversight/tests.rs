//! A lamp in SQL is the domain's lamp, and a number is the length of its list.

use domain::lamp::{LampInputs, lamp};

use super::*;
use crate::cases::{popular, track_digest};
use crate::testing::{at, samples, stores};

const NOW: i64 = 1000;

/// Every mix of what a lamp depends on; instants before, at and after now.
fn grid() -> Vec<LampInputs> {
    let instants = [None, Some(at(NOW - 1)), Some(at(NOW)), Some(at(NOW + 1))];
    let mut inputs = Vec::new();
    for open in [true, false] {
        for waiting in [true, false] {
            for in_time in [None, Some(true), Some(false)] {
                for soon_at in instants {
                    for due_at in instants {
                        for statutory_due_at in instants {
                            inputs.push(LampInputs {
                                open,
                                waiting,
                                soon_at,
                                due_at,
                                statutory_due_at,
                                in_time,
                            });
                        }
                    }
                }
            }
        }
    }
    inputs
}

/// A row of `cases` with these inputs; agencies and divisions take turns.
async fn insert(tx: &mut Tx, number: usize, inputs: LampInputs) {
    let stage = match (inputs.open, inputs.waiting) {
        (_, true) => "awaiting-supplement",
        (true, false) => "in-process",
        (false, false) => "concluded",
    };
    sql_dynamic(
        "INSERT INTO cases (id, case_no, query_code_digest, item, definition, agency, division, \
         prefecture, applicant_id, application_id, kind, stage, step, open, received_at, \
         accepted_at, decided_at, concluded_at, result, deemed, corrected, in_time, soon_at, \
         due_at, statutory_due_at, rating, seq) VALUES ($1, $2, 'd', 'i', 'h', $3, $4, $5, $6, \
         $7, 'promised', $8, NULL, $9, $10, NULL, NULL, $11, NULL, 0, 0, $12, $13, $14, $15, \
         NULL, 1)"
            .into(),
    )
    .bind(domain::id::CaseId::new(at(0), entropy(number)))
    .bind(format!("no-{number}"))
    .bind(["a", "b"][number % 2])
    .bind(["620102", "620103", "620302"][number % 3])
    .bind(["620100", "620100", "620300"][number % 3])
    .bind(samples::applicant(1).id)
    .bind(format!("application-{number}"))
    .bind(stage)
    .bind(inputs.open)
    .bind(at(i64::try_from(number % 7).unwrap()))
    .bind((!inputs.open).then(|| at(i64::try_from(number % 5).unwrap())))
    .bind(inputs.in_time)
    .bind(inputs.soon_at)
    .bind(inputs.due_at)
    .bind(inputs.statutory_due_at)
    .execute(tx)
    .await
    .unwrap();
}

fn entropy(number: usize) -> [u8; 10] {
    let mut bytes = [0; 10];
    bytes[..8].copy_from_slice(&number.to_be_bytes());
    bytes
}

async fn every(tx: &mut Tx, filter: &CaseFilter) -> Vec<CaseSummary> {
    let mut all = Vec::new();
    loop {
        let offset = i64::try_from(all.len()).unwrap();
        let page = list(tx, filter, offset, at(NOW)).await.unwrap();
        if page.is_empty() {
            return all;
        }
        all.extend(page);
    }
}

#[tokio::test]
async fn lamps_are_the_domains_and_numbers_their_lists() {
    let grid = grid();
    for store in stores().await {
        let mut tx = store.begin().await.unwrap();
        samples::applied(&mut tx).await;
        for (number, inputs) in grid.iter().enumerate() {
            insert(&mut tx, number, *inputs).await;
        }
        for state in Lamp::ALL {
            let filter = CaseFilter {
                scope: Scope::Everything,
                within: Vec::new(),
                lamp: LampFilter::Lamp(state),
                since: at(0),
            };
            let shown = every(&mut tx, &filter).await;
            let expected = grid
                .iter()
                .filter(|inputs| lamp(**inputs, at(NOW)) == state)
                .count();
            assert_eq!(shown.len(), expected, "{state:?}");
            for row in &shown {
                assert_eq!(lamp(row.lamp_inputs(), at(NOW)), state, "{row:?}");
            }
            let count = count(&mut tx, &filter, at(NOW)).await.unwrap();
            assert_eq!(usize::try_from(count).unwrap(), expected);
        }
        for scope in [
            Scope::Everything,
            Scope::Prefecture("620100".into()),
            Scope::Division("620103".into()),
            Scope::Agency("b".into()),
        ] {
            let rows = summary(&mut tx, &scope, at(3), at(NOW)).await.unwrap();
            for row in rows {
                assert!(scope.holds(&row.agency, &row.division, &row.prefecture));
                for lamp in LampFilter::ALL {
                    let filter = CaseFilter {
                        scope: scope.clone(),
                        within: vec![
                            Scope::Division(row.division.clone()),
                            Scope::Agency(row.agency.clone()),
                        ],
                        lamp,
                        since: at(3),
                    };
                    let listed = every(&mut tx, &filter).await.len();
                    let count = count(&mut tx, &filter, at(NOW)).await.unwrap();
                    assert_eq!(i64::try_from(listed).unwrap(), count);
                    assert_eq!(count, row.figure(lamp), "{lamp:?} of {row:?}");
                }
            }
        }
    }
}

#[test]
fn filters_have_keys_of_their_own() {
    for filter in LampFilter::ALL {
        assert_eq!(LampFilter::from_key(filter.key()), Some(filter));
    }
    assert_eq!(LampFilter::from_key("closed-late"), None);
}

/// A confidential case is in no figure, no list, no warning, and can't be tracked or found among the popular.
#[tokio::test]
async fn confidential_cases_are_left_out_of_everything() {
    for store in stores().await {
        let mut tx = store.begin().await.unwrap();
        samples::applied(&mut tx).await;
        let inputs = LampInputs {
            open: true,
            due_at: Some(at(NOW - 1)),
            ..LampInputs::default()
        };
        for number in 0..3 {
            insert(&mut tx, number, inputs).await;
        }
        let warn = "INSERT INTO warnings (case_id, seq, at, agency, level, kind) \
                    SELECT id, 2, 5, agency, 'overdue', 'statutory' FROM cases";
        sql_dynamic(warn.into()).execute(&mut tx).await.unwrap();
        let hide = "UPDATE cases SET confidential = 1 WHERE case_no = 'no-1'";
        sql_dynamic(hide.into()).execute(&mut tx).await.unwrap();
        for lamp in LampFilter::ALL {
            let filter = CaseFilter {
                scope: Scope::Everything,
                within: Vec::new(),
                lamp,
                since: at(0),
            };
            let shown = every(&mut tx, &filter).await;
            assert!(shown.iter().all(|row| row.case_no != "no-1"), "{lamp:?}");
            let counted = count(&mut tx, &filter, at(NOW)).await.unwrap();
            assert_eq!(usize::try_from(counted).unwrap(), shown.len());
        }
        let own = Scope::Agency("b".into());
        let rows = summary(&mut tx, &own, at(0), at(NOW)).await.unwrap();
        assert_eq!(rows.len(), 0, "its agency has no other");
        let all = summary(&mut tx, &Scope::Everything, at(0), at(NOW)).await;
        let running: i64 = all.unwrap().iter().map(|row| row.running).sum();
        assert_eq!(running, 2);
        let warned = warnings(&mut tx, &[Scope::Everything], 10).await.unwrap();
        assert_eq!(warned.len(), 2);
        assert!(warned.iter().all(|row| row.case_no != "no-1"));
        assert_eq!(track_digest(&mut tx, "no-1").await.unwrap(), None);
        assert!(track_digest(&mut tx, "no-0").await.unwrap().is_some());
        let hide = "UPDATE cases SET confidential = 1";
        sql_dynamic(hide.into()).execute(&mut tx).await.unwrap();
        assert!(popular(&mut tx, 5).await.unwrap().is_empty());
    }
}

/// Each list walks an index in its own order: nothing is sorted, and the table is not read whole.
#[tokio::test]
async fn lists_walk_their_indexes() {
    let store = crate::testing::sqlite().await.unwrap();
    let mut tx = store.begin().await.unwrap();
    for (scope, lamp, index) in [
        (Scope::Everything, LampFilter::Received, "cases_by_received"),
        (
            Scope::Prefecture("620100".into()),
            LampFilter::Received,
            "cases_by_received",
        ),
        (
            Scope::Agency("a".into()),
            LampFilter::Received,
            "cases_by_agency",
        ),
        (Scope::Everything, LampFilter::Late, "cases_by_concluded"),
        (
            Scope::Agency("a".into()),
            LampFilter::Concluded,
            "cases_concluded",
        ),
    ] {
        let filter = CaseFilter {
            scope,
            within: Vec::new(),
            lamp,
            since: at(0),
        };
        let text = format!("EXPLAIN QUERY PLAN {}", list_text(&filter));
        let plan: Vec<(i64, i64, i64, String)> = filter
            .bind(text, at(NOW))
            .bind(PAGE)
            .bind(0_i64)
            .all(&mut tx)
            .await
            .unwrap();
        let plan: Vec<String> = plan.into_iter().map(|(.., detail)| detail).collect();
        let plan = plan.join("; ");
        assert!(plan.contains(index), "{filter:?}: {plan}");
        assert!(!plan.contains("TEMP B-TREE"), "{filter:?}: {plan}");
    }
}
