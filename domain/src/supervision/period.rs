//! What a dashboard looks back over: so many days up to today, or a month, a quarter or a year of the calendar.

use std::fmt;

use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};

/// A stretch of whole days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// So many days, today among them.
    Days(u16),
    Month(i16, i8),
    Quarter(i16, i8),
    Year(i16),
    /// From one day to another, both within.
    Range(Date, Date),
}

/// The years that are looked back to; nothing is older than the product, nor lies in a far future.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2200;
const LONGEST: u16 = 366;
/// Days of a range.
const RANGE: i32 = 3660;

impl Default for Period {
    fn default() -> Self {
        Self::Days(30)
    }
}

impl Period {
    /// `30`, `2026-11`, `2026-q4`, `2026`, `2026-11-01..2026-11-15`; as `Display` writes it.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some((from, to)) = text.split_once("..") {
            let (from, to): (Date, Date) = (from.parse().ok()?, to.parse().ok()?);
            let days = to.since(from).ok()?.get_days();
            let within = YEARS.contains(&from.year()) && YEARS.contains(&to.year());
            return (within && (0..RANGE).contains(&days)).then_some(Self::Range(from, to));
        }
        let year = |text: &str| text.parse().ok().filter(|year| YEARS.contains(year));
        match text.split_once('-') {
            Some((of, part)) => {
                let of = year(of).filter(|_| part.len() == 2)?;
                match part.strip_prefix('q') {
                    Some(quarter) => quarter
                        .parse()
                        .ok()
                        .filter(|quarter| (1..=4).contains(quarter))
                        .map(|quarter| Self::Quarter(of, quarter)),
                    None => part
                        .parse()
                        .ok()
                        .filter(|month| (1..=12).contains(month))
                        .map(|month| Self::Month(of, month)),
                }
            }
            None if text.len() == 4 => year(text).map(Self::Year),
            None => text
                .parse()
                .ok()
                .filter(|days| (1..=LONGEST).contains(days))
                .map(Self::Days),
        }
    }

    /// The first day, and the first after the last.
    pub fn range(self, today: Date) -> (Date, Date) {
        match self {
            Self::Days(days) => {
                let end = today.saturating_add(1.day());
                (end.saturating_sub(Span::new().days(i64::from(days))), end)
            }
            Self::Month(year, month) => months(year, month, 1),
            Self::Quarter(year, quarter) => months(year, (quarter - 1) * 3 + 1, 3),
            Self::Year(year) => months(year, 1, 12),
            Self::Range(from, to) => (from, to.saturating_add(1.day())),
        }
    }

    /// The one right before, as long.
    pub fn before(self, today: Date) -> (Date, Date) {
        let (from, _) = self.range(today);
        let span = match self {
            Self::Days(days) => Span::new().days(i64::from(days)),
            Self::Month(..) => 1.month(),
            Self::Quarter(..) => 3.months(),
            Self::Year(_) => 1.year(),
            Self::Range(from, to) => {
                let days = to.since(from).map_or(0, |span| span.get_days());
                Span::new().days(i64::from(days) + 1)
            }
        };
        (from.saturating_sub(span), from)
    }

    /// The same a year earlier. A 29 February becomes the 28th.
    pub fn year_before(self, today: Date) -> (Date, Date) {
        let (from, to) = self.range(today);
        (from.saturating_sub(1.year()), to.saturating_sub(1.year()))
    }

    /// What `range`, `before` and `year_before` answer, as a period of its own.
    pub fn of((from, to): (Date, Date)) -> Self {
        Self::Range(from, to.saturating_sub(1.day()))
    }

    /// The month that a day lies in.
    pub fn month_of(day: Date) -> Self {
        Self::Month(day.year(), day.month())
    }
}

fn months(year: i16, month: i8, count: i64) -> (Date, Date) {
    let from = date(year, month, 1);
    (from, from.saturating_add(Span::new().months(count)))
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Days(days) => write!(f, "{days}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Quarter(year, quarter) => write!(f, "{year:04}-q{quarter}"),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Range(from, to) => write!(f, "{from}..{to}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_read_as_it_is_written() {
        for text in [
            "1",
            "30",
            "366",
            "2026-11",
            "2026-q4",
            "2024",
            "2026-01-05..2026-02-01",
        ] {
            let period = Period::parse(text).unwrap();
            assert_eq!(period.to_string(), text);
        }
        for text in [
            "",
            "0",
            "367",
            "-3",
            "2026-13",
            "2026-00",
            "2026-q5",
            "2026-1",
            "1999",
            "9999",
            "2026-11-01",
            "x",
            "2026-q",
            "99999",
        ] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    #[test]
    fn ranges_have_no_gap_and_no_overlap() {
        let today = date(2028, 2, 29);
        let range = |text| Period::parse(text).unwrap();
        assert_eq!(
            range("30").range(today),
            (date(2028, 1, 31), date(2028, 3, 1))
        );
        assert_eq!(
            range("30").before(today),
            (date(2028, 1, 1), date(2028, 1, 31))
        );
        assert_eq!(
            range("1").year_before(today),
            (date(2027, 2, 28), date(2027, 3, 1))
        );
        assert_eq!(
            range("2028-q1").range(today),
            (date(2028, 1, 1), date(2028, 4, 1))
        );
        assert_eq!(
            range("2028-q1").before(today),
            (date(2027, 10, 1), date(2028, 1, 1))
        );
        assert_eq!(
            range("2028").year_before(today),
            (date(2027, 1, 1), date(2028, 1, 1))
        );
        assert_eq!(
            range("2028-03").before(today),
            (date(2028, 2, 1), date(2028, 3, 1))
        );
    }
}
