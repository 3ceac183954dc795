//! The names that facts and their parts have on pages, in locale keys and in forms, and the texts that facts
//! refer to.

use super::{
    ComplaintGround, Decision, DeclineGround, DeliveryMethod, Dimensions, Fact, IdentityShown,
    Instrument, Opinion, StatementRef, VoidGround, WarningLevel,
};
use crate::catalogue::Moves;

impl Fact {
    /// The free text that it refers to, in the order in which it was given.
    pub fn statements(&self) -> Vec<&StatementRef> {
        match self {
            Self::Corrected { targets } => targets.iter().map(|target| &target.note).collect(),
            Self::Declined { reason, .. }
            | Self::Returned { reason }
            | Self::Voided { reason, .. }
            | Self::Decided { reason, .. } => vec![reason],
            Self::StepRecorded {
                opinion, record, ..
            } => std::iter::once(opinion).chain(record).collect(),
            Self::Transferred { reason, .. }
            | Self::Disputed { reason, .. }
            | Self::Dispatched { reason, .. } => vec![reason],
            Self::Routed { reason, .. } => reason.iter().collect(),
            Self::OrderAccepted { text, .. } => text.iter().collect(),
            Self::Delivered { note, .. } => note.iter().collect(),
            Self::Withdrawn { reason } => reason.iter().collect(),
            Self::Rated { comment, .. } => comment.iter().collect(),
            Self::FollowUpAnswered { text, .. } | Self::RatingReleased { text } => {
                text.iter().collect()
            }
            Self::Paused { explanation, .. } => vec![explanation],
            Self::Resumed { result } => vec![result],
            Self::Extended { reason, .. } => vec![reason],
            Self::OpinionGiven { text, .. }
            | Self::Ordered { text, .. }
            | Self::OrderAnswered { text, .. }
            | Self::OrderSentBack { text, .. }
            | Self::OrderLifted { text, .. }
            | Self::FollowedUp { text }
            | Self::RaterContacted { text, .. }
            | Self::CalledBack { text, .. }
            | Self::RatingAppealed { text }
            | Self::RatingAppealDecided { text, .. }
            | Self::Enquired { text }
            | Self::EnquiryAnswered { text, .. }
            | Self::Complained { text, .. }
            | Self::ComplaintAnswered { text, .. }
            | Self::AdviceAsked { text, .. }
            | Self::AdviceGiven { text, .. }
            | Self::WarningExplained { text, .. }
            | Self::WarningCleared { text, .. } => vec![text],
            Self::Received(_)
            | Self::ReceiptKept { .. }
            | Self::Supplemented { .. }
            | Self::Accepted { .. }
            | Self::Claimed { .. }
            | Self::Released { .. }
            | Self::LicenceIssued { .. }
            | Self::StepLapsed { .. }
            | Self::Revoked { .. }
            | Self::Assigned { .. }
            | Self::Migrated { .. }
            | Self::ConsentDeemed { .. }
            | Self::DeemedRenewed { .. }
            | Self::Recalculated { .. }
            | Self::Reminded
            | Self::ComplaintForwarded { .. }
            | Self::OrderRaised { .. }
            | Self::NoticeSent { .. }
            | Self::AdviceTakenBack { .. }
            | Self::Warned { .. } => Vec::new(),
        }
    }

    /// What is asked, answered, complained of and explained beside the case: it changes nothing that an act decides on.
    pub fn is_talk(&self) -> bool {
        matches!(
            self,
            Self::Enquired { .. }
                | Self::EnquiryAnswered { .. }
                | Self::Reminded
                | Self::WarningExplained { .. }
                | Self::WarningCleared { .. }
        ) || self.is_complaint()
            || self.is_advice()
    }

    /// Between colleagues of one agency.
    pub fn is_advice(&self) -> bool {
        matches!(
            self,
            Self::AdviceAsked { .. } | Self::AdviceGiven { .. } | Self::AdviceTakenBack { .. }
        )
    }

    /// Of the loop that a rating opens. It names the rater to whoever knows the case, so that those who handled it
    /// are told nothing of it.
    pub fn is_of_rating(&self) -> bool {
        matches!(
            self,
            Self::Rated { .. }
                | Self::FollowedUp { .. }
                | Self::RaterContacted { .. }
                | Self::CalledBack { .. }
                | Self::FollowUpAnswered { .. }
                | Self::RatingAppealed { .. }
                | Self::RatingAppealDecided { .. }
                | Self::RatingReleased { .. }
        )
    }

    /// Between the applicant and the supervision.
    pub fn is_complaint(&self) -> bool {
        matches!(
            self,
            Self::Complained { .. }
                | Self::ComplaintForwarded { .. }
                | Self::ComplaintAnswered { .. }
        )
    }

    /// Where the case went with it.
    pub fn moves(&self) -> Option<&Moves> {
        match self {
            Self::Accepted { next, .. }
            | Self::StepLapsed { next, .. }
            | Self::Decided { next, .. }
            | Self::LicenceIssued { next, .. }
            | Self::Delivered { next, .. }
            | Self::DeemedRenewed { next, .. }
            | Self::Routed { next, .. } => Some(next),
            Self::StepRecorded { next, .. } => next.as_ref(),
            _ => None,
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
            Self::ReceiptKept { .. } => "receipt-kept",
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
            Self::Warned {
                level: WarningLevel::NoLegalBasis,
                ..
            } => "warned-no-legal-basis",
            Self::Paused { legal: true, .. } => "paused",
            Self::Paused { legal: false, .. } => "paused-without-basis",
            Self::Resumed { .. } => "resumed",
            Self::Extended { .. } => "extended",
            Self::OpinionGiven {
                opinion: Opinion::Agrees,
                ..
            } => "opinion-agrees",
            Self::OpinionGiven {
                opinion: Opinion::Objects,
                ..
            } => "opinion-objects",
            Self::ConsentDeemed { .. } => "consent-deemed",
            Self::DeemedRenewed { .. } => "deemed-renewed",
            Self::Ordered { instrument, .. } => match instrument {
                Instrument::Reminder => "ordered-reminder",
                Instrument::Order => "ordered",
                Instrument::Correction => "ordered-correction",
                Instrument::Recommendation => "ordered-recommendation",
            },
            Self::OrderAnswered { .. } => "order-answered",
            Self::OrderAccepted { .. } => "order-accepted",
            Self::OrderSentBack { .. } => "order-sent-back",
            Self::OrderLifted { .. } => "order-lifted",
            Self::OrderRaised { .. } => "order-raised",
            Self::FollowedUp { .. } => "followed-up",
            Self::RaterContacted { complex: false, .. } => "rater-contacted",
            Self::RaterContacted { complex: true, .. } => "rater-contacted-complex",
            Self::CalledBack { content: true, .. } => "called-back-content",
            Self::CalledBack { content: false, .. } => "called-back-discontent",
            Self::FollowUpAnswered { content: true, .. } => "follow-up-accepted",
            Self::FollowUpAnswered { content: false, .. } => "follow-up-contested",
            Self::RatingAppealed { .. } => "rating-appealed",
            Self::RatingAppealDecided { excluded: true, .. } => "rating-excluded",
            Self::RatingAppealDecided {
                excluded: false, ..
            } => "rating-stands",
            Self::RatingReleased { text: Some(_) } => "rating-released",
            Self::RatingReleased { text: None } => "rating-withheld",
            Self::Recalculated { .. } => "recalculated",
            Self::StepLapsed { .. } => "step-lapsed",
            Self::Revoked { .. } => "revoked",
            Self::NoticeSent { .. } => "notice-sent",
            Self::Assigned { .. } => "assigned",
            Self::Transferred { .. } => "transferred",
            Self::Disputed { .. } => "disputed",
            Self::Dispatched { .. } => "dispatched",
            Self::Routed { .. } => "routed",
            Self::Migrated { .. } => "migrated",
            Self::Enquired { .. } => "enquired",
            Self::EnquiryAnswered { .. } => "enquiry-answered",
            Self::Reminded => "reminded",
            Self::Complained { .. } => "complained",
            Self::ComplaintForwarded { .. } => "complaint-forwarded",
            Self::ComplaintAnswered { .. } => "complaint-answered",
            Self::AdviceAsked { .. } => "advice-asked",
            Self::AdviceGiven { .. } => "advice-given",
            Self::AdviceTakenBack { .. } => "advice-taken-back",
            Self::Voided { .. } => "voided",
            Self::WarningExplained { .. } => "warning-explained",
            Self::WarningCleared { .. } => "warning-cleared",
        }
    }
}

impl ComplaintGround {
    pub const ALL: [Self; 5] = [
        Self::Delay,
        Self::Attitude,
        Self::Demand,
        Self::Fee,
        Self::Other,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Self::Delay => "delay",
            Self::Attitude => "attitude",
            Self::Demand => "demand",
            Self::Fee => "fee",
            Self::Other => "other",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ground| ground.key() == key)
    }
}

impl Dimensions {
    /// The last parts of locale keys and the names of form fields, in the order of `of`.
    pub const KEYS: [&'static str; 4] = ["efficiency", "accuracy", "convenience", "usability"];

    pub fn new(given: [Option<u8>; 4]) -> Self {
        let [efficiency, accuracy, convenience, usability] = given;
        Self {
            efficiency,
            accuracy,
            convenience,
            usability,
        }
    }

    /// In the order of `KEYS`.
    pub fn all(self) -> [Option<u8>; 4] {
        [
            self.efficiency,
            self.accuracy,
            self.convenience,
            self.usability,
        ]
    }

    pub fn is_empty(&self) -> bool {
        self.all() == [None; 4]
    }
}

impl VoidGround {
    pub const ALL: [Self; 4] = [
        Self::Duplicate,
        Self::Mistake,
        Self::ApplicantGone,
        Self::SubjectGone,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Self::Duplicate => "duplicate",
            Self::Mistake => "mistake",
            Self::ApplicantGone => "applicant-gone",
            Self::SubjectGone => "subject-gone",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ground| ground.key() == key)
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

impl Opinion {
    pub const ALL: [Self; 2] = [Self::Agrees, Self::Objects];

    pub fn key(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Objects => "objects",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|opinion| opinion.key() == key)
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

impl IdentityShown {
    pub const ALL: [Self; 4] = [
        Self::ResidentCard,
        Self::Passport,
        Self::BusinessLicence,
        Self::Authorisation,
    ];

    /// As the store has it, and the end of its locale keys.
    pub fn key(self) -> &'static str {
        match self {
            Self::ResidentCard => "resident-card",
            Self::Passport => "passport",
            Self::BusinessLicence => "business-licence",
            Self::Authorisation => "authorisation",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shown| shown.key() == key)
    }
}

impl WarningLevel {
    pub fn key(self) -> &'static str {
        match self {
            Self::DueSoon => "due-soon",
            Self::Overdue => "overdue",
            Self::StatutoryOverdue => "statutory-overdue",
            Self::NoLegalBasis => "no-legal-basis",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        let all = [
            Self::DueSoon,
            Self::Overdue,
            Self::StatutoryOverdue,
            Self::NoLegalBasis,
        ];
        all.into_iter().find(|level| level.key() == key)
    }
}
