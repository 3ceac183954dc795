//! 办公时间: when a counter is open, by day of the week. Public holidays are the calendar's.

use jiff::civil::{Time, Weekday};
use serde::Deserialize;

/// Days that are left out are closed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Hours {
    monday: Vec<Opening>,
    tuesday: Vec<Opening>,
    wednesday: Vec<Opening>,
    thursday: Vec<Opening>,
    friday: Vec<Opening>,
    saturday: Vec<Opening>,
    sunday: Vec<Opening>,
}

/// `09:00-12:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Opening {
    pub from: Time,
    pub to: Time,
}

impl TryFrom<String> for Opening {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let read = |time: &str| Time::strptime("%H:%M", time).ok();
        text.split_once('-')
            .and_then(|(from, to)| Some((read(from)?, read(to)?)))
            .map(|(from, to)| Self { from, to })
            .ok_or_else(|| format!("`{text}` is no time; write it as `09:00-12:00`"))
    }
}

/// Days in a row with the same hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run<'a> {
    pub first: Weekday,
    pub last: Weekday,
    /// None where it is closed.
    pub open: &'a [Opening],
}

impl Hours {
    fn days(&self) -> [(Weekday, &[Opening]); 7] {
        [
            (Weekday::Monday, &self.monday),
            (Weekday::Tuesday, &self.tuesday),
            (Weekday::Wednesday, &self.wednesday),
            (Weekday::Thursday, &self.thursday),
            (Weekday::Friday, &self.friday),
            (Weekday::Saturday, &self.saturday),
            (Weekday::Sunday, &self.sunday),
        ]
    }

    /// Of one day of the week; none where it is closed.
    pub fn on(&self, day: Weekday) -> &[Opening] {
        let found = self.days().into_iter().find(|(of, _)| *of == day);
        found.map_or(&[], |(_, open)| open)
    }

    /// The half hours that lie wholly within them, by the minutes since midnight at which they begin.
    pub fn half_hours(&self, day: Weekday) -> Vec<i64> {
        let minutes = |time: Time| i64::from(time.hour()) * 60 + i64::from(time.minute());
        let whole = |open: &Opening| {
            let (from, to) = (minutes(open.from), minutes(open.to));
            let first = (from + 29) / 30;
            (first..to / 30).map(|half| half * 30)
        };
        self.on(day).iter().flat_map(whole).collect()
    }

    /// Whether anything is known of them.
    pub fn is_known(&self) -> bool {
        self.days().iter().any(|(_, open)| !open.is_empty())
    }

    /// The week from Monday on, in as few lines as say it.
    pub fn runs(&self) -> Vec<Run<'_>> {
        let mut runs: Vec<Run<'_>> = Vec::new();
        for (day, open) in self.days() {
            match runs.last_mut() {
                Some(run) if run.open == open => run.last = day,
                _ => runs.push(Run {
                    first: day,
                    last: day,
                    open,
                }),
            }
        }
        runs
    }

    /// What is wrong with them.
    pub(super) fn fault(&self) -> Option<&'static str> {
        let in_order = |open: &[Opening]| {
            let closes = open.iter().all(|one| one.from < one.to);
            closes
                && open.windows(2).all(|two| match two {
                    [one, next] => one.to < next.from,
                    _ => true,
                })
        };
        if !self.is_known() {
            Some("no day is open; leave `hours` out, or say when")
        } else if !self.days().iter().all(|(_, open)| in_order(open)) {
            Some("hours begin before they end, one after the other")
        } else {
            None
        }
    }
}
