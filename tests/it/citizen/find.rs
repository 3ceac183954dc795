use axum::http::StatusCode;

use crate::harness::{Page, TestApp};
use crate::journey::FOOD;

fn first_hit(page: &Page) -> Option<String> {
    page.attribute("main .cards a[href^='/items/']", "href")
}

#[tokio::test]
async fn search_finds_by_every_name_in_both_languages() {
    let app = TestApp::sqlite().await;
    let mut visitor = app.visitor();
    let food = format!("/items/{FOOD}");
    for q in [
        "食品经营许可",
        "开饭店",
        "CAFE",
        "catering permit",
        "ｃａｆｅ",
        "食品 城关区市场监督管理局",
    ] {
        let page = visitor
            .open(&format!("/search?q={}", q.replace(' ', "+")))
            .await;
        page.is_sound();
        assert_eq!(first_hit(&page).as_deref(), Some(food.as_str()), "{q}");
        assert!(!page.has("main .empty"), "{q}");
    }
    // A sentence that no item has: what comes nearest, and the hotline.
    let page = visitor.open("/search?q=我想开一家面馆子").await;
    assert!(page.has("main .empty a[href='tel:12345']"));
    assert_eq!(first_hit(&page).as_deref(), Some(food.as_str()));
    // Nothing in common with anything, and far too long.
    let long = format!("/search?q={}", "z".repeat(5000));
    let page = visitor.open(&long).await;
    assert!(page.has("main .empty") && page.text().len() < 30_000);
}

#[tokio::test]
async fn facets_narrow_and_stay_on_the_query() {
    let app = TestApp::sqlite().await;
    let mut visitor = app.visitor();
    let all = visitor.open("/search").await;
    let people = visitor.open("/search?q=&for=entity").await;
    assert!(people.count("main .card") < all.count("main .card"));
    let href = all.attribute(".facets a[href*='theme=food']", "href");
    let narrowed = visitor.open(&href.unwrap()).await;
    assert_eq!(narrowed.count("main .card"), 1);
}

#[tokio::test]
async fn a_guide_names_the_agency_of_the_division() {
    let app = TestApp::sqlite().await;
    let mut visitor = app.visitor();
    let unknown = visitor.open(&format!("/items/{FOOD}")).await;
    unknown.is_sound();
    assert!(unknown.has("select[name=division] option[value='620102']"));
    assert!(!unknown.text().contains("城关区市场监督管理局"));
    let here = visitor
        .open(&format!("/items/{FOOD}?division=620102"))
        .await;
    assert!(here.text().contains("兰州市城关区市场监督管理局"));
    assert!(here.has("a[href^='tel:0931']"));
    let mut citizen = app.persona("citizen").await;
    let own = citizen.open(&format!("/items/{FOOD}")).await;
    assert!(own.text().contains("兰州市城关区市场监督管理局"));
    let nowhere = visitor.get("/items/000000000000").await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_home_page_has_its_shelves_and_what_waits_for_the_person() {
    let app = TestApp::sqlite().await;
    let mut visitor = app.visitor();
    for path in [
        "/",
        "/?for=entity",
        "/?for=agencies",
        "/?for=agencies&division=620102",
        "/?for=agencies&division=nowhere",
    ] {
        visitor.open(path).await.is_sound();
    }
    let mut citizen = app.persona("citizen").await;
    assert!(!citizen.open("/").await.has("#drafts"));
    let draft = crate::journey::start(&mut citizen, FOOD).await;
    let home = citizen.open("/").await;
    home.is_sound();
    assert!(home.has(&format!("main a[href='{draft}']")));
    assert!(!visitor.open("/").await.has("#drafts"));
}

#[tokio::test]
async fn kept_pages_come_in_the_encoding_that_each_browser_takes() {
    let app = TestApp::sqlite().await;
    for path in ["/", &format!("/items/{FOOD}")] {
        let mut packed = app.visitor();
        packed.headers.push(("accept-encoding", "br".into()));
        let first = packed.get(path).await;
        assert_eq!(first.headers["content-encoding"], "br");
        let plain = app.visitor().get(path).await;
        assert!(!plain.headers.contains_key("content-encoding"));
        plain.is_sound();
        let again = packed.get(path).await;
        assert_eq!(again.body, first.body);
        assert!(again.body.len() < plain.body.len() / 2);
    }
}
