//! What a guide computes for one person, the paper form that it has, and the way of the answers into the draft.

use axum::http::StatusCode;
use server::cli::embedded_catalogue;

use crate::harness::{Browser, Page, TestApp};
use crate::journey::FOOD;

const ESTATE: &str = "000715002001";
const HYGIENE: &str = "000123001001";
const RESIDENCE: &str = "000709001003";

const SALE: &str =
    "registration=transfer&property-kind=other&holder-kind=person&co-owned=yes&has-agent=no";

async fn situation(browser: &mut Browser, item: &str, query: &str) -> Page {
    let page = browser
        .open(&format!("/items/{item}/situation?{query}"))
        .await;
    page.is_sound();
    page
}

#[tokio::test]
async fn the_guide_has_all_that_has_to_be_known_and_stays_small() {
    let app = TestApp::sqlite().await;
    let mut visitor = app.visitor();
    for code in [ESTATE, HYGIENE, RESIDENCE, FOOD] {
        for lang in ["zh-CN", "en"] {
            let path = format!("/items/{code}?lang={lang}&division=620102");
            let page = visitor.open(&path).await;
            page.is_sound();
            let situation = format!("main a[href='/items/{code}/situation']");
            assert_eq!(page.count(&situation), 1, "{path}");
            let start = format!("main a[href='/items/{code}/application']");
            assert_eq!(page.count(&start), 1, "one start button: {path}");
            assert!(
                page.has(&format!("main a[href='/items/{code}/form']")),
                "{path}"
            );
            assert!(page.has(&format!("main a[href='/items/{code}/form/sample']")));
            // Enquiries and complaints have numbers of their own.
            assert!(page.count("aside a[href^='tel:']") >= 2, "{path}");
            assert!(page.find("aside").unwrap().contains("09:00"), "{path}");
        }
    }
    let estate = visitor.open(&format!("/items/{ESTATE}?lang=zh-CN")).await;
    assert!(estate.find("main .summary").unwrap().contains("550元"));
    assert!(estate.find("main .summary").unwrap().contains("视情形而定"));
    let hall = visitor
        .open(&format!("/items/{FOOD}?lang=zh-CN&division=620102"))
        .await;
    assert!(hall.find("aside").unwrap().contains("城关区政务服务中心"));
}

#[tokio::test]
async fn a_person_learns_what_they_need_and_others_need_something_else() {
    let app = TestApp::sqlite().await;
    let mut visitor = app.visitor();
    let first = situation(&mut visitor, ESTATE, "lang=zh-CN").await;
    assert_eq!(first.count("main form[method=get] fieldset"), 5);
    // Nothing chosen: the page says what is missing, keeps the rest and links to it.
    let asked = "asked=registration,property-kind,holder-kind,co-owned,has-agent&co-owned=yes";
    let path = format!("/items/{ESTATE}/situation?{asked}");
    let missing = visitor.get(&path).await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
    missing.is_sound();
    assert_eq!(missing.count(".error-summary a"), 4);
    assert!(missing.has("input[name='co-owned'][value=yes][checked]"));

    let sale = situation(&mut visitor, ESTATE, SALE).await;
    let list = sale.find(".checklist").unwrap();
    assert!(
        list.contains("房屋买卖合同") && list.contains("共有人"),
        "{list}"
    );
    assert!(
        !list.contains("抵押合同") && !list.contains("授权委托书"),
        "{list}"
    );
    assert!(sale.find(".sheet .summary").unwrap().contains("550元"));
    assert!(sale.find(".process").unwrap().contains("税"));
    assert_eq!(sale.count(".change a"), 5);
    let mortgage = SALE
        .replace("transfer", "mortgage")
        .replace("other", "housing");
    let mortgage = situation(&mut visitor, ESTATE, &mortgage).await;
    assert!(mortgage.find(".checklist").unwrap().contains("抵押合同"));
    assert!(mortgage.find(".sheet .summary").unwrap().contains("80元"));
    // Asked anew, with all others kept.
    let change = sale.attribute(".change a", "href").unwrap();
    let again = visitor.open(&change).await;
    again.is_sound();
    assert_eq!(again.count("main form[method=get] fieldset"), 1);
    assert_eq!(again.count("main form[method=get] input[type=hidden]"), 5);

    let english = situation(&mut visitor, ESTATE, &format!("{SALE}&lang=en")).await;
    assert!(english.find("h1").unwrap().contains("What you need"));
    assert!(
        english
            .find(".sheet .summary")
            .unwrap()
            .contains("550 yuan")
    );
}

#[tokio::test]
async fn what_a_page_decides_is_asked_on_the_next() {
    let app = TestApp::sqlite().await;
    let mut visitor = app.visitor();
    let first = situation(&mut visitor, HYGIENE, "lang=zh-CN").await;
    assert!(!first.has("input[name='central-air']"));
    let next = situation(
        &mut visitor,
        HYGIENE,
        "asked=way,has-agent&way=ordinary&has-agent=no",
    )
    .await;
    assert!(next.has("input[name='central-air'][type=radio]"));
    assert!(next.has("input[name=way][type=hidden][value=ordinary]"));
    assert!(!next.has(".error-summary"));
    let done = situation(
        &mut visitor,
        HYGIENE,
        "way=promise&has-agent=no&central-air=yes",
    )
    .await;
    assert!(done.has(".checklist"), "the promise asks no more");
    assert_eq!(done.count(".change a"), 2);
}

#[tokio::test]
async fn what_no_question_has_is_passed_over() {
    let app = TestApp::sqlite().await;
    let mut visitor = app.visitor();
    for query in [
        "registration=gift&co-owned=%FF&x=y&&=&registration",
        "registration=&registration=transfer&asked=nothing",
        &format!("holder-name={}", "x".repeat(4000)),
    ] {
        let page = situation(&mut visitor, ESTATE, query).await;
        assert!(page.has("main form[method=get]"), "{query}");
    }
    // Of an item that is the same for all, the guide is the answer; of none there is nothing.
    let same = visitor.get("/items/002012003001/situation").await;
    assert_eq!(same.status, StatusCode::SEE_OTHER);
    assert_eq!(same.location(), "/items/002012003001#materials");
    for path in ["situation", "form", "form/sample"] {
        // One that only agencies file is nobody's business either.
        for code in ["000000000000", "001031001001"] {
            let page = visitor.get(&format!("/items/{code}/{path}")).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{code}/{path}");
        }
    }
}

#[tokio::test]
async fn answers_go_along_into_the_draft_and_never_over_what_was_typed() {
    for app in TestApp::each().await {
        let mut citizen = app.persona("citizen").await;
        let page = situation(&mut citizen, RESIDENCE, "ground=study").await;
        let form = format!("form[action^='/items/{RESIDENCE}/application'] input[type=hidden]");
        assert_eq!(page.count(&form), 1);
        let path = format!("/items/{RESIDENCE}/application");
        let sent = [
            ("ground", "study"),
            ("applicant-name", "别人"),
            ("nonsense", "x"),
        ];
        let begun = citizen.post(&path, &sent).await;
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
        let draft = begun.location().split("/pages/").next().unwrap().to_owned();
        let ground = format!("{draft}/pages/ground-page");
        let chosen = "input[name=ground][value=study][checked]";
        assert!(citizen.open(&ground).await.has(chosen));
        let applicant = citizen.open(&format!("{draft}/pages/applicant")).await;
        let name = applicant.attribute("#applicant-name", "value");
        assert_ne!(name.as_deref(), Some("别人"), "only what the guide asks");
        // Again, and otherwise: one draft, and what it has stays.
        for other in ["study", "housing"] {
            let again = citizen.post(&path, &[("ground", other)]).await;
            assert!(again.location().starts_with(&draft), "{}", again.text());
            assert!(citizen.open(&ground).await.has(chosen));
        }
        // A draft that has no answer yet is filled in.
        let estate = format!("/items/{ESTATE}/application");
        let begun = citizen.post(&estate, &[]).await;
        let draft = begun.location().split("/pages/").next().unwrap().to_owned();
        citizen
            .post(&estate, &[("co-owned", "yes"), ("registration", "gift")])
            .await;
        let owner = citizen.open(&format!("{draft}/pages/owner")).await;
        assert!(owner.has("input[name='co-owned'][value=yes][checked]"));
        let page = citizen
            .open(&format!("{draft}/pages/registration-page"))
            .await;
        assert!(!page.has("input[name=registration][checked]"));
    }
}

#[tokio::test]
async fn whoever_signs_in_first_keeps_the_answers_too() {
    let app = TestApp::sqlite().await;
    let mut visitor = app.visitor();
    let page = situation(&mut visitor, RESIDENCE, "ground=housing").await;
    let start = page.attribute(".guide a.button-start", "href").unwrap();
    assert_eq!(
        start,
        format!("/items/{RESIDENCE}/application?ground=housing")
    );
    let mut citizen = app.persona("citizen").await;
    let page = citizen.open(&start).await;
    page.is_sound();
    let form = format!("form[action^='/items/{RESIDENCE}/application']");
    let kept = page.attribute(&format!("{form} input[name=ground]"), "value");
    assert_eq!(kept.as_deref(), Some("housing"));
    let odd = citizen.open(&format!("{start}&ground=castle&x=y")).await;
    assert!(!odd.has(&format!("{form} input[name=ground]")));
}

#[tokio::test]
async fn every_form_is_there_on_paper_blank_and_filled_in() {
    let app = TestApp::sqlite().await;
    let mut visitor = app.visitor();
    let catalogue = embedded_catalogue().unwrap();
    for definition in catalogue.items().filter(|one| one.item.is_public()) {
        let item = &definition.item;
        for lang in ["zh-CN", "en"] {
            let path = format!("/items/{}/form", item.code());
            let blank = visitor.open(&format!("{path}?lang={lang}")).await;
            blank.is_sound();
            // A group has room for three members, each with its own questions.
            let questions: usize = item.fields().map(|field| 1 + 3 * field.fields.len()).sum();
            assert_eq!(
                blank.count(".paper dt"),
                questions + 2,
                "every question, signature and date: {path}"
            );
            assert!(blank.has(".paper .room"));
            let sample = visitor.open(&format!("{path}/sample?lang={lang}")).await;
            sample.is_sound();
            assert!(!sample.has(".paper .room"), "{path}");
        }
    }
}
