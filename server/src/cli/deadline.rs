//! `tongban deadline`: from a start and a limit to a date, with the reckoning. The same counting that a
//! case's clock does, for anybody who has to answer "by when".

use std::path::PathBuf;
use std::process::ExitCode;

use app::reckoning::{self, Value};
use domain::calendar::{Calendar, CalendarYear, Layer};
use domain::limit::{Explanation, Limit, Pause, SkipReason, Skipped, Term};
use domain::locale::Locale;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use serde::Serialize;

use super::Stop;
use super::catalogue_files::embedded_files;
use super::data::io;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  tongban deadline --start 2026-11-23 --limit 5wd
  tongban deadline --start 2026-03-02 --limit 20wd --pause 2026-03-12..2026-03-24 --extend 10wd
  tongban deadline --start 2026-11-20T19:30+08:00 --limit 5wd --cut-off 18:00

Limits: 20wd (working days), 15d (natural days), 24h, 90min, 3mo. The day of the start is not counted
(Civil Code, article 201); a last day of rest moves to the next working day (article 203).")]
pub(super) struct Deadline {
    /// The event that the limit runs from: a date, or a date and time with zone.
    #[arg(long, value_name = "DATE|TIME")]
    start: String,
    /// How long: 20wd, 15d, 24h, 90min, 3mo.
    #[arg(long)]
    limit: Limit,
    /// Time that does not count: the days after A up to B and with it. May be given several times.
    #[arg(long = "pause", value_name = "A..B")]
    pauses: Vec<String>,
    /// Counted on from the last day, in its own unit.
    #[arg(long, value_name = "LIMIT")]
    extend: Option<Limit>,
    /// What arrives after this hour, or on a rest day, counts as received on the next working day.
    #[arg(long, value_name = "HH:MM")]
    cut_off: Option<String>,
    /// IANA name of the time zone that days are days in.
    #[arg(long, default_value = "Asia/Shanghai")]
    zone: String,
    /// A year's file, beside the calendars that ship or in the place of one. May be given several times.
    #[arg(long = "calendar", value_name = "FILE")]
    calendars: Vec<PathBuf>,
    /// The language of the explanation: en or zh-CN.
    #[arg(long, default_value = "en")]
    lang: String,
    /// One object for machines.
    #[arg(long)]
    json: bool,
}

pub(super) fn deadline(args: &Deadline) -> Result<ExitCode, Stop> {
    let tz = TimeZone::get(&args.zone)
        .map_err(|_| mend(format!("--zone {}: not an IANA time zone", args.zone)))?;
    let start = start(&args.start, &tz)?;
    let pauses = pauses(&args.pauses, start.to_zoned(tz.clone()).date(), &tz)?;
    let term = Term {
        extension: args.extend,
        cut_off: cut_off(args)?,
        ..Term::new(start, args.limit).with_pauses(&pauses)
    };
    let calendar = calendar(&args.calendars)?;
    let locale = Locale::from_tag(&args.lang)
        .ok_or_else(|| mend(format!("--lang {}: write en or zh-CN", args.lang)))?;
    within_range(&term, &calendar, &tz)?;
    let explanation = term.explain(&calendar, &tz);
    if args.json {
        let json = serde_json::to_string_pretty(&Answer::of(locale, &explanation, &tz))
            .map_err(|error| mend(error.to_string()))?;
        println!("{json}");
    } else {
        println!("{}", due(&explanation, &tz));
        for line in lines(locale, &explanation) {
            println!("{line}");
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn mend(words: String) -> Stop {
    Stop::Mend(words)
}

/// A date is the start of its day; a time without a zone says nothing about when it was.
fn start(text: &str, tz: &TimeZone) -> Result<Timestamp, Stop> {
    if let Ok(at) = text.parse::<Timestamp>() {
        return Ok(at);
    }
    if let Ok(zoned) = text.parse::<Zoned>() {
        return Ok(zoned.timestamp());
    }
    if text.len() > 10 && text.parse::<DateTime>().is_ok() {
        return Err(mend(format!(
            "--start {text}: add the zone, for example {text}+08:00"
        )));
    }
    let date: Date = date("--start", text)?;
    let midnight = date.to_zoned(tz.clone());
    midnight
        .map(|zoned| zoned.timestamp())
        .map_err(|_| mend(format!("--start {text}: out of range")))
}

fn date(option: &str, text: &str) -> Result<Date, Stop> {
    let digits = text.len() == 10;
    text.parse()
        .ok()
        .filter(|_| digits)
        .ok_or_else(|| mend(format!("{option} {text}: not a date; write 2026-03-02")))
}

fn cut_off(args: &Deadline) -> Result<Option<Time>, Stop> {
    let Some(text) = &args.cut_off else {
        return Ok(None);
    };
    let hour = Time::strptime("%H:%M", text)
        .map_err(|_| mend(format!("--cut-off {text}: write the hour as 18:00")))?;
    if !args.limit.unit.is_days() {
        return Err(mend(
            "--cut-off is for limits in days; hours and minutes run through the night".into(),
        ));
    }
    Ok(Some(hour))
}

fn pauses(texts: &[String], start_on: Date, tz: &TimeZone) -> Result<Vec<Pause>, Stop> {
    let mut spans = Vec::with_capacity(texts.len());
    for text in texts {
        let (from, to) = text
            .split_once("..")
            .ok_or_else(|| mend(format!("--pause {text}: write 2026-03-12..2026-03-24")))?;
        let (from, to) = (date("--pause", from)?, date("--pause", to)?);
        if to < from {
            return Err(mend(format!("--pause {text}: it ends before it begins")));
        }
        if from < start_on {
            return Err(mend(format!(
                "--pause {text}: it begins before the start, {start_on}"
            )));
        }
        spans.push((from, to));
    }
    spans.sort_unstable();
    for pair in spans.windows(2) {
        if let [(a, b), (c, d)] = pair
            && c < b
        {
            return Err(mend(format!(
                "--pause {a}..{b} and --pause {c}..{d} overlap; pauses may touch, not overlap"
            )));
        }
    }
    Ok(spans
        .into_iter()
        .map(|(from, to)| Pause::of_days(from, to, tz))
        .collect())
}

/// The years that ship, with the files' in their places.
fn calendar(files: &[PathBuf]) -> Result<Calendar, Stop> {
    // The calendars alone: reading the items takes ten times as long.
    let mut years = Vec::new();
    for file in embedded_files() {
        if file.path.starts_with("calendars/") {
            let year = CalendarYear::parse(&file.text)
                .map_err(|fault| mend(format!("{}:{fault}", file.path)))?;
            years.push(year);
        }
    }
    years.retain(|year| year.layer == Layer::National);
    for path in files {
        let text = std::fs::read_to_string(path).map_err(|error| io(path, error))?;
        let year = CalendarYear::parse(&text)
            .map_err(|fault| mend(format!("{}:{}: {}", path.display(), fault.line, fault.kind)))?;
        if year.layer != Layer::National {
            return Err(mend(format!(
                "{}: a region's or an agency's days count for its own cases; name a national year",
                path.display()
            )));
        }
        years.push(year);
    }
    Ok(Calendar::new(years))
}

/// Of years before the first notice and beyond the table of festivals nothing is known.
fn within_range(term: &Term<'_>, calendar: &Calendar, tz: &TimeZone) -> Result<(), Stop> {
    let counted = term.count(calendar, tz);
    let asks_calendar = term.limit.unit.is_days()
        || term
            .extension
            .is_some_and(|extension| extension.unit.is_days());
    let range = calendar.range();
    let (first, last) = (
        counted.start_on.tomorrow().unwrap_or(counted.start_on),
        counted.due_on,
    );
    let outside = [first, last]
        .into_iter()
        .find(|date| !range.contains(&date.year()));
    match outside {
        Some(date) if asks_calendar => Err(mend(format!(
            "{date}: out of the calendar's range, {}-01-01 to {}-12-31",
            range.start(),
            range.end()
        ))),
        _ => Ok(()),
    }
}

/// The last day, or for hours and minutes the instant.
fn due(explanation: &Explanation, tz: &TimeZone) -> String {
    let last = explanation.extension.unwrap_or(explanation.limit);
    if last.unit.is_days() {
        explanation.due_on.to_string()
    } else {
        let zoned = explanation.due_at.to_zoned(tz.clone());
        zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }
}

#[derive(Serialize)]
struct Answer<'a> {
    due: String,
    provisional: bool,
    start: Date,
    limit: Limit,
    #[serde(skip_serializing_if = "Option::is_none")]
    extend: Option<Limit>,
    counted: &'a [Date],
    skipped: Vec<Passed<'a>>,
    make_up: &'a [Date],
    pauses: &'a [Pause],
    #[serde(skip_serializing_if = "Option::is_none")]
    moved_from: Option<Date>,
    calendar: &'a str,
    explanation: Vec<String>,
}

/// A day that did not count: `reason` is `weekend`, `pause`, or the festival.
#[derive(Serialize)]
struct Passed<'a> {
    date: Date,
    reason: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    festival: Option<String>,
}

impl<'a> Answer<'a> {
    fn of(locale: Locale, explanation: &'a Explanation, tz: &TimeZone) -> Self {
        Self {
            due: due(explanation, tz),
            provisional: explanation.provisional,
            start: explanation.start_on,
            limit: explanation.limit,
            extend: explanation.extension,
            counted: &explanation.counted,
            skipped: explanation.skipped.iter().map(passed).collect(),
            make_up: &explanation.make_up,
            pauses: &explanation.pauses,
            moved_from: explanation.moved_from,
            calendar: &explanation.calendar,
            explanation: lines(locale, explanation),
        }
    }
}

fn passed(day: &Skipped) -> Passed<'_> {
    let (reason, festival) = match &day.reason {
        SkipReason::Weekend => ("weekend", None),
        SkipReason::Holiday { festival } => ("holiday", Some(festival.key().to_owned())),
        SkipReason::Local { name } => ("local", Some(name.zh.clone())),
        SkipReason::Pause => ("pause", None),
    };
    Passed {
        date: day.date,
        reason,
        festival,
    }
}

/// `Time limit: 20 working days`.
fn lines(locale: Locale, explanation: &Explanation) -> Vec<String> {
    let colon = match locale {
        Locale::ZhCn => "：",
        Locale::En => ": ",
    };
    let date = |date: &Date| app::text::date(locale, *date);
    reckoning::lines(locale, explanation)
        .into_iter()
        .map(|line| {
            let value = match &line.value {
                Value::Text(text) => text.clone(),
                Value::Day(day, None) => date(day),
                Value::Day(day, Some(note)) => format!("{}. {note}", date(day)),
                Value::Days(days) => days.iter().map(date).collect::<Vec<_>>().join("; "),
                Value::Span(from, to) => format!("{} – {}", date(from), date(to)),
            };
            format!("{}{colon}{value}", line.label)
        })
        .collect()
}
