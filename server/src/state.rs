//! What every handler and job is given.

use std::ops::Deref;
use std::sync::Arc;

use domain::calendar::CaseCalendar;
use domain::case::projection::Projection;
use domain::case::{Case, Ctx};
use domain::catalogue::{Catalogue, Definition};
use domain::locale::Localised;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use store::Store;

use crate::calendars::{Book, Previews};
use crate::config::Settings;
use crate::desk::Announcer;
use crate::error::Error;
use crate::files::Files;
use crate::mail::{Mailer, Texter};
use crate::migrations::Outlooks;
use crate::notices::pdf::Fonts;
use crate::now::{Now, random};
use crate::shelf::Shelf;

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
    pub mailer: Mailer,
    /// Absent where no gateway is configured.
    pub texter: Option<Texter>,
    pub calendars: Book,
    pub previews: Previews,
    /// Items come from here and not from the catalogue, whose files may be older.
    pub shelf: Shelf,
    pub outlooks: Outlooks,
    pub published: crate::published::Kept,
    pub announcer: Announcer,
    /// For notices as PDF.
    pub fonts: Arc<Fonts>,
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
        let shelf = Shelf::open(&store, &catalogue).await?;
        let calendars = Book::open(&store, &catalogue, now.get()).await?;
        let mailer = Mailer::new(&settings.mail)?;
        let texter = settings.sms.as_ref().map(Texter::new).transpose()?;
        let fonts = Arc::new(Fonts::new(settings.pdf_font.clone()));
        let inner = Arc::new(Inner {
            store,
            catalogue,
            files,
            now,
            settings,
            pages: crate::pages::Pages::default(),
            mailer,
            texter,
            calendars,
            previews: Previews::default(),
            shelf,
            outlooks: Outlooks::default(),
            published: crate::published::Kept::default(),
            announcer: Announcer::default(),
            fonts,
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

    /// The current version of an item.
    pub fn item(&self, code: &str) -> Option<Arc<Definition>> {
        self.shelf.item(code)
    }

    /// The current versions, in order of their codes.
    pub fn items(&self) -> Vec<Arc<Definition>> {
        self.shelf.items()
    }

    /// The version that a row names, or else the current one: for names in lists.
    pub fn version_of(&self, item: &str, hash: &str) -> Option<Arc<Definition>> {
        self.shelf.version(hash).or_else(|| self.item(item))
    }

    /// An item's name as its current version has it; of one that is no longer there its code.
    pub fn item_name(&self, code: &str) -> Localised {
        named(self.item(code), code)
    }

    /// The name in the version that a row names, or else in the current one.
    pub fn version_name(&self, item: &str, hash: &str) -> Localised {
        named(self.version_of(item, hash), item)
    }

    /// Those that citizens and businesses apply for.
    pub fn public_items(&self) -> Vec<Arc<Definition>> {
        let mut items = self.items();
        items.retain(|definition| definition.item.is_public());
        items
    }

    /// The item by which people tell what could not be done (“办不成事”反映), where there is one: the first that ends
    /// with an answer.
    pub fn window(&self) -> Option<Arc<Definition>> {
        self.public_items()
            .into_iter()
            .find(|definition| definition.item.answer)
    }

    /// # Errors
    /// `NotFound` for an item that only agencies file, too.
    pub fn public_item(&self, code: &str) -> Result<Arc<Definition>, Error> {
        self.item(code)
            .filter(|definition| definition.item.is_public())
            .ok_or(Error::NotFound)
    }

    /// A version that this process has met; `shelf::of_case` finds the others.
    ///
    /// # Errors
    /// A fault: a case names a version that nobody stored.
    pub fn definition(&self, hash: &str) -> Result<Arc<Definition>, Error> {
        self.shelf
            .version(hash)
            .ok_or_else(|| Error::fault(format!("definition {hash} is not stored")))
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
            data: None,
        }
    }

    /// For `verify` and `rebuild`.
    pub fn project(&self, case: &Case) -> Option<Projection> {
        let definition = self.shelf.version(&case.definition)?;
        let calendar = self.calendars.of(case)?;
        Some(case.project(&self.ctx(&definition, &calendar, self.now.get())))
    }

    /// An agency's name; of one that is no longer in the catalogue its id.
    pub fn agency_name(&self, id: &str) -> Localised {
        self.catalogue
            .agency(id)
            .map_or_else(|| Localised::new(id, id), |agency| agency.name.clone())
    }

    /// A division's name; of one that is no longer in the catalogue its code.
    pub fn division_name(&self, code: &str) -> Localised {
        self.catalogue.division(code).map_or_else(
            || Localised::new(code, code),
            |division| division.name.clone(),
        )
    }

    /// When a day begins here.
    pub fn start_of(&self, date: Date) -> Timestamp {
        let start = date.to_zoned(self.catalogue.tz.clone());
        // Only a day at the very end of what can be told has no start.
        start.map_or(Timestamp::MAX, |start| start.timestamp())
    }

    /// The last day of a limit that ends at `due_at`, the first instant too late.
    pub fn last_day(&self, due_at: Timestamp) -> Date {
        self.date(due_at - SignedDuration::from_millis(1))
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

fn named(definition: Option<Arc<Definition>>, code: &str) -> Localised {
    definition.map_or_else(
        || Localised::new(code, code),
        |definition| definition.item.name.clone(),
    )
}
