//! The facts of a case, as its journal keeps them. A fact says what was known when it was
//! written, names people, answers and materials by id and digest, and never carries their
//! words or a computed due date.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::deadline::DeadlineKind;
use crate::catalogue::CaseKind;
use crate::id::{ApplicantId, ApplicationId, CaseId, MaterialId, OfficerId, StatementId};
use crate::identifier::{CaseNo, LicenceNo};

/// Who wrote a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActorRef {
    Officer(OfficerId),
    Applicant(ApplicantId),
    System,
}

/// One line of a journal. `seq` counts from 1 without a gap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub seq: u64,
    pub at: Timestamp,
    pub actor: ActorRef,
    pub fact: Fact,
}

/// Free text that stands outside the journal, so that it can be erased while the chain stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementRef {
    pub id: StatementId,
    /// Keyed digest of the text.
    pub digest: String,
}

/// 申请材料 as given: what was uploaded for which rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Material {
    pub rule: String,
    pub id: MaterialId,
    /// SHA-256 of the content, hexadecimal.
    pub digest: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    tag = "fact",
    rename_all = "kebab-case",
    rename_all_fields = "kebab-case"
)]
pub enum Fact {
    Received(Box<Received>),
    Corrected {
        targets: Vec<CorrectionTarget>,
    },
    Supplemented {
        answers_digest: String,
        materials: Vec<Material>,
    },
    /// `counts_from` is where the clocks start; for a deemed acceptance that is the day on which
    /// the agency received the material (行政许可法 32(4)).
    Accepted {
        deemed: bool,
        counts_from: Timestamp,
        calendar: String,
        next: String,
    },
    Declined {
        ground: DeclineGround,
        agency: Option<String>,
        reason: StatementRef,
    },
    Returned {
        reason: StatementRef,
    },
    Claimed {
        step: String,
    },
    Released {
        step: String,
    },
    /// `next` is absent while a step that takes several people waits for the others.
    StepRecorded {
        step: String,
        outcome: String,
        opinion: StatementRef,
        next: Option<String>,
    },
    Decided {
        step: String,
        decision: Decision,
        reason: StatementRef,
        next: String,
    },
    LicenceIssued {
        step: String,
        number: LicenceNo,
        issued_on: Date,
        valid_until: Option<Date>,
        next: String,
    },
    Delivered {
        step: String,
        method: DeliveryMethod,
        note: Option<StatementRef>,
        next: String,
    },
    Withdrawn {
        reason: Option<StatementRef>,
    },
    Rated {
        level: u8,
        comment: Option<StatementRef>,
    },
    /// 预警: a deadline came near or passed.
    Warned {
        deadline: DeadlineKind,
        step: Option<String>,
        level: WarningLevel,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Received {
    pub case: CaseId,
    pub no: CaseNo,
    /// Keyed digest of the query code.
    pub query_code_digest: String,
    pub application: ApplicationId,
    pub applicant: ApplicantId,
    pub item: String,
    /// Content hash of the definition that the case keeps.
    pub definition: String,
    pub kind: CaseKind,
    pub agency: String,
    /// Where the agency of the case is asked for.
    pub division: String,
    pub prefecture: String,
    pub channel: Channel,
    pub answers_digest: String,
    pub materials: Vec<Material>,
}

/// 申请渠道, as far as this product has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    Counter,
    Online,
}

/// One field or material that a correction asks for again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct CorrectionTarget {
    #[serde(flatten)]
    pub what: Target,
    pub note: StatementRef,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    Field(String),
    Material(String),
}

impl Target {
    /// `field:name` or `material:layout`, as forms name it.
    pub fn token(&self) -> String {
        match self {
            Self::Field(key) => format!("field:{key}"),
            Self::Material(key) => format!("material:{key}"),
        }
    }

    pub fn from_token(token: &str) -> Option<Self> {
        let (kind, key) = token.split_once(':')?;
        match kind {
            "field" => Some(Self::Field(key.into())),
            "material" => Some(Self::Material(key.into())),
            _ => None,
        }
    }
}

/// 不予受理的理由: article 32(1) and (2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeclineGround {
    /// No licence is needed for this.
    NotRequired,
    /// Another agency's power; it must be named.
    NotOurs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    Granted,
    Refused,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeliveryMethod {
    Counter,
    Post,
    Electronic,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WarningLevel {
    DueSoon,
    Overdue,
    StatutoryOverdue,
}

impl Fact {
    /// The free text that it refers to, in the order in which it was given.
    pub fn statements(&self) -> Vec<&StatementRef> {
        match self {
            Self::Corrected { targets } => targets.iter().map(|target| &target.note).collect(),
            Self::Declined { reason, .. }
            | Self::Returned { reason }
            | Self::Decided { reason, .. } => vec![reason],
            Self::StepRecorded { opinion, .. } => vec![opinion],
            Self::Delivered { note, .. } => note.iter().collect(),
            Self::Withdrawn { reason } => reason.iter().collect(),
            Self::Rated { comment, .. } => comment.iter().collect(),
            Self::Received(_)
            | Self::Supplemented { .. }
            | Self::Accepted { .. }
            | Self::Claimed { .. }
            | Self::Released { .. }
            | Self::LicenceIssued { .. }
            | Self::Warned { .. } => Vec::new(),
        }
    }

    /// The kind's name, for journals on pages and for locale keys.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Received(_) => "received",
            Self::Corrected { .. } => "corrected",
            Self::Supplemented { .. } => "supplemented",
            Self::Accepted { deemed: false, .. } => "accepted",
            Self::Accepted { deemed: true, .. } => "deemed-accepted",
            Self::Declined { .. } => "declined",
            Self::Returned { .. } => "returned",
            Self::Claimed { .. } => "claimed",
            Self::Released { .. } => "released",
            Self::StepRecorded { .. } => "step-recorded",
            Self::Decided {
                decision: Decision::Granted,
                ..
            } => "granted",
            Self::Decided {
                decision: Decision::Refused,
                ..
            } => "refused",
            Self::LicenceIssued { .. } => "licence-issued",
            Self::Delivered { .. } => "delivered",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Rated { .. } => "rated",
            Self::Warned {
                level: WarningLevel::DueSoon,
                ..
            } => "warned-due-soon",
            Self::Warned {
                level: WarningLevel::Overdue,
                ..
            } => "warned-overdue",
            Self::Warned {
                level: WarningLevel::StatutoryOverdue,
                ..
            } => "warned-statutory-overdue",
        }
    }
}

impl DeclineGround {
    pub fn key(self) -> &'static str {
        match self {
            Self::NotRequired => "not-required",
            Self::NotOurs => "not-ours",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        [Self::NotRequired, Self::NotOurs]
            .into_iter()
            .find(|ground| ground.key() == key)
    }
}

impl Decision {
    pub fn key(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Refused => "refused",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Granted, Self::Refused]
            .into_iter()
            .find(|decision| decision.key() == key)
    }
}

impl DeliveryMethod {
    pub const ALL: [Self; 3] = [Self::Counter, Self::Post, Self::Electronic];

    pub fn key(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Post => "post",
            Self::Electronic => "electronic",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.key() == key)
    }
}

impl WarningLevel {
    pub fn key(self) -> &'static str {
        match self {
            Self::DueSoon => "due-soon",
            Self::Overdue => "overdue",
            Self::StatutoryOverdue => "statutory-overdue",
        }
    }
}
