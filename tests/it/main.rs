//! What people rely on, through the routes, on both engines.

mod admin;
mod architecture;
mod citizen;
mod desk;
mod faults;
mod harness;
mod journey;
mod oversight;
mod mail;
mod seed;
mod session;
