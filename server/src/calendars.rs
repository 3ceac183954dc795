//! 日历: what working days are known, now and at every time that a case was counted. The catalogue's files come
//! first; a notice that was imported takes the place of the file of its year and layer. Kept in memory, read
//! again when somebody has imported one, here or on another machine.

mod import;

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use domain::calendar::{CalendarYear, Calendars, CaseCalendar};
use domain::case::Case;
use domain::catalogue::Catalogue;
use jiff::Timestamp;
use store::calendars::Version;
use store::{Store, Tx, calendars};

pub use import::{Changes, Previews, compare, confirm, days_of, draft_id};

use crate::error::Error;
use crate::state::App;

/// Why a version came to be that nobody imported: the files of the catalogue.
pub const CATALOGUE: &str = "catalogue";

#[derive(Debug)]
pub struct Book(RwLock<Known>);

#[derive(Debug)]
struct Known {
    current: Arc<Calendars>,
    /// Everything that a case may name, by version.
    all: HashMap<String, Arc<CaseCalendar>>,
    /// What cases go by whose journal is older than versions.
    oldest: Arc<Calendars>,
    /// Whether the current one is in the store, so that what names it can be read back.
    is_stored: bool,
    revision: i64,
}

impl Book {
    /// Reads what was imported, and keeps the version that follows from it and the catalogue.
    ///
    /// # Errors
    /// Where the store can't be used or holds a year that does not read back.
    pub async fn open(store: &Store, catalogue: &Catalogue, now: Timestamp) -> Result<Self, Error> {
        let mut tx = store.begin().await?;
        let mut known = read(&mut tx, catalogue).await?;
        let versions = calendars::versions(&mut tx).await?;
        let current = known.current.version();
        if versions.iter().all(|known| known.version != current) {
            // The very first one is what every case goes by; a later one waits until somebody has looked
            // at what it changes.
            let settled = versions.is_empty().then_some(now);
            let version = version_of(&known.current, CATALOGUE, now, settled)?;
            calendars::put_version(&mut tx, &version).await?;
        }
        tx.commit().await?;
        known.is_stored = true;
        Ok(Self(RwLock::new(known)))
    }

    /// What holds now.
    pub fn current(&self) -> Arc<Calendars> {
        Arc::clone(
            &self
                .0
                .read()
                .unwrap_or_else(PoisonError::into_inner)
                .current,
        )
    }

    fn find(&self, version: &str) -> Option<Arc<CaseCalendar>> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        known.all.get(version).cloned()
    }

    /// What a case is counted by; absent where its version is not known here.
    pub fn of(&self, case: &Case) -> Option<Arc<CaseCalendar>> {
        match &case.calendar {
            Some(version) => self.find(version),
            None => {
                let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
                Some(Arc::clone(known.oldest.of(&case.agency)))
            }
        }
    }

    /// Reads again where another machine, or a command, has imported something.
    ///
    /// # Errors
    /// As `open`.
    pub async fn refresh(&self, tx: &mut Tx, catalogue: &Catalogue) -> Result<bool, Error> {
        let revision = calendars::revision(tx).await?;
        let before = {
            let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
            known.revision
        };
        if revision == before {
            return Ok(false);
        }
        self.reload(tx, catalogue).await?;
        Ok(true)
    }

    /// Keeps the current version where it is not kept yet: two notices that came in at once make one that
    /// nobody has confirmed, and a case that names it must be readable for good.
    ///
    /// # Errors
    /// Where the store can't be written.
    pub async fn store(&self, tx: &mut Tx, now: Timestamp) -> Result<(), Error> {
        let current = {
            let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
            (!known.is_stored).then(|| Arc::clone(&known.current))
        };
        if let Some(current) = current {
            let version = version_of(&current, CATALOGUE, now, None)?;
            calendars::put_version(tx, &version).await?;
        }
        Ok(())
    }

    async fn reload(&self, tx: &mut Tx, catalogue: &Catalogue) -> Result<(), Error> {
        let read = read(tx, catalogue).await?;
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = read;
        Ok(())
    }
}

/// The calendar of a case, read from the store where this process has not met its version yet.
///
/// # Errors
/// A fault where nobody knows the version.
pub async fn of_case(app: &App, tx: &mut Tx, case: &Case) -> Result<Arc<CaseCalendar>, Error> {
    if let Some(known) = app.calendars.of(case) {
        return Ok(known);
    }
    app.calendars.reload(tx, &app.catalogue).await?;
    app.calendars.of(case).ok_or_else(|| {
        let version = case.calendar.as_deref().unwrap_or_default();
        Error::fault(format!("calendar {version} is not stored"))
    })
}

async fn read(tx: &mut Tx, catalogue: &Catalogue) -> Result<Known, Error> {
    let current = Arc::new(catalogue.calendars_with(imported(tx).await?));
    let mut all = HashMap::new();
    let mut oldest = None;
    let mut is_stored = false;
    for version in calendars::versions(tx).await? {
        let years: Vec<CalendarYear> = from_json(&version.body)?;
        let set = Arc::new(catalogue.calendars_of(years));
        all.extend(by_version(&set));
        is_stored |= version.version == current.version();
        oldest.get_or_insert(set);
    }
    all.extend(by_version(&current));
    Ok(Known {
        revision: calendars::revision(tx).await?,
        oldest: oldest.unwrap_or_else(|| Arc::clone(&current)),
        is_stored,
        current,
        all,
    })
}

/// What would hold with one more year.
///
/// # Errors
/// Where the store can't be read.
pub async fn with(app: &App, tx: &mut Tx, year: &CalendarYear) -> Result<Calendars, Error> {
    let mut years = imported(tx).await?;
    years.push(year.clone());
    Ok(app.catalogue.calendars_with(years))
}

async fn imported(tx: &mut Tx) -> Result<Vec<CalendarYear>, Error> {
    let years = calendars::years(tx).await?;
    years.iter().map(|(_, body)| from_json(body)).collect()
}

fn by_version(set: &Calendars) -> impl Iterator<Item = (String, Arc<CaseCalendar>)> + '_ {
    set.all()
        .map(|calendar| (calendar.version().to_owned(), Arc::clone(calendar)))
}

fn version_of(
    set: &Calendars,
    reason: &str,
    now: Timestamp,
    settled: Option<Timestamp>,
) -> Result<Version, Error> {
    Ok(Version {
        version: set.version().to_owned(),
        body: to_json(&set.years())?,
        reason: reason.to_owned(),
        first_used_at: now,
        confirmed_at: settled,
        finished_at: settled,
    })
}

fn to_json(value: &impl serde::Serialize) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| Error::fault(format!("a calendar: {error}")))
}

fn from_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Error> {
    serde_json::from_str(text)
        .map_err(|error| Error::fault(format!("a stored calendar does not read back: {error}")))
}
