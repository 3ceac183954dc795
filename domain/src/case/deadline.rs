//! The deadlines of one case, computed from its facts, its definition and its calendar, and
//! never stored as truth.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::{Case, CaseData, Stage};
use crate::calendar::{Calendar, CaseCalendar};
use crate::catalogue::{Awaited, ServiceItem, StartEvent, StepAct, TimeLimit};
use crate::lamp::{Lamp, LampInputs, lamp};
use crate::limit::{Counted, Explanation, Limit, Pause, Term, latest_before};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeadlineKind {
    /// Receipt until acceptance or one-time notice (行政许可法 32).
    Check,
    /// The applicant's time to supplement.
    Supplement,
    /// The applicant's time to hand in what was accepted as missing (容缺受理).
    Tolerated,
    Statutory,
    Promised,
    /// The open step's own limit.
    Step,
    /// Another agency's time to say what it thinks, in joint handling (行政许可法 26).
    Opinion,
    /// Until a pause was announced to end (行政许可法 45).
    Pause,
    /// Decision until delivery (行政许可法 44).
    Delivery,
    /// Until a licence that is to be renewed runs out (行政许可法 50).
    Renewal,
    /// The answer to a supervision order (督办).
    OrderReply,
    /// From a bad rating until somebody has spoken with the applicant (好差评).
    RatingContact,
    /// From a bad rating until it was put right.
    RatingFollowUp,
    /// The answer to the applicant's question (咨询).
    EnquiryReply,
}

impl DeadlineKind {
    pub const ALL: [Self; 14] = [
        Self::Check,
        Self::Supplement,
        Self::Tolerated,
        Self::Statutory,
        Self::Promised,
        Self::Step,
        Self::Opinion,
        Self::Pause,
        Self::Delivery,
        Self::Renewal,
        Self::OrderReply,
        Self::RatingContact,
        Self::RatingFollowUp,
        Self::EnquiryReply,
    ];

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Supplement => "supplement",
            Self::Tolerated => "tolerated",
            Self::Statutory => "statutory",
            Self::Promised => "promised",
            Self::Step => "step",
            Self::Opinion => "opinion",
            Self::Pause => "pause",
            Self::Delivery => "delivery",
            Self::Renewal => "renewal",
            Self::OrderReply => "order-reply",
            Self::RatingContact => "rating-contact",
            Self::RatingFollowUp => "rating-follow-up",
            Self::EnquiryReply => "enquiry-reply",
        }
    }

    /// Whether the case's agency holds it. The applicant's never turns the agency's lamp, nor does
    /// that of another agency, whose own it turns.
    pub fn is_own(self) -> bool {
        !matches!(self, Self::Supplement | Self::Tolerated | Self::Opinion)
    }

    /// Whether an agency has to say why it ran out, and the ladder of supervision climbs for it. The applicant's time
    /// is no fault of an agency's; an order has its own way up; and what a bad rating sets going is the head's alone,
    /// since an order about it would tell everybody who rated.
    pub fn climbs(self) -> bool {
        !matches!(
            self,
            Self::Supplement
                | Self::Tolerated
                | Self::OrderReply
                | Self::RatingContact
                | Self::RatingFollowUp
        )
    }

    /// Whether it says something about the case itself; what supervision or the applicant asks the agency does not.
    fn turns_lamp(self) -> bool {
        self.is_own()
            && !matches!(
                self,
                Self::OrderReply | Self::RatingContact | Self::RatingFollowUp | Self::EnquiryReply
            )
    }

    /// A law's limit stands still on the days that are off for the law; the others on every day on which the
    /// agency is closed.
    fn is_statutory(self) -> bool {
        !matches!(
            self,
            Self::Promised
                | Self::Step
                | Self::Pause
                | Self::OrderReply
                | Self::RatingContact
                | Self::RatingFollowUp
                | Self::EnquiryReply
        )
    }

    /// What is stopped by what. The law's own limit only by a procedure of the law's list (行政许可法 45); what the
    /// agency promised and set itself, also by one that its item allows. Nothing is handed over while the fee for it
    /// is owed.
    fn stands_still(self, by: Stop) -> bool {
        match self {
            Self::Statutory => by == Stop::Law,
            Self::Promised | Self::Step => by != Stop::Fee,
            Self::Delivery => by == Stop::Fee,
            _ => false,
        }
    }
}

/// Why time does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    /// A procedure of the law's list.
    Law,
    /// A procedure that the item allows.
    Item,
    /// The applicant owes the fee.
    Fee,
}

impl Stop {
    fn procedure(legal: bool) -> Self {
        if legal { Self::Law } else { Self::Item }
    }
}

#[derive(Debug, Clone)]
pub struct Deadline {
    pub kind: DeadlineKind,
    /// What it belongs to, where a case can have several: the step, the consultation, or the entry of the
    /// journal that began it.
    pub step: Option<String>,
    /// Who holds it, where that is not the case's agency.
    pub agency: Option<String>,
    pub counted: Counted,
    /// When what it waits for happened; absent while it runs.
    pub met_at: Option<Timestamp>,
    /// A pause is open, so it does not run: `counted` has it end as was announced.
    pub stopped: bool,
    /// Its end is an answer of its own (`Silence`).
    pub silent: bool,
    /// The applicant's time to pay.
    pub payment: bool,
    reckoning: Reckoning,
}

#[derive(Debug, Clone)]
enum Reckoning {
    Term(Term<'static>, Vec<Pause>),
    /// A date that was fixed, not counted.
    Until(Timestamp),
}

impl Deadline {
    /// Whether it says something about the case itself. What another agency holds turns that agency's lamp, and
    /// what supervision asks is no part of the case.
    pub(super) fn turns_lamp(&self) -> bool {
        self.kind.turns_lamp() && self.agency.is_none() && !self.payment
    }

    pub fn is_running(&self) -> bool {
        self.met_at.is_none()
    }

    pub fn was_kept(&self) -> Option<bool> {
        self.met_at.map(|at| at < self.counted.due_at)
    }

    pub fn limit(&self) -> Option<Limit> {
        match &self.reckoning {
            Reckoning::Term(term, _) => Some(term.limit),
            Reckoning::Until(_) => None,
        }
    }

    /// How many working days were used until it was met, and how many there were at first; absent while it runs, and
    /// where it isn't counted in working days.
    pub fn working_days(&self, ctx: &Ctx<'_>) -> Option<(u32, u32)> {
        let (Some(met_at), Reckoning::Term(term, pauses)) = (self.met_at, &self.reckoning) else {
            return None;
        };
        let used = term.with_pauses(pauses);
        let used = used.working_days_used(ctx.date(met_at), ctx.calendar_of(self.kind), ctx.tz);
        (term.limit.unit == crate::limit::Unit::WorkingDay).then_some((used, term.limit.value))
    }

    /// Line by line, why the date is what it is; absent for a date that nobody counted.
    pub fn explain(&self, ctx: &Ctx<'_>) -> Option<Explanation> {
        match &self.reckoning {
            Reckoning::Term(term, pauses) => {
                let term = term.with_pauses(pauses);
                Some(term.explain(ctx.calendar_of(self.kind), ctx.tz))
            }
            Reckoning::Until(_) => None,
        }
    }

    /// The event that it runs from.
    pub fn since(&self) -> Timestamp {
        match &self.reckoning {
            Reckoning::Term(term, _) => term.start,
            Reckoning::Until(since) => *since,
        }
    }
}

/// What every act and every view of a case needs to know beside the case: one per request.
#[derive(Debug, Clone, Copy)]
pub struct Ctx<'a> {
    pub item: &'a ServiceItem,
    /// The case's own: the version that its journal names last.
    pub calendar: &'a CaseCalendar,
    pub tz: &'a TimeZone,
    pub now: Timestamp,
    /// What conditions look at; whoever only looks at a case need not bring it.
    pub data: Option<&'a CaseData>,
}

impl<'a> Ctx<'a> {
    pub fn calendar_of(&self, kind: DeadlineKind) -> &'a Calendar {
        if kind.is_statutory() {
            &self.calendar.statutory
        } else {
            &self.calendar.promised
        }
    }

    pub fn date(&self, at: Timestamp) -> Date {
        at.to_zoned(self.tz.clone()).date()
    }
}

/// Time that does not count, and why.
struct Excluded {
    by: Stop,
    pause: Pause,
}

/// One deadline in the making.
struct Draft<'a> {
    kind: DeadlineKind,
    step: Option<String>,
    agency: Option<String>,
    limit: Limit,
    start: Timestamp,
    met_at: Option<Timestamp>,
    /// The start is the arrival of something, which a cut-off hour may move.
    arrival: bool,
    silent: bool,
    payment: bool,
    case: &'a Case,
}

impl Draft<'_> {
    fn count(self, excluded: &[Excluded], ctx: &Ctx<'_>) -> Deadline {
        let own: Vec<Pause> = excluded
            .iter()
            .filter(|excluded| self.kind.stands_still(excluded.by))
            .map(|excluded| excluded.pause)
            .collect();
        let extension = self
            .case
            .extension
            .as_ref()
            .filter(|_| self.kind == DeadlineKind::Statutory)
            .map(|extension| extension.limit);
        let term = Term {
            extension,
            cut_off: self.case.received.cut_off.filter(|_| self.arrival),
            soon: ctx.item.warning,
            ..Term::new(self.start, self.limit)
        };
        let counted = term
            .with_pauses(&own)
            .count(ctx.calendar_of(self.kind), ctx.tz);
        let open = self
            .case
            .open_pause()
            .filter(|pause| self.kind.stands_still(Stop::procedure(pause.legal)))
            .map(|pause| pause.at)
            .or_else(|| {
                let owed = self.case.fee_owed_since(ctx);
                owed.filter(|_| self.kind.stands_still(Stop::Fee))
            })
            .map(|at| ctx.date(at));
        let stopped = self.met_at.is_none()
            // A clock that had run out before is not stopped any more.
            && open.is_some_and(|from| from < counted.due_on);
        Deadline {
            kind: self.kind,
            step: self.step,
            agency: self.agency,
            counted,
            met_at: self.met_at,
            stopped,
            silent: self.silent,
            payment: self.payment,
            reckoning: Reckoning::Term(term, own),
        }
    }
}

impl Case {
    /// Every deadline that has started, in the order of `DeadlineKind`.
    pub fn deadlines(&self, ctx: &Ctx<'_>) -> Vec<Deadline> {
        let pauses = self.excluded(ctx);
        let mut found = Vec::with_capacity(6);
        let draft = |kind, limit: Limit, start, met_at| Draft {
            kind,
            step: None,
            agency: None,
            limit,
            start,
            met_at,
            arrival: false,
            silent: false,
            payment: false,
            case: self,
        };
        let limits = &ctx.item.limits;
        let ended = self.concluded_at;
        let decided = self.decision.as_ref().map(|decision| decision.at).or(ended);
        let accepted = self.acceptance.as_ref();

        let told = match self.corrections.last() {
            Some(correction) if correction.answered_at.is_none() => Some(correction.at),
            _ => None,
        };
        let checked = accepted
            .map(|acceptance| acceptance.at)
            .or(told)
            .or(decided);
        let mut check = draft(
            DeadlineKind::Check,
            limits.check.limit(),
            self.check_from,
            checked,
        );
        check.arrival = true;
        found.push(check.count(&pauses, ctx));
        if let Some(correction) = self.corrections.last() {
            let met = correction.answered_at.or(ended);
            let limit = limits.supplement.limit();
            found.push(
                draft(DeadlineKind::Supplement, limit, correction.at, met).count(&pauses, ctx),
            );
        }
        if let (Some(limit), Some(accepted)) = (&limits.tolerated, accepted)
            && !self.received.tolerated.is_empty()
            && (!self.owed.is_empty() || self.settled_at.is_some())
        {
            let (limit, met) = (limit.limit(), self.settled_at.or(ended));
            let owed = draft(DeadlineKind::Tolerated, limit, accepted.at, met);
            found.push(owed.count(&pauses, ctx));
        }
        let main = limits
            .statutory
            .iter()
            .map(|limit| (DeadlineKind::Statutory, limit))
            .chain([(DeadlineKind::Promised, &limits.promised)]);
        for (kind, limit) in main {
            if let Some((start, arrival)) = self.start_of(limit) {
                let mut main = draft(kind, limit.limit(), start, decided);
                main.arrival = arrival;
                found.push(main.count(&pauses, ctx));
            }
        }
        for open in self.open_steps() {
            let Some(step) = ctx.item.step(&open.key) else {
                continue;
            };
            if let Some(limit) = step.limit {
                let mut own = draft(DeadlineKind::Step, limit, open.opened_at, None);
                own.step = Some(open.key.clone());
                let agency = self.agency_of(&open.key);
                own.agency = (agency != self.agency).then(|| agency.to_owned());
                own.silent = step.silence.is_some();
                // Of a step whose silence says that nothing was paid the time is the applicant's.
                own.payment = own.silent && step.awaits == Some(Awaited::Payment);
                found.push(own.count(&pauses, ctx));
            }
        }
        for asked in &self.consultations {
            if let Some(defined) = ctx.item.consultation(&asked.key) {
                let answered = asked.answer.as_ref().map(|answer| answer.at);
                let met = answered.or(decided);
                let mut opinion = draft(DeadlineKind::Opinion, defined.limit, asked.at, met);
                opinion.step = Some(asked.key.clone());
                opinion.agency = Some(asked.agency.clone());
                found.push(opinion.count(&pauses, ctx));
            }
        }
        if let Some(pause) = self.open_pause() {
            let mut announced = draft(DeadlineKind::Pause, pause.expected, pause.at, None);
            announced.step = Some(pause.seq.to_string());
            found.push(announced.count(&pauses, ctx));
        }
        // Where nothing is handed to anybody the law's time for it does not run.
        let delivers = || {
            let mut steps = ctx.item.steps.iter();
            steps.any(|step| step.act == StepAct::Delivery)
        };
        if let Some(decision) = self.decision.as_ref().filter(|_| delivers()) {
            let met = self.delivered_at.or(ended);
            let limit = limits.delivery.limit();
            found.push(draft(DeadlineKind::Delivery, limit, decision.at, met).count(&pauses, ctx));
        }
        found.extend(self.renewal(decided, ctx));
        for order in &self.orders {
            let met = order.answer.as_ref().map(|answer| answer.at);
            let met = met.or(order.closed.as_ref().map(|closed| closed.at));
            let mut reply = draft(DeadlineKind::OrderReply, order.limit, order.since, met);
            reply.step = Some(order.seq.to_string());
            found.push(reply.count(&pauses, ctx));
        }
        if let Some(rating) = self.counted_rating().filter(|rating| rating.is_bad()) {
            let mended = rating.followed_up.as_ref().map(|one| one.at);
            let met = rating.contact.as_ref().map(|one| one.at).or(mended);
            let limit = limits.contact.limit();
            found.push(
                draft(DeadlineKind::RatingContact, limit, rating.at, met).count(&pauses, ctx),
            );
            let limit = if rating.complex {
                limits.follow_up_complex.limit()
            } else {
                limits.follow_up.limit()
            };
            found.push(
                draft(DeadlineKind::RatingFollowUp, limit, rating.at, mended).count(&pauses, ctx),
            );
        }
        for asked in &self.enquiries {
            let limit = limits.enquiry.limit();
            let met = asked.answer.as_ref().map(|answer| answer.at);
            let mut reply = draft(DeadlineKind::EnquiryReply, limit, asked.at, met);
            reply.step = Some(asked.seq.to_string());
            found.push(reply.count(&pauses, ctx));
        }
        found
    }

    /// The steps that are done, in their order, as `deadlines` has the open one: a case worked over again has
    /// done some of them twice.
    pub fn finished_steps(&self, ctx: &Ctx<'_>) -> Vec<Deadline> {
        let excluded = self.excluded(ctx);
        self.done
            .iter()
            .filter_map(|done| {
                let draft = Draft {
                    kind: DeadlineKind::Step,
                    step: Some(done.step.clone()),
                    agency: done.agency.clone(),
                    limit: ctx.item.step(&done.step)?.limit?,
                    start: done.opened_at,
                    met_at: Some(done.at),
                    arrival: false,
                    silent: false,
                    payment: false,
                    case: self,
                };
                Some(draft.count(&excluded, ctx))
            })
            .collect()
    }

    /// Where one of the two main limits starts, if it has, and whether that was an arrival.
    ///
    /// A limit from the receipt runs from the receipt of what was complete: an application that lacked
    /// something was no application yet (行政许可法 32), so while the applicant supplements it has not begun.
    fn start_of(&self, limit: &TimeLimit) -> Option<(Timestamp, bool)> {
        match limit.start {
            StartEvent::Receipt => {
                (self.stage != Stage::AwaitingSupplement).then_some((self.check_from, true))
            }
            _ => self
                .acceptance
                .as_ref()
                .map(|acceptance| (acceptance.counts_from, acceptance.deemed)),
        }
    }

    /// The time that does not count: pauses that ended, and the open one as it was announced; and that in which the
    /// fee was owed.
    fn excluded(&self, ctx: &Ctx<'_>) -> Vec<Excluded> {
        let mut excluded = self.paused(ctx);
        excluded.extend(self.owing(ctx));
        excluded
    }

    /// From each step that waits for the fee to its end; of the open one, as far as its limit goes.
    fn owing<'a>(&'a self, ctx: &'a Ctx<'_>) -> impl Iterator<Item = Excluded> + 'a {
        let of = |key: &str| {
            let step = ctx.item.step(key)?;
            (step.awaits == Some(Awaited::Payment)).then_some(step)
        };
        let done = self.done.iter().filter_map(move |done| {
            of(&done.step)?;
            Some((done.opened_at, done.at))
        });
        let open = self.open_steps().filter_map(move |open| {
            let term = of(&open.key)?
                .limit
                .map(|limit| Term::new(open.opened_at, limit));
            let end = term.map(|term| {
                let counted = term.count(ctx.calendar_of(DeadlineKind::Step), ctx.tz);
                // The last day itself, not the instant after it.
                counted
                    .due_at
                    .saturating_sub(1.millisecond())
                    .unwrap_or(counted.due_at)
            });
            Some((open.opened_at, end.unwrap_or(open.opened_at)))
        });
        done.chain(open).map(|(from, to)| Excluded {
            by: Stop::Fee,
            pause: Pause::between(from, to.max(from), ctx.tz),
        })
    }

    fn paused(&self, ctx: &Ctx<'_>) -> Vec<Excluded> {
        self.pauses
            .iter()
            .map(|pause| {
                let to = pause.ended_at.unwrap_or_else(|| {
                    let term = Term::new(pause.at, pause.expected);
                    let end = term.count(ctx.calendar_of(DeadlineKind::Pause), ctx.tz);
                    // The last day itself, not the instant after it.
                    end.due_at
                        .saturating_sub(1.millisecond())
                        .unwrap_or(end.due_at)
                });
                Excluded {
                    by: Stop::procedure(pause.legal),
                    pause: Pause::between(pause.at, to.max(pause.at), ctx.tz),
                }
            })
            .collect()
    }

    /// A licence's last day is a date that was fixed when it was issued.
    fn renewal(&self, decided: Option<Timestamp>, ctx: &Ctx<'_>) -> Option<Deadline> {
        const SOON: Limit = Limit::working_days(5);
        let renewal = self.received.renews.as_ref()?;
        let end = renewal.expires_on.saturating_add(1.day());
        let at = |date: Date| {
            let zoned = date.to_zoned(ctx.tz.clone());
            zoned.map_or(Timestamp::MAX, |zoned| zoned.timestamp())
        };
        let calendar = ctx.calendar_of(DeadlineKind::Renewal);
        let due_at = at(end);
        Some(Deadline {
            kind: DeadlineKind::Renewal,
            step: None,
            agency: None,
            counted: Counted {
                start_on: ctx.date(self.received_at),
                due_on: renewal.expires_on,
                due_at,
                soon_at: at(latest_before(renewal.expires_on, SOON, calendar))
                    .max(self.received_at),
                moved_from: None,
                provisional: false,
            },
            met_at: decided,
            stopped: false,
            silent: false,
            payment: false,
            reckoning: Reckoning::Until(self.received_at),
        })
    }

    /// The case's lamp inputs: the nearest running deadline that the agency holds.
    pub fn lamp_inputs(&self, deadlines: &[Deadline]) -> LampInputs {
        let running = || {
            deadlines
                .iter()
                .filter(|deadline| deadline.is_running() && deadline.turns_lamp())
                .filter(|deadline| !deadline.stopped)
        };
        LampInputs {
            open: self.is_open(),
            waiting: self.stage == Stage::AwaitingSupplement
                || self.open_pause().is_some()
                || deadlines
                    .iter()
                    .any(|deadline| deadline.kind == DeadlineKind::Delivery && deadline.stopped),
            soon_at: running().map(|deadline| deadline.counted.soon_at).min(),
            due_at: running().map(|deadline| deadline.counted.due_at).min(),
            statutory_due_at: running()
                .find(|deadline| deadline.kind == DeadlineKind::Statutory)
                .map(|deadline| deadline.counted.due_at),
            in_time: self.in_time(deadlines),
        }
    }

    pub fn lamp(&self, deadlines: &[Deadline], now: Timestamp) -> Lamp {
        lamp(self.lamp_inputs(deadlines), now)
    }

    /// Whether the case was decided within its promise, or turned away within the check limit.
    /// Absent while neither has happened, and where the applicant ended it.
    pub fn in_time(&self, deadlines: &[Deadline]) -> Option<bool> {
        let kept = |kind| {
            deadlines
                .iter()
                .find(|deadline| deadline.kind == kind)
                .and_then(Deadline::was_kept)
        };
        match (&self.decision, &self.stage) {
            // Nobody decided before the licence ran out (行政许可法 50).
            (Some(decision), _) if decision.deemed => Some(false),
            (Some(_), _) => kept(DeadlineKind::Promised),
            (None, Stage::Concluded(super::Conclusion::Declined)) => kept(DeadlineKind::Check),
            // A case that was late stays late: to void it hides nothing.
            (None, Stage::Concluded(super::Conclusion::Voided)) => [
                DeadlineKind::Check,
                DeadlineKind::Promised,
                DeadlineKind::Statutory,
            ]
            .into_iter()
            .any(|kind| kept(kind) == Some(false))
            .then_some(false),
            _ => None,
        }
    }
}
