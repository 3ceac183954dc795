//! Applications at a town: to the town's own agency where there is one, or else to the next one up; the number has the
//! county's six digits.

use axum::http::StatusCode;
use domain::catalogue::Catalogue;

use crate::harness::{Browser, TestApp};
use crate::journey::{fill_page, start, submit};

fn births(catalogue: &Catalogue) -> String {
    by_name(catalogue, "生育登记")
}

fn by_name(catalogue: &Catalogue, part: &str) -> String {
    let mut found = catalogue
        .items()
        .filter(|definition| definition.item.name.zh.contains(part));
    found.next().unwrap().item.code().to_owned()
}

/// The identity number that the form has from the account.
async fn own_id(citizen: &mut Browser, draft: &str, page: &str) -> String {
    let form = citizen.open(&format!("{draft}/pages/{page}")).await;
    let id = form.attribute("#applicant-id", "value").unwrap();
    assert_eq!(id.len(), 18, "prefilled");
    id
}

async fn fill(citizen: &mut Browser, draft: &str, pages: &[(&str, &[(&str, &str)])]) {
    for (page, answers) in pages {
        let filled = fill_page(citizen, draft, page, answers).await;
        assert_eq!(
            filled.status,
            StatusCode::SEE_OTHER,
            "{page}: {}",
            filled.text()
        );
    }
}

async fn register_birth(app: &TestApp, place: &str) -> String {
    let item = births(&app.app.catalogue);
    let mut citizen = app.persona("citizen").await;
    let draft = start(&mut citizen, &item).await;
    let id = own_id(&mut citizen, &draft, "applicant").await;
    let applicant = [
        ("applicant-is", "father"),
        ("applicant-name", "马小军"),
        ("applicant-id", id.as_str()),
        ("applicant-phone", "13800001234"),
        ("married", "no"),
    ];
    let at = [
        ("ground", "resident"),
        ("registration-division", place),
        ("registration-address", "张掖路 1 号"),
    ];
    let pages: [(&str, &[(&str, &str)]); 5] = [
        ("applicant", &applicant),
        ("birth", &[("child-order", "first"), ("stage", "expected")]),
        ("expected", &[("due-date", "2027-03-01")]),
        ("place", &at),
        ("promise", &[("promise-made", "made")]),
    ];
    fill(&mut citizen, &draft, &pages).await;
    submit(&mut citizen, &draft).await.no
}

#[tokio::test]
async fn a_birth_is_registered_at_the_town_or_the_next_agency_up() {
    for app in TestApp::each().await {
        for (place, county, agency) in [
            ("620102002", "620102", "620102002-township-service"),
            ("620103101", "620103", "620103101-township-service"),
            ("620102", "620102", "620102-township-service"),
            ("620121", "620121", "620100-township-service"),
            ("620171", "620171", "620100-township-service"),
            ("620200", "620200", "620000-township-service"),
        ] {
            let no = register_birth(&app, place).await;
            assert!(
                no.starts_with(&format!("{county}20261123")),
                "{place}: {no}"
            );
            let mut tx = app.app.store.read().await.unwrap();
            let key = store::cases::key_by_no(&mut tx, &no).await.unwrap();
            assert_eq!(
                (key.agency.as_str(), key.division.as_str()),
                (agency, place)
            );
        }
        let mut town = app.persona("township-counter").await;
        let inbox = town.open("/desk").await;
        inbox.is_sound();
        assert_eq!(inbox.count("tbody tr"), 1, "{}", inbox.text());
        app.verify().await;
    }
}

#[tokio::test]
async fn a_form_has_the_towns_below_its_counties() {
    let app = TestApp::sqlite().await;
    let item = births(&app.app.catalogue);
    let mut citizen = app.persona("citizen").await;
    let draft = start(&mut citizen, &item).await;
    let form = citizen.open(&format!("{draft}/pages/place")).await;
    form.is_sound();
    for place in ["620102", "620102002", "620103101", "620171", "620200"] {
        assert!(form.has(&format!("option[value='{place}']")), "{place}");
    }
    // Cities with counties are no place to be, and villages are below what this form asks for.
    for place in ["620000", "620100", "620103101208"] {
        assert!(!form.has(&format!("option[value='{place}']")), "{place}");
        let wrong = [
            ("ground", "resident"),
            ("registration-division", place),
            ("registration-address", "张掖路 1 号"),
        ];
        let page = fill_page(&mut citizen, &draft, "place", &wrong).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{place}");
    }
    let english = citizen.open(&format!("{draft}/pages/place?lang=en")).await;
    let text = english.text();
    assert!(
        text.contains("Bali Town, Qilihe"),
        "a town is named with its county"
    );
}

/// Asked for at one town, decided on by the other where the applicant is registered.
#[tokio::test]
async fn allowances_go_from_the_town_that_is_asked_to_the_home_town() {
    for app in TestApp::each().await {
        let item = by_name(&app.app.catalogue, "残疾人");
        let mut citizen = app.persona("citizen").await;
        let draft = start(&mut citizen, &item).await;
        fill(&mut citizen, &draft, &[("filing", &[("filer", "self")])]).await;
        let id = own_id(&mut citizen, &draft, "self-page").await;
        let own = [("applicant-name", "马小军"), ("applicant-id", id.as_str())];
        let pages: [(&str, &[(&str, &str)]); 6] = [
            ("self-page", &own),
            ("contact", &[("contact-phone", "13800001234")]),
            (
                "home",
                &[("home-region", "gansu"), ("home-address", "八里镇 3 号")],
            ),
            (
                "places",
                &[
                    ("apply-division", "620102002"),
                    ("home-division", "620103101"),
                ],
            ),
            ("allowance-page", &[("allowance", "nursing")]),
            ("payment", &[("pay-to", "social-card")]),
        ];
        fill(&mut citizen, &draft, &pages).await;
        let no = submit(&mut citizen, &draft).await.no;
        assert!(no.starts_with("62010220261123"), "{no}");
        let mut tx = app.app.store.read().await.unwrap();
        let key = store::cases::key_by_no(&mut tx, &no).await.unwrap();
        assert_eq!(key.agency, "620102002-township-service");
        for (agency, part) in [
            ("620103101-township-service", true),
            ("620103-disabled-federation", true),
            ("620102-disabled-federation", false),
        ] {
            let is_party = store::cases::is_party(&mut tx, key.id, agency)
                .await
                .unwrap();
            assert_eq!(is_party, part, "{agency}");
        }
        drop(tx);
        let mut town = app.persona("township-counter").await;
        town.open(&format!("/desk/cases/{no}")).await.is_sound();
        app.verify().await;
    }
}

/// A district's supervision sees what its towns do, and a city's finds it under the district.
#[tokio::test]
async fn a_towns_case_counts_for_its_county() {
    for app in TestApp::each().await {
        let no = register_birth(&app, "620102002").await;
        let mut supervisor = app.persona("supervisor").await;
        for place in ["", "&division=620102", "&division=620102002"] {
            let list = supervisor
                .open(&format!("/oversight/cases?filter=received{place}"))
                .await;
            list.is_sound();
            assert_eq!(list.count("tbody tr"), 1, "{place}");
            assert!(list.has(&format!("a[href$='/oversight/cases/{no}']")));
        }
        let other = supervisor
            .open("/oversight/cases?filter=received&division=620103")
            .await;
        assert_eq!(other.count("tbody tr"), 0);
        let city = supervisor.open("/oversight").await;
        city.is_sound();
        assert!(city.has("a[href*='division=620102']"));
        assert!(
            !city.has("a[href*='division=620102002']"),
            "inside its district"
        );
        let district = supervisor.open("/oversight?division=620102").await;
        district.is_sound();
        assert!(district.has("a[href*='division=620102002']"));
    }
}
