//! 两法衔接, played by its parties from the filing to the end, and kept from everybody else.

use axum::http::StatusCode;
use server::jobs;

use super::clock::clock;
use super::filing::{REFERRAL, file};
use crate::harness::{Browser, PASSWORD, TestApp};
use crate::journey::{act, done};

const OPINION: (&str, &str) = ("opinion", "依法办理。");

/// Somebody without a persona.
async fn login(app: &TestApp, login: &str) -> Browser {
    let mut browser = app.visitor();
    let fields = [("login", login), ("password", PASSWORD)];
    let page = browser.post("/session", &fields).await;
    assert_eq!(
        page.status,
        StatusCode::SEE_OTHER,
        "{login}: {}",
        page.text()
    );
    browser
}

async fn step(app: &TestApp, persona: &str, no: &str, step: &str, fields: &[(&str, &str)]) {
    let mut all = vec![OPINION];
    all.extend_from_slice(fields);
    done(app, persona, no, &format!("steps/{step}"), &all).await;
}

/// Filed, reported by two of whom one filed it, and approved.
async fn approved(app: &TestApp) -> String {
    let no = file(app, "examiner").await;
    for persona in ["examiner", "examiner-2"] {
        step(
            app,
            persona,
            &no,
            "report",
            &[("outcome", "propose-transfer")],
        )
        .await;
    }
    app.at("2026-11-25T10:00:00+08:00");
    let granted = [("outcome", "granted"), ("reason", "涉嫌犯罪，批准移送。")];
    done(app, "head", &no, "decision", &granted).await;
    no
}

async fn transfer(app: &TestApp, no: &str) {
    let fields = [
        ("outcome", "transferred"),
        ("annexes", "letter"),
        ("annexes", "report"),
        ("letter-no", "城市监移〔2026〕3号"),
    ];
    step(app, "examiner", no, "transfer", &fields).await;
}

async fn sign(app: &TestApp, no: &str) {
    let fields = [("outcome", "signed"), ("received-on", "2026-11-25")];
    step(app, "crime-counter", no, "receipt", &fields).await;
}

async fn hand_over(app: &TestApp, no: &str) {
    let fields = [
        ("outcome", "handed-over"),
        ("handed-over-on", "2026-11-26"),
        ("handed-over", "清单一份，熟食样品12件。"),
    ];
    step(app, "examiner", no, "handover", &fields).await;
}

/// Whether the case is in the inbox, and on the list of those that the agency may read.
async fn sees(app: &TestApp, persona: &str, no: &str) -> (bool, bool) {
    let mut officer = app.persona(persona).await;
    let inbox = officer.open("/desk").await;
    inbox.is_sound();
    let shared = officer.open("/desk/shared-cases").await;
    shared.is_sound();
    let link = format!("a[href='/desk/cases/{no}']");
    let listed = shared.has(&link);
    assert_eq!(inbox.has("a[href='/desk/shared-cases']"), listed);
    let page = officer.get(&format!("/desk/cases/{no}")).await;
    let expected = if listed {
        StatusCode::OK
    } else {
        StatusCode::NOT_FOUND
    };
    assert_eq!(page.status, expected, "{persona}");
    (inbox.has(&link), listed)
}

/// Everybody who is no party finds nothing, wherever they look.
async fn is_hidden(app: &TestApp, no: &str) {
    let mut police = login(app, "qilihe-police.counter").await;
    for path in ["", "/clock.json", "/steps/receipt", "/opinion"] {
        let page = police.get(&format!("/desk/cases/{no}{path}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "another police: {path}");
    }
    assert!(!police.open("/desk/shared-cases").await.text().contains(no));
    let mut water = app.persona("water-counter").await;
    let page = water.get(&format!("/desk/cases/{no}")).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    let mut government = app.persona("government-head").await;
    let page = government.get(&format!("/desk/cases/{no}")).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND, "a government's head");

    // Supervision, the government, and the heads of the parties themselves, in the room of oversight.
    for persona in [
        "supervisor",
        "government-head",
        "head",
        "crime-head",
        "procuratorate-head",
    ] {
        let mut overseer = app.persona(persona).await;
        for path in ["", "/clock.json", "/order"] {
            let page = overseer.get(&format!("/oversight/cases/{no}{path}")).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{persona} {path}");
        }
        let dashboard = overseer.open("/oversight").await;
        dashboard.is_sound();
        assert!(!dashboard.text().contains(no), "{persona}: a warning");
        for filter in [
            "received",
            "running",
            "normal",
            "due-soon",
            "overdue",
            "concluded",
        ] {
            let list = overseer
                .open(&format!("/oversight/cases?filter={filter}"))
                .await;
            list.is_sound();
            assert!(!list.text().contains(no), "{persona} {filter}");
            assert!(!list.has("tbody tr"), "{persona} {filter}: {}", list.text());
        }
    }

    for persona in ["citizen", "citizen-2", "business"] {
        let mut citizen = app.persona(persona).await;
        for path in ["", "/rating", "/withdrawal", "/supplement", "/clock.json"] {
            let page = citizen.get(&format!("/cases/{no}{path}")).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{persona} {path}");
        }
        let desk = citizen.get(&format!("/desk/cases/{no}")).await;
        assert_eq!(desk.status, StatusCode::FORBIDDEN, "not their room");
        assert!(!citizen.open("/cases").await.text().contains(no));
        assert!(!citizen.open("/").await.text().contains("移送涉嫌犯罪"));
    }
    // Its officers can't look at it as its applicant either.
    let mut officer = app.persona("examiner").await;
    let page = officer.get(&format!("/cases/{no}")).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);

    let mut tx = app.app.store.read().await.unwrap();
    let key = store::cases::key_by_no(&mut tx, no).await.unwrap();
    let keys = app.app.store.keys();
    let code = keys.six_digits("query-code", &key.id.to_string()).unwrap();
    drop(tx);
    let mut visitor = app.visitor();
    let pair = [("number", no), ("code", code.as_str())];
    let tracked = visitor.post("/track", &pair).await;
    assert_eq!(tracked.status, StatusCode::NOT_FOUND, "with the right code");
    for persona in ["examiner", "procuratorate-examiner"] {
        let mut party = app.persona(persona).await;
        let page = party.open(&format!("/desk/cases/{no}")).await;
        assert!(!page.text().contains(&code), "no code is shown");
    }
}

#[tokio::test]
async fn the_straight_way_from_the_filing_to_the_handover() {
    for app in TestApp::each().await {
        let no = file(&app, "examiner").await;
        assert!(no.starts_with("62010220261123"), "{no}");
        let mut examiner = app.persona("examiner").await;
        let page = examiner
            .open(&format!("/desk/cases/{no}?done=filing"))
            .await;
        page.is_sound();
        assert!(page.has("[role=status]"), "what was done");
        let text = page.text();
        assert!(text.contains("兰州市城关区市场监督管理局"), "who filed it");
        assert!(!page.has(&format!("a[href='/desk/cases/{no}/acceptance']")));
        let english = examiner.open(&format!("/desk/cases/{no}?lang=en")).await;
        english.is_sound();
        assert!(english.text().contains("Market Supervision"));
        let page_clock = clock(&mut examiner, "/desk", &no).await;
        let of = |kind: &str| -> Vec<serde_json::Value> {
            let all = page_clock["deadlines"].as_array().unwrap().iter();
            all.filter(|one| one["kind"] == kind).cloned().collect()
        };
        assert_eq!(
            of("promised")[0]["due-on"],
            "2026-11-30",
            "28 November is a Saturday"
        );
        assert_eq!(of("step")[0]["due-on"], "2026-11-25");
        is_hidden(&app, &no).await;
        // From the receipt on the procuratorate reads; there is nothing for it to do.
        assert_eq!(
            sees(&app, "procuratorate-examiner", &no).await,
            (false, true)
        );
        assert_eq!(sees(&app, "crime-counter", &no).await, (false, false));
        let mut procuratorate = app.persona("procuratorate-examiner").await;
        let read = procuratorate.open(&format!("/desk/cases/{no}")).await;
        read.is_sound();
        assert!(!read.has(".todo a.button"), "to read, not to do");
        let material = read.attribute(".case-file td a, .case-file th a", "href");
        let served = procuratorate.get(&material.unwrap()).await;
        assert_eq!(served.status, StatusCode::OK);
        let denied = procuratorate
            .get(&format!("/desk/cases/{no}/steps/report"))
            .await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN);

        for persona in ["examiner", "examiner-2"] {
            step(
                &app,
                persona,
                &no,
                "report",
                &[("outcome", "propose-transfer")],
            )
            .await;
        }
        // The day before the limit; the one who reported can't approve.
        app.at("2026-11-26T09:30:00+08:00");
        let mut head = app.persona("head").await;
        let page = head.open(&format!("/desk/cases/{no}")).await;
        assert!(page.has(&format!("a[href='/desk/cases/{no}/decision']")));
        let granted = [("outcome", "granted"), ("reason", "批准移送。")];
        done(&app, "head", &no, "decision", &granted).await;
        assert_eq!(sees(&app, "crime-counter", &no).await, (false, false));

        // Twenty-four hours are an instant, and hours are left of it.
        app.at("2026-11-26T14:00:00+08:00");
        let mut examiner = app.persona("examiner").await;
        let inbox = examiner.open("/desk").await;
        let row = inbox.text();
        assert!(row.contains("还剩19小时"), "{row}");
        assert!(inbox.has("time[datetime='2026-11-27T01:30:00Z']"), "{row}");
        let page = examiner.open(&format!("/desk/cases/{no}")).await;
        assert!(page.has(".clock time[datetime='2026-11-27T01:30:00Z']"));
        assert!(
            page.find(".clock-due").unwrap().contains("9:30"),
            "{}",
            page.text()
        );
        transfer(&app, &no).await;

        assert_eq!(sees(&app, "crime-counter", &no).await, (true, true));
        is_hidden(&app, &no).await;
        let mut police = app.persona("crime-counter").await;
        let fields = [("outcome", "signed"), OPINION];
        let unrecorded = act(&mut police, &no, "steps/receipt", &fields).await;
        assert_eq!(
            unrecorded.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "no date"
        );
        sign(&app, &no).await;
        assert_eq!(sees(&app, "crime-decider", &no).await, (true, true));
        let fields = [("outcome", "filed"), ("notice-no", "城公立〔2026〕77号")];
        step(&app, "crime-decider", &no, "filing-decision", &fields).await;
        hand_over(&app, &no).await;

        let mut examiner = app.persona("examiner").await;
        let page = examiner.open(&format!("/desk/cases/{no}")).await;
        page.is_sound();
        assert!(!page.has(".todo a.button"), "it is over");
        for persona in ["crime-counter", "procuratorate-examiner"] {
            assert_eq!(sees(&app, persona, &no).await, (false, true), "{persona}");
        }
        is_hidden(&app, &no).await;
        assert_eq!(
            server::mail::outbox::run(&app.app).await.unwrap(),
            0,
            "nobody gets mail as the applicant"
        );
        app.verify().await;
    }
}

#[tokio::test]
async fn not_filed_reconsidered_and_filed_as_the_procuratorate_orders() {
    for app in TestApp::each().await {
        let no = approved(&app).await;
        transfer(&app, &no).await;
        sign(&app, &no).await;
        let fields = [
            ("outcome", "not-filed"),
            ("notice-no", "城公不立〔2026〕9号"),
        ];
        step(&app, "crime-decider", &no, "filing-decision", &fields).await;
        step(
            &app,
            "examiner",
            &no,
            "objection",
            &[("outcome", "reconsider")],
        )
        .await;
        // Another hand than that which refused.
        let mut decider = app.persona("crime-decider").await;
        let denied = decider
            .get(&format!("/desk/cases/{no}/steps/reconsideration"))
            .await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN);
        let fields = [("outcome", "upheld"), ("notice-no", "城公复〔2026〕1号")];
        step(&app, "crime-head", &no, "reconsideration", &fields).await;
        assert_eq!(
            sees(&app, "procuratorate-examiner", &no).await,
            (false, true)
        );
        let supervise = [("outcome", "supervise")];
        step(
            &app,
            "examiner-2",
            &no,
            "supervision-suggestion",
            &supervise,
        )
        .await;

        assert_eq!(
            sees(&app, "procuratorate-examiner", &no).await,
            (true, true)
        );
        let fields = [("outcome", "taken-in"), ("request-no", "城检说〔2026〕4号")];
        step(
            &app,
            "procuratorate-examiner",
            &no,
            "supervision-intake",
            &fields,
        )
        .await;
        let mut decider = app.persona("crime-decider").await;
        let seven = clock(&mut decider, "/desk", &no).await;
        let all = seven["deadlines"].as_array().unwrap().iter();
        let due: Vec<_> = all
            .filter(|one| one["of"] == "police-reasons")
            .map(|one| (&one["due-on"], &one["agency"]))
            .collect();
        assert_eq!(
            due,
            [(&"2026-12-02".into(), &"620102-public-security".into())]
        );
        let explained = [("outcome", "explained")];
        step(&app, "crime-decider", &no, "police-reasons", &explained).await;
        let fields = [("outcome", "order"), ("told-on", "2026-11-25")];
        step(
            &app,
            "procuratorate-head",
            &no,
            "supervision-conclusion",
            &fields,
        )
        .await;
        let fields = [("outcome", "filed"), ("decision-no", "城公立〔2026〕80号")];
        step(&app, "crime-decider", &no, "ordered-filing", &fields).await;
        hand_over(&app, &no).await;
        is_hidden(&app, &no).await;
        app.verify().await;
    }
}

#[tokio::test]
async fn what_is_not_referred_the_police_never_see() {
    for app in TestApp::each().await {
        let no = file(&app, "counter").await;
        for persona in ["examiner", "examiner-2"] {
            let fields = [("outcome", "propose-no-transfer")];
            step(&app, persona, &no, "report", &fields).await;
        }
        let refused = [("outcome", "refused"), ("reason", "情节显著轻微，不移送。")];
        done(&app, "head", &no, "decision", &refused).await;
        for persona in ["crime-counter", "crime-head"] {
            assert_eq!(sees(&app, persona, &no).await, (false, false), "{persona}");
        }
        assert_eq!(sees(&app, "procuratorate-head", &no).await, (false, true));
        let mut procuratorate = app.persona("procuratorate-head").await;
        let page = procuratorate.open(&format!("/desk/cases/{no}")).await;
        assert!(
            page.text().contains("情节显著轻微"),
            "the reasons are on record"
        );
        is_hidden(&app, &no).await;
        app.verify().await;
    }
}

#[tokio::test]
async fn silence_closes_it_and_the_jobs_warnings_stay_among_the_parties() {
    for app in TestApp::each().await {
        let no = approved(&app).await;
        transfer(&app, &no).await;
        sign(&app, &no).await;
        let fields = [
            ("outcome", "not-filed"),
            ("notice-no", "城公不立〔2026〕9号"),
        ];
        step(&app, "crime-decider", &no, "filing-decision", &fields).await;
        app.at("2026-12-02T09:30:00+08:00");
        jobs::deadlines::run(&app.app, app.now.get()).await.unwrap();
        let mut examiner = app.persona("examiner").await;
        let page = examiner.open(&format!("/desk/cases/{no}")).await;
        page.is_sound();
        assert!(page.text().contains("没有异议"), "{}", page.text());
        assert!(!page.has(".todo a.button"));
        is_hidden(&app, &no).await;
        app.verify().await;
    }
}

#[tokio::test]
async fn the_desk_of_the_procuratorate_is_there_for_its_persona() {
    let app = TestApp::sqlite().await;
    let mut examiner = app.persona("procuratorate-examiner").await;
    let inbox = examiner.open("/desk").await;
    inbox.is_sound();
    assert!(inbox.text().contains("兰州市城关区人民检察院"));
    let mut visitor = app.visitor();
    let page = visitor.open("/session").await;
    assert!(
        page.text().contains("procuratorate-examiner"),
        "among the demo's people"
    );
    let guide = visitor.get(&format!("/items/{REFERRAL}")).await;
    assert_eq!(guide.status, StatusCode::NOT_FOUND, "nobody applies for it");
}

#[tokio::test]
async fn what_a_step_records_after_a_reason_was_given_asks_for_another() {
    for app in TestApp::each().await {
        let no = approved(&app).await;
        let path = format!("/desk/cases/{no}");
        let ask = format!("{path}/disclosure");
        // Offered as long as something is masked.
        let asked = format!(".case-file a[href='{ask}']");
        let mut examiner = app.persona("examiner").await;
        assert!(examiner.open(&path).await.has(&asked));
        examiner.submit(&ask, &[("reason", "contact")]).await;
        assert!(!examiner.open(&path).await.has(&asked));
        app.at("2026-11-25T10:10:00+08:00");
        transfer(&app, &no).await;
        let mut examiner = app.persona("examiner").await;
        assert!(
            examiner.open(&path).await.has(&asked),
            "what is new was not in the first look"
        );
        app.at("2026-11-25T10:11:00+08:00");
        for _ in 0..2 {
            examiner.submit(&ask, &[("reason", "contact")]).await;
        }
        assert!(!examiner.open(&path).await.has(&asked));
        let page = app.persona("head").await.open(&path).await;
        assert_eq!(page.count("section[aria-labelledby=looks] li"), 2);
    }
}
