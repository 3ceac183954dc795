//! Long forms: members of a household one at a time, what is still to do, drafts and how long they are kept, a form
//! that is published anew between two saves, and applying again.

use axum::http::StatusCode;
use domain::catalogue::FieldKind;

use crate::admin::publication::publish;
use crate::harness::{Browser, Page, TestApp};
use crate::journey::{FOOD, PDF, act, apply, fill_food, fill_page, start, submit};

const ALLOWANCES: &str = "000511003001";
const PROPERTY: &str = "000715002001";

/// What comes before the household.
const BEFORE: &[(&str, &[(&str, &str)])] = &[
    ("filing", &[("filer", "self")]),
    (
        "self-page",
        &[
            ("applicant-name", "马小军"),
            ("applicant-id", "620102199003079995"),
        ],
    ),
    ("contact", &[("contact-phone", "13800001234")]),
    (
        "home",
        &[("home-region", "gansu"), ("home-address", "八里镇3号")],
    ),
    (
        "places",
        &[
            ("apply-division", "620102002"),
            ("home-division", "620103101"),
        ],
    ),
    ("allowance-page", &[("allowance", "living")]),
];

async fn at_household(citizen: &mut Browser) -> String {
    let draft = start(citizen, ALLOWANCES).await;
    let mut last = String::new();
    for (page, answers) in BEFORE {
        let filled = fill_page(citizen, &draft, page, answers).await;
        assert_eq!(filled.status, StatusCode::SEE_OTHER, "{}", filled.text());
        last = filled.location();
    }
    assert_eq!(last, format!("{draft}/pages/household-page"));
    draft
}

fn hidden(form: &Page) -> Vec<(String, String)> {
    ["version", "seen", "form"]
        .into_iter()
        .map(|name| {
            let value = form.attribute(&format!("input[name={name}]"), "value");
            (name.to_owned(), value.unwrap())
        })
        .collect()
}

async fn send(
    citizen: &mut Browser,
    path: &str,
    answers: &[(&str, &str)],
    shown: &[(String, String)],
) -> Page {
    let more = shown
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    let fields: Vec<_> = answers.iter().copied().chain(more).collect();
    citizen.post(path, &fields).await
}

/// Of the members, each their own.
const NUMBERS: [&str; 5] = [
    "620102199003079995",
    "620102199205089980",
    "620102199506129990",
    "620102199607139987",
    "620102201001019999",
];

fn person<'a>(number: u32, name: &'a str, income: &'a str) -> Vec<(String, &'a str)> {
    let key = |inner: &str| format!("household.{number}.{inner}");
    vec![
        (key("name"), name),
        (key("relation"), "child"),
        (key("id"), NUMBERS[(number as usize + 4) % NUMBERS.len()]),
        (key("income"), income),
    ]
}

fn borrowed<'a>(answers: &'a [(String, &'a str)]) -> Vec<(&'a str, &'a str)> {
    answers
        .iter()
        .map(|(key, value)| (key.as_str(), *value))
        .collect()
}

async fn add(citizen: &mut Browser, draft: &str, number: u32, name: &str, income: &str) -> Page {
    let path = format!("{draft}/pages/household-page/members/{number}");
    let form = citizen.open(&path).await;
    form.is_sound();
    let answers = person(number, name, income);
    send(citizen, &path, &borrowed(&answers), &hidden(&form)).await
}

#[tokio::test]
async fn members_come_and_go_one_at_a_time() {
    for app in TestApp::each().await {
        let mut citizen = app.persona("citizen").await;
        let draft = at_household(&mut citizen).await;
        let list = format!("{draft}/pages/household-page");
        let page = citizen.open(&list).await;
        page.is_sound();
        assert!(page.has(&format!("a[href='{list}/members/1']")));

        // Typed wrong: it comes back as it was typed, and is saved.
        let wrong = add(&mut citizen, &draft, 1, "马兰", "两千").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.is_sound();
        let selector = "[id='household.1.income']";
        assert_eq!(wrong.attribute(selector, "value").as_deref(), Some("两千"));
        assert!(wrong.has(".error-summary a[href='#household.1.income']"));
        let stuck = citizen.post(&list, &[]).await;
        assert_eq!(stuck.status, StatusCode::UNPROCESSABLE_ENTITY);
        stuck.is_sound();
        assert!(stuck.has(".error-summary a[href='#member-1']") && stuck.has("#member-1"));

        // Two clicks are one member.
        for _ in 0..2 {
            let path = format!("{list}/members/1");
            let form = citizen.open(&path).await;
            let answers = person(1, "马兰", "２，０００.5");
            let saved = send(&mut citizen, &path, &borrowed(&answers), &hidden(&form)).await;
            assert_eq!(saved.location(), list, "{}", saved.text());
        }
        for (number, name) in [(2, "马丽"), (3, "马明")] {
            let saved = add(&mut citizen, &draft, number, name, "0").await;
            assert_eq!(saved.location(), list);
        }
        let removal = format!("{list}/members/2/removal");
        let asked = citizen.open(&removal).await;
        asked.is_sound();
        for _ in 0..2 {
            assert_eq!(citizen.post(&removal, &[]).await.location(), list);
        }
        let page = citizen.open(&list).await;
        page.is_sound();
        let text = page.text();
        assert!(
            text.contains("¥2,000.50") && text.contains("马明"),
            "{text}"
        );
        assert!(!text.contains("马丽"), "{text}");
        // Nobody is renumbered.
        assert!(page.has(&format!("a[href='{list}/members/3']")));
        let third = citizen.open(&format!("{list}/members/3")).await;
        let name = third.attribute("[id='household.3.name']", "value");
        assert_eq!(name.as_deref(), Some("马明"));

        let on = citizen.post(&list, &[]).await;
        assert_eq!(on.location(), format!("{draft}/pages/income-page"));
        for number in ["0", "01", "x", "99999"] {
            let page = citizen.get(&format!("{list}/members/{number}")).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{number}");
        }
        let mut stranger = app.persona("citizen-2").await;
        for path in ["/members/1", "/members/1/removal", ""] {
            let page = stranger.get(&format!("{list}{path}")).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        }
        let page = stranger.post(&removal, &[]).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn two_windows_that_add_a_member_lose_neither() {
    let app = TestApp::sqlite().await;
    let mut citizen = app.persona("citizen").await;
    let draft = at_household(&mut citizen).await;
    let path = format!("{draft}/pages/household-page/members/1");
    let shown = hidden(&citizen.open(&path).await);
    let first = person(1, "马兰", "0");
    let second = person(1, "马丽", "0");
    let saved = send(&mut citizen, &path, &borrowed(&first), &shown).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let both = send(&mut citizen, &path, &borrowed(&second), &shown).await;
    assert_eq!(both.status, StatusCode::CONFLICT);
    both.is_sound();
    let typed = both.attribute("[id='household.1.name']", "value");
    assert_eq!(typed.as_deref(), Some("马丽"));
    assert!(both.find(".newer").unwrap().contains("马兰"));
}

/// From the form to the clerk, and back by a correction of the whole group.
#[tokio::test]
async fn the_clerk_reads_the_household_and_may_ask_for_it_again() {
    for app in TestApp::each().await {
        let mut citizen = app.persona("citizen").await;
        let draft = at_household(&mut citizen).await;
        add(&mut citizen, &draft, 1, "马兰", "1234.5").await;
        for (page, answers) in [
            ("income-page", [("own-income", "0")]),
            ("payment", [("pay-to", "social-card")]),
        ] {
            let filled = fill_page(&mut citizen, &draft, page, &answers).await;
            assert_eq!(filled.status, StatusCode::SEE_OTHER, "{}", filled.text());
        }
        let answers = citizen.open(&format!("{draft}/answers")).await;
        assert!(answers.text().contains("¥1,234.50"), "{}", answers.text());
        let no = submit(&mut citizen, &draft).await.no;

        let mut clerk = app.persona("township-counter").await;
        let seen = clerk.open(&format!("/desk/cases/{no}")).await;
        let text = seen.text();
        assert!(
            text.contains("马兰") && text.contains("¥1,234.50"),
            "{text}"
        );
        assert!(!text.contains("620102199003079995"), "masked: {text}");
        let told = [
            ("target", "field:household"),
            ("note.field:household", "请补充配偶。"),
        ];
        let sent = act(&mut clerk, &no, "correction", &told).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());

        let path = format!("/cases/{no}/supplement");
        let form = citizen.open(&path).await;
        form.is_sound();
        let seq = form.attribute("input[name=seq]", "value").unwrap();
        let mut fields = person(1, "马兰", "1234.50");
        fields.extend(person(2, "", ""));
        fields.retain(|(key, _)| key != "household.2.relation" && key != "household.2.id");
        fields.push(("household.3.name".to_owned(), "李梅"));
        fields.push(("seq".to_owned(), &seq));
        let half = citizen.upload(&path, &borrowed(&fields), &[]).await;
        assert_eq!(half.status, StatusCode::UNPROCESSABLE_ENTITY);
        half.is_sound();
        assert!(
            half.has(".error-summary a[href='#household.3.id']"),
            "{}",
            half.text()
        );
        fields.extend(person(3, "李梅", "0").into_iter().skip(1));
        let whole = citizen.upload(&path, &borrowed(&fields), &[]).await;
        assert_eq!(whole.status, StatusCode::SEE_OTHER, "{}", whole.text());
        let own = citizen.open(&format!("/cases/{no}")).await;
        assert!(own.text().contains("李梅"), "{}", own.text());
        app.verify().await;
    }
}

#[tokio::test]
async fn a_member_that_was_sent_after_the_session_ended_is_kept() {
    for app in TestApp::each().await {
        let mut citizen = app.persona("citizen").await;
        let draft = at_household(&mut citizen).await;
        let list = format!("{draft}/pages/household-page");
        let path = format!("{list}/members/1");
        let form = citizen.open(&path).await;
        app.at("2026-11-23T11:30:00+08:00");
        let answers = person(1, "马兰", "0");
        let kept = send(&mut citizen, &path, &borrowed(&answers), &hidden(&form)).await;
        assert_eq!(kept.location(), "/session");
        citizen
            .submit("/session/demo", &[("persona", "citizen")])
            .await;
        let sent = citizen.post("/session/continuation", &[]).await;
        assert_eq!(sent.location(), list, "{}", sent.text());
        assert!(citizen.open(&list).await.text().contains("马兰"));
    }
}

#[tokio::test]
async fn a_long_form_says_what_is_left() {
    let app = TestApp::sqlite().await;
    let mut citizen = app.persona("citizen").await;
    // What the portal filled in is to be looked at; saved, it is done.
    let filled_in = |page: &Page| page.text().matches("已代填").count();
    let begun = start(&mut citizen, ALLOWANCES).await;
    let before = citizen.open(&format!("{begun}/tasks")).await;
    assert!(filled_in(&before) > 0, "{}", before.text());
    let draft = at_household(&mut citizen).await;
    let resumed = citizen.get(&draft).await;
    assert_eq!(resumed.location(), format!("{draft}/tasks"));
    let after = citizen.open(&format!("{draft}/tasks")).await;
    assert_eq!(filled_in(&after), 0, "{}", after.text());
    let tasks = citizen.open(&format!("{draft}/tasks")).await;
    tasks.is_sound();
    assert!(tasks.has(&format!("a[href='{draft}/pages/household-page']")));
    assert!(!tasks.has(&format!("a[href='{draft}/answers']")), "not yet");
    let next = tasks.attribute("main a.button", "href");
    assert_eq!(next, Some(format!("{draft}/pages/income-page")));
    // A short one goes straight on.
    let short = start(&mut citizen, FOOD).await;
    let resumed = citizen.get(&short).await;
    assert_eq!(resumed.location(), format!("{short}/pages/applicant"));
}

#[tokio::test]
async fn drafts_are_listed_kept_for_30_days_and_deleted() {
    for app in TestApp::each().await {
        let mut citizen = app.persona("citizen").await;
        let none = citizen.open("/applications").await;
        none.is_sound();
        assert!(none.has("main .empty"));
        let draft = start(&mut citizen, FOOD).await;
        let other = start(&mut citizen, ALLOWANCES).await;
        let path = format!("{draft}/materials/layout-and-process");
        citizen.upload(&path, &[], &[("file", "a.pdf", PDF)]).await;

        // Another device, the same account.
        let mut phone = app.persona("citizen").await;
        let list = phone.open("/applications").await;
        list.is_sound();
        assert!(list.text().contains("2026年12月23日"), "{}", list.text());
        for base in [&draft, &other] {
            assert!(list.has(&format!("a[href='{base}']")));
        }
        let removal = format!("{draft}/removal");
        phone.open(&removal).await.is_sound();
        let mut stranger = app.persona("citizen-2").await;
        let denied = stranger.get(&removal).await;
        assert_eq!(denied.status, StatusCode::NOT_FOUND);
        stranger.post(&removal, &[]).await;
        assert_eq!(phone.open("/applications").await.count("main h2"), 2);
        for _ in 0..2 {
            let gone = phone.post(&removal, &[]).await;
            assert_eq!(gone.location(), "/applications");
        }
        assert_eq!(phone.open("/applications").await.count("main h2"), 1);
        assert_eq!(citizen.get(&draft).await.status, StatusCode::NOT_FOUND);

        app.at("2026-12-20T10:00:00+08:00");
        let mut citizen = app.persona("citizen").await;
        let again = start(&mut citizen, FOOD).await;
        app.at("2026-12-23T10:00:01+08:00");
        server::jobs::purge::run(&app.app, app.app.now.get())
            .await
            .unwrap();
        let mut citizen = app.persona("citizen").await;
        let list = citizen.open("/applications").await;
        assert!(list.has(&format!("a[href='{again}']")), "changed since");
        assert!(!list.has(&format!("a[href='{other}']")));
    }
}

#[tokio::test]
async fn a_form_that_was_published_between_two_saves_loses_nothing() {
    for app in TestApp::each().await {
        let mut citizen = app.persona("citizen").await;
        let draft = at_household(&mut citizen).await;
        let path = format!("{draft}/pages/self-page");
        let shown = hidden(&citizen.open(&path).await);

        // One question is gone, another in its place; an address is shorter; a page has another name.
        let item = app.app.item(ALLOWANCES).unwrap().source.clone();
        let mut newer = item;
        for (from, to) in [
            ("key = \"applicant-name\"", "key = \"own-name\""),
            (
                "kind = \"address\"\nmax = 200",
                "kind = \"address\"\nmax = 3",
            ),
            ("key = \"contact\"", "key = \"how-to-reach-you\""),
        ] {
            assert!(newer.contains(from), "{from}");
            newer = newer.replacen(from, to, 1);
        }
        let contact = format!("{draft}/pages/contact");
        let shown_contact = hidden(&citizen.open(&contact).await);
        let mut admin = app.persona("admin").await;
        publish(&mut admin, &newer).await;

        // Two windows were open under the old form: both are sent, and neither is lost.
        let typed = [
            ("applicant-name", "马小军（新写的）"),
            ("applicant-id", "620102199003079995"),
        ];
        let saved = send(&mut citizen, &path, &typed, &shown).await;
        assert_eq!(
            saved.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "the new question"
        );
        saved.is_sound();
        let phone = [("contact-phone", "13900001111")];
        let saved = send(&mut citizen, &contact, &phone, &shown_contact).await;
        let changes = format!("{draft}/changes");
        assert_eq!(saved.location(), changes, "{}", saved.text());
        assert_eq!(citizen.get(&draft).await.location(), changes);
        let page = citizen.open(&changes).await;
        page.is_sound();
        let text = page.text();
        assert!(text.contains("马小军（新写的）"), "can be copied: {text}");
        assert!(text.contains("八里镇3号"), "no longer fits: {text}");

        let form = page.attribute("input[name=form]", "value").unwrap();
        let on = citizen.post(&changes, &[("form", &form)]).await;
        assert_eq!(on.location(), path, "the first that is to be answered");
        let form = citizen.open(&path).await;
        assert!(!form.has(".banner"));
        let kept = form.attribute("#applicant-id", "value");
        assert_eq!(kept.as_deref(), Some("620102199003079995"));
        let form = citizen
            .open(&format!("{draft}/pages/how-to-reach-you"))
            .await;
        let kept = form.attribute("#contact-phone", "value");
        assert_eq!(kept.as_deref(), Some("13900001111"), "what fits is kept");
        let form = citizen.open(&format!("{draft}/pages/home")).await;
        assert!(
            form.text().contains("八里镇3号"),
            "and what was too long stays typed"
        );
    }
}

#[tokio::test]
async fn one_applies_again_with_what_still_fits() {
    for app in TestApp::each().await {
        let applied = apply(&app).await;
        let mut citizen = app.persona("citizen").await;
        let path = format!("/cases/{}/application", applied.no);
        let first = citizen.post(&path, &[]).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.text());
        let page = citizen.open(&first.location()).await;
        page.is_sound();
        assert!(page.has(".banner"), "says so");
        let name = page.attribute("#contact-name", "value");
        assert_eq!(name.as_deref(), Some("马小军"));
        // The second click goes to the same draft.
        let second = citizen.post(&path, &[]).await.location();
        assert!(first.location().starts_with(&second), "{second}");
        let materials = citizen
            .open(&format!("{second}/materials/layout-and-process"))
            .await;
        assert_eq!(
            materials.count(".files > li"),
            0,
            "materials are given anew"
        );
        let mut stranger = app.persona("citizen-2").await;
        let denied = stranger.post(&path, &[]).await;
        assert_eq!(denied.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_double_submission_is_one_case() {
    for app in TestApp::each().await {
        let mut citizen = app.persona("citizen").await;
        let draft = fill_food(&mut citizen).await;
        let answers = citizen.open(&format!("{draft}/answers")).await;
        let version = answers.attribute("input[name=version]", "value").unwrap();
        let path = format!("{draft}/submission");
        let mut other = citizen.clone();
        let fields = [("version", version.as_str())];
        let (one, two) = tokio::join!(citizen.post(&path, &fields), other.post(&path, &fields));
        assert_eq!((one.location(), two.location()), (path.clone(), path));
        let list = citizen.open("/cases").await;
        assert_eq!(list.count("main .case-no"), 1, "{}", list.text());
    }
}

#[tokio::test]
async fn an_address_by_division_and_a_declaration_are_asked_for() {
    let app = TestApp::sqlite().await;
    let item = app.app.item(PROPERTY).unwrap();
    let declaration = item.item.field("declaration").unwrap();
    assert_eq!(declaration.kind, FieldKind::Declaration);
    let mut citizen = app.persona("citizen").await;
    let draft = start(&mut citizen, PROPERTY).await;
    let holder = [
        ("holder-kind", "person"),
        ("holder-name", "马小军"),
        ("holder-phone", "13800001234"),
    ];
    let path = format!("{draft}/pages/holder");
    let missing = fill_page(&mut citizen, &draft, "holder", &holder).await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
    missing.is_sound();
    for (code, street, at) in [
        ("620199", "张掖路1号", "holder-address"),
        ("620102", " ", "holder-address.street"),
    ] {
        let mut answers = holder.to_vec();
        answers.push(("holder-address", code));
        answers.push(("holder-address.street", street));
        let wrong = fill_page(&mut citizen, &draft, "holder", &answers).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.is_sound();
        let link = format!(".error-summary a[href='#{at}']");
        assert!(
            wrong.has(&link) && wrong.has(&format!("[id='{at}']")),
            "{at}"
        );
        let typed = wrong.attribute("[id='holder-address.street']", "value");
        assert_eq!(typed.unwrap_or_default(), street.trim());
    }
    let mut answers = holder.to_vec();
    answers.push(("holder-address", "620102"));
    answers.push(("holder-address.street", "张掖路1号"));
    let saved = fill_page(&mut citizen, &draft, "holder", &answers).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let form = citizen.open(&path).await;
    assert!(form.has("[id='holder-address'] option[value='620102'][selected]"));

    let path = "declaration-page";
    for tick in ["", "yes"] {
        let page = fill_page(&mut citizen, &draft, path, &[("declaration", tick)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{tick}");
        page.is_sound();
    }
    let wording = declaration.wording();
    let page = fill_page(&mut citizen, &draft, path, &[("declaration", &wording)]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
}
