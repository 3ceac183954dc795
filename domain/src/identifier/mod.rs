//! The numbers that people, organisations, cases and licences go by: reading them as they are typed,
//! checking them, and showing no more of them than needed.
//!
//! Every check is a check of form. Nothing here asks whether a number was ever issued, and nothing
//! compares an address code with today's list of divisions: a resident's number keeps the code of the
//! place of first registration for life, long after that place was renamed.

pub mod bank_account;
pub mod case_no;
pub mod credit_code;
pub mod iso7064;
pub mod licence_no;
pub mod phone;
pub mod resident_id;

pub use case_no::CaseNo;
pub use credit_code::CreditCode;
pub use licence_no::LicenceNo;
pub use phone::Phone;
pub use resident_id::ResidentId;

/// Why a number is not one. A kind, not a sentence: the text is found in the locale under [`IdFault::key`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[error("{}", self.key())]
pub enum IdFault {
    /// Too short or too long.
    Length,
    /// A character that this kind of number cannot hold, or not in this place.
    Characters,
    /// The first two digits of the address are no province.
    Province,
    /// The birth date is no day of the calendar.
    BirthDate,
    /// The birth date is still to come.
    FutureBirth,
    /// The check digit does not match: a slip of the pen somewhere in the number.
    CheckDigit,
    /// The date inside the number is no day of the calendar.
    Date,
    /// The division code is not six digits.
    Division,
    /// The serial number is nought, or does not fit.
    Serial,
    /// The parts that the number should have are not there.
    Shape,
}

impl IdFault {
    /// Every fault, for the test that each has a text in every locale.
    pub const ALL: [Self; 10] = [
        Self::Length,
        Self::Characters,
        Self::Province,
        Self::BirthDate,
        Self::FutureBirth,
        Self::CheckDigit,
        Self::Date,
        Self::Division,
        Self::Serial,
        Self::Shape,
    ];

    /// The name to look the text up by.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::Characters => "characters",
            Self::Province => "province",
            Self::BirthDate => "birth-date",
            Self::FutureBirth => "future-birth",
            Self::CheckDigit => "check-digit",
            Self::Date => "date",
            Self::Division => "division",
            Self::Serial => "serial",
            Self::Shape => "shape",
        }
    }
}

/// What was typed, as the standards write it: half-width, upper case, without spaces.
/// Cut off well beyond any real number, so that a long paste costs nothing.
pub(crate) fn normalise(raw: &str) -> String {
    const LONGEST: usize = 160;
    raw.chars()
        .filter(|c| {
            !c.is_whitespace()
                && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}')
        })
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            other => other,
        })
        .map(|c| c.to_ascii_uppercase())
        .take(LONGEST)
        .collect()
}

/// Four digits of year, two of month, two of day.
pub(crate) fn compact_date(digits: &str) -> Option<jiff::civil::Date> {
    let year = digits.get(0..4)?.parse().ok()?;
    let month = digits.get(4..6)?.parse().ok()?;
    let day = digits.get(6..8)?.parse().ok()?;
    jiff::civil::Date::new(year, month, day).ok()
}

pub(crate) fn all_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_text_is_read_kindly() {
        assert_eq!(
            normalise(" 6201 02\u{3000}１９x－ａ\u{200b}"),
            "62010219X-A"
        );
        assert_eq!(normalise(&"9".repeat(10_000)).len(), 160);
    }

    #[test]
    fn every_fault_has_its_own_key() {
        let keys: std::collections::BTreeSet<_> =
            IdFault::ALL.iter().map(|fault| fault.key()).collect();
        assert_eq!(keys.len(), IdFault::ALL.len());
        assert_eq!(IdFault::FutureBirth.to_string(), "future-birth");
    }
}
