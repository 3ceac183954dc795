//! A list as a file, `.csv` and `.json` beside its page: the same rows by the same filters, without pages.
//!
//! A cell of CSV that a spreadsheet program would take for a formula is made harmless. JSON has the same columns under
//! names that don't change with the reader's language.

use std::borrow::Cow;

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use domain::locale::Localised;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};

use crate::csv_file;
use crate::error::Error;
use crate::reader::Reader;

/// The most rows that one file holds. `total` says how many there are; a narrower filter gives the rest.
pub const MOST: usize = 10_000;

/// How many rows the whole list has, also where the file holds fewer.
pub const TOTAL: &str = "x-total-count";

/// By the end of the request's path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Csv,
    Json,
}

impl<S: Sync> FromRequestParts<S> for Format {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        match parts.uri.path().rsplit_once('.') {
            Some((_, "csv")) => Ok(Self::Csv),
            Some((_, "json")) => Ok(Self::Json),
            _ => Err(Error::NotFound),
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Nothing,
    Text(String),
    /// A key for machines, in JSON; its words for people, in CSV.
    Coded(String, String),
    Number(i64),
    Yes(bool),
    Day(Date),
    Instant(Timestamp),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Cell {
    fn from(yes: bool) -> Self {
        Self::Yes(yes)
    }
}

impl From<Date> for Cell {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

impl From<Timestamp> for Cell {
    fn from(at: Timestamp) -> Self {
        Self::Instant(at)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nothing, Into::into)
    }
}

/// A list, ready to be a file.
#[derive(Debug)]
pub struct Sheet {
    /// The file's name without its end: ASCII.
    pub name: &'static str,
    /// What a column is called in JSON, and the locale key of its head in CSV.
    pub columns: &'static [(&'static str, &'static str)],
    /// Columns beyond these, where data have them: names, and heads as they are.
    pub more: Vec<(String, String)>,
    /// As many cells as columns; at most `MOST` rows.
    pub rows: Vec<Vec<Cell>>,
    /// How many rows the list has in all.
    pub total: u64,
}

impl Sheet {
    pub fn file(&self, reader: &Reader, format: Format) -> Result<Response, Error> {
        let (kind, end, body) = match format {
            Format::Csv => ("text/csv; charset=utf-8", "csv", self.csv(reader)?),
            Format::Json => ("application/json", "json", self.json(reader)?),
        };
        let day = reader.shell.today;
        let headers = [
            (header::CONTENT_TYPE, kind.to_owned()),
            (
                header::CONTENT_DISPOSITION,
                format!("attachment; filename=\"{}-{day}.{end}\"", self.name),
            ),
            (
                header::HeaderName::from_static(TOTAL),
                self.total.to_string(),
            ),
        ];
        Ok((headers, body).into_response())
    }

    fn heads(&self, reader: &Reader) -> Vec<String> {
        let known = self.columns.iter().map(|(_, head)| reader.shell.t(head));
        let more = self.more.iter().map(|(_, head)| head.clone());
        known.chain(more).collect()
    }

    fn csv(&self, reader: &Reader) -> Result<Vec<u8>, Error> {
        let shell = &reader.shell;
        let words = [shell.t("export-no"), shell.t("export-yes")];
        let cells = |row: &Vec<Cell>| {
            let cells = row.iter();
            cells
                .map(|cell| plain(cell, &shell.tz, &words).into_owned())
                .collect()
        };
        csv_file::bytes(self.heads(reader), self.rows.iter().map(cells))
    }

    fn json(&self, reader: &Reader) -> Result<Vec<u8>, Error> {
        let rows = self.rows.iter().map(|row| {
            let more = self.more.iter().map(|(name, _)| name.as_str());
            let names = self.columns.iter().map(|(name, _)| *name).chain(more);
            let cells = names.zip(row);
            let cells = cells.map(|(name, cell)| (name.to_owned(), value(cell)));
            Value::Object(cells.collect::<Map<_, _>>())
        });
        let file = json!({
            "list": self.name,
            "as_of": reader.now.to_string(),
            "total": self.total,
            "rows": rows.collect::<Vec<_>>(),
        });
        serde_json::to_vec(&file).map_err(|error| Error::fault(error.to_string()))
    }
}

/// A key with the word that the reader's language has for it, under `prefix` in the locales.
pub fn coded(reader: &Reader, prefix: &str, key: &str) -> Cell {
    Cell::Coded(key.to_owned(), reader.shell.t(&format!("{prefix}{key}")))
}

/// The text in the reader's language.
pub fn words(reader: &Reader, text: &Localised) -> Cell {
    Cell::Text(reader.shell.l(text))
}

fn plain<'a>(cell: &'a Cell, tz: &TimeZone, words: &'a [String; 2]) -> Cow<'a, str> {
    match cell {
        Cell::Nothing => Cow::Borrowed(""),
        Cell::Text(text) | Cell::Coded(_, text) => harmless(text),
        Cell::Number(number) => number.to_string().into(),
        Cell::Yes(yes) => Cow::Borrowed(&words[usize::from(*yes)]),
        Cell::Day(day) => day.to_string().into(),
        // As spreadsheet programs read it, in the portal's time zone.
        Cell::Instant(at) => at
            .to_zoned(tz.clone())
            .strftime("%Y-%m-%d %H:%M:%S")
            .to_string()
            .into(),
    }
}

/// A spreadsheet program runs a cell that begins like a formula; an apostrophe in front makes it text.
fn harmless(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Nothing => Value::Null,
        Cell::Text(text) | Cell::Coded(text, _) => json!(text),
        Cell::Number(number) => json!(number),
        Cell::Yes(yes) => json!(yes),
        Cell::Day(day) => json!(day.to_string()),
        Cell::Instant(at) => json!(at.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for text in ["=1+1", "+86", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(harmless(text), format!("'{text}"));
        }
        for text in ["", "张三", "a=b", "620102"] {
            assert_eq!(harmless(text), text);
        }
        let tz = TimeZone::UTC;
        let words = ["no".to_owned(), "yes".to_owned()];
        assert_eq!(plain(&Cell::Number(-3), &tz, &words), "-3");
        assert_eq!(plain(&Cell::Yes(true), &tz, &words), "yes");
        assert_eq!(plain(&Cell::Nothing, &tz, &words), "");
    }

    #[test]
    fn json_keeps_kinds() {
        assert_eq!(value(&Cell::from(None::<i64>)), Value::Null);
        assert_eq!(value(&Cell::from(Some(true))), json!(true));
        assert_eq!(
            value(&Cell::from(Timestamp::UNIX_EPOCH)),
            json!("1970-01-01T00:00:00Z")
        );
    }
}
