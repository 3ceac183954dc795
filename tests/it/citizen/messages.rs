//! The box, the ways that messages take, and how somebody gets out of them.

use std::fs;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use server::App;
use server::cli::embedded_catalogue;
use server::config::{Secret, Settings, SmsGateway, SmsSettings};
use server::files::Files;
use server::jobs::reminders;
use server::mail::outbox;
use store::testing::tamper;

use crate::harness::{Browser, TestApp};
use crate::journey::{FOOD, apply, conclude, done, start, submit};

/// What was written into a folder, oldest first.
fn written(app: &TestApp, folder: &str, kind: &str) -> Vec<String> {
    let Ok(entries) = fs::read_dir(app.folder.path().join(folder)) else {
        return Vec::new();
    };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == kind));
    paths.sort();
    paths
        .iter()
        .map(|path| fs::read_to_string(path).unwrap())
        .collect()
}

async fn first_message(citizen: &mut Browser) -> String {
    let page = citizen.open("/messages").await;
    page.attribute("main .case-list a", "href").unwrap()
}

#[tokio::test]
async fn what_was_told_is_in_the_box_until_it_is_read_and_after() {
    for app in TestApp::each().await {
        let mut citizen = app.persona("citizen").await;
        let page = citizen.open("/messages").await;
        page.is_sound();
        assert!(page.has("main .empty"));
        let case = apply(&app).await;
        app.at("2026-11-23T09:31:00+08:00");
        done(&app, "counter", &case.no, "acceptance", &[]).await;

        let page = citizen.open("/messages").await;
        page.is_sound();
        assert_eq!(page.count("main .case-list > li"), 2);
        assert_eq!(page.count("main .case-list .tag"), 2, "unread");
        assert!(page.find("nav [aria-current]").unwrap().contains('2'));
        assert!(
            page.find("main .case-list a").unwrap().contains("已受理"),
            "newest first"
        );
        // Whoever reads in another language has the list in it.
        let mut english = app.persona("citizen").await;
        let page = english.open("/messages?lang=en").await;
        let newest = page.find("main .case-list a").unwrap();
        assert_eq!(newest, "Accepted: Food business licence (new, catering)");
        assert!(!page.has("main .case-list [lang]"));

        let path = first_message(&mut citizen).await;
        let page = citizen.open(&path).await;
        page.is_sound();
        assert!(page.find("main h1").unwrap().contains("已受理"));
        assert!(page.has(&format!("main a.button[href='/cases/{}']", case.no)));
        assert!(page.find("nav a[href='/messages']").unwrap().contains('1'));
        let again = citizen.open(&path).await;
        assert!(again.find("nav a[href='/messages']").unwrap().contains('1'));

        let read = citizen.post("/messages/reading", &[]).await;
        assert_eq!(
            (read.status, read.location()),
            (StatusCode::SEE_OTHER, "/messages".into())
        );
        let page = citizen.open("/messages").await;
        assert!(!page.has("main .case-list .tag") && !page.has("main form"));
        assert_eq!(page.count("main .case-list > li"), 2);

        // The language of a message is that of its day.
        let page = citizen.open(&format!("{path}?lang=en")).await;
        page.is_sound();
        assert!(page.has("main [lang='zh-CN']"), "{}", page.text());
    }
}

#[tokio::test]
async fn a_box_is_nobody_elses() {
    let app = TestApp::sqlite().await;
    apply(&app).await;
    let mut citizen = app.persona("citizen").await;
    let path = first_message(&mut citizen).await;
    let short = format!("/m/{}", &path[path.len() - 8..]);
    let to = citizen.get(&short).await;
    assert_eq!(
        (to.status, to.location()),
        (StatusCode::SEE_OTHER, path.clone())
    );

    let mut other = app.persona("citizen-2").await;
    assert!(other.open("/messages").await.has("main .empty"));
    for path in [
        &path,
        &short,
        "/messages/1",
        "/m/1",
        "/m/%25%25%25%25%25%25%25%25",
    ] {
        let page = other.get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        page.is_sound();
    }
    other.post("/messages/reading", &[]).await;
    assert!(citizen.open("/messages").await.has("main .case-list .tag"));
    let mut visitor = app.visitor();
    for path in ["/messages", &path, &short, "/account/messages"] {
        assert!(
            visitor
                .get(path)
                .await
                .location()
                .starts_with("/session?next=")
        );
    }
    let mut clerk = app.persona("counter").await;
    assert_eq!(clerk.get("/messages").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_reader_chooses_the_way_but_not_whether_for_what_the_law_demands() {
    for app in TestApp::each().await {
        let mut citizen = app.persona("citizen").await;
        let page = citizen.open("/account/messages").await;
        page.is_sound();
        assert!(!page.has("input[name=decisions][value=box]"));
        assert!(page.has("input[name=progress][value=mail][checked]"));
        let refused = citizen
            .post(
                "/account/messages",
                &[("decisions", "box"), ("progress", "box")],
            )
            .await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST);
        refused.is_sound();
        for _ in 0..2 {
            let saved = citizen
                .submit(
                    "/account/messages",
                    &[("notices", "sms"), ("progress", "box")],
                )
                .await;
            saved.is_sound();
            assert!(saved.has("[role=status]"));
            assert!(saved.has("input[name=progress][value=box][checked]"));
        }
        // The receipt is progress, the acceptance a notice.
        let case = apply(&app).await;
        done(&app, "counter", &case.no, "acceptance", &[]).await;
        assert_eq!(outbox::run(&app.app).await.unwrap(), 1);
        assert_eq!(written(&app, "mail", "eml").len(), 0);
        let texts = written(&app, "sms", "txt");
        assert_eq!(texts.len(), 1);
        assert!(texts[0].starts_with("13809310001\n【"), "{}", texts[0]);
        assert!(texts[0].contains("http://gov.test/m/"));
        assert!(!texts[0].contains("马小军") && !texts[0].contains("食品"));
        let link = texts[0].trim().rsplit("http://gov.test").next().unwrap();
        let to = citizen.get(link).await.location();
        assert!(
            citizen
                .open(&to)
                .await
                .find("main h1")
                .unwrap()
                .contains("已受理")
        );
        assert_eq!(
            citizen
                .open("/messages")
                .await
                .count("main .case-list > li"),
            2
        );
    }
}

#[tokio::test]
async fn who_has_no_mail_address_gets_text_messages() {
    for app in TestApp::each().await {
        tamper(&app.app.store, "UPDATE applicants SET email_sealed = NULL")
            .await
            .unwrap();
        // An item whose form asks for no mail address: the reminder about its draft.
        let mut citizen = app.persona("citizen").await;
        start(&mut citizen, FOOD).await;
        app.at("2026-12-21T09:31:00+08:00");
        reminders::run(&app.app, app.now.get()).await.unwrap();
        assert_eq!(outbox::run(&app.app).await.unwrap(), 1);
        assert_eq!(written(&app, "sms", "txt").len(), 1);
    }
}

/// The link in the header of the newest mail, without the host.
fn way_out(app: &TestApp) -> String {
    let mail = written(app, "mail", "eml").pop().unwrap();
    let unfolded = mail.replace("\r\n ", "");
    let (_, rest) = unfolded.split_once("List-Unsubscribe: ").unwrap();
    assert!(unfolded.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"));
    let (link, _) = rest.trim_start().split_once("\r\n").unwrap();
    let link = link.trim_start_matches('<').trim_end_matches('>');
    link.strip_prefix("http://gov.test").unwrap().to_owned()
}

#[tokio::test]
async fn one_click_stops_one_sort_of_mail_and_another_undoes_it() {
    for app in TestApp::each().await {
        apply(&app).await;
        outbox::run(&app.app).await.unwrap();
        let path = way_out(&app);

        // Looking changes nothing, and nobody has to sign in.
        let mut visitor = app.visitor();
        let page = visitor.open(&path).await;
        page.is_sound();
        assert!(page.has(&format!("main form[action='{path}']")));
        // A mail program says so and follows no redirect.
        let stopped = visitor
            .post(&path, &[("List-Unsubscribe", "One-Click")])
            .await;
        assert_eq!(stopped.status, StatusCode::OK);
        stopped.is_sound();
        let page = visitor.submit(&path, &[("by", "page")]).await;
        assert!(
            page.has(&format!("main form[action='{path}/end']")),
            "already stopped"
        );

        let mut citizen = app.persona("citizen").await;
        let page = citizen.open("/account/messages").await;
        assert!(page.has("input[name=progress][value=box][checked]"));
        assert!(
            page.has("input[name=replies][value=mail][checked]"),
            "only that sort"
        );
        app.at("2026-11-24T09:30:00+08:00");
        let case = apply(&app).await;
        assert_eq!(outbox::run(&app.app).await.unwrap(), 0);
        done(&app, "counter", &case.no, "acceptance", &[]).await;
        assert_eq!(
            outbox::run(&app.app).await.unwrap(),
            1,
            "a notice is sent nevertheless"
        );

        for _ in 0..2 {
            let page = visitor.submit(&format!("{path}/end"), &[]).await;
            assert!(page.has(&format!("main form[action='{path}']")));
        }
        app.at("2026-11-25T09:30:00+08:00");
        apply(&app).await;
        assert_eq!(outbox::run(&app.app).await.unwrap(), 1);

        let forged = [
            path.replace("progress", "replies"),
            path.replace("progress", "decisions"),
            "/unsubscription/a".to_owned(),
        ];
        for path in forged {
            for page in [visitor.get(&path).await, visitor.post(&path, &[]).await] {
                assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
                page.is_sound();
            }
        }
        // Another site's page is refused as everywhere.
        visitor
            .headers
            .push(("origin", "https://evil.example".into()));
        assert_eq!(visitor.post(&path, &[]).await.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn a_draft_is_announced_three_days_before_it_goes_and_once() {
    for app in TestApp::each().await {
        let mut citizen = app.persona("citizen").await;
        let draft = start(&mut citizen, FOOD).await;
        let told = async |instant: &str| {
            app.at(instant);
            reminders::run(&app.app, app.now.get()).await.unwrap()
        };
        assert_eq!(told("2026-12-20T09:29:00+08:00").await, 0);
        assert_eq!(told("2026-12-20T09:31:00+08:00").await, 1);
        assert_eq!(told("2026-12-20T10:31:00+08:00").await, 0);
        assert_eq!(told("2026-12-21T09:31:00+08:00").await, 0);
        let mut citizen = app.persona("citizen").await;
        let path = first_message(&mut citizen).await;
        let page = citizen.open(&path).await;
        page.is_sound();
        assert!(page.text().contains("2026年12月23日"), "{}", page.text());
        assert!(page.has(&format!("main a.button[href='{draft}']")));
        // Over: nobody is told of what is gone, or will be at once.
        assert_eq!(told("2026-12-23T09:31:00+08:00").await, 0);
    }
}

#[tokio::test]
async fn a_licence_is_announced_when_it_can_be_renewed_and_before_it_is_too_late() {
    for app in TestApp::each().await {
        let no = apply(&app).await.no;
        conclude(&app, &no).await;
        let told = async |instant: &str| {
            app.at(instant);
            reminders::run(&app.app, app.now.get()).await.unwrap()
        };
        // Valid until 22 November 2031; the last day to apply is 15 working days before.
        assert_eq!(told("2031-09-20T10:00:00+08:00").await, 0);
        assert_eq!(told("2031-10-10T10:00:00+08:00").await, 1);
        assert_eq!(told("2031-10-11T10:00:00+08:00").await, 0);
        assert_eq!(told("2031-10-30T10:00:00+08:00").await, 1);
        assert_eq!(told("2031-10-31T10:00:00+08:00").await, 0);
        let mut citizen = app.persona("citizen").await;
        let page = citizen.open("/messages").await;
        page.is_sound();
        let path = first_message(&mut citizen).await;
        let page = citizen.open(&path).await;
        page.is_sound();
        assert!(page.text().contains("2031年11月22日"), "{}", page.text());
        assert!(page.has(&format!("main a.button[href='/cases/{no}']")));
        assert_eq!(told("2031-11-23T10:00:00+08:00").await, 0);
    }
}

#[tokio::test]
async fn a_licence_that_is_being_renewed_is_not_announced() {
    let app = TestApp::sqlite().await;
    let no = apply(&app).await.no;
    conclude(&app, &no).await;
    app.at("2031-10-01T10:00:00+08:00");
    let mut citizen = app.persona("citizen").await;
    let page = citizen.open(&format!("/cases/{no}")).await;
    let licence = page.attribute("input[name=licence]", "value").unwrap();
    crate::citizen::renewal::ask(&mut citizen, &licence).await;
    app.at("2031-10-30T10:00:00+08:00");
    assert_eq!(reminders::run(&app.app, app.now.get()).await.unwrap(), 0);
}

type Posted = Arc<Mutex<Vec<(HeaderMap, serde_json::Value)>>>;

/// A gateway that has a bad minute: the first message is refused for now.
async fn gateway() -> (String, Posted) {
    async fn take(State(posted): State<Posted>, headers: HeaderMap, body: String) -> StatusCode {
        let mut posted = posted.lock().unwrap();
        posted.push((headers, serde_json::from_str(&body).unwrap()));
        match posted.len() {
            1 => StatusCode::SERVICE_UNAVAILABLE,
            2 => StatusCode::ACCEPTED,
            _ => StatusCode::BAD_REQUEST,
        }
    }
    let posted = Posted::default();
    let router = Router::new()
        .route("/v1/messages", post(take))
        .with_state(posted.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/v1/messages", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    (url, posted)
}

#[tokio::test]
async fn a_gateway_is_told_in_its_own_words_and_tried_again() {
    let app = TestApp::sqlite().await;
    let (url, posted) = gateway().await;
    let secret = |text: &str| serde_json::from_value::<Secret>(text.into()).unwrap();
    let settings = Settings {
        sms: Some(SmsSettings::Gateway(SmsGateway {
            url: secret(&url),
            token: Some(secret("a-token")),
            to_field: "mobile".into(),
            text_field: "content".into(),
            id_field: "id".into(),
            fields: [("sign".to_owned(), "陇原政务".to_owned())].into(),
        })),
        ..app.app.settings.clone()
    };
    let files = Files::folder(&app.folder.path().join("files")).unwrap();
    let catalogue = embedded_catalogue().unwrap();
    let with_gateway = App::new(
        app.app.store.clone(),
        catalogue,
        files,
        app.now.clone(),
        settings,
    )
    .await
    .unwrap();
    let mut citizen = app.persona("citizen").await;
    citizen
        .post("/account/messages", &[("progress", "sms")])
        .await;
    let draft = crate::journey::fill_food(&mut citizen).await;
    submit(&mut citizen, &draft).await;

    assert_eq!(outbox::run(&with_gateway).await.unwrap(), 0);
    assert_eq!(
        outbox::run(&with_gateway).await.unwrap(),
        0,
        "not before its pause is over"
    );
    app.at("2026-11-23T09:31:00+08:00");
    assert_eq!(outbox::run(&with_gateway).await.unwrap(), 1);
    // A message that the gateway will never take is given up at once.
    app.at("2026-11-24T09:30:00+08:00");
    apply(&app).await;
    assert_eq!(outbox::run(&with_gateway).await.unwrap(), 0);
    let mut tx = app.app.store.read().await.unwrap();
    let counts = store::messages::counts(&mut tx).await.unwrap();
    assert_eq!((counts.queued, counts.sending, counts.failed), (0, 0, 1));

    let posted = posted.lock().unwrap();
    assert_eq!(posted.len(), 3);
    let (headers, body) = &posted[1];
    assert_eq!(headers["authorization"], "Bearer a-token");
    assert_eq!(headers["idempotency-key"], body["id"].as_str().unwrap());
    assert_eq!(body["id"], posted[0].1["id"], "the same at each try");
    assert_eq!(
        (&body["mobile"], &body["sign"]),
        (&"13809310001".into(), &"陇原政务".into())
    );
    let text = body["content"].as_str().unwrap();
    assert!(
        text.starts_with('【') && text.contains("http://gov.test/m/"),
        "{text}"
    );
}
