//! What reaches an applicant's mailbox: once, in their language, and nothing confidential.

use std::fs;

use server::mail::outbox;
use store::messages;

use crate::harness::TestApp;
use crate::journey::apply;

fn letters(app: &TestApp) -> Vec<String> {
    let Ok(entries) = fs::read_dir(app.folder.path().join("mail")) else {
        return Vec::new();
    };
    let mut paths: Vec<_> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "eml"))
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| fs::read_to_string(path).unwrap())
        .collect()
}

#[tokio::test]
async fn an_application_is_confirmed_by_mail_once() {
    for app in TestApp::each().await {
        apply(&app).await;
        assert_eq!(outbox::run(&app.app).await.unwrap(), 1);
        assert_eq!(outbox::run(&app.app).await.unwrap(), 0);
        let letters = letters(&app);
        assert_eq!(letters.len(), 1);
        assert!(
            letters[0].contains("To: ma.xiaojun@example.com"),
            "{}",
            letters[0]
        );
        assert!(letters[0].contains("Auto-Submitted: auto-generated"));
    }
}

#[tokio::test]
async fn a_mail_that_can_not_leave_is_tried_again_later_and_given_up_after_days() {
    for app in TestApp::each().await {
        apply(&app).await;
        let folder = app.folder.path().join("mail");
        fs::write(&folder, "no folder").unwrap();
        assert_eq!(outbox::run(&app.app).await.unwrap(), 0);
        // Not before its pause is over.
        fs::remove_file(&folder).unwrap();
        assert_eq!(outbox::run(&app.app).await.unwrap(), 0);
        app.at("2026-11-23T09:31:00+08:00");
        assert_eq!(outbox::run(&app.app).await.unwrap(), 1);
        assert_eq!(letters(&app).len(), 1);

        app.at("2026-11-24T09:30:00+08:00");
        apply(&app).await;
        fs::remove_dir_all(&folder).unwrap();
        fs::write(&folder, "no folder").unwrap();
        outbox::run(&app.app).await.unwrap();
        app.at("2026-11-27T09:29:00+08:00");
        assert_eq!(outbox::run(&app.app).await.unwrap(), 0);
        let mut tx = app.app.store.read().await.unwrap();
        let counts = messages::counts(&mut tx).await.unwrap();
        assert_eq!((counts.queued, counts.sending, counts.failed), (0, 0, 1));
    }
}
