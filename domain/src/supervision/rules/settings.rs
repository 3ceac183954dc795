//! `supervision.toml`: what each rule rests on in law, and where it begins to find something.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::super::ladder::{self, AT_MOST_DAYS, Ladder, WrittenRung};
use super::Rule;
use crate::catalogue::{Finding, SourceFile};
use crate::locale::Localised;

pub const FILE: &str = "supervision.toml";

/// What a rule counts up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Threshold {
    /// Decided in fewer minutes after the acceptance.
    InstantMinutes,
    BulkCases,
    BulkSeconds,
    /// How far from the counter's hours.
    HoursMinutes,
    PauseTimes,
    /// Of the time from the acceptance to the end.
    PausePercent,
    /// The shortest reason.
    ReasonCharacters,
    /// As many cases with the same words.
    ReasonCases,
    NearHours,
    AgainDays,
    LateHours,
    SeriesRatings,
    /// From the end of a case to its rating.
    SeriesSeconds,
    SeriesMinutes,
}

impl Threshold {
    pub const ALL: [Self; 14] = [
        Self::InstantMinutes,
        Self::BulkCases,
        Self::BulkSeconds,
        Self::HoursMinutes,
        Self::PauseTimes,
        Self::PausePercent,
        Self::ReasonCharacters,
        Self::ReasonCases,
        Self::NearHours,
        Self::AgainDays,
        Self::LateHours,
        Self::SeriesRatings,
        Self::SeriesSeconds,
        Self::SeriesMinutes,
    ];

    pub fn rule(self) -> Rule {
        match self {
            Self::InstantMinutes => Rule::InstantClosing,
            Self::BulkCases | Self::BulkSeconds => Rule::BulkClosing,
            Self::HoursMinutes => Rule::ClosingOutOfHours,
            Self::PauseTimes | Self::PausePercent => Rule::MuchPaused,
            Self::ReasonCharacters | Self::ReasonCases => Rule::RefusalWithoutReason,
            Self::NearHours => Rule::EndedBeforeDeadline,
            Self::AgainDays => Rule::SentToApplyAgain,
            Self::LateHours => Rule::RecordedLate,
            Self::SeriesRatings | Self::SeriesSeconds | Self::SeriesMinutes => Rule::RatingInSeries,
        }
    }

    /// In the file, and in the words of the rule.
    pub fn key(self) -> &'static str {
        match self {
            Self::InstantMinutes | Self::HoursMinutes | Self::SeriesMinutes => "minutes",
            Self::BulkCases | Self::ReasonCases => "cases",
            Self::BulkSeconds | Self::SeriesSeconds => "seconds",
            Self::PauseTimes => "times",
            Self::PausePercent => "percent",
            Self::ReasonCharacters => "characters",
            Self::NearHours | Self::LateHours => "hours",
            Self::AgainDays => "days",
            Self::SeriesRatings => "ratings",
        }
    }

    /// The least and the most that make sense.
    fn range(self) -> (u32, u32) {
        match self {
            Self::InstantMinutes | Self::SeriesMinutes => (1, 1440),
            Self::BulkCases | Self::ReasonCases => (2, 1000),
            Self::BulkSeconds | Self::SeriesSeconds => (1, 3600),
            Self::HoursMinutes => (0, 600),
            Self::PauseTimes => (1, 20),
            Self::PausePercent => (1, 99),
            Self::ReasonCharacters => (1, 500),
            Self::NearHours => (1, 240),
            Self::AgainDays => (1, 365),
            Self::LateHours => (1, 720),
            Self::SeriesRatings => (2, 100),
        }
    }
}

/// The rules that are on, with their numbers. None are without the file.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    bases: BTreeMap<Rule, Localised>,
    numbers: BTreeMap<Threshold, u32>,
    paused_days: Option<u32>,
    ladder: Ladder,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    rule: BTreeMap<String, WrittenRule>,
    lamps: Option<WrittenLamps>,
    #[serde(default)]
    ladder: Vec<WrittenRung>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct WrittenLamps {
    paused_days: u32,
    at_most_days: u32,
}

/// The least and the most days after which a pause may be called too long.
const PAUSED_DAYS: (u32, u32) = (1, 365);

#[derive(Deserialize)]
struct WrittenRule {
    basis: Localised,
    #[serde(flatten)]
    numbers: BTreeMap<String, u32>,
}

impl Settings {
    /// # Errors
    /// Everything that is to be mended.
    pub fn read(file: &SourceFile) -> Result<Self, Vec<Finding>> {
        let finding = |line: usize, mend: String| Finding {
            file: file.path.clone(),
            line,
            rule: "supervision",
            mend,
        };
        let written: Written = toml::from_str(&file.text).map_err(|error| {
            let before = error.span().and_then(|span| file.text.get(..span.start));
            let line = before.map_or(1, |before| before.matches('\n').count() + 1);
            vec![finding(line, error.message().replace('\n', " "))]
        })?;
        let line_of = |key: &str| {
            let head = format!("[rule.{key}]");
            let mut lines = file.text.lines();
            lines
                .position(|line| line.trim() == head)
                .map_or(1, |at| at + 1)
        };
        let mut settings = Self::default();
        let mut findings = Vec::new();
        for (key, mut rule) in written.rule {
            let line = line_of(&key);
            let Some(known) = Rule::from_key(&key) else {
                findings.push(finding(
                    line,
                    format!("there is no rule `{key}`; leave it out"),
                ));
                continue;
            };
            for threshold in Threshold::ALL.into_iter().filter(|one| one.rule() == known) {
                let name = threshold.key();
                let (least, most) = threshold.range();
                match rule.numbers.remove(name) {
                    Some(number) if (least..=most).contains(&number) => {
                        settings.numbers.insert(threshold, number);
                    }
                    _ => findings.push(finding(
                        line,
                        format!("`{key}` needs `{name}`, a number from {least} to {most}"),
                    )),
                }
            }
            for name in rule.numbers.keys() {
                findings.push(finding(
                    line,
                    format!("`{key}` has no `{name}`; leave it out"),
                ));
            }
            if rule.basis.zh.trim().is_empty() {
                findings.push(finding(
                    line,
                    format!("`{key}` needs a `basis`: what it rests on"),
                ));
            }
            settings.bases.insert(known, rule.basis);
        }
        let in_range = |days: u32, (least, most): (u32, u32)| (least..=most).contains(&days);
        let lamps = written.lamps.filter(|lamps| {
            in_range(lamps.paused_days, PAUSED_DAYS) && in_range(lamps.at_most_days, AT_MOST_DAYS)
        });
        settings.paused_days = lamps.as_ref().map(|lamps| lamps.paused_days);
        if lamps.is_none() {
            findings.push(finding(
                1,
                format!(
                    "[lamps] needs `paused-days`, a number from {} to {}, and `at-most-days`, one from {} to {}",
                    PAUSED_DAYS.0, PAUSED_DAYS.1, AT_MOST_DAYS.0, AT_MOST_DAYS.1
                ),
            ));
        }
        match ladder::read(written.ladder, lamps.map_or(0, |lamps| lamps.at_most_days)) {
            Ok(ladder) => settings.ladder = ladder,
            Err(faults) => findings.extend(faults.into_iter().map(|(index, mend)| {
                let mut heads = file.text.lines().enumerate();
                let heads = heads
                    .by_ref()
                    .filter(|(_, line)| line.trim() == "[[ladder]]");
                let line = heads.map(|(line, _)| line + 1).nth(index);
                finding(line.unwrap_or(1), mend)
            })),
        }
        for rule in Rule::ALL {
            if !settings.bases.contains_key(&rule) {
                let key = rule.key();
                findings.push(finding(
                    1,
                    format!("the rule `{key}` is missing: write [rule.{key}]"),
                ));
            }
        }
        if findings.is_empty() {
            Ok(settings)
        } else {
            Err(findings)
        }
    }

    pub fn rules(&self) -> impl Iterator<Item = Rule> {
        self.bases.keys().copied()
    }

    pub fn basis(&self, rule: Rule) -> Option<&Localised> {
        self.bases.get(&rule)
    }

    /// After how many days a pause is too long, whatever was announced; absent without the file.
    pub fn paused_days(&self) -> Option<u32> {
        self.paused_days
    }

    /// Empty without the file.
    pub fn ladder(&self) -> &Ladder {
        &self.ladder
    }

    pub fn get(&self, threshold: Threshold) -> u32 {
        self.numbers.get(&threshold).copied().unwrap_or_default()
    }

    /// A rule's numbers by the names that its words have for them.
    pub fn of(&self, rule: Rule) -> impl Iterator<Item = (&'static str, u32)> {
        Threshold::ALL
            .into_iter()
            .filter(move |threshold| threshold.rule() == rule)
            .map(|threshold| (threshold.key(), self.get(threshold)))
    }
}
