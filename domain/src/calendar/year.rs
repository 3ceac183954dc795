//! One year of one layer, as a readable file (`catalogue/calendars/*.toml`): the State Council's notice,
//! the festivals of a region, or the days on which one agency is closed.

use std::collections::BTreeSet;
use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Festival, is_weekend};
use crate::catalogue::line_of;
use crate::locale::Localised;

/// What one file says beyond plain weekends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct CalendarYear {
    pub year: i16,
    /// The notice: issuer and number or address.
    pub source: String,
    pub layer: Layer,
    pub counts_for: CountsFor,
    /// Days off: of the nation weekdays only, of other layers any.
    pub off: Vec<DayOff>,
    /// Saturdays and Sundays worked; the nation's alone.
    pub make_up: Vec<MakeUp>,
}

/// Whose days these are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layer {
    National,
    /// Festivals of a minority area (全国年节及纪念日放假办法 4): the code of its division.
    Region(String),
    /// Days on which one agency is closed: its id.
    Agency(String),
}

/// Which limits a layer's days off stop. Whether a local festival is a 法定节假日 in the sense of
/// 行政许可法 82 is a question of law: the one who issues the layer answers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CountsFor {
    /// Statutory limits, and promised ones.
    Statutory,
    /// Promised limits and those of steps alone.
    Promised,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayOff {
    pub date: Date,
    pub why: DayOffReason,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayOffReason {
    Festival(Festival),
    /// What no national law names: a festival of the region, or why an agency is closed.
    Named(Localised),
}

/// A Saturday or Sunday worked (调休).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MakeUp {
    pub date: Date,
    pub festival: Festival,
}

/// Why a file is refused, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarFault {
    /// From 1.
    pub line: usize,
    pub kind: CalendarFaultKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CalendarFaultKind {
    /// Not the expected TOML; the parser's own message.
    Format(String),
    Source,
    /// The rule's table and the engine reach from 2000 to 2100.
    YearOutOfRange,
    TwoLayers,
    /// The nation's days stop every limit.
    NationalCountsForAll,
    /// Not in the year, nor in the December before it, which a notice of New Year may reach into.
    OutsideYear(Date),
    OffOnWeekend(Date),
    MakeUpOnWeekday(Date),
    /// Only the State Council moves working days.
    MakeUpOfLayer(Date),
    Twice(Date),
    /// The nation's days have a `festival`.
    FestivalMissing(Date),
    /// A layer's days have a `name` in both languages.
    NameMissing(Date),
}

impl CalendarFaultKind {
    /// The name to look the text up by.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Format(_) => "format",
            Self::Source => "source",
            Self::YearOutOfRange => "year",
            Self::TwoLayers => "two-layers",
            Self::NationalCountsForAll => "counts-for",
            Self::OutsideYear(_) => "outside-year",
            Self::OffOnWeekend(_) => "off-on-weekend",
            Self::MakeUpOnWeekday(_) => "make-up-on-weekday",
            Self::MakeUpOfLayer(_) => "make-up-of-layer",
            Self::Twice(_) => "twice",
            Self::FestivalMissing(_) => "festival-missing",
            Self::NameMissing(_) => "name-missing",
        }
    }

    #[must_use]
    pub const fn date(&self) -> Option<Date> {
        match self {
            Self::OutsideYear(date)
            | Self::OffOnWeekend(date)
            | Self::MakeUpOnWeekday(date)
            | Self::MakeUpOfLayer(date)
            | Self::Twice(date)
            | Self::FestivalMissing(date)
            | Self::NameMissing(date) => Some(*date),
            Self::Format(_)
            | Self::Source
            | Self::YearOutOfRange
            | Self::TwoLayers
            | Self::NationalCountsForAll => None,
        }
    }
}

impl fmt::Display for CalendarFaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(date) = self.date() {
            write!(f, "{date}: ")?;
        }
        match self {
            Self::Format(words) => f.write_str(words),
            Self::Source => f.write_str("source is empty; name the notice"),
            Self::YearOutOfRange => f.write_str("the year must lie between 2000 and 2100"),
            Self::TwoLayers => f.write_str("name a division or an agency, not both"),
            Self::NationalCountsForAll => {
                f.write_str("the nation's days stop every limit; leave `counts-for` out")
            }
            Self::OutsideYear(_) => f.write_str("outside the year"),
            Self::OffOnWeekend(_) => f.write_str("off, yet already a weekend; leave the line out"),
            Self::MakeUpOnWeekday(_) => f.write_str(
                "make-up, yet already a weekday; make-up days are Saturdays and Sundays",
            ),
            Self::MakeUpOfLayer(_) => {
                f.write_str("only the State Council's notice has make-up days")
            }
            Self::Twice(_) => f.write_str("named twice; leave one line out"),
            Self::FestivalMissing(_) => f.write_str("name the `festival`"),
            Self::NameMissing(_) => f.write_str("give it a `name` in both languages"),
        }
    }
}

impl fmt::Display for CalendarFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.kind)
    }
}

impl std::error::Error for CalendarFault {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    year: Spanned<i16>,
    source: Spanned<String>,
    division: Option<String>,
    agency: Option<Spanned<String>>,
    #[serde(rename = "counts-for")]
    counts_for: Option<Spanned<CountsFor>>,
    off: Vec<Spanned<OffLine>>,
    #[serde(default, alias = "make-up")]
    make_up: Vec<Spanned<MakeUp>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OffLine {
    date: Date,
    festival: Option<Festival>,
    name: Option<Localised>,
}

/// Years that a file can be about.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2100;

impl CalendarYear {
    /// Reads and checks a file.
    ///
    /// # Errors
    /// The first [`CalendarFault`] found.
    pub fn parse(toml_text: &str) -> Result<Self, CalendarFault> {
        let fault = |at: usize, kind| CalendarFault {
            line: line_of(toml_text, at),
            kind,
        };
        let file: File = toml::from_str(toml_text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let words = error.message().replace('\n', " ");
            fault(at, CalendarFaultKind::Format(words))
        })?;
        if file.source.get_ref().trim().is_empty() {
            return Err(fault(file.source.span().start, CalendarFaultKind::Source));
        }
        let year = *file.year.get_ref();
        if !YEARS.contains(&year) {
            return Err(fault(
                file.year.span().start,
                CalendarFaultKind::YearOutOfRange,
            ));
        }
        let layer = match (file.division, file.agency) {
            (None, None) => Layer::National,
            (Some(division), None) => Layer::Region(division),
            (None, Some(agency)) => Layer::Agency(agency.into_inner()),
            (Some(_), Some(agency)) => {
                return Err(fault(agency.span().start, CalendarFaultKind::TwoLayers));
            }
        };
        let national = layer == Layer::National;
        let counts_for = match (&file.counts_for, national) {
            (Some(counts), true) if *counts.get_ref() == CountsFor::Promised => {
                let kind = CalendarFaultKind::NationalCountsForAll;
                return Err(fault(counts.span().start, kind));
            }
            (_, true) => CountsFor::Statutory,
            (Some(counts), false) => *counts.get_ref(),
            (None, false) => CountsFor::Promised,
        };
        let mut seen = BTreeSet::new();
        let mut look = |date: Date, at: usize| {
            let december_before = date.month() == 12 && date.year() + 1 == year;
            if date.year() != year && !december_before {
                return Err(fault(at, CalendarFaultKind::OutsideYear(date)));
            }
            if !seen.insert(date) {
                return Err(fault(at, CalendarFaultKind::Twice(date)));
            }
            Ok(())
        };
        let mut off = Vec::with_capacity(file.off.len());
        for line in file.off {
            let at = line.span().start;
            let OffLine {
                date,
                festival,
                name,
            } = line.into_inner();
            look(date, at)?;
            if national && is_weekend(date) {
                return Err(fault(at, CalendarFaultKind::OffOnWeekend(date)));
            }
            let why = match (festival, name, national) {
                (Some(festival), None, _) => DayOffReason::Festival(festival),
                (None, Some(name), false) if name.is_complete() => DayOffReason::Named(name),
                (_, _, true) => {
                    return Err(fault(at, CalendarFaultKind::FestivalMissing(date)));
                }
                (_, _, false) => return Err(fault(at, CalendarFaultKind::NameMissing(date))),
            };
            off.push(DayOff { date, why });
        }
        let mut make_up = Vec::with_capacity(file.make_up.len());
        for line in file.make_up {
            let at = line.span().start;
            let day = line.into_inner();
            look(day.date, at)?;
            if !national {
                return Err(fault(at, CalendarFaultKind::MakeUpOfLayer(day.date)));
            }
            if !is_weekend(day.date) {
                return Err(fault(at, CalendarFaultKind::MakeUpOnWeekday(day.date)));
            }
            make_up.push(day);
        }
        Ok(Self {
            year,
            source: file.source.into_inner(),
            layer,
            counts_for,
            off,
            make_up,
        })
    }

    /// What it takes the place of: one year of one layer. For look-ups, not for people.
    #[must_use]
    pub fn key(&self) -> String {
        match &self.layer {
            Layer::National => format!("national/{}", self.year),
            Layer::Region(division) => format!("region/{division}/{}", self.year),
            Layer::Agency(agency) => format!("agency/{agency}/{}", self.year),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn fault(lines: &str) -> Option<(usize, CalendarFaultKind)> {
        CalendarYear::parse(&format!("year = 2026\nsource = \"notice\"\n{lines}"))
            .err()
            .map(|fault| (fault.line, fault.kind))
    }

    fn format_at(lines: &str) -> usize {
        match fault(lines) {
            Some((line, CalendarFaultKind::Format(_))) => line,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn faults_name_their_line() {
        assert_eq!(fault("off = []"), None);
        assert_eq!(format_at("off = []\nextra = 1"), 4);
        assert_eq!(
            format_at("off = [\n  { date = \"2026-02-30\", festival = \"new-year\" },\n]"),
            4
        );
        assert_eq!(
            format_at("off = [{ date = \"2026-01-01\", festival = \"easter\" }]"),
            3
        );
        let off =
            |date: &str| format!("off = [\n{{ date = \"{date}\", festival = \"new-year\" }}]");
        assert_eq!(
            fault(&off("2027-01-01")),
            Some((4, CalendarFaultKind::OutsideYear(date(2027, 1, 1))))
        );
        assert_eq!(fault(&off("2025-12-31")), None);
        assert_eq!(
            fault(&off("2026-01-03")),
            Some((4, CalendarFaultKind::OffOnWeekend(date(2026, 1, 3))))
        );
        assert_eq!(
            fault("off = []\nmake-up = [\n{ date = \"2026-01-05\", festival = \"new-year\" }]"),
            Some((5, CalendarFaultKind::MakeUpOnWeekday(date(2026, 1, 5))))
        );
        let day = "{ date = \"2026-01-01\", festival = \"new-year\" }";
        assert_eq!(
            fault(&format!("off = [\n{day},\n{day}]")),
            Some((5, CalendarFaultKind::Twice(date(2026, 1, 1))))
        );
        assert_eq!(
            fault("off = [{ date = \"2026-01-01\" }]"),
            Some((3, CalendarFaultKind::FestivalMissing(date(2026, 1, 1))))
        );
        assert_eq!(
            fault("counts-for = \"promised\"\noff = []"),
            Some((3, CalendarFaultKind::NationalCountsForAll))
        );
        let empty = CalendarYear::parse("year = 2026\nsource = \" \"\noff = []").unwrap_err();
        assert_eq!((empty.line, empty.kind), (2, CalendarFaultKind::Source));
        let far = CalendarYear::parse("year = 1900\nsource = \"x\"\noff = []").unwrap_err();
        assert_eq!(
            far.to_string(),
            "line 1: the year must lie between 2000 and 2100"
        );
    }

    #[test]
    fn layers() {
        let region = "division = \"622900\"\noff = [\n{ date = \"2026-03-21\", name = { zh = \"开斋节\", en = \"Eid\" } }]";
        let text = |lines: &str| format!("year = 2026\nsource = \"notice\"\n{lines}");
        let year = CalendarYear::parse(&text(region)).unwrap();
        assert_eq!(year.layer, Layer::Region("622900".into()));
        assert_eq!(year.counts_for, CountsFor::Promised, "unless it says more");
        assert_eq!(year.key(), "region/622900/2026");
        let statutory = format!("counts-for = \"statutory\"\n{region}");
        let year = CalendarYear::parse(&text(&statutory)).unwrap();
        assert_eq!(year.counts_for, CountsFor::Statutory);
        assert_eq!(
            fault("division = \"1\"\nagency = \"x\"\noff = []"),
            Some((4, CalendarFaultKind::TwoLayers))
        );
        assert_eq!(
            fault(
                "agency = \"x\"\noff = [{ date = \"2026-03-20\", name = { zh = \"搬迁\", en = \"\" } }]"
            ),
            Some((4, CalendarFaultKind::NameMissing(date(2026, 3, 20))))
        );
        let make_up = "{ date = \"2026-03-21\", festival = \"new-year\" }";
        assert_eq!(
            fault(&format!("agency = \"x\"\noff = []\nmake-up = [{make_up}]")),
            Some((5, CalendarFaultKind::MakeUpOfLayer(date(2026, 3, 21))))
        );
    }
}
