//! Words of the interface, in Fluent: `locales/<language>/<room>.ftl`, the same keys in each language.
//! Keys are unique across rooms, so a room's keys begin with its name (`desk-…`); those of `common` need no prefix.
//! Also the two ways to write a date. Catalogue content isn't here: it carries its own translation (`Localised`).

use std::borrow::Cow;
use std::sync::LazyLock;

use domain::locale::Locale;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use unic_langid::LanguageIdentifier;

macro_rules! rooms {
    ($($room:literal),*) => {
        const ZH_CN: &[(&str, &str)] = &[$(($room, include_str!(concat!("../../locales/zh-CN/", $room, ".ftl")))),*];
        const EN: &[(&str, &str)] = &[$(($room, include_str!(concat!("../../locales/en/", $room, ".ftl")))),*];
    };
}
rooms!(
    "common",
    "act",
    "acts",
    "citizen",
    "guide",
    "desk",
    "find",
    "oversight",
    "lamps",
    "ratings",
    "process",
    "export",
    "orders",
    "findings",
    "scores",
    "admin",
    "fault",
    "mail",
    "sms",
    "messages",
    "session",
    "application",
    "form",
    "material",
    "wallet",
    "inbox",
    "people",
    "family",
    "notices",
    "counter",
    "case",
    "mandate",
    "disclosure",
    "viewer",
    "open",
    "reports"
);

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: LazyLock<[Bundle; 2]> =
    LazyLock::new(|| [bundle(Locale::ZhCn), bundle(Locale::En)]);

fn sources(locale: Locale) -> &'static [(&'static str, &'static str)] {
    match locale {
        Locale::ZhCn => ZH_CN,
        Locale::En => EN,
    }
}

/// What parses is used; tests see to it that all of it parses.
fn bundle(locale: Locale) -> Bundle {
    let languages: Vec<LanguageIdentifier> = locale.tag().parse().into_iter().collect();
    let mut bundle = FluentBundle::new_concurrent(languages);
    bundle.set_use_isolating(false);
    for (_, source) in sources(locale) {
        let resource =
            FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// A variable of a message. Numbers choose plurals; text is put in as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'a> {
    Text(Cow<'a, str>),
    Number(i64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<i32> for Value<'_> {
    fn from(number: i32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u64> for Value<'_> {
    fn from(number: u64) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<usize> for Value<'_> {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// `1,284`.
pub fn number(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Of tenths: `98.2`.
pub fn decimal(tenths: u64) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// Of tenths of a percent.
pub fn percent(tenths: u64) -> String {
    format!("{}%", decimal(tenths))
}

/// The message `key` in `locale`, or [`missing_marker`].
pub fn t(locale: Locale, key: &str) -> String {
    format(locale, key, None)
}

/// The message `key` with its variables.
pub fn tv(locale: Locale, key: &str, values: &[(&str, Value<'_>)]) -> String {
    let mut args = FluentArgs::with_capacity(values.len());
    for (name, value) in values {
        let value = match value {
            Value::Text(text) => FluentValue::from(text.to_string()),
            Value::Number(number) => FluentValue::from(*number),
        };
        args.set((*name).to_owned(), value);
    }
    format(locale, key, Some(&args))
}

/// Whether there are words under `key`; they are there in each language.
pub fn has(key: &str) -> bool {
    bundle_of(Locale::ZhCn).has_message(key)
}

fn bundle_of(locale: Locale) -> &'static Bundle {
    match locale {
        Locale::ZhCn => &BUNDLES[0],
        Locale::En => &BUNDLES[1],
    }
}

fn format(locale: Locale, key: &str, args: Option<&FluentArgs<'_>>) -> String {
    let bundle = bundle_of(locale);
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        return missing_marker(key);
    };
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, args, &mut errors);
    if errors.is_empty() {
        text.into_owned()
    } else {
        missing_marker(key)
    }
}

/// What stands where a message is missing, or lacks a variable: no page may contain `⟦`.
pub fn missing_marker(key: &str) -> String {
    format!("⟦{key}⟧")
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn month(date: Date) -> &'static str {
    let index = usize::from(date.month().unsigned_abs()).saturating_sub(1);
    MONTHS.get(index).copied().unwrap_or_default()
}

/// `周三` or `Wednesday`.
pub fn weekday(locale: Locale, day: Weekday) -> &'static str {
    let (zh, en) = match day {
        Weekday::Monday => ("周一", "Monday"),
        Weekday::Tuesday => ("周二", "Tuesday"),
        Weekday::Wednesday => ("周三", "Wednesday"),
        Weekday::Thursday => ("周四", "Thursday"),
        Weekday::Friday => ("周五", "Friday"),
        Weekday::Saturday => ("周六", "Saturday"),
        Weekday::Sunday => ("周日", "Sunday"),
    };
    match locale {
        Locale::ZhCn => zh,
        Locale::En => en,
    }
}

/// `2026年6月3日（周三）` or `Wednesday 3 June 2026`.
pub fn date(locale: Locale, date: Date) -> String {
    let day = weekday(locale, date.weekday());
    match locale {
        Locale::ZhCn => format!("{}（{day}）", date_short(locale, date)),
        Locale::En => format!("{day} {}", date_short(locale, date)),
    }
}

/// Without the day of the week, for tables: `2026年6月3日` or `3 June 2026`.
pub fn date_short(locale: Locale, date: Date) -> String {
    match locale {
        Locale::ZhCn => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
        Locale::En => format!("{} {} {}", date.day(), month(date), date.year()),
    }
}

/// `2026年6月3日（周三）14:05` or `Wednesday 3 June 2026 at 14:05`, as seen in `zone`.
pub fn date_time(locale: Locale, instant: Timestamp, zone: &TimeZone) -> String {
    let local = zone.to_datetime(instant);
    let day = date(locale, local.date());
    match locale {
        Locale::ZhCn => format!("{day}{:02}:{:02}", local.hour(), local.minute()),
        Locale::En => format!("{day} at {:02}:{:02}", local.hour(), local.minute()),
    }
}

#[cfg(test)]
mod tests;
