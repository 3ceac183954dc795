//! Absence and substitution: from the first day to midnight of the last, in the substitute's own name, and never across
//! a line that keeps duties apart.

use axum::http::StatusCode;

use crate::harness::{Browser, Page, TestApp};
use crate::journey::{act, apply, done};

const OPINION: (&str, &str) = ("opinion", "符合规定。");

/// The value of the option with this name.
fn option(page: &Page, select: &str, name: &str) -> String {
    let html = page.html();
    let options = scraper::Selector::parse(&format!("select[name={select}] option")).unwrap();
    html.select(&options)
        .find(|one| one.text().collect::<String>().contains(name))
        .and_then(|one| one.value().attr("value"))
        .unwrap_or_else(|| panic!("{name}: {}", page.text()))
        .to_owned()
}

/// `head` records that `who` is absent and that `substitute` acts for them.
async fn record(head: &mut Browser, who: &str, substitute: &str, from: &str, until: &str) -> Page {
    let page = head.open("/desk/absences").await;
    page.is_sound();
    let officer = option(&page, "officer", who);
    let substitute = option(&page, "substitute", substitute);
    let fields = [
        ("officer", officer.as_str()),
        ("substitute", substitute.as_str()),
        ("from", from),
        ("until", until),
    ];
    head.post("/desk/absences", &fields).await
}

/// Chooses the only offer in the desk's head.
async fn stand_in(browser: &mut Browser) -> Page {
    let page = browser.open("/desk").await;
    let absence = page.attribute("nav.stand-in input[name=absence]", "value");
    let absence = absence.unwrap_or_else(|| panic!("no offer: {}", page.text()));
    browser
        .submit("/desk/substitution", &[("absence", &absence)])
        .await
}

#[tokio::test]
async fn a_substitute_works_in_both_names_until_midnight() {
    for app in TestApp::each().await {
        let no = apply(&app).await.no;
        let path = format!("/desk/cases/{no}");
        done(&app, "counter", &no, "acceptance", &[]).await;
        let mut head = app.persona("head").await;
        let recorded = record(&mut head, "李文斌", "陈玉洁", "2026-11-23", "2026-11-24").await;
        assert_eq!(
            recorded.status,
            StatusCode::SEE_OTHER,
            "{}",
            recorded.text()
        );
        head.open(&recorded.location()).await.is_sound();
        // What the absent person has claimed is the substitute's to work.
        let mut absent = app.persona("examiner").await;
        absent
            .submit(&format!("{path}/claim"), &[("seq", "3")])
            .await;

        let mut issuer = app.persona("issuer").await;
        let denied = act(&mut issuer, &no, "steps/examination", &[]).await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN, "in person");
        let page = stand_in(&mut issuer).await;
        page.is_sound();
        assert!(page.has(".stand-in-on") && page.text().contains("李文斌"));
        assert!(page.text().contains(&no), "the absent person's tasks");
        let mine = issuer.open("/desk?tab=mine").await;
        assert!(mine.text().contains(&no) && !mine.text().contains(">我<"));
        let page = issuer.open(&path).await;
        page.is_sound();
        assert!(page.has("input[name=give_back]"), "their claim");
        let fields = [("outcome", "pass"), OPINION];
        let page = act(&mut issuer, &no, "steps/examination", &fields).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
        let page = issuer.open(&path).await;
        assert!(
            page.text()
                .contains("陈玉洁（代理李文斌，至2026年11月24日（周二））"),
            "{}",
            page.text()
        );
        // What was claimed in somebody's place is theirs when they are back.
        let seq = page.attribute(".todo input[name=seq]", "value").unwrap();
        let claim = [("seq", seq.as_str()), ("step", "site-check")];
        let page = issuer.post(&format!("{path}/claim"), &claim).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
        assert!(absent.open("/desk?tab=mine").await.text().contains(&no));

        app.at("2026-11-24T23:59:59+08:00");
        let mut issuer = app.persona("issuer").await;
        assert!(stand_in(&mut issuer).await.has(".stand-in-on"));
        app.at("2026-11-25T00:00:00+08:00");
        let page = issuer.open("/desk").await;
        page.is_sound();
        assert!(
            !page.has(".stand-in"),
            "over with the day, the session notwithstanding"
        );
        let denied = act(&mut issuer, &no, "steps/site-check", &[]).await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN);
        app.verify().await;
    }
}

#[tokio::test]
async fn both_hands_count_where_duties_are_kept_apart() {
    for app in TestApp::each().await {
        let no = apply(&app).await.no;
        done(&app, "counter", &no, "acceptance", &[]).await;
        let mut head = app.persona("head").await;
        // The examiner acts for the decider, and the issuer for the examiner.
        let page = record(&mut head, "赵国梁", "李文斌", "2026-11-23", "2026-11-23").await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
        let pass = [("outcome", "pass"), OPINION];
        done(&app, "examiner", &no, "steps/examination", &pass).await;
        let qualified = [("outcome", "qualified"), OPINION];
        for persona in ["examiner", "examiner-2"] {
            done(&app, persona, &no, "steps/site-check", &qualified).await;
        }
        let agree = [("outcome", "agree"), OPINION];
        done(&app, "reviewer", &no, "steps/review", &agree).await;
        let granted = [("outcome", "granted"), ("reason", "符合条件"), ("seq", "7")];
        let mut examiner = app.persona("examiner").await;
        stand_in(&mut examiner).await;
        let path = format!("/desk/cases/{no}/decision");
        let page = examiner.post(&path, &granted).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "B examined it");
        page.is_sound();

        // Another case: whoever decides has not touched it, and the absent one has.
        let other = apply(&app).await.no;
        done(&app, "counter", &other, "acceptance", &[]).await;
        app.at("2026-11-24T09:00:00+08:00");
        let mut head = app.persona("head").await;
        let page = record(&mut head, "李文斌", "马晓兰", "2026-11-24", "2026-11-24").await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
        done(&app, "examiner", &other, "steps/examination", &pass).await;
        let site_check = format!("/desk/cases/{other}/steps/site-check");
        let mut second = app.persona("examiner-2").await;
        stand_in(&mut second).await;
        let page = act(&mut second, &other, "steps/site-check", &qualified).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
        // Two people have to look: the absent one and their substitute are one pair of eyes.
        for persona in ["examiner", "examiner-2"] {
            let page = app.persona(persona).await.get(&site_check).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{persona}");
        }
        app.verify().await;
    }
}

#[tokio::test]
async fn what_the_absent_person_examined_nobody_decides_in_their_place() {
    let app = TestApp::sqlite().await;
    let mut head = app.persona("head").await;
    let no = apply(&app).await.no;
    done(&app, "counter", &no, "acceptance", &[]).await;
    done(
        &app,
        "examiner",
        &no,
        "steps/examination",
        &[("outcome", "pass"), OPINION],
    )
    .await;
    for persona in ["examiner", "examiner-2"] {
        let fields = [("outcome", "qualified"), OPINION];
        done(&app, persona, &no, "steps/site-check", &fields).await;
    }
    // The reviewer acts for the examiner, who has examined: their hands are the examiner's then.
    let page = record(&mut head, "李文斌", "扎西·才让", "2026-11-23", "2026-11-23").await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    let mut reviewer = app.persona("reviewer").await;
    stand_in(&mut reviewer).await;
    let review = format!("/desk/cases/{no}/steps/review");
    assert_eq!(reviewer.get(&review).await.status, StatusCode::FORBIDDEN);
    reviewer
        .submit("/desk/substitution", &[("absence", "")])
        .await;
    assert_eq!(
        reviewer.get(&review).await.status,
        StatusCode::OK,
        "in person"
    );
}

#[tokio::test]
async fn ones_own_absence_its_rules_and_its_early_end() {
    for app in TestApp::each().await {
        let mut examiner = app.persona("examiner").await;
        let page = examiner.open("/desk/absences").await;
        page.is_sound();
        assert!(!page.has("select[name=officer]"), "their own alone");
        let own = page.attribute("input[name=officer]", "value").unwrap();
        let issuer_id = option(&page, "substitute", "陈玉洁");
        let reviewer_id = option(&page, "substitute", "扎西·才让");
        let fields = |officer: &str, substitute: &str, from: &str, until: &str| {
            [
                ("officer", officer.to_owned()),
                ("substitute", substitute.to_owned()),
                ("from", from.to_owned()),
                ("until", until.to_owned()),
            ]
        };
        for (officer, substitute, from, until) in [
            (&own, &own, "2026-11-23", "2026-11-30"),
            (&issuer_id, &reviewer_id, "2026-11-23", "2026-11-30"),
            (&own, &issuer_id, "2026-11-22", "2026-11-30"),
            (&own, &issuer_id, "2026-11-30", "2026-11-29"),
            (&own, &issuer_id, "2026-11-23", "2027-11-23"),
            (&own, &issuer_id, "soon", "2026-11-29"),
            (&own, &String::new(), "2026-11-23", "2026-11-30"),
        ] {
            let fields = fields(officer, substitute, from, until);
            let fields = fields
                .each_ref()
                .map(|(name, value)| (*name, value.as_str()));
            let page = examiner.post("/desk/absences", &fields).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
            page.is_sound();
            assert!(page.text().contains(until), "what was typed stays");
        }
        let good = fields(&own, &issuer_id, "2026-11-23", "2026-11-30");
        let good = good.each_ref().map(|(name, value)| (*name, value.as_str()));
        examiner.submit("/desk/absences", &good).await.is_sound();
        let page = examiner.submit("/desk/absences", &good).await;
        assert_eq!(page.count("tbody tr"), 1, "sent twice, recorded once");
        let overlap = fields(&own, &reviewer_id, "2026-11-30", "2026-12-01");
        let overlap = overlap
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        let page = examiner.post("/desk/absences", &overlap).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "an overlap");

        // The substitute gets no substitute, and does not end it.
        let mut issuer = app.persona("issuer").await;
        let page = issuer.open("/desk/absences").await;
        assert!(!page.has("form[action^='/desk/absences/']"));
        let chain = fields(&issuer_id, &reviewer_id, "2026-11-24", "2026-11-24");
        let chain = chain
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        let page = issuer.post("/desk/absences", &chain).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "a chain");
        let end = examiner
            .open("/desk/absences")
            .await
            .attribute("form[action^='/desk/absences/']", "action")
            .unwrap();
        assert_eq!(issuer.post(&end, &[]).await.status, StatusCode::FORBIDDEN);
        let mut stranger = app.persona("water-head").await;
        assert_eq!(stranger.post(&end, &[]).await.status, StatusCode::NOT_FOUND);

        let absence = end.split('/').nth(3).unwrap().to_owned();
        assert!(stand_in(&mut issuer).await.has(".stand-in-on"));
        let mut other = app.persona("reviewer").await;
        let foreign = other
            .post("/desk/substitution", &[("absence", &absence)])
            .await;
        assert_eq!(
            foreign.status,
            StatusCode::NOT_FOUND,
            "not theirs to act in"
        );
        let mut head = app.persona("head").await;
        head.submit(&end, &[]).await.is_sound();
        head.submit(&end, &[]).await.is_sound();
        assert!(!issuer.open("/desk").await.has(".stand-in"), "at once");
        let gone = issuer
            .post("/desk/substitution", &[("absence", &absence)])
            .await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
        app.verify().await;
    }
}
