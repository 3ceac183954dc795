//! A year whose notice has not appeared: the 13 statutory days (全国年节及纪念日放假办法, revision of
//! 2024, art. 2), each that falls on a weekend or on another festival made good on the next workday, and
//! no make-up days, which exist by notice only. The dates of the moon and the sun are a table: reckoning
//! them would be astronomy for the sake of fourteen lines.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::{Festival, is_weekend};

/// Years whose lunar dates and Qingming are in the table. Others get the fixed dates only.
pub(super) const KNOWN_YEARS: RangeInclusive<i16> = 2027..=2040;

/// To be raised with any change of this file's days, so that the calendar's version changes too.
pub(super) const REVISION: u32 = 1;

/// The weekdays off, in order of date.
pub(super) fn days_off(year: i16) -> Vec<(Date, Festival)> {
    let statutory = statutory(year);
    let mut off: Vec<(Date, Festival)> = Vec::with_capacity(statutory.len());
    let mut owed = Vec::new();
    for &(date, festival) in &statutory {
        if is_weekend(date) || off.iter().any(|(taken, _)| *taken == date) {
            owed.push((date, festival));
        } else {
            off.push((date, festival));
        }
    }
    for (date, festival) in owed {
        let mut day = date;
        while is_weekend(day) || off.iter().any(|(taken, _)| *taken == day) {
            match day.tomorrow() {
                Ok(next) => day = next,
                Err(_) => return off,
            }
        }
        off.push((day, festival));
    }
    off.sort();
    off
}

type MonthDay = (i8, i8);

/// Year, Spring Festival eve, Qingming, Dragon Boat, Mid-Autumn. From the packages lunardate and
/// cnlunar, which agree with each other on every line.
const TABLE: [(i16, MonthDay, MonthDay, MonthDay, MonthDay); 14] = [
    (2027, (2, 5), (4, 5), (6, 9), (9, 15)),
    (2028, (1, 25), (4, 4), (5, 28), (10, 3)),
    (2029, (2, 12), (4, 4), (6, 16), (9, 22)),
    (2030, (2, 2), (4, 5), (6, 5), (9, 12)),
    (2031, (1, 22), (4, 5), (6, 24), (10, 1)),
    (2032, (2, 10), (4, 4), (6, 12), (9, 19)),
    (2033, (1, 30), (4, 4), (6, 1), (9, 8)),
    (2034, (2, 18), (4, 5), (6, 20), (9, 27)),
    (2035, (2, 7), (4, 5), (6, 10), (9, 16)),
    (2036, (1, 27), (4, 4), (5, 30), (10, 4)),
    (2037, (2, 14), (4, 4), (6, 18), (9, 24)),
    (2038, (2, 3), (4, 5), (6, 7), (9, 13)),
    (2039, (1, 23), (4, 5), (5, 27), (10, 2)),
    (2040, (2, 11), (4, 4), (6, 14), (9, 20)),
];

fn statutory(year: i16) -> Vec<(Date, Festival)> {
    let mut days = vec![
        ((1, 1), Festival::NewYear),
        ((5, 1), Festival::LabourDay),
        ((5, 2), Festival::LabourDay),
        ((10, 1), Festival::NationalDay),
        ((10, 2), Festival::NationalDay),
        ((10, 3), Festival::NationalDay),
    ];
    let moon = TABLE.iter().find(|row| row.0 == year);
    if let Some(&(_, _, qingming, dragon_boat, mid_autumn)) = moon {
        days.push((qingming, Festival::Qingming));
        days.push((dragon_boat, Festival::DragonBoat));
        days.push((mid_autumn, Festival::MidAutumn));
    }
    let mut dates: Vec<(Date, Festival)> = days
        .into_iter()
        .filter_map(|(on, festival)| Some((dated(year, on)?, festival)))
        .collect();
    if let Some(&(_, eve, ..)) = moon {
        let four = std::iter::successors(dated(year, eve), |day| day.tomorrow().ok()).take(4);
        dates.extend(four.map(|day| (day, Festival::SpringFestival)));
    }
    dates.sort();
    dates
}

fn dated(year: i16, (month, day): MonthDay) -> Option<Date> {
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn thirteen_weekdays_in_every_known_year() {
        for year in KNOWN_YEARS {
            let off = days_off(year);
            assert_eq!(off.len(), 13, "{year}");
            assert!(
                off.iter()
                    .all(|(day, _)| !is_weekend(*day) && day.year() == year),
                "{year}"
            );
            assert!(off.windows(2).all(|pair| pair[0].0 < pair[1].0), "{year}");
        }
        assert_eq!(days_off(2041).len(), 6);
    }

    #[test]
    fn two_festivals_on_one_day_are_made_good() {
        let off: Vec<Date> = days_off(2031)
            .into_iter()
            .map(|(day, _)| day)
            .filter(|day| day.month() == 10)
            .collect();
        assert_eq!(
            off,
            [
                date(2031, 10, 1),
                date(2031, 10, 2),
                date(2031, 10, 3),
                date(2031, 10, 6)
            ]
        );
    }
}
