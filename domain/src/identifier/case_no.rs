//! The number a case goes by among people (办件编号): six digits of division, eight of date, six of
//! serial and one check character of ISO 7064 MOD 37,36. It says where and when; it proves nothing about
//! the asker, which is the query code's work.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{IdFault, all_digits, compact_date, iso7064, normalise};

/// Twenty digits and a check character, 21 in all.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CaseNo(String);

impl CaseNo {
    /// The number of the `serial`-th case of a division on a day.
    ///
    /// # Errors
    /// `Division` if not six digits, `Date` outside the years 1 to 9999, `Serial` outside 1 to 999 999.
    pub fn new(division: &str, on: Date, serial: u32) -> Result<Self, IdFault> {
        if division.len() != 6 || !all_digits(division) {
            return Err(IdFault::Division);
        }
        if on.year() < 1 {
            return Err(IdFault::Date);
        }
        if !(1..=999_999).contains(&serial) {
            return Err(IdFault::Serial);
        }
        let body = format!(
            "{division}{:04}{:02}{:02}{serial:06}",
            on.year(),
            on.month(),
            on.day()
        );
        let check = iso7064::check_char(&body).ok_or(IdFault::Characters)?;
        Ok(Self(format!("{body}{check}")))
    }

    /// Reads a number as typed: spaces, hyphens, full-width and lower case are put right.
    ///
    /// # Errors
    /// Length, characters, check digit, date or serial, in this order.
    pub fn parse(raw: &str) -> Result<Self, IdFault> {
        let number: String = normalise(raw).chars().filter(|&c| c != '-').collect();
        if number.chars().count() != 21 {
            return Err(IdFault::Length);
        }
        let body = number
            .get(..20)
            .filter(|body| all_digits(body))
            .ok_or(IdFault::Characters)?;
        if !number[20..].bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Err(IdFault::Characters);
        }
        if !iso7064::verify(&number) {
            return Err(IdFault::CheckDigit);
        }
        let date = compact_date(&body[6..14])
            .filter(|date| date.year() >= 1)
            .ok_or(IdFault::Date)?;
        let serial = body[14..].parse().map_err(|_| IdFault::Serial)?;
        Self::new(&body[..6], date, serial)
    }

    /// Reads a number that somebody copied down from paper, where O and 0, I, L and 1 may stand for one another. It lets
    /// a few more slips pass than `parse`, so something else must prove that the right case was meant.
    ///
    /// # Errors
    /// As `parse`.
    pub fn copied(raw: &str) -> Result<Self, IdFault> {
        Self::parse(raw).or_else(|fault| {
            let mut number: Vec<char> = normalise(raw).chars().filter(|&c| c != '-').collect();
            let check = number.pop().ok_or(fault)?;
            let body: String = number.into_iter().map(as_digit).collect();
            let right = iso7064::check_char(&body).ok_or(fault)?;
            if as_digit(right) != as_digit(check) {
                return Err(fault);
            }
            Self::parse(&format!("{body}{right}"))
        })
    }

    /// The plain form, as stored and as in a URL.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form to read out and to copy down: `620102 20261123 000001 F`.
    #[must_use]
    pub fn grouped(&self) -> String {
        format!(
            "{} {} {} {}",
            &self.0[..6],
            &self.0[6..14],
            &self.0[14..20],
            &self.0[20..]
        )
    }

    #[must_use]
    pub fn division(&self) -> &str {
        &self.0[..6]
    }
}

/// The digit that a letter looks like.
fn as_digit(letter: char) -> char {
    match letter {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    }
}

impl std::fmt::Display for CaseNo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for CaseNo {
    type Err = IdFault;

    fn from_str(raw: &str) -> Result<Self, IdFault> {
        Self::parse(raw)
    }
}

impl TryFrom<String> for CaseNo {
    type Error = IdFault;

    fn try_from(raw: String) -> Result<Self, IdFault> {
        Self::parse(&raw)
    }
}

impl From<CaseNo> for String {
    fn from(number: CaseNo) -> Self {
        number.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn made_shown_and_read() {
        let number = CaseNo::new("620102", date(2026, 11, 23), 1).unwrap();
        assert_eq!(number.as_str(), "62010220261123000001F");
        assert_eq!(number.grouped(), "620102 20261123 000001 F");
        assert_eq!(number.division(), "620102");
        let full_width: String = number
            .as_str()
            .chars()
            .map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap())
            .collect();
        let hyphens = number.grouped().replace(' ', "-");
        for typed in [
            number.grouped().to_lowercase(),
            full_width,
            hyphens,
            number.to_string(),
        ] {
            assert_eq!(CaseNo::parse(&typed), Ok(number.clone()), "{typed}");
        }
    }

    #[test]
    fn refused() {
        assert_eq!(
            CaseNo::new("62010", date(2026, 11, 23), 1),
            Err(IdFault::Division)
        );
        assert_eq!(
            CaseNo::new("62010X", date(2026, 11, 23), 1),
            Err(IdFault::Division)
        );
        assert_eq!(
            CaseNo::new("620102", date(2026, 11, 23), 0),
            Err(IdFault::Serial)
        );
        assert_eq!(
            CaseNo::new("620102", date(2026, 11, 23), 1_000_000),
            Err(IdFault::Serial)
        );
        assert_eq!(
            CaseNo::new("620102", date(0, 11, 23), 1),
            Err(IdFault::Date)
        );
        assert_eq!(CaseNo::parse("620102"), Err(IdFault::Length));
        assert_eq!(
            CaseNo::parse("62010220261123000001甲"),
            Err(IdFault::Characters)
        );
        assert_eq!(
            CaseNo::parse("A2010220261123000001K"),
            Err(IdFault::Characters)
        );
        assert_eq!(CaseNo::parse("62010220261123000001"), Err(IdFault::Length));
        let month_13 = "62010220261323000001";
        let full = format!("{month_13}{}", iso7064::check_char(month_13).unwrap());
        assert_eq!(CaseNo::parse(&full), Err(IdFault::Date));
    }

    #[test]
    fn letters_and_digits_that_look_alike() {
        let day = date(2026, 11, 23);
        for (check, typed) in [('O', '0'), ('0', 'O'), ('I', '1'), ('1', 'I'), ('L', '1')] {
            let mut made = (1..10_000).map(|serial| CaseNo::new("620102", day, serial).unwrap());
            let number = made
                .find(|number| number.as_str().ends_with(check))
                .unwrap();
            let copied = format!("{}{typed}", &number.as_str()[..20]).replacen('0', "o", 1);
            assert_eq!(CaseNo::copied(&copied), Ok(number), "{copied}");
            assert!(CaseNo::parse(&copied).is_err());
        }
        for wrong in ["", "甲", "62010220261123000001G", "62010220261123000001"] {
            assert_eq!(CaseNo::copied(wrong), CaseNo::parse(wrong), "{wrong}");
        }
    }

    #[test]
    fn serde_checks() {
        let number = CaseNo::new("620102", date(2026, 11, 23), 42).unwrap();
        let json = serde_json::to_string(&number).unwrap();
        assert_eq!(serde_json::from_str::<CaseNo>(&json).unwrap(), number);
        assert!(serde_json::from_str::<CaseNo>(&json.replace("42", "43")).is_err());
    }

    fn number() -> impl Strategy<Value = CaseNo> {
        ("62[0-9]{4}", 0..40_000_i32, 1..1_000_000_u32).prop_map(|(division, days, serial)| {
            let on = date(2020, 1, 1).saturating_add(jiff::Span::new().days(days));
            CaseNo::new(&division, on, serial).unwrap()
        })
    }

    proptest! {
        #[test]
        fn round_trip(number in number()) {
            prop_assert_eq!(CaseNo::parse(number.as_str()).unwrap(), number.clone());
            prop_assert_eq!(CaseNo::parse(&number.grouped()).unwrap(), number);
        }

        #[test]
        fn one_wrong_character_is_caught(number in number(), at in 0..21_usize, put in "[0-9A-Z]") {
            prop_assume!(number.as_str()[at..=at] != put);
            let mut wrong = number.to_string();
            wrong.replace_range(at..=at, &put);
            prop_assert!(CaseNo::parse(&wrong).is_err());
        }

        #[test]
        fn no_text_upsets_it(text in "\\PC{0,40}") {
            let _ = CaseNo::parse(&text);
        }
    }
}
