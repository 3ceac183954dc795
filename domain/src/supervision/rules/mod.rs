//! 异常行为规则: 22 rules, each by name, each a function of its own over one case. A finding (疑点) says that
//! something looks wrong and on which entries of the journal that rests; whether it is wrong, people decide.
//!
//! Most of a rule's conditions can't come about here, since the act refuses them. The rule is there nevertheless: for
//! journals that were brought in from elsewhere, and for the day on which an act's own check is wrong. The rules read
//! the entries for what they are and do not ask the acts.
//!
//! Deliberately absent: what an address or a device would tell. The journal has neither.

mod closing;
mod corrections;
mod duties;
mod extension;
mod late;
mod order;
mod pauses;
mod promise;
mod ratings;
mod refusals;
mod resubmission;
mod settings;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::authority::Role;
use crate::case::{Case, Ctx, Entry, Fact};
use crate::catalogue::{CaseKind, Hours, TimeLimit};
use crate::id::OfficerId;

pub use closing::closing;
pub use ratings::is_quick;
pub use settings::{FILE, Settings, Threshold};

/// In the order of the list that they come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// 1 受理后即办结: accepted and decided within minutes though the item is not one of the spot: entered afterwards?
    InstantClosing,
    /// 2 批量办结: one person closes so many cases in so many seconds.
    BulkClosing,
    /// 3 非工作时间办结: closed by an officer on a rest day, or well before or after the hours of the counter.
    ClosingOutOfHours,
    /// 4 频繁或者长时间停表: paused more often, or for a greater part of its time, than is usual.
    MuchPaused,
    /// 5 停表事由不在法定范围: a pause that 行政许可法 45 does not know.
    PauseWithoutBasis,
    /// 6 停表未告知或者逾期未恢复: no written notice of a pause, or one that lasts beyond what was announced.
    PauseNotTold,
    /// 7 二次补正: asked for something that the first notice did not name.
    AskedAgain,
    /// 8 不予受理、不予许可无理由: the reason is empty or the same as everybody's, or nothing was told in writing, so that
    /// the remedies were not told either.
    RefusalWithoutReason,
    /// 9 不予受理未指明机关: not our power, and whose it is was not said.
    DeclinedWithoutAgency,
    /// 10 环节倒置、跳过，一人多岗: a step that all ways lead through was left out or came too late; or duties that are
    /// kept apart were in one hand.
    StepOutOfOrder,
    /// 11 现场核查不足两人: fewer hands than the step wants.
    CheckByOne,
    /// 12 审查人主持听证. Who presided is not recorded by itself: it is whoever recorded what came of the hearing.
    HearingByExaminer,
    /// 13 违规延期: after the limit had run out, by the wrong head, or a second time.
    WrongExtension,
    /// 14 违规收费. The portal takes no money, so no amount can be compared with the catalogue. What it knows are
    /// complaints about a fee that supervision found founded.
    FeeNotInCatalogue,
    /// 15 索要清单外材料: asked for by a correction though the item does not list it, or complained of and found founded.
    UnlistedDemand,
    /// 16 临期作废、退件: closed as void or sent back shortly before the limit, or after it.
    EndedBeforeDeadline,
    /// 17 退件后重新申请: the same applicant applies for the same again soon after the case was sent back, and the clock
    /// starts anew.
    SentToApplyAgain,
    /// 18 决定后逾期未送达.
    NotDelivered,
    /// 19 补录、迟报. Entries are written as things happen, so what can be late is what was written down of an earlier
    /// moment: a crossing, a silence, a licence with an earlier date.
    RecordedLate,
    /// 20 五日内未告知，视为受理: nobody said anything in the time for it, and silence accepted.
    CheckLapsed,
    /// 21 异常评价: given at the agency's own counter, or in a series of ratings each seconds after its case closed.
    /// Devices and addresses are not recorded.
    RatingInSeries,
    /// 22 变更在办件承诺: a running case was moved to a version that promises something else. Another calendar that a
    /// notice of the State Council brings is no such change.
    PromiseChanged,
}

impl Rule {
    pub const ALL: [Self; 22] = [
        Self::InstantClosing,
        Self::BulkClosing,
        Self::ClosingOutOfHours,
        Self::MuchPaused,
        Self::PauseWithoutBasis,
        Self::PauseNotTold,
        Self::AskedAgain,
        Self::RefusalWithoutReason,
        Self::DeclinedWithoutAgency,
        Self::StepOutOfOrder,
        Self::CheckByOne,
        Self::HearingByExaminer,
        Self::WrongExtension,
        Self::FeeNotInCatalogue,
        Self::UnlistedDemand,
        Self::EndedBeforeDeadline,
        Self::SentToApplyAgain,
        Self::NotDelivered,
        Self::RecordedLate,
        Self::CheckLapsed,
        Self::RatingInSeries,
        Self::PromiseChanged,
    ];

    /// In addresses, in the settings' file and in locale keys.
    pub fn key(self) -> &'static str {
        match self {
            Self::InstantClosing => "instant-closing",
            Self::BulkClosing => "bulk-closing",
            Self::ClosingOutOfHours => "closing-out-of-hours",
            Self::MuchPaused => "much-paused",
            Self::PauseWithoutBasis => "pause-without-basis",
            Self::PauseNotTold => "pause-not-told",
            Self::AskedAgain => "asked-again",
            Self::RefusalWithoutReason => "refusal-without-reason",
            Self::DeclinedWithoutAgency => "declined-without-agency",
            Self::StepOutOfOrder => "step-out-of-order",
            Self::CheckByOne => "check-by-one",
            Self::HearingByExaminer => "hearing-by-examiner",
            Self::WrongExtension => "wrong-extension",
            Self::FeeNotInCatalogue => "fee-not-in-catalogue",
            Self::UnlistedDemand => "unlisted-demand",
            Self::EndedBeforeDeadline => "ended-before-deadline",
            Self::SentToApplyAgain => "sent-to-apply-again",
            Self::NotDelivered => "not-delivered",
            Self::RecordedLate => "recorded-late",
            Self::CheckLapsed => "check-lapsed",
            Self::RatingInSeries => "rating-in-series",
            Self::PromiseChanged => "promise-changed",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.key() == key)
    }

    /// Whether the agency gets to see a finding, and explains it. Complaints are the supervision's alone, and so is who
    /// rated what: what rests on them, the supervision looks into itself.
    pub fn is_for_agency(self, why: &str) -> bool {
        self != Self::RatingInSeries && why != "complaint"
    }

    fn look(self, look: &Look<'_>) -> Vec<Hit> {
        match self {
            Self::InstantClosing => closing::instant(look),
            Self::BulkClosing => closing::bulk(look),
            Self::ClosingOutOfHours => closing::out_of_hours(look),
            Self::EndedBeforeDeadline => closing::before_deadline(look),
            Self::MuchPaused => pauses::much(look),
            Self::PauseWithoutBasis => pauses::without_basis(look),
            Self::PauseNotTold => pauses::not_told(look),
            Self::AskedAgain => corrections::asked_again(look),
            Self::UnlistedDemand => corrections::unlisted(look),
            Self::RefusalWithoutReason => refusals::without_reason(look),
            Self::DeclinedWithoutAgency => refusals::without_agency(look),
            Self::StepOutOfOrder => order::out_of_order(look),
            Self::CheckByOne => duties::by_one(look),
            Self::HearingByExaminer => duties::hearing(look),
            Self::WrongExtension => extension::wrong(look),
            Self::FeeNotInCatalogue => corrections::fee(look),
            Self::SentToApplyAgain => resubmission::sent_again(look),
            Self::NotDelivered => late::not_delivered(look),
            Self::RecordedLate => late::recorded_late(look),
            Self::CheckLapsed => late::check_lapsed(look),
            Self::RatingInSeries => ratings::in_series(look),
            Self::PromiseChanged => promise::changed(look),
        }
    }
}

/// What a reason of a refusal is like; its words stay where they are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reason {
    /// In characters, without the space around it.
    pub length: usize,
    /// How many cases of the agency have the very same words, this one included.
    pub cases: u32,
}

/// What the rules need to know beside the case. Whatever was not gathered leads to no finding.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    /// The reasons of this case's refusals, by entry.
    pub reasons: BTreeMap<u64, Reason>,
    /// Which cases the officer who closed this one had closed in the time of `BulkSeconds` up to it, itself included.
    pub closings: u32,
    /// When the same applicant's last case of the same item was sent back, before this one came.
    pub returned_at: Option<Timestamp>,
    /// How many ratings of the agency came quickly (`is_quick`) in the time of `SeriesMinutes` up to this one's, itself
    /// included.
    pub quick_ratings: u32,
    /// What whoever extended the limit is.
    pub roles: BTreeMap<OfficerId, Vec<Role>>,
    /// What each version that the case went by promises.
    pub promises: BTreeMap<String, TimeLimit>,
}

/// A case, as the rules look at it.
#[derive(Debug, Clone, Copy)]
pub struct Look<'a> {
    pub entries: &'a [Entry],
    /// Folded from `entries`.
    pub case: &'a Case,
    /// Of the version that the case goes by now.
    pub ctx: Ctx<'a>,
    /// When the agency's counter is open.
    pub hours: &'a Hours,
    pub settings: &'a Settings,
    pub beside: &'a Beside,
}

/// 疑点. The same case gives the same findings, however often it is looked at: case, rule and first entry name one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub rule: Rule,
    /// The entries of the journal that it rests on, what it is about first.
    pub seqs: Vec<u64>,
    /// When it happened.
    pub at: Timestamp,
    /// Who answers for it.
    pub agency: String,
    /// Whose act it was; nobody's where nobody did something.
    pub officer: Option<OfficerId>,
    /// Which of a rule's several conditions holds, as a locale key has it; empty where there is one.
    pub why: &'static str,
    /// What was counted, in the unit of the rule's threshold.
    pub measure: Option<i64>,
}

/// A finding in the making.
#[derive(Debug, Clone, Default)]
struct Hit {
    seqs: Vec<u64>,
    at: Timestamp,
    officer: Option<OfficerId>,
    why: &'static str,
    measure: Option<i64>,
    /// Where that is not the case's agency of the time.
    agency: Option<String>,
}

impl Hit {
    fn of(entry: &Entry) -> Self {
        Self {
            seqs: vec![entry.seq],
            at: entry.at,
            officer: entry.actor.officer(),
            ..Self::default()
        }
    }

    fn and(mut self, seq: u64) -> Self {
        self.seqs.push(seq);
        self
    }

    fn why(mut self, why: &'static str) -> Self {
        self.why = why;
        self
    }

    fn measure(mut self, measure: impl TryInto<i64>) -> Self {
        self.measure = measure.try_into().ok();
        self
    }
}

/// Everything that the rules find in a case. Rules without settings are not asked.
pub fn examine(look: &Look<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for rule in look.settings.rules() {
        for hit in rule.look(look) {
            let first = hit.seqs.first().copied().unwrap_or_default();
            let known = |one: &Finding| one.rule == rule && one.seqs.first() == Some(&first);
            if found.iter().any(known) {
                continue;
            }
            found.push(Finding {
                rule,
                at: hit.at,
                agency: hit.agency.unwrap_or_else(|| look.agency_at(first)),
                officer: hit.officer,
                why: hit.why,
                measure: hit.measure,
                seqs: hit.seqs,
            });
        }
    }
    found
}

impl Look<'_> {
    fn threshold(&self, threshold: Threshold) -> i64 {
        i64::from(self.settings.get(threshold))
    }

    /// Whose case it was then.
    fn agency_at(&self, seq: u64) -> String {
        let mut agencies = vec![&self.case.received.agency];
        for entry in self.entries.iter().filter(|entry| entry.seq <= seq) {
            match &entry.fact {
                Fact::Transferred { agency, .. } => agencies.push(agency),
                Fact::Disputed { step: None, .. } if agencies.len() > 1 => {
                    agencies.pop();
                }
                _ => {}
            }
        }
        agencies
            .last()
            .map_or_else(String::new, |last| (*last).clone())
    }

    /// The case as it was before the entry; none where what came before it does not fold.
    fn before(&self, seq: u64) -> Option<Case> {
        Case::replay(self.entries.iter().filter(|entry| entry.seq < seq)).ok()
    }

    /// The notice that was sent of an entry.
    fn told(&self, seq: u64) -> bool {
        self.entries
            .iter()
            .any(|entry| matches!(entry.fact, Fact::NoticeSent { of, .. } if of == seq))
    }

    /// On the spot, where one person may do all of it in no time.
    fn is_immediate(&self) -> bool {
        self.case.received.kind == CaseKind::Immediate
    }
}
