use axum::http::StatusCode;

use crate::harness::TestApp;
use crate::journey::{FOOD, FOOD_PAGES, PDF, apply, fill_food, fill_page, start, submit};

#[tokio::test]
async fn a_double_submission_makes_one_case() {
    for app in TestApp::each().await {
        let mut citizen = app.persona("citizen").await;
        let draft = fill_food(&mut citizen).await;
        let answers = citizen.open(&format!("{draft}/answers")).await;
        let version = answers
            .attribute("input[name=version]", "value")
            .unwrap_or_default();
        let path = format!("{draft}/submission");
        let mut other = citizen.clone();
        let fields = [("version", version.as_str())];
        let (one, two) = tokio::join!(citizen.post(&path, &fields), other.post(&path, &fields));
        assert_eq!(
            (one.status, two.status),
            (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER)
        );
        let receipt = citizen.open(&one.location()).await;
        assert_eq!(
            receipt.find(".case-no"),
            other.open(&two.location()).await.find(".case-no")
        );
        let cases = citizen.open("/cases").await;
        assert_eq!(
            cases.text().matches("62010220261123").count(),
            cases.count("a[href^='/cases/6']")
        );
        assert_eq!(cases.count("a[href^='/cases/6']"), 1);
        app.verify().await;
    }
}

#[tokio::test]
async fn what_was_typed_stays_with_its_errors() {
    for app in TestApp::each().await {
        let mut citizen = app.persona("citizen").await;
        let draft = start(&mut citizen, FOOD).await;
        let answers = [
            ("applicant-name", "黄河边"),
            ("credit-code", "91620102MA0000016R"),
            ("contact-phone", "12"),
        ];
        let page = fill_page(&mut citizen, &draft, "applicant", &answers).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.is_sound();
        assert_eq!(
            page.attribute("#credit-code", "value").as_deref(),
            Some("91620102MA0000016R")
        );
        assert_eq!(page.count(".error-summary a"), 3, "{}", page.text());
        for key in ["credit-code", "contact-name", "contact-phone"] {
            assert!(
                page.has(&format!(".error-summary a[href='#{key}']")),
                "{key}"
            );
            assert_eq!(
                page.attribute(&format!("#{key}"), "aria-invalid")
                    .as_deref(),
                Some("true")
            );
        }
        let later = citizen.open(&format!("{draft}/pages/applicant")).await;
        assert_eq!(
            later.attribute("#applicant-name", "value").as_deref(),
            Some("黄河边")
        );
    }
}

#[tokio::test]
async fn an_incomplete_application_is_not_submitted() {
    for app in TestApp::each().await {
        let mut citizen = app.persona("citizen").await;
        let draft = start(&mut citizen, FOOD).await;
        let page = citizen.post(&format!("{draft}/submission"), &[]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.is_sound();
        for (key, answers) in FOOD_PAGES {
            fill_page(&mut citizen, &draft, key, answers).await;
        }
        let page = citizen.post(&format!("{draft}/submission"), &[]).await;
        assert_eq!(
            page.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "materials are missing"
        );
        app.verify().await;
    }
}

#[tokio::test]
async fn files_are_told_by_their_content() {
    let app = TestApp::sqlite().await;
    let mut citizen = app.persona("citizen").await;
    let draft = start(&mut citizen, FOOD).await;
    for (key, answers) in FOOD_PAGES {
        fill_page(&mut citizen, &draft, key, answers).await;
    }
    let path = format!("{draft}/materials/layout-and-process");
    for (name, content) in [
        ("plan.pdf", &b"<script>alert(1)</script>"[..]),
        ("empty.pdf", b""),
        ("x.exe", b"MZ\x90\0"),
    ] {
        let page = citizen.upload(&path, &[], &[("file", name, content)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        page.is_sound();
    }
    let large = [PDF, &vec![b' '; 70_000]].concat();
    let page = citizen
        .upload(&path, &[], &[("file", "large.pdf", &large)])
        .await;
    assert!(
        [
            StatusCode::UNPROCESSABLE_ENTITY,
            StatusCode::PAYLOAD_TOO_LARGE
        ]
        .contains(&page.status)
    );
    // More than ten of the largest.
    let huge = vec![b' '; 1_500_000];
    let page = citizen
        .upload(&path, &[], &[("file", "huge.pdf", &huge)])
        .await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    let name = "../../\"<b>图\r\n纸.pdf";
    let page = citizen
        .upload(
            &path,
            &[],
            &[("file", &name.replace(['"', '\r', '\n'], ""), PDF)],
        )
        .await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    let listed = citizen.open(&page.location()).await;
    assert!(!listed.text().contains("<b>图"), "the name was not escaped");
    let file = listed
        .attribute(&format!("a[href^='{path}/']"), "href")
        .unwrap();
    let mut stranger = app.persona("citizen-2").await;
    assert_eq!(stranger.get(&file).await.status, StatusCode::NOT_FOUND);
    let served = citizen.open(&file).await;
    assert_eq!(&*served.body, PDF);
    assert_eq!(served.headers["content-type"], "application/pdf");
    assert!(
        served.headers["content-security-policy"]
            .to_str()
            .unwrap()
            .contains("sandbox")
    );
}

#[tokio::test]
async fn a_form_sent_after_the_session_ended_is_kept() {
    for app in TestApp::each().await {
        let mut citizen = app.persona("citizen").await;
        let draft = start(&mut citizen, FOOD).await;
        let form = citizen.open(&format!("{draft}/pages/applicant")).await;
        let version = form
            .attribute("input[name=version]", "value")
            .unwrap_or_default();
        app.at("2026-11-23T11:30:00+08:00");
        let mut fields = FOOD_PAGES[0].1.to_vec();
        fields.push(("version", &version));
        let kept = citizen
            .submit(&format!("{draft}/pages/applicant"), &fields)
            .await;
        assert!(kept.has("form[action='/session']"), "{}", kept.text());
        let continuation = citizen
            .submit("/session/demo", &[("persona", "citizen")])
            .await;
        continuation.is_sound();
        assert!(continuation.has("form[action='/session/continuation']"));
        // Somebody else signs in first: it is not theirs to send, and waits.
        citizen.post("/session/end", &[]).await;
        citizen
            .submit("/session/demo", &[("persona", "citizen-2")])
            .await;
        let theirs = citizen.post("/session/continuation", &[]).await;
        assert_eq!(theirs.status, StatusCode::CONFLICT);
        theirs.is_sound();
        citizen.post("/session/end", &[]).await;
        citizen
            .submit("/session/demo", &[("persona", "citizen")])
            .await;
        let sent = citizen.post("/session/continuation", &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        let page = citizen.open(&format!("{draft}/pages/applicant")).await;
        assert_eq!(
            page.attribute("#contact-name", "value").as_deref(),
            Some("马小军")
        );
    }
}

#[tokio::test]
async fn drafts_and_receipts_belong_to_one_person() {
    for app in TestApp::each().await {
        let applied = apply(&app).await;
        let mut stranger = app.persona("citizen-2").await;
        for path in [
            "",
            "/answers",
            "/materials",
            "/pages/applicant",
            "/submission",
        ] {
            let page = stranger
                .get(&format!("{}{path}", applied.application))
                .await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        }
        let mut citizen = app.persona("citizen").await;
        let receipt = citizen
            .open(&format!("{}/submission", applied.application))
            .await;
        assert!(
            receipt.find(".query-code").unwrap().contains(&applied.code),
            "a bookmark works"
        );
        let second = fill_food(&mut citizen).await;
        assert_ne!(second, applied.application);
        assert_ne!(submit(&mut citizen, &second).await.no, applied.no);
        app.verify().await;
    }
}
