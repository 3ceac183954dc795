//! What administrators see and do.

mod migration;
mod pages;
mod publication;
mod standing;
