//! Telephone numbers of mainland China, as the numbering plan has them: mobile (11 digits from 13 to 19)
//! and fixed line (area code and 7 or 8 digits). Personal data: shown masked, never serialised.
//! No service numbers (12345, 12315): nobody can be called back there. No extensions.

use super::{IdFault, all_digits, normalise};

/// A number that passed [`check`].
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Phone {
    number: String,
    kind: PhoneKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PhoneKind {
    /// Can get a short message.
    Mobile,
    Fixed,
}

/// Reads and checks a number as typed: `+86`, `0086`, spaces, hyphens and brackets are taken away.
///
/// # Errors
/// Length or characters.
pub fn check(raw: &str) -> Result<Phone, IdFault> {
    let typed: String = normalise(raw)
        .chars()
        .filter(|c| !matches!(c, '-' | '(' | ')' | '.'))
        .collect();
    let (digits, abroad) = match typed
        .strip_prefix("+86")
        .or_else(|| typed.strip_prefix("0086"))
    {
        Some(rest) => (rest, true),
        None => match typed.strip_prefix("86") {
            Some(rest) if typed.len() == 13 && rest.starts_with('1') => (rest, true),
            _ => (typed.as_str(), false),
        },
    };
    if !all_digits(digits) {
        return Err(IdFault::Characters);
    }
    if let Some(rest) = digits.strip_prefix('1')
        && !(abroad && digits.starts_with("10") && digits.len() == 10)
    {
        return match (
            digits.len(),
            rest.starts_with(|c: char| ('3'..='9').contains(&c)),
        ) {
            (11, true) => Ok(Phone {
                number: digits.to_owned(),
                kind: PhoneKind::Mobile,
            }),
            (11, false) => Err(IdFault::Characters),
            _ => Err(IdFault::Length),
        };
    }
    let digits = if abroad && !digits.starts_with('0') {
        format!("0{digits}")
    } else {
        digits.to_owned()
    };
    let area = match digits.as_bytes() {
        [b'0', b'1', b'0', ..] | [b'0', b'2', ..] => 3,
        [b'0', b'3'..=b'9', ..] => 4,
        [] => return Err(IdFault::Length),
        _ => return Err(IdFault::Characters),
    };
    let local = digits.get(area..).unwrap_or_default();
    if !matches!(local.len(), 7 | 8) {
        return Err(IdFault::Length);
    }
    if local.starts_with(['0', '1']) {
        return Err(IdFault::Characters);
    }
    Ok(Phone {
        number: format!("{}-{local}", &digits[..area]),
        kind: PhoneKind::Fixed,
    })
}

impl Phone {
    /// `13812345678`, or `0931-8412345`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.number
    }

    #[must_use]
    pub const fn kind(&self) -> PhoneKind {
        self.kind
    }

    /// `138****5678`, or `0931-****345`.
    #[must_use]
    pub fn masked(&self) -> String {
        let head = match self.kind {
            PhoneKind::Mobile => 3,
            PhoneKind::Fixed => self.number.find('-').map_or(0, |at| at + 1),
        };
        format!("{}****{}", &self.number[..head], &self.number[head + 4..])
    }
}

impl std::fmt::Debug for Phone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Phone({})", self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn valid_numbers() {
        for (typed, kept, masked) in [
            ("13812345678", "13812345678", "138****5678"),
            ("+86 138-1234-5678", "13812345678", "138****5678"),
            ("8619912345678", "19912345678", "199****5678"),
            ("１３８１２３４５６７８", "13812345678", "138****5678"),
            ("0931-8412345", "0931-8412345", "0931-****345"),
            ("(0931) 8412345", "0931-8412345", "0931-****345"),
            ("+86 931 8412345", "0931-8412345", "0931-****345"),
            ("010-66031234", "010-66031234", "010-****1234"),
            ("+86 10 66031234", "010-66031234", "010-****1234"),
        ] {
            let phone = check(typed).unwrap();
            assert_eq!((phone.as_str(), phone.masked().as_str()), (kept, masked));
            assert_eq!(format!("{phone:?}"), format!("Phone({masked})"));
        }
    }

    #[test]
    fn invalid_numbers() {
        for (typed, fault) in [
            ("", IdFault::Length),
            ("1381234567", IdFault::Length),
            ("12812345678", IdFault::Characters),
            ("138123456七8", IdFault::Characters),
            ("8412345", IdFault::Characters),
            ("0931-841234", IdFault::Length),
            ("0931-1412345", IdFault::Characters),
            ("12345", IdFault::Length),
        ] {
            assert_eq!(
                check(typed).map(|phone| phone.kind()),
                Err(fault),
                "{typed}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_text_upsets_it(text in "[+0-9()\\-甲 ]{0,20}") {
            if let Ok(phone) = check(&text) {
                prop_assert!(phone.masked().contains("****"));
                prop_assert_eq!(check(phone.as_str()).unwrap(), phone);
            }
        }
    }
}
