//! What people rely on, through the routes, on both engines.

mod architecture;
mod harness;
mod session;
