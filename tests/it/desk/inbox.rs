//! The inbox's lists: each with its count, narrowed by an address that can be kept, and what is new while it is open.

use axum::http::StatusCode;

use crate::harness::{Browser, Page, TestApp};
use crate::journey::{FOOD, act, apply, done, examine};

/// The count beside the tab that is shown, and how many rows it has.
fn tally(page: &Page) -> (usize, usize) {
    page.is_sound();
    let count = page.find(".tabs [aria-current] .count").unwrap();
    (count.parse().unwrap(), page.count("main table tbody tr"))
}

async fn lists(browser: &mut Browser, query: &str) -> usize {
    let page = browser.open(&format!("/desk?{query}")).await;
    let (count, rows) = tally(&page);
    assert_eq!(count, rows, "{query}: {}", page.text());
    rows
}

/// One case of each sort: new, claimed, waiting for the applicant, come back from them, paused, and one examined.
async fn cases(app: &TestApp) -> Vec<String> {
    let mut all = Vec::new();
    for _ in 0..6 {
        all.push(apply(app).await.no);
    }
    let mut counter = app.persona("counter").await;
    counter
        .submit(&format!("/desk/cases/{}/claim", all[1]), &[("seq", "1")])
        .await;
    for no in &all[2..4] {
        let form = [
            ("target", "field:shop-name"),
            ("note.field:shop-name", "请与营业执照一致。"),
        ];
        let sent = act(&mut counter, no, "correction", &form).await;
        assert!(
            sent.status == StatusCode::SEE_OTHER || sent.status == StatusCode::OK,
            "{}",
            sent.text()
        );
    }
    examine(app, &all[5]).await;
    all
}

#[tokio::test]
async fn every_count_is_the_length_of_its_list() {
    for app in TestApp::each().await {
        let all = cases(&app).await;
        for persona in ["counter", "examiner", "reviewer", "head"] {
            let mut browser = app.persona(persona).await;
            for narrowed in [
                String::new(),
                format!("&item={FOOD}"),
                "&item=000131002001".into(),
                "&step=acceptance".into(),
                "&lamp=normal".into(),
                "&lamp=overdue".into(),
                "&from=2026-11-23&to=2026-11-23".into(),
                "&to=2026-11-22".into(),
                format!("&q={}", all[0]),
            ] {
                for tab in [
                    "todo", "agency", "mine", "returned", "waiting", "paused", "done",
                ] {
                    lists(&mut browser, &format!("tab={tab}{narrowed}")).await;
                }
            }
        }
        let mut counter = app.persona("counter").await;
        assert_eq!(lists(&mut counter, "tab=mine").await, 1);
        assert_eq!(lists(&mut counter, &format!("q={}", all[0])).await, 1);
        assert_eq!(lists(&mut counter, "to=2026-11-22").await, 0);
        let mut examiner = app.persona("examiner").await;
        assert_eq!(
            lists(&mut examiner, "tab=done").await,
            2,
            "the examination and the check"
        );
        let mut head = app.persona("head").await;
        assert_eq!(lists(&mut head, "tab=done").await, 4, "each step once");
        app.verify().await;
    }
}

#[tokio::test]
async fn a_case_is_found_by_its_applicant_and_only_in_ones_own_agency() {
    for app in TestApp::each().await {
        let no = apply(&app).await.no;
        let mut counter = app.persona("counter").await;
        let page = counter.open("/desk").await;
        let name = page.find("main tbody tr td:nth-of-type(3)").unwrap();
        let letters: Vec<char> = name.chars().collect();
        let part: String = letters[letters.len() - 2..].iter().collect();
        for (q, rows) in [
            (name.as_str(), 1),
            (part.as_str(), 1),
            ("欧阳", 0),
            ("0000", 0),
        ] {
            assert_eq!(
                lists(&mut counter, &format!("q={}", encoded(q))).await,
                rows,
                "{q}"
            );
        }
        let mut tx = app.app.store.read().await.unwrap();
        let key = store::cases::key_by_no(&mut tx, &no).await.unwrap();
        let person = store::accounts::applicant(&mut tx, key.applicant_id)
            .await
            .unwrap()
            .unwrap();
        drop(tx);
        let id = person.id_no.expose().to_owned();
        let end = &id[id.len() - 4..];
        assert_eq!(lists(&mut counter, &format!("q={end}")).await, 1);
        let mut elsewhere = app.persona("counter-elsewhere").await;
        for q in [name.as_str(), end, no.as_str()] {
            assert_eq!(
                lists(&mut elsewhere, &format!("q={}", encoded(q))).await,
                0,
                "{q}"
            );
        }
    }
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[tokio::test]
async fn what_cannot_be_read_is_told_in_place_and_blanks_leave_the_address() {
    let app = TestApp::sqlite().await;
    apply(&app).await;
    let mut counter = app.persona("counter").await;
    for (query, id) in [
        ("q=x&tab=mine", "q"),
        ("from=tomorrow", "from"),
        ("from=2026-11-23&to=2026-11-22", "to"),
    ] {
        let page = counter.get(&format!("/desk?{query}")).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
        page.is_sound();
        let link = page.attribute(".error-summary a", "href").unwrap();
        assert_eq!(link, format!("#{id}"));
        assert!(page.has(&format!("#{id}")));
    }
    let kept = counter.get("/desk?tab=mine&q=&item=&lamp=normal").await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER);
    assert_eq!(kept.location(), "/desk?tab=mine&lamp=normal");
    // Nonsense narrows to nothing or is left aside, and never breaks.
    for query in [
        "tab=x",
        "after=1",
        "before=9.a.b",
        "lamp=green",
        "division=1",
        "holder=x",
        "since=x",
        "rows=7",
    ] {
        counter.open(&format!("/desk?{query}")).await.is_sound();
    }
}

#[tokio::test]
async fn pages_lead_on_and_back() {
    let app = TestApp::sqlite().await;
    // Cases of one instant stand in the order of their ids, which is chance.
    let mut all = Vec::new();
    for minute in 1..=3 {
        app.at(&format!("2026-11-23T10:0{minute}:00+08:00"));
        all.push(apply(&app).await.no);
    }
    let no = store::cases::PAGE;
    assert!(no > 3, "a first page holds them all");
    let mut counter = app.persona("counter").await;
    let page = counter.open("/desk").await;
    assert!(!page.has("nav.pager"));
    let mut tx = app.app.store.read().await.unwrap();
    let key = store::cases::key_by_no(&mut tx, &all[0]).await.unwrap();
    let rows = store::cases::tasks_of(&mut tx, &key.agency, &[&all[0]])
        .await
        .unwrap();
    drop(tx);
    let place = rows[0].place();
    let page = counter.open(&format!("/desk?after={place}")).await;
    page.is_sound();
    let back = page.attribute("nav.pager a[rel=prev]", "href").unwrap();
    assert!(page.count("tbody tr") < 3);
    let page = counter.open(&back).await;
    assert!(page.text().contains(&all[0]));
    assert!(page.has("nav.pager a[rel=next]"));
}

#[tokio::test]
async fn a_view_is_kept_opened_and_removed_by_its_owner_alone() {
    for app in TestApp::each().await {
        apply(&app).await;
        let mut counter = app.persona("counter").await;
        let form = [
            ("tab", "mine"),
            ("item", FOOD),
            ("q", "欧阳"),
            ("since", "1"),
            ("name", "欧阳的"),
        ];
        for _ in 0..2 {
            let page = counter.submit("/desk/views", &form).await;
            page.is_sound();
            assert_eq!(page.count("form[action$='/removal']"), 1, "once");
            assert!(page.has("[role=status].banner"));
        }
        let page = counter.open("/desk").await;
        let kept = format!("/desk?tab=mine&q={}&item={FOOD}", encoded("欧阳"));
        assert!(page.has(&format!("a[href='{kept}']")), "{}", page.text());
        assert_eq!(
            lists(&mut counter, kept.trim_start_matches("/desk?")).await,
            0
        );
        for (name, status) in [("", 422), (&"长".repeat(31)[..], 422)] {
            let page = counter
                .post("/desk/views", &[("tab", "mine"), ("name", name)])
                .await;
            assert_eq!(page.status.as_u16(), status);
            page.is_sound();
            assert!(page.text().contains(name));
        }
        let remove = page
            .attribute("form[action$='/removal']", "action")
            .unwrap();
        for persona in ["counter-2", "counter-elsewhere", "head", "examiner"] {
            let mut other = app.persona(persona).await;
            assert!(
                !other.open("/desk").await.has("form[action$='/removal']"),
                "{persona}"
            );
            assert_eq!(
                other.post(&remove, &[]).await.status,
                StatusCode::NOT_FOUND,
                "{persona}"
            );
        }
        for _ in 0..2 {
            let page = counter.submit(&remove, &[]).await;
            assert!(!page.has("form[action$='/removal']"));
        }
        let mut citizen = app.persona("citizen").await;
        for path in ["/desk/views", remove.as_str()] {
            assert_eq!(citizen.post(path, &[]).await.status, StatusCode::FORBIDDEN);
        }
        let back = counter.get("/desk/views").await;
        assert_eq!(back.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn new_work_is_told_on_the_next_page_and_as_it_comes() {
    for app in TestApp::each().await {
        apply(&app).await;
        let mut counter = app.persona("counter").await;
        let page = counter.open("/desk").await;
        let news = "p[role=status][data-events] a";
        assert!(page.has(&format!("{news}[hidden]")), "nothing is new yet");
        let own = page.attribute(".tabs [aria-current]", "href").unwrap();
        let events = page.attribute("p[data-events]", "data-events").unwrap();
        app.at("2026-11-23T09:40:00+08:00");
        let no = apply(&app).await.no;
        let page = counter.open(&own).await;
        page.is_sound();
        assert!(page.has(&format!("{news}:not([hidden])")));
        assert!(page.find(news).unwrap().contains('1'));
        let link = page.attribute(news, "href").unwrap();
        let page = counter.open(&link).await;
        page.is_sound();
        assert_eq!(page.count("tbody tr"), 1, "what is new alone");
        assert!(page.text().contains(&no) && page.has(&format!("{news}[hidden]")));

        let (kind, said) = counter.listen(&events).await.unwrap();
        assert_eq!(kind, "text/event-stream");
        assert!(said.contains("event: new") && said.contains('1'), "{said}");
        // It is neither another role's nor another agency's.
        for persona in ["examiner", "counter-elsewhere"] {
            let mut other = app.persona(persona).await;
            assert_eq!(other.listen(&events).await, None, "{persona}");
        }
        let mut citizen = app.persona("citizen").await;
        assert_eq!(citizen.get(&events).await.status, StatusCode::FORBIDDEN);
        app.app.announcer.end();
        // What a page asks for by itself keeps nobody signed in.
        app.at("2026-11-23T09:50:00+08:00");
        let news = counter.get(&events).await;
        assert_eq!(news.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(!news.headers.contains_key("set-cookie"));
        let page = counter.get("/desk").await;
        assert!(page.headers.contains_key("set-cookie"));
    }
}

#[tokio::test]
async fn a_page_asks_the_database_as_often_whatever_it_shows() {
    for app in TestApp::each().await {
        let mut counter = app.persona("counter").await;
        let mut asked = async |query: &str| {
            counter.open("/desk").await;
            let before = app.app.store.statements();
            counter.open(&format!("/desk?{query}")).await;
            app.app.store.statements() - before
        };
        let empty = asked("tab=todo").await;
        for _ in 0..4 {
            let no = apply(&app).await.no;
            let mut second = app.persona("counter-2").await;
            second
                .submit(&format!("/desk/cases/{no}/claim"), &[("seq", "1")])
                .await;
            apply(&app).await;
        }
        done(&app, "counter", &apply(&app).await.no, "acceptance", &[]).await;
        for query in [
            "tab=todo",
            "tab=mine",
            "tab=waiting",
            "tab=paused",
            "tab=returned",
            "tab=done",
            "q=欧阳&lamp=normal&item=1",
        ] {
            assert_eq!(
                asked(&query.replace("欧阳", "%E6%AC%A7%E9%98%B3")).await,
                empty,
                "{query}"
            );
        }
        assert_eq!(empty, 12, "each of them is looked at before there are more");
    }
}

#[tokio::test]
async fn a_head_sees_who_holds_what_and_what_turns_red() {
    for app in TestApp::each().await {
        let mut all = Vec::new();
        for _ in 0..3 {
            all.push(apply(&app).await.no);
        }
        for (persona, no) in [("counter", &all[0]), ("counter-2", &all[1])] {
            let mut officer = app.persona(persona).await;
            officer
                .submit(&format!("/desk/cases/{no}/claim"), &[("seq", "1")])
                .await;
        }
        // Two days on, what was received on Monday runs out within five working days.
        app.at("2026-11-25T09:30:00+08:00");
        let mut head = app.persona("head").await;
        let page = head.open("/desk").await;
        assert!(page.has("a[href='/desk/team']"));
        let page = head.open("/desk/team").await;
        page.is_sound();
        let text = page.text();
        assert!(text.contains("王雅琴") && text.contains("马·尤素夫") && !text.contains("马麦志"));
        assert_eq!(page.find(".stats .stat-value").unwrap(), "3", "open steps");
        // Nobody has finished anything, so what runs out this week turns red.
        for no in &all {
            assert!(page.has(&format!("a[href='/desk/cases/{no}']")), "{no}");
        }
        let give = page.attribute("a[href*='pick=all']", "href").unwrap();
        let page = head.open(&give).await;
        page.is_sound();
        assert_eq!(page.count("input[name=task][checked]"), 1, "one person's");

        done(&app, "counter", &all[0], "acceptance", &[]).await;
        let page = head.open("/desk/team").await;
        let row = scraper::Selector::parse("tbody tr").unwrap();
        let cell = scraper::Selector::parse("td").unwrap();
        let html = page.html();
        let line = html
            .select(&row)
            .find(|row| row.text().collect::<String>().contains("王雅琴"))
            .unwrap();
        let cells: Vec<String> = line
            .select(&cell)
            .map(|cell| cell.text().collect::<String>().trim().to_owned())
            .collect();
        assert_eq!(
            cells[..5],
            ["0", "0", "0", "1", "0"],
            "finished one, holds none"
        );
        // What is late turned red already; what comes after it has to wait for it.
        app.at("2026-12-10T09:30:00+08:00");
        let last = apply(&app).await.no;
        app.at("2026-12-11T09:30:00+08:00");
        let mut head = app.persona("head").await;
        let page = head.open("/desk/team").await;
        page.is_sound();
        for (no, comes) in [(&last, true), (&all[1], false)] {
            let listed = page.has(&format!("a[href='/desk/cases/{no}']"));
            assert_eq!(listed, comes, "{no}: {}", page.text());
        }
        for (persona, status) in [
            ("counter", StatusCode::FORBIDDEN),
            ("examiner", StatusCode::FORBIDDEN),
            ("citizen", StatusCode::FORBIDDEN),
        ] {
            let mut other = app.persona(persona).await;
            assert_eq!(other.get("/desk/team").await.status, status, "{persona}");
            assert!(!other.get("/desk").await.has("a[href='/desk/team']"));
        }
    }
}
