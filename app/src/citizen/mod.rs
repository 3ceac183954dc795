//! The pages of citizens and businesses.

pub mod application;
pub mod session;
