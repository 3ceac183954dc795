//! 文书: shown before they are sent, numbered, kept as they were sent, and proved real to whoever is shown one.

use axum::http::{StatusCode, header};

use crate::harness::{Browser, Page, TestApp};
use crate::journey::{PDF, act, apply, conclude, done, fill_page, start, submit};

const NOTE: (&str, &str) = ("note.field:shop-name", "与营业执照上的名称不一致。");
const TARGET: (&str, &str) = ("target", "field:shop-name");

async fn seq(officer: &mut Browser, no: &str, act: &str) -> String {
    let form = officer.open(&format!("/desk/cases/{no}/{act}")).await;
    form.attribute("input[name=seq]", "value").unwrap()
}

/// What the sheet on a page says, spaces aside.
fn sheet(page: &Page) -> String {
    let mut text = page.find(".sheet.notice").unwrap();
    text.retain(|c| !c.is_whitespace());
    text
}

#[tokio::test]
async fn a_notice_is_shown_as_it_will_be_sent_and_nothing_typed_is_lost() {
    for app in TestApp::each().await {
        let no = apply(&app).await.no;
        let mut counter = app.persona("counter").await;
        let path = format!("/desk/cases/{no}/correction");
        let seq = seq(&mut counter, &no, "correction").await;
        let typed = [("seq", seq.as_str()), TARGET, NOTE];
        let with = |button: (&'static str, &'static str)| {
            let mut fields = typed.to_vec();
            fields.push(button);
            fields
        };
        // As often as anybody likes: nothing is sent, and no number taken.
        for _ in 0..2 {
            let shown = counter.post(&path, &with(("preview", "1"))).await;
            assert_eq!(shown.status, StatusCode::OK, "{}", shown.text());
            shown.is_sound();
            let text = sheet(&shown);
            for piece in [
                "补正材料告知书",
                "〔2026〕1号",
                "营业执照上的名称不一致",
                "第三十二条第一款第四项",
            ] {
                assert!(text.contains(piece), "{piece} in {text}");
            }
            assert!(!shown.has(".qr"), "its code is still to be made");
            assert!(
                shown.text().contains("收件审查期限"),
                "what it does to the clock"
            );
            assert_eq!(
                shown
                    .attribute("input[name='note.field:shop-name']", "value")
                    .unwrap(),
                NOTE.1
            );
        }
        let mut citizen = app.persona("citizen").await;
        let case = citizen.open(&format!("/cases/{no}")).await;
        assert_eq!(case.count("a[href*='/notices/']"), 0);

        let again = counter.post(&path, &with(("edit", "1"))).await;
        assert_eq!(again.status, StatusCode::OK);
        again.is_sound();
        assert!(
            again.text().contains(NOTE.1) && again.has("input[value='field:shop-name'][checked]")
        );
        let missing = [("seq", seq.as_str()), TARGET, ("preview", "1")];
        let wrong = counter.post(&path, &missing).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);

        let shown = counter.post(&path, &with(("preview", "1"))).await;
        let sent = counter.post(&path, &with(("confirmed", "1"))).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        let twice = counter.post(&path, &with(("confirmed", "1"))).await;
        assert_eq!(twice.status, StatusCode::SEE_OTHER);
        let late = counter.post(&path, &with(("preview", "1"))).await;
        assert_eq!(
            late.status,
            StatusCode::SEE_OTHER,
            "it is sent: the case says so"
        );
        let case = citizen.open(&format!("/cases/{no}")).await;
        assert_eq!(case.count("a[href*='/notices/']"), 1);
        let href = case.attribute("a[href*='/notices/']", "href").unwrap();
        let kept = citizen.open(&href).await;
        kept.is_sound();
        assert!(sheet(&kept).starts_with(&sheet(&shown)), "{}", kept.text());
        app.verify().await;
    }
}

/// The journal's length, and how much was told.
async fn traces(app: &TestApp, no: &str) -> (usize, usize, usize) {
    let mut head = app.persona("counter").await;
    let page = head.open(&format!("/desk/cases/{no}")).await;
    let mut citizen = app.persona("citizen").await;
    let told = citizen.open("/messages").await;
    let case = citizen.open(&format!("/cases/{no}")).await;
    (
        page.count(".case-log .timeline li"),
        told.count("main .case-list a"),
        case.count("a[href*='/notices/']"),
    )
}

#[tokio::test]
async fn to_look_at_an_acceptance_changes_nothing() {
    for app in TestApp::each().await {
        let no = apply(&app).await.no;
        let before = traces(&app, &no).await;
        let mut counter = app.persona("counter").await;
        let path = format!("/desk/cases/{no}/acceptance");
        let first = sheet(&counter.open(&path).await);
        assert!(first.contains("〔2026〕1号"), "{first}");
        assert_eq!(sheet(&counter.open(&path).await), first, "the same number");
        assert_eq!(traces(&app, &no).await, before);
        // Whoever has the page of before may still act: nothing happened since.
        let form = counter.open(&path).await;
        let seq = form.attribute("input[name=seq]", "value").unwrap();
        counter.open(&path).await;
        let sent = counter.post(&path, &[("seq", &seq)]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        let refused = counter.get(&path).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        app.verify().await;
    }
}

#[tokio::test]
async fn whoever_was_faster_is_not_overruled_by_a_preview() {
    let app = TestApp::sqlite().await;
    let no = apply(&app).await.no;
    let mut counter = app.persona("counter").await;
    let seq = seq(&mut counter, &no, "correction").await;
    done(&app, "counter", &no, "acceptance", &[]).await;
    let mut fields = vec![("seq", seq.as_str()), TARGET, NOTE, ("preview", "1")];
    let path = format!("/desk/cases/{no}/correction");
    let stale = counter.post(&path, &fields).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    fields[3] = ("confirmed", "1");
    assert_eq!(
        counter.post(&path, &fields).await.status,
        StatusCode::CONFLICT
    );
    let mut elsewhere = app.persona("counter-elsewhere").await;
    fields[3] = ("preview", "1");
    assert_eq!(
        elsewhere.post(&path, &fields).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn every_act_that_tells_something_shows_it_first() {
    let app = TestApp::sqlite().await;
    let no = apply(&app).await.no;
    let mut counter = app.persona("counter").await;
    let form = counter.open(&format!("/desk/cases/{no}/acceptance")).await;
    assert!(sheet(&form).contains("〔2026〕1号") && sheet(&form).contains("受理通知书"));
    let reason = ("reason", "属于其他机关职权。");
    let declined = [
        ("ground", "not-ours"),
        ("agency", "620100-market-supervision"),
        reason,
    ];
    let text = sheet(&previewed(&mut counter, &no, "declination", &declined).await);
    for piece in [
        "不予受理通知书",
        "行政复议机关：",
        "城关区人民政府",
        "兰州市市场监督管理局",
        "属于其他机关职权",
    ] {
        assert!(text.contains(piece), "{piece} in {text}");
    }
    done(&app, "counter", &no, "acceptance", &[]).await;
    let mut examiner = app.persona("examiner").await;
    let pause = [
        ("choice", "hearing"),
        ("amount", "5"),
        ("unit", "working-day"),
        ("text", "须听证"),
    ];
    let page = previewed(&mut examiner, &no, "pause", &pause).await;
    assert!(sheet(&page).contains("〔2026〕2号") && sheet(&page).contains("第四十五条"));
    assert!(page.text().contains("停止计时；"), "{}", page.text());
    let mut head = app.persona("head").await;
    let void = [("choice", "mistake"), ("text", "登记错误。")];
    let page = previewed(&mut head, &no, "voiding", &void).await;
    assert!(sheet(&page).contains("登记错误。") && sheet(&page).contains("行政复议"));
    assert!(page.has("button.button-grave"), "it can't be undone");
    let mut english = app.persona("examiner").await;
    english.get("/desk?lang=en").await;
    let page = previewed(&mut english, &no, "pause", &pause).await;
    assert!(page.text().contains("No. 2 of 2026") && page.text().contains("article 45"));
}

async fn previewed(officer: &mut Browser, no: &str, noun: &str, fields: &[(&str, &str)]) -> Page {
    let mut fields = fields.to_vec();
    fields.push(("preview", "1"));
    let page = act(officer, no, noun, &fields).await;
    assert_eq!(page.status, StatusCode::OK, "{noun}: {}", page.text());
    page.is_sound();
    page
}

#[tokio::test]
async fn a_notice_is_a_file_for_those_who_have_the_case() {
    for app in TestApp::each().await {
        let no = apply(&app).await.no;
        done(&app, "counter", &no, "acceptance", &[]).await;
        for (persona, room) in [("citizen", ""), ("counter", "/desk"), ("examiner", "/desk")] {
            let mut reader = app.persona(persona).await;
            let page = reader.open(&format!("{room}/cases/{no}")).await;
            let href = page.attribute("a[href*='/notices/']", "href").unwrap();
            assert_eq!(href, format!("{room}/cases/{no}/notices/2"));
            reader.open(&href).await.is_sound();
            let file = reader.open(&format!("{href}.pdf")).await;
            assert_eq!(file.headers[header::CONTENT_TYPE], "application/pdf");
            assert!(file.body.starts_with(b"%PDF-"));
            let twice = reader.open(&format!("{href}.pdf")).await;
            assert_eq!(file.body, twice.body);
        }
        for (persona, room) in [("citizen-2", ""), ("counter-elsewhere", "/desk")] {
            let mut stranger = app.persona(persona).await;
            for end in ["", ".pdf"] {
                let path = format!("{room}/cases/{no}/notices/2{end}");
                assert_eq!(
                    stranger.get(&path).await.status,
                    StatusCode::NOT_FOUND,
                    "{path}"
                );
            }
        }
        let mut visitor = app.visitor();
        let page = visitor
            .get(&format!("/desk/cases/{no}/notices/2.pdf"))
            .await;
        assert_ne!(page.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn without_a_font_the_page_to_print_is_there() {
    let app = TestApp::without_font().await;
    let no = apply(&app).await.no;
    done(&app, "counter", &no, "acceptance", &[]).await;
    let mut citizen = app.persona("citizen").await;
    let page = citizen.get(&format!("/cases/{no}/notices/2.pdf")).await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    page.is_sound();
    assert!(page.text().contains("请用浏览器打印这一页") && sheet(&page).contains("受理通知书"));
}

#[tokio::test]
async fn a_receipt_says_what_was_delivered_how_by_whom_and_to_whom() {
    let app = TestApp::sqlite().await;
    let no = apply(&app).await.no;
    conclude(&app, &no).await;
    let mut citizen = app.persona("citizen").await;
    let case = citizen.open(&format!("/cases/{no}")).await;
    let hrefs: Vec<_> = case
        .html()
        .select(&scraper::Selector::parse("a[href*='/notices/']").unwrap())
        .map(|link| link.value().attr("href").unwrap().to_owned())
        .collect();
    assert_eq!(hrefs.len(), 3, "acceptance, decision, receipt");
    let receipt = sheet(&citizen.open(&hrefs[2]).await);
    for piece in [
        "送达回证",
        "〔2026〕3号",
        "准予行政许可决定书（〔2026〕2号）",
        "1.2.156.3005.2.",
        "电子送达",
        "送达人：",
    ] {
        assert!(receipt.contains(piece), "{piece} in {receipt}");
    }
    let granted = sheet(&citizen.open(&hrefs[1]).await);
    assert!(granted.contains("第三十八条第一款") && !granted.contains("行政复议机关"));
}

#[tokio::test]
async fn anybody_can_check_a_notice_and_learns_nothing_of_its_person() {
    for app in TestApp::each().await {
        let no = apply(&app).await.no;
        conclude(&app, &no).await;
        let mut citizen = app.persona("citizen").await;
        let notice = citizen.open(&format!("/cases/{no}/notices/2")).await;
        let code = notice.find(".notice-proof strong").unwrap();
        let mut visitor = app.visitor();
        visitor.open("/verify").await.is_sound();
        let typed = code.replace('-', " ").to_lowercase();
        let found = visitor.submit("/verify", &[("code", &typed)]).await;
        found.is_sound();
        let text = found.find("main").unwrap();
        for piece in [
            "受理通知书",
            "〔2026〕1号",
            "城关区市场监督管理局",
            "有效",
            "食品经营许可",
        ] {
            assert!(text.contains(piece), "{piece} in {text}");
        }
        for private in ["马小军", "黄河边", &no] {
            assert!(!found.text().contains(private), "{private}");
        }
        let licence = citizen.open(&format!("/cases/{no}")).await;
        let licence = licence.text();
        let number: String = licence[licence.find("1.2.156.3005.2.").unwrap()..]
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '.')
            .collect();
        let found = visitor.open(&format!("/verify/{number}")).await;
        found.is_sound();
        assert!(found.text().contains("食品经营许可证") && !found.text().contains("马小军"));
        app.at("2040-01-04T10:00:00+08:00");
        let late = visitor.open(&format!("/verify/{number}")).await;
        assert!(late.text().contains("届满"), "{}", late.text());

        let empty = visitor.post("/verify", &[("code", " ")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        for wrong in ["0000-0000-0000-0000", "x", &no, "1.2.156.3005.2.9"] {
            let page = visitor.post("/verify", &[("code", wrong)]).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{wrong}");
            page.is_sound();
        }
        for _ in 0..26 {
            visitor.get("/verify/0000000000000000").await;
        }
        let page = visitor.get("/verify/0000000000000000").await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    }
}

const HYGIENE: &str = "000123001001";

/// A hygiene licence on a promise, delivered: the check of the promise is open.
async fn promised(app: &TestApp) -> String {
    let mut citizen = app.persona("citizen").await;
    let draft = start(&mut citizen, HYGIENE).await;
    let pages: [(&str, &[(&str, &str)]); 5] = [
        (
            "applicant",
            &[
                ("applicant-name", "兰州黄河边理发店"),
                ("credit-code", "91620102MA0000015R"),
                ("responsible-person", "马小军"),
                ("contact-phone", "13800001234"),
            ],
        ),
        (
            "premises",
            &[
                ("shop-name", "黄河边理发"),
                ("place-kind", "hair-beauty"),
                ("premises-division", "620102"),
                ("premises-address", "酒泉路1号"),
                ("premises-area", "60"),
                ("employees", "3"),
            ],
        ),
        ("notice", &[("way", "promise")]),
        ("promise", &[("promise-made", "made")]),
        ("filing", &[("has-agent", "no")]),
    ];
    for (page, answers) in pages {
        let filled = fill_page(&mut citizen, &draft, page, answers).await;
        let status = filled.status;
        assert_eq!(status, StatusCode::SEE_OTHER, "{page}: {}", filled.text());
    }
    let path = format!("{draft}/materials/plans");
    citizen.open(&path).await;
    citizen
        .upload(&path, &[], &[("file", "平面图.pdf", PDF)])
        .await;
    let no = submit(&mut citizen, &draft).await.no;
    done(app, "health-counter", &no, "acceptance", &[]).await;
    let granted = [("outcome", "granted"), ("reason", "承诺齐备。")];
    done(app, "health-decider", &no, "decision", &granted).await;
    done(app, "health-issuer", &no, "licence", &[]).await;
    let method = [("method", "electronic")];
    done(app, "health-issuer", &no, "delivery", &method).await;
    no
}

#[tokio::test]
async fn what_a_step_takes_back_is_shown_before_it_is_recorded() {
    let app = TestApp::sqlite().await;
    let no = promised(&app).await;
    let found = [
        ("date", "2026-11-23"),
        ("findings", "现场与承诺不符。"),
        ("outcome", "false-promise"),
        ("opinion", "承诺不实。"),
    ];
    let noun = "steps/later-check";
    let mut first = app.persona("health-examiner").await;
    let form = first.open(&format!("/desk/cases/{no}/{noun}")).await;
    assert!(form.has("button[name=preview]"), "{}", form.text());
    // One of two: nothing is taken back yet.
    let shown = previewed(&mut first, &no, noun, &found).await;
    assert!(!shown.has(".sheet.notice") && shown.text().contains("不发文书"));
    done(&app, "health-examiner", &no, noun, &found).await;
    let mut second = app.persona("health-examiner-2").await;
    let shown = previewed(&mut second, &no, noun, &found).await;
    let text = sheet(&shown);
    assert!(
        text.contains("撤销决定书") && text.contains("承诺不实"),
        "{text}"
    );
    let mut citizen = app.persona("citizen").await;
    let case = citizen.open(&format!("/cases/{no}")).await;
    let before = case.count("a[href*='/notices/']");
    done(&app, "health-examiner-2", &no, noun, &found).await;
    let case = citizen.open(&format!("/cases/{no}")).await;
    assert_eq!(case.count("a[href*='/notices/']"), before + 1);
    app.verify().await;
}
