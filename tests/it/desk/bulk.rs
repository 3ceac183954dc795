//! Several cases at once: each its own transaction and its own result, and a form that is sent twice does it once.

use axum::http::StatusCode;

use crate::harness::{Browser, Page, TestApp};
use crate::journey::{act, apply, done};

/// The boxes of these cases on a page of the inbox.
fn boxes(page: &Page, cases: &[&str]) -> Vec<String> {
    let html = page.html();
    let boxes = scraper::Selector::parse("input[type=checkbox][name=task]").unwrap();
    html.select(&boxes)
        .filter_map(|one| one.value().attr("value"))
        .filter(|value| cases.iter().any(|no| value.starts_with(no)))
        .map(ToOwned::to_owned)
        .collect()
}

fn fields<'a>(boxes: &'a [String], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let boxes = boxes.iter().map(|one| ("task", one.as_str()));
    boxes.chain(more.iter().copied()).collect()
}

/// Done and not done, as the result page has them.
fn tally(page: &Page) -> (usize, usize) {
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    page.is_sound();
    let done = page.count("tbody .tone-done");
    (done, page.count("tbody tr") - done)
}

async fn pick(browser: &mut Browser, cases: &[&str]) -> Vec<String> {
    let page = browser.open("/desk").await;
    page.is_sound();
    let found = boxes(&page, cases);
    assert_eq!(found.len(), cases.len(), "{}", page.text());
    found
}

async fn length(app: &TestApp, persona: &str, no: &str) -> usize {
    let mut browser = app.persona(persona).await;
    let page = browser.open(&format!("/desk/cases/{no}")).await;
    page.count(".case-log .timeline li")
}

#[tokio::test]
async fn claims_with_mixed_results_and_a_repeat_that_changes_nothing() {
    for app in TestApp::each().await {
        let (free, taken, gone) = (
            apply(&app).await.no,
            apply(&app).await.no,
            apply(&app).await.no,
        );
        let mut first = app.persona("counter").await;
        let picked = pick(&mut first, &[&free, &taken, &gone]).await;
        let mut second = app.persona("counter-2").await;
        second
            .submit(&format!("/desk/cases/{taken}/claim"), &[("seq", "1")])
            .await;
        let away = [
            ("agency", "620103-market-supervision"),
            ("reason", "不在本辖区"),
        ];
        let sent = act(&mut second, &gone, "transfer", &away).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());

        let claim = fields(&picked, &[("act", "claim")]);
        let page = first.post("/desk/bulk", &claim).await;
        assert_eq!(tally(&page), (1, 2));
        assert!(
            page.text().contains("该办件已由其他人员认领") && page.text().contains("已不在本单位")
        );
        let before = length(&app, "counter", &free).await;
        let again = first.post("/desk/bulk", &claim).await;
        assert_eq!(tally(&again), (1, 2));
        assert_eq!(length(&app, "counter", &free).await, before, "nothing new");

        let release = fields(&picked, &[("act", "release")]);
        assert_eq!(tally(&first.post("/desk/bulk", &release).await), (1, 2));
        let mine = first.open("/desk?tab=mine").await;
        assert!(!mine.text().contains(&format!("/desk/cases/{free}")));
        app.verify().await;
    }
}

#[tokio::test]
async fn nothing_picked_and_nonsense_are_told_in_place() {
    let app = TestApp::sqlite().await;
    let no = apply(&app).await.no;
    let mut counter = app.persona("counter").await;
    let nothing = [("act", "claim"), ("tab", "todo")];
    let page = counter.post("/desk/bulk", &nothing).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.is_sound();
    let link = page.attribute(".error-summary a", "href").unwrap();
    assert!(page.has(&format!("input[id='{}']", link.trim_start_matches('#'))));
    let picked = pick(&mut counter, &[&no]).await;
    for (act, task) in [
        ("burn", picked[0].as_str()),
        ("claim", "x"),
        ("claim", "a b c"),
    ] {
        let page = counter
            .post("/desk/bulk", &[("act", act), ("task", task)])
            .await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{act} {task}");
    }
    let all = counter.open("/desk?tab=todo&pick=all").await;
    all.is_sound();
    assert!(all.has("input[name=task][checked]"));
    let back = counter.get("/desk/bulk").await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    let mut citizen = app.persona("citizen").await;
    let denied = citizen
        .post("/desk/bulk", &fields(&picked, &[("act", "claim")]))
        .await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN);
    // Acceptance is no opinion: it is done case by case.
    let page = counter
        .post("/desk/bulk", &fields(&picked, &[("act", "outcome")]))
        .await;
    let page = counter.get(&page.location()).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.is_sound();
    let page = counter.get("/desk/bulk/assignment?task=a%201%20b").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "a head's");
}

#[tokio::test]
async fn the_same_outcome_for_several_each_by_itself() {
    for app in TestApp::each().await {
        let mut cases = Vec::new();
        for _ in 0..3 {
            let no = apply(&app).await.no;
            done(&app, "counter", &no, "acceptance", &[]).await;
            cases.push(no);
        }
        let all: Vec<&str> = cases.iter().map(String::as_str).collect();
        let mut first = app.persona("examiner").await;
        let picked = pick(&mut first, &all).await;
        let page = first
            .post("/desk/bulk", &fields(&picked, &[("act", "outcome")]))
            .await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
        let page = first.open(&page.location()).await;
        page.is_sound();
        assert_eq!(page.count("input[name=task]"), 3);
        assert!(page.has("input[name=outcome][value=pass]"));
        let picked = boxes_hidden(&page);

        // Somebody else has recorded one of them meanwhile.
        let own = [("outcome", "pass"), ("opinion", "已核对")];
        done(&app, "examiner-2", all[1], "steps/examination", &own).await;
        let empty = first
            .post("/desk/bulk/outcome", &fields(&picked, &[]))
            .await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        empty.is_sound();
        let said = [("outcome", "pass"), ("opinion", "材料齐全。")];
        let record = fields(&picked, &said);
        // What is shown first is the first that can be done, and nothing is done yet.
        let asked = fields(&picked, &[said[0], said[1], ("preview", "1")]);
        let lengths = [
            length(&app, "examiner", all[0]).await,
            length(&app, "examiner", all[2]).await,
        ];
        let page = first.post("/desk/bulk/outcome", &asked).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        page.is_sound();
        assert!(page.has("input[name=confirmed]") && page.has("input[name=opinion]"));
        assert!(page.text().contains("对时限的影响"), "{}", page.text());
        for (no, before) in [all[0], all[2]].into_iter().zip(lengths) {
            assert_eq!(length(&app, "examiner", no).await, before, "nothing new");
        }
        let edited = fields(&picked, &[said[0], said[1], ("edit", "1")]);
        let page = first.post("/desk/bulk/outcome", &edited).await;
        page.is_sound();
        assert!(page.text().contains("材料齐全。"), "what was typed stays");
        let page = first.post("/desk/bulk/outcome", &record).await;
        assert_eq!(tally(&page), (2, 1));
        let before = length(&app, "examiner", all[0]).await;
        let again = first.post("/desk/bulk/outcome", &record).await;
        assert_eq!(tally(&again), (2, 1), "the same answer");
        assert_eq!(
            length(&app, "examiner", all[0]).await,
            before,
            "nothing new"
        );
        let page = first.open(&format!("/desk/cases/{}", all[2])).await;
        assert!(page.text().contains("材料齐全。"));

        let mixed = apply(&app).await.no;
        done(&app, "counter", &mixed, "acceptance", &[]).await;
        let picked = pick(&mut first, &[&mixed, all[0]]).await;
        let page = first
            .post("/desk/bulk", &fields(&picked, &[("act", "outcome")]))
            .await;
        let page = first.get(&page.location()).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "two steps");
        page.is_sound();
        app.verify().await;
    }
}

fn boxes_hidden(page: &Page) -> Vec<String> {
    let html = page.html();
    let hidden = scraper::Selector::parse("input[type=hidden][name=task]").unwrap();
    html.select(&hidden)
        .filter_map(|one| one.value().attr("value"))
        .map(ToOwned::to_owned)
        .collect()
}

#[tokio::test]
async fn a_head_spreads_tasks_over_those_who_have_least() {
    for app in TestApp::each().await {
        let mut cases = Vec::new();
        for _ in 0..4 {
            cases.push(apply(&app).await.no);
        }
        let all: Vec<&str> = cases.iter().map(String::as_str).collect();
        let mut head = app.persona("head").await;
        let picked = pick(&mut head, &all).await;
        let page = head
            .post("/desk/bulk", &fields(&picked, &[("act", "assignment")]))
            .await;
        let page = head.open(&page.location()).await;
        page.is_sound();
        assert!(page.has("input[name=officer][value=least][checked]"));
        let least = fields(&picked, &[("officer", "least")]);
        assert_eq!(
            tally(&head.post("/desk/bulk/assignment", &least).await),
            (4, 0)
        );
        for _ in 0..2 {
            for persona in ["counter", "counter-2"] {
                let mine = app.persona(persona).await.open("/desk?tab=mine").await;
                assert_eq!(mine.count("tbody tr"), 2, "{persona}: {}", mine.text());
            }
            let again = head.post("/desk/bulk/assignment", &least).await;
            assert_eq!(tally(&again), (4, 0), "the same answer");
        }
        let nobody = fields(&picked, &[("officer", "x")]);
        let page = head.post("/desk/bulk/assignment", &nobody).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.is_sound();
        app.verify().await;
    }
}

#[tokio::test]
async fn several_go_to_another_agency_and_what_cannot_says_why() {
    for app in TestApp::each().await {
        let mut cases = Vec::new();
        for _ in 0..3 {
            cases.push(apply(&app).await.no);
        }
        let all: Vec<&str> = cases.iter().map(String::as_str).collect();
        let mut counter = app.persona("counter").await;
        let picked = pick(&mut counter, &all).await;
        let page = counter
            .post("/desk/bulk", &fields(&picked, &[("act", "transfer")]))
            .await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
        let form = page.location();
        let page = counter.open(&form).await;
        page.is_sound();
        let find = fields(&picked, &[("find", "yes"), ("q", "七里河区市场监督")]);
        let page = counter.post("/desk/bulk/transfer", &find).await;
        page.is_sound();
        assert!(page.has("option[value='620103-market-supervision']"));
        let nothing = fields(&picked, &[("agency", ""), ("reason", "不在本辖区")]);
        let page = counter.post("/desk/bulk/transfer", &nothing).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.is_sound();
        assert!(page.text().contains("不在本辖区"), "what was typed stays");

        done(&app, "counter-2", all[1], "acceptance", &[]).await;
        let to = [
            ("agency", "620103-market-supervision"),
            ("reason", "不在本辖区"),
        ];
        let to = fields(&picked, &to);
        // Nobody of another agency or role sends anything anywhere.
        let mut elsewhere = app.persona("counter-elsewhere").await;
        assert_eq!(
            tally(&elsewhere.post("/desk/bulk/transfer", &to).await),
            (0, 3)
        );
        let mut examiner = app.persona("examiner").await;
        let denied = examiner.post("/desk/bulk/transfer", &to).await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN);
        assert_eq!(examiner.get(&form).await.status, StatusCode::FORBIDDEN);
        let mut asked = to.clone();
        asked.push(("preview", "1"));
        let shown = counter.post("/desk/bulk/transfer", &asked).await;
        assert_eq!(shown.status, StatusCode::OK, "{}", shown.text());
        shown.is_sound();
        assert!(shown.has("input[name=reason][value='不在本辖区']"));
        assert_eq!(
            tally(&counter.post("/desk/bulk/transfer", &to).await),
            (2, 1)
        );
        // Sent again it says the same, and does nothing.
        assert_eq!(
            tally(&counter.post("/desk/bulk/transfer", &to).await),
            (2, 1)
        );
        let there = elsewhere.open("/desk").await;
        for (no, came) in [(all[0], true), (all[1], false), (all[2], true)] {
            assert_eq!(there.text().contains(no), came, "{no}");
        }
        app.verify().await;
    }
}
