//! What everybody may know of how long things take and how they went: sums of the last twelve whole months, small
//! numbers and what would give them away kept back.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::suppress::{FEWEST, Shown, Sum, suppress};
use super::{Measure, Measures};

/// Whole months that are published.
pub const MONTHS: i64 = 12;

/// What figures are about: everything, or one item, one agency, one month (`2026-11`), or an item by one of the others.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct About {
    pub item: Option<String>,
    pub agency: Option<String>,
    pub month: Option<String>,
}

impl About {
    pub fn item(code: impl Into<String>) -> Self {
        Self {
            item: Some(code.into()),
            ..Self::default()
        }
    }

    pub fn agency(id: impl Into<String>) -> Self {
        Self {
            agency: Some(id.into()),
            ..Self::default()
        }
    }

    pub fn month(month: impl Into<String>) -> Self {
        Self {
            month: Some(month.into()),
            ..Self::default()
        }
    }

    pub fn and_agency(mut self, id: impl Into<String>) -> Self {
        self.agency = Some(id.into());
        self
    }

    pub fn and_month(mut self, month: impl Into<String>) -> Self {
        self.month = Some(month.into());
        self
    }

    /// What it is a part of, and by which of the three.
    fn above(&self) -> Vec<(Self, u8)> {
        let without = [
            (
                self.item.is_some(),
                Self {
                    item: None,
                    ..self.clone()
                },
            ),
            (
                self.agency.is_some(),
                Self {
                    agency: None,
                    ..self.clone()
                },
            ),
            (
                self.month.is_some(),
                Self {
                    month: None,
                    ..self.clone()
                },
            ),
        ];
        let all = without.into_iter().zip(0..);
        all.filter(|((has, _), _)| *has)
            .map(|((_, above), by)| (above, by))
            .collect()
    }
}

/// Part of a whole, as far as it may be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// In tenths of a percent.
    Exactly(u64),
    /// What is missing to the whole is few.
    AtLeast(u64),
    Hidden,
    /// There is no whole.
    Nothing,
}

/// Average working days, in tenths, of the cases whose promise is in working days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    pub used: u64,
    pub promised: u64,
}

/// Figures that may be shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Published {
    /// Cases concluded in time or late.
    pub decided: Shown,
    pub in_time: Shown,
    pub late: Shown,
    pub rated: Shown,
    /// The upper three levels, and the lower two.
    pub satisfied: Shown,
    pub dissatisfied: Shown,
    /// From the best to the worst.
    pub levels: [Shown; 5],
    pub days: Option<Days>,
}

const NUMBERS: usize = 11;
/// Sums within one line: total and parts, by place.
const WITHIN: [(usize, &[usize]); 4] = [(0, &[1, 2]), (3, &[4, 5]), (4, &[6, 7, 8]), (5, &[9, 10])];

fn numbers(measures: &Measures) -> [u64; NUMBERS] {
    let of = |measure| measures.count(measure);
    let levels = [
        Measure::RatedFive,
        Measure::RatedFour,
        Measure::RatedThree,
        Measure::RatedTwo,
        Measure::RatedOne,
    ]
    .map(of);
    let [five, four, three, two, one] = levels;
    let (in_time, late) = (of(Measure::InTime), of(Measure::Late));
    [
        in_time + late,
        in_time,
        late,
        measures.rated(),
        five + four + three,
        two + one,
        five,
        four,
        three,
        two,
        one,
    ]
}

impl Published {
    pub const NONE: Self = {
        let none = Shown::Number(0);
        Self {
            decided: none,
            in_time: none,
            late: none,
            rated: none,
            satisfied: none,
            dissatisfied: none,
            levels: [none; 5],
            days: None,
        }
    };

    fn of(shown: [Shown; NUMBERS], measures: &Measures) -> Self {
        let [
            decided,
            in_time,
            late,
            rated,
            satisfied,
            dissatisfied,
            levels @ ..,
        ] = shown;
        let measured = measures.count(Measure::Measured);
        // Averages of few cases would tell of single ones.
        let is_told = measured >= FEWEST && decided.number().is_some();
        let average = |measure| (measures.count(measure) * 10 + measured / 2) / measured;
        Self {
            decided,
            in_time,
            late,
            rated,
            satisfied,
            dissatisfied,
            levels,
            days: is_told.then(|| Days {
                used: average(Measure::DaysUsed),
                promised: average(Measure::DaysPromised),
            }),
        }
    }

    /// How many of the decided were in time.
    pub fn in_time_share(&self) -> Share {
        share(self.decided, self.in_time, self.late)
    }

    /// How many of those who rated were satisfied.
    pub fn satisfaction(&self) -> Share {
        share(self.rated, self.satisfied, self.dissatisfied)
    }
}

fn share(whole: Shown, part: Shown, rest: Shown) -> Share {
    match (whole, part, rest) {
        (Shown::Number(0), ..) => Share::Nothing,
        (Shown::Number(whole), Shown::Number(part), Shown::Number(_)) => {
            Measures::share(part, whole).map_or(Share::Nothing, Share::Exactly)
        }
        (Shown::Number(whole), _, Shown::Few) => {
            let least = whole.saturating_sub(FEWEST - 1);
            // Of a few, "at least" would say nothing.
            match Measures::share(least, whole) {
                Some(share) if share >= 500 => Share::AtLeast(share),
                _ => Share::Hidden,
            }
        }
        _ => Share::Hidden,
    }
}

/// Everything that is published, at one time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    pub as_of: Timestamp,
    /// The first day of each month, the oldest first, and the first day after the last.
    pub months: Vec<Date>,
    pub to: Date,
    pub lines: BTreeMap<About, Published>,
}

impl Figures {
    /// Of what there is no line, nothing is known to have happened.
    pub fn of(&self, about: &About) -> Published {
        self.lines.get(about).copied().unwrap_or(Published::NONE)
    }

    pub fn from(&self) -> Date {
        self.months.first().copied().unwrap_or_default()
    }

    /// The last day.
    pub fn until(&self) -> Date {
        self.to.saturating_sub(1.day())
    }
}

/// `2026-11`, of a day in it.
pub fn month_key(day: Date) -> String {
    day.strftime("%Y-%m").to_string()
}

/// Makes figures fit to be published. What has no line in `raw` is nought: the lines below another one are all there
/// are, or none.
pub fn publish(raw: &BTreeMap<About, Measures>) -> BTreeMap<About, Published> {
    let mut values = Vec::with_capacity(raw.len() * NUMBERS);
    let mut sums = Vec::new();
    let mut places = BTreeMap::new();
    for (line, (about, measures)) in raw.iter().enumerate() {
        let first = line * NUMBERS;
        places.insert(about, first);
        values.extend(numbers(measures));
        sums.extend(WITHIN.map(|(total, parts)| Sum {
            total: first + total,
            parts: parts.iter().map(|part| first + part).collect(),
        }));
    }
    let mut below: BTreeMap<(About, u8), Vec<usize>> = BTreeMap::new();
    for about in raw.keys() {
        for above in about.above() {
            let first = places.get(about).copied();
            below.entry(above).or_default().extend(first);
        }
    }
    for ((above, _), parts) in below {
        let Some(first) = places.get(&above) else {
            continue;
        };
        sums.extend((0..NUMBERS).map(|number| Sum {
            total: first + number,
            parts: parts.iter().map(|part| part + number).collect(),
        }));
    }
    let shown = suppress(&values, &sums);
    let mut lines = shown.chunks_exact(NUMBERS);
    raw.iter()
        .filter_map(|(about, measures)| {
            let shown: [Shown; NUMBERS] = lines.next()?.try_into().ok()?;
            Some((about.clone(), Published::of(shown, measures)))
        })
        .collect()
}

/// The whole months before `today`'s, the first day of each, and the first day after the last.
pub fn months(today: Date) -> (Vec<Date>, Date) {
    let to = today.first_of_month();
    let months = (1..=MONTHS)
        .rev()
        .map(|back| to.saturating_sub(back.months()))
        .collect();
    (months, to)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn measures(in_time: i64, late: i64, days: i64, rated: [i64; 5]) -> Measures {
        let mut measures = Measures::default();
        for (measure, value) in [
            (Measure::InTime, in_time),
            (Measure::Late, late),
            (Measure::Measured, in_time + late),
            (Measure::DaysUsed, days),
            (Measure::DaysPromised, 5 * (in_time + late)),
            (Measure::RatedFive, rated[0]),
            (Measure::RatedFour, rated[1]),
            (Measure::RatedThree, rated[2]),
            (Measure::RatedTwo, rated[3]),
            (Measure::RatedOne, rated[4]),
        ] {
            measures[measure] = value;
        }
        measures
    }

    fn published(lines: Vec<(About, Measures)>) -> BTreeMap<About, Published> {
        let mut all = lines.clone();
        let mut total = Measures::default();
        for (_, line) in lines {
            total += line;
        }
        all.push((About::default(), total));
        publish(&all.into_iter().collect())
    }

    #[test]
    fn enough_cases_are_told_as_they_are() {
        let lines = published(vec![
            (About::item("a"), measures(40, 10, 125, [20, 10, 5, 0, 0])),
            (About::item("b"), measures(30, 0, 60, [0, 0, 0, 0, 0])),
        ]);
        let a = lines[&About::item("a")];
        assert_eq!(a.decided, Shown::Number(50));
        assert_eq!(a.in_time_share(), Share::Exactly(800));
        assert_eq!(
            a.days,
            Some(Days {
                used: 25,
                promised: 50
            })
        );
        assert_eq!(a.satisfaction(), Share::Exactly(1000));
        assert_eq!(lines[&About::item("b")].satisfaction(), Share::Nothing);
        assert_eq!(lines[&About::default()].decided, Shown::Number(80));
    }

    #[test]
    fn a_line_of_few_cases_tells_nothing_and_takes_another_with_it() {
        let lines = published(vec![
            (About::agency("a"), measures(3, 0, 9, [0; 5])),
            (About::agency("b"), measures(9, 0, 18, [0; 5])),
            (About::agency("c"), measures(70, 0, 18, [0; 5])),
        ]);
        let of = |id: &str| lines[&About::agency(id)];
        assert_eq!((of("a").decided, of("a").days), (Shown::Few, None));
        assert_eq!((of("b").decided, of("b").days), (Shown::Withheld, None));
        assert_eq!(of("b").in_time_share(), Share::Hidden);
        assert_eq!(of("c").decided, Shown::Number(70));
        assert_eq!(lines[&About::default()].decided, Shown::Number(82));
    }

    #[test]
    fn few_late_cases_leave_a_lower_bound() {
        let lines = published(vec![(
            About::item("a"),
            measures(97, 3, 200, [30, 9, 0, 0, 1]),
        )]);
        let a = lines[&About::item("a")];
        assert_eq!((a.decided, a.late), (Shown::Number(100), Shown::Few));
        assert_eq!(a.in_time, Shown::Withheld);
        assert_eq!(a.in_time_share(), Share::AtLeast(960));
        assert_eq!(a.satisfaction(), Share::AtLeast(900));
        assert_eq!(a.levels[4], Shown::Few);
    }

    #[test]
    fn months_are_whole_and_before_this_one() {
        let (months, to) = months(date(2026, 11, 28));
        assert_eq!(months.len(), 12);
        assert_eq!(months[0], date(2025, 11, 1));
        assert_eq!((months[11], to), (date(2026, 10, 1), date(2026, 11, 1)));
    }
}
