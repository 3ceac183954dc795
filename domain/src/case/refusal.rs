//! Why an act did not happen. Kinds, not prose: pages put them into words.

use jiff::civil::Date;

use super::fact::Target;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error(transparent)]
    Denied(#[from] Denied),
    #[error(transparent)]
    Blocked(#[from] Blocked),
}

/// The person may not do this, whatever they send.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    #[error("the role does not have this act")]
    Role,
    /// They worked a step that this one must be kept apart from.
    #[error("separation of duties: worked {0}")]
    SeparationOfDuties(String),
    #[error("the step takes another person")]
    AlreadySigned,
    /// They would look at their own work.
    #[error("it is their own work")]
    OwnWork,
}

/// The case, or what was sent, does not allow it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Blocked {
    #[error("the case is at stage {stage}")]
    Stage {
        stage: &'static str,
        step: Option<String>,
    },
    #[error("the step has no such outcome")]
    OutcomeUnknown,
    #[error("nothing was named to correct")]
    TargetsMissing,
    #[error("the definition asks for no such thing")]
    TargetUnknown(Target),
    /// 一次性告知: a second notice may only repeat what the first one named.
    #[error("not in the first notice")]
    OnceOnly(Target),
    #[error("the right agency must be named")]
    AgencyMissing,
    #[error("claimed by somebody else")]
    Claimed,
    #[error("still missing")]
    StillMissing(Target),
    #[error("the applicant's time has not run out")]
    NotLapsed,
    /// 逾期不告知: the application counts as accepted since it was received (行政许可法 32(4)).
    #[error("counts as accepted since the receipt")]
    CheckLapsed,
    #[error("a level from 1 to 5")]
    LevelUnknown,
    #[error("rated before")]
    AlreadyRated,
    /// The clock stands still: what stopped it has to end first.
    #[error("the clock stands still")]
    Paused,
    #[error("the clock runs")]
    NotPaused,
    /// The last day was this one.
    #[error("the time to rate was over with {0}")]
    RatingOver(Date),
    #[error("as many questions as may be wait for an answer")]
    EnquiriesOpen,
    #[error("no such question waits for an answer")]
    NoEnquiry,
    #[error("as many colleagues as may be are asked")]
    AdviceOpen,
    #[error("no such question waits for a colleague's answer")]
    NoAdvice,
    #[error("nobody of the agency's who could be asked")]
    NoColleague,
    #[error("as many complaints as may be wait for an answer")]
    ComplaintsOpen,
    #[error("no such complaint waits for an answer")]
    NoComplaint,
    /// Possible from this day on.
    #[error("not due soon before {0}")]
    ReminderEarly(Date),
    /// Possible again on this day.
    #[error("reminded today; again from {0}")]
    RemindedToday(Date),
    #[error("no clock of the agency's runs")]
    NothingDue,
    #[error("neither article 45 nor the definition has such a reason")]
    PauseReason,
    /// The most days that may be announced.
    #[error("a pause of 1 to {0} days")]
    PauseLength(u32),
    #[error("nothing allows an extension here")]
    NotExtendable,
    #[error("extended before")]
    Extended,
    #[error("the limit has run out")]
    Expired,
    #[error("an extension of 1 to {0}")]
    ExtensionLength(u32),
    #[error("the agency was not asked, or has answered")]
    OpinionNotAsked,
    #[error("opinions are still waited for")]
    OpinionsPending,
    #[error("a time to answer of 1 to {0} working days")]
    OrderLength(u32),
    #[error("no order waits for an answer")]
    NoOrder,
    #[error("no such warning waits for it")]
    NoWarning,
    #[error("no bad rating waits for it")]
    NothingToFollowUp,
    #[error("nobody has spoken with the applicant")]
    NotContacted,
    #[error("nothing was put right that could be asked about")]
    NothingToCallBack,
    #[error("no bad rating that can be appealed against")]
    NothingToAppeal,
    #[error("no appeal waits for an answer")]
    NoRatingAppeal,
    #[error("the rating has no words that could be shown")]
    NothingToRelease,
    #[error("nothing was done that could be answered")]
    NothingToAnswer,
    /// The condition of a choice can't be evaluated: the case stands still there.
    #[error("the condition of {0} can't be evaluated")]
    ConditionFails(String),
    #[error("may be worked only while another step is open")]
    Milestone,
    #[error("the agency says that it is not its own")]
    Disputed,
    #[error("the time to say so is over")]
    DisputeLapsed,
    #[error("neither the case's own agency nor one that has sent it back")]
    AgencyUnfit,
    #[error("that person can't do this task")]
    NotAssignable,
    #[error("what the step's form asks for is missing")]
    RecordMissing,
    #[error("materials that were promised are still owed")]
    MaterialsOwed,
    #[error("the definition issues no licence")]
    NoLicence,
    #[error("the licence number can't be formed")]
    LicenceNumber,
}

impl Denied {
    pub fn key(&self) -> &'static str {
        match self {
            Self::Role => "denied-role",
            Self::SeparationOfDuties(_) => "denied-separation",
            Self::AlreadySigned => "denied-already-signed",
            Self::OwnWork => "denied-own-work",
        }
    }
}

impl Blocked {
    pub fn key(&self) -> &'static str {
        match self {
            Self::Stage { .. } => "blocked-stage",
            Self::OutcomeUnknown => "blocked-outcome",
            Self::TargetsMissing => "blocked-targets",
            Self::TargetUnknown(_) => "blocked-target-unknown",
            Self::OnceOnly(_) => "blocked-once-only",
            Self::AgencyMissing => "blocked-agency",
            Self::Claimed => "blocked-claimed",
            Self::StillMissing(_) => "blocked-still-missing",
            Self::NotLapsed => "blocked-not-lapsed",
            Self::CheckLapsed => "blocked-check-lapsed",
            Self::LevelUnknown => "blocked-level",
            Self::AlreadyRated => "blocked-already-rated",
            Self::RatingOver(_) => "blocked-rating-over",
            Self::EnquiriesOpen => "blocked-enquiries-open",
            Self::NoEnquiry => "blocked-no-enquiry",
            Self::AdviceOpen => "blocked-advice-open",
            Self::NoAdvice => "blocked-no-advice",
            Self::NoColleague => "blocked-no-colleague",
            Self::ComplaintsOpen => "blocked-complaints-open",
            Self::NoComplaint => "blocked-no-complaint",
            Self::ReminderEarly(_) => "blocked-reminder-early",
            Self::RemindedToday(_) => "blocked-reminded-today",
            Self::NothingDue => "blocked-nothing-due",
            Self::Paused => "blocked-paused",
            Self::NotPaused => "blocked-not-paused",
            Self::PauseReason => "blocked-pause-reason",
            Self::PauseLength(_) => "blocked-pause-length",
            Self::NotExtendable => "blocked-not-extendable",
            Self::Extended => "blocked-extended",
            Self::Expired => "blocked-expired",
            Self::ExtensionLength(_) => "blocked-extension-length",
            Self::OpinionNotAsked => "blocked-opinion-not-asked",
            Self::OpinionsPending => "blocked-opinions-pending",
            Self::OrderLength(_) => "blocked-order-length",
            Self::NoOrder => "blocked-no-order",
            Self::NoWarning => "blocked-no-warning",
            Self::NothingToFollowUp => "blocked-nothing-to-follow-up",
            Self::NotContacted => "blocked-not-contacted",
            Self::NothingToCallBack => "blocked-nothing-to-call-back",
            Self::NothingToAppeal => "blocked-nothing-to-appeal",
            Self::NoRatingAppeal => "blocked-no-rating-appeal",
            Self::NothingToRelease => "blocked-nothing-to-release",
            Self::NothingToAnswer => "blocked-nothing-to-answer",
            Self::ConditionFails(_) => "blocked-condition-fails",
            Self::Milestone => "blocked-milestone",
            Self::Disputed => "blocked-disputed",
            Self::DisputeLapsed => "blocked-dispute-lapsed",
            Self::AgencyUnfit => "blocked-agency-unfit",
            Self::NotAssignable => "blocked-not-assignable",
            Self::RecordMissing => "blocked-record-missing",
            Self::MaterialsOwed => "blocked-materials-owed",
            Self::NoLicence => "blocked-no-licence",
            Self::LicenceNumber => "blocked-licence-number",
        }
    }

    /// The person can mend it in the form (422); else the case stands against it (409).
    pub fn is_input(&self) -> bool {
        matches!(
            self,
            Self::OutcomeUnknown
                | Self::TargetsMissing
                | Self::TargetUnknown(_)
                | Self::OnceOnly(_)
                | Self::AgencyMissing
                | Self::AgencyUnfit
                | Self::NotAssignable
                | Self::NoColleague
                | Self::RecordMissing
                | Self::StillMissing(_)
                | Self::LevelUnknown
                | Self::PauseReason
                | Self::PauseLength(_)
                | Self::ExtensionLength(_)
                | Self::OrderLength(_)
        )
    }
}
