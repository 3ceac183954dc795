//! 红黄绿灯. A lamp is a meaning, computed from due dates and the time that is asked about;
//! its colour belongs to the theme.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lamp {
    Normal,
    /// The clock stands still: an excluded procedure runs, or the applicant supplements.
    Paused,
    DueSoon,
    /// Past a promise or a step's own limit: slow, not unlawful.
    Overdue,
    /// Past the statutory limit (行政许可法 74).
    StatutoryOverdue,
    ClosedInTime,
    ClosedLate,
    /// Ended by the applicant, or returned: nobody kept or broke a promise.
    Closed,
}

impl Lamp {
    pub const ALL: [Self; 8] = [
        Self::Normal,
        Self::Paused,
        Self::DueSoon,
        Self::Overdue,
        Self::StatutoryOverdue,
        Self::ClosedInTime,
        Self::ClosedLate,
        Self::Closed,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Paused => "paused",
            Self::DueSoon => "due-soon",
            Self::Overdue => "overdue",
            Self::StatutoryOverdue => "statutory-overdue",
            Self::ClosedInTime => "closed-in-time",
            Self::ClosedLate => "closed-late",
            Self::Closed => "closed",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lamp| lamp.key() == key)
    }
}

/// What a lamp is read from. The store keeps the same values as a projection, so that a page
/// of an inbox needs no journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LampInputs {
    pub open: bool,
    /// The clock stands still.
    pub waiting: bool,
    pub soon_at: Option<Timestamp>,
    pub due_at: Option<Timestamp>,
    pub statutory_due_at: Option<Timestamp>,
    /// Of a closed case: whether it was decided within its promise.
    pub in_time: Option<bool>,
}

pub fn lamp(inputs: LampInputs, now: Timestamp) -> Lamp {
    let passed = |at: Option<Timestamp>| at.is_some_and(|at| now >= at);
    if !inputs.open {
        return match inputs.in_time {
            Some(true) => Lamp::ClosedInTime,
            Some(false) => Lamp::ClosedLate,
            None => Lamp::Closed,
        };
    }
    if passed(inputs.statutory_due_at) {
        Lamp::StatutoryOverdue
    } else if passed(inputs.due_at) {
        Lamp::Overdue
    } else if inputs.waiting {
        Lamp::Paused
    } else if passed(inputs.soon_at) {
        Lamp::DueSoon
    } else {
        Lamp::Normal
    }
}

/// When time alone next changes what `lamp` says after `now`; absent where it never does.
pub fn turns_at(inputs: LampInputs, now: Timestamp) -> Option<Timestamp> {
    let shown = lamp(inputs, now);
    let mut marks = [inputs.soon_at, inputs.due_at, inputs.statutory_due_at];
    marks.sort();
    marks
        .into_iter()
        .flatten()
        .find(|at| *at > now && lamp(inputs, *at) != shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_turns_a_lamp_where_it_says_so() {
        let at = |second| Timestamp::constant(second, 0);
        let open = LampInputs {
            open: true,
            soon_at: Some(at(10)),
            due_at: Some(at(20)),
            statutory_due_at: Some(at(30)),
            ..LampInputs::default()
        };
        assert_eq!(turns_at(open, at(0)), Some(at(10)));
        assert_eq!(turns_at(open, at(10)), Some(at(20)));
        assert_eq!(turns_at(open, at(25)), Some(at(30)));
        assert_eq!(turns_at(open, at(30)), None);
        let waiting = LampInputs {
            waiting: true,
            ..open
        };
        assert_eq!(
            turns_at(waiting, at(0)),
            Some(at(20)),
            "soon is not said of what stands still"
        );
        let closed = LampInputs {
            open: false,
            ..open
        };
        assert_eq!(turns_at(closed, at(0)), None);
    }
}
