//! Anonymous pages against a bare handler that returns as many bytes, in turns, so that whatever
//! else the machine does is shared.

use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use bytes::Bytes;
use store::{Keys, Store};
use tokio::net::TcpListener;

use super::load::{Load, load};
use super::{Figure, app_over, percent, sqlite_url};
use crate::cli::Stop;

const PAGES: [(&str, &str); 2] = [("Home", "/"), ("Guide", "/items/000131001001")];
const TURNS: u32 = 3;

pub(super) async fn measure(folder: &Path, seconds: u64) -> Result<Vec<Figure>, Stop> {
    let store = Store::open(&sqlite_url(&folder.join("pages.db"))?, Keys::new([7; 32])?).await?;
    store.migrate().await?;
    let app = app_over(store, folder).await?;
    let ours = serve(crate::router(app)).await?;
    let turn = Duration::from_secs(seconds) / TURNS;
    let mut figures = Vec::new();
    for (name, path) in PAGES {
        // Warm, and told how long the answer is.
        let body = load(ours, path, Duration::from_millis(300)).await?.body;
        let bytes = Bytes::from(vec![b'x'; body]);
        let handler = get(move || async move { bytes });
        let bare = serve(Router::new().route("/", handler)).await?;
        load(bare, "/", Duration::from_millis(300)).await?;
        let (mut our_load, mut bare_load) = (Load::default(), Load::default());
        for _ in 0..TURNS {
            our_load.answers += load(ours, path, turn).await?.answers;
            bare_load.answers += load(bare, "/", turn).await?.answers;
        }
        let rate = |load: Load| format!("{:.0} requests/s", load.answers as f64 / seconds as f64);
        figures.push(Figure {
            what: format!("{name}, anonymous, {body} bytes of Brotli, 8 connections"),
            ours: rate(our_load),
            bare: rate(bare_load),
            ratio: percent(our_load.answers as f64, bare_load.answers as f64),
        });
    }
    Ok(figures)
}

async fn serve(router: Router) -> Result<SocketAddr, Stop> {
    let stop = |error: std::io::Error| Stop::Mend(format!("bench: {error}"));
    let listener = TcpListener::bind("127.0.0.1:0").await.map_err(stop)?;
    let address = listener.local_addr().map_err(stop)?;
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    // Ends with the process.
    tokio::spawn(async move { axum::serve(listener, service).await });
    Ok(address)
}
