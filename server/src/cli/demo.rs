//! `tongban demo`: the whole product with one command, on a folder of its own.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use super::catalogue_files::{embedded_catalogue, stop_for};
use super::data::{io, open_files, open_store};
use super::{Demo, Stop, people, run, seed};
use crate::config::Settings;
use crate::now::Now;
use crate::state::App;

/// Whoever signs in by password in the demo.
pub const PASSWORD: &str = "tongban-demo";

const SEED: u64 = 1;

/// Names what `--fresh` may delete, so that it never deletes a folder that is not ours.
const OURS: [&str; 6] = [
    "tongban.db",
    "tongban.db-wal",
    "tongban.db-shm",
    "secret",
    "files",
    "mail",
];

pub async fn demo(args: &Demo) -> Result<ExitCode, Stop> {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("TONGBAN_LOG")
                .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn")),
        )
        .with_writer(std::io::stderr)
        .init();
    let data = &args.data;
    // First, so that a second demo on the same port never touches the first one's data.
    let listener = run::listen(&args.listen).await?;
    if args.fresh {
        clear(data)?;
    }
    fs::create_dir_all(data).map_err(|error| io(data, error))?;
    let address = listener.local_addr().map_err(|error| io(data, error))?;
    let catalogue = embedded_catalogue().map_err(|findings| stop_for(&findings))?;
    let store = open_store(data).await?;
    let now = Now::Wall;
    people::import(&store, &catalogue, PASSWORD, now.get()).await?;
    let base_url = format!("http://{address}");
    let settings = Settings::demo(data, base_url.clone());
    let app = App::new(store, catalogue, open_files(data)?, now, settings).await?;
    if seed::is_empty(&app).await? {
        eprintln!("Playing {} cases of the past year, once…", args.cases);
        seed::play(&app, args.cases, SEED).await?;
    }
    println!(
        "Tongban demo: {base_url}/  (Ctrl-C stops it; the data stay in {})\n\
         Apply:    {base_url}/session as `citizen`, then {base_url}/items/000131001001\n\
         Handle:   {base_url}/desk as `counter`, `examiner`, `examiner-2`, `reviewer`, `decider`, `issuer`\n\
         Oversee:  {base_url}/oversight as `supervisor`; one click signs in, or the password `{PASSWORD}`\n\
         Mail:     {}",
        data.display(),
        data.join("mail").display(),
    );
    run::serve(app, listener).await?;
    Ok(ExitCode::SUCCESS)
}

fn clear(data: &Path) -> Result<(), Stop> {
    for name in OURS {
        let path = data.join(name);
        let removed = if path.is_dir() {
            fs::remove_dir_all(&path)
        } else {
            fs::remove_file(&path)
        };
        match removed {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(io(&path, error));
            }
            _ => {}
        }
    }
    Ok(())
}
