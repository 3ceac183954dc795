//! What administrators see and do.

mod migration;
mod pages;
pub mod publication;
mod standing;
