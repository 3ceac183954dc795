//! Which facts are told in writing, and by what kind of notice.

use domain::case::{Decision, Fact, NoticeNo, StatementRef};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Acceptance,
    /// 视为受理.
    DeemedAcceptance,
    Correction,
    Declination,
    Return,
    Withdrawal,
    Pause,
    Extension,
    Granted,
    Refused,
    /// 送达回证.
    Delivery,
    Revocation,
    Voiding,
}

impl Kind {
    pub const ALL: [Self; 13] = [
        Self::Acceptance,
        Self::DeemedAcceptance,
        Self::Correction,
        Self::Declination,
        Self::Return,
        Self::Withdrawal,
        Self::Pause,
        Self::Extension,
        Self::Granted,
        Self::Refused,
        Self::Delivery,
        Self::Revocation,
        Self::Voiding,
    ];

    /// Of what silence brings about, only the acceptance: the applicant learns of it from nobody else, and the time limits
    /// have run since the receipt.
    pub fn of(fact: &Fact) -> Option<Self> {
        Some(match fact {
            Fact::Accepted { deemed: false, .. } => Self::Acceptance,
            Fact::Accepted { deemed: true, .. } => Self::DeemedAcceptance,
            Fact::Corrected { .. } => Self::Correction,
            Fact::Declined { .. } => Self::Declination,
            Fact::Returned { .. } => Self::Return,
            Fact::Withdrawn { .. } => Self::Withdrawal,
            Fact::Paused { .. } => Self::Pause,
            Fact::Extended { .. } => Self::Extension,
            Fact::Decided {
                decision: Decision::Granted,
                ..
            } => Self::Granted,
            Fact::Decided {
                decision: Decision::Refused,
                ..
            } => Self::Refused,
            Fact::Delivered { .. } => Self::Delivery,
            Fact::Revoked { .. } => Self::Revocation,
            Fact::Voided { .. } => Self::Voiding,
            _ => return None,
        })
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::Acceptance => "acceptance",
            Self::DeemedAcceptance => "deemed-acceptance",
            Self::Correction => "correction",
            Self::Declination => "declination",
            Self::Return => "return",
            Self::Withdrawal => "withdrawal",
            Self::Pause => "pause",
            Self::Extension => "extension",
            Self::Granted => "granted",
            Self::Refused => "refused",
            Self::Delivery => "delivery",
            Self::Revocation => "revocation",
            Self::Voiding => "voiding",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// Whether it takes something from the reader, who is then told what to do about it.
    pub fn burdens(self) -> bool {
        matches!(
            self,
            Self::Declination | Self::Return | Self::Refused | Self::Revocation | Self::Voiding
        )
    }
}

/// The number that the fact itself brings along.
pub fn own_number(fact: &Fact) -> Option<NoticeNo> {
    match fact {
        Fact::Paused { notice, .. } | Fact::Extended { notice, .. } => Some(*notice),
        _ => None,
    }
}

/// Why, in the words of whoever acted.
pub fn reason(fact: &Fact) -> Option<&StatementRef> {
    match fact {
        Fact::Declined { reason, .. }
        | Fact::Returned { reason }
        | Fact::Voided { reason, .. }
        | Fact::Decided { reason, .. }
        | Fact::Extended { reason, .. } => Some(reason),
        Fact::Paused { explanation, .. } => Some(explanation),
        Fact::Withdrawn { reason } => reason.as_ref(),
        Fact::Delivered { note, .. } => note.as_ref(),
        _ => None,
    }
}
