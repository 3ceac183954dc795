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
    let scope = format!("notice:{agency}");
    let serial = serials::next_serial(tx, &scope, on.first_of_year()).await?;
    Ok(NoticeNo {
        year: on.year(),
        serial: u32::try_from(serial).unwrap_or(u32::MAX),
    })
}
