//! The pages of citizens and businesses.

pub mod account;
pub mod agency;
pub mod application;
pub mod case;
pub mod cases;
pub mod given;
mod guide;
pub mod home;
pub mod item;
pub mod life_event;
pub mod notice;
pub mod progress;
pub mod rating;
pub mod search;
pub mod session;
pub mod supplement;
pub mod track;
pub mod withdrawal;
