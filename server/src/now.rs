//! The one place that reads the clock and draws randomness. Everything else is told.
#![expect(
    clippy::disallowed_methods,
    reason = "this file is where time and randomness enter the program"
)]

use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use rand::TryRngCore;

/// The time source: the wall clock, or a time that stands still until it is moved.
#[derive(Debug, Clone, Default)]
pub enum Now {
    #[default]
    Wall,
    Frozen(Arc<Mutex<Timestamp>>),
}

impl Now {
    pub fn frozen(at: Timestamp) -> Self {
        Self::Frozen(Arc::new(Mutex::new(at)))
    }

    /// In whole milliseconds, as the store keeps instants: what is computed before a fact is
    /// written and after it is read again is the same.
    pub fn get(&self) -> Timestamp {
        let now = match self {
            Self::Wall => Timestamp::now(),
            Self::Frozen(at) => *at.lock().unwrap_or_else(PoisonError::into_inner),
        };
        Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
    }

    /// Moves a frozen time; the wall clock can't be moved.
    pub fn set(&self, to: Timestamp) {
        if let Self::Frozen(at) = self {
            *at.lock().unwrap_or_else(PoisonError::into_inner) = to;
        }
    }
}

/// Bytes from the operating system.
///
/// # Errors
/// Where the operating system has none to give.
pub fn random<const N: usize>() -> Result<[u8; N], rand::rand_core::OsError> {
    let mut bytes = [0; N];
    rand::rngs::OsRng.try_fill_bytes(&mut bytes)?;
    Ok(bytes)
}
