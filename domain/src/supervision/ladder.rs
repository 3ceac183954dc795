//! 逐级督办阶梯: who is told of a warning, until when the agency explains it, and what supervision orders while the clock
//! still runs past its mark. Written in `supervision.toml`.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use serde::Deserialize;

use crate::calendar::Calendar;
use crate::case::{Instrument, LONGEST_REPLY, WarningLevel};
use crate::limit::{Counted, Limit, Term};
use crate::locale::Localised;

/// Who hears of a warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tells {
    /// Who has taken the task.
    Handler,
    /// The head of the agency whose clock it is.
    Head,
}

impl Tells {
    pub fn key(self) -> &'static str {
        match self {
            Self::Handler => "handler",
            Self::Head => "head",
        }
    }
}

/// 一级: what follows from a mark that was crossed, at once or some working days later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rung {
    pub on: WarningLevel,
    /// Working days.
    pub after: u32,
    pub tells: Vec<Tells>,
    /// Working days within which the agency says why.
    pub explain_within: Option<u32>,
    /// What is ordered, and within which time it is answered.
    pub order: Option<(Instrument, Limit)>,
    pub basis: Localised,
}

impl Rung {
    /// When it is due, by the calendar of the agency's promises.
    pub fn due_at(&self, crossed_at: Timestamp, calendar: &Calendar, tz: &TimeZone) -> Timestamp {
        if self.after == 0 {
            return crossed_at;
        }
        days_after(crossed_at, self.after, calendar, tz).due_at
    }
}

/// Working days from a mark on, which is crossed with the end of a last day: the day after it is the first that counts.
fn days_after(crossed_at: Timestamp, days: u32, calendar: &Calendar, tz: &TimeZone) -> Counted {
    let last = crossed_at.saturating_sub(1.millisecond());
    let start = last.unwrap_or(crossed_at);
    Term::new(start, Limit::working_days(days)).count(calendar, tz)
}

/// None without the file: then nothing climbs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ladder {
    rungs: Vec<Rung>,
    at_most_days: u32,
}

impl Ladder {
    pub fn rungs(&self) -> &[Rung] {
        &self.rungs
    }

    fn of(&self, level: WarningLevel) -> impl Iterator<Item = &Rung> {
        self.rungs.iter().filter(move |rung| rung.on == level)
    }

    /// The rungs of a level that order something.
    pub fn orders(&self, level: WarningLevel) -> impl Iterator<Item = (&Rung, Instrument, Limit)> {
        self.of(level).filter_map(|rung| {
            let (instrument, reply) = rung.order?;
            Some((rung, instrument, reply))
        })
    }

    pub fn tells(&self, level: WarningLevel, whom: Tells) -> bool {
        self.of(level).any(|rung| rung.tells.contains(&whom))
    }

    /// The time in which the agency says why a mark was crossed.
    pub fn explain_by(
        &self,
        level: WarningLevel,
        crossed_at: Timestamp,
        calendar: &Calendar,
        tz: &TimeZone,
    ) -> Option<Counted> {
        let days = self.of(level).find_map(|rung| rung.explain_within)?;
        Some(days_after(crossed_at, days, calendar, tz))
    }

    /// What fell due before is let go.
    pub fn since(&self, now: Timestamp) -> Timestamp {
        now - SignedDuration::from_hours(24 * i64::from(self.at_most_days))
    }

    pub fn at_most_days(&self) -> u32 {
        self.at_most_days
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct WrittenRung {
    on: WarningLevel,
    #[serde(default)]
    after: u32,
    #[serde(default)]
    tells: Vec<Tells>,
    explain_within: Option<u32>,
    order: Option<Instrument>,
    reply: Option<u32>,
    basis: Localised,
}

/// The least and the most days for which a rung that fell due is still given.
pub(super) const AT_MOST_DAYS: (u32, u32) = (1, 365);
/// Working days after a mark.
const LONGEST: u32 = 60;

/// What the file has, and what is to be mended: the place of the rung, and what to do.
pub(super) fn read(
    written: Vec<WrittenRung>,
    at_most_days: u32,
) -> Result<Ladder, Vec<(usize, String)>> {
    let mut rungs: Vec<Rung> = Vec::new();
    let mut faults = Vec::new();
    for (index, one) in written.into_iter().enumerate() {
        faults.extend(faults_of(&one).into_iter().map(|mend| (index, mend)));
        let order = one.order.zip(one.reply);
        let order = order.map(|(instrument, days)| (instrument, Limit::working_days(days)));
        let mut below = rungs.iter().filter(|rung| rung.on == one.on);
        if let Some((instrument, _)) = order
            && below.any(|rung| {
                let lower = |of: Instrument| of < instrument && rung.after < one.after;
                rung.order.is_some_and(|(of, _)| !lower(of))
            })
        {
            let mend =
                "a rung above another of the same `on` comes later and orders something graver";
            faults.push((index, mend.to_owned()));
        }
        rungs.push(Rung {
            on: one.on,
            after: one.after,
            tells: one.tells,
            explain_within: one.explain_within,
            order,
            basis: one.basis,
        });
    }
    if faults.is_empty() {
        Ok(Ladder {
            rungs,
            at_most_days,
        })
    } else {
        Err(faults)
    }
}

fn faults_of(one: &WrittenRung) -> Vec<String> {
    let mut faults = Vec::new();
    let mut mend = |wrong: bool, words: String| {
        if wrong {
            faults.push(words);
        }
    };
    mend(
        one.on == WarningLevel::NoLegalBasis,
        "`on` is due-soon, overdue or statutory-overdue".into(),
    );
    mend(
        one.after > LONGEST,
        format!("`after` is a number of working days up to {LONGEST}"),
    );
    let at_once = !one.tells.is_empty() || one.explain_within.is_some();
    mend(
        at_once && one.after > 0,
        "people are told and asked when the mark is crossed: leave `after` out, or write another rung".into(),
    );
    mend(
        one.tells.is_empty() && one.explain_within.is_none() && one.order.is_none(),
        "a rung tells somebody, asks for an explanation or orders something".into(),
    );
    let red = matches!(
        one.on,
        WarningLevel::Overdue | WarningLevel::StatutoryOverdue
    );
    mend(
        !red && (one.order.is_some() || one.explain_within.is_some()),
        "nothing is ordered or explained before the time has run out".into(),
    );
    let days = |days: u32| (1..=LONGEST_REPLY).contains(&days);
    mend(
        one.order.is_some() != one.reply.is_some() || one.reply.is_some_and(|reply| !days(reply)),
        format!("`order` goes with `reply`, 1 to {LONGEST_REPLY} working days"),
    );
    mend(
        one.explain_within.is_some_and(|within| !days(within)),
        format!("`explain-within` is 1 to {LONGEST_REPLY} working days"),
    );
    mend(
        one.basis.zh.trim().is_empty(),
        "each rung needs a `basis`: what it rests on".into(),
    );
    faults
}
