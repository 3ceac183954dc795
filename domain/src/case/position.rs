//! Where a case stands, for the drawing of its process.

use super::Case;
use crate::catalogue::picture::Position;
use crate::catalogue::{ACCEPTANCE, Awaited, ServiceItem};

impl Case {
    /// A step that the fee was not paid in is not done: the case waits there as long as it waits for the fee.
    pub fn position(&self, item: &ServiceItem) -> Position {
        let open = self.open.iter().map(|open| open.key.clone());
        let mut here: Vec<String> = open.collect();
        let unpaid: Vec<&str> = self.unpaid(item).map(|done| done.step.as_str()).collect();
        let waits = |key: &String| {
            let step = item.step(key);
            step.is_some_and(|step| step.awaits == Some(Awaited::Payment))
        };
        if here.iter().any(waits) {
            here.extend(unpaid.iter().map(|step| (*step).to_owned()));
        }
        // While the applicant mends something the case waits where it will be checked again.
        if self.acceptance.is_none() && self.is_open() && here.is_empty() {
            here.push(ACCEPTANCE.to_owned());
        }
        let done = self.done.iter().map(|done| done.step.clone());
        Position {
            here,
            done: done
                .filter(|step| !unpaid.contains(&step.as_str()))
                .collect(),
            accepted: self.acceptance.is_some(),
            concluded: !self.is_open(),
        }
    }
}
