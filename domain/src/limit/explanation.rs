//! Why a date is what it is: each day on the way to it, counted or passed over, with the reason.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::Serialize;

use super::{Counted, Limit, Pause, Point, Term, Unit};
use crate::calendar::{Calendar, Day, Festival};
use crate::locale::Localised;

/// A counted limit with its reckoning. The same for people, page by page, and for machines.
#[derive(Serialize, Clone, Debug, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub struct Explanation {
    /// Local date of the event that the limit runs from. Later than that is `start_on` after a cut-off hour.
    pub event_on: Date,
    pub start_on: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cut_off: Option<Time>,
    pub limit: Limit,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension: Option<Limit>,
    pub due_on: Date,
    pub due_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moved_from: Option<Date>,
    /// The days that count, in order: with working days the nth is the nth of them. None for hours.
    pub counted: Vec<Date>,
    /// The days on the way that do not count. Of natural days and months, rest days count; those that
    /// the last day moved over are here.
    pub skipped: Vec<Skipped>,
    /// Saturdays and Sundays that counted because they are worked.
    pub make_up: Vec<Date>,
    /// Those that moved the date.
    pub pauses: Vec<Pause>,
    pub provisional: bool,
    pub calendar: String,
}

#[derive(Serialize, Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    pub date: Date,
    #[serde(flatten)]
    pub reason: SkipReason,
}

#[derive(Serialize, Clone, Debug, PartialEq, Eq)]
#[serde(rename_all = "kebab-case", tag = "reason")]
pub enum SkipReason {
    Weekend,
    Holiday {
        festival: Festival,
    },
    /// A day off of the region or the agency.
    Local {
        name: Localised,
    },
    /// The clock stood still.
    Pause,
}

impl Term<'_> {
    /// As [`Term::count`], with every day on the way.
    #[must_use]
    pub fn explain(&self, cal: &Calendar, tz: &TimeZone) -> Explanation {
        let Counted {
            start_on,
            due_on,
            due_at,
            moved_from,
            provisional,
            ..
        } = self.count(cal, tz);
        let mut found = Explanation {
            event_on: self.start.to_zoned(tz.clone()).date(),
            start_on,
            cut_off: self.cut_off,
            limit: self.limit,
            extension: self.extension,
            due_on,
            due_at,
            moved_from,
            counted: Vec::new(),
            skipped: Vec::new(),
            make_up: Vec::new(),
            pauses: self
                .pauses
                .iter()
                .filter(|pause| pause.to > start_on && pause.from < due_on && pause.to > pause.from)
                .copied()
                .collect(),
            provisional,
            calendar: cal.version().to_owned(),
        };
        let (first, rest) = self.legs();
        if !first.unit.is_days() {
            if rest.is_some() {
                found.pass_leg(self, start_on, due_on, rest, cal);
            }
            return found;
        }
        if first.value == 0 && rest.is_none() {
            found.skip_rest_days(start_on, due_on, cal);
            return found;
        }
        let mut ignored = false;
        let end = self.advance(Point::Day(start_on), first, cal, tz, &mut ignored);
        let end = self.day_of(end, tz);
        found.pass_leg(self, start_on, end, Some(first), cal);
        let mut nominal = end;
        if let Some(leg) = rest.filter(|leg| leg.unit.is_days()) {
            let point = self.advance(Point::Day(end), leg, cal, tz, &mut ignored);
            nominal = self.day_of(point, tz);
            found.pass_leg(self, end, nominal, Some(leg), cal);
        }
        if moved_from.is_some() {
            found.skip_rest_days(nominal, due_on, cal);
        }
        found
    }
}

impl Explanation {
    /// Saturdays and Sundays that were passed over.
    #[must_use]
    pub fn weekend_days(&self) -> u32 {
        let weekends = self
            .skipped
            .iter()
            .filter(|day| day.reason == SkipReason::Weekend);
        u32::try_from(weekends.count()).unwrap_or(u32::MAX)
    }

    /// The days of `(from, to]`.
    fn pass_leg(
        &mut self,
        term: &Term<'_>,
        from: Date,
        to: Date,
        leg: Option<Limit>,
        cal: &Calendar,
    ) {
        let working = leg.is_some_and(|leg| leg.unit == Unit::WorkingDay);
        let mut day = from;
        while day < to {
            day = super::next(day);
            let stands = |pause: &&Pause| pause.from < day && day <= pause.to;
            if term.pauses.iter().find(stands).is_some() {
                self.skip(day, SkipReason::Pause);
            } else if !working {
                self.counted.push(day);
            } else {
                match rest(day, cal) {
                    Some(reason) => self.skip(day, reason),
                    None => {
                        if matches!(cal.day(day), Day::MakeUp(_)) {
                            self.make_up.push(day);
                        }
                        self.counted.push(day);
                    }
                }
            }
        }
    }

    /// The rest days of `[from, to)`.
    fn skip_rest_days(&mut self, from: Date, to: Date, cal: &Calendar) {
        let mut day = from;
        while day < to {
            if let Some(reason) = rest(day, cal) {
                self.skip(day, reason);
            }
            day = day.saturating_add(1.day());
        }
    }

    fn skip(&mut self, date: Date, reason: SkipReason) {
        self.skipped.push(Skipped { date, reason });
    }
}

/// Why a date is off, if it is.
fn rest(date: Date, cal: &Calendar) -> Option<SkipReason> {
    match cal.day(date) {
        Day::Working | Day::MakeUp(_) => None,
        Day::Weekend => Some(SkipReason::Weekend),
        Day::Holiday(festival) => Some(SkipReason::Holiday { festival }),
        Day::Local(day) => Some(SkipReason::Local {
            name: cal.local(day).cloned().unwrap_or_default(),
        }),
    }
}
