//! Monthly reports: whole months of one's own scope, and once a month by mail for whoever asked.

use axum::http::StatusCode;
use serde_json::Value;
use server::cli::play;

use crate::harness::{Browser, TestApp};
use crate::journey::{apply, done};

#[tokio::test]
async fn a_month_is_reported_to_those_who_oversee_it() {
    for app in TestApp::each().await {
        play(&app.app, 80, 7).await.unwrap();
        let mut supervisor = app.persona("supervisor").await;
        let list = supervisor.open("/oversight/reports").await;
        list.is_sound();
        assert!(list.has("a[href='/oversight/reports/2026-10']"));
        assert!(!list.has("a[href='/oversight/reports/2026-11']"));
        let report = supervisor.open("/oversight/reports/2026-10").await;
        report.is_sound();
        supervisor
            .open("/oversight/reports/2026-10?division=620102")
            .await
            .is_sound();
        // The file has what the figures of the month have.
        let file = supervisor.open("/oversight/reports/2026-10.json").await;
        let file: Value = serde_json::from_slice(&file.body).unwrap();
        let figures = supervisor
            .open("/oversight/figures.json?period=2026-10")
            .await;
        let figures: Value = serde_json::from_slice(&figures.body).unwrap();
        let rows = file["rows"].as_array().unwrap();
        for row in rows {
            let measure = row["measure"].as_str().unwrap();
            // Orders and warnings are no figures of cases.
            if measure.starts_with("orders_") || measure.starts_with("warnings_") {
                continue;
            }
            assert_eq!(row["month"], figures["rows"][0][measure], "{measure}");
        }
        let csv = supervisor.open("/oversight/reports/2026-10.csv").await;
        assert_eq!(csv.text().lines().count(), rows.len() + 1);
        // Not over yet, none, or not theirs.
        for missing in [
            "2026-11",
            "2026",
            "30",
            "x",
            "2026-10.pdf",
            "2026-10?division=620200",
            "2026-10?agency=0",
        ] {
            let page = supervisor
                .get(&format!("/oversight/reports/{missing}"))
                .await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{missing}");
        }
        let mut counter = app.persona("counter").await;
        for path in ["/oversight/reports", "/oversight/reports/2026-10"] {
            assert_eq!(counter.get(path).await.status, StatusCode::FORBIDDEN);
        }
        let mut visitor = app.visitor();
        let page = visitor.get("/oversight/reports").await;
        assert_eq!(page.status, StatusCode::SEE_OTHER);
    }
}

fn mails(app: &TestApp) -> Vec<String> {
    let Ok(folder) = std::fs::read_dir(app.folder.path().join("mail")) else {
        return Vec::new();
    };
    let mut mails: Vec<_> = folder.map(|file| file.unwrap().path()).collect();
    mails.sort();
    mails
        .into_iter()
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect()
}

#[tokio::test]
async fn whoever_asks_gets_the_report_once_a_month_until_they_end_it() {
    for app in TestApp::each().await {
        play(&app.app, 20, 7).await.unwrap();
        let mut supervisor = app.persona("supervisor").await;
        let path = "/oversight/reports/subscription";
        let wrong = supervisor.post(path, &[("address", "no <address>")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.is_sound();
        assert_eq!(
            wrong.attribute("#address", "value").as_deref(),
            Some("no <address>")
        );
        for _ in 0..2 {
            let page = supervisor
                .submit(path, &[("address", "w@example.org")])
                .await;
            assert!(page.has("form[action='/oversight/reports/subscription/end']"));
            // The address is masked on the page.
            assert!(!page.text().contains("w@example.org"));
        }
        let mut counter = app.persona("counter").await;
        let denied = counter.post(path, &[("address", "c@example.org")]).await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN);

        let send = async |at: &str| {
            app.at(at);
            let now = app.now.get();
            let sent = server::jobs::reports(&app.app, now).await.unwrap();
            server::mail::outbox::run(&app.app).await.unwrap();
            sent
        };
        // The report of October can be read; that of November comes on the first working day, a Tuesday.
        assert_eq!(send("2026-11-24T09:00:00+08:00").await, 0);
        let before = mails(&app).len();
        assert_eq!(send("2026-12-01T09:00:00+08:00").await, 1);
        assert_eq!(send("2026-12-01T10:00:00+08:00").await, 0);
        let new = mails(&app).split_off(before);
        assert_eq!(new.len(), 1, "{new:?}");
        assert!(new[0].contains("w@example.org") && new[0].contains("List-Unsubscribe"));
        // A month that begins with a holiday: nothing on the first.
        assert_eq!(send("2027-01-01T09:00:00+08:00").await, 0);
        assert_eq!(send("2027-01-04T09:00:00+08:00").await, 1);

        // The way out works without signing in, asks first, and can be pressed twice.
        let officer = officer(&app).await;
        let token = server::mail::report::token(app.app.store.keys(), officer).unwrap();
        let stop = format!("/unsubscription/reports/{token}");
        let mut visitor = app.visitor();
        visitor.open(&stop).await.is_sound();
        assert_eq!(subscriptions(&app).await, 1);
        for _ in 0..2 {
            let stopped = visitor.submit(&stop, &[("by", "page")]).await;
            assert!(stopped.has("[role=status]"));
        }
        let mail_program = visitor
            .post(&stop, &[("List-Unsubscribe", "One-Click")])
            .await;
        assert_eq!(mail_program.status, StatusCode::OK);
        assert_eq!(subscriptions(&app).await, 0);
        assert_eq!(send("2027-02-01T09:00:00+08:00").await, 0);
        let foreign = visitor.get("/unsubscription/reports/a.b").await;
        assert_eq!(foreign.status, StatusCode::NOT_FOUND);
        // And by the page.
        let mut supervisor = app.persona("supervisor").await;
        supervisor
            .submit(path, &[("address", "w@example.org")])
            .await;
        assert_eq!(subscriptions(&app).await, 1);
        for _ in 0..2 {
            supervisor.submit(&format!("{path}/end"), &[]).await;
        }
        assert_eq!(subscriptions(&app).await, 0);
    }
}

async fn officer(app: &TestApp) -> domain::id::OfficerId {
    let mut tx = app.app.store.read().await.unwrap();
    let account = store::accounts::by_persona(&mut tx, "supervisor")
        .await
        .unwrap()
        .unwrap();
    let officer = store::accounts::officer_of(&mut tx, account.id)
        .await
        .unwrap();
    officer.unwrap().id
}

async fn subscriptions(app: &TestApp) -> usize {
    let mut tx = app.app.store.read().await.unwrap();
    let due = store::report_subscriptions::due(&mut tx, "9999-12", None, 9).await;
    due.unwrap().len()
}

/// The supervision's rows of a month, by their keys.
async fn supervision(browser: &mut Browser, path: &str) -> Vec<(String, u64, u64)> {
    let file = browser.open(path).await;
    let file: Value = serde_json::from_slice(&file.body).unwrap();
    let rows = file["rows"].as_array().unwrap().iter();
    rows.filter_map(|row| {
        let key = row["measure"].as_str()?;
        let is = key.starts_with("orders_") || key.starts_with("warnings_");
        is.then(|| {
            let of = |column: &str| row[column].as_u64().unwrap();
            (key.to_owned(), of("month"), of("month_before"))
        })
    })
    .collect()
}

#[tokio::test]
async fn a_month_counts_the_orders_that_were_given_answered_late_and_taken_back() {
    for app in TestApp::each().await {
        app.at("2026-10-12T02:00:00Z");
        let cases = [apply(&app).await.no, apply(&app).await.no];
        let mut supervisor = app.persona("supervisor").await;
        for no in &cases {
            let path = format!("/oversight/cases/{no}/order");
            let form = supervisor.open(&path).await;
            let seq = form.attribute("input[name=seq]", "value").unwrap();
            let fields = [
                ("seq", seq.as_str()),
                ("choice", "order"),
                ("amount", "1"),
                ("text", "请说明"),
            ];
            supervisor.submit(&path, &fields).await.is_sound();
        }
        // One is answered a day late, the other one is taken back.
        app.at("2026-10-14T02:00:00Z");
        let reply = [("text", "已经办理")];
        done(&app, "head", &cases[0], "order-reply", &reply).await;
        let mut supervisor = app.persona("supervisor").await;
        let list = supervisor.open("/oversight/orders").await;
        let order = list.attribute("tbody a[href^='/oversight/orders/']", "href");
        let order = order.unwrap();
        let page = supervisor.open(&order).await;
        let seq = page.attribute("input[name=seq]", "value").unwrap();
        let lifted = supervisor
            .post(
                &format!("{order}/lifting"),
                &[("seq", &seq), ("text", "发错了")],
            )
            .await;
        assert_eq!(lifted.status, StatusCode::SEE_OTHER, "{}", lifted.text());

        app.at("2026-11-23T02:00:00Z");
        let mut supervisor = app.persona("supervisor").await;
        let path = "/oversight/reports/2026-10.json";
        let rows = supervision(&mut supervisor, path).await;
        let of = |key: &str| {
            let found = rows.iter().find(|(name, ..)| name == key).unwrap();
            (found.1, found.2)
        };
        assert_eq!(of("orders_given"), (2, 0));
        assert_eq!(of("orders_answered"), (1, 0));
        assert_eq!(of("orders_late"), (2, 0));
        assert_eq!(of("orders_taken_back"), (1, 0));
        let report = supervisor.open("/oversight/reports/2026-10").await;
        report.is_sound();
        assert!(report.text().contains("逾期未答复的督办"));
        let elsewhere = format!("{path}?division=620103");
        let rows = supervision(&mut supervisor, &elsewhere).await;
        assert!(rows.iter().all(|(_, month, _)| *month == 0), "{rows:?}");
    }
}
