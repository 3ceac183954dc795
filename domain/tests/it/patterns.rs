//! The named workflow patterns: for each a definition in a few lines, and what happens on every way through it.
//! What a case must never do stands beside what it does.

mod agencies;
mod beyond;
mod conditions;
mod flow;
mod migration;
mod people;
mod shared;
mod silence;
mod standing;
mod together;
