//! 电子监察: what supervision looks for. Pure, as everything here: what is gathered from other cases is an argument.

pub mod rules;
pub mod triage;
