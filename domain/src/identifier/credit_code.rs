//! Unified social credit code of an organisation, GB 32100-2015: registrar, category, division (6),
//! organisation code of GB 11714 (8 and its own check), check. Public data, so it may be shown in full.

use serde::{Deserialize, Serialize};

use super::{IdFault, all_digits, normalise};

/// An 18-character code whose last check character is right.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CreditCode(String);

/// Something to tell the clerk about a code that is accepted all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CreditCodeWarning {
    /// The 17th character is not the check of the organisation code. True of some codes of old stock.
    OrganisationCheck,
}

impl CreditCodeWarning {
    /// The name to look the text up by.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::OrganisationCheck => "organisation-check",
        }
    }
}

/// Reads and checks a code as typed: full-width, spaces and lower case are put right.
///
/// # Errors
/// Length, characters (the letters I, O, S, V and Z are not used; the division is digits) or check digit.
pub fn check(raw: &str) -> Result<CreditCode, IdFault> {
    let code = normalise(raw);
    if code.chars().count() != 18 {
        return Err(IdFault::Length);
    }
    let (Some(body), Some(last)) = (code.get(..17), code.chars().next_back()) else {
        return Err(IdFault::Characters);
    };
    let expected = check_char(body).ok_or(IdFault::Characters)?;
    if !ALPHABET.contains(last) || !all_digits(&body[2..8]) {
        return Err(IdFault::Characters);
    }
    if expected != last {
        return Err(IdFault::CheckDigit);
    }
    Ok(CreditCode(code))
}

/// Completes sixteen characters with both check characters, for demonstration data.
///
/// # Errors
/// As [`check`].
pub fn synthesise(first16: &str) -> Result<CreditCode, IdFault> {
    let first16 = normalise(first16);
    if first16.chars().count() != 16 {
        return Err(IdFault::Length);
    }
    let organisation = first16
        .get(8..)
        .and_then(organisation_check)
        .ok_or(IdFault::Characters)?;
    let body = format!("{first16}{organisation}");
    let last = check_char(&body).ok_or(IdFault::Characters)?;
    check(&format!("{body}{last}"))
}

impl CreditCode {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What to warn of, if anything. Never a reason to block.
    #[must_use]
    pub fn warning(&self) -> Option<CreditCodeWarning> {
        let matches = organisation_check(&self.0[8..16]) == self.0[16..17].chars().next();
        (!matches).then_some(CreditCodeWarning::OrganisationCheck)
    }

    /// Six digits of division where the organisation was first registered. Not a current division.
    #[must_use]
    pub fn division(&self) -> &str {
        &self.0[2..8]
    }
}

impl std::fmt::Display for CreditCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for CreditCode {
    type Error = IdFault;

    fn try_from(raw: String) -> Result<Self, IdFault> {
        check(&raw)
    }
}

impl From<CreditCode> for String {
    fn from(code: CreditCode) -> Self {
        code.0
    }
}

const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Weights are the powers of three modulo 31 (ISO 7064 MOD 31-3).
fn check_char(body: &str) -> Option<char> {
    let (mut sum, mut weight) = (0, 1);
    for c in body.chars() {
        sum = (sum + ALPHABET.find(c)? * weight) % 31;
        weight = weight * 3 % 31;
    }
    ALPHABET.chars().nth((31 - sum) % 31)
}

/// GB 11714: letters count from 10 with none left out; a remainder of ten is written X.
fn organisation_check(eight: &str) -> Option<char> {
    const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
    let mut sum = 0;
    for (c, weight) in eight.chars().zip(WEIGHTS) {
        sum += c.to_digit(36)? * weight;
    }
    match 11 - sum % 11 {
        11 => Some('0'),
        10 => Some('X'),
        small => char::from_digit(small, 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn valid_codes() {
        for code in [
            "91110000600037341L",
            "11100000000013338W",
            "11370800MB28559184",
            "11430000006122244L",
            "11100000MB03271699",
            "11110000000021135M",
            "11620000MBDEM00159",
            "11620100MBDEM00239",
            "11620102MBDEM00311",
            "11620100MBDEM004XU",
            "11620102MBDEM0058Q",
            "11620102MBDEM0066K",
            "11620121MBDEM0074Y",
            "11620100MBDEM0082C",
            "11620102MBDEM00904",
            "11620100MBDEM0103W",
            "11620100MBDEM0111P",
            "91620102MA0000015R",
            "92620102MA0000AB0A",
            "93620102NA0000012M",
            "54620121ME10000117",
        ] {
            let checked = check(code).unwrap();
            assert_eq!(checked.as_str(), code);
            assert_eq!(checked.warning(), None, "{code}");
            assert_eq!(synthesise(&code[..16]).unwrap(), checked);
        }
        assert_eq!(check(" 11620100 mbdem004xu").unwrap().division(), "620100");
    }

    #[test]
    fn invalid_codes() {
        for (code, fault) in [
            ("91620102MA0000016R", IdFault::CheckDigit),
            ("91620102MI0000015R", IdFault::Characters),
            ("91620102MA000001", IdFault::Length),
            ("11620100MBDEM00238", IdFault::CheckDigit),
            ("1162O100MBDEM00239", IdFault::Characters),
            ("1162A100MBDEM00239", IdFault::Characters),
            ("甲1620100MBDEM00239", IdFault::Characters),
            ("11620100MBDEM0023甲", IdFault::Characters),
        ] {
            assert_eq!(check(code), Err(fault), "{code}");
        }
    }

    #[test]
    fn a_wrong_organisation_check_only_warns() {
        let body = "11620100MBDEM0021";
        let code = format!("{body}{}", check_char(body).unwrap());
        assert_eq!(
            check(&code).unwrap().warning(),
            Some(CreditCodeWarning::OrganisationCheck)
        );
    }

    #[test]
    fn serde_checks() {
        let code: CreditCode = serde_json::from_str("\"91620102MA0000015R\"").unwrap();
        assert_eq!(
            serde_json::to_string(&code).unwrap(),
            "\"91620102MA0000015R\""
        );
        assert!(serde_json::from_str::<CreditCode>("\"91620102MA0000016R\"").is_err());
    }

    proptest! {
        #[test]
        fn one_wrong_character_is_caught(
            first in "[1-9][1-9][0-9]{6}[0-9A-HJ-NPQRTUWXY]{8}", at in 0..18_usize, put in "[0-9A-HJ-NPQRTUWXY]",
        ) {
            let code = synthesise(&first).unwrap();
            prop_assert_eq!(code.warning(), None);
            prop_assume!(code.as_str()[at..=at] != put);
            let mut wrong = code.as_str().to_owned();
            wrong.replace_range(at..=at, &put);
            prop_assert!(check(&wrong).is_err());
        }

        #[test]
        fn no_text_upsets_it(text in "\\PC{0,40}") {
            let _ = check(&text);
            let _ = synthesise(&text);
        }
    }
}
