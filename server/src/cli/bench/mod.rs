//! `tongban bench`: what the product costs, as ratios to the bare parts that it is made of, in
//! one run on one machine. Absolute figures are only there to make the ratios plain.

mod acts;
mod case_view;
mod clocks;
mod dashboard;
mod inbox;
mod lifecycle;
mod load;
mod pages;
mod process;
mod rules;
mod search;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use store::Store;

use super::catalogue_files::{embedded_catalogue, stop_for};
use super::{Stop, people};
use crate::config::Settings;
use crate::files::Files;
use crate::now::Now;
use crate::state::App;

#[derive(Debug, clap::Args)]
pub(super) struct Bench {
    /// A PostgreSQL server, `postgres://user@host/database`, for the lifecycle there as well; two
    /// databases are made beside the one named, and dropped.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// How many cases go through the whole lifecycle.
    #[arg(long, default_value_t = 150)]
    lifecycles: usize,
    /// How long each page is asked for, in seconds.
    #[arg(long, default_value_t = 6)]
    seconds: u64,
    /// Cases in the database that the start is measured on.
    #[arg(long, default_value_t = 1000)]
    cases: usize,
    /// Open cases that are counted anew after a notice; 0 leaves it out.
    #[arg(long, default_value_t = 10_000)]
    recount: usize,
    /// How many deadlines are armed while the deadline job runs; may be given several times.
    #[arg(long, value_name = "N", value_delimiter = ',', default_value = "10000")]
    armed: Vec<usize>,
    /// Measure the clocks alone.
    #[arg(long)]
    clocks: bool,
    /// Measure acts alone: so many, by one and by many clients; 0 leaves them out.
    #[arg(long, default_value_t = 0)]
    acts: usize,
    /// Cases that lie beside those that are acted on.
    #[arg(long, default_value_t = 1_000_000)]
    beside: usize,
    /// Measure search alone, over so many items; 0 leaves it out.
    #[arg(long, default_value_t = 0)]
    search: usize,
    /// Measure the inbox alone, among so many open tasks of a thousand agencies; 0 leaves it out.
    #[arg(long, default_value_t = 0)]
    inbox: usize,
    /// With `--inbox`: what each engine means to do for a page and its counts, on standard error.
    #[arg(long)]
    plans: bool,
    /// Measure supervision's dashboard alone, among so many closed cases of a thousand agencies; 0 leaves it out.
    #[arg(long, default_value_t = 0)]
    dashboard: usize,
    /// With `--dashboard`: how many open cases lie beside them.
    #[arg(long, default_value_t = 1_000_000)]
    open: usize,
    /// Measure one form that acts on so many cases, 200 at most; 0 leaves it out.
    #[arg(long, default_value_t = 0)]
    bulk: usize,
    /// Measure the rules of the supervision alone, over so many acts; 0 leaves them out.
    #[arg(long, default_value_t = 0)]
    rules: usize,
    /// Measure one case at the desk alone.
    #[arg(long)]
    case_view: bool,
    /// Where the measured data are kept meanwhile; a new folder of this name is made and removed.
    #[arg(long, default_value = "./bench-data")]
    data: PathBuf,
}

/// A line of the table.
struct Figure {
    what: String,
    ours: String,
    bare: String,
    ratio: String,
}

pub(super) async fn bench(args: &Bench) -> Result<ExitCode, Stop> {
    let folder = &args.data;
    if folder.exists() {
        return Err(Stop::Mend(format!(
            "{}: exists; remove it or name another folder with --data",
            folder.display()
        )));
    }
    println!("| Measured | Tongban | Bare | Ratio |\n|---|--:|--:|--:|");
    let measured = measure(args, folder).await;
    std::fs::remove_dir_all(folder).map_err(|error| super::data::io(folder, error))?;
    measured?;
    Ok(ExitCode::SUCCESS)
}

/// Shows each figure as soon as it is there.
async fn measure(args: &Bench, folder: &Path) -> Result<(), Stop> {
    std::fs::create_dir_all(folder).map_err(|error| super::data::io(folder, error))?;
    if args.search > 0 {
        show(search::measure(args.search)?);
        return Ok(());
    }
    if args.case_view {
        show(case_view::sqlite(folder).await?);
        if let Some(url) = &args.database {
            show(case_view::postgres(folder, url).await?);
        }
        return Ok(());
    }
    let server = args.database.as_deref();
    if args.dashboard > 0 {
        show(dashboard::measure(folder, server, args.open, args.dashboard).await?);
        return Ok(());
    }
    if args.inbox > 0 || args.bulk > 0 {
        if args.inbox > 0 {
            show(inbox::measure(folder, server, args.inbox, args.plans).await?);
        }
        if args.bulk > 0 {
            show(inbox::bulk(folder, server, args.bulk.min(200)).await?);
        }
        return Ok(());
    }
    if args.rules > 0 {
        show(rules::sqlite(folder, args.rules).await?);
        if let Some(url) = server {
            show(rules::postgres(folder, url, args.rules).await?);
        }
        return Ok(());
    }
    if args.acts > 0 {
        show(acts::sqlite(folder, args.acts, args.beside).await?);
        if let Some(url) = &args.database {
            show(acts::postgres(folder, url, args.acts, args.beside).await?);
        }
        return Ok(());
    }
    if args.recount > 0 {
        show(clocks::recount(folder, args.recount).await?);
    }
    show(clocks::job(folder, &args.armed).await?);
    if args.clocks {
        return Ok(());
    }
    show(lifecycle::sqlite(folder, args.lifecycles).await?);
    if let Some(url) = &args.database {
        show(lifecycle::postgres(folder, url, args.lifecycles).await?);
    }
    show(pages::measure(folder, args.seconds).await?);
    show(process::measure(folder, args.cases).await?);
    Ok(())
}

fn show(figures: Vec<Figure>) {
    for figure in figures {
        println!(
            "| {} | {} | {} | {} |",
            figure.what, figure.ours, figure.bare, figure.ratio
        );
    }
}

/// The demo province over a store.
async fn app_over(store: Store, folder: &Path) -> Result<App, Stop> {
    app_at(store, folder, Now::Wall).await
}

async fn app_at(store: Store, folder: &Path, now: Now) -> Result<App, Stop> {
    let catalogue = embedded_catalogue().map_err(|findings| stop_for(&findings))?;
    people::import(&store, &catalogue, "bench", now.get()).await?;
    let settings = Settings::demo(folder, "http://127.0.0.1".into());
    Ok(App::new(store, catalogue, Files::memory(), now, settings).await?)
}

fn sqlite_url(path: &Path) -> Result<String, Stop> {
    let path = std::path::absolute(path).map_err(|error| super::data::io(path, error))?;
    Ok(format!("sqlite://{}", path.display()))
}

fn percent(ours: f64, bare: f64) -> String {
    format!("{:.0} %", ours / bare * 100.0)
}
