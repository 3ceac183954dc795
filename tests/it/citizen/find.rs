use axum::http::StatusCode;
use scraper::Selector;

use crate::admin::publication::{food, publish};
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
    // Nothing that the catalogue has: what comes nearest, and the hotline.
    let page = visitor.open("/search?q=护照").await;
    page.is_sound();
    assert!(page.has("main .empty a[href='tel:12345']"));
    // Nothing that has no word in common with what was asked for.
    for q in ["公租房", "养老", "五保"] {
        let page = visitor.open(&format!("/search?q={q}")).await;
        page.is_sound();
        assert!(!page.text().contains("施工许可"), "{q}: {}", page.text());
        assert!(page.has("main .empty a[href='tel:12345']"), "{q}");
        assert!(page.has("main .empty a"), "{q}");
    }
    // Nothing in common with anything, and far too long.
    let long = format!("/search?q={}", "z".repeat(5000));
    let page = visitor.open(&long).await;
    assert!(page.has("main .empty") && page.text().len() < 30_000);
    // A life event is found among the items.
    let page = visitor.open("/search?q=开饭店").await;
    assert!(page.has("main .cards a[href='/life-events/restaurant']"));
    // Whoever types what an item is called does not mean those that ask for its document.
    let page = visitor.open("/search?q=居住证").await;
    assert_eq!(
        first_hit(&page).as_deref(),
        Some("/items/000709001003"),
        "{}",
        page.text()
    );
    assert!(page.count("main .card") <= 4, "{}", page.text());
    let beyond = visitor.open("/search?page=99").await;
    assert!(
        beyond.count("main .card") > 10,
        "the last page that there is"
    );
    // Letters and signs that a query could be taken apart by.
    for q in [
        "%22%2B-%28%29%3A%5B%5D",
        "%2A",
        "name%3A%E8%AF%81",
        "%F0%9F%98%80",
        "%20",
        "%E3%80%80",
    ] {
        visitor.open(&format!("/search?q={q}")).await.is_sound();
    }
}

#[tokio::test]
async fn what_was_published_is_found_by_its_new_words() {
    let app = TestApp::sqlite().await;
    let mut visitor = app.visitor();
    let word = "/search?q=螺蛳粉铺子";
    assert!(visitor.open(word).await.has("main .empty"));
    let mut admin = app.persona("admin").await;
    let text = food(&app).replace("\"餐饮许可证\"", "\"螺蛳粉铺子\"");
    publish(&mut admin, &text).await;
    let page = visitor.open(word).await;
    assert!(!page.has("main .empty"));
    assert_eq!(first_hit(&page), Some(format!("/items/{FOOD}")));
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
    // What the words find lies in another group: they needn't be typed again.
    let nothing = visitor.open("/search?q=jzz&theme=water").await;
    let href = nothing.attribute("main .empty a", "href").unwrap();
    assert!(
        visitor
            .open(&href)
            .await
            .has("main .cards a[href='/items/000709001003']")
    );
}

/// What the results say of the registration of property, which is offered in 兰州 alone.
fn property(page: &Page) -> Option<String> {
    let html = page.html();
    let cards = html
        .select(&Selector::parse("main .card").unwrap())
        .collect::<Vec<_>>();
    let mut cards = cards
        .iter()
        .filter(|card| card.html().contains("/items/000715002001"));
    Some(cards.next()?.text().collect())
}

#[tokio::test]
async fn a_division_is_chosen_once_and_kept() {
    let app = TestApp::sqlite().await;
    let mut visitor = app.visitor();
    let found = visitor.open("/search?q=%E6%88%BF%E4%BA%A7").await;
    let change = found
        .attribute("main a[href^='/division']", "href")
        .unwrap();
    let page = visitor.open(&change).await;
    page.is_sound();
    let href = page
        .attribute("#places a[href*='in=620500']", "href")
        .unwrap();
    let county = visitor.open(&href).await;
    county.is_sound();
    assert!(county.has("#places button[value='620502']"));
    assert!(
        county.has("main button[value='620500']"),
        "the whole prefecture"
    );
    let next = county.attribute("main input[name=next]", "value").unwrap();
    let fields = [("division", "620502"), ("next", next.as_str())];
    for _ in 0..2 {
        let sent = visitor.post("/division", &fields).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        assert_eq!(sent.location(), "/search?q=%E6%88%BF%E4%BA%A7");
        let cookie = sent.headers["set-cookie"].to_str().unwrap().to_owned();
        assert!(cookie.contains("division=620502") && cookie.contains("Max-Age=31536000"));
    }
    // It stays visible, with where it can be had, and isn't counted among what can be had here.
    let found = visitor.open("/search?q=房产过户").await;
    let card = property(&found).unwrap();
    assert!(
        card.contains("天水市秦州区还不能办，目前在兰州市办理"),
        "{card}"
    );
    let all = visitor.open("/search").await;
    assert!(property(&all).is_some());
    let here = all.attribute(".facets a[href*='here=1']", "href");
    assert_eq!(property(&visitor.open(&here.unwrap()).await), None);
    assert!(visitor.open("/").await.text().contains("天水市秦州区"));
    let guide = visitor.open(&format!("/items/{FOOD}")).await;
    assert!(guide.text().contains("天水市秦州区市场监督管理局"));
    // Another's page is not this one's.
    assert!(
        !app.visitor()
            .open("/")
            .await
            .text()
            .contains("天水市秦州区")
    );
    let sent = visitor
        .post("/division", &[("division", ""), ("next", "/")])
        .await;
    assert!(
        sent.headers["set-cookie"]
            .to_str()
            .unwrap()
            .contains("Max-Age=0")
    );
    assert!(!visitor.open("/").await.text().contains("秦州区"));
}

#[tokio::test]
async fn a_division_leads_to_this_site_alone_and_has_to_be_one() {
    let app = TestApp::sqlite().await;
    let mut visitor = app.visitor();
    for next in [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "/division",
        "/房",
        "",
    ] {
        let fields = [("division", "620102"), ("next", next)];
        let sent = visitor.post("/division", &fields).await;
        assert_eq!(sent.location(), "/", "{next}");
    }
    for code in ["999999", "620102; Domain=x", "620102002"] {
        let sent = visitor.post("/division", &[("division", code)]).await;
        assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "{code}");
        assert!(!sent.headers.contains_key("set-cookie"));
        sent.is_sound();
    }
    visitor
        .open("/division?in=nowhere&next=%2F%2Fevil")
        .await
        .is_sound();
    // Whoever signed in has the division that they registered with, until they choose another.
    let mut citizen = app.persona("citizen").await;
    assert!(citizen.open("/").await.text().contains("兰州市城关区"));
    citizen
        .post("/division", &[("division", "620200"), ("next", "/")])
        .await;
    assert!(citizen.open("/").await.text().contains("嘉峪关市"));
}

#[tokio::test]
async fn large_text_has_fewer_things_on_the_home_page() {
    let app = TestApp::sqlite().await;
    let mut visitor = app.visitor();
    let usual = visitor.open("/").await;
    let large = visitor.open("/?text=large").await;
    large.is_sound();
    assert!(large.text().len() < usual.text().len());
    assert!(large.has("main a[href='tel:12345']") && !large.has("main #life-events"));
    assert!(large.has("nav.tabs a[href='/?for=events']"));
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
        "/?for=events",
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
