//! 电子监察: what supervision counts and looks for. Pure, as everything here: the numbers are the store's, and what is
//! gathered from other cases is an argument.

pub mod appeal;
pub mod ladder;
mod measure;
mod period;
pub mod published;
pub mod rules;
pub mod score;
pub mod suppress;
pub mod triage;

pub use measure::{Measure, Measures};
pub use period::Period;
