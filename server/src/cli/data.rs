//! The demo's data folder: database, secret, files and mail.

use std::fs;
use std::path::Path;

use domain::case::journal::hex;
use store::{Keys, Store};

use super::Stop;
use crate::config::parse_secret;
use crate::files::Files;
use crate::now::random;

/// Opens the folder's store and brings it to this version.
pub async fn open_store(data: &Path) -> Result<Store, Stop> {
    let database = data.join("tongban.db");
    let path = std::path::absolute(&database).map_err(|error| io(&database, error))?;
    let keys = Keys::new(secret(data)?)?;
    let store = Store::open(&format!("sqlite://{}", path.display()), keys).await?;
    store.migrate().await?;
    Ok(store)
}

pub fn open_files(data: &Path) -> Result<Files, Stop> {
    Ok(Files::folder(&data.join("files"))?)
}

/// The demo makes its own secret once; real installations are given theirs.
fn secret(data: &Path) -> Result<[u8; 32], Stop> {
    let path = data.join("secret");
    if path.exists() {
        let text = fs::read_to_string(&path).map_err(|error| io(&path, error))?;
        return parse_secret(text.trim())
            .ok_or_else(|| Stop::Mend(format!("{}: not 64 hexadecimal digits", path.display())));
    }
    if data.join("tongban.db").exists() {
        return Err(Stop::Mend(format!(
            "{}: the database's secret is missing; put it back, or begin anew with `demo --fresh`",
            path.display()
        )));
    }
    let secret: [u8; 32] =
        random().map_err(|error| Stop::Mend(format!("no randomness: {error}")))?;
    write_private(&path, &hex(&secret)).map_err(|error| io(&path, error))?;
    Ok(secret)
}

fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

pub fn io(path: &Path, error: std::io::Error) -> Stop {
    Stop::Mend(format!("{}: {error}", path.display()))
}
