//! The desk: what each act's page offers and keeps, what is refused, and what two clerks at once
//! come to.

mod claim;
mod correction;
mod refusals;
