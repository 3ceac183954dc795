//! The desk: what each act's page offers and keeps, what is refused, and what two clerks at once
//! come to.

mod absences;
mod advice;
mod appointments;
mod assignment;
mod bounds;
mod bulk;
mod case_view;
mod claim;
pub mod clock;
mod construction;
mod contest;
mod correction;
pub mod counter;
mod disclosure;
pub mod filing;
mod hand;
mod handover;
mod inbox;
mod joint;
mod notices;
mod referral;
mod refusals;
mod repeat;
mod voiding;
