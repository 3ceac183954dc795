//! What somebody signs in with: an address that can be written to, and a password.
//!
//! A password has to be long and not easily guessed; of which letters it is made is its owner's affair.

use crate::application::{FaultKind, email};
use crate::identifier::phone::{self, PhoneKind};

/// What is often chosen, one a line, in small letters.
const COMMON: &str = include_str!("account/common.txt");

/// Letters that are often typed one after the other.
const ROWS: [&str; 6] = [
    "01234567890123456789",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn",
];

/// Fewest letters of a password.
pub const SHORTEST: usize = 10;
/// Most bytes: a hash takes longer for a longer text.
pub const LONGEST: usize = 200;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ContactKind {
    Email,
    Phone,
}

/// A mail address in small letters, or a mobile number of 11 digits. Personal: `Debug` shows neither.
#[derive(Clone, PartialEq, Eq)]
pub struct Contact {
    pub kind: ContactKind,
    value: String,
}

impl Contact {
    /// Reads what was typed. Some mail servers tell capitals apart in the first half of an address; no
    /// provider of today gives the two to different people.
    ///
    /// # Errors
    /// `NotAnEmail` for what is neither.
    pub fn read(raw: &str) -> Result<Self, FaultKind> {
        let raw = raw.trim();
        if raw.contains(['@', '＠']) {
            let value = email(&raw.replace('＠', "@"))?.to_lowercase();
            return Ok(Self {
                kind: ContactKind::Email,
                value,
            });
        }
        match phone::check(raw) {
            Ok(phone) if phone.kind() == PhoneKind::Mobile => Ok(Self {
                kind: ContactKind::Phone,
                value: phone.as_str().to_owned(),
            }),
            _ => Err(FaultKind::NotAnEmail),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.value
    }

    /// `m****@example.org`, `138****5678`.
    pub fn masked(&self) -> String {
        match self.value.split_once('@') {
            Some((local, domain)) => {
                let first: String = local.chars().take(1).collect();
                format!("{first}****@{domain}")
            }
            None => {
                let tail = self.value.len().saturating_sub(4);
                let head = self.value.get(..3).unwrap_or_default();
                format!("{head}****{}", self.value.get(tail..).unwrap_or_default())
            }
        }
    }
}

impl std::fmt::Debug for Contact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Contact({})", self.masked())
    }
}

/// Why a password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PasswordFault {
    Short,
    Long,
    /// Among the first that somebody would try.
    Common,
    /// Made of what others know of its owner.
    OwnData,
}

impl PasswordFault {
    pub const ALL: [Self; 4] = [Self::Short, Self::Long, Self::Common, Self::OwnData];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Long => "long",
            Self::Common => "common",
            Self::OwnData => "own-data",
        }
    }
}

/// `own` is what others know of the owner: number, address, name.
///
/// # Errors
/// The first fault, in the order of the kinds.
pub fn password(raw: &str, own: &[&str]) -> Result<(), PasswordFault> {
    if raw.chars().count() < SHORTEST {
        return Err(PasswordFault::Short);
    }
    if raw.len() > LONGEST {
        return Err(PasswordFault::Long);
    }
    let small = raw.to_lowercase();
    if is_common(&small) {
        return Err(PasswordFault::Common);
    }
    // What is left beside the known part has to be a password by itself.
    let left = own
        .iter()
        .map(|known| known.to_lowercase())
        .filter(|known| known.chars().count() >= 4)
        .flat_map(|known| match known.split_once('@') {
            Some((local, _)) if local.chars().count() >= 4 => vec![known.clone(), local.to_owned()],
            _ => vec![known],
        })
        .find(|known| {
            small.contains(known.as_str()) && small.replace(known.as_str(), "").chars().count() < 6
        });
    match left {
        Some(_) => Err(PasswordFault::OwnData),
        None => Ok(()),
    }
}

fn is_common(small: &str) -> bool {
    let mut letters: Vec<char> = small.chars().collect();
    letters.sort_unstable();
    letters.dedup();
    if letters.len() < 4 {
        return true;
    }
    // `password2026!` is `password`, and `p@ssw0rd` too.
    let plain = |text: &str| -> String {
        text.chars()
            .map(|letter| match letter {
                '@' => 'a',
                '0' => 'o',
                '1' | '!' => 'i',
                '3' => 'e',
                '5' | '$' => 's',
                other => other,
            })
            .collect()
    };
    let bare = small.trim_matches(|letter: char| !letter.is_alphabetic());
    let known = |text: &str| !text.is_empty() && COMMON.lines().any(|common| common == text);
    let half = |text: &str| {
        let middle = text.len() / 2;
        middle >= 3
            && text.is_char_boundary(middle)
            && text[..middle] == text[middle..]
            && (known(&text[..middle]) || is_row(&text[..middle]))
    };
    [small.to_owned(), plain(small), bare.to_owned(), plain(bare)]
        .iter()
        .any(|text| known(text) || half(text))
        || is_row(small)
        || is_row(&small.chars().rev().collect::<String>())
}

fn is_row(text: &str) -> bool {
    ROWS.iter().any(|row| row.contains(text))
        // `12345qwert`, `abcde12345`.
        || (1..text.len()).filter(|at| text.is_char_boundary(*at)).any(|at| {
            let (head, tail) = text.split_at(at);
            at >= 3 && tail.len() >= 3
                && [head, tail].iter().all(|part| ROWS.iter().any(|row| row.contains(part)))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_kindly_and_shown_in_part() {
        let read = |raw: &str| Contact::read(raw).map(|contact| contact.value);
        assert_eq!(
            read(" Ma.Xiaojun＠Example.com "),
            Ok("ma.xiaojun@example.com".into())
        );
        assert_eq!(read("+86 138 0931 0001"), Ok("13809310001".into()));
        for wrong in ["", "ma", "0931-8412345", "12345", "a@b", "138093100011"] {
            assert_eq!(read(wrong), Err(FaultKind::NotAnEmail), "{wrong}");
        }
        let masked = |raw: &str| Contact::read(raw).unwrap().masked();
        assert_eq!(masked("ma.xiaojun@example.com"), "m****@example.com");
        assert_eq!(masked("13809310001"), "138****0001");
        let shown = format!("{:?}", Contact::read("13809310001").unwrap());
        assert!(!shown.contains("0931"), "{shown}");
    }

    #[test]
    fn long_passwords_pass_and_guessable_ones_do_not() {
        let own = ["620102199003079995", "ma.xiaojun@example.com", "马小军"];
        for good in [
            "correct horse battery",
            "黄河之水天上来奔流到海",
            "kettle-moss-19",
            "zzz yyy xxx www",
            "sunflower tea at noon",
        ] {
            assert_eq!(password(good, &own), Ok(()), "{good}");
        }
        for (wrong, fault) in [
            ("short", PasswordFault::Short),
            ("黄河之水天上来", PasswordFault::Short),
            ("1234567890", PasswordFault::Common),
            ("9876543210", PasswordFault::Common),
            ("aaaaaaaaaaaa", PasswordFault::Common),
            ("Password2026!", PasswordFault::Common),
            ("p@ssw0rd1234", PasswordFault::Common),
            ("qwertyuiop", PasswordFault::Common),
            ("12345qwert", PasswordFault::Common),
            ("woaini1314520", PasswordFault::Common),
            ("lanzhou2026", PasswordFault::Common),
            ("passwordpassword", PasswordFault::Common),
            ("620102199003079995", PasswordFault::OwnData),
            ("ma.xiaojun123", PasswordFault::OwnData),
        ] {
            assert_eq!(password(wrong, &own), Err(fault), "{wrong}");
        }
        assert_eq!(
            password(&"密".repeat(LONGEST), &own),
            Err(PasswordFault::Long)
        );
    }

    #[test]
    fn the_list_is_in_small_letters_and_has_nothing_twice() {
        let lines: Vec<&str> = COMMON.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            assert_eq!(line.trim().to_lowercase(), *line, "{line}");
            assert!(!line.is_empty() && !lines[..at].contains(line), "{line}");
        }
    }
}
