//! 我的材料: kept by choice, given again with its trust, nobody else's; licences with their end.

use axum::http::StatusCode;
use server::jobs::{deadlines, files};
use store::accounts;

use super::materials::{jpeg, to_materials};
use crate::harness::{Browser, TestApp};
use crate::journey::{apply, conclude, done, submit_with};

/// Keeps the first file that is offered.
async fn keep(citizen: &mut Browser, until: &str) -> String {
    let page = citizen.open("/account/wallet").await;
    page.is_sound();
    let application = page.attribute("input[name=application]", "value").unwrap();
    let material = page.attribute("input[name=material]", "value").unwrap();
    let wish = [
        ("application", application.as_str()),
        ("material", material.as_str()),
        ("valid-until", until),
    ];
    let kept = citizen.submit("/account/wallet", &wish).await;
    kept.is_sound();
    let again = citizen.submit("/account/wallet", &wish).await;
    assert_eq!(
        again.count(".files > li"),
        kept.count(".files > li"),
        "a double click"
    );
    kept.attribute(".files a", "href").unwrap()
}

#[tokio::test]
async fn what_was_kept_is_given_again_and_the_clerk_sees_how_far_it_holds() {
    for app in TestApp::each().await {
        let mut citizen = app.persona("citizen").await;
        let draft = to_materials(&mut citizen).await;
        let path = format!("{draft}/materials/layout-and-process");
        let photo = jpeg(1800, 900);
        citizen
            .upload(&path, &[], &[("file", "布局.jpg", &photo)])
            .await;
        let first = submit_with(&mut citizen, &draft, &[("promise", "yes")]).await;
        done(&app, "counter", &first.no, "acceptance", &[]).await;
        let entry = keep(&mut citizen, "").await;
        let page = citizen.open("/account/wallet").await;
        assert!(page.text().contains("B级"), "{}", page.text());
        assert!(!page.has("input[name=material]"), "kept already");
        let own = citizen.open(&entry).await;
        assert_eq!(own.body.len(), photo.len());

        let draft = to_materials(&mut citizen).await;
        let path = format!("{draft}/materials/layout-and-process");
        let list = citizen.open(&format!("{draft}/materials")).await;
        assert!(list.text().contains("“我的材料”中有"), "{}", list.text());
        let page = citizen.open(&path).await;
        page.is_sound();
        let id = page.attribute("input[name=entry]", "value").unwrap();
        assert!(entry.ends_with(&id));
        for _ in 0..2 {
            let used = citizen
                .submit(&format!("{path}/wallet"), &[("entry", &id)])
                .await;
            assert_eq!(used.count(".files > li"), 1, "once");
            assert!(!used.has("input[name=entry]"));
        }
        // The application has bytes of its own.
        citizen.submit(&format!("{entry}/removal"), &[]).await;
        assert_eq!(citizen.get(&entry).await.status, StatusCode::NOT_FOUND);
        citizen.submit(&format!("{entry}/removal"), &[]).await;
        let second = submit_with(&mut citizen, &draft, &[("promise", "yes")]).await;
        files::run(&app.app, app.app.now.get()).await.unwrap();

        let mut counter = app.persona("counter").await;
        let page = counter.open(&format!("/desk/cases/{}", second.no)).await;
        page.is_sound();
        let text = page.text();
        for part in ["B级", "曾提交给办件", first.no.as_str(), "仅用于"] {
            assert!(text.contains(part), "{part}: {text}");
        }
        let viewer = page
            .attribute(".case-file a[href$='/view']", "href")
            .unwrap();
        let page = counter.open(&viewer).await;
        page.is_sound();
        assert!(page.find("#facts ~ dl").unwrap().contains(&first.no));
        let small = page.attribute("img[src$='/copy']", "src").unwrap();
        let file = counter.open(&small).await;
        let name = file.headers["content-disposition"].to_str().unwrap();
        assert!(name.contains("%E4%BB%85%E7%94%A8%E4%BA%8E"), "{name}");
        // For this case alone stands over it, large and small; what the giver has stays clean.
        let large = counter.open(small.strip_suffix("/copy").unwrap()).await;
        for (file, width) in [(&file, 1600), (&large, 1800)] {
            let shown = image::load_from_memory(&file.body).unwrap().to_rgb8();
            assert_eq!(shown.width(), width);
            let first = shown.get_pixel(0, 0).0.map(i16::from);
            let marked = shown.pixels().filter(|pixel| {
                let parts = pixel.0.into_iter().zip(first);
                parts
                    .into_iter()
                    .any(|(a, b)| (i16::from(a) - b).abs() > 60)
            });
            assert!(marked.count() > 10_000, "written over");
        }
        app.verify().await;
    }
}

/// One empty page; `more` is of the trailer.
fn document(more: &str) -> String {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 595 842]>>",
        "<</Type/Page/Parent 2 0 R>>",
        "<</Filter/Standard/V 1/R 2>>",
    ];
    let mut pdf = "%PDF-1.4\n".to_owned();
    let mut table = "0000000000 65535 f \n".to_owned();
    for (index, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", pdf.len()));
        pdf.push_str(&format!("{} 0 obj {object} endobj\n", index + 1));
    }
    let start = pdf.len();
    format!(
        "{pdf}xref\n0 5\n{table}trailer <</Size 5/Root 1 0 R{more}>>\nstartxref\n{start}\n%%EOF\n"
    )
}

#[tokio::test]
async fn a_document_is_marked_too_and_one_that_cannot_be_says_so() {
    let (open, locked) = (document(""), document("/Encrypt 4 0 R"));
    for (pdf, can) in [(open, true), (locked, false)] {
        let app = TestApp::sqlite().await;
        let mut citizen = app.persona("citizen").await;
        let draft = to_materials(&mut citizen).await;
        let path = format!("{draft}/materials/layout-and-process");
        let file = [("file", "布局.pdf", pdf.as_bytes())];
        citizen.upload(&path, &[], &file).await;
        submit_with(&mut citizen, &draft, &[("promise", "yes")]).await;
        let entry = keep(&mut citizen, "").await;
        let draft = to_materials(&mut citizen).await;
        let path = format!("{draft}/materials/layout-and-process/wallet");
        let id = entry.rsplit('/').next().unwrap();
        citizen.submit(&path, &[("entry", id)]).await;
        let case = submit_with(&mut citizen, &draft, &[("promise", "yes")]).await;
        files::run(&app.app, app.app.now.get()).await.unwrap();

        let mut counter = app.persona("counter").await;
        let page = counter.open(&format!("/desk/cases/{}", case.no)).await;
        page.is_sound();
        assert_eq!(page.text().contains("加不上水印"), !can, "{}", page.text());
        assert!(!page.has("a[href$='/copy']"), "a PDF has no small copy");
        let href = page.attribute("main a[href*='/materials/']:not([href$='/view'])", "href");
        let href = href.unwrap();
        let words = format!("({} 000131001001 2026-11-23) Tj", case.no);
        // To save, and within the page that shows it.
        for href in [href.clone(), format!("{href}/document")] {
            let file = counter.open(&href).await;
            assert!(file.body.starts_with(pdf.as_bytes()));
            let words = words.as_bytes();
            let marked = file.body.windows(words.len()).any(|part| part == words);
            assert_eq!(marked, can, "{}", String::from_utf8_lossy(&file.body));
        }
        assert_eq!(citizen.open(&entry).await.body, pdf.as_bytes().into());
        citizen.submit(&format!("{entry}/removal"), &[]).await;
    }
}

#[tokio::test]
async fn what_nobody_checked_says_so_and_is_kept_once() {
    let app = TestApp::sqlite().await;
    let mut citizen = app.persona("citizen").await;
    let draft = to_materials(&mut citizen).await;
    let path = format!("{draft}/materials/layout-and-process");
    citizen
        .upload(&path, &[], &[("file", "布局.jpg", &jpeg(900, 600))])
        .await;
    let case = submit_with(&mut citizen, &draft, &[("promise", "yes")]).await;
    // Silence accepts (行政许可法 32), and checks nothing.
    app.at("2026-12-04T09:30:00+08:00");
    deadlines::run(&app.app, app.app.now.get()).await.unwrap();
    let mut citizen = app.persona("citizen").await;
    let page = citizen.open(&format!("/cases/{}", case.no)).await;
    assert!(page.text().contains("视为受理"), "{}", page.text());
    keep(&mut citizen, "").await;
    let page = citizen.open("/account/wallet").await;
    let text = page.text();
    assert!(
        text.contains("还没有核验") && !text.contains("核验过"),
        "{text}"
    );
    assert!(!page.has("input[name=material]"), "it is kept already");
}

#[tokio::test]
async fn a_file_is_kept_as_what_it_is() {
    let app = TestApp::sqlite().await;
    apply(&app).await;
    let mut citizen = app.persona("citizen").await;
    // Not accepted: nobody has checked it. Both rules got the same bytes; the rules' list is the applicant's own.
    let page = citizen.open("/account/wallet").await;
    let application = page.attribute("input[name=application]", "value").unwrap();
    let material = page.attribute("input[name=material]", "value").unwrap();
    let mut wish = vec![
        ("application", application.as_str()),
        ("material", material.as_str()),
        ("valid-until", "soon"),
    ];
    let wrong = citizen.post("/account/wallet", &wish).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong.is_sound();
    let id = format!("valid-until-{material}");
    assert!(wrong.has(&format!(".error-summary a[href='#{id}']")));
    assert_eq!(wrong.attribute(&format!("#{id}"), "value").unwrap(), "soon");
    wish[2] = ("valid-until", "2026-11-25");
    let kept = citizen.submit("/account/wallet", &wish).await;
    let text = kept.text();
    assert!(text.contains("D级") || text.contains("C级"), "{text}");

    // On the day after, it is no longer offered.
    app.at("2026-11-26T09:30:00+08:00");
    let mut citizen = app.persona("citizen").await;
    let page = citizen.open("/account/wallet").await;
    assert!(page.text().contains("已过有效期"));
    let draft = to_materials(&mut citizen).await;
    for rule in ["layout-and-process", "food-safety-rules"] {
        let page = citizen.open(&format!("{draft}/materials/{rule}")).await;
        assert!(!page.has("input[name=entry]"));
    }
}

#[tokio::test]
async fn a_wallet_is_its_owners_alone() {
    let app = TestApp::sqlite().await;
    apply(&app).await;
    let mut citizen = app.persona("citizen").await;
    let page = citizen.open("/account/wallet").await;
    let application = page.attribute("input[name=application]", "value").unwrap();
    let material = page.attribute("input[name=material]", "value").unwrap();
    let entry = keep(&mut citizen, "").await;
    let mut other = app.persona("citizen-2").await;
    let empty = other.open("/account/wallet").await;
    empty.is_sound();
    assert!(empty.has(".empty"));
    assert_eq!(other.get(&entry).await.status, StatusCode::NOT_FOUND);
    other.post(&format!("{entry}/removal"), &[]).await;
    citizen.open(&entry).await;
    let wish = [
        ("application", application.as_str()),
        ("material", material.as_str()),
    ];
    let stolen = other.post("/account/wallet", &wish).await;
    assert_eq!(stolen.status, StatusCode::NOT_FOUND);
    let signed_out = app.visitor().get("/account/wallet").await;
    assert_eq!(signed_out.status, StatusCode::SEE_OTHER);
    let officer = app.persona("counter").await.get("/account/wallet").await;
    assert_eq!(officer.status, StatusCode::FORBIDDEN);

    // What goes with an account's data.
    let mut tx = app.app.store.begin().await.unwrap();
    let account = accounts::by_persona(&mut tx, "citizen")
        .await
        .unwrap()
        .unwrap();
    let own = accounts::applicants_of(&mut tx, account.id).await.unwrap();
    let keys = store::wallet::remove_all(&mut tx, own[0].id).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(keys.len(), 1);
    assert_eq!(citizen.get(&entry).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn licences_are_there_with_their_end_and_the_way_to_renew_them() {
    for app in TestApp::each().await {
        let case = apply(&app).await;
        conclude(&app, &case.no).await;
        let mut citizen = app.persona("citizen").await;
        let page = citizen.open("/account/wallet").await;
        page.is_sound();
        let text = page.text();
        assert!(
            text.contains("食品经营许可证") && text.contains("2031"),
            "{text}"
        );
        assert!(!page.has(".sheet .tag"), "five years are far");
        let path = page
            .attribute("main a[href^='/account/wallet/licences/']", "href")
            .unwrap();
        let shown = citizen.open(&format!("/cases/{}", case.no)).await;
        assert!(shown.has(&format!("main a[href='{path}']")));
        for lang in ["en", "zh-CN"] {
            let page = citizen.open(&format!("{path}?lang={lang}")).await;
            page.is_sound();
            let text = page.text();
            let number = path.rsplit('/').next().unwrap();
            for part in [number, "马小军", "黄河边牛肉面", "2031"] {
                assert!(text.contains(part), "{part}: {text}");
            }
            assert!(page.has(".notice-proof svg.qr"));
            // Where the code leads, for whoever was handed the paper.
            let checked = app.visitor().open(&format!("/verify/{number}")).await;
            assert!(!checked.text().contains("马小军"));
        }
        let told = citizen.open("/messages").await;
        let sent = told.html();
        let links = scraper::Selector::parse("main .case-list a").unwrap();
        let mut leads = false;
        for link in sent.select(&links) {
            let href = link.value().attr("href").unwrap();
            let message = citizen.open(href).await;
            leads |= message.has(&format!("main a.button[href='{path}']"));
        }
        assert!(leads, "the message leads to it");
        let mut other = app.persona("citizen-2").await;
        assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND);
        let none = "/account/wallet/licences/1.2.156.3005.2";
        assert_eq!(citizen.get(none).await.status, StatusCode::NOT_FOUND);
        let visitor = app.visitor().get(&path).await;
        assert_eq!(visitor.status, StatusCode::SEE_OTHER);
        let renew = "form[action^='/items/000131001001/application'] input[name=licence]";
        assert!(!page.has(renew), "five years early");
        assert!(page.text().contains("可以申请延续的日期"));
        app.at("2031-11-01T09:30:00+08:00");
        let mut citizen = app.persona("citizen").await;
        let page = citizen.open("/account/wallet").await;
        assert_eq!(page.find(".sheet .tag").unwrap(), "还有 21 天");
        assert!(page.has(renew));
        app.at("2031-12-20T09:30:00+08:00");
        let mut citizen = app.persona("citizen").await;
        let page = citizen.open("/account/wallet").await;
        assert!(page.text().contains("已过期"));
        assert!(!page.has("input[name=licence]"), "too late to renew");
    }
}
