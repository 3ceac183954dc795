//! `/desk/keys`.

use app::desk::keys::keys_page;
use app::shell::Room;
use axum::response::Html;

use crate::error::Error;
use crate::reader::Reader;

pub async fn show(reader: Reader) -> Result<Html<String>, Error> {
    reader.officer(Room::Desk)?;
    Ok(Html(keys_page(&reader.shell)))
}
