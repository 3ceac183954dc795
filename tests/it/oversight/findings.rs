//! What the rules find is found once, is the supervision's to judge and the agency's to explain.

use crate::harness::TestApp;
use crate::journey::{apply, conclude};

/// Beyond the time in which the agency has to say something.
const LATER: &str = "2026-12-07T08:00:00+08:00";

async fn run_rules(app: &TestApp) -> usize {
    server::jobs::findings::run(&app.app, app.now.get())
        .await
        .unwrap()
}

#[tokio::test]
async fn what_looks_wrong_is_found_once() {
    for app in TestApp::each().await {
        assert_eq!(run_rules(&app).await, 0, "nothing to look at");
        let quick = apply(&app).await;
        // Accepted and decided at the very same moment, as time stands still here.
        conclude(&app, &quick.no).await;
        assert_eq!(run_rules(&app).await, 1);
        assert_eq!(run_rules(&app).await, 0, "the job ran twice");
        apply(&app).await;
        app.at(LATER);
        server::jobs::deadlines::run(&app.app, app.now.get())
            .await
            .unwrap();
        // Silence accepted, and nobody wrote that down for days.
        assert_eq!(run_rules(&app).await, 2);
        assert_eq!(run_rules(&app).await, 0);
        app.verify().await;
        let project = |case: &domain::case::Case| app.app.project(case);
        store::cases::verify::rebuild(&app.app.store, &project)
            .await
            .unwrap();
        assert_eq!(run_rules(&app).await, 0, "all of them are known");
        app.verify().await;
    }
}

#[tokio::test]
async fn a_journal_that_can_not_be_read_keeps_no_other_one_waiting() {
    for app in TestApp::each().await {
        apply(&app).await;
        let quick = apply(&app).await;
        conclude(&app, &quick.no).await;
        let edit = "UPDATE journal SET fact = '{}' WHERE seq = 1 AND case_id = \
                    (SELECT id FROM cases ORDER BY case_no LIMIT 1)";
        store::testing::tamper(&app.app.store, edit).await.unwrap();
        assert_eq!(run_rules(&app).await, 1);
        assert_eq!(run_rules(&app).await, 0);
    }
}

#[tokio::test]
async fn a_state_that_nobody_gave_shows() {
    for app in TestApp::each().await {
        let quick = apply(&app).await;
        conclude(&app, &quick.no).await;
        run_rules(&app).await;
        let edit = "UPDATE findings SET state = 'justified'";
        store::testing::tamper(&app.app.store, edit).await.unwrap();
        let mut seen = Vec::new();
        let project = |case: &domain::case::Case| app.app.project(case);
        store::cases::verify::verify(&app.app.store, &project, &mut |one| seen.push(one.table))
            .await
            .unwrap();
        assert_eq!(seen, ["findings"]);
    }
}
