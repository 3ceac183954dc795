//! Running cases that go over to the current version: looked at, run, and gone on with after a stop.

use axum::http::StatusCode;
use server::jobs::migration;
use server::migrations::Plan;
use store::cases;

use super::publication::{food, publish, version_of};
use crate::harness::{Browser, Page, TestApp};
use crate::journey::{FOOD, apply, done, examine};

const OPINION: (&str, &str) = ("opinion", "材料齐全，符合规定。");

/// The item with another name for the site check, and a longer limit for the examination.
pub fn renamed(text: &str) -> String {
    text.replace("key = \"site-check\"", "key = \"visit\"")
        .replace("next = \"site-check\"", "next = \"visit\"")
        .replace(
            "\"examination\", \"site-check\"",
            "\"examination\", \"visit\"",
        )
        .replacen("limit = 1", "limit = 2", 1)
        .replacen("limit = 2\npeople = 2", "limit = 1\npeople = 2", 1)
}

/// The fields of the mapping as the page has them, with one chosen otherwise.
fn fields(page: &Page, chosen: &[(&str, &str)]) -> Vec<(String, String)> {
    use scraper::Selector;
    let html = page.html();
    let select = Selector::parse("select").unwrap();
    let option = Selector::parse("option[selected]").unwrap();
    let mut fields: Vec<(String, String)> = html
        .select(&select)
        .map(|select| {
            let name = select.value().attr("name").unwrap().to_owned();
            let own = chosen
                .iter()
                .find(|(node, _)| name == format!("node:{node}"));
            let value = match own {
                Some((_, value)) => (*value).to_owned(),
                None => select
                    .select(&option)
                    .next()
                    .and_then(|option| option.value().attr("value"))
                    .unwrap_or_default()
                    .to_owned(),
            };
            (name, value)
        })
        .collect();
    let to = page.attribute("input[name=to]", "value").unwrap();
    fields.push(("to".to_owned(), to));
    fields
}

async fn post(admin: &mut Browser, path: &str, fields: &[(String, String)]) -> Page {
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    admin.post(path, &fields).await
}

/// Writes the mapping down and waits until every case was looked at. The page, and its address.
pub async fn look(admin: &mut Browser, from: &str, chosen: &[(&str, &str)]) -> (String, Page) {
    let form = format!("/admin/catalogue/{FOOD}/versions/{from}/migration");
    let page = admin.open(&form).await;
    page.is_sound();
    let sent = post(admin, &form, &fields(&page, chosen)).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let address = sent.location();
    for _ in 0..200 {
        let page = admin.open(&address).await;
        page.is_sound();
        if page.has("form[action$='/run']") {
            return (address, page);
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("the count does not end");
}

#[tokio::test]
async fn cases_are_looked_at_go_over_and_stay_where_something_forbids_it() {
    for app in TestApp::each().await {
        let mut received = Vec::new();
        for _ in 0..4 {
            received.push(apply(&app).await.no);
        }
        let [counter, examination, signed, review] = &received[..] else {
            panic!("four cases");
        };
        for no in [examination, signed] {
            done(&app, "counter", no, "acceptance", &[]).await;
        }
        let passed = [("outcome", "pass"), OPINION];
        done(&app, "examiner", signed, "steps/examination", &passed).await;
        let qualified = [("outcome", "qualified"), OPINION];
        done(&app, "examiner", signed, "steps/site-check", &qualified).await;
        examine_to_review(&app, review).await;

        let before = app.app.item(FOOD).unwrap().hash.clone();
        let mut admin = app.persona("admin").await;
        publish(&mut admin, &renamed(&food(&app))).await;
        let after = app.app.item(FOOD).unwrap().hash.clone();
        let form = format!("/admin/catalogue/{FOOD}/versions/{before}/migration");
        let page = admin.open(&form).await;
        let unsaid = post(&mut admin, &form, &fields(&page, &[])).await;
        assert_eq!(
            unsaid.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "cases stand at a node that nobody has said anything of"
        );
        unsaid.is_sound();
        let invented = fields(&page, &[("site-check", "nowhere")]);
        let invented = post(&mut admin, &form, &invented).await;
        assert_eq!(invented.status, StatusCode::UNPROCESSABLE_ENTITY);

        let (address, page) = look(&mut admin, &before, &[("site-check", "visit")]).await;
        let rows = page.find("tbody").unwrap();
        let compact: String = rows.chars().filter(char::is_ascii_alphanumeric).collect();
        assert!(received.iter().all(|no| compact.contains(no)), "{rows}");
        assert!(rows.contains("已有人签署：现场核查") || rows.contains("已有人签署: 现场核查"));
        let text = page.text();
        assert!(
            text.contains("2026年11月25日"),
            "the examination's new date: {text}"
        );
        assert_eq!(version_of(&app, review).await, before, "nothing is changed");
        let mut counter_clerk = app.persona("counter").await;
        let denied = counter_clerk.post(&format!("{address}/run"), &[]).await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN);

        for _ in 0..2 {
            let started = admin.post(&format!("{address}/run"), &[]).await;
            assert_eq!(started.status, StatusCode::SEE_OTHER, "{}", started.text());
        }
        let now = app.now.get();
        assert_eq!(migration::run(&app.app, now).await.unwrap(), 3);
        assert_eq!(migration::run(&app.app, now).await.unwrap(), 0);
        for no in [counter, examination, review] {
            assert_eq!(version_of(&app, no).await, after);
        }
        assert_eq!(version_of(&app, signed).await, before);
        let page = admin.open(&address).await;
        page.is_sound();
        let left = page.find("tbody").unwrap();
        let compact: String = left.chars().filter(char::is_ascii_alphanumeric).collect();
        assert!(
            compact.contains(signed) && !compact.contains(review),
            "{left}"
        );
        app.verify().await;

        // Who checked the site by its old name may not review under the new one, and the others go on.
        let agree = [("outcome", "agree"), OPINION];
        done(&app, "reviewer", review, "steps/review", &agree).await;
        done(&app, "counter", counter, "acceptance", &[]).await;
        done(&app, "examiner", counter, "steps/examination", &passed).await;
        let visited = [("outcome", "qualified"), OPINION];
        done(&app, "examiner", counter, "steps/visit", &visited).await;
        let second = [("outcome", "qualified"), OPINION];
        done(&app, "examiner-2", signed, "steps/site-check", &second).await;
        // What stayed behind has moved on, and goes over now.
        let (address, _) = look(&mut admin, &before, &[("site-check", "visit")]).await;
        admin.post(&format!("{address}/run"), &[]).await;
        assert_eq!(migration::run(&app.app, now).await.unwrap(), 1);
        assert_eq!(version_of(&app, signed).await, after);
        let journal = counter_clerk.open(&format!("/desk/cases/{signed}")).await;
        journal.is_sound();
        app.verify().await;
    }
}

async fn examine_to_review(app: &TestApp, no: &str) {
    done(app, "counter", no, "acceptance", &[]).await;
    let passed = [("outcome", "pass"), OPINION];
    done(app, "examiner", no, "steps/examination", &passed).await;
    for persona in ["examiner", "examiner-2"] {
        let qualified = [("outcome", "qualified"), OPINION];
        done(app, persona, no, "steps/site-check", &qualified).await;
    }
}

#[tokio::test]
async fn a_batch_goes_on_after_a_stop_in_the_middle() {
    for app in TestApp::each().await {
        let mut all = Vec::new();
        for _ in 0..3 {
            all.push(apply(&app).await.no);
        }
        let before = app.app.item(FOOD).unwrap().hash.clone();
        let mut admin = app.persona("admin").await;
        publish(&mut admin, &renamed(&food(&app))).await;
        let after = app.app.item(FOOD).unwrap().hash.clone();
        let (address, _) = look(&mut admin, &before, &[("site-check", ":none")]).await;
        let id = address.rsplit('/').next().unwrap();
        admin.post(&format!("{address}/run"), &[]).await;

        let mut tx = app.app.store.read().await.unwrap();
        let plan = Plan::load(&app.app, &mut tx, id).await.unwrap();
        let ids = cases::open_of_after(&mut tx, &before, "", 10)
            .await
            .unwrap();
        drop(tx);
        let now = app.now.get();
        assert!(migration::step(&app.app, &plan, ids[0], now).await.unwrap());
        // The program ends here, and somebody else starts it again, twice.
        let restarted = app.beside().await;
        let mut tx = restarted.app.store.read().await.unwrap();
        let first = cases::key_by_id(&mut tx, ids[0]).await.unwrap();
        drop(tx);
        assert_eq!(first.definition, after);
        assert!(
            !migration::step(&restarted.app, &plan, ids[0], now)
                .await
                .unwrap()
        );
        assert_eq!(migration::run(&restarted.app, now).await.unwrap(), 2);
        assert_eq!(migration::run(&app.app, now).await.unwrap(), 0);
        let page = admin.open(&address).await;
        assert!(page.text().contains("迁移完成"), "{}", page.text());
        for no in &all {
            assert_eq!(version_of(&app, no).await, after);
        }
        app.verify().await;
    }
}

#[tokio::test]
async fn a_mapping_to_a_version_that_is_current_no_more_does_not_run() {
    let app = TestApp::sqlite().await;
    let no = apply(&app).await.no;
    examine(&app, &no).await;
    let before = app.app.item(FOOD).unwrap().hash.clone();
    let mut admin = app.persona("admin").await;
    publish(&mut admin, &renamed(&food(&app))).await;
    let (address, _) = look(&mut admin, &before, &[("site-check", "visit")]).await;
    let other = food(&app).replacen("value = 5", "value = 6", 1);
    publish(&mut admin, &other).await;
    let late = admin.post(&format!("{address}/run"), &[]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    late.is_sound();
    assert_eq!(migration::run(&app.app, app.now.get()).await.unwrap(), 0);
    assert_eq!(version_of(&app, &no).await, before);
}
