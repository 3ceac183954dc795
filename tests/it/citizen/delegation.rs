//! 代理: whoever was named acts within what was granted, until it ends, and nobody else does.

use axum::http::StatusCode;
use server::jobs;

use crate::harness::{Browser, Page, TestApp};
use crate::journey::{FOOD, PDF, conclude, done, fill_food, fill_page, start, submit};

use super::registration::{SECRET, registered_as};

const LI: (&str, &str) = ("李雪梅", "620102198512129984");
const COMPANY: &str = "兰州黄河边餐饮有限公司";

fn fields<'a>(scope: &'a str, items: &[&'a str], until: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("name", LI.0),
        ("id-no", LI.1),
        ("scope", scope),
        ("until", until),
    ];
    fields.extend(items.iter().map(|item| ("items", *item)));
    fields
}

const GRANT: &str = "/account/delegations/agent";

/// The first form on the page that ends so.
fn action(page: &Page, end: &str) -> String {
    page.attribute(&format!("form[action$='{end}']"), "action")
        .unwrap_or_else(|| panic!("no {end}: {}", page.text()))
}

/// The business names Li, and she accepts.
async fn named(app: &TestApp, scope: &str, items: &[&str], until: &str) -> (Browser, Browser) {
    let mut business = app.persona("business").await;
    business.open(GRANT).await.is_sound();
    let page = business.submit(GRANT, &fields(scope, items, until)).await;
    page.is_sound();
    let mut li = app.persona("citizen-2").await;
    let page = li.open("/account/delegations").await;
    page.is_sound();
    let accept = action(&page, "/confirmation");
    let page = li.submit(&accept, &[]).await;
    page.is_sound();
    (business, li)
}

async fn act_for(li: &mut Browser) -> Page {
    let page = li.open("/account/delegations").await;
    let delegation = page
        .attribute(
            "form[action='/account/acting'] input[name='delegation']",
            "value",
        )
        .unwrap();
    let fields = [("delegation", delegation.as_str())];
    li.submit("/account/acting", &fields).await
}

/// From a page that offers to act for somebody else, on to where one wanted to go.
async fn turned(li: &mut Browser, page: &Page, to: &str) -> Page {
    assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.text());
    page.is_sound();
    let form = "main form[action='/account/acting']";
    let value = |name: &str| page.attribute(&format!("{form} input[name='{name}']"), "value");
    let (delegation, next) = (value("delegation").unwrap(), value("next").unwrap());
    assert_eq!(next, to);
    let fields = [("delegation", delegation.as_str()), ("next", next.as_str())];
    li.submit("/account/acting", &fields).await
}

fn acts(page: &Page) -> bool {
    page.has(".stand-in-on")
}

#[tokio::test]
async fn an_agent_applies_for_a_business_and_both_see_who_did() {
    for app in TestApp::each().await {
        let (mut business, mut li) = named(&app, "all", &[], "2026-12-31").await;
        let home = act_for(&mut li).await;
        home.is_sound();
        assert!(acts(&home) && home.text().contains(COMPANY));
        // The form knows that there is an agent, and who.
        let begun = crate::journey::start(&mut li, FOOD).await;
        let asked = li.open(&format!("{begun}/pages/filing")).await;
        let yes = "input[name='has-agent'][value='yes']";
        assert!(
            asked.attribute(yes, "checked").is_some(),
            "{}",
            asked.text()
        );
        let agent = li.open(&format!("{begun}/pages/agent")).await;
        assert_eq!(
            agent.attribute("#agent-name", "value").as_deref(),
            Some(LI.0)
        );
        let draft = fill_food(&mut li).await;
        let applied = submit(&mut li, &draft).await;
        let case = format!("/cases/{}", applied.no);
        let page = business.open(&case).await;
        assert!(page.text().contains(LI.0), "the business sees who did it");
        let mut counter = app.persona("counter").await;
        let page = counter.open(&format!("/desk/cases/{}", applied.no)).await;
        assert!(page.text().contains(COMPANY) && page.text().contains(LI.0));
        assert!(!page.text().contains(LI.1), "her number is masked");
        // As herself she has nothing of it.
        let page = li.submit("/account/acting", &[]).await;
        assert!(!acts(&page));
        let page = li.get(&case).await;
        assert!(page.text().contains(COMPANY) && !page.has(".case-no"));
        let page = turned(&mut li, &page, &case).await;
        assert!(acts(&page) && page.has(".case-no"), "{}", page.text());
        let page = li.post(&format!("{case}/withdrawal"), &[]).await;
        assert_ne!(page.status, StatusCode::NOT_FOUND);
        app.verify().await;
    }
}

#[tokio::test]
async fn a_delegation_ends_by_its_day_and_by_either_side_at_once() {
    for app in TestApp::each().await {
        let (mut business, mut li) = named(&app, "all", &[], "2026-11-30").await;
        act_for(&mut li).await;
        let draft = fill_food(&mut li).await;
        let list = business.open("/account/delegations").await;
        let revocation = action(&list, "/revocation");
        business.submit(&revocation, &[]).await.is_sound();
        // The next request already, even a submission.
        let page = li.post(&format!("{draft}/submission"), &[]).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        assert!(!acts(&li.open("/").await));
        // Twice does no harm, and a new one can be made.
        business.submit(&revocation, &[]).await;
        business
            .submit(GRANT, &fields("all", &[], "2026-11-30"))
            .await;
        let page = li.open("/account/delegations").await;
        li.submit(&action(&page, "/confirmation"), &[]).await;
        act_for(&mut li).await;
        assert_eq!(li.get(&draft).await.status, StatusCode::SEE_OTHER);
        let page = li.open("/account/delegations").await;
        li.submit(&action(&page, "/revocation"), &[]).await;
        assert_eq!(li.get(&draft).await.status, StatusCode::NOT_FOUND);
        business
            .submit(GRANT, &fields("all", &[], "2026-11-23"))
            .await;
        let page = li.open("/account/delegations").await;
        li.submit(&action(&page, "/confirmation"), &[]).await;
        act_for(&mut li).await;
        app.at("2026-11-23T23:50:00+08:00");
        let mut li = app.persona("citizen-2").await;
        act_for(&mut li).await;
        assert!(acts(&li.open("/").await));
        app.at("2026-11-24T00:00:00+08:00");
        assert!(!acts(&li.open("/").await), "the day is over");
        let page = li.open("/account/delegations").await;
        assert!(!page.has("form[action='/account/acting']"));
    }
}

#[tokio::test]
async fn an_agent_for_one_item_sees_nothing_else() {
    for app in TestApp::each().await {
        let mut business = app.persona("business").await;
        let draft = fill_food(&mut business).await;
        let food = submit(&mut business, &draft).await;
        let page = business.open(GRANT).await;
        let other = page
            .html()
            .select(&scraper::Selector::parse("input[name='items']").unwrap())
            .filter_map(|one| one.value().attr("value").map(ToOwned::to_owned))
            .find(|code| code != FOOD)
            .unwrap();
        let (mut business, mut li) = named(&app, "some", &[&other], "2026-12-31").await;
        let home = act_for(&mut li).await;
        assert!(acts(&home));
        let case = format!("/cases/{}", food.no);
        for path in [
            case.clone(),
            // Spelt in another way it is the same case.
            format!("/cases/{}-{}", &food.no[..6], &food.no[6..]),
            format!("/cases/%36{}", &food.no[1..]),
            format!("{case}/withdrawal"),
            draft.clone(),
            format!("{draft}/submission"),
        ] {
            assert_eq!(li.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let list = li.open("/cases").await;
        assert!(!list.text().contains(&food.no));
        start(&mut business, FOOD).await;
        // What the business keeps for it is not told to her.
        let wallet = business.open("/account/wallet").await;
        let value = |name: &str| wallet.attribute(&format!("input[name={name}]"), "value");
        let (application, material) = (value("application").unwrap(), value("material").unwrap());
        let wish = [
            ("application", application.as_str()),
            ("material", material.as_str()),
        ];
        business.submit("/account/wallet", &wish).await.is_sound();
        let needs = format!("/items/{FOOD}/situation?has-agent=no");
        for (who, held) in [(&mut business, true), (&mut li, false)] {
            let page = who.open(&needs).await;
            assert_eq!(
                page.has("main li a[href='/account/wallet']"),
                held,
                "{}",
                page.text()
            );
        }
        // What is not for her says so, and is not offered.
        for path in ["/messages", "/account/messages", "/account/wallet"] {
            let link = format!("a[href='{path}']");
            for page in ["/", "/account", &format!("/items/{FOOD}")] {
                assert!(!li.open(page).await.has(&link), "{path} on {page}");
            }
            let page = li.get(path).await;
            assert!(page.text().contains(COMPANY), "{path}");
            let mine = turned(&mut li, &page, path).await;
            mine.is_sound();
            assert!(!acts(&mine));
            act_for(&mut li).await;
        }
        let sent = li.post("/messages/reading", &[]).await;
        assert_eq!(sent.status, StatusCode::FORBIDDEN);
        // Nor may she begin it for them; for herself she may.
        let begin = format!("/items/{FOOD}/application");
        let guide = li.open(&format!("/items/{FOOD}")).await;
        guide.is_sound();
        assert!(!guide.has(&format!("form[action^='{begin}']")));
        assert!(guide.has(&format!("main input[name='next'][value='{begin}']")));
        for page in [li.get(&begin).await, li.post(&begin, &[]).await] {
            let mine = turned(&mut li, &page, &begin).await;
            mine.is_sound();
            assert!(!acts(&mine));
            act_for(&mut li).await;
        }
        start(&mut li, &other).await;
        let drafts = li.open("/applications").await;
        assert_eq!(drafts.count("main form, main a[href$='/removal']"), 1);
        let elsewhere = [("delegation", ""), ("next", "//elsewhere.example")];
        let page = li.post("/account/acting", &elsewhere).await;
        assert_eq!(page.location(), "/account/delegations");
        // The business itself sees both.
        business.open(&case).await;
    }
}

#[tokio::test]
async fn what_is_granted_has_to_make_sense_and_stays_on_the_page() {
    let app = TestApp::sqlite().await;
    let mut business = app.persona("business").await;
    for lang in ["zh-CN", "en"] {
        business.open(&format!("{GRANT}?lang={lang}")).await;
        for (scope, until, id) in [
            ("all", "2026-11-22", "until"),
            ("all", "2036-11-22", "until"),
            ("all", "soon", "until"),
            ("some", "2026-12-31", "items"),
            ("", "2026-12-31", "scope"),
        ] {
            let page = business.post(GRANT, &fields(scope, &[], until)).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
            page.is_sound();
            let link = page.attribute(".error-summary a", "href").unwrap();
            assert!(link.starts_with(&format!("#{id}")), "{link}");
            assert_eq!(page.attribute("#name", "value").as_deref(), Some(LI.0));
        }
    }
    let mut li = app.persona("citizen-2").await;
    let oneself = fields("all", &[], "2026-12-31");
    let page = li.post(GRANT, &oneself).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    // A double click makes one.
    for _ in 0..2 {
        business.submit(GRANT, &oneself).await;
    }
    let page = business.open("/account/delegations").await;
    assert_eq!(page.count("form[action$='/revocation']"), 1);
}

#[tokio::test]
async fn other_peoples_delegations_do_not_exist() {
    let app = TestApp::sqlite().await;
    let (mut business, _li) = named(&app, "all", &[], "2026-12-31").await;
    let page = business.open("/account/delegations").await;
    let revocation = action(&page, "/revocation");
    let confirmation = revocation.replace("/revocation", "/confirmation");
    let id = revocation.split('/').nth(3).unwrap().to_owned();
    let mut stranger = app.persona("citizen").await;
    for path in [&revocation, &confirmation] {
        let page = stranger.post(path, &[]).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
    }
    let page = stranger
        .post("/account/acting", &[("delegation", &id)])
        .await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    // An officer has none at all, and nobody signs in first.
    let mut officer = app.persona("counter").await;
    assert_eq!(
        officer.get("/account/delegations").await.status,
        StatusCode::FORBIDDEN
    );
    let page = app.visitor().get("/account/delegations").await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_organisation_confirms_its_legal_representative() {
    for app in TestApp::each().await {
        let (name, number) = ("马小芳", "623027196501019996");
        let company = [
            ("name", "兰州白塔山文化有限公司"),
            ("id-no", "11620102MBDEM00904"),
            ("representative", name),
            ("representative-id-no", number),
        ];
        let mut company = registered_as(&app, "organisation", &company, "bts@example.org").await;
        let person = [("name", name), ("id-no", number)];
        let mut fang = registered_as(&app, "person", &person, "fang@example.org").await;
        let other = [("name", "王五"), ("id-no", "622301197801010017")];
        let mut other = registered_as(&app, "person", &other, "wang@example.org").await;
        let code = [("credit-code", "11620102MBDEM00904")];
        let path = "/account/delegations/representative";
        fang.open(path).await.is_sound();
        let mine = fang.submit(path, &code).await;
        let theirs = other.submit(path, &code).await;
        // The same answer, whether it is true or not.
        assert_eq!(
            mine.find("main").unwrap().replace(name, ""),
            theirs.find("main").unwrap().replace("王五", "")
        );
        let page = company.open("/account/delegations").await;
        assert_eq!(page.count("form[action$='/confirmation']"), 1);
        let confirmation = action(&page, "/confirmation");
        let page = fang.post(&confirmation, &[]).await;
        assert_eq!(
            page.status,
            StatusCode::SEE_OTHER,
            "hers, but not to confirm"
        );
        let page = fang.open("/account/delegations").await;
        assert!(!page.has("form[action='/account/acting']"));
        company.submit(&confirmation, &[]).await;
        act_for(&mut fang).await;
        // As the organisation she names its agents.
        fang.submit(GRANT, &fields("all", &[], "2026-12-31")).await;
        let page = company.open("/account/delegations").await;
        assert!(page.text().contains(LI.0));
    }
}

const FAMILY: &str = "/account/delegations/family";
const BOX: &str = "/account/delegations";
/// Born on 28 February 2014.
const CHILD: (&str, &str) = ("李小满", "620102201402289981");
const PROOF: (&str, &str, &[u8]) = ("file", "户口簿.pdf", PDF);

fn relative<'a>(kind: &'a str, id: &'a str) -> [(&'a str, &'a str); 3] {
    [("kind", kind), ("name", CHILD.0), ("id-no", id)]
}

async fn declare(browser: &mut Browser, kind: &str, id: &str) -> String {
    let page = browser.upload(FAMILY, &relative(kind, id), &[PROOF]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    page.location()
}

fn proofs(app: &TestApp) -> usize {
    let folder = app.folder.path().join("files/delegations");
    std::fs::read_dir(folder).map_or(0, Iterator::count)
}

#[tokio::test]
async fn a_mother_applies_for_her_child_and_the_clerk_sees_the_proof() {
    for app in TestApp::each().await {
        let mut li = app.persona("citizen-2").await;
        li.open(FAMILY).await.is_sound();
        // Twice does no harm, and leaves nothing behind.
        for done in ["declared", "declared-before"] {
            let path = declare(&mut li, "child", CHILD.1).await;
            assert_eq!(path, format!("{BOX}?done={done}"));
            let page = li.open(&path).await;
            page.is_sound();
            assert_eq!(page.count("main form[action='/account/acting']"), 1);
        }
        assert_eq!(proofs(&app), 1);
        let home = act_for(&mut li).await;
        home.is_sound();
        assert!(acts(&home) && home.text().contains(CHILD.0));
        let draft = fill_food(&mut li).await;
        let applied = submit(&mut li, &draft).await;
        let case = format!("/cases/{}", applied.no);
        assert!(li.open("/cases").await.text().contains(&applied.no));

        let mut counter = app.persona("counter").await;
        let page = counter.open(&format!("/desk/cases/{}", applied.no)).await;
        page.is_sound();
        assert!(page.text().contains(CHILD.0) && page.text().contains(LI.0));
        assert!(page.text().contains("代子女"));
        let path = format!("/desk/cases/{}/proxy-proof", applied.no);
        assert!(page.has(&format!("a[href='{path}']")));
        assert_eq!(&*counter.open(&path).await.body, PDF);
        let mut elsewhere = app.persona("counter-elsewhere").await;
        assert_eq!(elsewhere.get(&path).await.status, StatusCode::NOT_FOUND);
        assert_ne!(li.get(&path).await.status, StatusCode::OK);

        // Herself again: the child's case is not among hers.
        let page = li.submit("/account/acting", &[]).await;
        assert!(!acts(&page));
        assert!(!li.open("/cases").await.text().contains(&applied.no));
        assert_eq!(li.get(&case).await.status, StatusCode::FORBIDDEN);
        // All that is held has it, and an open case of the child keeps the account.
        let password = [("password", crate::harness::PASSWORD)];
        let page = li.post("/account/data", &password).await;
        let held: serde_json::Value = serde_json::from_slice(&page.body).unwrap();
        let child = &held["relatives"][0];
        assert_eq!(child["identity_number"], CHILD.1);
        assert_eq!(child["held"]["cases"][0]["case_no"], applied.no.as_str());
        assert!(held["cases"].as_array().unwrap().is_empty());
        // It ends at once, and what the clerk has to see stays.
        let page = li.open(BOX).await;
        act_for(&mut li).await;
        li.submit(&action(&page, "/revocation"), &[])
            .await
            .is_sound();
        assert_eq!(li.get(&case).await.status, StatusCode::NOT_FOUND);
        assert_eq!(counter.open(&path).await.status, StatusCode::OK);
        app.verify().await;
    }
}

#[tokio::test]
async fn a_family_is_declared_with_a_proof_and_a_grown_child_is_none() {
    let app = TestApp::sqlite().await;
    let mut li = app.persona("citizen-2").await;
    let none: (&str, &str, &[u8]) = ("file", "", b"");
    let text: (&str, &str, &[u8]) = ("file", "a.txt", b"hello");
    for (kind, id, file, fault) in [
        ("child", "620102199003079995", PROOF, "#id-no"),
        ("child", "620102201402289982", PROOF, "#id-no"),
        ("parent", LI.1, PROOF, "#id-no"),
        ("parent", CHILD.1, PROOF, "#id-no"),
        ("agent", CHILD.1, PROOF, "#kind"),
        ("child", CHILD.1, none, "#file"),
        ("child", CHILD.1, text, "#file"),
    ] {
        let page = li.upload(FAMILY, &relative(kind, id), &[file]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{kind} {id}");
        page.is_sound();
        let link = page.attribute(".error-summary a", "href").unwrap();
        assert!(link.starts_with(fault), "{link} for {kind} {id}");
        assert_eq!(page.attribute("#name", "value").as_deref(), Some(CHILD.0));
    }
    assert_eq!(proofs(&app), 0, "nothing is kept of what was refused");
    let page = li.upload(FAMILY, &relative("child", CHILD.1), &[]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut business = app.persona("business").await;
    assert_eq!(business.get(FAMILY).await.status, StatusCode::NOT_FOUND);
    let mut counter = app.persona("counter").await;
    assert_eq!(counter.get(FAMILY).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_number_alone_opens_nothing_of_whoever_has_it() {
    for app in TestApp::each().await {
        // The child has an account of its own, and a case.
        let own = [("name", CHILD.0), ("id-no", CHILD.1)];
        let mut child = registered_as(&app, "person", &own, "man@example.org").await;
        let draft = fill_food(&mut child).await;
        let applied = submit(&mut child, &draft).await;
        let mut li = app.persona("citizen-2").await;
        declare(&mut li, "child", CHILD.1).await;
        act_for(&mut li).await;
        for path in [format!("/cases/{}", applied.no), draft] {
            assert_eq!(li.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        assert!(!li.open("/cases").await.text().contains(&applied.no));
        // Nor the other way round: what she applies for is not in the child's own account.
        let draft = fill_food(&mut li).await;
        let other = submit(&mut li, &draft).await;
        assert!(!child.open("/cases").await.text().contains(&other.no));
        child.open(&format!("/cases/{}", applied.no)).await;
        let page = child.open(BOX).await;
        assert!(!page.text().contains(LI.0));
        // A stranger can neither end it nor use it.
        let page = li.open(BOX).await;
        let revocation = action(&page, "/revocation");
        assert_eq!(
            child.post(&revocation, &[]).await.status,
            StatusCode::NOT_FOUND
        );
        let id = revocation.split('/').nth(3).unwrap();
        let page = child.post("/account/acting", &[("delegation", id)]).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_child_ends_at_eighteen_and_a_proof_that_nobody_needs_goes() {
    for app in TestApp::each().await {
        let mut li = app.persona("citizen-2").await;
        declare(&mut li, "child", CHILD.1).await;
        app.at("2032-02-27T23:50:00+08:00");
        let mut li = app.persona("citizen-2").await;
        assert!(acts(&act_for(&mut li).await));
        app.at("2032-02-28T00:00:00+08:00");
        assert!(!acts(&li.open("/").await), "of age");
        let page = li
            .upload(FAMILY, &relative("child", CHILD.1), &[PROOF])
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        // No case rests on it: with the delegation its proof goes.
        assert_eq!(proofs(&app), 1);
        let page = li.open(BOX).await;
        assert!(!page.has("main form[action='/account/acting']"));
        let mut young = app.persona("citizen").await;
        declare(&mut young, "parent", LI.1).await;
        assert_eq!(proofs(&app), 2);
        let page = young.open(BOX).await;
        young.submit(&action(&page, "/revocation"), &[]).await;
        assert_eq!(proofs(&app), 1);
        // Again, under another name.
        let mother = [("kind", "parent"), ("name", "李雪"), ("id-no", LI.1)];
        young.upload(FAMILY, &mother, &[PROOF]).await;
        assert!(young.open(BOX).await.text().contains("李雪"));
    }
}

#[tokio::test]
async fn an_account_takes_what_it_declared_with_it() {
    for app in TestApp::each().await {
        let fang = [("name", "马小芳"), ("id-no", "623027196501019996")];
        let mut fang = registered_as(&app, "person", &fang, "fang@example.org").await;
        declare(&mut fang, "child", CHILD.1).await;
        act_for(&mut fang).await;
        let draft = start(&mut fang, FOOD).await;
        let sure = [("sure", "yes"), ("deletion-password", SECRET)];
        let page = fang.post("/account/deletion", &sure).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
        assert_eq!(proofs(&app), 0);
        let mut li = app.persona("citizen-2").await;
        declare(&mut li, "child", CHILD.1).await;
        act_for(&mut li).await;
        assert_eq!(li.get(&draft).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn what_was_opened_for_one_is_not_done_for_another() {
    for app in TestApp::each().await {
        let (_business, mut li) = named(&app, "all", &[], "2026-12-31").await;
        let pages = [
            ("/account/messages".to_owned(), "/account/messages"),
            (GRANT.to_owned(), GRANT),
            (format!("/items/{FOOD}"), "/items/"),
        ];
        let mut mine = Vec::new();
        for (path, start) in &pages {
            let page = li.open(path).await;
            let form = format!("main form[method='post'][action^='{start}']");
            mine.push(page.attribute(&form, "action").unwrap());
        }
        let home = act_for(&mut li).await;
        assert!(home.has("a[href='/?for=person']:not([aria-current])"));
        for action in &mine {
            let page = li.post(action, &[]).await;
            assert_eq!(page.status, StatusCode::CONFLICT, "{action}");
            page.is_sound();
        }
        let page = li.open("/account/messages").await;
        let theirs = page
            .attribute("main form[action^='/account/messages']", "action")
            .unwrap();
        assert_eq!(li.post(&theirs, &[]).await.status, StatusCode::SEE_OTHER);
        li.submit("/account/acting", &[]).await;
        assert_eq!(li.post(&theirs, &[]).await.status, StatusCode::CONFLICT);
        // Nothing was begun for anybody by what was refused.
        assert!(!li.open("/applications").await.text().contains("食品"));
        assert_eq!(li.post(&mine[0], &[]).await.status, StatusCode::SEE_OTHER);
    }
}

/// The messages of one's own box whose subject says so.
async fn told(browser: &mut Browser, words: &str) -> Vec<String> {
    let page = browser.open("/messages").await;
    let links = scraper::Selector::parse("main .case-list a").unwrap();
    let html = page.html();
    let links = html.select(&links);
    let said = links.filter(|link| link.text().collect::<String>().contains(words));
    said.filter_map(|link| link.value().attr("href").map(ToOwned::to_owned))
        .collect()
}

#[tokio::test]
async fn whoever_is_named_hears_of_it_and_nobody_learns_who_is_here() {
    for app in TestApp::each().await {
        let mut business = app.persona("business").await;
        let known = fields("all", &[], "2026-12-31");
        let mut unknown = known.clone();
        unknown[0].1 = "王小五";
        unknown[1].1 = "622301197801010017";
        let page = business.submit(GRANT, &known).await;
        let said = page.find(".banner").unwrap();
        let page = business.submit(GRANT, &unknown).await;
        assert_eq!(page.find(".banner").unwrap(), said);
        let mut li = app.persona("citizen-2").await;
        let home = li.open("/").await;
        home.is_sound();
        assert!(home.has("#others") && home.has("main a[href='/account/delegations']"));
        let words = format!("{COMPANY}委托您");
        assert_eq!(told(&mut li, &words).await.len(), 1);
        assert_eq!(server::mail::outbox::run(&app.app).await.unwrap(), 1);
        // Ended and made again, it is no news that day.
        let list = li.open("/account/delegations").await;
        li.submit(&action(&list, "/revocation"), &[]).await;
        assert!(!li.open("/").await.has("#others"));
        business.submit(GRANT, &known).await;
        assert_eq!(told(&mut li, &words).await.len(), 1);
        let page = li.open("/account/messages").await;
        assert!(page.has("input[name='delegations'][value='box']"));
        // The number alone is nobody.
        let mut citizen = app.persona("citizen").await;
        let mut misspelt = known.clone();
        misspelt[1].1 = "620102199003079995";
        business.submit(GRANT, &misspelt).await;
        assert_eq!(told(&mut citizen, &words).await.len(), 0);
    }
}

const CORRECTION: [(&str, &str); 2] = [
    ("target", "field:premises-area"),
    ("note.field:premises-area", "面积与租赁合同不一致。"),
];

#[tokio::test]
async fn a_correction_reaches_the_agent_who_handed_the_case_in() {
    for app in TestApp::each().await {
        let (mut business, mut li) = named(&app, "all", &[], "2026-12-31").await;
        act_for(&mut li).await;
        let draft = fill_food(&mut li).await;
        let applied = submit(&mut li, &draft).await;
        li.submit("/account/acting", &[]).await;
        assert!(!li.open("/").await.has("#others"));
        done(&app, "counter", &applied.no, "correction", &CORRECTION).await;
        assert_eq!(told(&mut business, "请补正申请").await.len(), 1);
        // Her own page leads to it.
        let home = li.open("/").await;
        home.is_sound();
        assert!(
            home.find("#others").unwrap().contains('1'),
            "{}",
            home.text()
        );
        let form = "main form[action='/account/acting']";
        let value = |name: &str| home.attribute(&format!("{form} input[name='{name}']"), "value");
        let (delegation, next) = (value("delegation").unwrap(), value("next").unwrap());
        let fields = [("delegation", delegation.as_str()), ("next", next.as_str())];
        let list = li.submit("/account/acting", &fields).await;
        assert!(acts(&list) && list.text().contains(&applied.no));
        li.submit("/account/acting", &[]).await;
        // So does her message.
        let words = format!("请为{COMPANY}补正");
        assert_eq!(told(&mut li, &words).await.len(), 1);
        let message = told(&mut li, &words).await.remove(0);
        let message = li.open(&message).await;
        let path = format!("/cases/{}/supplement", applied.no);
        assert!(message.has(&format!("main a.button[href='{path}']")));
        let page = li.get(&path).await;
        let form = turned(&mut li, &page, &path).await;
        assert!(form.has("[name='premises-area']"));
        // All that is held about the business has its own message alone.
        let password = [("password", crate::harness::PASSWORD)];
        let page = business.post("/account/data", &password).await;
        assert!(page.text().contains("请补正申请") && !page.text().contains(&words));
        // When the time to do it runs out, she is reminded.
        app.at("2026-12-11T16:00:00+08:00");
        jobs::deadlines::run(&app.app, app.now.get()).await.unwrap();
        let mut li = app.persona("citizen-2").await;
        assert_eq!(told(&mut li, "补正期限将到").await.len(), 1);
        app.verify().await;
    }
}

const PROPERTY: &[(&str, &[(&str, &str)])] = &[
    (
        "registration-page",
        &[("registration", "mortgage"), ("property-kind", "housing")],
    ),
    (
        "property",
        &[
            ("property-division", "620102"),
            ("property-address", "庆阳路10号2单元301室"),
            ("title-no", "甘（2020）兰州市不动产权第0000001号"),
        ],
    ),
    (
        "holder",
        &[
            ("holder-kind", "person"),
            ("holder-name", LI.0),
            ("holder-phone", "13800001234"),
            ("holder-address", "620102"),
            ("holder-address.street", "庆阳路10号"),
        ],
    ),
    ("holder-person", &[("holder-id", LI.1)]),
    (
        "owner",
        &[
            ("owner-kind", "entity"),
            ("owner-name", COMPANY),
            ("owner-phone", "13800001235"),
            ("co-owned", "no"),
        ],
    ),
    (
        "owner-entity",
        &[("owner-credit-code", "91620102MA0000015R")],
    ),
    ("mortgage", &[("mortgage-kind", "ordinary"), ("debt", "85")]),
    ("filing", &[("has-agent", "no")]),
];

/// The mortgage is booked, and the fee is due: by a notice, and to whoever applied as well.
#[tokio::test]
async fn a_fee_is_asked_for_in_writing_and_of_the_agent_and_waits_for_the_applicant() {
    for app in TestApp::each().await {
        let (mut business, mut li) = named(&app, "all", &[], "2026-12-31").await;
        act_for(&mut li).await;
        let draft = start(&mut li, "000715002001").await;
        for (page, answers) in PROPERTY {
            let filled = fill_page(&mut li, &draft, page, answers).await;
            assert_eq!(
                filled.status,
                StatusCode::SEE_OTHER,
                "{page}: {}",
                filled.text()
            );
        }
        let page = li.open(&format!("{draft}/pages/declaration-page")).await;
        let wording = page.attribute("[name=declaration]", "value").unwrap();
        let declared = [("declaration", wording.as_str())];
        fill_page(&mut li, &draft, "declaration-page", &declared).await;
        let path = format!("{draft}/materials/mortgage-contract");
        li.upload(&path, &[], &[("file", "合同.pdf", PDF)]).await;
        let no = submit(&mut li, &draft).await.no;
        li.submit("/account/acting", &[]).await;
        let step = |who: &str| format!("natural-resources-{who}");
        done(&app, &step("counter"), &no, "acceptance", &[]).await;
        let pass = [
            ("outcome", "pass"),
            ("opinion", "符合登记条件。"),
            ("field.register-findings", "无查封"),
            ("register-findings", "无查封"),
        ];
        done(
            &app,
            &step("examiner"),
            &no,
            "steps/mortgage-examination",
            &pass,
        )
        .await;
        let granted = [("outcome", "granted"), ("reason", "符合登记条件。")];
        done(&app, &step("decider"), &no, "decision", &granted).await;

        assert_eq!(told(&mut business, "请缴费").await.len(), 1);
        let words = format!("请为{COMPANY}缴费");
        assert_eq!(told(&mut li, &words).await.len(), 1);
        let own = business.open(&format!("/cases/{no}")).await;
        own.is_sound();
        let text = own.text();
        assert!(text.contains("准予办理决定书、缴费通知书"), "{text}");
        assert!(text.contains("等待您缴费"), "{text}");
        assert!(!text.contains("行政复议"), "nothing was refused: {text}");
        let links = scraper::Selector::parse("aside a[href*='/notices/']").unwrap();
        let html = own.html();
        let links = html
            .select(&links)
            .filter_map(|link| link.value().attr("href"));
        let links: Vec<String> = links.map(ToOwned::to_owned).collect();
        let mut asked = false;
        for notice in links {
            let sheet = business.open(&notice).await.text();
            asked |= sheet.contains("登记费80") && sheet.contains("2026年11月30日");
        }
        assert!(asked, "what to pay, and until when");

        // Nobody pays.
        app.at("2026-12-03T09:00:00+08:00");
        jobs::deadlines::run(&app.app, app.now.get()).await.unwrap();
        let mut business = app.persona("business").await;
        let own = business.open(&format!("/cases/{no}")).await;
        own.is_sound();
        let current = own.find(".timeline .current").unwrap();
        assert!(current.contains("等待您缴费"), "{current}");
        let missed = own.find(".timeline .next").unwrap();
        assert!(
            missed.contains("未完成") && missed.contains("逾期未缴费"),
            "{missed}"
        );
        app.verify().await;
    }
}

#[tokio::test]
async fn whoever_acts_for_a_child_is_told_once() {
    let app = TestApp::sqlite().await;
    let mut li = app.persona("citizen-2").await;
    declare(&mut li, "child", CHILD.1).await;
    act_for(&mut li).await;
    let draft = fill_food(&mut li).await;
    let applied = submit(&mut li, &draft).await;
    done(&app, "counter", &applied.no, "correction", &CORRECTION).await;
    assert_eq!(told(&mut li, "补正").await.len(), 1);
    li.submit("/account/acting", &[]).await;
    assert_eq!(told(&mut li, "补正").await.len(), 0);
}

#[tokio::test]
async fn an_agent_whose_time_is_over_is_not_told() {
    let app = TestApp::sqlite().await;
    let (mut business, mut li) = named(&app, "all", &[], "2026-12-31").await;
    act_for(&mut li).await;
    let draft = fill_food(&mut li).await;
    let applied = submit(&mut li, &draft).await;
    let list = business.open("/account/delegations").await;
    business.submit(&action(&list, "/revocation"), &[]).await;
    done(&app, "counter", &applied.no, "correction", &CORRECTION).await;
    assert_eq!(told(&mut li, "补正").await.len(), 0);
    app.at("2026-12-10T09:00:00+08:00");
    jobs::deadlines::run(&app.app, app.now.get()).await.unwrap();
    let mut li = app.persona("citizen-2").await;
    assert_eq!(told(&mut li, "补正").await.len(), 0);
    let path = format!("/cases/{}/supplement", applied.no);
    assert_eq!(li.get(&path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_agent_sees_the_licence_of_what_they_were_named_for() {
    let app = TestApp::sqlite().await;
    let mut business = app.persona("business").await;
    let draft = fill_food(&mut business).await;
    let food = submit(&mut business, &draft).await;
    conclude(&app, &food.no).await;
    let page = business.open("/account/wallet").await;
    let licence = page
        .attribute("main a[href^='/account/wallet/licences/']", "href")
        .unwrap();
    let (_, mut li) = named(&app, "some", &[FOOD], "2026-12-31").await;
    assert_eq!(li.get(&licence).await.status, StatusCode::NOT_FOUND);
    act_for(&mut li).await;
    let page = li.open(&licence).await;
    page.is_sound();
    assert!(page.text().contains(COMPANY) && !page.has("a[href='/account/wallet']"));
    // Within another mandate it does not exist.
    let list = li.open("/account/delegations").await;
    li.submit(&action(&list, "/revocation"), &[]).await;
    let page = business.open(GRANT).await;
    let html = page.html();
    let boxes = scraper::Selector::parse("input[name='items']").unwrap();
    let mut codes = html
        .select(&boxes)
        .filter_map(|one| one.value().attr("value"));
    let other = codes.find(|code| *code != FOOD).unwrap().to_owned();
    let (_, mut li) = named(&app, "some", &[&other], "2026-12-31").await;
    act_for(&mut li).await;
    assert_eq!(li.get(&licence).await.status, StatusCode::NOT_FOUND);
}
