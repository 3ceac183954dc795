//! The command line. Each command is a file; exit codes are 0 for done, 1 for findings or
//! differences, 2 for what the caller has to mend.

mod bench;
mod calendar;
mod catalogue_files;
mod check;
mod data;
mod deadline;
mod demo;
mod open;
mod people;
mod rebuild;
mod run;
mod seed;
mod serve;
mod validate;
mod verify;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use catalogue_files::embedded_catalogue;
pub use people::import;
pub use seed::play;

#[derive(Debug, Parser)]
#[command(
    name = "tongban",
    version,
    about = "Tongban 通办: a one-stop government-services portal",
    long_about = "Tongban 通办: citizens apply once, the right agencies act in turn, statutory clocks \
                  watch every step."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the demo province on this machine: no set-up, nothing leaves it.
    Demo(Demo),
    /// Serve as a configuration file says; refuses to start without its secrets.
    Serve(serve::Serve),
    /// Prove that every table agrees with the journal: exit 0 clean, 1 with each difference.
    Verify(open::Place),
    /// Write every table beside the journal anew.
    Rebuild(open::Place),
    /// Count a limit out: from a start to the last day, with the reckoning.
    Deadline(deadline::Deadline),
    /// Look after the catalogue's files.
    #[command(subcommand)]
    Catalogue(CatalogueCommand),
    /// Look after the calendars of working days.
    #[command(subcommand)]
    Calendar(CalendarCommand),
    /// Check a number by its form, check characters included: exit 0 valid, 1 with the reason.
    Validate(validate::Validate),
    /// Make accounts.
    #[command(subcommand)]
    People(PeopleCommand),
    /// Play cases of the past year through the whole process, for something to look at.
    Seed(seed::Seed),
    /// Measure, as ratios within one run; writes a Markdown table.
    Bench(bench::Bench),
}

#[derive(Debug, Subcommand)]
enum CatalogueCommand {
    /// Name what must be mended, one finding a line: exit 0 sound, 1 with findings.
    Check(check::Check),
}

#[derive(Debug, Subcommand)]
enum CalendarCommand {
    /// Say which open cases a notice of holidays changes, each old and new date; with --confirm, take it over.
    Import(calendar::Import),
}

#[derive(Debug, Subcommand)]
enum PeopleCommand {
    /// Make an account for each officer of the catalogue who has none, and print its password.
    Import(people::Import),
}

#[derive(Debug, clap::Args)]
struct Demo {
    /// Begin anew: delete what the data folder holds.
    #[arg(long)]
    fresh: bool,
    /// Where database, files and mail are kept.
    #[arg(long, default_value = "./data")]
    data: PathBuf,
    /// Address and port to listen on.
    #[arg(long, default_value = "127.0.0.1:3000")]
    listen: String,
    /// How many cases of the past year an empty data folder begins with.
    #[arg(long, default_value_t = 300)]
    cases: usize,
}

/// Why a command stopped.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Stop {
    /// What the caller has to mend, already in words.
    #[error("{0}")]
    Mend(String),
    #[error(transparent)]
    Server(#[from] crate::Error),
}

impl From<store::Error> for Stop {
    fn from(error: store::Error) -> Self {
        Self::Server(error.into())
    }
}

pub fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Demo(args) => wait_for(demo::demo(&args)),
        Command::Serve(args) => wait_for(serve::serve(&args)),
        Command::Verify(place) => wait_for(verify::verify(&place)),
        Command::Rebuild(place) => wait_for(rebuild::rebuild(&place)),
        Command::Catalogue(CatalogueCommand::Check(args)) => check::check(&args),
        Command::Validate(args) => validate::validate(&args),
        Command::Calendar(CalendarCommand::Import(args)) => wait_for(calendar::import(&args)),
        Command::Deadline(args) => deadline::deadline(&args),
        Command::People(PeopleCommand::Import(args)) => wait_for(people::import_officers(&args)),
        Command::Seed(args) => wait_for(seed::seed(&args)),
        Command::Bench(args) => wait_for(bench::bench(&args)),
    };
    match done {
        Ok(code) => code,
        Err(stop) => {
            eprintln!("tongban: {stop}");
            ExitCode::from(2)
        }
    }
}

/// Only what waits for a database or for readers gets a runtime: the rest answers at once.
fn wait_for(command: impl Future<Output = Result<ExitCode, Stop>>) -> Result<ExitCode, Stop> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Stop::Mend(format!("no runtime: {error}")))?
        .block_on(command)
}
