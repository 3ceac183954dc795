//! Working days as two look-ups: how many there are up to a date, and which date the nth is. So a
//! limit of sixty days costs what a limit of one does.

use std::ops::RangeInclusive;

use jiff::SignedDuration;
use jiff::civil::{Date, date};

/// The whole years of a calendar's range; outside of it there is no answer.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// Days since `EPOCH` of the first day.
    first: i64,
    /// For each day, the number of working days up to it and with it.
    up_to: Vec<u32>,
    /// The working days, in order.
    working: Vec<Date>,
}

const EPOCH: Date = date(2000, 1, 1);

impl Table {
    pub(super) fn of(years: RangeInclusive<i16>, is_working: impl Fn(Date) -> bool) -> Self {
        let Ok(start) = Date::new(*years.start(), 1, 1) else {
            return Self::default();
        };
        let mut table = Self {
            first: number(start),
            ..Self::default()
        };
        let mut count = 0;
        let days = std::iter::successors(Some(start), |day| day.tomorrow().ok());
        for day in days.take_while(|day| day.year() <= *years.end()) {
            if is_working(day) {
                count += 1;
                table.working.push(day);
            }
            table.up_to.push(count);
        }
        table
    }

    pub(super) fn nth_after(&self, from: Date, n: u32) -> Option<Date> {
        let before = self.up_to(from)?;
        match n {
            0 => Some(from),
            n => self.working.get((before + n - 1) as usize).copied(),
        }
    }

    pub(super) fn between(&self, from: Date, to: Date) -> Option<i32> {
        let (from, to) = (self.up_to(from)?, self.up_to(to)?);
        // Ranges hold some decades: tens of thousands of days.
        Some(to.cast_signed() - from.cast_signed())
    }

    fn up_to(&self, date: Date) -> Option<u32> {
        let index = usize::try_from(number(date) - self.first).ok()?;
        self.up_to.get(index).copied()
    }
}

fn number(date: Date) -> i64 {
    const DAY: SignedDuration = SignedDuration::from_hours(24);
    date.duration_since(EPOCH).as_secs() / DAY.as_secs()
}
