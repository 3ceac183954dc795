//! Who may act for whom on a day, and what clashes.

use jiff::civil::date;

use super::*;
use crate::accounts::{self, Officer};
use crate::testing::{at, samples, stores};

/// Of June 2026.
fn absence(number: u8, who: u8, substitute: u8, from: i8, until: i8) -> NewAbsence {
    NewAbsence {
        id: AbsenceId::new(at(0), [number; 10]),
        officer: samples::officer(who).id,
        substitute: samples::officer(substitute).id,
        from_on: date(2026, 6, from),
        until_on: date(2026, 6, until),
        created_by: samples::officer(who).id,
        created_at: at(0),
    }
}

async fn people(tx: &mut Tx) {
    for number in 1..=4 {
        let officer = Officer {
            name_zh: format!("人{number}"),
            ..samples::officer(number)
        };
        let account = samples::account(number);
        assert!(
            accounts::create_officer(tx, &account, &officer)
                .await
                .unwrap()
        );
    }
}

async fn stands_for(tx: &mut Tx, who: u8, day: i8) -> Vec<OfficerId> {
    of_substitute(tx, samples::officer(who).id, date(2026, 6, day))
        .await
        .unwrap()
        .into_iter()
        .map(|absence| absence.officer)
        .collect()
}

#[tokio::test]
async fn a_substitute_acts_from_the_first_day_to_the_last() {
    for store in stores().await {
        let mut tx = store.begin().await.unwrap();
        people(&mut tx).await;
        let new = absence(1, 1, 2, 10, 12);
        assert_eq!(record(&mut tx, &new).await.unwrap(), None);
        for (day, count) in [(9, 0), (10, 1), (12, 1), (13, 0)] {
            assert_eq!(stands_for(&mut tx, 2, day).await.len(), count, "{day}");
            let absent = of_agency_on(&mut tx, "lz-market", date(2026, 6, day))
                .await
                .unwrap();
            assert_eq!(absent.len(), count, "{day}");
            assert!(absent.iter().all(|one| one.holds_on(date(2026, 6, day))));
        }
        assert!(stands_for(&mut tx, 1, 11).await.is_empty());
        let stored = get(&mut tx, new.id).await.unwrap().unwrap();
        assert_eq!(
            (stored.officer_zh.as_str(), stored.substitute_zh.as_str()),
            ("人1", "人2")
        );
        assert_eq!(stored.roles().unwrap(), ["examiner", "decider"]);

        end(&mut tx, new.id, new.substitute, at(5)).await.unwrap();
        end(&mut tx, new.id, new.officer, at(9)).await.unwrap();
        assert!(stands_for(&mut tx, 2, 11).await.is_empty());
        let stored = get(&mut tx, new.id).await.unwrap().unwrap();
        assert_eq!(stored.ended_at, Some(at(5)), "the first end holds");
        assert_eq!(of_agency(&mut tx, "lz-market").await.unwrap().len(), 1);
        for (who, count) in [(1, 1), (2, 1), (3, 0)] {
            let own = of_officer(&mut tx, samples::officer(who).id).await.unwrap();
            assert_eq!(own.len(), count, "{who}");
        }
    }
}

#[tokio::test]
async fn no_overlap_no_chain_and_the_same_again_is_the_same() {
    for store in stores().await {
        let mut tx = store.begin().await.unwrap();
        people(&mut tx).await;
        record(&mut tx, &absence(1, 1, 2, 10, 12)).await.unwrap();
        let clash = record(&mut tx, &absence(2, 1, 2, 10, 12)).await.unwrap();
        assert_eq!(clash, Some(Clash::Same));
        let clash = record(&mut tx, &absence(2, 1, 3, 12, 20)).await.unwrap();
        assert!(matches!(clash, Some(Clash::Overlaps(_))), "{clash:?}");
        let clash = record(&mut tx, &absence(2, 3, 1, 1, 10)).await.unwrap();
        assert!(
            matches!(clash, Some(Clash::SubstituteAbsent(_))),
            "{clash:?}"
        );
        let clash = record(&mut tx, &absence(2, 2, 3, 11, 11)).await.unwrap();
        assert!(matches!(clash, Some(Clash::ActsThen(_))), "{clash:?}");
        // The days beside it are free, and one person may act for several.
        for (number, who, substitute, from, until) in
            [(2, 1, 2, 13, 14), (3, 3, 2, 10, 12), (4, 2, 3, 15, 16)]
        {
            let new = absence(number, who, substitute, from, until);
            assert_eq!(record(&mut tx, &new).await.unwrap(), None, "{number}");
        }
        assert_eq!(stands_for(&mut tx, 2, 11).await.len(), 2);
        // What was ended stands in nobody's way.
        end(
            &mut tx,
            absence(1, 1, 2, 10, 12).id,
            samples::officer(1).id,
            at(1),
        )
        .await
        .unwrap();
        assert_eq!(
            record(&mut tx, &absence(5, 1, 4, 10, 12)).await.unwrap(),
            None
        );
    }
}
