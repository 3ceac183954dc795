//! 预约: when a counter can be come to. Half hours of its opening, on the working days of its agency.

use domain::catalogue::Agency;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use store::appointments::Appointment;

use crate::state::App;

/// Places of one counter in half an hour.
pub const PLACES: i64 = 2;
/// Working days ahead that can be booked, from tomorrow on.
const DAYS: usize = 5;
/// Days that are looked through for them: holidays are shorter.
const FARTHEST: i64 = 21;

/// The days with the minutes at which their half hours begin.
pub fn offered(app: &App, agency: &Agency, now: Timestamp) -> Vec<(Date, Vec<i64>)> {
    let (_, hours) = app.catalogue.hall(agency);
    let calendars = app.calendars.current();
    let calendar = calendars.of(&agency.id);
    let today = app.date(now);
    (1..=FARTHEST)
        .map(|days| today.saturating_add(days.days()))
        .filter(|day| calendar.statutory.is_working(*day))
        .map(|day| (day, hours.half_hours(day.weekday())))
        .filter(|(_, half_hours)| !half_hours.is_empty())
        .take(DAYS)
        .collect()
}

/// The day and the minute of it.
pub fn clock(app: &App, now: Timestamp) -> (Date, i64) {
    let local = now.to_zoned(app.catalogue.tz.clone());
    let minute = i64::from(local.hour()) * 60 + i64::from(local.minute());
    (local.date(), minute)
}

/// Whether the half hour has come. Nobody is missed before.
pub fn has_begun(app: &App, one: &Appointment, now: Timestamp) -> bool {
    clock(app, now) >= (one.on_date, one.from_minute)
}

/// Whether it is over.
pub fn is_over(app: &App, one: &Appointment, now: Timestamp) -> bool {
    clock(app, now) >= (one.on_date, one.from_minute + 30)
}

/// `09:30`.
pub fn time(minute: i64) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}
