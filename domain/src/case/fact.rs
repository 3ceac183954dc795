//! The facts of a case, as its journal keeps them. A fact says what was known when it was
//! written, names people, answers and materials by id and digest, and never carries their
//! words. No fact carries a due date that was computed, but for `Recalculated`: that dates moved, and which, is
//! what it is about.

mod keys;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::deadline::DeadlineKind;
use crate::authority::Role;
use crate::catalogue::{CaseKind, Moves};
use crate::id::{
    AccountId, ApplicantId, ApplicationId, CaseId, MaterialId, OfficerId, StatementId,
};
use crate::identifier::{CaseNo, LicenceNo};
use crate::limit::Limit;

/// Who wrote a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActorRef {
    Officer(OfficerId),
    /// 代理: `by` acts in the absence of `for`, which ends with the day `until`.
    Substitute {
        by: OfficerId,
        r#for: OfficerId,
        until: Date,
    },
    Applicant(ApplicantId),
    /// 代办人: whose account acted for the applicant.
    Proxy {
        by: AccountId,
        r#for: ApplicantId,
    },
    /// 窗口代为提交: an officer at the counter takes in what the applicant, or an agent of theirs, hands over.
    Counter {
        by: OfficerId,
        r#for: ApplicantId,
    },
    System,
}

impl ActorRef {
    /// The person of an agency who acts.
    pub fn officer(self) -> Option<OfficerId> {
        match self {
            Self::Officer(id) | Self::Substitute { by: id, .. } | Self::Counter { by: id, .. } => {
                Some(id)
            }
            Self::Applicant(_) | Self::Proxy { .. } | Self::System => None,
        }
    }

    /// Whoever stood at a counter handed it in.
    pub fn is_at_counter(self) -> bool {
        matches!(self, Self::Counter { .. })
    }

    /// In whose name a task is held: that of the absent person, so that it is theirs when they are back, and
    /// nothing lies with a substitute who may no longer work it.
    pub fn holder(self) -> Option<OfficerId> {
        match self {
            Self::Substitute { r#for, .. } => Some(r#for),
            _ => self.officer(),
        }
    }

    /// Whose hands an act counts as, where duties are kept apart: a substitute's, and those of the person in
    /// whose place they act.
    pub fn hands(self) -> impl Iterator<Item = OfficerId> {
        let absent = match self {
            Self::Substitute { r#for, .. } => Some(r#for),
            _ => None,
        };
        self.officer().into_iter().chain(absent)
    }
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
        /// As in `Received`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        identity: Option<IdentityShown>,
    },
    /// `counts_from` is where the clocks start; for a deemed acceptance that is the day on which
    /// the agency received the material (行政许可法 32(4)).
    Accepted {
        deemed: bool,
        counts_from: Timestamp,
        calendar: String,
        next: Moves,
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
        /// What the step's own form recorded.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        record: Option<StatementRef>,
        /// What the page had proposed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        proposed: Option<String>,
        next: Option<Moves>,
    },
    /// Nobody acted by the end of the step's limit, and the definition takes that for this outcome; at
    /// `lapsed_at`, whenever it was written down.
    StepLapsed {
        step: String,
        outcome: String,
        lapsed_at: Timestamp,
        next: Moves,
    },
    Decided {
        step: String,
        decision: Decision,
        reason: StatementRef,
        next: Moves,
    },
    LicenceIssued {
        step: String,
        number: LicenceNo,
        issued_on: Date,
        valid_until: Option<Date>,
        next: Moves,
    },
    /// 撤销, by an outcome of a step beyond the conclusion.
    Revoked {
        step: String,
    },
    Delivered {
        step: String,
        method: DeliveryMethod,
        /// How whoever took it at a counter showed who they are.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        identity: Option<IdentityShown>,
        note: Option<StatementRef>,
        next: Moves,
    },
    /// 送达回证 came back signed: `materials` are its scans, `of` is the entry of the delivery.
    ReceiptKept {
        of: u64,
        materials: Vec<Material>,
    },
    Withdrawn {
        reason: Option<StatementRef>,
    },
    Rated {
        level: u8,
        #[serde(default, skip_serializing_if = "Dimensions::is_empty")]
        dimensions: Dimensions,
        comment: Option<StatementRef>,
    },
    /// 咨询.
    Enquired {
        text: StatementRef,
    },
    /// `enquiry` is the entry that asked.
    EnquiryAnswered {
        enquiry: u64,
        text: StatementRef,
    },
    /// 催办.
    Reminded,
    /// 投诉, to the supervision.
    Complained {
        ground: ComplaintGround,
        text: StatementRef,
    },
    /// The head of the agency may read it, so as to say something to it.
    ComplaintForwarded {
        complaint: u64,
    },
    ComplaintAnswered {
        complaint: u64,
        founded: bool,
        text: StatementRef,
    },
    /// 征求同事意见: whoever works a task of `agency` asks somebody there. `role` is in which of their roles the
    /// question reaches them.
    AdviceAsked {
        step: String,
        agency: String,
        of: OfficerId,
        role: Role,
        text: StatementRef,
    },
    /// `asked` is the entry that asked.
    AdviceGiven {
        asked: u64,
        text: StatementRef,
    },
    AdviceTakenBack {
        asked: u64,
    },
    /// 作废办结, by the head of the agency.
    Voided {
        ground: VoidGround,
        reason: StatementRef,
    },
    /// 预警: a deadline came near or passed, at `crossed_at`; the entry may be later.
    Warned {
        deadline: DeadlineKind,
        step: Option<String>,
        level: WarningLevel,
        #[serde(default)]
        crossed_at: Option<Timestamp>,
    },
    /// 超期说明: why the time ran out. `warning` is the entry that warned.
    WarningExplained {
        warning: u64,
        text: StatementRef,
    },
    /// 摘牌: supervision asks for nothing more about it. That it was late stays.
    WarningCleared {
        warning: u64,
        text: StatementRef,
    },
    /// 特别程序停表. `reason` is a key of 行政许可法 45's list (`legal`), or of the definition's own.
    Paused {
        reason: String,
        legal: bool,
        expected: Limit,
        notice: NoticeNo,
        explanation: StatementRef,
    },
    Resumed {
        result: StatementRef,
    },
    /// 延期 of the statutory limit.
    Extended {
        limit: Limit,
        notice: NoticeNo,
        reason: StatementRef,
    },
    /// 协办部门意见.
    OpinionGiven {
        key: String,
        opinion: Opinion,
        text: StatementRef,
    },
    /// 视为同意: the agency kept silent, and the definition takes that for consent.
    ConsentDeemed {
        key: String,
    },
    /// 视为准予延续 (行政许可法 50), from the end of the licence, whenever it was written down.
    DeemedRenewed {
        lapsed_at: Timestamp,
        next: Moves,
    },
    /// 指派, by a head.
    Assigned {
        step: String,
        to: OfficerId,
    },
    /// 转办: the case is another agency's from now on.
    Transferred {
        agency: String,
        reason: StatementRef,
    },
    /// 分办异议: an agency says that what came to it is not its own. `step` is absent for the whole case.
    Disputed {
        step: Option<String>,
        reason: StatementRef,
    },
    /// 改派 of a disputed step, or the same agency again.
    Dispatched {
        step: String,
        agency: String,
        reason: StatementRef,
    },
    /// A choice that stood still goes on: tried again, or by an administrator's word.
    Routed {
        choice: String,
        reason: Option<StatementRef>,
        next: Moves,
    },
    /// The case goes by another version of its definition.
    Migrated {
        definition: String,
        /// Nodes that have another name there.
        renamed: Vec<Renamed>,
        /// Whose steps are another agency's there.
        parties: Vec<Party>,
    },
    /// 督办, or another of supervision's instruments. `organ` is the agency that supervises, and `notice` its number.
    Ordered {
        limit: Limit,
        text: StatementRef,
        #[serde(default, skip_serializing_if = "Instrument::is_order")]
        instrument: Instrument,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        organ: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        notice: Option<NoticeNo>,
        /// The entry of the warning that the ladder gave it for; absent of one that people gave.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        warning: Option<u64>,
    },
    /// `order` is the entry that gave it.
    OrderAnswered {
        order: u64,
        text: StatementRef,
    },
    /// Supervision is content with the answer.
    OrderAccepted {
        order: u64,
        text: Option<StatementRef>,
    },
    /// The answer does not do: another one, within `limit` from now.
    OrderSentBack {
        order: u64,
        limit: Limit,
        text: StatementRef,
    },
    /// 摘牌: supervision takes the order back.
    OrderLifted {
        order: u64,
        text: StatementRef,
    },
    /// 再监察: nobody answered in time, and it is the business of the supervision of `to` from now on.
    OrderRaised {
        order: u64,
        to: String,
    },
    /// 差评整改.
    FollowedUp {
        text: StatementRef,
    },
    /// 首次联系. `complex`: putting it right takes longer, and `text` says why.
    RaterContacted {
        complex: bool,
        text: StatementRef,
    },
    /// 回访.
    CalledBack {
        content: bool,
        text: StatementRef,
    },
    /// What the applicant says to the rectification.
    FollowUpAnswered {
        content: bool,
        text: Option<StatementRef>,
    },
    /// 差评申诉.
    RatingAppealed {
        text: StatementRef,
    },
    /// 申诉复核. An excluded rating counts nowhere.
    RatingAppealDecided {
        excluded: bool,
        text: StatementRef,
    },
    /// What was written with the rating is shown to everybody in these words, without what leads to a person; without
    /// words it is shown no more.
    RatingReleased {
        text: Option<StatementRef>,
    },
    /// The case goes by another calendar from now on. `moved` is what that did, for the record; what holds is
    /// counted anew.
    Recalculated {
        calendar: String,
        /// The notice that gave cause for it.
        reason: String,
        moved: Vec<Moved>,
    },
    /// 文书: what was told in writing with the entry `of`. Its text is kept outside the journal, as it was sent.
    NoticeSent {
        of: u64,
        number: NoticeNo,
        /// Keyed digest of the text.
        digest: String,
    },
}

/// A node's key in the old definition and in the new one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renamed {
    pub from: String,
    pub to: String,
}

/// What an online rating says beside its level, each from 1 to 5 where something was said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Dimensions {
    /// 办事效率.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub efficiency: Option<u8>,
    /// 指南准确度.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accuracy: Option<u8>,
    /// 办事便捷度.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub convenience: Option<u8>,
    /// 页面易用性.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub usability: Option<u8>,
}

/// 监察手段, from the mildest to the gravest.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Instrument {
    /// 催办.
    Reminder,
    /// 督办.
    #[default]
    Order,
    /// 纠错通知: an act of the agency is to be put right.
    Correction,
    /// 监察建议书.
    Recommendation,
}

impl Instrument {
    pub const ALL: [Self; 4] = [
        Self::Reminder,
        Self::Order,
        Self::Correction,
        Self::Recommendation,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Self::Reminder => "reminder",
            Self::Order => "order",
            Self::Correction => "correction",
            Self::Recommendation => "recommendation",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }

    /// How long an answer usually may take, in working days.
    pub fn usual_days(self) -> u32 {
        match self {
            Self::Reminder => 1,
            Self::Order | Self::Correction => 3,
            Self::Recommendation => 5,
        }
    }

    // By reference, as serde asks.
    fn is_order(&self) -> bool {
        *self == Self::Order
    }
}

/// What a complaint is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ComplaintGround {
    Delay,
    Attitude,
    /// Something was asked for that the guide does not name.
    Demand,
    Fee,
    Other,
}

/// 文书编号: of an agency, in a year, without gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeNo {
    pub year: i16,
    pub serial: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Opinion {
    Agrees,
    Objects,
}

/// A due date that another calendar moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    pub deadline: DeadlineKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    pub from: Date,
    pub to: Date,
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
    /// The calendar that the agency went by.
    #[serde(default)]
    pub calendar: Option<String>,
    /// The agency's cut-off hour, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut_off: Option<Time>,
    /// Whom the acceptance asks for an opinion.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consulted: Vec<Consulted>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renews: Option<Renewal>,
    /// Whose a step is, where that is another agency's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<Party>,
    /// 容缺受理: materials that the applicant has promised to hand in later, by rule.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tolerated: Vec<String>,
    /// Seen by its parties alone, each from its first step on.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub confidential: bool,
    /// Agencies that read it from here on, whether or not a step comes to them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub observers: Vec<String>,
    /// How whoever stood at the counter showed who they are; absent where it came online.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<IdentityShown>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    pub step: String,
    pub agency: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consulted {
    /// Of the definition's consultation.
    pub key: String,
    pub agency: String,
}

/// The licence that the applicant asks to have renewed (行政许可法 50).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Renewal {
    pub licence: LicenceNo,
    /// Its last day.
    pub expires_on: Date,
    /// Applied for early enough that silence until then renews it.
    pub timely: bool,
}

/// 申请渠道, as far as this product has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    Counter,
    Online,
}

/// In the place of a rule: the signed sheet of a delivery, which no item asks for.
pub const SIGNED_RECEIPT: &str = "signed-receipt";

/// 身份核验方式: what a clerk was shown. Whose it was is not the journal's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IdentityShown {
    /// 居民身份证.
    ResidentCard,
    /// 护照, or another document of its kind: a residence permit, a travel permit.
    Passport,
    /// 营业执照 or another certificate with the credit code, with the identity card of whoever brought it.
    BusinessLicence,
    /// 授权委托书: an agent showed their own identity card and the principal's written authorisation.
    Authorisation,
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

/// 作废的事由. A reason that is none of these is none to void a case for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VoidGround {
    /// 重复申请: the same is under way under another number.
    Duplicate,
    /// 登记错误: it came to be by a mistake of the agency's.
    Mistake,
    /// 申请人死亡或者依法终止.
    ApplicantGone,
    /// 申请的对象已经灭失, or the item was abolished.
    SubjectGone,
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
    /// A pause that 行政许可法 45 does not know. No deadline's crossing: it follows from the pause itself.
    NoLegalBasis,
}
