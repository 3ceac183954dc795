//! The desk: what each act's page offers and keeps, what is refused, and what two clerks at once
//! come to.

mod absences;
mod assignment;
mod bulk;
mod claim;
pub mod clock;
mod construction;
mod correction;
pub mod counter;
pub mod filing;
mod handover;
mod inbox;
mod joint;
mod notices;
mod referral;
mod refusals;
