//! The law and the workflow from outside: cases are led through their acts at frozen instants.
//! One binary, one module for each group of acts, so that it links once.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod advice;
mod answers;
mod application;
mod authority;
mod available;
mod bundle;
mod bundle_check;
mod catalogue;
mod check;
mod claim;
mod clocks;
mod conclusion;
mod condition;
mod condition_holds;
mod condition_properties;
mod deadlines;
mod explored;
mod filing;
mod handover;
mod intake;
mod journal;
mod ladder;
mod nets;
mod patterns;
mod picture;
mod played;
mod properties;
mod ratings;
mod rules;
mod script;
mod signals;
mod situation;
mod steps;
mod talk;
mod versions;
mod world;
