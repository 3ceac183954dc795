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
    /// 本级人民政府负责人: extends the limit of a joint handling (行政许可法 42), handles no case.
    GovernmentHead,
    /// 监察: reads everything in its divisions, handles no case.
    Supervisor,
    Admin,
    /// The applicant, on their own case.
    Applicant,
    /// A job of the system itself.
    System,
}

impl Role {
    pub const ALL: [Self; 11] = [
        Self::Counter,
        Self::Examiner,
        Self::Reviewer,
        Self::Decider,
        Self::Issuer,
        Self::Head,
        Self::GovernmentHead,
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
            Self::GovernmentHead => "government-head",
            Self::Supervisor => "supervisor",
            Self::Admin => "admin",
            Self::Applicant => "applicant",
            Self::System => "system",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.key() == key)
    }

    /// Files what an agency files with itself (两法衔接): who registers cases, and who investigates them. It is no
    /// act on a case, which does not exist yet. Whoever decides is left out: they would take themselves off the
    /// case.
    pub fn may_file(self) -> bool {
        matches!(self, Self::Counter | Self::Examiner)
    }

    /// Sees the personal data of a case whole, for a reason: whoever works cases. It is no act on the case.
    pub fn may_disclose(self) -> bool {
        self.is_desk() && self != Self::GovernmentHead
    }

    /// Says for the agency what there is to say to a finding of the supervision. A finding is no case, and neither is
    /// this an act on one.
    pub fn may_explain_findings(self) -> bool {
        self == Self::Head
    }

    /// Appeals against what is taken off an agency's score (评分申诉).
    pub fn may_appeal_scores(self) -> bool {
        self == Self::Head
    }

    /// Decides whether a finding holds, and whether an appeal against a score does.
    pub fn may_decide_findings(self) -> bool {
        self == Self::Supervisor
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
                | Self::GovernmentHead
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
    Pause,
    Resumption,
    Extension,
    Opinion,
    Order,
    OrderReply,
    /// Accepting an answer, or sending it back.
    OrderReview,
    OrderLifting,
    /// 再监察.
    OrderRaising,
    FollowUp,
    DeemedConsent,
    DeemedRenewal,
    Recalculation,
    Transfer,
    Dispute,
    Dispatch,
    Assignment,
    DeemedOutcome,
    Routing,
    Migration,
    Enquiry,
    EnquiryReply,
    Reminder,
    Complaint,
    Forwarding,
    ComplaintReply,
    /// To ask a colleague, and to take the question back.
    Advice,
    AdviceReply,
    Voiding,
    RatingContact,
    CallBack,
    RatingReply,
    RatingAppeal,
    RatingVerdict,
    RatingRelease,
    /// 超期说明.
    WarningExplanation,
    /// 摘牌.
    WarningClearance,
    /// 逐级督办: the next rung of the ladder.
    Escalation,
}

impl Act {
    pub const ALL: [Self; 52] = [
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
        Self::Pause,
        Self::Resumption,
        Self::Extension,
        Self::Opinion,
        Self::Order,
        Self::OrderReply,
        Self::OrderReview,
        Self::OrderLifting,
        Self::OrderRaising,
        Self::FollowUp,
        Self::DeemedConsent,
        Self::DeemedRenewal,
        Self::Recalculation,
        Self::Transfer,
        Self::Dispute,
        Self::Dispatch,
        Self::Assignment,
        Self::DeemedOutcome,
        Self::Routing,
        Self::Migration,
        Self::Enquiry,
        Self::EnquiryReply,
        Self::Reminder,
        Self::Complaint,
        Self::Forwarding,
        Self::ComplaintReply,
        Self::Advice,
        Self::AdviceReply,
        Self::Voiding,
        Self::RatingContact,
        Self::CallBack,
        Self::RatingReply,
        Self::RatingAppeal,
        Self::RatingVerdict,
        Self::RatingRelease,
        Self::WarningExplanation,
        Self::WarningClearance,
        Self::Escalation,
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
            Self::Pause => "pause",
            Self::Resumption => "resumption",
            Self::Extension => "extension",
            Self::Opinion => "opinion",
            Self::Order => "order",
            Self::OrderReply => "order-reply",
            Self::OrderReview => "order-review",
            Self::OrderLifting => "order-lifting",
            Self::OrderRaising => "order-raising",
            Self::FollowUp => "follow-up",
            Self::DeemedConsent => "deemed-consent",
            Self::DeemedRenewal => "deemed-renewal",
            Self::Recalculation => "recalculation",
            Self::Transfer => "transfer",
            Self::Dispute => "dispute",
            Self::Dispatch => "dispatch",
            Self::Assignment => "assignment",
            Self::DeemedOutcome => "deemed-outcome",
            Self::Routing => "routing",
            Self::Migration => "migration",
            Self::Enquiry => "enquiry",
            Self::EnquiryReply => "enquiry-reply",
            Self::Reminder => "reminder",
            Self::Complaint => "complaint",
            Self::Forwarding => "forwarding",
            Self::ComplaintReply => "complaint-reply",
            Self::Advice => "advice",
            Self::AdviceReply => "advice-reply",
            Self::Voiding => "voiding",
            Self::RatingContact => "rating-contact",
            Self::CallBack => "call-back",
            Self::RatingReply => "rating-reply",
            Self::RatingAppeal => "rating-appeal",
            Self::RatingVerdict => "rating-verdict",
            Self::RatingRelease => "rating-release",
            Self::WarningExplanation => "warning-explanation",
            Self::WarningClearance => "warning-clearance",
            Self::Escalation => "escalation",
        }
    }
}

/// The table. `Denied` pages are made from it, and so are the acts that a page offers.
pub fn may(role: Role, act: Act) -> bool {
    use Role::{
        Applicant, Counter, Decider, Examiner, GovernmentHead, Head, Issuer, Reviewer, Supervisor,
        System,
    };
    match act {
        Act::Acceptance | Act::Correction | Act::Declination | Act::Return => role == Counter,
        Act::Claim
        | Act::Step
        | Act::EnquiryReply
        | Act::Advice
        | Act::AdviceReply
        | Act::WarningExplanation => matches!(
            role,
            Counter | Examiner | Reviewer | Decider | Issuer | Head
        ),
        Act::Decision => matches!(role, Decider | Head),
        Act::Licence => role == Issuer,
        Act::Delivery => matches!(role, Issuer | Counter),
        Act::Supplement
        | Act::Withdrawal
        | Act::Rating
        | Act::RatingReply
        | Act::Enquiry
        | Act::Reminder
        | Act::Complaint => role == Applicant,
        Act::Pause | Act::Resumption | Act::Opinion => {
            matches!(role, Examiner | Reviewer | Decider | Head)
        }
        Act::Extension => matches!(role, Head | GovernmentHead),
        // A complaint is never the business of those that it is about.
        Act::Order
        | Act::OrderReview
        | Act::OrderLifting
        | Act::Forwarding
        | Act::ComplaintReply
        | Act::RatingVerdict
        | Act::RatingRelease
        | Act::WarningClearance => role == Supervisor,
        // A rating is anonymous to those who handle cases.
        Act::CallBack => matches!(role, Head | Supervisor),
        // Whoever works a case never makes it go away.
        Act::OrderReply
        | Act::RatingContact
        | Act::FollowUp
        | Act::RatingAppeal
        | Act::Assignment
        | Act::Voiding => role == Head,
        Act::Transfer => role == Counter,
        Act::Dispatch => matches!(role, Counter | Head),
        Act::Dispute => matches!(role, Counter | Examiner | Reviewer | Decider | Head),
        // A choice that stands still is tried again by a job, or sent on by an administrator.
        Act::Routing => matches!(role, Role::Admin | System),
        Act::DeemedAcceptance
        | Act::Signal
        | Act::DeemedConsent
        | Act::DeemedRenewal
        | Act::Recalculation
        | Act::DeemedOutcome
        | Act::OrderRaising
        | Act::Escalation
        | Act::Migration => role == System,
    }
}
