//! Who may do what: one table. Scope (which agency's cases someone sees) is the store's part,
//! the case's stage is the case's; this is only role against act.
//!
//! A step of a process names its own role in the definition, so `Act::Step` is open to each
//! role that can work steps and `Case::record_step` then asks for that very role.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// 综合窗口: receives, checks completeness, hands out results; never examines or decides.
    Counter,
    /// 承办.
    Examiner,
    /// 审核.
    Reviewer,
    /// 批准.
    Decider,
    /// 制证、送达.
    Issuer,
    /// 机关负责人.
    Head,
    /// 监察: reads everything in its divisions, handles no case.
    Supervisor,
    Admin,
    /// The applicant, on their own case.
    Applicant,
    /// A job of the system itself.
    System,
}

impl Role {
    pub const ALL: [Self; 10] = [
        Self::Counter,
        Self::Examiner,
        Self::Reviewer,
        Self::Decider,
        Self::Issuer,
        Self::Head,
        Self::Supervisor,
        Self::Admin,
        Self::Applicant,
        Self::System,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Examiner => "examiner",
            Self::Reviewer => "reviewer",
            Self::Decider => "decider",
            Self::Issuer => "issuer",
            Self::Head => "head",
            Self::Supervisor => "supervisor",
            Self::Admin => "admin",
            Self::Applicant => "applicant",
            Self::System => "system",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.key() == key)
    }

    /// Works cases at the desk.
    pub fn is_desk(self) -> bool {
        matches!(
            self,
            Self::Counter
                | Self::Examiner
                | Self::Reviewer
                | Self::Decider
                | Self::Issuer
                | Self::Head
        )
    }
}

/// What can be done to a case; the nouns are the last part of the act's URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    Acceptance,
    Correction,
    Declination,
    Return,
    Claim,
    Step,
    Decision,
    Licence,
    Delivery,
    Supplement,
    Withdrawal,
    Rating,
    DeemedAcceptance,
    Signal,
}

impl Act {
    pub const ALL: [Self; 14] = [
        Self::Acceptance,
        Self::Correction,
        Self::Declination,
        Self::Return,
        Self::Claim,
        Self::Step,
        Self::Decision,
        Self::Licence,
        Self::Delivery,
        Self::Supplement,
        Self::Withdrawal,
        Self::Rating,
        Self::DeemedAcceptance,
        Self::Signal,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Self::Acceptance => "acceptance",
            Self::Correction => "correction",
            Self::Declination => "declination",
            Self::Return => "return",
            Self::Claim => "claim",
            Self::Step => "step",
            Self::Decision => "decision",
            Self::Licence => "licence",
            Self::Delivery => "delivery",
            Self::Supplement => "supplement",
            Self::Withdrawal => "withdrawal",
            Self::Rating => "rating",
            Self::DeemedAcceptance => "deemed-acceptance",
            Self::Signal => "signal",
        }
    }
}

/// The table. `Denied` pages are made from it, and so are the acts that a page offers.
pub fn may(role: Role, act: Act) -> bool {
    use Role::{Applicant, Counter, Decider, Examiner, Head, Issuer, Reviewer, System};
    match act {
        Act::Acceptance | Act::Correction | Act::Declination | Act::Return => role == Counter,
        Act::Claim => matches!(role, Counter | Examiner | Reviewer | Decider | Issuer),
        Act::Step => matches!(
            role,
            Counter | Examiner | Reviewer | Decider | Issuer | Head
        ),
        Act::Decision => matches!(role, Decider | Head),
        Act::Licence => role == Issuer,
        Act::Delivery => matches!(role, Issuer | Counter),
        Act::Supplement | Act::Withdrawal | Act::Rating => role == Applicant,
        Act::DeemedAcceptance | Act::Signal => role == System,
    }
}
