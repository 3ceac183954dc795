//! A notice of holidays that came late: what it would change, and what confirming it does.

use axum::http::StatusCode;
use server::jobs::recalculation;
use server::mail::outbox;
use store::calendars;

use crate::desk::clock::{clock, deadline};
use crate::harness::{Browser, TestApp};
use crate::journey::{apply, conclude, done};

/// Invented: two days off at New Year beside 1 January, and a Saturday worked.
pub const NOTICE: &str = "year = 2027
source = \"State Council notice of 2027 (invented)\"
off = [
  { date = \"2027-01-01\", festival = \"new-year\" },
  { date = \"2027-01-04\", festival = \"new-year\" },
  { date = \"2027-01-05\", festival = \"new-year\" },
]
make_up = [{ date = \"2027-01-09\", festival = \"new-year\" }]
";

/// Reads the notice in, and waits until the comparison has seen every case.
async fn look(admin: &mut Browser, notice: &str) -> crate::harness::Page {
    let sent = admin
        .post("/admin/calendars/imports", &[("notice", notice)])
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    for _ in 0..200 {
        let page = admin.open(&sent.location()).await;
        page.is_sound();
        if page.has("input[name=base]") || !page.text().contains("正在与") {
            return page;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("the comparison does not end");
}

async fn confirm(admin: &mut Browser, page: &crate::harness::Page) -> StatusCode {
    let action = page.attribute("main form", "action").unwrap();
    let base = page.attribute("input[name=base]", "value").unwrap();
    admin.post(&action, &[("base", &base)]).await.status
}

#[tokio::test]
async fn a_late_notice_is_looked_at_confirmed_and_told() {
    for app in TestApp::each().await {
        app.at("2026-12-24T10:00:00+08:00");
        let closed = apply(&app).await.no;
        conclude(&app, &closed).await;
        let open = apply(&app).await.no;
        done(&app, "counter", &open, "acceptance", &[]).await;
        let mut citizen = app.persona("citizen").await;
        let before = clock(&mut citizen, "", &open).await;
        let closed_before = clock(&mut citizen, "", &closed).await;
        assert_eq!(deadline(&before, "statutory")["due-on"], "2027-01-08");
        assert_eq!(deadline(&before, "statutory")["provisional"], true);

        let mut admin = app.persona("admin").await;
        let page = look(&mut admin, NOTICE).await;
        let listed: String = page.find("tbody").unwrap();
        let listed: String = listed.chars().filter(char::is_ascii_alphanumeric).collect();
        assert!(
            listed.contains(&open) && !listed.contains(&closed),
            "{listed}"
        );
        assert!(page.text().contains("2027年1月11日"), "{}", page.text());
        assert_eq!(
            clock(&mut citizen, "", &open).await,
            before,
            "nothing is changed"
        );
        let mut counter = app.persona("counter").await;
        let denied = counter
            .post("/admin/calendars/imports", &[("notice", NOTICE)])
            .await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN);

        assert_eq!(confirm(&mut admin, &page).await, StatusCode::SEE_OTHER);
        assert_eq!(
            confirm(&mut admin, &page).await,
            StatusCode::SEE_OTHER,
            "twice"
        );
        outbox::run(&app.app).await.unwrap();
        let now = app.now.get();
        assert_eq!(recalculation::run(&app.app, now).await.unwrap(), 1);
        assert_eq!(recalculation::run(&app.app, now).await.unwrap(), 0);
        let after = clock(&mut citizen, "", &open).await;
        assert_eq!(deadline(&after, "statutory")["due-on"], "2027-01-11");
        assert_eq!(deadline(&after, "statutory")["provisional"], false);
        assert_ne!(after["calendar"], before["calendar"]);
        assert_eq!(
            clock(&mut citizen, "", &closed).await,
            closed_before,
            "a closed case keeps the calendar that it was judged by"
        );
        assert_eq!(
            outbox::run(&app.app).await.unwrap(),
            1,
            "the applicant is told"
        );
        let inbox = counter.open("/desk").await;
        assert!(
            inbox.has("a[href='/desk/moved-dates']"),
            "the clerks are told"
        );
        let moved = counter.open("/desk/moved-dates").await;
        moved.is_sound();
        assert!(moved.text().contains("2027年1月8日") && moved.text().contains("2027年1月11日"));
        let journal = counter.open(&format!("/desk/cases/{open}")).await;
        assert!(
            journal
                .text()
                .contains("State Council notice of 2027 (invented)")
        );
        // What comes in from now on is counted by it from the start.
        let new = apply(&app).await.no;
        let new = clock(&mut citizen, "", &new).await;
        assert_eq!(new["calendar"], after["calendar"]);
        app.verify().await;
    }
}

#[tokio::test]
async fn a_stop_in_the_middle_loses_nothing() {
    let app = TestApp::sqlite().await;
    app.at("2026-12-24T10:00:00+08:00");
    let first = apply(&app).await.no;
    let second = apply(&app).await.no;
    let mut admin = app.persona("admin").await;
    let page = look(&mut admin, NOTICE).await;
    confirm(&mut admin, &page).await;
    // The job has not come round yet, and somebody acts: the case goes by its own calendar until it has.
    done(&app, "counter", &first, "acceptance", &[]).await;
    app.verify().await;
    let now = app.now.get();
    assert_eq!(recalculation::run(&app.app, now).await.unwrap(), 2);
    let mut citizen = app.persona("citizen").await;
    let one = clock(&mut citizen, "", &first).await;
    let two = clock(&mut citizen, "", &second).await;
    assert_eq!(one["calendar"], two["calendar"]);
    app.verify().await;
}

#[tokio::test]
async fn a_case_that_came_in_by_the_old_calendar_is_counted_anew_after_the_others() {
    for app in TestApp::each().await {
        app.at("2026-12-24T10:00:00+08:00");
        let late = apply(&app).await.no;
        let mut admin = app.persona("admin").await;
        let page = look(&mut admin, NOTICE).await;
        confirm(&mut admin, &page).await;
        // As if another machine had taken the application while the job was at its end.
        let now = app.now.get();
        let current = app.app.calendars.current();
        let mut tx = app.app.store.begin().await.unwrap();
        calendars::finish_version(&mut tx, current.version(), now)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(recalculation::run(&app.app, now).await.unwrap(), 1);
        assert_eq!(recalculation::run(&app.app, now).await.unwrap(), 0);
        let mut citizen = app.persona("citizen").await;
        let counted = clock(&mut citizen, "", &late).await;
        assert!(
            current
                .versions()
                .iter()
                .any(|version| counted["calendar"] == *version)
        );
        app.verify().await;
    }
}

#[tokio::test]
async fn a_notice_that_does_not_hold_together_changes_nothing() {
    let app = TestApp::sqlite().await;
    let mut admin = app.persona("admin").await;
    for (from, to, line) in [
        ("2027-01-04", "2027-01-01", "第5行"),
        ("2027-01-09", "2027-01-08", "第8行"),
        ("2027-01-04", "2027-01-02", "第5行"),
        ("2027-01-04", "2028-01-04", "第5行"),
        ("2027-01-04", "2027-02-30", "第5行"),
        ("new-year", "easter", "第4行"),
    ] {
        let notice = NOTICE.replacen(from, to, 1);
        let page = admin
            .post("/admin/calendars/imports", &[("notice", &notice)])
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{to}");
        page.is_sound();
        assert!(page.text().contains(line), "{to}: {}", page.text());
        assert!(
            page.find("textarea").unwrap().contains(to),
            "what was pasted stays"
        );
    }
    let nowhere = NOTICE.replacen("off =", "division = \"990000\"\noff =", 1);
    let page = admin
        .post("/admin/calendars/imports", &[("notice", &nowhere)])
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let unknown = admin.get("/admin/calendars/imports/0000").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_was_looked_at_is_what_is_confirmed() {
    let app = TestApp::sqlite().await;
    let mut admin = app.persona("admin").await;
    let first = look(&mut admin, NOTICE).await;
    let other = NOTICE.replace("2027-01-05", "2027-01-06");
    let second = look(&mut admin, &other).await;
    assert_eq!(confirm(&mut admin, &first).await, StatusCode::SEE_OTHER);
    assert_eq!(confirm(&mut admin, &second).await, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_regional_festival_moves_promises_and_not_the_law() {
    let app = TestApp::sqlite().await;
    let no = apply(&app).await.no;
    done(&app, "counter", &no, "acceptance", &[]).await;
    let notice = "year = 2026\nsource = \"州政府通知\"\ndivision = \"620102\"\n\
        off = [{ date = \"2026-11-25\", name = { zh = \"本地节日\", en = \"A local festival\" } }]\n";
    let mut admin = app.persona("admin").await;
    let page = look(&mut admin, notice).await;
    assert_eq!(confirm(&mut admin, &page).await, StatusCode::SEE_OTHER);
    recalculation::run(&app.app, app.now.get()).await.unwrap();
    let mut citizen = app.persona("citizen").await;
    let after = clock(&mut citizen, "", &no).await;
    assert_eq!(deadline(&after, "promised")["due-on"], "2026-12-01");
    assert_eq!(deadline(&after, "statutory")["due-on"], "2026-12-07");
    let page = citizen.open(&format!("/cases/{no}")).await;
    assert!(page.text().contains("本地节日"), "skipped by name");
    app.verify().await;
}
