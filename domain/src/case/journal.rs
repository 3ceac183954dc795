//! The hash chain of a journal: each entry's hash covers the one before, the case and every
//! word that is stored, so that a changed, missing or swapped row shows.

use sha2::{Digest, Sha256};

use crate::id::CaseId;

/// What a chain starts from.
pub const GENESIS: &str = "";

/// SHA-256, hexadecimal. `actor` and `fact` are the stored JSON texts, `at` milliseconds UTC.
pub fn hash(previous: &str, case: CaseId, seq: u64, at: i64, actor: &str, fact: &str) -> String {
    let mut hasher = Sha256::new();
    for part in [
        previous,
        &case.to_string(),
        &seq.to_string(),
        &at.to_string(),
        actor,
        fact,
    ] {
        // Lengths first: no two different rows make the same bytes.
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part.as_bytes());
    }
    hex(&hasher.finalize())
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            for nibble in [byte >> 4, byte & 15] {
                text.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
            }
            text
        })
}
