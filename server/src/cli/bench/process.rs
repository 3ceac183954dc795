//! The real program, started as `serve` on a database that exists: how long until it answers,
//! and how much memory it has after a thousand pages.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use store::{Keys, Store};
use tokio::net::TcpListener;

use super::load::Client;
use super::{Figure, app_over, sqlite_url};
use crate::cli::Stop;
use crate::cli::catalogue_files::embedded_files;
use crate::cli::data::io;
use crate::cli::seed;

const PAGES: [&str; 5] = [
    "/",
    "/items/000131001001",
    "/items/000709001003",
    "/session",
    "/track",
];
const VIEWS: usize = 1000;
const STARTS: usize = 3;
const SECRET: [u8; 32] = [7; 32];

pub(super) async fn measure(folder: &Path, cases: usize) -> Result<Vec<Figure>, Stop> {
    let database = sqlite_url(&folder.join("start.db"))?;
    let store = Store::open(&database, Keys::new(SECRET)?).await?;
    store.migrate().await?;
    let app = app_over(store, folder).await?;
    seed::play(&app, cases, 1).await?;
    app.store.close().await;
    drop(app);
    let address = free_address().await?;
    let config = configuration(folder, &database, address)?;
    let mut best = Duration::MAX;
    for _ in 0..STARTS {
        let (server, took) = Server::start(&config, address).await?;
        best = best.min(took);
        drop(server);
    }
    let (server, _) = Server::start(&config, address).await?;
    for path in PAGES {
        let mut client = Client::connect(address, path).await?;
        for _ in 0..VIEWS / PAGES.len() {
            client.ask().await?;
        }
    }
    let resident = server.resident_megabytes()?;
    drop(server);
    let size = fs::metadata(folder.join("start.db")).map_or(0, |file| file.len());
    Ok(vec![
        Figure {
            what: format!(
                "Start to answering, on {cases} cases ({} MB), best of {STARTS}",
                size / 1_000_000
            ),
            ours: format!("{} ms", best.as_millis()),
            bare: "–".into(),
            ratio: "–".into(),
        },
        Figure {
            what: format!("Resident memory after {VIEWS} page views"),
            ours: format!("{resident:.0} MB"),
            bare: "–".into(),
            ratio: "–".into(),
        },
    ])
}

async fn free_address() -> Result<SocketAddr, Stop> {
    let stop = |error: std::io::Error| Stop::Mend(format!("bench: {error}"));
    let listener = TcpListener::bind("127.0.0.1:0").await.map_err(stop)?;
    listener.local_addr().map_err(stop)
}

fn configuration(
    folder: &Path,
    database: &str,
    address: SocketAddr,
) -> Result<std::path::PathBuf, Stop> {
    let folder = std::path::absolute(folder).map_err(|error| io(folder, error))?;
    let catalogue = folder.join("catalogue");
    for file in embedded_files() {
        let path = catalogue.join(&file.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|error| io(parent, error))?;
        }
        fs::write(&path, file.text).map_err(|error| io(&path, error))?;
    }
    let at = folder.display();
    let text = format!(
        "listen = \"{address}\"\nbase_url = \"http://{address}\"\ndatabase = \"{database}\"\n\
         files = \"{at}/files\"\ncatalogue = \"{at}/catalogue\"\nmail_folder = \"{at}/mail\"\n\
         mail_from = \"bench@tongban.example\"\nsecret = \"{}\"\n",
        domain::case::journal::hex(&SECRET)
    );
    let path = folder.join("config.toml");
    fs::write(&path, text).map_err(|error| io(&path, error))?;
    Ok(path)
}

/// The program as a process of its own, ended with this value.
struct Server(Child);

impl Server {
    async fn start(config: &Path, address: SocketAddr) -> Result<(Self, Duration), Stop> {
        let program = std::env::current_exe().map_err(|error| io(config, error))?;
        let started = Instant::now();
        let child = Command::new(program)
            .args(["serve", "--config"])
            .arg(config)
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| io(config, error))?;
        let server = Self(child);
        while started.elapsed() < Duration::from_secs(60) {
            if let Ok(mut client) = Client::connect(address, "/healthz").await
                && client.ask().await.is_ok()
            {
                return Ok((server, started.elapsed()));
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        Err(Stop::Mend("bench: `serve` does not answer".into()))
    }

    /// `VmRSS` of Linux.
    fn resident_megabytes(&self) -> Result<f64, Stop> {
        let path = format!("/proc/{}/status", self.0.id());
        let status = fs::read_to_string(&path).map_err(|error| io(Path::new(&path), error))?;
        status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .and_then(|rest| rest.trim().strip_suffix(" kB"))
            .and_then(|number| number.trim().parse::<f64>().ok())
            .map(|kilobytes| kilobytes * 1.024 / 1000.0)
            .ok_or_else(|| Stop::Mend(format!("{path}: no VmRSS")))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
