//! Argon2id with the crate's defaults, which follow OWASP's advice; off the async threads.

use std::sync::LazyLock;

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Argon2, password_hash};
use tokio::sync::Semaphore;

use crate::error::Error;
use crate::now::random;

/// # Errors
/// A fault where there is no randomness.
pub fn hash(password: &str) -> Result<String, Error> {
    let salt = random::<16>().map_err(|error| Error::fault(error.to_string()))?;
    let salt = SaltString::encode_b64(&salt).map_err(fault)?;
    Ok(Argon2::default()
        .hash_password(password.as_bytes(), &salt)
        .map_err(fault)?
        .to_string())
}

// Each takes 19 MiB and a core: a few at a time, the others wait their turn.
static TURNS: Semaphore = Semaphore::const_new(4);

/// The same, off the async threads.
///
/// # Errors
/// As `hash`.
pub async fn hash_in_turn(password: String) -> Result<String, Error> {
    let _turn = TURNS
        .acquire()
        .await
        .map_err(|error| Error::fault(error.to_string()))?;
    tokio::task::spawn_blocking(move || hash(&password))
        .await
        .map_err(|error| Error::fault(error.to_string()))?
}

/// Whether the password is right; never for an account without a hash, but as slowly.
pub async fn verify(password: String, stored: Option<String>) -> Result<bool, Error> {
    static NOBODY: LazyLock<Option<String>> = LazyLock::new(|| hash("nobody").ok());
    let _turn = TURNS
        .acquire()
        .await
        .map_err(|error| Error::fault(error.to_string()))?;
    tokio::task::spawn_blocking(move || {
        let known = stored.is_some();
        // A closed account has none.
        let stored = stored.filter(|stored| !stored.is_empty());
        let Some(stored) = stored.or_else(|| NOBODY.clone()) else {
            return Ok(false);
        };
        let parsed = PasswordHash::new(&stored).map_err(fault)?;
        let right = Argon2::default()
            .verify_password(password.as_bytes(), &parsed)
            .is_ok();
        Ok(right && known)
    })
    .await
    .map_err(|error| Error::fault(error.to_string()))?
}

fn fault(error: password_hash::Error) -> Error {
    Error::fault(format!("argon2: {error}"))
}
