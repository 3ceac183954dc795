//! A lamp in SQL is the domain's lamp, a number is the length of its list, and the lists walk indexes.

use domain::lamp::{Lamp, LampInputs, lamp, turns_at};
use jiff::tz::TimeZone;

use super::*;
use crate::cases::record::CaseRecord;
use crate::cases::write::upsert;
use crate::cases::{popular, track_digest};
use crate::tallies::{self, Kind, Line, Tallies};
use crate::testing::{at, samples, stores};
use crate::{Store, tallies as sums};

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

/// The day `number` days after the samples' instant, and its start.
fn day(number: i64) -> (Date, Timestamp) {
    let day = at(0).to_zoned(TimeZone::UTC).date();
    let day = day.saturating_add(jiff::Span::new().days(number));
    (day, day.to_zoned(TimeZone::UTC).unwrap().timestamp())
}

/// A case with these inputs; agencies, divisions, items, people and days take turns.
fn case(number: usize, inputs: LampInputs) -> CaseRecord {
    let turn = |of: usize| i64::try_from(number % of).unwrap();
    let flag = |of: usize| i64::from(number.is_multiple_of(of));
    let stage = match (inputs.open, inputs.waiting) {
        (_, true) => "awaiting-supplement",
        (true, false) => "in-process",
        (false, false) => "concluded",
    };
    let (received_on, received_at) = day(-turn(40));
    let (concluded_on, concluded_at) = day(-turn(9));
    let closed = !inputs.open;
    let ms = |at: Option<Timestamp>| at.map(|at| at.as_millisecond());
    let results = [
        "granted",
        "refused",
        "declined",
        "returned",
        "withdrawn",
        "voided",
    ];
    let rated = closed && number.is_multiple_of(4);
    CaseRecord {
        id: domain::id::CaseId::new(at(0), entropy(number)).to_string(),
        case_no: format!("no-{number}"),
        query_code_digest: "d".into(),
        item: ["i", "j"][number % 2].into(),
        definition: "h".into(),
        agency: ["a", "b", "c"][number % 3].into(),
        division: ["620102", "620103", "620302", "620102004"][number % 4].into(),
        prefecture: ["620100", "620100", "620300", "620100"][number % 4].into(),
        applicant_id: samples::applicant(1).id.to_string(),
        application_id: format!("application-{number}"),
        kind: ["promised", "immediate"][number % 2].into(),
        stage: stage.into(),
        step: None,
        open: i64::from(inputs.open),
        received_at: received_at.as_millisecond(),
        accepted_at: None,
        decided_at: None,
        concluded_at: closed.then(|| concluded_at.as_millisecond()),
        result: closed.then(|| results[number % 6].to_owned()),
        deemed: 0,
        corrected: flag(3),
        in_time: inputs.in_time.map(i64::from),
        soon_at: ms(inputs.soon_at),
        due_at: ms(inputs.due_at),
        statutory_due_at: ms(inputs.statutory_due_at),
        rating: rated.then(|| turn(5) + 1),
        seq: 1,
        paused: 0,
        calendar: String::new(),
        came_from: None,
        sent_back: 0,
        confidential: 0,
        reminders: turn(3),
        turn: 0,
        void_ground: None,
        received_on: received_on.to_string(),
        concluded_on: closed.then(|| concluded_on.to_string()),
        rated_on: rated.then(|| concluded_on.to_string()),
        online: flag(2),
        statutory_late: flag(7),
        early: flag(5),
        paused_once: flag(11),
        zero_visit: flag(6),
        days_used: Some(turn(8)).filter(|_| closed && !number.is_multiple_of(5)),
        days_promised: Some(10).filter(|_| closed && !number.is_multiple_of(5)),
        law_days_used: Some(turn(8)).filter(|_| closed && !number.is_multiple_of(3)),
        law_days: Some(20).filter(|_| closed && !number.is_multiple_of(3)),
        officer: [None, Some("x".into()), Some("y".into())][number % 3].clone(),
        lamp: lamp(inputs, at(0)).key().into(),
        turns_at: ms(turns_at(inputs, at(0))),
    }
}

async fn put(tx: &mut Tx, cases: Vec<CaseRecord>) {
    sums::note(tx, &cases).await.unwrap();
    upsert(tx, cases, "id").await.unwrap();
}

fn entropy(number: usize) -> [u8; 10] {
    let mut bytes = [0; 10];
    bytes[..8].copy_from_slice(&number.to_be_bytes());
    bytes
}

fn filter(scope: Scope, measure: Measure, days: i64) -> CaseFilter {
    let (from, to) = (day(1 - days), day(1));
    CaseFilter {
        scope,
        within: Vec::new(),
        measure,
        period: (from.0, to.0),
        instants: (from.1, to.1),
        item: None,
        officer: None,
    }
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

/// Every sum of the place is the number of the cases behind it, by whatever it is broken down, over days and months.
async fn sums_are_lists(store: &Store, whether: &str) {
    let mut tx = store.read().await.unwrap();
    let tallies = Tallies::load(&mut tx, at(NOW)).await.unwrap();
    for scope in [
        Scope::Everything,
        Scope::Prefecture("620100".into()),
        Scope::Division("620102".into()),
        Scope::Division("620102004".into()),
        Scope::Agency("b".into()),
        Scope::Agency("nobody".into()),
    ] {
        let mut lines = vec![(Kind::All, ""), (Kind::Item, "j")];
        match scope {
            Scope::Agency(_) => lines.push((Kind::Officer, "x")),
            _ => lines.push((Kind::Agency, "c")),
        }
        for (kind, key) in lines {
            for days in [5, 40] {
                let scopes = [scope.tally()];
                let whole = filter(scope.clone(), Measure::Received, days);
                let line = Line {
                    scope: scope.tally(),
                    key: key.to_owned(),
                };
                let keys = [key.to_owned()];
                let mut read = tallies
                    .now(&mut tx, kind, &scopes, Some(&keys))
                    .await
                    .unwrap();
                let mut found = read.remove(&line).unwrap_or_default();
                assert!(read.is_empty(), "{read:?}");
                let period = tallies.period(&mut tx, kind, &scopes, Some(&keys), whole.period);
                found += period.await.unwrap().remove(&line).unwrap_or_default();
                for measure in Measure::ALL.into_iter().filter(|measure| !measure.is_sum()) {
                    let mut cases = filter(scope.clone(), measure, days);
                    match kind {
                        Kind::All => {}
                        Kind::Agency => cases.within.push(Scope::Agency(key.into())),
                        Kind::Item => cases.item = Some(key.into()),
                        Kind::Officer => cases.officer = Some(key.into()),
                    }
                    let count = count(&mut tx, &cases, at(NOW)).await.unwrap();
                    assert_eq!(found[measure], count, "{whether}: {cases:?}");
                }
            }
        }
    }
}

async fn sums_hold(store: &Store) {
    let mut tx = store.read().await.unwrap();
    let mut differences = Vec::new();
    sums::check(&mut tx, &mut |difference| {
        differences.push(difference.to_string())
    })
    .await
    .unwrap();
    assert!(differences.is_empty(), "{differences:?}");
}

#[tokio::test]
async fn sums_are_the_lengths_of_lists_whenever_they_are_read() {
    let grid = grid();
    for store in stores().await {
        let mut tx = store.begin().await.unwrap();
        samples::applied(&mut tx).await;
        put(
            &mut tx,
            grid.iter()
                .copied()
                .enumerate()
                .map(|(n, one)| case(n, one))
                .collect(),
        )
        .await;
        tx.commit().await.unwrap();
        sums_are_lists(&store, "noted").await;
        sums_hold(&store).await;
        assert!(tallies::fold(&store).await.unwrap() > 0);
        assert_eq!(
            tallies::fold(&store).await.unwrap(),
            0,
            "a second run finds nothing"
        );
        sums_are_lists(&store, "added up").await;
        assert!(tallies::turn(&store, at(NOW)).await.unwrap() > 0);
        assert_eq!(tallies::turn(&store, at(NOW)).await.unwrap(), 0);
        sums_are_lists(&store, "turned").await;
        sums_hold(&store).await;
        // What is written again counts once; what changed hands counts there.
        let mut tx = store.begin().await.unwrap();
        let moved = grid
            .iter()
            .take(50)
            .enumerate()
            .map(|(number, inputs)| CaseRecord {
                agency: "c".into(),
                reminders: 1,
                ..case(
                    number,
                    LampInputs {
                        open: false,
                        ..*inputs
                    },
                )
            });
        put(&mut tx, moved.collect()).await;
        tx.commit().await.unwrap();
        tallies::fold(&store).await.unwrap();
        sums_are_lists(&store, "moved").await;
        sums_hold(&store).await;
        let mut tx = store.begin().await.unwrap();
        sums::recount(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        sums_are_lists(&store, "made anew").await;
        let wrong = "UPDATE tallies SET late = late + 1 WHERE kind = 'all' AND scope = 'p:620100' AND grain = 'month'";
        crate::testing::tamper(&store, wrong).await.unwrap();
        let mut tx = store.read().await.unwrap();
        let mut differences = 0;
        sums::check(&mut tx, &mut |_| differences += 1)
            .await
            .unwrap();
        assert!(differences > 0, "a wrong sum is told");
    }
}

#[tokio::test]
async fn lamps_are_the_domains() {
    let grid = grid();
    for store in stores().await {
        let mut tx = store.begin().await.unwrap();
        samples::applied(&mut tx).await;
        put(
            &mut tx,
            grid.iter()
                .copied()
                .enumerate()
                .map(|(n, one)| case(n, one))
                .collect(),
        )
        .await;
        for (measure, state) in [
            (Measure::Normal, Lamp::Normal),
            (Measure::Paused, Lamp::Paused),
            (Measure::DueSoon, Lamp::DueSoon),
            (Measure::Overdue, Lamp::Overdue),
            (Measure::StatutoryOverdue, Lamp::StatutoryOverdue),
        ] {
            let filter = filter(Scope::Everything, measure, 1);
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
    }
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
        let cases = (0..3).map(|number| CaseRecord {
            confidential: i64::from(number == 1),
            ..case(number, inputs)
        });
        put(&mut tx, cases.collect()).await;
        let warn = "INSERT INTO warnings (case_id, seq, at, agency, level, kind) \
                    SELECT id, 2, 5, agency, 'overdue', 'statutory' FROM cases";
        sql_dynamic(warn.into()).execute(&mut tx).await.unwrap();
        for measure in Measure::ALL {
            let filter = filter(Scope::Everything, measure, 40);
            let shown = every(&mut tx, &filter).await;
            assert!(shown.iter().all(|row| row.case_no != "no-1"), "{measure:?}");
            let counted = count(&mut tx, &filter, at(NOW)).await.unwrap();
            assert_eq!(usize::try_from(counted).unwrap(), shown.len());
        }
        let tallies = Tallies::load(&mut tx, at(NOW)).await.unwrap();
        let own = [Scope::Agency("b".into()).tally()];
        let read = tallies.now(&mut tx, Kind::All, &own, None).await.unwrap();
        assert!(read.is_empty(), "its agency has no other");
        let all = [Scope::Everything.tally()];
        let read = tallies.now(&mut tx, Kind::All, &all, None).await.unwrap();
        assert_eq!(read.values().map(|m| m[Measure::Running]).sum::<i64>(), 2);
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
    for (scope, measure, index) in [
        (Scope::Everything, Measure::Received, "cases_by_received"),
        (
            Scope::Prefecture("620100".into()),
            Measure::Received,
            "cases_by_received",
        ),
        (
            Scope::Agency("a".into()),
            Measure::Received,
            "cases_by_agency",
        ),
        (Scope::Everything, Measure::Late, "cases_by_concluded"),
        (Scope::Everything, Measure::RatedOne, "cases_by_rated"),
        (
            Scope::Agency("a".into()),
            Measure::Concluded,
            "cases_concluded",
        ),
    ] {
        let filter = filter(scope, measure, 40);
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
