//! `tongban catalogue check`: every finding, one a line, before anybody meets it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use domain::catalogue::Catalogue;

use super::Stop;
use super::catalogue_files::embedded_catalogue;
use super::open;

#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// The catalogue's folder. Without it `./catalogue`, or the built-in demo province where there is none.
    dir: Option<PathBuf>,
}

pub(super) fn check(args: &Check) -> Result<ExitCode, Stop> {
    let here = Path::new("catalogue");
    let folder = args
        .dir
        .as_deref()
        .or_else(|| here.is_dir().then_some(here));
    let read = match folder {
        Some(folder) => open::catalogue(folder)?,
        None => embedded_catalogue(),
    };
    Ok(match read {
        Ok(catalogue) => {
            println!("{}", summary(&catalogue));
            ExitCode::SUCCESS
        }
        Err(findings) => {
            for finding in findings {
                println!("{finding}");
            }
            ExitCode::FAILURE
        }
    })
}

fn summary(catalogue: &Catalogue) -> String {
    format!(
        "sound: {} items, {} divisions, {} agencies, {} officers; calendar {}",
        catalogue.items().count(),
        catalogue.divisions().count(),
        catalogue.agencies().count(),
        catalogue.officers.len(),
        catalogue.calendars.version(),
    )
}
