//! A draft in several windows, after a new version of its form, and in the hands of the wrong kind
//! of account.

use axum::http::StatusCode;
use domain::id::ApplicationId;
use store::{Personal, accounts, applications};

use crate::harness::{Page, TestApp};
use crate::journey::{FOOD, FOOD_PAGES, PDF, fill_food, fill_page, start};

/// Sole traders: persons only.
const TRADER: &str = "000731001002";

fn hidden<'a>(form: &Page, name: &'a str) -> (&'a str, String) {
    let selector = format!("input[name={name}]");
    (name, form.attribute(&selector, "value").unwrap())
}

fn with<'a>(
    answers: &[(&'a str, &'a str)],
    more: &'a [(&'a str, String)],
) -> Vec<(&'a str, &'a str)> {
    let more = more.iter().map(|(name, value)| (*name, value.as_str()));
    answers.iter().copied().chain(more).collect()
}

#[tokio::test]
async fn two_starts_at_once_make_one_draft() {
    for app in TestApp::each().await {
        let mut citizen = app.persona("citizen").await;
        let mut other = citizen.clone();
        let (one, two) = tokio::join!(start(&mut citizen, FOOD), start(&mut other, FOOD));
        assert_eq!(one, two);
        let page = citizen.open(&format!("/items/{FOOD}/application")).await;
        page.is_sound();
        assert!(page.has("main time"), "when the draft was saved");
    }
}

#[tokio::test]
async fn two_windows_never_overwrite_each_other() {
    for app in TestApp::each().await {
        let mut citizen = app.persona("citizen").await;
        let draft = start(&mut citizen, FOOD).await;
        let path = format!("{draft}/pages/premises");
        let form = citizen.open(&path).await;
        let shown = [hidden(&form, "version"), hidden(&form, "seen")];

        // Another page was saved meanwhile: that is no conflict.
        fill_page(&mut citizen, &draft, "applicant", FOOD_PAGES[0].1).await;
        let answers = FOOD_PAGES[1].1;
        let first = citizen.post(&path, &with(answers, &shown)).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.text());
        let again = citizen.post(&path, &with(answers, &shown)).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "a double click");

        let mut mine = answers.to_vec();
        mine[0].1 = "我的小馆";
        let conflict = citizen.post(&path, &with(&mine, &shown)).await;
        assert_eq!(conflict.status, StatusCode::CONFLICT);
        conflict.is_sound();
        assert_eq!(
            conflict.attribute("#shop-name", "value").as_deref(),
            Some("我的小馆")
        );
        assert!(conflict.find(".newer").unwrap().contains("黄河边牛肉面"));
        assert_eq!(conflict.count(".newer"), 1);

        let shown = [hidden(&conflict, "version"), hidden(&conflict, "seen")];
        let settled = citizen.post(&path, &with(&mine, &shown)).await;
        assert_eq!(settled.status, StatusCode::SEE_OTHER);
        let saved = citizen.open(&path).await;
        assert_eq!(
            saved.attribute("#shop-name", "value").as_deref(),
            Some("我的小馆")
        );
    }
}

#[tokio::test]
async fn only_answers_that_were_shown_are_submitted() {
    for app in TestApp::each().await {
        let mut citizen = app.persona("citizen").await;
        let draft = fill_food(&mut citizen).await;
        let shown = hidden(&citizen.open(&format!("{draft}/answers")).await, "version");
        fill_page(&mut citizen, &draft, "filing", &[("has-agent", "no")]).await;
        let path = format!("{draft}/submission");
        let page = citizen.post(&path, &[(shown.0, &shown.1)]).await;
        assert_eq!(page.status, StatusCode::CONFLICT);
        page.is_sound();
        let shown = hidden(&page, "version");
        let page = citizen.post(&path, &[(shown.0, &shown.1)]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
        for away in ["", "/answers", "/materials", "/pages/premises"] {
            let page = citizen.get(&format!("{draft}{away}")).await;
            assert_eq!(page.location(), path, "{away}");
        }
    }
}

#[tokio::test]
async fn a_change_comes_back_to_the_check_by_way_of_what_it_asks_for() {
    let app = TestApp::sqlite().await;
    let mut citizen = app.persona("citizen").await;
    let draft = fill_food(&mut citizen).await;
    let answers = citizen.open(&format!("{draft}/answers")).await;
    assert!(answers.has(&format!(
        "a[href='{draft}/pages/filing?return=answers#has-agent']"
    )));
    let form = citizen
        .open(&format!("{draft}/pages/filing?return=answers"))
        .await;
    let more = [hidden(&form, "version"), hidden(&form, "return")];
    let path = format!("{draft}/pages/filing");
    let page = citizen
        .post(&path, &with(&[("has-agent", "yes")], &more))
        .await;
    assert_eq!(
        page.location(),
        format!("{draft}/pages/agent?return=answers")
    );
    let answers = citizen.open(&format!("{draft}/answers")).await;
    answers.is_sound();
    assert!(!answers.has(&format!("form[action='{draft}/submission']")));
    let refused = citizen.post(&format!("{draft}/submission"), &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for id in ["page-agent", "material-authorisation"] {
        assert!(
            refused.has(&format!(".error-summary a[href='#{id}']")),
            "{id}"
        );
        assert!(refused.has(&format!("#{id}")), "{id}");
    }
}

#[tokio::test]
async fn a_new_version_of_the_form_keeps_what_still_fits_and_says_so() {
    for app in TestApp::each().await {
        let mut citizen = app.persona("citizen").await;
        let draft = start(&mut citizen, FOOD).await;
        let id: ApplicationId = draft.rsplit('/').next().unwrap().parse().unwrap();
        let mut tx = app.app.store.begin().await.unwrap();
        let account = accounts::by_persona(&mut tx, "citizen")
            .await
            .unwrap()
            .unwrap();
        let applicant = accounts::applicants_of(&mut tx, account.id).await.unwrap()[0].id;
        let old = Personal::new(r#"{"applicant-name":"老店","gone":"x"}"#);
        let now = app.now.get();
        applications::save_answers(&mut tx, applicant, id, 1, "old", &old, now)
            .await
            .unwrap();
        tx.commit().await.unwrap();

        let path = format!("{draft}/pages/applicant");
        let page = citizen.open(&path).await;
        assert!(page.has(".banner"), "{}", page.text());
        assert_eq!(
            page.attribute("#applicant-name", "value").as_deref(),
            Some("老店")
        );
        fill_page(
            &mut citizen,
            &draft,
            "applicant",
            &[("applicant-name", "新店")],
        )
        .await;
        assert!(
            citizen.open(&path).await.has(".banner"),
            "until it was read"
        );
        let changes = citizen.get(&draft).await.location();
        assert_eq!(changes, format!("{draft}/changes"));
        let page = citizen.open(&changes).await;
        page.is_sound();
        // Nobody keeps the version `old`: what it asked is not known, what was answered is shown.
        assert!(page.text().contains("以前填写的内容"), "{}", page.text());
        let shown = [hidden(&page, "form")];
        for _ in 0..2 {
            let gone_on = citizen.post(&changes, &with(&[], &shown)).await;
            assert_eq!(gone_on.location(), format!("{draft}/pages/applicant"));
        }
        assert!(!citizen.open(&path).await.has(".banner"));
        let mut tx = app.app.store.read().await.unwrap();
        let saved = applications::get(&mut tx, applicant, id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(saved.answers.expose(), r#"{"applicant-name":"新店"}"#);
        assert_ne!(saved.definition, "old");
    }
}

#[tokio::test]
async fn a_file_is_given_once_and_taken_back_once() {
    let app = TestApp::sqlite().await;
    let mut citizen = app.persona("citizen").await;
    let draft = start(&mut citizen, FOOD).await;
    let path = format!("{draft}/materials/layout-and-process");
    for _ in 0..2 {
        let page = citizen.upload(&path, &[], &[("file", "a.pdf", PDF)]).await;
        assert_eq!(page.location(), path);
    }
    let page = citizen.open(&path).await;
    assert_eq!(page.count(".files > li"), 1);
    let removal = page.attribute("form[action$=removal]", "action").unwrap();
    for _ in 0..2 {
        let page = citizen.post(&removal, &[]).await;
        assert_eq!(page.location(), path);
    }
    assert_eq!(citizen.open(&path).await.count(".files > li"), 0);
    let file = removal.trim_end_matches("/removal");
    assert_eq!(citizen.get(file).await.status, StatusCode::NOT_FOUND);

    for n in 0..10u8 {
        let content = [PDF, &[n]].concat();
        let page = citizen
            .upload(&path, &[], &[("file", "a.pdf", &content)])
            .await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{n}");
    }
    let content = [PDF, b"one more"].concat();
    let page = citizen
        .upload(&path, &[], &[("file", "a.pdf", &content)])
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.is_sound();
    assert!(page.has("#file") && page.has(".error-summary a[href='#file']"));
    assert_eq!(page.count(".files > li"), 10);
}

#[tokio::test]
async fn the_start_is_for_those_whom_the_item_is_for() {
    let app = TestApp::sqlite().await;
    let path = format!("/items/{TRADER}/application");
    let signed_out = app.visitor().get(&path).await;
    assert_eq!(signed_out.status, StatusCode::SEE_OTHER);
    assert!(signed_out.location().starts_with("/session?next="));
    let officer = app.persona("counter").await.get(&path).await;
    assert_eq!(officer.status, StatusCode::FORBIDDEN);
    let mut business = app.persona("business").await;
    let page = business.open(&path).await;
    page.is_sound();
    assert!(!page.has(&format!("form[action='{path}']")));
    let refused = business.post(&path, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        business.get("/items/x/application").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        business.get("/applications/x/answers").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn what_is_suspended_stays_visible_and_takes_nothing_until_its_day_is_over() {
    for app in TestApp::each().await {
        let mut citizen = app.persona("citizen").await;
        let draft = fill_food(&mut citizen).await;
        let mut admin = app.persona("admin").await;
        let text = crate::admin::publication::food(&app).replacen(
            "\nvisits = ",
            "\nsuspended = { reason = { zh = \"因办公场所搬迁\", en = \"The office is moving\" }, until = \"2026-11-30\" }\nvisits = ",
            1,
        );
        crate::admin::publication::publish(&mut admin, &text).await;

        let guide = citizen.open(&format!("/items/{FOOD}")).await;
        guide.is_sound();
        assert!(guide.text().contains("因办公场所搬迁"), "{}", guide.text());
        let start = format!("/items/{FOOD}/application");
        assert!(!guide.has(&format!("form[action='{start}']")));
        let found = citizen.open("/search?q=食品经营许可").await;
        assert!(found.text().contains("暂停办理"), "{}", found.text());
        let mut other = app.persona("citizen-2").await;
        let refused = other.post(&start, &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.is_sound();
        let page = citizen.open(&format!("{draft}/changes")).await;
        let version = hidden(&page, "form");
        let accept = [(version.0, version.1.as_str())];
        citizen.post(&format!("{draft}/changes"), &accept).await;
        let answers = citizen.open(&format!("{draft}/answers")).await;
        let version = hidden(&answers, "version");
        let send = [(version.0, version.1.as_str())];
        let submission = format!("{draft}/submission");
        let refused = citizen.post(&submission, &send).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.is_sound();
        assert!(refused.text().contains("因办公场所搬迁"));

        app.at("2026-12-01T09:00:00+08:00");
        let mut citizen = app.persona("citizen").await;
        let sent = citizen.post(&submission, &send).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        app.verify().await;
    }
}
