//! Versions by upload: refused whole or published whole, and used from then on.

use axum::http::StatusCode;
use store::{cases, publications};

use crate::desk::clock::{clock, deadline};
use crate::harness::{Browser, Page, TestApp};
use crate::journey::{FOOD, apply, done};

/// The item as the catalogue's file has it.
pub fn food(app: &TestApp) -> String {
    app.app.catalogue.item(FOOD).unwrap().source.clone()
}

/// Sends a version; where it is sound the answer leads to its page.
pub async fn upload(admin: &mut Browser, text: &str) -> Page {
    let files = [("file", "food.toml", text.as_bytes())];
    admin.upload("/admin/catalogue/versions", &[], &files).await
}

/// Sends a version and publishes it. Its page, for doing it again.
pub async fn publish(admin: &mut Browser, text: &str) -> (String, String) {
    let sent = upload(admin, text).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    publish_again(admin, &sent.location()).await
}

/// Publishes the version of a page. Its address, and what was current.
pub async fn publish_again(admin: &mut Browser, page: &str) -> (String, String) {
    let shown = admin.open(page).await;
    shown.is_sound();
    let base = shown.attribute("input[name=base]", "value").unwrap();
    let publication = format!("{page}/publication");
    let to = admin.submit(&publication, &[("base", &base)]).await;
    to.is_sound();
    (page.to_owned(), base)
}

/// The version that a case goes by.
pub async fn version_of(app: &TestApp, no: &str) -> String {
    let mut tx = app.app.store.read().await.unwrap();
    cases::key_by_no(&mut tx, no).await.unwrap().definition
}

#[tokio::test]
async fn a_faulty_version_is_refused_whole_and_the_published_one_stays() {
    for app in TestApp::each().await {
        let before = app.app.item(FOOD).unwrap().hash.clone();
        let text = food(&app);
        let faulty = text
            .replacen("next = \"site-check\"", "next = \"nowhere\"", 1)
            .replacen(
                "function = \"market-supervision\"",
                "function = \"moon\"",
                1,
            )
            .replacen("people = 2", "people = 0", 1)
            .replacen("value = 5", "value = 50", 1);
        let mut admin = app.persona("admin").await;
        let page = upload(&mut admin, &faulty).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.is_sound();
        let findings = page.find("main table").unwrap();
        for rule in ["next", "routing", "promise-too-long", "people"] {
            assert!(findings.contains(rule), "{rule}: {findings}");
        }
        let at = faulty.find("next = \"nowhere\"").unwrap();
        let line = 1 + faulty[..at].matches('\n').count();
        assert!(findings.contains(&line.to_string()), "{line}: {findings}");
        assert!(page.find("textarea").unwrap().contains("nowhere"), "kept");
        // As a box sends it.
        let boxed = faulty.replace('\n', "\r\n");
        let page = admin
            .upload("/admin/catalogue/versions", &[("source", &boxed)], &[])
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        for (fields, files) in [
            (vec![("source", " ")], vec![]),
            (vec![], vec![("file", "x.toml", &b"\xff\xfe"[..])]),
            (vec![("source", "code = ")], vec![]),
        ] {
            let page = admin
                .upload("/admin/catalogue/versions", &fields, &files)
                .await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
            page.is_sound();
        }
        assert_eq!(app.app.item(FOOD).unwrap().hash, before);
        let again = app.beside().await;
        assert_eq!(again.app.item(FOOD).unwrap().hash, before);
        let mut counter = app.persona("counter").await;
        let denied = upload(&mut counter, &text).await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn a_published_version_is_used_at_once_and_open_cases_keep_theirs() {
    for app in TestApp::each().await {
        let old = apply(&app).await.no;
        let text = food(&app);
        let before = app.app.item(FOOD).unwrap().hash.clone();
        let mut visitor = app.visitor();
        let guide = format!("/items/{FOOD}");
        let shown = visitor.open(&guide).await;
        assert!(
            !shown.text().contains("开餐馆前先看这里"),
            "kept from now on"
        );
        // Somebody else's process, which has it in memory as well.
        let other = app.beside().await;
        other.visitor().open(&guide).await;

        let new = text.replacen("value = 5", "value = 6", 1).replacen(
            "summary = { zh = \"",
            "summary = { zh = \"开餐馆前先看这里。",
            1,
        );
        let mut admin = app.persona("admin").await;
        let sent = upload(&mut admin, &new).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        let page = admin.open(&sent.location()).await;
        page.is_sound();
        assert!(page.text().contains("承诺时限"), "{}", page.text());
        assert_eq!(version_of(&app, &old).await, before);
        assert_eq!(app.app.item(FOOD).unwrap().hash, before, "not yet");
        let (address, base) = publish_again(&mut admin, &sent.location()).await;
        assert_eq!(base, before);
        let twice = admin
            .post(&format!("{address}/publication"), &[("base", &base)])
            .await;
        assert_eq!(twice.status, StatusCode::SEE_OTHER, "safe to repeat");

        let hash = app.app.item(FOOD).unwrap().hash.clone();
        assert_ne!(hash, before);
        assert!(
            visitor
                .open(&guide)
                .await
                .text()
                .contains("开餐馆前先看这里")
        );
        app.now
            .set(app.now.get() + jiff::SignedDuration::from_secs(2));
        let seen = other.visitor().open(&guide).await;
        assert!(
            seen.text().contains("开餐馆前先看这里"),
            "another process notices"
        );

        let fresh = apply(&app).await.no;
        assert_eq!(version_of(&app, &fresh).await, hash);
        assert_eq!(version_of(&app, &old).await, before);
        for no in [&old, &fresh] {
            done(&app, "counter", no, "acceptance", &[]).await;
        }
        let mut citizen = app.persona("citizen").await;
        let due = |clock: &serde_json::Value| deadline(clock, "promised")["due-on"].clone();
        assert_eq!(due(&clock(&mut citizen, "", &old).await), "2026-11-30");
        assert_eq!(due(&clock(&mut citizen, "", &fresh).await), "2026-12-01");

        let mut tx = app.app.store.read().await.unwrap();
        let all = publications::of_item(&mut tx, FOOD, 10).await.unwrap();
        assert_eq!(all.len(), 1, "published once");
        drop(tx);
        let item = admin.open(&format!("/admin/catalogue/{FOOD}")).await;
        let listed = format!("a[href='/admin/catalogue/{FOOD}/versions/{before}/migration']");
        assert!(item.has(&listed), "{}", item.text());
        let source = admin.get(&format!("{address}/source")).await;
        assert_eq!(source.text(), new, "the very text");

        // After a restart it is still there, before the catalogue's file.
        let restarted = app.beside().await;
        assert_eq!(restarted.app.item(FOOD).unwrap().hash, hash);
        let mut counter = restarted.persona("counter").await;
        counter.open(&format!("/desk/cases/{old}")).await.is_sound();

        // The earlier one again.
        let earlier = format!("/admin/catalogue/{FOOD}/versions/{before}");
        publish_again(&mut admin, &earlier).await;
        assert_eq!(app.app.item(FOOD).unwrap().hash, before);
        app.verify().await;
    }
}

#[tokio::test]
async fn what_was_looked_at_is_what_is_published() {
    let app = TestApp::sqlite().await;
    let text = food(&app);
    let mut admin = app.persona("admin").await;
    let first = upload(&mut admin, &text.replacen("value = 5", "value = 6", 1)).await;
    let second = upload(&mut admin, &text.replacen("value = 5", "value = 7", 1)).await;
    let shown = admin.open(&second.location()).await;
    let base = shown.attribute("input[name=base]", "value").unwrap();
    publish_again(&mut admin, &first.location()).await;
    let publication = format!("{}/publication", second.location());
    let late = admin.post(&publication, &[("base", &base)]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    late.is_sound();
    let mut counter = app.persona("counter").await;
    let denied = counter.post(&publication, &[("base", &base)]).await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_new_item_comes_by_upload() {
    let app = TestApp::sqlite().await;
    let mut admin = app.persona("admin").await;
    let code = "000131001999";
    let text = food(&app)
        .replacen("code = \"000131001001\"", "code = \"000131001999\"", 1)
        .replace("食品经营许可（新办，餐饮）", "食品经营许可（试行）");
    let none = app.visitor().get(&format!("/items/{code}")).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
    publish(&mut admin, &text).await;
    let page = app.visitor().open(&format!("/items/{code}")).await;
    assert!(page.text().contains("食品经营许可（试行）"));
    let found = app.visitor().open("/search?q=食品经营许可").await;
    assert!(found.text().contains("食品经营许可（试行）"));
}

#[tokio::test]
async fn what_agencies_file_is_for_nobody_else() {
    let app = TestApp::sqlite().await;
    // 行政执法机关移送涉嫌犯罪案件.
    let code = "001031001001";
    let mut admin = app.persona("admin").await;
    admin
        .open(&format!("/admin/catalogue/{code}"))
        .await
        .is_sound();
    let mut citizen = app.persona("citizen").await;
    for path in ["/", "/?for=agencies&division=620102", "/search?q=移送"] {
        let page = citizen.open(path).await;
        assert!(!page.has(&format!("a[href='/items/{code}']")), "{path}");
    }
    for path in [
        format!("/items/{code}"),
        format!("/items/{code}/application"),
    ] {
        assert_eq!(citizen.get(&path).await.status, StatusCode::NOT_FOUND);
    }
    let start = format!("/items/{code}/application");
    let started = citizen.post(&start, &[]).await;
    assert_eq!(started.status, StatusCode::NOT_FOUND);
}
