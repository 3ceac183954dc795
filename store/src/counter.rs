//! How many statements were sent: for tests alone. Elsewhere it holds nothing and counts nothing.

#[cfg(any(test, feature = "testing"))]
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

#[derive(Debug, Clone, Default)]
pub(crate) struct Counter {
    #[cfg(any(test, feature = "testing"))]
    sent: Arc<AtomicU64>,
}

impl Counter {
    pub(crate) fn add(&self) {
        #[cfg(any(test, feature = "testing"))]
        self.sent.fetch_add(1, Ordering::Relaxed);
    }

    #[cfg(any(test, feature = "testing"))]
    pub(crate) fn get(&self) -> u64 {
        self.sent.load(Ordering::Relaxed)
    }
}
