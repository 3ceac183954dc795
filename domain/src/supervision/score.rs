//! 效能评分: what an agency's month is worth in points, by a scheme that is data. Pure: the figures are given.
//!
//! Points are whole; a part never falls below nought, and the sum may pass its hundred by what was earned on top.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::appeal::Terms;
use super::{Measure, Measures};
use crate::catalogue::{Finding, SourceFile};
use crate::locale::Localised;

pub const FILE: &str = "scores.toml";

/// What points are taken off for, each time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// A case that the measure counts.
    Case(Measure),
    /// An order of supervision whose time ran out in the month without an answer.
    OrderLate,
}

impl Fault {
    pub fn key(self) -> String {
        match self {
            Self::Case(measure) => measure.key(),
            Self::OrderLate => "orders-late".into(),
        }
    }

    /// Whether an agency may appeal against one of them. A rating has an appeal of its own, and its case is not told.
    pub fn may_be_appealed(self) -> bool {
        !matches!(self, Self::Case(measure) if measure.is_rating())
    }

    pub fn from_key(key: &str) -> Option<Self> {
        match key {
            "orders-late" => Some(Self::OrderLate),
            key => Measure::from_key(key)
                .filter(|measure| !measure.is_now() && !measure.is_sum())
                .map(Self::Case),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub key: String,
    pub name: Localised,
    pub points: u32,
    pub deductions: BTreeMap<Fault, u32>,
}

/// 加分.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bonus {
    pub name: Localised,
    /// From how many percent on.
    pub percent: u32,
    pub points: u32,
    /// Never more than so many.
    pub most: u32,
}

/// The scheme; of no part where the file is absent, and then nobody is scored.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scheme {
    pub parts: Vec<Part>,
    /// For each `percent` of the decided cases that were decided early, `points`.
    pub early: Option<Bonus>,
    /// `points` for promises `percent` shorter than the law's limits, and one more for each ten percent beyond.
    pub promise: Option<Bonus>,
    /// 申诉、复核; without it nobody can appeal.
    pub appeal: Option<Terms>,
}

/// By what they were taken off for, how many deductions an appeal has put back.
pub type PutBack = BTreeMap<Fault, u64>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    part: BTreeMap<String, WrittenPart>,
    #[serde(default)]
    bonus: WrittenBonuses,
    appeal: Option<Terms>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPart {
    name: Localised,
    points: u32,
    deductions: BTreeMap<String, u32>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenBonuses {
    early: Option<Bonus>,
    promise: Option<Bonus>,
}

/// What all parts together come to.
const WHOLE: u64 = 100;

impl Scheme {
    /// # Errors
    /// Everything that is to be mended.
    pub fn read(file: &SourceFile) -> Result<Self, Vec<Finding>> {
        let finding = |line: usize, mend: String| Finding {
            file: file.path.clone(),
            line,
            rule: "scores",
            mend,
        };
        let written: Written = toml::from_str(&file.text).map_err(|error| {
            let before = error.span().and_then(|span| file.text.get(..span.start));
            let line = before.map_or(1, |before| before.matches('\n').count() + 1);
            vec![finding(line, error.message().replace('\n', " "))]
        })?;
        let line_of = |key: &str| {
            let head = format!("[part.{key}]");
            let mut lines = file.text.lines();
            lines
                .position(|line| line.trim() == head)
                .map_or(1, |at| at + 1)
        };
        let mut findings = Vec::new();
        let whole: u64 = written
            .part
            .values()
            .map(|part| u64::from(part.points))
            .sum();
        if whole != WHOLE {
            findings.push(finding(
                1,
                format!("the parts come to {whole} points and not to {WHOLE}"),
            ));
        }
        for (name, bonus) in [
            ("early", &written.bonus.early),
            ("promise", &written.bonus.promise),
        ] {
            if bonus
                .as_ref()
                .is_some_and(|bonus| !(1..=100).contains(&bonus.percent))
            {
                findings.push(finding(
                    1,
                    format!("bonus.{name}: percent must be from 1 to 100"),
                ));
            }
        }
        if written
            .appeal
            .is_some_and(|terms| [terms.days, terms.decide_days, terms.recheck_days].contains(&0))
        {
            findings.push(finding(1, "appeal: each must be one day at least".into()));
        }
        let mut parts = Vec::new();
        for (key, part) in written.part {
            let mut deductions = BTreeMap::new();
            for (fault, points) in part.deductions {
                match Fault::from_key(&fault) {
                    Some(fault) => {
                        deductions.insert(fault, points);
                    }
                    None => findings.push(finding(
                        line_of(&key),
                        format!("`{fault}` is nothing that points can be taken off for"),
                    )),
                }
            }
            parts.push(Part {
                key,
                name: part.name,
                points: part.points,
                deductions,
            });
        }
        // As in the file, not by name.
        parts.sort_by_key(|part| line_of(&part.key));
        if findings.is_empty() {
            Ok(Self {
                parts,
                early: written.bonus.early,
                promise: written.bonus.promise,
                appeal: written.appeal,
            })
        } else {
            Err(findings)
        }
    }

    /// The points of one agency's month: its figures, how many orders it left unanswered, and what appeals have put back.
    pub fn score(&self, figures: &Measures, orders_late: u64, put_back: &PutBack) -> Score {
        let parts = self.parts.iter().map(|part| {
            let deductions: Vec<Deduction> = part
                .deductions
                .iter()
                .map(|(fault, each)| Deduction {
                    fault: *fault,
                    each: *each,
                    times: match fault {
                        Fault::Case(measure) => figures.count(*measure),
                        Fault::OrderLate => orders_late,
                    },
                    put_back: put_back.get(fault).copied().unwrap_or_default(),
                })
                .collect();
            let off: u64 = deductions.iter().map(Deduction::points).sum();
            Scored {
                points: u64::from(part.points).saturating_sub(off),
                deductions,
            }
        });
        let parts: Vec<Scored> = parts.collect();
        let early = self.early.as_ref().map_or(0, |bonus| {
            let decided = figures.count(Measure::InTime) + figures.count(Measure::Late);
            let share = percent(figures.count(Measure::Early), decided);
            let earned = share / u64::from(bonus.percent.max(1)) * u64::from(bonus.points);
            earned.min(bonus.most.into())
        });
        let promise = self.promise.as_ref().map_or(0, |bonus| {
            // Both of the same cases: those that a law sets a limit for.
            let (promised, law) = (
                figures.count(Measure::LawPromised),
                figures.count(Measure::LawDays),
            );
            let shorter = percent(law.saturating_sub(promised), law);
            shorter
                .checked_sub(bonus.percent.into())
                .map_or(0, |beyond| {
                    (u64::from(bonus.points) + beyond / 10).min(bonus.most.into())
                })
        });
        Score {
            total: parts.iter().map(|part| part.points).sum::<u64>() + early + promise,
            parts,
            early,
            promise,
        }
    }
}

fn percent(part: u64, whole: u64) -> u64 {
    (part * 100).checked_div(whole).unwrap_or(0)
}

/// One agency's month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    pub total: u64,
    /// As the scheme's.
    pub parts: Vec<Scored>,
    pub early: u64,
    pub promise: u64,
}

impl Score {
    /// Points that appeals have put back.
    pub fn points_back(&self) -> u64 {
        let all = self.parts.iter().flat_map(|part| &part.deductions);
        all.map(Deduction::points_back).sum()
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scored {
    pub points: u64,
    pub deductions: Vec<Deduction>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deduction {
    pub fault: Fault,
    /// Points for each.
    pub each: u32,
    pub times: u64,
    /// How many of them count no longer.
    pub put_back: u64,
}

impl Deduction {
    pub fn points(&self) -> u64 {
        u64::from(self.each) * self.times.saturating_sub(self.put_back)
    }

    /// Points that count no longer.
    pub fn points_back(&self) -> u64 {
        u64::from(self.each) * self.put_back.min(self.times)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scheme() -> Scheme {
        Scheme::read(&SourceFile {
            path: FILE.into(),
            text: include_str!("../../../catalogue/scores.toml").into(),
        })
        .unwrap()
    }

    fn figures(given: &[(Measure, i64)]) -> Measures {
        let mut figures = Measures::default();
        for (measure, value) in given {
            figures[*measure] = *value;
        }
        figures
    }

    #[test]
    fn nothing_wrong_is_a_hundred_and_a_part_never_falls_below_nought() {
        let (scheme, none) = (scheme(), PutBack::new());
        assert_eq!(scheme.score(&figures(&[]), 0, &none).total, 100);
        let bad = scheme.score(
            &figures(&[
                (Measure::Late, 3),
                (Measure::StatutoryLate, 1),
                (Measure::RatedOne, 9),
            ]),
            1,
            &none,
        );
        let points: Vec<_> = bad.parts.iter().map(|part| part.points).collect();
        assert_eq!(points, [15, 20, 15, 0]);
        assert_eq!(bad.total, 50);
    }

    #[test]
    fn what_was_put_back_counts_no_longer() {
        let scheme = scheme();
        let figures = figures(&[(Measure::Late, 3), (Measure::StatutoryLate, 1)]);
        let late = Fault::Case(Measure::Late);
        let back = PutBack::from([(late, 2), (Fault::OrderLate, 1)]);
        let score = scheme.score(&figures, 1, &back);
        let points: Vec<_> = score.parts.iter().map(|part| part.points).collect();
        assert_eq!(points, [25, 20, 20, 20]);
        assert_eq!(score.points_back(), 15);
        // More than there was gives nothing on top.
        let more = PutBack::from([(late, 9)]);
        assert_eq!(scheme.score(&figures, 0, &more).total, 90);
        assert!(late.may_be_appealed() && Fault::OrderLate.may_be_appealed());
        assert!(!Fault::Case(Measure::RatedOne).may_be_appealed());
    }

    #[test]
    fn what_is_done_early_and_promised_short_earns_points() {
        let (scheme, none) = (scheme(), PutBack::new());
        let early = [(Measure::InTime, 100), (Measure::Early, 39)];
        assert_eq!(scheme.score(&figures(&early), 0, &none).early, 3);
        let all = [(Measure::InTime, 100), (Measure::Early, 100)];
        assert_eq!(
            scheme.score(&figures(&all), 0, &none).early,
            5,
            "and no more"
        );
        let promised = |days| {
            figures(&[
                // Others are promised at once, with no law's limit: they make no promise short.
                (Measure::Measured, 100),
                (Measure::DaysPromised, days),
                (Measure::LawMeasured, 10),
                (Measure::LawPromised, days),
                (Measure::LawDays, 200),
            ])
        };
        assert_eq!(scheme.score(&promised(150), 0, &none).promise, 0);
        assert_eq!(scheme.score(&promised(140), 0, &none).promise, 3);
        assert_eq!(scheme.score(&promised(100), 0, &none).promise, 5);
    }

    #[test]
    fn a_wrong_scheme_says_what_to_mend() {
        let read = |text: &str| {
            let text = text.to_owned();
            let path = FILE.to_owned();
            Scheme::read(&SourceFile { path, text }).unwrap_err()
        };
        let part = "name = { zh = \"期\", en = \"T\" }\n";
        let found = read(&format!(
            "[part.time]\n{part}points = 40\ndeductions = {{ running = 1 }}\n"
        ));
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(read("[part]\nx = 1")[0].rule, "scores");
    }
}
