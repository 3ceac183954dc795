//! Working days (行政许可法 art. 82: limits run in working days, without statutory holidays).
//!
//! A year whose State Council notice is known is taken from the notice, make-up days included. A year
//! without one is reckoned by rule and is *provisional*: whatever was counted through it has to be
//! counted again when the notice comes. A [`Calendar`] is what counts for one kind of limit in one
//! place; [`Calendars`] has one for each agency, made of the nation's days, the region's and the agency's own.

mod layers;
mod rule;
mod table;
mod year;

pub use layers::{Calendars, CaseCalendar};
pub use year::{
    CalendarFault, CalendarFaultKind, CalendarYear, CountsFor, DayOff, DayOffReason, Layer, MakeUp,
};

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::sync::Arc;

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::locale::Localised;
use table::Table;

/// The festivals that give days off to all citizens (全国年节及纪念日放假办法 art. 2, revision of 2024).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Festival {
    NewYear,
    SpringFestival,
    Qingming,
    LabourDay,
    DragonBoat,
    MidAutumn,
    NationalDay,
}

impl Festival {
    pub const ALL: [Self; 7] = [
        Self::NewYear,
        Self::SpringFestival,
        Self::Qingming,
        Self::LabourDay,
        Self::DragonBoat,
        Self::MidAutumn,
        Self::NationalDay,
    ];

    /// The name to look the text up by; also what is serialised.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::NewYear => "new-year",
            Self::SpringFestival => "spring-festival",
            Self::Qingming => "qingming",
            Self::LabourDay => "labour-day",
            Self::DragonBoat => "dragon-boat",
            Self::MidAutumn => "mid-autumn",
            Self::NationalDay => "national-day",
        }
    }
}

/// What a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Day {
    /// An ordinary weekday.
    Working,
    /// A Saturday or Sunday worked in exchange for a festival day (调休).
    MakeUp(Festival),
    /// A Saturday or Sunday off, in a festival or not.
    Weekend,
    /// A weekday off.
    Holiday(Festival),
    /// Off here, though not everywhere: see [`Calendar::local`].
    Local(LocalDay),
}

/// Names a day off of a region or an agency, in the calendar that it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LocalDay(u16);

impl Day {
    /// Whether offices work and working days count.
    #[must_use]
    pub const fn is_working(self) -> bool {
        matches!(self, Self::Working | Self::MakeUp(_))
    }
}

/// Every date's kind. A cheap clone, built once from the known notices; asking costs nanoseconds.
#[derive(Debug, Clone)]
pub struct Calendar(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    /// Only the dates that the day of the week does not settle.
    exceptions: BTreeMap<Date, Day>,
    locals: Vec<Localised>,
    announced: BTreeMap<i16, String>,
    /// Years by rule whose days off already stand in `exceptions`.
    reckoned: BTreeSet<i16>,
    table: Table,
    version: String,
}

impl Calendar {
    /// A calendar of the nation's years with a notice; of two for the same year the later one counts.
    /// With no years at all everything is by rule.
    #[must_use]
    pub fn new(years: impl IntoIterator<Item = CalendarYear>) -> Self {
        Self::layered(years, [])
    }

    /// The nation's days, and the days off of regions and agencies above them.
    pub(crate) fn layered(
        years: impl IntoIterator<Item = CalendarYear>,
        locals: impl IntoIterator<Item = CalendarYear>,
    ) -> Self {
        let years: BTreeMap<i16, CalendarYear> =
            years.into_iter().map(|year| (year.year, year)).collect();
        let locals: BTreeMap<String, CalendarYear> =
            locals.into_iter().map(|year| (year.key(), year)).collect();
        let reckoned: BTreeSet<i16> = rule::KNOWN_YEARS
            .filter(|year| !years.contains_key(year))
            .collect();

        let mut exceptions = BTreeMap::new();
        for &year in &reckoned {
            exceptions.extend(
                rule::days_off(year)
                    .into_iter()
                    .map(|(date, festival)| (date, Day::Holiday(festival))),
            );
        }
        for year in years.values() {
            exceptions.extend(year.off.iter().filter_map(|off| match off.why {
                DayOffReason::Festival(festival) => Some((off.date, Day::Holiday(festival))),
                DayOffReason::Named(_) => None,
            }));
            exceptions.extend(
                year.make_up
                    .iter()
                    .map(|make_up| (make_up.date, Day::MakeUp(make_up.festival))),
            );
        }
        let mut names = Vec::new();
        for off in locals.values().flat_map(|year| &year.off) {
            let before = exceptions.get(&off.date).copied();
            let off_anyway = match before {
                Some(day) => !day.is_working(),
                None => is_weekend(off.date),
            };
            if off_anyway {
                continue;
            }
            let day = match &off.why {
                DayOffReason::Festival(festival) => Day::Holiday(*festival),
                DayOffReason::Named(name) => {
                    let Ok(index) = u16::try_from(names.len()) else {
                        continue;
                    };
                    names.push(name.clone());
                    Day::Local(LocalDay(index))
                }
            };
            exceptions.insert(off.date, day);
        }
        let version = version(&years, &locals);
        let announced: BTreeMap<i16, String> = years
            .into_values()
            .map(|year| (year.year, year.source))
            .collect();
        let mut inner = Inner {
            exceptions,
            locals: names,
            announced,
            reckoned,
            table: Table::default(),
            version,
        };
        let range = inner.range();
        inner.table = Table::of(range, |date| inner.day(date).is_working());
        Self(Arc::new(inner))
    }

    /// Twelve hexadecimal digits that change whenever any date may have changed; kept with what was counted.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.0.version
    }

    /// The notice that a year was taken from; `None` if the year is provisional.
    #[must_use]
    pub fn source(&self, year: i16) -> Option<&str> {
        self.0.announced.get(&year).map(String::as_str)
    }

    /// Whether the year is reckoned by rule, its State Council notice not being known.
    #[must_use]
    pub fn is_provisional(&self, year: i16) -> bool {
        !self.0.announced.contains_key(&year)
    }

    /// The years that can be reckoned: from the first with a notice (of those before, the notices
    /// are simply not here) to the last whose festivals of the moon are known.
    #[must_use]
    pub fn range(&self) -> RangeInclusive<i16> {
        self.0.range()
    }

    #[must_use]
    pub fn day(&self, date: Date) -> Day {
        self.0.day(date)
    }

    /// The name of a day off of a region or an agency.
    #[must_use]
    pub fn local(&self, day: LocalDay) -> Option<&Localised> {
        self.0.locals.get(usize::from(day.0))
    }

    #[must_use]
    pub fn is_working(&self, date: Date) -> bool {
        self.day(date).is_working()
    }

    /// The first working day on or after `date`.
    #[must_use]
    pub fn next_working(&self, date: Date) -> Date {
        match date.yesterday() {
            Ok(before) => self.nth_working_after(before, 1),
            Err(_) => date,
        }
    }

    /// The day that is the `n`th working day after `from`, itself not counted (民法典 art. 201);
    /// `from` for nought.
    #[must_use]
    pub fn nth_working_after(&self, from: Date, n: u32) -> Date {
        if let Some(date) = self.0.table.nth_after(from, n) {
            return date;
        }
        let (mut day, mut left) = (from, n);
        while left > 0 {
            let Ok(next) = day.tomorrow() else { break };
            day = next;
            left -= u32::from(self.is_working(day));
        }
        day
    }

    /// How many working days lie after `from`, up to and including `to`; negative if `to` is the earlier.
    /// The day of the start is not counted (民法典 art. 201).
    #[must_use]
    pub fn working_days_between(&self, from: Date, to: Date) -> i32 {
        if let Some(count) = self.0.table.between(from, to) {
            return count;
        }
        if to < from {
            return -self.working_days_between(to, from);
        }
        let mut count = 0;
        let mut day = from;
        while day < to {
            let Ok(next) = day.tomorrow() else { break };
            day = next;
            count += i32::from(self.is_working(day));
        }
        count
    }
}

impl PartialEq for Calendar {
    fn eq(&self, other: &Self) -> bool {
        self.0.version == other.0.version
    }
}

impl Eq for Calendar {}

impl Inner {
    fn range(&self) -> RangeInclusive<i16> {
        let first = self.announced.keys().next().copied();
        let last = self.announced.keys().next_back().copied();
        let (known, end) = (*rule::KNOWN_YEARS.start(), *rule::KNOWN_YEARS.end());
        first.unwrap_or(known)..=last.unwrap_or(end).max(end)
    }

    fn day(&self, date: Date) -> Day {
        if let Some(day) = self.exceptions.get(&date) {
            return *day;
        }
        if is_weekend(date) {
            return Day::Weekend;
        }
        let year = date.year();
        if !self.announced.contains_key(&year) && !self.reckoned.contains(&year) {
            let off = rule::days_off(year)
                .into_iter()
                .find(|(off, _)| *off == date);
            return off.map_or(Day::Working, |(_, festival)| Day::Holiday(festival));
        }
        Day::Working
    }
}

pub(crate) fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn version(years: &BTreeMap<i16, CalendarYear>, locals: &BTreeMap<String, CalendarYear>) -> String {
    let mut digest = Sha256::new();
    digest.update(format!("rule {}\n", rule::REVISION));
    for year in years.values().chain(locals.values()) {
        digest.update(format!("{}\n", year.key()));
        let mut lines: Vec<String> = Vec::new();
        lines.extend(year.off.iter().map(|off| {
            let why = match &off.why {
                DayOffReason::Festival(festival) => festival.key(),
                DayOffReason::Named(name) => &name.zh,
            };
            format!("off {} {why}\n", off.date)
        }));
        lines.extend(
            year.make_up
                .iter()
                .map(|work| format!("work {} {}\n", work.date, work.festival.key())),
        );
        lines.sort();
        digest.update(lines.concat());
    }
    short(digest)
}

/// The first twelve hexadecimal digits.
fn short(digest: Sha256) -> String {
    let mut text = crate::case::journal::hex(&digest.finalize());
    text.truncate(12);
    text
}

/// The national years that ship in `catalogue/calendars`, for tests.
#[cfg(test)]
pub(crate) fn shipped_years() -> Vec<CalendarYear> {
    let texts = [
        include_str!("../../../catalogue/calendars/2024.toml"),
        include_str!("../../../catalogue/calendars/2025.toml"),
        include_str!("../../../catalogue/calendars/2026.toml"),
    ];
    texts.map(|text| CalendarYear::parse(text).unwrap()).into()
}

#[cfg(test)]
pub(crate) fn shipped() -> Calendar {
    Calendar::new(shipped_years())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::{ToSpan, civil::date};

    fn by_month(calendar: &Calendar, year: i16) -> Vec<i32> {
        (1..=12)
            .map(|month| {
                let first = date(year, month, 1);
                calendar.working_days_between(first.yesterday().unwrap(), first.last_of_month())
            })
            .collect()
    }

    #[test]
    fn announced_years_have_the_known_numbers_of_working_days() {
        let calendar = shipped();
        assert_eq!(
            by_month(&calendar, 2024),
            [22, 18, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22]
        );
        assert_eq!(
            by_month(&calendar, 2025),
            [19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23]
        );
        assert_eq!(
            by_month(&calendar, 2026),
            [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]
        );
        assert!(!calendar.is_provisional(2026));
        assert_eq!(
            calendar.source(2026),
            Some("State Council notice, gov.cn 202511/content_7047091")
        );
    }

    #[test]
    fn kinds_of_day() {
        let calendar = shipped();
        assert_eq!(calendar.day(date(2026, 11, 23)), Day::Working);
        assert_eq!(
            calendar.day(date(2026, 2, 14)),
            Day::MakeUp(Festival::SpringFestival)
        );
        assert_eq!(calendar.day(date(2026, 2, 15)), Day::Weekend);
        assert_eq!(
            calendar.day(date(2026, 2, 16)),
            Day::Holiday(Festival::SpringFestival)
        );
        assert_eq!(
            calendar.day(date(2024, 2, 9)),
            Day::Working,
            "the eve was not yet a holiday"
        );
        assert_eq!(calendar.next_working(date(2026, 2, 14)), date(2026, 2, 14));
        assert_eq!(calendar.next_working(date(2026, 2, 15)), date(2026, 2, 24));
        assert_eq!(calendar.next_working(Date::MAX), Date::MAX);
    }

    #[test]
    fn a_year_without_notice_goes_by_rule() {
        let calendar = shipped();
        assert!(calendar.is_provisional(2027));
        assert_eq!(calendar.source(2027), None);
        let off: Vec<Date> = date(2027, 1, 1)
            .series(1.day())
            .take_while(|day| day.year() == 2027)
            .filter(|day| matches!(calendar.day(*day), Day::Holiday(_)))
            .collect();
        let expected = [
            date(2027, 1, 1),
            date(2027, 2, 5),
            date(2027, 2, 8),
            date(2027, 2, 9),
            date(2027, 2, 10),
            date(2027, 4, 5),
            date(2027, 5, 3),
            date(2027, 5, 4),
            date(2027, 6, 9),
            date(2027, 9, 15),
            date(2027, 10, 1),
            date(2027, 10, 4),
            date(2027, 10, 5),
        ];
        assert_eq!(off, expected);
        assert_eq!(
            calendar.day(date(2041, 1, 1)),
            Day::Holiday(Festival::NewYear),
            "beyond the table: fixed dates"
        );
        assert_eq!(
            calendar.day(date(1999, 10, 1)),
            Day::Holiday(Festival::NationalDay)
        );
    }

    #[test]
    fn the_version_follows_the_content() {
        let calendar = shipped();
        assert_eq!(calendar.version().len(), 12);
        assert_eq!(calendar.version(), shipped().version());
        assert_ne!(calendar.version(), Calendar::new([]).version());
        let mut year =
            CalendarYear::parse(include_str!("../../../catalogue/calendars/2026.toml")).unwrap();
        let before = Calendar::new([year.clone()]);
        year.off.reverse();
        assert_eq!(
            Calendar::new([year.clone()]).version(),
            before.version(),
            "order is no content"
        );
        year.off.pop();
        assert_ne!(Calendar::new([year]).version(), before.version());
    }

    #[test]
    fn days_between() {
        let calendar = shipped();
        assert_eq!(
            calendar.working_days_between(date(2026, 11, 23), date(2026, 11, 23)),
            0
        );
        assert_eq!(
            calendar.working_days_between(date(2026, 11, 23), date(2026, 11, 30)),
            5
        );
        assert_eq!(
            calendar.working_days_between(date(2026, 11, 30), date(2026, 11, 23)),
            -5
        );
    }

    #[test]
    fn a_festival_is_serialised_as_its_key() {
        for festival in Festival::ALL {
            assert_eq!(serde_json::to_value(festival).unwrap(), festival.key());
        }
    }
}
