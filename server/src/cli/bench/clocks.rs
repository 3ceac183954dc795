//! The legal clocks at size: what the deadline job costs with many deadlines armed, and what it takes to count
//! every open case anew after a notice, while somebody looks at the inbox.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use domain::authority::Role;
use domain::calendar::CalendarYear;
use domain::case::{ActorRef, Case, Channel, Fact, Received};
use domain::catalogue::Definition;
use domain::id::{ApplicantId, ApplicationId, CaseId, OfficerId};
use domain::identifier::CaseNo;
use jiff::Timestamp;
use store::cases::{self, Desk, Filter, InboxTab, PAGE, Seek};
use store::{Keys, Store, definitions, journal, replay};
use uuid::Uuid;

use super::{Figure, app_at, sqlite_url};
use crate::calendars;
use crate::cli::Stop;
use crate::cli::seed::people::{self, Offices};
use crate::cli::seed::rng::Rng;
use crate::jobs::{deadlines, recalculation};
use crate::now::Now;
use crate::state::App;

pub(super) const ITEM: &str = "000131001001";
pub(super) const AGENCY: &str = "620102-market-supervision";

/// Accepted then, a case of ten working days runs into the year whose notice comes.
const ACCEPTED: &str = "2026-12-24T10:00:00+08:00";

const NOTICE: &str = "year = 2027\nsource = \"invented for a measurement\"\n\
    off = [{ date = \"2027-01-01\", festival = \"new-year\" }, \
           { date = \"2027-01-04\", festival = \"new-year\" }, \
           { date = \"2027-01-05\", festival = \"new-year\" }]\n";

/// Due at once in each run of the job.
const DUE: usize = 200;

/// Cases of one transaction while they are made.
const BATCH: usize = 500;

pub(super) async fn recount(folder: &Path, count: usize) -> Result<Vec<Figure>, Stop> {
    let app = open(folder, "recount.db").await?;
    make(&app, count).await?;
    let quiet = watch_inbox(&app, Duration::from_secs(2)).await?;
    let year = CalendarYear::parse(NOTICE).map_err(|fault| Stop::Mend(fault.to_string()))?;
    let now = app.now.get();
    let mut tx = app.store.begin().await?;
    calendars::confirm(&app, &mut tx, Some(&year), None, now).await?;
    tx.commit().await?;
    let stop = Arc::new(AtomicBool::new(false));
    let watcher = tokio::spawn(watch_until(app.clone(), Arc::clone(&stop)));
    let started = Instant::now();
    let done = recalculation::run(&app, now).await?;
    let took = started.elapsed();
    stop.store(true, Ordering::Relaxed);
    let busy = watcher
        .await
        .map_err(|error| Stop::Mend(format!("bench: {error}")))??;
    let mut tx = app.store.read().await?;
    let moved = cases::moved_cases(&mut tx, now).await?;
    drop(tx);
    app.store.close().await;
    let quiet = Percentiles::of(quiet);
    let busy = Percentiles::of(busy);
    Ok(vec![Figure {
        what: format!(
            "{done} open cases counted anew on SQLite, {moved} with dates that moved and a letter; \
             inbox meanwhile p50 {} ms, p99 {} ms (before: {} ms, {} ms)",
            busy.p50, busy.p99, quiet.p50, quiet.p99
        ),
        ours: format!("{:.1} s", took.as_secs_f64()),
        bare: String::new(),
        ratio: format!("{:.0} cases/s", done as f64 / took.as_secs_f64()),
    }])
}

pub(super) async fn job(folder: &Path, sizes: &[usize]) -> Result<Vec<Figure>, Stop> {
    let mut figures = Vec::new();
    let mut first: Option<f64> = None;
    for size in sizes {
        let app = open(folder, &format!("job-{size}.db")).await?;
        make(&app, DUE).await?;
        let far = app.now.get() + jiff::SignedDuration::from_hours(24 * 365);
        replay::arm(&app.store, *size, far).await?;
        // The first marks of the made cases' limits are past by then; nothing of the armed ones is.
        let later = app.now.get() + jiff::SignedDuration::from_hours(24 * 25);
        app.now.set(later);
        let started = Instant::now();
        let idle = deadlines::run(
            &app,
            app.now.get() - jiff::SignedDuration::from_hours(24 * 25),
        )
        .await?;
        let idle_took = started.elapsed();
        let started = Instant::now();
        let worked = deadlines::run(&app, later).await?;
        let took = started.elapsed().as_secs_f64();
        app.store.close().await;
        let base = *first.get_or_insert(took);
        figures.push(Figure {
            what: format!(
                "Deadline job, {size} deadlines armed, {worked} cases due at once \
                 (with nothing due, {idle} cases: {:.1} ms)",
                idle_took.as_secs_f64() * 1000.0
            ),
            ours: format!("{:.0} ms", took * 1000.0),
            bare: String::new(),
            ratio: format!("{:.2} of the first", took / base),
        });
    }
    Ok(figures)
}

async fn open(folder: &Path, name: &str) -> Result<App, Stop> {
    let store = Store::open(&sqlite_url(&folder.join(name))?, Keys::new([7; 32])?).await?;
    store.migrate().await?;
    let at: Timestamp = ACCEPTED
        .parse()
        .map_err(|error| Stop::Mend(format!("bench: {error}")))?;
    app_at(store, folder, Now::frozen(at)).await
}

/// Accepted cases of one agency, written as acts would write them, many in a transaction.
pub(super) async fn make(app: &App, count: usize) -> Result<(), Stop> {
    make_from(app, 0, count).await
}

/// The same beside those that were made before.
pub(super) async fn make_from(app: &App, first: usize, count: usize) -> Result<(), Stop> {
    let now = app.now.get();
    let definition = app
        .catalogue
        .item(ITEM)
        .cloned()
        .ok_or_else(|| Stop::Mend(format!("bench: no item {ITEM}")))?;
    let mut rng = Rng::new(3);
    let mut tx = app.store.begin().await?;
    Offices::load(app, &mut tx).await?;
    let divisions = ["620102".to_owned()];
    let people = people::applicants(app, &mut tx, 50, &divisions, &mut rng, now).await?;
    let stored = definitions::Definition {
        hash: definition.hash.clone(),
        item: ITEM.to_owned(),
        source: definition.source.clone(),
        first_used_at: now,
    };
    definitions::put(&mut tx, &stored).await?;
    tx.commit().await?;
    let mut made = first;
    while made < first + count {
        let some = BATCH.min(first + count - made);
        let mut tx = app.store.begin().await?;
        let mut journals = Vec::with_capacity(some);
        for index in made..made + some {
            let person = people
                .get(index % people.len().max(1))
                .ok_or_else(|| Stop::Mend("bench: nobody applies".into()))?;
            journals.push(accepted(app, &definition, person.id, index)?);
        }
        let acts = journals
            .iter_mut()
            .map(|(journal, facts)| (journal, std::mem::take(facts)))
            .collect();
        journal::append_all(&mut tx, now, ActorRef::System, acts).await?;
        let mut rows = Vec::with_capacity(some);
        for (journal, _) in &journals {
            let case: Case = journal.fold()?;
            let calendar = app.calendars.of(&case);
            let calendar = calendar.ok_or_else(|| Stop::Mend("bench: no calendar".into()))?;
            let projection = case.project(&app.ctx(&definition, &calendar, now));
            rows.push((case, projection));
        }
        let rows: Vec<_> = rows
            .iter()
            .map(|(case, projection)| (case, projection))
            .collect();
        cases::write_all(&mut tx, &rows).await?;
        tx.commit().await?;
        made += some;
    }
    Ok(())
}

pub(super) fn accepted(
    app: &App,
    definition: &Definition,
    applicant: ApplicantId,
    index: usize,
) -> Result<(journal::Journal, Vec<Fact>), Stop> {
    let now = app.now.get();
    let id = CaseId::new(now, app.entropy()?);
    // A day has room for a million serials, which is what is made here.
    let serial = u32::try_from(index + 1).unwrap_or(u32::MAX);
    let no = CaseNo::new("620102", app.date(now), serial)
        .map_err(|fault| Stop::Mend(format!("bench: {fault}")))?;
    let calendars = app.calendars.current();
    let calendar = calendars.of(AGENCY).version().to_owned();
    let received = Received {
        case: id,
        no,
        query_code_digest: String::new(),
        application: ApplicationId::new(now, app.entropy()?),
        applicant,
        item: ITEM.into(),
        definition: definition.hash.clone(),
        kind: definition.item.kind,
        agency: AGENCY.into(),
        division: "620102".into(),
        prefecture: "620100".into(),
        channel: Channel::Online,
        answers_digest: String::new(),
        materials: Vec::new(),
        calendar: Some(calendar.clone()),
        cut_off: None,
        consulted: Vec::new(),
        renews: None,
        parties: Vec::new(),
        tolerated: Vec::new(),
        confidential: false,
        observers: Vec::new(),
        identity: None,
    };
    let facts = vec![
        Fact::Received(Box::new(received)),
        Fact::Accepted {
            deemed: false,
            counts_from: now,
            calendar,
            next: definition.item.first_node().into(),
        },
    ];
    Ok((journal::Journal::new(id), facts))
}

/// The first page of an examiner's inbox, over and over: how long each took, in milliseconds.
async fn watch_inbox(app: &App, time: Duration) -> Result<Vec<f64>, Stop> {
    let started = Instant::now();
    let mut took = Vec::new();
    while started.elapsed() < time {
        took.push(look(app).await?);
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    Ok(took)
}

async fn watch_until(app: App, stop: Arc<AtomicBool>) -> Result<Vec<f64>, Stop> {
    let mut took = Vec::new();
    while !stop.load(Ordering::Relaxed) {
        took.push(look(&app).await?);
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    Ok(took)
}

async fn look(app: &App) -> Result<f64, Stop> {
    let started = Instant::now();
    let mut tx = app.store.read().await?;
    let desk = Desk {
        agency: AGENCY,
        roles: &[Role::Examiner],
        officer: OfficerId(Uuid::nil()),
        head: false,
        now: app.now.get(),
        done_since: app.now.get(),
    };
    let all = Filter::default();
    cases::inbox(&mut tx, &desk, InboxTab::Todo, &all, &Seek::First, PAGE).await?;
    Ok(started.elapsed().as_secs_f64() * 1000.0)
}

pub(super) struct Percentiles {
    pub(super) p50: String,
    pub(super) p99: String,
}

impl Percentiles {
    pub(super) fn of(mut took: Vec<f64>) -> Self {
        took.sort_by(f64::total_cmp);
        let at = |part: usize| {
            let index = took.len().saturating_sub(1) * part / 100;
            format!("{:.2}", took.get(index).copied().unwrap_or_default())
        };
        Self {
            p50: at(50),
            p99: at(99),
        }
    }
}
