//! 办件: a case as its facts make it. `Case::replay` folds a journal; each act is a file of its
//! own that looks at the folded state and answers with the facts to append, or with the reason
//! why not. Nothing here reads a clock, a table or a definition that it was not given.

mod accept;
mod advise;
mod assign;
mod available;
mod claim;
mod complain;
mod consult;
mod correct;
pub mod deadline;
mod decide;
mod decline;
mod deem;
mod deliver;
mod dispatch;
mod enquire;
mod escalate;
mod evidence;
mod explain;
mod extend;
pub mod fact;
mod file;
mod fold;
mod issue_licence;
pub mod journal;
mod lapse;
mod migrate;
mod nodes;
mod pause;
mod position;
pub mod projection;
mod put_right;
mod rate;
mod recalculate;
mod record_step;
mod refusal;
mod remind;
mod renew;
mod return_;
mod route;
mod signal;
mod supervise;
mod supplement;
mod void;
mod withdraw;

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;

pub use crate::catalogue::{Arrival, Arrived, Moves, Taken};
pub use advise::MOST_ADVICE;
pub use complain::MOST_COMPLAINTS;
pub use consult::Critical;
pub use deadline::{Ctx, Deadline, DeadlineKind};
pub use dispatch::DISPUTE_LIMIT;
pub use enquire::MOST_ENQUIRIES;
pub use escalate::DueRung;
pub use evidence::CaseData;
pub(crate) use evidence::value;
pub use explain::is_to_pay;
pub use fact::{
    ActorRef, Channel, ComplaintGround, Consulted, CorrectionTarget, Decision, DeclineGround,
    DeliveryMethod, Dimensions, Entry, Fact, IdentityShown, Instrument, Material, Moved, NoticeNo,
    Opinion, Party, Received, Renamed, Renewal, SIGNED_RECEIPT, StatementRef, Target, VoidGround,
    WarningLevel,
};
pub use fold::Broken;
pub use migrate::{Forbids, Mapping};
pub use pause::{ExcludedTime, LONGEST_PAUSE};
pub use record_step::Recording;
pub use refusal::{Blocked, Denied, Refusal};
pub use route::Unanswered;
pub use supervise::{LONGEST_REPLY, NewOrder, OrderRow};
pub use supplement::is_unpaid;

use crate::authority::{Act, Role, may};
use crate::catalogue::ACCEPTANCE;
use crate::id::OfficerId;
use crate::identifier::LicenceNo;
use crate::limit::Limit;

/// Who acts, with what they are allowed to be.
#[derive(Debug, Clone)]
pub struct Actor {
    pub by: ActorRef,
    pub roles: Vec<Role>,
    /// For whom an officer acts.
    pub agency: Option<String>,
}

impl Actor {
    pub const SYSTEM: Self = Self {
        by: ActorRef::System,
        roles: Vec::new(),
        agency: None,
    };

    fn has(&self, role: Role) -> bool {
        self.roles.contains(&role) || (role == Role::System && self.by == ActorRef::System)
    }

    pub fn may(&self, act: Act) -> bool {
        Role::ALL
            .into_iter()
            .any(|role| self.has(role) && may(role, act))
    }

    /// Whether they may file what their agency files with itself.
    pub fn may_file(&self) -> bool {
        self.roles.iter().any(|role| role.may_file())
    }

    fn officer(&self) -> Result<OfficerId, Denied> {
        self.by.officer().ok_or(Denied::Role)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// With the counter, for the check of completeness.
    Received,
    AwaitingSupplement,
    /// At one or more steps of the definition's process.
    InProcess,
    Concluded(Conclusion),
}

impl Stage {
    pub fn key(&self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::AwaitingSupplement => "awaiting-supplement",
            Self::InProcess => "in-process",
            Self::Concluded(_) => "concluded",
        }
    }
}

/// 办结结果.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Conclusion {
    Granted,
    Refused,
    Declined,
    Returned,
    Withdrawn,
    /// 作废: kept, with its reason, and reported.
    Voided,
}

impl Conclusion {
    pub fn key(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Refused => "refused",
            Self::Declined => "declined",
            Self::Returned => "returned",
            Self::Withdrawn => "withdrawn",
            Self::Voided => "voided",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    pub at: Timestamp,
    pub counts_from: Timestamp,
    pub deemed: bool,
    pub by: ActorRef,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    pub at: Timestamp,
    pub targets: Vec<CorrectionTarget>,
    pub answered_at: Option<Timestamp>,
}

/// One person's record of the open step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    pub seq: u64,
    pub by: ActorRef,
    pub at: Timestamp,
    pub outcome: String,
    pub opinion: StatementRef,
}

/// Where a case is: with the counter, at a step or, standing still, at a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenNode {
    pub key: String,
    pub opened_at: Timestamp,
    pub claimed_by: Option<OfficerId>,
    pub signatures: Vec<Signature>,
    /// Two who had to agree did not: what stands put another record aside.
    pub contested: bool,
    /// Whose it is, where a dispute was settled otherwise than the routing said.
    pub agency: Option<String>,
    /// When the agency that it came to said that it was not its own; absent once that is settled.
    pub disputed_at: Option<Timestamp>,
}

/// A step that was finished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepDone {
    pub step: String,
    pub outcome: String,
    /// Whose hands it counts as; nobody's where silence finished it.
    pub by: Vec<OfficerId>,
    pub opened_at: Timestamp,
    pub at: Timestamp,
    /// Of the step's own form.
    pub record: Option<StatementRef>,
    pub agency: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    pub decision: Decision,
    pub at: Timestamp,
    pub by: ActorRef,
    /// Absent where nobody gave one, since silence decided.
    pub reason: Option<StatementRef>,
    pub deemed: bool,
}

/// 停表: a procedure whose time does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pausing {
    pub seq: u64,
    pub at: Timestamp,
    pub reason: String,
    /// In the list of 行政许可法 45.
    pub legal: bool,
    pub expected: Limit,
    pub notice: NoticeNo,
    pub explanation: StatementRef,
    pub ended_at: Option<Timestamp>,
}

/// 延期.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extension {
    pub seq: u64,
    pub at: Timestamp,
    pub limit: Limit,
    pub notice: NoticeNo,
    pub reason: StatementRef,
}

/// An agency that was asked for its opinion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consultation {
    pub key: String,
    pub agency: String,
    pub at: Timestamp,
    pub answer: Option<Answer>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub at: Timestamp,
    /// Absent for consent by silence.
    pub said: Option<(Opinion, StatementRef)>,
}

/// 转办.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    pub from: String,
    pub to: String,
    pub at: Timestamp,
    /// The agency that it came to sent it back as not its own.
    pub disputed: bool,
}

/// 督办单.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupervisionOrder {
    pub seq: u64,
    pub at: Timestamp,
    pub by: ActorRef,
    pub instrument: Instrument,
    /// Who supervises, and by which number; absent of old journals.
    pub organ: Option<String>,
    pub notice: Option<NoticeNo>,
    /// Since when the time to answer runs: from the order, or from when an answer was sent back.
    pub since: Timestamp,
    pub limit: Limit,
    pub text: StatementRef,
    /// The one that stands.
    pub answer: Option<OrderAnswer>,
    /// How many answers were sent back.
    pub sent_back: usize,
    pub closed: Option<OrderClosed>,
    /// The entry of the warning that the ladder gave it for.
    pub warning: Option<u64>,
    /// Whose business it became, and when, the last one last.
    pub raised: Vec<(Timestamp, String)>,
}

/// How an order came to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderClosed {
    pub at: Timestamp,
    pub by: ActorRef,
    /// The answer was accepted, and the order not taken back.
    pub accepted: bool,
    pub text: Option<StatementRef>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderAnswer {
    pub at: Timestamp,
    pub text: StatementRef,
}

/// The case was counted anew under another calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recalculation {
    pub seq: u64,
    pub at: Timestamp,
    pub reason: String,
    pub moved: Vec<Moved>,
    /// Who held each of them then.
    pub holders: Vec<String>,
}

/// 咨询, and what was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enquiry {
    pub seq: u64,
    pub at: Timestamp,
    pub text: StatementRef,
    pub answer: Option<OrderAnswer>,
}

/// 投诉, and what supervision made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    pub seq: u64,
    pub at: Timestamp,
    pub ground: ComplaintGround,
    pub text: StatementRef,
    /// When the head of the agency was given it to read.
    pub forwarded_at: Option<Timestamp>,
    pub answer: Option<Finding>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub at: Timestamp,
    pub founded: bool,
    pub text: StatementRef,
}

/// A question to a colleague.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    pub seq: u64,
    pub at: Timestamp,
    pub by: ActorRef,
    /// The task that it is about, which may have ended since.
    pub step: String,
    pub agency: String,
    pub of: OfficerId,
    pub role: Role,
    pub text: StatementRef,
    pub answer: Option<OrderAnswer>,
    pub taken_back: bool,
}

/// 作废.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voiding {
    pub ground: VoidGround,
    pub reason: StatementRef,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    pub level: u8,
    pub dimensions: Dimensions,
    pub comment: Option<StatementRef>,
    pub at: Timestamp,
    /// 首次联系.
    pub contact: Option<Word>,
    /// Putting it right takes longer.
    pub complex: bool,
    /// 整改.
    pub followed_up: Option<Word>,
    /// 回访: and whether the applicant is content now.
    pub called_back: Option<(Word, bool)>,
    /// What the applicant says to the rectification.
    pub reply: Option<FollowUpReply>,
    pub appeal: Option<RatingAppeal>,
    /// What everybody is shown of what was written with it.
    pub released: Option<StatementRef>,
}

/// Who said what, when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    pub at: Timestamp,
    pub by: ActorRef,
    pub text: StatementRef,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUpReply {
    pub at: Timestamp,
    pub content: bool,
    pub text: Option<StatementRef>,
}

/// 差评申诉.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatingAppeal {
    pub at: Timestamp,
    pub by: ActorRef,
    pub text: StatementRef,
    /// And whether the rating is excluded.
    pub verdict: Option<(Word, bool)>,
}

/// How far the loop of a rating is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RatingState {
    /// Three and above: there is nothing to put right.
    Good,
    Open,
    Contacted,
    Rectified,
    CalledBack,
    /// Supervision has to say whether it stands.
    Appealed,
    Excluded,
}

impl RatingState {
    pub const ALL: [Self; 7] = [
        Self::Good,
        Self::Open,
        Self::Contacted,
        Self::Rectified,
        Self::CalledBack,
        Self::Appealed,
        Self::Excluded,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Open => "open",
            Self::Contacted => "contacted",
            Self::Rectified => "rectified",
            Self::CalledBack => "called-back",
            Self::Appealed => "appealed",
            Self::Excluded => "excluded",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }
}

impl Rating {
    /// 差评: the last two of five.
    pub fn is_bad(&self) -> bool {
        self.level <= 2
    }

    /// Supervision found that it was given in bad faith or by mistake.
    pub fn is_excluded(&self) -> bool {
        let verdict = self
            .appeal
            .as_ref()
            .and_then(|appeal| appeal.verdict.as_ref());
        verdict.is_some_and(|(_, excluded)| *excluded)
    }

    pub fn state(&self) -> RatingState {
        let appealed = self
            .appeal
            .as_ref()
            .is_some_and(|appeal| appeal.verdict.is_none());
        if self.is_excluded() {
            RatingState::Excluded
        } else if !self.is_bad() {
            RatingState::Good
        } else if appealed {
            RatingState::Appealed
        } else if self.called_back.is_some() {
            RatingState::CalledBack
        } else if self.followed_up.is_some() {
            RatingState::Rectified
        } else if self.contact.is_some() {
            RatingState::Contacted
        } else {
            RatingState::Open
        }
    }

    /// Takes in what followed; whether it could.
    fn goes_on(&mut self, entry: &Entry) -> bool {
        let word = |text: &StatementRef| Word {
            at: entry.at,
            by: entry.actor,
            text: text.clone(),
        };
        let bad = self.is_bad() && !self.is_excluded();
        match &entry.fact {
            Fact::RaterContacted { complex, text } if bad && self.contact.is_none() => {
                self.contact = Some(word(text));
                self.complex = *complex;
            }
            Fact::FollowedUp { text } if bad && self.followed_up.is_none() => {
                self.followed_up = Some(word(text));
            }
            Fact::CalledBack { content, text }
                if self.followed_up.is_some() && self.called_back.is_none() =>
            {
                self.called_back = Some((word(text), *content));
            }
            Fact::FollowUpAnswered { content, text }
                if self.followed_up.is_some() && self.reply.is_none() =>
            {
                self.reply = Some(FollowUpReply {
                    at: entry.at,
                    content: *content,
                    text: text.clone(),
                });
            }
            Fact::RatingAppealed { text } if bad && self.appeal.is_none() => {
                self.appeal = Some(RatingAppeal {
                    at: entry.at,
                    by: entry.actor,
                    text: text.clone(),
                    verdict: None,
                });
            }
            Fact::RatingAppealDecided { excluded, text } => match &mut self.appeal {
                Some(appeal) if appeal.verdict.is_none() => {
                    appeal.verdict = Some((word(text), *excluded));
                }
                _ => return false,
            },
            Fact::RatingReleased { text } if self.comment.is_some() => {
                self.released.clone_from(text);
            }
            _ => return false,
        }
        true
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Licence {
    pub number: LicenceNo,
    pub issued_on: Date,
    pub valid_until: Option<Date>,
    pub revoked_at: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    pub seq: u64,
    /// When it was written down.
    pub at: Timestamp,
    /// When it happened.
    pub crossed_at: Timestamp,
    pub deadline: DeadlineKind,
    pub step: Option<String>,
    /// The name that the step has now: another version of the definition may have given it another.
    pub step_now: Option<String>,
    /// Who held it then.
    pub agency: String,
    /// When the step that it warns of was opened: a step that is opened again warns again.
    pub opened_at: Option<Timestamp>,
    pub level: WarningLevel,
    /// Who had taken the task then.
    pub holder: Option<OfficerId>,
    /// 超期说明.
    pub explained: Option<Word>,
    /// 摘牌.
    pub cleared: Option<Word>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    pub received: Received,
    pub received_at: Timestamp,
    /// Start of the check clock: the receipt, or that of the last supplement.
    pub check_from: Timestamp,
    pub seq: u64,
    pub stage: Stage,
    pub acceptance: Option<Acceptance>,
    pub corrections: Vec<Correction>,
    /// Whose case it is now.
    pub agency: String,
    /// Which version of its definition it goes by now.
    pub definition: String,
    pub open: Vec<OpenNode>,
    pub arrived: Arrived,
    /// Other agencies that a step was opened for, finished or not.
    pub involved: BTreeSet<String>,
    pub transfers: Vec<Transfer>,
    /// Materials that were promised and are still owed, by rule.
    pub owed: Vec<String>,
    /// When the last of them was handed in.
    pub settled_at: Option<Timestamp>,
    /// Who signed a step that was then signed with another outcome: put aside, but worked.
    pub put_aside: Vec<(String, OfficerId)>,
    /// The entries with those records.
    pub set_aside: Vec<u64>,
    pub done: Vec<StepDone>,
    pub decision: Option<Decided>,
    pub licence: Option<Licence>,
    pub delivered_at: Option<Timestamp>,
    pub concluded_at: Option<Timestamp>,
    pub rating: Option<Rating>,
    /// Whose hands the case counts as, substitutes and those in whose place they acted alike.
    pub handlers: BTreeSet<OfficerId>,
    pub warnings: Vec<Warning>,
    /// The version that the case is counted by; absent of old journals alone.
    pub calendar: Option<String>,
    pub pauses: Vec<Pausing>,
    pub extension: Option<Extension>,
    pub consultations: Vec<Consultation>,
    pub orders: Vec<SupervisionOrder>,
    pub recalculations: Vec<Recalculation>,
    pub enquiries: Vec<Enquiry>,
    /// When the applicant asked to get on with it.
    pub reminders: Vec<Timestamp>,
    pub complaints: Vec<Complaint>,
    pub advice: Vec<Advice>,
    pub voided: Option<Voiding>,
    /// The entry of the delivery, where the result was handed over at a counter.
    pub handed_over: Option<u64>,
    /// Somebody stood at a counter for it.
    pub visited: bool,
    /// Scans of the sheet that was signed for it.
    pub receipts: Vec<Material>,
    /// The materials that hold now, supplements included.
    pub materials: Vec<Material>,
}

impl Case {
    pub fn is_open(&self) -> bool {
        self.concluded_at.is_none()
    }

    /// The pause that holds now.
    pub fn open_pause(&self) -> Option<&Pausing> {
        self.pauses
            .last()
            .filter(|pause| pause.ended_at.is_none() && self.is_open())
    }

    /// The role has the act, and the officer acts for an agency whose part it is: the case's own
    /// or, for what others have to say, one of those.
    fn require(&self, actor: &Actor, act: Act) -> Result<(), Denied> {
        let agency = actor.agency.as_deref();
        let own = agency.is_none() || agency == Some(&self.agency);
        let theirs = match act {
            // Whose step it is, `expect_worker` asks.
            Act::Step
            | Act::Decision
            | Act::Licence
            | Act::Delivery
            | Act::Claim
            | Act::Assignment
            | Act::Dispute
            | Act::Advice
            | Act::AdviceReply => {
                own || self
                    .open
                    .iter()
                    .any(|open| Some(self.agency_of(&open.key)) == agency)
                    || act == Act::AdviceReply
                        && self
                            .advice
                            .iter()
                            .any(|one| Some(one.agency.as_str()) == agency)
            }
            // Of whose warnings they are, `explain_warning` asks.
            Act::WarningExplanation => {
                let mut all = self.warnings.iter();
                own || all.any(|one| Some(one.agency.as_str()) == agency)
            }
            Act::Opinion => self
                .consultations
                .iter()
                .any(|asked| Some(asked.agency.as_str()) == agency),
            // The heads of governments and supervisors belong to no agency that handles cases. Which
            // government it is, the caller knows; it is none of those that were asked.
            Act::Extension => {
                let asked = self
                    .consultations
                    .iter()
                    .any(|asked| Some(asked.agency.as_str()) == agency);
                own || actor.has(Role::GovernmentHead) && !asked
            }
            // Nobody judges what those say for themselves that they head: other supervision does.
            Act::OrderReview | Act::OrderLifting | Act::ComplaintReply | Act::RatingVerdict => {
                !(own && actor.has(Role::Head))
            }
            Act::Order | Act::Forwarding | Act::RatingRelease | Act::WarningClearance => true,
            Act::CallBack => own || actor.has(Role::Supervisor),
            _ => own,
        };
        if actor.may(act) && theirs {
            Ok(())
        } else {
            Err(Denied::Role)
        }
    }

    /// The steps and standing choices that are open; not the counter's check.
    pub fn open_steps(&self) -> impl Iterator<Item = &OpenNode> {
        self.open.iter().filter(|open| open.key != ACCEPTANCE)
    }

    /// The first of them, where a page has room for one.
    pub fn open_step(&self) -> Option<&str> {
        self.open_steps().next().map(|open| open.key.as_str())
    }

    pub fn open_node(&self, key: &str) -> Option<&OpenNode> {
        self.open.iter().find(|open| open.key == key)
    }

    /// Whose the step is.
    pub fn agency_of(&self, step: &str) -> &str {
        let settled = self.open_node(step).and_then(|open| open.agency.as_deref());
        let party = self
            .received
            .parties
            .iter()
            .find(|party| party.step == step);
        settled
            .or(party.map(|party| party.agency.as_str()))
            .unwrap_or(&self.agency)
    }

    /// The agencies that may read it beside its own: those that have a step in it, had one, or look on, and those
    /// that are asked for their opinion while it runs. Of a confidential case, a step counts from the time when
    /// it was first opened.
    pub fn parties(&self) -> BTreeSet<&str> {
        let named = self.received.parties.iter();
        let named = named.filter(|_| !self.received.confidential);
        let asked = self.consultations.iter().filter(|_| self.is_open());
        let all = named
            .map(|party| &party.agency)
            .chain(asked.map(|asked| &asked.agency))
            .chain(&self.received.observers)
            .chain(&self.involved);
        all.map(String::as_str)
            .filter(|agency| *agency != self.agency)
            .collect()
    }

    /// Who holds a deadline.
    fn holder(&self, deadline: DeadlineKind, step: Option<&str>) -> &str {
        match (deadline, step) {
            (DeadlineKind::Opinion, Some(key)) => {
                let asked = self.consultations.iter().find(|asked| asked.key == key);
                asked.map_or(&self.agency, |asked| &asked.agency)
            }
            (DeadlineKind::Step, Some(step)) => self.agency_of(step),
            _ => &self.agency,
        }
    }

    pub fn conclusion(&self) -> Option<Conclusion> {
        match self.stage {
            Stage::Concluded(conclusion) => Some(conclusion),
            _ => None,
        }
    }

    /// Officers who worked a step (or `acceptance`), finished or being signed.
    pub fn actors_of(&self, step: &str) -> Vec<OfficerId> {
        let mut found: Vec<OfficerId> = self
            .done
            .iter()
            .filter(|done| done.step == step)
            .flat_map(|done| done.by.iter().copied())
            .collect();
        let put_aside = self.put_aside.iter().filter(|(aside, _)| aside == step);
        found.extend(put_aside.map(|(_, by)| *by));
        if let Some(open) = self.open_node(step) {
            found.extend(
                open.signatures
                    .iter()
                    .flat_map(|signature| signature.by.hands()),
            );
        }
        if step == ACCEPTANCE
            && let Some(acceptance) = &self.acceptance
        {
            found.extend(acceptance.by.hands());
        }
        found
    }

    fn expect_stage(&self, allowed: bool) -> Result<(), Blocked> {
        if allowed {
            Ok(())
        } else {
            Err(Blocked::Stage {
                stage: self.stage.key(),
                step: self.open_step().map(Into::into),
            })
        }
    }
}
