//! 质检: what makes a guide one that a person can rely on. The rules are those that item lists are checked by
//! in practice: visits and their reason, depth, post, fee, and a time for what may be handed in later.

use toml::Spanned;

use super::Checker;
use crate::catalogue::MaterialSource;

impl Checker<'_> {
    pub(super) fn quality(&mut self) {
        self.visits();
        self.fee();
        self.tolerance();
        for rule in &self.item.materials {
            if rule.tolerable && (rule.source != MaterialSource::Upload || rule.optional) {
                self.add(
                    rule.key.span(),
                    "tolerable",
                    "only what must be uploaded can be promised for later",
                );
            }
            if let Some(document) = &rule.document {
                self.document(document);
                if rule.source != MaterialSource::Upload {
                    self.add(
                        document.span(),
                        "document",
                        "only what is uploaded can be given again; leave `document` out",
                    );
                }
            }
        }
    }

    /// One word, so that two items that mean the same document write it alike.
    fn document(&mut self, document: &Spanned<String>) {
        let word = document.get_ref();
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if word.is_empty() || !word.chars().all(plain) {
            self.add(
                document.span(),
                "document",
                "write the kind of document in small letters, digits and hyphens",
            );
        }
    }

    fn visits(&mut self) {
        let item = self.item;
        if !(1..=4).contains(&item.depth) {
            self.add(self.near("depth"), "depth", "the depth is 1 to 4");
        }
        if item.depth == 4 && item.visits > 0 {
            self.add(
                self.near("depth"),
                "depth",
                "depth 4 means that nobody has to come; correct `depth` or `visits`",
            );
        }
        if item.visits == 0 && item.depth < 4 && !item.postal {
            self.add(
                self.near("visits"),
                "postal",
                "nobody has to come, and it can't be done wholly online: offer the post with \
                 `postal = true`",
            );
        }
        if item.visits == 0 && item.visit_reason.is_some() {
            self.add(
                self.near("visit-reason"),
                "visit-reason",
                "there is a reason to come, and no visit; correct one",
            );
        }
    }

    fn fee(&mut self) {
        let fee = &self.item.fee;
        let missing = [
            ("name", fee.name.is_none()),
            ("standard", fee.standard.is_none()),
            ("online-payment", fee.online_payment.is_none()),
        ];
        for (field, _) in missing
            .into_iter()
            .filter(|(_, missing)| *missing && fee.range().1 > 0)
        {
            self.add(self.near("[fee]"), "fee", format!("a fee has a `{field}`"));
        }
    }

    fn tolerance(&mut self) {
        let tolerable = self.item.materials.iter().any(|rule| rule.tolerable);
        match (&self.item.limits.tolerated, tolerable) {
            (None, true) => self.add(
                self.near("tolerable"),
                "tolerable",
                "say in `[limits.tolerated]` by when it has to be handed in",
            ),
            (Some(_), false) => self.add(
                self.near_limit("tolerated"),
                "tolerable",
                "no material is `tolerable`; remove the limit",
            ),
            _ => {}
        }
    }
}
