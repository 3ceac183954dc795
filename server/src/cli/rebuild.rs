//! `tongban rebuild`: every projection anew, from the journal.

use std::process::ExitCode;

use super::Stop;
use super::open::{self, Place};

pub(super) async fn rebuild(place: &Place) -> Result<ExitCode, Stop> {
    let app = open::existing(place).await?;
    let project = |case: &domain::case::Case| app.project(case);
    let cases = store::cases::verify::rebuild(&app.store, &project).await?;
    app.store.close().await;
    println!("{cases} cases written anew from their journals");
    Ok(ExitCode::SUCCESS)
}
