//! What people rely on, through the routes, on both engines.

mod admin;
mod architecture;
mod calendars;
mod citizen;
mod desk;
mod faults;
mod harness;
mod journey;
mod mail;
mod open;
mod oversight;
mod routing;
mod search;
mod seed;
mod session;
