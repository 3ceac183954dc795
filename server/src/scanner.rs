//! 查毒: files are shown to a clamd before anybody of an agency may open them. Where none is configured, none scans.
//! One that does not answer keeps nobody from applying: the file waits, and a job asks again.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bytes::Bytes;
use clamav_client::tokio::{Socket, Tcp, ping, scan_stream};
use futures::{Stream, TryStreamExt};
use store::materials::Scan;

use crate::error::Error;
use crate::files::Stored;
use crate::state::App;

/// For one file, from the connection to the answer.
const PATIENCE: Duration = Duration::from_secs(20);
/// Bytes of one piece of what is sent.
const PIECE: usize = 64 * 1024;

static FOUND: AtomicU64 = AtomicU64::new(0);

/// How many infected files were found since the program started.
pub fn found() -> u64 {
    FOUND.load(Ordering::Relaxed)
}

/// Where clamd listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clamd {
    /// `host:port`.
    Tcp(String),
    /// The path of a socket.
    Unix(String),
}

impl Clamd {
    /// `tcp://127.0.0.1:3310` or `unix:///run/clamav/clamd.ctl`.
    pub fn parse(address: &str) -> Option<Self> {
        if let Some(host) = address.strip_prefix("tcp://") {
            let port = host.rsplit_once(':')?.1;
            return port
                .parse::<u16>()
                .is_ok()
                .then(|| Self::Tcp(host.to_owned()));
        }
        let path = address.strip_prefix("unix://")?;
        path.starts_with('/').then(|| Self::Unix(path.to_owned()))
    }

    async fn answers(&self) -> bool {
        let asked = async {
            match self {
                Self::Tcp(host) => {
                    let host_address = host.as_str();
                    ping(Tcp { host_address }).await
                }
                Self::Unix(path) => {
                    let socket_path = path.as_str();
                    ping(Socket { socket_path }).await
                }
            }
        };
        let answer = tokio::time::timeout(PATIENCE, asked).await;
        matches!(answer, Ok(Ok(answer)) if answer == clamav_client::PONG)
    }

    async fn ask(
        &self,
        bytes: impl Stream<Item = Result<Bytes, std::io::Error>>,
    ) -> std::io::Result<Vec<u8>> {
        match self {
            Self::Tcp(host) => {
                let host_address = host.as_str();
                scan_stream(bytes, Tcp { host_address }, Some(PIECE)).await
            }
            Self::Unix(path) => {
                let socket_path = path.as_str();
                scan_stream(bytes, Socket { socket_path }, Some(PIECE)).await
            }
        }
    }
}

/// Whether it makes sense to ask now.
pub async fn is_there(app: &App) -> bool {
    match &app.settings.clamd {
        Some(clamd) => clamd.answers().await,
        None => true,
    }
}

/// What clamd says of an object. `Waiting` where it says nothing that can be used; the reason is in the log.
///
/// # Errors
/// Where the object can't be read.
pub async fn scan(app: &App, key: &str) -> Result<Scan, Error> {
    let Some(clamd) = &app.settings.clamd else {
        return Ok(Scan::None);
    };
    let bytes = app.files.stream(key).await?;
    let asked = clamd.ask(bytes.map_err(|error| std::io::Error::other(error.to_string())));
    let answer = match tokio::time::timeout(PATIENCE, asked).await {
        Ok(Ok(answer)) => answer,
        Ok(Err(error)) => {
            tracing::warn!(%error, "clamd can't be asked; the file waits");
            return Ok(Scan::Waiting);
        }
        Err(_) => {
            tracing::warn!("clamd did not answer in time; the file waits");
            return Ok(Scan::Waiting);
        }
    };
    let answer = String::from_utf8_lossy(&answer);
    let answer = answer.trim_matches(['\0', '\n', ' ']);
    if answer.ends_with(" FOUND") {
        FOUND.fetch_add(1, Ordering::Relaxed);
        // The name of what was found, and of no person.
        tracing::warn!(key, answer, "an infected file was found");
        Ok(Scan::Infected)
    } else if answer == "stream: OK" {
        Ok(Scan::Clean)
    } else {
        tracing::warn!(answer, "clamd gave no verdict; the file waits");
        Ok(Scan::Waiting)
    }
}

/// A file that has just been taken in: `None` where it was infected, and has been put away.
///
/// # Errors
/// Where the store of files does not answer.
pub async fn settle(app: &App, mut stored: Stored) -> Result<Option<Stored>, Error> {
    stored.scan = scan(app, &stored.key).await?;
    if stored.scan == Scan::Infected {
        app.files.put_away(&stored.key).await?;
        return Ok(None);
    }
    Ok(Some(stored))
}

#[cfg(test)]
mod tests {
    use super::Clamd;

    #[test]
    fn addresses_are_of_two_kinds() {
        let tcp = Clamd::Tcp("127.0.0.1:3310".into());
        assert_eq!(Clamd::parse("tcp://127.0.0.1:3310"), Some(tcp));
        let unix = Clamd::Unix("/run/clamav/clamd.ctl".into());
        assert_eq!(Clamd::parse("unix:///run/clamav/clamd.ctl"), Some(unix));
        for bad in [
            "127.0.0.1:3310",
            "tcp://clamd",
            "unix://clamd",
            "http://x:1",
            "",
        ] {
            assert_eq!(Clamd::parse(bad), None, "{bad}");
        }
    }
}
