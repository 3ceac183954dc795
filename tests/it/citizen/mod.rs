//! What a citizen can rely on: nothing lost, nothing twice, nobody else's.

mod application;
mod draft;
mod find;
mod follow;
mod renewal;
mod supplement;
mod track;
