//! 立案登记 at the desk: the form of an agency's own filing keeps what was typed, can be sent twice, and is nobody
//! else's.

use axum::http::StatusCode;
use scraper::Selector;

use crate::harness::{Browser, Page, TestApp};
use crate::journey::PDF;

pub const REFERRAL: &str = "001031001001";
const FORM: &str = "/desk/filings/001031001001";

pub const ANSWERS: &[(&str, &str)] = &[
    ("agency-division", "620102"),
    ("case-no", "城市监立〔2026〕118号"),
    ("filed-on", "2026-11-02"),
    ("field-of-law", "food"),
    (
        "facts",
        "2026年9月至10月，在酒泉路经营场所销售不符合安全标准的熟食。",
    ),
    ("offence", "销售不符合安全标准的食品罪，刑法第一百四十三条"),
    ("threshold", "amount"),
    ("threshold", "consequences"),
    ("amount", "230000"),
    ("suspect-kind", "entity"),
    ("has-items", "yes"),
    ("has-tests", "no"),
    ("penalties", "warning"),
    ("penalties", "fine"),
    ("investigators", "2"),
    ("contact-phone", "0931-8800023"),
];
const PERISHABLE: (&str, &str) = ("perishable", "secured");

fn values(page: &Page, selector: &str) -> Vec<String> {
    page.html()
        .select(&Selector::parse(selector).unwrap())
        .map(|one| one.value().attr("value").unwrap_or_default().to_owned())
        .collect()
}

fn hidden(form: &Page, name: &str) -> String {
    form.attribute(&format!("input[name={name}]"), "value")
        .unwrap_or_else(|| panic!("no {name}: {}", form.text()))
}

/// What the form sends with these answers: the names of its sections, the draft and its version come along.
async fn send(officer: &mut Browser, form: &Page, answers: &[(&str, &str)]) -> Page {
    let sections = values(form, "input[name=page]");
    let (draft, version) = (hidden(form, "draft"), hidden(form, "version"));
    let mut fields: Vec<(&str, &str)> = sections.iter().map(|key| ("page", &**key)).collect();
    fields.extend([("draft", draft.as_str()), ("version", &version)]);
    fields.extend_from_slice(answers);
    officer.post(FORM, &fields).await
}

async fn upload(officer: &mut Browser, rule: &str) -> Page {
    let path = format!("{FORM}/materials/{rule}");
    officer
        .upload(&path, &[], &[("file", "材料.pdf", PDF)])
        .await
}

/// The whole form, up to the page with the materials.
pub async fn fill(officer: &mut Browser) {
    let form = officer.open(FORM).await;
    form.is_sound();
    let more = send(officer, &form, ANSWERS).await;
    assert_eq!(more.status, StatusCode::SEE_OTHER, "{}", more.text());
    assert_eq!(
        more.location(),
        format!("{FORM}?more=1#page-perishable-items"),
        "the answers ask for another section"
    );
    let form = officer.open(&format!("{FORM}?more=1")).await;
    form.is_sound();
    let whole: Vec<_> = ANSWERS.iter().copied().chain([PERISHABLE]).collect();
    let on = send(officer, &form, &whole).await;
    assert_eq!(on.location(), format!("{FORM}/materials"), "{}", on.text());
    for rule in ["investigation-report", "list-of-items"] {
        let uploaded = upload(officer, rule).await;
        assert_eq!(
            uploaded.status,
            StatusCode::SEE_OTHER,
            "{rule}: {}",
            uploaded.text()
        );
    }
}

pub async fn submit(officer: &mut Browser) -> Page {
    let materials = officer.open(&format!("{FORM}/materials")).await;
    materials.is_sound();
    let (draft, version) = (hidden(&materials, "draft"), hidden(&materials, "version"));
    let fields = [("draft", draft.as_str()), ("version", &version)];
    officer.post(&format!("{FORM}/submission"), &fields).await
}

/// A case that this officer files; its number.
pub async fn file(app: &TestApp, persona: &str) -> String {
    let mut officer = app.persona(persona).await;
    fill(&mut officer).await;
    let filed = submit(&mut officer).await;
    assert_eq!(filed.status, StatusCode::SEE_OTHER, "{}", filed.text());
    let page = officer.open(&filed.location()).await;
    page.is_sound();
    let path = filed.location();
    let no = path.trim_start_matches("/desk/cases/");
    no.split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn the_list_leads_to_the_form_and_back_to_the_draft() {
    for app in TestApp::each().await {
        let mut officer = app.persona("examiner").await;
        let inbox = officer.open("/desk").await;
        assert!(inbox.has("a[href='/desk/filings']"));
        let list = officer.open("/desk/filings").await;
        list.is_sound();
        assert!(list.has(&format!("a[href='{FORM}']")));
        assert!(list.text().contains("开始登记"));
        let form = officer.open(FORM).await;
        form.is_sound();
        assert_eq!(
            values(&form, "#agency-division option[selected]"),
            ["620102"],
            "its own place is there"
        );
        assert_eq!(
            values(&form, "#agency-division option")
                .iter()
                .filter(|code| !code.is_empty())
                .count(),
            1,
            "and no other"
        );
        // Looked at, and nothing is kept.
        assert!(
            officer
                .open("/desk/filings")
                .await
                .text()
                .contains("开始登记")
        );
        let materials = officer.get(&format!("{FORM}/materials")).await;
        assert_eq!(materials.status, StatusCode::SEE_OTHER);
        send(&mut officer, &form, ANSWERS).await;
        let list = officer.open("/desk/filings").await;
        list.is_sound();
        assert!(list.text().contains("继续填写草稿"), "{}", list.text());
        for lang in ["zh-CN", "en"] {
            for path in ["/desk/filings", FORM, &format!("{FORM}/materials")] {
                officer
                    .open(&format!("{path}?lang={lang}"))
                    .await
                    .is_sound();
            }
        }
    }
}

#[tokio::test]
async fn what_was_typed_stays_with_its_faults() {
    for app in TestApp::each().await {
        let mut officer = app.persona("examiner").await;
        let form = officer.open(FORM).await;
        let wrong: Vec<_> = ANSWERS
            .iter()
            .copied()
            .map(|(key, value)| match key {
                "agency-division" => (key, "620103"),
                "investigators" => (key, "1"),
                "facts" => (key, ""),
                _ => (key, value),
            })
            .collect();
        let page = send(&mut officer, &form, &wrong).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.is_sound();
        for key in ["agency-division", "investigators", "facts"] {
            let link = format!(".error-summary a[href='#{key}']");
            assert!(page.has(&link), "{key}: {}", page.text());
        }
        assert_eq!(page.count(".error-summary a"), 3);
        assert_eq!(
            page.attribute("#investigators", "value").as_deref(),
            Some("1")
        );
        let later = officer.open(FORM).await;
        assert_eq!(
            later.attribute("#investigators", "value").as_deref(),
            Some("1")
        );
        assert_eq!(
            later.attribute("#case-no", "value").as_deref(),
            Some("城市监立〔2026〕118号")
        );
        // As it is now nobody files it, whatever way they come.
        let refused = submit(&mut officer).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.is_sound();
        assert!(refused.has(".error-summary a[href='#answers']"));
        assert!(refused.has(".error-summary a[href='#file-investigation-report']"));
        app.verify().await;
    }
}

#[tokio::test]
async fn a_form_sent_twice_is_one_draft_and_one_case() {
    for app in TestApp::each().await {
        let mut officer = app.persona("examiner").await;
        let form = officer.open(FORM).await;
        let mut other = officer.clone();
        let (one, two) = tokio::join!(
            send(&mut officer, &form, ANSWERS),
            send(&mut other, &form, ANSWERS)
        );
        assert_eq!(
            (one.status, two.status),
            (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER),
            "{} {}",
            one.text(),
            two.text()
        );
        let second = officer.open(FORM).await;
        let whole: Vec<_> = ANSWERS.iter().copied().chain([PERISHABLE]).collect();
        for _ in 0..2 {
            let on = send(&mut officer, &second, &whole).await;
            assert_eq!(on.status, StatusCode::SEE_OTHER, "{}", on.text());
        }
        for rule in ["investigation-report", "list-of-items", "list-of-items"] {
            upload(&mut officer, rule).await;
        }
        let materials = officer.open(&format!("{FORM}/materials")).await;
        assert_eq!(materials.count(".files li"), 2, "the same file is one");
        let (draft, version) = (hidden(&materials, "draft"), hidden(&materials, "version"));
        let fields = [("draft", draft.as_str()), ("version", &version)];
        let path = format!("{FORM}/submission");
        let (one, two) = tokio::join!(officer.post(&path, &fields), other.post(&path, &fields));
        assert_eq!(one.status, StatusCode::SEE_OTHER, "{}", one.text());
        assert_eq!(one.location(), two.location());
        // The form of before leads to what came of it.
        let late = send(&mut officer, &second, &whole).await;
        assert_eq!(late.location(), one.location());
        let file = upload(&mut officer, "list-of-items").await;
        assert_eq!(file.status, StatusCode::CONFLICT, "it is filed");
        app.verify().await;
    }
}

#[tokio::test]
async fn two_windows_do_not_overwrite_each_other() {
    for app in TestApp::each().await {
        let mut officer = app.persona("examiner").await;
        let form = officer.open(FORM).await;
        send(&mut officer, &form, ANSWERS).await;
        let mut changed = ANSWERS.to_vec();
        changed[1].1 = "城市监立〔2026〕119号";
        let page = send(&mut officer, &form, &changed).await;
        assert_eq!(page.status, StatusCode::CONFLICT);
        page.is_sound();
        let text = page.text();
        assert!(text.contains("119号") && page.find(".newer").unwrap().contains("118号"));
        let saved = officer.open(FORM).await;
        assert!(
            saved
                .attribute("#case-no", "value")
                .unwrap()
                .contains("118")
        );
        // Having seen both, they may save theirs.
        changed.push(PERISHABLE);
        let sent = send(&mut officer, &page, &changed).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        let saved = officer.open(FORM).await;
        assert!(
            saved
                .attribute("#case-no", "value")
                .unwrap()
                .contains("119")
        );
        // What is sent was looked at before it changed.
        let materials = officer.open(&format!("{FORM}/materials")).await;
        let draft = hidden(&materials, "draft");
        let fields = [("draft", draft.as_str()), ("version", "1")];
        let stale = officer.post(&format!("{FORM}/submission"), &fields).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        stale.is_sound();
    }
}

#[tokio::test]
async fn files_are_told_by_their_content_and_can_be_taken_back() {
    let app = TestApp::sqlite().await;
    let mut officer = app.persona("examiner").await;
    let form = officer.open(FORM).await;
    send(&mut officer, &form, ANSWERS).await;
    let path = format!("{FORM}/materials/list-of-items");
    for content in [&b"<script>alert(1)</script>"[..], b""] {
        let file = [("file", "清单.pdf", content)];
        let page = officer.upload(&path, &[], &file).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.is_sound();
        assert!(page.has(".error-summary a[href='#file-list-of-items']"));
    }
    // Several at once: those that are sound stay, and each once.
    let second = [PDF, b"2"].concat();
    let large = [PDF, &[b' '; 300_000][..]].concat();
    let three = [
        ("file", "一.pdf", PDF),
        ("file", "二.pdf", second.as_slice()),
        ("file", "大.pdf", large.as_slice()),
    ];
    for _ in 0..2 {
        let page = officer.upload(&path, &[], &three).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.is_sound();
        assert_eq!(page.count("#material-list-of-items .files > li"), 2);
        assert!(page.has("#file-list-of-items[multiple]"));
    }
    let materials = officer.open(&format!("{FORM}/materials")).await;
    let second = materials.attribute(".files > li:last-child a", "href");
    officer
        .post(&format!("{}/removal", second.unwrap()), &[])
        .await;
    let huge = vec![b' '; 5_000_000];
    let page = officer
        .upload(&path, &[], &[("file", "x.pdf", &huge)])
        .await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    let unasked = upload(&mut officer, "test-reports").await;
    assert_eq!(unasked.status, StatusCode::NOT_FOUND, "there are no tests");
    upload(&mut officer, "list-of-items").await;
    let materials = officer.open(&format!("{FORM}/materials")).await;
    let file = materials.attribute(".files a", "href").unwrap();
    let served = officer.open(&file).await;
    // Which of the two is left, whose numbers are of one instant, is chance.
    assert!(served.body.starts_with(PDF));
    let mut colleague = app.persona("counter").await;
    assert_eq!(colleague.get(&file).await.status, StatusCode::NOT_FOUND);
    for _ in 0..2 {
        let removed = officer.post(&format!("{file}/removal"), &[]).await;
        assert_eq!(removed.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(officer.get(&file).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_draft_is_its_officers_and_filing_is_for_those_who_register_or_investigate() {
    for app in TestApp::each().await {
        let mut officer = app.persona("examiner").await;
        fill(&mut officer).await;
        let mut colleague = app.persona("counter").await;
        assert!(
            colleague
                .open("/desk/filings")
                .await
                .text()
                .contains("开始登记")
        );
        let form = colleague.open(FORM).await;
        assert_eq!(form.attribute("#case-no", "value").as_deref(), Some(""));
        let materials = officer.open(&format!("{FORM}/materials")).await;
        let (draft, version) = (hidden(&materials, "draft"), hidden(&materials, "version"));
        let fields = [("draft", draft.as_str()), ("version", &version)];
        let stolen = colleague.post(&format!("{FORM}/submission"), &fields).await;
        assert_eq!(stolen.status, StatusCode::NOT_FOUND);
        let paths = ["/desk/filings", FORM, &format!("{FORM}/materials")];
        for persona in [
            "reviewer",
            "decider",
            "issuer",
            "head",
            "citizen",
            "supervisor",
        ] {
            let mut other = app.persona(persona).await;
            for path in paths {
                let page = other.get(path).await;
                assert_eq!(page.status, StatusCode::FORBIDDEN, "{persona} {path}");
            }
        }
        let mut visitor = app.visitor();
        assert_eq!(visitor.get(FORM).await.status, StatusCode::SEE_OTHER);
        // Agencies that the item does not come to.
        for persona in ["crime-counter", "water-counter"] {
            let mut other = app.persona(persona).await;
            let list = other.open("/desk/filings").await;
            list.is_sound();
            assert!(!list.text().contains(REFERRAL));
            assert!(!other.open("/desk").await.has("a[href='/desk/filings']"));
            for path in &paths[1..] {
                let page = other.get(path).await;
                assert_eq!(page.status, StatusCode::NOT_FOUND, "{persona} {path}");
            }
        }
        for code in ["000131001001", "nothing"] {
            let page = officer.get(&format!("/desk/filings/{code}")).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{code}");
        }
        // Nor does anybody apply for it.
        let mut citizen = app.persona("citizen").await;
        let path = format!("/items/{REFERRAL}/application");
        let refused = citizen.post(&path, &[]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        app.verify().await;
    }
}
