//! Serving until told to stop, and then finishing what runs.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::signal;
use tokio::sync::watch;

use super::Stop;
use crate::state::App;

/// How long a slow reader, or a mail server, may hold up the end.
const PATIENCE: Duration = Duration::from_secs(25);

pub async fn listen(address: &str) -> Result<TcpListener, Stop> {
    TcpListener::bind(address)
        .await
        .map_err(|error| Stop::Mend(format!("can't listen on {address}: {error}")))
}

/// Serves `app` and its jobs until SIGINT or SIGTERM.
pub async fn serve(app: App, listener: TcpListener) -> Result<(), Stop> {
    let (stop, stopped) = watch::channel(false);
    let told = app.clone();
    tokio::spawn(async move {
        signalled().await;
        told.announcer.end();
        // Nobody listens any more only when everything has ended.
        let _ = stop.send(true);
    });
    let store = app.store.clone();
    let indexed = app.clone();
    // The first visitor needn't wait for the index; where it can't be built, their search says so.
    tokio::task::spawn_blocking(move || {
        if let Err(error) = indexed.shelf.index(&indexed.catalogue) {
            tracing::error!(%error, "search");
        }
    });
    let jobs = tokio::spawn(crate::jobs::work(app.clone(), wait(stopped.clone())));
    let service = crate::router(app).into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, service).with_graceful_shutdown(wait(stopped.clone()));
    let all = async {
        let served = serving.await;
        if let Err(error) = jobs.await {
            tracing::error!(%error, "the jobs ended badly");
        }
        served.map_err(|error| Stop::Mend(format!("serving: {error}")))
    };
    let patience = async {
        wait(stopped).await;
        tokio::time::sleep(PATIENCE).await;
    };
    let ended = tokio::select! {
        ended = all => ended,
        // Every act is a transaction and every mail a lease: what is cut off here is done later.
        () = patience => {
            tracing::warn!("stopped with work still running");
            Ok(())
        }
    };
    store.close().await;
    ended
}

async fn wait(mut stopped: watch::Receiver<bool>) {
    // An error means that the sender is gone: stop as well.
    let _ = stopped.wait_for(|stop| *stop).await;
}

async fn signalled() {
    let interrupt = async {
        // Without a handler there is only the other signal.
        if signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match signal::unix::signal(signal::unix::SignalKind::terminate()) {
            Ok(mut terminate) => {
                terminate.recv().await;
            }
            Err(_) => std::future::pending::<()>().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
