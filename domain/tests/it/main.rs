//! The law and the workflow from outside: cases are led through their acts at frozen instants.
//! One binary, one module for each group of acts, so that it links once.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod application;
mod authority;
mod available;
mod catalogue;
mod check;
mod claim;
mod clocks;
mod conclusion;
mod condition;
mod condition_holds;
mod condition_properties;
mod deadlines;
mod intake;
mod journal;
mod properties;
mod signals;
mod steps;
mod world;
