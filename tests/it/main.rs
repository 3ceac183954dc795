//! What people rely on, through the routes, on both engines.

mod architecture;
mod citizen;
mod desk;
mod harness;
mod journey;
mod session;
