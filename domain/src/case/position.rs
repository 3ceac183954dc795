//! Where a case stands, for the drawing of its process.

use super::Case;
use crate::catalogue::ACCEPTANCE;
use crate::catalogue::picture::Position;

impl Case {
    pub fn position(&self) -> Position {
        let open = self.open.iter().map(|open| open.key.clone());
        let mut here: Vec<String> = open.collect();
        // While the applicant mends something the case waits where it will be checked again.
        if self.acceptance.is_none() && self.is_open() && here.is_empty() {
            here.push(ACCEPTANCE.to_owned());
        }
        let done = self.done.iter();
        Position {
            here,
            done: done.map(|done| done.step.clone()).collect(),
            accepted: self.acceptance.is_some(),
            concluded: !self.is_open(),
        }
    }
}
