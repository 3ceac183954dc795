//! The pages of clerks: the inbox, one case, and a page for each act on it.

pub mod acceptance;
pub mod act;
pub mod case;
pub mod correction;
pub mod decision;
pub mod declination;
pub mod delivery;
pub mod file;
pub mod inbox;
pub mod journal;
pub mod licence;
pub mod moved;
pub mod return_;
pub mod steps;
pub mod todo;
pub mod written;

#[cfg(test)]
mod samples;
