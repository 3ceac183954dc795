//! The pages of supervisors.
