//! Messages to applicants, and some to officers: what a letter holds, how it reads as a mail, a text message and a page, and how it leaves
//! the house. Which facts give cause for one is `notify`'s part.

pub mod account;
mod letter;
pub mod mailer;
pub mod outbox;
mod render;
pub mod report;
pub mod stop;
pub mod texter;
pub mod warnings;

pub use letter::{Kind, Letter, Topic};
pub use mailer::Mailer;
pub use render::{Words, words};
pub use texter::Texter;
