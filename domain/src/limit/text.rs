//! Limits as people write them: `20wd`, `15d`, `24h`, `90min`, `3mo`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Limit, Unit};

/// Why a text is no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LimitFault {
    #[error(
        "write a number and a unit: 20wd (working days), 15d (natural days), 24h, 90min or 3mo"
    )]
    Format,
    #[error("a limit of nought gives nobody any time; write 1 or more")]
    Zero,
    #[error("longer than can be counted; the longest is {0}")]
    TooLong(Limit),
}

const SUFFIXES: [(&str, Unit); 5] = [
    ("wd", Unit::WorkingDay),
    ("mo", Unit::Month),
    ("min", Unit::Minute),
    ("d", Unit::NaturalDay),
    ("h", Unit::Hour),
];

impl FromStr for Limit {
    type Err = LimitFault;

    fn from_str(text: &str) -> Result<Self, LimitFault> {
        let (digits, unit) = SUFFIXES
            .into_iter()
            .find_map(|(suffix, unit)| Some((text.strip_suffix(suffix)?, unit)))
            .ok_or(LimitFault::Format)?;
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(LimitFault::Format);
        }
        let longest = Self {
            value: Self::new(u32::MAX, unit).bounded(),
            unit,
        };
        match digits.parse() {
            Ok(0) => Err(LimitFault::Zero),
            Ok(value) if value <= longest.value => Ok(Self { value, unit }),
            _ => Err(LimitFault::TooLong(longest)),
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let suffix = SUFFIXES.iter().find(|(_, unit)| *unit == self.unit);
        write!(
            f,
            "{}{}",
            self.value,
            suffix.map_or("", |(suffix, _)| suffix)
        )
    }
}

impl Serialize for Limit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// As it is written, or a plain number of working days.
impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            WorkingDays(u32),
            Text(String),
        }
        match Written::deserialize(deserializer)? {
            Written::WorkingDays(value) => Ok(Self::working_days(value)),
            Written::Text(text) => text.parse().map_err(serde::de::Error::custom),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_and_read() {
        for text in ["20wd", "15d", "24h", "90min", "3mo", "3660wd", "219600min"] {
            assert_eq!(text.parse::<Limit>().unwrap().to_string(), text);
        }
        for text in [
            "", "wd", "20", "-1d", "+3d", "1.5d", "20 wd", "20w", "三天", "20WD", "wd20",
        ] {
            assert_eq!(text.parse::<Limit>(), Err(LimitFault::Format), "{text}");
        }
        assert_eq!("0wd".parse::<Limit>(), Err(LimitFault::Zero));
        let days = LimitFault::TooLong(Limit::new(3660, Unit::NaturalDay));
        assert_eq!("3661d".parse::<Limit>(), Err(days));
        assert_eq!("99999999999d".parse::<Limit>(), Err(days));
        let minutes = LimitFault::TooLong(Limit::new(219_600, Unit::Minute));
        assert_eq!("300000min".parse::<Limit>(), Err(minutes));
    }
}
