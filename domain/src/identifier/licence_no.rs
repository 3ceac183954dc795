//! Identifier of an electronic licence (证照标识), GB/T 36904-2018:
//! `1.2.156.3005.2.<type>.<issuer>.<serial>.<version>.<check>`, the check character being ISO 7064
//! MOD 37,36 over type, issuer, serial and version, without the root and the dots.

use serde::{Deserialize, Serialize};

use super::{IdFault, all_digits, iso7064, normalise};

/// A whole identifier, root and check included.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LicenceNo(String);

/// The national root for licences, with its closing dot.
pub const ROOT: &str = "1.2.156.3005.2.";

impl LicenceNo {
    /// `type_code` is the credit code of the authority that defined the type and three digits (21);
    /// `issuer` the credit code of the issuer (18), or, as found in use, a division (6);
    /// `version` counts from 1 to 999.
    ///
    /// # Errors
    /// `Length`, `Characters` (only `0-9A-Z` in every part) or `Serial` (a version out of range).
    pub fn new(type_code: &str, issuer: &str, serial: &str, version: u16) -> Result<Self, IdFault> {
        if !(1..=999).contains(&version) {
            return Err(IdFault::Serial);
        }
        if type_code.len() != 21
            || !matches!(issuer.len(), 6 | 18)
            || !(1..=LONGEST_SERIAL).contains(&serial.len())
        {
            return Err(IdFault::Length);
        }
        if !type_code.get(18..).is_some_and(all_digits) {
            return Err(IdFault::Characters);
        }
        let check = iso7064::check_char(&format!("{type_code}{issuer}{serial}{version:03}"));
        let check = check.ok_or(IdFault::Characters)?;
        Ok(Self(format!(
            "{ROOT}{type_code}.{issuer}.{serial}.{version:03}.{check}"
        )))
    }

    /// Reads an identifier as typed: spaces, full-width and lower case are put right.
    ///
    /// # Errors
    /// `Shape` without the root or with too few or many parts, then as [`LicenceNo::new`], then `CheckDigit`.
    pub fn parse(raw: &str) -> Result<Self, IdFault> {
        let text = normalise(raw);
        let parts: Vec<&str> = text
            .strip_prefix(ROOT)
            .ok_or(IdFault::Shape)?
            .split('.')
            .collect();
        let [type_code, issuer, serial, version, check] = parts[..] else {
            return Err(IdFault::Shape);
        };
        if version.len() != 3 || check.chars().count() != 1 {
            return Err(IdFault::Length);
        }
        let version = if all_digits(version) {
            version.parse().ok()
        } else {
            None
        };
        let number = Self::new(
            type_code,
            issuer,
            serial,
            version.ok_or(IdFault::Characters)?,
        )?;
        if number.0 == text {
            Ok(number)
        } else {
            Err(IdFault::CheckDigit)
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    #[must_use]
    pub fn type_code(&self) -> &str {
        self.part(0)
    }

    #[must_use]
    pub fn issuer(&self) -> &str {
        self.part(1)
    }

    #[must_use]
    pub fn serial(&self) -> &str {
        self.part(2)
    }

    /// Three digits, `001` for the first.
    #[must_use]
    pub fn version(&self) -> &str {
        self.part(3)
    }

    fn part(&self, at: usize) -> &str {
        self.0
            .get(ROOT.len()..)
            .and_then(|rest| rest.split('.').nth(at))
            .unwrap_or_default()
    }
}

impl std::fmt::Display for LicenceNo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for LicenceNo {
    type Error = IdFault;

    fn try_from(raw: String) -> Result<Self, IdFault> {
        Self::parse(&raw)
    }
}

impl From<LicenceNo> for String {
    fn from(number: LicenceNo) -> Self {
        number.0
    }
}

/// Longer than any serial seen (32), short enough for a column.
const LONGEST_SERIAL: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn identifiers_in_use() {
        let first = "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U";
        let number = LicenceNo::parse(first).unwrap();
        assert_eq!(
            number,
            LicenceNo::new(
                "11100000000013338W011",
                "11430000006122244L",
                "20230000403",
                1
            )
            .unwrap()
        );
        assert_eq!(
            (
                number.type_code(),
                number.issuer(),
                number.serial(),
                number.version()
            ),
            (
                "11100000000013338W011",
                "11430000006122244L",
                "20230000403",
                "001"
            ),
        );
        assert_eq!(
            LicenceNo::parse(&first.to_lowercase()).unwrap().to_string(),
            first
        );
        LicenceNo::parse("1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9").unwrap();
    }

    #[test]
    fn a_wrong_check_character_is_refused() {
        let right = LicenceNo::new(
            "11100000000013661B006",
            "113700000045046442",
            "209FA4E88F9E4C878F3E9BED2CE7EA49",
            1,
        );
        assert!(right.unwrap().as_str().ends_with(".001.D"));
        let wrong = "1.2.156.3005.2.11100000000013661B006.113700000045046442.209FA4E88F9E4C878F3E9BED2CE7EA49.001.M";
        assert_eq!(LicenceNo::parse(wrong), Err(IdFault::CheckDigit));
    }

    #[test]
    fn refused() {
        for (text, fault) in [
            ("", IdFault::Shape),
            ("1.2.156.3005.2.11100000000013338W011", IdFault::Shape),
            (
                "1.2.156.3005.3.11100000000013338W011.11430000006122244L.2.001.U",
                IdFault::Shape,
            ),
            (
                "1.2.156.3005.2.11100000000013338W01.11430000006122244L.2.001.U",
                IdFault::Length,
            ),
            (
                "1.2.156.3005.2.11100000000013338W0A11.11430000006122244L.2.001.U",
                IdFault::Length,
            ),
            (
                "1.2.156.3005.2.11100000000013338W011.11430000006122244L..001.U",
                IdFault::Length,
            ),
            (
                "1.2.156.3005.2.11100000000013338WA11.11430000006122244L.2.001.U",
                IdFault::Characters,
            ),
            (
                "1.2.156.3005.2.11100000000013338W011.11430000006122244L.2.+01.U",
                IdFault::Characters,
            ),
            (
                "1.2.156.3005.2.11100000000013338W011.11430000006122244L.2-3.001.U",
                IdFault::Characters,
            ),
        ] {
            assert_eq!(LicenceNo::parse(text), Err(fault), "{text}");
        }
        assert_eq!(
            LicenceNo::new("11100000000013338W011", "340100", "1", 1000),
            Err(IdFault::Serial)
        );
    }

    #[test]
    fn serde_checks() {
        let number = LicenceNo::new("11100000000013338W011", "340100", "7", 12).unwrap();
        let json = serde_json::to_string(&number).unwrap();
        assert_eq!(serde_json::from_str::<LicenceNo>(&json).unwrap(), number);
        assert!(serde_json::from_str::<LicenceNo>("\"1.2\"").is_err());
    }

    proptest! {
        #[test]
        fn round_trip_and_one_wrong_character(
            kind in "[0-9A-Z]{18}[0-9]{3}", issuer in "[0-9A-Z]{18}", serial in "[0-9A-Z]{1,40}", version in 1..1000_u16,
            at in any::<prop::sample::Index>(), put in "[0-9A-Z]",
        ) {
            let number = LicenceNo::new(&kind, &issuer, &serial, version).unwrap();
            prop_assert_eq!(LicenceNo::parse(number.as_str()).unwrap(), number.clone());
            let at = ROOT.len() + at.index(number.as_str().len() - ROOT.len());
            prop_assume!(number.as_str()[at..=at] != put && number.as_str()[at..=at] != *".");
            let mut wrong = number.to_string();
            wrong.replace_range(at..=at, &put);
            prop_assert!(LicenceNo::parse(&wrong).is_err());
        }

        #[test]
        fn no_text_upsets_it(text in "1\\.2\\.156\\.3005\\.2\\.\\PC{0,60}") {
            let _ = LicenceNo::parse(&text);
        }
    }
}
