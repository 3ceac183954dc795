//! The law and the workflow: pure functions over facts, definitions and calendars. No IO, no
//! async, no SQL, no HTTP, no clock and no randomness: time and ids are arguments.

pub mod account;
pub mod application;
pub mod authority;
pub mod bundle;
pub mod calendar;
pub mod case;
pub mod catalogue;
pub mod condition;
pub mod delegation;
pub mod disclosure;
pub mod id;
pub mod identifier;
pub mod lamp;
pub mod limit;
pub mod locale;
pub mod mask;
pub mod redaction;
pub mod situation;
pub mod supervision;
pub mod trust;
pub mod workload;
