//! Accounts that people make themselves, and passwords that they lost: codes, their limits, and
//! answers that never tell who has an account.

use axum::http::StatusCode;
use store::messages;

use crate::harness::{Browser, PASSWORD, Page, TestApp};

const NAME: &str = "马小芳";
/// Synthetic: see the domain facts, 5.1.
const ID: &str = "623027196501019996";
const ADDRESS: &str = "fang@example.org";
pub(crate) const SECRET: &str = "kettle-moss-river";

/// Recipient, template and code of every letter that waits, oldest first.
pub(crate) async fn letters(app: &TestApp) -> Vec<(String, String, String)> {
    let now = app.now.get();
    // Never committed: whoever looks leaves no trace.
    let mut tx = app.app.store.begin().await.unwrap();
    let waiting = messages::lease(&mut tx, now, now, 100).await.unwrap();
    // Waited for: what a transaction still holds when the next one looks would be passed over.
    tx.rollback().await.unwrap();
    waiting
        .iter()
        .map(|message| {
            let payload: serde_json::Value =
                serde_json::from_str(message.payload.expose()).unwrap();
            let code = payload["code"].as_str().unwrap_or_default();
            (
                message.recipient.expose().to_owned(),
                message.template.clone(),
                code.to_owned(),
            )
        })
        .collect()
}

pub(crate) async fn last_code(app: &TestApp, to: &str) -> String {
    let letters = letters(app).await;
    let mine = letters.iter().rfind(|(recipient, _, _)| recipient == to);
    mine.unwrap_or_else(|| panic!("no letter to {to}"))
        .2
        .clone()
}

fn person<'a>(id: &'a str, contact: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("name", NAME),
        ("id-no", id),
        ("contact", contact),
        ("password", SECRET),
    ]
}

async fn begin(browser: &mut Browser, id: &str, contact: &str) -> String {
    let page = browser
        .post("/registration/person", &person(id, contact))
        .await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    page.location()
}

/// Signed in as a person or an organisation that has just registered.
pub(crate) async fn registered_as(
    app: &TestApp,
    kind: &str,
    who: &[(&str, &str)],
    contact: &str,
) -> Browser {
    let mut browser = app.visitor();
    let mut fields = who.to_vec();
    fields.extend([("contact", contact), ("password", SECRET)]);
    let page = browser
        .post(&format!("/registration/{kind}"), &fields)
        .await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    let path = page.location();
    let code = last_code(app, contact).await;
    let page = browser.post(&path, &[("code", &code)]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    browser
}

/// The same for the person of these tests.
async fn registered(app: &TestApp, id: &str, contact: &str) -> Browser {
    registered_as(app, "person", &[("name", NAME), ("id-no", id)], contact).await
}

fn wrong_of(right: &str) -> String {
    let first = if right.starts_with('1') { '2' } else { '1' };
    format!("{first}{}", &right[1..])
}

/// What a page says, without the parts of an address that nobody can guess.
fn said(page: &Page) -> (StatusCode, String) {
    let main = page.find("main").unwrap_or_default();
    (page.status, main)
}

#[tokio::test]
async fn a_person_registers_on_one_device_and_confirms_on_another() {
    for app in TestApp::each().await {
        let mut phone = app.visitor();
        phone.open("/registration").await.is_sound();
        phone.open("/registration/person").await.is_sound();
        let path = begin(&mut phone, ID, " Fang@Example.org ").await;
        let mut computer = app.visitor();
        let page = computer.open(&path).await;
        page.is_sound();
        assert!(page.text().contains("f****@example.org"));
        let code = last_code(&app, ADDRESS).await;
        // As a Chinese keyboard types it.
        let wide: String = code
            .chars()
            .map(|digit| char::from_u32(u32::from(digit) - 0x30 + 0xff10).unwrap())
            .collect();
        let page = computer.submit(&path, &[("code", &wide)]).await;
        page.is_sound();
        assert!(page.text().contains(NAME));
        assert!(!page.text().contains(ID), "the number is masked");
        // Twice, and from the first device: nothing happens again.
        let page = computer.post(&path, &[("code", &code)]).await;
        assert_eq!(page.location(), "/account");
        assert_eq!(phone.get(&path).await.location(), "/account");
        for login in [ADDRESS, "FANG@example.org"] {
            let mut browser = app.visitor();
            let page = browser
                .post("/session", &[("login", login), ("password", SECRET)])
                .await;
            assert_eq!(page.status, StatusCode::SEE_OTHER, "{login}");
        }
    }
}

#[tokio::test]
async fn an_organisation_registers_with_its_representative_and_a_phone() {
    for app in TestApp::each().await {
        let mut browser = app.visitor();
        browser.open("/registration/organisation").await.is_sound();
        let fields = [
            ("name", "兰州白塔山文化有限公司"),
            ("id-no", "11620102MBDEM00904"),
            ("representative", NAME),
            ("representative-id-no", ID),
            ("contact", "+86 138 9310 0099"),
            ("password", SECRET),
        ];
        let page = browser.post("/registration/organisation", &fields).await;
        let path = page.location();
        let code = last_code(&app, "13893100099").await;
        let page = browser.submit(&path, &[("code", &code)]).await;
        assert!(page.text().contains("兰州白塔山文化有限公司"));
        let mut other = app.visitor();
        let credentials = [("login", "138 9310 0099"), ("password", SECRET)];
        let page = other.post("/session", &credentials).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn what_is_wrong_comes_back_with_what_was_typed() {
    let app = TestApp::sqlite().await;
    let mut browser = app.visitor();
    for lang in ["zh-CN", "en"] {
        browser.open(&format!("/registration?lang={lang}")).await;
        let page = browser
            .post(
                "/registration/person",
                &[
                    ("name", ""),
                    ("id-no", "623027196501019997"),
                    ("contact", "fang"),
                    ("password", "1234567890"),
                ],
            )
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.is_sound();
        assert_eq!(page.count(".error-summary li"), 4);
        assert_eq!(
            page.attribute("#id-no", "value").as_deref(),
            Some("623027196501019997")
        );
        assert_ne!(
            page.attribute("#password", "value").as_deref(),
            Some("1234567890")
        );
    }
    assert!(letters(&app).await.is_empty());
}

#[tokio::test]
async fn a_code_is_good_for_a_quarter_of_an_hour_and_five_tries() {
    for app in TestApp::each().await {
        let mut browser = app.visitor();
        let path = begin(&mut browser, ID, ADDRESS).await;
        let first = last_code(&app, ADDRESS).await;
        let sending = path.replace("/code", "/sending");
        // Not before a minute.
        let page = browser.post(&sending, &[]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = browser.post(&path, &[("code", "12")]).await;
        assert_eq!(page.attribute("#code", "value").as_deref(), Some("12"));
        page.is_sound();
        for _ in 0..5 {
            let page = browser.post(&path, &[("code", &wrong_of(&first))]).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let page = browser.post(&path, &[("code", &first)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "used up");
        app.at("2026-11-23T09:31:00+08:00");
        browser.submit(&sending, &[]).await.is_sound();
        let second = last_code(&app, ADDRESS).await;
        let page = browser.post(&path, &[("code", &first)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "the old one");
        app.at("2026-11-23T09:46:00+08:00");
        let page = browser.post(&path, &[("code", &second)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "expired");
        browser.post(&sending, &[]).await;
        let third = last_code(&app, ADDRESS).await;
        let page = browser.post(&path, &[("code", &third)]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn a_page_is_gone_after_a_day_and_for_another_purpose() {
    let app = TestApp::sqlite().await;
    let mut browser = app.visitor();
    let path = begin(&mut browser, ID, ADDRESS).await;
    let other = path.replace("/registration/", "/password-reset/");
    assert_eq!(browser.get(&other).await.status, StatusCode::NOT_FOUND);
    app.at("2026-11-24T09:30:00+08:00");
    assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
    let page = browser.post(&path, &[("code", "123456")]).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn nobody_learns_who_has_an_account() {
    for app in TestApp::each().await {
        registered(&app, ID, ADDRESS).await;
        app.at("2026-11-23T10:00:00+08:00");
        let mut answers = Vec::new();
        for (id, contact) in [
            // Known by number, by address, and not at all.
            (ID, "f2@example.org"),
            ("622301197801010017", "fang@example.org"),
            ("622301197801010017", "f3@example.org"),
        ] {
            let mut browser = app.visitor();
            let path = begin(&mut browser, id, contact).await;
            let shown = browser.open(&path).await;
            let mut all = vec![said(&shown)];
            for _ in 0..6 {
                // Never the right one: 000000 could be.
                let letters = letters(&app).await;
                let right = letters.iter().rfind(|letter| letter.0 == contact);
                let wrong = wrong_of(right.map_or("000000", |letter| match &*letter.2 {
                    "" => "000000",
                    code => code,
                }));
                let page = browser.post(&path, &[("code", &wrong)]).await;
                let mut answer = said(&page);
                answer.1 = answer.1.replace(&wrong, "");
                all.push(answer);
            }
            let answer = format!("{all:?}").replace("f****@example.org", "");
            answers.push(answer);
        }
        assert_eq!(answers[0], answers[2]);
        assert_eq!(answers[1], answers[2]);
        let told: Vec<_> = letters(&app)
            .await
            .into_iter()
            .filter(|letter| letter.1 == "account-known")
            .collect();
        // The owner, once an hour.
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].0, ADDRESS);
        // To a free address a code comes, whether the number is known or not: a letter that stays away would tell.
        let mut codes = letters(&app).await;
        codes.retain(|letter| ["f2@example.org", "f3@example.org"].contains(&&*letter.0));
        let kinds: Vec<_> = codes.iter().map(|letter| &*letter.1).collect();
        assert_eq!(kinds, ["code-registration"; 2]);
        // What is left to learn takes a mailbox, and makes no account.
        let mut browser = app.visitor();
        let path = begin(&mut browser, ID, "f4@example.org").await;
        let code = last_code(&app, "f4@example.org").await;
        let page = browser.post(&path, &[("code", &code)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.is_sound();
        assert!(!browser.open("/").await.has("form[action='/session/end']"));
    }
}

#[tokio::test]
async fn a_number_is_not_tried_with_one_address_after_another() {
    let app = TestApp::sqlite().await;
    for n in 0..10 {
        begin(&mut app.visitor(), ID, &format!("n{n}@example.org")).await;
    }
    for (id, status) in [
        (ID, StatusCode::TOO_MANY_REQUESTS),
        ("622301197801010017", StatusCode::SEE_OTHER),
    ] {
        let fields = person(id, "n11@example.org");
        let page = app.visitor().post("/registration/person", &fields).await;
        assert_eq!(page.status, status);
    }
}

#[tokio::test]
async fn two_who_confirm_the_same_number_at_once_make_one_account() {
    for app in TestApp::each().await {
        for round in 0..3 {
            let at = format!("2026-11-23T1{round}:30:00+08:00");
            app.at(&at);
            let id = [
                "623027196501019996",
                "622301197801010017",
                "620102201402289981",
            ][round];
            let contacts = [
                format!("a{round}@example.org"),
                format!("b{round}@example.org"),
            ];
            let (mut one, mut two) = (app.visitor(), app.visitor());
            let first = begin(&mut one, id, &contacts[0]).await;
            let second = begin(&mut two, id, &contacts[1]).await;
            let codes = [
                last_code(&app, &contacts[0]).await,
                last_code(&app, &contacts[1]).await,
            ];
            let fields = codes.each_ref().map(|code| [("code", code.as_str())]);
            let (a, b) = tokio::join!(one.post(&first, &fields[0]), two.post(&second, &fields[1]));
            let mut statuses = [a.status, b.status];
            statuses.sort();
            let expected = [StatusCode::SEE_OTHER, StatusCode::UNPROCESSABLE_ENTITY];
            assert_eq!(statuses, expected, "{} {}", a.text(), b.text());
        }
    }
}

#[tokio::test]
async fn two_who_register_the_same_number_do_not_both_get_it() {
    for app in TestApp::each().await {
        let (mut one, mut two) = (app.visitor(), app.visitor());
        let first = begin(&mut one, ID, ADDRESS).await;
        let second = begin(&mut two, ID, "two@example.org").await;
        let code = last_code(&app, "two@example.org").await;
        let page = two.post(&second, &[("code", &code)]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER);
        let code = last_code(&app, ADDRESS).await;
        let page = one.post(&first, &[("code", &code)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn a_double_click_sends_one_code_and_an_address_gets_five_an_hour() {
    let app = TestApp::sqlite().await;
    let mut browser = app.visitor();
    let form = browser.open("/registration/person").await;
    let token = form.attribute("input[name='token']", "value").unwrap();
    let mut fields = person(ID, ADDRESS);
    fields.push(("token", &token));
    let first = browser.post("/registration/person", &fields).await;
    let second = browser.post("/registration/person", &fields).await;
    assert_eq!(first.location(), second.location());
    assert_eq!(letters(&app).await.len(), 1);
    // Another address from the same form is another page.
    fields[2] = ("contact", "typo@example.org");
    let third = browser.post("/registration/person", &fields).await;
    assert_ne!(first.location(), third.location());
    for _ in 0..4 {
        begin(&mut app.visitor(), ID, ADDRESS).await;
    }
    let mut visitor = app.visitor();
    let page = visitor
        .post("/registration/person", &person(ID, ADDRESS))
        .await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    page.is_sound();
    app.at("2026-11-23T10:31:00+08:00");
    begin(&mut visitor, ID, ADDRESS).await;
}

#[tokio::test]
async fn a_new_password_signs_every_other_device_out() {
    for app in TestApp::each().await {
        let mut old = app.persona("citizen").await;
        let mut browser = app.visitor();
        browser.open("/password-reset").await.is_sound();
        let page = browser
            .post("/password-reset", &[("contact", "13809310001")])
            .await;
        let path = page.location();
        browser.open(&path).await.is_sound();
        let code = last_code(&app, "13809310001").await;
        let page = browser
            .post(&path, &[("code", &code), ("password", "13809310001")])
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            page.attribute("#code", "value").as_deref(),
            Some(code.as_str()),
            "the code is not asked for again"
        );
        let fields = [("code", code.as_str()), ("password", SECRET)];
        let page = browser.submit(&path, &fields).await;
        assert!(page.has("form[action='/session/end']"), "signed in");
        let page = old.get("/account").await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "signed out");
        for (password, status) in [
            (PASSWORD, StatusCode::UNPROCESSABLE_ENTITY),
            (SECRET, StatusCode::SEE_OTHER),
        ] {
            let credentials = [("login", "ma.xiaojun"), ("password", password)];
            let page = app.visitor().post("/session", &credentials).await;
            assert_eq!(page.status, status);
        }
        // Its owner is told.
        assert!(
            letters(&app)
                .await
                .iter()
                .any(|letter| letter.1 == "password-changed")
        );
        assert_ne!(
            app.visitor().post(&path, &fields).await.status,
            StatusCode::OK
        );
    }
}

#[tokio::test]
async fn a_reset_for_nobody_answers_like_one_for_somebody() {
    let app = TestApp::sqlite().await;
    let mut answers = Vec::new();
    for contact in ["ma.xiaojun@example.com", "mo.body@example.com"] {
        let mut browser = app.visitor();
        let page = browser
            .post("/password-reset", &[("contact", contact)])
            .await;
        assert_eq!(page.status, StatusCode::SEE_OTHER);
        let path = page.location();
        let shown = browser.open(&path).await;
        let code = letters(&app)
            .await
            .iter()
            .find(|letter| letter.0 == contact)
            .map_or("123456".into(), |letter| wrong_of(&letter.2));
        let fields = [("code", code.as_str()), ("password", SECRET)];
        let wrong = browser.post(&path, &fields).await;
        answers.push((said(&shown), said(&wrong)));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(letters(&app).await.len(), 1);
}
