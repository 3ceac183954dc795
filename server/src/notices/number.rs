//! 文书编号: what an agency counts its notices by, from 1 each year.

use domain::case::NoticeNo;
use jiff::civil::Date;
use store::{Tx, serials};

use crate::error::Error;

/// A number is taken back with its transaction.
///
/// # Errors
/// Where the store refuses.
pub async fn next(tx: &mut Tx, agency: &str, on: Date) -> Result<NoticeNo, Error> {
    let scope = scope(agency);
    let serial = serials::next_serial(tx, &scope, on.first_of_year()).await?;
    Ok(NoticeNo {
        year: on.year(),
        serial: u32::try_from(serial).unwrap_or(u32::MAX),
    })
}

/// The number that would be given after `others` more, if nobody takes it meanwhile. Takes none.
///
/// # Errors
/// Where the store can't be read.
pub async fn coming(tx: &mut Tx, agency: &str, on: Date, others: usize) -> Result<NoticeNo, Error> {
    let last = serials::last_serial(tx, &scope(agency), on.first_of_year()).await?;
    let serial = u32::try_from(last).unwrap_or(u32::MAX);
    let others = u32::try_from(others).unwrap_or(u32::MAX);
    Ok(NoticeNo {
        year: on.year(),
        serial: serial.saturating_add(others).saturating_add(1),
    })
}

fn scope(agency: &str) -> String {
    format!("notice:{agency}")
}
