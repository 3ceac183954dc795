//! Projections of the journal: cases, tasks, deadlines, warnings, licences and ratings, and the
//! questions that pages ask of them. Every list is bounded and follows an index.

mod oversight;
mod query;
pub(crate) mod record;
pub mod verify;
mod write;

pub use oversight::{
    CaseFilter, LampFilter, Scope, SummaryRow, WarningRow, count, list, summary, warnings,
};
pub use query::{
    CaseKey, CaseSummary, DueSignal, Inbox, InboxRow, InboxTab, PAGE, Queue, after, by_applicant,
    by_application, due_signals, inbox, inbox_counts, is_empty, key_by_id, key_by_no, popular,
    track_digest,
};
pub use write::{hold, write};
