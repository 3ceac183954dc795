//! The inbox among a million open tasks of a thousand agencies: its first page and its counts by the store's calls, and
//! the whole page through the router; and one form that acts on many cases.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use axum::response::Response;
use domain::authority::Role;
use domain::id::OfficerId;
use jiff::SignedDuration;
use store::cases::{self, Desk, Filter, InboxTab, PAGE, Seek};
use store::replay::{Desks, drop_postgres, fill_desks, scratch_postgres};
use store::search::Sought;
use store::{Engine, Keys, Store};
use tower::ServiceExt;
use uuid::Uuid;

use super::clocks::{AGENCY, make};
use super::{Figure, app_over, sqlite_url};
use crate::cli::Stop;
use crate::cli::seed::people;
use crate::cli::seed::rng::Rng;
use crate::frame::encode;
use crate::state::App;

const DATABASE: &str = "tongban_bench_inbox";
const ITEM: &str = "000131001001";
const AGENCIES: usize = 1000;

/// Those whose people sign in: two agencies of the demo.
const OWN: [&str; 2] = [AGENCY, "620103-market-supervision"];
const PERSONAS: [&str; 4] = ["counter", "examiner", "head", "counter-elsewhere"];

/// Pages that are asked for, by the store's calls and through the router.
const PAGES: usize = 2000;

const TABS: [InboxTab; 6] = [
    InboxTab::Todo,
    InboxTab::Mine,
    InboxTab::Returned,
    InboxTab::Waiting,
    InboxTab::Paused,
    InboxTab::Done,
];

pub(super) async fn measure(
    folder: &Path,
    server: Option<&str>,
    tasks: usize,
    plans: bool,
) -> Result<Vec<Figure>, Stop> {
    let url = sqlite_url(&folder.join("inbox.db"))?;
    let mut figures = on(folder, &url, tasks, plans).await?;
    if let Some(server) = server {
        let url = scratch_postgres(server, DATABASE).await?;
        let more = on(folder, &url, tasks, plans).await;
        drop_postgres(server, DATABASE).await?;
        figures.extend(more?);
    }
    Ok(figures)
}

pub(super) async fn bulk(
    folder: &Path,
    server: Option<&str>,
    count: usize,
) -> Result<Vec<Figure>, Stop> {
    let url = sqlite_url(&folder.join("bulk.db"))?;
    let mut figures = bulk_on(folder, &url, count).await?;
    if let Some(server) = server {
        let url = scratch_postgres(server, DATABASE).await?;
        let more = bulk_on(folder, &url, count).await;
        drop_postgres(server, DATABASE).await?;
        figures.extend(more?);
    }
    Ok(figures)
}

pub(super) async fn open(folder: &Path, url: &str) -> Result<App, Stop> {
    let store = Store::open(url, Keys::new([7; 32])?).await?;
    store.migrate().await?;
    app_over(store, folder).await
}

pub(super) fn name(app: &App) -> &'static str {
    match app.store.engine() {
        Engine::Sqlite => "SQLite",
        Engine::Postgres => "PostgreSQL",
    }
}

async fn on(folder: &Path, url: &str, tasks: usize, plans: bool) -> Result<Vec<Figure>, Stop> {
    let app = open(folder, url).await?;
    let engine = name(&app);
    let definition = app.item(ITEM);
    let definition = definition.ok_or_else(|| Stop::Mend(format!("bench: no item {ITEM}")))?;
    let mut rng = Rng::new(11);
    let mut tx = app.store.begin().await?;
    let divisions = ["620102".to_owned()];
    people::applicants(&app, &mut tx, 1000, &divisions, &mut rng, app.now.get()).await?;
    tx.commit().await?;
    let started = Instant::now();
    fill_desks(
        &app.store,
        &Desks {
            agencies: &OWN,
            of: AGENCIES,
            tasks,
            item: ITEM,
            definition: &definition.hash,
            now: app.now.get(),
        },
    )
    .await?;
    eprintln!(
        "{engine}: {tasks} tasks in {:.1} s",
        started.elapsed().as_secs_f64()
    );
    if plans {
        show_plans(&app).await?;
    }
    let mut figures = calls(&app, engine, tasks).await?;
    figures.push(pages(&app, engine, tasks).await?);
    app.store.close().await;
    Ok(figures)
}

fn desk<'a>(app: &App, agency: &'a str, roles: &'a [Role], holder: usize) -> Desk<'a> {
    let text = format!("01935e00-0000-7000-9000-{holder:012}");
    let now = app.now.get();
    Desk {
        agency,
        roles,
        officer: OfficerId(text.parse().unwrap_or(Uuid::nil())),
        head: roles.len() > 1,
        now,
        done_since: now - SignedDuration::from_hours(24 * 90),
    }
}

const HEAD: [Role; 5] = [
    Role::Counter,
    Role::Examiner,
    Role::Reviewer,
    Role::Decider,
    Role::Issuer,
];

/// Every agency and every list in turn; each page and each set of counts has a time of its own.
async fn calls(app: &App, engine: &str, tasks: usize) -> Result<Vec<Figure>, Stop> {
    let mut rng = Rng::new(5);
    let (mut lists, mut counts, mut searches) = (Vec::new(), Vec::new(), Vec::new());
    let found = Filter {
        sought: Sought::read("王秀"),
        ..Filter::default()
    };
    for turn in 0..PAGES {
        let agency = format!("bench-{}", 2 + rng.below(998));
        let own = [*[Role::Counter, Role::Examiner, Role::Reviewer]
            .get(turn % 3)
            .unwrap_or(&Role::Counter)];
        let head = turn % 7 == 0;
        let desk = desk(app, &agency, if head { &HEAD } else { &own }, turn % 7);
        let tab = match TABS.get(turn % TABS.len()) {
            Some(InboxTab::Todo) | None if head => InboxTab::Agency,
            Some(tab) => *tab,
            None => InboxTab::Todo,
        };
        let none = Filter::default();
        let started = Instant::now();
        let mut tx = app.store.read().await?;
        if tab == InboxTab::Done {
            cases::done(&mut tx, &desk, &none, &Seek::First, PAGE).await?;
        } else {
            cases::inbox(&mut tx, &desk, tab, &none, &Seek::First, PAGE).await?;
        }
        lists.push(millis(started));
        let started = Instant::now();
        cases::inbox_counts(&mut tx, &desk, &TABS, &none).await?;
        counts.push(millis(started));
        if turn % 10 == 0 {
            let started = Instant::now();
            cases::inbox(&mut tx, &desk, InboxTab::Todo, &found, &Seek::First, PAGE).await?;
            searches.push(millis(started));
        }
    }
    let what = |part: &str| {
        format!("Inbox on {engine}, {tasks} open tasks of {AGENCIES} agencies: {part}")
    };
    Ok(vec![
        figure(what("a first page, the store's call"), lists),
        figure(what("the counts of six lists"), counts),
        figure(what("a search by name"), searches),
    ])
}

/// Whole pages, with the session, everything that is asked and the HTML.
async fn pages(app: &App, engine: &str, tasks: usize) -> Result<Figure, Stop> {
    let router = crate::router(app.clone());
    let mut cookies = Vec::new();
    for persona in PERSONAS {
        let form = format!("persona={persona}");
        let answer = send(&router, Method::POST, "/session/demo", "", form).await?;
        cookies.push(cookie(&answer)?);
    }
    let mut took = Vec::new();
    for turn in 0..PAGES {
        let cookie = cookies.get(turn % cookies.len()).map_or("", String::as_str);
        let tab = [
            "",
            "?tab=mine",
            "?tab=returned",
            "?tab=waiting",
            "?tab=done",
        ];
        let path = format!(
            "/desk{}",
            tab.get(turn / 4 % 5).copied().unwrap_or_default()
        );
        let started = Instant::now();
        let answer = send(&router, Method::GET, &path, cookie, String::new()).await?;
        expect(&answer, StatusCode::OK, &path)?;
        text(answer).await?;
        took.push(millis(started));
    }
    let what = format!(
        "Inbox on {engine}, {tasks} open tasks of {AGENCIES} agencies: the whole page, one reader"
    );
    Ok(figure(what, took))
}

async fn show_plans(app: &App) -> Result<(), Stop> {
    let mut tx = app.store.read().await?;
    let own = [Role::Examiner];
    let (clerk, head) = (
        desk(app, "bench-77", &own, 1),
        desk(app, "bench-77", &HEAD, 1),
    );
    let named = Filter {
        sought: Sought::read("王秀"),
        ..Filter::default()
    };
    for (desk, first, filter) in [
        (&clerk, InboxTab::Todo, &Filter::default()),
        (&head, InboxTab::Agency, &Filter::default()),
        (&clerk, InboxTab::Done, &Filter::default()),
        (&clerk, InboxTab::Mine, &named),
    ] {
        for line in cases::plans(&mut tx, desk, first, &TABS, filter).await? {
            eprintln!("{line}");
        }
    }
    Ok(())
}

/// One form that claims many cases, and one that records the same outcome for them.
async fn bulk_on(folder: &Path, url: &str, count: usize) -> Result<Vec<Figure>, Stop> {
    let app = open(folder, url).await?;
    let engine = name(&app);
    make(&app, count).await?;
    let router = crate::router(app.clone());
    let answer = send(
        &router,
        Method::POST,
        "/session/demo",
        "",
        "persona=examiner".into(),
    )
    .await?;
    let cookie = cookie(&answer)?;
    let mut figures = Vec::new();
    for (path, fields, what) in [
        ("/desk/bulk", "act=claim", "claimed"),
        (
            "/desk/bulk/outcome",
            "outcome=pass&opinion=%E6%9D%90%E6%96%99%E9%BD%90%E5%85%A8%E3%80%82",
            "given the same outcome",
        ),
    ] {
        let page = send(
            &router,
            Method::GET,
            "/desk?rows=200",
            &cookie,
            String::new(),
        )
        .await?;
        let page = text(page).await?;
        let mut form = fields.to_owned();
        let mut tasks = 0;
        for token in page.split("name=\"task\" value=\"").skip(1) {
            let token = token.split('"').next().unwrap_or_default();
            // Writing into a String can't fail.
            let _ = write!(form, "&task={}", encode(token));
            tasks += 1;
        }
        let started = Instant::now();
        let answer = send(&router, Method::POST, path, &cookie, form).await?;
        expect(&answer, StatusCode::OK, path)?;
        let done = text(answer).await?.matches("tone-done").count();
        let took = started.elapsed().as_secs_f64();
        if done != tasks {
            return Err(Stop::Mend(format!("bench: {done} of {tasks} were {what}")));
        }
        figures.push(Figure {
            what: format!("{done} cases {what} by one form on {engine}"),
            ours: format!("{took:.2} s"),
            bare: String::new(),
            ratio: format!("{:.0} cases/s", done as f64 / took),
        });
    }
    app.store.close().await;
    Ok(figures)
}

pub(super) async fn send(
    router: &axum::Router,
    method: Method,
    path: &str,
    cookie: &str,
    form: String,
) -> Result<Response, Stop> {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "127.0.0.1")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::COOKIE, cookie)
        .body(Body::from(form))
        .map_err(|error| Stop::Mend(format!("bench: {error}")))?;
    match router.clone().oneshot(request).await {
        Ok(answer) => Ok(answer),
        Err(never) => match never {},
    }
}

pub(super) fn cookie(answer: &Response) -> Result<String, Stop> {
    expect(answer, StatusCode::SEE_OTHER, "signing in")?;
    let set = answer.headers().get(header::SET_COOKIE);
    let set = set.and_then(|value| value.to_str().ok());
    let pair = set.and_then(|text| text.split(';').next());
    pair.map(ToOwned::to_owned)
        .ok_or_else(|| Stop::Mend("bench: nobody signed in".into()))
}

pub(super) fn expect(answer: &Response, status: StatusCode, what: &str) -> Result<(), Stop> {
    if answer.status() == status {
        return Ok(());
    }
    Err(Stop::Mend(format!("bench: {what}: {}", answer.status())))
}

pub(super) async fn text(answer: Response) -> Result<String, Stop> {
    let bytes = crate::frame::body(answer.into_body(), 1 << 24).await?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

pub(super) fn millis(started: Instant) -> f64 {
    started.elapsed().as_secs_f64() * 1000.0
}

pub(super) fn figure(what: String, mut took: Vec<f64>) -> Figure {
    took.sort_by(f64::total_cmp);
    let at = |part: usize| {
        let index = took.len().saturating_sub(1) * part / 100;
        took.get(index).copied().unwrap_or_default()
    };
    Figure {
        what,
        ours: format!("p50 {:.2} ms, p99 {:.2} ms", at(50), at(99)),
        bare: String::new(),
        ratio: String::new(),
    }
}
