//! CSV as people open it: RFC 4180 in UTF-8, with a byte order mark, since spreadsheet programs take a file without one
//! for some older code page and show Chinese as noise.

use csv::{Terminator, WriterBuilder};

use crate::error::Error;

/// # Errors
/// A fault where a row has another number of cells than the head.
pub fn bytes(
    head: impl IntoIterator<Item = impl AsRef<[u8]>>,
    rows: impl IntoIterator<Item = Vec<String>>,
) -> Result<Vec<u8>, Error> {
    let fault = |error: csv::Error| Error::fault(error.to_string());
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(head).map_err(fault)?;
    for row in rows {
        writer.write_record(row).map_err(fault)?;
    }
    writer
        .into_inner()
        .map_err(|error| Error::fault(error.to_string()))
}
