//! A bundle (一件事): one form, a case for each part, and what opens when.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use scraper::Selector;
use server::mail::outbox;

use crate::harness::{Browser, PASSWORD, Page, TestApp};
use crate::journey::{PDF, act, fill_page};

const CERTIFICATE: &str = "出生医学证明";
const REGISTRATION: &str = "生育登记";
const HOUSEHOLD: &str = "户口登记";
const VACCINATION: &str = "预防接种证";
const INSURANCE: &str = "居民医保参保";
const CARD: &str = "社会保障卡";
const BUSINESS: &str = "营业执照";
const FOOD: &str = "食品经营许可";
const SIGN: &str = "户外招牌";
const FIRE: &str = "消防安全检查";

type Pages<'a> = Vec<(&'a str, Vec<(&'a str, &'a str)>)>;

fn newborn() -> Pages<'static> {
    vec![
        (
            "mother",
            vec![
                ("mother-name", "李雪梅"),
                ("mother-id", "620102198512129984"),
                ("contact-phone", "13909310002"),
            ],
        ),
        (
            "father",
            vec![
                ("father-name", "马小军"),
                ("father-id", "620102199003079995"),
            ],
        ),
        (
            "birth",
            vec![
                ("birth-division", "620102"),
                ("hospital-name", "城关区妇幼保健院"),
                ("birth-date", "2026-11-18"),
                ("child-order", "first"),
            ],
        ),
        (
            "child",
            vec![
                ("child-name", "马念安"),
                ("child-sex", "female"),
                ("child-ethnicity", "01"),
                ("native-place", "甘肃省榆中县"),
            ],
        ),
        ("settling", vec![("settle-with", "mother")]),
        (
            "household",
            vec![
                ("household-division", "620102"),
                ("household-address", "雁宁路220号"),
                ("householder-name", "李雪梅"),
                ("relation-to-householder", "child"),
            ],
        ),
        (
            "residence",
            vec![
                ("residence-division", "620102"),
                ("residence-address", "雁宁路220号6单元1203室"),
            ],
        ),
        ("bank-page", vec![("bank", "local")]),
        ("receiving", vec![("receive-by", "collect")]),
        ("promise", vec![("promise-made", "made")]),
    ]
}

fn restaurant(sign: bool, large: bool) -> Pages<'static> {
    let mut pages = vec![
        (
            "operator",
            vec![
                ("operator-name", "李雪梅"),
                ("operator-id", "620102198512129984"),
                ("operator-address", "雁宁路220号"),
                ("operator-phone", "13909310002"),
            ],
        ),
        ("composition-page", vec![("composition", "individual")]),
        (
            "names",
            vec![
                ("business-name", "城关区黄河边面馆"),
                ("shop-name", "黄河边面馆"),
            ],
        ),
        (
            "premises",
            vec![
                ("premises-division", "620102"),
                ("premises-address", "庆阳路10号1层"),
                ("premises-area", "320"),
                ("premises-proof-by", "promise"),
            ],
        ),
        (
            "business",
            vec![("business-items", "hot-food"), ("employees", "6")],
        ),
        (
            "what-else",
            vec![
                ("has-sign", if sign { "yes" } else { "no" }),
                ("built-area", if large { "large" } else { "small" }),
            ],
        ),
    ];
    if sign {
        pages.push((
            "sign",
            vec![
                ("sign-position", "above-door"),
                ("sign-width", "300"),
                ("sign-height", "80"),
                ("sign-lighting", "static"),
                ("wall-owner", "own"),
            ],
        ));
    }
    if large {
        pages.push((
            "building",
            vec![
                ("building-area", "420"),
                ("storey", "ground"),
                ("exits", "2"),
                ("capacity", "90"),
                ("building-check", "passed"),
                ("fire-equipment", "extinguishers"),
                ("fire-equipment", "lighting"),
                ("uses-gas", "yes"),
            ],
        ));
    }
    pages
}

/// The address of the draft.
async fn start(citizen: &mut Browser, key: &str) -> String {
    let path = format!("/life-events/{key}/application");
    citizen.open(&path).await.is_sound();
    let started = citizen.post(&path, &[]).await;
    assert_eq!(started.status, StatusCode::SEE_OTHER, "{}", started.text());
    let location = started.location();
    format!("/applications/{}", location.split('/').nth(2).unwrap())
}

async fn fill(citizen: &mut Browser, key: &str, pages: &Pages<'_>, uploads: &[&str]) -> String {
    let draft = start(citizen, key).await;
    for (page, answers) in pages {
        let filled = fill_page(citizen, &draft, page, answers).await;
        assert_eq!(
            filled.status,
            StatusCode::SEE_OTHER,
            "{page}: {}",
            filled.text()
        );
    }
    for rule in uploads {
        let path = format!("{draft}/materials/{rule}");
        let file = [("file", "图纸.pdf", PDF)];
        let uploaded = citizen.upload(&path, &[], &file).await;
        assert_eq!(
            uploaded.status,
            StatusCode::SEE_OTHER,
            "{rule}: {}",
            uploaded.text()
        );
    }
    draft
}

/// Submits, and answers with the address of the tracker.
async fn submit(citizen: &mut Browser, draft: &str) -> String {
    let answers = citizen.open(&format!("{draft}/answers")).await;
    answers.is_sound();
    let version = answers.attribute("input[name=version]", "value").unwrap();
    let path = format!("{draft}/submission");
    let receipt = citizen.submit(&path, &[("version", &version)]).await;
    receipt.is_sound();
    draft.replace("/applications/", "/life-events/applications/")
}

async fn apply(citizen: &mut Browser, key: &str, pages: &Pages<'_>, uploads: &[&str]) -> String {
    let draft = fill(citizen, key, pages, uploads).await;
    submit(citizen, &draft).await
}

/// The number of each part that has a case, by the part's name.
fn numbers(tracker: &Page) -> BTreeMap<String, String> {
    let html = tracker.html();
    let links = Selector::parse(".case-line h3 a[href^='/cases/']").unwrap();
    html.select(&links)
        .map(|link| {
            let href = link.value().attr("href").unwrap();
            let name = link.text().collect::<String>().trim().to_owned();
            (name, href.trim_start_matches("/cases/").to_owned())
        })
        .collect()
}

fn names(tracker: &Page) -> Vec<String> {
    numbers(tracker).into_keys().collect()
}

fn sorted(names: &[&str]) -> Vec<String> {
    let mut names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    names.sort();
    names
}

/// Everybody at their desks, each signed in once.
struct Offices<'a> {
    app: &'a TestApp,
    browsers: BTreeMap<String, Browser>,
}

impl<'a> Offices<'a> {
    fn of(app: &'a TestApp) -> Self {
        Self {
            app,
            browsers: BTreeMap::new(),
        }
    }

    async fn sign_in(&mut self, login: &str) -> &mut Browser {
        if !self.browsers.contains_key(login) {
            let mut browser = self.app.visitor();
            let credentials = [("login", login), ("password", PASSWORD)];
            let page = browser.post("/session", &credentials).await;
            assert_eq!(
                page.status,
                StatusCode::SEE_OTHER,
                "{login}: {}",
                page.text()
            );
            self.browsers.insert(login.to_owned(), browser);
        }
        self.browsers.get_mut(login).unwrap()
    }

    async fn done(&mut self, login: &str, no: &str, noun: &str, fields: &[(&str, &str)]) {
        let officer = self.sign_in(login).await;
        let page = act(officer, no, noun, fields).await;
        let said = page.text();
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{login} {noun}: {said}");
        officer.open(&page.location()).await.is_sound();
    }

    /// From receipt to the decision, in a team whose logins begin with `team`.
    async fn decide(&mut self, team: &str, no: &str, steps: &[&str], outcome: &str) {
        let decider = if team == "chengguan-window" {
            "head"
        } else {
            "decider"
        };
        let login = |role: &str| format!("{team}.{role}");
        self.done(&login("counter"), no, "acceptance", &[]).await;
        for step in steps {
            let (step, outcome) = step.split_once('=').unwrap();
            let role = if step == "review" {
                "reviewer"
            } else {
                "examiner"
            };
            let fields = [("outcome", outcome), ("opinion", "符合规定")];
            self.done(&login(role), no, &format!("steps/{step}"), &fields)
                .await;
        }
        let fields = [("outcome", outcome), ("reason", "依法作出")];
        self.done(&login(decider), no, "decision", &fields).await;
    }

    async fn issue(&mut self, team: &str, no: &str) {
        self.done(&format!("{team}.issuer"), no, "licence", &[])
            .await;
    }

    async fn deliver(&mut self, team: &str, no: &str) {
        let fields = [("method", "electronic")];
        self.done(&format!("{team}.issuer"), no, "delivery", &fields)
            .await;
    }
}

#[tokio::test]
async fn a_newborns_papers_come_one_after_the_other() {
    for app in TestApp::each().await {
        let mut mother = app.persona("citizen-2").await;
        let tracker = apply(&mut mother, "newborn", &newborn(), &[]).await;
        let page = mother.open(&tracker).await;
        page.is_sound();
        assert_eq!(names(&page), sorted(&[CERTIFICATE, REGISTRATION]));
        let no = numbers(&page);
        let mut offices = Offices::of(&app);

        // The certificate is decided: the register waits until it is there.
        offices
            .decide("chengguan-health", &no[CERTIFICATE], &[], "granted")
            .await;
        assert_eq!(numbers(&mother.open(&tracker).await).len(), 2);
        app.at("2026-11-23T09:40:00+08:00");
        offices.issue("chengguan-health", &no[CERTIFICATE]).await;
        let page = mother.open(&tracker).await;
        let begun = [CERTIFICATE, REGISTRATION, HOUSEHOLD, VACCINATION];
        assert_eq!(names(&page), sorted(&begun));
        offices.deliver("chengguan-health", &no[CERTIFICATE]).await;
        assert_eq!(numbers(&mother.open(&tracker).await).len(), 4, "once only");
        let no = numbers(&page);
        let vaccination = mother.open(&format!("/cases/{}", no[VACCINATION])).await;
        assert!(
            vaccination.text().contains("李雪梅"),
            "her answers came along"
        );

        offices
            .decide("chengguan-window", &no[REGISTRATION], &[], "granted")
            .await;
        offices.issue("chengguan-window", &no[REGISTRATION]).await;
        offices.deliver("chengguan-window", &no[REGISTRATION]).await;
        offices
            .decide("chengguan-health", &no[VACCINATION], &[], "granted")
            .await;
        offices.issue("chengguan-health", &no[VACCINATION]).await;
        let pass = ["examination=pass"];
        offices
            .decide("chengguan-police", &no[HOUSEHOLD], &pass, "granted")
            .await;
        offices.issue("chengguan-police", &no[HOUSEHOLD]).await;
        let page = mother.open(&tracker).await;
        page.is_sound();
        let no = numbers(&page);
        assert_eq!(no.len(), 6, "all parts: {no:?}");
        // Without a licence, it is the conclusion that counts.
        offices
            .decide("chengguan-insurance", &no[INSURANCE], &pass, "granted")
            .await;
        offices.deliver("chengguan-insurance", &no[INSURANCE]).await;
        offices
            .decide("chengguan-hr", &no[CARD], &pass, "granted")
            .await;
        offices.issue("chengguan-hr", &no[CARD]).await;
        offices.deliver("chengguan-hr", &no[CARD]).await;
        let page = mother.open(&tracker).await;
        page.is_sound();
        assert!(page.count(".timeline li") > 20, "one course of everything");

        // One entry in the list, with all of its cases.
        let cases = mother.open("/cases").await;
        cases.is_sound();
        assert_eq!(cases.count(".case-bundle"), 1);
        assert_eq!(cases.count(".case-bundle a[href^='/cases/6']"), 6);
        assert_eq!(cases.count(".case-line"), 0);
        assert!(cases.has(&format!("a[href='{tracker}']")));
        app.verify().await;
    }
}

#[tokio::test]
async fn a_refused_part_leaves_those_behind_it_closed() {
    for app in TestApp::each().await {
        let mut mother = app.persona("citizen-2").await;
        let tracker = apply(&mut mother, "newborn", &newborn(), &[]).await;
        let no = numbers(&mother.open(&tracker).await);
        let mut offices = Offices::of(&app);
        offices
            .decide("chengguan-health", &no[CERTIFICATE], &[], "granted")
            .await;
        offices.issue("chengguan-health", &no[CERTIFICATE]).await;
        let no = numbers(&mother.open(&tracker).await);
        let pass = ["examination=pass"];
        offices
            .decide("chengguan-police", &no[HOUSEHOLD], &pass, "refused")
            .await;
        for lang in ["zh-CN", "en"] {
            let page = mother.open(&format!("{tracker}?lang={lang}")).await;
            page.is_sound();
            assert_eq!(numbers(&page).len(), 4);
            for item in ["002036001001", "002014001001"] {
                assert!(
                    page.has(&format!(".case-state a[href='/items/{item}']")),
                    "{item}"
                );
            }
        }
        offices.deliver("chengguan-police", &no[HOUSEHOLD]).await;
        assert_eq!(numbers(&mother.open(&tracker).await).len(), 4);
        // One letter for both, once, and it can leave.
        let told = letters(&app, &no[HOUSEHOLD]).await;
        let expected = ["accepted", "delivered", "not-opened", "received", "refused"];
        assert_eq!(told, expected);
        let left = outbox::run(&app.app).await.unwrap();
        assert!(left > expected.len(), "{left}");

        // What does not wait for it goes on.
        offices
            .decide("chengguan-health", &no[VACCINATION], &[], "granted")
            .await;
        offices.issue("chengguan-health", &no[VACCINATION]).await;
        app.verify().await;
    }
}

/// What the applicant was told about a case, by name: all of it was in one frozen instant.
async fn letters(app: &TestApp, no: &str) -> Vec<String> {
    let mut tx = app.app.store.read().await.unwrap();
    let key = store::cases::key_by_no(&mut tx, no).await.unwrap();
    let letters = store::messages::of_case(&mut tx, key.id).await.unwrap();
    let mut letters: Vec<_> = letters.into_iter().map(|letter| letter.template).collect();
    letters.sort();
    letters
}

#[tokio::test]
async fn what_is_withdrawn_opens_nothing() {
    let app = TestApp::sqlite().await;
    let mut mother = app.persona("citizen-2").await;
    let tracker = apply(&mut mother, "newborn", &newborn(), &[]).await;
    let no = numbers(&mother.open(&tracker).await);
    let path = format!("/cases/{}/withdrawal", no[CERTIFICATE]);
    let form = mother.open(&path).await;
    let seq = form.attribute("input[name=seq]", "value").unwrap();
    mother.submit(&path, &[("seq", &seq), ("reason", "")]).await;
    let page = mother.open(&tracker).await;
    page.is_sound();
    assert_eq!(
        page.count(".case-state a[href^='/items/']"),
        4,
        "all behind it"
    );
    assert_eq!(numbers(&page).len(), 2);
    app.verify().await;
}

#[tokio::test]
async fn a_small_restaurant_is_two_parts_and_a_large_one_four() {
    for app in TestApp::each().await {
        let rules = ["layout-and-process", "food-safety-rules"];
        let mut citizen = app.persona("citizen-2").await;
        let tracker = apply(
            &mut citizen,
            "restaurant",
            &restaurant(false, false),
            &rules,
        )
        .await;
        let page = citizen.open(&tracker).await;
        page.is_sound();
        assert_eq!(names(&page), [BUSINESS]);
        let small = numbers(&page);
        let mut offices = Offices::of(&app);
        open_shop(&mut offices, &small[BUSINESS], "92620102MA0000023H").await;
        assert_eq!(
            names(&citizen.open(&tracker).await),
            sorted(&[BUSINESS, FOOD])
        );

        let more = ["sign-drawing", "fire-safety-rules", "fire-plans"];
        let uploads = [&rules[..], &more].concat();
        let tracker = apply(
            &mut citizen,
            "restaurant",
            &restaurant(true, true),
            &uploads,
        )
        .await;
        let no = numbers(&citizen.open(&tracker).await);
        assert_eq!(no.len(), 1);
        open_shop(&mut offices, &no[BUSINESS], CODE).await;
        let case = citizen.open(&format!("/cases/{}", no[BUSINESS])).await;
        let licence = case
            .attribute("a[href^='/account/wallet/licences/']", "href")
            .unwrap();
        let licence = citizen.open(&licence).await;
        licence.is_sound();
        assert!(licence.text().contains(CODE), "{}", licence.text());
        let page = citizen.open(&tracker).await;
        page.is_sound();
        assert_eq!(names(&page), sorted(&[BUSINESS, FOOD, SIGN, FIRE]));
        let no = numbers(&page);
        for part in [FOOD, SIGN, FIRE] {
            let case = citizen.open(&format!("/cases/{}", no[part])).await;
            assert!(case.text().contains(CODE), "{part} has the credit code");
            assert!(case.text().contains("城关区黄河边面馆"), "{part}");
        }
        // The files are there to look at, under each part's own case.
        let case = citizen.open(&format!("/cases/{}", no[FOOD])).await;
        let file = case.attribute("a[href*='/materials/']", "href").unwrap();
        assert_eq!(&*citizen.open(&file).await.body, PDF);
        let desk = offices.sign_in("chengguan.examiner").await;
        let case = desk.open(&format!("/desk/cases/{}", no[FOOD])).await;
        assert_eq!(
            case.count(".part-of .related li"),
            4,
            "its bundle is beside it"
        );
        assert_eq!(
            case.count(&format!(
                ".part-of .related a[href='/desk/cases/{}']",
                no[BUSINESS]
            )),
            1,
            "its own agency's other case"
        );
        assert_eq!(
            case.count(".part-of .related a"),
            1,
            "and none of other agencies'"
        );
        let fire = offices.sign_in("chengguan-fire.examiner").await;
        let case = fire.open(&format!("/desk/cases/{}", no[FIRE])).await;
        case.is_sound();
        assert_eq!(
            (case.count(".related li"), case.count(".part-of .related a")),
            (4, 0)
        );
        app.verify().await;
    }
}

/// The whole point of it: one question, one answer, whatever it opens.
#[test]
fn no_question_is_asked_twice() {
    let catalogue = server::cli::embedded_catalogue().unwrap();
    for bundle in catalogue.bundles() {
        let mut keys = BTreeSet::new();
        let mut questions = BTreeSet::new();
        for field in bundle.pages.iter().flat_map(|page| &page.fields) {
            assert!(
                keys.insert(field.key()),
                "{}: {}",
                bundle.key(),
                field.key()
            );
            let asked = &field.label.zh;
            assert!(questions.insert(asked), "{}: {asked}", bundle.key());
        }
        let mut materials = BTreeSet::new();
        for rule in &bundle.materials {
            let name = &rule.name.zh;
            assert!(materials.insert(name), "{}: {name}", bundle.key());
        }
    }
}

#[tokio::test]
async fn the_tracker_says_whose_turn_it_is_and_every_part_leads_back() {
    for app in TestApp::each().await {
        let mut mother = app.persona("citizen-2").await;
        let tracker = apply(&mut mother, "newborn", &newborn(), &[]).await;
        let page = mother.open(&tracker).await;
        assert!(!page.has(".case-turn"), "nothing to do yet");
        assert!(page.text().contains("下一步"), "what comes next");
        let no = numbers(&page);
        for number in no.values() {
            let case = mother.open(&format!("/cases/{number}")).await;
            case.is_sound();
            assert!(case.has(&format!("a[href='{tracker}']")), "{number}");
        }
        let mut offices = Offices::of(&app);
        let fields = [
            ("target", "field:child-name"),
            ("note.field:child-name", "请核对"),
        ];
        let login = "chengguan-health.counter";
        let certificate = &no[CERTIFICATE];
        offices
            .done(login, certificate, "correction", &fields)
            .await;
        let page = mother.open(&tracker).await;
        page.is_sound();
        let supplement = format!("a[href='/cases/{certificate}/supplement']");
        assert!(page.has(&format!(".case-turn {supplement}")));
        let cases = mother.open("/cases?state=turn").await;
        assert_eq!(cases.count(".case-list > li"), 1);
        // With one part's number and code, without an account: how all stand, and nobody's name.
        let case = mother.open(&format!("/cases/{certificate}")).await;
        let code = case.find(".query-code").unwrap();
        let pair = [("number", certificate.as_str()), ("code", code.as_str())];
        let tracked = app.visitor().post("/track", &pair).await;
        assert_eq!(tracked.status, StatusCode::OK);
        tracked.is_sound();
        assert!(tracked.text().contains(HOUSEHOLD), "{}", tracked.text());
        for told in ["李雪梅", "马念安", &no[REGISTRATION]] {
            assert!(!tracked.text().contains(told), "{told}");
        }
        app.verify().await;
    }
}

const CODE: &str = "92620102MA0000031C";

/// The business licence, with the code that is assigned on the way.
async fn open_shop(offices: &mut Offices<'_>, no: &str, code: &str) {
    offices.decide("chengguan", no, &[], "granted").await;
    let fields = [
        ("outcome", "assigned"),
        ("opinion", "已赋码"),
        ("credit-code", code),
    ];
    let login = "chengguan.issuer";
    offices
        .done(login, no, "steps/code-assignment", &fields)
        .await;
    offices.issue("chengguan", no).await;
}

#[tokio::test]
async fn a_double_submission_makes_each_case_once() {
    for app in TestApp::each().await {
        let mut mother = app.persona("citizen-2").await;
        let draft = fill(&mut mother, "newborn", &newborn(), &[]).await;
        let answers = mother.open(&format!("{draft}/answers")).await;
        let version = answers.attribute("input[name=version]", "value").unwrap();
        let path = format!("{draft}/submission");
        let fields = [("version", version.as_str())];
        let mut other = mother.clone();
        let (one, two) = tokio::join!(mother.post(&path, &fields), other.post(&path, &fields));
        for page in [&one, &two] {
            assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
        }
        let receipt = mother.open(&path).await;
        receipt.is_sound();
        assert_eq!(receipt.count(".query-code"), 2);
        let cases = mother.open("/cases").await;
        assert_eq!(cases.count("a[href^='/cases/6']"), 2);
        // Sent for good: its pages lead to the receipt, and a new start is a new draft.
        let page = mother.get(&format!("{draft}/answers")).await;
        assert_eq!(page.location(), path);
        assert_ne!(start(&mut mother, "newborn").await, draft);
        app.verify().await;
    }
}

#[tokio::test]
async fn a_bundle_belongs_to_one_person() {
    for app in TestApp::each().await {
        let mut mother = app.persona("citizen-2").await;
        let draft = fill(&mut mother, "newborn", &newborn(), &[]).await;
        let tracker = draft.replace("/applications/", "/life-events/applications/");
        let early = mother.get(&tracker).await;
        assert_eq!(early.location(), draft, "a draft is gone on with");
        submit(&mut mother, &draft).await;
        let mut stranger = app.persona("citizen").await;
        for path in [
            tracker.clone(),
            draft.clone(),
            format!("{draft}/answers"),
            format!("{draft}/submission"),
            "/life-events/applications/x".into(),
            "/life-events/nothing".into(),
            "/life-events/nothing/application".into(),
        ] {
            assert_eq!(
                stranger.get(&path).await.status,
                StatusCode::NOT_FOUND,
                "{path}"
            );
        }
        let posted = stranger.post(&format!("{draft}/submission"), &[]).await;
        assert_eq!(posted.status, StatusCode::NOT_FOUND);
        let mut visitor = app.visitor();
        assert_ne!(visitor.get(&tracker).await.status, StatusCode::OK);
        let mut business = app.persona("business").await;
        let refused = business.post("/life-events/newborn/application", &[]).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "for people only"
        );
        refused.is_sound();
    }
}

#[tokio::test]
async fn nothing_typed_is_lost_and_nothing_is_half_begun() {
    for app in TestApp::each().await {
        let mut mother = app.persona("citizen-2").await;
        let draft = start(&mut mother, "newborn").await;
        let typed = [
            ("father-name", "马小军"),
            ("father-id", "62010219900307999"),
        ];
        let page = fill_page(&mut mother, &draft, "father", &typed).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.is_sound();
        let again = start(&mut mother, "newborn").await;
        assert_eq!(again, draft, "the draft is resumed");
        let page = mother.open(&format!("{draft}/pages/father")).await;
        let kept = page.attribute("#father-id", "value");
        assert_eq!(kept.as_deref(), Some("62010219900307999"));
        let home = mother.open("/").await;
        assert!(
            home.has(&format!("a[href='{draft}']")),
            "the draft is on the home page"
        );
        let refused = mother.post(&format!("{draft}/submission"), &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.is_sound();
        let cases = mother.open("/cases").await;
        assert_eq!(cases.count("a[href^='/cases/6']"), 0);
        app.verify().await;
    }
}

#[tokio::test]
async fn guides_say_what_opens_and_search_finds_them() {
    let app = TestApp::sqlite().await;
    for lang in ["zh-CN", "en"] {
        let mut visitor = app.visitor();
        for path in [
            "/life-events",
            "/life-events/newborn",
            "/life-events/restaurant",
        ] {
            let page = visitor.open(&format!("{path}?lang={lang}")).await;
            page.is_sound();
            assert_eq!(page.attribute("html", "lang").as_deref(), Some(lang));
        }
        let home = visitor.open(&format!("/?lang={lang}")).await;
        assert!(home.has("a[href='/life-events']"));
        assert!(home.has("a[href='/life-events/newborn']"));
    }
    let mut visitor = app.visitor();
    let guide = visitor.open("/life-events/newborn?division=620102").await;
    assert_eq!(guide.count(".event-parts"), 3, "three steps");
    assert_eq!(guide.count(".event-parts li"), 6);
    assert!(
        guide.text().contains("兰州市公安局城关分局"),
        "{}",
        guide.text()
    );
    assert!(guide.text().contains('8'), "3 and then 5 working days");
    for q in ["生完孩子要办什么", "newborn", "新生儿"] {
        let found = visitor.open(&format!("/search?q={q}")).await;
        found.is_sound();
        assert!(found.has("a[href='/life-events/newborn']"), "{q}");
    }
    let found = visitor.open("/search?q=开面馆").await;
    assert!(found.has("a[href='/life-events/restaurant']"));
    assert!(!found.has("a[href='/life-events/newborn']"));
}
