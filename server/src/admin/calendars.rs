//! `/admin/calendars`: every day that is not what its weekday says.

use app::admin::calendars::{Calendars, FestivalLine, LocalLine, Year, calendars_page};
use app::shell::Room;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use domain::calendar::{
    Calendar, CalendarFaultKind, CalendarYear, CountsFor, Day, DayOffReason, Layer,
};
use domain::locale::{Locale, Localised};
use jiff::Timestamp;
use jiff::civil::Date;

use super::calendar_import;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

/// How far back notices are looked for, and how far ahead cases of today may be due.
const BACK: i16 = 10;
const AHEAD: i16 = 1;

/// The years with a notice, and those that cases of today run through, the latest first.
pub fn years(app: &App, now: Timestamp) -> impl Iterator<Item = i16> + '_ {
    let this = app.date(now).year();
    let calendars = app.calendars.current();
    (this - BACK..=this + BACK).rev().filter(move |year| {
        !calendars.national().is_provisional(*year) || (this..=this + AHEAD).contains(year)
    })
}

pub async fn show(State(app): State<App>, reader: Reader) -> Result<Response, Error> {
    reader.officer(Room::Admin)?;
    Ok(Html(page(&app, &reader, "", None).await?).into_response())
}

/// The page; a notice that did not hold together comes back with its line and what is wrong.
pub async fn page(
    app: &App,
    reader: &Reader,
    notice: &str,
    wrong: Option<(usize, String, Option<CalendarFaultKind>)>,
) -> Result<String, Error> {
    let mut tx = app.store.read().await?;
    app.calendars.refresh(&mut tx, &app.catalogue).await?;
    let (behind, running) = calendar_import::standing(app, &mut tx).await?;
    drop(tx);
    let calendars = app.calendars.current();
    let calendar = calendars.national();
    let view = Calendars {
        version: calendar.version().to_owned(),
        years: years(app, reader.now)
            .map(|number| year(calendar, number))
            .collect(),
        locals: calendars
            .years()
            .iter()
            .filter_map(|year| local(app, year))
            .collect(),
        behind: behind.unsigned_abs(),
        running: running.is_some(),
        notice: notice.to_owned(),
        error: wrong.map(|(line, key, kind)| words_of(reader, line, &key, kind.as_ref())),
    };
    Ok(calendars_page(&reader.shell, &view))
}

/// `第5行：…`: the line, the date where there is one, and what to do.
fn words_of(reader: &Reader, line: usize, key: &str, kind: Option<&CalendarFaultKind>) -> String {
    let date = kind.and_then(CalendarFaultKind::date);
    let parser = match kind {
        Some(CalendarFaultKind::Format(words)) => words.clone(),
        _ => String::new(),
    };
    let what = reader.shell.tv(
        key,
        &[
            (
                "date",
                date.map_or_else(String::new, |date| date.to_string())
                    .into(),
            ),
            ("words", parser.into()),
        ],
    );
    reader.shell.tv(
        "calendar-fault-line",
        &[("line", line.to_string().into()), ("what", what.into())],
    )
}

fn local(app: &App, year: &CalendarYear) -> Option<LocalLine> {
    let of = match &year.layer {
        Layer::National => return None,
        Layer::Region(code) => app.catalogue.division(code)?.name.clone(),
        Layer::Agency(id) => app.agency_name(id),
    };
    let days = year.off.iter().map(|off| {
        let name = match &off.why {
            DayOffReason::Named(name) => name.clone(),
            DayOffReason::Festival(festival) => {
                let key = format!("festival-{}", festival.key());
                let words = |locale| app::text::t(locale, &key);
                Localised::new(words(Locale::ZhCn), words(Locale::En))
            }
        };
        (off.date, name)
    });
    Some(LocalLine {
        year: year.year,
        of,
        source: year.source.clone(),
        counts_for_statutory: year.counts_for == CountsFor::Statutory,
        days: days.collect(),
    })
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
            // Local days are no part of the nation's year.
            Day::Working | Day::Weekend | Day::Local(_) => continue,
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
