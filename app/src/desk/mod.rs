//! The pages of clerks.
