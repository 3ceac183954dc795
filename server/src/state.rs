//! What every handler and job is given.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Deref;
use std::sync::Arc;

use domain::calendar::CaseCalendar;
use domain::case::projection::Projection;
use domain::case::{Case, Ctx};
use domain::catalogue::{Catalogue, Definition, SourceFile, definition};
use domain::locale::Localised;
use jiff::Timestamp;
use jiff::civil::Date;
use store::{Store, definitions};

use crate::calendars::{Book, Previews};
use crate::config::Settings;
use crate::error::Error;
use crate::files::Files;
use crate::mail::Mailer;
use crate::now::{Now, random};

/// A cheap clone.
#[derive(Debug, Clone)]
pub struct App {
    inner: Arc<Inner>,
    quiet: bool,
}

#[derive(Debug)]
pub struct Inner {
    pub store: Store,
    pub catalogue: Catalogue,
    pub files: Files,
    pub now: Now,
    pub settings: Settings,
    pub pages: crate::pages::Pages,
    pub summaries: crate::oversight::cache::Summaries,
    pub mailer: Mailer,
    pub calendars: Book,
    pub previews: Previews,
    /// Versions that cases keep, by hash; the current ones are in the catalogue.
    definitions: HashMap<String, Arc<Definition>>,
}

impl Deref for App {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.inner
    }
}

impl App {
    /// Loads every stored version, so that no request has to.
    ///
    /// # Errors
    /// Where the store can't be read or holds a definition that does not parse.
    pub async fn new(
        store: Store,
        catalogue: Catalogue,
        files: Files,
        now: Now,
        settings: Settings,
    ) -> Result<Self, Error> {
        let mut known: HashMap<String, Arc<Definition>> = catalogue
            .items()
            .map(|item| (item.hash.clone(), Arc::clone(item)))
            .collect();
        let mut tx = store.read().await?;
        for stored in definitions::all(&mut tx).await? {
            let Entry::Vacant(unknown) = known.entry(stored.hash) else {
                continue;
            };
            let file = SourceFile {
                path: stored.item,
                text: stored.source,
            };
            let parsed = definition(&file).map_err(|finding| {
                Error::fault(format!("stored definition {}: {finding}", unknown.key()))
            })?;
            unknown.insert(Arc::new(parsed));
        }
        drop(tx);
        let calendars = Book::open(&store, &catalogue, now.get()).await?;
        let mailer = Mailer::new(&settings.mail)?;
        let inner = Arc::new(Inner {
            store,
            catalogue,
            files,
            now,
            settings,
            pages: crate::pages::Pages::default(),
            summaries: crate::oversight::cache::Summaries::default(),
            mailer,
            calendars,
            previews: Previews::default(),
            definitions: known,
        });
        Ok(Self {
            inner,
            quiet: false,
        })
    }

    /// The same, but nobody is told: for cases that are played into the past.
    #[must_use]
    pub fn quietly(&self) -> Self {
        Self {
            inner: Arc::clone(&self.inner),
            quiet: true,
        }
    }

    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// # Errors
    /// A fault: a case names a version that nobody stored.
    pub fn definition(&self, hash: &str) -> Result<Arc<Definition>, Error> {
        self.find_definition(hash)
            .ok_or_else(|| Error::fault(format!("definition {hash} is not stored")))
    }

    fn find_definition(&self, hash: &str) -> Option<Arc<Definition>> {
        self.definitions.get(hash).cloned()
    }

    pub fn ctx<'a>(
        &'a self,
        definition: &'a Definition,
        calendar: &'a CaseCalendar,
        now: Timestamp,
    ) -> Ctx<'a> {
        Ctx {
            item: &definition.item,
            calendar,
            tz: &self.catalogue.tz,
            now,
        }
    }

    /// For `verify` and `rebuild`.
    pub fn project(&self, case: &Case) -> Option<Projection> {
        let definition = self.find_definition(&case.received.definition)?;
        let calendar = self.calendars.of(case)?;
        Some(case.project(&self.ctx(&definition, &calendar, self.now.get())))
    }

    /// An agency's name; of one that is no longer in the catalogue its id.
    pub fn agency_name(&self, id: &str) -> Localised {
        self.catalogue
            .agency(id)
            .map_or_else(|| Localised::new(id, id), |agency| agency.name.clone())
    }

    /// The local date of an instant.
    pub fn date(&self, at: Timestamp) -> Date {
        at.to_zoned(self.catalogue.tz.clone()).date()
    }

    /// The random part of a new id.
    ///
    /// # Errors
    /// A fault where the operating system has no randomness.
    pub fn entropy(&self) -> Result<[u8; 10], Error> {
        random().map_err(|error| Error::fault(format!("no randomness: {error}")))
    }
}
