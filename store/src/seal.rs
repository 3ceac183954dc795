//! Sealing of personal data: per field, bound to where the field stands, readable with the master
//! secret only. Deliberately absent: passwords (hashed in the server) and anything a page shows.

use std::{fmt, sync::Arc};

use aes_gcm::{
    Aes256Gcm, KeyInit, Nonce,
    aead::{Aead, OsRng, Payload, rand_core::RngCore},
};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::{Zeroize, Zeroizing};

use crate::Error;

/// The first byte of everything sealed: which master secret it needs.
const VERSION: u8 = 1;
const NONCE: usize = 12;

/// Keys derived from one master secret; a cheap clone. `Debug` shows nothing.
#[derive(Clone)]
pub struct Keys(Arc<Derived>);

struct Derived {
    seal: [u8; 32],
    digest: [u8; 32],
    code: [u8; 32],
}

impl Drop for Derived {
    fn drop(&mut self) {
        self.seal.zeroize();
        self.digest.zeroize();
        self.code.zeroize();
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(…)")
    }
}

impl Keys {
    /// Derives all keys from 32 uniformly random bytes (one step of HKDF-Expand per label, RFC 5869).
    pub fn new(master: [u8; 32]) -> Result<Self, Error> {
        let master = Zeroizing::new(master);
        let key = |label: &str| mac(&master, &[label.as_bytes(), &[1]]);
        Ok(Self(Arc::new(Derived {
            seal: key("tongban seal")?,
            digest: key("tongban digest")?,
            code: key("tongban code")?,
        })))
    }

    /// AES-256-GCM under a random nonce: `version ‖ nonce ‖ ciphertext and tag`. `context` names the
    /// place (table, column, id); opening needs the same, so that a value can't be moved to another row.
    pub fn seal(&self, context: &str, plain: &[u8]) -> Result<Vec<u8>, Error> {
        let mut nonce = [0; NONCE];
        OsRng
            .try_fill_bytes(&mut nonce)
            .map_err(|_| Error::internal("no randomness"))?;
        let sealed = self
            .cipher()
            .encrypt(
                Nonce::from_slice(&nonce),
                Payload {
                    msg: plain,
                    aad: context.as_bytes(),
                },
            )
            .map_err(|_| Error::internal("too long to seal"))?;
        Ok([&[VERSION], nonce.as_slice(), &sealed].concat())
    }

    /// `Corrupt` where the key, the context or the bytes aren't those that were sealed.
    pub fn open(&self, context: &str, sealed: &[u8]) -> Result<Vec<u8>, Error> {
        let corrupt = || Error::Corrupt(format!("sealed value of {context}"));
        let Some((&VERSION, rest)) = sealed.split_first() else {
            return Err(corrupt());
        };
        let (nonce, sealed) = rest.split_at_checked(NONCE).ok_or_else(corrupt)?;
        self.cipher()
            .decrypt(
                Nonce::from_slice(nonce),
                Payload {
                    msg: sealed,
                    aad: context.as_bytes(),
                },
            )
            .map_err(|_| corrupt())
    }

    /// HMAC-SHA256 in hex: finds a sealed value again without opening it. Labels keep uses apart.
    pub fn digest(&self, label: &str, value: &str) -> Result<String, Error> {
        Ok(labelled(&self.0.digest, 0, label, value)?
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect())
    }

    /// Six decimal digits that follow from `value`, every code equally likely.
    pub fn six_digits(&self, label: &str, value: &str) -> Result<String, Error> {
        const CODES: u32 = 1_000_000;
        const FAIR: u32 = u32::MAX / CODES * CODES;
        for round in 0..=u8::MAX {
            let words = labelled(&self.0.code, round, label, value)?;
            let mut words = words
                .chunks_exact(4)
                .map(|word| word.iter().fold(0, |n, byte| n << 8 | u32::from(*byte)));
            if let Some(word) = words.find(|word| *word < FAIR) {
                return Ok(format!("{:06}", word % CODES));
            }
        }
        Err(Error::internal("no fair code"))
    }

    pub(crate) fn seal_text(&self, context: &str, plain: &Personal) -> Result<Vec<u8>, Error> {
        self.seal(context, plain.expose().as_bytes())
    }

    pub(crate) fn open_text(&self, context: &str, sealed: &[u8]) -> Result<Personal, Error> {
        let plain = self.open(context, sealed)?;
        String::from_utf8(plain)
            .map(Personal)
            .map_err(|_| Error::Corrupt(format!("text of {context}")))
    }

    fn cipher(&self) -> Aes256Gcm {
        Aes256Gcm::new(&self.0.seal.into())
    }
}

/// The label's length goes first, so that no two pairs run together alike.
fn labelled(key: &[u8; 32], round: u8, label: &str, value: &str) -> Result<[u8; 32], Error> {
    let length = (label.len() as u64).to_be_bytes();
    mac(
        key,
        &[&[round], &length, label.as_bytes(), value.as_bytes()],
    )
}

fn mac(key: &[u8; 32], parts: &[&[u8]]) -> Result<[u8; 32], Error> {
    let mut mac =
        <Hmac<Sha256> as Mac>::new_from_slice(key).map_err(|_| Error::internal("key length"))?;
    for part in parts {
        mac.update(part);
    }
    Ok(mac.finalize().into_bytes().into())
}

/// Personal text. It has no `Display` and its `Debug` shows nothing; `expose` is the one way out.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Personal(String);

impl Personal {
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The first `head` and last `tail` characters with stars between, or only stars where that
    /// would show more than two thirds.
    pub fn masked(&self, head: usize, tail: usize) -> String {
        let count = self.0.chars().count();
        let (head, tail) = if (head + tail) * 3 > count * 2 {
            (0, 0)
        } else {
            (head, tail)
        };
        let shown = |i: usize| i < head || i >= count - tail;
        self.0
            .chars()
            .enumerate()
            .map(|(i, c)| if shown(i) { c } else { '*' })
            .collect()
    }
}

impl Drop for Personal {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for Personal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Personal(…)")
    }
}

impl<T: Into<String>> From<T> for Personal {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> Keys {
        Keys::new([7; 32]).unwrap()
    }

    #[test]
    fn what_is_sealed_opens_in_its_context_only() {
        let keys = keys();
        let sealed = keys.seal("applicants.phone:1", b"13800000000").unwrap();
        assert_ne!(
            sealed,
            keys.seal("applicants.phone:1", b"13800000000").unwrap()
        );
        assert_eq!(
            keys.open("applicants.phone:1", &sealed).unwrap(),
            b"13800000000"
        );
        assert!(matches!(
            keys.open("applicants.phone:2", &sealed),
            Err(Error::Corrupt(_))
        ));
        let other = Keys::new([8; 32]).unwrap();
        assert!(matches!(
            other.open("applicants.phone:1", &sealed),
            Err(Error::Corrupt(_))
        ));
        for i in 0..sealed.len() {
            let mut altered = sealed.clone();
            altered[i] ^= 1;
            assert!(
                keys.open("applicants.phone:1", &altered).is_err(),
                "byte {i}"
            );
            assert!(
                keys.open("applicants.phone:1", &sealed[..i]).is_err(),
                "cut at {i}"
            );
        }
    }

    #[test]
    fn digests_and_codes_repeat_and_keep_labels_apart() {
        let keys = keys();
        assert_eq!(
            keys.digest("id", "x").unwrap(),
            keys.digest("id", "x").unwrap()
        );
        assert_ne!(
            keys.digest("id", "x").unwrap(),
            keys.digest("i", "dx").unwrap()
        );
        let code = keys.six_digits("track", "case 1").unwrap();
        assert_eq!(code, keys.six_digits("track", "case 1").unwrap());
        assert_eq!(code.len(), 6);
        assert!(code.bytes().all(|digit| digit.is_ascii_digit()));
        assert_ne!(code, keys.six_digits("track", "case 2").unwrap());
    }

    #[test]
    fn nothing_secret_is_printed() {
        let name = Personal::from("张三");
        assert_eq!(format!("{name:?} {:?}", keys()), "Personal(…) Keys(…)");
        assert_eq!(
            Personal::from("620102199001011234").masked(3, 4),
            "620***********1234"
        );
        assert_eq!(Personal::from("13800001234").masked(3, 4), "138****1234");
        assert_eq!(Personal::from("1234").masked(3, 4), "****");
    }
}
