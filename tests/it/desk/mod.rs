//! The desk: what each act's page offers and keeps, what is refused, and what two clerks at once
//! come to.

mod claim;
pub mod clock;
mod correction;
mod joint;
mod refusals;
