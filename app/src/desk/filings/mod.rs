//! What officers file for their own agency: the list, the form, and what goes with it.

pub mod form;
pub mod list;
pub mod materials;
