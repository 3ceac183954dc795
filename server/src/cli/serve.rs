//! `tongban serve`: for real use, as a configuration file says. Nothing is listened to before
//! everything that is needed was found and proved.

use std::path::PathBuf;
use std::process::ExitCode;

use tracing_subscriber::EnvFilter;

use super::open::{self, mend};
use super::{Stop, run};
use crate::config::Config;

#[derive(Debug, clap::Args)]
pub(super) struct Serve {
    /// TOML file; `TONGBAN_…` variables take precedence.
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
}

pub(super) async fn serve(args: &Serve) -> Result<ExitCode, Stop> {
    let config = Config::read(&args.config).map_err(mend)?;
    let filter = EnvFilter::try_from_env("TONGBAN_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    let app = open::configured(&config).await?;
    let listener = run::listen(&config.listen).await?;
    tracing::info!(
        listen = config.listen,
        base_url = config.base_url,
        items = app.items().len(),
        version = env!("CARGO_PKG_VERSION"),
        "serving"
    );
    run::serve(app, listener).await?;
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}
