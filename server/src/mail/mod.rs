//! Mail to applicants: what a letter holds, how it reads, and how it leaves the house. Which
//! facts give cause for one is `notify`'s part.

mod letter;
pub mod mailer;
pub mod outbox;
mod render;

pub use letter::{Kind, Letter};
pub use mailer::Mailer;
