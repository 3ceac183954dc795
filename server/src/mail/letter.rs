//! What a letter says, as values in the reader's language; the words around them are chosen when
//! it is sent. Stored sealed, since it names a person and their case.

use serde::{Deserialize, Serialize};

/// The cause of a letter: the template's name in the outbox and in the locale keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Received,
    Corrected,
    Supplemented,
    Accepted,
    DeemedAccepted,
    Declined,
    Returned,
    Granted,
    Refused,
    LicenceIssued,
    Delivered,
    Withdrawn,
    SupplementReminder,
    Paused,
    Resumed,
    Extended,
    DeemedRenewed,
    FollowedUp,
    Recalculated,
    Transferred,
    Revoked,
    NotOpened,
    NotStartable,
}

impl Kind {
    pub const ALL: [Self; 23] = [
        Self::Received,
        Self::Corrected,
        Self::Supplemented,
        Self::Accepted,
        Self::DeemedAccepted,
        Self::Declined,
        Self::Returned,
        Self::Granted,
        Self::Refused,
        Self::LicenceIssued,
        Self::Delivered,
        Self::Withdrawn,
        Self::SupplementReminder,
        Self::Paused,
        Self::Resumed,
        Self::Extended,
        Self::DeemedRenewed,
        Self::FollowedUp,
        Self::Recalculated,
        Self::Transferred,
        Self::Revoked,
        Self::NotOpened,
        Self::NotStartable,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Corrected => "corrected",
            Self::Supplemented => "supplemented",
            Self::Accepted => "accepted",
            Self::DeemedAccepted => "deemed-accepted",
            Self::Declined => "declined",
            Self::Returned => "returned",
            Self::Granted => "granted",
            Self::Refused => "refused",
            Self::LicenceIssued => "licence-issued",
            Self::Delivered => "delivered",
            Self::Withdrawn => "withdrawn",
            Self::SupplementReminder => "supplement-reminder",
            Self::Paused => "paused",
            Self::Resumed => "resumed",
            Self::Extended => "extended",
            Self::DeemedRenewed => "deemed-renewed",
            Self::FollowedUp => "followed-up",
            Self::Recalculated => "recalculated",
            Self::Transferred => "transferred",
            Self::Revoked => "revoked",
            Self::NotOpened => "not-opened",
            Self::NotStartable => "not-startable",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// The values. Dates are written out; what a kind does not have is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Letter {
    pub portal: String,
    pub hotline: String,
    pub name: String,
    pub item: String,
    pub agency: String,
    pub agency_phone: String,
    /// In groups.
    pub case_no: String,
    /// Where the reader goes on.
    pub url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub query_code: Option<String>,
    /// The part of a bundle that did not open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unopened: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supplement_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counts_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promised_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statutory_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice_no: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pause_reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paused_until: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extended_by: Option<String>,
    /// The notice that moved a date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub right_agency: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub right_agency_contact: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remedies: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licence_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licence_no: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<String>,
}
