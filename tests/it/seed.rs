//! The seeded year comes out of the same acts as any other case.

use domain::supervision::Measure;
use jiff::civil::date;
use server::cli::play;
use store::cases::Scope;
use store::tallies::{Kind, Tallies};
use store::{accounts, message_box, messages};

use crate::harness::TestApp;

async fn figures(app: &TestApp) -> Vec<(String, [i64; 4])> {
    let mut tx = app.app.store.read().await.unwrap();
    let tallies = Tallies::load(&mut tx, app.app.now.get()).await.unwrap();
    let all = [Scope::Everything.tally()];
    let years = (date(2025, 1, 1), date(2028, 1, 1));
    let period = tallies.period(&mut tx, Kind::Agency, &all, None, years);
    let mut lines = period.await.unwrap();
    let now = tallies.now(&mut tx, Kind::Agency, &all, None);
    for (line, measures) in now.await.unwrap() {
        *lines.entry(line).or_default() += measures;
    }
    let shown = [
        Measure::Received,
        Measure::Running,
        Measure::Overdue,
        Measure::InTime,
    ];
    lines
        .into_iter()
        .map(|(line, measures)| (line.key, shown.map(|measure| measures[measure])))
        .collect()
}

#[tokio::test]
async fn a_year_is_sound_silent_and_the_same_each_time() {
    let mut seen: Vec<Vec<_>> = Vec::new();
    for app in TestApp::each().await {
        assert_eq!(play(&app.app, 48, 7).await.unwrap(), 48);
        app.verify().await;
        let mut tx = app.app.store.read().await.unwrap();
        assert_eq!(
            messages::counts(&mut tx).await.unwrap(),
            messages::MessageCounts::default()
        );
        drop(tx);
        // Whoever looks at the demonstration finds what its people were told.
        let mut told = 0;
        for persona in ["citizen", "citizen-2", "business"] {
            let mut tx = app.app.store.begin().await.unwrap();
            let account = accounts::by_persona(&mut tx, persona).await.unwrap();
            let Some(account) = account else { continue };
            for own in accounts::applicants_of(&mut tx, account.id).await.unwrap() {
                let all = message_box::of_applicant(&mut tx, own.id, None)
                    .await
                    .unwrap();
                let fortnight = jiff::SignedDuration::from_hours(14 * 24);
                let read = |one: &message_box::BoxMessage| {
                    one.read_at.is_some() == (one.created_at <= app.now.get() - fortnight)
                };
                assert!(all.iter().all(read));
                told += all.len();
            }
        }
        assert!(told > 0, "an empty box");
        seen.push(figures(&app).await);
    }
    let again = TestApp::sqlite().await;
    play(&again.app, 48, 7).await.unwrap();
    seen.push(figures(&again).await);
    assert!(seen.windows(2).all(|pair| pair[0] == pair[1]));
    let total: i64 = seen[0].iter().map(|row| row.1[0]).sum();
    assert_eq!(total, 48);
    // A quarter is held open where the personas work.
    let home: i64 = seen[0]
        .iter()
        .filter(|row| {
            let mut officers = again.app.catalogue.officers.iter();
            officers.any(|one| one.persona.is_some() && one.agency == row.0)
        })
        .map(|row| row.1[1])
        .sum();
    assert!(home >= 12, "{:?}", seen[0]);
}
