//! Every count says how long its list is, whatever it is narrowed to; and pages lead on and back through each row once.

use domain::lamp::lamp;

use domain::id::CaseId;

use super::*;
use crate::accounts;
use crate::testing::{at, samples, stores};

const ROLES: [Role; 2] = [Role::Counter, Role::Examiner];
const TABS: [InboxTab; 7] = [
    InboxTab::Todo,
    InboxTab::Agency,
    InboxTab::Mine,
    InboxTab::Returned,
    InboxTab::Waiting,
    InboxTab::Paused,
    InboxTab::Done,
];

fn officer(n: u8) -> OfficerId {
    OfficerId::new(at(0), [n; 10])
}

fn desk(head: bool) -> Desk<'static> {
    Desk {
        agency: "a",
        roles: &ROLES,
        officer: officer(1),
        head,
        now: at(500),
        done_since: at(0),
    }
}

async fn row(tx: &mut Tx, n: u16) {
    let every = |k: u16| i64::from(n.is_multiple_of(k));
    let mut bytes = [0; 10];
    bytes[..2].copy_from_slice(&n.to_be_bytes());
    let id = CaseId::new(at(5), bytes);
    let person = samples::applicant(if n.is_multiple_of(3) { 2 } else { 1 });
    sql(
        "INSERT INTO cases (id, case_no, query_code_digest, item, definition, agency, division, \
         prefecture, applicant_id, application_id, kind, stage, step, open, received_at, \
         accepted_at, decided_at, concluded_at, result, deemed, corrected, in_time, soon_at, \
         due_at, statutory_due_at, rating, seq, turn) VALUES ($1, $2, 'd', 'i', 'h', 'a', '620102', \
         '620100', $3, $4, 'promised', 'received', NULL, 1, $5, NULL, NULL, NULL, NULL, 0, 0, NULL, \
         NULL, NULL, NULL, NULL, 1, 0)",
    )
    .bind(id)
    .bind(format!("NO-{n}"))
    .bind(person.id)
    .bind(format!("application-{n}"))
    .bind(at(i64::from(n)))
    .execute(tx)
    .await
    .unwrap();
    let waits = n.is_multiple_of(11);
    let step = match n % 3 {
        _ if waits => "supplement",
        0 => "acceptance",
        _ => "examination",
    };
    let division = if n.is_multiple_of(4) {
        "620102002"
    } else {
        "620103"
    };
    let item = if n.is_multiple_of(5) { "x" } else { "y" };
    let role = match n % 13 {
        0 => Role::Decider,
        _ if step == "examination" => Role::Examiner,
        _ => Role::Counter,
    };
    let holder = match n % 6 {
        _ if waits => None,
        1 => Some(officer(1)),
        2 => Some(officer(2)),
        _ => None,
    };
    // Several run out at the same instant.
    let due = at(i64::from(n / 4 * 10));
    sql(
        "INSERT INTO tasks (case_id, step, role, agency, item, opened_at, claimed_by, soon_at, due_at, division, \
         applicant_id, received_at, arrived_at, returned, stopped, lamp_soon_at, lamp_due_at, lamp_statutory_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
    )
    .bind(id)
    .bind(step)
    .bind(role.key())
    .bind(if n.is_multiple_of(17) { "b" } else { "a" })
    .bind(item)
    .bind(at(0))
    .bind(holder)
    .bind(at(0))
    .bind(due)
    .bind(division)
    .bind(person.id)
    .bind(at(i64::from(n)))
    .bind(at(i64::from(n)))
    .bind(every(7) * i64::from(!waits))
    .bind(i64::from(waits) + every(9) * i64::from(!waits))
    .bind(Some(at(i64::from(n) * 4)))
    .bind((!n.is_multiple_of(8)).then(|| at(i64::from(n) * 6)))
    .bind(n.is_multiple_of(2).then(|| at(i64::from(n) * 9)))
    .execute(tx)
    .await
    .unwrap();
    for hand in 0..i64::from(n % 3) {
        sql("INSERT INTO work (case_id, number, hand, officer, agency, item, step, division, applicant_id, \
             received_at, at) VALUES ($1, $2, $3, $4, 'a', $5, 'acceptance', $6, $7, $8, $9)")
        .bind(id)
        .bind(0_i64)
        .bind(hand)
        .bind(officer(u8::try_from(hand).unwrap() + 1))
        .bind(item)
        .bind(division)
        .bind(person.id)
        .bind(at(i64::from(n)))
        .bind(at(i64::from(n / 4)))
        .execute(tx)
        .await
        .unwrap();
    }
}

async fn filled(tx: &mut Tx) {
    for n in [1, 2] {
        let mut person = samples::applicant(n);
        if n == 2 {
            person.name = "兰州黄河边餐饮有限公司".into();
            person.id_no = "91620102MA0000015R".into();
        }
        accounts::create_applicant(tx, &samples::account(n), &person)
            .await
            .unwrap();
    }
    for n in 1..=160 {
        row(tx, n).await;
    }
}

fn filters() -> Vec<Filter> {
    let none = Filter::default;
    let sought = |text| Filter {
        sought: Sought::read(text),
        ..none()
    };
    let mut all = vec![
        none(),
        Filter {
            item: Some("x".into()),
            ..none()
        },
        Filter {
            step: Some("examination".into()),
            division: Some("620102".into()),
            ..none()
        },
        Filter {
            received_from: Some(at(20)),
            received_before: Some(at(90)),
            ..none()
        },
        Filter {
            arrived_after: Some(at(60)),
            ..none()
        },
        Filter {
            holder: Some(Holder::Nobody),
            ..none()
        },
        Filter {
            holder: Some(Holder::Officer(officer(2))),
            ..none()
        },
        sought("黄河边"),
        sought("015r"),
        sought("张三"),
        sought("李四"),
        Filter {
            sought: Some(Sought::Number("NO-25".into())),
            ..none()
        },
    ];
    all.extend(Lamp::ALL.map(|lamp| Filter {
        lamp: Some(lamp),
        ..none()
    }));
    all
}

/// Every row of a list, page by page; and back again to the first.
async fn walk(tx: &mut Tx, desk: &Desk<'_>, tab: InboxTab, filter: &Filter) -> Vec<Place> {
    let mut seen: Vec<Place> = Vec::new();
    let mut seek = Seek::First;
    loop {
        let (places, later) = page(tx, desk, tab, filter, &seek).await;
        let Some(last) = places.last().cloned() else {
            break;
        };
        seen.extend(places);
        if !later {
            break;
        }
        seek = Seek::After(last);
    }
    let mut back: Vec<Place> = seen.last().cloned().into_iter().collect();
    while let Some(first) = back.first().cloned() {
        let (mut places, _) = page(tx, desk, tab, filter, &Seek::Before(first)).await;
        if places.is_empty() {
            break;
        }
        places.append(&mut back);
        back = places;
    }
    assert_eq!(back, seen, "{tab:?} {filter:?}");
    seen
}

async fn page(
    tx: &mut Tx,
    desk: &Desk<'_>,
    tab: InboxTab,
    filter: &Filter,
    seek: &Seek,
) -> (Vec<Place>, bool) {
    if tab == InboxTab::Done {
        let found = done(tx, desk, filter, seek, 30).await.unwrap();
        let places = found.rows.iter().map(DoneRow::place).collect();
        return (places, found.later);
    }
    let found = inbox(tx, desk, tab, filter, seek, 30).await.unwrap();
    if let Some(lamp_wanted) = filter.lamp {
        for row in &found.rows {
            assert_eq!(lamp(row.lamp_inputs(), desk.now), lamp_wanted);
        }
    }
    let places = found.rows.iter().map(InboxRow::place).collect();
    (places, found.later)
}

#[tokio::test]
async fn each_count_is_the_length_of_its_list() {
    for store in stores().await {
        let mut tx = store.begin().await.unwrap();
        filled(&mut tx).await;
        let mut empty = 0;
        for head in [false, true] {
            let desk = desk(head);
            for filter in filters() {
                let counts = inbox_counts(&mut tx, &desk, &TABS, &filter).await.unwrap();
                for tab in TABS {
                    let seen = walk(&mut tx, &desk, tab, &filter).await;
                    let count = usize::try_from(counts.of(tab)).unwrap();
                    assert_eq!(count, seen.len(), "{tab:?} {filter:?}");
                    let mut once = seen.clone();
                    once.sort_by_key(ToString::to_string);
                    once.dedup();
                    assert_eq!(once.len(), seen.len(), "{tab:?}: no row twice");
                    empty += usize::from(count == 0);
                }
            }
        }
        assert!(empty < 120, "most lists hold something: {empty} do not");
        // Lamps share out what is open.
        let desk = desk(true);
        let all = inbox_counts(&mut tx, &desk, &TABS, &Filter::default())
            .await
            .unwrap();
        let mut sum = 0;
        for lamp in Lamp::ALL {
            let filter = Filter {
                lamp: Some(lamp),
                ..Filter::default()
            };
            let counts = inbox_counts(&mut tx, &desk, &TABS, &filter).await.unwrap();
            sum += counts.of(InboxTab::Agency);
        }
        assert_eq!(sum, all.of(InboxTab::Agency));
    }
}

#[tokio::test]
async fn new_work_is_counted_as_the_list_shows_it() {
    for store in stores().await {
        let mut tx = store.begin().await.unwrap();
        filled(&mut tx).await;
        for head in [false, true] {
            let desk = desk(head);
            for since in [at(0), at(100), at(160)] {
                let counted = arrived(&mut tx, &desk, since).await.unwrap();
                let told = arrivals(&mut tx, "a").await.unwrap();
                let told = told.iter().filter(|one| one.is_for(&desk, since)).count();
                assert_eq!(usize::try_from(counted).unwrap(), told.min(100), "{since}");
            }
        }
        assert_eq!(arrived(&mut tx, &desk(true), at(160)).await.unwrap(), 0);
    }
}

#[test]
fn a_place_reads_back() {
    let text = "-5.0192.site-check.visit";
    assert_eq!(Place::parse(text).unwrap().to_string(), text);
    for wrong in ["", "1", "1.a", "x.a.b"] {
        assert_eq!(Place::parse(wrong), None, "{wrong}");
    }
}
