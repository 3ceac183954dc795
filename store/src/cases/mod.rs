//! Projections of the journal: cases, tasks, deadlines, warnings, licences and ratings, and the
//! questions that pages ask of them. Every list is bounded and follows an index.

mod moved;
mod oversight;
mod query;
pub(crate) mod record;
pub mod verify;
mod write;

pub use moved::{
    MovedCase, behind, is_behind, moved_by_agency, moved_cases, moved_count, moved_since,
    open_count,
};
pub use oversight::{
    CaseFilter, LampFilter, Scope, SummaryRow, WarningRow, count, list, summary, warnings,
};
pub use query::{
    CaseKey, CaseSummary, DueSignal, Inbox, InboxRow, InboxTab, LicenceRow, OpenCase, PAGE, Queue,
    after, by_applicant, by_application, due_signals, has_consulted, inbox, inbox_counts, is_empty,
    key_by_id, key_by_no, licence, open_after, popular, track_digest,
};
pub use write::{hold, hold_all, write, write_all};
