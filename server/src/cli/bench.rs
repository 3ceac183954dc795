//! placeholder
use std::process::ExitCode;

use super::Stop;

#[derive(Debug, clap::Args)]
pub(super) struct Bench {}

pub(super) async fn bench(_args: &Bench) -> Result<ExitCode, Stop> {
    Ok(ExitCode::SUCCESS)
}
