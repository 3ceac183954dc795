//! How a case stands against its clock: a shape, a colour and a word.

use leptos::prelude::*;

use crate::shell::Shell;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LampView {
    Normal,
    Paused,
    DueSoon,
    Overdue,
    StatutoryOverdue,
    ClosedInTime,
    ClosedLate,
    Closed,
}

impl LampView {
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

    /// The key of its word.
    pub fn key(self) -> &'static str {
        match self {
            Self::Normal => "lamp-normal",
            Self::Paused => "lamp-paused",
            Self::DueSoon => "lamp-due-soon",
            Self::Overdue => "lamp-overdue",
            Self::StatutoryOverdue => "lamp-statutory-overdue",
            Self::ClosedInTime => "lamp-closed-in-time",
            Self::ClosedLate => "lamp-closed-late",
            Self::Closed => "lamp-closed",
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Normal | Self::ClosedInTime => "lamp lamp-done",
            Self::Paused | Self::Closed => "lamp lamp-paused",
            Self::DueSoon => "lamp lamp-soon",
            Self::Overdue => "lamp lamp-late",
            Self::StatutoryOverdue => "lamp lamp-breach",
            Self::ClosedLate => "lamp lamp-late",
        }
    }

    /// ● ⏸ ▲ ■ ◆ ○, drawn, so that no font turns them into emoji; a late closing has a stroke through its ring.
    fn path(self) -> &'static str {
        match self {
            Self::Normal => "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2z",
            Self::Paused => "M3 2h4v12H3zM9 2h4v12H9z",
            Self::DueSoon => "M8 1.5 15 14H1z",
            Self::Overdue => "M2.5 2.5h11v11h-11z",
            Self::StatutoryOverdue => "M8 .5 15.5 8 8 15.5.5 8z",
            Self::ClosedInTime | Self::Closed => {
                "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zm0 2.2a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6z"
            }
            Self::ClosedLate => {
                "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zm0 2.2a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6zM4.5 7h7v2h-7z"
            }
        }
    }
}

impl From<domain::lamp::Lamp> for LampView {
    fn from(lamp: domain::lamp::Lamp) -> Self {
        use domain::lamp::Lamp;
        match lamp {
            Lamp::Normal => Self::Normal,
            Lamp::Paused => Self::Paused,
            Lamp::DueSoon => Self::DueSoon,
            Lamp::Overdue => Self::Overdue,
            Lamp::StatutoryOverdue => Self::StatutoryOverdue,
            Lamp::ClosedInTime => Self::ClosedInTime,
            Lamp::ClosedLate => Self::ClosedLate,
            Lamp::Closed => Self::Closed,
        }
    }
}

pub fn lamp(shell: &Shell, state: LampView) -> AnyView {
    lamp_with(state, shell.t(state.key()))
}

/// With words of one's own, that still say the state: "Overdue by 2 working days".
pub fn lamp_with(state: LampView, words: impl Into<String>) -> AnyView {
    let words = words.into();
    view! {
        <span class=state.class()>
            <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
                <path d=state.path()/>
            </svg>
            {words}
        </span>
    }
    .into_any()
}
