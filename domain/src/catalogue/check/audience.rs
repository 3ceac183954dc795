//! Whom an item is for, and who may see its cases. What agencies file at their desk is accepted with its receipt and
//! has no applicant who could be asked for more; and only there may a case be hidden from supervision.

use super::Checker;
use crate::catalogue::kinds::Audience;

impl Checker<'_> {
    pub(super) fn audience(&mut self) {
        let item = self.item;
        let agencies = item.audience.contains(&Audience::Agency);
        if agencies && item.audience.iter().any(|one| *one != Audience::Agency) {
            self.add(
                self.near("audience"),
                "audience",
                "agencies file at their desk and stand alone; give other applicants an item of their own",
            );
        }
        if item.confidential && !agencies {
            self.add(
                self.near("confidential"),
                "confidential",
                "only what agencies file among themselves is kept from supervision; remove this, or \
                 write `audience = [\"agency\"]`",
            );
        }
        for rule in item
            .materials
            .iter()
            .filter(|rule| agencies && rule.tolerable)
        {
            self.add(
                rule.key.span(),
                "tolerable",
                "no applicant is there to hand it in later",
            );
        }
        for (at, observer) in item.observers.iter().enumerate() {
            let function = observer.get_ref();
            let before = item.observers.iter().take(at);
            if before.clone().any(|other| other.get_ref() == function) {
                self.add(
                    observer.span(),
                    "observers",
                    format!("`{function}` stands here twice"),
                );
            }
        }
    }
}
