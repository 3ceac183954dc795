//! What a citizen can rely on: nothing lost, nothing twice, nobody else's.

mod application;
mod draft;
mod find;
mod follow;
mod supplement;
mod track;
