//! From a limit to a date: the counting of days, months, hours and minutes, with pauses and extensions,
//! and with all that is needed to tell a person why the date is what it is. What starts a limit, who may
//! stop it and what its lapse brings about are not here: they belong to the case.
//!
//! 行政许可法 art. 82: limits are working days, without statutory holidays. 民法典 art. 201: the day of
//! the start is not counted; art. 203: a limit whose last day is a rest day ends on the next working day,
//! and the last day ends at 24:00.

mod explanation;
mod text;

pub use explanation::{Explanation, SkipReason, Skipped};
pub use text::LimitFault;

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;

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

    /// Whether it ends with a day, at 24:00, and not at an instant.
    #[must_use]
    pub const fn is_days(self) -> bool {
        matches!(self, Self::WorkingDay | Self::NaturalDay | Self::Month)
    }
}

/// The longest limit counted, in any unit but minutes; greater values count as this one.
pub const LONGEST: u32 = 3660;

/// The same for minutes: what `LONGEST` is in hours.
const LONGEST_MINUTES: u32 = LONGEST * 60;

/// How long: `20wd`, `15d`, `24h`, `90min`, `3mo`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Limit {
    pub value: u32,
    pub unit: Unit,
}

impl Limit {
    #[must_use]
    pub const fn new(value: u32, unit: Unit) -> Self {
        Self { value, unit }
    }

    #[must_use]
    pub const fn working_days(value: u32) -> Self {
        Self::new(value, Unit::WorkingDay)
    }

    fn bounded(self) -> u32 {
        self.value.min(match self.unit {
            Unit::Minute => LONGEST_MINUTES,
            _ => LONGEST,
        })
    }
}

/// Time that does not count (行政许可法 art. 45): for days, those after `from` up to `to` and with it; for hours, from
/// `from_at` to `to_at`. The law does not fix which days of an excluded procedure count; this one
/// convention is the whole of it, so that the last day of the old count and the first of the new are
/// both worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Pause {
    pub from: Date,
    pub to: Date,
    #[serde(skip)]
    from_at: Timestamp,
    #[serde(skip)]
    to_at: Timestamp,
}

impl Pause {
    /// Whole days: everything after `from`, until the end of `to`.
    #[must_use]
    pub fn of_days(from: Date, to: Date, tz: &TimeZone) -> Self {
        Self {
            from,
            to,
            from_at: end_of(from, tz),
            to_at: end_of(to, tz),
        }
    }

    /// From the act that stopped the clock to the one that lets it run again.
    #[must_use]
    pub fn between(from_at: Timestamp, to_at: Timestamp, tz: &TimeZone) -> Self {
        Self {
            from: from_at.to_zoned(tz.clone()).date(),
            to: to_at.to_zoned(tz.clone()).date(),
            from_at,
            to_at,
        }
    }
}

/// When a limit counts as due soon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct SoonRule {
    /// So much of it is used, …
    pub used_percent: u8,
    /// … or so many days are left; whichever comes first.
    pub days_left: u32,
    /// For limits of no more than so many days only the days left decide.
    pub short: u32,
}

impl Default for SoonRule {
    fn default() -> Self {
        Self {
            used_percent: 90,
            days_left: 1,
            short: 2,
        }
    }
}

impl SoonRule {
    /// Which counted day the limit is due soon from; `None` for the last day itself.
    fn index(self, days: u32) -> Option<u32> {
        let by_days = days.saturating_sub(self.days_left);
        let index = if days <= self.short {
            by_days
        } else {
            by_days.min((days * u32::from(self.used_percent)).div_ceil(100))
        };
        match index {
            0 if days <= self.short => None,
            index => Some(index.max(1)),
        }
    }
}

/// Everything that a due date follows from, beside the calendar.
#[derive(Clone, Copy, Debug)]
pub struct Term<'a> {
    pub start: Timestamp,
    pub limit: Limit,
    /// In order of time, without overlaps.
    pub pauses: &'a [Pause],
    /// 延期: counted on from the last day, in its own unit.
    pub extension: Option<Limit>,
    /// The hour after which, and on rest days, a start counts as made on the next working day. For
    /// limits in days.
    pub cut_off: Option<Time>,
    pub soon: SoonRule,
}

/// A limit counted out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// Day nought, not counted (民法典 art. 201): the local date of the start, or after the cut-off hour
    /// the next working day.
    pub start_on: Date,
    /// The last day. For hours and minutes, the local date of `due_at`.
    pub due_on: Date,
    /// The first instant too late. For days and months the end of `due_on` at 24:00 (民法典 art. 203).
    pub due_at: Timestamp,
    /// From here on the limit is due soon: a local start of day, or so much of the hours.
    pub soon_at: Timestamp,
    /// The nominal last day, if it was a rest day and the limit moved to `due_on` (民法典 art. 203).
    pub moved_from: Option<Date>,
    /// The kind of some day had to be known that lies in a year without a notice: count again when
    /// the notice appears.
    pub provisional: bool,
}

/// Where the counting stands: a day, all of it counted, or an instant.
#[derive(Clone, Copy)]
enum Point {
    Day(Date),
    At(Timestamp),
}

impl<'a> Term<'a> {
    #[must_use]
    pub const fn new(start: Timestamp, limit: Limit) -> Self {
        Self {
            start,
            limit,
            pauses: &[],
            extension: None,
            cut_off: None,
            soon: SoonRule {
                used_percent: 90,
                days_left: 1,
                short: 2,
            },
        }
    }

    #[must_use]
    pub const fn with_pauses(mut self, pauses: &'a [Pause]) -> Self {
        self.pauses = pauses;
        self
    }

    /// Counts from the start. Total: absurd values and dates saturate. Allocates nothing.
    ///
    /// - Working days (行政许可法 art. 82): the day of the start is not counted (民法典 art. 201). Nought is
    ///   the day of the start itself, or the next working day.
    /// - Natural days and months: a last day of rest moves to the next working day (民法典 art. 203). A
    ///   month ends on the day of the same number, or on the month's last (民法典 art. 202).
    /// - Hours and minutes run through nights and rest days.
    ///
    /// Due soon, with `n` days: see [`SoonRule`].
    #[must_use]
    pub fn count(&self, cal: &Calendar, tz: &TimeZone) -> Counted {
        let (first, rest) = self.legs();
        let start_on = self.start_on(cal, tz);
        let start = if first.unit.is_days() {
            Point::Day(start_on)
        } else {
            Point::At(self.start)
        };
        let mut provisional = false;
        let mut nominal = self.advance(start, first, cal, tz, &mut provisional);
        let (mut from, mut last) = (start, first);
        if let Some(leg) = rest {
            (from, last) = (nominal, leg);
            nominal = self.advance(from, leg, cal, tz, &mut provisional);
        }
        let soon_at = self.soon_at(from, last, nominal, cal, tz);
        match nominal {
            Point::At(due_at) => Counted {
                start_on,
                due_on: due_at.to_zoned(tz.clone()).date(),
                due_at,
                soon_at: soon_at.unwrap_or(due_at),
                moved_from: None,
                provisional,
            },
            Point::Day(day) => {
                let due_on = match last.unit {
                    Unit::WorkingDay => day,
                    _ => cal.next_working(day),
                };
                if last.unit != Unit::WorkingDay {
                    provisional |= any_provisional(day, due_on, cal);
                }
                Counted {
                    start_on,
                    due_on,
                    due_at: end_of(due_on, tz),
                    // A crossing never lies before what it is a crossing of.
                    soon_at: soon_at
                        .unwrap_or_else(|| start_of(due_on, tz))
                        .max(self.start),
                    moved_from: (due_on != day).then_some(day),
                    provisional,
                }
            }
        }
    }

    /// How many working days of the limit were used up by the end of `until`; the pauses do not count.
    #[must_use]
    pub fn working_days_used(&self, until: Date, cal: &Calendar, tz: &TimeZone) -> u32 {
        let worked =
            |from: Date, to: Date| u32::try_from(cal.working_days_between(from, to)).unwrap_or(0);
        let mut cursor = self.start_on(cal, tz);
        let mut used = 0;
        for pause in self.pauses {
            if pause.to <= cursor {
                continue;
            }
            if pause.from >= until {
                break;
            }
            used += worked(cursor, pause.from);
            cursor = pause.to;
        }
        used + worked(cursor, until)
    }

    /// One leg, or two where the extension has a unit of its own.
    fn legs(&self) -> (Limit, Option<Limit>) {
        let value = self.limit.bounded();
        match self.extension {
            Some(extension) if extension.unit == self.limit.unit => {
                let value = value + extension.bounded();
                (Limit::new(value, self.limit.unit), None)
            }
            Some(extension) => (
                Limit::new(value, self.limit.unit),
                Some(Limit::new(extension.bounded(), extension.unit)),
            ),
            None => (Limit::new(value, self.limit.unit), None),
        }
    }

    fn start_on(&self, cal: &Calendar, tz: &TimeZone) -> Date {
        let local = self.start.to_zoned(tz.clone()).datetime();
        let date = local.date();
        match self.cut_off {
            Some(hour) if self.limit.unit.is_days() => {
                if local.time() > hour && cal.is_working(date) {
                    cal.nth_working_after(date, 1)
                } else {
                    cal.next_working(date)
                }
            }
            _ => date,
        }
    }

    /// Where `leg` ends that starts at `from`, pauses passed over. `provisional` learns whether a
    /// day of a year without notice had to be known.
    fn advance(
        &self,
        from: Point,
        leg: Limit,
        cal: &Calendar,
        tz: &TimeZone,
        provisional: &mut bool,
    ) -> Point {
        match leg.unit {
            Unit::WorkingDay => {
                let from = self.day_of(from, tz);
                Point::Day(self.working_days(from, leg.value, cal, provisional))
            }
            Unit::NaturalDay => {
                let from = self.day_of(from, tz);
                let span = Span::new().days(i64::from(leg.value));
                Point::Day(self.later_by_pauses(from, from.saturating_add(span)))
            }
            Unit::Month => {
                let from = self.day_of(from, tz);
                let span = Span::new().months(i64::from(leg.value));
                Point::Day(self.later_by_pauses(from, from.saturating_add(span)))
            }
            Unit::Hour | Unit::Minute => {
                let from = match from {
                    Point::At(at) => at,
                    Point::Day(day) => end_of(day, tz),
                };
                let seconds = if leg.unit == Unit::Hour { 3600 } else { 60 };
                let length = SignedDuration::from_secs(i64::from(leg.value) * seconds);
                Point::At(self.instant_later_by_pauses(from, length))
            }
        }
    }

    fn day_of(&self, point: Point, tz: &TimeZone) -> Date {
        match point {
            Point::Day(day) => day,
            Point::At(at) => at.to_zoned(tz.clone()).date(),
        }
    }

    fn working_days(&self, from: Date, value: u32, cal: &Calendar, provisional: &mut bool) -> Date {
        if value == 0 {
            let due = cal.next_working(from);
            *provisional |= any_provisional(from, due, cal);
            return due;
        }
        let mut cursor = from;
        let mut left = value;
        for pause in self.pauses {
            if pause.to <= cursor {
                continue;
            }
            if pause.from > cursor {
                let worked = cal.working_days_between(cursor, pause.from).unsigned_abs();
                if left <= worked {
                    break;
                }
                left -= worked;
                *provisional |= any_provisional(next(cursor), pause.from, cal);
            }
            cursor = pause.to;
        }
        let due = cal.nth_working_after(cursor, left);
        *provisional |= any_provisional(next(cursor), due, cal);
        due
    }

    fn later_by_pauses(&self, from: Date, nominal: Date) -> Date {
        let mut end = nominal;
        for pause in self.pauses {
            let begins = pause.from.max(from);
            if pause.to <= begins {
                continue;
            }
            if begins >= end {
                break;
            }
            let days = pause.to.duration_since(begins);
            end = end.saturating_add(days);
        }
        end
    }

    fn instant_later_by_pauses(&self, from: Timestamp, length: SignedDuration) -> Timestamp {
        let mut end = from.checked_add(length).unwrap_or(Timestamp::MAX);
        for pause in self.pauses {
            let begins = pause.from_at.max(from);
            if pause.to_at <= begins {
                continue;
            }
            if begins >= end {
                break;
            }
            let length = pause.to_at.duration_since(begins);
            end = end.checked_add(length).unwrap_or(Timestamp::MAX);
        }
        end
    }
}

impl Term<'_> {
    /// `None` where that is the last day itself.
    fn soon_at(
        &self,
        from: Point,
        leg: Limit,
        nominal: Point,
        cal: &Calendar,
        tz: &TimeZone,
    ) -> Option<Timestamp> {
        let (days, unit) = match (leg.unit, from) {
            (Unit::Hour | Unit::Minute, _) => {
                let Point::At(due_at) = nominal else {
                    return None;
                };
                let start = match from {
                    Point::At(at) => at,
                    Point::Day(day) => end_of(day, tz),
                };
                let seconds = if leg.unit == Unit::Hour { 3600 } else { 60 };
                let all = i64::from(leg.value) * seconds;
                let used = all * i64::from(self.soon.used_percent.min(100)) / 100;
                let used = SignedDuration::from_secs(used);
                return Some(self.instant_later_by_pauses(start, used).min(due_at));
            }
            (Unit::Month, from) => {
                let from = self.day_of(from, tz);
                let plain = from.saturating_add(Span::new().months(i64::from(leg.value)));
                let days = plain.duration_since(from).as_hours() / 24;
                (u32::try_from(days).unwrap_or(0), Unit::NaturalDay)
            }
            (unit, _) => (leg.value, unit),
        };
        let index = self.soon.index(days)?;
        let mut ignored = false;
        match self.advance(from, Limit::new(index, unit), cal, tz, &mut ignored) {
            Point::Day(day) => Some(start_of(day, tz)),
            Point::At(at) => Some(at),
        }
    }
}

/// The latest day that still is so long before `date`, itself not counted: the last day to apply for
/// renewal of a licence that expires on `date` (行政许可法 art. 50, with art. 82). Hours and minutes are
/// no measure for it and count as none.
#[must_use]
pub fn latest_before(date: Date, limit: Limit, cal: &Calendar) -> Date {
    let value = i64::from(limit.bounded());
    match limit.unit {
        Unit::WorkingDay => {
            let mut day = date;
            let mut left = value;
            while left > 0 {
                let Ok(earlier) = day.yesterday() else { break };
                day = earlier;
                left -= i64::from(cal.is_working(day));
            }
            day
        }
        Unit::NaturalDay => date.saturating_sub(Span::new().days(value)),
        Unit::Month => date.saturating_sub(Span::new().months(value)),
        Unit::Hour | Unit::Minute => date,
    }
}

fn next(date: Date) -> Date {
    date.tomorrow().unwrap_or(date)
}

fn any_provisional(from: Date, to: Date, cal: &Calendar) -> bool {
    (from.year()..=to.year()).any(|year| cal.is_provisional(year))
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
mod tests;
