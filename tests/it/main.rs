//! What people rely on, through the routes, on both engines.

mod architecture;
mod citizen;
mod desk;
mod faults;
mod harness;
mod journey;
mod mail;
mod seed;
mod session;
