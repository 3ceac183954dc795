//! One year's notice of the State Council, as a readable file (`catalogue/calendars/<year>.toml`).

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Festival, is_weekend};

/// What the notice of a year says beyond plain weekends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarYear {
    pub year: i16,
    /// The notice: issuer and number or address.
    pub source: String,
    /// Weekdays off.
    pub off: Vec<DayOff>,
    /// Saturdays and Sundays worked.
    #[serde(default)]
    pub make_up: Vec<MakeUp>,
}

/// A weekday off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DayOff {
    pub date: Date,
    pub festival: Festival,
}

/// A Saturday or Sunday worked (调休).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MakeUp {
    pub date: Date,
    pub festival: Festival,
}

/// Why a year's file is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarFault {
    /// Not the expected TOML; the parser's own message, with line and column.
    #[error("{0}")]
    Format(String),
    #[error("source is empty")]
    Source,
    /// Not in the year, nor in the December before it, which a notice of New Year may reach into.
    #[error("{0}: outside the year")]
    OutsideYear(Date),
    #[error("{0}: off, yet already a weekend")]
    OffOnWeekend(Date),
    #[error("{0}: make-up, yet already a weekday")]
    MakeUpOnWeekday(Date),
    #[error("{0}: named twice")]
    Twice(Date),
}

impl CalendarYear {
    /// Reads and checks a year's file.
    ///
    /// # Errors
    /// The first [`CalendarFault`] found.
    pub fn parse(toml_text: &str) -> Result<Self, CalendarFault> {
        let year: Self =
            toml::from_str(toml_text).map_err(|error| CalendarFault::Format(error.to_string()))?;
        if year.source.trim().is_empty() {
            return Err(CalendarFault::Source);
        }
        let mut seen = BTreeSet::new();
        for date in year
            .off
            .iter()
            .map(|off| off.date)
            .chain(year.make_up.iter().map(|make_up| make_up.date))
        {
            let december_before =
                date.month() == 12 && date.year().checked_add(1) == Some(year.year);
            if date.year() != year.year && !december_before {
                return Err(CalendarFault::OutsideYear(date));
            }
            if !seen.insert(date) {
                return Err(CalendarFault::Twice(date));
            }
        }
        if let Some(off) = year.off.iter().find(|off| is_weekend(off.date)) {
            return Err(CalendarFault::OffOnWeekend(off.date));
        }
        if let Some(make_up) = year
            .make_up
            .iter()
            .find(|make_up| !is_weekend(make_up.date))
        {
            return Err(CalendarFault::MakeUpOnWeekday(make_up.date));
        }
        Ok(year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn fault(lines: &str) -> Option<CalendarFault> {
        CalendarYear::parse(&format!("year = 2026\nsource = \"notice\"\n{lines}")).err()
    }

    #[test]
    fn faults() {
        assert_eq!(fault("off = []"), None);
        assert!(matches!(
            fault("off = []\nextra = 1"),
            Some(CalendarFault::Format(_))
        ));
        assert!(matches!(
            fault("off = [{ date = \"2026-02-30\", festival = \"new-year\" }]"),
            Some(CalendarFault::Format(_))
        ));
        assert!(matches!(
            fault("off = [{ date = \"2026-01-01\", festival = \"easter\" }]"),
            Some(CalendarFault::Format(_))
        ));
        assert_eq!(
            fault("off = [{ date = \"2027-01-01\", festival = \"new-year\" }]"),
            Some(CalendarFault::OutsideYear(date(2027, 1, 1))),
        );
        assert_eq!(
            fault("off = [{ date = \"2025-12-31\", festival = \"new-year\" }]"),
            None
        );
        assert_eq!(
            fault("off = [{ date = \"2026-01-03\", festival = \"new-year\" }]"),
            Some(CalendarFault::OffOnWeekend(date(2026, 1, 3))),
        );
        assert_eq!(
            fault("off = []\nmake_up = [{ date = \"2026-01-05\", festival = \"new-year\" }]"),
            Some(CalendarFault::MakeUpOnWeekday(date(2026, 1, 5))),
        );
        let day = "{ date = \"2026-01-01\", festival = \"new-year\" }";
        assert_eq!(
            fault(&format!("off = [{day}, {day}]")),
            Some(CalendarFault::Twice(date(2026, 1, 1)))
        );
        assert_eq!(
            CalendarYear::parse("year = 2026\nsource = \" \"\noff = []"),
            Err(CalendarFault::Source)
        );
    }
}
