//! The pages of clerks: the inbox, one case, and a page for each act on it.

pub mod absences;
pub mod acceptance;
pub mod act;
pub mod advice;
pub mod again;
pub mod agencies;
pub mod appointments;
pub mod assignment;
pub mod bulk;
pub mod case;
pub mod changes;
pub mod correction;
pub mod counter;
pub mod decision;
pub mod declination;
pub mod delivery;
pub mod disclosure;
pub mod dispatch;
pub mod dispute;
pub mod drafts;
pub mod file;
pub mod filings;
pub mod findings;
pub mod inbox;
pub mod journal;
pub mod keys;
pub mod left;
pub mod licence;
pub mod material;
pub mod moved;
pub mod part_of;
pub mod people;
pub mod preview;
pub mod ratings;
pub mod return_;
pub mod shared;
pub mod signed_receipt;
pub mod steps;
pub mod team;
pub mod templates;
pub mod todo;
pub mod transfer;
pub mod viewer;
pub mod written;

#[cfg(test)]
mod samples;
