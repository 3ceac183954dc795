//! One material: several files at once, each with its own fault; replaced; promised for later; small copies.

use axum::http::StatusCode;
use server::jobs::files;

use crate::harness::{Browser, TestApp};
use crate::journey::{FOOD, FOOD_PAGES, PDF, apply, fill_page, start, submit_with};

pub fn pdf(n: u8) -> Vec<u8> {
    [PDF, &[n]].concat()
}

/// A photograph, as far as a test needs one.
pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let image = image::RgbImage::from_pixel(width, height, image::Rgb([90, 120, 150]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    image
        .write_to(&mut bytes, image::ImageFormat::Jpeg)
        .unwrap();
    bytes.into_inner()
}

/// The food licence as far as its materials.
pub async fn to_materials(citizen: &mut Browser) -> String {
    let draft = start(citizen, FOOD).await;
    for (page, answers) in FOOD_PAGES {
        fill_page(citizen, &draft, page, answers).await;
    }
    draft
}

#[tokio::test]
async fn several_files_come_at_once_and_a_bad_one_keeps_no_good_one_out() {
    for app in TestApp::each().await {
        let mut citizen = app.persona("citizen").await;
        let draft = to_materials(&mut citizen).await;
        let path = format!("{draft}/materials/layout-and-process");
        let page = citizen.open(&path).await;
        page.is_sound();
        assert!(page.has("input[type=file][multiple]"));
        assert!(page.text().contains("最多上传 10 个"), "told beforehand");
        let (one, two, huge) = (pdf(1), pdf(2), vec![b'%'; 70 * 1024]);
        let huge = [b"%PDF-1.4\n".as_slice(), &huge].concat();
        let files: [(&str, &str, &[u8]); 6] = [
            ("file", "一.pdf", &one),
            ("file", "病毒.exe", b"MZ\x90\0"),
            ("file", "二.pdf", &two),
            ("file", "空.pdf", b""),
            ("file", "大.pdf", &huge),
            ("file", "一.pdf", &one),
        ];
        let came = citizen.upload(&path, &[], &files).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
        came.is_sound();
        assert_eq!(came.count(".files > li"), 2, "{}", came.text());
        assert_eq!(came.count(".error-summary a[href='#file']"), 3);
        for name in ["病毒.exe", "空.pdf", "大.pdf"] {
            assert!(
                came.find(".error-summary").unwrap().contains(name),
                "{name}"
            );
        }
        // All of it again is no more of it.
        citizen.upload(&path, &[], &files).await;
        assert_eq!(citizen.open(&path).await.count(".files > li"), 2);

        let three = pdf(3);
        let replaced = [("file", "三.pdf", three.as_slice())];
        let way = citizen
            .upload(&path, &[("replace", "yes")], &replaced)
            .await;
        assert_eq!(way.location(), path);
        let page = citizen.open(&path).await;
        assert_eq!(page.count(".files > li"), 1);
        assert!(page.find(".files").unwrap().contains("三.pdf"));
        // A form whose every file is refused replaces nothing.
        let bad = [("file", "x.exe", b"MZ".as_slice())];
        citizen.upload(&path, &[("replace", "yes")], &bad).await;
        assert_eq!(citizen.open(&path).await.count(".files > li"), 1);
    }
}

#[tokio::test]
async fn what_is_too_many_is_said_of_each() {
    let app = TestApp::sqlite().await;
    let mut citizen = app.persona("citizen").await;
    let draft = to_materials(&mut citizen).await;
    let path = format!("{draft}/materials/layout-and-process");
    let all: Vec<Vec<u8>> = (0..12).map(pdf).collect();
    let files: Vec<(&str, &str, &[u8])> = all
        .iter()
        .map(|bytes| ("file", "图.pdf", bytes.as_slice()))
        .collect();
    let came = citizen.upload(&path, &[], &files).await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    came.is_sound();
    assert_eq!(came.count(".files > li"), 10);
    assert_eq!(came.count(".error-summary a[href='#file']"), 2);
}

#[tokio::test]
async fn a_material_is_promised_on_its_own_page() {
    for app in TestApp::each().await {
        let mut citizen = app.persona("citizen").await;
        let draft = to_materials(&mut citizen).await;
        let layout = format!("{draft}/materials/layout-and-process");
        citizen
            .upload(&layout, &[], &[("file", "a.pdf", PDF)])
            .await;
        // What has to be there can't be promised.
        let refused = citizen.post(&format!("{layout}/promise"), &[]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        let rules = format!("{draft}/materials/food-safety-rules");
        let page = citizen.open(&rules).await;
        assert!(page.has(&format!("form[action='{rules}/promise']")));
        for _ in 0..2 {
            let given = citizen.submit(&format!("{rules}/promise"), &[]).await;
            given.is_sound();
            assert!(given.has(&format!("form[action='{rules}/promise/removal']")));
        }
        let list = citizen.open(&format!("{draft}/materials")).await;
        assert!(list.text().contains("已承诺后补"), "{}", list.text());
        let back = citizen
            .submit(&format!("{rules}/promise/removal"), &[])
            .await;
        assert!(back.has(&format!("form[action='{rules}/promise']")));
        // A file is better than a word, and takes its place.
        citizen.submit(&format!("{rules}/promise"), &[]).await;
        citizen.upload(&rules, &[], &[("file", "a.pdf", PDF)]).await;
        let page = citizen.open(&rules).await;
        let removal = page
            .attribute("form[action$='/removal']", "action")
            .unwrap();
        citizen.submit(&removal, &[]).await;
        citizen.submit(&format!("{rules}/promise"), &[]).await;
        let answers = citizen.open(&format!("{draft}/answers")).await;
        assert!(!answers.has("[name=promise]"), "not asked twice");
        submit_with(&mut citizen, &draft, &[]).await;
        let late = citizen.post(&format!("{rules}/promise"), &[]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        app.verify().await;
    }
}

#[tokio::test]
async fn materials_are_nobody_elses() {
    let app = TestApp::sqlite().await;
    let mut citizen = app.persona("citizen").await;
    let draft = to_materials(&mut citizen).await;
    let path = format!("{draft}/materials/food-safety-rules");
    let mut other = app.persona("citizen-2").await;
    for end in ["", "/promise", "/promise/removal"] {
        let page = if end.is_empty() {
            other.upload(&path, &[], &[("file", "a.pdf", PDF)]).await
        } else {
            other.post(&format!("{path}{end}"), &[]).await
        };
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{end}");
    }
    let entry = [("entry", "0193a000-0000-7000-8000-000000000000")];
    let page = other.post(&format!("{path}/wallet"), &entry).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    let own = citizen.post(&format!("{path}/wallet"), &entry).await;
    assert_eq!(own.status, StatusCode::NOT_FOUND, "no such entry");
}

#[tokio::test]
async fn a_clerk_opens_the_small_copy_of_a_photograph() {
    for app in TestApp::each().await {
        let mut citizen = app.persona("citizen").await;
        let draft = to_materials(&mut citizen).await;
        let photo = jpeg(2000, 1000);
        assert!(photo.len() < 64 * 1024);
        let path = format!("{draft}/materials/layout-and-process");
        citizen
            .upload(&path, &[], &[("file", "图.JPG", &photo)])
            .await;
        let case = submit_with(&mut citizen, &draft, &[("promise", "yes")]).await;
        let mut counter = app.persona("counter").await;
        let page = counter.open(&format!("/desk/cases/{}", case.no)).await;
        let viewer = page
            .attribute(".case-file a[href$='/view']", "href")
            .unwrap();
        let page = counter.open(&viewer).await;
        assert!(!page.has("img[src$='/copy']"), "not made yet");
        assert_eq!(files::run(&app.app, app.app.now.get()).await.unwrap(), 1);
        assert_eq!(files::run(&app.app, app.app.now.get()).await.unwrap(), 0);
        let page = counter.open(&viewer).await;
        page.is_sound();
        let small = page.attribute("img[src$='/copy']", "src").unwrap();
        let copy = counter.open(&small).await;
        assert_eq!(copy.headers["content-type"], "image/jpeg");
        let copy = image::load_from_memory(&copy.body).unwrap();
        assert_eq!((copy.width(), copy.height()), (1600, 800));
        let original = counter.open(small.trim_end_matches("/copy")).await;
        assert_eq!(original.body.len(), photo.len());
        assert_eq!(citizen.get(&small).await.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn the_script_is_served_for_good() {
    let app = TestApp::sqlite().await;
    let case = apply(&app).await;
    let mut citizen = app.persona("citizen").await;
    assert!(
        !citizen
            .open(&format!("/cases/{}", case.no))
            .await
            .has("script")
    );
    let draft = to_materials(&mut citizen).await;
    let page = citizen
        .open(&format!("{draft}/materials/layout-and-process"))
        .await;
    let script = page.attribute("script[type=module]", "src").unwrap();
    let script = citizen.open(&script).await;
    assert_eq!(
        script.headers["content-type"],
        "text/javascript; charset=utf-8"
    );
    assert!(
        script.headers["cache-control"]
            .to_str()
            .unwrap()
            .contains("immutable")
    );
}
