//! `tongban verify`: the proof that every table says what the journal says.

use std::process::ExitCode;

use super::Stop;
use super::open::{self, Place};

pub(super) async fn verify(place: &Place) -> Result<ExitCode, Stop> {
    let app = open::existing(place).await?;
    let mut differences = 0_u64;
    let project = |case: &domain::case::Case| app.project(case);
    let cases = store::cases::verify::verify(&app.store, &project, &mut |difference| {
        differences += 1;
        println!("{difference}");
    })
    .await?;
    app.store.close().await;
    Ok(if differences == 0 {
        println!("clean: {cases} cases, every hash and every row agrees with the journal");
        ExitCode::SUCCESS
    } else {
        eprintln!(
            "{differences} differences in {cases} cases; `tongban rebuild` writes the tables anew from a sound journal"
        );
        ExitCode::FAILURE
    })
}
