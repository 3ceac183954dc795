//! What a letter says, as values in the reader's language; the words around them are chosen when
//! it is sent. Stored sealed, since it names a person and their case.

use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($kind:ident $key:literal $topic:ident,)+) => {
        /// The cause of a letter. Its key is the template's name in the outbox, and part of the locale keys
        /// `mail-<key>-…` and `sms-<key>`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Kind {
            $($kind,)+
        }

        impl Kind {
            pub const ALL: &'static [Self] = &[$(Self::$kind,)+];

            pub fn key(self) -> &'static str {
                match self {
                    $(Self::$kind => $key,)+
                }
            }

            pub fn topic(self) -> Topic {
                match self {
                    $(Self::$kind => Topic::$topic,)+
                }
            }
        }
    };
}

// A new one is a line here, its words in the locale files, and whoever has the cause calls `notify`.
kinds! {
    Received "received" Progress,
    Corrected "corrected" Corrections,
    PromisedDue "promised-due" Corrections,
    Supplemented "supplemented" Progress,
    HandedIn "handed-in" Progress,
    Accepted "accepted" Notices,
    DeemedAccepted "deemed-accepted" Notices,
    Declined "declined" Decisions,
    Returned "returned" Decisions,
    Granted "granted" Decisions,
    Refused "refused" Decisions,
    Answered "answered" Decisions,
    LicenceIssued "licence-issued" Decisions,
    Delivered "delivered" Decisions,
    Withdrawn "withdrawn" Decisions,
    Voided "voided" Decisions,
    SupplementReminder "supplement-reminder" Corrections,
    Paused "paused" Notices,
    Resumed "resumed" Progress,
    Extended "extended" Notices,
    DeemedRenewed "deemed-renewed" Decisions,
    FollowedUp "followed-up" Replies,
    Recalculated "recalculated" Progress,
    Transferred "transferred" Progress,
    Revoked "revoked" Decisions,
    NotOpened "not-opened" Progress,
    NotStartable "not-startable" Progress,
    EnquiryAnswered "enquiry-answered" Replies,
    ComplaintAnswered "complaint-answered" Replies,
    DraftExpiring "draft-expiring" Drafts,
    LicenceRenewable "licence-renewable" Licences,
    LicenceEnding "licence-ending" Licences,
    Nominated "nominated" Delegations,
    CorrectedForOther "corrected-for-other" Corrections,
    ReminderForOther "reminder-for-other" Corrections,
    PaymentDue "payment-due" Notices,
    PaymentForOther "payment-for-other" Notices,
    AppointmentBooked "appointment-booked" Progress,
}

impl Kind {
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.key() == key)
    }
}

/// The sorts of letters that a reader chooses a way for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Topic {
    /// The reader has to do something by a day, or the application goes back.
    Corrections,
    /// Decisions, and what is served with them.
    Decisions,
    /// What the law has an agency tell in writing: acceptance, pauses, extensions (行政许可法 32, 42, 45).
    Notices,
    Progress,
    Replies,
    Drafts,
    Licences,
    /// Somebody names the reader to act for them.
    Delegations,
    /// Codes, and what was changed about an account: sent to the address that it is about, whatever was chosen.
    Account,
}

impl Topic {
    pub const ALL: [Self; 9] = [
        Self::Corrections,
        Self::Decisions,
        Self::Notices,
        Self::Progress,
        Self::Replies,
        Self::Drafts,
        Self::Licences,
        Self::Delegations,
        Self::Account,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Self::Corrections => "corrections",
            Self::Decisions => "decisions",
            Self::Notices => "notices",
            Self::Progress => "progress",
            Self::Replies => "replies",
            Self::Drafts => "drafts",
            Self::Licences => "licences",
            Self::Delegations => "delegations",
            Self::Account => "account",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.key() == key)
    }

    /// Who misses one of these loses time or a right, so it is always sent.
    pub fn is_mandatory(self) -> bool {
        matches!(
            self,
            Self::Corrections | Self::Decisions | Self::Notices | Self::Account
        )
    }
}

/// The values. Dates are written out; what a kind does not have is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Letter {
    pub portal: String,
    pub hotline: String,
    pub name: String,
    /// For whom the reader acts, or may.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub principal: Option<String>,
    pub item: String,
    /// Of that item or bundle: its name in another language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_code: Option<String>,
    /// Empty where no agency is concerned, as are the next two.
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
    pub fee: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pay_by: Option<String>,
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
    /// When a draft goes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deleted_on: Option<String>,
    /// The last day to apply for a renewal in time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub renew_by: Option<String>,
    /// Day, time, number and place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appointment: Option<String>,
}
