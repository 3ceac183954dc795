//! 现行版本: which version of each item holds now, and every version that a case may name. The catalogue's files
//! come first; a version that was published while the service ran takes the place of its item's file. Kept in
//! memory, read again when somebody has published one, here or on another machine.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use domain::catalogue::{Catalogue, Definition, SourceFile, definition};
use jiff::Timestamp;
use store::{Store, Tx, definitions, publications};
use tokio::sync::Mutex;
use tokio::task::spawn_blocking;

use crate::error::Error;
use crate::search::Index;
use crate::state::App;

#[derive(Debug)]
pub struct Shelf {
    known: RwLock<Arc<Known>>,
    /// The second in which the store was last asked whether anything is new.
    asked: AtomicI64,
    /// One reads again, and the others go on with what is known meanwhile.
    reading: Mutex<()>,
}

#[derive(Debug)]
struct Known {
    revision: i64,
    /// By the item's code.
    current: BTreeMap<String, Arc<Definition>>,
    /// By the version's hash.
    all: HashMap<String, Arc<Definition>>,
    /// Of the current versions.
    index: Arc<OnceLock<Arc<Index>>>,
}

impl Shelf {
    /// Reads every stored version, so that no request has to.
    ///
    /// # Errors
    /// Where the store can't be read or holds a definition that does not parse.
    pub async fn open(store: &Store, catalogue: &Catalogue) -> Result<Self, Error> {
        let mut tx = store.read().await?;
        let all = catalogue
            .items()
            .map(|item| (item.hash.clone(), Arc::clone(item)))
            .collect();
        let known = read(&mut tx, catalogue, all).await?;
        Ok(Self {
            known: RwLock::new(Arc::new(known)),
            asked: AtomicI64::new(i64::MIN),
            reading: Mutex::new(()),
        })
    }

    fn known(&self) -> Arc<Known> {
        Arc::clone(&self.known.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The version that new applications are made under.
    pub fn item(&self, code: &str) -> Option<Arc<Definition>> {
        self.known().current.get(code).cloned()
    }

    /// The current version of every item, in order of their codes.
    pub fn items(&self) -> Vec<Arc<Definition>> {
        self.known().current.values().cloned().collect()
    }

    /// Any version that is known here.
    pub fn version(&self, hash: &str) -> Option<Arc<Definition>> {
        self.known().all.get(hash).cloned()
    }

    /// Another number whenever a current version may have changed.
    pub fn revision(&self) -> i64 {
        self.known().revision
    }

    /// The search index of the current versions: built when the service starts and when something is published,
    /// or else by whoever asks first.
    ///
    /// # Errors
    /// A fault where there is no memory left for it.
    pub fn index(&self, catalogue: &Catalogue) -> Result<Arc<Index>, Error> {
        let known = self.known();
        match known.index.get() {
            Some(index) => Ok(Arc::clone(index)),
            None => build(&known, catalogue),
        }
    }

    /// Reads again where something was published since.
    ///
    /// # Errors
    /// As `open`.
    pub async fn refresh(&self, tx: &mut Tx, app: &App) -> Result<(), Error> {
        let _one = self.reading.lock().await;
        let before = self.known();
        if publications::revision(tx).await? != before.revision {
            let read = read(tx, &app.catalogue, before.all.clone()).await?;
            let read = if before.index.get().is_some() {
                indexed(app, read).await?
            } else {
                read
            };
            let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
            // Two at once: the later one stays.
            if read.revision > known.revision {
                *known = Arc::new(read);
            }
        }
        Ok(())
    }

    /// As `refresh`, once a second at most: for every page. Where the store can't be asked, what is known holds.
    pub async fn look(&self, app: &App) {
        let second = app.now.get().as_second();
        if self.asked.swap(second, Ordering::Relaxed) == second || self.reading.try_lock().is_err()
        {
            return;
        }
        let looked = async {
            let mut tx = app.store.read().await?;
            self.refresh(&mut tx, app).await
        };
        if let Err(error) = looked.await {
            tracing::warn!(%error, "nobody knows whether another version was published");
        }
    }
}

/// The version that a case names, read from the store where this process has not met it yet.
///
/// # Errors
/// A fault where nobody stored it.
pub async fn of_case(app: &App, tx: &mut Tx, hash: &str) -> Result<Arc<Definition>, Error> {
    if let Some(known) = app.shelf.version(hash) {
        return Ok(known);
    }
    app.shelf.refresh(tx, app).await?;
    if let Some(known) = app.shelf.version(hash) {
        return Ok(known);
    }
    // Another machine has other files, and a case by them.
    let stored = definitions::get(tx, hash)
        .await?
        .ok_or_else(|| Error::fault(format!("definition {hash} is not stored")))?;
    let read = Arc::new(parse(stored)?);
    let mut known = app
        .shelf
        .known
        .write()
        .unwrap_or_else(PoisonError::into_inner);
    let mut all = known.all.clone();
    all.insert(hash.to_owned(), Arc::clone(&read));
    *known = Arc::new(Known {
        revision: known.revision,
        current: known.current.clone(),
        all,
        index: Arc::clone(&known.index),
    });
    Ok(read)
}

/// Makes a version its item's current one; `refresh` after the commit takes it up.
///
/// # Errors
/// Where the store can't be written.
pub async fn publish(
    tx: &mut Tx,
    definition: &Definition,
    by: &str,
    now: Timestamp,
) -> Result<(), Error> {
    keep(tx, definition, now).await?;
    let code = definition.item.code();
    Ok(publications::publish(tx, code, &definition.hash, by, now).await?)
}

/// Stores a version's text, for as long as anything may refer to it. Does nothing where it is stored.
///
/// # Errors
/// Where the store can't be written.
pub async fn keep(tx: &mut Tx, definition: &Definition, now: Timestamp) -> Result<(), Error> {
    let kept = definitions::Definition {
        hash: definition.hash.clone(),
        item: definition.item.code().to_owned(),
        source: definition.source.clone(),
        first_used_at: now,
    };
    Ok(definitions::put(tx, &kept).await?)
}

async fn read(
    tx: &mut Tx,
    catalogue: &Catalogue,
    mut all: HashMap<String, Arc<Definition>>,
) -> Result<Known, Error> {
    for stored in definitions::all(tx).await? {
        if !all.contains_key(&stored.hash) {
            let hash = stored.hash.clone();
            all.insert(hash, Arc::new(parse(stored)?));
        }
    }
    let mut current: BTreeMap<String, Arc<Definition>> = catalogue
        .items()
        .map(|item| (item.item.code().to_owned(), Arc::clone(item)))
        .collect();
    for (item, hash) in publications::current(tx).await? {
        let published = all.get(&hash).ok_or_else(|| {
            Error::fault(format!("definition {hash} is published and not stored"))
        })?;
        current.insert(item, Arc::clone(published));
    }
    Ok(Known {
        revision: publications::revision(tx).await?,
        current,
        all,
        index: Arc::default(),
    })
}

/// Where nobody waits for it but those who want the new versions.
async fn indexed(app: &App, known: Known) -> Result<Known, Error> {
    let app = app.clone();
    let building = spawn_blocking(move || {
        build(&known, &app.catalogue)?;
        Ok(known)
    });
    let built = building.await;
    built.map_err(|error| Error::fault(format!("the search index: {error}")))?
}

fn build(known: &Known, catalogue: &Catalogue) -> Result<Arc<Index>, Error> {
    let current: Vec<_> = known.current.values().cloned().collect();
    let built = Index::of(catalogue, &current)?;
    Ok(Arc::clone(known.index.get_or_init(|| Arc::new(built))))
}

fn parse(stored: definitions::Definition) -> Result<Definition, Error> {
    let file = SourceFile {
        path: stored.item,
        text: stored.source,
    };
    definition(&file)
        .map_err(|finding| Error::fault(format!("stored definition {}: {finding}", stored.hash)))
}
