//! Why a date is what it is, in words: the lines of an explanation in the order in which a person would check
//! them. Pages, the command line and whoever else speaks of a deadline say the same.

use domain::limit::{Explanation, Limit, SkipReason, Unit};
use domain::locale::{Locale, Localised};
use jiff::civil::Date;

use crate::text::{t, tv};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub label: String,
    pub value: Value,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Text(String),
    /// A day, and what is to be said of it.
    Day(Date, Option<String>),
    Days(Vec<Date>),
    /// From the day after the first until the second and with it.
    Span(Date, Date),
}

/// An amount in fen, in words.
pub fn money(locale: Locale, amount: u32) -> String {
    if amount == 0 {
        return t(locale, "citizen-free");
    }
    tv(locale, "citizen-yuan", &[("amount", yuan(amount).into())])
}

/// An amount in fen, in figures.
pub fn yuan(amount: u32) -> String {
    match amount % 100 {
        0 => (amount / 100).to_string(),
        cents => format!("{}.{cents:02}", amount / 100),
    }
}

/// `5个工作日` / `5 working days`.
pub fn limit(locale: Locale, limit: Limit) -> String {
    let count = [("count", limit.value.into())];
    let key = match limit.unit {
        Unit::WorkingDay => "working-days",
        Unit::NaturalDay => "natural-days",
        Unit::Hour => "hours",
        Unit::Minute => "minutes",
        Unit::Month => "months",
    };
    tv(locale, key, &count)
}

pub fn lines(locale: Locale, explanation: &Explanation) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut add = |key: &str, value| {
        lines.push(Line {
            label: t(locale, key),
            value,
        });
    };
    let days = explanation.limit.unit.is_days();
    add("clock-limit", Value::Text(limit(locale, explanation.limit)));
    if let (Some(hour), true) = (
        explanation.cut_off,
        explanation.event_on != explanation.start_on,
    ) {
        let hour = hour.strftime("%H:%M").to_string();
        let note = tv(locale, "clock-cut-off-note", &[("hour", hour.into())]);
        add(
            "clock-received",
            Value::Day(explanation.event_on, Some(note)),
        );
    }
    // A limit of nought days ends on the day of its start.
    let note = (days && explanation.limit.value > 0).then(|| t(locale, "clock-start-note"));
    add("clock-start", Value::Day(explanation.start_on, note));
    for pause in &explanation.pauses {
        add("clock-not-counted", Value::Span(pause.from, pause.to));
    }
    if let Some(extension) = explanation.extension {
        add("clock-extension", Value::Text(limit(locale, extension)));
    }
    let weekends = explanation.weekend_days();
    if weekends > 0 {
        let count = [("count", weekends.into())];
        let text = tv(locale, "clock-days-skipped", &count);
        add("clock-weekends", Value::Text(text));
    }
    for (name, days) in by_name(locale, explanation) {
        lines.push(Line {
            label: tv(locale, "clock-holiday", &[("festival", name.into())]),
            value: Value::Days(days),
        });
    }
    let mut add = |key: &str, value| {
        lines.push(Line {
            label: t(locale, key),
            value,
        });
    };
    if !explanation.make_up.is_empty() {
        add("clock-make-up", Value::Days(explanation.make_up.clone()));
    }
    if let Some(last) = explanation.moved_from {
        let note = t(locale, "clock-moved-note");
        add("clock-moved", Value::Day(last, Some(note)));
    }
    let working = explanation.limit.unit == Unit::WorkingDay;
    if working && explanation.counted.len() > 1 {
        add("clock-counted", Value::Days(explanation.counted.clone()));
    }
    if explanation.provisional {
        add(
            "clock-provisional",
            Value::Text(t(locale, "clock-provisional-note")),
        );
    }
    lines
}

/// Weekdays off that were passed over, under the name of their festival, in order.
fn by_name(locale: Locale, explanation: &Explanation) -> Vec<(String, Vec<Date>)> {
    let mut groups: Vec<(String, Vec<Date>)> = Vec::new();
    for day in &explanation.skipped {
        let name = match &day.reason {
            SkipReason::Holiday { festival } => t(locale, &format!("festival-{}", festival.key())),
            SkipReason::Local { name } => Localised::get(name, locale).to_owned(),
            SkipReason::Weekend | SkipReason::Pause => continue,
        };
        match groups.last_mut() {
            Some((last, days)) if *last == name => days.push(day.date),
            _ => groups.push((name, vec![day.date])),
        }
    }
    groups
}
