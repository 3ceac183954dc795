//! One's own account: addresses that sign in, the password, other devices, and one's own data.

use axum::http::StatusCode;

use crate::harness::{Browser, PASSWORD, TestApp};
use crate::journey::{FOOD, apply, done, fill_food, start, submit};

use super::registration::{SECRET, last_code, letters, registered_as};

const HERE: &str = "/account/credentials";
const FANG: [(&str, &str); 2] = [("name", "马小芳"), ("id-no", "623027196501019996")];
const ADDRESS: &str = "fang@example.org";

async fn fang(app: &TestApp) -> Browser {
    registered_as(app, "person", &FANG, ADDRESS).await
}

async fn signs_in(app: &TestApp, login: &str, password: &str) -> bool {
    let fields = [("login", login), ("password", password)];
    let page = app.visitor().post("/session", &fields).await;
    page.status == StatusCode::SEE_OTHER
}

#[tokio::test]
async fn an_address_signs_in_once_confirmed_and_the_last_one_stays() {
    for app in TestApp::each().await {
        let mut fang = fang(&app).await;
        // Addresses are listed in the order in which they came.
        app.at("2026-11-23T09:31:00+08:00");
        fang.open(HERE).await.is_sound();
        let phone = "13809310077";
        for password in ["", "wrong-password"] {
            let fields = [("contact", phone), ("password", password)];
            let page = fang.post(HERE, &fields).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
            page.is_sound();
            assert_eq!(page.attribute("#contact", "value").as_deref(), Some(phone));
        }
        let fields = [("contact", phone), ("password", SECRET)];
        let page = fang.post(HERE, &fields).await;
        let path = page.location();
        fang.open(&path).await.is_sound();
        assert!(!signs_in(&app, phone, SECRET).await, "not yet");
        // Nobody else's page.
        let mut stranger = app.persona("citizen").await;
        assert_eq!(stranger.get(&path).await.status, StatusCode::NOT_FOUND);
        let code = last_code(&app, phone).await;
        let page = stranger.post(&path, &[("code", &code)]).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        let before = fang.cookies["tongban_session"].clone();
        let mut other = app.visitor();
        let fields = [("login", ADDRESS), ("password", SECRET)];
        other.post("/session", &fields).await;
        let page = fang.submit(&path, &[("code", &code)]).await;
        page.is_sound();
        assert_ne!(before, fang.cookies["tongban_session"], "a new id");
        assert_eq!(other.get(HERE).await.status, StatusCode::SEE_OTHER);
        assert!(signs_in(&app, phone, SECRET).await);
        let told = letters(&app).await;
        assert!(told.iter().any(|one| one.1 == "credentials-changed"));
        // A page for a new password that is already open at the address that goes.
        let reset = app
            .visitor()
            .post("/password-reset", &[("contact", ADDRESS)])
            .await
            .location();
        let reset_code = last_code(&app, ADDRESS).await;
        // Either may go, the other stays.
        let removal = page
            .attribute("form[action$='/removal']", "action")
            .unwrap();
        let page = stranger.post(&removal, &[]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER);
        assert!(
            signs_in(&app, ADDRESS, SECRET).await,
            "a stranger removed it"
        );
        let page = fang.submit(&removal, &[]).await;
        assert!(!page.has("form[action$='/removal']"));
        assert!(!signs_in(&app, ADDRESS, SECRET).await);
        let taken = [
            ("code", reset_code.as_str()),
            ("password", "another-long-word"),
        ];
        let page = app.visitor().post(&reset, &taken).await;
        assert_eq!(
            page.status,
            StatusCode::NOT_FOUND,
            "it went with the address"
        );
        fang.submit(&removal, &[]).await;
        assert!(signs_in(&app, phone, SECRET).await);
    }
}

#[tokio::test]
async fn an_address_of_somebody_else_is_not_told_apart() {
    let app = TestApp::sqlite().await;
    let mut fang = fang(&app).await;
    let mut answers = Vec::new();
    for contact in ["ma.xiaojun@example.com", "mo.xiaojun@example.com"] {
        let fields = [("contact", contact), ("password", SECRET)];
        let path = fang.post(HERE, &fields).await.location();
        let shown = fang.open(&path).await.find("main").unwrap();
        answers.push(shown);
    }
    assert_eq!(answers[0], answers[1]);
    let sent = letters(&app).await;
    assert!(sent.iter().all(|one| one.0 != "ma.xiaojun@example.com"));
}

#[tokio::test]
async fn a_password_is_changed_by_whoever_knows_it() {
    for app in TestApp::each().await {
        let mut citizen = app.persona("citizen").await;
        let mut other = app.persona("citizen").await;
        let change = |current: &'static str, new: &'static str| {
            [("current", current), ("new-password", new)]
        };
        for (current, new) in [
            ("wrong-password", SECRET),
            (PASSWORD, "short"),
            ("", SECRET),
            (PASSWORD, "ma.xiaojun12"),
        ] {
            let page = citizen
                .post("/account/password", &change(current, new))
                .await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{new}");
            page.is_sound();
        }
        let page = citizen
            .submit("/account/password", &change(PASSWORD, SECRET))
            .await;
        page.is_sound();
        assert_eq!(other.get("/account").await.status, StatusCode::SEE_OTHER);
        assert!(signs_in(&app, "ma.xiaojun", SECRET).await);
        assert!(!signs_in(&app, "ma.xiaojun", PASSWORD).await);
        let mut again = app.persona("citizen").await;
        citizen
            .submit("/account/sessions/end", &[])
            .await
            .is_sound();
        assert_eq!(again.get("/account").await.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn wrong_passwords_lock_here_as_they_do_at_the_door() {
    let app = TestApp::sqlite().await;
    let mut citizen = app.persona("citizen").await;
    let wrong = [("current", "wrong-password"), ("new-password", SECRET)];
    for _ in 0..5 {
        citizen.post("/account/password", &wrong).await;
    }
    let right = [("current", PASSWORD), ("new-password", SECRET)];
    let page = citizen.post("/account/password", &right).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    app.at("2026-11-23T09:46:00+08:00");
    citizen.submit("/account/password", &right).await;
}

#[tokio::test]
async fn where_somebody_lives_is_theirs_to_change() {
    for app in TestApp::each().await {
        let mut citizen = app.persona("citizen").await;
        citizen.open("/account/profile").await.is_sound();
        let bad = [
            ("phone", "12"),
            ("address", "滨河路"),
            ("division", "999999"),
        ];
        let page = citizen.post("/account/profile", &bad).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.is_sound();
        assert!(page.text().contains("滨河路"));
        let good = [
            ("phone", "0931-8412345"),
            ("address", "滨河路 1 号"),
            ("division", "620103"),
        ];
        let page = citizen.submit("/account/profile", &good).await;
        page.is_sound();
        let page = citizen.open("/account/profile").await;
        assert!(page.text().contains("滨河路 1 号"));
        assert!(page.has("option[value='620103'][selected]"));
    }
}

#[tokio::test]
async fn all_that_is_held_comes_as_one_file_without_secrets() {
    for app in TestApp::each().await {
        let applied = apply(&app).await;
        let mut counter = app.persona("counter").await;
        let looked = [("reason", "contact"), ("words", "核对预约")];
        counter
            .submit(&format!("/desk/cases/{}/disclosure", applied.no), &looked)
            .await;
        done(&app, "counter", &applied.no, "acceptance", &[]).await;
        let mut citizen = app.persona("citizen").await;
        start(&mut citizen, FOOD).await;
        citizen.open("/account/data").await.is_sound();
        let page = citizen
            .post("/account/data", &[("password", "wrong-password")])
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.is_sound();
        let page = citizen
            .post("/account/data", &[("password", PASSWORD)])
            .await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(
            page.headers["content-disposition"]
                .to_str()
                .unwrap()
                .starts_with("attachment")
        );
        let held: serde_json::Value = serde_json::from_slice(&page.body).unwrap();
        assert_eq!(
            held["profile"]["identity_number_or_credit_code"],
            "620102199003079995"
        );
        let case = &held["cases"][0];
        assert_eq!(case["case_no"], applied.no.as_str());
        assert_eq!(
            case["application"]["answers"]["shop-name"]["answer"],
            "黄河边牛肉面"
        );
        assert_eq!(
            case["application"]["materials"].as_array().unwrap().len(),
            2
        );
        let seen = case["personal_data_seen_in_full"].as_array().unwrap();
        assert_eq!(seen.len(), 1, "who looked at it");
        assert_eq!(seen[0]["reason"], "contact");
        assert_eq!(seen[0]["agency"], "620102-market-supervision");
        assert!(seen[0]["what"].to_string().contains("contact-phone"));
        assert!(
            !seen[0].to_string().contains("核对预约"),
            "nobody's words, and no name"
        );
        assert_eq!(held["drafts"].as_array().unwrap().len(), 1);
        // Whoever reads it has none of our lists.
        for (part, words) in [
            (&case["item_name"], "食品经营许可"),
            (&case["agency_name"], "市场监督管理局"),
            (&case["received_at"], "2026-11-23T09:30:00+08:00"),
            (&case["state"], "正在办理"),
            (
                &case["application"]["answers"]["shop-name"]["label"],
                "门店招牌名称",
            ),
            (&case["notices"][0]["number"], "〔2026〕1号"),
            (&case["notices"][0]["kind_name"], "受理通知书"),
            (&case["notices"][0]["date"], "2026-11-23"),
            (&case["notices"][0]["text"], "现予受理"),
            (&case["messages"][0]["subject"], "食品经营许可"),
            (&case["messages"][0]["text"], "您"),
            (&case["application"]["division_name"], "城关区"),
        ] {
            let text = part.as_str().unwrap();
            assert!(text.contains(words), "{words}: {text}");
        }
        assert_eq!(case["notices"].as_array().unwrap().len(), 1);
        let file = &case["application"]["materials"][0];
        assert!(file["material_name"].as_str().is_some(), "{file}");
        let text = page.text();
        assert!(!text.contains("argon2") && !text.contains("620102198512129984"));
    }
}

#[tokio::test]
async fn an_account_goes_when_its_cases_are_closed_and_the_file_stays() {
    for app in TestApp::each().await {
        let mut fang = fang(&app).await;
        let draft = fill_food(&mut fang).await;
        let applied = submit(&mut fang, &draft).await;
        let deletion = "/account/deletion";
        let sure = [("sure", "yes"), ("deletion-password", SECRET)];
        let page = fang.post(deletion, &sure).await;
        assert_eq!(
            page.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "a case is open"
        );
        page.is_sound();
        let path = format!("/cases/{}/withdrawal", applied.no);
        let form = fang.open(&path).await;
        let seq = form
            .attribute("input[name='seq']", "value")
            .unwrap_or_default();
        fang.submit(
            &path,
            &[("seq", &seq), ("reason", "不办了"), ("sure", "yes")],
        )
        .await;
        start(&mut fang, FOOD).await;
        for wrong in [
            [("sure", ""), ("deletion-password", SECRET)],
            [("sure", "yes"), ("deletion-password", "wrong-password")],
        ] {
            let page = fang.post(deletion, &wrong).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        fang.submit(deletion, &sure).await.is_sound();
        assert_eq!(fang.get("/account").await.status, StatusCode::SEE_OTHER);
        assert!(!signs_in(&app, ADDRESS, SECRET).await);
        // The agency's file and the journal are whole.
        let mut counter = app.persona("counter").await;
        let page = counter.open(&format!("/desk/cases/{}", applied.no)).await;
        assert!(page.text().contains("黄河边牛肉面"));
        app.verify().await;
        app.at("2026-11-23T09:40:00+08:00");
        // Their number and address begin anew, with nothing of the old account.
        let mut again = registered_as(&app, "person", &FANG, ADDRESS).await;
        assert!(!again.open("/cases").await.text().contains(&applied.no));
    }
}

#[tokio::test]
async fn the_demonstrations_people_stay() {
    let app = TestApp::sqlite().await;
    let mut citizen = app.persona("citizen-2").await;
    let sure = [("sure", "yes"), ("deletion-password", PASSWORD)];
    let page = citizen.post("/account/deletion", &sure).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    app.persona("citizen-2").await.open("/account").await;
}
