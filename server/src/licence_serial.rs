//! 证照流水号: the part of a licence number that an agency counts, by type of licence and year.
//! Several items may issue the same type, so the item does not count.

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
    let rule = item.licence.as_ref();
    let kind = rule.map_or(item.code(), |rule| rule.type_code.get_ref());
    let scope = format!("licence:{}:{kind}", agency.id);
    let serial = serials::next_serial(tx, &scope, on.first_of_year()).await?;
    Ok(format!("{:04}{serial:07}", on.year()))
}
