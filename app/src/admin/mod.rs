//! The pages of administrators.
