//! What a citizen can rely on: nothing lost, nothing twice, nobody else's.

mod account;
mod application;
mod bundle;
mod delegation;
mod draft;
mod find;
mod follow;
mod form;
mod guide;
pub(crate) mod materials;
mod messages;
pub(crate) mod registration;
mod renewal;
mod scanned;
mod supplement;
mod tolerated;
mod township;
mod track;
mod voices;
mod wallet;
mod window;
