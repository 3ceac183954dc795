//! 证照流水号: the part of a licence number that an agency counts, by item and year.

use domain::catalogue::{Agency, ServiceItem};
use jiff::civil::Date;
use store::{Tx, serials};

use crate::error::Error;

/// Four digits of the year and seven that count. A number is taken back with its transaction.
///
/// # Errors
/// Where the store refuses.
pub async fn next(
    tx: &mut Tx,
    agency: &Agency,
    item: &ServiceItem,
    on: Date,
) -> Result<String, Error> {
    let scope = format!("licence:{}:{}", agency.id, item.code());
    let serial = serials::next_serial(tx, &scope, on.first_of_year()).await?;
    Ok(format!("{:04}{serial:07}", on.year()))
}
