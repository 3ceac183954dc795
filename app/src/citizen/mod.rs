//! The pages of citizens and businesses.

pub mod session;
