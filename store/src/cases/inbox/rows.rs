//! What a list shows of each task, open or finished.

use domain::case::projection::{
    ADVICE, DISPATCH, ENQUIRY_REPLY, FOLLOW_UP, OPINION, ORDER_REPLY, RATING_CONTACT, STANDING,
    SUPPLEMENT,
};
use domain::id::{CaseId, OfficerId};
use domain::lamp::LampInputs;
use jiff::Timestamp;

use super::Place;
use crate::column::{MaybeMs, Ms, Text};

#[derive(Debug, Clone, sqlx::FromRow)]
pub struct InboxRow {
    #[sqlx(try_from = "Text")]
    pub case_id: CaseId,
    pub case_no: String,
    pub item: String,
    pub step: String,
    pub role: String,
    /// The clock stands still.
    #[sqlx(try_from = "Ms")]
    pub stopped: bool,
    #[sqlx(try_from = "Ms")]
    pub returned: bool,
    #[sqlx(try_from = "Ms")]
    pub contested: bool,
    pub claimed_by: Option<String>,
    #[sqlx(try_from = "Ms")]
    pub arrived_at: Timestamp,
    #[sqlx(try_from = "Ms")]
    pub task_due_at: Timestamp,
    #[sqlx(try_from = "MaybeMs")]
    pub lamp_soon_at: Option<Timestamp>,
    #[sqlx(try_from = "MaybeMs")]
    pub lamp_due_at: Option<Timestamp>,
    #[sqlx(try_from = "MaybeMs")]
    pub lamp_statutory_at: Option<Timestamp>,
    pub applicant: String,
    /// The applicant, where that is an agency.
    pub applicant_agency: Option<String>,
    pub seq: i64,
    /// The agency that a case which nobody has accepted yet came from, and whether it came back from there.
    pub came_from: Option<String>,
    #[sqlx(try_from = "Ms")]
    pub sent_back: bool,
    /// How often the applicant has reminded the agency.
    pub reminders: i64,
    /// The version that the case goes by.
    pub definition: String,
}

impl InboxRow {
    /// Of the case where its step is the task; a task beside it has a clock of its own.
    pub fn lamp_inputs(&self) -> LampInputs {
        LampInputs {
            open: true,
            waiting: self.stopped,
            soon_at: self.lamp_soon_at,
            due_at: self.lamp_due_at,
            statutory_due_at: self.lamp_statutory_at,
            in_time: None,
        }
    }

    pub fn place(&self) -> Place {
        Place {
            at: self.task_due_at.as_millisecond(),
            case: self.case_id.to_string(),
            tail: self.step.clone(),
        }
    }

    /// Work of the case itself: its acceptance or one of its steps.
    pub fn is_step(&self) -> bool {
        let other = [
            OPINION,
            ORDER_REPLY,
            FOLLOW_UP,
            RATING_CONTACT,
            ENQUIRY_REPLY,
            ADVICE,
            DISPATCH,
            STANDING,
            SUPPLEMENT,
        ];
        let kind = self.step.split(':').next().unwrap_or_default();
        !other.contains(&kind)
    }
}

/// Something that was finished.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct DoneRow {
    #[sqlx(try_from = "Text")]
    pub case_id: CaseId,
    pub case_no: String,
    pub number: i64,
    pub item: String,
    pub definition: String,
    pub step: String,
    #[sqlx(try_from = "Text")]
    pub officer: OfficerId,
    #[sqlx(try_from = "Ms")]
    pub at: Timestamp,
    pub stage: String,
    #[sqlx(try_from = "Ms")]
    pub open: bool,
    #[sqlx(try_from = "Ms")]
    pub paused: bool,
    #[sqlx(try_from = "MaybeMs")]
    pub soon_at: Option<Timestamp>,
    #[sqlx(try_from = "MaybeMs")]
    pub due_at: Option<Timestamp>,
    #[sqlx(try_from = "MaybeMs")]
    pub statutory_due_at: Option<Timestamp>,
    #[sqlx(try_from = "MaybeMs")]
    pub in_time: Option<bool>,
    pub applicant: String,
    pub applicant_agency: Option<String>,
}

impl DoneRow {
    /// Of the case as it is now.
    pub fn lamp_inputs(&self) -> LampInputs {
        LampInputs {
            open: self.open,
            waiting: self.paused || self.stage == "awaiting-supplement",
            soon_at: self.soon_at,
            due_at: self.due_at,
            statutory_due_at: self.statutory_due_at,
            in_time: self.in_time,
        }
    }

    pub fn place(&self) -> Place {
        Place {
            at: self.at.as_millisecond(),
            case: self.case_id.to_string(),
            tail: self.number.to_string(),
        }
    }
}
