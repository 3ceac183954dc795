//! The pages of citizens and businesses.

pub mod account;
pub mod agency;
pub mod application;
pub mod case;
pub mod cases;
pub mod division;
mod fee;
pub mod given;
mod guide;
pub mod home;
pub mod item;
pub mod life_event;
mod material;
pub mod message_choices;
pub mod messages;
pub mod notice;
pub mod paper_form;
pub mod progress;
pub mod rating;
pub mod search;
pub mod session;
pub mod situation;
pub mod supplement;
pub mod track;
pub mod wallet;
pub mod withdrawal;
