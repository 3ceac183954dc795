//! The calendars of every agency: the nation's, with the days of its region and its own above it.

use std::collections::BTreeMap;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::{Calendar, CalendarYear, CountsFor, Layer, short};

/// What one agency counts by.
#[derive(Debug)]
pub struct CaseCalendar {
    /// For limits that a law sets.
    pub statutory: Calendar,
    /// For promises and for the limits of steps.
    pub promised: Calendar,
    version: String,
}

impl CaseCalendar {
    /// The nation's days for every limit.
    #[must_use]
    pub fn national(calendar: Calendar) -> Self {
        Self {
            version: calendar.version().to_owned(),
            promised: calendar.clone(),
            statutory: calendar,
        }
    }

    fn of(statutory: Calendar, promised: Calendar) -> Self {
        let mut digest = Sha256::new();
        digest.update(statutory.version());
        digest.update(promised.version());
        Self {
            version: short(digest),
            statutory,
            promised,
        }
    }

    /// Names both, by content: two agencies that count alike have the same. A case keeps it.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }
}

/// All that is known of working days at one time.
#[derive(Debug, Clone)]
pub struct Calendars {
    years: Vec<CalendarYear>,
    national: Arc<CaseCalendar>,
    /// Only those that count differently.
    of_agencies: BTreeMap<String, Arc<CaseCalendar>>,
    version: String,
}

impl Calendars {
    /// Of two files for the same year of the same layer the later one counts. `agencies` has for
    /// each agency its id and the codes of its division and of those above it.
    #[must_use]
    pub fn new<'a>(
        years: impl IntoIterator<Item = CalendarYear>,
        agencies: impl IntoIterator<Item = (&'a str, Vec<&'a str>)>,
    ) -> Self {
        let years: BTreeMap<String, CalendarYear> =
            years.into_iter().map(|year| (year.key(), year)).collect();
        let years: Vec<CalendarYear> = years.into_values().collect();
        let national: Vec<_> = years
            .iter()
            .filter(|year| year.layer == Layer::National)
            .cloned()
            .collect();
        let locals: Vec<_> = years
            .iter()
            .filter(|year| year.layer != Layer::National)
            .collect();
        let plain = Arc::new(CaseCalendar::national(Calendar::new(national.clone())));
        // Agencies of one region share theirs.
        let mut made: BTreeMap<Vec<String>, Arc<CaseCalendar>> = BTreeMap::new();
        let mut of_agencies = BTreeMap::new();
        for (agency, divisions) in agencies {
            let own: Vec<&CalendarYear> = locals
                .iter()
                .copied()
                .filter(|year| match &year.layer {
                    Layer::National => false,
                    Layer::Region(code) => divisions.contains(&code.as_str()),
                    Layer::Agency(id) => id == agency,
                })
                .collect();
            if own.is_empty() {
                continue;
            }
            let keys: Vec<String> = own.iter().map(|year| year.key()).collect();
            let calendar = made.entry(keys).or_insert_with(|| {
                let with = |counted: &[CountsFor]| {
                    let layers = own
                        .iter()
                        .filter(|year| counted.contains(&year.counts_for))
                        .map(|year| (*year).clone());
                    Calendar::layered(national.clone(), layers)
                };
                Arc::new(CaseCalendar::of(
                    with(&[CountsFor::Statutory]),
                    with(&[CountsFor::Statutory, CountsFor::Promised]),
                ))
            });
            of_agencies.insert(agency.to_owned(), Arc::clone(calendar));
        }
        let mut digest = Sha256::new();
        digest.update(plain.version());
        for (agency, calendar) in &of_agencies {
            digest.update(agency);
            digest.update(calendar.version());
        }
        Self {
            years,
            national: plain,
            of_agencies,
            version: short(digest),
        }
    }

    /// What an agency counts by; of one that is not known, the nation's days.
    #[must_use]
    pub fn of(&self, agency: &str) -> &Arc<CaseCalendar> {
        self.of_agencies.get(agency).unwrap_or(&self.national)
    }

    /// The nation's days alone.
    #[must_use]
    pub fn national(&self) -> &Calendar {
        &self.national.statutory
    }

    /// The agencies that count differently.
    pub fn agencies(&self) -> impl Iterator<Item = &str> {
        self.of_agencies.keys().map(String::as_str)
    }

    /// The versions that a case may name and be up to date, in order.
    pub fn versions(&self) -> Vec<String> {
        let mut all: Vec<String> = self
            .all()
            .map(|calendar| calendar.version().to_owned())
            .collect();
        all.sort();
        all.dedup();
        all
    }

    /// Every different one.
    pub fn all(&self) -> impl Iterator<Item = &Arc<CaseCalendar>> {
        std::iter::once(&self.national).chain(self.of_agencies.values())
    }

    /// The files that these were made from, in order of their keys.
    #[must_use]
    pub fn years(&self) -> &[CalendarYear] {
        &self.years
    }

    /// Names the whole, by content.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::calendar::{Day, shipped_years};

    fn layer(head: &str, day: &str) -> CalendarYear {
        let text = format!(
            "year = 2026\nsource = \"notice\"\n{head}\n\
             off = [{{ date = \"{day}\", name = {{ zh = \"节\", en = \"Festival\" }} }}]"
        );
        CalendarYear::parse(&text).unwrap()
    }

    fn agencies() -> Vec<(&'static str, Vec<&'static str>)> {
        vec![
            ("a-linxia", vec!["622901", "622900", "620000"]),
            ("b-linxia", vec!["622921", "622900", "620000"]),
            ("lanzhou", vec!["620102", "620100", "620000"]),
        ]
    }

    #[test]
    fn a_layer_stops_the_limits_that_it_says() {
        let promised = layer("division = \"622900\"", "2026-03-20");
        let calendars = Calendars::new(
            shipped_years().into_iter().chain([promised.clone()]),
            agencies(),
        );
        let linxia = calendars.of("a-linxia");
        let festival = date(2026, 3, 20);
        assert!(linxia.statutory.is_working(festival));
        assert!(!linxia.promised.is_working(festival));
        assert!(calendars.of("lanzhou").promised.is_working(festival));
        let Day::Local(day) = linxia.promised.day(festival) else {
            panic!()
        };
        assert_eq!(linxia.promised.local(day).unwrap().zh, "节");
        assert!(Arc::ptr_eq(linxia, calendars.of("b-linxia")));
        assert_ne!(linxia.version(), calendars.of("lanzhou").version());
        assert_eq!(
            calendars.of("lanzhou").version(),
            calendars.national().version()
        );

        let statutory = CalendarYear {
            counts_for: CountsFor::Statutory,
            ..promised
        };
        let calendars = Calendars::new(shipped_years().into_iter().chain([statutory]), agencies());
        assert!(!calendars.of("a-linxia").statutory.is_working(festival));
    }

    #[test]
    fn a_closure_is_the_agencys_own_and_moves_no_rest_day() {
        let closed = layer("agency = \"b-linxia\"", "2026-02-28");
        let weekend = layer("agency = \"lanzhou\"", "2026-03-01");
        let calendars = Calendars::new(
            shipped_years().into_iter().chain([closed, weekend]),
            agencies(),
        );
        let make_up = date(2026, 2, 28);
        assert!(!calendars.of("b-linxia").promised.is_working(make_up));
        assert!(calendars.of("a-linxia").promised.is_working(make_up));
        let sunday = date(2026, 3, 1);
        assert_eq!(calendars.of("lanzhou").promised.day(sunday), Day::Weekend);
    }

    #[test]
    fn the_later_file_of_a_year_counts() {
        let first = layer("division = \"622900\"", "2026-03-20");
        let second = layer("division = \"622900\"", "2026-03-23");
        let calendars = Calendars::new([first, second], agencies());
        assert_eq!(calendars.years().len(), 1);
        let promised = &calendars.of("a-linxia").promised;
        assert!(promised.is_working(date(2026, 3, 20)));
        assert!(!promised.is_working(date(2026, 3, 23)));
    }
}
