//! 综合窗口: a clerk takes in for somebody, and the case is what it would be had they applied online.

use axum::http::StatusCode;
use domain::case::{ActorRef, Channel, Entry, Fact, IdentityShown, Received};

use crate::citizen::registration::{SECRET, registered_as};
use crate::harness::{Browser, Page, TestApp};
use crate::journey::{
    Applied, FOOD, FOOD_PAGES, PDF, act, apply, done, examine, fill_page, submit,
};

const COUNTER: &str = "/desk/counter";
const CITIZEN: (&str, &str) = ("马小军", "620102199003079995");
/// At which their account is reached.
const PHONE: (&str, &str) = ("contact", "13809310001");
/// Synthetic: see the domain facts, 5.1.
const NEWCOMER: (&str, &str) = ("马小芳", "623027196501019996");
const AGENT: &str = "620102199003079995";

fn stands<'a>(who: (&'a str, &'a str), item: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("kind", "person"),
        ("name", who.0),
        ("id-no", who.1),
        ("counter.identity", "resident-card"),
        ("item", item),
    ]
}

fn with<'a>(
    mut fields: Vec<(&'a str, &'a str)>,
    more: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    fields.retain(|(key, _)| more.iter().all(|(other, _)| other != key));
    fields.extend_from_slice(more);
    fields
}

/// The address of the draft.
async fn begin(clerk: &mut Browser, fields: &[(&str, &str)]) -> String {
    let begun = clerk.post(COUNTER, fields).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
    let path = begun.location();
    assert!(path.starts_with("/desk/counter/applications/"), "{path}");
    path
}

/// Everything up to the check of the answers: one material scanned, the other on paper.
async fn fill(clerk: &mut Browser, draft: &str) {
    for (page, answers) in FOOD_PAGES {
        let filled = fill_page(clerk, draft, page, answers).await;
        assert_eq!(filled.status, StatusCode::SEE_OTHER, "{}", filled.text());
    }
    let scanned = format!("{draft}/materials/layout-and-process");
    clerk.open(&scanned).await.is_sound();
    let scans = [("file", "1.pdf", PDF)];
    let page = clerk.upload(&scanned, &[], &scans).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    let paper = format!("{draft}/materials/food-safety-rules");
    let nowhere = clerk
        .post(&format!("{paper}/paper"), &[("place", " ")])
        .await;
    assert_eq!(nowhere.status, StatusCode::UNPROCESSABLE_ENTITY);
    nowhere.is_sound();
    for _ in 0..2 {
        let kept = clerk
            .post(&format!("{paper}/paper"), &[("place", "3号柜12层")])
            .await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text());
    }
    let page = clerk.open(&paper).await;
    page.is_sound();
    assert_eq!(page.count(".files li"), 1, "{}", page.text());
    assert!(page.text().contains("3号柜12层"));
}

pub async fn take_in(clerk: &mut Browser, fields: &[(&str, &str)]) -> Applied {
    let draft = begin(clerk, fields).await;
    fill(clerk, &draft).await;
    submit(clerk, &draft).await
}

pub async fn entries(app: &TestApp, no: &str) -> Vec<Entry> {
    let mut tx = app.app.store.read().await.unwrap();
    let key = store::cases::key_by_no(&mut tx, no).await.unwrap();
    store::journal::load(&mut tx, key.id).await.unwrap().entries
}

async fn received(app: &TestApp, no: &str) -> (ActorRef, Received) {
    let first = entries(app, no).await.remove(0);
    match first.fact {
        Fact::Received(received) => (first.actor, *received),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_counter_makes_the_same_case() {
    for app in TestApp::each().await {
        let online = apply(&app).await;
        let mut clerk = app.persona("counter").await;
        let page = clerk.open(COUNTER).await;
        page.is_sound();
        let fields = with(stands(CITIZEN, FOOD), &[PHONE]);
        let draft = begin(&mut clerk, &fields).await;
        assert_eq!(begin(&mut clerk, &fields).await, draft, "sent twice");
        fill(&mut clerk, &draft).await;
        // Neither has what the other has begun.
        let mut citizen = app.persona("citizen").await;
        let id = draft.rsplit('/').next().unwrap();
        let own = format!("/applications/{id}");
        assert_eq!(citizen.get(&own).await.status, StatusCode::NOT_FOUND);
        let drafts = citizen.open("/applications").await;
        assert!(!drafts.has(&format!("a[href^='{own}']")));
        let begun = clerk.open(COUNTER).await;
        begun.is_sound();
        assert!(begun.has(&format!("a[href='{draft}']")));
        for lang in ["zh-CN", "en"] {
            for page in ["", "/answers", "/materials", "/materials/food-safety-rules"] {
                let page = clerk.get(&format!("{draft}{page}?lang={lang}")).await;
                if page.status == StatusCode::OK {
                    page.is_sound();
                }
            }
        }
        let taken = submit(&mut clerk, &draft).await;
        let again = clerk.post(&format!("{draft}/submission"), &[]).await;
        assert_eq!(again.location(), format!("{draft}/submission"));
        for lang in ["zh-CN", "en"] {
            let receipt = clerk.open(&format!("{draft}/submission?lang={lang}")).await;
            receipt.is_sound();
            assert_eq!(receipt.count(".sign"), 2);
            assert!(
                !receipt.has("a[href*='/materials/']"),
                "what would not open"
            );
            assert!(receipt.text().contains(CITIZEN.0) && receipt.has("svg.qr"));
        }

        let ((by, online), (clerks, mut counter)) = (
            received(&app, &online.no).await,
            received(&app, &taken.no).await,
        );
        assert!(matches!(by, ActorRef::Applicant(_)), "{by:?}");
        let ActorRef::Counter { r#for, .. } = clerks else {
            panic!("{clerks:?}")
        };
        assert_eq!(r#for, online.applicant);
        assert_eq!(
            (counter.channel, counter.identity),
            (Channel::Counter, Some(IdentityShown::ResidentCard))
        );
        let rules = |received: &Received| -> Vec<String> {
            let all = received.materials.iter();
            let mut rules: Vec<_> = all.map(|material| material.rule.clone()).collect();
            rules.sort();
            rules
        };
        assert_eq!(rules(&counter), rules(&online));
        // All else is the same.
        counter.case = online.case;
        counter.no = online.no.clone();
        counter.query_code_digest = online.query_code_digest.clone();
        counter.application = online.application;
        counter.materials = online.materials.clone();
        counter.channel = Channel::Online;
        counter.identity = None;
        assert_eq!(counter, online);

        let cases = citizen.open("/cases").await;
        assert!(cases.has(&format!("a[href='/cases/{}']", taken.no)));
        let case = citizen.open(&format!("/cases/{}", taken.no)).await;
        case.is_sound();
        assert!(case.text().contains("3号柜12层"), "{}", case.text());
        citizen.open(&format!("{own}/submission")).await.is_sound();
        let desk = clerk.open(&format!("/desk/cases/{}", taken.no)).await;
        desk.is_sound();
        app.verify().await;
    }
}

#[tokio::test]
async fn a_newcomer_has_number_and_code_and_sees_the_case_once_registered() {
    for app in TestApp::each().await {
        let mut clerk = app.persona("counter").await;
        let agent = [
            ("counter.identity", "authorisation"),
            ("counter.agent-name", "李来福"),
            ("counter.agent-id-no", AGENT),
            ("contact", "Fang@example.org"),
        ];
        let fields = with(stands(NEWCOMER, FOOD), &agent);
        let taken = take_in(&mut clerk, &fields).await;
        let receipt = clerk
            .open(&format!("{}/submission", taken.application))
            .await;
        assert!(receipt.text().contains("李来福"), "{}", receipt.text());
        let desk = clerk.open(&format!("/desk/cases/{}", taken.no)).await;
        assert!(desk.text().contains("李来福") && !desk.text().contains(AGENT));
        for entry in entries(&app, &taken.no).await {
            let line = serde_json::to_string(&entry).unwrap();
            for personal in [NEWCOMER.0, NEWCOMER.1, "李来福", AGENT, "3号柜"] {
                assert!(!line.contains(personal), "{line}");
            }
        }
        let mut visitor = app.visitor();
        let pair = [("number", taken.no.as_str()), ("code", &taken.code)];
        assert_eq!(visitor.post("/track", &pair).await.status, StatusCode::OK);

        // Another name under the same number is looked at again.
        let other = with(stands(NEWCOMER, FOOD), &[("name", "马晓芳")]);
        let known = clerk.post(COUNTER, &other).await;
        assert_eq!(known.status, StatusCode::UNPROCESSABLE_ENTITY);
        known.is_sound();
        assert!(known.has("[name='correct-name']") && !known.text().contains(NEWCOMER.0));
        assert_eq!(known.attribute("#name", "value").as_deref(), Some("马晓芳"));

        let who = [("name", NEWCOMER.0), ("id-no", NEWCOMER.1)];
        let mut own = registered_as(&app, "person", &who, "fang@example.org").await;
        let cases = own.open("/cases").await;
        assert!(
            cases.has(&format!("a[href='/cases/{}']", taken.no)),
            "{}",
            cases.text()
        );
        own.open(&format!("/cases/{}", taken.no)).await.is_sound();
        app.verify().await;
    }
}

#[tokio::test]
async fn what_a_clerk_has_begun_goes_with_the_account() {
    for app in TestApp::each().await {
        let who = [("name", NEWCOMER.0), ("id-no", NEWCOMER.1)];
        let mut own = registered_as(&app, "person", &who, "fang@example.org").await;
        let mut clerk = app.persona("counter").await;
        let fields = with(stands(NEWCOMER, FOOD), &[("contact", "fang@example.org")]);
        let draft = begin(&mut clerk, &fields).await;
        assert_eq!(begin(&mut clerk, &fields).await, draft, "a double click");
        let data = own.post("/account/data", &[("password", SECRET)]).await;
        let held: serde_json::Value = serde_json::from_slice(&data.body).unwrap();
        let drafts = &held["drafts"];
        assert_eq!(drafts.as_array().map(Vec::len), Some(1), "{held}");
        let sure = [("sure", "yes"), ("deletion-password", SECRET)];
        own.submit("/account/deletion", &sure).await.is_sound();
        assert_eq!(clerk.get(&draft).await.status, StatusCode::NOT_FOUND);
        app.verify().await;
    }
}

fn faulty(page: &Page, id: &str) {
    assert_eq!(
        page.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        page.text()
    );
    page.is_sound();
    assert!(
        page.has(&format!(".error-summary a[href='#{id}']")),
        "{id}: {}",
        page.text()
    );
}

#[tokio::test]
async fn what_is_wrong_is_said_and_what_is_not_theirs_is_not_there() {
    for app in TestApp::each().await {
        let mut clerk = app.persona("counter").await;
        let empty = clerk.post(COUNTER, &[]).await;
        faulty(&empty, "kind");
        assert_eq!(empty.count(".error-summary a"), 5, "{}", empty.text());
        for (id, more) in [
            ("id-no", &[("id-no", "620102199003079994")][..]),
            ("contact", &[("contact", "12")]),
            (
                "counter.identity",
                &[("counter.identity", "business-licence")],
            ),
            (
                "counter.agent-name",
                &[("counter.identity", "authorisation")],
            ),
            ("item", &[("item", "000132001001")]),
            ("item", &[("item", "001031001001")]),
        ] {
            let page = clerk
                .post(COUNTER, &with(stands(NEWCOMER, FOOD), more))
                .await;
            faulty(&page, id);
            assert_eq!(
                page.attribute("#name", "value").as_deref(),
                Some(NEWCOMER.0)
            );
        }
        for persona in ["examiner", "head", "citizen", "supervisor"] {
            let mut other = app.persona(persona).await;
            let page = other.get(COUNTER).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{persona}");
            let page = other.post(COUNTER, &stands(NEWCOMER, FOOD)).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{persona}");
        }
        let draft = begin(&mut clerk, &stands(NEWCOMER, FOOD)).await;
        fill(&mut clerk, &draft).await;
        for persona in ["counter-2", "counter-elsewhere"] {
            let mut other = app.persona(persona).await;
            for page in ["", "/answers", "/materials", "/pages/premises"] {
                let page = other.get(&format!("{draft}{page}")).await;
                assert_eq!(page.status, StatusCode::NOT_FOUND, "{persona}");
            }
            for act in ["submission", "materials/food-safety-rules/paper"] {
                let page = other
                    .post(&format!("{draft}/{act}"), &[("place", "1")])
                    .await;
                assert_eq!(page.status, StatusCode::NOT_FOUND, "{persona} {act}");
            }
            other.post(&format!("{draft}/removal"), &[]).await;
        }
        let mut examiner = app.persona("examiner").await;
        let page = examiner.get(&format!("{draft}/answers")).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        // It would be another agency's.
        let there: Vec<_> = FOOD_PAGES[1]
            .1
            .iter()
            .map(|(key, value)| match *key {
                "premises-division" => (*key, "620103"),
                _ => (*key, *value),
            })
            .collect();
        fill_page(&mut clerk, &draft, "premises", &there).await;
        let answers = clerk.open(&format!("{draft}/answers")).await;
        answers.is_sound();
        assert!(
            !answers.has("form[action$='/submission']"),
            "{}",
            answers.text()
        );
        let refused = clerk.post(&format!("{draft}/submission"), &[]).await;
        faulty(&refused, "agency");
        for _ in 0..2 {
            let removed = clerk.post(&format!("{draft}/removal"), &[]).await;
            assert_eq!(removed.location(), COUNTER);
        }
        assert_eq!(clerk.get(&draft).await.status, StatusCode::NOT_FOUND);
        app.verify().await;
    }
}

#[tokio::test]
async fn the_counter_takes_in_for_the_agencies_that_the_catalogue_names() {
    let app = TestApp::sqlite().await;
    let mut clerk = app.persona("counter").await;
    let page = clerk.open(COUNTER).await;
    assert_eq!(page.count("#item optgroup"), 2, "{}", page.text());
    let mut elsewhere = app.persona("counter-elsewhere").await;
    let page = elsewhere.open(COUNTER).await;
    assert_eq!(page.count("#item optgroup"), 1, "{}", page.text());
    // What was taken in for another agency is on its desk, and accepted there.
    let taken = take_in(&mut clerk, &stands(CITIZEN, FOOD)).await;
    let accepted = act(&mut elsewhere, &taken.no, "acceptance", &[]).await;
    assert_eq!(accepted.status, StatusCode::NOT_FOUND);
    let accepted = act(&mut clerk, &taken.no, "acceptance", &[]).await;
    assert_eq!(
        accepted.status,
        StatusCode::SEE_OTHER,
        "{}",
        accepted.text()
    );
    app.verify().await;
}

#[tokio::test]
async fn what_is_on_paper_is_named_and_not_opened() {
    let app = TestApp::sqlite().await;
    let mut clerk = app.persona("counter").await;
    let taken = take_in(&mut clerk, &with(stands(CITIZEN, FOOD), &[PHONE])).await;
    let here = format!("/desk/cases/{}", taken.no);
    let page = clerk.open(&here).await;
    page.is_sound();
    assert!(page.text().contains("3号柜12层"), "{}", page.text());
    assert_eq!(page.count("main a[href$='/view']"), 1);
    let (_, received) = received(&app, &taken.no).await;
    assert_eq!(received.materials.len(), 2);
    for material in &received.materials {
        let status = match material.rule.as_str() {
            "food-safety-rules" => StatusCode::NOT_FOUND,
            _ => StatusCode::OK,
        };
        for what in ["", "/view", "/document"] {
            let path = format!("{here}/materials/{}{what}", material.id);
            assert_eq!(clerk.get(&path).await.status, status, "{path}");
        }
    }
    let view = page.attribute("main a[href$='/view']", "href").unwrap();
    let view = clerk.open(&view).await;
    view.is_sound();
    assert!(!view.has(".pager a"), "there is nothing else to look at");
}

#[tokio::test]
async fn a_correction_is_handed_in_at_the_counter() {
    for app in TestApp::each().await {
        let case = apply(&app).await;
        let path = format!("/desk/cases/{}/supplement", case.no);
        let mut clerk = app.persona("counter").await;
        assert_eq!(
            clerk.get(&path).await.status,
            StatusCode::CONFLICT,
            "nothing is asked"
        );
        let asked = [
            ("target", "field:premises-area"),
            ("target", "material:layout-and-process"),
            ("note.field:premises-area", "面积与租赁合同不一致。"),
            ("note.material:layout-and-process", "请补充排烟设施。"),
        ];
        let page = act(&mut clerk, &case.no, "correction", &asked).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
        let desk = clerk.open(&format!("/desk/cases/{}", case.no)).await;
        assert!(desk.has(&format!("a[href='{path}']")), "{}", desk.text());
        for (persona, status) in [
            ("examiner", StatusCode::FORBIDDEN),
            ("citizen", StatusCode::FORBIDDEN),
            ("counter-elsewhere", StatusCode::NOT_FOUND),
            ("water-counter", StatusCode::NOT_FOUND),
        ] {
            let mut other = app.persona(persona).await;
            assert_eq!(other.get(&path).await.status, status, "{persona}");
            let sent = other.upload(&path, &[("seq", "2")], &[]).await;
            assert_eq!(sent.status, status, "{persona}");
        }
        let by_number = "/desk/counter/supplement?no=";
        let known = clerk.get(&format!("{by_number}{}", case.no)).await;
        assert_eq!(known.location(), path);
        faulty(&clerk.get(&format!("{by_number}12")).await, "no");
        let form = clerk.open(&path).await;
        form.is_sound();
        assert!(form.has("[name='premises-area']") && !form.has("[name='shop-name']"));
        let seq = form.attribute("input[name=seq]", "value").unwrap();
        let half = [
            ("seq", seq.as_str()),
            ("premises-area", "118"),
            ("shop-name", "x"),
        ];
        let half = clerk.upload(&path, &half, &[]).await;
        faulty(&half, "counter.identity");
        assert_eq!(half.count(".error-summary a"), 2, "{}", half.text());
        let whole = [
            ("seq", seq.as_str()),
            ("premises-area", "118"),
            ("shop-name", "x"),
            ("paper.layout-and-process", "3号柜12层"),
            ("counter.identity", "authorisation"),
            ("counter.agent-name", "李来福"),
            ("counter.agent-id-no", AGENT),
        ];
        for _ in 0..2 {
            let sent = clerk.upload(&path, &whole, &[]).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
            clerk.open(&sent.location()).await.is_sound();
        }
        let all = entries(&app, &case.no).await;
        let supplied: Vec<&Entry> = all
            .iter()
            .filter(|entry| matches!(entry.fact, Fact::Supplemented { .. }))
            .collect();
        assert_eq!(supplied.len(), 1);
        assert!(matches!(supplied[0].actor, ActorRef::Counter { .. }));
        let Fact::Supplemented { identity, .. } = &supplied[0].fact else {
            panic!("{supplied:?}")
        };
        assert_eq!(*identity, Some(IdentityShown::Authorisation));
        let mut citizen = app.persona("citizen").await;
        let page = citizen.open(&format!("/cases/{}", case.no)).await;
        page.is_sound();
        assert!(page.text().contains("118") && page.text().contains("3号柜12层"));
        assert!(
            page.text().contains("黄河边牛肉面"),
            "what was not asked stays"
        );
        let accepted = act(&mut clerk, &case.no, "acceptance", &[]).await;
        assert_eq!(
            accepted.status,
            StatusCode::SEE_OTHER,
            "{}",
            accepted.text()
        );
        app.verify().await;
    }
}

#[tokio::test]
async fn a_result_is_handed_over_and_its_signed_sheet_is_kept() {
    for app in TestApp::each().await {
        let no = apply(&app).await.no;
        examine(&app, &no).await;
        let granted = [("outcome", "granted"), ("reason", "符合规定。")];
        done(&app, "decider", &no, "decision", &granted).await;
        done(&app, "issuer", &no, "licence", &[]).await;
        let (path, sheet) = (
            format!("/desk/cases/{no}/delivery"),
            format!("/desk/cases/{no}/signed-receipt"),
        );
        let mut issuer = app.persona("issuer").await;
        let early = issuer.get(&sheet).await;
        assert_eq!(early.status, StatusCode::CONFLICT, "nothing to sign for");
        let form = issuer.open(&path).await;
        form.is_sound();
        let seq = form.attribute("input[name=seq]", "value").unwrap();
        let bare = [("seq", seq.as_str()), ("method", "counter")];
        faulty(&issuer.post(&path, &bare).await, "counter.identity");
        let nobody = with(bare.into(), &[("counter.identity", "authorisation")]);
        let nobody = issuer.post(&path, &nobody).await;
        faulty(&nobody, "counter.agent-name");
        let licence = with(bare.into(), &[("counter.identity", "business-licence")]);
        faulty(&issuer.post(&path, &licence).await, "counter.identity");
        let agent = [
            ("counter.identity", "authorisation"),
            ("counter.agent-name", "李来福"),
            ("counter.agent-id-no", AGENT),
        ];
        let whole = with(bare.into(), &agent);
        let shown = issuer
            .post(&path, &with(whole.clone(), &[("preview", "1")]))
            .await;
        assert_eq!(shown.status, StatusCode::OK, "{}", shown.text());
        shown.is_sound();
        let words = shown.find(".sheet.notice").unwrap();
        assert!(
            words.contains("李来福") && !words.contains(AGENT),
            "{words}"
        );
        for _ in 0..2 {
            let sent = issuer.post(&path, &whole).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        }
        let all = entries(&app, &no).await;
        let handed: Vec<_> = all
            .iter()
            .filter_map(|entry| match &entry.fact {
                Fact::Delivered { identity, .. } => Some(*identity),
                _ => None,
            })
            .collect();
        assert_eq!(handed, [Some(IdentityShown::Authorisation)]);
        let line = serde_json::to_string(&all).unwrap();
        assert!(!line.contains("李来福") && !line.contains(AGENT));

        let desk = issuer.open(&format!("/desk/cases/{no}")).await;
        assert!(desk.has(&format!("a[href='{sheet}']")), "{}", desk.text());
        for lang in ["zh-CN", "en"] {
            issuer
                .open(&format!("{sheet}?lang={lang}"))
                .await
                .is_sound();
        }
        let page = issuer.open(&format!("{sheet}?lang=zh-CN")).await;
        let notice = page.attribute("a[href*='/notices/']", "href").unwrap();
        let notice = issuer.open(&notice).await;
        notice.is_sound();
        let words = notice.find(".sheet.notice").unwrap();
        for piece in ["李来福", "代理人的身份证和授权委托书", "受送达人签名"]
        {
            assert!(words.contains(piece), "{piece} in {words}");
        }
        assert!(!words.contains(AGENT));
        let file = page.attribute("a[href$='.pdf']", "href").unwrap();
        let file = issuer.get(&file).await;
        assert_eq!(file.status, StatusCode::OK);

        for (persona, status) in [
            ("examiner", StatusCode::FORBIDDEN),
            ("citizen", StatusCode::FORBIDDEN),
            ("counter-elsewhere", StatusCode::NOT_FOUND),
            ("water-counter", StatusCode::NOT_FOUND),
        ] {
            let mut other = app.persona(persona).await;
            assert_eq!(other.get(&sheet).await.status, status, "{persona}");
            let sent = other.upload(&sheet, &[], &[("file", "1.pdf", PDF)]).await;
            assert_eq!(sent.status, status, "{persona}");
        }
        faulty(&issuer.upload(&sheet, &[], &[]).await, "file");
        let mut counter = app.persona("counter").await;
        for clerk in [&mut issuer, &mut counter] {
            let sent = clerk.upload(&sheet, &[], &[("file", "1.pdf", PDF)]).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        }
        let page = counter.open(&sheet).await;
        page.is_sound();
        assert_eq!(page.count(".files li"), 1, "the same scan is one");
        let scan = page.attribute(".files a", "href").unwrap();
        assert_eq!(counter.get(&scan).await.status, StatusCode::OK);
        let mut elsewhere = app.persona("counter-elsewhere").await;
        assert_eq!(elsewhere.get(&scan).await.status, StatusCode::NOT_FOUND);
        let kept = entries(&app, &no).await;
        let kept = kept
            .iter()
            .filter(|entry| matches!(entry.fact, Fact::ReceiptKept { .. }));
        assert_eq!(kept.count(), 1);
        issuer.open(&format!("/desk/cases/{no}")).await.is_sound();
        app.verify().await;
    }
}
