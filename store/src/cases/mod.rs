//! Projections of the journal: cases, tasks, deadlines, warnings, licences and ratings, and the
//! questions that pages ask of them. Every list is bounded and follows an index.

mod complaints;
mod inbox;
mod lamps;
mod moved;
mod orders;
mod oversight;
mod query;
mod ratings;
pub(crate) mod record;
mod team;
pub mod verify;
mod version;
mod voided;
mod warnings;
pub(crate) mod write;

pub use complaints::{
    ComplaintLine, ComplaintPlace, RatingTotals, complaints, complaints_count, rating_totals,
};
pub use inbox::{
    ANNOUNCED, Arrival, COUNTED, Counts, Desk, DoneRow, Filter, Holder, InboxRow, InboxTab,
    LONG_PAGE, Place, Rows, Seek, arrivals, arrived, done, inbox, inbox_counts, loads, plans,
    tasks_of,
};
pub use lamps::{
    Clock, Coming, Facet, LampFilter, LampList, LampPlace, LampRow, coming, lamp_clocks, lamps,
    lamps_count, lamps_facet,
};
pub use moved::{
    MovedCase, behind, is_behind, moved_by_agency, moved_cases, moved_count, moved_since,
    open_count,
};
pub use orders::{
    LateAnswer, LateOrder, OrderFigures, OrderLine, OrderPlace, OrderState, WarningFigures,
    late_answer, late_answered, late_answers, late_orders, order_figures, orders, orders_count,
    warning_figures,
};
pub use oversight::{CaseFilter, Scope, WarningRow, count, first, has, list, warnings};
pub use query::{
    Again, CaseKey, CaseSummary, DueSignal, IssuedLicence, LicenceRow, OpenCase, Own, OwnPlace,
    PAGE, SharedCase, again, by_applicant, by_application, due_signals, is_empty, is_party,
    is_shared_with, issued_licence, key_by_id, key_by_no, licence, of_bundle,
    of_bundle_shared_with, open_after, popular, seq, shared_with, track_digest, waiting_at,
};
pub use ratings::{
    RatingFilter, RatingLine, RatingPlace, ReleasedRating, ratings, ratings_count, released_ratings,
};
pub use team::{Due, Held, Pace, due_between, held, paces};
pub use version::{Standing, open_of, open_of_after, places_of, standing, standing_count};
pub use voided::{VoidedLine, voided, voided_count};
pub use warnings::{
    Awaiting, AwaitingPlace, Climbing, LampWarning, Note, awaiting, awaiting_count, climbing,
    forget_notes, lamp_warnings, note_warnings, notes, see_warnings, seen_by, views,
};
pub use write::{hold, hold_all, write, write_all};
