//! `/admin/calendars`: every day that is not what its weekday says.

use app::admin::calendars::{Calendars, FestivalLine, Year, calendars_page};
use app::shell::Room;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use domain::calendar::{Calendar, Day};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

/// How far back notices are looked for, and how far ahead cases of today may be due.
const BACK: i16 = 10;
const AHEAD: i16 = 1;

/// The years with a notice, and those that cases of today run through, the latest first.
pub fn years(app: &App, now: Timestamp) -> impl Iterator<Item = i16> + '_ {
    let this = app.date(now).year();
    (this - BACK..=this + BACK).rev().filter(move |year| {
        !app.catalogue.calendar.is_provisional(*year) || (this..=this + AHEAD).contains(year)
    })
}

pub async fn show(State(app): State<App>, reader: Reader) -> Result<Response, Error> {
    reader.officer(Room::Admin)?;
    let calendar = &app.catalogue.calendar;
    let view = Calendars {
        version: calendar.version().to_owned(),
        years: years(&app, reader.now)
            .map(|number| year(calendar, number))
            .collect(),
    };
    Ok(Html(calendars_page(&reader.shell, &view)).into_response())
}

fn year(calendar: &Calendar, year: i16) -> Year {
    let mut found = Year {
        year,
        source: calendar.source(year).map(ToOwned::to_owned),
        ..Year::default()
    };
    let first = Date::new(year, 1, 1).ok();
    let days = std::iter::successors(first, |day| day.tomorrow().ok())
        .take_while(|day| day.year() == year);
    for date in days {
        let day = calendar.day(date);
        found.working_days += u32::from(day.is_working());
        let (festival, off) = match day {
            Day::Holiday(festival) => (festival, true),
            Day::MakeUp(festival) => (festival, false),
            Day::Working | Day::Weekend => continue,
        };
        let at = found
            .festivals
            .iter()
            .position(|line| line.festival == festival);
        let at = at.unwrap_or_else(|| {
            found.festivals.push(FestivalLine {
                festival,
                off: Vec::new(),
                make_up: Vec::new(),
            });
            found.festivals.len() - 1
        });
        if let Some(line) = found.festivals.get_mut(at) {
            if off {
                line.off.push(date);
            } else {
                line.make_up.push(date);
            }
        }
    }
    found
}
