//! Background work: what has to happen without anybody asking.

use std::future::Future;

use crate::state::App;

/// Works until `shutdown`.
pub async fn work(_app: App, shutdown: impl Future<Output = ()>) {
    shutdown.await;
}
