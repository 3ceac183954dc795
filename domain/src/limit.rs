//! From a limit to a date: the counting of days, hours and months, with all that is needed to tell a
//! person why the date is what it is. Pauses, extensions and deemed acts are not here: they belong to the
//! case's clock, which calls this with other numbers.
//!
//! 行政许可法 art. 82: limits are working days, without statutory holidays. 民法典 art. 201: the day of
//! the start is not counted; art. 203: a limit whose last day is a rest day ends on the next working day,
//! and the last day ends at 24:00.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};
use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, Day, Festival};

/// What a limit is counted in. Each law names its own; 行政许可法 art. 82 has working days.
#[derive(Serialize, Deserialize, Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    WorkingDay,
    NaturalDay,
    Hour,
    Minute,
    Month,
}

impl Unit {
    pub const ALL: [Self; 5] = [
        Self::WorkingDay,
        Self::NaturalDay,
        Self::Hour,
        Self::Minute,
        Self::Month,
    ];

    /// The name to look the text up by; also what is serialised.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::WorkingDay => "working-day",
            Self::NaturalDay => "natural-day",
            Self::Hour => "hour",
            Self::Minute => "minute",
            Self::Month => "month",
        }
    }
}

/// A limit counted out, and how.
#[derive(Serialize, Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The local date of the start: day nought, not counted (民法典 art. 201).
    pub start_on: Date,
    /// What was asked for, no more than [`LONGEST`].
    pub value: u32,
    pub unit: Unit,
    /// The last day. For hours and minutes, the local date of `due_at`.
    pub due_on: Date,
    /// The first instant too late. For days and months the end of `due_on` at 24:00 (民法典 art. 203).
    pub due_at: Timestamp,
    /// From here on the limit is due soon: a local start of day, or nine tenths of the hours.
    pub soon_at: Timestamp,
    /// Weekdays off that were passed over, in order. For natural days and months only those
    /// between the nominal last day and `due_on`; none for hours.
    pub skipped: Vec<Skipped>,
    /// Saturdays and Sundays that were passed over, by the same measure.
    pub weekend_days: u32,
    /// Saturdays and Sundays that counted because they are worked.
    pub make_up: Vec<Date>,
    /// The nominal last day, if it was a rest day and the limit moved to `due_on` (民法典 art. 203).
    pub moved_from: Option<Date>,
    /// Some day between start and end is in a year without notice: count again when it appears.
    pub provisional: bool,
    pub calendar_version: String,
}

/// A weekday off that was passed over.
#[derive(Serialize, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Skipped {
    pub date: Date,
    pub festival: Festival,
}

/// The longest limit counted, in any unit; greater values count as this one.
pub const LONGEST: u32 = 3660;

/// Counts `value` units from `start`. Total: absurd values and dates saturate.
///
/// - Working days (行政许可法 art. 82): the day of the start is not counted (民法典 art. 201). Nought is
///   the day of the start itself, or the next working day.
/// - Natural days and months: a last day of rest moves to the next working day (民法典 art. 203). A
///   month ends on the day of the same number, or on the month's last (民法典 art. 202).
/// - Hours and minutes run through nights and rest days.
///
/// Due soon: with `n >= 3` days, the start of counted day `min(n - 1, 0.9 n rounded up)`; with two,
/// of counted day one; otherwise of the last day.
#[must_use]
pub fn count(value: u32, unit: &Unit, start: Timestamp, cal: &Calendar, tz: &TimeZone) -> Counted {
    let value = value.min(LONGEST);
    let start_on = start.to_zoned(tz.clone()).date();
    match unit {
        Unit::WorkingDay => working_days(value, start_on, cal, tz),
        Unit::NaturalDay => {
            let last = start_on.saturating_add(Span::new().days(i64::from(value)));
            calendar_days(value, *unit, start_on, last, cal, tz)
        }
        Unit::Month => {
            let last = start_on.saturating_add(Span::new().months(i64::from(value)));
            calendar_days(value, *unit, start_on, last, cal, tz)
        }
        Unit::Hour => hours(value, *unit, 3600, start, cal, tz),
        Unit::Minute => hours(value, *unit, 60, start, cal, tz),
    }
}

/// The latest day that still is `working_days` working days before `date`, itself not counted: the last
/// day to apply for renewal of a licence that expires on `date` (行政许可法 art. 50, with art. 82).
#[must_use]
pub fn latest_before(date: Date, working_days: u32, cal: &Calendar) -> Date {
    let mut day = date;
    let mut left = working_days.min(LONGEST);
    while left > 0 {
        let Ok(earlier) = day.yesterday() else { break };
        day = earlier;
        left -= u32::from(cal.is_working(day));
    }
    day
}

fn working_days(value: u32, start_on: Date, cal: &Calendar, tz: &TimeZone) -> Counted {
    let mut passed = Passed::default();
    let soon_day = soon_index(value);
    let mut soon_on = None;
    let mut day = start_on;
    if value == 0 {
        day = cal.next_working(start_on);
        passed.between(start_on, day, cal);
    }
    for index in 1..=value {
        while let Ok(next) = day.tomorrow() {
            day = next;
            if passed.over(day, cal) {
                break;
            }
        }
        if soon_day == Some(index) {
            soon_on = Some(day);
        }
    }
    Counted {
        start_on,
        value,
        unit: Unit::WorkingDay,
        due_on: day,
        due_at: end_of(day, tz),
        soon_at: start_of(soon_on.unwrap_or(day), tz),
        skipped: passed.skipped,
        weekend_days: passed.weekend_days,
        make_up: passed.make_up,
        moved_from: None,
        provisional: provisional(start_on, day, cal),
        calendar_version: cal.version().to_owned(),
    }
}

fn calendar_days(
    value: u32,
    unit: Unit,
    start_on: Date,
    last: Date,
    cal: &Calendar,
    tz: &TimeZone,
) -> Counted {
    let due_on = cal.next_working(last);
    let mut passed = Passed::default();
    passed.between(last, due_on, cal);
    let total = start_on
        .until(last)
        .map_or(0, |span| u32::try_from(span.get_days()).unwrap_or(0));
    let soon_on =
        soon_index(total).map(|index| start_on.saturating_add(Span::new().days(i64::from(index))));
    Counted {
        start_on,
        value,
        unit,
        due_on,
        due_at: end_of(due_on, tz),
        soon_at: start_of(soon_on.unwrap_or(due_on), tz),
        skipped: passed.skipped,
        weekend_days: passed.weekend_days,
        make_up: Vec::new(),
        moved_from: (due_on != last).then_some(last),
        provisional: provisional(start_on, due_on, cal),
        calendar_version: cal.version().to_owned(),
    }
}

fn hours(
    value: u32,
    unit: Unit,
    seconds: i64,
    start: Timestamp,
    cal: &Calendar,
    tz: &TimeZone,
) -> Counted {
    let total = i64::from(value) * seconds;
    let at = |seconds| {
        start
            .checked_add(SignedDuration::from_secs(seconds))
            .unwrap_or(Timestamp::MAX)
    };
    let due_at = at(total);
    Counted {
        start_on: start.to_zoned(tz.clone()).date(),
        value,
        unit,
        due_on: due_at.to_zoned(tz.clone()).date(),
        due_at,
        soon_at: at(total * 9 / 10),
        skipped: Vec::new(),
        weekend_days: 0,
        make_up: Vec::new(),
        moved_from: None,
        // No calendar was asked.
        provisional: false,
        calendar_version: cal.version().to_owned(),
    }
}

/// Which counted day the limit is due soon from; `None` for the last day itself.
fn soon_index(days: u32) -> Option<u32> {
    match days {
        0 | 1 => None,
        2 => Some(1),
        n => Some((n - 1).min((n * 9).div_ceil(10))),
    }
}

/// What lay on the way.
#[derive(Default)]
struct Passed {
    skipped: Vec<Skipped>,
    weekend_days: u32,
    make_up: Vec<Date>,
}

impl Passed {
    /// Notes a day, and says whether it is a working day.
    fn over(&mut self, date: Date, cal: &Calendar) -> bool {
        let day = cal.day(date);
        match day {
            Day::Working => {}
            Day::MakeUp(_) => self.make_up.push(date),
            Day::Weekend => self.weekend_days += 1,
            Day::Holiday(festival) => self.skipped.push(Skipped { date, festival }),
        }
        day.is_working()
    }

    /// Notes the days of `from..to`, `to` itself left out.
    fn between(&mut self, from: Date, to: Date, cal: &Calendar) {
        let mut day = from;
        while day < to {
            self.over(day, cal);
            match day.tomorrow() {
                Ok(next) => day = next,
                Err(_) => break,
            }
        }
    }
}

fn provisional(from: Date, to: Date, cal: &Calendar) -> bool {
    let first = from.tomorrow().unwrap_or(from).min(to);
    (first.year()..=to.year()).any(|year| cal.is_provisional(year))
}

fn start_of(date: Date, tz: &TimeZone) -> Timestamp {
    date.to_zoned(tz.clone())
        .map_or(Timestamp::MAX, |zoned| zoned.timestamp())
}

fn end_of(date: Date, tz: &TimeZone) -> Timestamp {
    date.tomorrow()
        .map_or(Timestamp::MAX, |next| start_of(next, tz))
}

#[cfg(test)]
#[path = "limit_tests.rs"]
mod tests;
