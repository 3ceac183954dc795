//! What the tables beside the journal hold of a case: a pure function of its folded state, so
//! that they can be dropped and made again. Texts are as the store keeps them.

use jiff::Timestamp;
use jiff::civil::Date;

use super::{Case, Ctx, Deadline, DeadlineKind, Moved, Stage, Warning, WarningLevel};
use crate::authority::Role;
use crate::catalogue::ACCEPTANCE;
use crate::id::OfficerId;

/// The step name of the task that waits for the applicant's supplement.
pub const SUPPLEMENT: &str = "supplement";

/// Of the tasks beside the open step: what another agency is asked, an order that waits for its answer, a
/// bad rating that nobody has followed up. After a colon comes what the deadline belongs to.
pub const OPINION: &str = "opinion";
pub const ORDER_REPLY: &str = "order-reply";
pub const FOLLOW_UP: &str = "rating-follow-up";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Projection {
    pub row: CaseRow,
    pub tasks: Vec<TaskRow>,
    pub deadlines: Vec<DeadlineRow>,
    pub warnings: Vec<Warning>,
    pub moved: Vec<MovedRow>,
}

/// A due date that another calendar moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedRow {
    /// The entry of the journal.
    pub seq: u64,
    pub at: Timestamp,
    pub moved: Moved,
}

/// The columns that change from act to act; the rest is in `Case::received`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    pub stage: &'static str,
    pub step: Option<String>,
    pub open: bool,
    /// An excluded procedure runs.
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
    pub provisional: bool,
    pub calendar: String,
    pub next_signal_at: Option<Timestamp>,
}

impl Case {
    pub fn project(&self, ctx: &Ctx<'_>) -> Projection {
        let deadlines = self.deadlines(ctx);
        let inputs = self.lamp_inputs(&deadlines);
        let task = match &self.stage {
            Stage::Received => Some((ACCEPTANCE.to_owned(), Role::Counter, self.check_from)),
            Stage::AwaitingSupplement => Some((
                SUPPLEMENT.to_owned(),
                Role::Counter,
                self.corrections
                    .last()
                    .map_or(self.check_from, |correction| correction.at),
            )),
            Stage::InProcess { step } => ctx.item.step(step).map(|defined| {
                (
                    step.clone(),
                    defined.role,
                    self.open_since.unwrap_or(self.check_from),
                )
            }),
            Stage::Concluded(_) => None,
        };
        let nearest = |waiting: bool| {
            deadlines
                .iter()
                .filter(|deadline| deadline.is_running() && !deadline.stopped)
                .filter(move |deadline| {
                    if waiting {
                        deadline.kind == DeadlineKind::Supplement
                    } else {
                        deadline.kind.turns_lamp()
                    }
                })
        };
        let mut tasks: Vec<TaskRow> = task
            .map(|(step, role, opened_at)| {
                let waiting = step == SUPPLEMENT;
                TaskRow {
                    step,
                    role,
                    agency: None,
                    opened_at,
                    claimed_by: self.claimed_by,
                    // A step without any running clock (none in a sound definition) sorts last.
                    soon_at: nearest(waiting)
                        .map(|deadline| deadline.counted.soon_at)
                        .min()
                        .unwrap_or(NEVER),
                    due_at: nearest(waiting)
                        .map(|deadline| deadline.counted.due_at)
                        .min()
                        .unwrap_or(NEVER),
                }
            })
            .into_iter()
            .collect();
        tasks.extend(deadlines.iter().filter_map(beside));
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
                opened_at: None,
                level: WarningLevel::NoLegalBasis,
            });
        Projection {
            row: CaseRow {
                stage: self.stage.key(),
                step: self.open_step().map(Into::into),
                open: self.is_open(),
                paused: self.open_pause().is_some(),
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
                rating: self.rating.as_ref().map(|rating| rating.level),
                seq: self.seq,
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
                    provisional: deadline.counted.provisional,
                    calendar: ctx.calendar_of(deadline.kind).version().to_owned(),
                    next_signal_at: self.next_signal_at(deadline),
                })
                .collect(),
            warnings: self.warnings.iter().cloned().chain(without_basis).collect(),
            moved: self
                .recalculations
                .iter()
                .flat_map(|one| {
                    one.moved.iter().map(|moved| MovedRow {
                        seq: one.seq,
                        at: one.at,
                        moved: moved.clone(),
                    })
                })
                .collect(),
        }
    }
}

/// The task that a running deadline of its own brings with it.
fn beside(deadline: &Deadline) -> Option<TaskRow> {
    if !deadline.is_running() {
        return None;
    }
    let (name, role) = match deadline.kind {
        DeadlineKind::Opinion => (OPINION, Role::Examiner),
        DeadlineKind::OrderReply => (ORDER_REPLY, Role::Head),
        DeadlineKind::RatingFollowUp => (FOLLOW_UP, Role::Head),
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
    })
}

/// 9999-01-01, in milliseconds: sorts after every due date.
const NEVER: Timestamp = Timestamp::constant(253_370_764_800, 0);
