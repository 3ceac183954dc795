//! The installation that a command works on: the demo's data folder, or what a configuration
//! file names.

use std::fs;
use std::path::{Path, PathBuf};

use domain::catalogue::{Catalogue, Finding};
use store::{Keys, Store};

use super::catalogue_files::{embedded_catalogue, folder_files, stop_for};
use super::data::{io, open_files, open_store};
use super::{Stop, people};
use crate::config::{Config, Settings};
use crate::files::Files;
use crate::now::Now;
use crate::state::App;

#[derive(Debug, clap::Args)]
pub(super) struct Place {
    /// The data folder of the demo.
    #[arg(long, default_value = "./data", conflicts_with = "config")]
    pub data: PathBuf,
    /// The configuration of a real installation, as for `serve`.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// Opens what is there; a folder without a database is a mistake in the command.
pub(super) async fn existing(place: &Place) -> Result<App, Stop> {
    match &place.config {
        Some(file) => configured(&Config::read(file).map_err(mend)?).await,
        None if place.data.join("tongban.db").exists() => demo(&place.data).await,
        None => Err(Stop::Mend(format!(
            "{}: no database here; name the folder with --data, or a configuration with --config",
            place.data.display()
        ))),
    }
}

/// Opens the demo's folder as `demo` does: makes what is missing.
pub(super) async fn or_new(place: &Place) -> Result<App, Stop> {
    if let Some(file) = &place.config {
        return configured(&Config::read(file).map_err(mend)?).await;
    }
    fs::create_dir_all(&place.data).map_err(|error| io(&place.data, error))?;
    let app = demo(&place.data).await?;
    people::import(
        &app.store,
        &app.catalogue,
        super::demo::PASSWORD,
        app.now.get(),
    )
    .await?;
    Ok(app)
}

async fn demo(data: &Path) -> Result<App, Stop> {
    let catalogue = embedded_catalogue().map_err(|findings| stop_for(&findings))?;
    let settings = Settings::demo(data, "http://127.0.0.1:3000".into());
    let store = open_store(data).await?;
    Ok(App::new(store, catalogue, open_files(data)?, Now::Wall, settings).await?)
}

/// The secrets are looked at first: nothing is touched without them.
pub(super) async fn configured(config: &Config) -> Result<App, Stop> {
    let secret = config.master_secret().map_err(mend)?;
    let settings = config.settings().map_err(mend)?;
    let catalogue = catalogue(&config.catalogue)?.map_err(|findings| stop_for(&findings))?;
    let store = Store::open(&config.database, Keys::new(secret)?).await?;
    store.migrate().await?;
    let files = Files::open(&config.files)?;
    Ok(App::new(store, catalogue, files, Now::Wall, settings).await?)
}

/// A catalogue from a folder; its findings name files so that an editor finds them from here.
pub(super) fn catalogue(folder: &Path) -> Result<Result<Catalogue, Vec<Finding>>, Stop> {
    let files = folder_files(folder)?;
    Ok(Catalogue::read(&files).map_err(|mut findings| {
        for finding in &mut findings {
            finding.file = folder.join(&finding.file).display().to_string();
        }
        findings
    }))
}

pub(super) fn mend(fault: crate::config::ConfigFault) -> Stop {
    Stop::Mend(fault.to_string())
}
