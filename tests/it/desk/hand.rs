//! Speed of hand: what is typed is kept, templates, keys, and where the focus goes.

use axum::http::StatusCode;
use domain::id::OfficerId;
use jiff::SignedDuration;

use super::bounds::seq;
use crate::harness::{Browser, TestApp};
use crate::journey::{FOOD, act, apply, done};

const STEP: &str = "steps/examination";
const TYPED: &str = "图纸与现场一致。";

async fn kept(app: &TestApp, no: &str) -> i64 {
    let mut tx = app.app.store.read().await.unwrap();
    let key = store::cases::key_by_no(&mut tx, no).await.unwrap();
    let people = store::accounts::officers_of_agency(&mut tx, &key.agency)
        .await
        .unwrap();
    let ids: Vec<OfficerId> = people.into_iter().map(|one| one.id).collect();
    let mut all = 0;
    for id in ids {
        all += store::act_drafts::count(&mut tx, key.id, id).await.unwrap();
    }
    all
}

async fn accepted(app: &TestApp) -> String {
    let case = apply(app).await;
    done(app, "counter", &case.no, "acceptance", &[]).await;
    case.no
}

async fn keep(browser: &mut Browser, no: &str, opinion: &str, quiet: bool) -> StatusCode {
    let form = browser.get(&format!("/desk/cases/{no}/{STEP}")).await;
    let seq = form.attribute("input[name=seq]", "value");
    let seq = seq.unwrap_or_else(|| "1".to_owned());
    let mut fields = vec![
        ("seq", seq.as_str()),
        ("draft-of", STEP),
        ("outcome", "pass"),
        ("opinion", opinion),
    ];
    if quiet {
        fields.push(("quiet", "yes"));
    }
    if opinion.is_empty() {
        fields.retain(|(name, _)| *name != "outcome");
    }
    let path = format!("/desk/cases/{no}/draft");
    browser.post(&path, &fields).await.status
}

#[tokio::test]
async fn what_is_typed_is_its_authors_until_it_is_sent() {
    for app in TestApp::each().await {
        let no = accepted(&app).await;
        let path = format!("/desk/cases/{no}/{STEP}");
        let mut examiner = app.persona("examiner").await;
        let fresh = examiner.open(&path).await;
        assert_eq!(
            fresh.attribute("button[formaction]", "formaction").unwrap(),
            format!("/desk/cases/{no}/draft")
        );
        assert!(!fresh.has(".inset time"));
        assert_eq!(
            keep(&mut examiner, &no, TYPED, false).await,
            StatusCode::SEE_OTHER
        );
        assert_eq!(
            keep(&mut examiner, &no, TYPED, true).await,
            StatusCode::NO_CONTENT
        );
        assert_eq!(kept(&app, &no).await, 1, "one, however often");
        // Another session, the same person.
        let mut later = app.persona("examiner").await;
        let page = later.open(&path).await;
        page.is_sound();
        assert_eq!(page.find("#opinion").as_deref(), Some(TYPED));
        assert!(page.has("input[value=pass][checked]") && page.has(".inset time"));
        let mut other = app.persona("examiner-2").await;
        assert!(!other.open(&path).await.text().contains(TYPED));
        let mut elsewhere = app.persona("counter-elsewhere").await;
        assert_eq!(
            keep(&mut elsewhere, &no, TYPED, false).await,
            StatusCode::NOT_FOUND
        );
        for act in ["", "../../session", "https://example.org", "Steps"] {
            let fields = [("draft-of", act), ("opinion", TYPED)];
            let draft = format!("/desk/cases/{no}/draft");
            let page = examiner.post(&draft, &fields).await;
            assert_eq!(page.status, StatusCode::BAD_REQUEST, "{act}");
        }
        // What is not kept is not said to be.
        for number in 1..=20 {
            let act = format!("steps/{number}");
            let fields = [
                ("draft-of", act.as_str()),
                ("seq", "99"),
                ("quiet", "yes"),
                ("text", "一"),
            ];
            let page = examiner
                .post(&format!("/desk/cases/{no}/draft"), &fields)
                .await;
            let kept = match number {
                20 => StatusCode::PAYLOAD_TOO_LARGE,
                _ => StatusCode::NO_CONTENT,
            };
            assert_eq!(page.status, kept, "{number}");
        }
        for number in 1..=19 {
            let act = format!("steps/{number}");
            let fields = [("draft-of", act.as_str()), ("seq", "99"), ("quiet", "yes")];
            examiner
                .post(&format!("/desk/cases/{no}/draft"), &fields)
                .await;
        }
        // A refusal of the form leaves it, and what was sent is none.
        let empty = act(&mut later, &no, STEP, &[("draft-of", STEP)]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(kept(&app, &no).await, 1);
        let fields = [("draft-of", STEP), ("outcome", "pass"), ("opinion", TYPED)];
        let page = act(&mut later, &no, STEP, &fields).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
        assert_eq!(kept(&app, &no).await, 0);
        let noticed = later.open(&page.location()).await;
        assert!(
            noticed.has("main > [tabindex='-1'][autofocus] [role=status] a"),
            "the focus is on what was done, one step from the next case"
        );
        app.verify().await;
    }
}

#[tokio::test]
async fn drafts_go_with_their_text_with_the_case_and_with_time() {
    for app in TestApp::each().await {
        let no = accepted(&app).await;
        let mut examiner = app.persona("examiner").await;
        keep(&mut examiner, &no, TYPED, true).await;
        keep(&mut examiner, &no, "", true).await;
        assert_eq!(kept(&app, &no).await, 0, "nothing typed is nothing kept");

        keep(&mut examiner, &no, TYPED, true).await;
        let void = [("choice", "mistake"), ("text", "登记错误。")];
        done(&app, "head", &no, "voiding", &void).await;
        assert_eq!(kept(&app, &no).await, 0);

        let no = accepted(&app).await;
        keep(&mut examiner, &no, TYPED, true).await;
        app.at("2026-12-22T09:00:00+08:00");
        server::jobs::purge::run(&app.app, app.now.get())
            .await
            .unwrap();
        assert_eq!(kept(&app, &no).await, 1, "a month is not over");
        app.at("2026-12-24T09:00:00+08:00");
        server::jobs::purge::run(&app.app, app.now.get())
            .await
            .unwrap();
        assert_eq!(kept(&app, &no).await, 0);
    }
}

#[tokio::test]
async fn whoever_was_slower_has_their_text_still() {
    for app in TestApp::each().await {
        let no = accepted(&app).await;
        let mut slow = app.persona("examiner-2").await;
        let void = [("choice", "mistake"), ("text", "登记错误。")];
        let pass = [("outcome", "pass"), ("opinion", "符合规定。")];
        done(&app, "examiner", &no, STEP, &pass).await;
        let fields = [
            ("seq", "2"),
            ("draft-of", STEP),
            ("outcome", "pass"),
            ("opinion", TYPED),
        ];
        let lost = slow
            .post(&format!("/desk/cases/{no}/{STEP}"), &fields)
            .await;
        assert_eq!(lost.status, StatusCode::CONFLICT);
        let page = slow.open(&format!("/desk/cases/{no}")).await;
        page.is_sound();
        assert!(page.text().contains(TYPED), "what was not sent");
        let mut first = app.persona("examiner").await;
        let page = first.open(&format!("/desk/cases/{no}")).await;
        assert!(!page.text().contains(TYPED));
        done(&app, "head", &no, "voiding", &void).await;
        let page = slow.open(&format!("/desk/cases/{no}")).await;
        assert!(!page.text().contains(TYPED), "it went with the case");
    }
}

#[tokio::test]
async fn templates_are_the_agencys_and_fill_in_what_they_leave_open() {
    for app in TestApp::each().await {
        let no = accepted(&app).await;
        let mut examiner = app.persona("examiner").await;
        let item = ("item", FOOD);
        for fields in [
            vec![item, ("name", ""), ("text", TYPED)],
            vec![item, ("name", "合格"), ("text", " ")],
        ] {
            let page = examiner.post("/desk/templates", &fields).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
            page.is_sound();
        }
        let text = "{办件编号}（{申请人}）{日期}审查合格。";
        let fields = [item, ("name", "合格"), ("text", text)];
        for _ in 0..2 {
            let page = examiner.submit("/desk/templates", &fields).await;
            page.is_sound();
            assert_eq!(page.count("main li.sheet"), 1, "a double click");
        }
        let path = format!("/desk/cases/{no}/{STEP}");
        keep(&mut examiner, &no, TYPED, true).await;
        let step = examiner.open(&path).await;
        let own = "button[form=act][value='合格']";
        let draft = step.attribute(own, "formaction").unwrap();
        let fields = [
            ("seq", "2"),
            ("draft-of", STEP),
            ("opinion", TYPED),
            ("template", "合格"),
        ];
        let with = examiner.submit(&draft, &fields).await;
        with.is_sound();
        let opinion = with.find("#opinion").unwrap();
        assert!(
            opinion.starts_with(TYPED),
            "what was typed stays: {opinion}"
        );
        assert!(opinion.contains(&no) && opinion.contains("审查合格。"));
        assert!(!opinion.contains('{'), "{opinion}");
        let alone = step.attribute(own, "data-insert").unwrap();
        let alone = examiner.open(&alone).await.text();
        assert!(alone.starts_with(&no), "{alone}");

        let mut elsewhere = app.persona("counter-elsewhere").await;
        let theirs = elsewhere
            .open(&format!("/desk/templates?item={FOOD}"))
            .await;
        assert!(!theirs.text().contains("审查合格"));
        let other = elsewhere.get("/desk/templates?item=none").await;
        assert_eq!(other.status, StatusCode::NOT_FOUND);
        let end = [item, ("name", "合格")];
        elsewhere.submit("/desk/templates/end", &end).await;
        assert!(examiner.open(&path).await.has(own));
        for _ in 0..2 {
            examiner
                .submit("/desk/templates/end", &end)
                .await
                .is_sound();
        }
        assert!(!examiner.open(&path).await.has(own));
    }
}

#[tokio::test]
async fn the_definition_says_what_an_opinion_usually_says_in_both_languages() {
    let app = TestApp::sqlite().await;
    let no = accepted(&app).await;
    let mut examiner = app.persona("examiner").await;
    let step = examiner.open(&format!("/desk/cases/{no}/{STEP}")).await;
    let pass = "button[form=act][value='wording:examination:pass']";
    let alone = step.attribute(pass, "data-insert").unwrap();
    let text = examiner.open(&alone).await.text();
    assert!(
        text.ends_with("建议进行现场核查。") && !text.contains('{'),
        "{text}"
    );
    let text = examiner.open(&format!("{alone}?lang=en")).await.text();
    assert!(text.ends_with("I propose a site check."), "{text}");
    for odd in ["wording:none:pass", "wording:examination:none", "wording:"] {
        let path = format!("/desk/cases/{no}/templates/{odd}");
        assert_eq!(
            examiner.get(&path).await.status,
            StatusCode::NOT_FOUND,
            "{odd}"
        );
    }
}

#[tokio::test]
async fn a_template_that_a_colleague_changed_meanwhile_is_not_overwritten() {
    for app in TestApp::each().await {
        let mut examiner = app.persona("examiner").await;
        let mut reviewer = app.persona("reviewer").await;
        let page = examiner.open(&format!("/desk/templates?item={FOOD}")).await;
        assert!(page.has("section[aria-labelledby=wordings] blockquote"));
        assert!(!page.has("main .empty"), "{}", page.text());
        let (item, name) = (("item", FOOD), ("name", "合格"));
        examiner
            .submit("/desk/templates", &[item, name, ("text", "第一稿")])
            .await
            .is_sound();
        let here = format!("/desk/templates?item={FOOD}&name=合格");
        let shown = examiner.open(&here).await;
        let seen = shown.attribute("input[name=seen]", "value").unwrap();
        let later = app.app.now.get() + SignedDuration::from_mins(5);
        app.at(&later.to_string());
        let theirs = [item, name, ("seen", seen.as_str()), ("text", "同事改的")];
        reviewer.submit("/desk/templates", &theirs).await.is_sound();
        let own = [item, name, ("seen", seen.as_str()), ("text", TYPED)];
        let page = examiner.post("/desk/templates", &own).await;
        assert_eq!(page.status, StatusCode::CONFLICT);
        page.is_sound();
        assert!(page.find(".inset").unwrap().contains("同事改的"));
        assert_eq!(page.find("#text").as_deref(), Some(TYPED));
        let anew = examiner
            .post("/desk/templates", &[item, name, ("text", TYPED)])
            .await;
        assert_eq!(
            anew.status,
            StatusCode::CONFLICT,
            "there is one of that name"
        );
        let seen = page.attribute("input[name=seen]", "value").unwrap();
        let own = [item, name, ("seen", seen.as_str()), ("text", TYPED)];
        examiner.submit("/desk/templates", &own).await.is_sound();
        assert!(reviewer.open(&here).await.text().contains(TYPED));
    }
}

#[tokio::test]
async fn the_wording_of_an_outcome_chooses_it() {
    let app = TestApp::sqlite().await;
    let no = accepted(&app).await;
    let mut examiner = app.persona("examiner").await;
    let path = format!("/desk/cases/{no}/{STEP}");
    let step = examiner.open(&path).await;
    assert!(!step.has("input[name=outcome][checked]"));
    let button = "button[form=act][value='wording:examination:pass']";
    assert_eq!(
        step.attribute(button, "data-outcome").as_deref(),
        Some("pass")
    );
    let fields = [
        ("seq", "2"),
        ("draft-of", STEP),
        ("opinion", TYPED),
        ("template", "wording:examination:pass"),
    ];
    let draft = step.attribute(button, "formaction").unwrap();
    let with = examiner.submit(&draft, &fields).await;
    with.is_sound();
    assert!(with.has("input[name=outcome][value=pass][checked]"));
    assert!(with.find("#opinion").unwrap().starts_with(TYPED));
}

#[tokio::test]
async fn two_who_disagree_are_told_so_and_what_was_set_aside_is_marked() {
    for app in TestApp::each().await {
        let no = accepted(&app).await;
        let pass = [("outcome", "pass"), ("opinion", "符合规定。")];
        done(&app, "examiner", &no, STEP, &pass).await;
        let check = |outcome, opinion| [("outcome", outcome), ("opinion", opinion)];
        let site = "steps/site-check";
        done(
            &app,
            "examiner",
            &no,
            site,
            &check("qualified", "布局合理。"),
        )
        .await;
        let mut second = app.persona("examiner-2").await;
        let aside = "已被搁置";
        let case = format!("/desk/cases/{no}");
        assert!(!second.open(&case).await.text().contains("意见不一致"));
        done(
            &app,
            "examiner-2",
            &no,
            site,
            &check("unqualified", "通风不足。"),
        )
        .await;
        let page = second.open(&case).await;
        page.is_sound();
        assert!(
            page.find(".todo").unwrap().contains("意见不一致"),
            "{}",
            page.text()
        );
        assert!(page.text().contains("布局合理。"), "what was set aside");
        let mut first = app.persona("examiner").await;
        let inbox = first.open("/desk").await;
        assert!(inbox.find("main table").unwrap().contains("意见不一致"));
        let form = first.open(&format!("{case}/{site}")).await;
        form.is_sound();
        assert!(form.text().contains("意见不一致") && form.text().contains(aside));
        app.verify().await;
        done(
            &app,
            "examiner",
            &no,
            site,
            &check("unqualified", "同意，通风不足。"),
        )
        .await;
        let inbox = app.persona("reviewer").await.open("/desk").await;
        assert!(!inbox.text().contains("意见不一致"), "another step");
        let mut reviewer = app.persona("reviewer").await;
        let form = reviewer.open(&format!("{case}/steps/review")).await;
        form.is_sound();
        assert_eq!(form.text().matches(aside).count(), 1, "{}", form.text());
        app.verify().await;
    }
}

#[tokio::test]
async fn keys_are_off_until_they_are_chosen() {
    let app = TestApp::sqlite().await;
    let mut examiner = app.persona("examiner").await;
    let script = "script[src^='/assets/keys-']";
    assert!(!examiner.open("/desk").await.has(script));
    let page = examiner.open("/desk/keys").await;
    page.is_sound();
    assert!(page.has("form[action='/desk/keys'][method=post] button[name=keys][value=on]"));
    examiner.get("/desk/keys?keys=on").await;
    assert!(
        !examiner.open("/desk").await.has(script),
        "a link turns nothing on"
    );
    let odd = examiner.post("/desk/keys", &[("keys", "maybe")]).await;
    assert_eq!(odd.status, StatusCode::BAD_REQUEST);
    for _ in 0..2 {
        let on = examiner.submit("/desk/keys", &[("keys", "on")]).await;
        on.is_sound();
    }
    let page = examiner.open("/desk").await;
    assert!(page.has(script) && page.has("a[href='/desk/keys']"));
    let path = page.attribute(script, "src").unwrap();
    examiner.open(&path).await;
    assert!(!examiner.open("/").await.has(script), "at the desk alone");
    examiner.submit("/desk/keys", &[("keys", "off")]).await;
    assert!(!examiner.open("/desk").await.has(script));
}

#[tokio::test]
async fn a_case_leads_to_its_neighbours_in_the_list() {
    let app = TestApp::sqlite().await;
    let mut nos = Vec::new();
    for minute in 1..=3 {
        app.at(&format!("2026-11-23T10:0{minute}:00+08:00"));
        nos.push(apply(&app).await.no);
    }
    let mut counter = app.persona("counter").await;
    let middle = format!("/desk/cases/{}", nos[1]);
    assert!(!counter.open(&middle).await.has("main a[rel=next]"));
    counter.headers = vec![("referer", "http://gov.test/desk?tab=todo".into())];
    let page = counter.open(&middle).await;
    page.is_sound();
    counter.headers = Vec::new();
    let next = page.attribute("main a[rel=next]", "href").unwrap();
    let previous = page.attribute("main a[rel=prev]", "href").unwrap();
    assert!(next.contains(&nos[2]) && previous.contains(&nos[0]));
    let last = counter.open(&next).await;
    assert!(!last.has("main a[rel=next]"));
    let back = last.attribute("main a[rel=prev]", "href").unwrap();
    assert!(back.contains(&nos[1]), "{back}");
    let odd = counter.open(&format!("{middle}?list=%3F%20%22%3C")).await;
    odd.is_sound();

    // The list leads through an act, its preview and back: to the case behind, not to the first.
    let act = page.attribute(".todo a.button", "href").unwrap();
    assert!(act.contains("?list="), "{act}");
    let form = counter.open(&act).await;
    let action = form.attribute("form#act", "action").unwrap();
    let shown = seq(&app, &nos[1]).await.to_string();
    let sent = counter.post(&action, &[("seq", &shown)]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let after = counter.open(&sent.location()).await;
    let on = after.attribute("main [role=status] a[rel=next]", "href");
    let on = on.unwrap();
    assert!(on.contains("?list=") && !on.contains(&nos[1]), "{on}");
    assert!(after.has("a.back[href='/desk?tab=todo']"));
}
