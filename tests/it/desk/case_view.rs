//! One case at the desk: its documents beside what they prove, what a correction changed, other cases, a long journal.

use axum::http::StatusCode;
use server::jobs::files;

use crate::citizen::materials::{jpeg, to_materials};
use crate::harness::{Page, TestApp};
use crate::journey::{PDF, act, apply, done, submit_with};

/// Where the material of a file name is looked at.
fn named(page: &Page, file: &str) -> String {
    let html = page.html();
    let links = scraper::Selector::parse(".case-file a[href$='/view']").unwrap();
    let mut links = html.select(&links);
    let link = links.find(|link| link.text().collect::<String>() == file);
    link.unwrap().value().attr("href").unwrap().to_owned()
}

#[tokio::test]
async fn a_document_stands_beside_what_it_proves() {
    for app in TestApp::each().await {
        let mut citizen = app.persona("citizen").await;
        let draft = to_materials(&mut citizen).await;
        let photo = jpeg(2000, 1000);
        for (rule, name, file) in [
            ("layout-and-process", "图.jpg", photo.as_slice()),
            ("food-safety-rules", "制度.pdf", PDF),
        ] {
            let path = format!("{draft}/materials/{rule}");
            citizen.upload(&path, &[], &[("file", name, file)]).await;
        }
        let case = submit_with(&mut citizen, &draft, &[]).await;
        files::run(&app.app, app.app.now.get()).await.unwrap();
        let mut counter = app.persona("counter").await;
        let page = counter.open(&format!("/desk/cases/{}", case.no)).await;
        let image = named(&page, "图.jpg");
        let rules = named(&page, "制度.pdf");

        let page = counter.open(&image).await;
        page.is_sound();
        let small = page.attribute(".document img", "src").unwrap();
        assert!(small.ends_with("/copy"));
        let beside = page.find("section[aria-labelledby=proves]").unwrap();
        assert!(
            beside.contains("黄河边牛肉面") && beside.contains("120"),
            "{beside}"
        );
        assert!(!beside.contains("联系电话"), "not what it proves: {beside}");
        assert!(page.find("#facts ~ dl").unwrap().contains("C级"));
        let whole = page.attribute("a[href$='?size=whole']", "href").unwrap();
        let page = counter.open(&whole).await;
        page.is_sound();
        assert!(page.has(".document-whole"));
        let original = page.attribute(".document img", "src").unwrap();
        assert_eq!(format!("{original}/copy"), small);
        assert_eq!(counter.open(&original).await.body.len(), photo.len());
        let policy = page.headers["content-security-policy"].to_str().unwrap();
        assert!(!policy.contains("object-src 'self'"), "a PDF's page alone");
        let none = format!("{original}/document");
        assert_eq!(counter.get(&none).await.status, StatusCode::NOT_FOUND);

        let other = page.attribute(".pager a", "href").unwrap();
        assert_eq!(other, rules);
        let page = counter.open(&rules).await;
        page.is_sound();
        assert_eq!(page.attribute(".pager a", "href"), Some(image));
        assert_eq!(page.count(".pager a"), 1, "there are two");
        let policy = page.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("object-src 'self'") && policy.contains("default-src 'none'"));
        assert!(
            page.find("#facts ~ dl").unwrap().contains("D级"),
            "their own rules"
        );
        let document = page.attribute("object", "data").unwrap();
        assert!(
            page.has(&format!("a[href='{document}']")),
            "without a viewer, too"
        );
        let served = counter.open(&document).await;
        assert_eq!(served.headers["content-type"], "application/pdf");
        let disposition = served.headers["content-disposition"].to_str().unwrap();
        assert!(disposition.starts_with("inline"), "{disposition}");
        let policy = served.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'self'"));
        assert_eq!(served.headers["x-content-type-options"], "nosniff");
    }
}

#[tokio::test]
async fn a_correction_shows_what_was_there_before() {
    for app in TestApp::each().await {
        let case = apply(&app).await;
        let path = format!("/desk/cases/{}", case.no);
        let mut counter = app.persona("counter").await;
        assert!(!counter.open(&path).await.has("#changes"));
        let fields = [
            ("target", "field:shop-name"),
            ("target", "field:contact-phone"),
            ("target", "material:layout-and-process"),
            ("note.field:shop-name", "与营业执照不一致。"),
            ("note.field:contact-phone", "打不通。"),
            ("note.material:layout-and-process", "看不清。"),
        ];
        act(&mut counter, &case.no, "correction", &fields).await;
        let mut citizen = app.persona("citizen").await;
        let supplement = format!("/cases/{}/supplement", case.no);
        let form = citizen.open(&supplement).await;
        let seq = form.attribute("input[name=seq]", "value").unwrap();
        let file = form.attribute("input[type=file]", "name").unwrap();
        let sent = citizen
            .upload(
                &supplement,
                &[
                    ("seq", &seq),
                    ("shop-name", "兰州黄河面馆"),
                    // The part that is masked.
                    ("contact-phone", "13899991234"),
                ],
                &[(&file, "新图.pdf", PDF)],
            )
            .await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());

        let page = counter.open(&path).await;
        page.is_sound();
        assert!(page.has("#changes"));
        let was: Vec<String> = {
            let html = page.html();
            let selector = scraper::Selector::parse(".case-file del").unwrap();
            html.select(&selector)
                .map(|one| one.text().collect())
                .collect()
        };
        assert_eq!(
            was,
            ["黄河边牛肉面", "图纸.pdf"],
            "the masked one looks the same"
        );
        assert!(page.text().contains("隐去的部分"));
        let old = page.attribute(".case-file del a", "href").unwrap();
        let old = counter.open(&old).await;
        old.is_sound();
        assert!(old.find(".inset").unwrap().contains("已被补正材料替换"));
        counter
            .submit(&format!("{path}/disclosure"), &[("reason", "contact")])
            .await;
        let page = counter.open(&path).await;
        assert!(page.text().contains("13899991234") && page.text().contains("13800001234"));
        done(&app, "counter", &case.no, "acceptance", &[]).await;
        app.verify().await;
    }
}

#[tokio::test]
async fn other_cases_of_the_applicant_are_linked_within_reach() {
    for app in TestApp::each().await {
        let first = apply(&app).await;
        let path = format!("/desk/cases/{}", first.no);
        let mut counter = app.persona("counter").await;
        assert!(!counter.open(&path).await.has("#again"));
        let second = apply(&app).await;
        let page = counter.open(&format!("/desk/cases/{}", second.no)).await;
        page.is_sound();
        assert_eq!(
            page.attribute("section[aria-labelledby=again] a", "href"),
            Some(path)
        );
        assert_eq!(page.count("section[aria-labelledby=again] li"), 1);
        app.verify().await;
    }
}

#[tokio::test]
async fn a_long_journal_has_pages_of_its_own() {
    let app = TestApp::sqlite().await;
    let case = apply(&app).await;
    let path = format!("/desk/cases/{}", case.no);
    let mut counter = app.persona("counter").await;
    for n in 0..30 {
        for give_back in ["", "yes"] {
            let seq = (1 + n * 2 + usize::from(!give_back.is_empty())).to_string();
            let fields = [("seq", seq.as_str()), ("give_back", give_back)];
            let page = counter.post(&format!("{path}/claim"), &fields).await;
            assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
        }
    }
    let page = counter.open(&path).await;
    page.is_sound();
    // The open task stands below the facts.
    assert_eq!(
        page.count("section[aria-labelledby=journal] .timeline > li"),
        41
    );
    let all = page
        .attribute(
            "section[aria-labelledby=journal] a[href$='/journal']",
            "href",
        )
        .unwrap();
    let page = counter.open(&all).await;
    page.is_sound();
    assert_eq!(page.count(".timeline > li"), 61);
    assert!(!page.has(".pager a"), "all of it");
    let page = counter.open(&format!("{all}?before=21")).await;
    page.is_sound();
    assert_eq!(page.count(".timeline > li"), 20);
    assert!(page.has(".pager a[rel=prev]") && !page.has(".pager a[rel=next]"));
    assert_eq!(
        counter.get(&format!("{all}?before=x")).await.status,
        StatusCode::BAD_REQUEST
    );
}
