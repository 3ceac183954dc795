//! 延续: a licence is applied for again before it runs out, and silence renews it (行政许可法 50).

use server::jobs;

use crate::harness::{Browser, TestApp};
use crate::journey::{FOOD, FOOD_PAGES, PDF, apply, conclude, fill_page, submit};

async fn licence_no(citizen: &mut Browser, no: &str) -> String {
    let page = citizen.open(&format!("/cases/{no}")).await;
    // On the day of the issue nobody is asked to renew it.
    assert!(!page.has("input[name=licence]"), "{}", page.text());
    page.find(".licence-no").unwrap().trim().to_owned()
}

/// A draft that asks for the renewal of a licence, filled as the first was.
pub async fn ask(citizen: &mut Browser, licence: &str) -> String {
    let path = format!("/items/{FOOD}/application");
    let started = citizen.post(&path, &[("licence", licence)]).await;
    let to = started.location();
    let draft = format!("/applications/{}", to.split('/').nth(2).unwrap());
    for (page, answers) in FOOD_PAGES {
        fill_page(citizen, &draft, page, answers).await;
    }
    for rule in ["layout-and-process", "food-safety-rules"] {
        let path = format!("{draft}/materials/{rule}");
        citizen
            .upload(&path, &[], &[("file", "图纸.pdf", PDF)])
            .await;
    }
    submit(citizen, &draft).await.no
}

#[tokio::test]
async fn a_renewal_that_nobody_decides_is_granted_by_law() {
    for app in TestApp::each().await {
        let no = apply(&app).await.no;
        conclude(&app, &no).await;
        let mut citizen = app.persona("citizen").await;
        let licence = licence_no(&mut citizen, &no).await;
        // Valid until 22 November 2031; fifteen working days before is the last day to apply in time.
        app.at("2031-10-20T10:00:00+08:00");
        let mut citizen = app.persona("citizen").await;
        let renewal = ask(&mut citizen, &licence).await;
        let page = citizen.open(&format!("/cases/{renewal}")).await;
        page.is_sound();
        assert!(page.text().contains("2031年11月22日"), "{}", page.text());

        app.at("2031-11-23T00:00:10+08:00");
        jobs::deadlines::run(&app.app, app.now.get()).await.unwrap();
        jobs::deadlines::run(&app.app, app.now.get()).await.unwrap();
        let mut citizen = app.persona("citizen").await;
        let page = citizen.open(&format!("/cases/{renewal}")).await;
        page.is_sound();
        assert!(page.text().contains("依法视为准予延续"), "{}", page.text());
        let journal = page.text().matches("依法视为准予延续").count();
        assert_eq!(journal, 1, "once");
        app.verify().await;
    }
}

#[tokio::test]
async fn a_licence_of_somebody_else_renews_nothing() {
    let app = TestApp::sqlite().await;
    let no = apply(&app).await.no;
    conclude(&app, &no).await;
    let licence = licence_no(&mut app.persona("citizen").await, &no).await;
    app.at("2031-10-20T10:00:00+08:00");
    let mut stranger = app.persona("citizen-2").await;
    let new = ask(&mut stranger, &licence).await;
    let page = stranger.open(&format!("/cases/{new}/clock.json")).await;
    assert!(!page.text().contains("\"renewal\""), "{}", page.text());
}
