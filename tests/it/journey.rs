//! The steps of the main journey as functions that the tests share, and the journey itself.

use axum::http::StatusCode;

use crate::harness::{Browser, Page, TestApp};

pub const FOOD: &str = "000131001001";
pub const PDF: &[u8] = b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\ntrailer << >>\n%%EOF\n";

pub const FOOD_PAGES: &[(&str, &[(&str, &str)])] = &[
    (
        "applicant",
        &[
            ("applicant-name", "兰州黄河边餐饮有限公司"),
            ("credit-code", "91620102MA0000015R"),
            ("contact-name", "马小军"),
            ("contact-phone", "13800001234"),
            ("contact-email", "ma@example.com"),
        ],
    ),
    (
        "premises",
        &[
            ("shop-name", "黄河边牛肉面"),
            ("premises-division", "620102"),
            ("premises-address", "酒泉路 1 号"),
            ("premises-area", "120"),
        ],
    ),
    (
        "business",
        &[
            ("business-form", "catering"),
            ("business-items", "hot-food"),
            ("business-items", "drinks"),
            ("employees", "6"),
        ],
    ),
    ("filing", &[("has-agent", "no")]),
];

/// A submitted case: its number, and the code to follow it with.
#[derive(Debug, Clone)]
pub struct Applied {
    pub no: String,
    pub code: String,
    pub application: String,
}

/// The address of the draft, `/applications/{id}`.
pub async fn start(citizen: &mut Browser, item: &str) -> String {
    let started = citizen
        .post(&format!("/items/{item}/application"), &[])
        .await;
    assert_eq!(started.status, StatusCode::SEE_OTHER, "{}", started.text());
    let parts: Vec<_> = started
        .location()
        .split('/')
        .map(ToOwned::to_owned)
        .collect();
    format!("/applications/{}", parts[2])
}

pub async fn fill_page(
    citizen: &mut Browser,
    draft: &str,
    page: &str,
    answers: &[(&str, &str)],
) -> Page {
    let path = format!("{draft}/pages/{page}");
    let form = citizen.open(&path).await;
    let version = form
        .attribute("input[name=version]", "value")
        .unwrap_or_default();
    let mut fields = answers.to_vec();
    fields.push(("version", &version));
    citizen.post(&path, &fields).await
}

/// Everything up to the answers page.
pub async fn fill_food(citizen: &mut Browser) -> String {
    let draft = start(citizen, FOOD).await;
    for (page, answers) in FOOD_PAGES {
        let filled = fill_page(citizen, &draft, page, answers).await;
        assert_eq!(
            filled.status,
            StatusCode::SEE_OTHER,
            "{page}: {}",
            filled.text()
        );
    }
    for rule in ["layout-and-process", "food-safety-rules"] {
        let path = format!("{draft}/materials/{rule}");
        citizen.open(&path).await.is_sound();
        let uploaded = citizen
            .upload(&path, &[], &[("file", "图纸.pdf", PDF)])
            .await;
        assert_eq!(
            uploaded.status,
            StatusCode::SEE_OTHER,
            "{rule}: {}",
            uploaded.text()
        );
    }
    draft
}

pub async fn submit(citizen: &mut Browser, draft: &str) -> Applied {
    submit_with(citizen, draft, &[]).await
}

pub async fn submit_with(citizen: &mut Browser, draft: &str, more: &[(&str, &str)]) -> Applied {
    let answers = citizen.open(&format!("{draft}/answers")).await;
    answers.is_sound();
    let version = answers
        .attribute("input[name=version]", "value")
        .unwrap_or_default();
    let path = format!("{draft}/submission");
    let mut fields = vec![("version", version.as_str())];
    fields.extend_from_slice(more);
    let receipt = citizen.submit(&path, &fields).await;
    receipt.is_sound();
    let no: String = receipt
        .find(".case-no")
        .unwrap()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let code = receipt.find(".query-code").unwrap();
    let code: String = code.chars().filter(char::is_ascii_digit).collect();
    assert_eq!((no.len(), code.len()), (21, 6), "{no} {code}");
    Applied {
        no,
        code,
        application: draft.to_owned(),
    }
}

pub async fn apply(app: &TestApp) -> Applied {
    let mut citizen = app.persona("citizen").await;
    let draft = fill_food(&mut citizen).await;
    submit(&mut citizen, &draft).await
}

/// Posts an act with the sequence number of the page that it is on.
pub async fn act(officer: &mut Browser, no: &str, act: &str, fields: &[(&str, &str)]) -> Page {
    let path = format!("/desk/cases/{no}/{act}");
    let form = officer.get(&path).await;
    if form.status != StatusCode::OK {
        return form;
    }
    form.is_sound();
    let seq = form.attribute("input[name=seq]", "value").unwrap();
    let mut fields = fields.to_vec();
    fields.push(("seq", &seq));
    officer.post(&path, &fields).await
}

pub async fn done(app: &TestApp, persona: &str, no: &str, noun: &str, fields: &[(&str, &str)]) {
    let mut officer = app.persona(persona).await;
    let page = act(&mut officer, no, noun, fields).await;
    assert_eq!(
        page.status,
        StatusCode::SEE_OTHER,
        "{persona} {noun}: {}",
        page.text()
    );
    officer.open(&page.location()).await.is_sound();
}

pub async fn examine(app: &TestApp, no: &str) {
    let opinion = ("opinion", "材料齐全，符合规定。");
    done(app, "counter", no, "acceptance", &[]).await;
    done(
        app,
        "examiner",
        no,
        "steps/examination",
        &[("outcome", "pass"), opinion],
    )
    .await;
    for persona in ["examiner", "examiner-2"] {
        done(
            app,
            persona,
            no,
            "steps/site-check",
            &[("outcome", "qualified"), opinion],
        )
        .await;
    }
    done(
        app,
        "reviewer",
        no,
        "steps/review",
        &[("outcome", "agree"), opinion],
    )
    .await;
}

pub async fn conclude(app: &TestApp, no: &str) {
    examine(app, no).await;
    let granted = [
        ("outcome", "granted"),
        ("reason", "符合《食品经营许可和备案管理办法》规定。"),
    ];
    done(app, "decider", no, "decision", &granted).await;
    done(app, "issuer", no, "licence", &[]).await;
    done(app, "issuer", no, "delivery", &[("method", "electronic")]).await;
}

#[tokio::test]
async fn a_citizen_applies_and_the_licence_comes_back() {
    for app in TestApp::each().await {
        let applied = apply(&app).await;
        assert!(applied.no.starts_with("62010220261123"), "{}", applied.no);
        let mut counter = app.persona("counter").await;
        let inbox = counter.open("/desk").await;
        inbox.is_sound();
        assert!(inbox.text().contains(&applied.no));
        let mut elsewhere = app.persona("counter-elsewhere").await;
        assert!(!elsewhere.open("/desk").await.text().contains(&applied.no));
        conclude(&app, &applied.no).await;

        let mut citizen = app.persona("citizen").await;
        let case = citizen.open(&format!("/cases/{}", applied.no)).await;
        case.is_sound();
        assert!(case.text().contains("1.2.156.3005.2."), "no licence number");
        let rating = format!("/cases/{}/rating", applied.no);
        let form = citizen.open(&rating).await;
        form.is_sound();
        let seq = form.attribute("input[name=seq]", "value").unwrap();
        let best = [("level", "5"), ("comment", "很快"), ("seq", &seq)];
        citizen.submit(&rating, &best).await;
        citizen.submit(&rating, &best).await;
        let again = citizen
            .post(&rating, &[("level", "1"), ("seq", &seq)])
            .await;
        assert_eq!(
            again.status,
            StatusCode::CONFLICT,
            "a rating is not changed"
        );

        let mut visitor = app.visitor();
        let pair = [
            ("number", applied.no.as_str()),
            ("code", applied.code.as_str()),
        ];
        let progress = visitor.post("/track", &pair).await;
        assert_eq!(progress.status, StatusCode::OK, "{}", progress.text());
        progress.is_sound();
        assert!(
            !progress.text().contains("马小军"),
            "a name on the public page"
        );
        app.verify().await;
    }
}

#[tokio::test]
async fn pages_of_the_journey_are_sound_in_both_languages() {
    let app = TestApp::sqlite().await;
    let applied = apply(&app).await;
    for lang in ["zh-CN", "en"] {
        let mut visitor = app.visitor();
        let item = format!("/items/{FOOD}");
        for path in [
            "/",
            "/search?q=食品",
            "/search?q=zzzz",
            &item,
            "/track",
            "/about",
            "/session",
        ] {
            let joint = if path.contains('?') { '&' } else { '?' };
            let page = visitor.open(&format!("{path}{joint}lang={lang}")).await;
            page.is_sound();
            assert_eq!(page.attribute("html", "lang").as_deref(), Some(lang));
        }
        for (persona, paths) in [
            (
                "citizen",
                vec![
                    "/".into(),
                    "/cases".into(),
                    format!("/cases/{}", applied.no),
                    "/account".into(),
                ],
            ),
            (
                "counter",
                vec!["/desk".into(), format!("/desk/cases/{}", applied.no)],
            ),
            (
                "supervisor",
                vec![
                    "/oversight".into(),
                    "/oversight/cases?filter=received".into(),
                    format!("/oversight/cases/{}", applied.no),
                ],
            ),
            ("admin", vec!["/admin".into()]),
        ] {
            let mut browser = app.persona(persona).await;
            for path in paths {
                let joint = if path.contains('?') { '&' } else { '?' };
                browser
                    .open(&format!("{path}{joint}lang={lang}"))
                    .await
                    .is_sound();
            }
        }
    }
}

/// The days on which clocks go wrong first: a festival's eve, a Saturday that is worked, the last day of a
/// year, a year that nobody has announced, a leap day.
pub const NAMED_DAYS: [&str; 6] = [
    "2026-02-13T17:30:00+08:00",
    "2026-02-14T10:00:00+08:00",
    "2026-09-30T23:59:59+08:00",
    "2026-12-31T23:50:00+08:00",
    "2027-06-08T10:00:00+08:00",
    "2028-02-29T09:00:00+08:00",
];

#[tokio::test]
async fn the_journey_on_the_days_that_hurt() {
    let app = TestApp::sqlite().await;
    for day in NAMED_DAYS {
        app.at(day);
        let no = apply(&app).await.no;
        done(&app, "counter", &no, "acceptance", &[]).await;
        let pause = [
            ("choice", "testing"),
            ("amount", "3"),
            ("unit", "natural-day"),
            ("text", "送检"),
        ];
        done(&app, "examiner", &no, "pause", &pause).await;
        done(&app, "examiner", &no, "resumption", &[("text", "合格")]).await;
        let extension = [("amount", "5"), ("text", "案情复杂")];
        done(&app, "head", &no, "extension", &extension).await;
        for (persona, path) in [
            ("citizen", format!("/cases/{no}")),
            ("counter", format!("/desk/cases/{no}")),
            ("supervisor", format!("/oversight/cases/{no}")),
        ] {
            for lang in ["zh-CN", "en"] {
                let mut browser = app.persona(persona).await;
                browser
                    .open(&format!("{path}?lang={lang}"))
                    .await
                    .is_sound();
            }
        }
        let later = app.now.get() + jiff::SignedDuration::from_hours(24 * 40);
        server::jobs::deadlines::run(&app.app, later).await.unwrap();
        assert_eq!(
            server::jobs::deadlines::run(&app.app, later).await.unwrap(),
            0,
            "{day}: all is said once"
        );
        app.verify().await;
    }
}
