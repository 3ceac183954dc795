//! A notice that came late: what it would change, and taking it over.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use domain::calendar::{CalendarYear, Calendars, CaseCalendar};
use domain::case::journal::hex;
use domain::case::{Case, Ctx, DeadlineKind};
use domain::catalogue::Definition;
use domain::locale::Localised;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use sha2::{Digest, Sha256};
use store::journal::{self, Journal};
use store::{Tx, calendars, cases};

use super::{to_json, version_of};
use crate::error::Error;
use crate::shelf;
use crate::state::App;

/// Cases compared at a time.
const BATCH: i64 = 500;

/// How many changed dates are kept to be shown; the rest are counted.
const SHOWN: usize = 50_000;

/// How many comparisons are kept in memory.
const KEPT: usize = 8;

/// How long a comparison is good for.
const FRESH: SignedDuration = SignedDuration::from_mins(10);

/// The id of a draft: of the same text the same.
pub fn draft_id(text: &str) -> String {
    let mut id = hex(&Sha256::digest(text.as_bytes()));
    id.truncate(16);
    id
}

/// A day that is off, or worked, where it was not before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    pub date: Date,
    pub works_now: bool,
}

/// The days of the year that differ, for the agencies that the layer is about.
pub fn days_of(before: &Calendars, after: &Calendars, year: &CalendarYear) -> Vec<Change> {
    use domain::calendar::Layer;
    let differing: Vec<_> = match &year.layer {
        Layer::National => vec![(before.national().clone(), after.national().clone())],
        Layer::Agency(id) => vec![(
            before.of(id).promised.clone(),
            after.of(id).promised.clone(),
        )],
        // Each agency of the region has the same.
        Layer::Region(_) => after
            .agencies()
            .map(|id| {
                (
                    before.of(id).promised.clone(),
                    after.of(id).promised.clone(),
                )
            })
            .filter(|(before, after)| before != after)
            .take(1)
            .collect(),
    };
    let first = Date::new(year.year, 1, 1).map(|date| date.saturating_sub(31.days()));
    let Some(first) = first.ok() else {
        return Vec::new();
    };
    let days = std::iter::successors(Some(first), |day| day.tomorrow().ok())
        .take_while(|day| day.year() <= year.year);
    days.filter_map(|date| {
        let works = |calendar: &domain::calendar::Calendar| calendar.is_working(date);
        let changed = differing
            .iter()
            .find(|(before, after)| works(before) != works(after));
        changed.map(|(_, after)| Change {
            date,
            works_now: works(after),
        })
    })
    .collect()
}

/// One due date that would move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedDate {
    pub case_no: String,
    pub agency: String,
    pub kind: DeadlineKind,
    pub step: Option<Localised>,
    pub from: Date,
    pub to: Date,
}

/// What a comparison has found so far.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// Open cases looked at.
    pub seen: u64,
    /// Those that would be counted by another calendar.
    pub touched: u64,
    /// Those of which a date moves.
    pub moved: u64,
    /// Dates that are provisional now and would be firm.
    pub firm: u64,
    /// The first of them.
    pub dates: Vec<MovedDate>,
    /// How many of them each agency has.
    pub agencies: BTreeMap<String, u64>,
    /// Cases that could not be read, and are left as they are.
    pub unread: u64,
    pub finished_at: Option<Timestamp>,
}

/// Comparisons that run or have run, by draft and by the version that they start from.
#[derive(Debug, Default)]
pub struct Previews(Mutex<HashMap<(String, String), Preview>>);

type Preview = Arc<Mutex<Changes>>;

impl Previews {
    /// The comparison, started if nobody has. The answer grows until it is finished.
    pub fn of(&self, app: &App, id: &str, after: &Arc<Calendars>) -> Preview {
        let key = (id.to_owned(), app.calendars.current().version().to_owned());
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let finished_at = |preview: &Preview| {
            let found = preview.lock().unwrap_or_else(PoisonError::into_inner);
            found.finished_at
        };
        let now = app.now.get();
        // Cases come and go: what was found is looked for again.
        let is_fresh = |at: Timestamp| now.duration_since(at) < FRESH;
        if let Some(found) = all.get(&key)
            && finished_at(found).is_none_or(is_fresh)
        {
            return Arc::clone(found);
        }
        if all.len() >= KEPT {
            all.retain(|_, preview| finished_at(preview).is_none());
        }
        let preview = Preview::default();
        all.insert(key.clone(), Arc::clone(&preview));
        let (app, after, filled) = (app.clone(), Arc::clone(after), Arc::clone(&preview));
        tokio::spawn(async move {
            if let Err(error) = compare(&app, &after, &filled).await {
                tracing::error!(%error, "calendars: the comparison broke off");
                // The next look starts it anew.
                let mut all = app
                    .previews
                    .0
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner);
                all.remove(&key);
            }
        });
        preview
    }
}

/// Counts every open case by its own calendar and by `after`, and writes down what differs.
///
/// # Errors
/// Where the store can't be read.
pub async fn compare(app: &App, after: &Calendars, found: &Mutex<Changes>) -> Result<(), Error> {
    let mut last = None;
    loop {
        let mut tx = app.store.read().await?;
        let batch = cases::open_after(&mut tx, last, BATCH).await?;
        let Some(end) = batch.last() else { break };
        last = Some(end.id);
        let touched: Vec<_> = batch
            .iter()
            .filter(|case| after.of(&case.agency).version() != case.calendar)
            .collect();
        let ids: Vec<_> = touched.iter().map(|case| case.id).collect();
        let journals = journal::load_all(&mut tx, &ids).await?;
        let now = app.now.get();
        let mut some = Changes {
            seen: batch.len() as u64,
            touched: touched.len() as u64,
            ..Changes::default()
        };
        for journal in journals {
            let (case, definition, calendar) = match read(app, &mut tx, &journal).await {
                Ok(read) => read,
                Err(error @ Error::Unavailable(_)) => return Err(error),
                Err(error) => {
                    tracing::error!(case = %journal.case, %error, "calendars: case not compared");
                    some.unread += 1;
                    continue;
                }
            };
            let ctx = app.ctx(&definition, &calendar, now);
            let target = after.of(&case.agency);
            // A confidential case is counted anew like any other, and nobody here is shown that it is there.
            let moves = if case.received.confidential {
                Vec::new()
            } else {
                case.moves(target, &ctx)
            };
            some.moved += u64::from(!moves.is_empty());
            let firm = |ctx: &Ctx<'_>| {
                let deadlines = case.deadlines(ctx);
                let running = deadlines.iter().filter(|deadline| deadline.is_running());
                running
                    .filter(|deadline| deadline.counted.provisional)
                    .count()
            };
            let still = firm(&Ctx {
                calendar: target,
                ..ctx
            });
            some.firm += (firm(&ctx).saturating_sub(still)) as u64;
            some.dates.extend(moves.into_iter().map(|moved| {
                MovedDate {
                    case_no: case.received.no.as_str().to_owned(),
                    agency: case.agency.clone(),
                    kind: moved.deadline,
                    step: moved
                        .step
                        .and_then(|step| definition.item.step(&step).map(|step| step.name.clone())),
                    from: moved.from,
                    to: moved.to,
                }
            }));
        }
        drop(tx);
        let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
        found.seen += some.seen;
        found.touched += some.touched;
        found.moved += some.moved;
        found.firm += some.firm;
        found.unread += some.unread;
        for moved in &some.dates {
            *found.agencies.entry(moved.agency.clone()).or_default() += 1;
        }
        let room = SHOWN.saturating_sub(found.dates.len());
        found.dates.extend(some.dates.into_iter().take(room));
    }
    let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
    found.finished_at = Some(app.now.get());
    Ok(())
}

async fn read(
    app: &App,
    tx: &mut Tx,
    journal: &Journal,
) -> Result<(Case, Arc<Definition>, Arc<CaseCalendar>), Error> {
    let case = journal.fold()?;
    let definition = shelf::of_case(app, tx, &case.definition).await?;
    let calendar = super::of_case(app, tx, &case).await?;
    Ok((case, definition, calendar))
}

/// Takes a year over: it holds for everything that comes in from now on, and open cases are to be
/// counted anew. Asked again, it does nothing more.
///
/// # Errors
/// Where the store can't be written.
pub async fn confirm(
    app: &App,
    tx: &mut Tx,
    year: Option<&CalendarYear>,
    by: Option<&str>,
    now: Timestamp,
) -> Result<(), Error> {
    let current = app.calendars.current();
    let (after, reason) = match year {
        Some(year) => {
            calendars::put_year(tx, &year.key(), &to_json(year)?, now).await?;
            let after = super::with(app, tx, year).await?;
            (Arc::new(after), year.source.clone())
        }
        None => (current, super::CATALOGUE.to_owned()),
    };
    let version = version_of(&after, &reason, now, None)?;
    calendars::put_version(tx, &version).await?;
    calendars::confirm_version(tx, after.version(), &reason, by, now).await?;
    Ok(())
}
