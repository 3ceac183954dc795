//! What a citizen can rely on: nothing lost, nothing twice, nobody else's.

mod application;
mod supplement;
mod track;
