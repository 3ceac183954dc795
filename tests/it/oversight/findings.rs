//! What the rules find is found once, is the supervision's to judge and the agency's to explain.

use axum::http::StatusCode;

use crate::harness::TestApp;
use crate::journey::{apply, conclude};

/// Beyond the time in which the agency has to say something.
const LATER: &str = "2026-12-07T08:00:00+08:00";

async fn run_rules(app: &TestApp) -> usize {
    server::jobs::findings::run(&app.app, app.now.get())
        .await
        .unwrap()
}

#[tokio::test]
async fn what_looks_wrong_is_found_once() {
    for app in TestApp::each().await {
        assert_eq!(run_rules(&app).await, 0, "nothing to look at");
        let quick = apply(&app).await;
        // Accepted and decided at the very same moment, as time stands still here.
        conclude(&app, &quick.no).await;
        assert_eq!(run_rules(&app).await, 1);
        assert_eq!(run_rules(&app).await, 0, "the job ran twice");
        apply(&app).await;
        app.at(LATER);
        server::jobs::deadlines::run(&app.app, app.now.get())
            .await
            .unwrap();
        // Silence accepted, and nobody wrote that down for days.
        assert_eq!(run_rules(&app).await, 2);
        assert_eq!(run_rules(&app).await, 0);
        app.verify().await;
        let project = |case: &domain::case::Case| app.app.project(case);
        store::cases::verify::rebuild(&app.app.store, &project)
            .await
            .unwrap();
        assert_eq!(run_rules(&app).await, 0, "all of them are known");
        app.verify().await;
    }
}

#[tokio::test]
async fn a_journal_that_can_not_be_read_keeps_no_other_one_waiting() {
    for app in TestApp::each().await {
        apply(&app).await;
        let quick = apply(&app).await;
        conclude(&app, &quick.no).await;
        let edit = "UPDATE journal SET fact = '{}' WHERE seq = 1 AND case_id = \
                    (SELECT id FROM cases ORDER BY case_no LIMIT 1)";
        store::testing::tamper(&app.app.store, edit).await.unwrap();
        assert_eq!(run_rules(&app).await, 1);
        assert_eq!(run_rules(&app).await, 0);
    }
}

#[tokio::test]
async fn a_state_that_nobody_gave_shows() {
    for app in TestApp::each().await {
        let quick = apply(&app).await;
        conclude(&app, &quick.no).await;
        run_rules(&app).await;
        let edit = "UPDATE findings SET state = 'justified'";
        store::testing::tamper(&app.app.store, edit).await.unwrap();
        let mut seen = Vec::new();
        let project = |case: &domain::case::Case| app.app.project(case);
        store::cases::verify::verify(&app.app.store, &project, &mut |one| seen.push(one.table))
            .await
            .unwrap();
        assert_eq!(seen, ["findings"]);
    }
}

/// A quick case with its one finding: where the supervision and the agency's head see it.
async fn found(app: &TestApp) -> (String, String) {
    let quick = apply(app).await;
    conclude(app, &quick.no).await;
    assert_eq!(run_rules(app).await, 1);
    let page = app
        .persona("supervisor")
        .await
        .open("/oversight/findings")
        .await;
    let href = page
        .attribute("tbody a[href*='/findings/']", "href")
        .unwrap();
    let desk = href.replace("/oversight/", "/desk/");
    (href, desk)
}

#[tokio::test]
async fn the_agency_explains_and_the_supervision_decides() {
    for app in TestApp::each().await {
        let (here, desk) = found(&app).await;
        let mut supervisor = app.persona("supervisor").await;
        let mut head = app.persona("head").await;

        let list = head.open("/desk/findings").await;
        list.is_sound();
        assert_eq!(list.attribute("table", "data-total").unwrap(), "1");
        assert!(list.has(&format!("a[href='{desk}']")), "{}", list.text());
        let page = head.open(&desk).await;
        page.is_sound();
        for words in [
            "受理后即时办结",
            "不到 10 分钟",
            "第三十四条",
            "作出准予决定",
        ] {
            assert!(page.text().contains(words), "{words}: {}", page.text());
        }
        let explanation = format!("{desk}/explanation");
        let empty = head.post(&explanation, &[("text", " ")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        empty.is_sound();
        let words = [("text", "材料当场齐全，审查人员事前已看过现场。")];
        let page = head.submit(&explanation, &words).await;
        page.is_sound();
        assert!(page.text().contains("事前已看过现场") && !page.has("textarea"));
        // Sent twice it is the same, and other words are too late.
        head.submit(&explanation, &words).await;
        let other = head.post(&explanation, &[("text", "别的说法")]).await;
        assert_eq!(other.status, StatusCode::CONFLICT);
        assert!(!head.open("/desk/findings").await.has("table"));

        let page = supervisor.open(&here).await;
        page.is_sound();
        assert!(page.text().contains("事前已看过现场"));
        let decision = format!("{here}/decision");
        let nothing = supervisor.post(&decision, &[("text", "成立")]).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        nothing.is_sound();
        assert!(nothing.text().contains("成立"), "what was typed stays");
        let decided = [("choice", "justified"), ("text", "说明成立")];
        let page = supervisor.submit(&decision, &decided).await;
        page.is_sound();
        assert!(page.text().contains("说明成立") && !page.has("textarea"));
        supervisor.submit(&decision, &decided).await;
        let other = [("choice", "confirmed"), ("text", "说明成立")];
        let other = supervisor.post(&decision, &other).await;
        assert_eq!(other.status, StatusCode::CONFLICT);

        let list = supervisor
            .open("/oversight/findings?rule=instant-closing")
            .await;
        list.is_sound();
        assert!(list.text().contains("100%"), "{}", list.text());
        for (query, count) in [
            ("", 1),
            ("?state=justified", 1),
            ("?state=open", 0),
            ("?rule=much-paused", 0),
            ("?agency=620102-market-supervision&days=365&rule=&state=", 1),
            ("?division=620102", 1),
            ("?division=620102&agency=620102-market-supervision", 1),
        ] {
            let page = supervisor
                .open(&format!("/oversight/findings{query}"))
                .await;
            page.is_sound();
            let shown = page.attribute("table[data-total]", "data-total");
            assert_eq!(shown.unwrap_or("0".into()), count.to_string(), "{query}");
            let file = supervisor
                .open(&format!("/oversight/findings.json{query}"))
                .await;
            let file: serde_json::Value = serde_json::from_slice(&file.body).unwrap();
            assert_eq!(file["total"], count, "{query}");
            assert_eq!(file["rows"].as_array().unwrap().len(), count, "{query}");
        }
        // Every number of the rules is a list with as many rows.
        let figures = list.html();
        let links = scraper::Selector::parse(".figures a[href*='/findings?']").unwrap();
        let mut looked = 0;
        for link in figures.select(&links) {
            let number: String = link.text().collect();
            let page = supervisor.open(link.value().attr("href").unwrap()).await;
            let total = page.attribute("table[data-total]", "data-total").unwrap();
            assert_eq!(total, number);
            looked += 1;
        }
        assert_eq!(looked, 2, "all of the rule's, and those that were no fault");
        app.verify().await;
    }
}

#[tokio::test]
async fn what_is_confirmed_leads_to_an_order() {
    for app in TestApp::each().await {
        let (here, _) = found(&app).await;
        let mut supervisor = app.persona("supervisor").await;
        let decided = [("choice", "confirmed"), ("text", "事后补录")];
        let page = supervisor
            .submit(&format!("{here}/decision"), &decided)
            .await;
        page.is_sound();
        let order = page.attribute("a[href$='/order']", "href").unwrap();
        supervisor.open(&order).await.is_sound();
        app.verify().await;
    }
}

#[tokio::test]
async fn a_finding_is_for_those_whose_business_it_is() {
    let app = TestApp::sqlite().await;
    let (here, desk) = found(&app).await;
    let decision = format!("{here}/decision");
    let decided = [("choice", "justified"), ("text", "成立")];
    let mut head = app.persona("head").await;
    // The head sees it in the oversight of their agency, too, and decides nothing.
    let page = head.open(&here).await;
    assert!(!page.has("textarea"), "{}", page.text());
    let page = head.post(&decision, &decided).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    let mut supervisor = app.persona("supervisor").await;
    let page = supervisor.get(&desk).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "no desk");
    for persona in ["counter", "examiner", "citizen", "admin"] {
        let mut browser = app.persona(persona).await;
        for path in [&here, &desk, &"/oversight/findings.csv".to_owned()] {
            let page = browser.get(path).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{persona}: {path}");
        }
    }
    for unknown in [
        "/oversight/findings?rule=nothing",
        "/oversight/findings?state=nothing",
        "/oversight/findings?agency=nobody",
        "/oversight/findings?division=nowhere",
        "/oversight/findings?division=620900",
        "/oversight/findings/1/much-paused/2",
        "/oversight/findings/1/much-paused/x",
    ] {
        let page = supervisor.get(unknown).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{unknown}");
    }
    // Nobody decides in their own matter.
    let own =
        "UPDATE findings SET officer = (SELECT id FROM officers WHERE roles LIKE '%supervisor%')";
    store::testing::tamper(&app.app.store, own).await.unwrap();
    let page = supervisor.open(&here).await;
    assert!(!page.has("textarea") && page.text().contains("由其他人认定"));
    let page = supervisor.post(&decision, &decided).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    // A complaint is not for those that it is about.
    let complaint = "UPDATE findings SET why = 'complaint', rule = 'unlisted-demand'";
    store::testing::tamper(&app.app.store, complaint)
        .await
        .unwrap();
    let (here, desk) = (
        here.replace("instant-closing", "unlisted-demand"),
        desk.replace("instant-closing", "unlisted-demand"),
    );
    supervisor.open(&here).await;
    for path in [&here, &desk] {
        let page = head.get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
    }
    for list in ["/oversight/findings", "/desk/findings"] {
        assert!(!head.open(list).await.has("table[data-total]"), "{list}");
    }
    // Out of the supervisor's area it is not there.
    let elsewhere = "UPDATE findings SET prefecture = '620300', division = '620302'";
    store::testing::tamper(&app.app.store, elsewhere)
        .await
        .unwrap();
    for (method, path) in [("get", &here), ("post", &format!("{here}/decision"))] {
        let page = match method {
            "get" => supervisor.get(path).await,
            _ => supervisor.post(path, &decided).await,
        };
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
    }
}
