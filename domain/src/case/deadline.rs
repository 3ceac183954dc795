//! The deadlines of one case, computed from its facts, its definition and the calendar, and
//! never stored as truth.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::{Case, Stage};
use crate::calendar::Calendar;
use crate::catalogue::{ServiceItem, StartEvent, TimeLimit};
use crate::lamp::{Lamp, LampInputs, lamp};
use crate::limit::{Counted, Unit, count};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeadlineKind {
    /// Receipt until acceptance or one-time notice (行政许可法 32).
    Check,
    /// The applicant's time to supplement.
    Supplement,
    Statutory,
    Promised,
    /// The open step's own limit.
    Step,
    /// Decision until delivery (行政许可法 44).
    Delivery,
}

impl DeadlineKind {
    pub const ALL: [Self; 6] = [
        Self::Check,
        Self::Supplement,
        Self::Statutory,
        Self::Promised,
        Self::Step,
        Self::Delivery,
    ];

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Supplement => "supplement",
            Self::Statutory => "statutory",
            Self::Promised => "promised",
            Self::Step => "step",
            Self::Delivery => "delivery",
        }
    }

    /// The applicant holds this one, so it never turns the agency's lamp.
    pub fn is_applicants(self) -> bool {
        self == Self::Supplement
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Deadline {
    pub kind: DeadlineKind,
    pub step: Option<String>,
    pub counted: Counted,
    /// When what it waits for happened; absent while it runs.
    pub met_at: Option<Timestamp>,
}

impl Deadline {
    pub fn is_running(&self) -> bool {
        self.met_at.is_none()
    }

    pub fn was_kept(&self) -> Option<bool> {
        self.met_at.map(|at| at < self.counted.due_at)
    }
}

/// What every act and every view of a case needs to know beside the case: one per request.
#[derive(Debug, Clone, Copy)]
pub struct Ctx<'a> {
    pub item: &'a ServiceItem,
    pub calendar: &'a Calendar,
    pub tz: &'a TimeZone,
    pub now: Timestamp,
}

impl Case {
    /// Every deadline that has started, in the order of `DeadlineKind`.
    pub fn deadlines(&self, ctx: &Ctx<'_>) -> Vec<Deadline> {
        let mut found = Vec::new();
        let mut add = |kind, step: Option<&str>, limit: &TimeLimit, start, met_at| {
            let counted = count(limit.value, &limit.unit, start, ctx.calendar, ctx.tz);
            found.push(Deadline {
                kind,
                step: step.map(Into::into),
                counted,
                met_at,
            });
        };
        let limits = &ctx.item.limits;
        let ended = self.concluded_at;
        let checked = self
            .acceptance
            .as_ref()
            .map(|acceptance| acceptance.at)
            .or(match self.corrections.last() {
                Some(correction) if correction.answered_at.is_none() => Some(correction.at),
                _ => None,
            })
            .or(ended);
        add(
            DeadlineKind::Check,
            None,
            &limits.check,
            self.check_from,
            checked,
        );
        if let Some(correction) = self.corrections.last() {
            let met = correction.answered_at.or(ended);
            add(
                DeadlineKind::Supplement,
                None,
                &limits.supplement,
                correction.at,
                met,
            );
        }
        let decided = self.decision.as_ref().map(|decision| decision.at).or(ended);
        let start = |limit: &TimeLimit| match limit.start {
            StartEvent::Receipt => Some(self.received_at),
            StartEvent::Acceptance => self.acceptance.as_ref().map(|a| a.counts_from),
        };
        if let Some(limit) = &limits.statutory
            && let Some(from) = start(limit)
        {
            add(DeadlineKind::Statutory, None, limit, from, decided);
        }
        if let Some(from) = start(&limits.promised) {
            add(
                DeadlineKind::Promised,
                None,
                &limits.promised,
                from,
                decided,
            );
        }
        if let (Stage::InProcess { step }, Some(since)) = (&self.stage, self.open_since)
            && let Some(days) = ctx.item.step(step).and_then(|step| step.limit)
        {
            let limit = TimeLimit {
                value: days,
                unit: Unit::WorkingDay,
                start: StartEvent::Acceptance,
                basis: None,
            };
            add(DeadlineKind::Step, Some(step), &limit, since, None);
        }
        if let Some(decision) = &self.decision {
            let met = self.delivered_at.or(ended);
            add(
                DeadlineKind::Delivery,
                None,
                &limits.delivery,
                decision.at,
                met,
            );
        }
        found
    }

    /// The case's lamp inputs: the nearest running deadline that the agency holds.
    pub fn lamp_inputs(&self, deadlines: &[Deadline]) -> LampInputs {
        let running = || {
            deadlines
                .iter()
                .filter(|deadline| deadline.is_running() && !deadline.kind.is_applicants())
        };
        LampInputs {
            open: self.is_open(),
            waiting: self.stage == Stage::AwaitingSupplement,
            soon_at: running().map(|deadline| deadline.counted.soon_at).min(),
            due_at: running().map(|deadline| deadline.counted.due_at).min(),
            statutory_due_at: running()
                .find(|deadline| deadline.kind == DeadlineKind::Statutory)
                .map(|deadline| deadline.counted.due_at),
            in_time: self.in_time(deadlines),
        }
    }

    pub fn lamp(&self, deadlines: &[Deadline], now: Timestamp) -> Lamp {
        lamp(self.lamp_inputs(deadlines), now)
    }

    /// Whether the case was decided within its promise, or turned away within the check limit.
    /// Absent while neither has happened, and where the applicant ended it.
    pub fn in_time(&self, deadlines: &[Deadline]) -> Option<bool> {
        let kept = |kind| {
            deadlines
                .iter()
                .find(|deadline| deadline.kind == kind)
                .and_then(Deadline::was_kept)
        };
        match (&self.decision, &self.stage) {
            (Some(_), _) => kept(DeadlineKind::Promised),
            (None, Stage::Concluded(super::Conclusion::Declined)) => kept(DeadlineKind::Check),
            _ => None,
        }
    }
}
