//! What the tables beside the journal hold of a case: a pure function of its folded state, so
//! that they can be dropped and made again. Texts are as the store keeps them.

use jiff::Timestamp;
use jiff::civil::Date;

use super::{
    Case, Channel, ComplaintGround, Ctx, Deadline, DeadlineKind, Instrument, Moved, OpenNode,
    OrderRow, Stage, Warning, WarningLevel,
};
use crate::authority::Role;
use crate::catalogue::ACCEPTANCE;
use crate::id::OfficerId;
use crate::lamp::{Lamp, LampInputs, lamp, turns_at};
use crate::limit::{Counted, Term};

/// The step name of the task that waits for the applicant's supplement.
pub const SUPPLEMENT: &str = "supplement";

/// Of the tasks beside the open step: what another agency is asked, an order that waits for its answer, a
/// bad rating that nobody has followed up. After a colon comes what the deadline belongs to.
pub const OPINION: &str = "opinion";
pub const ORDER_REPLY: &str = "order-reply";
pub const FOLLOW_UP: &str = "rating-follow-up";
pub const RATING_CONTACT: &str = "rating-contact";
pub const ENQUIRY_REPLY: &str = "enquiry-reply";
/// Of a colleague's question, whose answer is one person's; after the colon comes the entry that asked.
pub const ADVICE: &str = "advice";
/// Of a step that the agency it came to says is not its own.
pub const DISPATCH: &str = "dispatch";
/// Of a choice whose condition can't be evaluated.
pub const STANDING: &str = "standing";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Projection {
    pub row: CaseRow,
    pub tasks: Vec<TaskRow>,
    pub deadlines: Vec<DeadlineRow>,
    pub warnings: Vec<WarningRow>,
    pub moved: Vec<MovedRow>,
    pub complaints: Vec<ComplaintRow>,
    pub orders: Vec<OrderRow>,
    pub work: Vec<WorkRow>,
    /// Other agencies that may see the case.
    pub parties: Vec<String>,
}

/// A warning, and what follows from how things are now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WarningRow {
    pub warning: Warning,
    /// Its clock still runs past the mark, and nobody has cleared it.
    pub stands: bool,
    /// The gravest instrument that the ladder has given for it.
    pub climbed: Option<Instrument>,
    /// An explanation is waited for.
    pub awaits: bool,
}

/// A due date that another calendar moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedRow {
    /// The entry of the journal.
    pub seq: u64,
    pub at: Timestamp,
    pub agency: String,
    pub moved: Moved,
}

/// The columns that change from act to act; the rest is in `Case::received`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    pub stage: &'static str,
    /// The first that is open.
    pub step: Option<String>,
    pub agency: String,
    pub definition: String,
    pub open: bool,
    /// The clock stands still: an excluded procedure runs, or the fee is owed.
    pub paused: bool,
    /// The version that the case is counted by; empty of old journals alone.
    pub calendar: String,
    pub received_at: Timestamp,
    pub accepted_at: Option<Timestamp>,
    pub decided_at: Option<Timestamp>,
    pub concluded_at: Option<Timestamp>,
    pub result: Option<&'static str>,
    pub deemed: bool,
    pub corrected: bool,
    pub in_time: Option<bool>,
    pub soon_at: Option<Timestamp>,
    pub due_at: Option<Timestamp>,
    pub statutory_due_at: Option<Timestamp>,
    pub rating: Option<u8>,
    pub seq: u64,
    /// The agency that a case which nobody has accepted yet came from, and whether it came back from there.
    pub came_from: Option<String>,
    pub sent_back: bool,
    /// How often the applicant has reminded the agency.
    pub reminders: usize,
    /// It waits for the applicant.
    pub turn: bool,
    /// Why it was voided, where it was.
    pub void_ground: Option<&'static str>,
    pub counted: Counting,
}

/// What supervision counts of the case, beside the columns above.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counting {
    pub received_on: Date,
    pub concluded_on: Option<Date>,
    pub rated_on: Option<Date>,
    pub online: bool,
    /// Decided past the limit of the law.
    pub statutory_late: bool,
    /// 提前办结: decided on an earlier day than the promise's last one.
    pub early: bool,
    /// An excluded procedure ran, once or more.
    pub paused_once: bool,
    /// 零跑动: asked for, decided and handed over without a visit.
    pub zero_visit: bool,
    /// Working days used of the promise, and promised; of decided cases whose promise is counted in them.
    pub promised: Option<(u32, u32)>,
    /// The same of the law's limit.
    pub statutory: Option<(u32, u32)>,
    /// Who holds the first open step; once it is over, who decided or worked last.
    pub officer: Option<OfficerId>,
    /// The lamp at the instant of the projection, and when time next turns it.
    pub lamp: Lamp,
    pub turns_at: Option<Timestamp>,
}

/// 投诉.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComplaintRow {
    pub seq: u64,
    pub at: Timestamp,
    /// The first instant that is too late for an answer.
    pub due_at: Timestamp,
    pub ground: ComplaintGround,
    pub forwarded_at: Option<Timestamp>,
    pub answered_at: Option<Timestamp>,
    pub founded: Option<bool>,
}

/// 待办.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskRow {
    pub step: String,
    pub role: Role,
    /// Whose inbox it lies in, where that is not the case's agency.
    pub agency: Option<String>,
    pub opened_at: Timestamp,
    pub claimed_by: Option<OfficerId>,
    pub soon_at: Timestamp,
    pub due_at: Timestamp,
    /// When it came to the agency that has it now.
    pub arrived_at: Timestamp,
    /// It was done once, or given away, and came back.
    pub returned: bool,
    /// Two who had to agree on it did not.
    pub contested: bool,
    /// What its lamp is read from: the case's where it is the case's own work, or else its own.
    pub lamp: LampInputs,
}

/// What somebody finished: an acceptance, or a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkRow {
    /// 0 is the acceptance; the steps count from 1, in the order in which they were finished.
    pub number: usize,
    pub step: String,
    /// Whose it was, where that is not the case's agency.
    pub agency: Option<String>,
    /// Everybody whose hands it counts as.
    pub by: Vec<OfficerId>,
    pub at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineRow {
    pub kind: DeadlineKind,
    pub step: String,
    pub agency: Option<String>,
    pub started_on: Date,
    pub due_on: Date,
    pub soon_at: Timestamp,
    pub due_at: Timestamp,
    pub met_at: Option<Timestamp>,
    /// A pause is open that it stands still in.
    pub stopped: bool,
    pub provisional: bool,
    pub calendar: String,
    pub next_signal_at: Option<Timestamp>,
}

impl Case {
    pub fn project(&self, ctx: &Ctx<'_>) -> Projection {
        let deadlines = self.deadlines(ctx);
        let inputs = self.lamp_inputs(&deadlines);
        let mut tasks: Vec<TaskRow> = self
            .open
            .iter()
            .map(|open| self.task(open, &deadlines, inputs, ctx))
            .collect();
        if self.stage == Stage::AwaitingSupplement {
            let asked = self.corrections.last();
            let running = |deadline: &&Deadline| deadline.kind == DeadlineKind::Supplement;
            tasks.push(TaskRow {
                step: SUPPLEMENT.to_owned(),
                role: Role::Counter,
                agency: None,
                opened_at: asked.map_or(self.check_from, |correction| correction.at),
                claimed_by: None,
                soon_at: nearest(&deadlines, running, |counted| counted.soon_at),
                due_at: nearest(&deadlines, running, |counted| counted.due_at),
                arrived_at: asked.map_or(self.check_from, |correction| correction.at),
                returned: false,
                contested: false,
                lamp: inputs,
            });
        }
        let asked = self.asked_role(ctx);
        // What is put right begins with the contact: one task at a time.
        let first = self
            .counted_rating()
            .is_some_and(|rating| rating.contact.is_none());
        let waits = |one: &&Deadline| !(first && one.kind == DeadlineKind::RatingFollowUp);
        tasks.extend(
            deadlines
                .iter()
                .filter(waits)
                .filter_map(|one| beside(one, asked)),
        );
        tasks.extend(self.advice_tasks(&deadlines));
        let without_basis = self
            .pauses
            .iter()
            .filter(|pause| !pause.legal)
            .map(|pause| Warning {
                seq: pause.seq,
                at: pause.at,
                crossed_at: pause.at,
                deadline: DeadlineKind::Pause,
                step: None,
                step_now: None,
                agency: self.agency.clone(),
                opened_at: None,
                level: WarningLevel::NoLegalBasis,
                holder: None,
                explained: None,
                cleared: None,
            });
        let rows = |warning: Warning| WarningRow {
            stands: self.stands(&warning, &deadlines),
            climbed: self.climbed(&warning),
            awaits: self.awaits_explanation(&warning, &deadlines, ctx),
            warning,
        };
        Projection {
            parties: self.parties().into_iter().map(Into::into).collect(),
            row: CaseRow {
                stage: self.stage.key(),
                step: self.open_step().map(Into::into),
                agency: self.agency.clone(),
                definition: self.definition.clone(),
                open: self.is_open(),
                paused: inputs.waiting && self.stage != Stage::AwaitingSupplement,
                calendar: self.calendar.clone().unwrap_or_default(),
                received_at: self.received_at,
                accepted_at: self.acceptance.as_ref().map(|acceptance| acceptance.at),
                decided_at: self.decision.as_ref().map(|decision| decision.at),
                concluded_at: self.concluded_at,
                result: self.conclusion().map(super::Conclusion::key),
                deemed: self
                    .acceptance
                    .as_ref()
                    .is_some_and(|acceptance| acceptance.deemed),
                corrected: !self.corrections.is_empty(),
                in_time: inputs.in_time,
                soon_at: inputs.soon_at,
                due_at: inputs.due_at,
                statutory_due_at: inputs.statutory_due_at,
                rating: self.counted_rating().map(|rating| rating.level),
                seq: self.seq,
                came_from: self.came_from().map(|(agency, _)| agency.to_owned()),
                sent_back: self.came_from().is_some_and(|(_, back)| back),
                reminders: self.reminders.len(),
                turn: self.is_applicants_turn(ctx),
                void_ground: self.voided.as_ref().map(|one| one.ground.key()),
                counted: self.counting(&deadlines, inputs, ctx),
            },
            tasks,
            deadlines: deadlines
                .iter()
                .map(|deadline| DeadlineRow {
                    kind: deadline.kind,
                    step: deadline.step.clone().unwrap_or_default(),
                    agency: deadline.agency.clone(),
                    started_on: deadline.counted.start_on,
                    due_on: deadline.counted.due_on,
                    soon_at: deadline.counted.soon_at,
                    due_at: deadline.counted.due_at,
                    met_at: deadline.met_at,
                    stopped: deadline.stopped && deadline.is_running(),
                    provisional: deadline.counted.provisional,
                    calendar: ctx.calendar_of(deadline.kind).version().to_owned(),
                    next_signal_at: self.next_signal_at(deadline),
                })
                .collect(),
            warnings: self
                .warnings
                .iter()
                .cloned()
                .chain(without_basis)
                .map(rows)
                .collect(),
            complaints: self.complaint_rows(ctx),
            orders: self.order_rows(ctx),
            work: self.work(),
            moved: self
                .recalculations
                .iter()
                .flat_map(|one| {
                    let held = one.moved.iter().zip(&one.holders);
                    held.map(|(moved, holder)| MovedRow {
                        seq: one.seq,
                        at: one.at,
                        agency: holder.clone(),
                        moved: moved.clone(),
                    })
                })
                .collect(),
        }
    }
}

impl Case {
    fn counting(&self, deadlines: &[Deadline], inputs: LampInputs, ctx: &Ctx<'_>) -> Counting {
        let of = |kind| deadlines.iter().find(|deadline| deadline.kind == kind);
        let decided = self.decision.is_some();
        let days = |kind| of(kind).filter(|_| decided)?.working_days(ctx);
        let day_before = |deadline: &Deadline| {
            let met_at = deadline.met_at?;
            Some(ctx.date(met_at) < deadline.counted.due_on)
        };
        let worked = || self.done.iter().rev().find_map(|done| done.by.first());
        let decided_by = || {
            self.decision
                .as_ref()
                .and_then(|decision| decision.by.officer())
        };
        Counting {
            received_on: ctx.date(self.received_at),
            concluded_on: self.concluded_at.map(|at| ctx.date(at)),
            rated_on: self.counted_rating().map(|rating| ctx.date(rating.at)),
            online: self.received.channel == Channel::Online,
            statutory_late: of(DeadlineKind::Statutory).and_then(Deadline::was_kept) == Some(false),
            early: inputs.in_time == Some(true)
                && of(DeadlineKind::Promised).and_then(day_before) == Some(true),
            paused_once: !self.pauses.is_empty(),
            zero_visit: decided && self.received.channel == Channel::Online && !self.visited,
            promised: days(DeadlineKind::Promised),
            // Compared with the promise: of those cases alone that have both.
            statutory: days(DeadlineKind::Promised).and_then(|_| days(DeadlineKind::Statutory)),
            officer: if self.is_open() {
                self.open.first().and_then(|open| open.claimed_by)
            } else {
                decided_by().or_else(|| worked().copied())
            },
            lamp: lamp(inputs, ctx.now),
            turns_at: turns_at(inputs, ctx.now),
        }
    }

    /// An open node as somebody's task. One that stands still is the administrator's; one that is disputed is
    /// back with the case's agency, which has to settle it.
    fn task(
        &self,
        open: &OpenNode,
        deadlines: &[Deadline],
        lamp: LampInputs,
        ctx: &Ctx<'_>,
    ) -> TaskRow {
        let agency = self.agency_of(&open.key);
        let foreign = agency != self.agency;
        let own = |deadline: &&Deadline| {
            let steps = deadline.step.as_deref() == Some(&open.key);
            deadline.kind == DeadlineKind::Step && steps || deadline.turns_lamp() && !foreign
        };
        let (role, agency, step) = match ctx.item.step(&open.key) {
            _ if open.key == ACCEPTANCE => (Role::Counter, None, open.key.clone()),
            Some(_) if open.disputed_at.is_some() => {
                (Role::Counter, None, format!("{DISPATCH}:{}", open.key))
            }
            Some(defined) => (
                defined.role,
                foreign.then(|| agency.to_owned()),
                open.key.clone(),
            ),
            None => (Role::Admin, None, format!("{STANDING}:{}", open.key)),
        };
        TaskRow {
            step,
            role,
            agency,
            opened_at: if open.key == ACCEPTANCE {
                self.check_from
            } else {
                open.opened_at
            },
            claimed_by: open.claimed_by,
            soon_at: nearest(deadlines, own, |counted| counted.soon_at),
            due_at: nearest(deadlines, own, |counted| counted.due_at),
            arrived_at: self.arrived_at(open),
            returned: self.is_back(open),
            contested: open.contested,
            lamp,
        }
    }

    fn arrived_at(&self, open: &OpenNode) -> Timestamp {
        if open.key == ACCEPTANCE {
            let given = self.transfers.last().map(|transfer| transfer.at);
            return given.map_or(self.check_from, |at| at.max(self.check_from));
        }
        open.disputed_at.unwrap_or(open.opened_at)
    }

    /// Whether a task came back: what was to be corrected, what another agency said is not its own, and a step that
    /// was finished before.
    fn is_back(&self, open: &OpenNode) -> bool {
        if open.key == ACCEPTANCE {
            return !self.corrections.is_empty() || self.came_from().is_some_and(|(_, back)| back);
        }
        open.disputed_at.is_some() || self.done.iter().any(|done| done.step == open.key)
    }

    /// What officers finished. What silence finished is nobody's work.
    fn work(&self) -> Vec<WorkRow> {
        let accepted = self.acceptance.iter().map(|acceptance| WorkRow {
            number: 0,
            step: ACCEPTANCE.to_owned(),
            agency: None,
            by: acceptance.by.hands().collect(),
            at: acceptance.at,
        });
        let steps = self.done.iter().enumerate().map(|(index, done)| WorkRow {
            number: index + 1,
            step: done.step.clone(),
            agency: done.agency.clone(),
            by: done.by.clone(),
            at: done.at,
        });
        accepted
            .chain(steps)
            .filter(|row| !row.by.is_empty())
            .collect()
    }
}

impl Case {
    /// What colleagues are asked, in the inbox of each who is. The answer has no clock of its own, so it goes with
    /// that of the task that it is about.
    fn advice_tasks(&self, deadlines: &[Deadline]) -> Vec<TaskRow> {
        self.open_advice()
            .map(|asked| {
                let foreign = asked.agency != self.agency;
                let about = |deadline: &&Deadline| {
                    let step = deadline.step.as_deref() == Some(&asked.step);
                    deadline.kind == DeadlineKind::Step && step || deadline.turns_lamp() && !foreign
                };
                let soon_at = nearest(deadlines, about, |counted| counted.soon_at);
                let due_at = nearest(deadlines, about, |counted| counted.due_at);
                TaskRow {
                    step: format!("{ADVICE}:{}", asked.seq),
                    role: asked.role,
                    agency: foreign.then(|| asked.agency.clone()),
                    opened_at: asked.at,
                    claimed_by: Some(asked.of),
                    soon_at,
                    due_at,
                    arrived_at: asked.at,
                    returned: false,
                    contested: false,
                    lamp: LampInputs {
                        open: true,
                        soon_at: Some(soon_at),
                        due_at: Some(due_at),
                        ..LampInputs::default()
                    },
                }
            })
            .collect()
    }

    /// Each complaint, with the time for its answer.
    pub fn complaint_rows(&self, ctx: &Ctx<'_>) -> Vec<ComplaintRow> {
        self.complaints
            .iter()
            .map(|one| {
                let term = Term::new(one.at, ctx.item.limits.complaint.limit());
                let answer = one.answer.as_ref();
                ComplaintRow {
                    seq: one.seq,
                    at: one.at,
                    due_at: term.count(&ctx.calendar.promised, ctx.tz).due_at,
                    ground: one.ground,
                    forwarded_at: one.forwarded_at,
                    answered_at: answer.map(|answer| answer.at),
                    founded: answer.map(|answer| answer.founded),
                }
            })
            .collect()
    }
}

/// The first of what runs. A task without any running clock sorts last.
fn nearest(
    deadlines: &[Deadline],
    which: impl Fn(&&Deadline) -> bool,
    when: impl Fn(&Counted) -> Timestamp,
) -> Timestamp {
    deadlines
        .iter()
        .filter(|deadline| deadline.is_running() && !deadline.stopped)
        .filter(which)
        .map(|deadline| when(&deadline.counted))
        .min()
        .unwrap_or(NEVER)
}

/// The task that a running deadline of its own brings with it.
fn beside(deadline: &Deadline, asked: Role) -> Option<TaskRow> {
    if !deadline.is_running() {
        return None;
    }
    let (name, role) = match deadline.kind {
        DeadlineKind::Opinion => (OPINION, Role::Examiner),
        DeadlineKind::OrderReply => (ORDER_REPLY, Role::Head),
        DeadlineKind::RatingContact => (RATING_CONTACT, Role::Head),
        DeadlineKind::RatingFollowUp => (FOLLOW_UP, Role::Head),
        DeadlineKind::EnquiryReply => (ENQUIRY_REPLY, asked),
        _ => return None,
    };
    Some(TaskRow {
        step: match &deadline.step {
            Some(of) => format!("{name}:{of}"),
            None => name.to_owned(),
        },
        role,
        agency: deadline.agency.clone(),
        opened_at: deadline.since(),
        claimed_by: None,
        soon_at: deadline.counted.soon_at,
        due_at: deadline.counted.due_at,
        arrived_at: deadline.since(),
        returned: false,
        contested: false,
        lamp: LampInputs {
            open: true,
            soon_at: Some(deadline.counted.soon_at),
            due_at: Some(deadline.counted.due_at),
            ..LampInputs::default()
        },
    })
}

/// 9999-01-01, in milliseconds: sorts after every due date.
const NEVER: Timestamp = Timestamp::constant(253_370_764_800, 0);
