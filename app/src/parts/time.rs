//! Days and instants, with their machine-readable form.

use jiff::Timestamp;
use jiff::civil::Date;
use leptos::prelude::*;

use crate::shell::Shell;
use crate::text;

/// `2026年6月3日（周三）` / `Wednesday 3 June 2026`.
pub fn day(shell: &Shell, date: Date) -> AnyView {
    time(date.to_string(), text::date(shell.locale, date))
}

/// The same as plain text, for the middle of a sentence.
pub fn day_text(shell: &Shell, date: Date) -> String {
    text::date(shell.locale, date)
}

/// Without the day of the week, for tables.
pub fn short_day(shell: &Shell, date: Date) -> AnyView {
    time(date.to_string(), text::date_short(shell.locale, date))
}

/// Day and time of day in the portal's time zone.
pub fn instant(shell: &Shell, at: Timestamp) -> AnyView {
    time(at.to_string(), text::date_time(shell.locale, at, &shell.tz))
}

fn time(machine: String, words: String) -> AnyView {
    view! { <time datetime=machine>{words}</time> }.into_any()
}
