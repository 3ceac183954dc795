//! Every page of the portal, as functions from plain view models to HTML.
//!
//! Deliberately absent: fetching, deciding, the clock, scripts. A page that needs a fact gets it as a field.

pub mod about;
pub mod admin;
pub mod assets;
pub mod citizen;
pub mod desk;
pub mod error_page;
pub mod gallery;
pub mod layout;
pub mod notice;
pub mod open;
pub mod oversight;
pub mod parts;
pub mod reckoning;
pub mod shell;
pub mod text;
