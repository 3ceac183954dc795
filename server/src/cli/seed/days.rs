//! Instants at which people work: office hours of working days.

use domain::calendar::Calendar;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::rng::Rng;

/// Minutes after midnight: 8:30 to 12:00 and 14:30 to 18:00, as offices keep them in Gansu.
const MORNING: (i16, i16) = (510, 720);
const AFTERNOON: (i16, i16) = (870, 1080);

#[derive(Debug, Clone, Copy)]
pub struct Office<'a> {
    pub calendar: &'a Calendar,
    pub tz: &'a TimeZone,
}

impl Office<'_> {
    pub fn date(&self, at: Timestamp) -> Date {
        at.to_zoned(self.tz.clone()).date()
    }

    /// The working day `days` after `date`; `date` itself, or the next working day, for 0.
    pub fn forward(&self, date: Date, days: u32) -> Date {
        let mut date = self.working(date, 1);
        for _ in 0..days {
            date = self.working(date.saturating_add(1.day()), 1);
        }
        date
    }

    /// The working day `days` before `date`.
    pub fn back(&self, date: Date, days: u32) -> Date {
        let mut date = self.working(date, -1);
        for _ in 0..days {
            date = self.working(date.saturating_sub(1.day()), -1);
        }
        date
    }

    fn working(&self, mut date: Date, step: i64) -> Date {
        while !self.calendar.is_working(date) {
            date = date.saturating_add(step.days());
        }
        date
    }

    /// Some time in office hours of a day.
    pub fn on(&self, date: Date, rng: &mut Rng) -> Timestamp {
        let (from, to) = if rng.percent(55) { MORNING } else { AFTERNOON };
        let span = u32::try_from(to - from).unwrap_or(1);
        let minute = from.saturating_add(i16::try_from(rng.below(span)).unwrap_or(0));
        self.at(date, minute, rng)
    }

    /// `days` working days later, and never before `earlier`. The same day means a little later.
    pub fn after(&self, earlier: Timestamp, days: u32, rng: &mut Rng) -> Timestamp {
        let today = self.date(earlier);
        if days > 0 || !self.calendar.is_working(today) {
            let date = self.forward(today, days.max(1));
            return self.on(date, rng);
        }
        let later = earlier + SignedDuration::from_mins(i64::from(8 + rng.below(80)));
        let local = later.to_zoned(self.tz.clone());
        let minute = i16::from(local.hour()) * 60 + i16::from(local.minute());
        if local.date() != today || minute >= AFTERNOON.1 {
            let next = self.forward(today.saturating_add(1.day()), 0);
            self.on(next, rng)
        } else if minute < MORNING.0 {
            self.at(today, MORNING.0, rng)
        } else if (MORNING.1..AFTERNOON.0).contains(&minute) {
            self.at(today, AFTERNOON.0, rng)
        } else {
            later
        }
    }

    fn at(&self, date: Date, minute: i16, rng: &mut Rng) -> Timestamp {
        let second = i8::try_from(rng.below(60)).unwrap_or(0);
        let hour = i8::try_from(minute / 60).unwrap_or(9);
        let minute = i8::try_from(minute % 60).unwrap_or(0);
        // An hour that exists every day in any zone that has one.
        date.at(hour, minute, second, 0)
            .to_zoned(self.tz.clone())
            .map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
    }
}
